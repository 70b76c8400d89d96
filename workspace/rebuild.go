package workspace

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"os"

	"github.com/plimsoll-watch/plimsoll/record/seal"
)

// Rebuilt is what Rebuild did.
type Rebuilt struct {
	Entries int64
	Drafts  int // how many were kept
	// Aside is where the old index lies when it could not be used; "" when it could.
	Aside string
	// DraftsLost says why drafts could not be read from the old index; nil when they
	// could. Some may still be got out of Aside by hand.
	DraftsLost error
}

// Rebuild makes the index again from objects and log, to the same content. Drafts are kept
// when the old index can still be read. Every object of the log is read: one that is
// missing or changed is named, and the index is left as it was.
func Rebuild(path string, options Options) (Rebuilt, error) {
	p, err := placeAt(path)
	if err != nil {
		return Rebuilt{}, err
	}
	return rebuild(p, options)
}

func rebuild(p place, options Options) (Rebuilt, error) {
	d, err := load(p, options)
	if err != nil {
		return Rebuilt{}, err
	}
	release, err := d.takeLock(context.Background())
	if err != nil {
		return Rebuilt{}, err
	}
	done, err := d.rebuildLocked()
	return done, errors.Join(err, release())
}

func (d *Dir) rebuildLocked() (Rebuilt, error) {
	view, err := d.refresh()
	if err != nil {
		return Rebuilt{}, err
	}
	entry := func(n int64) (seal.Entry, error) { return d.entry(n, view.Leaves[n-1], d.key) }
	for n := int64(1); n <= view.Checkpoint.Size; n++ { // before anything is touched
		if _, err := entry(n); err != nil {
			return Rebuilt{}, err
		}
	}
	done := Rebuilt{Entries: view.Checkpoint.Size}
	if done.Drafts, err = d.fillIndex(done.Entries, nil, entry); err == nil {
		return done, nil
	}
	var refusal *Refused
	if errors.As(err, &refusal) {
		return Rebuilt{}, err
	}
	drafts, lost := d.salvageDrafts()
	done.DraftsLost = lost
	if done.Aside, err = d.setAside(); err != nil {
		return Rebuilt{}, outside(err, "set the old index aside")
	}
	done.Drafts, err = d.fillIndex(done.Entries, drafts, entry)
	return done, indexError(err)
}

// fillIndex makes the tables of the acts again, in one transaction, so that whoever has
// the index open sees the old ones or the new, and adds drafts. It returns how many
// drafts there are.
func (d *Dir) fillIndex(end int64, drafts []Draft, entry func(n int64) (seal.Entry, error)) (kept int, err error) {
	if err := touchIndex(d.indexFile); err != nil {
		return 0, err
	}
	x, err := openIndexFile(d.indexFile)
	if err != nil {
		return 0, err
	}
	err = x.inWrite(func(tx *sql.Tx) error {
		if _, err := format(tx); err != nil {
			return err
		}
		if err := makeTables(tx); err != nil {
			return err
		}
		for _, one := range drafts {
			if _, err := tx.Exec("INSERT INTO drafts VALUES (?, ?, ?, ?)", one.Kind, one.ID, one.Body, one.Changed.Unix()); err != nil {
				return err
			}
		}
		if err := insertActs(tx, 0, end, entry); err != nil {
			return err
		}
		return tx.QueryRow("SELECT count(*) FROM drafts").Scan(&kept)
	})
	return kept, errors.Join(err, x.close())
}

// salvageDrafts reads the drafts of an index that cannot be written any more.
func (d *Dir) salvageDrafts() ([]Draft, error) {
	db, err := sql.Open("sqlite", indexURI(d.indexFile, "mode=ro&_pragma=query_only(1)"))
	if err != nil {
		return nil, err
	}
	drafts, err := readDrafts(db, "")
	return drafts, errors.Join(err, db.Close())
}

// setAside gives the old index a name that nobody uses, so that nothing is lost with it.
func (d *Dir) setAside() (string, error) {
	for n := 1; ; n++ {
		aside := fmt.Sprintf("%s.old-%d", d.indexFile, n)
		if there, err := fileExists(aside); err != nil || there {
			if err != nil {
				return "", err
			}
			continue
		}
		for _, ending := range []string{"-shm", "-wal", ""} {
			if err := os.Rename(d.indexFile+ending, aside+ending); err != nil && !errors.Is(err, fs.ErrNotExist) {
				return "", err
			}
		}
		return aside, nil
	}
}
