package seal

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"strings"
	"testing"
	"time"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

// zeros is a source of bytes for keys and salts that need no secret.
type zeros struct{}

func (zeros) Read(b []byte) (int, error) { clear(b); return len(b), nil }

// counting gives other bytes every time.
type counting struct{ n byte }

func (c *counting) Read(b []byte) (int, error) {
	for i := range b {
		c.n++
		b[i] = c.n
	}
	return len(b), nil
}

func testKey(t testing.TB, random io.Reader, name string) PrivateKey {
	t.Helper()
	private, public, err := GenerateKey(random, name)
	if err != nil {
		t.Fatal(err)
	}
	k, err := ParsePrivateKey(private, public)
	if err != nil {
		t.Fatal(err)
	}
	return k
}

// act returns the n-th of a row of acts that are all different.
func testAct(t testing.TB, key PrivateKey, n int) Act {
	t.Helper()
	var salt Salt
	binary.BigEndian.PutUint64(salt[:], uint64(n))
	a, err := Sign(key, Kind(n%len(Kinds())+1), time.Date(2018, 9, 3, 0, n, 0, 0, time.UTC), salt, fmt.Appendf(nil, `{"n":%d}`, n))
	if err != nil {
		t.Fatal(err)
	}
	return a
}

// memory is a store in memory that fails when its time has come.
type memory struct {
	files map[string][]byte
	left  int  // writes until one fails; below 0: none does
	after bool // the failing write reaches the disk all the same
}

func newMemory() *memory { return &memory{files: map[string][]byte{}, left: -1} }

var errDisk = errors.New("the disk is gone")

func (m *memory) Read(path string) ([]byte, error) {
	if b, ok := m.files[path]; ok {
		return bytes.Clone(b), nil
	}
	return nil, fmt.Errorf("open %s: %w", path, fs.ErrNotExist)
}

func (m *memory) Write(path string, b []byte) error {
	if m.left == 0 {
		if m.after {
			m.files[path] = bytes.Clone(b)
		}
		return errDisk
	}
	if m.left > 0 {
		m.left--
	}
	m.files[path] = bytes.Clone(b)
	return nil
}

func (m *memory) copy() *memory {
	c := newMemory()
	for path, b := range m.files {
		c.files[path] = b
	}
	return c
}

// grown returns a log of n entries, its store, and its acts.
func grown(t testing.TB, key PrivateKey, n int) (*Log, *memory, []Act) {
	t.Helper()
	m := newMemory()
	l, err := Create(m, key)
	if err != nil {
		t.Fatal(err)
	}
	var acts []Act
	for i := range n {
		a := testAct(t, key, i)
		if at, err := l.Append(key, a); err != nil || at != int64(i)+1 {
			t.Fatalf("append act %d: entry %d, %v", i, at, err)
		}
		acts = append(acts, a)
	}
	return l, m, acts
}

// mth is the Merkle tree hash as RFC 6962, section 2.1, writes it.
func mth(d [][]byte) [32]byte {
	switch len(d) {
	case 0:
		return sha256.Sum256(nil)
	case 1:
		return sha256.Sum256(append([]byte{0}, d[0]...))
	}
	k := 1
	for k*2 < len(d) {
		k *= 2
	}
	l, r := mth(d[:k]), mth(d[k:])
	return sha256.Sum256(append(append([]byte{1}, l[:]...), r[:]...))
}

func TestRFC6962(t *testing.T) {
	key := testKey(t, zeros{}, "example")
	l, _, acts := grown(t, key, 300)
	var leaves [][]byte
	for _, a := range acts {
		leaves = append(leaves, a.Leaf().Bytes())
	}
	if l.Checkpoint().Root != mth(leaves) {
		t.Error("the root of 300 entries is not the one of RFC 6962, section 2.1")
	}
	v, err := l.View()
	if err != nil {
		t.Fatal(err)
	}
	for _, size := range []int64{1, 2, 3, 7, 8, 255, 256, 257, 300} {
		if root := tlog.Hash(mth(leaves[:size])); v.Grew(Checkpoint{"example", size, root}) != nil {
			t.Errorf("the log does not extend its own first %d entries", size)
		}
	}
}

// Paths and contents as c2sp.org/tlog-tiles gives them, read from the text.
func TestTilesFollowC2SP(t *testing.T) {
	for _, c := range []struct {
		n    int64
		w    int
		want string
	}{
		{0, 256, "000"}, {0, 1, "000.p/1"}, {999, 256, "999"}, {1000, 255, "x001/000.p/255"}, {1234067, 256, "x001/x234/067"},
	} {
		if got := tileNumber(c.n, c.w); got != c.want {
			t.Errorf("tile %d of %d is %s, not %s", c.n, c.w, got, c.want)
		}
	}
	key := testKey(t, zeros{}, "example")
	l, m, acts := grown(t, key, 258)
	full, edge := m.files["tile/entries/000"], m.files["tile/entries/001.p/2"]
	if len(full) != 256*(2+LeafSize) || len(edge) != 2*(2+LeafSize) {
		t.Fatalf("tiles of entries have %d and %d bytes", len(full), len(edge))
	}
	first := acts[256].Leaf().Bytes()
	if !bytes.Equal(edge[:2+LeafSize], append([]byte{0, LeafSize}, first...)) {
		t.Error("an entry is not its length in two bytes and its leaf")
	}
	hashes := m.files["tile/0/000"]
	for i := range 256 {
		if want := sha256.Sum256(append([]byte{0}, acts[i].Leaf().Bytes()...)); !bytes.Equal(hashes[32*i:32*i+32], want[:]) {
			t.Fatalf("hash %d of tile/0/000 is not the leaf's", i)
		}
	}
	var leaves [][]byte
	for _, a := range acts[:256] {
		leaves = append(leaves, a.Leaf().Bytes())
	}
	if want := mth(leaves); !bytes.Equal(m.files["tile/1/000.p/1"], want[:]) {
		t.Error("tile/1/000.p/1 is not the root of the first 256 entries")
	}
	if want := fmt.Sprintf("example\n258\n%s\n\n— example ", l.Checkpoint().Root); !strings.HasPrefix(string(m.files["checkpoint"]), want) {
		t.Errorf("checkpoint:\n%s", m.files["checkpoint"])
	}
}

// example is the act of the package comment.
func example(t testing.TB) (PrivateKey, Act) {
	key := testKey(t, zeros{}, "example")
	a, err := Sign(key, Stop, time.Date(2018, 9, 13, 12, 0, 0, 0, time.UTC), Salt{}, []byte(`{"why":"an example"}`))
	if err != nil {
		t.Fatal(err)
	}
	return key, a
}

// The bytes of the package comment, and a note that x/mod opens.
func TestWorkedExample(t *testing.T) {
	key, a := example(t)
	const want = `plimsoll.act/1
kind stop
claimed 2018-09-13T12:00:00Z
salt 0000000000000000000000000000000000000000000000000000000000000000
{"why":"an example"}

— example 1UgAW2REBLlE+vfWdifdSrIDw3dmG780FmzGayS9ee2tOk1QAxcDgYL3EM7g3zMPefQchNM6Kf2EzBAlYil32RDWagg=
`
	if got := string(a.Bytes()); got != want {
		t.Errorf("the act is\n%s", got)
	}
	v, err := note.NewVerifier(key.Public().String())
	if err != nil {
		t.Fatal(err)
	}
	n, err := note.Open(a.Bytes(), note.VerifierList(v))
	if err != nil || len(n.Sigs) != 1 {
		t.Fatalf("x/mod/sumdb/note does not open the act: %v", err)
	}
	back, err := OpenAct("act", a.Bytes(), key.Public())
	if err != nil {
		t.Fatal(err)
	}
	if back.Leaf() != a.Leaf() || string(back.Body) != string(a.Body) {
		t.Error("an act read back is another")
	}
	leaf := a.Leaf().Bytes()
	sum := sha256.Sum256(a.Bytes())
	if leaf[0] != 1 || leaf[1] != 12 || binary.BigEndian.Uint64(leaf[2:10]) != 1536840000 || !bytes.Equal(leaf[10:42], sum[:]) {
		t.Errorf("the leaf is %x", leaf)
	}
	parsed, err := ParseLeaf("leaf", leaf)
	if err != nil || parsed != a.Leaf() {
		t.Errorf("a leaf read back is another: %v", err)
	}
}

func ExampleLeaf() {
	private, public, _ := GenerateKey(zeros{}, "example")
	key, _ := ParsePrivateKey(private, public)
	a, _ := Sign(key, Stop, time.Date(2018, 9, 13, 12, 0, 0, 0, time.UTC), Salt{}, []byte(`{"why":"an example"}`))
	b := a.Leaf().Bytes()
	fmt.Printf("%x\n%x\n%x\n%x\n", b[:2], b[2:10], b[10:42], b[42:])
	// Output:
	// 010c
	// 000000005b9a5140
	// c613a2e2df3563bdce323f742fef67f290a8cfa0bc9afb534063883f159b61ad
	// 4654a09c3796d409448689fd1926cddf48b98b7dcc3245f74a02073cbbc44c7b
}

// A leaf tells nothing of what an act says: two acts that say the same have leaves
// without a byte of content in common beyond kind, time and key.
func TestSaltHides(t *testing.T) {
	key := testKey(t, zeros{}, "example")
	random := &counting{}
	var acts [2]Act
	for i := range acts {
		salt, err := NewSalt(random)
		if err != nil {
			t.Fatal(err)
		}
		if acts[i], err = Sign(key, Stop, time.Unix(0, 0), salt, []byte(`{"to":"Member A"}`)); err != nil {
			t.Fatal(err)
		}
	}
	if acts[0].Commitment() == acts[1].Commitment() {
		t.Error("two acts that say the same have one commitment")
	}
}

// The published folder holds no name but the key's, and nothing of any body.
func TestFolderTellsNoName(t *testing.T) {
	key := testKey(t, zeros{}, "example")
	m := newMemory()
	l, err := Create(m, key)
	if err != nil {
		t.Fatal(err)
	}
	a, err := Sign(key, Circulation, time.Unix(1, 0), Salt{1}, []byte(`{"to":"Member A","ship":"INVENTED BRAVO"}`))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := l.Append(key, a); err != nil {
		t.Fatal(err)
	}
	for path, b := range m.files {
		for _, word := range []string{"Member A", "INVENTED", "BRAVO", string(a.Body), fmt.Sprintf("%x", a.Salt)} {
			if bytes.Contains(b, []byte(word)) || bytes.Contains(b, a.Salt[:]) {
				t.Errorf("%s holds %q or the salt", path, word)
			}
		}
	}
}

func TestKeys(t *testing.T) {
	private, public, err := GenerateKey(&counting{}, "demo-body")
	if err != nil {
		t.Fatal(err)
	}
	_, other, err := GenerateKey(&counting{77}, "demo-body")
	if err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		err  func() error
		want string
	}{
		"private for public": {func() error { _, err := ParsePublicKey(private); return err }, "private key"},
		"no key":             {func() error { _, err := ParsePublicKey("hello"); return err }, "no key"},
		"two halves":         {func() error { _, err := ParsePrivateKey(private, other); return err }, "not its other half"},
		"ECDSA":              {func() error { _, err := ParsePublicKey("x+00000000+AgAA"); return err }, "invalid verifier"},
		"a name with a plus": {func() error { _, _, err := GenerateKey(&counting{}, "a+b"); return err }, "name"},
	} {
		err := c.err()
		var m *Malformed
		if !errors.As(err, &m) || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v, want a Malformed with %q", name, err, c.want)
		}
	}
	if k, err := ParsePublicKey(" " + public + "\n"); err != nil || k.Name() != "demo-body" {
		t.Errorf("a key with white space around it: %v", err)
	}
}
