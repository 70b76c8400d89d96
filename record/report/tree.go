package report

import (
	"fmt"

	"golang.org/x/mod/sumdb/tlog"

	"github.com/plimsoll-watch/plimsoll/record/seal"
)

const paragraphHeader = "plimsoll.paragraph/1\n"

// partHash is the hash of a part in an edition's tree.
func partHash(salt seal.Salt, text string) tlog.Hash {
	b := make([]byte, 0, len(paragraphHeader)+len(salt)+len(text))
	b = append(b, paragraphHeader...)
	b = append(b, salt[:]...)
	return tlog.RecordHash(append(b, text...))
}

// rootOf returns the RFC 6962 root over hashes of parts, section 2.1.
func rootOf(hashes []tlog.Hash) tlog.Hash {
	if len(hashes) == 1 {
		return hashes[0]
	}
	if len(hashes) == 0 {
		return tlog.Hash{} // no edition has no part
	}
	k := 1
	for k*2 < len(hashes) {
		k *= 2
	}
	return tlog.NodeHash(rootOf(hashes[:k]), rootOf(hashes[k:]))
}

// Leaves returns the hash of each part, with its salt.
func (t Text) Leaves(salts []seal.Salt) ([]tlog.Hash, error) {
	o, err := Open(t, salts)
	return o.Hashes(), err
}

// Root returns the root of the edition's tree.
func (t Text) Root(salts []seal.Salt) (tlog.Hash, error) {
	o, err := Open(t, salts)
	return o.Root(), err
}

// Open gives each part of a text its salt.
func Open(t Text, salts []seal.Salt) (Opened, error) {
	if len(salts) != len(t.Blocks) {
		return Opened{}, fmt.Errorf("open a text: %d salts for %d parts", len(salts), len(t.Blocks))
	}
	var o Opened
	for i := range t.Blocks {
		o.Parts = append(o.Parts, Part{Block: &t.Blocks[i], Salt: salts[i]})
	}
	return o, nil
}
