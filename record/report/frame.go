package report

import (
	"fmt"
	"regexp"
	"strings"

	"golang.org/x/text/unicode/norm"

	"github.com/plimsoll-watch/plimsoll/base/day"
	"github.com/plimsoll-watch/plimsoll/record/seal"
)

// Frame is a word that stands in an edition beside its paragraphs: a dissent, an objection,
// a reservation, or a reply.
type Frame struct {
	ID           string   `json:"id"`
	Kind         string   `json:"kind"` // dissent, objection, reservation, reply
	By           string   `json:"by"`
	On           day.Date `json:"on,omitzero"`
	About        string   `json:"about"` // "paragraph 7 of edition 1", "edition 2", a finding's ID
	Asked        day.Date `json:"asked,omitzero"`
	Due          day.Date `json:"due,omitzero"`
	Received     day.Date `json:"received,omitzero"` // of a reply; absent: none on record
	Text         string   `json:"text,omitempty"`    // paragraphs parted by an empty line; absent: no reply yet, or taken out when withdrawn
	Answer       string   `json:"answer,omitempty"`
	WithdrawnOn  day.Date `json:"withdrawn_on,omitzero"`
	WithdrawnBy  string   `json:"withdrawn_by,omitempty"`
	WithdrawnWhy string   `json:"withdrawn_why,omitempty"`
}

// replyKind is the kind of a frame with a right of reply; the others are dissents.
const replyKind = "reply"

// What stands in a frame for a value that is not there. Words cannot read so: an asterisk
// in them has a backslash before it.
const (
	notTold      = "*not told*"
	noneReceived = "*none on record*"
	wordsOut     = "*taken out when they were withdrawn*"
)

// frameLine is the first line of a frame.
var frameLine = regexp.MustCompile(`^> (dissent|objection|reservation|reply) ([A-Z]-[0-9A-Za-z-]{1,60})$`)

// frameField is a line of a frame: its label, and where its value is.
type frameField struct {
	label string
	line  *string   // one line
	words *string   // any number of lines
	date  *day.Date // a day
	none  string    // what stands for no value; "": no line
}

// fields returns the fields of a frame in their order.
func (f *Frame) fields() []frameField {
	received := frameField{label: "received", date: &f.Received}
	if f.Kind == replyKind {
		received.none = noneReceived
	}
	words := frameField{label: "words", words: &f.Text}
	if f.Kind != replyKind {
		words.none = wordsOut
	}
	return []frameField{
		{label: "by", line: &f.By, none: notTold}, {label: "on", date: &f.On}, {label: "about", line: &f.About, none: notTold},
		{label: "asked", date: &f.Asked}, {label: "due", date: &f.Due}, received,
		words, {label: "answer", words: &f.Answer},
		{label: "withdrawn", date: &f.WithdrawnOn}, {label: "withdrawn by", line: &f.WithdrawnBy}, {label: "why", words: &f.WithdrawnWhy},
	}
}

// refuse returns an error about the frame.
func (f *Frame) refuse(format string, args ...any) error {
	return &seal.Malformed{Part: f.Kind + " " + f.ID, What: fmt.Sprintf(format, args...)}
}

// check refuses a frame that says less than it must, or what its kind cannot.
func (f *Frame) check() error {
	reply, gone := f.Kind == replyKind, !f.WithdrawnOn.IsZero()
	switch {
	case !frameLine.MatchString("> " + f.Kind + " " + f.ID):
		return &seal.Malformed{Part: "frame " + f.ID, What: fmt.Sprintf("%q and %q are no kind and name of a frame", f.Kind, f.ID)}
	case f.Text == "" && !reply && !gone:
		return f.refuse("it has no words and was not withdrawn")
	case f.Text != "" && reply && f.Received.IsZero():
		return f.refuse("it has words and no day they were received on")
	case !reply && (!f.Asked.IsZero() || !f.Due.IsZero() || !f.Received.IsZero()):
		return f.refuse("only a reply is asked for, due or received")
	case !gone && f.WithdrawnBy+f.WithdrawnWhy != "":
		return f.refuse("it says who withdrew it or why, and not when")
	}
	return nil
}

// block returns the frame as a part of a text. Blanks and empty lines in its words are
// brought into one form, its names into one line. What is on record must be able to stand
// in every edition: a character that no text may hold is not refused but spelled out.
func (f Frame) block() (Block, error) {
	fields := f.fields()
	for _, field := range fields {
		switch {
		case field.line != nil:
			*field.line = plainWords(*field.line, " ")
		case field.words != nil:
			*field.words = plainWords(*field.words, "\n")
		}
	}
	if err := f.check(); err != nil {
		return Block{}, err
	}
	lines := []string{fmt.Sprintf("> %s %s", f.Kind, f.ID)}
	for _, field := range fields {
		lines = append(lines, field.encode()...)
	}
	return Block{Kind: FrameBlock, Text: strings.Join(lines, "\n"), Frame: &f}, nil
}

// plainWords returns words with single blanks, and at most one empty line between lines;
// lines are joined by sep.
func plainWords(s, sep string) string {
	s = strings.NewReplacer("\r\n", "\n", "\r", "\n", "\t", " ").Replace(strings.ToValidUTF8(s, "\ufffd"))
	var out []string
	for _, line := range strings.Split(s, "\n") {
		line = strings.Join(strings.Fields(norm.NFC.String(spelledOut(line))), " ")
		if line == "" && (sep == " " || len(out) == 0 || out[len(out)-1] == "") {
			continue
		}
		out = append(out, line)
	}
	return strings.TrimRight(strings.Join(out, sep), "\n")
}

// spelledOut names each character of a line that no text may hold: "(U+202E)".
func spelledOut(line string) string {
	if _, found := unseen(line); !found {
		return line
	}
	var b strings.Builder
	for _, r := range line {
		if refused(r) {
			fmt.Fprintf(&b, "(U+%04X)", r)
		} else {
			b.WriteRune(r)
		}
	}
	if _, found := unseen(b.String()); found { // written as HTML has it
		return strings.ReplaceAll(b.String(), "&", "&amp;")
	}
	return b.String()
}

// encode returns the lines of a field; none when it has no value.
func (d *frameField) encode() []string {
	before := "> - " + d.label + ": "
	switch {
	case d.date != nil && !d.date.IsZero():
		return []string{before + d.date.String()}
	case d.line != nil && *d.line != "":
		return []string{before + shielded(*d.line)}
	case d.words != nil && *d.words != "":
		lines := strings.Split(*d.words, "\n")
		for i, line := range lines {
			switch {
			case i == 0:
				lines[i] = before + shielded(line)
			case line == "":
				lines[i] = ">"
			default:
				lines[i] = ">   " + shielded(line)
			}
		}
		return lines
	case d.none != "":
		return []string{before + d.none}
	}
	return nil
}

// Marks that would make words read as something else in Markdown: anywhere, and at the
// beginning of a line.
const (
	marks      = "\\`<[*"
	marksFirst = "#+-=>|~"
)

// shielded puts a backslash before each mark, so that Markdown shows words as they are and
// no words read like a field, a comment or a link.
func shielded(line string) string {
	var b strings.Builder
	for i, r := range line {
		if strings.ContainsRune(marks, r) || i == 0 && strings.ContainsRune(marksFirst, r) {
			b.WriteByte('\\')
		}
		b.WriteRune(r)
	}
	return b.String()
}

// unshielded takes the backslashes away again.
func unshielded(s string) string {
	var b strings.Builder
	escaped := false
	for _, r := range s {
		if r == '\\' && !escaped {
			escaped = true
			continue
		}
		escaped = false
		b.WriteRune(r)
	}
	return b.String()
}

// parseFrame reads a frame; it must be in its one encoding.
func parseFrame(name, text string) (Frame, error) {
	lines := strings.Split(text, "\n")
	m := frameLine.FindStringSubmatch(lines[0])
	f := Frame{Kind: m[1], ID: m[2]}
	fields := f.fields()
	for i := 1; i < len(lines); {
		n := 1
		for i+n < len(lines) && (lines[i+n] == ">" || strings.HasPrefix(lines[i+n], ">   ")) {
			n++
		}
		rest, ok := decodeField(fields, lines[i:i+n])
		if !ok {
			return f, &seal.Malformed{Part: name, What: fmt.Sprintf("the %s %s has a line that no frame has there: %.60q", f.Kind, f.ID, lines[i])}
		}
		fields, i = rest, i+n
	}
	b, err := f.block()
	if err != nil {
		return f, fmt.Errorf("%s: %w", name, err)
	}
	if b.Text != text {
		return f, &seal.Malformed{Part: name, What: fmt.Sprintf("the %s %s is not in the one encoding that frames have", f.Kind, f.ID)}
	}
	return f, nil
}

// decodeField reads the lines of one field and returns the fields that may follow it.
func decodeField(fields []frameField, lines []string) ([]frameField, bool) {
	label, value, ok := strings.Cut(strings.TrimPrefix(lines[0], "> - "), ": ")
	if !ok || !strings.HasPrefix(lines[0], "> - ") {
		return nil, false
	}
	for len(fields) > 0 && fields[0].label != label {
		fields = fields[1:]
	}
	if len(fields) == 0 {
		return nil, false
	}
	field, fields := fields[0], fields[1:]
	switch {
	case value == field.none:
	case field.date != nil:
		d, err := day.Parse(value)
		if err != nil {
			return nil, false
		}
		*field.date = d
	case field.line != nil:
		*field.line = unshielded(value)
	default:
		words := []string{unshielded(value)}
		for _, line := range lines[1:] {
			words = append(words, unshielded(strings.TrimPrefix(strings.TrimPrefix(line, ">"), "   ")))
		}
		*field.words = strings.Join(words, "\n")
	}
	return fields, true
}

// keptAs says what of a frame was not kept by a later one: "" when it stands as it did,
// perhaps answered, withdrawn or received since.
func (f *Frame) keptAs(later *Frame) string {
	awaited := f.Received.IsZero() && f.Kind == replyKind
	switch {
	case f.Kind != later.Kind || f.ID != later.ID:
		return "it is another"
	case f.By != later.By:
		return "it is said to be of " + later.By
	case f.About != later.About:
		return "it is said to be about " + later.About
	case f.On != later.On || f.Asked != later.Asked || f.Due != later.Due || !awaited && f.Received != later.Received:
		return "its day is another"
	case !awaited && f.Text != later.Text && (later.Text != "" || later.WithdrawnOn.IsZero()):
		return "its words are others"
	case f.Answer != "" && later.Answer == "":
		return "its answer is gone"
	case !f.WithdrawnOn.IsZero() && (f.WithdrawnOn != later.WithdrawnOn || f.WithdrawnBy != later.WithdrawnBy || f.WithdrawnWhy != later.WithdrawnWhy):
		return "its withdrawal is another"
	}
	return ""
}

// since says what happened to a kept frame between two editions.
func (f *Frame) since(later *Frame) string {
	var out []string
	if f.Received.IsZero() && !later.Received.IsZero() {
		out = append(out, "received since")
	}
	switch {
	case f.Answer == "" && later.Answer != "":
		out = append(out, "answered since")
	case f.Answer != later.Answer:
		out = append(out, "answered otherwise since")
	}
	if f.WithdrawnOn.IsZero() && !later.WithdrawnOn.IsZero() {
		out = append(out, "withdrawn since")
	}
	return strings.Join(out, ", ")
}
