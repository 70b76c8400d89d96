package track

import (
	"cmp"
	"math"
	"slices"

	"github.com/plimsoll-watch/plimsoll/base/vessel"
	"github.com/plimsoll-watch/plimsoll/sea/ais"
)

// sizeSpan is a span of time in which one size holds; the zero size is unknown.
type sizeSpan struct {
	from uint32
	size vessel.Size
}

// sizeChange is a size entering (+1) or leaving (-1) the window around a moment.
type sizeChange struct {
	at    uint32
	said  uint32 // when it was said
	delta int
	size  vessel.Size
}

// sizeSpans returns, for every moment, the size said most often from a day before
// to a day after it, ties to the later.
func sizeSpans(all []Saying) []sizeSpan {
	var changes []sizeChange
	for i := range all {
		s := &all[i]
		if s.Static.Has&ais.HasSize == 0 {
			continue
		}
		changes = append(changes,
			sizeChange{s.Time - min(s.Time, windowS), s.Time, +1, s.Static.Size},
			sizeChange{s.Time + windowS + 1, s.Time, -1, s.Static.Size})
	}
	slices.SortFunc(changes, func(a, b sizeChange) int { return cmp.Compare(a.at, b.at) })
	spans := []sizeSpan{{}}
	var window sizeWindow
	for i, c := range changes {
		window.apply(c)
		if i+1 < len(changes) && changes[i+1].at == c.at {
			continue
		}
		if best := window.best(); best != spans[len(spans)-1].size {
			spans = append(spans, sizeSpan{c.at, best})
		}
	}
	return spans
}

// sizeWindow counts the sizes said within a day of a moment.
type sizeWindow []struct {
	size  vessel.Size
	count int
	last  uint32
}

func (w *sizeWindow) apply(c sizeChange) {
	for i := range *w {
		if e := &(*w)[i]; e.size == c.size {
			e.count += c.delta
			if c.delta > 0 {
				e.last = c.said
			}
			return
		}
	}
	*w = append(*w, struct {
		size  vessel.Size
		count int
		last  uint32
	}{c.size, c.delta, c.said})
}

func (w sizeWindow) best() (size vessel.Size) {
	count, last := 0, uint32(0)
	for _, e := range w {
		if e.count > count || e.count == count && count > 0 && (e.last > last || e.last == last && sizeLess(size, e.size)) {
			size, count, last = e.size, e.count, e.last
		}
	}
	return size
}

// sizeLess orders sizes said in the same second, so that arrival leaves no trace.
func sizeLess(a, b vessel.Size) bool {
	return slices.Compare([]uint16{a.A, a.B, a.C, a.D}, []uint16{b.A, b.B, b.C, b.D}) < 0
}

// UnknownLengthM is the length taken for a ship that said none: the longest ships
// afloat are about 400 m.
const UnknownLengthM = 400

// FarthestM returns how far the farthest point of the hull can lie from the
// antenna: the farthest corner; the length when it is not known where the antenna
// stands; [UnknownLengthM] when the length is not known either.
func FarthestM(s vessel.Size) float64 {
	switch {
	case s.Length() == 0:
		return UnknownLengthM
	case !s.Reference:
		return float64(s.Length())
	}
	return math.Hypot(float64(max(s.A, s.B)), float64(max(s.C, s.D)))
}
