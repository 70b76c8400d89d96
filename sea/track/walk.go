package track

import (
	"github.com/plimsoll-watch/plimsoll/base/geo"
	"github.com/plimsoll-watch/plimsoll/base/vessel"
)

// Place is where a ship is taken to be at a minute, and how that is known.
type Place struct {
	Vec      geo.Vec
	Known    bool
	Accurate bool   // better than 10 m, at both fixes it lies between
	AgeS     uint32 // to the nearest fix; meaningful when Known
	Heading  int    // degrees; under 0 absent
	Size     vessel.Size
}

// Observed reports whether a fix lies within 5 min.
func (p *Place) Observed() bool { return p.Known && p.AgeS <= ObservedS }

// Walker steps along a hull minute by minute, forwards.
type Walker struct {
	h       *Hull
	next    int // first fix at the minute or later
	arc     geo.Arc
	arcOf   int // arc runs from fix arcOf-1 to arcOf; 0: none
	atVec   geo.Vec
	atOf    int // atVec is fix atOf-1; 0: none
	heading headings
	size    int
}

// Walk returns a walker at the first minute; minutes given to At may not go back.
func (h *Hull) Walk(minute uint32) *Walker {
	w := &Walker{h: h, next: h.After(minute * 60)}
	w.heading.start(h, minute*60)
	return w
}

// At returns the place at a whole minute (minutes since 1970 UTC).
func (w *Walker) At(minute uint32) Place {
	t := minute * 60
	h := w.h
	for w.next < len(h.Time) && h.Time[w.next] < t {
		w.next++
	}
	p := Place{Heading: -1}
	i := w.next
	switch {
	case i < len(h.Time) && h.Time[i] == t:
		p.Known, p.Vec, p.Accurate = true, w.fix(i), h.Flags[i]&Accurate != 0
	case i > 0 && i < len(h.Time) && h.Time[i]-h.Time[i-1] <= InterpolateS:
		p.Known, p.Vec = true, w.between(i, t)
		p.Accurate = h.Flags[i]&h.Flags[i-1]&Accurate != 0
		p.AgeS = min(t-h.Time[i-1], h.Time[i]-t)
	default:
		return p
	}
	p.Heading = w.heading.at(h, t)
	p.Size = w.sizeAt(t)
	return p
}

func (w *Walker) fix(i int) geo.Vec {
	if w.atOf != i+1 {
		w.atVec, w.atOf = w.h.Place[i].Vec(), i+1
	}
	return w.atVec
}

func (w *Walker) between(i int, t uint32) geo.Vec {
	h := w.h
	if w.arcOf != i {
		w.arc, w.arcOf = geo.NewArc(h.Place[i-1].Vec(), h.Place[i].Vec()), i
	}
	return w.arc.At(float64(t-h.Time[i-1]) / float64(h.Time[i]-h.Time[i-1]))
}

func (w *Walker) sizeAt(t uint32) vessel.Size {
	for w.size+1 < len(w.h.sizes) && w.h.sizes[w.size+1].from <= t {
		w.size++
	}
	if len(w.h.sizes) == 0 {
		return vessel.Size{}
	}
	return w.h.sizes[w.size].size
}

// headings finds the heading of the fix nearest to a moment, of those that carry
// one, within [HeadingS]; ties to the earlier.
type headings struct {
	before, after int // nearest fixes with a heading at or before, and after; -1 and len: none
}

func (g *headings) start(h *Hull, t uint32) {
	g.before = h.After(t) - 1
	for g.before >= 0 && h.Flags[g.before]&HasHeading == 0 {
		g.before--
	}
	g.after = g.before + 1
	g.seek(h)
}

// seek moves after to the next fix with a heading.
func (g *headings) seek(h *Hull) {
	for g.after < h.Len() && h.Flags[g.after]&HasHeading == 0 {
		g.after++
	}
}

func (g *headings) at(h *Hull, t uint32) int {
	for g.after < h.Len() && h.Time[g.after] <= t {
		g.before = g.after
		g.after++
		g.seek(h)
	}
	best, age := -1, uint32(HeadingS+1)
	if g.before >= 0 {
		best, age = g.before, t-h.Time[g.before]
	}
	if g.after < h.Len() && h.Time[g.after]-t < age {
		best, age = g.after, h.Time[g.after]-t
	}
	if age > HeadingS {
		return -1
	}
	return int(h.Heading[best])
}
