package track

import (
	"cmp"
	"math"

	"github.com/plimsoll-watch/plimsoll/base/vessel"
	"github.com/plimsoll-watch/plimsoll/sea/ais"
)

// sizeSpan is a span of time in which one size holds; the zero size is unknown.
type sizeSpan struct {
	from uint32
	size vessel.Size
}

// enters and leaves return the first moment at which s is within a day, and the
// first after it at which it is not any more.
func (s *Saying) enters() uint32 { return s.Time - min(s.Time, WindowS) }
func (s *Saying) leaves() uint32 { return s.Time + min(math.MaxUint32-s.Time, WindowS+1) }

// sizeSpans returns, for every moment, the size said most often from a day before
// to a day after it, ties to the later. all is in order of time.
func sizeSpans(all []Saying) []sizeSpan {
	spans := []sizeSpan{{}}
	var window sizeWindow
	in, out := 0, 0 // the next to enter the window, and to leave it
	for out < len(all) {
		at := all[out].leaves()
		if in < len(all) {
			at = min(at, all[in].enters())
		}
		for ; in < len(all) && all[in].enters() == at; in++ {
			window.count(&all[in], +1)
		}
		for ; out < in && all[out].leaves() == at; out++ {
			window.count(&all[out], -1)
		}
		if best := window.best(); best != spans[len(spans)-1].size {
			spans = append(spans, sizeSpan{at, best})
		}
	}
	return spans
}

// sizeWindow counts the sizes said within a day of a moment.
type sizeWindow []sizeCount

type sizeCount struct {
	size  vessel.Size
	count int
	last  uint32 // when it was last said
}

func (w *sizeWindow) count(s *Saying, more int) {
	if s.Static.Has&ais.HasSize == 0 {
		return
	}
	at := 0
	for at < len(*w) && (*w)[at].size != s.Static.Size {
		at++
	}
	if at == len(*w) {
		*w = append(*w, sizeCount{size: s.Static.Size})
	}
	e := &(*w)[at]
	e.count += more
	if more > 0 {
		e.last = max(e.last, s.Time)
	}
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
	return cmp.Or(cmp.Compare(known(a), known(b)), cmp.Compare(a.A, b.A), cmp.Compare(a.B, b.B), cmp.Compare(a.C, b.C), cmp.Compare(a.D, b.D)) < 0
}

// known counts what is known of a size besides its numbers.
func known(s vessel.Size) int {
	if s.Reference {
		return 1
	}
	return 0
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
