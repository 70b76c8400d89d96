package brief

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/plimsoll-watch/plimsoll/base/day"
)

// Change is a citation that does not hold: it cannot be resolved, was never frozen, or
// the record says something else than when it was frozen.
type Change struct {
	Line     int    `json:"line"`
	Cite     string `json:"cite"`
	Problem  string `json:"problem"`
	Old, New string `json:"-"`
	hint     string
}

// String returns the change as a line, and what was and is under it.
func (c Change) String() string {
	s := fmt.Sprintf("line %d: %s: %s", c.Line, c.Cite, c.Problem)
	if c.Old != "" || c.New != "" {
		s += "\n  was: " + c.Old + "\n  now: " + c.New
	}
	return s
}

// Hint returns what to try.
func (c Change) Hint() string { return c.hint }

// Report is what a check found. Wrong is what the text says against its citations; Changed
// is what no longer holds.
type Report struct {
	Citations int
	Wrong     Problems
	Changed   []Change
}

// Holds reports whether nothing was found.
func (r *Report) Holds() bool { return len(r.Wrong) == 0 && len(r.Changed) == 0 }

// Check answers every citation again and compares it with the frozen answer, and the
// numbers and dates of the prose with the answers. Without a sidecar nothing is compared
// with what was; every citation is then not frozen.
func (b *Brief) Check(r *Record, frozen *Sidecar) *Report {
	out := &Report{Citations: len(b.Cites)}
	answers := make([]*Held, len(b.Cites))
	for i, c := range b.Cites {
		h, err := r.Resolve(c.Citation, b.AsOf)
		if err == nil {
			answers[i] = &h
		}
		out.compare(c, answers[i], err, frozen)
	}
	b.checkProse(answers, &out.Wrong)
	_ = out.Wrong.or() // in order of lines
	return out
}

// compare sets the answer of today beside the frozen one.
func (r *Report) compare(c Cited, now *Held, err error, frozen *Sidecar) {
	change := Change{Line: c.Line, Cite: c.Citation.String()}
	var was Held
	known := false
	if frozen != nil {
		was, known = frozen.Find(c.Citation)
	}
	switch {
	case now == nil:
		var u *UnresolvedError
		change.Problem = "cannot be resolved"
		if errors.As(err, &u) {
			change.Problem, change.hint = "cannot be resolved: "+u.Problem, u.hint
		}
		if known {
			change.Old, change.New = was.one(), "nothing"
		}
	case !known:
		change.Problem, change.hint = "is not frozen", "plimsoll brief check --freeze takes what the record says now"
	default:
		what := was.differs(now)
		if what == "" {
			return
		}
		change.Problem, change.Old, change.New = what+" differs from the frozen one", was.one(), now.one()
		change.hint = "correct the text and add update: to the header, then plimsoll brief check --freeze"
	}
	for _, have := range r.Changed { // cited twice, told once
		if have.Cite == change.Cite {
			return
		}
	}
	r.Changed = append(r.Changed, change)
}

// one is an answer in one line.
func (h *Held) one() string {
	s := h.Words + " [" + h.Mark.String() + "; " + h.Source
	if !h.KnownOn.IsZero() {
		s += "; known " + h.KnownOn.String()
	}
	return s + "]"
}

// differs names what is not the same in two answers; "" when nothing is.
func (h *Held) differs(now *Held) string {
	switch {
	case h.Words != now.Words || !slices.Equal(h.Values, now.Values) || !slices.Equal(h.Dates, now.Dates):
		return "its value"
	case h.Source != now.Source || h.Class != now.Class || !slices.Equal(h.Rows, now.Rows):
		return "its source"
	case h.Mark != now.Mark:
		return "its trust mark"
	case h.KnownOn != now.KnownOn:
		return "the day it became known"
	}
	return ""
}

// checkProse compares the numbers and dates of the text with the answers.
func (b *Brief) checkProse(answers []*Held, p *Problems) {
	for i, c := range b.Cites {
		if h := answers[i]; h != nil {
			b.checkText(c, h, p)
		}
	}
	for _, s := range b.Sentences {
		b.checkSentence(s, answers, p)
	}
}

// checkText compares the text of one citation: every number and every date in it.
func (b *Brief) checkText(c Cited, h *Held, p *Problems) {
	for _, n := range numbersIn(c.Text) {
		if !says(h.Values, n.Value) {
			p.add(c.Line, "the record says: "+shortened(h.Words), "%q is not what %s says%s", n.text, c.Citation, valuesWords(h.Values, n.Unit))
		}
	}
	dates, _ := datesIn(plainText(c.Text))
	for _, d := range dates {
		if !saysDate(slices.Concat(h.Dates, []day.Date{h.KnownOn}), d) {
			p.add(c.Line, "the record says: "+shortened(h.Words), "the date %q is not in what %s says", d.text, c.Citation)
		}
	}
}

// checkSentence compares the numbers with a unit in a sentence with what any of its
// citations says; those in the text of a citation were compared with it alone. A sentence
// without an answered citation is prose of the author's own.
func (b *Brief) checkSentence(s Sentence, answers []*Held, p *Problems) {
	var values, compared []Value
	cites := false
	for _, i := range s.Cites {
		for _, n := range numbersIn(b.Cites[i].Text) {
			compared = append(compared, n.Value)
		}
		if answers[i] != nil {
			cites = true
			values = append(values, answers[i].Values...)
		}
	}
	if !cites {
		return
	}
	for _, n := range numbersIn(s.Text) {
		if n.Unit != "" && !says(values, n.Value) && !slices.Contains(compared, n.Value) {
			p.add(s.Line, "write the number of the record, or cite what says this one", "%q is not what a citation of its sentence says%s", n.text, valuesWords(values, n.Unit))
		}
	}
}

// valuesWords lists what the record says in a unit.
func valuesWords(values []Value, unit string) string {
	var all []string
	for _, v := range values {
		if unit == "" || v.Unit == unit {
			all = append(all, v.String())
		}
	}
	switch {
	case len(all) == 0 && unit == "":
		return ": it has no number"
	case len(all) == 0:
		return ": it has no number in " + unit
	case len(all) > 8:
		all = append(all[:8], "…")
	}
	return ": " + strings.Join(all, ", ")
}

func shortened(s string) string {
	if r := []rune(s); len(r) > 160 {
		return string(r[:157]) + "…"
	}
	return s
}
