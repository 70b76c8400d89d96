package page

import (
	_ "embed"
	"fmt"
	"io"
	"strings"

	"html/template"

	"github.com/plimsoll-watch/plimsoll/base/day"
	"github.com/plimsoll-watch/plimsoll/base/source"
)

//go:embed edition.tmpl
var editionTemplate string

// paper is a page about what was put on record by signed acts: a verification, the
// changes between two editions, a finding. It needs no script.
type paper struct {
	Title, Heading, Symbol, Answer string
	Invented                       string // what is made up; "" where nothing is
	Counts                         []countWords
	Jump                           []jump
	Bands                          []paperBand
	Foot, Command                  string
	Sources                        []sourceRow

	Policy string
	Style  template.HTML
}

// countWords is a count in the line under the answer.
type countWords struct {
	N     int
	Words string
	Alarm bool // a count that should be 0 and is not
}

// jump leads to a change on the page.
type jump struct{ ID, Label string }

// paperBand is columns beside one another; on a narrow page below one another.
type paperBand struct {
	Class   string
	Columns [][]piece
}

// piece is one thing in a column; one of its fields is set.
type piece struct {
	Verdict *verdictBox
	Redline *redline
	States  *statesView
	Strip   *stripView
	Tests   *testsView
	Section *recordSection
	Frames  *framesView
}

// sectionPiece puts a section of a page of the record into a column.
func sectionPiece(s recordSection) piece { return piece{Section: &s} }

// Marks are the trust marks, for the legend.
func (p *paper) Marks() []*trustMark {
	return []*trustMark{markOf(source.InSource), markOf(source.InSourcePart), markOf(source.Derived), markOf(source.Unverified)}
}

// writePaper writes a page of what was put on record.
func writePaper(w io.Writer, p *paper, a Assets) error {
	if closes(a.CSS, "style") {
		return fmt.Errorf("write page %s: %w", p.Title, errClosing)
	}
	foot := p.Title
	if p.Invented != "" {
		foot = "INVENTED · " + foot
	}
	style := a.CSS + "@page{@bottom-left{content:" + cssString(foot) + "}}"
	p.Policy, p.Style = policy(style, ""), element("style", style)
	t, err := parsed("edition", editionTemplate)
	if err != nil {
		return err
	}
	if _, err = t.New("record").Parse(recordTemplate); err != nil {
		return err
	}
	var out strings.Builder
	if err := t.Execute(&out, p); err != nil {
		return fmt.Errorf("write page %s: %w", p.Title, err)
	}
	_, err = io.WriteString(w, out.String())
	return err
}

// fullSentence makes of a line for the terminal a sentence for a page: a capital, round
// quotation marks, days in words, a full stop.
func fullSentence(s string) string {
	s = capital(pageWords(s))
	if s == "" || strings.HasSuffix(s, ".") || strings.HasSuffix(s, "?") || strings.HasSuffix(s, "!") || strings.HasSuffix(s, ".”") {
		return s
	}
	return s + "."
}

// pageWords is text of a terminal as a page prints it: round quotation marks, days in
// words.
func pageWords(s string) string {
	words := strings.Split(roundQuotes(s), " ")
	for i, w := range words {
		core := strings.Trim(w, `,.;:()“”`)
		if len(core) != len("2006-01-02") {
			continue
		}
		if d, err := day.Parse(core); err == nil {
			words[i] = strings.Replace(w, core, longDate(d), 1)
		}
	}
	return strings.Join(words, " ")
}

// roundQuotes turns straight double quotation marks into round ones, by turns.
func roundQuotes(s string) string {
	var b strings.Builder
	open := false
	for _, r := range s {
		if r == '"' {
			open = !open
			r = '”'
			if open {
				r = '“'
			}
		}
		b.WriteRune(r)
	}
	return b.String()
}

func quoted(s string) string { return "“" + s + "”" }
