package report

import (
	"regexp"
	"strings"
	"unicode"
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

// token is a word, a figure or a single mark, with the blanks before it.
type token struct{ gap, word string }

// tokenPattern finds tokens: 68,772 and 12.9, S/2018/171, re-observed and ship's are one.
var tokenPattern = regexp.MustCompile(`(\s*)(\pN+(?:[.,:]\pN+)+|[\pL\pM\pN]+(?:[/'’-][\pL\pM\pN]+)*|\S)`)

// tokens splits a text; joined, they are the text.
func tokens(s string) []token {
	all := tokenPattern.FindAllStringSubmatch(s, -1)
	out := make([]token, len(all))
	for i, m := range all {
		out[i] = token{m[1], m[2]}
	}
	return out
}

func isWord(t string) bool {
	return strings.ContainsFunc(t, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsNumber(r) })
}

// hunk is a stretch of words that stayed, or what came for what; with how many words.
type hunk struct {
	isSame              bool
	same, gone, come    []string
	nSame, nGone, nCome int
}

// wordings tells word by word how one text became another. What is the same or deleted is
// the old text, what is the same or inserted the new one. Between two changes at most five
// words that stayed are taken into them, when both have at least as many words of their
// own: a line through half a sentence reads better than one through each second word.
func wordings(was, is string) []Wording {
	a, b := tokens(was), tokens(is)
	var hunks []hunk
	i, j := 0, 0
	for _, r := range differ(wordsOf(a), wordsOf(b)) {
		for range r.n {
			switch r.op {
			case same:
				hunks = putSame(hunks, a[i], b[j])
				i, j = i+1, j+1
			case deleted:
				hunks = put(hunks, hunk{gone: []string{a[i].gap + a[i].word}, nGone: words(a[i])})
				i++
			case inserted:
				hunks = put(hunks, hunk{come: []string{b[j].gap + b[j].word}, nCome: words(b[j])})
				j++
			}
		}
	}
	return flatten(fold(hunks))
}

func wordsOf(ts []token) []string {
	out := make([]string, len(ts))
	for i, t := range ts {
		out[i] = t.word
	}
	return out
}

func words(t token) int {
	if isWord(t.word) {
		return 1
	}
	return 0
}

// putSame adds a token that stayed; the blanks before it may have changed.
func putSame(hunks []hunk, a, b token) []hunk {
	if a.gap != b.gap {
		hunks = put(hunks, hunk{gone: []string{a.gap}, come: []string{b.gap}})
		return put(hunks, hunk{isSame: true, same: []string{a.word}, nSame: words(a)})
	}
	return put(hunks, hunk{isSame: true, same: []string{a.gap + a.word}, nSame: words(a)})
}

// put adds a hunk, to the last when both stayed or both changed.
func put(hunks []hunk, h hunk) []hunk {
	if n := len(hunks); n > 0 && hunks[n-1].isSame == h.isSame {
		l := &hunks[n-1]
		l.same, l.gone, l.come = append(l.same, h.same...), append(l.gone, h.gone...), append(l.come, h.come...)
		l.nSame, l.nGone, l.nCome = l.nSame+h.nSame, l.nGone+h.nGone, l.nCome+h.nCome
		return hunks
	}
	return append(hunks, h)
}

// foldable is the most words between two changes that are taken into them.
const foldable = 5

// fold takes short stretches that stayed into the changes on both sides.
func fold(hunks []hunk) []hunk {
	var out []hunk
	for _, h := range hunks {
		for n := len(out); !h.isSame && n >= 2; n = len(out) {
			before, between := out[n-2], out[n-1]
			if k := between.nSame; k > foldable || k > max(before.nGone, before.nCome) || k > max(h.nGone, h.nCome) {
				break
			}
			h.gone = append(append(before.gone, between.same...), h.gone...)
			h.come = append(append(before.come, between.same...), h.come...)
			h.nGone, h.nCome = before.nGone+between.nSame+h.nGone, before.nCome+between.nSame+h.nCome
			out = out[:n-2]
		}
		out = append(out, h)
	}
	return out
}

// flatten returns the runs of words. Blanks that both sides of a change begin with stand
// before it.
func flatten(hunks []hunk) []Wording {
	var out []Wording
	add := func(op Op, text string) {
		switch n := len(out); {
		case text == "":
		case n > 0 && out[n-1].Op == op:
			out[n-1].Text += text
		default:
			out = append(out, Wording{op, text})
		}
	}
	for _, h := range hunks {
		gone, come := strings.Join(h.gone, ""), strings.Join(h.come, "")
		gap := gone[:len(gone)-len(strings.TrimLeftFunc(gone, unicode.IsSpace))]
		if !strings.HasPrefix(come, gap) || len(gap) == len(gone) {
			gap = ""
		}
		add(Same, strings.Join(h.same, "")+gap)
		add(Deleted, gone[len(gap):])
		add(Inserted, come[len(gap):])
	}
	return out
}
