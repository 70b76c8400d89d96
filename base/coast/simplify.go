package coast

import (
	"math"

	"github.com/plimsoll-watch/plimsoll/base/geo"
)

// simplify leaves out corners of coast that lie within toleranceDeg of the line
// without them (Douglas and Peucker, Cartographica 10, 1973). Corners on the
// frame stay where they are. A result of fewer than three corners has no area.
func (o outline) simplify(toleranceDeg float64) outline {
	if !(toleranceDeg > 0) || len(o) < 3 {
		return o.withoutRepeats()
	}
	start := o.afterFrame()
	if start < 0 {
		return o.island(toleranceDeg)
	}
	turned := append(append(make(outline, 0, len(o)), o[start:]...), o[:start]...)
	keep := make([]bool, len(turned))
	from := 0
	for i, c := range turned {
		if !c.coast { // the run of coast that began at from ends here
			keep[from], keep[i] = true, true
			turned.thin(keep, from, i, toleranceDeg)
			from = i + 1
		}
	}
	return turned.kept(keep)
}

// island simplifies an outline that is coast all round, between its first corner
// and the one farthest from it.
func (o outline) island(toleranceDeg float64) outline {
	far, best := 0, 0.0
	for i, c := range o {
		if d := math.Hypot(c.Lon-o[0].Lon, c.Lat-o[0].Lat); d > best {
			far, best = i, d
		}
	}
	if best == 0 {
		return nil
	}
	closed := append(append(make(outline, 0, len(o)+1), o...), o[0])
	keep := make([]bool, len(closed))
	keep[0], keep[far] = true, true
	closed.thin(keep, 0, far, toleranceDeg)
	closed.thin(keep, far, len(o), toleranceDeg)
	return closed.kept(keep)
}

// thin marks the corners to keep between from and to, which are kept themselves.
func (o outline) thin(keep []bool, from, to int, toleranceDeg float64) {
	for from < to-1 {
		far, best := from, toleranceDeg
		for i := from + 1; i < to; i++ {
			if d := offLine(o[i].Point, o[from].Point, o[to].Point); d > best {
				far, best = i, d
			}
		}
		if far == from {
			return
		}
		keep[far] = true
		o.thin(keep, from, far, toleranceDeg)
		from = far
	}
}

func (o outline) kept(keep []bool) outline {
	var k outline
	for i, c := range o {
		if keep[i] {
			k = append(k, c)
		}
	}
	return k.withoutRepeats()
}

// withoutRepeats leaves out edges of no length.
func (o outline) withoutRepeats() outline {
	var k outline
	for i, c := range o {
		if c.Point != o[(i+1)%len(o)].Point {
			k = append(k, c)
		}
	}
	return k
}

// offLine returns the distance in degrees from p to the straight line from a to b.
func offLine(p, a, b geo.Point) float64 {
	x, y := b.Lon-a.Lon, b.Lat-a.Lat
	u, v := p.Lon-a.Lon, p.Lat-a.Lat
	f := 0.0
	if l := float64(x*x) + float64(y*y); l > 0 {
		f = max(0, min(1, (float64(u*x)+float64(v*y))/l))
	}
	return math.Hypot(u-float64(f*x), v-float64(f*y))
}
