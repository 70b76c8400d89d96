package listing

import (
	"cmp"
	"slices"
	"strings"

	"github.com/plimsoll-watch/plimsoll/base/day"
	"github.com/plimsoll-watch/plimsoll/law/council"
)

// Line returns the act as one line: its day and name, then what it says, and what
// became of it.
func (a Act) Line() council.Line {
	number := "no IMO number published"
	if a.IMO != 0 {
		number = "IMO " + a.IMO.String()
	}
	parts := []string{number}
	for _, m := range a.Measures {
		parts = append(parts, m.String())
	}
	for _, k := range a.Unsaid {
		parts = append(parts, "of "+article(k)+" it says nothing")
	}
	if len(a.Other) > 0 {
		names := make([]string, len(a.Other))
		for i, n := range a.Other {
			names[i] = n.String()
		}
		parts = append(parts, "also "+strings.Join(names, ", "))
	}
	parts = append(parts, a.standing())
	if a.Note != "" {
		parts = append(parts, "today's note: "+a.Note)
	}
	return council.Line{Head: a.Designated.String() + ", " + a.Name, Text: strings.Join(parts, "; "), Origin: a.Origin}
}

// article puts an article before a kind.
func article(k Kind) string {
	switch k {
	case Freeze:
		return "an " + string(k)
	case PortBan:
		return "a " + string(k)
	}
	return string(k)
}

// standing says what became of the act.
func (a Act) standing() string {
	var text string
	switch {
	case a.Removal != nil:
		return "removed " + a.Removal.On.String() + " (" + a.Removal.Source + ")"
	case a.Unsettled != nil:
		text = "may have been removed by then: removed on a day of " + a.Unsettled.On.String() + " that is not known (" + a.Unsettled.Source + ")"
	case a.LastSeen != nil:
		text = "still in the " + a.LastSeen.Source
	default:
		text = "no removal known"
	}
	if !a.Checked {
		text += "; delisting unchecked"
	}
	return text
}

// Lines returns the ship's acts, oldest first.
func (v Vessel) Lines() []council.Line {
	lines := make([]council.Line, len(v.Acts))
	for i, a := range v.Acts {
		lines[i] = a.Line()
	}
	return lines
}

// Lines returns the age as a line, with the list it was compared with as its source.
func (g Age) Lines() []council.Line {
	line := council.Line{Head: "list of " + List, Text: g.Words()}
	line.Rows, line.Source, line.Class, line.Mark = []string{vesselsTable}, vesselsTable+", as far as we have read", "derived", "derived"
	line.KnownOn = g.KnownOn
	return []council.Line{line}
}

// Count is how many persons and entities an act put on the consolidated list: of those
// still on it on the day the list was made.
type Count struct {
	Listed      day.Date `json:"listed_on"`
	By          string   `json:"by"` // a resolution's number, or the Committee
	Individuals int      `json:"individuals"`
	Entities    int      `json:"entities"`
	council.Origin
}

// Total returns individuals and entities together.
func (c Count) Total() int { return c.Individuals + c.Entities }

// Counts returns the acts by day. They are read from the list of 27 February 2026, and
// shown from that day: what had been removed before is not among them.
func (l *Library) Counts(at day.AsOf) []Count {
	return slices.DeleteFunc(slices.Clone(l.counts), func(c Count) bool {
		return !at.Knows(c.KnownOn) || !at.Reached(c.Listed)
	})
}

func compareCounts(a, b Count) int {
	return cmp.Or(day.Compare(a.Listed, b.Listed), strings.Compare(a.By, b.By))
}
