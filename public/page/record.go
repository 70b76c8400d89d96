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

// record is a page of what is on record: the answer, key figures, a picture, sections.
// It needs no script.
type record struct {
	Title, Symbol, Answer string
	Figures               []recordFigure
	Wide, Narrow          template.HTML // the picture, drawn twice
	Caption               string
	Sections              []recordSection
	Method, AsOf, Command string

	Policy string
	Style  template.HTML
}

type recordFigure struct {
	Caption, Value, Note string
	Estimated            bool // our hand's colour: not the record
}

// recordSection is a heading with a table, lines, or a word that there are none.
type recordSection struct {
	Title, Note string
	Full        bool // takes the whole width
	Missing     bool // what is not in hand: a dashed frame
	Columns     []string
	Rows        [][]string
	Lines       []recordLine
	Empty       string
}

// recordLine is a sentence with what it rests on.
type recordLine struct {
	Head, How, Text string
	Mark            *trustMark
	Source          string
}

// trustMark is the disc of a trust mark and its word.
type trustMark struct{ Symbol, Word string }

func markOf(m source.Mark) *trustMark {
	symbol := map[source.Mark]string{source.InSource: "m-full", source.InSourcePart: "m-part", source.Derived: "m-half"}[m]
	if symbol == "" {
		symbol = "m-none"
	}
	return &trustMark{symbol, m.String()}
}

// Statement is a line of the record as a page shows it.
type Statement = council.Line

// linesOf turns statements into lines; the source of a run of statements stands once,
// with the last of them.
func linesOf(all []Statement) []recordLine {
	var out []recordLine
	for i, s := range all {
		line := recordLine{Head: s.Head, How: s.How, Text: s.Text}
		if i+1 == len(all) || all[i+1].Cited() != s.Cited() {
			line.Mark, line.Source = markOf(s.Mark), s.Source
			if !s.KnownOn.IsZero() {
				line.Source += "; known " + s.KnownOn.String()
			}
		}
		out = append(out, line)
	}
	return out
}

// section makes a section of statements; with none it says what was looked for.
func section(title string, all []Statement, empty string) recordSection {
	s := recordSection{Title: title, Lines: linesOf(all)}
	if len(all) == 0 {
		s.Empty = empty
	}
	return s
}

// writeRecord writes a page of the record.
func writeRecord(w io.Writer, r *record, a Assets) error {
	if closes(a.CSS, "style") {
		return fmt.Errorf("write page %s: %w", r.Title, errClosing)
	}
	style := a.CSS + "@page{@bottom-left{content:" + cssString(r.Title+" · "+r.AsOf) + "}}"
	r.Policy, r.Style = policy(style, ""), element("style", style)
	t, err := template.New("record").Parse(recordTemplate)
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

// DossierPage is what is on record of a meeting, as of the day before it, and what
// else a writer needs beside it.
type DossierPage struct {
	Dossier council.Dossier
	Beside  []Block // limits, commitments, ships: from the other rooms
	Command string
}

// Block is statements under a heading.
type Block struct {
	Title string
	Lines []Statement
}

// WriteDossier writes the dossier of a meeting as one HTML file. It shows nothing that
// became known after its day, and says what is missing.
func WriteDossier(w io.Writer, p *DossierPage, a Assets) error {
	d := &p.Dossier
	r := &record{
		Title: "Dossier of " + d.Meeting.Symbol.String(), Symbol: d.Meeting.Symbol.String(), Answer: dossierAnswer(d),
		Method: "dossier", AsOf: asOfWords(d.Known.String()), Command: p.Command,
	}
	r.Figures = []recordFigure{
		{Caption: "Meeting", Value: longDate(d.Meeting.Date), Note: d.Meeting.Ordinal()},
		{Caption: "Presidency", Value: presidentOf(d), Note: "by rule 18 of the provisional rules of procedure"},
		{Caption: "On record by then", Value: fmt.Sprint(len(d.Positions)), Note: "positions of that year, as stated; " + fmt.Sprint(len(d.NoStatement)) + " members without one on file"},
	}
	missing := recordSection{Title: "Missing", Missing: true}
	for _, m := range d.Missing {
		missing.Lines = append(missing.Lines, recordLine{Text: m})
	}
	for i, s := range d.Sections() {
		lines := s.Lines
		if s.Title == "members" || s.Title == "presidency" {
			lines = joined(lines)
		}
		r.Sections = append(r.Sections, section(capital(s.Title), lines, "nothing on file by then"))
		if i == 0 {
			r.Sections = append(r.Sections, missing)
		}
	}
	for _, b := range p.Beside {
		r.Sections = append(r.Sections, section(b.Title, b.Lines, "nothing on file by then"))
	}
	return writeRecord(w, r, a)
}

// joined puts lines that rest on one thing into one.
func joined(lines []Statement) []Statement {
	var out []Statement
	for _, l := range lines {
		text := l.Text
		if l.Head != "" {
			text = l.Head + " " + text
		}
		if n := len(out); n > 0 && out[n-1].Cited() == l.Cited() {
			out[n-1].Text += "; " + text
			continue
		}
		l.Head, l.Text = "", text
		out = append(out, l)
	}
	return out
}

// dossierAnswer says who presides, at what level, who is invited, each as its source
// words it.
func dossierAnswer(d *council.Dossier) string {
	var parts []string
	seen := map[string]bool{}
	for _, f := range d.Meeting.Facts {
		switch f.Property {
		case council.Level, council.Chair, council.Rule37:
			line := f.Line()
			text := strings.ReplaceAll(line.Head, "rule37", "invited under rule 37") + " " + line.How + ": " + line.Text
			if !seen[text] {
				seen[text] = true
				parts = append(parts, text)
			}
		}
	}
	if len(parts) == 0 {
		return "As far as we have read, nothing was on record of level, chair or invitations."
	}
	return "As far as we have read: " + strings.Join(parts, "; ") + "."
}

// longDate prints a day as "27 September 2018", a date of another precision as it
// stands, and none as not known.
func longDate(d day.Date) string {
	switch {
	case d.IsZero():
		return "not known"
	case d.First() != d.Last():
		return d.String()
	}
	return d.First().Time().Format("2 January 2006")
}

func presidentOf(d *council.Dossier) string {
	for _, p := range d.Presidents {
		if first := d.Meeting.Date; !first.IsZero() {
			if y, m, _ := first.Last().Civil(); p.Year == y && p.Month == m {
				return p.President
			}
		}
	}
	return "not told"
}

func asOfWords(known string) string {
	if known == "" {
		return "all that is known now"
	}
	return "as of " + known + "; nothing that became known later is shown"
}
