package page

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/plimsoll-watch/plimsoll/base/day"
	edition "github.com/plimsoll-watch/plimsoll/record/report"
)

// ChangeKind is what became of a paragraph.
type ChangeKind string

// The kinds of change. A paragraph that moved and was reworded is reworded, and Moved.
const (
	Unchanged ChangeKind = "unchanged"
	Reworded  ChangeKind = "reworded"
	Moved     ChangeKind = "moved"
	Cut       ChangeKind = "cut"
	New       ChangeKind = "new"
)

// Change is a paragraph or heading of either edition, in the order they are read, and what
// became of it. One that was cut stands where it was.
type Change struct {
	Kind    ChangeKind
	Number  int // in the later edition; 0: it has none
	Was     int // in the earlier edition; 0: it had none
	Moved   bool
	Heading bool
	Wording []Wording
	Note    string // of figures that changed
	Words   []Word // that stand under it in the text
}

// Wording is a stretch of words: in both editions, only in the later one, only in the
// earlier one.
type Wording struct {
	Text     string
	Ins, Del bool
}

// Word is a dissent, objection, reservation or reply: somebody's recorded word.
type Word struct {
	Kind        string // dissent, objection, reservation, reply
	By          string
	On          day.Date // a reply: the day it was received
	Where       string   // what it is against, where that is not what it stands under
	Since       int      // edition it has stood since; 0: not told
	Text        string   // "": a reply that was asked for and has not come
	Answer      string   // of the authors
	WithdrawnOn day.Date
	WithdrawnBy string
	Why         string // it was withdrawn
	Asked, Due  day.Date
	AsOf        day.Date // of a reply that has not come
	Removed     bool     // from the later edition
}

// wholeID is the id of the words that stand under no paragraph.
const wholeID = "whole"

// redline draws the changes.
func (v *editionView) redline() *redline {
	out := &redline{Legend: fmt.Sprintf("Underlined: only in edition"+nbsp+"%d. Struck: only in edition"+nbsp+"%d. An arrow under a number: moved, and from where. Spoken as “inserted”, “deleted”, “moved”; the same in print.", v.To.Edition, v.From.Edition)}
	if whole := v.elsewhere(); len(whole) > 0 {
		out.Rows = append(out.Rows, redRow{ID: wholeID, Kind: "Against an edition as a whole, or a paragraph that is in neither", Frames: frames(whole, v.To.Edition)})
	}
	var quiet []Change
	for i := range v.Changes {
		c := &v.Changes[i]
		words := v.wordsUnder(c)
		if c.Kind == Unchanged && len(words) == 0 {
			quiet = append(quiet, *c)
			continue
		}
		out.fold(quiet)
		quiet = nil
		out.Rows = append(out.Rows, v.row(c, words, i))
	}
	out.fold(quiet)
	return out
}

// fold puts unchanged paragraphs behind one line.
func (r *redline) fold(quiet []Change) {
	var numbers []int
	row := redRow{}
	for i := range quiet {
		part := foldedPart{Heading: quiet[i].Heading, Text: textOf(quiet[i].Wording)}
		if n := quiet[i].Number; n > 0 {
			part.Number = fmt.Sprint(n)
			numbers = append(numbers, n)
		}
		row.Folded = append(row.Folded, part)
	}
	switch {
	case len(quiet) == 0:
		return
	case len(numbers) == 0 && len(quiet) == 1:
		row.Fold = "A heading: unchanged."
	case len(numbers) == 0:
		row.Fold = "Headings: unchanged."
	case len(numbers) == 1:
		row.Fold = fmt.Sprintf("Paragraph"+nbsp+"%d: unchanged.", numbers[0])
	default:
		row.Fold = fmt.Sprintf("Paragraphs %d to %d: unchanged.", numbers[0], numbers[len(numbers)-1])
	}
	r.Rows = append(r.Rows, row)
}

// row is a paragraph that changed, or that somebody's words stand under.
func (v *editionView) row(c *Change, words []Word, i int) redRow {
	r := redRow{Runs: c.Wording, Class: string(c.Kind), Heading: c.Heading, Kind: capital(string(c.Kind)), Frames: frames(words, v.To.Edition), Why: v.why(c), ID: fmt.Sprintf("part-%d", i+1)}
	if c.Number > 0 {
		r.Number = fmt.Sprint(c.Number)
	}
	var notes []string
	switch {
	case c.Kind == Cut && c.Was > 0:
		r.Old = fmt.Sprint(c.Was)
		notes = append(notes, fmt.Sprintf("was paragraph"+nbsp+"%d of edition"+nbsp+"%d, where it can still be read", c.Was, v.From.Edition))
	case c.Kind == Moved && c.Was > 0:
		notes = append(notes, fmt.Sprintf("was paragraph"+nbsp+"%d, words unchanged", c.Was))
	case c.Moved && c.Was > 0:
		r.Kind += " and moved"
		notes = append(notes, fmt.Sprintf("was paragraph"+nbsp+"%d", c.Was))
	}
	if c.Heading {
		notes = append(notes, "a heading")
	}
	if (c.Moved || c.Kind == Moved) && c.Was > 0 && c.Number > 0 {
		r.Moved = &movedFrom{Arrow: "↑", From: c.Was}
		if c.Was < c.Number {
			r.Moved.Arrow = "↓"
		}
	}
	r.Note = strings.Join(append(notes, nonEmpty(c.Note)...), " · ")
	return r
}

// why is the authors' reason for a change; "" where they gave none.
func (v *editionView) why(c *Change) string {
	for _, w := range v.Whys {
		if w.Cut == (c.Kind == Cut) && (w.Cut && w.Paragraph == c.Was || !w.Cut && w.Paragraph == c.Number && c.Number > 0) {
			return strings.TrimSuffix(pageWords(w.Text), ".") + "."
		}
	}
	return ""
}

// wordsUnder are the words in the text under a paragraph, and those that acts put on
// record against it, in either edition; words that stand in both stand once.
func (v *editionView) wordsUnder(c *Change) []Word {
	out := slices.Clone(c.Words)
	for i := range v.Register.Dissents {
		d := &v.Register.Dissents[i]
		if !v.against(d, c) {
			continue
		}
		w := wordOf(d)
		at := slices.IndexFunc(out, func(o Word) bool { return o.Kind == w.Kind && o.By == w.By && o.Text == w.Text })
		if at < 0 {
			out = append(out, w)
			continue
		}
		out[at].Answer = cmp.Or(w.Answer, out[at].Answer)
		if !w.WithdrawnOn.IsZero() {
			out[at].WithdrawnOn, out[at].WithdrawnBy, out[at].Why = w.WithdrawnOn, w.WithdrawnBy, w.Why
		}
	}
	return out
}

// against reports whether a word is against this paragraph, by the number it has in the
// edition the word is against.
func (v *editionView) against(d *edition.DissentStep, c *Change) bool {
	switch {
	case d.Paragraph == 0:
		return false
	case d.Edition == v.To.Edition:
		return d.Paragraph == c.Number
	case d.Edition == v.From.Edition:
		return d.Paragraph == c.Was
	}
	return false
}

// elsewhere are the words that stand under no paragraph shown. None is left out.
func (v *editionView) elsewhere() []Word {
	var out []Word
	for i := range v.Register.Dissents {
		d := &v.Register.Dissents[i]
		if slices.ContainsFunc(v.Changes, func(c Change) bool { return v.against(d, &c) }) {
			continue
		}
		w := wordOf(d)
		w.Where = fmt.Sprintf("against edition"+nbsp+"%d", d.Edition)
		if d.Paragraph > 0 {
			w.Where = fmt.Sprintf("against paragraph"+nbsp+"%d of edition"+nbsp+"%d", d.Paragraph, d.Edition)
		}
		out = append(out, w)
	}
	return out
}

func wordOf(d *edition.DissentStep) Word {
	return Word{Kind: d.Kind, By: d.By, On: d.On, Since: d.Edition, Text: d.Text, Answer: d.Answer, WithdrawnOn: d.WithdrawnOn, WithdrawnBy: d.WithdrawnBy, Why: d.Whynot}
}

// frames draws words, each in the frame of its kind.
func frames(all []Word, now int) []wordFrame {
	var out []wordFrame
	for i := range all {
		out = append(out, frameOf(&all[i], now))
	}
	return out
}

func frameOf(w *Word, now int) wordFrame {
	f := wordFrame{Class: w.Kind, Kind: capital(w.Kind)}
	of := map[string]string{"dissent": "of an expert", "objection": "of a member", "reply": "of a party named"}[w.Kind]
	since := ""
	if w.Since > 0 && w.Where == "" {
		since = fmt.Sprintf("with edition"+nbsp+"%d", w.Since)
		if w.Since < now {
			since = fmt.Sprintf("kept since edition"+nbsp+"%d", w.Since)
		}
	}
	f.Of = strings.Join(nonEmpty(of, w.Where, since, askedWords(w)), ", ")
	if w.Text != "" {
		f.Text = append(f.Text, strings.Split(w.Text, "\n\n")...)
		f.Text[0] = "“" + f.Text[0]
		f.Text[len(f.Text)-1] += "”"
	} else {
		f.Absent = "none on record"
		if !w.AsOf.IsZero() {
			f.Absent = "none as of " + longDate(w.AsOf)
		}
	}
	f.By = byWords(w)
	if !w.WithdrawnOn.IsZero() {
		f.Class += " gone"
	}
	if w.Removed {
		f.Tag = "removed from the text"
	}
	return f
}

func askedWords(w *Word) string {
	if w.Asked.IsZero() {
		return ""
	}
	out := "asked " + longDate(w.Asked)
	if !w.Due.IsZero() {
		out += ", due " + longDate(w.Due)
	}
	if w.Text != "" && !w.On.IsZero() {
		out += ", answered " + longDate(w.On)
	}
	return out
}

// byWords says whose word it is, what the authors answered, and whether it was withdrawn.
func byWords(w *Word) string {
	first := cmp.Or(w.By, "By whom is not told")
	if w.Kind != "reply" && !w.On.IsZero() {
		first += ", " + longDate(w.On)
	}
	out := []string{first + "."}
	if w.Kind == "reply" {
		if w.Text != "" {
			out = append(out, "In their own words; not checked by us.")
		}
		return capital(strings.Join(out, " "))
	}
	if w.Answer != "" {
		out = append(out, "Answer of the authors: "+strings.TrimSuffix(w.Answer, ".")+".")
	} else {
		out = append(out, "No answer of the authors on record.")
	}
	if w.WithdrawnOn.IsZero() {
		out = append(out, "Not withdrawn.")
	} else {
		gone := "Withdrawn on " + longDate(w.WithdrawnOn) + " by " + cmp.Or(w.WithdrawnBy, "whom is not told")
		if w.Why != "" {
			gone += ": " + strings.TrimSuffix(w.Why, ".")
		}
		out = append(out, gone+"; it stays readable.")
	}
	return capital(strings.Join(out, " "))
}

func textOf(all []Wording) string {
	var b strings.Builder
	for _, w := range all {
		b.WriteString(w.Text)
	}
	return b.String()
}

// counts are the changes by kind, and the dissents and replies kept and removed. A
// paragraph that moved and was reworded counts as both.
func (v *editionView) counts() []countWords {
	n := map[ChangeKind]int{}
	for i := range v.Changes {
		c := &v.Changes[i]
		if !c.Heading || c.Kind != Unchanged {
			n[c.Kind]++
		}
		if c.Moved && c.Kind != Moved {
			n[Moved]++
		}
	}
	kept, removed := v.keptAndRemoved()
	return []countWords{
		{n[Reworded], "reworded", false}, {n[Moved], "moved", false}, {n[Cut], "cut", false}, {n[New], "new", false}, {n[Unchanged], "unchanged", false},
		{kept, "dissents and replies kept", false}, {removed, "removed", removed > 0},
	}
}

// keptAndRemoved counts words that stand, each once, and those that left the text.
func (v *editionView) keptAndRemoved() (kept, removed int) {
	seen := map[string]bool{}
	kept = len(v.elsewhere())
	for i := range v.Changes {
		for _, w := range v.wordsUnder(&v.Changes[i]) {
			key := strings.Join([]string{w.Kind, w.By, w.Text}, "\n")
			switch {
			case w.Removed:
				removed++
			case !seen[key]:
				seen[key] = true
				kept++
			}
		}
	}
	return kept, max(removed, v.Removed)
}
