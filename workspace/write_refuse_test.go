package workspace

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/plimsoll-watch/plimsoll/record/seal"
	"github.com/plimsoll-watch/plimsoll/workspace/disk/disktest"
)

func TestInitRefuses(t *testing.T) {
	workspace := used(t)
	foreign := t.TempDir()
	write(t, foreign, "thesis.txt", "mine")
	file := filepath.Join(t.TempDir(), "file")
	write(t, filepath.Dir(file), "file", "")
	noConfig := used(t)
	remove(t, noConfig, configName)
	marked := copyTree(t, noConfig)
	write(t, marked, unfinishedName, "")
	key := testKeyText(t)
	for _, c := range []struct {
		name, path, want string
		change           func(*Options)
	}{
		{"a workspace", workspace, "there is a workspace", nil},
		{"somebody's folder", foreign, "holds thesis.txt", nil},
		{"a file", file, "not a", nil},
		{"a workspace that lost config.json", noConfig, "which is not of a workspace begun here", nil},
		{"the same, marked as begun", marked, "acts are sealed in it", nil},
		{"no name", filepath.Join(t.TempDir(), "x"), "is no name", func(o *Options) { o.Name = "" }},
		{"a name with a blank", filepath.Join(t.TempDir(), "x"), "is no name", func(o *Options) { o.Name = "a b" }},
		{"a name with a slash", filepath.Join(t.TempDir(), "x"), "names no file", func(o *Options) { o.Name = "../a" }},
		{"half a key", filepath.Join(t.TempDir(), "x"), "public key", func(o *Options) { o.Key = &KeyText{key.Private, ""} }},
		{"a public key twice", filepath.Join(t.TempDir(), "x"), "private key", func(o *Options) { o.Key = &KeyText{key.Public, key.Public} }},
	} {
		t.Run(c.name, func(t *testing.T) {
			options := testOptions(&seeded{seed: c.name})
			if c.change != nil {
				c.change(&options)
			}
			var before map[string]string
			info, err := os.Stat(c.path)
			if folder := err == nil && info.IsDir(); folder {
				before = files(t, os.DirFS(c.path))
			}
			if _, err := Init(c.path, options); err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("%v; want %q", err, c.want)
			}
			if before != nil {
				if diff := cmp.Diff(before, files(t, os.DirFS(c.path))); diff != "" {
					t.Error(diff)
				}
			}
		})
	}
	if acts, err := reopen(t, workspace).Acts(Filter{}); len(acts) != 4 || err != nil {
		t.Errorf("the workspace that was there has %d acts, %v", len(acts), err)
	}
}

func TestNoWorkspace(t *testing.T) {
	for name, path := range map[string]string{"nothing": filepath.Join(t.TempDir(), "nothing"), "an empty folder": t.TempDir()} {
		var missing *Missing
		if _, err := Open(path, testOptions(nil)); !errors.As(err, &missing) || !strings.Contains(Hint(err), "plimsoll init") {
			t.Errorf("%s: %v, hint %q", name, err, Hint(err))
		}
		if _, err := Rebuild(path, testOptions(nil)); !errors.As(err, &missing) {
			t.Errorf("rebuild %s: %v", name, err)
		}
	}
}

func TestAppendRefuses(t *testing.T) {
	folder := used(t)
	d := reopen(t, folder)
	remove(t, folder, "keys/demo-body.key")
	reader := reopen(t, folder)
	before := files(t, os.DirFS(folder))
	good := Unsealed{Kind: seal.Stop, Body: []byte(`{}`)}
	for name, err := range map[string]error{
		"nothing":         appendError(d),
		"two lines":       appendError(d, good, Unsealed{Kind: seal.Stop, Body: []byte("{}\n{}")}),
		"no JSON":         appendError(d, Unsealed{Kind: seal.Stop, Body: []byte("{")}),
		"no body":         appendError(d, Unsealed{Kind: seal.Stop}),
		"no kind":         appendError(d, Unsealed{Body: []byte("{}")}),
		"too large":       appendError(d, Unsealed{Kind: seal.Stop, Body: fmt.Appendf(nil, "%q", strings.Repeat("x", seal.MaxAct))}),
		"no private key":  appendError(reader, good),
		"interrupted":     interrupted(t, d, good),
		"out of randoms":  outOfRandom(d, good),
		"before the time": appendError(d, Unsealed{Kind: seal.Stop, Body: []byte("{}"), Claimed: testNow().AddDate(-100, 0, 0)}),
	} {
		if err == nil {
			t.Errorf("%s: sealed", name)
		}
	}
	if diff := cmp.Diff(before, files(t, os.DirFS(folder))); diff != "" {
		t.Errorf("what was refused is written: %s", diff)
	}
}

func appendError(d *Dir, unsealed ...Unsealed) error {
	_, err := d.Append(context.Background(), unsealed...)
	return err
}

// interrupted appends when the lock is held and the program is to stop.
func interrupted(t *testing.T, d *Dir, u Unsealed) error {
	t.Helper()
	release, err := d.lock(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(t.Context())
	stop()
	_, err = d.Append(ctx, u)
	return errors.Join(err, release())
}

// outOfRandom appends with a source of 31 bytes: a salt has 32.
func outOfRandom(d *Dir, u Unsealed) error {
	short := &Dir{place: d.place, options: d.options, config: d.config, key: d.key, secret: d.secret, index: d.index}
	short.options.Random = strings.NewReader(strings.Repeat("r", 31))
	return appendError(short, u)
}

// A disk that cannot be written is named, and nothing on it changes; what is sealed can
// still be read.
func TestReadOnlyDisk(t *testing.T) {
	for name, code := range map[string]error{"read-only": syscall.EROFS, "full": syscall.ENOSPC} {
		t.Run(name, func(t *testing.T) { refusingDisk(t, code) })
	}
}

func refusingDisk(t *testing.T, code error) {
	d, index := disktest.New(), filepath.Join(t.TempDir(), "index.db")
	p := fakePlace(d, index)
	if failures := journey(p, 3, testOptions(&seeded{seed: t.Name()}), newPromise()); failures != nil {
		t.Fatal(failures)
	}
	before := files(t, d)
	d.Before = func(disktest.Step) disktest.Outcome { return disktest.Outcome{Err: code} }
	if code == syscall.EROFS {
		p.lock = func(context.Context) (func() error, error) { return nil, outside(code, "lock the workspace") }
	}
	w, err := open(p, testOptions(&seeded{seed: t.Name()}))
	if err != nil {
		t.Fatal(err)
	}
	defer w.Close()
	newPromise().holds(t, "on a disk that cannot be written", w)
	for name, err := range map[string]error{"append": appendError(w, Unsealed{Kind: seal.Stop, Body: []byte("{}")}), "put": putError(w)} {
		var outside *Outside
		if !errors.As(err, &outside) || !errors.Is(err, code) || Hint(err) == "" {
			t.Errorf("%s: %v, hint %q", name, err, Hint(err))
		}
	}
	if code == syscall.EROFS {
		if err := w.PutDraft("finding", "f", nil); !errors.Is(err, code) {
			t.Errorf("draft: %v", err)
		}
	}
	if diff := cmp.Diff(before, files(t, d)); diff != "" {
		t.Error(diff)
	}
	if names := slices.Collect(maps.Keys(before)); len(names) < 10 {
		t.Errorf("only %v was there", names)
	}
}

func putError(d *Dir) error {
	_, err := d.Put(context.Background(), []byte("new evidence"))
	return err
}
