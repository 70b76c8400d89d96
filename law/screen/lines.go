package screen

import (
	"fmt"
	"slices"
	"strings"
)

// Lines tells an answer: matches in the list, or that there is none; ships of the user's
// own rows and ships that were removed, apart; how old the list is and what was not
// checked.
func (a *Answer) Lines() []string {
	var lines []string
	if !slices.ContainsFunc(a.Matches, func(m Match) bool { return !m.Vessel.Own }) {
		lines = append(lines, fmt.Sprintf("%s: no match in %s", a.Asked, a.List))
		if a.IMO != 0 && !a.IMO.Valid() {
			lines = append(lines, fmt.Sprintf("  IMO number %s fails its check digit: it is no ship's, and no entry can have it", a.IMO))
		}
	}
	for i := range a.Matches {
		lines = append(lines, a.Matches[i].lines(a.Asked, a.List)...)
	}
	for i := range a.Removed {
		lines = append(lines, a.Removed[i].removedLines()...)
	}
	return append(lines, "  the list: "+a.Age.Words(), "  not checked: "+strings.Join(a.NotChecked, "; "))
}

func (m *Match) lines(asked, list string) []string {
	if m.Vessel.Own {
		list = "rows of your own, not in that list"
	}
	lines := append([]string{fmt.Sprintf("%s: %s in %s: %s", asked, m.how(), list, m.named())}, m.terms()...)
	for _, x := range m.Measures {
		lines = append(lines, "  the listing: "+x.String())
	}
	return append(lines, m.acts()...)
}

// removedLines tells of a ship that was on the list: it is no match.
func (m *Match) removedLines() []string {
	var days []string
	for _, act := range m.Vessel.Acts {
		if act.Removal != nil {
			days = append(days, act.Removal.On.String())
		}
	}
	from := "the list"
	if m.Vessel.Own {
		from = "your own rows"
	}
	lines := append([]string{fmt.Sprintf("  no longer on %s: %s, removed %s; found %s", from, m.named(), strings.Join(days, ", "), m.how())}, m.terms()...)
	return append(lines, m.acts()...)
}

// how says what a match rests on.
func (m *Match) how() string {
	if m.Identifies {
		return "by number"
	}
	return "by name only"
}

func (m *Match) named() string {
	if m.Vessel.IMO == 0 {
		return m.Vessel.Name
	}
	return m.Vessel.Name + ", IMO " + m.Vessel.IMO.String()
}

func (m *Match) terms() []string {
	lines := make([]string, 0, len(m.Terms)+1)
	for _, t := range m.Terms {
		side := "against"
		switch {
		case t.For:
			side = "for"
		case t.Weight == 0:
			side = "neither"
		}
		lines = append(lines, fmt.Sprintf("  %s: %s (%+d)", side, t.Text, t.Weight))
	}
	return append(lines, fmt.Sprintf("  score %d by screen/1, the sum of these; no probability", m.Score))
}

func (m *Match) acts() []string {
	lines := make([]string, len(m.Vessel.Acts))
	for i, act := range m.Vessel.Acts {
		lines[i] = "  " + act.Line().String()
	}
	return lines
}
