package geo

import (
	"math"
	"testing"

	"pgregory.net/rapid"
)

func TestBoundsIsMinimal(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		points := rapid.SliceOfN(place(), 1, 8).Draw(t, "points")
		b, ok := Bounds(points)
		if !ok || !b.Valid() {
			t.Fatalf("no box: %v", b)
		}
		for _, p := range points {
			if !b.Contains(p) {
				t.Fatalf("%v does not hold %v", b, p)
			}
		}
		// Every smallest box begins at one of the points: try them all.
		least := 360.0
		for _, from := range points {
			reach := 0.0
			for _, p := range points {
				reach = max(reach, math.Mod(p.Lon-from.Lon+360, 360))
			}
			least = min(least, reach)
		}
		if b.Width() > least+1e-9 {
			t.Fatalf("%v is %g wide, %g would do", b, b.Width(), least)
		}
	})
	if _, ok := Bounds(nil); ok {
		t.Error("a box around nothing")
	}
}

func TestBox(t *testing.T) {
	pacific := Box{West: 170, South: -20, East: -170, North: 10}
	japan := Box{West: 120, South: 20, East: 180, North: 50}
	for _, c := range []struct {
		name string
		box  Box
		p    Point
		want bool
	}{
		{"west of the antimeridian", pacific, Point{0, 175}, true},
		{"east of it", pacific, Point{0, -175}, true},
		{"on it", pacific, Point{0, -180}, true},
		{"the other side of the Earth", pacific, Point{0, 0}, false},
		{"north of it", pacific, Point{11, 175}, false},
		{"its edge", pacific, Point{10, 170}, true},
		{"180 W is 180 E", japan, Point{30, -180}, true},
		{"just past it", japan, Point{30, -179.9}, false},
	} {
		if got := c.box.Contains(c.p); got != c.want {
			t.Errorf("%s: %v", c.name, got)
		}
	}
	for _, b := range []Box{{0, 10, 1, 5}, {-181, 0, 1, 1}, {0, 0, 1, 91}} {
		if b.Valid() {
			t.Errorf("%v passes for an area", b)
		}
	}
	if got := pacific.Width(); got != 20 {
		t.Errorf("width %g, want 20", got)
	}
}

// star draws a ring around a centre, which may lie on the antimeridian.
func star(t *rapid.T, centre Point) []Point {
	n := rapid.IntRange(3, 9).Draw(t, "corners")
	ring := make([]Point, n)
	for i := range ring {
		angle := 2 * math.Pi * (float64(i) + rapid.Float64Range(0, 0.9).Draw(t, "turn")) / float64(n)
		r := rapid.Float64Range(1, 25).Draw(t, "radius")
		lon := math.Remainder(centre.Lon+r*math.Cos(angle), 360)
		ring[i] = Point{centre.Lat + r*math.Sin(angle), lon}
	}
	return ring
}

// winding counts how often the ring goes round p, from the angles it sweeps: a
// reading of "inside" that shares nothing with counting crossings.
func winding(ring []Point, centre, p Point) int {
	plane := func(q Point) (x, y float64) { return math.Remainder(q.Lon-centre.Lon, 360), q.Lat - centre.Lat }
	px, py := plane(p)
	sum := 0.0
	for i := range ring {
		ax, ay := plane(ring[i])
		bx, by := plane(ring[(i+1)%len(ring)])
		sum += math.Remainder(math.Atan2(by-py, bx-px)-math.Atan2(ay-py, ax-px), 2*math.Pi)
	}
	return int(math.Round(sum / (2 * math.Pi)))
}

// onEdge reports whether p is so near an edge that only rounding decides.
func onEdge(ring []Point, centre, p Point) bool {
	plane := func(q Point) (x, y float64) { return math.Remainder(q.Lon-centre.Lon, 360), q.Lat - centre.Lat }
	px, py := plane(p)
	for i := range ring {
		ax, ay := plane(ring[i])
		bx, by := plane(ring[(i+1)%len(ring)])
		length := math.Hypot(bx-ax, by-ay)
		if length == 0 || math.Abs((bx-ax)*(py-ay)-(by-ay)*(px-ax))/length < 1e-9 {
			return true
		}
	}
	return false
}

func TestPolygonAgreesWithWinding(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		centre := Point{rapid.Float64Range(-60, 60).Draw(t, "lat"), rapid.SampledFrom([]float64{0, 100, 179, 180, -180, -170}).Draw(t, "lon")}
		ring := star(t, centre)
		p := rapid.OneOf(
			rapid.Custom(func(t *rapid.T) Point {
				return Point{
					centre.Lat + rapid.Float64Range(-26, 26).Draw(t, "north"),
					math.Remainder(centre.Lon+rapid.Float64Range(-26, 26).Draw(t, "east"), 360),
				}
			}),
			place(),
		).Draw(t, "p")
		if onEdge(ring, centre, p) {
			t.Skip("on an edge to the last digits")
		}
		want := winding(ring, centre, p) != 0
		if got := (Polygon{ring}).Contains(p); got != want {
			t.Fatalf("%v: %v, the ring goes round it: %v", p, got, want)
		}
		closed := append(append([]Point(nil), ring...), ring[0])
		if got := (Polygon{closed}).Contains(p); got != want {
			t.Fatalf("%v: %v once the first point is repeated", p, got)
		}
	})
}

func TestPolygon(t *testing.T) {
	dateline := Polygon{
		{{-10, 170}, {-10, -170}, {10, -170}, {10, 170}},
		{{-1, 179}, {-1, -179}, {1, -179}, {1, 179}},
	}
	for _, c := range []struct {
		name string
		p    Point
		want bool
	}{
		{"west of the antimeridian", Point{5, 175}, true},
		{"east of it", Point{5, -175}, true},
		{"in the hole", Point{0.5, 180}, false},
		{"in the hole, by the other name", Point{0.5, -180}, false},
		{"the other side of the Earth", Point{5, 0}, false},
		{"the other side, a little east", Point{5, 8}, false},
		{"the other side, a little west", Point{5, -8}, false},
		{"outside, west", Point{5, 169}, false},
		{"outside, east", Point{5, -169}, false},
		{"outside, north", Point{11, 180}, false},
	} {
		if got := dateline.Contains(c.p); got != c.want {
			t.Errorf("%s: %v", c.name, got)
		}
	}
	if (Polygon{}).Contains(Point{}) || (Polygon{{}}).Contains(Point{}) {
		t.Error("an empty polygon holds a place")
	}
	if !math.IsInf(Polygon{}.DistanceToEdge(Point{}), 1) {
		t.Error("an empty polygon has an edge")
	}
}

// An edge along a parallel is not a great circle: at 60 N the great circle between
// two places 20 degrees apart runs some 40 km north of it.
func TestDistanceToEdgeFollowsTheParallel(t *testing.T) {
	area := Polygon{{{60, 170}, {60, -170}, {50, -170}, {50, 170}}}
	if got := area.DistanceToEdge(Point{60, 180}); got > 8 {
		t.Errorf("on the edge: %g m from it", got)
	}
	degree := EarthRadiusM * math.Pi / 180
	if got := area.DistanceToEdge(Point{61, 180}); !near(got, degree, 50) {
		t.Errorf("a degree north: %g m, want %g", got, degree)
	}
}

func TestDistanceToSegment(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a := place().Draw(t, "a").Vec()
		b := Destination(a, rapid.Float64Range(0, 360).Draw(t, "course"), rapid.Float64Range(0, 2e6).Draw(t, "length"))
		p := Destination(a, rapid.Float64Range(0, 360).Draw(t, "aside"), rapid.Float64Range(0, 3e6).Draw(t, "away"))
		sampled := math.Inf(1)
		const steps = 2000
		arc := NewArc(a, b)
		for i := 0; i <= steps; i++ {
			sampled = min(sampled, p.Distance(arc.At(float64(i)/steps)))
		}
		got := DistanceToSegment(p, a, b)
		step := a.Distance(b) / steps
		if got > sampled+1e-4 || got < sampled-step/2-1e-4 {
			t.Fatalf("%g m, by sampling %g (step %g)", got, sampled, step)
		}
	})
}
