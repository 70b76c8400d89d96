package workspace

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/plimsoll-watch/plimsoll/record/seal"
)

// Unsealed is an act to be sealed.
type Unsealed struct {
	Kind    seal.Kind
	Body    []byte    // one line of JSON, in the canonical form of its room
	Claimed time.Time // when it was done, by the sealer's word; zero: now
}

// Append seals acts, in their order, and returns where they stand. When it returns nil
// they are acknowledged: their objects, their leaves and a checkpoint over them are on the
// disk. What fails after that (the index) is told to Options.Warn.
//
// When it returns an error none of them is acknowledged. The error is an Unsure when the
// disk failed so late that they may be sealed all the same.
func (d *Dir) Append(ctx context.Context, unsealed ...Unsealed) ([]seal.Entry, error) {
	return d.append(ctx, -1, unsealed)
}

// AppendAt is Append when the log still has the number of entries that the caller looked
// at: what it decided on them holds. A log that has grown since is Refused.
func (d *Dir) AppendAt(ctx context.Context, size int64, unsealed ...Unsealed) ([]seal.Entry, error) {
	return d.append(ctx, size, unsealed)
}

func (d *Dir) append(ctx context.Context, size int64, unsealed []Unsealed) ([]seal.Entry, error) {
	acts, err := d.sign(unsealed)
	if err != nil {
		return nil, err
	}
	release, err := d.takeLock(ctx)
	if err != nil {
		return nil, err
	}
	entries, err := d.appendLocked(acts, size)
	if err == nil {
		d.afterwards()
	}
	d.warn(release())
	return entries, err
}

// sign makes the acts, each with a salt of its own.
func (d *Dir) sign(unsealed []Unsealed) ([]seal.Act, error) {
	if d.secret == nil {
		return nil, refused("put the private key there, mode 0600", "keys/%s.key is not here: this workspace can be read, not added to", d.key.Name())
	}
	if len(unsealed) == 0 {
		return nil, refused("", "nothing to seal")
	}
	acts := make([]seal.Act, len(unsealed))
	for i, u := range unsealed {
		if u.Claimed.IsZero() {
			u.Claimed = d.options.Now()
		}
		salt, err := seal.NewSalt(d.options.Random)
		if err != nil {
			return nil, err
		}
		if acts[i], err = seal.Sign(*d.secret, u.Kind, u.Claimed, salt, u.Body); err != nil {
			return nil, err
		}
	}
	return acts, nil
}

// appendLocked writes the objects, then the log, when it has a size, or any for -1. The
// lock is held.
func (d *Dir) appendLocked(acts []seal.Act, size int64) ([]seal.Entry, error) {
	view, err := d.refresh() // another process may have appended
	if err != nil {
		return nil, err
	}
	if size >= 0 && view.Checkpoint.Size != size {
		return nil, refused("run the command again: it looks at what is there now", "the log has grown from %d entries to %d meanwhile", size, view.Checkpoint.Size)
	}
	seen, err := d.seen(d.key)
	if err != nil {
		return nil, err
	}
	if err := view.Grew(seen); err != nil {
		return nil, err // cut short since it was read
	}
	log, err := seal.Open(d.logStore(), d.key)
	if err != nil {
		return nil, logError(err)
	}
	if log.Checkpoint() != view.Checkpoint {
		return nil, refused("somebody writes to the log without its lock", "the log changed while it was locked")
	}
	for _, a := range acts {
		if _, err := d.putObject(a.Bytes()); err != nil {
			return nil, err
		}
	}
	first, err := log.Append(*d.secret, acts...)
	if err != nil {
		return nil, d.unsure(view.Checkpoint, len(acts), err)
	}
	entries := make([]seal.Entry, len(acts))
	for i, a := range acts {
		entries[i] = seal.Entry{Number: first + int64(i), Act: a}
	}
	return entries, nil
}

// unsure tells apart the errors that came before the checkpoint was written from those
// that came after.
func (d *Dir) unsure(before seal.Checkpoint, n int, err error) error {
	c, readErr := d.checkpoint()
	if readErr == nil && c == before {
		return outside(err, "append to the log")
	}
	return &Unsure{before.Size + 1, before.Size + int64(n), errors.Join(err, readErr)}
}

// afterwards does what is left to do when acts are acknowledged. Nothing that fails here
// unseals them.
func (d *Dir) afterwards() {
	if err := d.see(d.key); err != nil {
		d.warn(fmt.Errorf("the acts are sealed, but %w", err))
	}
	if err := d.syncIndex(); err != nil {
		d.warn(fmt.Errorf("the acts are sealed, but the index is behind until the next opening: %w", err))
	}
}
