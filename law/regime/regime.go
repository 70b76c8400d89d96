package regime

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/plimsoll-watch/plimsoll/base/day"
	"github.com/plimsoll-watch/plimsoll/law/council"
)

// Measure is one operative paragraph, as of a day.
type Measure struct {
	ID        string    `json:"id"`
	Symbol    string    `json:"symbol"`
	Paragraph string    `json:"paragraph"`
	Direction string    `json:"direction"`
	Category  string    `json:"category"`
	Summary   string    `json:"summary"`
	Threshold string    `json:"threshold,omitempty"`
	Unit      string    `json:"unit,omitempty"`
	Period    string    `json:"period,omitempty"`
	Exemption string    `json:"exemption,omitempty"`
	From      day.Date  `json:"from"`
	To        day.Date  `json:"to,omitzero"`          // absent: no end known by then
	Changed   []string  `json:"changed_by,omitempty"` // what widened or replaced it by then
	Elements  []Element `json:"elements,omitempty"`   // none: not entered
	council.Origin

	changes    string
	replacedOn day.Date
}

// Name is the measure as it is cited: "S/RES/2375 (2017), para. 11".
func (m *Measure) Name() string {
	if strings.ContainsAny(m.Paragraph, "-") || strings.Contains(m.Paragraph, " and ") {
		return m.Symbol + ", paras. " + m.Paragraph
	}
	return m.Symbol + ", para. " + m.Paragraph
}

// Query is what to ask of a regime.
type Query struct {
	Regime string // dprk or 1718; empty: dprk
	About  string // a topic, empty: all
	AsOf   day.AsOf
}

// Answer is the measures in force, and those replaced by then.
type Answer struct {
	Regime   string    `json:"regime"`
	About    string    `json:"about,omitempty"`
	On       string    `json:"on,omitempty"`
	Known    string    `json:"known,omitempty"`
	InForce  []Measure `json:"in_force"`
	Replaced []Measure `json:"replaced"` // ended, or replaced before they began
	NotYet   []Measure `json:"not_yet"`  // adopted, not begun
}

// QueryError is a question that cannot be answered as put.
type QueryError struct{ problem, hint string }

// Error says what is not on file.
func (e *QueryError) Error() string { return e.problem }

// Hint says what to ask instead.
func (e *QueryError) Hint() string { return e.hint }

// topics are what --about may name, and what it takes from the table.
func topics() []struct {
	name string
	of   func(m *Measure) bool
} {
	category := func(names ...string) func(*Measure) bool {
		return func(m *Measure) bool { return slices.Contains(names, m.Category) }
	}
	return []struct {
		name string
		of   func(m *Measure) bool
	}{
		{"ships", category("maritime")},
		{"petroleum", category("petroleum")},
		{"coal", func(m *Measure) bool { return strings.Contains(strings.ToLower(m.Summary), "coal") }},
		{"trade", category("sectoral", "luxury goods")},
		{"arms", category("arms", "proliferation")},
		{"finance", category("finance")},
		{"workers", category("labour")},
		{"persons", category("travel")},
		{"committee", category("institution", "exemption")},
	}
}

// Topics returns the names that Query.About may have.
func Topics() []string {
	var names []string
	for _, t := range topics() {
		names = append(names, t.name)
	}
	return names
}

// InForce returns the measures that bind on a day.
func (l *Library) InForce(q Query) (Answer, error) {
	a := Answer{Regime: "1718", About: q.About, InForce: []Measure{}, Replaced: []Measure{}, NotYet: []Measure{}}
	if !slices.Contains([]string{"", "dprk", "1718"}, strings.ToLower(q.Regime)) {
		return a, &QueryError{fmt.Sprintf("no measures are on file for regime %q", q.Regime), "on file: dprk (1718)"}
	}
	about, err := topic(q.About)
	if err != nil {
		return a, err
	}
	if q.AsOf.On != 0 {
		a.On = q.AsOf.On.String()
	}
	if q.AsOf.Known != 0 {
		a.Known = q.AsOf.Known.String()
	}
	for i := range l.measures {
		m := l.measures[i].asOf(q.AsOf, l)
		if !q.AsOf.Knows(m.KnownOn) || !about(&m) {
			continue
		}
		switch {
		case m.over(q.AsOf):
			a.Replaced = append(a.Replaced, m)
		case !q.AsOf.Reached(m.From):
			a.NotYet = append(a.NotYet, m)
		default:
			a.InForce = append(a.InForce, m)
		}
	}
	return a, nil
}

func topic(about string) (func(*Measure) bool, error) {
	if about == "" || strings.EqualFold(about, "dprk") {
		return func(*Measure) bool { return true }, nil
	}
	for _, t := range topics() {
		if strings.EqualFold(t.name, about) {
			return t.of, nil
		}
	}
	return nil, &QueryError{fmt.Sprintf("%q is not a topic on file", about), "topics are " + strings.Join(Topics(), ", ")}
}

// Measure returns one measure as of a day.
func (l *Library) Measure(id string, at day.AsOf) (Measure, bool) {
	for i := range l.measures {
		if m := &l.measures[i]; m.ID == id && at.Knows(m.KnownOn) {
			return m.asOf(at, l), true
		}
	}
	return Measure{}, false
}

// over reports whether a measure had ended by the day asked about.
func (m *Measure) over(at day.AsOf) bool {
	if m.To.IsZero() {
		return false
	}
	if m.To.Last() < m.From.First() {
		return true // replaced before it began
	}
	if at.On == 0 {
		return true
	}
	if !m.replacedOn.IsZero() {
		return m.To.First() <= at.On
	}
	return m.To.Last() < at.On
}

// asOf returns the measure with what was known of it by then.
func (m *Measure) asOf(at day.AsOf, l *Library) Measure {
	out := *m
	if at.Known != 0 && !m.replacedOn.IsZero() && !at.Knows(m.replacedOn) || at.Known != 0 && m.Period == "" && !at.Knows(m.To) {
		out.To, out.replacedOn = day.Date{}, day.Date{}
	}
	out.Changed, out.Elements = nil, nil
	for _, part := range parts(m.changes) {
		if at.Knows(l.changeKnown(part)) {
			out.Changed = append(out.Changed, part)
		}
	}
	if at.Known != 0 {
		out.Exemption = l.knownParts(m.Exemption, at)
		out.Summary = l.withoutLater(m, &out, at)
	}
	out.Elements = out.elementsAt(m.Elements, at)
	return out
}

// parts divides at semicolons that stand outside brackets.
func parts(text string) []string {
	var out []string
	depth, from := 0, 0
	for i, c := range text + ";" {
		switch {
		case c == '(':
			depth++
		case c == ')':
			depth--
		case c == ';' && depth == 0:
			if part := strings.TrimSpace(text[from:i]); part != "" {
				out = append(out, part)
			}
			from = i + 1
		}
	}
	return out
}

// knownParts keeps the parts of a text that name nothing adopted later.
func (l *Library) knownParts(text string, at day.AsOf) string {
	var kept []string
	for _, part := range parts(text) {
		if !l.namesLater(part, at) {
			kept = append(kept, part)
		}
	}
	return strings.Join(kept, "; ")
}

// withoutLater drops a remark in brackets from a summary when it tells what came later:
// it names a later text or year, or the end of the measure, which was not known by then.
func (l *Library) withoutLater(m, asOf *Measure, at day.AsOf) string {
	open := strings.LastIndex(m.Summary, " (")
	if open < 0 || !strings.HasSuffix(m.Summary, ")") {
		return m.Summary
	}
	endHidden := !m.To.IsZero() && asOf.To.IsZero()
	if l.namesLater(m.Summary[open:], at) || endHidden {
		return m.Summary[:open]
	}
	return m.Summary
}

// namesLater reports whether a text names a resolution or a year after the Known day.
func (l *Library) namesLater(text string, at day.AsOf) bool {
	year, _, _ := at.Known.Civil()
	for _, n := range number.FindAllString(text, -1) {
		if d, ok := l.adopted[n]; ok {
			if !at.Knows(d) {
				return true
			}
			continue
		}
		if y, err := strconv.Atoi(n); err == nil && y > year && y < year+100 {
			return true
		}
	}
	return false
}

// changeKnown is when a change became known: when the text it names was adopted. One
// that names none has no such day.
func (l *Library) changeKnown(change string) day.Date {
	var latest day.Date
	for _, n := range number.FindAllString(change, -1) {
		if d, ok := l.adopted[n]; ok && day.Compare(d, latest) > 0 {
			latest = d
		}
	}
	return latest
}

func compareMeasures(a, b Measure) int {
	return cmp.Or(day.Compare(a.KnownOn, b.KnownOn), cmp.Compare(paragraphNumber(a.Paragraph), paragraphNumber(b.Paragraph)), cmp.Compare(a.ID, b.ID))
}

func paragraphNumber(s string) int {
	n := 0
	for _, c := range s {
		if c < '0' || c > '9' {
			break
		}
		n = 10*n + int(c-'0')
	}
	return n
}

// Lines tells an answer; with elements, what each measure asks.
func (a *Answer) Lines(elements bool) []council.Line {
	var lines []council.Line
	for i := range a.InForce {
		lines = append(lines, a.InForce[i].Lines(elements)...)
	}
	for i := range a.Replaced {
		m := &a.Replaced[i]
		lines = append(lines, council.Line{Head: m.Name(), How: "no longer in force", Text: m.Summary + m.ended(), Origin: m.Origin})
	}
	for i := range a.NotYet {
		m := &a.NotYet[i]
		lines = append(lines, council.Line{Head: m.Name(), How: "not yet in force", Text: m.Summary + "; from " + m.From.String(), Origin: m.Origin})
	}
	return lines
}

func (m *Measure) ended() string {
	text := "; from " + m.From.String() + ", ended " + m.To.String()
	if m.To.Last() < m.From.First() {
		text = "; was to begin " + m.From.String() + ", replaced " + m.To.String()
	}
	if len(m.Changed) > 0 {
		text += " (" + strings.Join(m.Changed, "; ") + ")"
	}
	return text
}

// Lines tells a measure.
func (m *Measure) Lines(elements bool) []council.Line {
	text := m.Summary + "; since " + m.From.String()
	if !m.To.IsZero() {
		text += ", to " + m.To.String()
	}
	if len(m.Changed) > 0 {
		text += "; widened or replaced: " + strings.Join(m.Changed, "; ")
	}
	if m.Exemption != "" {
		text += "; except: " + m.Exemption
	}
	lines := []council.Line{{Head: m.Name(), Text: text, Origin: m.Origin}}
	lines = append(lines, m.boundLines()...)
	if !elements {
		return lines
	}
	if len(m.Elements) == 0 {
		return append(lines, council.Line{Head: "  elements", Text: "none entered; nothing follows from that", Origin: m.Origin})
	}
	for i := range m.Elements {
		lines = append(lines, m.Elements[i].line(m))
	}
	return lines
}
