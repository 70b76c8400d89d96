package interop

import (
	"context"
	"crypto/sha256"
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/transparency-dev/merkle/proof"
	"github.com/transparency-dev/merkle/rfc6962"
	"github.com/transparency-dev/tessera/client"
	"golang.org/x/mod/sumdb/note"

	"github.com/plimsoll-watch/plimsoll/record/seal"
)

// folder is a seal.Store without promises, good enough for a test.
type folder string

func (f folder) Read(path string) ([]byte, error) { return os.ReadFile(filepath.Join(string(f), path)) }

func (f folder) Write(path string, b []byte) error {
	path = filepath.Join(string(f), path)
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return err
	}
	return os.WriteFile(path, b, 0o644)
}

type zeros struct{}

func (zeros) Read(b []byte) (int, error) { clear(b); return len(b), nil }

// grow returns a folder with a log of n entries, its acts and its key.
func grow(t *testing.T, n int) (folder, *seal.Log, []seal.Act, seal.PublicKey) {
	t.Helper()
	private, public, err := seal.GenerateKey(zeros{}, "example")
	if err != nil {
		t.Fatal(err)
	}
	key, err := seal.ParsePrivateKey(private, public)
	if err != nil {
		t.Fatal(err)
	}
	dir := folder(t.TempDir())
	l, err := seal.Create(dir, key)
	if err != nil {
		t.Fatal(err)
	}
	var acts []seal.Act
	for i := range n {
		a, err := seal.Sign(key, seal.Stop, time.Unix(int64(i), 0), seal.Salt{byte(i), byte(i >> 8)}, fmt.Appendf(nil, `{"n":%d}`, i))
		if err != nil {
			t.Fatal(err)
		}
		acts = append(acts, a)
	}
	for at := 0; at < n; at += 7 { // a few at a time
		if _, err := l.Append(key, acts[at:min(n, at+7)]...); err != nil {
			t.Fatal(err)
		}
	}
	return dir, l, acts, key.Public()
}

// Tessera's client reads our folder, opens our checkpoint with x/mod's verifier, and
// builds from our tiles proofs that merkle accepts; they are the ones we build.
func TestTesseraReadsOurLog(t *testing.T) {
	const n = 600
	dir, l, acts, key := grow(t, n)
	ctx := context.Background()
	fetch := client.FileFetcher{Root: string(dir)}
	v, err := note.NewVerifier(key.String())
	if err != nil {
		t.Fatal(err)
	}
	checkpoint, _, _, err := client.FetchCheckpoint(ctx, fetch.ReadCheckpoint, v, "example")
	if err != nil {
		t.Fatalf("Tessera does not take the checkpoint: %v", err)
	}
	if checkpoint.Size != n {
		t.Fatalf("Tessera reads a log of %d entries", checkpoint.Size)
	}
	builder, err := client.NewProofBuilder(ctx, checkpoint.Size, fetch.ReadTile)
	if err != nil {
		t.Fatal(err)
	}
	view, err := l.View()
	if err != nil {
		t.Fatal(err)
	}
	for _, i := range []uint64{0, 1, 6, 254, 255, 256, 511, 512, 598, 599} {
		theirs, err := builder.InclusionProof(ctx, i)
		if err != nil {
			t.Fatalf("entry %d: %v", i, err)
		}
		leaf := rfc6962.DefaultHasher.HashLeaf(acts[i].Leaf().Bytes())
		if err := proof.VerifyInclusion(rfc6962.DefaultHasher, i, n, leaf, theirs, checkpoint.Hash); err != nil {
			t.Errorf("entry %d: their proof from our tiles: %v", i, err)
		}
		ours, err := view.Inclusion(int64(i), n)
		if err != nil {
			t.Fatal(err)
		}
		if err := proof.VerifyInclusion(rfc6962.DefaultHasher, i, n, leaf, raw(ours), checkpoint.Hash); err != nil {
			t.Errorf("entry %d: our proof: %v", i, err)
		}
		leaf[0] ^= 1
		if proof.VerifyInclusion(rfc6962.DefaultHasher, i, n, leaf, raw(ours), checkpoint.Hash) == nil {
			t.Errorf("entry %d: a wrong leaf is accepted", i)
		}
	}
}

// Our consistency proofs are accepted by merkle between every two sizes.
func TestMerkleTakesOurConsistencyProofs(t *testing.T) {
	const n = 70
	_, l, _, _ := grow(t, n)
	view, err := l.View()
	if err != nil {
		t.Fatal(err)
	}
	roots := make([][]byte, n+1)
	for size := 1; size <= n; size++ {
		_, short, _, _ := grow(t, size)
		root := short.Checkpoint().Root
		roots[size] = root[:]
	}
	for from := 1; from <= n; from++ {
		for to := from; to <= n; to++ {
			p, err := view.Consistency(int64(from), int64(to))
			if err != nil {
				t.Fatal(err)
			}
			if err := proof.VerifyConsistency(rfc6962.DefaultHasher, uint64(from), uint64(to), raw(p), roots[from], roots[to]); err != nil {
				t.Errorf("%d to %d: %v", from, to, err)
			}
		}
	}
}

// Tessera reads our leaves back as we wrote them.
func TestTesseraReadsOurEntries(t *testing.T) {
	const n = 300
	dir, _, acts, _ := grow(t, n)
	fetch := client.FileFetcher{Root: string(dir)}
	for tile := range uint64(2) {
		bundle, err := client.GetEntryBundle(context.Background(), fetch.ReadEntryBundle, tile, n)
		if err != nil {
			t.Fatal(err)
		}
		for i, e := range bundle.Entries {
			if want := acts[int(tile)*256+i].Leaf().Bytes(); string(e) != string(want) {
				t.Fatalf("entry %d is %x, not %x", int(tile)*256+i, e, want)
			}
		}
	}
}

func raw[H ~[sha256.Size]byte](p []H) [][]byte {
	var out [][]byte
	for _, h := range p {
		out = append(out, append([]byte(nil), h[:]...))
	}
	return out
}
