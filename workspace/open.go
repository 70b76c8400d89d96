package workspace

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"slices"
	"sync"
	"syscall"
	"time"

	"github.com/plimsoll-watch/plimsoll/record/seal"
	"github.com/plimsoll-watch/plimsoll/workspace/disk"
)

// Options are what a workspace takes from the world.
type Options struct {
	// Now is the clock. Acts without a time of their own claim its time.
	Now func() time.Time
	// Random gives the bytes of salts and of a new key. It may be nil where nothing is
	// sealed.
	Random io.Reader
	// Warn is told what went wrong after an act was acknowledged, and what Open had to
	// make good. It may be nil.
	Warn func(error)
	// Name is what Init calls the new key: demo-body.
	Name string
	// Key is a key that Init takes instead of making one; its name is in it.
	Key *KeyText
}

// Dir is an open workspace. Its methods may be called at the same time.
type Dir struct {
	place
	options Options
	config  Config
	key     seal.PublicKey
	secret  *seal.PrivateKey // nil when it is not here
	index   *index
	// readOnly says that the disk cannot be written. What is up to date can be read.
	readOnly bool

	mu   sync.Mutex // guards what follows
	view *seal.View // the log as it was last read and checked
	raw  []byte     // its checkpoint, as it is signed
}

// Open opens a workspace and checks it as the package comment says.
func Open(path string, options Options) (*Dir, error) {
	p, err := placeAt(path)
	if err != nil {
		return nil, err
	}
	return open(p, options)
}

func open(p place, options Options) (*Dir, error) {
	d, err := load(p, options)
	if err != nil {
		return nil, err
	}
	if _, err := d.refresh(); err != nil {
		return nil, err
	}
	d.tidy()
	if err := d.openIndex(); err != nil {
		return nil, err
	}
	return d, nil
}

// load reads the settings and the keys.
func load(p place, options Options) (*Dir, error) {
	b, err := fs.ReadFile(p.disk, configName)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, p.notWhole()
	}
	if err != nil {
		return nil, outside(err, "read %s", configName)
	}
	c, err := parseConfig(b)
	if err != nil {
		return nil, err
	}
	key, secret, err := p.loadKey(c.Key)
	if err != nil {
		return nil, err
	}
	return &Dir{place: p, options: options, config: c, key: key, secret: secret}, nil
}

// notWhole says why a folder without config.json is no workspace.
func (p place) notWhole() error {
	if begun, err := p.exists(unfinishedName); err != nil || begun {
		return errors.Join(err, refused("plimsoll init begins again; nothing was sealed yet", "the workspace at %s was never finished", p.path))
	}
	if hasLog, err := p.exists(logName); err != nil || hasLog {
		return errors.Join(err, refused("restore it from a copy", "the workspace at %s has no %s", p.path, configName))
	}
	return &Missing{p.path, initHint}
}

// refresh returns the log as it is now. When the checkpoint is another one than before,
// the log is read again, must hold what was seen of it, and must stay.
func (d *Dir) refresh() (seal.View, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.view != nil {
		if b, err := d.logStore().Read(seal.CheckpointPath); err == nil && bytes.Equal(b, d.raw) {
			return *d.view, nil
		}
	}
	view, raw, err := d.readLog()
	if err != nil {
		return seal.View{}, err
	}
	d.view, d.raw = &view, raw
	return view, nil
}

// readLog reads and checks the whole log, and returns its checkpoint as it is signed too.
func (d *Dir) readLog() (seal.View, []byte, error) {
	seen, err := d.seen(d.key) // before the checkpoint, since it is written after it
	if err != nil {
		return seal.View{}, nil, err
	}
	store := &remembering{Folder: d.logStore()}
	log, err := seal.Open(store, d.key)
	if err != nil {
		return seal.View{}, nil, logError(err)
	}
	view, err := log.View()
	if err != nil {
		return seal.View{}, nil, logError(err)
	}
	if err := d.grew(view, seen); err != nil {
		return seal.View{}, nil, err
	}
	if view.Checkpoint != seen {
		if err := d.syncLog(); err != nil {
			return seal.View{}, nil, err
		}
	}
	return view, store.checkpoint, nil
}

// grew checks that the log holds what was seen of it: by whoever appended last, and here.
func (d *Dir) grew(view seal.View, seen seal.Checkpoint) error {
	if err := view.Grew(seen); err != nil || d.view == nil {
		return err
	}
	return view.Grew(d.view.Checkpoint)
}

// remembering is a log's folder that keeps the bytes of the checkpoint it gave.
type remembering struct {
	disk.Folder
	checkpoint []byte
}

// Read implements seal.Store.
func (r *remembering) Read(name string) ([]byte, error) {
	b, err := r.Folder.Read(name)
	if name == seal.CheckpointPath {
		r.checkpoint = b
	}
	return b, err
}

// syncLog makes sure that the checkpoint stays: who wrote it may have been killed before
// it synced the name, and what is shown must not be gone after a loss of power.
func (d *Dir) syncLog() error {
	if err := d.disk.SyncDir(logName); err != nil && !errors.Is(err, syscall.EROFS) {
		return outside(err, "sync the log")
	}
	return nil
}

// checkpoint returns the log's checkpoint as it lies in its folder.
func (d *Dir) checkpoint() (seal.Checkpoint, error) {
	b, err := d.logStore().Read(seal.CheckpointPath)
	if err != nil {
		return seal.Checkpoint{}, logError(err)
	}
	return seal.OpenCheckpoint("the log's checkpoint", b, d.key)
}

// logError says which errors are the disk's. A file of the log that is missing is not: the
// log does not hold.
func logError(err error) error {
	var path *fs.PathError
	switch {
	case !errors.As(err, &path):
		return err
	case errors.Is(err, fs.ErrNotExist):
		return &seal.NotProved{Part: "the log", What: fmt.Sprintf("%s is missing", path.Path), Hint: "restore the log's folder from a copy"}
	}
	return outside(err, "read the log")
}

// tidy makes good what a crash left, unless somebody else is at work or the disk cannot be
// written: nothing of it is in the way.
func (d *Dir) tidy() {
	now, cancel := context.WithCancel(context.Background())
	cancel()
	release, err := d.lock(now)
	if err != nil {
		d.readOnly = errors.Is(err, syscall.EROFS)
		return
	}
	err = d.tidyLocked()
	if err := errors.Join(err, release()); err != nil {
		d.warn(fmt.Errorf("tidy the workspace: %w", err))
	}
}

func (d *Dir) tidyLocked() error {
	if err := d.finish(); err != nil {
		return err
	}
	for _, folder := range []string{keysName, logName, objectsName} {
		if _, err := disk.Sweep(d.disk, folder); err != nil {
			return err
		}
	}
	for _, name := range []string{configName, unfinishedName} {
		if there, err := d.exists(name + disk.Leftover); err == nil && there {
			if err := d.disk.Remove(name + disk.Leftover); err != nil {
				return err
			}
		}
	}
	return d.catchUpSeen()
}

// catchUpSeen keeps the log's checkpoint as seen when a crash kept Append from it.
func (d *Dir) catchUpSeen() error {
	view, err := d.refresh()
	if err != nil {
		return err
	}
	seen, err := d.seen(d.key)
	if err != nil || seen == view.Checkpoint {
		return err
	}
	return d.see(d.key)
}

// takeLock waits for the lock as long as the context lasts and config.json says.
func (d *Dir) takeLock(ctx context.Context) (release func() error, err error) {
	ctx, cancel := context.WithTimeout(ctx, d.config.lockWait())
	defer cancel()
	return d.lock(ctx)
}

func (d *Dir) warn(err error) {
	if err != nil && d.options.Warn != nil {
		d.options.Warn(err)
	}
}

// Close closes the index. Sealed acts need no closing.
func (d *Dir) Close() error { return d.index.close() }

// Path returns the folder, as it was given.
func (d *Dir) Path() string { return d.path }

// Settings returns every setting, what it is and where it comes from.
func (d *Dir) Settings() []Setting { return d.config.settings() }

// Key returns the public half of the key that signs.
func (d *Dir) Key() seal.PublicKey { return d.key }

// View returns the whole log, read again when it grew, and checked.
func (d *Dir) View() (seal.View, error) {
	view, err := d.refresh()
	view.Leaves = slices.Clone(view.Leaves) // the caller's own
	return view, err
}

// CheckpointBytes returns the signed checkpoint as it lies in the log's folder.
func (d *Dir) CheckpointBytes() ([]byte, error) {
	b, err := d.logStore().Read(seal.CheckpointPath)
	if err != nil {
		return nil, logError(err)
	}
	if _, err := seal.OpenCheckpoint("the log's checkpoint", b, d.key); err != nil {
		return nil, err
	}
	return b, nil
}
