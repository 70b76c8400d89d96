// Package coast knows where land is: the distance from a place to the nearest
// coast line, whether a place is on land, and outlines to draw.
//
// # Source and licence
//
// Natural Earth, 1:10 million physical vectors, land, version 4.1.0, in the
// public domain, as TopoJSON in npm's world-atlas 2.0.2 (ISC). The program
// internal/coastpack turns it into land.bin, byte for byte the same on every run,
// and leaves out one ring: Natural Earth's invented islet at 0 N 0 E, where
// broken receivers put ships.
//
// # How good it is
//
// Good to about 1 km: say "about 250 km from the coast". The drawing of 1:10
// million generalises bays and spits, and the package quantises to 0.0036 degree
// of longitude and 0.0017 of latitude (400 m and 190 m at the equator). Islets
// below about a kilometre and most atolls' reefs are missing, so a distance can
// be too long beside them. Ice shelves of Antarctica are land as Natural Earth
// draws them. Lakes are land, the Great Lakes too; the Caspian is sea. Rivers end
// at their mouths. Piers and breakwaters do not exist: a berthed ship may be on
// land.
//
// Edges are great-circle segments on the sphere of base/geo for [Land.ShoreDistance]
// and [Land.OnLand], and straight in latitude and longitude for drawing. The
// longest edge is half a degree, where the two differ by less than the
// quantisation. Edges along the meridian of 180 degrees, where the source cuts
// Chukotka and islands of Fiji in two, are seams, not coast.
//
// # land.bin
//
// Integers are unsigned varints of encoding/binary, signed ones zigzag varints,
// floats little-endian IEEE 754 doubles.
//
//	8 bytes  "plimland"
//	varint   format version, 1
//	varint   length n of the source note, then n bytes of UTF-8
//	varint   steps: longitudes run over 0..steps, 0 at 180 W and steps at 180 E
//	float    latitude of y = 0, float: degrees of latitude a step
//	varint   number of rings, then for each ring
//	    varint   number of points k, without the repeated first one, at least 2
//	    2 signed x and y of the first point, less those of the ring before (0, 0 before the first)
//	    2(k-1)   signed differences from point to point
//	4 bytes  CRC-32 (IEEE) of all bytes before, little-endian
//
// A place is land when it lies inside an odd number of rings; the north pole is
// sea, so a ring that goes round the Earth holds the south pole. Rings stand in
// Morton order of their first points, so that near ones lie together.
// TestRoundTrip in internal/coastpack proves the format, FuzzDecode here that no
// input breaks the reader.
package coast

import (
	_ "embed" // the packed land
	"math"

	"github.com/plimsoll-watch/plimsoll/base/geo"
)

//go:generate go run ../../internal/coastpack -in ../../web/node_modules/world-atlas/land-10m.json -out land.bin

//go:embed land.bin
var packed string

// Land is all land of the Earth, with what makes asking it quick. It does not
// change once made and may be used by many goroutines.
type Land struct {
	note   string
	grid   grid
	rings  []ring
	points []cell    // of all rings, the first point of each repeated at its end
	places []geo.Vec // the same as unit vectors
	tree   tree
	slices slices
}

// ring is the points [from, to) of one closed line; the last repeats the first.
type ring struct {
	from, to int
}

// Open returns the land of the embedded file. It decodes and indexes it at every
// call, some tens of milliseconds: the caller keeps it.
func Open() (*Land, error) { return Decode([]byte(packed)) }

// Source returns what the land was made from, and under which terms.
func (l *Land) Source() string { return l.note }

// newLand indexes rings of points, each with its first point repeated at the end.
func newLand(note string, g grid, rings []ring, points []cell) *Land {
	l := &Land{note: note, grid: g, rings: rings, points: points}
	l.places = make([]geo.Vec, len(points))
	for i, c := range points {
		l.places[i] = g.point(c).Vec()
	}
	l.tree = l.plant()
	l.slices = l.slice()
	return l
}

// ShoreDistance returns the metres from p to the nearest coast line, for a place
// on land too. It is exact for the land as drawn; see the package for how good
// that is. Without any land it is infinite.
func (l *Land) ShoreDistance(p geo.Point) float64 {
	if len(l.tree.nodes) == 0 {
		return math.Inf(1)
	}
	return l.tree.nearest(l.places, p.Vec())
}

// OnLand reports whether p is on land, lakes included.
func (l *Land) OnLand(p geo.Point) bool {
	v, x := p.Vec(), l.grid.column(p.Lon)
	inside := false
	for _, i := range l.slices.at(x) {
		if l.straddles(int(i), x) && l.passesNorthOf(int(i), v) {
			inside = !inside
		}
	}
	return inside
}

// straddles reports whether the edge from point i crosses a meridian in the step
// of the grid that begins at x. The westerly end belongs to the edge, the easterly
// does not, so a line through a point is counted once; ends lie on the grid, so
// whole numbers decide it.
func (l *Land) straddles(i int, x int32) bool {
	a := l.points[i].x
	d := l.grid.shortWay(l.points[i+1].x - a)
	u := l.grid.shortWay(x - a)
	if d > 0 {
		return 0 <= u && u < d
	}
	return d <= u && u < 0
}

// passesNorthOf reports whether the edge from point i, which crosses the meridian
// of v, crosses it north of v: v is then on the southern side of its great circle.
func (l *Land) passesNorthOf(i int, v geo.Vec) bool {
	a, b := l.places[i], l.places[i+1]
	if l.grid.shortWay(l.points[i+1].x-l.points[i].x) < 0 {
		a, b = b, a
	}
	// The normal of an edge that runs east points north.
	x := float64(a.Y*b.Z) - float64(a.Z*b.Y)
	y := float64(a.Z*b.X) - float64(a.X*b.Z)
	z := float64(a.X*b.Y) - float64(a.Y*b.X)
	return v.Dot(geo.Vec{X: x, Y: y, Z: z}) < 0
}
