package report

import (
	"cmp"
	"slices"
	"strings"
)

// ChangeKind is what became of a paragraph.
type ChangeKind string

// What becomes of a paragraph.
const (
	Unchanged ChangeKind = "unchanged"
	Reworded  ChangeKind = "reworded"
	Moved     ChangeKind = "moved"
	Cut       ChangeKind = "cut"
	New       ChangeKind = "new"
)

// Change is what became of one paragraph.
type Change struct {
	Kind    ChangeKind `json:"kind"`
	Old     int        `json:"old,omitempty"` // its number in the old edition; absent when it is new
	New     int        `json:"new,omitempty"` // in the new one; absent when it was cut
	Moved   bool       `json:"moved,omitempty"`
	Heading string     `json:"heading,omitempty"` // the heading it stands under, when it is the first there
	Words   []Wording  `json:"words"`
	Gone    []string   `json:"figures_gone,omitempty"` // figures that stood there
	Come    []string   `json:"figures_come,omitempty"` // figures that stand there now
}

// Difference is what changed between two editions' texts.
type Difference struct {
	Changes  []Change `json:"changes"` // in the order of the new text; a cut one stands where it was
	Reworded int      `json:"reworded"`
	Moved    int      `json:"moved"`
	Cut      int      `json:"cut"`
	New      int      `json:"new"`
	Same     int      `json:"unchanged"`
	Kept     []Frame  `json:"frames_kept,omitempty"` // as they stand in the new text
	Added    []Frame  `json:"frames_added,omitempty"`
	Removed  []Frame  `json:"frames_removed,omitempty"` // must be none
}

// alike is the least share of words that two paragraphs have in common, by Dice, to be one
// reworded.
const alike = 0.4

// nearby is how far apart two paragraphs may stand to be compared, when there are so many
// that not all pairs can be.
const nearby = 200

// paragraph is a paragraph while texts are compared.
type paragraph struct {
	number int
	text   string
	words  []string
	with   int // its place in the other text, -1 for none
	kind   ChangeKind
	moved  bool
}

func paragraphsOf(t Text) []paragraph {
	var out []paragraph
	for _, b := range t.Blocks {
		if b.Kind == ParagraphBlock {
			out = append(out, paragraph{number: b.Number, text: b.Words(), words: tokens(b.Words()), with: -1})
		}
	}
	return out
}

// Compare tells what changed from an old text to a new one.
func Compare(before, after Text) Difference {
	o, n := paragraphsOf(before), paragraphsOf(after)
	pairSame(o, n)
	pairMoved(o, n)
	pairAlike(o, n)
	markMoved(o, n)
	d := Difference{Changes: changes(o, n, headings(after))}
	for _, c := range d.Changes {
		switch c.Kind {
		case Reworded:
			d.Reworded++
		case Moved:
			d.Moved++
		case Cut:
			d.Cut++
		case New:
			d.New++
		default:
			d.Same++
		}
	}
	d.compareFrames(before, after)
	return d
}

func pair(o, n []paragraph, i, j int, kind ChangeKind) {
	o[i].with, n[j].with = j, i
	o[i].kind, n[j].kind = kind, kind
}

// pairSame pairs what is the same in the same order.
func pairSame(o, n []paragraph) {
	texts := func(ps []paragraph) []string {
		out := make([]string, len(ps))
		for i := range ps {
			out[i] = ps[i].text
		}
		return out
	}
	i, j := 0, 0
	for _, run := range differ(texts(o), texts(n)) {
		switch run.op {
		case same:
			for range run.n {
				pair(o, n, i, j, Unchanged)
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
func pairMoved(o, n []paragraph) {
	at := map[string][]int{}
	for i := range o {
		if o[i].with < 0 {
			at[o[i].text] = append(at[o[i].text], i)
		}
	}
	for j := range n {
		if from := at[n[j].text]; n[j].with < 0 && len(from) > 0 {
			pair(o, n, from[0], j, Moved)
			at[n[j].text] = from[1:]
		}
	}
}

// pairAlike pairs the most alike of what is left, best first.
func pairAlike(o, n []paragraph) {
	type candidate struct {
		i, j  int
		score float64
	}
	left := func(ps []paragraph) (out []int) {
		for i := range ps {
			if ps[i].with < 0 {
				out = append(out, i)
			}
		}
		return out
	}
	var all []candidate
	oldLeft, newLeft := left(o), left(n)
	many := len(oldLeft)*len(newLeft) > 250_000
	for _, i := range oldLeft {
		for _, j := range newLeft {
			if many && (i-j > nearby || j-i > nearby) {
				continue
			}
			if s := dice(o[i].words, n[j].words); s >= alike {
				all = append(all, candidate{i, j, s})
			}
		}
	}
	slices.SortStableFunc(all, func(a, b candidate) int {
		return cmp.Or(cmp.Compare(b.score, a.score), cmp.Compare(distance(a.i, a.j), distance(b.i, b.j)), a.i-b.i, a.j-b.j)
	})
	for _, c := range all {
		if o[c.i].with < 0 && n[c.j].with < 0 {
			pair(o, n, c.i, c.j, Reworded)
		}
	}
}

func distance(a, b int) int { return max(a-b, b-a) }

// dice is twice the words in common over all words of both.
func dice(a, b []string) float64 {
	counts := map[string]int{}
	total := 0
	for _, w := range a {
		if isWord(w) {
			counts[strings.ToLower(w)]++
			total++
		}
	}
	common := 0
	for _, w := range b {
		if !isWord(w) {
			continue
		}
		total++
		if k := strings.ToLower(w); counts[k] > 0 {
			counts[k]--
			common++
		}
	}
	if total == 0 {
		return 0
	}
	return 2 * float64(common) / float64(total)
}

// markMoved finds the pairs that stand in another order than most: those outside the
// longest run of pairs that rises in both texts. Whether a paragraph with the same words is
// unchanged or moved is decided here, with all pairs in sight.
func markMoved(o, n []paragraph) {
	var pairs []int // places in o, in the order of n
	for j := range n {
		if n[j].with >= 0 {
			pairs = append(pairs, n[j].with)
		}
	}
	rising := longestRising(pairs)
	for _, i := range pairs {
		p, q := &o[i], &n[o[i].with]
		p.moved = !rising[i]
		if p.kind != Reworded {
			p.kind = Unchanged
			if p.moved {
				p.kind = Moved
			}
		}
		q.moved, q.kind = p.moved, p.kind
	}
}

// longestRising returns the members of a longest rising subsequence.
func longestRising(seq []int) map[int]bool {
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
	out := map[int]bool{}
	if len(tails) == 0 {
		return out
	}
	for k := tails[len(tails)-1]; k >= 0; k = before[k] {
		out[seq[k]] = true
	}
	return out
}

// changes lists what became of each paragraph, in the order of the new text; what was cut
// stands behind what was before it.
func changes(o, n []paragraph, heads map[int]string) []Change {
	cutAfter := map[int][]int{} // by the place in n, -1 for the beginning
	last := -1
	for i := range o {
		switch {
		case o[i].with < 0:
			cutAfter[last] = append(cutAfter[last], i)
		case !o[i].moved:
			last = o[i].with
		}
	}
	var out []Change
	cuts := func(at int) {
		for _, i := range cutAfter[at] {
			words := []Wording{{Deleted, o[i].text}}
			out = append(out, Change{Kind: Cut, Old: o[i].number, Words: words, Gone: figures(words, Deleted)})
		}
	}
	cuts(-1)
	for j := range n {
		p := &n[j]
		c := Change{Kind: p.kind, New: p.number, Moved: p.moved, Heading: heads[p.number], Words: []Wording{{Same, p.text}}}
		switch {
		case p.with < 0:
			c.Kind, c.Words = New, []Wording{{Inserted, p.text}}
			c.Come = figures(c.Words, Inserted)
		default:
			c.Old = o[p.with].number
			if p.kind == Reworded {
				c.Words = wordings(o[p.with].words, p.words)
				c.Gone, c.Come = figures(c.Words, Deleted), figures(c.Words, Inserted)
			}
		}
		out = append(out, c)
		cuts(j)
	}
	return out
}

// headings returns the heading that stands right before a paragraph, by its number.
func headings(t Text) map[int]string {
	out := map[int]string{}
	last := ""
	for _, b := range t.Blocks {
		switch b.Kind {
		case HeadingBlock:
			last = strings.TrimLeft(b.Text, "# ")
		case ParagraphBlock:
			if last != "" {
				out[b.Number] = last
			}
			last = ""
		}
	}
	return out
}

func (d *Difference) compareFrames(before, after Text) {
	in := func(fs []Frame, f Frame) bool {
		return slices.ContainsFunc(fs, func(g Frame) bool { return g.ID == f.ID && g.Kind == f.Kind })
	}
	was, is := before.Frames(), after.Frames()
	for _, f := range is {
		if in(was, f) {
			d.Kept = append(d.Kept, f)
		} else {
			d.Added = append(d.Added, f)
		}
	}
	for _, f := range was {
		if !in(is, f) {
			d.Removed = append(d.Removed, f)
		}
	}
}
