package seal

import (
	"fmt"

	"golang.org/x/mod/sumdb/tlog"
)

// View is a log as it is shown by somebody: a checkpoint and every leaf up to it.
type View struct {
	Checkpoint Checkpoint
	Leaves     []Leaf
	hashes     stored
}

// stored is a tree in memory, in the order of tlog.StoredHashIndex.
type stored []tlog.Hash

// ReadHashes implements tlog.HashReader.
func (s stored) ReadHashes(indexes []int64) ([]tlog.Hash, error) {
	out := make([]tlog.Hash, len(indexes))
	for i, at := range indexes {
		if at < 0 || at >= int64(len(s)) {
			return nil, fmt.Errorf("read hash %d of %d: not in the tree", at, len(s))
		}
		out[i] = s[at]
	}
	return out, nil
}

// grown returns the tree with one more leaf, whose hash is h.
func (s stored) grown(n int64, h tlog.Hash) (stored, error) {
	more, err := tlog.StoredHashesForRecordHash(n, h, s)
	if err != nil {
		return nil, fmt.Errorf("hash entry %d: %w", n+1, err)
	}
	return append(s, more...), nil
}

// NewView checks that the leaves are the entries of the checkpoint, all of them.
func NewView(c Checkpoint, leaves []Leaf) (View, error) {
	if int64(len(leaves)) != c.Size {
		return View{}, notProved("the log", "", "its checkpoint is of %d entries, %d are shown", c.Size, len(leaves))
	}
	v := View{Checkpoint: c, Leaves: leaves}
	for i, l := range leaves {
		var err error
		if v.hashes, err = v.hashes.grown(int64(i), l.Hash()); err != nil {
			return View{}, err
		}
	}
	root, err := tlog.TreeHash(c.Size, v.hashes)
	if err != nil {
		return View{}, fmt.Errorf("hash the log: %w", err)
	}
	if root != c.Root {
		return View{}, notProved("the log", "", "the %d entries shown are not those of its checkpoint", c.Size)
	}
	return v, nil
}

// Holds checks that the act stands at an index of the log.
func (v View) Holds(index int64, a Act) error {
	part := fmt.Sprintf("entry %d", index+1)
	if index < 0 || index >= v.Checkpoint.Size {
		return notProved(part, "", "the log has %d entries", v.Checkpoint.Size)
	}
	if v.Leaves[index] != a.Leaf() {
		return notProved(part, "", "the act given is not the one that stands there")
	}
	return nil
}

// Grew checks that the log holds the entries of an earlier checkpoint of its own,
// unchanged and in their places.
func (v View) Grew(since Checkpoint) error {
	if since.Origin != v.Checkpoint.Origin {
		return notProved("the checkpoint held", "", "it is of the log %q, this one is %q", since.Origin, v.Checkpoint.Origin)
	}
	if since.Size > v.Checkpoint.Size {
		return &Truncated{since, v.Checkpoint}
	}
	root, err := tlog.TreeHash(since.Size, v.hashes)
	if err != nil {
		return fmt.Errorf("hash the log: %w", err)
	}
	if root != since.Root {
		return &Fork{v.Checkpoint.Origin, since, v.Checkpoint}
	}
	return nil
}

// Compare checks that one of two logs of a key extends the other.
func Compare(a, b View) error {
	if a.Checkpoint.Size > b.Checkpoint.Size {
		a, b = b, a
	}
	return b.Grew(a.Checkpoint)
}

// Inclusion returns the RFC 6962 audit path of an entry (section 2.1.1) in the tree of
// the first size entries.
func (v View) Inclusion(index, size int64) (tlog.RecordProof, error) {
	if size > v.Checkpoint.Size {
		return nil, notProved("the proof", "", "the log has %d entries, not %d", v.Checkpoint.Size, size)
	}
	return tlog.ProveRecord(size, index, v.hashes)
}

// Consistency returns the RFC 6962 consistency proof (section 2.1.2) between the first
// from entries and the first to.
func (v View) Consistency(from, to int64) (tlog.TreeProof, error) {
	if to > v.Checkpoint.Size {
		return nil, notProved("the proof", "", "the log has %d entries, not %d", v.Checkpoint.Size, to)
	}
	return tlog.ProveTree(to, from, v.hashes)
}

// CheckInclusion checks an audit path for a leaf against a checkpoint.
func CheckInclusion(p tlog.RecordProof, c Checkpoint, index int64, l Leaf) error {
	if index < 0 || index >= c.Size {
		return notProved("the proof", "", "entry %d is not among %d", index+1, c.Size)
	}
	if err := tlog.CheckRecord(p, c.Size, c.Root, index, l.Hash()); err != nil {
		return notProved("the proof", "a proof is of one size of the log; ask for one of this size", "it does not lead from entry %d to the root of %d entries", index+1, c.Size)
	}
	return nil
}

// CheckConsistency checks a consistency proof between two checkpoints of one log.
func CheckConsistency(p tlog.TreeProof, older, newer Checkpoint) error {
	if older.Origin != newer.Origin {
		return notProved("the proof", "", "the checkpoints are of the logs %q and %q", older.Origin, newer.Origin)
	}
	if older.Size > newer.Size {
		return &Truncated{older, newer}
	}
	if older.Size == 0 {
		return nil // an empty log is the beginning of every log
	}
	if err := tlog.CheckTree(p, newer.Size, newer.Root, older.Size, older.Root); err != nil {
		return notProved("the proof", "a proof is of two sizes of the log; ask for one of these", "it does not lead from %d entries to %d", older.Size, newer.Size)
	}
	return nil
}
