package coast

import (
	"math"

	"github.com/plimsoll-watch/plimsoll/base/geo"
)

// cell is a place on the grid of the file.
type cell struct {
	x, y int32
}

// grid is the quantisation: x = 0 is 180 W, x = steps is 180 E, the same meridian.
type grid struct {
	steps        int32
	south, scale float64 // latitude of y = 0, degrees of latitude a step
}

// point returns the place of c in degrees.
func (g grid) point(c cell) geo.Point {
	lat := g.south + float64(float64(c.y)*g.scale)
	return geo.Point{Lat: max(-90, min(90, lat)), Lon: g.longitude(c.x)}
}

// longitude returns the degrees east of x, which may lie beyond 180 E.
func (g grid) longitude(x int32) float64 { return float64(float64(x)*360)/float64(g.steps) - 180 }

// column returns the step of the grid that a longitude lies in, 0 to steps-1.
func (g grid) column(lon float64) int32 {
	x := int32(math.Floor(float64((lon+180)/360) * float64(g.steps)))
	return ((x % g.steps) + g.steps) % g.steps
}

// shortWay brings a difference in x into half the Earth either way.
func (g grid) shortWay(d int32) int32 {
	d %= g.steps
	switch {
	case 2*d > g.steps:
		return d - g.steps
	case 2*d < -g.steps:
		return d + g.steps
	}
	return d
}

// seam reports whether the edge from a to b runs along the meridian of 180
// degrees, where the source cuts land in two.
func (g grid) seam(a, b cell) bool {
	return a.x%g.steps == 0 && b.x%g.steps == 0 && a.y != b.y
}
