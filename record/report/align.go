package report

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"
)

// alike is the least likeness of two paragraphs to be one reworded.
const alike = 0.4

// comparisons is how many pairs of paragraphs are compared at most; with more, each is
// compared with those about as far down in the other text.
const comparisons = 250_000

// unit is a paragraph or a heading while texts are compared.
type unit struct {
	number   int // 0 for a heading
	heading  bool
	text     string // without the lines that name findings
	findings []string
	with     int // its place in the other text, -1 for none
	kind     ChangeKind
	moved    bool
}

// unitsOf returns the paragraphs and headings of a text; the heading that Compose puts
// over frames is none of the author's.
func unitsOf(t Text) []unit {
	var out []unit
	for _, b := range t.Blocks {
		if b.Kind == FrameBlock || b.Text == elsewhere {
			continue
		}
		out = append(out, unit{number: b.Number, heading: b.Kind == HeadingBlock, text: b.Words(), findings: b.Findings, with: -1})
	}
	return out
}

// title is the text of a heading.
func (b Block) title() string { return strings.TrimLeft(b.Text, "# ") }

func pair(o, n []unit, i, j int) { o[i].with, n[j].with = j, i }

// pairSame pairs what is the same in the same order.
func pairSame(o, n []unit) {
	texts := func(us []unit) []string {
		out := make([]string, len(us))
		for i := range us {
			out[i] = us[i].text
		}
		return out
	}
	i, j := 0, 0
	for _, run := range differ(texts(o), texts(n)) {
		switch run.op {
		case same:
			for range run.n {
				pair(o, n, i, j)
				i, j = i+1, j+1
			}
		case deleted:
			i += run.n
		case inserted:
			j += run.n
		}
	}
}

// pairMoved pairs what is the same elsewhere.
func pairMoved(o, n []unit) {
	at := map[string][]int{}
	for i := range o {
		if o[i].with < 0 {
			at[o[i].text] = append(at[o[i].text], i)
		}
	}
	for j := range n {
		if from := at[n[j].text]; n[j].with < 0 && len(from) > 0 {
			pair(o, n, from[0], j)
			at[n[j].text] = from[1:]
		}
	}
}

// candidate is a pair that may be one paragraph reworded.
type candidate struct {
	i, j  int
	score float64
}

// pairAlike pairs the most alike of what is left, best first; of equals those that stand
// nearest to each other, then the earlier.
func pairAlike(o, n []unit) {
	words := map[string]int{}
	oldLeft, newLeft := leftOf(o, words), leftOf(n, words)
	var all []candidate
	for a, x := range oldLeft {
		from, to := window(a, len(oldLeft), len(newLeft))
		for b := from; b < to; b++ {
			y := newLeft[b]
			if o[x.at].heading != n[y.at].heading {
				continue
			}
			if s := likeness(x, y); s >= alike {
				all = append(all, candidate{x.at, y.at, s})
			}
		}
	}
	slices.SortFunc(all, func(a, b candidate) int {
		return cmp.Or(cmp.Compare(b.score, a.score), cmp.Compare(distance(a.i, a.j), distance(b.i, b.j)), a.i-b.i, a.j-b.j)
	})
	for _, c := range all {
		if o[c.i].with < 0 && n[c.j].with < 0 {
			pair(o, n, c.i, c.j)
		}
	}
}

func distance(a, b int) int { return max(a-b, b-a) }

// window returns which of many new units the old unit a of olds is compared with.
func window(a, olds, news int) (from, to int) {
	if olds*news <= comparisons {
		return 0, news
	}
	width := comparisons / olds
	from = max(0, a*news/olds-width/2)
	return from, min(news, from+width)
}

// bag is the words of a unit, each by its number, and how much they weigh.
type bag struct {
	at     int
	words  []weighed // in the order of their numbers
	weight int
}

type weighed struct{ word, count, letters int }

// leftOf returns the words of the units that are not paired yet. words numbers them.
func leftOf(us []unit, words map[string]int) []bag {
	var out []bag
	for i := range us {
		if us[i].with >= 0 {
			continue
		}
		b := bag{at: i}
		counts := map[int]weighed{}
		for _, t := range tokens(us[i].text) {
			if !isWord(t.word) {
				continue
			}
			key := strings.ToLower(t.word)
			if _, ok := words[key]; !ok {
				words[key] = len(words)
			}
			w := counts[words[key]]
			counts[words[key]] = weighed{words[key], w.count + 1, utf8.RuneCountInString(key)}
		}
		for _, w := range counts {
			b.words = append(b.words, w)
			b.weight += w.count * w.letters
		}
		slices.SortFunc(b.words, func(a, b weighed) int { return a.word - b.word })
		out = append(out, b)
	}
	return out
}

// likeness is the share of the letters and digits of both texts that stand in words common
// to both (Dice, weighed by the length of words, so that "the" and "of" make nothing alike).
func likeness(a, b bag) float64 {
	if 2*float64(min(a.weight, b.weight)) < alike*float64(a.weight+b.weight) || a.weight == 0 {
		return 0
	}
	common := 0
	for i, j := 0, 0; i < len(a.words) && j < len(b.words); {
		switch x, y := a.words[i], b.words[j]; {
		case x.word < y.word:
			i++
		case x.word > y.word:
			j++
		default:
			common += min(x.count, y.count) * x.letters
			i, j = i+1, j+1
		}
	}
	return 2 * float64(common) / float64(a.weight+b.weight)
}

// markMoved finds the pairs that stand in another order than most: those outside the
// longest run of pairs that rises in both texts. What every pair is, is decided here, with
// all pairs in sight.
func markMoved(o, n []unit) {
	var pairs []int // places in o, in the order of n
	for j := range n {
		if n[j].with >= 0 {
			pairs = append(pairs, n[j].with)
		}
	}
	rising := longestRising(pairs)
	for k, i := range pairs {
		p, q := &o[i], &n[o[i].with]
		p.moved = !rising[k]
		switch {
		case p.text != q.text || !slices.Equal(p.findings, q.findings):
			p.kind = Reworded
		case p.moved:
			p.kind = Moved
		default:
			p.kind = Unchanged
		}
		q.moved, q.kind = p.moved, p.kind
	}
}

// longestRising reports of each member of a sequence of different numbers whether it is in
// a longest rising subsequence.
func longestRising(seq []int) []bool {
	tails := []int{} // places in seq
	before := make([]int, len(seq))
	for k, v := range seq {
		at, _ := slices.BinarySearchFunc(tails, v, func(t, v int) int { return seq[t] - v })
		before[k] = -1
		if at > 0 {
			before[k] = tails[at-1]
		}
		if at == len(tails) {
			tails = append(tails, k)
		} else {
			tails[at] = k
		}
	}
	out := make([]bool, len(seq))
	if len(tails) == 0 {
		return out
	}
	for k := tails[len(tails)-1]; k >= 0; k = before[k] {
		out[k] = true
	}
	return out
}
