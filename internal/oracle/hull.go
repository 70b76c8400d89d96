package oracle

import (
	"math"

	"github.com/plimsoll-watch/plimsoll/base/geo"
)

// measured reports whether the four sides of a ship are known from its antenna.
func measured(s Ship) bool { return s.HasSize && s.HasReference }

// farthest is r: how far a hull can reach from its antenna.
func farthest(s Ship, p Params) float64 {
	switch {
	case measured(s):
		return math.Hypot(float64(max(s.A, s.B)), float64(max(s.C, s.D)))
	case s.HasSize:
		return float64(s.A + s.B)
	}
	return p.NoSizeM
}

// circleGap is the hull gap of ships whose hulls cannot be drawn.
func circleGap(a, b Ship, d float64, p Params) (low, high float64) {
	return max(0, d-farthest(a, p)-farthest(b, p)), d
}

// hullGap is the hull gap of ships whose hulls can be drawn, on the meridian of the
// western of the two; on one meridian, of the southern.
func hullGap(a, b Ship, at [2]place, heading [2]float64, p Params) (low, high float64) {
	p0, p1 := at[0].at.Point(), at[1].at.Point()
	apart := math.Remainder(p1.Lon-p0.Lon, 360)
	if apart < 0 || apart == 0 && p1.Lat < p0.Lat {
		a, b = b, a
		at[0], at[1] = at[1], at[0]
		heading[0], heading[1] = heading[1], heading[0]
	}
	east, north := geo.Offset(at[0].at, at[1].at)
	gap := rectangleDistance(
		rectangle(a, point{0, 0}, heading[0]),
		rectangle(b, point{east, north}, heading[1]),
	)
	slack := slackOf(at[0], p) + slackOf(at[1], p)
	return max(0, gap-slack), gap + slack
}

func slackOf(x place, p Params) float64 {
	if x.accurate {
		return p.AccurateM
	}
	return p.InaccurateM
}

// point is a place in the plane, metres.
type point struct{ east, north float64 }

// rectangle returns the corners of a hull in order around it.
func rectangle(s Ship, antenna point, heading float64) [4]point {
	sin, cos := math.Sincos(heading * math.Pi / 180)
	corner := func(ahead, starboard int) point {
		f, g := float64(ahead), float64(starboard)
		return point{
			antenna.east + f*sin + g*cos,
			antenna.north + f*cos - g*sin,
		}
	}
	return [4]point{corner(s.A, -s.C), corner(s.A, s.D), corner(-s.B, s.D), corner(-s.B, -s.C)}
}

// rectangleDistance returns the distance between two rectangles, inside included:
// 0 when one holds a corner of the other or when their sides cross, else the
// smallest distance from a corner of one to a side of the other.
func rectangleDistance(r, s [4]point) float64 {
	if holds(r, s[0]) || holds(s, r[0]) || sidesCross(r, s) {
		return 0
	}
	nearest := math.Inf(1)
	for i := range r {
		for j := range s {
			nearest = min(nearest,
				toSide(r[i], s[j], s[(j+1)%4]),
				toSide(s[i], r[j], r[(j+1)%4]))
		}
	}
	return nearest
}

// holds reports whether q lies in r: on the same hand of all four sides. (When
// the sides do not cross, either all corners of a rectangle lie in the other or
// none does, so one is enough to ask for.)
func holds(r [4]point, q point) bool {
	left, right := true, true
	for i := range r {
		h := hand(r[i], r[(i+1)%4], q)
		left = left && h > 0
		right = right && h < 0
	}
	return left || right
}

func sidesCross(r, s [4]point) bool {
	for i := range r {
		for j := range s {
			a, b, c, d := r[i], r[(i+1)%4], s[j], s[(j+1)%4]
			if hand(a, b, c)*hand(a, b, d) < 0 && hand(c, d, a)*hand(c, d, b) < 0 {
				return true
			}
		}
	}
	return false
}

// hand is positive when q is left of the line from a to b, negative when right.
func hand(a, b, q point) float64 {
	return (b.east-a.east)*(q.north-a.north) - (b.north-a.north)*(q.east-a.east)
}

// toSide returns the distance from q to the side from a to b.
func toSide(q, a, b point) float64 {
	e, n := b.east-a.east, b.north-a.north
	share := 0.0
	if length2 := e*e + n*n; length2 > 0 {
		share = ((q.east-a.east)*e + (q.north-a.north)*n) / length2
	}
	share = min(1, max(0, share))
	return math.Hypot(q.east-a.east-share*e, q.north-a.north-share*n)
}
