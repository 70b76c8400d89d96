package seal

import (
	"encoding/binary"
	"time"

	"golang.org/x/mod/sumdb/tlog"
)

// LeafSize is the number of bytes of a leaf.
const LeafSize = 74

const leafVersion = 1

// Leaf is what the log holds of an act.
type Leaf struct {
	Kind       Kind
	Claimed    time.Time
	Commitment Commitment
	Key        KeyID
}

// Bytes returns the leaf in the layout of the package comment.
func (l Leaf) Bytes() []byte {
	b := make([]byte, 0, LeafSize)
	b = append(b, leafVersion, byte(l.Kind))
	b = binary.BigEndian.AppendUint64(b, uint64(l.Claimed.Unix())) // never before 1970: Sign and ParseLeaf see to it
	b = append(b, l.Commitment[:]...)
	return append(b, l.Key[:]...)
}

// Hash returns the leaf's hash in the tree.
func (l Leaf) Hash() tlog.Hash { return tlog.RecordHash(l.Bytes()) }

// lastSecond is 9999-12-31T23:59:59Z, the last time an act can name.
const lastSecond = 253402300799

// ParseLeaf reads a leaf; part names it in errors.
func ParseLeaf(part string, b []byte) (Leaf, error) {
	switch {
	case len(b) != LeafSize:
		return Leaf{}, malformed(part, "", "a leaf of %d bytes, not %d", len(b), LeafSize)
	case b[0] != leafVersion:
		return Leaf{}, malformed(part, "a newer plimsoll may know it", "a leaf of version %d, this program knows 1", b[0])
	case b[1] == 0 || int(b[1]) > len(Kinds()):
		return Leaf{}, malformed(part, "a newer plimsoll may know it", "a leaf of the unknown kind %d", b[1])
	}
	seconds := binary.BigEndian.Uint64(b[2:])
	if seconds > lastSecond {
		return Leaf{}, malformed(part, "", "a time that is no time")
	}
	return Leaf{
		Kind: Kind(b[1]), Claimed: time.Unix(int64(seconds), 0).UTC(), // checked above to fit
		Commitment: Commitment(b[10:42]), Key: KeyID(b[42:74]),
	}, nil
}
