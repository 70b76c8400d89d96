package brief

import (
	"regexp"
	"strings"

	"github.com/plimsoll-watch/plimsoll/base/day"
	"github.com/plimsoll-watch/plimsoll/law/council"
)

// Draft is the skeleton of a brief: what the record can say of a meeting, and what it
// cannot.
type Draft struct {
	Header
	Sections []Section
	Missing  []string
}

// Section is a heading and what stands under it.
type Section struct {
	Title string // "" for what stands first
	List  bool   // its items are a list and no paragraph
	Items []Item
}

// Item is a sentence with its citations, or a slot.
type Item struct {
	Key       string // of the outline: the same in every draft
	Text      string // in Markdown; "" for a slot
	Waits     string // what a slot waits for
	Judgement bool   // the slot is the author's, and waits for no row
	Cites     []Citation
	Rows      []string // what the sentence rests on
}

// Open reports whether an item is a slot.
func (i *Item) Open() bool { return i.Text == "" }

// Markdown returns the draft as a brief.
func (d *Draft) Markdown() string {
	var b strings.Builder
	b.WriteString(d.lines())
	for _, s := range d.Sections {
		if s.Title != "" {
			b.WriteString("\n## " + s.Title + "\n")
		}
		s.write(&b)
	}
	if len(d.Missing) > 0 {
		b.WriteString("\n## " + Missing + "\n\n")
		for _, m := range d.Missing {
			b.WriteString("- " + escaped(m) + "\n")
		}
	}
	return b.String()
}

// write writes the items of a section; slots stand apart, in their order.
func (s *Section) write(b *strings.Builder) {
	before := ""
	for _, item := range s.Items {
		kind := "sentence"
		switch {
		case item.Open():
			kind = "slot"
			b.WriteString("\n> " + slotMark + " " + item.slotWords() + "\n")
		case s.List:
			if before != kind {
				b.WriteByte('\n')
			}
			b.WriteString("- " + item.Text + "\n")
		default:
			if before != kind {
				b.WriteByte('\n')
			}
			b.WriteString(item.Text + "\n")
		}
		before = kind
	}
}

func (i *Item) slotWords() string {
	if i.Judgement {
		return "your judgement: " + escaped(i.Waits)
	}
	return "waits for: " + escaped(i.Waits)
}

// Rows returns the rows that the sentences of the draft rest on, each once.
func (d *Draft) Rows() []string {
	var all []string
	seen := map[string]bool{}
	for _, s := range d.Sections {
		for _, item := range s.Items {
			for _, row := range item.Rows {
				if !seen[row] {
					seen[row] = true
					all = append(all, row)
				}
			}
		}
	}
	return all
}

// Count returns how many sentences are written and how many slots are open.
func (d *Draft) Count() (written, open int) {
	for _, s := range d.Sections {
		for _, item := range s.Items {
			if item.Open() {
				open++
			} else {
				written++
			}
		}
	}
	return written, open
}

// drafting is a draft while it is made.
type drafting struct {
	r       *Record
	at      day.AsOf
	m       council.Meeting
	year    int
	draft   *Draft
	section *Section
}

func (d *drafting) open(title string, list bool) {
	d.draft.Sections = append(d.draft.Sections, Section{Title: title, List: list})
	d.section = &d.draft.Sections[len(d.draft.Sections)-1]
}

// sentence writes one sentence of the outline, or the slot when a row it needs is not
// there. What a slot waits for is also named under Missing.
func (d *drafting) sentence(key, waits string, write func(*writing)) {
	w := &writing{d: d}
	write(w)
	item := Item{Key: key, Waits: waits}
	if w.missed || len(w.cites) == 0 {
		d.draft.Missing = append(d.draft.Missing, waits)
	} else {
		item.Text, item.Cites, item.Rows = strings.TrimRight(w.text.String(), ". ")+".", w.cites, w.rows
	}
	d.section.Items = append(d.section.Items, item)
}

// judgement leaves a slot for the author.
func (d *drafting) judgement(about string) {
	d.section.Items = append(d.section.Items, Item{Key: "judgement " + about, Waits: about, Judgement: true})
}

// writing is a sentence while it is written. It is given up as soon as a row is missing.
type writing struct {
	d      *drafting
	text   strings.Builder
	cites  []Citation
	rows   []string
	missed bool
}

// say adds words that rest on the citations of the sentence.
func (w *writing) say(words string) *writing {
	w.text.WriteString(words)
	return w
}

// cite adds words that rest on a citation.
func (w *writing) cite(words string, c Citation) *writing {
	h, err := w.d.r.Resolve(c, w.d.at.Known)
	if err != nil || words == "" {
		w.missed = true
		return w
	}
	w.text.WriteString("[" + escaped(inWords(strings.TrimRight(words, "."))) + "](" + c.String() + ")")
	w.cites = append(w.cites, c)
	for _, row := range h.Rows {
		w.rows = appendNew(w.rows, row)
	}
	return w
}

func (w *writing) miss() { w.missed = true }

// isoSpan is a day or a span of days as tables have it.
var isoSpan = regexp.MustCompile(`\b\d{4}-\d{2}-\d{2}(?:\.\.\d{4}-\d{2}-\d{2})?\b`)

// inWords writes the days of a table as prose has them.
func inWords(s string) string {
	return isoSpan.ReplaceAllStringFunc(s, func(m string) string {
		d, err := day.Parse(m)
		if err != nil {
			return m
		}
		return dayWords(d)
	})
}

func appendNew(all []string, s string) []string {
	for _, have := range all {
		if have == s {
			return all
		}
	}
	return append(all, s)
}

// escaped returns text so that Markdown takes it as it stands.
func escaped(s string) string {
	var b strings.Builder
	for _, r := range s {
		if strings.ContainsRune("\\`*_[]<>&", r) {
			b.WriteByte('\\')
		}
		if r == '\n' {
			r = ' '
		}
		b.WriteRune(r)
	}
	return b.String()
}
