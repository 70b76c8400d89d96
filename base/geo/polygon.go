package geo

import "math"

// Polygon is a closed area with holes: the first ring is its outline, the others
// are cut out of it. Edges are straight in latitude and longitude, as charts and
// regulations draw them; longitudes are taken the short way round, so a ring may
// cross the antimeridian. It may not hold a pole, nor reach round the Earth.
// Whether a ring repeats its first point at its end makes no difference.
type Polygon [][]Point

// Contains reports whether p lies inside, by the even-odd rule. Of a place on an
// edge it may say either.
func (g Polygon) Contains(p Point) bool {
	inside := false
	for _, ring := range g {
		if ringContains(ring, p) {
			inside = !inside
		}
	}
	return inside
}

// ringContains unrolls the ring's longitudes into a plane in which p may lie at
// any of three places a full turn apart.
func ringContains(ring []Point, p Point) bool {
	if len(ring) == 0 {
		return false
	}
	var inside [3]bool
	ax := shortWay(ring[0].Lon - p.Lon)
	for i, a := range ring {
		b := ring[(i+1)%len(ring)]
		bx := ax + shortWay(b.Lon-a.Lon)
		if (a.Lat > p.Lat) != (b.Lat > p.Lat) {
			x := ax + float64((p.Lat-a.Lat)/(b.Lat-a.Lat)*(bx-ax))
			for turn := range inside {
				inside[turn] = inside[turn] != (x > float64(turn-1)*360)
			}
		}
		ax = bx
	}
	return inside[0] || inside[1] || inside[2]
}

// shortWay brings a difference in longitude into [-180, 180].
func shortWay(deg float64) float64 { return math.Remainder(deg, 360) }

// edgeStepDeg is the longest piece of an edge that is taken for a great circle:
// the two part by at most 8 m over it.
const edgeStepDeg = 0.25

// DistanceToEdge returns the distance from p to the nearest edge in metres, good
// to 8 m. An empty polygon is infinitely far.
func (g Polygon) DistanceToEdge(p Point) float64 {
	best := math.Inf(1)
	v := p.Vec()
	for _, ring := range g {
		for i := range ring {
			best = min(best, distanceToEdge(v, ring[i], ring[(i+1)%len(ring)]))
		}
	}
	return best
}

// distanceToEdge walks the edge from a to b, straight in degrees, piece by piece.
func distanceToEdge(v Vec, a, b Point) float64 {
	dLat, dLon := b.Lat-a.Lat, shortWay(b.Lon-a.Lon)
	pieces := math.Ceil(max(math.Abs(dLat), math.Abs(dLon), edgeStepDeg) / edgeStepDeg)
	best := math.Inf(1)
	from := a.Vec()
	for i := 1.0; i <= pieces; i++ {
		f := i / pieces
		to := Point{a.Lat + float64(f*dLat), a.Lon + float64(f*dLon)}.Vec()
		best = min(best, DistanceToSegment(v, from, to))
		from = to
	}
	return best
}

// DistanceToSegment returns the distance in metres from p to the great-circle
// segment from a to b.
func DistanceToSegment(p, a, b Vec) float64 {
	nearest := min(p.Distance(a), p.Distance(b))
	// Differences of close places are exact; their products keep the precision
	// that products of the places themselves would lose.
	ab, ap := b.minus(a), p.minus(a)
	normal := a.cross(ab)
	length := math.Sqrt(normal.Dot(normal))
	if length < 1e-15 {
		return nearest
	}
	// p lies beside the segment when it is on the b side of a and the a side of b.
	if normal.cross(a).Dot(ap) <= 0 || b.cross(normal).Dot(p.minus(b)) <= 0 {
		return nearest
	}
	sin := min(1, math.Abs(normal.Dot(ap))/length)
	cos := math.Sqrt((1 - sin) * (1 + sin))
	return min(nearest, EarthRadiusM*radians(atan2Deg(sin, cos)))
}
