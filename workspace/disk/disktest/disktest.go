// Package disktest is a disk in memory that forgets what was not synced, for tests of what
// a crash leaves.
//
// It keeps two states: what a program sees, and what is on the plate. A file's bytes reach
// the plate by its Sync, a folder's names by SyncDir of the folder; nothing else does.
// [Disk.After] returns what is there after one of several crashes. A real disk does better
// than the worst of them; a program that outlives them all outlives it.
package disktest

import (
	"bytes"
	"fmt"
	"hash/fnv"
	"io"
	"io/fs"
	"maps"
	"path"
	"slices"
	"time"

	"github.com/plimsoll-watch/plimsoll/workspace/disk"
)

// Step is one thing a disk was asked to do.
type Step struct{ Op, Name string }

// Outcome is what becomes of a step.
type Outcome struct {
	Err error
	// Done says that the step was done, a write by half, though Err is returned.
	Done bool
}

// Disk is the disk. The zero value is no disk: use New.
type Disk struct {
	root *node
	// Before is called before each step and says what becomes of it. It may be nil.
	Before func(Step) Outcome
}

// node is a file or a folder.
type node struct {
	folder         bool
	mode           fs.FileMode
	bytes, plate   []byte           // a file's; never changed in place
	names, onPlate map[string]*node // a folder's
}

// New returns an empty disk.
func New() *Disk { return &Disk{root: newFolder(0o700)} }

func newFolder(mode fs.FileMode) *node {
	return &node{folder: true, mode: mode, names: map[string]*node{}, onPlate: map[string]*node{}}
}

// step asks what becomes of a step; do reports whether to do it.
func (d *Disk) step(op, name string) (do bool, err error) {
	if d.Before == nil {
		return true, nil
	}
	o := d.Before(Step{op, name})
	if o.Err != nil {
		return o.Done, &fs.PathError{Op: op, Path: name, Err: o.Err}
	}
	return true, nil
}

// find returns what has a name.
func (d *Disk) find(op, name string) (*node, error) {
	if !fs.ValidPath(name) {
		return nil, &fs.PathError{Op: op, Path: name, Err: fs.ErrInvalid}
	}
	at := d.root
	for rest := name; rest != "." && rest != ""; {
		var first string
		first, rest = cut(rest)
		if at = at.names[first]; at == nil {
			return nil, &fs.PathError{Op: op, Path: name, Err: fs.ErrNotExist}
		}
	}
	return at, nil
}

func cut(name string) (first, rest string) {
	for i := range name {
		if name[i] == '/' {
			return name[:i], name[i+1:]
		}
	}
	return name, ""
}

// parent returns the folder that a name lies in.
func (d *Disk) parent(op, name string) (*node, error) {
	at, err := d.find(op, path.Dir(name))
	if err == nil && !at.folder {
		err = &fs.PathError{Op: op, Path: name, Err: fs.ErrInvalid}
	}
	return at, err
}

// Create implements disk.Steps.
func (d *Disk) Create(name string, mode fs.FileMode) (disk.File, error) {
	do, failed := d.step("create", name)
	if !do {
		return nil, failed
	}
	in, err := d.parent("create", name)
	if err != nil {
		return nil, err
	}
	n := in.names[path.Base(name)]
	if n == nil {
		n = &node{mode: mode}
		in.names[path.Base(name)] = n
	}
	n.bytes = nil
	return &writing{d, n, name}, failed
}

// Rename implements disk.Steps.
func (d *Disk) Rename(from, to string) error {
	do, failed := d.step("rename", to)
	if !do {
		return failed
	}
	n, err := d.find("rename", from)
	if err != nil {
		return err
	}
	in, err := d.parent("rename", to)
	if err != nil {
		return err
	}
	in.names[path.Base(to)] = n
	out, err := d.parent("rename", from)
	if err != nil {
		return err
	}
	delete(out.names, path.Base(from))
	return failed
}

// Remove implements disk.Steps.
func (d *Disk) Remove(name string) error {
	do, failed := d.step("remove", name)
	if !do {
		return failed
	}
	n, err := d.find("remove", name)
	if err != nil {
		return err
	}
	if n.folder && len(n.names) > 0 {
		return &fs.PathError{Op: "remove", Path: name, Err: fs.ErrInvalid}
	}
	in, err := d.parent("remove", name)
	if err != nil {
		return err
	}
	delete(in.names, path.Base(name))
	return failed
}

// Mkdir implements disk.Steps.
func (d *Disk) Mkdir(name string, mode fs.FileMode) error {
	do, failed := d.step("mkdir", name)
	if !do {
		return failed
	}
	in, err := d.parent("mkdir", name)
	if err != nil {
		return err
	}
	if in.names[path.Base(name)] != nil {
		return &fs.PathError{Op: "mkdir", Path: name, Err: fs.ErrExist}
	}
	in.names[path.Base(name)] = newFolder(mode)
	return failed
}

// SyncDir implements disk.Steps.
func (d *Disk) SyncDir(name string) error {
	do, failed := d.step("syncdir", name)
	if !do {
		return failed
	}
	n, err := d.find("syncdir", name)
	if err != nil {
		return err
	}
	n.onPlate = maps.Clone(n.names)
	return failed
}

// writing is a file being written.
type writing struct {
	disk *Disk
	node *node
	name string
}

func (w *writing) Write(b []byte) (int, error) {
	do, failed := w.disk.step("write", w.name)
	if !do {
		return 0, failed
	}
	if failed != nil {
		b = b[:len(b)/2]
	}
	w.node.bytes = slices.Concat(w.node.bytes, b)
	return len(b), failed
}

func (w *writing) Sync() error {
	do, failed := w.disk.step("sync", w.name)
	if do {
		w.node.plate = w.node.bytes
	}
	return failed
}

func (w *writing) Close() error {
	_, failed := w.disk.step("close", w.name)
	return failed
}

// Crash is a way to lose what was not synced.
type Crash int

// The crashes.
const (
	Killed Crash = iota // the program ended; the disk still has all that it was told, on the plate or not
	Kept                // the power went; all had reached the plate by chance
	Lost                // the power went; nothing had reached it but what was synced
	Torn                // the power went; all names had reached it, and of bytes not synced the first half
	Mixed               // the power went; of names and bytes not synced some had reached it
)

// Crashes returns all crashes.
func Crashes() []Crash { return []Crash{Killed, Kept, Lost, Torn, Mixed} }

// String returns the crash's name.
func (c Crash) String() string { return [...]string{"killed", "kept", "lost", "torn", "mixed"}[c] }

// After returns the disk as it is after a crash. The seed decides what Mixed keeps.
func (d *Disk) After(c Crash, seed int) *Disk {
	return &Disk{root: (&crashing{c, seed, map[*node]*node{}}).after(d.root, ".")}
}

// crashing copies nodes; a node that has two names stays one.
type crashing struct {
	crash Crash
	seed  int
	done  map[*node]*node
}

func (c *crashing) after(n *node, at string) *node {
	if n == nil {
		return nil
	}
	if copied, ok := c.done[n]; ok {
		return copied
	}
	copied := &node{folder: n.folder, mode: n.mode}
	c.done[n] = copied
	if !n.folder {
		copied.bytes, copied.plate = c.bytes(n, at)
		return copied
	}
	copied.names, copied.onPlate = c.names(n, at)
	return copied
}

// bytes returns what a file has after the crash, and what of it is on the plate.
func (c *crashing) bytes(n *node, at string) (seen, plate []byte) {
	if c.crash == Killed {
		return n.bytes, n.plate
	}
	how := c.crash
	if how == Mixed {
		how = [...]Crash{Kept, Lost, Torn}[c.throw(at)%3]
	}
	switch {
	case how == Kept || bytes.Equal(n.bytes, n.plate):
		return n.bytes, n.bytes
	case how == Lost:
		return n.plate, n.plate
	}
	half := n.bytes[:len(n.bytes)/2]
	return half, half
}

// names returns what a folder has after the crash, and what of it is on the plate.
func (c *crashing) names(n *node, at string) (seen, plate map[string]*node) {
	seen, plate = map[string]*node{}, map[string]*node{}
	for _, name := range slices.Sorted(maps.Keys(union(n.names, n.onPlate))) {
		here := path.Join(at, name)
		now, before := c.after(n.names[name], here), c.after(n.onPlate[name], here)
		if c.crash == Lost || c.crash == Mixed && c.throw(here+"/")%2 == 0 {
			now = before
		}
		put(seen, name, now)
		if c.crash != Killed {
			before = now
		}
		put(plate, name, before)
	}
	return seen, plate
}

func union(a, b map[string]*node) map[string]*node {
	all := maps.Clone(a)
	maps.Copy(all, b)
	return all
}

func put(names map[string]*node, name string, n *node) {
	if n != nil {
		names[name] = n
	}
}

// throw throws dice for a name.
func (c *crashing) throw(at string) uint32 {
	h := fnv.New32a()
	fmt.Fprintf(h, "%d %s", c.seed, at)
	return h.Sum32() >> 8
}

// Open implements fs.FS.
func (d *Disk) Open(name string) (fs.File, error) {
	n, err := d.find("open", name)
	if err != nil {
		return nil, err
	}
	return &reading{info: info{n, path.Base(name)}, Reader: bytes.NewReader(n.bytes)}, nil
}

// reading is a file or folder being read.
type reading struct {
	info
	*bytes.Reader
	read int // names of a folder that were read
}

func (r *reading) Stat() (fs.FileInfo, error) { return r.info, nil }
func (r *reading) Close() error               { return nil }

// Size is both the file's and the reader's.
func (r *reading) Size() int64 { return r.info.Size() }

// ReadDir implements fs.ReadDirFile.
func (r *reading) ReadDir(n int) ([]fs.DirEntry, error) {
	if !r.node.folder {
		return nil, &fs.PathError{Op: "readdir", Path: r.name, Err: fs.ErrInvalid}
	}
	var all []fs.DirEntry
	for _, name := range slices.Sorted(maps.Keys(r.node.names))[r.read:] {
		if n > 0 && len(all) == n {
			break
		}
		all = append(all, fs.FileInfoToDirEntry(info{r.node.names[name], name}))
	}
	r.read += len(all)
	if n > 0 && len(all) == 0 {
		return nil, io.EOF
	}
	return all, nil
}

// info is what is told of a file.
type info struct {
	node *node
	name string
}

func (i info) Name() string       { return i.name }
func (i info) Size() int64        { return int64(len(i.node.bytes)) }
func (i info) ModTime() time.Time { return time.Time{} }
func (i info) IsDir() bool        { return i.node.folder }
func (i info) Sys() any           { return nil }

// Mode returns the permissions, and whether it is a folder.
func (i info) Mode() fs.FileMode {
	if i.node.folder {
		return i.node.mode | fs.ModeDir
	}
	return i.node.mode
}
