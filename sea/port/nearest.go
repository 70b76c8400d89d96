package port

import (
	"math"

	"github.com/plimsoll-watch/plimsoll/base/geo"
)

// nearest finds the place nearest to another: a k-d tree over unit vectors, so it
// knows no antimeridian and no pole, and it is exact. The part [lo, hi) has its
// root in the middle, what lies below it on the root's axis to the left of it,
// what lies above to the right.
type nearest struct {
	entries []entry
	axes    []uint8 // of the root at the same index
}

// entry is a place and its row.
type entry struct {
	at  geo.Vec
	row int32
}

// leafSize is how many places are tried one by one.
const leafSize = 8

// newNearest makes the tree; the index of a place is its row.
func newNearest(places []geo.Vec) nearest {
	n := nearest{make([]entry, len(places)), make([]uint8, len(places))}
	for i, v := range places {
		n.entries[i] = entry{v, int32(i)}
	}
	n.grow(0, len(places))
	return n
}

func (n nearest) grow(lo, hi int) {
	if hi-lo <= leafSize {
		return
	}
	axis, mid := widest(n.entries[lo:hi]), (lo+hi)/2
	selectMiddle(n.entries[lo:hi], mid-lo, axis)
	n.axes[mid] = axis
	n.grow(lo, mid)
	n.grow(mid+1, hi)
}

// along returns a coordinate of v.
func along(v geo.Vec, axis uint8) float64 {
	switch axis {
	case 0:
		return v.X
	case 1:
		return v.Y
	}
	return v.Z
}

// widest returns the axis along which entries spread most.
func widest(entries []entry) uint8 {
	low, high := entries[0].at, entries[0].at
	for _, e := range entries[1:] {
		low = geo.Vec{X: min(low.X, e.at.X), Y: min(low.Y, e.at.Y), Z: min(low.Z, e.at.Z)}
		high = geo.Vec{X: max(high.X, e.at.X), Y: max(high.Y, e.at.Y), Z: max(high.Z, e.at.Z)}
	}
	x, y, z := high.X-low.X, high.Y-low.Y, high.Z-low.Z
	switch {
	case x >= y && x >= z:
		return 0
	case y >= z:
		return 1
	}
	return 2
}

// selectMiddle orders entries so far that the one at k stands where sorting along
// axis would put it, with none above it before and none below it behind (Hoare,
// Algorithm 65: Find, Communications of the ACM 4, 1961).
func selectMiddle(entries []entry, k int, axis uint8) {
	lo, hi := 0, len(entries)-1
	for lo < hi {
		pivot := along(entries[(lo+hi)/2].at, axis)
		i, j := lo, hi
		for i <= j {
			for along(entries[i].at, axis) < pivot {
				i++
			}
			for along(entries[j].at, axis) > pivot {
				j--
			}
			if i <= j {
				entries[i], entries[j] = entries[j], entries[i]
				i, j = i+1, j-1
			}
		}
		if k <= j {
			hi = j
		} else if k >= i {
			lo = i
		} else {
			return
		}
	}
}

// to returns the row nearest to p, the lowest of equals, and its distance in
// metres; -1 and infinity when there is none.
func (n nearest) to(p geo.Point) (row int, metres float64) {
	s := search{n, p.Vec(), entry{row: -1}, math.Inf(1)}
	s.visit(0, len(n.entries))
	if s.best.row < 0 {
		return -1, math.Inf(1)
	}
	return int(s.best.row), s.p.Distance(s.best.at)
}

// search is one walk down the tree.
type search struct {
	nearest
	p      geo.Vec
	best   entry
	chord2 float64
}

func (s *search) visit(lo, hi int) {
	if hi-lo <= leafSize {
		for i := lo; i < hi; i++ {
			s.try(i)
		}
		return
	}
	mid := (lo + hi) / 2
	s.try(mid)
	axis := s.axes[mid]
	d := along(s.p, axis) - along(s.entries[mid].at, axis)
	if d < 0 {
		s.visit(lo, mid)
	} else {
		s.visit(mid+1, hi)
	}
	if float64(d*d) > s.chord2 { // equals may lie beyond
		return
	}
	if d < 0 {
		s.visit(mid+1, hi)
	} else {
		s.visit(lo, mid)
	}
}

func (s *search) try(i int) {
	e := s.entries[i]
	c := s.p.Chord2(e.at)
	if c < s.chord2 || c == s.chord2 && e.row < s.best.row {
		s.best, s.chord2 = e, c
	}
}
