package report

import (
	"bytes"
	"fmt"
	"html"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"github.com/plimsoll-watch/plimsoll/record/seal"
)

// origin says where a text comes from, and so what may stand in it.
type origin int

const (
	authors origin = iota // no frames, no marks of withheld passages
	sealed                // frames
	opened                // both
)

// canonicalLines returns the lines of a text with their characters in one encoding.
func canonicalLines(name string, src []byte) ([]string, error) {
	if len(src) > MaxText {
		return nil, tooLong(name, len(src))
	}
	if !utf8.Valid(src) {
		return nil, badLine(name, 1+bytes.Count(src[:validUpTo(src)], []byte("\n")), "save it as UTF-8", "is not UTF-8")
	}
	s := strings.TrimPrefix(string(src), "\ufeff")
	s = strings.NewReplacer("\r\n", "\n", "\r", "\n", "\t", "    ").Replace(s)
	lines := strings.Split(norm.NFC.String(s), "\n")
	for i, line := range lines {
		if r, found := unseen(line); found {
			return nil, badLine(name, i+1, "delete it; it cannot be seen, or makes the text read otherwise than it is", "holds the character U+%04X", r)
		}
		lines[i] = strings.TrimRightFunc(line, unicode.IsSpace)
	}
	return lines, nil
}

// canonical returns a text with its lines and characters in their one encoding.
func canonical(name string, src []byte) (string, error) {
	lines, err := canonicalLines(name, src)
	return strings.Join(lines, "\n"), err
}

func badLine(name string, line int, hint, format string, args ...any) error {
	return &seal.Malformed{Part: name, What: fmt.Sprintf("line %d ", line) + fmt.Sprintf(format, args...), Hint: hint}
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

// unseen finds a refused character in a line, as it stands or as HTML would show it: a
// browser reads &#x202E; as the mark itself.
func unseen(line string) (rune, bool) {
	for _, r := range line {
		if refused(r) {
			return r, true
		}
	}
	if shown := html.UnescapeString(line); shown != line {
		for _, r := range shown {
			if refused(r) {
				return r, true
			}
		}
	}
	return 0, false
}

// refused reports whether a character cannot be seen: controls, line separators, marks
// that turn the direction of writing, blanks of no width, tags.
func refused(r rune) bool {
	switch {
	case unicode.IsControl(r), r == '\u2028', r == '\u2029', unicode.Is(unicode.Bidi_Control, r):
		return true
	case r == '\ufeff', r == '\u00ad', r == '\u180e', r == '\u200b', r >= '\u2060' && r <= '\u206f', r >= '\ufff9' && r <= '\ufffb':
		return true
	}
	return r >= 0xE0000 && r <= 0xE007F
}

// splitter splits lines into parts.
type splitter struct {
	name   string
	from   origin
	text   Text
	number int // of the last paragraph
	under  int // the paragraph that frames stand under

	block   []string
	first   int    // the line the block begins at
	fence   string // that opened the code the lines are in; "" outside
	fenceAt int
}

// split splits canonical lines into parts.
func split(name string, lines []string, from origin) (Text, error) {
	s := splitter{name: name, from: from}
	for i, line := range lines {
		if err := s.line(i+1, line); err != nil {
			return Text{}, err
		}
	}
	if s.fence != "" {
		return Text{}, badLine(name, s.fenceAt, "close it with a line of as many backticks or tildes", "opens code that no line closes")
	}
	if err := s.flush(); err != nil {
		return Text{}, err
	}
	if s.number == 0 {
		return Text{}, &seal.Malformed{Part: name, What: "it has no paragraph", Hint: "a text is Markdown, its paragraphs parted by empty lines"}
	}
	return s.text, nil
}

// headingLine is a line that is a heading wherever it stands outside code.
var headingLine = regexp.MustCompile(`^#{1,6} +\S`)

// line takes the next line.
func (s *splitter) line(n int, line string) error {
	if s.from == authors {
		if err := s.foreign(n, line); err != nil {
			return err
		}
	}
	switch outside := s.fence == ""; {
	case outside && line == "":
		return s.flush()
	case outside && headingLine.MatchString(line):
		if err := s.flush(); err != nil {
			return err
		}
		s.add(n, line)
		return s.flush()
	case outside:
		s.fence, s.fenceAt = opening(line), n
	case closes(line, s.fence):
		s.fence = ""
	}
	s.add(n, line)
	return nil
}

func (s *splitter) add(n int, line string) {
	if len(s.block) == 0 {
		s.first = n
	}
	s.block = append(s.block, line)
}

// fenceLine opens code: three or more backticks or tildes, after at most three blanks.
var fenceLine = regexp.MustCompile("^ {0,3}(?:(`{3,})[^`]*|(~{3,}).*)$")

// opening returns the fence that a line opens code with, "" when it opens none.
func opening(line string) string {
	m := fenceLine.FindStringSubmatch(line)
	if m == nil {
		return ""
	}
	return m[1] + m[2]
}

// closes reports whether a line closes the code that fence opened: the same sign at least
// as often and nothing else.
func closes(line, fence string) bool {
	sign := strings.TrimLeft(line, " ")
	return len(line)-len(sign) <= 3 && len(sign) >= len(fence) && strings.Trim(sign, fence[:1]) == ""
}

// imitation is a line that reads like one of a frame, or like a mark of what is withheld.
var imitation = regexp.MustCompile(`(?i)^(?:[ >+*-]*>[ >]*(?:[+*-] +)?[*_]*(?:(?:dissent|objection|reservation|reply)[*_]* +[*_]*[a-z]-?[0-9]` +
	`|(?:by|on|about|asked|due|received|words|answer|withdrawn|withdrawn by|why)[*_]* *:)|[ >+*-]*\[withheld\b)`)

// foreign refuses what only the record may put into a text.
func (s *splitter) foreign(n int, line string) error {
	switch {
	case line == elsewhere:
		return badLine(s.name, n, "take it out; it is put in with the frames", "is the heading that frames of cut passages stand under")
	case frameLine.MatchString(line):
		m := frameLine.FindStringSubmatch(line)
		return &seal.Malformed{Part: s.name, What: fmt.Sprintf("it holds a frame, %s %s, at line %d", m[1], m[2], n), Hint: "frames are put in from the record; plimsoll report dissent puts one on record"}
	case imitation.MatchString(line):
		return badLine(s.name, n, "word it otherwise; words against a paragraph come from the record: plimsoll report dissent puts some on record", "reads like a frame or a withheld passage, which only the record puts in: %.60q", line)
	}
	return nil
}

// flush ends a part.
func (s *splitter) flush() error {
	if len(s.block) == 0 {
		return nil
	}
	if len(s.text.Blocks) == MaxParts {
		return &seal.Malformed{Part: s.name, What: fmt.Sprintf("more than %d parts", MaxParts), Hint: "is it the right file? a report is shorter"}
	}
	b, err := s.newBlock()
	if err != nil {
		return err
	}
	s.block = nil
	switch b.Kind {
	case HeadingBlock:
		s.under = 0
	case ParagraphBlock:
		s.number++
		b.Number, s.under = s.number, s.number
	case FrameBlock:
		b.Number = s.under
	}
	s.text.Blocks = append(s.text.Blocks, b)
	return nil
}

// newBlock returns the part that the lines at hand are.
func (s *splitter) newBlock() (Block, error) {
	text := strings.Join(s.block, "\n")
	switch {
	case s.from == opened && isMark(text):
		return Block{Kind: ParagraphBlock, Text: text}, nil
	case headingLine.MatchString(s.block[0]):
		return Block{Kind: HeadingBlock, Text: text}, nil
	case frameLine.MatchString(s.block[0]):
		f, err := parseFrame(s.name, text)
		return Block{Kind: FrameBlock, Text: text, Frame: &f}, err
	}
	for i, line := range s.block {
		if imitation.MatchString(line) {
			return Block{}, badLine(s.name, s.first+i, "", "reads like a frame or a withheld passage and is none")
		}
	}
	findings, err := s.findings()
	return Block{Kind: ParagraphBlock, Text: text, Findings: findings}, err
}

// findingLine names a finding; findingLike is meant to.
var (
	findingLine = regexp.MustCompile(`^\[finding (F-[0-9a-f]{12})\]$`)
	findingLike = regexp.MustCompile(`(?i)^ *\[ *finding\b`)
)

// findings returns the findings that the last lines of a paragraph name. One that is
// meant to be named and is not, since it is mistyped or stands elsewhere, is refused.
func (s *splitter) findings() ([]string, error) {
	const hint = "a paragraph's findings stand in its last lines, one each: [finding F-0123456789ab]"
	var out []string
	seen := map[string]bool{}
	code := ""
	for i, line := range s.block {
		m := findingLine.FindStringSubmatch(line)
		switch n := s.first + i; {
		case code != "":
			if closes(line, code) {
				code = ""
			}
		case m != nil && seen[m[1]]:
			return nil, badLine(s.name, n, hint, "names the finding %s again", m[1])
		case m != nil && i == 0:
			return nil, badLine(s.name, n, hint, "names a finding, and no paragraph stands before it")
		case m != nil:
			seen[m[1]] = true
			out = append(out, m[1])
		case findingLike.MatchString(line):
			return nil, badLine(s.name, n, hint, "names no finding as it should: %.60q", line)
		case len(out) > 0:
			return nil, badLine(s.name, n, hint, "stands behind a finding in the same paragraph")
		default:
			code = opening(line)
		}
	}
	return out, nil
}
