package council

import (
	"cmp"
	"slices"
	"strconv"

	"github.com/plimsoll-watch/plimsoll/base/day"
)

// Modality is the word a source used of a fact about a meeting.
type Modality string

// Modalities. Expected and likely were said before the meeting.
const (
	Expected Modality = "expected"
	Likely   Modality = "likely"
	Invited  Modality = "invited" // under a rule
	Spoke    Modality = "spoke"
	Recorded Modality = "recorded"
)

// Property is what a fact about a meeting says.
type Property string

// Properties, in the order people read them.
const (
	AgendaItem      Property = "agenda-item"
	Format          Property = "format"
	Level           Property = "level"
	Chair           Property = "chair"
	Rule37          Property = "rule37"
	Rule39          Property = "rule39"
	Briefer         Property = "briefer"
	ConceptNote     Property = "concept-note"
	ExpectedOutcome Property = "expected-outcome"
	RelatedMeeting  Property = "related-meeting"
	PressCoverage   Property = "press-release"
)

// properties returns all of them in order.
func properties() []Property {
	return []Property{AgendaItem, Format, Level, Chair, Rule37, Rule39, Briefer, ConceptNote, ExpectedOutcome, RelatedMeeting, PressCoverage}
}

// Fact is one thing a source says about a meeting.
type Fact struct {
	Meeting  Symbol   `json:"meeting"`
	Property Property `json:"property"`
	Value    string   `json:"value"`
	Modality Modality `json:"modality"`
	Origin
}

// Line returns the fact as one line.
func (f Fact) Line() Line {
	return Line{Head: string(f.Property), How: string(f.Modality), Text: f.Value, Origin: f.Origin}
}

// Sitting is a day and hour of a meeting, as a source gives them.
type Sitting struct {
	Meeting  Symbol   `json:"meeting"`
	Date     day.Date `json:"date"`
	Hour     string   `json:"hour,omitempty"` // in the source's words; absent: not said
	Modality Modality `json:"modality"`
	Origin
}

// Line returns day and hour as one line.
func (s Sitting) Line() Line {
	text := s.Date.String()
	if s.Hour != "" {
		text += ", " + s.Hour
	}
	return Line{Head: "date", How: string(s.Modality), Text: text, Origin: s.Origin}
}

// Meeting is what was known of a meeting by a day.
type Meeting struct {
	Symbol   Symbol    `json:"symbol"`
	Date     day.Date  `json:"date,omitzero"` // the one recorded, else the last expected; zero: not known by then
	Sittings []Sitting `json:"sittings,omitempty"`
	Facts    []Fact    `json:"facts,omitempty"`
}

// Ordinal returns the meeting as it is called in prose: 8363rd meeting.
func (m Meeting) Ordinal() string { return ordinal(m.Symbol.Number()) + " meeting" }

// Of returns the facts with a property, in the order they became known.
func (m Meeting) Of(p Property) []Fact {
	var facts []Fact
	for _, f := range m.Facts {
		if f.Property == p {
			facts = append(facts, f)
		}
	}
	return facts
}

// Lines returns the meeting in words, a fact a line.
func (m Meeting) Lines() []Line {
	var lines []Line
	for _, s := range m.Sittings {
		lines = append(lines, s.Line())
	}
	for _, f := range m.Facts {
		lines = append(lines, f.Line())
	}
	return lines
}

// Meeting returns what was known of a meeting. The clock On decides nothing here: a
// meeting that lies ahead is shown with what was expected of it.
func (l *Library) Meeting(s Symbol, at day.AsOf) (Meeting, error) {
	if m, ok := l.meeting(s, at); ok {
		return m, nil
	}
	return Meeting{}, &UnknownError{"meeting", s.String(), l.nearestMeeting(s, at)}
}

func (l *Library) meeting(s Symbol, at day.AsOf) (m Meeting, ok bool) {
	m.Symbol = s
	for _, d := range l.sittings {
		if d.Meeting == s && at.Knows(d.KnownOn) {
			m.Sittings = append(m.Sittings, d)
		}
	}
	for _, f := range l.facts {
		if f.Meeting == s && at.Knows(f.KnownOn) {
			m.Facts = append(m.Facts, f)
		}
	}
	m.Date = dateOf(m.Sittings)
	return m, len(m.Sittings)+len(m.Facts) > 0
}

// dateOf returns the date recorded, else the one expected last.
func dateOf(sittings []Sitting) day.Date {
	var d day.Date
	for _, s := range sittings {
		if s.Modality == Recorded {
			return s.Date
		}
		d = s.Date
	}
	return d
}

// Meetings returns all meetings known by then, by date, then number; those without a
// known date come first.
func (l *Library) Meetings(at day.AsOf) []Meeting {
	var all []Meeting
	for _, s := range l.meetingSymbols() {
		if m, ok := l.meeting(s, at); ok {
			all = append(all, m)
		}
	}
	slices.SortFunc(all, func(a, b Meeting) int {
		return cmp.Or(day.Compare(a.Date, b.Date), compareSymbols(a.Symbol, b.Symbol))
	})
	return all
}

// meetingSymbols returns the symbols of all meetings on file, in order.
func (l *Library) meetingSymbols() []Symbol {
	var all []Symbol
	for _, d := range l.sittings {
		all = append(all, d.Meeting)
	}
	for _, f := range l.facts {
		all = append(all, f.Meeting)
	}
	slices.SortFunc(all, compareSymbols)
	return slices.Compact(all)
}

// nearestMeeting returns the meeting known by then with the nearest number.
func (l *Library) nearestMeeting(s Symbol, at day.AsOf) string {
	best, found := 0, ""
	for _, m := range l.Meetings(at) {
		d := m.Symbol.Number() - s.Number()
		if d = max(d, -d); found == "" || d < best {
			best, found = d, m.Symbol.String()
		}
	}
	return found
}

// compareFacts orders facts as people read them.
func compareFacts(a, b Fact) int {
	return cmp.Or(
		compareSymbols(a.Meeting, b.Meeting),
		slices.Index(properties(), a.Property)-slices.Index(properties(), b.Property),
		day.Compare(a.KnownOn, b.KnownOn),
		cmp.Compare(a.id(), b.id()),
	)
}

func compareSittings(a, b Sitting) int {
	return cmp.Or(compareSymbols(a.Meeting, b.Meeting), day.Compare(a.KnownOn, b.KnownOn), cmp.Compare(a.id(), b.id()))
}

// ordinal returns 8363rd.
func ordinal(n int) string {
	suffix := "th"
	if tens := n / 10 % 10; tens != 1 {
		switch n % 10 {
		case 1:
			suffix = "st"
		case 2:
			suffix = "nd"
		case 3:
			suffix = "rd"
		}
	}
	return strconv.Itoa(n) + suffix
}
