package report

import (
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"testing"

	"github.com/plimsoll-watch/plimsoll/record/seal"
)

// leafByHand is what is hashed for a part, written from the package comment.
func leafByHand(salt seal.Salt, text string) []byte {
	b := append([]byte("plimsoll.paragraph/1\n"), salt[:]...)
	return append(b, text...)
}

// The example of the package comment, computed from its words with SHA-256 alone.
func TestWorkedExample(t *testing.T) {
	const (
		text = "A port call is not a delivery."
		doc  = "vFg40yv49rG8lsrmeovBjRCzjIYODGb0y156fH9hpt4="
	)
	leaf := append(append([]byte{0}, "plimsoll.paragraph/1\n"...), make([]byte, 32)...)
	sum := sha256.Sum256(append(leaf, text...))
	root, err := parsed(t, text).Root(make([]seal.Salt, 1))
	if err != nil {
		t.Fatal(err)
	}
	if byHand := base64.StdEncoding.EncodeToString(sum[:]); root.String() != byHand || root.String() != doc {
		t.Errorf("the root is %s; by hand %s; in the documentation %s", root, byHand, doc)
	}
}

// The root is the one of RFC 6962, section 2.1, over any number of parts.
func TestRootFollowsRFC6962(t *testing.T) {
	var mth func(d [][]byte) [32]byte
	mth = func(d [][]byte) [32]byte {
		if len(d) == 1 {
			return sha256.Sum256(append([]byte{0}, d[0]...))
		}
		k := 1
		for k*2 < len(d) {
			k *= 2
		}
		l, r := mth(d[:k]), mth(d[k:])
		return sha256.Sum256(append(append([]byte{1}, l[:]...), r[:]...))
	}
	var text Text
	var salts []seal.Salt
	var leaves [][]byte
	for n := 1; n < 40; n++ {
		salt := seal.Salt{byte(n), 7}
		p := fmt.Sprint("p", n)
		text.Blocks = append(text.Blocks, Block{Kind: ParagraphBlock, Number: n, Text: p})
		salts = append(salts, salt)
		leaves = append(leaves, leafByHand(salt, p))
		root, err := text.Root(salts)
		if err != nil {
			t.Fatal(err)
		}
		hashes, err := text.Leaves(salts)
		if err != nil || len(hashes) != n || hashes[n-1] != mth(leaves[n-1:]) {
			t.Errorf("the leaf of part %d is another: %v", n, err)
		}
		if root != mth(leaves) {
			t.Errorf("the root of %d parts is another", n)
		}
	}
	if _, err := text.Root(salts[1:]); err == nil {
		t.Error("a salt is missing, and a root was computed")
	}
}
