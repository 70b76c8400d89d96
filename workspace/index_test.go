package workspace

import (
	"bytes"
	"database/sql"
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

// rowQueries ask for all rows of all tables; the drafts come last.
func rowQueries() []string {
	return []string{
		"SELECT entry, kind, claimed, commitment FROM acts ORDER BY entry",
		"SELECT entry, name, value FROM subjects ORDER BY entry, name",
		"SELECT kind, id, body, changed FROM drafts ORDER BY kind, id",
	}
}

// dump prints every table of an index: every row of it and what it is made by.
func dump(t testing.TB, file string) string {
	t.Helper()
	return rows(t, file, append(rowQueries(), "SELECT type, name, tbl_name, sql FROM sqlite_master ORDER BY name", "PRAGMA user_version"))
}

// rows prints what queries answer.
func rows(t testing.TB, file string, queries []string) string {
	t.Helper()
	db, err := sql.Open("sqlite", indexURI(file, readerParameters))
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	var b strings.Builder
	for _, query := range queries {
		rows, err := db.Query(query)
		if err != nil {
			t.Fatal(err)
		}
		columns, err := rows.Columns()
		if err != nil {
			t.Fatal(err)
		}
		fmt.Fprintln(&b, query, columns)
		for rows.Next() {
			values := make([]any, len(columns))
			for i := range values {
				values[i] = new(any)
			}
			if err := rows.Scan(values...); err != nil {
				t.Fatal(err)
			}
			for _, v := range values {
				fmt.Fprintf(&b, "%T %s | ", *v.(*any), fmt.Sprint(text(*v.(*any))))
			}
			fmt.Fprintln(&b)
		}
		if err := errors.Join(rows.Err(), rows.Close()); err != nil {
			t.Fatal(err)
		}
	}
	return b.String()
}

// text makes a blob readable.
func text(v any) any {
	if b, ok := v.([]byte); ok {
		return string(b)
	}
	return v
}

// dropIndex removes index.db and what SQLite put beside it.
func dropIndex(t testing.TB, folder string) {
	t.Helper()
	for _, ending := range []string{"", "-wal", "-shm"} {
		if err := os.Remove(filepath.Join(folder, indexName+ending)); err != nil && !errors.Is(err, fs.ErrNotExist) {
			t.Fatal(err)
		}
	}
}

// busy returns the folder of a workspace with acts of all kinds and two drafts, closed.
func busy(t testing.TB) string {
	t.Helper()
	d := newDir(t)
	for n := range 20 {
		seal1(t, d, kindsInTurn(n), fmt.Sprintf(`{"edition":%d,"finding":"f%d","party":"Member %c","more":[1]}`, n, n%4, 'A'+rune(n%2)))
	}
	for _, id := range []string{"f1", "f2"} {
		if err := d.PutDraft("finding", id, []byte(`{"claim":"`+id+`"}`)); err != nil {
			t.Fatal(err)
		}
	}
	if err := d.Close(); err != nil {
		t.Fatal(err)
	}
	return d.Path()
}

// The index is made again from objects and log to the same content: by Rebuild, in place
// or from nothing, and by opening.
func TestRebuildSameContent(t *testing.T) {
	folder := busy(t)
	file := filepath.Join(folder, indexName)
	want := dump(t, file)
	if n := strings.Count(want, "Member A"); n != 10 {
		t.Fatalf("the dump shows %d acts of Member A, not 10:\n%s", n, want)
	}
	done, err := Rebuild(folder, testOptions(nil))
	if diff := cmp.Diff(Rebuilt{Entries: 21, Drafts: 2}, done); diff != "" || err != nil {
		t.Errorf("%s %v", diff, err)
	}
	if diff := cmp.Diff(want, dump(t, file)); diff != "" {
		t.Errorf("made again in place: %s", diff)
	}
	withoutDrafts := actsOf(want)
	dropIndex(t, folder)
	if done, err = Rebuild(folder, testOptions(nil)); err != nil || done.Entries != 21 || done.Drafts != 0 {
		t.Errorf("%+v, %v", done, err)
	}
	if diff := cmp.Diff(withoutDrafts, actsOf(dump(t, file))); diff != "" {
		t.Errorf("made from nothing: %s", diff)
	}
	dropIndex(t, folder)
	var told []error
	options := testOptions(nil)
	options.Warn = func(err error) { told = append(told, err) }
	d, err := Open(folder, options)
	if err != nil {
		t.Fatal(err)
	}
	defer d.Close()
	if diff := cmp.Diff(withoutDrafts, actsOf(dump(t, file))); diff != "" {
		t.Errorf("made by opening: %s", diff)
	}
	if len(told) != 1 || !strings.Contains(told[0].Error(), "drafts, if there were any, are lost") {
		t.Errorf("the index was missing, and what is told of it is %v", told)
	}
}

// actsOf leaves the rows of drafts out of a dump.
func actsOf(dump string) string {
	var kept []string
	for line := range strings.Lines(dump) {
		if !strings.HasPrefix(line, "string finding | string ") {
			kept = append(kept, line)
		}
	}
	return strings.Join(kept, "")
}

// Rebuild works beside a workspace that is open.
func TestRebuildBesideOthers(t *testing.T) {
	d := reopen(t, busy(t))
	if _, err := Rebuild(d.Path(), testOptions(nil)); err != nil {
		t.Fatal(err)
	}
	if acts, err := d.Acts(Filter{}); len(acts) != 21 || err != nil {
		t.Errorf("%d acts, %v", len(acts), err)
	}
	if one, err := d.Draft("finding", "f1"); err != nil || string(one.Body) != `{"claim":"f1"}` {
		t.Errorf("%s, %v", one.Body, err)
	}
	seal1(t, d, seal.Stop, `{}`)
}

// An index that contradicts the log is refused and made again on demand; drafts stay.
func TestIndexContradicts(t *testing.T) {
	for name, change := range map[string]string{
		"ahead":             "INSERT INTO acts VALUES (22, 'stop', 0, 'x')",
		"a gap":             "DELETE FROM subjects WHERE entry = 3; DELETE FROM acts WHERE entry = 3",
		"another kind":      "UPDATE acts SET kind = 'stop' WHERE entry = 2",
		"another time":      "UPDATE acts SET claimed = claimed + 1 WHERE entry = 21",
		"another act":       "UPDATE acts SET commitment = (SELECT commitment FROM acts WHERE entry = 4) WHERE entry = 5",
		"no table":          "DROP TABLE subjects; DROP TABLE acts",
		"a column too many": "ALTER TABLE acts RENAME COLUMN commitment TO other",
	} {
		t.Run(name, func(t *testing.T) {
			folder := busy(t)
			file := filepath.Join(folder, indexName)
			want := dump(t, file)
			inIndex(t, file, change)
			if _, err := Open(folder, testOptions(nil)); err == nil || !strings.Contains(Hint(err), "plimsoll init --rebuild") {
				t.Errorf("%v, hint %q", err, Hint(err))
			}
			if done, err := Rebuild(folder, testOptions(nil)); err != nil || done.Drafts != 2 || done.Aside != "" {
				t.Errorf("%+v, %v", done, err)
			}
			if diff := cmp.Diff(want, dump(t, file)); diff != "" {
				t.Error(diff)
			}
			reopen(t, folder)
		})
	}
}

func inIndex(t testing.TB, file, statements string) {
	t.Helper()
	x, err := openIndexFile(file)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = x.close() }()
	if _, err := x.writer.Exec(statements); err != nil {
		t.Fatal(err)
	}
}

// An index of an earlier time is brought up to the log by opening it.
func TestIndexBehind(t *testing.T) {
	folder := busy(t)
	file := filepath.Join(folder, indexName)
	want := dump(t, file)
	inIndex(t, file, "DELETE FROM subjects WHERE entry > 5; DELETE FROM acts WHERE entry > 5")
	d := reopen(t, folder)
	if diff := cmp.Diff(want, dump(t, file)); diff != "" {
		t.Error(diff)
	}
	inIndex(t, file, "DELETE FROM subjects WHERE entry > 20; DELETE FROM acts WHERE entry > 20")
	if acts, err := d.Acts(Filter{After: 20}); len(acts) != 1 || err != nil {
		t.Errorf("asked while it is behind: %d acts, %v", len(acts), err)
	}
	inIndex(t, file, "PRAGMA user_version = 2")
	if _, err := Open(folder, testOptions(nil)); err == nil || !strings.Contains(err.Error(), "a newer plimsoll made the index (format 2)") {
		t.Errorf("a newer index: %v", err)
	}
	if _, err := Rebuild(folder, testOptions(nil)); err == nil || !strings.Contains(err.Error(), "a newer plimsoll") {
		t.Errorf("a newer index is made again: %v", err)
	}
}

// A broken database is set aside and a new one made. Drafts that can be read are kept;
// else it is said that they are lost.
func TestRebuildOfBroken(t *testing.T) {
	t.Run("a page of the acts", func(t *testing.T) {
		folder := busy(t)
		file := filepath.Join(folder, indexName)
		want := dump(t, file)
		overwriteRoot(t, file, "subjects_by_value")
		overwriteRoot(t, file, "acts")
		if _, err := Open(folder, testOptions(nil)); err == nil || !strings.Contains(Hint(err), "plimsoll init --rebuild") {
			t.Errorf("%v, hint %q", err, Hint(err))
		}
		done, err := Rebuild(folder, testOptions(nil))
		if err != nil || done.Drafts != 2 || done.DraftsLost != nil || done.Aside != file+".old-1" {
			t.Errorf("%+v, %v", done, err)
		}
		if diff := cmp.Diff(want, dump(t, file)); diff != "" {
			t.Error(diff)
		}
	})
	t.Run("all of it", func(t *testing.T) {
		folder := busy(t)
		file := filepath.Join(folder, indexName)
		write(t, folder, indexName, strings.Repeat("no database ", 1000))
		done, err := Rebuild(folder, testOptions(nil))
		if err != nil || done.Entries != 21 || done.Drafts != 0 || done.DraftsLost == nil || done.Aside != file+".old-1" {
			t.Errorf("%+v, %v", done, err)
		}
		if b, err := os.ReadFile(done.Aside); err != nil || !bytes.HasPrefix(b, []byte("no database")) {
			t.Errorf("the old index is not kept: %v", err)
		}
		if acts, err := reopen(t, folder).Acts(Filter{}); len(acts) != 21 || err != nil {
			t.Errorf("%d acts, %v", len(acts), err)
		}
	})
}

// overwriteRoot destroys the root page of a table or an index.
func overwriteRoot(t testing.TB, file, name string) {
	t.Helper()
	x, err := openIndexFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var page, size int64
	if err := errors.Join(
		x.writer.QueryRow("SELECT rootpage FROM sqlite_master WHERE name = ?", name).Scan(&page),
		x.writer.QueryRow("PRAGMA page_size").Scan(&size),
		x.close(),
	); err != nil {
		t.Fatal(err)
	}
	f, err := os.OpenFile(file, os.O_WRONLY, 0)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if _, err := f.WriteAt(bytes.Repeat([]byte{0xff}, int(size)), (page-1)*size); err != nil {
		t.Fatal(err)
	}
}

// An object that is missing or changed is named by its entry and its kind; the index is
// left as it was.
func TestRebuildNamesObject(t *testing.T) {
	folder := busy(t)
	d := reopen(t, folder)
	e, err := d.Entry(4)
	if err != nil {
		t.Fatal(err)
	}
	want := dump(t, filepath.Join(folder, indexName))
	name := e.Act.Commitment().String()
	for what, change := range map[string]func(){
		"missing": func() { remove(t, folder, objectPath(name)) },
		"changed": func() { write(t, folder, objectPath(name), string(e.Act.Bytes())+" ") },
		"another": func() { write(t, folder, objectPath(name), "plimsoll.act/1\n") },
	} {
		change()
		for _, err := range []error{rebuildError(folder), actsError(d)} {
			var not *seal.NotProved
			if !errors.As(err, &not) || !strings.Contains(err.Error(), "entry 4 (") || !strings.Contains(err.Error(), name) || !strings.Contains(not.Hint, name) {
				t.Errorf("%s: %v", what, err)
			}
		}
		if diff := cmp.Diff(want, dump(t, filepath.Join(folder, indexName))); diff != "" {
			t.Errorf("%s: %s", what, diff)
		}
		write(t, folder, objectPath(name), string(e.Act.Bytes()))
	}
}

func rebuildError(folder string) error {
	_, err := Rebuild(folder, testOptions(nil))
	return err
}

func actsError(d *Dir) error {
	_, err := d.Acts(Filter{})
	return err
}
