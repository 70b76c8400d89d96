package workspace

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/plimsoll-watch/plimsoll/record/seal"
)

// openIndex opens the index, makes it when it is not there, brings it up to the log and
// checks it.
func (d *Dir) openIndex() error {
	there, err := fileExists(d.indexFile)
	if err != nil {
		return outside(err, "open the index")
	}
	if !there {
		if err := d.makeIndex(); err != nil {
			return err
		}
	}
	use := openIndexFile
	if d.readOnly {
		use = openReadOnly
	}
	if d.index, err = use(d.indexFile); err != nil {
		return indexError(err)
	}
	if err := d.bringUp(); err != nil {
		return errors.Join(err, d.index.close())
	}
	return nil
}

// bringUp makes the tables when there are none, brings them up to the log and checks them.
func (d *Dir) bringUp() error {
	if err := d.index.prepare(); err != nil {
		return indexError(err)
	}
	if err := d.syncIndex(); err != nil {
		return err
	}
	view, err := d.refresh()
	if err != nil {
		return err
	}
	err = d.index.check(view.Leaves)
	if errors.Is(err, errAhead) { // somebody appended in between
		if view, err = d.refresh(); err == nil {
			err = d.index.check(view.Leaves)
		}
	}
	return indexError(err)
}

// makeIndex makes an empty index.db, under the lock so that one process alone does.
func (d *Dir) makeIndex() error {
	release, err := d.takeLock(context.Background())
	if err != nil {
		return err
	}
	if err = touchIndex(d.indexFile); err == nil {
		err = d.disk.SyncDir(".")
	}
	if err := errors.Join(err, release()); err != nil {
		return outside(err, "make the index")
	}
	if view, err := d.refresh(); err == nil && view.Checkpoint.Size > 1 { // the first entry is Init's own
		d.warn(errors.New("the index was missing and is made again from the log; drafts, if there were any, are lost"))
	}
	return nil
}

// syncIndex brings the index up to the log. The index is written after the log, so when
// it is ahead of the log as it was read, the log is read once more.
func (d *Dir) syncIndex() error {
	for again := true; ; again = false {
		view, err := d.refresh()
		if err != nil {
			return err
		}
		if size, err := indexed(d.index.reader); err == nil && size == view.Checkpoint.Size {
			return nil
		}
		err = d.index.catchUp(view.Leaves, func(n int64) (seal.Entry, error) {
			return d.entry(n, view.Leaves[n-1], d.key)
		})
		if !errors.Is(err, errAhead) || !again {
			return indexError(err)
		}
	}
}

// indexError says what is wrong with the index, unless the error says it itself.
func indexError(err error) error {
	var (
		refusal *Refused
		not     *seal.NotProved
		bad     *seal.Malformed
		disk    *Outside
	)
	switch {
	case err == nil:
		return nil
	case errors.As(err, &refusal), errors.As(err, &not), errors.As(err, &bad), errors.As(err, &disk):
		return err
	case errors.Is(err, errAhead):
		return refused(rebuildHint, "the index contradicts the log: %v", errAhead)
	case strings.Contains(err.Error(), "not a database"), strings.Contains(err.Error(), "malformed"), strings.Contains(err.Error(), "no such table"), strings.Contains(err.Error(), "no such column"):
		return refused(rebuildHint, "the index cannot be read: %v", err)
	}
	return outside(err, "use the index")
}

// Filter says which acts are meant; what is zero is not asked.
type Filter struct {
	Kind    seal.Kind
	Subject string // finding, report, edition, party or paragraph
	Value   string // what the body names under Subject; asked only with it
	After   int64  // entries after this one
}

// Acts returns the acts that are meant, in the order of the log. The index finds them;
// each is then read from its object and checked against its leaf.
func (d *Dir) Acts(f Filter) ([]seal.Entry, error) {
	if err := d.syncIndex(); err != nil {
		return nil, err
	}
	numbers, err := d.index.find(f)
	if err != nil {
		return nil, indexError(err)
	}
	entries := make([]seal.Entry, 0, len(numbers))
	for _, n := range numbers {
		e, err := d.Entry(n)
		if err != nil {
			return nil, err
		}
		entries = append(entries, e)
	}
	return entries, nil
}

// Entry returns the act at an entry of the log, checked against its leaf.
func (d *Dir) Entry(n int64) (seal.Entry, error) {
	view, err := d.refresh()
	if err != nil {
		return seal.Entry{}, err
	}
	if n < 1 || n > view.Checkpoint.Size {
		return seal.Entry{}, refused("", "the log has %d entries, there is no entry %d", view.Checkpoint.Size, n)
	}
	return d.entry(n, view.Leaves[n-1], d.key)
}

// find returns the numbers of the entries that are meant.
func (x *index) find(f Filter) ([]int64, error) {
	query := "SELECT entry FROM acts WHERE entry > ?"
	args := []any{f.After}
	if f.Kind != 0 {
		query, args = query+" AND kind = ?", append(args, f.Kind.String())
	}
	if f.Subject != "" {
		query += " AND entry IN (SELECT entry FROM subjects WHERE name = ? AND value = ?)"
		args = append(args, f.Subject, f.Value)
	}
	rows, err := x.reader.Query(query+" ORDER BY entry", args...)
	if err != nil {
		return nil, err
	}
	defer func() { _ = rows.Close() }() // Err is looked at
	var numbers []int64
	for rows.Next() {
		var n int64
		if err := rows.Scan(&n); err != nil {
			return nil, fmt.Errorf("read the index: %w", err)
		}
		numbers = append(numbers, n)
	}
	return numbers, rows.Err()
}
