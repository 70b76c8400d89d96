package geo

import "sort"

// Box is an area between two parallels and two meridians, edges included. West
// greater than East means that it crosses the antimeridian.
type Box struct {
	West, South, East, North float64
}

// Valid reports whether b is an area of the Earth.
func (b Box) Valid() bool {
	return Point{b.South, b.West}.Valid() && Point{b.North, b.East}.Valid() && b.South <= b.North
}

// Contains reports whether p lies in b.
func (b Box) Contains(p Point) bool {
	if p.Lat < b.South || p.Lat > b.North {
		return false
	}
	if p.Lon == 180 || p.Lon == -180 {
		return b.holds(180) || b.holds(-180)
	}
	return b.holds(p.Lon)
}

func (b Box) holds(lon float64) bool {
	if b.West <= b.East {
		return lon >= b.West && lon <= b.East
	}
	return lon >= b.West || lon <= b.East
}

// Width returns the extent in longitude in degrees, 0 to 360.
func (b Box) Width() float64 {
	if b.West <= b.East {
		return b.East - b.West
	}
	return 360 - b.West + b.East
}

// Bounds returns the smallest box that holds all points: of all the gaps in
// longitude it leaves out the widest, so ships on both sides of the antimeridian
// do not span the world. ok is false for no points.
func Bounds(points []Point) (b Box, ok bool) {
	if len(points) == 0 {
		return Box{}, false
	}
	lons := make([]float64, len(points))
	b.South, b.North = points[0].Lat, points[0].Lat
	for i, p := range points {
		lons[i] = p.Lon
		b.South, b.North = min(b.South, p.Lat), max(b.North, p.Lat)
	}
	sort.Float64s(lons)
	last := len(lons) - 1
	b.West, b.East = lons[0], lons[last]
	widest := 360 - (lons[last] - lons[0])
	for i := 1; i <= last; i++ {
		if gap := lons[i] - lons[i-1]; gap > widest {
			widest, b.West, b.East = gap, lons[i], lons[i-1]
		}
	}
	return b, true
}
