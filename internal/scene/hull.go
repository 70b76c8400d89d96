package scene

import (
	"math"

	"github.com/plimsoll-watch/plimsoll/base/geo"
	"github.com/plimsoll-watch/plimsoll/base/vessel"
)

// flat is a point on a plane that touches the sea at a ship: metres east and north.
type flat struct{ east, north float64 }

// outline returns the corners of a hull, going round, as seen from a place.
func outline(p pose, s vessel.Size, from geo.Vec) [4]flat {
	ahead, beam := float64(s.Length())/2, float64(s.Beam())/2
	var out [4]flat
	for i, c := range [4][2]float64{{ahead, beam}, {-ahead, beam}, {-ahead, -beam}, {ahead, -beam}} {
		out[i].east, out[i].north = geo.Offset(from, p.at(c[0], c[1]))
	}
	return out
}

// gap returns the distance in metres between two hulls, 0 when they overlap. Two
// rectangles apart are nearest at a corner of one of them; they overlap when a
// corner lies inside the other or edges cross, and real hulls of this package do
// not cross without a corner inside.
func gap(a, b pose, sa, sb vessel.Size) float64 {
	p, q := outline(a, sa, a.middle), outline(b, sb, a.middle)
	nearest := math.Inf(1)
	for i := range 4 {
		if inside(p[i], q) || inside(q[i], p) {
			return 0
		}
		for j := range 4 {
			nearest = min(nearest,
				fromEdge(p[i], q[j], q[(j+1)%4]),
				fromEdge(q[i], p[j], p[(j+1)%4]))
		}
	}
	return nearest
}

// inside reports whether p lies in a rectangle whose corners go round clockwise or
// anticlockwise.
func inside(p flat, r [4]flat) bool {
	left, right := false, false
	for i := range r {
		a, b := r[i], r[(i+1)%4]
		cross := float64((b.east-a.east)*(p.north-a.north)) - float64((b.north-a.north)*(p.east-a.east))
		left, right = left || cross > 0, right || cross < 0
	}
	return !(left && right)
}

// fromEdge returns the distance from p to the straight line between a and b.
func fromEdge(p, a, b flat) float64 {
	de, dn := b.east-a.east, b.north-a.north
	along := float64((p.east-a.east)*de) + float64((p.north-a.north)*dn)
	f := min(max(along/(float64(de*de)+float64(dn*dn)), 0), 1)
	return math.Hypot(p.east-a.east-float64(f*de), p.north-a.north-float64(f*dn))
}

// near500 returns the span between the first and the last minute within which the
// hulls are less than 500 m apart, looked for in within. ok is false when they
// never are.
func near500(a, b *ship, within span) (s span, ok bool) {
	for m := max(within.from, 0); m < within.to && int(m) < len(a.plot); m++ {
		if gap(a.plot[m], b.plot[m], a.size, b.size) >= 500 {
			continue
		}
		if !ok {
			s.from = m
		}
		s.to, ok = m+1, true
	}
	return s, ok
}
