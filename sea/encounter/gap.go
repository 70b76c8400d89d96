package encounter

import (
	"math"

	"github.com/plimsoll-watch/plimsoll/base/geo"
	"github.com/plimsoll-watch/plimsoll/base/quantity"
	"github.com/plimsoll-watch/plimsoll/base/vessel"
	"github.com/plimsoll-watch/plimsoll/sea/track"
)

// Gap is the distance between two ships at a minute, in whole metres: between the
// antennas, and between the hulls as a range.
type Gap struct {
	Distance  int
	Low, High int
}

// GapOf measures two known places. The hull gap is the distance between the two
// rectangles when both ships gave heading, size and reference point, less and plus
// the accuracy of both places; otherwise all that the antennas allow.
func (p *Params) GapOf(a, b *track.Place) Gap {
	d := a.Vec.Distance(b.Vec)
	g := Gap{Distance: quantity.Metres(d).Round()}
	low, high := d-track.FarthestM(a.Size)-track.FarthestM(b.Size), d
	if drawable(a) && drawable(b) {
		a, b = westFirst(a, b)
		east, north := geo.Offset(a.Vec, b.Vec)
		apart := rectangleAt(0, 0, a.Heading, a.Size).distance(rectangleAt(east, north, b.Heading, b.Size))
		slack := float64(p.accuracy(a) + p.accuracy(b))
		low, high = apart-slack, apart+slack
	}
	g.Low, g.High = quantity.Metres(max(0, low)).Round(), quantity.Metres(high).Round()
	return g
}

// westFirst puts the western ship first, on one meridian the southern: hulls are laid
// out on the meridian of the first, whichever has the lower key.
func westFirst(a, b *track.Place) (first, second *track.Place) {
	eastward := float64(a.Vec.X*b.Vec.Y) - float64(a.Vec.Y*b.Vec.X)
	if eastward < 0 || eastward == 0 && b.Vec.Z < a.Vec.Z {
		return b, a
	}
	return a, b
}

// farApart reports whether the hulls cannot be within the distance of contact,
// whatever their headings: no need to lay them out.
func (p *Params) farApart(a, b *track.Place, metres float64) bool {
	return metres > float64(p.DistanceM)+track.FarthestM(a.Size)+track.FarthestM(b.Size)+1
}

func drawable(p *track.Place) bool {
	return p.Heading >= 0 && p.Size.Reference && p.Size.Length() > 0
}

func (p *Params) accuracy(at *track.Place) int {
	if at.Accurate {
		return p.AccurateM
	}
	return p.InaccurateM
}

type point struct{ x, y float64 }

// rectangle is a hull seen from above, its corners in order.
type rectangle [4]point

// rectangleAt lays a hull out around its antenna at x, y metres east and north.
func rectangleAt(x, y float64, heading int, s vessel.Size) rectangle {
	sin, cos := math.Sincos(float64(heading) * math.Pi / 180)
	corner := func(ahead, starboard float64) point {
		return point{
			x + float64(ahead*sin) + float64(starboard*cos),
			y + float64(ahead*cos) - float64(starboard*sin),
		}
	}
	bow, stern, port, starboard := float64(s.A), -float64(s.B), -float64(s.C), float64(s.D)
	return rectangle{corner(bow, port), corner(bow, starboard), corner(stern, starboard), corner(stern, port)}
}

// distance returns how far apart two rectangles are, 0 when they overlap.
func (r rectangle) distance(s rectangle) float64 {
	if r.overlaps(s) {
		return 0
	}
	best := math.Inf(1)
	for i := range r {
		for j := range s {
			best = min(best,
				toSegment2(r[i], s[j], s[(j+1)%4]),
				toSegment2(s[j], r[i], r[(i+1)%4]))
		}
	}
	return math.Sqrt(best)
}

// overlaps looks for an axis that separates the rectangles, along their sides.
func (r rectangle) overlaps(s rectangle) bool {
	for _, axes := range [2]rectangle{r, s} {
		for side := range 2 {
			axis := point{axes[side+1].x - axes[side].x, axes[side+1].y - axes[side].y}
			if axis.x == 0 && axis.y == 0 {
				// A hull without breadth has its axis across the other side.
				axis = point{-(axes[side+2].y - axes[side+1].y), axes[side+2].x - axes[side+1].x}
			}
			rLow, rHigh := r.along(axis)
			sLow, sHigh := s.along(axis)
			if rHigh < sLow || sHigh < rLow {
				return false
			}
		}
	}
	return true
}

func (r rectangle) along(axis point) (low, high float64) {
	low, high = math.Inf(1), math.Inf(-1)
	for _, c := range r {
		t := float64(c.x*axis.x) + float64(c.y*axis.y)
		low, high = min(low, t), max(high, t)
	}
	return low, high
}

// toSegment2 returns the square of the distance from p to the line from a to b.
func toSegment2(p, a, b point) float64 {
	abx, aby := b.x-a.x, b.y-a.y
	apx, apy := p.x-a.x, p.y-a.y
	length2 := float64(abx*abx) + float64(aby*aby)
	t := 0.0
	if length2 > 0 {
		t = min(1, max(0, (float64(apx*abx)+float64(apy*aby))/length2))
	}
	x, y := apx-float64(t*abx), apy-float64(t*aby)
	return float64(x*x) + float64(y*y)
}
