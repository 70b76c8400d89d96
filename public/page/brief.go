package page

import (
	_ "embed"
	"fmt"
	"html/template"
	"io"
	"strings"

	"github.com/plimsoll-watch/plimsoll/base/day"
	"github.com/plimsoll-watch/plimsoll/base/source"
)

//go:embed brief.tmpl
var briefTemplate string

//go:embed brief.css
var briefCSS string

// BriefPage is a published briefing: its text, what each citation was frozen with, what
// is still open. It needs no script.
type BriefPage struct {
	Title, Symbol, Summary string
	AsOf                   day.Day
	Published, Updated     day.Day
	Author                 string
	Body                   template.HTML // of the prose, from package brief alone
	Counts                 string        // 12 sentences written, 3 slots open
	Open, Missing          []string
	Updates                []BriefUpdate
	Notes                  []BriefNote
	Alternates             []BriefLink
	Command                string
}

// BriefUpdate is a correction and its day.
type BriefUpdate struct {
	On   day.Day
	Text string
}

// Day returns the day as it is printed.
func (u BriefUpdate) Day() string { return longDate(u.On.Date()) }

// BriefNote is a citation of a briefing with its frozen answer.
type BriefNote struct {
	N                   int
	Cite, Words, Source string
	SourceClass         source.Class
	Trust               source.Mark
	KnownOn             day.Date
}

// BriefLink leads to a feed or a calendar beside the page.
type BriefLink struct{ Type, Title, Href string }

// BriefIndex is the list of published briefings, the newest first.
type BriefIndex struct {
	Title, Summary, Command string
	Entries                 []BriefEntry
	Alternates              []BriefLink
}

// BriefEntry is one briefing in the list.
type BriefEntry struct {
	Href, Title, Symbol, Summary, Counts string
	Of, PublishedOn, UpdatedOn           day.Day
	Updates                              []BriefUpdate
}

// AsOf returns the day whose knowledge it shows, as it is printed.
func (e BriefEntry) AsOf() string { return longDate(e.Of.Date()) }

// Published returns the day it was published first, as it is printed.
func (e BriefEntry) Published() string { return longDate(e.PublishedOn.Date()) }

// Updated returns the day of its last correction, as it is printed.
func (e BriefEntry) Updated() string { return longDate(e.UpdatedOn.Date()) }

// briefView is a page of briefings as its template reads it.
type briefView struct {
	Title, Heading, Symbol, Answer, Up, Foot, Command string
	Body                                              template.HTML
	Facts                                             []briefFact
	Open, Missing                                     []string
	Updates                                           []BriefUpdate
	Notes                                             []briefNote
	Alternates                                        []BriefLink
	Index                                             []BriefEntry

	Policy string
	Style  template.HTML
}

type briefFact struct{ Name, Text string }

// briefNote is a note with its words in the form of a page.
type briefNote struct {
	N                                 int
	Cite, Words, Source, Class, Known string
	Mark                              *trustMark
}

// Marks are the trust marks, for the legend.
func (v *briefView) Marks() []*trustMark { return (&record{}).Marks() }

// WriteBrief writes a briefing as one HTML file.
func WriteBrief(w io.Writer, p *BriefPage, a Assets) error {
	v := &briefView{
		Title: p.Title, Heading: p.Title, Symbol: p.Symbol, Answer: p.Summary, Up: "index.html", Body: p.Body,
		Open: p.Open, Missing: p.Missing, Updates: p.Updates, Alternates: p.Alternates, Command: p.Command,
		Foot: "Nothing that became known after " + longDate(p.AsOf.Date()) + " is in the text, but for updates under their day",
	}
	v.fact("As of", longDate(p.AsOf.Date()))
	v.fact("Published", longDate(p.Published.Date()))
	if p.Updated != p.Published {
		v.fact("Updated", longDate(p.Updated.Date()))
	}
	v.fact("Author", p.Author)
	v.fact("Text", p.Counts)
	v.fact("Citations", fmt.Sprintf("%d, each frozen with value, source and day", len(p.Notes)))
	for _, n := range p.Notes {
		note := briefNote{N: n.N, Cite: n.Cite, Words: pageWords(n.Words), Source: n.Source, Class: classWord(n.SourceClass), Mark: markOf(n.Trust)}
		if !n.KnownOn.IsZero() {
			note.Known = dateWords(n.KnownOn)
		}
		if note.Source == "" {
			note.Source = "no source"
		}
		v.Notes = append(v.Notes, note)
	}
	return v.write(w, a)
}

func (v *briefView) fact(name, text string) {
	if text != "" {
		v.Facts = append(v.Facts, briefFact{name, text})
	}
}

// WriteBriefIndex writes the list of briefings as one HTML file.
func WriteBriefIndex(w io.Writer, p *BriefIndex, a Assets) error {
	v := &briefView{
		Title: p.Title, Heading: p.Title, Answer: p.Summary, Index: p.Entries, Alternates: p.Alternates, Command: p.Command,
		Foot: "Each sentence leads to its citation, each citation to what the record said on its day",
	}
	return v.write(w, a)
}

func (v *briefView) write(w io.Writer, a Assets) error {
	if closes(a.CSS, "style") {
		return fmt.Errorf("write page %s: %w", v.Title, errClosing)
	}
	style := a.CSS + briefCSS + "@page{@bottom-left{content:" + cssString(v.Title) + "}}"
	v.Policy, v.Style = policy(style, ""), element("style", style)
	t, err := parsed("brief", briefTemplate)
	if err != nil {
		return err
	}
	var out strings.Builder
	if err := t.Execute(&out, v); err != nil {
		return fmt.Errorf("write page %s: %w", v.Title, err)
	}
	_, err = io.WriteString(w, out.String())
	return err
}

// BriefCSS is the style of briefings, beside that of all pages.
func BriefCSS() string { return briefCSS }
