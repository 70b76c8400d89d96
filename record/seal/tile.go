package seal

import (
	"encoding/binary"
	"fmt"

	"golang.org/x/mod/sumdb/tlog"
)

const (
	tileHeight = 8
	tileWidth  = 1 << tileHeight
)

// CheckpointPath is where the checkpoint lies in a log's folder.
const CheckpointPath = "checkpoint"

// tilePath returns the path of a tile of hashes, c2sp.org/tlog-tiles, "Merkle Tree".
func tilePath(t tlog.Tile) string {
	return fmt.Sprintf("tile/%d/%s", t.L, tileNumber(t.N, t.W))
}

// entriesPath returns the path of the entries from 256·n on, of which there are w.
func entriesPath(n int64, w int) string { return "tile/entries/" + tileNumber(n, w) }

// tileNumber prints N[.p/W].
func tileNumber(n int64, w int) string {
	s := fmt.Sprintf("%03d", n%1000)
	for n >= 1000 {
		n /= 1000
		s = fmt.Sprintf("x%03d/%s", n%1000, s)
	}
	if w != tileWidth {
		s += fmt.Sprintf(".p/%d", w)
	}
	return s
}

// entryTiles returns the paths of the entries of a log of size entries, in order, and how
// many each holds.
func entryTiles(size int64) (paths []string, widths []int) {
	for n := int64(0); n*tileWidth < size; n++ {
		w := int(min(tileWidth, size-n*tileWidth))
		paths, widths = append(paths, entriesPath(n, w)), append(widths, w)
	}
	return paths, widths
}

// EntryFiles returns the files of a log's folder that hold its first size entries.
func EntryFiles(size int64) []string {
	paths, _ := entryTiles(size)
	return paths
}

// packLeaves returns leaves as a tile of entries.
func packLeaves(leaves []Leaf) []byte {
	var b []byte
	for _, l := range leaves {
		b = binary.BigEndian.AppendUint16(b, LeafSize)
		b = append(b, l.Bytes()...)
	}
	return b
}

// unpackLeaves reads a tile of w entries, of which the first is entry first of the log.
func unpackLeaves(path string, first int64, w int, b []byte) ([]Leaf, error) {
	const hint = "the log's folder was changed, or cut short in copying; take it again from where it is published"
	if len(b) != w*(2+LeafSize) {
		return nil, malformed(path, hint, "%d bytes, not the %d of %d entries", len(b), w*(2+LeafSize), w)
	}
	leaves := make([]Leaf, 0, w)
	for i := range w {
		part := fmt.Sprintf("entry %d", first+int64(i))
		at := b[i*(2+LeafSize):]
		if n := binary.BigEndian.Uint16(at); n != LeafSize {
			return nil, malformed(part, hint, "an entry of %d bytes, not %d", n, LeafSize)
		}
		l, err := ParseLeaf(part, at[2:2+LeafSize])
		if err != nil {
			return nil, err
		}
		leaves = append(leaves, l)
	}
	return leaves, nil
}

// ReadLeaves reads the first size leaves of a log through read, which returns a file of
// its folder.
func ReadLeaves(size int64, read func(path string) ([]byte, error)) ([]Leaf, error) {
	var leaves []Leaf
	paths, widths := entryTiles(size)
	for i, path := range paths {
		b, err := read(path)
		if err != nil {
			return nil, fmt.Errorf("read %s: %w", path, err)
		}
		more, err := unpackLeaves(path, int64(len(leaves))+1, widths[i], b)
		if err != nil {
			return nil, err
		}
		leaves = append(leaves, more...)
	}
	return leaves, nil
}
