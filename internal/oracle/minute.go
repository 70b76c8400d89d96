package oracle

import (
	"math"
	"sort"

	"github.com/plimsoll-watch/plimsoll/base/geo"
)

// minute is what is known of two ships at one minute.
type minute struct {
	m        int64
	known    [2]bool
	observed bool

	// Set when both places are known: metres, rounded.
	dist, low, high int

	heading    [2]float64
	hasHeading [2]bool
}

func (x minute) both() bool { return x.known[0] && x.known[1] }

// contact is clause 2.
func (x minute) contact(p Params) bool { return x.both() && x.high <= p.DistanceM }

func look(a, b Ship, m int64, p Params) minute {
	t := 60 * m
	x := minute{m: m}
	var at [2]place
	for i, s := range [2]Ship{a, b} {
		at[i], x.known[i] = placeAt(s, t, p)
		x.heading[i], x.hasHeading[i] = headingAt(s, t, p)
	}
	if !x.both() {
		return x
	}
	x.observed = fixWithin(a, t, p.ObservedS) && fixWithin(b, t, p.ObservedS)
	d := at[0].at.Distance(at[1].at)
	low, high := circleGap(a, b, d, p)
	if x.hasHeading[0] && x.hasHeading[1] && measured(a) && measured(b) {
		low, high = hullGap(a, b, at, x.heading, p)
	}
	x.dist, x.low, x.high = whole(d), whole(low), whole(high)
	return x
}

// place is where a ship is taken to be.
type place struct {
	at       geo.Vec
	accurate bool
}

// placeAt returns the place of a ship at an instant, never extrapolated.
func placeAt(s Ship, t int64, p Params) (place, bool) {
	i := sort.Search(len(s.Fixes), func(i int) bool { return s.Fixes[i].T >= t })
	if i < len(s.Fixes) && s.Fixes[i].T == t {
		return place{vec(s.Fixes[i]), s.Fixes[i].Accurate}, true
	}
	if i == 0 || i == len(s.Fixes) {
		return place{}, false
	}
	before, after := s.Fixes[i-1], s.Fixes[i]
	gap := after.T - before.T
	if gap > p.InterpolateS {
		return place{}, false
	}
	share := float64(t-before.T) / float64(gap)
	at := geo.Between(vec(before), vec(after), share)
	return place{at, before.Accurate && after.Accurate}, true
}

func vec(f Fix) geo.Vec { return geo.Point{Lat: f.Lat, Lon: f.Lon}.Vec() }

// headingAt returns the heading of the nearest fix that has one.
func headingAt(s Ship, t int64, p Params) (deg float64, ok bool) {
	nearest := p.HeadingS + 1
	for _, f := range around(s, t, p.HeadingS) {
		if away := distanceInTime(f.T, t); f.HasHeading && away < nearest {
			nearest, deg, ok = away, f.Heading, true
		}
	}
	return deg, ok
}

func fixWithin(s Ship, t, seconds int64) bool { return len(around(s, t, seconds)) > 0 }

// around returns the fixes at most so many seconds before or after t.
func around(s Ship, t, seconds int64) []Fix {
	from := sort.Search(len(s.Fixes), func(i int) bool { return s.Fixes[i].T >= t-seconds })
	to := sort.Search(len(s.Fixes), func(i int) bool { return s.Fixes[i].T > t+seconds })
	return s.Fixes[from:to]
}

func distanceInTime(t, u int64) int64 { return max(t-u, u-t) }

// whole rounds half away from zero.
func whole(x float64) int { return int(math.Round(x)) }
