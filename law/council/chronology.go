package council

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/plimsoll-watch/plimsoll/base/day"
)

// EntryKind is which part of the record an entry of a chronology comes from.
type EntryKind string

// Kinds of entries, in the order they stand in on one day.
const (
	EntryResolutions EntryKind = "resolutions"
	EntryCommittee   EntryKind = "committee"
	EntryTalks       EntryKind = "talks"
	EntryTests       EntryKind = "tests" // nuclear tests and launches
	EntryIncidents   EntryKind = "incidents"
	EntryReport      EntryKind = "report" // what happened to a text of the record
	EntryPositions   EntryKind = "positions"
	EntryMeetings    EntryKind = "meetings"
)

// Entry is one thing on a line of time.
type Entry struct {
	Date      day.Date  `json:"date"`          // as closely as it is known
	Precision string    `json:"precision"`     // of Date: day, month, year, range
	End       day.Date  `json:"end,omitzero"`  // the last day of what lasted; absent: one day, or not known
	Kind      EntryKind `json:"kind"`          //
	Who       string    `json:"who,omitempty"` // absent: not told
	How       string    `json:"how"`           // how we know: expected, recorded, said, reported, likely, derived
	What      string    `json:"what"`
	Outcome   *Outcome  `json:"outcome,omitempty"` // absent: none was known by then
	Origin
}

// ID is the first row the entry rests on; it never changes.
func (e Entry) ID() string { return e.Rows[0] }

// Line returns the entry as one line.
func (e Entry) Line() Line {
	head := e.Date.String()
	if !e.End.IsZero() {
		head += " to " + e.End.String()
	}
	text := e.What
	if e.Who != "" {
		text = e.Who + ": " + text
	}
	return Line{Head: head + ", " + string(e.Kind), How: e.How, Text: text + e.OutcomeWords(), Origin: e.Origin}
}

// OutcomeWords says what was known of the outcome by then, after a semicolon; "" when
// nothing is to be said.
func (e Entry) OutcomeWords() string {
	switch {
	case e.Outcome == nil && e.Kind == EntryCommittee:
		return outcomeWords(nil)
	case e.Outcome == nil:
		return ""
	case e.Kind == EntryTests:
		return e.Outcome.words("in the Council's text")
	case e.Kind == EntryReport:
		return e.Outcome.words("effect")
	}
	return e.Outcome.words("outcome")
}

// strand is a kind of entries and where they come from.
type strand struct {
	kind    EntryKind
	entries func(*Library, day.AsOf) []Entry
}

// strands are all kinds in order.
func strands() []strand {
	return []strand{
		{EntryResolutions, (*Library).textEntries}, {EntryCommittee, (*Library).actionEntries},
		{EntryTalks, (*Library).talkEntries}, {EntryTests, (*Library).trialEntries},
		{EntryIncidents, (*Library).incidentEntries}, {EntryReport, (*Library).versionEntries},
		{EntryPositions, (*Library).positionEntries}, {EntryMeetings, (*Library).sittingEntries},
	}
}

// EntryKinds returns the kinds of entries in order.
func EntryKinds() []EntryKind {
	var all []EntryKind
	for _, s := range strands() {
		all = append(all, s.kind)
	}
	return all
}

// TopicError says that nothing is on file of a topic.
type TopicError struct{ Asked string }

// Error says what is not on file.
func (e *TopicError) Error() string { return fmt.Sprintf("nothing on topic %q is on file", e.Asked) }

// Hint names the topics that are.
func (e *TopicError) Hint() string { return "topics on file: " + strings.Join(Topics(), ", ") }

// Topics returns what a chronology can be asked of.
func Topics() []string { return []string{"dprk"} }

// Chronology returns all that is on record of a topic on one line of time: by the first
// day a thing may have been on, then in the order of [EntryKinds], then by row. It
// keeps what may have been within the period; an open end keeps all. What two tables
// tell of one thing stands twice, each with its source. An outcome is shown once it was
// known itself, and a meeting that lies ahead with the word of who expects it.
func (l *Library) Chronology(topic string, period day.Period, at day.AsOf) ([]Entry, error) {
	if !slices.Contains(Topics(), topic) {
		return nil, &TopicError{topic}
	}
	var all []Entry
	for _, s := range strands() {
		for _, e := range s.entries(l, at) {
			if e.within(period) {
				e.Kind, e.Precision = s.kind, precision(e.Date)
				all = append(all, e)
			}
		}
	}
	slices.SortFunc(all, compareEntries)
	return all, nil
}

// within reports whether an entry may lie in a period.
func (e Entry) within(p day.Period) bool {
	last := max(e.Date.Last(), e.End.Last())
	return (p.Since.IsZero() || last >= p.Since.First()) && (p.Until.IsZero() || e.Date.First() <= p.Until.Last())
}

func compareEntries(a, b Entry) int {
	return cmp.Or(
		cmp.Compare(a.Date.First(), b.Date.First()),
		slices.Index(EntryKinds(), a.Kind)-slices.Index(EntryKinds(), b.Kind),
		cmp.Compare(a.ID(), b.ID()),
	)
}

func precision(d day.Date) string {
	return [...]string{day.None: "", day.ToDay: "day", day.ToMonth: "month", day.ToYear: "year", day.Range: "range"}[d.Precision()]
}

// CountEntries counts entries by kind, in the order of [EntryKinds], none left out.
func CountEntries(entries []Entry) string {
	n := map[EntryKind]int{}
	for _, e := range entries {
		n[e.Kind]++
	}
	var parts []string
	for _, k := range EntryKinds() {
		parts = append(parts, fmt.Sprintf("%s %d", k, n[k]))
	}
	return strings.Join(parts, ", ")
}
