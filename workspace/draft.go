package workspace

import (
	"database/sql"
	"errors"
	"time"
)

// Draft is something that is not sealed yet. It lies in the database alone.
type Draft struct {
	Kind, ID string
	Body     []byte
	Changed  time.Time // whole seconds
}

// PutDraft keeps a draft instead of the one of the same kind and name. When it returns nil
// the draft outlives a loss of power.
func (d *Dir) PutDraft(kind, id string, body []byte) error {
	if kind == "" || id == "" {
		return refused("", "a draft has a kind and a name")
	}
	if body == nil {
		body = []byte{} // NULL is not an empty draft
	}
	return indexError(d.index.inWrite(func(tx *sql.Tx) error {
		_, err := tx.Exec("INSERT OR REPLACE INTO drafts VALUES (?, ?, ?, ?)", kind, id, body, d.options.Now().Unix())
		return err
	}))
}

// Draft returns a draft; a NoDraft, which is an fs.ErrNotExist, when there is none.
func (d *Dir) Draft(kind, id string) (Draft, error) {
	found := Draft{Kind: kind, ID: id}
	var changed int64
	err := d.index.reader.QueryRow("SELECT body, changed FROM drafts WHERE kind = ? AND id = ?", kind, id).Scan(&found.Body, &changed)
	if errors.Is(err, sql.ErrNoRows) {
		return Draft{}, &NoDraft{kind, id}
	}
	found.Changed = time.Unix(changed, 0).UTC()
	return found, indexError(err)
}

// Drafts returns the drafts of a kind by name; of every kind when it is "".
func (d *Dir) Drafts(kind string) ([]Draft, error) {
	all, err := readDrafts(d.index.reader, kind)
	return all, indexError(err)
}

// readDrafts reads drafts from a database.
func readDrafts(db *sql.DB, kind string) ([]Draft, error) {
	rows, err := db.Query("SELECT kind, id, body, changed FROM drafts WHERE ?1 = '' OR kind = ?1 ORDER BY kind, id", kind)
	if err != nil {
		return nil, err
	}
	defer func() { _ = rows.Close() }() // Err is looked at
	var all []Draft
	for rows.Next() {
		var one Draft
		var changed int64
		if err := rows.Scan(&one.Kind, &one.ID, &one.Body, &changed); err != nil {
			return nil, err
		}
		one.Changed = time.Unix(changed, 0).UTC()
		all = append(all, one)
	}
	return all, rows.Err()
}

// DropDraft takes a draft away; a NoDraft when there is none.
func (d *Dir) DropDraft(kind, id string) error {
	return indexError(d.index.inWrite(func(tx *sql.Tx) error {
		done, err := tx.Exec("DELETE FROM drafts WHERE kind = ? AND id = ?", kind, id)
		if err != nil {
			return err
		}
		if n, err := done.RowsAffected(); err != nil || n == 0 {
			return errors.Join(err, &NoDraft{kind, id})
		}
		return nil
	}))
}
