package report

import (
	"bytes"
	"fmt"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

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

// Parse brings an author's text into its one encoding. name names it in errors.
func Parse(name string, src []byte) (Text, error) {
	s, err := canonical(name, src)
	if err != nil {
		return Text{}, err
	}
	t, err := split(name, s)
	if err != nil {
		return Text{}, err
	}
	for _, b := range t.Blocks {
		if b.Kind == FrameBlock {
			return Text{}, &seal.Malformed{Part: name, What: fmt.Sprintf("it holds a frame, %s %s", b.Frame.Kind, b.Frame.ID), Hint: "frames are put in from the record; plimsoll report dissent puts one on record"}
		}
	}
	return t, nil
}

// ParseCanonical reads a text that must be in its one encoding already.
func ParseCanonical(name string, src []byte) (Text, error) {
	s, err := canonical(name, src)
	if err != nil {
		return Text{}, err
	}
	t, err := split(name, s)
	if err != nil {
		return Text{}, err
	}
	if !bytes.Equal(t.Bytes(), src) {
		return Text{}, &seal.Malformed{Part: name, What: "not in the one encoding that texts have", Hint: "the documentation of record/report gives it to the byte"}
	}
	return t, nil
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

// canonical returns a text with its lines and characters in their one encoding.
func canonical(name string, src []byte) (string, error) {
	refuse := func(hint, format string, args ...any) (string, error) {
		return "", &seal.Malformed{Part: name, What: fmt.Sprintf(format, args...), Hint: hint}
	}
	if len(src) > MaxText {
		return refuse("is it the right file? a report is shorter", "%d bytes, more than %d", len(src), MaxText)
	}
	if !utf8.Valid(src) {
		return refuse("save it as UTF-8", "line %d is not UTF-8", 1+bytes.Count(src[:validUpTo(src)], []byte("\n")))
	}
	s := strings.TrimPrefix(string(src), "\ufeff")
	s = strings.NewReplacer("\r\n", "\n", "\r", "\n", "\t", "    ").Replace(s)
	lines := strings.Split(norm.NFC.String(s), "\n")
	for i, line := range lines {
		for _, r := range line {
			if refused(r) {
				return refuse("delete it; it cannot be seen and makes the text read otherwise than it is", "line %d holds the character U+%04X", i+1, r)
			}
		}
		lines[i] = strings.TrimRight(line, " ")
	}
	return strings.Join(lines, "\n"), nil
}

func validUpTo(b []byte) int {
	at := 0
	for at < len(b) {
		r, n := utf8.DecodeRune(b[at:])
		if r == utf8.RuneError && n == 1 {
			break
		}
		at += n
	}
	return at
}

// refused reports whether a character cannot be seen: controls, marks that turn the
// direction of writing, line separators, a byte order mark inside, blanks of no width.
func refused(r rune) bool {
	switch {
	case unicode.IsControl(r), r == '\u2028', r == '\u2029', r == '\ufeff', r == '\u200b', r == '\u2060', r == '\u00ad':
		return true
	case r >= '\u202a' && r <= '\u202e', r >= '\u2066' && r <= '\u2069', r == '\u200e', r == '\u200f', r == '\u061c':
		return true
	}
	return r >= 0xE0000 && r <= 0xE007F // tags, which no reader sees
}

// split splits a canonical text into its parts.
func split(name string, s string) (Text, error) {
	var t Text
	number := 0 // of the last paragraph
	under := 0  // the paragraph that frames stand under
	var block []string
	fenced := false
	flush := func() error {
		if len(block) == 0 {
			return nil
		}
		b, err := newBlock(name, strings.Join(block, "\n"))
		if err != nil {
			return err
		}
		block = nil
		switch b.Kind {
		case HeadingBlock:
			under = 0
		case ParagraphBlock:
			number++
			b.Number, under = number, number
		case FrameBlock:
			b.Number = under
		}
		t.Blocks = append(t.Blocks, b)
		return nil
	}
	for _, line := range strings.Split(s, "\n") {
		fence := strings.HasPrefix(line, "```")
		if line == "" && !fenced {
			if err := flush(); err != nil {
				return t, err
			}
			continue
		}
		if fence {
			fenced = !fenced
		}
		block = append(block, line)
	}
	for fenced && len(block) > 0 && block[len(block)-1] == "" { // a fence that is not closed ends with its last line
		block = block[:len(block)-1]
	}
	if err := flush(); err != nil {
		return t, err
	}
	switch {
	case number == 0:
		return t, &seal.Malformed{Part: name, What: "it has no paragraph", Hint: "a text is Markdown, its paragraphs parted by empty lines"}
	case len(t.Blocks) > MaxParts:
		return t, &seal.Malformed{Part: name, What: fmt.Sprintf("%d parts, more than %d", len(t.Blocks), MaxParts)}
	}
	return t, nil
}

var (
	headingLine = regexp.MustCompile(`^#{1,6} [^\n]*$`)
	findingLine = regexp.MustCompile(`^\[finding (F-[0-9a-f]{12})\]$`)
)

func newBlock(name, text string) (Block, error) {
	if headingLine.MatchString(text) {
		return Block{Kind: HeadingBlock, Text: text}, nil
	}
	if frameLine.MatchString(text) {
		f, err := parseFrame(name, text)
		return Block{Kind: FrameBlock, Text: text, Frame: &f}, err
	}
	b := Block{Kind: ParagraphBlock, Text: text}
	lines := strings.Split(text, "\n")
	for i := len(lines) - 1; i > 0; i-- {
		m := findingLine.FindStringSubmatch(lines[i])
		if m == nil {
			break
		}
		b.Findings = append([]string{m[1]}, b.Findings...)
	}
	return b, nil
}
