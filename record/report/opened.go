package report

import (
	"bytes"
	"encoding/hex"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"golang.org/x/mod/sumdb/tlog"

	"github.com/plimsoll-watch/plimsoll/record/seal"
)

// Opened is an edition's text with its salts, or less some parts.
type Opened struct {
	Parts []Part
}

// Part is a part with its salt, or what stands in its place.
type Part struct {
	Block    *Block
	Salt     seal.Salt // zero when the part is withheld
	Withheld *Withheld
}

// Withheld stands in the place of a paragraph that is left out.
type Withheld struct {
	Number int // by its place in the text; see Opened.Paragraphs
	Hash   tlog.Hash
	Reason string
}

// Number returns the number of the paragraph, 0 for another part.
func (p Part) Number() int {
	switch {
	case p.Withheld != nil:
		return p.Withheld.Number
	case p.Block.Kind == ParagraphBlock:
		return p.Block.Number
	}
	return 0
}

// Hash returns the part's hash in the tree.
func (p Part) Hash() tlog.Hash {
	if p.Withheld != nil {
		return p.Withheld.Hash
	}
	return partHash(p.Salt, p.Block.Text)
}

// Hashes returns the hash of each part.
func (o Opened) Hashes() []tlog.Hash {
	out := make([]tlog.Hash, len(o.Parts))
	for i, p := range o.Parts {
		out[i] = p.Hash()
	}
	return out
}

// Root returns the root of the edition's tree.
func (o Opened) Root() tlog.Hash { return rootOf(o.Hashes()) }

// Text returns the parts that are not withheld.
func (o Opened) Text() Text {
	var t Text
	for _, p := range o.Parts {
		if p.Block != nil {
			t.Blocks = append(t.Blocks, *p.Block)
		}
	}
	return t
}

// Shown returns how many parts are not withheld.
func (o Opened) Shown() int { return len(o.Parts) - o.Withheld() }

// Withheld returns how many parts are withheld.
func (o Opened) Withheld() int {
	n := 0
	for _, p := range o.Parts {
		if p.Withheld != nil {
			n++
		}
	}
	return n
}

// Paragraphs returns how many paragraphs there are, shown and withheld. When it is not the
// number that was sealed, somebody has withheld a heading or a frame and called it a
// paragraph: the root holds then, and the numbers of those that follow do not. When it is,
// each part withheld is a paragraph, since nothing withheld counts as anything else.
func (o Opened) Paragraphs() int {
	n := 0
	for _, p := range o.Parts {
		if p.Number() > 0 {
			n++
		}
	}
	return n
}

// Redact leaves out paragraphs, by number, each with the reason that stands in its place.
// The frames under one stay: a reader may see that there are words against it.
func (o Opened) Redact(reasons map[int]string) (Opened, error) {
	out := Opened{Parts: slices.Clone(o.Parts)}
	left := maps.Clone(reasons)
	for i, p := range out.Parts {
		n := p.Number()
		reason, ok := reasons[n]
		if !ok || n == 0 {
			continue
		}
		delete(left, n)
		reason = strings.Join(strings.Fields(reason), " ")
		if err := reasonFits(reason); err != nil {
			return Opened{}, err
		}
		if p.Withheld != nil {
			return Opened{}, &seal.Malformed{Part: "edition", What: fmt.Sprintf("paragraph %d is withheld already: %s", n, p.Withheld.Reason)}
		}
		out.Parts[i] = Part{Withheld: &Withheld{n, p.Hash(), reason}}
	}
	for _, n := range slices.Sorted(maps.Keys(left)) {
		return Opened{}, &seal.Malformed{Part: "edition", What: fmt.Sprintf("it has no paragraph %d to withhold", n), Hint: fmt.Sprintf("its paragraphs are 1 to %d; headings have no number", o.Paragraphs())}
	}
	return out, nil
}

func reasonFits(reason string) error {
	const hint = "a reason is one line of text of at most 400 bytes, without brackets"
	if reason == "" || len(reason) > 400 || strings.ContainsAny(reason, "[]<\n") {
		return &seal.Malformed{Part: "reason", What: fmt.Sprintf("%.40q is none", reason), Hint: hint}
	}
	if s, err := canonical("reason", []byte(reason)); err != nil || s != reason {
		return &seal.Malformed{Part: "reason", What: fmt.Sprintf("%.40q is not in its one encoding", reason), Hint: hint}
	}
	return nil
}

const (
	withheldBefore = "[withheld: "
	withheldAfter  = "]"
)

// mark returns what stands in the text in the place of a withheld paragraph.
func (w *Withheld) mark() string { return withheldBefore + w.Reason + withheldAfter }

// isMark reports whether a part of a text is the mark of a withheld paragraph.
func isMark(text string) bool {
	return strings.HasPrefix(text, withheldBefore) && strings.HasSuffix(text, withheldAfter) && !strings.Contains(text, "\n")
}

// Encode returns the two files that a bundle holds of an edition.
func (o Opened) Encode() (text, salts []byte) {
	var t Text
	var lines bytes.Buffer
	for _, p := range o.Parts {
		if p.Withheld == nil {
			t.Blocks = append(t.Blocks, *p.Block)
			fmt.Fprintf(&lines, "salt %x\n", p.Salt)
			continue
		}
		t.Blocks = append(t.Blocks, Block{Kind: ParagraphBlock, Text: p.Withheld.mark()})
		fmt.Fprintf(&lines, "withheld %s %s\n", p.Withheld.Hash, p.Withheld.Reason)
	}
	return t.Bytes(), lines.Bytes()
}

// DecodeOpened reads what Encode returned, and nothing else.
func DecodeOpened(text, salts []byte) (Opened, error) {
	t, err := readCanonical(textFile, text, opened)
	if err != nil {
		return Opened{}, err
	}
	lines := strings.Split(strings.TrimSuffix(string(salts), "\n"), "\n")
	if len(lines) != len(t.Blocks) {
		return Opened{}, &seal.Malformed{Part: saltsFile, What: fmt.Sprintf("%d lines for the %d parts of %s", len(lines), len(t.Blocks), textFile), Hint: bundleHint}
	}
	var o Opened
	for i := range t.Blocks {
		p, err := decodePart(&t.Blocks[i], lines[i])
		if err != nil {
			return Opened{}, &seal.Malformed{Part: saltsFile, What: fmt.Sprintf("line %d: %v", i+1, err), Hint: bundleHint}
		}
		o.Parts = append(o.Parts, p)
	}
	if a, b := o.Encode(); !bytes.Equal(a, text) || !bytes.Equal(b, salts) {
		return Opened{}, &seal.Malformed{Part: saltsFile, What: "not in its one encoding", Hint: bundleHint}
	}
	return o, nil
}

// decodePart reads a part from its line. A withheld paragraph has the number it has in
// the whole edition, since it stands in its place in the text.
func decodePart(b *Block, line string) (Part, error) {
	if digits, ok := strings.CutPrefix(line, "salt "); ok {
		raw, err := hex.DecodeString(digits)
		switch {
		case err != nil || len(raw) != 32 || strings.ToLower(digits) != digits:
			return Part{}, errors.New("not a salt of 32 bytes")
		case isMark(b.Text):
			return Part{}, fmt.Errorf("%s says there that a passage is withheld", textFile)
		}
		return Part{Block: b, Salt: seal.Salt(raw)}, nil
	}
	rest, ok := strings.CutPrefix(line, "withheld ")
	hash, reason, two := strings.Cut(rest, " ")
	h, err := tlog.ParseHash(hash)
	if !ok || !two || err != nil || h.String() != hash {
		return Part{}, errors.New("neither a salt nor a passage withheld")
	}
	w := &Withheld{b.Number, h, reason}
	if b.Text != w.mark() {
		return Part{}, fmt.Errorf("%s does not say the same there of what is withheld", textFile)
	}
	return Part{Withheld: w}, reasonFits(reason)
}
