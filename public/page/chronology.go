package page

import (
	"io"
	"regexp"
	"strconv"
	"strings"

	"github.com/plimsoll-watch/plimsoll/base/day"
	"github.com/plimsoll-watch/plimsoll/law/council"
)

// ChronologyPage is what is on record of a topic, on one line of time.
type ChronologyPage struct {
	Topic    string // dprk
	Entries  []council.Entry
	From, To day.Date // what was asked for; none: an open end
	AsOf     day.AsOf
	Command  string
}

// chronologyView is a page of a chronology while it is made.
type chronologyView struct {
	p       *ChronologyPage
	sources sources
}

// WriteChronology writes the record of a topic as one HTML file: a strip of time with a
// row a kind and a mark an entry, and below it every entry, month by month, with how it
// is known, by whom, and its source. A day that is not known is a span of days in both.
// It shows nothing that became known after its day.
func WriteChronology(w io.Writer, p *ChronologyPage, a Assets) error {
	v := &chronologyView{p: p}
	r := &record{
		Title: "Chronology, " + strings.ToUpper(p.Topic), Heading: v.heading(), Symbol: strings.ToUpper(p.Topic),
		Answer: v.answer(), Method: "chronology", AsOf: asOfWords(v.known()), Command: p.Command,
	}
	sections := []recordSection{v.table()}
	if len(p.Entries) > 0 {
		sections = append([]recordSection{v.strip()}, sections...)
	}
	r.Bands = []recordBand{{"full", [][]recordSection{sections}}}
	r.Sources = v.sources.rows
	return writeRecord(w, r, a)
}

// known is the day whose knowledge is shown; "" for all that is known.
func (v *chronologyView) known() string {
	if v.p.AsOf.Known == 0 {
		return ""
	}
	return longDate(v.p.AsOf.Known.Date())
}

func (v *chronologyView) heading() string {
	return strings.ToUpper(v.p.Topic) + ": the record on one line of time" + v.span()
}

// span says from when to when, as it was asked.
func (v *chronologyView) span() string {
	from, to := v.p.From, v.p.To
	if to.IsZero() {
		to = v.p.AsOf.On.Date()
	}
	switch {
	case from.IsZero() && to.IsZero():
		return ""
	case from.IsZero():
		return ", to " + longDate(to)
	case to.IsZero():
		return ", from " + longDate(from)
	case from == to:
		return ", " + longDate(to)
	}
	return ", " + longDate(from) + " to " + longDate(to)
}

// kindWords are what one and several entries of a kind are called.
type kindWords struct {
	kind      council.EntryKind
	one, many string
}

func allKindWords() []kindWords {
	return []kindWords{
		{council.EntryResolutions, "resolution or other text", "resolutions and other texts"},
		{council.EntryCommittee, "act in the Committee", "acts in the Committee"},
		{council.EntryTalks, "talk", "talks"},
		{council.EntryTests, "test or launch", "tests and launches"},
		{council.EntryIncidents, "reported transfer at sea", "reported transfers at sea"},
		{council.EntryReport, "event of a report", "events of reports"},
		{council.EntryPositions, "position", "positions"},
		{council.EntryMeetings, "entry on a meeting", "entries on meetings"},
	}
}

// answer counts what is there, by kind.
func (v *chronologyView) answer() string {
	if len(v.p.Entries) == 0 {
		return "Nothing is on file of this time, as far as we have read."
	}
	n := map[council.EntryKind]int{}
	for _, e := range v.p.Entries {
		n[e.Kind]++
	}
	var parts []string
	for _, w := range allKindWords() {
		if n[w.kind] > 0 {
			parts = append(parts, plural(n[w.kind], w.one, w.many))
		}
	}
	list := parts[len(parts)-1]
	if len(parts) > 1 {
		list = strings.Join(parts[:len(parts)-1], ", ") + " and " + list
	}
	return "As far as we have read, " + list + " are on record. Each stands with how it is known and its source; what two sources tell of one thing stands twice."
}

// table is every entry; a row names each month.
func (v *chronologyView) table() recordSection {
	out := recordSection{Title: "Day by day", Class: "dated", After: v.notes()}
	var rows [][]recordCell
	month := ""
	for i := range v.p.Entries {
		e := &v.p.Entries[i]
		if name := monthWords(e.Date); name != month {
			month = name
			rows = append(rows, []recordCell{{Head: name, Span: 4}, {}})
		}
		rows = append(rows, v.row(e))
	}
	if len(rows) == 0 {
		out.Empty = "nothing on file by then, as far as we have read"
	}
	return out.with([]string{"Day", "Kind", "What, and how it is known", "Who", ""}, rows)
}

// monthWords names the month in which something may have begun.
func monthWords(d day.Date) string {
	if d.Precision() == day.ToYear {
		return d.String() + ", month not known"
	}
	return d.First().Time().Format("January 2006")
}

func (v *chronologyView) row(e *council.Entry) []recordCell {
	who := recordCell{Text: e.Who}
	if e.Who == "" {
		who = recordCell{Absent: "not told"}
	}
	note := strings.TrimPrefix(e.OutcomeWords(), "; ")
	return []recordCell{
		{Text: entryDay(e)}, {Text: capital(string(e.Kind))},
		{How: e.How, Text: datedInWords(e.What), Note: datedInWords(note)}, who, v.sources.cited(e.Origin),
	}
}

// entryDay prints a day, what lasted with its last day, and what is not known closer as
// between two days.
func entryDay(e *council.Entry) string {
	switch {
	case !e.End.IsZero():
		return shortSpan(e.Date.First(), "to", e.End.Last())
	case e.Date.Precision() == day.Range:
		return "between " + shortSpan(e.Date.First(), "and", e.Date.Last())
	case e.Date.Precision() == day.ToMonth:
		return "in " + dateWords(e.Date)
	}
	return dateWords(e.Date)
}

// shortSpan prints two days, month and year once where they share them.
func shortSpan(from day.Day, word string, to day.Day) string {
	y, m, d := from.Civil()
	switch year, month, _ := to.Civil(); {
	case y != year:
		return shortDay(from) + " " + word + " " + shortDay(to)
	case m != month:
		return nonBreaking(from.Time().Format("2 Jan")) + " " + word + " " + shortDay(to)
	}
	return strconv.Itoa(d) + nbsp + word + " " + shortDay(to)
}

var isoDate = regexp.MustCompile(`\b\d{4}-\d{2}(-\d{2})?(\.\.\d{4}-\d{2}(-\d{2})?)?\b`)

// datedInWords prints the dates in a sentence of the record as tables have them.
func datedInWords(s string) string {
	return isoDate.ReplaceAllStringFunc(s, func(found string) string {
		d, err := day.Parse(found)
		if err != nil {
			return found
		}
		return dateWords(d)
	})
}

// notes say how to read the table.
func (v *chronologyView) notes() string {
	text := "Expected, likely: the source’s own word. Said: in a statement. Recorded: by who acted, by an official page or a copy of one. Reported: by someone else. Derived: from our own rows. "
	text += "Between two days, or in a month: the day is not known. A test or launch is on its day in universal time."
	for _, e := range v.p.Entries {
		if e.Kind == council.EntryIncidents {
			return text + " Transfers at sea are told as reported, their places in words; in none of them can our method be shown to have found the event."
		}
	}
	return text
}
