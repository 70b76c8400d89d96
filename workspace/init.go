package workspace

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/plimsoll-watch/plimsoll/record/seal"
	"github.com/plimsoll-watch/plimsoll/workspace/disk"
)

// Init makes a workspace in a folder, which it makes too, or which is empty, or in which an
// Init was begun and not finished. Its log begins with one act, which seals the public key.
//
// config.json comes last: until it is there nothing was acknowledged, and Init may begin
// again. Whatever else is in the folder is refused.
func Init(path string, options Options) (*Dir, error) {
	p, err := placeAt(path)
	if err != nil {
		return nil, err
	}
	if err := makeRoot(path); err != nil {
		return nil, outside(err, "make %s", path)
	}
	return initialise(p, options)
}

// makeRoot makes the workspace's own folder, which nobody else may enter.
func makeRoot(path string) error {
	full, err := filepath.Abs(path)
	if err != nil {
		return err
	}
	parent, name := filepath.Split(full)
	if err := os.MkdirAll(parent, 0o755); err != nil { //nolint:gosec // as any folder; what is kept from others is inside
		return err
	}
	return disk.MakeFolder(disk.At(parent), name, private)
}

func initialise(p place, options Options) (*Dir, error) {
	key, err := options.keyText()
	if err != nil {
		return nil, err
	}
	secret, err := seal.ParsePrivateKey(key.Private, key.Public)
	if err != nil {
		return nil, err
	}
	if err := (Config{Format: Format, Key: secret.Public().Name()}).check("a key's name is a file's name too: demo-body"); err != nil {
		return nil, err
	}
	if err := p.checkFresh(); err != nil { // before the lock's file is made in somebody's folder
		return nil, err
	}
	release, err := p.lock(context.Background())
	if err != nil {
		return nil, err
	}
	err = p.begin(options, key, secret)
	if err := errors.Join(err, release()); err != nil {
		return nil, err
	}
	return open(p, options)
}

// keyText returns the key that is given, or a new one.
func (o Options) keyText() (KeyText, error) {
	if o.Key != nil {
		return *o.Key, nil
	}
	private, public, err := seal.GenerateKey(o.Random, o.Name)
	return KeyText{private, public}, err
}

// checkFresh refuses a folder that is a workspace, or holds what is not ours.
func (p place) checkFresh() error {
	names, err := fs.ReadDir(p.disk, ".")
	if err != nil {
		return outside(err, "read %s", p.path)
	}
	has := func(name string) bool {
		return slices.ContainsFunc(names, func(e fs.DirEntry) bool { return e.Name() == name })
	}
	if has(configName) {
		return refused("plimsoll config shows it; plimsoll init --rebuild makes its index again", "there is a workspace at %s already", p.path)
	}
	ours := []string{lockName, unfinishedName + disk.Leftover}
	if has(unfinishedName) {
		ours = append(ours, unfinishedName, configName+disk.Leftover, objectsName, logName, keysName, indexName, indexName+"-wal", indexName+"-shm")
	}
	for _, e := range names {
		if !slices.Contains(ours, e.Name()) {
			return refused("name an empty folder, or one that is not there", "the folder %s holds %s, which is not of a workspace begun here", p.path, e.Name())
		}
	}
	return nil
}

// begin writes everything; the lock is held.
func (p place) begin(options Options, key KeyText, secret seal.PrivateKey) error {
	if err := p.checkFresh(); err != nil {
		return err
	}
	if err := p.clear(secret.Public()); err != nil {
		return err
	}
	if err := p.write(unfinishedName, private, []byte("plimsoll init is at work here, or was stopped\n")); err != nil {
		return err
	}
	pub := secret.Public()
	if err := p.write(keyPath(pub.Name(), ".key"), private, line(key.Private)); err != nil {
		return err
	}
	if err := p.write(keyPath(pub.Name(), ".pub"), public, line(key.Public)); err != nil {
		return err
	}
	if err := p.beginLog(options, secret); err != nil {
		return err
	}
	config, err := Config{Format: Format, Key: pub.Name()}.encode()
	if err != nil {
		return err
	}
	if err := p.write(configName, private, config); err != nil {
		return err
	}
	return p.finish()
}

// line returns text as one line of a file.
func line(text string) []byte { return []byte(strings.TrimSpace(text) + "\n") }

// beginLog makes the log and its first entry, the key itself.
func (p place) beginLog(options Options, secret seal.PrivateKey) error {
	if _, err := seal.Create(p.logStore(), secret); err != nil {
		return logError(err)
	}
	if err := p.see(secret.Public()); err != nil {
		return err
	}
	body, err := keyBody(secret.Public())
	if err != nil {
		return err
	}
	d := &Dir{place: p, options: options, key: secret.Public(), secret: &secret}
	acts, err := d.sign([]Unsealed{{Kind: seal.Key, Body: body}})
	if err != nil {
		return err
	}
	if _, err := d.appendLocked(acts, -1); err != nil {
		return err
	}
	return p.see(secret.Public())
}

// keyBody returns the body of the act that seals a key: its public half and its name.
func keyBody(k seal.PublicKey) ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	err := e.Encode(struct {
		Key  string `json:"key"`
		Name string `json:"name"`
	}{k.String(), k.Name()})
	if err != nil {
		return nil, fmt.Errorf("encode the key: %w", err)
	}
	return bytes.TrimSuffix(b.Bytes(), []byte("\n")), nil
}

// finish takes away the sign that Init is at work. config.json's name is synced first: a
// workspace that was used must not look unfinished after a loss of power.
func (p place) finish() error {
	begun, err := p.exists(unfinishedName)
	if err != nil || !begun {
		return err
	}
	if err := p.disk.SyncDir("."); err != nil {
		return outside(err, "sync %s", p.path)
	}
	if err := p.disk.Remove(unfinishedName); err != nil {
		return outside(err, "remove %s", unfinishedName)
	}
	if err := p.disk.SyncDir("."); err != nil {
		return outside(err, "sync %s", p.path)
	}
	return nil
}

// clear takes away what an Init left that was begun and not finished.
func (p place) clear(pub seal.PublicKey) error {
	begun, err := p.exists(unfinishedName)
	if err != nil || !begun {
		return err
	}
	if err := p.clearable(); err != nil {
		return err
	}
	for _, name := range []string{objectsName, logName, keysName, configName + disk.Leftover} {
		if err := removeAll(p.disk, name); err != nil {
			return outside(err, "begin again")
		}
	}
	for _, ending := range []string{"-wal", "-shm", ""} {
		if err := os.Remove(p.indexFile + ending); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return outside(err, "begin again")
		}
	}
	return nil
}

// clearable refuses to take away a log that somebody has appended to, however it came to
// lie in an unfinished workspace: Init writes one entry.
func (p place) clearable() error {
	b, err := p.logStore().Read(seal.CheckpointPath)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return outside(err, "read the log")
	}
	lines := strings.SplitN(string(b), "\n", 3)
	if len(lines) == 3 && (lines[1] == "0" || lines[1] == "1") {
		return nil
	}
	return refused("restore config.json from a copy", "the workspace at %s has no %s, and acts are sealed in it", p.path, configName)
}

// removeAll removes what has a name and all below it.
func removeAll(d disk.Disk, name string) error {
	var names []string
	err := fs.WalkDir(d, name, func(at string, _ fs.DirEntry, err error) error {
		if errors.Is(err, fs.ErrNotExist) {
			return nil
		}
		names = append(names, at)
		return err
	})
	if err != nil {
		return err
	}
	for _, at := range slices.Backward(names) { // what is in a folder before the folder
		if err := d.Remove(at); err != nil {
			return err
		}
	}
	return nil
}
