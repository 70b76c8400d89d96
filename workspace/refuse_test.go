package workspace

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/plimsoll-watch/plimsoll/record/seal"
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
