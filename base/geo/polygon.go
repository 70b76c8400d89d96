package geo

import "math"

// Polygon is a closed area with holes: the first ring is its outline, the others
// are cut out of it. Edges are straight in latitude and longitude, as charts and
// regulations draw them; longitudes are taken the short way round, so a ring may
// cross the antimeridian. It may not hold a pole.
type Polygon [][]Point

// Contains reports whether p lies inside, by the even-odd rule.
func (g Polygon) Contains(p Point) bool {
	inside := false
	for _, ring := range g {
		if ringContains(ring, p) {
			inside = !inside
		}
	}
	return inside
}

func ringContains(ring []Point, p Point) bool {
	inside := false
	for i := range ring {
		a, b := ring[i], ring[(i+1)%len(ring)]
		if (a.Lat > p.Lat) == (b.Lat > p.Lat) {
			continue
		}
		ax, bx := shortWay(a.Lon-p.Lon), shortWay(a.Lon-p.Lon)+shortWay(b.Lon-a.Lon)
		if ax+(p.Lat-a.Lat)/(b.Lat-a.Lat)*(bx-ax) > 0 {
			inside = !inside
		}
	}
	return inside
}

// shortWay brings a difference in longitude into [-180, 180].
func shortWay(deg float64) float64 { return math.Remainder(deg, 360) }

// DistanceToEdge returns the distance from p to the nearest edge in metres, good
// to about one per cent within 500 km. An empty polygon is infinitely far.
func (g Polygon) DistanceToEdge(p Point) float64 {
	best := math.Inf(1)
	v := p.Vec()
	for _, ring := range g {
		for i := range ring {
			best = min(best, DistanceToSegment(v, ring[i].Vec(), ring[(i+1)%len(ring)].Vec()))
		}
	}
	return best
}

// DistanceToSegment returns the distance in metres from p to the great-circle
// segment from a to b.
func DistanceToSegment(p, a, b Vec) float64 {
	nearest := min(p.Distance(a), p.Distance(b))
	normal := a.cross(b)
	length := math.Sqrt(normal.Dot(normal))
	if length < 1e-15 {
		return nearest
	}
	// p lies beside the segment when it is on the b side of a and the a side of b.
	if normal.cross(a).Dot(p) <= 0 || b.cross(normal).Dot(p) <= 0 {
		return nearest
	}
	sin := math.Abs(normal.Dot(p)) / length
	return min(nearest, EarthRadiusM*math.Asin(min(1, sin)))
}
