package workspace

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"

	"github.com/plimsoll-watch/plimsoll/record/seal"
	"github.com/plimsoll-watch/plimsoll/workspace/disk"
)

// objectPath returns where an object lies.
func objectPath(name string) string { return objectsName + "/" + name[:2] + "/" + name }

// Put keeps raw bytes, such as evidence or the openings of an edition, and returns their
// SHA-256 in hexadecimal: their name. When it returns nil they are on the disk.
func (d *Dir) Put(ctx context.Context, b []byte) (name string, err error) {
	release, err := d.takeLock(ctx)
	if err != nil {
		return "", err
	}
	name, err = d.putObject(b)
	return name, errors.Join(err, release())
}

// Object returns the bytes that have a name, and checks that they still have it.
func (d *Dir) Object(name string) ([]byte, error) {
	if _, err := seal.ParseCommitment(name); err != nil {
		return nil, refused("an object's name is 64 hexadecimal digits, 0-9 and a-f", "%q names no object", name)
	}
	b, err := d.object(name)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, outside(fs.ErrNotExist, "read object %s", name)
	}
	return b, err
}

// putObject writes an object. One that is there is checked and its name synced, since a
// process may have been killed before it did.
func (p place) putObject(b []byte) (string, error) {
	sum := sha256.Sum256(b)
	name := hex.EncodeToString(sum[:])
	at := objectPath(name)
	_, err := p.object(name)
	switch {
	case err == nil:
		if err := p.disk.SyncDir(objectsName + "/" + name[:2]); err != nil {
			return "", outside(err, "write %s", at)
		}
		return name, nil
	case errors.Is(err, fs.ErrNotExist):
		return name, p.write(at, private, b)
	}
	return "", err
}

// object reads an object and hashes it; fs.ErrNotExist when there is none.
func (p place) object(name string) ([]byte, error) {
	b, err := fs.ReadFile(p.disk, objectPath(name))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	if err != nil {
		return nil, outside(err, "read object %s", name)
	}
	if sum := sha256.Sum256(b); hex.EncodeToString(sum[:]) != name {
		return nil, &seal.NotProved{Part: "object " + name, What: fmt.Sprintf("its bytes have the hash %x", sum), Hint: restoreHint(name)}
	}
	return b, nil
}

func restoreHint(name string) string { return "restore " + objectPath(name) + " from a copy" }

// entry returns the act that a leaf stands for, from its object. n is its number.
func (p place) entry(n int64, leaf seal.Leaf, key seal.PublicKey) (seal.Entry, error) {
	part := fmt.Sprintf("entry %d (%s)", n, leaf.Kind)
	name := leaf.Commitment.String()
	b, err := p.object(name)
	if errors.Is(err, fs.ErrNotExist) {
		return seal.Entry{}, &seal.NotProved{Part: part, What: "its object " + name + " is missing", Hint: restoreHint(name)}
	}
	if err != nil {
		return seal.Entry{}, fmt.Errorf("read %s: %w", part, err)
	}
	a, err := seal.OpenAct(part, b, key)
	if err != nil {
		return seal.Entry{}, err
	}
	if a.Leaf() != leaf {
		return seal.Entry{}, &seal.NotProved{Part: part, What: "its object is another act than its leaf says"}
	}
	return seal.Entry{Number: n, Act: a}, nil
}

// LogFiles returns the log's folder as it may be published: the checkpoint and the tiles,
// nothing of which tells what an act says. Leftovers are not in it.
func (d *Dir) LogFiles() fs.FS { return published{d.disk} }

// published is the log's folder without leftovers.
type published struct{ disk fs.FS }

// Open implements fs.FS.
func (p published) Open(name string) (fs.File, error) {
	if !fs.ValidPath(name) || disk.IsLeftover(name) {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
	}
	at := logName
	if name != "." {
		at += "/" + name
	}
	f, err := p.disk.Open(at)
	if folder, ok := f.(fs.ReadDirFile); ok && err == nil {
		return publishedFolder{folder}, nil
	}
	return f, err
}

type publishedFolder struct{ fs.ReadDirFile }

// ReadDir implements fs.ReadDirFile.
func (f publishedFolder) ReadDir(n int) ([]fs.DirEntry, error) {
	for {
		all, err := f.ReadDirFile.ReadDir(n)
		var kept []fs.DirEntry
		for _, e := range all {
			if !disk.IsLeftover(e.Name()) {
				kept = append(kept, e)
			}
		}
		if n <= 0 || err != nil || len(kept) > 0 {
			return kept, err
		}
	}
}
