package oracle

import (
	"math"

	"github.com/plimsoll-watch/plimsoll/base/geo"
)

// habits is how a ship is heard.
type habits struct {
	cadence                int
	jitterM                float64
	sog, heading, accurate float64 // shares of the fixes that have them
	course                 float64 // what the heading stays about
	misreport              float64
}

func (r random) habits(s scene) habits {
	share := func() float64 { return []float64{0, 0.5, 0.95, 1, 1}[r.IntN(5)] }
	h := habits{
		cadence: r.IntN(12), jitterM: r.between(0.1, 10), course: r.between(0, 360),
		sog: share(), heading: share(), accurate: share(), misreport: s.misreport,
	}
	if s.misreport == 0 && r.chance(0.1) {
		h.jitterM = 0 // a moored ship that repeats itself
	}
	return h
}

// interval returns the seconds to the next fix.
func (r random) interval(cadence int) int64 {
	switch cadence {
	case 0:
		return 10 + r.Int64N(50)
	case 1, 2, 3:
		return 60 * (1 + r.Int64N(3)) // on the minute
	case 4, 5:
		return 30 + r.Int64N(300)
	case 6, 7:
		return 180 + r.Int64N(900)
	case 8:
		return 600 * (1 + r.Int64N(3))
	case 9:
		return r.minutes(20, 80)
	case 10: // the limits of interpolated, observed and heading
		return []int64{300, 301, 600, 601, 1800, 1801, 3599, 3600, 3601, 3660}[r.IntN(10)]
	}
	return r.interval(r.IntN(11)) // each time another
}

// fixes returns what is received of a ship.
func (r random) fixes(s scene, c path) []Fix {
	h, silences := r.habits(s), r.silences(s)
	begin, end := s.start, s.end
	if r.chance(0.2) {
		begin += r.minutes(0, 240)
	}
	if r.chance(0.3) {
		end -= r.minutes(0, 300)
	}
	var fixes []Fix
	for t := begin; t <= end; t += r.interval(h.cadence) {
		for _, q := range silences {
			if t > q[0] && t < q[1] {
				t = q[1]
			}
		}
		fixes = append(fixes, r.fix(t, c, h))
	}
	return fixes
}

// silences returns spells without fixes, in order of time.
func (r random) silences(s scene) [][2]int64 {
	var all [][2]int64
	if r.chance(0.4) {
		return all
	}
	t := s.start
	for range 1 + r.IntN(3) {
		t += r.minutes(10, 400)
		length := r.minutes(55, 66)
		switch r.IntN(4) {
		case 0, 1:
			length = r.minutes(234, 246)
		case 2:
			length = r.minutes(66, 300)
		}
		all = append(all, [2]int64{t, t + length})
		t += length
	}
	return all
}

func (r random) fix(t int64, c path, h habits) Fix {
	at := geo.Destination(c.at(t), r.between(0, 360), r.between(0, h.jitterM))
	p := at.Point().Fine().Point() // as AIS sends it
	f := Fix{T: t, Lat: p.Lat, Lon: p.Lon, Accurate: r.chance(h.accurate)}
	if f.HasSOG = r.chance(h.sog); f.HasSOG {
		moved := c.at(t - 30).Distance(c.at(t + 30))
		f.SOG = min(102.2, math.Round(10*(knots(moved, 60)+h.misreport+r.between(-0.1, 0.1)))/10)
		f.SOG = max(0, f.SOG)
	}
	if f.HasHeading = r.chance(h.heading); f.HasHeading {
		f.Heading = math.Mod(math.Floor(h.course+r.between(0, 30)), 360)
	}
	return f
}
