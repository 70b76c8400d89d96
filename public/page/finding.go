package page

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/plimsoll-watch/plimsoll/base/day"
)

// FindingPage is a finding: a claim, what it rests on, what speaks against it, and how far
// it was reviewed.
type FindingPage struct {
	ID, Claim    string
	State        string // draft, under review, agreed, contested, withdrawn
	Steps        []FindingStep
	Suspected    string // the name of the reviewer whose word "suspected" is; "" where nobody said it
	Confidence   Confidence
	Measures     []FindingMeasure
	Subjects     []Subject
	Evidence     []Evidence
	Alternatives []Alternative
	NotChecked   []string
	Words        []Word // dissents, objections, reservations, replies
	Handling     string // of the finding
	AsOf         day.Date
	Entry        int64 // in the log; 0: a draft that is not sealed
	Invented     string
	Command      string
}

// FindingStep is a state a finding came to.
type FindingStep struct {
	State, By, Why string
	On             day.Date
	Entry          int64 // 0: not in the log
}

// Confidence is low, moderate or high by rule, and what it was counted from.
type Confidence struct {
	Level   string
	Rule    string
	Origins []OriginGroup
	Hulls   string // what identifies both hulls; "": nothing does
}

// OriginGroup is evidence that rests on one origin and counts once.
type OriginGroup struct {
	Name  string
	Items []string
}

// FindingMeasure is a measure and its elements.
type FindingMeasure struct {
	Name     string
	Elements []Element
}

// Element is an element of a measure: met is yes, no or unknown.
type Element struct{ Text, Met, Basis string }

// Subject is who or what a finding is about.
type Subject struct{ Name, Role, Identity, Note string }

// Evidence is a piece of evidence, with its hash and the origin it rests on.
type Evidence struct{ What, SHA256, Origin, Handling, Place string }

// Alternative is another account of the same, and what testing it gave.
type Alternative struct{ What, Result, Note string }

// WriteFinding writes a finding as one HTML file: the claim, the state and the confidence
// with its arithmetic, the measure element by element, the subjects, the evidence with
// hashes, the alternatives, what was not checked, and the words of others.
func WriteFinding(w io.Writer, p *FindingPage, a Assets) error {
	out := &paper{
		Title: "Finding " + p.ID, Heading: "Finding " + p.ID, Symbol: "Findings", Invented: p.Invented, Answer: p.answer(), Counts: p.counts(),
		Foot: p.foot(), Command: p.Command,
	}
	var left []piece
	for i := range p.Measures {
		left = append(left, piece{Tests: p.Measures[i].tests()})
	}
	if len(p.Measures) == 0 {
		left = append(left, sectionPiece(recordSection{Title: "Measure", Empty: "none is named"}))
	}
	left = append(left, sectionPiece(p.subjects()), sectionPiece(p.alternatives()),
		piece{Frames: &framesView{Title: "Dissents, objections, reservations and replies", Empty: p.noWords(), Frames: frames(p.Words, 0)}})
	missing := recordSection{Title: "What was not checked", Missing: true, List: capitals(p.NotChecked)}
	if len(p.NotChecked) == 0 {
		missing.Empty = "not told"
	}
	right := []piece{{States: p.states()}, sectionPiece(p.confidence()), sectionPiece(missing), sectionPiece(p.handling())}
	out.Bands = []paperBand{{"wide ed", [][]piece{left, right}}, {"full", [][]piece{{sectionPiece(p.evidence())}}}}
	return writePaper(w, out, a)
}

// answer is the claim, and how much may be made of it.
func (p *FindingPage) answer() string {
	out := []string{fullSentence(p.Claim), fmt.Sprintf("State: %s. Confidence: %s.", cmp.Or(p.State, "not told"), cmp.Or(p.Confidence.Level, "not told"))}
	if !slices.ContainsFunc(p.Measures, FindingMeasure.engaged) {
		out = append(out, "No measure is shown to be engaged.")
	}
	if p.Suspected != "" {
		out = append(out, "“Suspected” is the word of "+p.Suspected+".")
	}
	return strings.Join(out, " ")
}

// engaged reports whether every element of a measure is shown met.
func (m FindingMeasure) engaged() bool {
	for _, e := range m.Elements {
		if e.Met != "yes" {
			return false
		}
	}
	return len(m.Elements) > 0
}

func (p *FindingPage) counts() []countWords {
	met := map[string]int{}
	for _, m := range p.Measures {
		for _, e := range m.Elements {
			word, _ := elementMark(e.Met)
			met[word]++
		}
	}
	return []countWords{
		{N: len(p.Evidence), Words: pluralWord(len(p.Evidence), "piece of evidence", "pieces of evidence")},
		{N: len(p.Confidence.Origins), Words: pluralWord(len(p.Confidence.Origins), "origin", "origins")},
		{N: met["met"], Words: pluralWord(met["met"], "element met", "elements met")}, {N: met["not met"], Words: "not met"}, {N: met["unknown"], Words: "unknown"},
		{N: len(p.Words), Words: "dissents and replies on record"},
	}
}

func pluralWord(n int, one, many string) string {
	if n == 1 {
		return one
	}
	return many
}

func (p *FindingPage) foot() string {
	text := "a draft, not sealed"
	if p.Entry > 0 {
		text = fmt.Sprintf("entry"+nbsp+"%d · seal/1", p.Entry)
	}
	if !p.AsOf.IsZero() {
		text += " · as of " + longDate(p.AsOf)
	}
	return text
}

// elementMark is the word beside an element's mark, and the mark.
func elementMark(met string) (word, mark string) {
	word, _ = metWords(met)
	return word, map[string]string{"met": "m-met", "not met": "m-unmet", "unknown": "m-unknown"}[word]
}

func (m *FindingMeasure) tests() *testsView {
	out := &testsView{Title: "Measure: " + m.Name}
	switch {
	case m.engaged():
		out.Note = "Every element is shown met."
	case len(m.Elements) == 0:
		out.Note = "No element was looked at."
	default:
		out.Note = "It binds on an act when every element is met; that is not shown here."
	}
	for _, e := range m.Elements {
		word, mark := elementMark(e.Met)
		out.Items = append(out.Items, testItem{Mark: mark, Word: word, Text: e.Text, Note: pageWords(e.Basis)})
	}
	return out
}

func (p *FindingPage) subjects() recordSection {
	out := recordSection{Title: "Whom it is about"}
	var rows [][]recordCell
	for _, s := range p.Subjects {
		basis := recordCell{Text: capital(pageWords(s.Identity)), Note: s.Note}
		if s.Identity == "" {
			basis = recordCell{Absent: "basis not told", Note: s.Note}
		}
		rows = append(rows, []recordCell{{Head: s.Name}, {Text: capital(s.Role)}, basis})
	}
	if len(rows) == 0 {
		out.Empty = "nobody is named"
	}
	return out.with([]string{"Name", "Role", "Identified by"}, rows)
}

func (p *FindingPage) evidence() recordSection {
	out := recordSection{Title: "Evidence, with its hashes", Class: "hashes", Note: "What rests on one origin counts once."}
	var rows [][]recordCell
	for _, e := range p.Evidence {
		hash := recordCell{Text: strings.TrimPrefix(e.SHA256, "sha256:")}
		if e.SHA256 == "" {
			hash = recordCell{Absent: "no hash kept"}
		}
		rows = append(rows, []recordCell{{Text: e.What, Note: e.Place}, textOr(e.Origin, "not told"), textOr(e.Handling, "not told"), hash})
	}
	if len(rows) == 0 {
		out.Note, out.Empty = "", "none on record"
	}
	return out.with([]string{"What", "Origin", "Handling", "SHA-256"}, rows)
}

func textOr(s, absent string) recordCell {
	if s == "" {
		return recordCell{Absent: absent}
	}
	return recordCell{Text: s}
}

func (p *FindingPage) alternatives() recordSection {
	out := recordSection{Title: "What else it could be"}
	var rows [][]recordCell
	for _, a := range p.Alternatives {
		rows = append(rows, []recordCell{{Head: capital(a.What)}, {Text: capital(a.Result), Note: a.Note}})
	}
	if len(rows) == 0 {
		out.Empty = "no alternative was tested"
	}
	return out.with([]string{"Alternative", "What testing it gave"}, rows)
}

// noWords says that there are none, and since when that holds.
func (p *FindingPage) noWords() string {
	switch {
	case len(p.Words) > 0:
		return ""
	case p.AsOf.IsZero():
		return "none on record"
	}
	return "none as of " + longDate(p.AsOf)
}

// confidence is the level, and how it was counted: by origins, not by pieces.
func (p *FindingPage) confidence() recordSection {
	c := &p.Confidence
	out := recordSection{Title: "Confidence: " + cmp.Or(c.Level, "not told"), Note: c.Rule}
	if c.Rule == "" {
		out.Note = "Low: one origin. Moderate: two independent ones. High: two, and a document or image that identifies both hulls."
	}
	var rows [][]recordCell
	for _, g := range c.Origins {
		rows = append(rows, []recordCell{{Head: g.Name}, {Text: strings.Join(g.Items, "; ")}, {Text: "1", Number: true}})
	}
	rows = append(rows, []recordCell{{Head: "Origins"}, {Text: pluralPieces(len(p.Evidence))}, {Head: fmt.Sprint(len(c.Origins)), Number: true}})
	out.Class = "compact"
	out.After = "Identifies both hulls: " + cmp.Or(pageWords(c.Hulls), "nothing on record") + "."
	return out.with([]string{"Origin", "Evidence that rests on it", "Counts"}, rows)
}

func pluralPieces(n int) string { return "from " + plural(n, "piece", "pieces") }

func (p *FindingPage) handling() recordSection {
	out := recordSection{Title: "Handling"}
	if p.Handling == "" {
		out.Empty = "not told"
		return out
	}
	out.List = []string{capital(p.Handling) + "."}
	return out
}

// states are the states it came to, each with who and why.
func (p *FindingPage) states() *statesView {
	v := &statesView{Title: "State: " + cmp.Or(p.State, "not told")}
	for _, s := range p.Steps {
		v.Marks = append(v.Marks, stateMark{Class: strings.ReplaceAll(s.State, " ", "-"), Word: s.State})
		line := capital(s.State) + " by " + cmp.Or(s.By, "whom is not told")
		if !s.On.IsZero() {
			line += " on " + longDate(s.On)
		}
		if s.Entry > 0 {
			line += fmt.Sprintf(", entry"+nbsp+"%d", s.Entry)
		}
		if s.Why != "" {
			line += ": " + strings.TrimSuffix(pageWords(s.Why), ".")
		}
		v.Words = append(v.Words, line+".")
	}
	if len(v.Marks) == 0 {
		v.Marks = []stateMark{{Class: strings.ReplaceAll(p.State, " ", "-"), Word: cmp.Or(p.State, "not told")}}
	}
	v.Marks[len(v.Marks)-1].Now = true
	return v
}
