package geo

import (
	"math"
	"testing"

	"pgregory.net/rapid"
)

// place draws a point anywhere, edges, poles and the antimeridian more often than
// chance would.
func place() *rapid.Generator[Point] {
	return rapid.Custom(func(t *rapid.T) Point {
		lat := rapid.OneOf(rapid.Float64Range(-90, 90), rapid.SampledFrom([]float64{-90, -89.9999, 0, 85, 90})).Draw(t, "lat")
		lon := rapid.OneOf(rapid.Float64Range(-180, 180), rapid.SampledFrom([]float64{-180, -179.9999, 0, 90, 179.9999, 180})).Draw(t, "lon")
		return Point{lat, lon}
	})
}

func near(got, want, within float64) bool { return math.Abs(got-want) <= within }

func TestDistanceKnown(t *testing.T) {
	quarter := EarthRadiusM * math.Pi / 2
	for _, c := range []struct {
		name string
		p, q Point
		want float64
	}{
		{"a degree of the equator", Point{0, 0}, Point{0, 1}, EarthRadiusM * math.Pi / 180},
		{"across the antimeridian", Point{0, 179.5}, Point{0, -179.5}, EarthRadiusM * math.Pi / 180},
		{"the antimeridian's two names", Point{12, 180}, Point{12, -180}, 0},
		{"a pole's names", Point{90, 17}, Point{90, -140}, 0},
		{"equator to pole", Point{0, 33}, Point{90, -7}, quarter},
		{"over the pole", Point{80, 10}, Point{80, -170}, EarthRadiusM * math.Pi / 9},
		{"antipodes", Point{37, 20}, Point{-37, -160}, 2 * quarter},
		{"equal", Point{37.1, 20.2}, Point{37.1, 20.2}, 0},
	} {
		if got := Distance(c.p, c.q); !near(got, c.want, 1e-6) {
			t.Errorf("%s: %.9f m, want %.9f", c.name, got, c.want)
		}
	}
}

func TestDistanceIsAMetric(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p, q, r := place().Draw(t, "p").Vec(), place().Draw(t, "q").Vec(), place().Draw(t, "r").Vec()
		pq := p.Distance(q)
		if pq != q.Distance(p) {
			t.Fatalf("not symmetric: %x and %x", pq, q.Distance(p))
		}
		if p.Distance(p) != 0 {
			t.Fatalf("a place is %g m from itself", p.Distance(p))
		}
		if pq < 0 || pq > EarthRadiusM*math.Pi*(1+1e-15) {
			t.Fatalf("distance %g is off the sphere", pq)
		}
		if over := pq - p.Distance(r) - r.Distance(q); over > 1e-5 {
			t.Fatalf("a detour is shorter by %g m", over)
		}
	})
}

// The haversine formula is another way to the same number.
func TestDistanceAgreesWithHaversine(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p, q := place().Draw(t, "p"), place().Draw(t, "q")
		hav := func(deg float64) float64 { s := math.Sin(deg * math.Pi / 360); return s * s }
		h := hav(q.Lat-p.Lat) + math.Cos(p.Lat*math.Pi/180)*math.Cos(q.Lat*math.Pi/180)*hav(q.Lon-p.Lon)
		if h > 0.999 {
			t.Skip("the formula is no good near antipodes")
		}
		want := 2 * EarthRadiusM * math.Asin(math.Sqrt(h))
		if got := Distance(p, q); !near(got, want, 1e-5) {
			t.Fatalf("%.9f m, want %.9f", got, want)
		}
	})
}

func TestChordOrdersLikeDistance(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := place().Draw(t, "p").Vec()
		limit := rapid.Float64Range(1, 1e6).Draw(t, "limit")
		factor := rapid.Float64Range(0.5, 1.5).Draw(t, "factor")
		course := rapid.Float64Range(0, 360).Draw(t, "course")
		q := Destination(p, course, limit*factor)
		if math.Abs(factor-1)*limit < 1e-6 {
			return
		}
		if inside := p.Chord2(q) <= Chord2Of(limit); inside != (factor < 1) {
			t.Fatalf("at %g m, limit %g: inside %v", limit*factor, limit, inside)
		}
	})
}

func TestDestinationAndBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := place().Draw(t, "p").Vec()
		course := rapid.Float64Range(0, 360).Draw(t, "course")
		metres := rapid.Float64Range(1, 2e7).Draw(t, "metres")
		q := Destination(p, course, metres)
		if got := p.Distance(q); !near(got, metres, 1e-5) {
			t.Fatalf("went %g m, arrived %g m away", metres, got)
		}
		off := CourseDifference(Bearing(p, q), course)
		if across := off * math.Pi / 180 * EarthRadiusM * math.Sin(metres/EarthRadiusM); across > 1e-5 {
			t.Fatalf("set out on %g, bearing is %g (%g m off)", course, Bearing(p, q), across)
		}
	})
}

func TestBearingKnown(t *testing.T) {
	for _, c := range []struct {
		name string
		p, q Point
		want float64
	}{
		{"north", Point{10, 20}, Point{11, 20}, 0},
		{"east on the equator", Point{0, 179}, Point{0, -179}, 90},
		{"south", Point{10, 20}, Point{-9, 20}, 180},
		{"west on the equator", Point{0, -179}, Point{0, 179}, 270},
		{"equal places", Point{10, 20}, Point{10, 20}, 0},
		{"from the north pole down meridian 0", Point{90, 0}, Point{80, 0}, 180},
		{"from the north pole down 90 E", Point{90, 0}, Point{80, 90}, 90},
		{"from the south pole up meridian 0", Point{-90, 55}, Point{-80, 0}, 0},
	} {
		got := Bearing(c.p.Vec(), c.q.Vec())
		if CourseDifference(got, c.want) > 1e-9 || got < 0 || got >= 360 {
			t.Errorf("%s: %.12f, want %g", c.name, got, c.want)
		}
	}
}

func TestOffset(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p, q := place().Draw(t, "p").Vec(), place().Draw(t, "q").Vec()
		e, n := Offset(p, q)
		if got, want := math.Hypot(e, n), p.Distance(q); !near(got, want, 1e-6) {
			t.Fatalf("offset %g m long, distance %g", got, want)
		}
	})
	if e, n := Offset(Point{12, 34}.Vec(), Point{12, 34}.Vec()); e != 0 || n != 0 {
		t.Errorf("a place lies %g, %g from itself", e, n)
	}
}

func TestBetween(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		v, w := place().Draw(t, "v").Vec(), place().Draw(t, "w").Vec()
		whole := v.Distance(w)
		if whole < 0.001 || whole > 1.99e7 {
			t.Skip("no arc, or no shortest one")
		}
		a := NewArc(v, w)
		if a.At(0) != v {
			t.Fatalf("starts %g m off", a.At(0).Distance(v))
		}
		if a.At(1) != w {
			t.Fatalf("ends %g m off", a.At(1).Distance(w))
		}
		f := rapid.Float64Range(0, 1).Draw(t, "f")
		m := a.At(f)
		if got := v.Distance(m); !near(got, f*whole, 1e-4) {
			t.Fatalf("at %g of %g m: %g m from the start", f, whole, got)
		}
		if got := w.Distance(m); !near(got, (1-f)*whole, 1e-4) {
			t.Fatalf("at %g of %g m: %g m from the end", f, whole, got)
		}
	})
}

// rotation turns the sphere: about Z by one angle, then about X by another, so
// that poles and antimeridian come to lie elsewhere.
func rotation(t *rapid.T) func(Vec) Vec {
	a, b := rapid.Float64Range(0, 2*math.Pi).Draw(t, "a"), rapid.Float64Range(0, 2*math.Pi).Draw(t, "b")
	sa, ca := math.Sincos(a)
	sb, cb := math.Sincos(b)
	return func(v Vec) Vec {
		x, y := ca*v.X-sa*v.Y, sa*v.X+ca*v.Y
		return Vec{x, cb*y - sb*v.Z, sb*y + cb*v.Z}
	}
}

func TestNothingIsSpecialAboutPolesAndAntimeridian(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		turn := rotation(t)
		p := place().Draw(t, "p").Vec()
		q := Destination(p, rapid.Float64Range(0, 360).Draw(t, "course"), rapid.Float64Range(10, 50000).Draw(t, "metres"))
		if got, want := turn(p).Distance(turn(q)), p.Distance(q); !near(got, want, 1e-5) {
			t.Fatalf("turned: %g m, before %g", got, want)
		}
		m := Between(p, q, 0.25)
		if off := turn(m).Distance(Between(turn(p), turn(q), 0.25)); off > 1e-5 {
			t.Fatalf("a place between them moves by %g m", off)
		}
		r := Destination(p, rapid.Float64Range(0, 360).Draw(t, "aside"), 20000)
		if got, want := DistanceToSegment(turn(r), turn(p), turn(q)), DistanceToSegment(r, p, q); !near(got, want, 1e-4) {
			t.Fatalf("distance to the segment: %g m turned, %g before", got, want)
		}
		// through degrees and back, wherever it has come to lie
		if off := turn(p).Point().Vec().Distance(turn(p)); off > 1e-5 {
			t.Fatalf("degrees move a place by %g m", off)
		}
	})
}

func TestVecIsUnit(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := place().Draw(t, "p")
		v := p.Vec()
		if !near(v.Dot(v), 1, 1e-15) {
			t.Fatalf("length² of %v is %.17g", p, v.Dot(v))
		}
		back := v.Point()
		if !back.Valid() || back.Lon <= -180 {
			t.Fatalf("%v comes back as %v", p, back)
		}
		if off := Distance(p, back); off > 1e-7 {
			t.Fatalf("%v comes back %g m away", p, off)
		}
	})
}

func TestFineRoundTrip(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		f := Fine{
			rapid.Int32Range(-90*FinePerDegree, 90*FinePerDegree).Draw(t, "lat"),
			rapid.Int32Range(-180*FinePerDegree, 180*FinePerDegree).Draw(t, "lon"),
		}
		if !f.Valid() || f.Point().Fine() != f {
			t.Fatalf("%v comes back as %v", f, f.Point().Fine())
		}
		through := f.Vec().Point().Fine()
		if through.Lon == 180*FinePerDegree && f.Lon < 0 {
			through.Lon = -through.Lon
		}
		if through != f && f.Lat != 90*FinePerDegree && f.Lat != -90*FinePerDegree {
			t.Fatalf("%v comes back from the sphere as %v", f, through)
		}
	})
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(-18000000, 18000000).Draw(t, "hundred thousandths")
		deg := float64(n) / 1e5
		if got := (Point{0, deg}).Fine().Lon; got != int32(n*6) {
			t.Fatalf("%.5f degrees are %d units, want %d", deg, got, n*6)
		}
	})
	for _, f := range []Fine{{90*FinePerDegree + 1, 0}, {0, 181 * FinePerDegree}, {0, -180*FinePerDegree - 1}} {
		if f.Valid() {
			t.Errorf("%v passes for a place", f)
		}
	}
}

func TestCourses(t *testing.T) {
	for _, c := range [][3]float64{{350, 10, 20}, {10, 350, 20}, {0, 180, 180}, {90, 90, 0}, {-10, 370, 20}, {359.9, 0.1, 0.2}} {
		if got := CourseDifference(c[0], c[1]); !near(got, c[2], 1e-12) {
			t.Errorf("between %g and %g: %g, want %g", c[0], c[1], got, c[2])
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		a := rapid.Float64Range(-1e6, 1e6).Draw(t, "a")
		if n := NormalCourse(a); n < 0 || n >= 360 {
			t.Fatalf("%g becomes %g", a, n)
		}
		b := rapid.Float64Range(-1e6, 1e6).Draw(t, "b")
		if d := CourseDifference(a, b); d < 0 || d > 180 || !near(d, CourseDifference(b, a), 1e-9) {
			t.Fatalf("difference of %g and %g is %g, the other way %g", a, b, d, CourseDifference(b, a))
		}
	})
	if got := NormalCourse(-1e-20); got != 0 {
		t.Errorf("a hair under 0 becomes %g", got)
	}
}
