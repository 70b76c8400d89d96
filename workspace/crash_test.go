package workspace

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"
	"testing"

	"github.com/plimsoll-watch/plimsoll/record/seal"
	"github.com/plimsoll-watch/plimsoll/workspace/disk"
	"github.com/plimsoll-watch/plimsoll/workspace/disk/disktest"
)

// fakePlace is a workspace on a disk in memory. Its index is a real file: SQLite goes to
// the disk by itself, and whatever it kept or lost, it is made from the log.
func fakePlace(d disk.Disk, index string) place {
	return place{
		path:      "case",
		disk:      d,
		lock:      func(context.Context) (func() error, error) { return func() error { return nil }, nil },
		indexFile: index,
	}
}

// promise is what a journey was told is on the disk.
type promise struct {
	whole   bool // Init returned
	acts    map[int64]seal.Commitment
	objects []string
}

func newPromise() *promise { return &promise{acts: map[int64]seal.Commitment{}} }

// kindsInTurn are the kinds of the acts of a journey.
func kindsInTurn(n int) seal.Kind { return seal.Kind(n%(len(seal.Kinds())-1) + 2) }

// journey makes a workspace and seals acts, in so many goes. It goes on after errors, as
// people do, and notes what it was promised.
func journey(p place, goes int, options Options, got *promise) (failures []error) {
	d, err := initialise(p, options)
	if err != nil {
		return []error{err}
	}
	got.whole = true
	defer d.Close()
	note := func(entries []seal.Entry, err error) {
		if err != nil {
			failures = append(failures, err)
		}
		for _, e := range entries {
			got.acts[e.Number] = e.Act.Commitment()
		}
	}
	if e, err := d.Entry(1); err == nil {
		got.acts[1] = e.Act.Commitment()
	}
	for n := range goes {
		unsealed := []Unsealed{{Kind: kindsInTurn(n), Body: fmt.Appendf(nil, `{"finding":"f%d","n":%d}`, n%3, n)}}
		if n == 1 {
			unsealed = append(unsealed, unsealed[0], unsealed[0])
		}
		note(d.Append(context.Background(), unsealed...))
		if n%4 == 0 {
			name, err := d.Put(context.Background(), fmt.Appendf(nil, "evidence %d", n/8)) // twice the same
			if err != nil {
				failures = append(failures, err)
				continue
			}
			got.objects = append(got.objects, name)
		}
	}
	return failures
}

// holds checks an open workspace: all that was promised is there, all that is there is
// whole, and log, objects and index agree.
func (got *promise) holds(t *testing.T, when string, d *Dir) {
	t.Helper()
	got.holdsLog(t, when, d)
	view, err := d.View()
	if err != nil {
		t.Errorf("%s: the log: %v", when, err)
		return
	}
	acts, err := d.Acts(Filter{})
	if err != nil || int64(len(acts)) != view.Checkpoint.Size {
		t.Errorf("%s: the index finds %d acts of %d: %v", when, len(acts), view.Checkpoint.Size, err)
	}
	for i, e := range acts {
		if err := view.Holds(int64(i), e.Act); err != nil {
			t.Errorf("%s: %v", when, err)
		}
	}
}

// holdsLog checks what holds does, less the index.
func (got *promise) holdsLog(t *testing.T, when string, d *Dir) {
	t.Helper()
	view, err := d.View()
	if err != nil {
		t.Errorf("%s: the log: %v", when, err)
		return
	}
	for n := int64(1); n <= view.Checkpoint.Size; n++ {
		if _, err := d.Entry(n); err != nil {
			t.Errorf("%s: an entry of the log: %v", when, err)
		}
	}
	for n, want := range got.acts {
		if e, err := d.Entry(n); err != nil || e.Act.Commitment() != want {
			t.Errorf("%s: entry %d, which was acknowledged: %v", when, n, err)
		}
	}
	for _, name := range got.objects {
		if _, err := d.Object(name); err != nil {
			t.Errorf("%s: an object that was acknowledged: %v", when, err)
		}
	}
	wholeObjects(t, when, d.disk)
}

// wholeObjects checks that whatever lies under an object's name is that object.
func wholeObjects(t *testing.T, when string, d fs.FS) {
	t.Helper()
	err := fs.WalkDir(d, objectsName, func(name string, e fs.DirEntry, err error) error {
		if errors.Is(err, fs.ErrNotExist) {
			return nil
		}
		if err != nil || e.IsDir() {
			return err
		}
		b, err := fs.ReadFile(d, name)
		if sum := sha256.Sum256(b); hex.EncodeToString(sum[:]) != path.Base(name) {
			t.Errorf("%s: %s is not whole", when, name)
		}
		return err
	})
	if err != nil {
		t.Errorf("%s: %v", when, err)
	}
}

// crashes checks what crashes leave.
type crashes struct {
	t       *testing.T
	got     *promise
	folder  string
	index   string // the journey's
	checked int
}

// indexAfter returns an index as a crash may leave it: as it is, gone, or of an earlier
// time.
func (c *crashes) indexAfter(crash disktest.Crash) string {
	at := filepath.Join(c.folder, fmt.Sprintf("after-%d.db", c.checked))
	from := c.index
	switch crash {
	case disktest.Lost:
		return at
	case disktest.Torn:
		from = filepath.Join(c.folder, "early.db")
	}
	for _, ending := range []string{"", "-wal"} {
		b, err := os.ReadFile(from + ending)
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err != nil {
			c.t.Fatal(err)
		}
		if err := os.WriteFile(at+ending, b, 0o600); err != nil {
			c.t.Fatal(err)
		}
	}
	return at
}

// check reopens the workspace after a crash, as a person would.
func (c *crashes) check(when string, d *disktest.Disk, crash disktest.Crash) {
	c.checked++
	when = fmt.Sprintf("%s, %s", when, crash)
	options := testOptions(&seeded{seed: when})
	after := d.After(crash, c.checked)
	if crash == disktest.Kept || crash == disktest.Mixed {
		c.checkLog(when, after, options)
		return
	}
	p := fakePlace(after, c.indexAfter(crash))
	w, err := open(p, options)
	if err != nil {
		c.startAgain(when, p, options, err)
		return
	}
	defer w.Close()
	c.got.holds(c.t, when, w)
	noLeftovers(c.t, when, after)
	view, err := w.View()
	if err != nil {
		c.t.Errorf("%s: %v", when, err)
		return
	}
	c.stays(when+", shown", after, view.Checkpoint)
	c.putAgain(when, w, after)
	entries, err := w.Append(context.Background(), Unsealed{Kind: seal.Stop, Body: []byte(`{}`)})
	if err != nil {
		c.t.Errorf("%s: the next append: %v", when, err)
		return
	}
	// And the power goes as soon as it is acknowledged.
	again, err := open(fakePlace(after.After(disktest.Lost, 0), p.indexFile), options)
	if err != nil {
		c.t.Errorf("%s: opened once more: %v", when, err)
		return
	}
	defer again.Close()
	if e, err := again.Entry(entries[0].Number); err != nil || e.Act.Commitment() != entries[0].Act.Commitment() {
		c.t.Errorf("%s: the next act is lost with the power: %v", when, err)
	}
	for n, want := range c.got.acts {
		if e, err := again.Entry(n); err != nil || e.Act.Commitment() != want {
			c.t.Errorf("%s: entry %d is lost with the power: %v", when, n, err)
		}
	}
}

// stays checks that what was shown of a log, or promised, is not gone with the power.
func (c *crashes) stays(when string, d *disktest.Disk, shown seal.Checkpoint) {
	w, err := load(fakePlace(d.After(disktest.Lost, 0), ""), testOptions(nil))
	if err != nil {
		c.t.Errorf("%s, and the power goes: %v", when, err)
		return
	}
	view, err := w.refresh()
	if err != nil {
		c.t.Errorf("%s, and the power goes: %v", when, err)
		return
	}
	if err := view.Grew(shown); err != nil {
		c.t.Errorf("%s, and the power goes: %v", when, err)
	}
}

// putAgain puts what the journey was putting: it may be there and not stay.
func (c *crashes) putAgain(when string, w *Dir, d *disktest.Disk) {
	for n := range 2 {
		name, err := w.Put(context.Background(), fmt.Appendf(nil, "evidence %d", n))
		if err != nil {
			c.t.Errorf("%s: put again: %v", when, err)
			continue
		}
		if _, err := fs.ReadFile(d.After(disktest.Lost, 0), objectPath(name)); err != nil {
			c.t.Errorf("%s: put again, and gone with the power: %v", when, err)
		}
	}
}

// checkLog opens the workspace without its index, which is the same in every crash.
func (c *crashes) checkLog(when string, d *disktest.Disk, options Options) {
	p := fakePlace(d, filepath.Join(c.folder, fmt.Sprintf("none-%d.db", c.checked)))
	w, err := load(p, options)
	if err == nil {
		_, err = w.refresh()
	}
	if err != nil {
		c.startAgain(when, p, options, err)
		return
	}
	if err := w.tidyLocked(); err != nil {
		c.t.Errorf("%s: %v", when, err)
	}
	c.got.holdsLog(c.t, when, w)
	noLeftovers(c.t, when, d)
}

// startAgain checks that what does not open was never acknowledged, says what to do, and
// that doing it helps.
func (c *crashes) startAgain(when string, p place, options Options, err error) {
	if c.got.whole {
		c.t.Errorf("%s: a workspace that was whole does not open: %v", when, err)
		return
	}
	if !strings.Contains(Hint(err), "plimsoll init") {
		c.t.Errorf("%s: %v, with the hint %q: it does not say what to do", when, err, Hint(err))
	}
	w, err := initialise(p, options)
	if err != nil {
		c.t.Errorf("%s: init does not begin again: %v", when, err)
		return
	}
	defer w.Close()
	if view, err := w.View(); err != nil || view.Checkpoint.Size != 1 {
		c.t.Errorf("%s: begun again, the log has %d entries, %v", when, view.Checkpoint.Size, err)
	}
	newPromise().holds(c.t, when, w)
}

func noLeftovers(t *testing.T, when string, d fs.FS) {
	t.Helper()
	err := fs.WalkDir(d, ".", func(name string, _ fs.DirEntry, err error) error {
		if disk.IsLeftover(name) || name == unfinishedName {
			t.Errorf("%s: %s is left", when, name)
		}
		return err
	})
	if err != nil {
		t.Error(err)
	}
}

// memoryFolder returns a folder that lies in memory where the machine has one: SQLite's
// own syncs are not what is tested, and most of the time.
func memoryFolder(t testing.TB) string {
	folder, err := os.MkdirTemp("/dev/shm", "workspace") //nolint:usetesting // in memory
	if err != nil {
		return t.TempDir()
	}
	t.Cleanup(func() { _ = os.RemoveAll(folder) })
	return folder
}
