package finding

import (
	"fmt"
	"slices"
	"strings"

	"github.com/plimsoll-watch/plimsoll/base/day"
	"github.com/plimsoll-watch/plimsoll/base/source"
)

// EvidenceKind is what a piece of evidence is.
type EvidenceKind string

// The kinds of evidence.
const (
	EventLine EvidenceKind = "event-line" // the exact bytes of an event
	InputFile EvidenceKind = "input-file" // a file the event was computed from
	Estimate  EvidenceKind = "estimate"   // what somebody says was delivered
	Document  EvidenceKind = "document"
	Image     EvidenceKind = "image"
	Statement EvidenceKind = "statement"
)

// EvidenceKinds returns the kinds of evidence.
func EvidenceKinds() []EvidenceKind {
	return []EvidenceKind{EventLine, InputFile, Estimate, Document, Image, Statement}
}

// Origin names an origin group: those whose evidence has one origin count once. Absent,
// it is not known.
type Origin string

// key is an origin as it is compared.
func (o Origin) key() string { return strings.ToLower(strings.Join(strings.Fields(string(o)), " ")) }

// Evidence is one thing a claim rests on.
type Evidence struct {
	ID         string       `json:"id"` // E1
	Kind       EvidenceKind `json:"kind,omitempty"`
	What       string       `json:"what,omitempty"`
	SHA256     string       `json:"sha256,omitempty"`
	Origin     Origin       `json:"origin,omitempty"`
	Source     string       `json:"source,omitempty"`       // address or symbol
	Mark       source.Mark  `json:"verification,omitempty"` // absent: it is at hand
	BothHulls  bool         `json:"identifies_both_hulls,omitempty"`
	Handling   Handling     `json:"handling,omitempty"`   // absent: as the finding
	Attributed string       `json:"attributed,omitempty"` // in a view: whose it is said to be
	Withheld   string       `json:"withheld,omitempty"`   // in a view: why nothing of it is shown
}

// identifies reports whether e can make a confidence high.
func (e Evidence) identifies() bool {
	return e.BothHulls && (e.Kind == Document || e.Kind == Image)
}

// counts reports whether e may count at all: what nobody read decides nothing, and what
// a view withholds is not counted in it.
func (e Evidence) counts() bool {
	return e.Withheld == "" && (e.Mark == "" || e.Mark.Decides())
}

// AddEvidence adds a piece of evidence, in any state but withdrawn. Its ID is given here.
func (f Finding) AddEvidence(e Evidence) (Finding, error) {
	if f.State == Withdrawn {
		return f, refuse("evidence", "draft another finding", "the finding is withdrawn")
	}
	if e.Withheld != "" || e.Attributed != "" {
		return f, refuse("evidence", "set its handling", "only a public view withholds or attributes")
	}
	g := f
	e.ID = fmt.Sprintf("E%d", len(f.Evidence)+1)
	g.Evidence = append(slices.Clone(f.Evidence), e)
	return g.settled(f)
}

// Grade is an Admiralty grade: a letter for how reliable the source is, a digit for the
// claim: "B2".
type Grade string

// Grading is a grade and who gave it.
type Grading struct {
	Grade Grade    `json:"grade"`
	By    string   `json:"by"`
	On    day.Date `json:"on"`
}

// valid reports whether g is A to F and 1 to 6.
func (g Grade) valid() bool {
	return len(g) == 2 && g[0] >= 'A' && g[0] <= 'F' && g[1] >= '1' && g[1] <= '6'
}

// Words says what a grade means.
func (g Grade) Words() string {
	if !g.valid() {
		return ""
	}
	sources := [...]string{"completely reliable", "usually reliable", "fairly reliable", "not usually reliable", "unreliable", "of a reliability that cannot be judged"}
	claims := [...]string{"confirmed by other sources", "probably true", "possibly true", "doubtful", "improbable", "of a truth that cannot be judged"}
	return fmt.Sprintf("%s: source %s, claim %s", string(g), sources[g[0]-'A'], claims[g[1]-'1'])
}

// SetGrade gives a finding its Admiralty grade.
func (f Finding) SetGrade(grade Grade, by string, on day.Date) (Finding, error) {
	g := f
	g.Grade = &Grading{Grade: grade, By: by, On: on}
	return g.settled(f)
}
