package oracle

import (
	"math"

	"github.com/plimsoll-watch/plimsoll/base/geo"
)

// fixesIn returns the indexes of the fixes of s in contact minutes.
func fixesIn(s Ship, minutes []minute) []int {
	in := make(map[int64]bool)
	for _, x := range minutes {
		in[x.m] = true
	}
	var fixes []int
	for i, f := range s.Fixes {
		if in[minuteOf(f.T)] {
			fixes = append(fixes, i)
		}
	}
	return fixes
}

// fixSpeeds returns the speeds that those fixes give.
func fixSpeeds(s Ship, fixes []int, p Params) []float64 {
	var speeds []float64
	for _, i := range fixes {
		if kn, ok := fixSpeed(s, i, p); ok {
			speeds = append(speeds, kn)
		}
	}
	return speeds
}

func fixSpeed(s Ship, i int, p Params) (kn float64, ok bool) {
	if s.Fixes[i].HasSOG {
		return s.Fixes[i].SOG, true
	}
	if i > 0 {
		if kn, ok := impliedSpeed(s.Fixes[i-1], s.Fixes[i], p); ok {
			return kn, true
		}
	}
	if i+1 < len(s.Fixes) {
		return impliedSpeed(s.Fixes[i], s.Fixes[i+1], p)
	}
	return 0, false
}

func impliedSpeed(f, g Fix, p Params) (kn float64, ok bool) {
	seconds := g.T - f.T
	if seconds < 1 || seconds > p.InterpolateS {
		return 0, false
	}
	return knots(vec(f).Distance(vec(g)), seconds), true
}

// placeSpeeds returns the speeds of s from one minute to the next.
func placeSpeeds(s Ship, minutes []minute, p Params) []float64 {
	var speeds []float64
	for _, x := range minutes {
		from, ok := placeAt(s, 60*x.m, p)
		to, ok2 := placeAt(s, 60*(x.m+1), p)
		if ok && ok2 {
			speeds = append(speeds, knots(from.at.Distance(to.at), 60))
		}
	}
	return speeds
}

// relativeMotion returns, for every contact minute that has them, the size of
// the difference of the ships' velocities in knots, and the difference of their
// courses in degrees.
func relativeMotion(ships [2]Ship, minutes []minute, p Params) (speeds, courses []float64) {
	for _, x := range minutes {
		e0, n0, ok0 := displacement(ships[0], x.m, p)
		e1, n1, ok1 := displacement(ships[1], x.m, p)
		if !ok0 || !ok1 {
			continue
		}
		speeds = append(speeds, knots(math.Hypot(e1-e0, n1-n0), 60*p.DisplacementMin))
		if (e0 != 0 || n0 != 0) && (e1 != 0 || n1 != 0) {
			courses = append(courses, geo.CourseDifference(course(e0, n0), course(e1, n1)))
		}
	}
	return speeds, courses
}

// displacement returns how far s comes from minute m on, metres east and north.
func displacement(s Ship, m int64, p Params) (east, north float64, ok bool) {
	from, ok := placeAt(s, 60*m, p)
	to, ok2 := placeAt(s, 60*(m+p.DisplacementMin), p)
	if !ok || !ok2 {
		return 0, 0, false
	}
	east, north = geo.Offset(from.at, to.at)
	return east, north, true
}

func course(east, north float64) float64 { return math.Atan2(east, north) * 180 / math.Pi }

func knots(metres float64, seconds int64) float64 {
	return metres / float64(seconds) * 3600 / geo.MetresPerNauticalMile
}
