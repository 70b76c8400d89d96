package council

import (
	"cmp"
	"slices"
	"strings"

	"github.com/plimsoll-watch/plimsoll/base/day"
)

// Act is what was done in a sanctions committee.
type Act string

// Acts.
const (
	ReportReceived Act = "report-received"
	Objection      Act = "objection"
	Approval       Act = "approval"
	Listing        Act = "listing"
	Delisting      Act = "delisting"
	Hold           Act = "hold"
	Extension      Act = "extension"
	Notice         Act = "notice"
	RequestToHalt  Act = "request-to-halt"
	Answer         Act = "answer"
)

func acts() []Act {
	return []Act{ReportReceived, Objection, Approval, Listing, Delisting, Hold, Extension, Notice, RequestToHalt, Answer}
}

// Action is an act in a sanctions committee.
type Action struct {
	Committee  string   `json:"committee"` // 1718
	Date       day.Date `json:"date"`
	Act        Act      `json:"act"`
	ProposedBy string   `json:"proposed_by,omitempty"`
	ActedBy    string   `json:"acted_by,omitempty"`
	Subject    string   `json:"subject"`
	Deadline   day.Date `json:"deadline,omitzero"`
	Outcome    *Outcome `json:"outcome,omitempty"` // absent: none was known by then
	Origin
}

// Outcome is how something ended, and since when that was known.
type Outcome struct {
	Text    string   `json:"text"`
	KnownOn day.Date `json:"known_on,omitzero"`
}

// Line returns the act as one line: the act, then who.
func (a Action) Line() Line {
	head := a.Date.String() + ", " + strings.ReplaceAll(string(a.Act), "-", " ")
	text := a.Subject
	if who := a.who(); who != "" {
		text = who + ": " + text
	}
	if !a.Deadline.IsZero() {
		text += "; set for " + a.Deadline.String()
	}
	return Line{Head: head, Text: text + outcomeWords(a.Outcome), Origin: a.Origin}
}

// who says who acted, and on whose proposal; "" when neither is told.
func (a Action) who() string {
	who := cmp.Or(a.ActedBy, a.ProposedBy)
	if a.ActedBy != "" && a.ProposedBy != "" && a.ActedBy != a.ProposedBy {
		who += ", proposed by " + a.ProposedBy
	}
	return who
}

func outcomeWords(o *Outcome) string {
	if o == nil {
		return "; no outcome known to us by then"
	}
	return o.words("outcome")
}

// ActionFilter picks acts; an empty field picks all.
type ActionFilter struct {
	Committee string
	Act       Act
	From      day.Day
}

// Actions returns the acts done by On and known by Known, by date. An outcome is
// shown once it was known itself.
func (l *Library) Actions(f ActionFilter, at day.AsOf) []Action {
	var found []Action
	for _, a := range l.actions {
		if (f.Committee != "" && a.Committee != f.Committee) || (f.Act != "" && a.Act != f.Act) ||
			a.Date.Last() < f.From || !at.Reached(a.Date) || !at.Knows(a.KnownOn) {
			continue
		}
		a.Outcome = knownOutcome(a.Outcome, at)
		found = append(found, a)
	}
	return found
}

func knownOutcome(o *Outcome, at day.AsOf) *Outcome {
	if o == nil || !at.Knows(o.KnownOn) {
		return nil
	}
	copied := *o
	return &copied
}

// Talk is one step of diplomacy.
type Talk struct {
	Date       day.Date `json:"date"`
	End        day.Date `json:"end,omitzero"` // absent: one day, or not known
	Place      string   `json:"place,omitempty"`
	Kind       string   `json:"kind"`
	Parties    []string `json:"parties"`
	What       string   `json:"what"`
	OutcomeRef []string `json:"outcome_ref,omitempty"` // clauses in commitments.csv
	Outcome    *Outcome `json:"outcome,omitempty"`
	Origin
}

// Line returns the talk as one line.
func (t Talk) Line() Line {
	head := t.Date.String()
	if !t.End.IsZero() {
		head += " to " + t.End.String()
	}
	if t.Place != "" {
		head += ", " + t.Place
	}
	text := t.Kind + ", " + strings.Join(t.Parties, ", ") + ": " + t.What
	if t.Outcome != nil {
		text += outcomeWords(t.Outcome)
	}
	return Line{Head: head, Text: text, Origin: t.Origin}
}

// Talks returns the talks from a day on that had begun by On and were known by
// Known, by date.
func (l *Library) Talks(from day.Day, at day.AsOf) []Talk {
	var found []Talk
	for _, t := range l.talks {
		if t.Date.Last() < from || !at.Reached(t.Date) || !at.Knows(t.KnownOn) {
			continue
		}
		t.Outcome = knownOutcome(t.Outcome, at)
		t.Parties, t.OutcomeRef = slices.Clone(t.Parties), slices.Clone(t.OutcomeRef)
		found = append(found, t)
	}
	return found
}

// Duty is what someone owes the Council by a day.
type Duty struct {
	Symbol    Symbol   `json:"symbol"`
	Paragraph string   `json:"paragraph"`
	Who       string   `json:"who"`
	What      string   `json:"what"`
	Due       day.Date `json:"due,omitzero"` // absent: hangs on a day that is not known
	Note      string   `json:"note,omitempty"`
	Origin
}

// Line returns the duty as one line.
func (d Duty) Line() Line {
	text := d.Who + ": " + d.What
	if d.Note != "" {
		text += "; " + d.Note
	}
	return Line{Head: cmp.Or(d.Due.String(), "day not known") + ", " + d.Symbol.String() + ", para. " + d.Paragraph, Text: text, Origin: d.Origin}
}

// Duties returns all duties known by Known, by the day they fall due; those whose day
// is not known come first. The clock On decides nothing: they lie ahead.
func (l *Library) Duties(at day.AsOf) []Duty {
	var found []Duty
	for _, d := range l.duties {
		if at.Knows(d.KnownOn) {
			found = append(found, d)
		}
	}
	return found
}
