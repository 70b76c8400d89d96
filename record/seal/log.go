package seal

import (
	"errors"
	"fmt"
	"io/fs"

	"golang.org/x/mod/sumdb/tlog"
)

// Store is the folder a log lies in.
type Store interface {
	// Read returns a file; fs.ErrNotExist when there is none.
	Read(path string) ([]byte, error)
	// Write puts a file in its place, whole, instead of what was there. When it returns
	// nil the bytes and the name are on the disk and outlive a loss of power; when it
	// returns an error the old file or the new one stands there, whole.
	Write(path string, b []byte) error
}

// Log is a log to append to. The store must be locked by the caller while it is in use.
type Log struct {
	store Store
	key   PublicKey
	last  Checkpoint
}

// Create begins a log: it writes the checkpoint of no entries. It refuses a folder that
// has a checkpoint, since a log that begins twice is two logs.
func Create(s Store, key PrivateKey) (*Log, error) {
	switch _, err := s.Read(CheckpointPath); {
	case err == nil:
		return nil, malformed("log", "open the log that is there", "there is a checkpoint already")
	case !errors.Is(err, fs.ErrNotExist):
		return nil, err
	}
	root, err := tlog.TreeHash(0, nil)
	if err != nil {
		return nil, fmt.Errorf("hash an empty log: %w", err)
	}
	c := Checkpoint{key.Public().Name(), 0, root}
	signed, err := c.Sign(key)
	if err != nil {
		return nil, err
	}
	if err := s.Write(CheckpointPath, signed); err != nil {
		return nil, err
	}
	return &Log{s, key.Public(), c}, nil
}

// Open opens a log: its checkpoint must be signed by the key, and the right edge of its
// tiles must lead to the checkpoint's root. A log without a checkpoint is not begun anew:
// that would fork it.
func Open(s Store, key PublicKey) (*Log, error) {
	b, err := s.Read(CheckpointPath)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, notProved("the log", "restore the log's folder from a copy; a new one would be another log", "it has no checkpoint")
	}
	if err != nil {
		return nil, err
	}
	c, err := OpenCheckpoint("the log's checkpoint", b, key)
	if err != nil {
		return nil, err
	}
	l := &Log{s, key, c}
	if c.Size == 0 {
		return l, nil
	}
	last := tlog.StoredHashIndex(0, c.Size-1)
	if _, err := l.hashes().ReadHashes([]int64{last}); err != nil {
		return nil, edgeError(err)
	}
	return l, nil
}

// edgeError says that the tiles are not those of the checkpoint, unless reading failed.
func edgeError(err error) error {
	var path *fs.PathError
	if errors.As(err, &path) && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return notProved("the log", "restore the log's folder from a copy", "its tiles are not those of its checkpoint (%v)", err)
}

// Checkpoint returns the state the log was opened in or brought to by the last Append.
func (l *Log) Checkpoint() Checkpoint { return l.last }

// View reads the whole log and checks it.
func (l *Log) View() (View, error) {
	leaves, err := ReadLeaves(l.last.Size, l.store.Read)
	if err != nil {
		return View{}, err
	}
	return NewView(l.last, leaves)
}

// Append puts acts into the log, in their order, and returns the number of the first: its
// index and one. When it returns nil they are acknowledged: the entries, the tiles and
// then the checkpoint are on the disk. When it returns an error none of them is, unless
// the checkpoint itself was written and only saying so failed: the log must then be
// opened again.
func (l *Log) Append(key PrivateKey, acts ...Act) (entry int64, err error) {
	if key.Public().ID() != l.key.ID() {
		return 0, malformed("log", "", "the key %s does not sign this log", key.Public().Name())
	}
	if len(acts) == 0 {
		return 0, malformed("log", "", "nothing to append")
	}
	before := l.last.Size
	tree := &overlay{base: l.hashes(), from: tlog.StoredHashCount(before)}
	for i, a := range acts {
		more, err := tlog.StoredHashes(before+int64(i), a.Leaf().Bytes(), tree)
		if err != nil {
			return 0, edgeError(err)
		}
		tree.more = append(tree.more, more...)
	}
	size := before + int64(len(acts))
	if err := l.writeEntries(before, acts); err != nil {
		return 0, err
	}
	for _, t := range tlog.NewTiles(tileHeight, before, size) {
		b, err := tlog.ReadTileData(t, tree)
		if err != nil {
			return 0, edgeError(err)
		}
		if err := l.store.Write(tilePath(t), b); err != nil {
			return 0, err
		}
	}
	root, err := tlog.TreeHash(size, tree)
	if err != nil {
		return 0, edgeError(err)
	}
	next := Checkpoint{l.last.Origin, size, root}
	signed, err := next.Sign(key)
	if err != nil {
		return 0, err
	}
	if err := l.store.Write(CheckpointPath, signed); err != nil {
		return 0, err
	}
	l.last = next
	return before + 1, nil
}

// writeEntries writes the tiles of entries that the acts come to lie in. The entries that
// lie there already are compared with the tree before they are written again.
func (l *Log) writeEntries(before int64, acts []Act) error {
	n := before / tileWidth
	leaves, err := l.lastEntries(n, int(before%tileWidth))
	if err != nil {
		return err
	}
	for _, a := range acts {
		leaves = append(leaves, a.Leaf())
	}
	for ; len(leaves) > 0; n++ {
		w := min(tileWidth, len(leaves))
		if err := l.store.Write(entriesPath(n, w), packLeaves(leaves[:w])); err != nil {
			return err
		}
		leaves = leaves[w:]
	}
	return nil
}

func (l *Log) lastEntries(n int64, w int) ([]Leaf, error) {
	if w == 0 {
		return nil, nil
	}
	path := entriesPath(n, w)
	b, err := l.store.Read(path)
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", path, err)
	}
	leaves, err := unpackLeaves(path, n*tileWidth+1, w, b)
	if err != nil {
		return nil, err
	}
	indexes := make([]int64, w)
	for i := range indexes {
		indexes[i] = tlog.StoredHashIndex(0, n*tileWidth+int64(i))
	}
	hashes, err := l.hashes().ReadHashes(indexes)
	if err != nil {
		return nil, edgeError(err)
	}
	for i, leaf := range leaves {
		if leaf.Hash() != hashes[i] {
			return nil, notProved(fmt.Sprintf("entry %d", n*tileWidth+int64(i)+1), "restore the log's folder from a copy", "%s does not hold the leaf that the tree holds", path)
		}
	}
	return leaves, nil
}

// hashes reads the tree from its tiles; each is proved against the checkpoint.
func (l *Log) hashes() tlog.HashReader {
	return tlog.TileHashReader(tlog.Tree{N: l.last.Size, Hash: l.last.Root}, tiles{l.store})
}

// tiles reads tiles from a store, for x/mod/sumdb/tlog.
type tiles struct{ store Store }

// Height implements tlog.TileReader.
func (tiles) Height() int { return tileHeight }

// ReadTiles implements tlog.TileReader.
func (r tiles) ReadTiles(ts []tlog.Tile) ([][]byte, error) {
	out := make([][]byte, len(ts))
	for i, t := range ts {
		b, err := r.store.Read(tilePath(t))
		if err != nil {
			return nil, fmt.Errorf("read %s: %w", tilePath(t), err)
		}
		if len(b) != t.W*tlog.HashSize {
			return nil, fmt.Errorf("read %s: %d bytes, not the %d of %d hashes", tilePath(t), len(b), t.W*tlog.HashSize, t.W)
		}
		out[i] = b
	}
	return out, nil
}

// SaveTiles implements tlog.TileReader: the tiles lie where they were read.
func (tiles) SaveTiles([]tlog.Tile, [][]byte) {}

// overlay is a tree with hashes that are not written yet.
type overlay struct {
	base tlog.HashReader
	from int64
	more []tlog.Hash
}

// ReadHashes implements tlog.HashReader.
func (o *overlay) ReadHashes(indexes []int64) ([]tlog.Hash, error) {
	out := make([]tlog.Hash, len(indexes))
	var old []int64
	var places []int
	for i, at := range indexes {
		if at >= o.from {
			out[i] = o.more[at-o.from]
			continue
		}
		old, places = append(old, at), append(places, i)
	}
	if len(old) == 0 {
		return out, nil
	}
	hashes, err := o.base.ReadHashes(old)
	if err != nil {
		return nil, err
	}
	for i, h := range hashes {
		out[places[i]] = h
	}
	return out, nil
}

// Entry is an act and where it stands in the log: the number of the first is 1.
type Entry struct {
	Number int64
	Act    Act
}
