package workspace

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/plimsoll-watch/plimsoll/record/seal"
)

var freeze = flag.Bool("freeze", false, "make testdata/format-1 when it is not there; it is made once and never changed")

const frozen = "testdata/format-1"

// TestFormat1 opens the workspace that was frozen when format 1 was made: every later
// build reads the same entries, finds them by the same index, and makes that again to the
// same content.
func TestFormat1(t *testing.T) {
	if *freeze {
		freezeFormat1(t)
	}
	folder := copyTree(t, filepath.Join(frozen, "workspace"))
	if err := os.Chmod(filepath.Join(folder, "keys/test-key.key"), 0o600); err != nil { // git keeps no such modes
		t.Fatal(err)
	}
	b, err := os.ReadFile(filepath.Join(frozen, "want.txt"))
	if err != nil {
		t.Fatal(err)
	}
	want := string(b)
	if n := strings.Count(want, "\nentry "); n != 8 {
		t.Fatalf("want.txt has %d entries", n)
	}
	d := reopen(t, folder)
	if diff := cmp.Diff(want, describe(t, d)); diff != "" {
		t.Errorf("opened: %s", diff)
	}
	if _, err := Rebuild(folder, testOptions(nil)); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, describe(t, d)); diff != "" {
		t.Errorf("with the index made again: %s", diff)
	}
	if err := d.Close(); err != nil {
		t.Fatal(err)
	}
	dropIndex(t, folder)
	d = reopen(t, folder)
	if diff := cmp.Diff(actsOf(want), actsOf(describe(t, d))); diff != "" {
		t.Errorf("with a new index: %s", diff)
	}
	if e := seal1(t, d, seal.Stop, `{}`); e.Number != 9 {
		t.Errorf("the next act stands at entry %d", e.Number)
	}
}

// describe prints what a workspace holds: its checkpoint, its acts, evidence and index.
func describe(t testing.TB, d *Dir) string {
	t.Helper()
	var b strings.Builder
	view, err := d.View()
	if err != nil {
		t.Fatal(err)
	}
	fmt.Fprintf(&b, "log %s, %d entries, root %s\nkey %s\n", view.Checkpoint.Origin, view.Checkpoint.Size, view.Checkpoint.Root, d.Key())
	acts, err := d.Acts(Filter{})
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range acts {
		fmt.Fprintf(&b, "\nentry %d, object %s\n%s", e.Number, e.Act.Commitment(), e.Act.Bytes())
	}
	evidence, err := d.Object(frozenEvidence)
	if err != nil {
		t.Fatal(err)
	}
	fmt.Fprintf(&b, "\nevidence: %s\n\n%s", evidence, rows(t, d.indexFile, rowQueries()))
	return b.String()
}

// frozenEvidence is the SHA-256 of the evidence, the four bytes "seen".
const frozenEvidence = "7208794c984ea1c75d13877c7427336fe98722c41a056eeee4f37360ec367123"

// freezeFormat1 makes the frozen workspace, once.
func freezeFormat1(t *testing.T) {
	if _, err := os.Stat(frozen); err == nil {
		t.Fatalf("%s is there; a frozen workspace is never changed", frozen)
	}
	options := testOptions(&seeded{seed: "format 1, a test key"})
	options.Name = "test-key"
	d, err := Init(filepath.Join(frozen, "workspace"), options)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := d.Put(t.Context(), []byte("seen")); err != nil {
		t.Fatal(err)
	}
	at := testNow()
	for _, u := range []struct {
		kind seal.Kind
		body string
	}{
		{seal.Finding, `{"finding":"f1","claim":"two ships were alongside"}`},
		{seal.Dissent, `{"finding":"f1","paragraph":2,"party":"Member A"}`},
		{seal.Edition, `{"edition":1,"report":"stand-in"}`},
		{seal.Circulation, `{"edition":1,"party":"Member B","report":"stand-in"}`},
		{seal.Receipt, `{"edition":1,"party":"Member B","report":"stand-in"}`},
		{seal.Stop, `{"edition":1,"report":"stand-in","why":"an example: é 船"}`},
		{seal.Release, `{"edition":1,"report":"stand-in"}`},
	} {
		at = at.Add(5 * time.Hour)
		if _, err := d.Append(t.Context(), Unsealed{u.kind, []byte(u.body), at}); err != nil {
			t.Fatal(err)
		}
	}
	if err := d.PutDraft("finding", "draft-1", []byte(`{"claim":"not sealed yet"}`)); err != nil {
		t.Fatal(err)
	}
	write(t, frozen, "want.txt", describe(t, d))
	write(t, frozen, "README.txt", "A workspace of format 1, made once by `go test ./workspace -run TestFormat1 -freeze`\nand never changed: every later build must open it and read what want.txt says.\nThe key in it is a test key. It signs nothing that anybody should believe.\n")
	if err := d.Close(); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{lockName, indexName + "-wal", indexName + "-shm"} {
		_ = os.Remove(filepath.Join(frozen, "workspace", name))
	}
}
