package report

import (
	"bytes"
	"fmt"
	"strings"

	"github.com/plimsoll-watch/plimsoll/record/seal"
)

const (
	// MaxText is the most bytes of a text that are taken.
	MaxText = 8 << 20
	// MaxParts is the most parts of a text that are taken.
	MaxParts = 20_000
)

// BlockKind is what a part of a text is.
type BlockKind string

// The kinds of part.
const (
	HeadingBlock   BlockKind = "heading"
	ParagraphBlock BlockKind = "paragraph"
	FrameBlock     BlockKind = "frame"
)

// Block is a part of a text.
type Block struct {
	Kind     BlockKind `json:"kind"`
	Number   int       `json:"number,omitempty"` // of a paragraph; of a frame, the paragraph it stands under
	Text     string    `json:"text"`             // canonical, without the line feed that ends it
	Frame    *Frame    `json:"frame,omitempty"`
	Findings []string  `json:"findings,omitempty"` // that a paragraph rests on
}

// Words is the text of a block without the lines that name findings.
func (b Block) Words() string {
	lines := strings.Split(b.Text, "\n")
	return strings.Join(lines[:len(lines)-len(b.Findings)], "\n")
}

// Text is an edition's text.
type Text struct {
	Blocks []Block `json:"blocks"`
}

// Parse brings an author's text into its one encoding. name names it in errors. It refuses
// what only the record may put in, and what looks like it: frames, their fields, marks of
// withheld passages.
func Parse(name string, src []byte) (Text, error) {
	t, err := read(name, src, authors)
	if err != nil {
		return Text{}, err
	}
	if n := len(t.Bytes()); n > MaxText { // composed characters may take more bytes
		return Text{}, tooLong(name, n)
	}
	return t, nil
}

// ParseCanonical reads a text that must be in its one encoding already.
func ParseCanonical(name string, src []byte) (Text, error) {
	return readCanonical(name, src, sealed)
}

func readCanonical(name string, src []byte, from origin) (Text, error) {
	t, err := read(name, src, from)
	if err != nil {
		return Text{}, err
	}
	if !bytes.Equal(t.Bytes(), src) {
		return Text{}, &seal.Malformed{Part: name, What: "not in the one encoding that texts have", Hint: "the documentation of record/report gives it to the byte"}
	}
	return t, nil
}

func read(name string, src []byte, from origin) (Text, error) {
	lines, err := canonicalLines(name, src)
	if err != nil {
		return Text{}, err
	}
	return split(name, lines, from)
}

func tooLong(name string, n int) error {
	return &seal.Malformed{Part: name, What: fmt.Sprintf("%d bytes, more than %d", n, MaxText), Hint: "is it the right file? a report is shorter"}
}

// Bytes returns the text in its one encoding.
func (t Text) Bytes() []byte {
	var b bytes.Buffer
	for i, block := range t.Blocks {
		if i > 0 {
			b.WriteByte('\n')
		}
		b.WriteString(block.Text)
		b.WriteByte('\n')
	}
	return b.Bytes()
}

// Paragraphs returns how many there are.
func (t Text) Paragraphs() int {
	n := 0
	for _, b := range t.Blocks {
		if b.Kind == ParagraphBlock {
			n++
		}
	}
	return n
}

// Paragraph returns the paragraph of a number.
func (t Text) Paragraph(n int) (Block, bool) {
	for _, b := range t.Blocks {
		if b.Kind == ParagraphBlock && b.Number == n {
			return b, true
		}
	}
	return Block{}, false
}

// Findings returns the findings that paragraphs name, in order, each once.
func (t Text) Findings() []string {
	var out []string
	seen := map[string]bool{}
	for _, b := range t.Blocks {
		for _, f := range b.Findings {
			if !seen[f] {
				seen[f] = true
				out = append(out, f)
			}
		}
	}
	return out
}

// Frames returns the frames of the text, in order.
func (t Text) Frames() []Frame {
	var out []Frame
	for _, b := range t.Blocks {
		if b.Frame != nil {
			out = append(out, *b.Frame)
		}
	}
	return out
}
