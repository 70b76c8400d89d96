package workspace

import (
	"errors"
	"io/fs"
	"path/filepath"
	"runtime"

	"github.com/plimsoll-watch/plimsoll/record/seal"
)

// KeyText is a key as text, both halves.
type KeyText struct{ Private, Public string }

func keyPath(name, ending string) string { return keysName + "/" + name + ending }

// loadKey reads the halves of the key that config.json names. A workspace without the
// private half can be read; nothing can be sealed in it.
func (p place) loadKey(name string) (seal.PublicKey, *seal.PrivateKey, error) {
	text, err := p.readKey(name, ".pub")
	if err != nil {
		return seal.PublicKey{}, nil, err
	}
	pub, err := seal.ParsePublicKey(text)
	if err != nil {
		return seal.PublicKey{}, nil, err
	}
	if pub.Name() != name {
		return pub, nil, refused("each key lies under its own name", "keys/%s.pub is the key %q", name, pub.Name())
	}
	secret, err := p.readKey(name, ".key")
	if errors.Is(err, fs.ErrNotExist) {
		return pub, nil, nil
	}
	if err != nil {
		return pub, nil, err
	}
	if err := p.checkMode(keyPath(name, ".key")); err != nil {
		return pub, nil, err
	}
	key, err := seal.ParsePrivateKey(secret, text)
	if err != nil {
		return pub, nil, err
	}
	return pub, &key, nil
}

func (p place) readKey(name, ending string) (string, error) {
	b, err := fs.ReadFile(p.disk, keyPath(name, ending))
	if err != nil {
		return "", outside(err, "read the key %s", name)
	}
	return string(b), nil
}

// checkMode refuses a private key that others on this machine can read or replace.
func (p place) checkMode(name string) error {
	info, err := fs.Stat(p.disk, name)
	if err != nil {
		return outside(err, "read %s", name)
	}
	if mode := info.Mode().Perm(); mode&0o077 != 0 && runtime.GOOS != "windows" { // which keeps no such modes
		return refused("chmod 600 "+filepath.Join(p.path, filepath.FromSlash(name)), "%s can be read by others (mode %04o)", name, mode)
	}
	return nil
}

// seen returns the last checkpoint that was acknowledged.
func (p place) seen(key seal.PublicKey) (seal.Checkpoint, error) {
	name := keyPath(key.Name(), ".seen")
	b, err := fs.ReadFile(p.disk, name)
	if errors.Is(err, fs.ErrNotExist) {
		return seal.Checkpoint{}, refused("restore it from a copy; when you know that the log is whole, copy log/checkpoint there",
			"%s is missing: what was acknowledged is not known", name)
	}
	if err != nil {
		return seal.Checkpoint{}, outside(err, "read %s", name)
	}
	return seal.OpenCheckpoint(name, b, key)
}

// see keeps the log's checkpoint as the last one acknowledged.
func (p place) see(key seal.PublicKey) error {
	b, err := fs.ReadFile(p.disk, logName+"/"+seal.CheckpointPath)
	if err != nil {
		return outside(err, "read the checkpoint")
	}
	return p.write(keyPath(key.Name(), ".seen"), private, b)
}
