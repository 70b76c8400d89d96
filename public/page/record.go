package page

import (
	_ "embed"
	"fmt"
	"html/template"
	"io"
	"strings"

	"github.com/plimsoll-watch/plimsoll/base/day"
	"github.com/plimsoll-watch/plimsoll/base/source"
	"github.com/plimsoll-watch/plimsoll/law/council"
)

//go:embed record.tmpl
var recordTemplate string

// record is a page of what is on record: the answer, key figures, bands of sections.
// It needs no script.
type record struct {
	Title, Heading, Symbol string
	Answer                 string
	Figures                []recordFigure
	Bands                  []recordBand
	Method, AsOf, Command  string
	Sources                []sourceRow

	Policy string
	Style  template.HTML
}

// recordFigure is a key figure; its value opens its arithmetic where it has some.
type recordFigure struct {
	Caption, Value, Note string
	Mark                 *trustMark
	Estimated            bool // our hand's colour: not the record
	How                  []howLine
}

// howLine is a line of arithmetic, as deep as it stands under its figure.
type howLine struct {
	Depth int
	Text  string
	Refs  []int
}

// recordBand is columns beside one another; on a narrow page below one another.
type recordBand struct {
	Class   string // wide: the left one twice the right; even; full
	Columns [][]recordSection
}

// recordSection is a heading with a picture, a table, or a word that there is nothing.
type recordSection struct {
	Title, Note  string
	Bare         bool // a picture without a heading
	Missing      bool // what is not in hand: a dashed frame, a box a line
	Wide, Narrow template.HTML
	Caption      string
	Class        string // of the table
	Columns      []string
	Rows         [][]recordCell
	List         []string
	After        string
	How          []howLine
	Empty        string
}

// with fills the table of a section; each cell keeps the name of its column.
func (s recordSection) with(columns []string, rows [][]recordCell) recordSection {
	for _, row := range rows {
		at := 0
		for i := range row {
			if at < len(columns) && row[i].Label == "" {
				row[i].Label = columns[at]
			}
			at += max(1, row[i].Span)
		}
	}
	s.Columns, s.Rows = columns, rows
	return s
}

// NumberAt reports whether a column holds numbers; its heading then stands over them.
func (s recordSection) NumberAt(i int) bool {
	for _, row := range s.Rows {
		if i < len(row) && row[i].Number {
			return true
		}
	}
	return false
}

// recordCell is a cell of a table. Without text it says what is absent.
type recordCell struct {
	Head, How, Text string
	Absent          string
	Note            string
	Mark            *trustMark
	Refs            []int
	Own             bool // a row of the reader's own
	Number          bool
	Span            int
	Label           string // the column's name, for a narrow page
}

// Few reports whether the sources of a cell stand on one line with its mark.
func (c recordCell) Few() bool { return len(c.Refs) < 3 }

// trustMark is the disc of a trust mark and its word; a short one is the disc alone,
// the word spoken.
type trustMark struct {
	Symbol, Word string
	Short        bool
}

func markOf(m source.Mark) *trustMark {
	symbol := map[source.Mark]string{source.InSource: "m-full", source.InSourcePart: "m-part", source.Derived: "m-half"}[m]
	if symbol == "" {
		symbol = "m-none"
	}
	return &trustMark{Symbol: symbol, Word: m.String()}
}

func shortMark(m source.Mark) *trustMark {
	mark := markOf(m)
	mark.Short = true
	return mark
}

// Marks are the trust marks, for the legend.
func (r *record) Marks() []*trustMark {
	return []*trustMark{markOf(source.InSource), markOf(source.InSourcePart), markOf(source.Derived), markOf(source.Unverified)}
}

// sourceRow is a source of the page, by its number.
type sourceRow struct {
	N                  int
	Text, Class, Known string
	Mark               *trustMark
}

// sources numbers what a page rests on, in the order it is met.
type sources struct {
	rows  []sourceRow
	known map[string]int
}

// cite returns the number of a source; one met before keeps its own.
func (s *sources) cite(text string, class source.Class, mark source.Mark, known day.Date) []int {
	if text == "" {
		text = "no source"
	}
	key := strings.Join([]string{text, string(class), string(mark), known.String()}, "\n")
	if n, ok := s.known[key]; ok {
		return []int{n}
	}
	if s.known == nil {
		s.known = map[string]int{}
	}
	row := sourceRow{N: len(s.rows) + 1, Text: text, Class: classWord(class), Mark: markOf(mark)}
	if !known.IsZero() {
		row.Known = "known " + dateWords(known)
	}
	s.rows = append(s.rows, row)
	s.known[key] = row.N
	return []int{row.N}
}

// origin cites what a line rests on.
func (s *sources) origin(o council.Origin) []int { return s.cite(o.Source, o.Class, o.Mark, o.KnownOn) }

// cited is the mark and the source of an origin, in a cell.
func (s *sources) cited(o council.Origin) recordCell {
	return recordCell{Mark: shortMark(o.Mark), Refs: s.origin(o), Own: o.Own}
}

// classWord says who speaks; nothing where the row does not say.
func classWord(c source.Class) string {
	switch c {
	case source.OfficialSecondary:
		return "official, about another’s act"
	case source.Copy:
		return "copy of an official text"
	case source.DerivedClass:
		return "our own rows"
	}
	return string(c)
}

// writeRecord writes a page of the record.
func writeRecord(w io.Writer, r *record, a Assets) error {
	if closes(a.CSS, "style") {
		return fmt.Errorf("write page %s: %w", r.Title, errClosing)
	}
	style := a.CSS + "@page{@bottom-left{content:" + cssString(r.Title+" · "+r.AsOf) + "}}"
	r.Policy, r.Style = policy(style, ""), element("style", style)
	t, err := parsed("record", recordTemplate)
	if err != nil {
		return err
	}
	var out strings.Builder
	if err := t.Execute(&out, r); err != nil {
		return fmt.Errorf("write page %s: %w", r.Title, err)
	}
	_, err = io.WriteString(w, out.String())
	return err
}

// dateWords prints a date as tables have it: 27 Sep 2018; a month as Sep 2018, a span of
// days with "to", none as not known.
func dateWords(d day.Date) string {
	switch {
	case d.IsZero():
		return "not known"
	case strings.Contains(d.String(), ".."):
		return shortDay(d.First()) + " to " + shortDay(d.Last())
	case d.Precision() == day.ToMonth:
		return nonBreaking(d.First().Time().Format("Jan 2006"))
	case d.Precision() == day.ToDay:
		return shortDay(d.First())
	}
	return d.String()
}

func shortDay(d day.Day) string { return nonBreaking(d.Time().Format("2 Jan 2006")) }

// longDate prints a day as "27 September 2018", other dates as tables have them.
func longDate(d day.Date) string {
	if d.IsZero() || d.First() != d.Last() {
		return dateWords(d)
	}
	return d.First().Time().Format("2 January 2006")
}

// asOfWords says whose knowledge a page shows.
func asOfWords(known string) string {
	if known == "" {
		return "all that is known now"
	}
	return "as of " + known + "; nothing that became known later is shown"
}
