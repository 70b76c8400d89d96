package workspace

import (
	"errors"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/plimsoll-watch/plimsoll/record/seal"
)

// A log that was put back to an older copy is named as cut short, before it is opened and
// while it is open; one rewritten with the same key as a fork.
func TestLogPutBackOrRewritten(t *testing.T) {
	key := testKeyText(t)
	options := testOptions(&seeded{seed: "one"})
	options.Key = &key
	d, err := Init(filepath.Join(t.TempDir(), "one"), options)
	if err != nil {
		t.Fatal(err)
	}
	defer d.Close()
	older := copyTree(t, filepath.Join(d.Path(), logName))
	seal1(t, d, seal.Finding, `{"finding":"f1"}`)
	options.Random = &seeded{seed: "two"}
	other, err := Init(filepath.Join(t.TempDir(), "two"), options)
	if err != nil {
		t.Fatal(err)
	}
	defer other.Close()
	for range 2 {
		seal1(t, other, seal.Finding, `{"finding":"f2"}`)
	}
	put := func(from string) {
		if err := os.RemoveAll(filepath.Join(d.Path(), logName)); err != nil {
			t.Fatal(err)
		}
		if err := os.CopyFS(filepath.Join(d.Path(), logName), os.DirFS(from)); err != nil {
			t.Fatal(err)
		}
	}
	put(older)
	var cut *seal.Truncated
	if _, err := Open(d.Path(), options); !errors.As(err, &cut) || cut.Ours.Size != 2 || cut.Log.Size != 1 {
		t.Errorf("an older copy of the log: %v", err)
	}
	before := files(t, os.DirFS(d.Path()))
	if _, err := d.Append(t.Context(), Unsealed{Kind: seal.Stop, Body: []byte(`{}`)}); !errors.As(err, &cut) {
		t.Errorf("appended to an older copy of the log: %v", err)
	}
	if diff := cmp.Diff(before, files(t, os.DirFS(d.Path()))); diff != "" {
		t.Errorf("appending to it changed it: %s", diff)
	}
	put(filepath.Join(other.Path(), logName))
	var fork *seal.Fork
	if _, err := Open(d.Path(), options); !errors.As(err, &fork) || fork.Key != "demo-body" {
		t.Errorf("a log rewritten with the same key: %v", err)
	}
	if _, err := d.View(); !errors.As(err, &fork) {
		t.Errorf("while it is open: %v", err)
	}
}

// A process that read the log before others appended finds out when somebody puts back
// the log that it knows.
func TestPutBackToWhatWasRead(t *testing.T) {
	folder := used(t)
	d, w := reopen(t, folder), reopen(t, folder)
	older := copyTree(t, filepath.Join(folder, logName))
	seal1(t, w, seal.Stop, `{}`)
	b, err := os.ReadFile(filepath.Join(older, "checkpoint"))
	if err != nil {
		t.Fatal(err)
	}
	write(t, folder, "log/checkpoint", string(b))
	var cut *seal.Truncated
	if _, err := d.Append(t.Context(), Unsealed{Kind: seal.Stop, Body: []byte(`{}`)}); !errors.As(err, &cut) {
		t.Errorf("a second history is begun: %v", err)
	}
}

// Who was killed before it kept the checkpoint as seen leaves that to the next opening:
// from then on a log without that entry is cut short.
func TestOpeningSees(t *testing.T) {
	folder := used(t)
	older := files(t, os.DirFS(folder))
	d := reopen(t, folder)
	seal1(t, d, seal.Stop, `{}`)
	write(t, folder, "keys/demo-body.seen", older["keys/demo-body.seen"])
	reopen(t, folder)
	write(t, folder, "log/checkpoint", older["log/checkpoint"])
	var cut *seal.Truncated
	if _, err := Open(folder, testOptions(nil)); !errors.As(err, &cut) || cut.Ours.Size != 5 {
		t.Errorf("cut short behind an act that was not kept as seen: %v", err)
	}
}

// A workspace put back as a whole, what was seen included, while somebody has it open.
func TestPutBackWhileOpen(t *testing.T) {
	folder := used(t)
	older := files(t, os.DirFS(folder))
	d := reopen(t, folder)
	seal1(t, d, seal.Stop, `{}`)
	for _, name := range []string{"log/checkpoint", "keys/demo-body.seen"} {
		write(t, folder, name, older[name])
	}
	for name, err := range map[string]error{"append": appendError(d, Unsealed{Kind: seal.Stop, Body: []byte("{}")}), "acts": actsError(d)} {
		var cut *seal.Truncated
		if !errors.As(err, &cut) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func testKeyText(t testing.TB) KeyText {
	t.Helper()
	private, public, err := seal.GenerateKey(&seeded{seed: "key"}, "demo-body")
	if err != nil {
		t.Fatal(err)
	}
	return KeyText{private, public}
}

// A workspace copied and used twice: each copy is whole by itself, and the two together
// are a fork, which is named. Used once, the copy is an older state, which is none.
func TestCopiedAndUsedTwice(t *testing.T) {
	folder := used(t)
	copied := copyTree(t, folder)
	if err := os.Chmod(filepath.Join(copied, "keys/demo-body.key"), 0o600); err != nil {
		t.Fatal(err)
	}
	a, b := reopen(t, folder), reopen(t, copied)
	view := func(d *Dir) seal.View {
		v, err := d.View()
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
	seal1(t, a, seal.Stop, `{"edition":1}`)
	if err := seal.Compare(view(a), view(b)); err != nil {
		t.Errorf("one of two copies was used: %v", err)
	}
	seal1(t, b, seal.Release, `{"edition":1}`)
	var fork *seal.Fork
	if err := seal.Compare(view(a), view(b)); !errors.As(err, &fork) || fork.Key != "demo-body" {
		t.Errorf("two copies were used: %v", err)
	}
	seal1(t, b, seal.Stop, `{"edition":1}`)
	if err := seal.Compare(view(b), view(a)); !errors.As(err, &fork) {
		t.Errorf("two copies of two lengths: %v", err)
	}
}
