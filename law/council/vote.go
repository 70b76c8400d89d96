package council

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/plimsoll-watch/plimsoll/base/day"
)

// Choice is what a member did in a vote.
type Choice string

// Choices. One of a member that none is on file for is no choice at all.
const (
	InFavour   Choice = "Y"
	Against    Choice = "N"
	Abstaining Choice = "A"
	NotVoting  Choice = "X"
)

// String returns the choice in words.
func (c Choice) String() string {
	switch c {
	case InFavour:
		return "in favour"
	case Against:
		return "against"
	case Abstaining:
		return "abstaining"
	}
	return "not voting"
}

// Vote is the vote of one member.
type Vote struct {
	Member string `json:"member"` // the name then in use
	Choice Choice `json:"vote"`
	Origin
}

// Line returns the vote as one line.
func (v Vote) Line() Line { return Line{Head: v.Member, Text: v.Choice.String(), Origin: v.Origin} }

// Tally counts a vote.
type Tally struct {
	InFavour   int `json:"in_favour"`
	Against    int `json:"against"`
	Abstaining int `json:"abstaining"`
	NotVoting  int `json:"not_voting,omitempty"`
}

// String returns the tally as it is printed: 13-1-1, and who did not vote.
func (t Tally) String() string {
	s := fmt.Sprintf("%d-%d-%d", t.InFavour, t.Against, t.Abstaining)
	if t.NotVoting > 0 {
		s += fmt.Sprintf(", %d not voting", t.NotVoting)
	}
	return s
}

// Divided reports whether anybody voted against or abstained.
func (t Tally) Divided() bool { return t.Against+t.Abstaining > 0 }

func (t *Tally) add(c Choice) {
	switch c {
	case InFavour:
		t.InFavour++
	case Against:
		t.Against++
	case Abstaining:
		t.Abstaining++
	case NotVoting:
		t.NotVoting++
	}
}

// Decision is a text that was put to the vote.
type Decision struct {
	Symbol   Symbol      `json:"symbol"` // of the resolution, or of the draft that was not adopted
	Date     day.Date    `json:"date"`
	Place    Symbol      `json:"place"` // the meeting, or the letter with the outcome
	ByLetter bool        `json:"by_letter"`
	Tally    Tally       `json:"tally"`
	Adopted  bool        `json:"adopted"`
	VetoedBy []string    `json:"vetoed_by,omitempty"`
	Votes    []Vote      `json:"votes"`
	Record   *TextRecord `json:"record,omitempty"` // the text, where it is on file
}

// TextRecord is what is on file of a resolution or draft besides the votes of members.
type TextRecord struct {
	Symbol  Symbol   `json:"symbol,omitzero"`   // zero: no document of the United Nations
	Called  string   `json:"called"`            // as the table has it
	Adopted day.Date `json:"date"`              // of the vote
	Printed *Tally   `json:"printed,omitempty"` // absent: no vote
	Outcome string   `json:"outcome"`
	Trigger string   `json:"trigger"`
	Summary string   `json:"summary"`
	Origin
}

// Line returns the text as one line.
func (t TextRecord) Line() Line {
	text := t.Outcome
	if t.Printed != nil {
		text = t.Printed.String() + ", " + text
	}
	return Line{Head: t.Called + ", " + t.Adopted.String(), Text: text + ". " + t.Summary, Origin: t.Origin}
}

// Line returns the vote in one line; votes by member are in Lines.
func (d Decision) Line() Line {
	how := "adopted"
	switch {
	case len(d.VetoedBy) > 0:
		how = "not adopted, vetoed by " + strings.Join(d.VetoedBy, " and ")
	case !d.Adopted:
		how = "not adopted"
	}
	place := "by letter, " + d.Place.String()
	if !d.ByLetter {
		place = d.Place.String()
	}
	return Line{Head: d.Symbol.String(), Text: fmt.Sprintf("%s, %s, %s (%s)", d.Tally, how, d.Date, place), Origin: d.origin()}
}

// origin joins those of all its votes.
func (d Decision) origin() Origin {
	origins := make([]Origin, len(d.Votes))
	for i, v := range d.Votes {
		origins[i] = v.Origin
	}
	return join(origins)
}

// Lines returns the vote in words: the outcome, then a line a member, those who were
// not in favour first.
func (d Decision) Lines() []Line {
	lines := []Line{d.Line()}
	votes := slices.Clone(d.Votes)
	slices.SortStableFunc(votes, func(a, b Vote) int {
		return strings.Index("NAXY", string(a.Choice)) - strings.Index("NAXY", string(b.Choice))
	})
	for _, v := range votes {
		lines = append(lines, v.Line())
	}
	return lines
}

// Decisions returns all texts voted on by On and known by Known, by date.
func (l *Library) Decisions(at day.AsOf) []Decision {
	var all []Decision
	for _, d := range l.decisions {
		if at.Reached(d.Date) && at.Knows(d.Date) {
			d.Record = l.record(d.Symbol, at)
			all = append(all, d)
		}
	}
	return all
}

// Decision returns the vote on a text.
func (l *Library) Decision(s Symbol, at day.AsOf) (Decision, error) {
	var known []string
	for _, d := range l.Decisions(at) {
		if d.Symbol == s {
			return d, nil
		}
		known = append(known, d.Symbol.String())
	}
	return Decision{}, &UnknownError{"vote on", s.String(), nearest(s.String(), known)}
}

// Texts returns the resolutions and drafts on file that were voted on by On and known
// by Known, by date.
func (l *Library) Texts(at day.AsOf) []TextRecord {
	var all []TextRecord
	for _, t := range l.texts {
		if at.Reached(t.Adopted) && at.Knows(t.KnownOn) {
			all = append(all, t)
		}
	}
	return all
}

func (l *Library) record(s Symbol, at day.AsOf) *TextRecord {
	for _, t := range l.Texts(at) {
		if t.Symbol == s && !s.IsZero() {
			return &t
		}
	}
	return nil
}

// judge counts a vote and applies Article 27 (3) of the Charter: nine in favour, and
// no permanent member against.
func (l *Library) judge(d *Decision, year int) {
	for _, v := range d.Votes {
		d.Tally.add(v.Choice)
		if v.Choice == Against && l.permanent(v.Member, year) {
			d.VetoedBy = append(d.VetoedBy, v.Member)
		}
	}
	enough := d.Tally.InFavour >= 9
	d.Adopted = enough && len(d.VetoedBy) == 0
	if !enough {
		d.VetoedBy = nil // short of votes: the vote against stopped nothing
	}
}

func (l *Library) permanent(name string, year int) bool {
	for _, m := range l.members[year] {
		if m.Permanent && m.Canonical == l.canonical(name) {
			return true
		}
	}
	return false
}

func compareDecisions(a, b Decision) int {
	return cmp.Or(day.Compare(a.Date, b.Date), compareSymbols(a.Symbol, b.Symbol))
}
