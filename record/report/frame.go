package report

import (
	"fmt"
	"regexp"
	"strings"

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
	Received     day.Date `json:"received,omitzero"` // absent: none on record
	Text         string   `json:"text,omitempty"`
	Answer       string   `json:"answer,omitempty"`
	WithdrawnOn  day.Date `json:"withdrawn_on,omitzero"`
	WithdrawnWhy string   `json:"withdrawn_why,omitempty"`
}

// frameLine is the first line of a frame.
var frameLine = regexp.MustCompile(`^> (dissent|objection|reservation|reply) ([A-Z]-[0-9a-z-]{1,40})(\n|$)`)

// fields returns the lines of a frame in their order.
func (f *Frame) fields() []struct {
	label string
	text  *string
	date  *day.Date
} {
	return []struct {
		label string
		text  *string
		date  *day.Date
	}{
		{"by", &f.By, nil}, {"on", nil, &f.On}, {"about", &f.About, nil},
		{"asked", nil, &f.Asked}, {"due", nil, &f.Due}, {"received", nil, &f.Received},
		{"words", &f.Text, nil}, {"answer", &f.Answer, nil},
		{"withdrawn", nil, &f.WithdrawnOn}, {"why", &f.WithdrawnWhy, nil},
	}
}

// block returns the frame as a part of a text. Line breaks in its words become blanks.
func (f Frame) block() (Block, error) {
	lines := []string{fmt.Sprintf("> %s %s", f.Kind, f.ID)}
	for _, field := range f.fields() {
		switch {
		case field.text != nil:
			*field.text = strings.Join(strings.Fields(*field.text), " ")
			if *field.text != "" {
				lines = append(lines, "> - "+field.label+": "+*field.text)
			}
		case !field.date.IsZero():
			lines = append(lines, "> - "+field.label+": "+field.date.String())
		}
	}
	text, err := canonical("frame "+f.ID, []byte(strings.Join(lines, "\n")))
	if err != nil {
		return Block{}, err
	}
	b, err := newBlock("frame "+f.ID, text)
	if err == nil && b.Kind != FrameBlock {
		err = &seal.Malformed{Part: "frame " + f.ID, What: fmt.Sprintf("%q and %q are no kind and name of a frame", f.Kind, f.ID)}
	}
	return b, err
}

// parseFrame reads a frame; it must be in its one encoding.
func parseFrame(name, text string) (Frame, error) {
	m := frameLine.FindStringSubmatch(text)
	f := Frame{Kind: m[1], ID: m[2]}
	wrong := func(line string) (Frame, error) {
		return f, &seal.Malformed{Part: name, What: fmt.Sprintf("the %s %s has a line that no frame has there: %.60q", f.Kind, f.ID, line)}
	}
	fields := f.fields()
	for _, line := range strings.Split(text, "\n")[1:] {
		label, value, ok := strings.Cut(strings.TrimPrefix(line, "> - "), ": ")
		if !ok || !strings.HasPrefix(line, "> - ") {
			return wrong(line)
		}
		for len(fields) > 0 && fields[0].label != label {
			fields = fields[1:]
		}
		if len(fields) == 0 {
			return wrong(line)
		}
		field := fields[0]
		fields = fields[1:]
		if field.text != nil {
			*field.text = value
			continue
		}
		d, err := day.Parse(value)
		if err != nil || d.String() != value {
			return wrong(line)
		}
		*field.date = d
	}
	return f, nil
}
