package report

import (
	"slices"

	"github.com/sergi/go-diff/diffmatchpatch"
)

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

// stretch is the most pairs of tokens between which a shortest way is looked for.
const stretch = 1 << 18

// differ returns a way from a to b: a shortest one, except in stretches of many hundred
// tokens. There the tokens that stand once on either side, in the same order, are held
// fast, and between them the same is done again; a stretch without any is struck and
// written anew. It takes no account of time, so that the answer is always the same.
func differ(a, b []string) []run {
	index := map[string]int{}
	number := func(ts []string) []int {
		out := make([]int, len(ts))
		for i, t := range ts {
			if _, ok := index[t]; !ok {
				index[t] = len(index)
			}
			out[i] = index[t]
		}
		return out
	}
	var w way
	w.between(number(a), number(b))
	return w
}

// way is what becomes of tokens, in order.
type way []run

func (w *way) add(op runOp, n int) {
	switch last := len(*w) - 1; {
	case n == 0:
	case last >= 0 && (*w)[last].op == op:
		(*w)[last].n += n
	default:
		*w = append(*w, run{op, n})
	}
}

// between appends the way from a to b.
func (w *way) between(a, b []int) {
	head := 0
	for head < min(len(a), len(b)) && a[head] == b[head] {
		head++
	}
	w.add(same, head)
	a, b = a[head:], b[head:]
	tail := 0
	for tail < min(len(a), len(b)) && a[len(a)-1-tail] == b[len(b)-1-tail] {
		tail++
	}
	w.middle(a[:len(a)-tail], b[:len(b)-tail])
	w.add(same, tail)
}

// middle appends the way between two stretches that begin and end differently.
func (w *way) middle(a, b []int) {
	if len(a)*len(b) <= stretch {
		w.shortest(a, b)
		return
	}
	fast := onceInBoth(a, b)
	if len(fast) == 0 {
		w.add(deleted, len(a))
		w.add(inserted, len(b))
		return
	}
	i, j := 0, 0
	for _, p := range fast {
		w.between(a[i:p[0]], b[j:p[1]])
		w.add(same, 1)
		i, j = p[0]+1, p[1]+1
	}
	w.between(a[i:], b[j:])
}

// shortest appends a shortest way. Each token stands for a character of its own.
func (w *way) shortest(a, b []int) {
	index := map[int]rune{}
	encode := func(ts []int) []rune {
		out := make([]rune, len(ts))
		for i, t := range ts {
			r, ok := index[t]
			if !ok {
				r = rune(len(index) + 1)
				if r >= 0xD800 { // no surrogates; at most stretch+1 tokens, so all are characters
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
	for _, part := range d.DiffMainRunes(encode(a), encode(b), false) {
		n := len([]rune(part.Text))
		switch part.Type {
		case diffmatchpatch.DiffDelete:
			w.add(deleted, n)
		case diffmatchpatch.DiffInsert:
			w.add(inserted, n)
		default:
			w.add(same, n)
		}
	}
}

// onceInBoth returns the places of tokens that stand once in either, as many as rise in
// both.
func onceInBoth(a, b []int) [][2]int {
	once := func(ts []int) map[int]int {
		out := map[int]int{}
		for i, t := range ts {
			if _, ok := out[t]; ok {
				i = -1
			}
			out[t] = i
		}
		return out
	}
	inA, inB := once(a), once(b)
	var pairs [][2]int
	var order []int
	for i, t := range a {
		if j, ok := inB[t]; ok && j >= 0 && inA[t] == i {
			pairs = append(pairs, [2]int{i, j})
			order = append(order, j)
		}
	}
	keep := longestRising(order)
	k := -1
	return slices.DeleteFunc(pairs, func([2]int) bool { k++; return !keep[k] })
}
