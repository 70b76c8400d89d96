package workspace

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
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

// files returns every file below a folder but the index's, which SQLite tends by itself.
func files(t testing.TB, d fs.FS) map[string]string {
	t.Helper()
	all := map[string]string{}
	err := fs.WalkDir(d, ".", func(name string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() || strings.HasPrefix(name, indexName) {
			return err
		}
		b, err := fs.ReadFile(d, name)
		all[name] = string(b)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// used returns the folder of a workspace of four entries, closed.
func used(t testing.TB) string {
	t.Helper()
	d := newDir(t)
	for n := range 3 {
		seal1(t, d, seal.Finding, fmt.Sprintf(`{"finding":"f%d"}`, n))
	}
	if err := d.Close(); err != nil {
		t.Fatal(err)
	}
	return d.Path()
}

func write(t testing.TB, folder, name, text string) {
	t.Helper()
	if err := os.WriteFile(filepath.Join(folder, name), []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}

func remove(t testing.TB, folder, name string) {
	t.Helper()
	if err := os.Remove(filepath.Join(folder, name)); err != nil {
		t.Fatal(err)
	}
}

// What stops a workspace from being opened is named, with what to try, and nothing is
// written: put right, it opens with all that was in it.
func TestOpenRefuses(t *testing.T) {
	private, public, err := seal.GenerateKey(&seeded{seed: "other"}, "demo-body")
	if err != nil {
		t.Fatal(err)
	}
	text := func(name, text string) func(*testing.T, string) {
		return func(t *testing.T, folder string) { write(t, folder, name, text) }
	}
	gone := func(name string) func(*testing.T, string) {
		return func(t *testing.T, folder string) { remove(t, folder, name) }
	}
	const config, key, pub = "config.json", "keys/demo-body.key", "keys/demo-body.pub"
	for _, c := range []struct {
		name, want string
		do         func(t *testing.T, folder string)
	}{
		{"newer format", "a newer plimsoll made this workspace (format 2)", text(config, `{"format":2,"key":"demo-body","new":true}`)},
		{"unknown key", `unknown field "colour"`, text(config, `{"format":1,"key":"demo-body","colour":"red"}`)},
		{"no format", "no format", text(config, `{"key":"demo-body"}`)},
		{"format 0", "format 0: there is none", text(config, `{"format":0,"key":"demo-body"}`)},
		{"half a format", "format 1.5: there is none", text(config, `{"format":1.5,"key":"demo-body"}`)},
		{"config cut short", "config.json: unexpected end", text(config, `{"format":1,"ke`)},
		{"config empty", "config.json: unexpected end", text(config, ``)},
		{"config goes on", "config.json: invalid character", text(config, `{"format":1,"key":"demo-body"}{}`)},
		{"no key named", "names no file", text(config, `{"format":1}`)},
		{"a key elsewhere", "names no file", text(config, `{"format":1,"key":"../demo-body"}`)},
		{"waits too long", "lock_wait_s 3601", text(config, `{"format":1,"key":"demo-body","lock_wait_s":3601}`)},
		{"no config", "has no config.json", gone(config)},
		{"others can read the key", "keys/demo-body.key can be read by others (mode 0644)", func(t *testing.T, folder string) {
			if err := os.Chmod(filepath.Join(folder, key), 0o644); err != nil {
				t.Fatal(err)
			}
		}},
		{"public for private", "private key", text(key, public)},
		{"private for public", "this is a private key", text(pub, private)},
		{"another's public half", "not its other half", text(pub, public)},
		{"another's key", "signed by another key", func(t *testing.T, folder string) { write(t, folder, key, private); write(t, folder, pub, public) }},
		{"an ECDSA key", "public key", text(pub, "demo-body+00000000+AgAA")},
		{"no public key", "read the key demo-body", gone(pub)},
		{"no checkpoint", "it has no checkpoint", gone("log/checkpoint")},
		{"checkpoint empty", "checkpoint", text("log/checkpoint", "")},
		{"no tile", "the log does not hold", gone("log/tile/0/000.p/4")},
		{"no entries", "tile/entries/000.p/4 is missing", gone("log/tile/entries/000.p/4")},
		{"nothing seen", "keys/demo-body.seen is missing", gone("keys/demo-body.seen")},
		{"seen is no checkpoint", "demo-body.seen", text("keys/demo-body.seen", "hello")},
		{"index is none", "the index cannot be read", text("index.db", strings.Repeat("no database ", 1000))},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			folder := used(t)
			whole := copyTree(t, folder)
			c.do(t, folder)
			before := files(t, os.DirFS(folder))
			_, err := Open(folder, testOptions(nil))
			if err == nil || !strings.Contains(err.Error(), c.want) {
				t.Fatalf("%v; want %q", err, c.want)
			}
			if Hint(err) == "" && hintOfSeal(err) == "" {
				t.Errorf("%v: no hint", err)
			}
			if diff := cmp.Diff(before, files(t, os.DirFS(folder))); diff != "" {
				t.Errorf("a workspace that was refused is changed: %s", diff)
			}
			for name, b := range files(t, os.DirFS(whole)) {
				write(t, folder, name, b)
			}
			if err := os.Chmod(filepath.Join(folder, key), 0o600); err != nil {
				t.Fatal(err)
			}
			if c.name == "index is none" {
				if _, err := Rebuild(folder, testOptions(nil)); err != nil {
					t.Fatal(err)
				}
			}
			if acts, err := reopen(t, folder).Acts(Filter{}); len(acts) != 4 || err != nil {
				t.Errorf("put right, it has %d acts: %v", len(acts), err)
			}
		})
	}
}

// hintOfSeal returns the hint of an error of record/seal.
func hintOfSeal(err error) string {
	var bad *seal.Malformed
	var not *seal.NotProved
	switch {
	case errors.As(err, &bad):
		return bad.Hint
	case errors.As(err, &not):
		return not.Hint
	}
	return ""
}

// Every byte of the log's live files and of every object matters: changed, it is found by
// opening the workspace or reading the act.
func TestEveryByteMatters(t *testing.T) {
	folder := used(t)
	d := reopen(t, folder)
	live := []string{"log/checkpoint", "log/tile/0/000.p/4", "log/tile/entries/000.p/4", "keys/demo-body.seen"}
	for n := int64(1); n <= 4; n++ {
		e, err := d.Entry(n)
		if err != nil {
			t.Fatal(err)
		}
		live = append(live, objectPath(e.Act.Commitment().String()))
	}
	step := 1
	if testing.Short() {
		step = 29
	}
	for _, name := range live {
		b, err := os.ReadFile(filepath.Join(folder, name))
		if err != nil {
			t.Fatal(err)
		}
		for i := 0; i < len(b); i += step {
			b[i] ^= 1
			write(t, folder, name, string(b))
			if err := readAll(folder); err == nil {
				t.Errorf("%s: byte %d changed, and nothing is found", name, i)
			}
			b[i] ^= 1
		}
		write(t, folder, name, string(b))
	}
	if err := readAll(folder); err != nil {
		t.Errorf("put right: %v", err)
	}
}

// readAll reads what a workspace holds, less the index.
func readAll(folder string) error {
	p, err := placeAt(folder)
	if err != nil {
		return err
	}
	d, err := load(p, testOptions(nil))
	if err != nil {
		return err
	}
	view, err := d.refresh()
	if err != nil {
		return err
	}
	for n := range view.Checkpoint.Size {
		if _, err := d.Entry(n + 1); err != nil {
			return err
		}
	}
	return nil
}

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
