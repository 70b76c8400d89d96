package workspace

import (
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"

	_ "modernc.org/sqlite" // the driver "sqlite"

	"github.com/plimsoll-watch/plimsoll/record/seal"
)

// indexFormat is the number of the index's own layout, kept in user_version. An older one
// is made again, a newer one refused.
const indexFormat = 1

// The index of the acts, made from objects and log, and the drafts, which lie here alone.
// Times are whole seconds since 1970, so that the same acts make the same rows.
const (
	actTables = `
CREATE TABLE acts (
	entry      INTEGER PRIMARY KEY, -- its number in the log, from 1
	kind       TEXT    NOT NULL,
	claimed    INTEGER NOT NULL,
	commitment TEXT    NOT NULL     -- the object's name
) STRICT;
CREATE TABLE subjects (             -- what an act is about, by its body
	entry INTEGER NOT NULL REFERENCES acts (entry),
	name  TEXT    NOT NULL,         -- finding, report, edition, party, paragraph
	value TEXT    NOT NULL,
	PRIMARY KEY (entry, name)
) STRICT, WITHOUT ROWID;
CREATE INDEX subjects_by_value ON subjects (name, value, entry);
`
	dropActTables = `DROP TABLE IF EXISTS subjects; DROP TABLE IF EXISTS acts;`
	draftTable    = `
CREATE TABLE IF NOT EXISTS drafts (
	kind    TEXT    NOT NULL,
	id      TEXT    NOT NULL,
	body    BLOB    NOT NULL,
	changed INTEGER NOT NULL,
	PRIMARY KEY (kind, id)
) STRICT, WITHOUT ROWID;
`
)

// subjectNames are the keys of bodies that the index holds.
var subjectNames = [...]string{"finding", "report", "edition", "party", "paragraph"}

// index is index.db: one connection that writes, and some that read. On a read-only disk
// writer is nil.
type index struct {
	writer, reader *sql.DB
}

// errAhead says that the index names acts that the log given does not hold.
var errAhead = errors.New("it names more acts than the log holds")

const rebuildHint = "plimsoll init --rebuild makes it again from the log; drafts are kept"

// indexURI returns a path as SQLite's URI takes it. Whatever is in the path, nothing of it
// is read as a parameter.
func indexURI(file, parameters string) string {
	file = filepath.ToSlash(file)
	if !strings.HasPrefix(file, "/") {
		file = "/" + file // C:/…
	}
	return "file:" + (&url.URL{Path: file}).EscapedPath() + "?" + parameters
}

const (
	writerParameters = "mode=rw&_txlock=immediate&_pragma=busy_timeout(10000)&_pragma=journal_mode(wal)&_pragma=synchronous(full)&_pragma=foreign_keys(1)"
	readerParameters = "mode=ro&_pragma=busy_timeout(10000)&_pragma=query_only(1)"
	// immutable: SQLite makes no files beside the database, which nobody can change.
	readOnlyParameters = "mode=ro&immutable=1&_pragma=query_only(1)"
)

// openIndexFile opens the database, which must be there.
func openIndexFile(file string) (*index, error) {
	writer, err := sql.Open("sqlite", indexURI(file, writerParameters))
	if err != nil {
		return nil, fmt.Errorf("open the index: %w", err)
	}
	writer.SetMaxOpenConns(1)
	reader, err := sql.Open("sqlite", indexURI(file, readerParameters))
	if err != nil {
		return nil, errors.Join(fmt.Errorf("open the index: %w", err), writer.Close())
	}
	return &index{writer, reader}, nil
}

// openReadOnly opens the database on a disk that cannot be written. What a crash left in
// its write-ahead log cannot be read there.
func openReadOnly(file string) (*index, error) {
	if info, err := os.Stat(file + "-wal"); err == nil && info.Size() > 0 {
		return nil, &Outside{What: "open the index", Hint: diskHint(syscall.EROFS), Err: errors.New("its last changes are in index.db-wal, which a disk that can be written takes in")}
	}
	reader, err := sql.Open("sqlite", indexURI(file, readOnlyParameters))
	if err != nil {
		return nil, fmt.Errorf("open the index: %w", err)
	}
	return &index{reader: reader}, nil
}

// close closes the readers first: the last connection folds the write-ahead log in.
func (x *index) close() error {
	if x == nil {
		return nil
	}
	if x.writer == nil {
		return x.reader.Close()
	}
	return errors.Join(x.reader.Close(), x.writer.Close())
}

// touchIndex makes an empty file for the database, which nobody else may read; SQLite
// gives its other files the same mode.
func touchIndex(file string) error {
	f, err := os.OpenFile(file, os.O_RDWR|os.O_CREATE, private)
	if err != nil {
		return err
	}
	return f.Close()
}

// inWrite runs f in a transaction that is on the disk when inWrite returns nil.
func (x *index) inWrite(f func(*sql.Tx) error) error {
	if x.writer == nil {
		return syscall.EROFS
	}
	tx, err := x.writer.Begin()
	if err != nil {
		return err
	}
	if err := f(tx); err != nil {
		return errors.Join(err, tx.Rollback())
	}
	return tx.Commit()
}

// prepare makes the tables, anew when they are of an older format.
func (x *index) prepare() error {
	if have, err := format(x.reader); err == nil && have == indexFormat {
		return nil
	}
	return x.inWrite(func(tx *sql.Tx) error {
		have, err := format(tx)
		if err != nil || have == indexFormat {
			return err
		}
		return makeTables(tx)
	})
}

// format returns the number of the index's layout, 0 for one without tables.
func format(q querier) (have int, err error) {
	if err := q.QueryRow("PRAGMA user_version").Scan(&have); err != nil {
		return 0, err
	}
	if have > indexFormat {
		return 0, refused("use that plimsoll, or a newer one", "a newer plimsoll made the index (format %d)", have)
	}
	return have, nil
}

// makeTables makes the tables of the acts, empty; drafts that are there stay.
func makeTables(tx *sql.Tx) error {
	_, err := tx.Exec(dropActTables + actTables + draftTable + fmt.Sprintf("PRAGMA user_version = %d", indexFormat))
	return err
}

// catchUp brings the index up to the log, in one transaction.
func (x *index) catchUp(leaves []seal.Leaf, entry func(n int64) (seal.Entry, error)) error {
	return x.inWrite(func(tx *sql.Tx) error {
		size, err := indexed(tx)
		if err != nil {
			return err
		}
		if size > int64(len(leaves)) {
			return errAhead
		}
		return insertActs(tx, size, int64(len(leaves)), entry)
	})
}

// insertActs puts the acts after entry size into the index.
func insertActs(tx *sql.Tx, size, end int64, entry func(n int64) (seal.Entry, error)) error {
	for n := size + 1; n <= end; n++ {
		e, err := entry(n)
		if err != nil {
			return err
		}
		if err := insertAct(tx, e); err != nil {
			return fmt.Errorf("index entry %d: %w", n, err)
		}
	}
	return nil
}

type querier interface {
	QueryRow(query string, args ...any) *sql.Row
}

// indexed returns how many acts the index holds; they are the first ones of the log.
func indexed(q querier) (int64, error) {
	var count, last int64
	if err := q.QueryRow("SELECT count(*), coalesce(max(entry), 0) FROM acts").Scan(&count, &last); err != nil {
		return 0, err
	}
	if count != last {
		return 0, refused(rebuildHint, "the index contradicts the log: it has %d acts and the last is entry %d", count, last)
	}
	return count, nil
}

func insertAct(tx *sql.Tx, e seal.Entry) error {
	a := e.Act
	if _, err := tx.Exec("INSERT INTO acts VALUES (?, ?, ?, ?)", e.Number, a.Kind.String(), a.Claimed.Unix(), a.Commitment().String()); err != nil {
		return err
	}
	for name, value := range subjects(a.Body) {
		if _, err := tx.Exec("INSERT INTO subjects VALUES (?, ?, ?)", e.Number, name, value); err != nil {
			return err
		}
	}
	return nil
}

// subjects returns what a body says it is about: its own keys that are subjectNames, when
// they are strings or numbers, a number as it is written.
func subjects(body []byte) map[string]string {
	var keys map[string]json.RawMessage
	if json.Unmarshal(body, &keys) != nil {
		return nil // not an object: nothing to find it by but its kind
	}
	found := map[string]string{}
	for name, raw := range keys {
		if !slices.Contains(subjectNames[:], name) {
			continue
		}
		var text string
		var number json.Number
		if json.Unmarshal(raw, &text) == nil && raw[0] == '"' {
			found[name] = text
		} else if json.Unmarshal(raw, &number) == nil && raw[0] != 'n' {
			found[name] = number.String()
		}
	}
	return found
}

// check compares the acts of the index with the log's leaves.
func (x *index) check(leaves []seal.Leaf) error {
	rows, err := x.reader.Query("SELECT entry, kind, claimed, commitment FROM acts ORDER BY entry")
	if err != nil {
		return err
	}
	defer func() { _ = rows.Close() }() // Err is looked at
	for n := int64(1); rows.Next(); n++ {
		var entry, claimed int64
		var kind, commitment string
		if err := rows.Scan(&entry, &kind, &claimed, &commitment); err != nil {
			return err
		}
		if n > int64(len(leaves)) {
			return errAhead
		}
		l := leaves[n-1]
		if entry != n || kind != l.Kind.String() || claimed != l.Claimed.Unix() || commitment != l.Commitment.String() {
			return refused(rebuildHint, "the index contradicts the log at entry %d", entry)
		}
	}
	return rows.Err()
}

// fileExists reports whether a file is there.
func fileExists(file string) (bool, error) {
	_, err := os.Stat(file)
	if errors.Is(err, fs.ErrNotExist) {
		return false, nil
	}
	return err == nil, err
}
