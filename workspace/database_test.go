package workspace

import (
	"errors"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/plimsoll-watch/plimsoll/record/seal"
)

// An index that fails after the checkpoint unseals nothing: the act is acknowledged, the
// failure is told, and the next opening makes it good.
func TestIndexFailsAfterwards(t *testing.T) {
	folder := busy(t)
	var told []error
	options := testOptions(&seeded{seed: t.Name()})
	options.Warn = func(err error) { told = append(told, err) }
	d, err := Open(folder, options)
	if err != nil {
		t.Fatal(err)
	}
	if err := d.index.close(); err != nil {
		t.Fatal(err)
	}
	e := seal1(t, d, seal.Stop, `{"edition":7}`)
	if e.Number != 22 || len(told) != 1 || !strings.Contains(told[0].Error(), "the acts are sealed, but the index is behind") {
		t.Errorf("entry %d; told: %v", e.Number, told)
	}
	acts, err := reopen(t, folder).Acts(Filter{Kind: seal.Stop, Subject: "edition", Value: "7"})
	if err != nil || len(acts) != 1 || acts[0].Number != 22 {
		t.Errorf("%d acts, %v", len(acts), err)
	}
}

// Whatever stands in the folder's path, the index is there and nowhere else.
func TestOddPaths(t *testing.T) {
	for _, name := range []string{"a b", "q?mode=memory", "h#ash", "100%", "%41", "ü 船", "a&_pragma=journal_mode(off)", "semi;colon", "plus+", "quo'te\"s", "back\\slash", "file:"} {
		t.Run(name, func(t *testing.T) {
			parent := t.TempDir()
			path := filepath.Join(parent, name)
			d, err := Init(path, testOptions(&seeded{seed: name}))
			if err != nil {
				t.Fatal(err)
			}
			seal1(t, d, seal.Stop, `{}`)
			var mode string
			if err := d.index.writer.QueryRow("PRAGMA journal_mode").Scan(&mode); err != nil || mode != "wal" {
				t.Errorf("journal_mode is %s, %v", mode, err)
			}
			if err := d.PutDraft("finding", "f", nil); err != nil {
				t.Fatal(err)
			}
			if err := d.Close(); err != nil {
				t.Fatal(err)
			}
			if info, err := os.Stat(filepath.Join(path, indexName)); err != nil || info.Size() == 0 {
				t.Errorf("no index in the folder: %v", err)
			}
			found, err := os.ReadDir(parent)
			if err != nil || len(found) != 1 {
				t.Errorf("beside the folder: %v, %v", found, err)
			}
			if acts, err := reopen(t, path).Acts(Filter{}); len(acts) != 2 || err != nil {
				t.Errorf("%d acts, %v", len(acts), err)
			}
		})
	}
}

// SQLite is asked for what the drafts are promised, on the connection that writes; the
// others cannot write.
func TestPragmas(t *testing.T) {
	d := newDir(t)
	for pragma, want := range map[string]string{"synchronous": "2", "journal_mode": "wal", "foreign_keys": "1", "busy_timeout": "10000"} {
		var got string
		if err := d.index.writer.QueryRow("PRAGMA " + pragma).Scan(&got); err != nil || got != want {
			t.Errorf("%s is %s, want %s (%v)", pragma, got, want, err)
		}
	}
	if _, err := d.index.reader.Exec("DELETE FROM drafts"); err == nil {
		t.Error("a reader writes")
	}
}

func TestDrafts(t *testing.T) {
	d := newDir(t)
	for _, one := range []Draft{{Kind: "finding", ID: "b", Body: []byte("1")}, {Kind: "finding", ID: "a", Body: []byte("2")}, {Kind: "report", ID: "a", Body: nil}, {Kind: "finding", ID: "b", Body: []byte("3")}} {
		if err := d.PutDraft(one.Kind, one.ID, one.Body); err != nil {
			t.Fatal(err)
		}
	}
	at := testNow().Truncate(time.Second)
	want := []Draft{{"finding", "a", []byte("2"), at}, {"finding", "b", []byte("3"), at}}
	for _, w := range []*Dir{d, reopen(t, d.Path())} {
		got, err := w.Drafts("finding")
		if diff := cmp.Diff(want, got); diff != "" || err != nil {
			t.Errorf("%s %v", diff, err)
		}
		if all, err := w.Drafts(""); len(all) != 3 || err != nil {
			t.Errorf("%d drafts, %v", len(all), err)
		}
	}
	if err := d.DropDraft("finding", "a"); err != nil {
		t.Error(err)
	}
	for name, err := range map[string]error{"dropped twice": d.DropDraft("finding", "a"), "read when dropped": draftError(d, "finding", "a"), "never there": draftError(d, "reply", "x")} {
		var none *NoDraft
		if !errors.As(err, &none) || !errors.Is(err, fs.ErrNotExist) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if d.PutDraft("", "x", nil) == nil || d.PutDraft("finding", "", nil) == nil {
		t.Error("a draft without a name is kept")
	}
}

func draftError(d *Dir, kind, id string) error {
	_, err := d.Draft(kind, id)
	return err
}

func TestSubjects(t *testing.T) {
	for body, want := range map[string]map[string]string{
		`{"finding":"f1","edition":2,"paragraph":1e3,"party":"Member A","report":""}`: {"finding": "f1", "edition": "2", "paragraph": "1e3", "party": "Member A", "report": ""},
		`{"finding":null,"edition":true,"report":["a"],"party":{"a":1}}`:              {},
		`{"FINDING":"f1","other":"x"}`:                                                {},
		`[1]`:                                                                         nil,
		`"finding"`:                                                                   nil,
		`{"party":"\u00e9\""}`:                                                        {"party": `é"`},
	} {
		got := subjects([]byte(body))
		if !maps.Equal(got, want) {
			t.Errorf("%s: %v, want %v", body, got, want)
		}
	}
}
