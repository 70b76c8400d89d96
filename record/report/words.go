package report

import (
	"fmt"
	"regexp"
	"strings"
	"unicode"

	"github.com/sergi/go-diff/diffmatchpatch"
)

// Op is what became of some words.
type Op string

// What becomes of words.
const (
	Same     Op = "same"
	Deleted  Op = "deleted"
	Inserted Op = "inserted"
)

// Wording is a run of words and what became of it.
type Wording struct {
	Op   Op     `json:"op"`
	Text string `json:"text"`
}

// tokenPattern splits a text into figures, words, blanks and single marks: 68,772 and 12.9
// are one token.
var tokenPattern = regexp.MustCompile(`\d+(?:[.,]\d+)*|[\pL\pM]+(?:['’-][\pL\pM]+)*|\s+|.`)

func tokens(s string) []string { return tokenPattern.FindAllString(s, -1) }

func isWord(t string) bool {
	for _, r := range t {
		return unicode.IsLetter(r) || unicode.IsDigit(r)
	}
	return false
}

// run is a number of tokens and what became of them.
type run struct {
	op runOp
	n  int
}

type runOp int

const (
	same runOp = iota
	deleted
	inserted
)

// differ returns a shortest way from a to b. Each distinct token stands for a character of
// its own; there is no limit of time, so that the answer is always the same.
func differ(a, b []string) []run {
	index := map[string]rune{}
	encode := func(ts []string) []rune {
		out := make([]rune, len(ts))
		for i, t := range ts {
			r, ok := index[t]
			if !ok {
				r = rune(len(index) + 1)
				if r >= 0xD800 { // no surrogates
					r += 0x800
				}
				index[t] = r
			}
			out[i] = r
		}
		return out
	}
	d := diffmatchpatch.New()
	d.DiffTimeout = 0
	var out []run
	for _, part := range d.DiffMainRunes(encode(a), encode(b), false) {
		op := map[diffmatchpatch.Operation]runOp{diffmatchpatch.DiffEqual: same, diffmatchpatch.DiffDelete: deleted, diffmatchpatch.DiffInsert: inserted}[part.Type]
		out = append(out, run{op, len([]rune(part.Text))})
	}
	return out
}

// wordings tells word by word how one paragraph became another. Blanks and marks between
// two changes are taken into them, and within a change what is gone stands first.
func wordings(a, b []string) []Wording {
	var out []Wording
	var gone, come strings.Builder
	flush := func() {
		if gone.Len() > 0 {
			out = append(out, Wording{Deleted, gone.String()})
		}
		if come.Len() > 0 {
			out = append(out, Wording{Inserted, come.String()})
		}
		gone.Reset()
		come.Reset()
	}
	runs := differ(a, b)
	i, j := 0, 0
	for k, r := range runs {
		switch r.op {
		case deleted:
			gone.WriteString(strings.Join(a[i:i+r.n], ""))
			i += r.n
		case inserted:
			come.WriteString(strings.Join(b[j:j+r.n], ""))
			j += r.n
		case same:
			text := strings.Join(a[i:i+r.n], "")
			if between := k > 0 && k+1 < len(runs); between && !strings.ContainsFunc(text, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }) && r.n <= 2 {
				gone.WriteString(text)
				come.WriteString(text)
			} else {
				flush()
				out = append(out, Wording{Same, text})
			}
			i, j = i+r.n, j+r.n
		}
	}
	flush()
	return out
}

// figurePattern is a figure and its unit, where one stands behind it.
var figurePattern = regexp.MustCompile(`\d+(?:[.,]\d+)*(?: (?:per cent|%|barrels?|bbl|tonnes?|t|ships?|calls?|kn|nm|km|m)\b)?`)

// figures returns the figures in words of one kind.
func figures(words []Wording, op Op) []string {
	var out []string
	for _, w := range words {
		if w.Op == op {
			out = append(out, figurePattern.FindAllString(w.Text, -1)...)
		}
	}
	return out
}

// Words tells a difference for a person: the counts first, then each change.
func (d *Difference) Words() []string {
	kept := len(d.Kept)
	out := []string{
		fmt.Sprintf("%d reworded, %d moved, %d cut, %d new, %d unchanged", d.Reworded, d.Moved, d.Cut, d.New, d.Same),
		fmt.Sprintf("dissents, objections, reservations and replies: %d kept, %d put in since, %d removed", kept, len(d.Added), len(d.Removed)),
	}
	for _, f := range d.Removed {
		out = append(out, fmt.Sprintf("REMOVED: %s %s of %s", f.Kind, f.ID, f.By))
	}
	for i := range d.Changes {
		if c := &d.Changes[i]; c.Kind != Unchanged {
			out = append(out, c.words())
		}
	}
	return out
}

func (c *Change) words() string {
	var where string
	switch {
	case c.Kind == Cut:
		where = fmt.Sprintf("was paragraph %d", c.Old)
	case c.Kind == New:
		where = fmt.Sprintf("paragraph %d", c.New)
	case c.Old != c.New:
		where = fmt.Sprintf("paragraph %d, was %d", c.New, c.Old)
	default:
		where = fmt.Sprintf("paragraph %d", c.New)
	}
	kind := string(c.Kind)
	if c.Kind == Reworded && c.Moved {
		kind = "reworded and moved"
	}
	var text strings.Builder
	for _, w := range c.Words {
		switch w.Op {
		case Deleted:
			text.WriteString("[-" + w.Text + "-]")
		case Inserted:
			text.WriteString("{+" + w.Text + "+}")
		default:
			text.WriteString(w.Text)
		}
	}
	return fmt.Sprintf("%s: %s: %s", kind, where, strings.Join(strings.Fields(text.String()), " "))
}
