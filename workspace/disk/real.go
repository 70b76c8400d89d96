package disk

import (
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
)

// folder is a folder of this machine.
type folder struct{ root string }

// At returns the disk whose "." is a folder of this machine.
func At(root string) Disk { return folder{root} }

// at returns where a name lies.
func (r folder) at(op, name string) (string, error) {
	if !fs.ValidPath(name) {
		return "", &fs.PathError{Op: op, Path: name, Err: fs.ErrInvalid}
	}
	return filepath.Join(r.root, filepath.FromSlash(name)), nil
}

// Open implements fs.FS.
func (r folder) Open(name string) (fs.File, error) {
	at, err := r.at("open", name)
	if err != nil {
		return nil, err
	}
	f, err := os.Open(at)
	if err != nil {
		return nil, err // not a *os.File that is nil
	}
	return f, nil
}

// Create implements Steps.
func (r folder) Create(name string, mode fs.FileMode) (File, error) {
	at, err := r.at("create", name)
	if err != nil {
		return nil, err
	}
	f, err := os.OpenFile(at, os.O_WRONLY|os.O_CREATE|os.O_TRUNC, mode)
	if err != nil {
		return nil, err
	}
	return f, nil
}

// Rename implements Steps.
func (r folder) Rename(from, to string) error {
	a, err := r.at("rename", from)
	if err != nil {
		return err
	}
	b, err := r.at("rename", to)
	if err != nil {
		return err
	}
	return os.Rename(a, b)
}

// Remove implements Steps.
func (r folder) Remove(name string) error {
	at, err := r.at("remove", name)
	if err != nil {
		return err
	}
	return os.Remove(at)
}

// Mkdir implements Steps.
func (r folder) Mkdir(name string, mode fs.FileMode) error {
	at, err := r.at("mkdir", name)
	if err != nil {
		return err
	}
	return os.Mkdir(at, mode)
}

// SyncDir implements Steps.
func (r folder) SyncDir(name string) error {
	at, err := r.at("sync", name)
	if err != nil || runtime.GOOS == "windows" { // it has no such call
		return err
	}
	f, err := os.Open(at)
	if err != nil {
		return err
	}
	defer func() { _ = f.Close() }() // only synced
	return f.Sync()
}
