// Package disk writes files so that they stay: a file is there whole, or not at all.
//
// # How a file is written
//
//  1. Folders that are missing are made, each one's parent synced before anything is put
//     into it. A folder that is there and empty may have been made by a program that was
//     killed before it synced, so its parent is synced too.
//  2. The bytes go to NAME.tmp beside NAME, and that file is synced.
//  3. NAME.tmp is renamed to NAME.
//  4. The folder is synced. Now, and not before, [Write] returns nil.
//
// A crash between any two steps leaves the old file or the new one under NAME, and
// perhaps a leftover NAME.tmp, which nobody reads: the next Write of NAME overwrites it
// and [Sweep] removes it. Two programs that write one name at once would share that
// leftover: the caller holds a lock.
//
// # Limits
//
// A sync is as good as the disk's word. A folder that cannot be synced is an error, never
// passed over; Windows has no such call, there the promise ends with the file's own sync.
//
// The rule is the one of SQLite and of every log that outlives a power cut: see
// Pillai and others, "All File Systems Are Not Created Equal", OSDI 2014, and fsync(2):
// "Calling fsync() does not necessarily ensure that the entry in the directory containing
// the file has also reached disk". TestWriteOutlivesCrash holds [Write] to it at every step.
package disk

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"strings"
)

// Disk is a folder on a disk. Names are those of io/fs: slashes, no leading one, "." for
// the folder itself.
type Disk interface {
	fs.FS
	Steps
}

// Steps are what a disk is asked to do to its names; a crash can come between any two.
// None of them lasts before SyncDir of the folder that holds the name returns nil.
type Steps interface {
	// Create makes an empty file, or empties the one that is there.
	Create(name string, mode fs.FileMode) (File, error)
	// Rename gives a file another name in its folder, in one step, instead of what
	// had that name.
	Rename(from, to string) error
	// Remove takes away a file or an empty folder.
	Remove(name string) error
	// Mkdir makes one folder.
	Mkdir(name string, mode fs.FileMode) error
	// SyncDir returns when the names in a folder are on the disk.
	SyncDir(name string) error
}

// File is a file being written. Its bytes last when Sync has returned nil.
type File interface {
	io.WriteCloser
	Sync() error
}

// Leftover ends the names of files that are not complete.
const Leftover = ".tmp"

// Write puts a file in its place, whole, instead of what was there. When it returns nil
// the bytes and the name outlive a loss of power; when it returns an error the old file
// or the new one stands there, whole.
func Write(d Disk, name string, mode fs.FileMode, b []byte) error {
	if !fs.ValidPath(name) || strings.HasSuffix(name, Leftover) {
		return &fs.PathError{Op: "write", Path: name, Err: fs.ErrInvalid}
	}
	if err := MakeFolder(d, path.Dir(name), mode); err != nil {
		return err
	}
	if err := put(d, name+Leftover, mode, b); err != nil {
		_ = d.Remove(name + Leftover) // nobody reads it if it stays
		return err
	}
	if err := d.Rename(name+Leftover, name); err != nil {
		_ = d.Remove(name + Leftover)
		return err
	}
	return d.SyncDir(path.Dir(name))
}

// put writes a file's bytes and syncs them.
func put(d Disk, name string, mode fs.FileMode, b []byte) error {
	f, err := d.Create(name, mode)
	if err != nil {
		return err
	}
	if _, err := f.Write(b); err != nil {
		return errors.Join(err, f.Close())
	}
	if err := f.Sync(); err != nil {
		return errors.Join(err, f.Close())
	}
	return f.Close()
}

// MakeFolder makes a folder and those above it, and syncs their names. mode is that of
// the files to come: who may read those may enter.
func MakeFolder(d Disk, name string, mode fs.FileMode) error {
	if name == "." {
		return nil
	}
	fresh, err := empty(d, name)
	if err != nil || !fresh {
		return err
	}
	if err := MakeFolder(d, path.Dir(name), mode); err != nil {
		return err
	}
	enter := mode | mode&0o444>>2
	if err := d.Mkdir(name, enter); err != nil && !errors.Is(err, fs.ErrExist) {
		return err
	}
	return d.SyncDir(path.Dir(name))
}

// empty reports whether a folder is missing or has nothing in it.
func empty(d Disk, name string) (bool, error) {
	f, err := d.Open(name)
	if errors.Is(err, fs.ErrNotExist) {
		return true, nil
	}
	if err != nil {
		return false, err
	}
	defer f.Close()
	folder, ok := f.(fs.ReadDirFile)
	if !ok {
		return false, &fs.PathError{Op: "read", Path: name, Err: errors.New("not a folder")}
	}
	_, err = folder.ReadDir(1)
	if err == io.EOF {
		return true, nil
	}
	return false, err
}

// Sweep removes the leftovers below a folder. The caller holds the lock, so that no file
// is being written. It returns how many there were.
func Sweep(d Disk, folder string) (removed int, err error) {
	err = fs.WalkDir(d, folder, func(name string, e fs.DirEntry, err error) error {
		if errors.Is(err, fs.ErrNotExist) && name == folder {
			return nil
		}
		if err != nil || e.IsDir() || !strings.HasSuffix(name, Leftover) {
			return err
		}
		removed++
		return d.Remove(name)
	})
	if err != nil {
		return removed, fmt.Errorf("remove what a crash left: %w", err)
	}
	return removed, nil
}

// Folder is a folder of a disk whose files all have one mode. It is a store for
// record/seal.
type Folder struct {
	Disk Disk
	Name string
	Mode fs.FileMode
}

// Read returns a file of the folder; fs.ErrNotExist when there is none.
func (f Folder) Read(name string) ([]byte, error) {
	return fs.ReadFile(f.Disk, path.Join(f.Name, name))
}

// Write puts a file into the folder as the function Write does.
func (f Folder) Write(name string, b []byte) error {
	return Write(f.Disk, path.Join(f.Name, name), f.Mode, b)
}

// IsLeftover reports whether a name is one of a file that is not complete.
func IsLeftover(name string) bool { return strings.HasSuffix(name, Leftover) }
