package scene

import (
	"math"
	"slices"

	"github.com/plimsoll-watch/plimsoll/base/geo"
)

// metresPerMinute is one knot.
const metresPerMinute = geo.MetresPerNauticalMile / 60

// voyage is where a ship means to be and when: marks in time order, great circles
// between them. It grows at both ends from the one mark that matters.
type voyage struct{ marks []mark }

type mark struct {
	at    float64 // minutes from the beginning of the scene
	place geo.Vec
}

// passing starts a voyage at a place it must be at.
func passing(place geo.Vec, at minute) *voyage {
	return &voyage{[]mark{{float64(at), place}}}
}

func (v *voyage) first() mark { return v.marks[0] }
func (v *voyage) last() mark  { return v.marks[len(v.marks)-1] }

// on goes on from the last mark on a course, at a speed, for a time.
func (v *voyage) on(course, knots float64, lasts minute) *voyage {
	end := v.last()
	place := geo.Destination(end.place, course, knots*float64(lasts)*metresPerMinute)
	v.marks = append(v.marks, mark{end.at + float64(lasts), place})
	return v
}

// from says how the ship came to the first mark: on a course, at a speed, for a time.
func (v *voyage) from(course, knots float64, lasts minute) *voyage {
	begin := v.first()
	place := geo.Destination(begin.place, course+180, knots*float64(lasts)*metresPerMinute)
	v.marks = slices.Insert(v.marks, 0, mark{begin.at - float64(lasts), place})
	return v
}

// to steams from the last mark to a place.
func (v *voyage) to(place geo.Vec, knots float64) *voyage {
	end := v.last()
	takes := end.place.Distance(place) / (knots * metresPerMinute)
	v.marks = append(v.marks, mark{end.at + max(takes, 1), place})
	return v
}

// via says that the ship steamed to the first mark from a place.
func (v *voyage) via(place geo.Vec, knots float64) *voyage {
	begin := v.first()
	takes := begin.place.Distance(place) / (knots * metresPerMinute)
	v.marks = slices.Insert(v.marks, 0, mark{begin.at - max(takes, 1), place})
	return v
}

// roam is how a ship spends the time it has no part in.
type roam struct {
	within geo.Box
	knots  [2]float64 // least and most
	waits  float64    // probability of drifting for some hours at a way-point
}

// fill lengthens the voyage with way-points until it covers the scene.
func (v *voyage) fill(d dice, length minute, r roam) *voyage {
	for v.first().at > -30 {
		if d.chance(r.waits) {
			v.from(d.between(0, 360), d.between(0.2, 0.6), minute(d.whole(100, 260)))
		}
		v.via(d.in(r.within), d.between(r.knots[0], r.knots[1]))
	}
	for v.last().at < float64(length)+30 {
		if d.chance(r.waits) {
			v.on(d.between(0, 360), d.between(0.2, 0.6), minute(d.whole(100, 260)))
		}
		v.to(d.in(r.within), d.between(r.knots[0], r.knots[1]))
	}
	return v
}

// intended returns where the marks put the ship at a minute.
func (v *voyage) intended(at float64) geo.Vec {
	i, _ := slices.BinarySearchFunc(v.marks, at, func(m mark, t float64) int {
		switch {
		case m.at < t:
			return -1
		case m.at > t:
			return 1
		}
		return 0
	})
	if i == 0 {
		return v.first().place
	}
	if i == len(v.marks) {
		return v.last().place
	}
	a, b := v.marks[i-1], v.marks[i]
	return geo.Between(a.place, b.place, (at-a.at)/(b.at-a.at))
}

// turning is how long a ship takes to change course or speed, in minutes each
// side of a mark.
const turning = 6

// sail turns the voyage into the ship's movement: the marks rounded off, the bow
// along the course under way and by the wind at rest.
func (v *voyage) sail(length minute, wind weather) plot {
	raw := make([]geo.Vec, int(length)+1+2*turning)
	for i := range raw {
		raw[i] = v.intended(float64(i - turning))
	}
	places := make([]geo.Vec, int(length)+1)
	for i := range places {
		places[i] = mean(raw[i : i+2*turning+1])
	}
	return newPlot(places, wind)
}

// mean returns the direction of a sum: the middle of places close to each other.
func mean(places []geo.Vec) geo.Vec {
	var s geo.Vec
	for _, p := range places {
		s.X, s.Y, s.Z = s.X+p.X, s.Y+p.Y, s.Z+p.Z
	}
	n := math.Sqrt(s.Dot(s))
	return geo.Vec{X: s.X / n, Y: s.Y / n, Z: s.Z / n}
}

// weather is how a ship lies when she does not steam.
type weather struct {
	heading float64 // the bow's usual direction
	swing   float64 // degrees to each side
	period  float64 // minutes of one swing
	phase   float64 // degrees
}

// calm draws a weather with a small swing.
func (d dice) calm() weather {
	return weather{d.between(0, 360), d.between(3, 8), d.between(200, 340), d.between(0, 360)}
}

func (w weather) at(m minute) float64 {
	return w.heading + float64(w.swing*sine(w.phase+360*float64(m)/w.period))
}
