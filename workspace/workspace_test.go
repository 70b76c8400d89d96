package workspace

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"testing/fstest"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/plimsoll-watch/plimsoll/record/seal"
	"github.com/plimsoll-watch/plimsoll/workspace/disk"
)

// seeded gives bytes that are another row for each seed.
type seeded struct {
	seed string
	n    uint64
}

func (s *seeded) Read(b []byte) (int, error) {
	for i := 0; i < len(b); {
		s.n++
		sum := sha256.Sum256(binary.BigEndian.AppendUint64([]byte(s.seed), s.n))
		i += copy(b[i:], sum[:])
	}
	return len(b), nil
}

func testNow() time.Time { return time.Date(2018, 9, 3, 12, 0, 0, 0, time.UTC) }

func testOptions(random io.Reader) Options {
	return Options{Now: testNow, Random: random, Name: "demo-body"}
}

func newDir(t testing.TB) *Dir {
	t.Helper()
	d, err := Init(filepath.Join(memoryFolder(t), FolderName), testOptions(&seeded{seed: t.Name()}))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { d.Close() })
	return d
}

// seal1 seals one act.
func seal1(t testing.TB, d *Dir, kind seal.Kind, body string) seal.Entry {
	t.Helper()
	entries, err := d.Append(t.Context(), Unsealed{Kind: kind, Body: []byte(body)})
	if err != nil || len(entries) != 1 {
		t.Fatalf("seal %s: %d entries, %v", body, len(entries), err)
	}
	return entries[0]
}

// reopen opens a workspace once more.
func reopen(t testing.TB, path string) *Dir {
	t.Helper()
	d, err := Open(path, testOptions(&seeded{seed: t.Name() + " again"}))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { d.Close() })
	return d
}

// copyTree copies a folder.
func copyTree(t testing.TB, from string) string {
	t.Helper()
	to := filepath.Join(memoryFolder(t), "copy")
	if err := os.CopyFS(to, os.DirFS(from)); err != nil {
		t.Fatal(err)
	}
	return to
}

func TestInitSealsItsKey(t *testing.T) {
	d := newDir(t)
	e, err := d.Entry(1)
	if err != nil {
		t.Fatal(err)
	}
	if want := fmt.Sprintf(`{"key":"%s","name":"demo-body"}`, d.Key()); e.Act.Kind != seal.Key || string(e.Act.Body) != want {
		t.Errorf("entry 1 is a %s: %s, want %s", e.Act.Kind, e.Act.Body, want)
	}
	for name, want := range map[string]fs.FileMode{
		".": 0o700, "keys/demo-body.key": 0o600, "keys/demo-body.pub": 0o644, "log/checkpoint": 0o644, "objects": 0o700, "log": 0o755, "index.db": 0o600,
	} {
		if info, err := os.Stat(filepath.Join(d.Path(), name)); err != nil || info.Mode().Perm() != want {
			t.Errorf("%s has the mode %v, want %v (%v)", name, info.Mode().Perm(), want, err)
		}
	}
	want := []Setting{
		{"format", "1", "config.json", "the layout of the folder"},
		{"key", "demo-body", "config.json", "the name of the key that signs"},
		{"lock_wait_s", "10", "default", "seconds a write waits while another process holds the lock"},
	}
	if diff := cmp.Diff(want, d.Settings()); diff != "" {
		t.Error(diff)
	}
}

func TestAppendAndFind(t *testing.T) {
	d := newDir(t)
	first := seal1(t, d, seal.Finding, `{"finding":"f1","party":"Member A"}`)
	seal1(t, d, seal.Dissent, `{"finding":"f1","paragraph":3}`)
	claimed := time.Date(2018, 8, 3, 18, 0, 0, 0, time.UTC)
	both, err := d.Append(t.Context(),
		Unsealed{seal.Edition, []byte(`{"edition":1,"report":"r"}`), claimed},
		Unsealed{seal.Edition, []byte(`{"edition":2,"report":"r","deep":{"finding":"f1"},"party":null}`), time.Time{}})
	if err != nil {
		t.Fatal(err)
	}
	if first.Number != 2 || both[0].Number != 4 || both[1].Number != 5 {
		t.Errorf("entries %d, %d, %d", first.Number, both[0].Number, both[1].Number)
	}
	if !both[0].Act.Claimed.Equal(claimed) || !both[1].Act.Claimed.Equal(testNow()) {
		t.Errorf("claimed %v and %v", both[0].Act.Claimed, both[1].Act.Claimed)
	}
	for _, c := range []struct {
		filter Filter
		want   []int64
	}{
		{Filter{}, []int64{1, 2, 3, 4, 5}},
		{Filter{Kind: seal.Edition}, []int64{4, 5}},
		{Filter{After: 3}, []int64{4, 5}},
		{Filter{Subject: "finding", Value: "f1"}, []int64{2, 3}},
		{Filter{Subject: "paragraph", Value: "3"}, []int64{3}},
		{Filter{Subject: "edition", Value: "2", Kind: seal.Edition, After: 1}, []int64{5}},
		{Filter{Subject: "party", Value: "Member A"}, []int64{2}},
		{Filter{Subject: "party", Value: ""}, nil},
		{Filter{Subject: "finding", Value: "f2"}, nil},
	} {
		for _, w := range []*Dir{d, reopen(t, d.Path())} {
			acts, err := w.Acts(c.filter)
			var got []int64
			for _, e := range acts {
				got = append(got, e.Number)
			}
			if diff := cmp.Diff(c.want, got); diff != "" || err != nil {
				t.Errorf("%+v: %s %v", c.filter, diff, err)
			}
		}
	}
}

func TestPutAndObject(t *testing.T) {
	d := newDir(t)
	for _, b := range [][]byte{[]byte("evidence"), {}, bytes.Repeat([]byte{0, 1, '\n'}, 1<<20)} {
		name, err := d.Put(t.Context(), b)
		if want := fmt.Sprintf("%x", sha256.Sum256(b)); err != nil || name != want {
			t.Fatalf("%s, %v; want %s", name, err, want)
		}
		again, err := d.Put(t.Context(), b)
		if err != nil || again != name {
			t.Errorf("put twice: %s, %v", again, err)
		}
		if got, err := d.Object(name); err != nil || !bytes.Equal(got, b) {
			t.Errorf("%d bytes read, %v", len(got), err)
		}
	}
	if _, err := d.Object(strings.Repeat("0", 64)); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("an object that is not there: %v", err)
	}
	var refusal *Refused
	for _, bad := range []string{"", "../../config.json", strings.Repeat("A", 64), strings.Repeat("0", 63)} {
		if _, err := d.Object(bad); !errors.As(err, &refusal) {
			t.Errorf("object %q: %v", bad, err)
		}
	}
}

// Goroutines with workspaces of their own append at the same time.
func TestManyAppend(t *testing.T) {
	d := newDir(t)
	got := newPromise()
	var all sync.WaitGroup
	var mu sync.Mutex
	for g := range 4 {
		w := reopen(t, d.Path())
		if g == 3 {
			w = d
		}
		all.Go(func() {
			for n := range 6 {
				entries, err := w.Append(t.Context(), Unsealed{Kind: seal.Finding, Body: fmt.Appendf(nil, `{"finding":"f%d","n":%d}`, g, n)})
				if err != nil {
					t.Error(err)
					return
				}
				mu.Lock()
				got.acts[entries[0].Number] = entries[0].Act.Commitment()
				mu.Unlock()
			}
		})
	}
	all.Wait()
	if len(got.acts) != 24 {
		t.Errorf("%d acts of 24 have an entry of their own", len(got.acts))
	}
	got.holds(t, "after four", d)
}

// Who decides on what it read seals only when nobody else has sealed since.
func TestAppendAt(t *testing.T) {
	d := newDir(t)
	stop := Unsealed{Kind: seal.Stop, Body: []byte(`{}`)}
	if e, err := d.AppendAt(t.Context(), 1, stop); err != nil || e[0].Number != 2 {
		t.Fatalf("%v, %v", e, err)
	}
	var refusal *Refused
	if _, err := d.AppendAt(t.Context(), 1, stop); !errors.As(err, &refusal) || !strings.Contains(err.Error(), "from 1 entries to 2") {
		t.Errorf("a log that has grown: %v", err)
	}
	if view, err := d.View(); err != nil || view.Checkpoint.Size != 2 {
		t.Errorf("the log has %d entries, %v", view.Checkpoint.Size, err)
	}
}

func TestLockIsWaitedFor(t *testing.T) {
	d := newDir(t)
	release, err := d.lock(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Millisecond)
	defer cancel()
	w := reopen(t, d.Path()) // opening needs no lock
	_, err = w.Append(ctx, Unsealed{Kind: seal.Stop, Body: []byte(`{}`)})
	if !errors.Is(err, errLocked) || Hint(err) == "" {
		t.Errorf("while the lock is held: %v, hint %q", err, Hint(err))
	}
	stopped, stop := context.WithCancel(t.Context())
	stop()
	if _, err := w.Put(stopped, nil); !errors.Is(err, context.Canceled) {
		t.Errorf("when interrupted: %v", err)
	}
	if err := release(); err != nil {
		t.Fatal(err)
	}
	seal1(t, w, seal.Stop, `{}`)
}

// The published folder is what record/seal reads, without leftovers.
func TestLogFiles(t *testing.T) {
	d := newDir(t)
	for n := range 3 {
		seal1(t, d, seal.Finding, fmt.Sprintf(`{"finding":"f%d"}`, n))
	}
	left := filepath.Join(d.Path(), "log", "tile", "0", "000.p", "5"+disk.Leftover)
	if err := os.WriteFile(left, []byte("half"), 0o600); err != nil {
		t.Fatal(err)
	}
	files := d.LogFiles()
	if err := fstest.TestFS(files, append(seal.EntryFiles(4), "checkpoint", "tile/0/000.p/4")...); err != nil {
		t.Error(err)
	}
	err := fs.WalkDir(files, ".", func(name string, _ fs.DirEntry, err error) error {
		if disk.IsLeftover(name) {
			t.Errorf("%s is published", name)
		}
		return err
	})
	if err != nil {
		t.Error(err)
	}
	b, err := fs.ReadFile(files, "checkpoint")
	if err != nil {
		t.Fatal(err)
	}
	c, err := seal.OpenCheckpoint("checkpoint", b, d.Key())
	if err != nil {
		t.Fatal(err)
	}
	leaves, err := seal.ReadLeaves(c.Size, func(name string) ([]byte, error) { return fs.ReadFile(files, name) })
	if err != nil {
		t.Fatal(err)
	}
	if _, err := seal.NewView(c, leaves); err != nil {
		t.Error(err)
	}
	if raw, err := d.CheckpointBytes(); err != nil || !bytes.Equal(raw, b) {
		t.Errorf("the checkpoint is another: %v", err)
	}
	reopen(t, d.Path())
	if _, err := os.Stat(left); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("opening leaves the leftover: %v", err)
	}
}

func TestFind(t *testing.T) {
	root := t.TempDir()
	deep := filepath.Join(root, "a", "b")
	if err := os.MkdirAll(deep, 0o755); err != nil {
		t.Fatal(err)
	}
	var missing *Missing
	if found, err := Find("", "", deep); !errors.As(err, &missing) || !strings.Contains(Hint(err), "plimsoll init") {
		t.Skipf("there is a workspace above the tests' own folder: %v, %v", found, err)
	}
	ours := filepath.Join(root, FolderName)
	if err := os.Mkdir(ours, 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(root, "a", FolderName), nil, 0o600); err != nil { // a file is none
		t.Fatal(err)
	}
	for _, c := range []struct {
		dir, env string
		want     Found
	}{
		{"", "", Found{ours, "nearest .plimsoll upwards"}},
		{"", "e", Found{"e", "PLIMSOLL_DIR"}},
		{"d", "e", Found{"d", "--dir"}},
	} {
		if got, err := Find(c.dir, c.env, deep); err != nil || got != c.want {
			t.Errorf("%+v: %v, %v", c, got, err)
		}
	}
}
