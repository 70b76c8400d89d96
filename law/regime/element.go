package regime

import (
	"cmp"
	"slices"

	"github.com/plimsoll-watch/plimsoll/base/day"
	"github.com/plimsoll-watch/plimsoll/law/council"
)

// Role is what an element is to its measure.
type Role string

// Roles.
const (
	Test      Role = "test"      // an act must be this
	Exception Role = "exception" // unless it is this
	Duty      Role = "duty"      // what those bound must do besides
	Ground    Role = "ground"    // on which the Committee may act
)

// Element is one thing a measure's paragraph asks.
type Element struct {
	Name      string   `json:"element"`
	Role      Role     `json:"role"`
	AnyOf     string   `json:"any_of,omitempty"` // of one letter one is enough; Q: all together
	Text      string   `json:"text"`
	Kind      string   `json:"kind"`
	Bound     string   `json:"who_is_bound"`
	Modality  string   `json:"modality"`
	Paragraph string   `json:"paragraph"`
	From      day.Date `json:"from"`
	To        day.Date `json:"to,omitzero"`
	council.Origin

	replacedOn day.Date
}

// elementsAt returns what the measure asked on a day, as far as was known: on its first
// or last day when it had not begun or was over. With On not set, or when it never was in
// force, all.
func (m *Measure) elementsAt(all []Element, at day.AsOf) []Element {
	var out []Element
	on, ok := m.dayWithin(at.On)
	for _, e := range all {
		if at.Known != 0 && !e.replacedOn.IsZero() && !at.Knows(e.replacedOn) {
			e.To, e.replacedOn = day.Date{}, day.Date{}
		}
		if at.Knows(e.KnownOn) && (!ok || e.stands(on)) {
			out = append(out, e)
		}
	}
	return out
}

// dayWithin returns the day on which the measure was in force that comes nearest to one;
// none when that is not set or the measure never was in force.
func (m *Measure) dayWithin(on day.Day) (day.Day, bool) {
	first := m.From.Last()
	if on == 0 || m.To.IsZero() {
		return max(on, first), on != 0
	}
	last := lastDay(m.To, m.replacedOn)
	return min(max(on, first), last), first <= last
}

// stands reports whether an element was part of its paragraph on a day.
func (e *Element) stands(on day.Day) bool {
	return e.From.Last() <= on && (e.To.IsZero() || on <= lastDay(e.To, e.replacedOn))
}

// lastDay is the last day in force: the day of the end, or the one before it when a later
// text replaced it.
func lastDay(to, replacedOn day.Date) day.Day {
	if !replacedOn.IsZero() {
		return to.First() - 1
	}
	return to.Last()
}

// line tells an element, and its days where they are not those of its measure.
func (e *Element) line(m *Measure) council.Line {
	head := "  " + string(e.Role)
	if e.AnyOf != "" {
		head += " " + e.AnyOf
	}
	text := e.Text + " (" + e.Paragraph + ")"
	if e.From != m.From {
		text += "; since " + e.From.String()
	}
	if e.To != m.To && !e.To.IsZero() {
		text += "; ended " + e.To.String()
	}
	return council.Line{Head: head, Text: text, Origin: e.Origin}
}

// Bound returns whom the measure binds and in which words, as its elements say.
func (m *Measure) Bound() []string {
	var out []string
	for _, line := range m.boundLines() {
		out = append(out, line.Text)
	}
	return out
}

// boundLines tells whom the measure binds, a line for each way it is said, each with the
// element that says it.
func (m *Measure) boundLines() []council.Line {
	var out []council.Line
	said := map[string]bool{}
	for i := range m.Elements {
		e := &m.Elements[i]
		if text := e.boundIn(); e.Role == Test && !said[text] {
			said[text] = true
			out = append(out, council.Line{Head: "  binds", Text: text, Origin: e.Origin})
		}
	}
	return out
}

func (e *Element) boundIn() string { return e.Bound + " (" + e.Modality + ")" }

// compareElements puts tests first; those of one letter stay together.
func compareElements(a, b Element) int {
	roles := []Role{Test, Exception, Duty, Ground}
	return cmp.Or(cmp.Compare(slices.Index(roles, a.Role), slices.Index(roles, b.Role)), cmp.Compare(a.AnyOf, b.AnyOf),
		cmp.Compare(a.Paragraph, b.Paragraph), cmp.Compare(a.Name, b.Name))
}
