package oracle

import (
	"cmp"
	"slices"
)

// Fix is a received position.
type Fix struct {
	T          int64 // unix seconds
	Lat, Lon   float64
	SOG        float64 // knots
	HasSOG     bool
	Heading    float64 // degrees true
	HasHeading bool
	Accurate   bool
}

// Ship is one hull with its cleaned fixes in time order. A, B, C, D are metres
// from the antenna to bow, stern, port and starboard side.
type Ship struct {
	MMSI         uint32
	Hull         int
	Fixes        []Fix
	A, B, C, D   int
	HasSize      bool
	HasReference bool // the size is measured from the antenna; without HasSize it says nothing
	Type         int
	HasType      bool
}

// Params are the numbers of encounter/1.
type Params struct {
	ContactMin      int     // least contact minutes of an encounter
	DistanceM       int     // greatest high of a contact minute
	SeparatedMin    int     // most separated minutes of a bridged break
	UnknownMin      int     // most unknown minutes of a bridged break
	InterpolateS    int64   // longest gap between fixes that is interpolated
	ObservedS       int64   // farthest fix of an observed minute
	HeadingS        int64   // farthest fix that gives a heading
	AccurateM       float64 // slack of an accurate place
	InaccurateM     float64 // slack of another
	NoSizeM         float64 // r of a ship without size
	SlowKn          float64 // slow is under this
	TogetherKn      float64 // under way together: velocities differ by less than this
	TogetherDeg     float64 // and courses by no more than this
	DisplacementMin int64   // over this time
	WithinM         [3]int  // closeness classes, smallest first
}

// Default returns the numbers of encounter/1.
func Default() Params {
	return Params{
		ContactMin:      120,
		DistanceM:       500,
		SeparatedMin:    20,
		UnknownMin:      240,
		InterpolateS:    60 * 60,
		ObservedS:       5 * 60,
		HeadingS:        30 * 60,
		AccurateM:       10,
		InaccurateM:     30,
		NoSizeM:         400,
		SlowKn:          2.0,
		TogetherKn:      0.5,
		TogetherDeg:     20,
		DisplacementMin: 10,
		WithinM:         [3]int{100, 200, 500},
	}
}

// Reasons for the end of a contact (clause 3).
const (
	Separated  = "separated"
	Silent1    = "silent-1"
	Silent2    = "silent-2"
	SilentBoth = "silent-both"
	DataEnd    = "data-end"
)

// Motions of an encounter (clause 4).
const (
	Slow             = "slow"
	UnderWayTogether = "under-way-together"
)

// Encounter is one found by [Find]. Arrays of two are ship A, ship B.
type Encounter struct {
	A, B            int   // indexes into the ships, lower key first
	Start, End      int64 // unix seconds, half-open
	EndReason       string
	Open            bool
	ContactMin      int // ObservedMin + InterpolatedMin
	ObservedMin     int
	InterpolatedMin int
	UnknownMin      int    // in bridged breaks
	SeparatedMin    int    // in bridged breaks
	Fixes           [2]int // in contact minutes
	DistMin         int    // metres between antennas
	DistMedian      int
	DistMax         int
	Low, High       int // medians of the hull gap, metres
	Sure, Possible  int // closeness class, 0 for none
	Motion          string
	Speed           [2]float64 // knots, to 0.1
	RelSpeed        float64    // knots, to 0.1
	HasRelSpeed     bool
	HeadingDiff     int // degrees
	HasHeadingDiff  bool
}

// Find returns the encounters between ships, by start and then by keys.
func Find(ships []Ship, p Params) []Encounter {
	first, last, ok := span(ships)
	if !ok {
		return nil
	}
	var found []Encounter
	for i := range ships {
		for j := i + 1; j < len(ships); j++ {
			a, b := i, j
			if keyOrder(ships[b], ships[a]) < 0 {
				a, b = b, a
			}
			for _, e := range between(ships[a], ships[b], first, last, p) {
				e.A, e.B = a, b
				found = append(found, e)
			}
		}
	}
	slices.SortStableFunc(found, func(x, y Encounter) int {
		return cmp.Or(
			cmp.Compare(x.Start, y.Start),
			keyOrder(ships[x.A], ships[y.A]),
			keyOrder(ships[x.B], ships[y.B]),
		)
	})
	return found
}

func keyOrder(s, t Ship) int {
	return cmp.Or(cmp.Compare(s.MMSI, t.MMSI), cmp.Compare(s.Hull, t.Hull))
}

// span returns the minutes of the first and the last fix of all ships. No minute
// after last is looked at: it would be past the end of the record.
func span(ships []Ship) (first, last int64, ok bool) {
	for _, s := range ships {
		for _, f := range s.Fixes {
			m := minuteOf(f.T)
			if !ok || m < first {
				first = m
			}
			if !ok || m > last {
				last = m
			}
			ok = true
		}
	}
	return first, last, ok
}

// minuteOf returns the minute that t lies in.
func minuteOf(t int64) int64 {
	m := t / 60
	if t%60 < 0 {
		m--
	}
	return m
}

// between returns the encounters of two ships, the lower key first.
func between(a, b Ship, first, last int64, p Params) []Encounter {
	var minutes []minute
	for m := first; m <= last; m++ {
		minutes = append(minutes, look(a, b, m, p))
	}
	var found []Encounter
	for _, c := range contacts(minutes, p) {
		if e, ok := encounter([2]Ship{a, b}, c, p); ok {
			found = append(found, e)
		}
	}
	return found
}
