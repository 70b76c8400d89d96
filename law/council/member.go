package council

import (
	"fmt"
	"slices"
	"strings"

	"github.com/plimsoll-watch/plimsoll/base/day"
)

// seats is how many members the Council has had since 1966: Article 23 of the
// Charter as amended.
const seats = 15

// Member is a member of the Council in a year.
type Member struct {
	Name      string `json:"name"`      // then in use
	Canonical string `json:"canonical"` // the UN name of today
	Year      int    `json:"year"`
	Permanent bool   `json:"permanent"`
	Origin

	order string // Name folded: the English alphabetical order of rule 18
}

// Line returns the member as one line.
func (m Member) Line() Line {
	text := m.Name
	if m.Permanent {
		text += ", permanent"
	}
	if m.Canonical != m.Name {
		text += " (today " + m.Canonical + ")"
	}
	return Line{Text: text, Origin: m.Origin}
}

// YearError says that the members of a year are not on file, or were not known by
// the day asked by.
type YearError struct {
	Year, First, Last int
	Known             day.Day // set: it was not known by then
}

// Error returns why there is no answer.
func (e *YearError) Error() string {
	if e.Known != 0 {
		return fmt.Sprintf("the members of %d were not known to us by %v", e.Year, e.Known)
	}
	return fmt.Sprintf("the members of %d are not on file", e.Year)
}

// Hint returns what can be asked.
func (e *YearError) Hint() string {
	if e.Known != 0 {
		return "members are shown from 1 January of their year; elections before it are not on file"
	}
	return fmt.Sprintf("years from %d to %d are", e.First, e.Last)
}

// Members returns the members of a year in the order in which they preside: English
// alphabetical, without accents.
func (l *Library) Members(year int, at day.AsOf) ([]Member, error) {
	all, ok := l.members[year]
	if !ok {
		return nil, &YearError{Year: year, First: l.firstYear, Last: l.lastYear}
	}
	if !at.Knows(all[0].KnownOn) {
		return nil, &YearError{Year: year, Known: at.Known}
	}
	return slices.Clone(all), nil
}

func compareMembers(a, b Member) int { return strings.Compare(a.order, b.order) }

func compareNames(a, b string) int { return strings.Compare(fold(a), fold(b)) }
