package track

import (
	"cmp"
	"slices"
	"sort"
	"strconv"

	"github.com/plimsoll-watch/plimsoll/base/geo"
	"github.com/plimsoll-watch/plimsoll/base/quantity"
	"github.com/plimsoll-watch/plimsoll/base/vessel"
)

// Key names a hull: an MMSI and the number of the hull on it, from 1.
type Key struct {
	MMSI vessel.MMSI
	Hull uint8
}

// Compare orders keys by MMSI, then hull.
func (k Key) Compare(l Key) int {
	return cmp.Or(cmp.Compare(k.MMSI, l.MMSI), cmp.Compare(k.Hull, l.Hull))
}

// String prints the MMSI, and the hull's number from the second on: "599000101/2".
func (k Key) String() string {
	if k.Hull <= 1 {
		return k.MMSI.String()
	}
	return k.MMSI.String() + "/" + strconv.Itoa(int(k.Hull))
}

// Hull is one ship among those on an MMSI: its fixes in time order, a column a
// value, and what was said of it.
type Hull struct {
	Key
	Of int // hulls on this MMSI

	Time    []uint32
	Place   []geo.Fine
	SOG     []uint16 // tenths of a knot, with HasSOG
	Heading []uint16
	Flags   []Flags
	File    []uint16
	Line    []uint32

	Said  []Saying
	sizes []sizeSpan
}

// Len returns the number of fixes.
func (h *Hull) Len() int { return len(h.Time) }

// Segments returns the index of the first fix of each segment: a gap of
// [SegmentS] ends one.
func (h *Hull) Segments() []int {
	var first []int
	for i := range h.Time {
		if i == 0 || h.Time[i]-h.Time[i-1] >= SegmentS {
			first = append(first, i)
		}
	}
	return first
}

// SizeAt returns the size said most often from a day before t to a day after.
func (h *Hull) SizeAt(t uint32) vessel.Size {
	i := sort.Search(len(h.sizes), func(i int) bool { return h.sizes[i].from > t })
	if i == 0 {
		return vessel.Size{}
	}
	return h.sizes[i-1].size
}

// FarthestM returns the largest [FarthestM] of the hull from its first fix to its
// last.
func (h *Hull) FarthestM() float64 {
	farthest := 0.0
	for i, s := range h.sizes {
		over := i+1 < len(h.sizes) && h.sizes[i+1].from <= h.Time[0]
		if over || s.from > h.Time[len(h.Time)-1] {
			continue
		}
		farthest = max(farthest, FarthestM(s.size))
	}
	return farthest
}

// After returns the index of the first fix at t or later.
func (h *Hull) After(t uint32) int {
	i, _ := slices.BinarySearch(h.Time, t)
	return i
}

// SpeedAt returns the speed of fix i in tenths of a knot, so that a reported one is
// a whole number: as reported, or implied by the fix before or after it when it
// reported none. ok is false when neither is to be had.
func (h *Hull) SpeedAt(i int) (tenths float64, ok bool) {
	if h.Flags[i]&HasSOG != 0 {
		return float64(h.SOG[i]), true
	}
	if i > 0 && h.Time[i]-h.Time[i-1] <= InterpolateS {
		return h.implied(i-1, i), true
	}
	if i+1 < h.Len() && h.Time[i+1]-h.Time[i] <= InterpolateS {
		return h.implied(i, i+1), true
	}
	return 0, false
}

func (h *Hull) implied(i, j int) (tenths float64) {
	metres := h.Place[i].Vec().Distance(h.Place[j].Vec())
	return 10 * float64(quantity.KnotsOf(quantity.Metres(metres), float64(h.Time[j]-h.Time[i])))
}

func (h *Hull) append(r *Row) {
	h.Time = append(h.Time, r.Time)
	h.Place = append(h.Place, r.Place)
	h.SOG = append(h.SOG, r.SOG)
	h.Heading = append(h.Heading, r.Heading)
	h.Flags = append(h.Flags, r.Flags)
	h.File = append(h.File, r.File)
	h.Line = append(h.Line, r.Line)
}
