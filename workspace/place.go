package workspace

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"

	"github.com/plimsoll-watch/plimsoll/workspace/disk"
)

// The names in a workspace's folder.
const (
	configName     = "config.json"
	objectsName    = "objects"
	logName        = "log"
	keysName       = "keys"
	indexName      = "index.db"
	lockName       = "lock"
	unfinishedName = "unfinished"
)

// The modes of files. Who may read the files of a folder may enter it.
const (
	private fs.FileMode = 0o600 // acts, evidence, keys, drafts
	public  fs.FileMode = 0o644 // the log, which may be published
)

// place is where a workspace lies. Tests put it on a disk that fails.
type place struct {
	path      string // for people, and for the index
	disk      disk.Disk
	lock      func(context.Context) (release func() error, err error)
	indexFile string // SQLite goes to the disk by itself
}

// placeAt returns the place of a folder of this machine.
func placeAt(path string) (place, error) {
	full, err := filepath.Abs(path)
	if err != nil {
		return place{}, outside(err, "find %s", path)
	}
	lock := filepath.Join(full, lockName)
	return place{
		path:      path,
		disk:      disk.At(full),
		lock:      func(ctx context.Context) (func() error, error) { return takeLock(ctx, lock) },
		indexFile: filepath.Join(full, indexName),
	}, nil
}

// logStore returns the log's folder.
func (p place) logStore() disk.Folder { return disk.Folder{Disk: p.disk, Name: logName, Mode: public} }

func (p place) write(name string, mode fs.FileMode, b []byte) error {
	if err := disk.Write(p.disk, name, mode, b); err != nil {
		return outside(err, "write %s", name)
	}
	return nil
}

// exists reports whether there is something under a name.
func (p place) exists(name string) (bool, error) {
	_, err := fs.Stat(p.disk, name)
	switch {
	case err == nil:
		return true, nil
	case errors.Is(err, fs.ErrNotExist):
		return false, nil
	}
	return false, outside(err, "read %s", name)
}

// diskHint returns what to try about what a disk said.
func diskHint(err error) string {
	switch {
	case errors.Is(err, syscall.EROFS):
		return "the disk is read-only; copy the workspace to one that can be written"
	case errors.Is(err, os.ErrPermission):
		return "the workspace belongs to another user, or its files cannot be written"
	case errors.Is(err, syscall.ENOSPC):
		return "the disk is full; nothing that was acknowledged is lost"
	case errors.Is(err, fs.ErrNotExist):
		return "restore it from a copy"
	}
	return ""
}
