package commitment

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/plimsoll-watch/plimsoll/base/day"
	"github.com/plimsoll-watch/plimsoll/law/council"
)

// Word is a status, in the word of whoever stated it.
type Word string

// Statuses.
const (
	NotAssessed     Word = "not assessed"
	Fulfilled       Word = "fulfilled"
	Partly          Word = "partly"
	NotDone         Word = "not done"
	ConditionNotMet Word = "condition not met"
	Reversed        Word = "reversed"
	Lapsed          Word = "lapsed"
)

func words() []Word {
	return []Word{NotAssessed, Fulfilled, Partly, NotDone, ConditionNotMet, Reversed, Lapsed}
}

// Status is what was said of a clause.
type Status struct {
	Word     Word     `json:"status"`
	Date     day.Date `json:"date,omitzero"`
	Note     string   `json:"note,omitempty"`
	StatedBy string   `json:"stated_by,omitempty"` // absent: by nobody we have read
	KnownOn  day.Date `json:"known_on,omitzero"`
	Undated  bool     `json:"undated,omitempty"` // not assessed only because the day a status on file became known is not
}

// Clause is one commitment, as of a day.
type Clause struct {
	ID           string   `json:"id"`
	Instrument   string   `json:"instrument"`
	Article      string   `json:"article,omitempty"`
	Date         day.Date `json:"date"`
	Parties      string   `json:"parties"`
	Text         string   `json:"commitment"`
	Condition    string   `json:"condition,omitempty"` // absent: none stated
	Deadline     day.Date `json:"deadline,omitzero"`
	Verification string   `json:"agreed_verification,omitempty"` // absent: none agreed, as far as we have read
	Measurable   string   `json:"measurable,omitempty"`
	Status       Status   `json:"status"`
	LaterNote    string   `json:"later_note,omitempty"` // only with no clock set
	council.Origin

	last  Status
	later string
}

// Event is something that happened which bears on clauses.
type Event struct {
	Date    day.Date `json:"date"`
	Text    string   `json:"event"`
	Clauses []string `json:"commitments"`
	council.Origin
}

// UnknownError says that no clause has an id, and which come near.
type UnknownError struct {
	Asked string
	hint  string
}

// Error says what is not on file.
func (e *UnknownError) Error() string { return fmt.Sprintf("no commitment %q is on file", e.Asked) }

// Hint says what to ask instead.
func (e *UnknownError) Hint() string { return e.hint }

func (l *Library) find(id string) *Clause {
	for i := range l.clauses {
		if strings.EqualFold(l.clauses[i].ID, id) {
			return &l.clauses[i]
		}
	}
	return nil
}

// Show returns a clause as of a day, and the events that bear on it.
func (l *Library) Show(id string, at day.AsOf) (Clause, []Event, error) {
	c := l.find(id)
	if c == nil || !c.shown(at) {
		return Clause{}, nil, l.unknown(id, at)
	}
	var events []Event
	for _, e := range l.Events(at) {
		if slices.Contains(e.Clauses, c.ID) {
			events = append(events, e)
		}
	}
	return c.asOf(at), events, nil
}

// List returns the clauses pledged by a day; instrument, a part of its name, narrows
// them.
func (l *Library) List(instrument string, at day.AsOf) ([]Clause, error) {
	var out []Clause
	for i := range l.clauses {
		c := &l.clauses[i]
		if c.shown(at) && strings.Contains(strings.ToLower(c.Instrument), strings.ToLower(instrument)) {
			out = append(out, c.asOf(at))
		}
	}
	if len(out) == 0 && instrument != "" {
		return nil, &UnknownError{instrument, "instruments on file by then: " + strings.Join(l.instruments(at), ", ")}
	}
	return out, nil
}

// Events returns what had happened and was known by a day, by date.
func (l *Library) Events(at day.AsOf) []Event {
	var out []Event
	for _, e := range l.events {
		if at.Reached(e.Date) && at.Knows(e.KnownOn) {
			out = append(out, e)
		}
	}
	return out
}

func (c *Clause) shown(at day.AsOf) bool { return at.Reached(c.Date) && at.Knows(c.KnownOn) }

// asOf returns the clause with the status that had been stated by then.
func (c *Clause) asOf(at day.AsOf) Clause {
	out := *c
	out.Status = c.last.asOf(at)
	if at == (day.AsOf{}) {
		out.LaterNote = c.later
	}
	return out
}

// asOf returns the status on file when it had been stated by then. One that bears no day
// is of the day it became known.
func (s *Status) asOf(at day.AsOf) Status {
	of := s.Date
	if of.IsZero() {
		of = s.KnownOn
	}
	switch {
	case at == (day.AsOf{}):
		return *s
	case s.Word == NotAssessed || !at.Reached(of):
		return Status{Word: NotAssessed}
	case at.Knows(s.KnownOn):
		known := *s
		known.StatedBy = sourcesBy(s.StatedBy, at.Known)
		return known
	}
	return Status{Word: NotAssessed, Undated: s.KnownOn.IsZero() && at.Knows(of)}
}

// year finds a year in the name of a source, standing by itself.
var year = regexp.MustCompile(`\b20\d\d\b`)

// sourcesBy leaves out of sources, divided by semicolons, those that name a year after the
// Known day: one cell may hold sources of several days, and an early one may have been
// confirmed by a book of two years later. When none is left, that is said.
func sourcesBy(all string, known day.Day) string {
	if known == 0 {
		return all
	}
	now, _, _ := known.Civil()
	var kept []string
	for _, one := range strings.Split(all, ";") {
		later := slices.ContainsFunc(year.FindAllString(one, -1), func(y string) bool { return y > strconv.Itoa(now) })
		if one = strings.TrimSpace(one); one != "" && !later {
			kept = append(kept, one)
		}
	}
	if len(kept) == 0 {
		return "a source published later than this day"
	}
	return strings.Join(kept, "; ")
}

func (l *Library) instruments(at day.AsOf) []string {
	var out []string
	for i := range l.clauses {
		if c := &l.clauses[i]; c.shown(at) && !slices.Contains(out, c.Instrument) {
			out = append(out, c.Instrument)
		}
	}
	slices.Sort(out)
	return out
}

// unknown offers the clauses whose ids begin alike.
func (l *Library) unknown(id string, at day.AsOf) error {
	var near []string
	for n := min(3, len(id)); n > 0 && len(near) == 0; n-- {
		for i := range l.clauses {
			if c := &l.clauses[i]; c.shown(at) && strings.HasPrefix(strings.ToLower(c.ID), strings.ToLower(id[:n])) {
				near = append(near, c.ID)
			}
		}
	}
	if len(near) == 0 {
		return &UnknownError{id, "plimsoll commitment lists them"}
	}
	return &UnknownError{id, "on file by then: " + strings.Join(near, ", ")}
}

// Line returns the clause in a line.
func (c *Clause) Line() council.Line {
	text := c.Text
	if c.Condition != "" && c.Condition != "none" {
		text += "; on the condition: " + c.Condition
	}
	return council.Line{Head: c.ID, Text: text + "; " + c.Status.words(), Origin: c.Origin}
}

// words says how a clause stands and who said so.
func (s *Status) words() string {
	if s.Undated {
		return "not assessed by a day we know: a status is on file, the day it became known is not"
	}
	if s.Word == NotAssessed {
		return "not assessed: by nobody we have read"
	}
	text := string(s.Word)
	if !s.Date.IsZero() {
		text += " (" + s.Date.String() + ")"
	}
	text += ", stated by " + s.StatedBy
	if !s.KnownOn.IsZero() {
		text += ", known " + s.KnownOn.String()
	}
	return text
}

// Lines tells the clause in full.
func (c *Clause) Lines() []council.Line {
	article := c.Instrument
	if c.Article != "" {
		article += ", " + c.Article
	}
	lines := []council.Line{{Head: c.ID, Text: fmt.Sprintf("%s (%s, %s)", c.Text, article, c.Date)}}
	add := func(head, text string) { lines = append(lines, council.Line{Head: "  " + head, Text: text}) }
	add("parties", c.Parties)
	add("condition", orNone(c.Condition, "none stated"))
	add("verification", orNone(c.Verification, "none agreed, as far as we have read"))
	if !c.Deadline.IsZero() {
		add("deadline", c.Deadline.String())
	}
	if c.Measurable != "" {
		add("measurable by", c.Measurable)
	}
	add("status", c.Status.words())
	if c.Status.Note != "" {
		add("note", c.Status.Note)
	}
	if c.LaterNote != "" {
		add("later", c.LaterNote)
	}
	for i := range lines {
		lines[i].Origin = c.Origin
	}
	return lines
}

func orNone(text, none string) string {
	if text == "" {
		return none
	}
	return text
}

// Line returns the event in a line.
func (e *Event) Line() council.Line {
	return council.Line{Head: e.Date.String(), Text: e.Text + " (" + strings.Join(e.Clauses, ", ") + ")", Origin: e.Origin}
}
