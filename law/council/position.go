package council

import (
	"cmp"
	"slices"

	"github.com/plimsoll-watch/plimsoll/base/day"
)

// Stance is where a member stands on a question, as the table reads its words. On a
// text that was voted on it is the vote.
type Stance string

// Stances. What "for" means for a question: [Meaning].
const (
	For         Stance = "for"
	Opposed     Stance = "against"
	Reserved    Stance = "reserved"
	Conditional Stance = "conditional"
	NotStated   Stance = "not stated"
)

// Hedge is how we know of a position: the source's own word.
type Hedge string

// Hedges.
const (
	Said        Hedge = "said"     // in a record or a statement
	Reported    Hedge = "reported" // by someone else
	LikelyHedge Hedge = "likely"   // expected by the source
)

// Position is what a member, or a group that is never split, is on record as holding.
type Position struct {
	Member   string   `json:"member"` // as the source has it
	Group    bool     `json:"group,omitempty"`
	Question string   `json:"question"`
	Stance   Stance   `json:"stance"`
	Words    string   `json:"words"` // ours, after the source
	Hedge    Hedge    `json:"hedge"`
	Date     day.Date `json:"date"`
	Document string   `json:"document"`
	Origin

	canonical string
}

// Line returns the position as one line.
func (p Position) Line() Line {
	return Line{Head: p.Question + ", " + p.Member + ", " + p.Date.String(), How: string(p.Hedge), Text: p.Words + " (" + p.Document + ")", Origin: p.Origin}
}

// Meaning says what "for" means on a question where the word alone does not tell; ""
// for the others.
func Meaning(question string) string {
	switch question {
	case "easing-sanctions":
		return "for: ease the sanctions"
	case "panel-report":
		return "for: issue the first text of the report"
	case "petroleum-cap-2018", "petroleum-cap-2019":
		return "for: declare the limit breached and halt deliveries"
	case "committee-listings-2018":
		return "for: list the proposals of the United States"
	case "concrete-steps":
		return "for: the DPRK moves first"
	}
	return ""
}

// PositionFilter picks positions; an empty field picks all.
type PositionFilter struct {
	Member   string // any name the aliases know, or a group as the table has it
	Question string
	From     day.Day // the first day
}

// Positions returns the positions taken by On and known by Known: by question, date
// and member. A member or question that is not on file is an [*UnknownError]; none
// found is an answer.
func (l *Library) Positions(f PositionFilter, at day.AsOf) ([]Position, error) {
	member := ""
	if f.Member != "" {
		name, err := l.Resolve(f.Member)
		if err != nil {
			return nil, err
		}
		member = cmp.Or(name.Canonical, f.Member)
	}
	if f.Question != "" {
		if err := l.knownQuestion(f.Question, at); err != nil {
			return nil, err
		}
	}
	var found []Position
	for _, p := range l.positions {
		if (member == "" || p.canonical == member) && (f.Question == "" || p.Question == f.Question) &&
			p.Date.Last() >= f.From && at.Reached(p.Date) && at.Knows(p.KnownOn) {
			found = append(found, p)
		}
	}
	return found, nil
}

// Questions returns the questions on which a position was known by then, sorted.
func (l *Library) Questions(at day.AsOf) []string {
	var all []string
	for _, p := range l.positions {
		if at.Reached(p.Date) && at.Knows(p.KnownOn) {
			all = append(all, p.Question)
		}
	}
	slices.Sort(all)
	return slices.Compact(all)
}

func (l *Library) knownQuestion(question string, at day.AsOf) error {
	all := l.Questions(at)
	if slices.Contains(all, question) {
		return nil
	}
	return &UnknownError{"question", question, nearest(question, all)}
}

func comparePositions(a, b Position) int {
	return cmp.Or(cmp.Compare(a.Question, b.Question), day.Compare(a.Date, b.Date), compareNames(a.Member, b.Member), cmp.Compare(a.id(), b.id()))
}
