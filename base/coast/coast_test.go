package coast

import (
	"encoding/csv"
	"math"
	"math/rand/v2"
	"os"
	"strconv"
	"sync"
	"testing"

	"pgregory.net/rapid"

	"github.com/plimsoll-watch/plimsoll/base/geo"
)

var openOnce = sync.OnceValues(Open)

func open(t testing.TB) *Land {
	t.Helper()
	l, err := openOnce()
	if err != nil {
		t.Fatal(err)
	}
	return l
}

// oracleSegment finds the distance to a segment in another way than base/geo: it
// drops p onto the plane of the segment and takes the foot when it lies between
// the ends, by angles alone.
func oracleSegment(p, a, b geo.Vec) float64 {
	n := [3]float64{a.Y*b.Z - a.Z*b.Y, a.Z*b.X - a.X*b.Z, a.X*b.Y - a.Y*b.X}
	l := math.Sqrt(n[0]*n[0] + n[1]*n[1] + n[2]*n[2])
	ends := math.Min(angle(p, a), angle(p, b))
	if l < 1e-15 {
		return ends * geo.EarthRadiusM
	}
	h := (p.X*n[0] + p.Y*n[1] + p.Z*n[2]) / l
	foot := geo.Vec{X: p.X - h*n[0]/l, Y: p.Y - h*n[1]/l, Z: p.Z - h*n[2]/l}
	m := math.Sqrt(foot.Dot(foot))
	if m < 1e-12 {
		return math.Min(ends, math.Pi/2) * geo.EarthRadiusM
	}
	foot = geo.Vec{X: foot.X / m, Y: foot.Y / m, Z: foot.Z / m}
	if angle(a, foot)+angle(foot, b) > angle(a, b)+1e-9 {
		return ends * geo.EarthRadiusM
	}
	return math.Min(ends, angle(p, foot)) * geo.EarthRadiusM
}

// angle is the angle between unit vectors (Kahan's half-angle form).
func angle(a, b geo.Vec) float64 {
	d := math.Sqrt((a.X-b.X)*(a.X-b.X) + (a.Y-b.Y)*(a.Y-b.Y) + (a.Z-b.Z)*(a.Z-b.Z))
	s := math.Sqrt((a.X+b.X)*(a.X+b.X) + (a.Y+b.Y)*(a.Y+b.Y) + (a.Z+b.Z)*(a.Z+b.Z))
	return 2 * math.Atan2(d, s)
}

// oracleDistance tries every edge that is coast.
func oracleDistance(l *Land, p geo.Point) float64 {
	best, v := math.Inf(1), p.Vec()
	for _, r := range l.rings {
		for i := r.from; i < r.to-1; i++ {
			a, b := l.points[i], l.points[i+1]
			at180 := func(c cell) bool { return c.x == 0 || c.x == l.grid.steps }
			if at180(a) && at180(b) && a.y != b.y {
				continue
			}
			best = math.Min(best, oracleSegment(v, l.grid.point(a).Vec(), l.grid.point(b).Vec()))
		}
	}
	return best
}

// islets draws a land of a few rings on a coarse grid, some over the antimeridian,
// some near the poles, some with seams.
func islets(t *rapid.T) *Land {
	g := grid{steps: 3600, south: -85, scale: 0.1}
	var rings []ring
	var points []cell
	for range rapid.IntRange(1, 5).Draw(t, "rings") {
		x := rapid.OneOf(rapid.Int32Range(-60, 60), rapid.Int32Range(0, 3600)).Draw(t, "x")
		y := rapid.OneOf(rapid.Int32Range(40, 1700), rapid.Int32Range(1650, 1700), rapid.Int32Range(40, 60)).Draw(t, "y")
		from := len(points)
		for range rapid.IntRange(2, 40).Draw(t, "points") {
			px := (x + rapid.Int32Range(-40, 40).Draw(t, "dx") + g.steps) % g.steps
			points = append(points, cell{px, y + rapid.Int32Range(-40, 40).Draw(t, "dy")})
		}
		points = append(points, points[from])
		rings = append(rings, ring{from, len(points)})
	}
	return newLand("test", g, rings, points)
}

// somewhere draws a place near the islets or anywhere.
func somewhere(t *rapid.T, l *Land) geo.Point {
	near := l.grid.point(l.points[rapid.IntRange(0, len(l.points)-1).Draw(t, "near")])
	return rapid.OneOf(
		rapid.Custom(func(t *rapid.T) geo.Point {
			lon := math.Remainder(near.Lon+rapid.Float64Range(-5, 5).Draw(t, "lon"), 360)
			return geo.Point{Lat: max(-90, min(90, near.Lat+rapid.Float64Range(-5, 5).Draw(t, "lat"))), Lon: lon}
		}),
		rapid.Custom(func(t *rapid.T) geo.Point {
			return geo.Point{Lat: rapid.Float64Range(-90, 90).Draw(t, "lat"), Lon: rapid.Float64Range(-180, 180).Draw(t, "lon")}
		}),
		rapid.SampledFrom([]geo.Point{{Lat: 90}, {Lat: -90}, {Lon: 180}, {Lon: -180}, {Lat: 89.9, Lon: 180}, {Lat: -90, Lon: 77}}),
	).Draw(t, "place")
}

func TestShoreDistanceOfRandomLand(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		l := islets(t)
		p := somewhere(t, l)
		got, want := l.ShoreDistance(p), oracleDistance(l, p)
		if math.Abs(got-want) > 0.05 && !(math.IsInf(got, 1) && math.IsInf(want, 1)) {
			t.Fatalf("ShoreDistance(%v) = %v, tried edge by edge %v", p, got, want)
		}
	})
}

func TestOnLandOfRandomLand(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		l := islets(t)
		p := somewhere(t, l)
		if d := oracleDistance(l, p); d < 1 || d > 5e6 {
			t.Skip("on the coast, or beyond the reach of the oracle")
		}
		if got, want := l.OnLand(p), parity(l, p); got != want {
			t.Fatalf("OnLand(%v) = %v, by another line %v", p, got, want)
		}
	})
}

// parity counts the edges that a great circle from p to the north pole crosses, as
// crossings of two segments on the sphere, without grids and strips. The pole is
// sea and no ring holds it.
func parity(l *Land, p geo.Point) bool {
	// A line that ends a little off the pole and bends off the meridian meets no
	// point of the grid.
	end := geo.Point{Lat: 89.3, Lon: math.Remainder(p.Lon+11.234567, 360)}.Vec()
	v, inside := p.Vec(), false
	for _, r := range l.rings {
		for i := r.from; i < r.to-1; i++ {
			if segmentsCross(v, end, l.places[i], l.places[i+1]) {
				inside = !inside
			}
		}
	}
	return inside
}

func segmentsCross(a, b, c, d geo.Vec) bool {
	side := func(u, v, w geo.Vec) bool {
		return w.Dot(geo.Vec{X: u.Y*v.Z - u.Z*v.Y, Y: u.Z*v.X - u.X*v.Z, Z: u.X*v.Y - u.Y*v.X}) > 0
	}
	// Of the two crossings of the great circles, one may lie on both segments.
	return side(a, b, c) != side(a, b, d) && side(c, d, a) != side(c, d, b) && side(a, b, c) != side(c, d, a)
}

func TestShoreDistanceOfTheEarth(t *testing.T) {
	l := open(t)
	rng := rand.New(rand.NewPCG(1, 2))
	for range 40 {
		p := geo.Vec{X: rng.NormFloat64(), Y: rng.NormFloat64(), Z: rng.NormFloat64()}.Point()
		if rng.IntN(2) == 0 { // near a coast
			c := l.grid.point(l.points[rng.IntN(len(l.points))])
			p = geo.Destination(c.Vec(), rng.Float64()*360, rng.Float64()*50_000).Point()
		}
		got, want := l.ShoreDistance(p), oracleDistance(l, p)
		if math.Abs(got-want) > 0.05 {
			t.Errorf("ShoreDistance(%v) = %.3f, tried edge by edge %.3f", p, got, want)
		}
	}
}

func TestOnLandOfTheEarth(t *testing.T) {
	l := open(t)
	rng := rand.New(rand.NewPCG(3, 4))
	for range 60 {
		c := l.grid.point(l.points[rng.IntN(len(l.points))])
		p := geo.Destination(c.Vec(), rng.Float64()*360, rng.Float64()*80_000).Point()
		if got, want := l.OnLand(p), parity(l, p); got != want {
			t.Errorf("OnLand(%v) = %v, edge by edge %v", p, got, want)
		}
	}
}

func TestKnownDistances(t *testing.T) {
	l := open(t)
	for _, c := range []struct {
		name    string
		p       geo.Point
		km, tol float64
	}{
		// The nearest land is Ghana's, about Cape Three Points, 4°44.6' N 2°05.3' W,
		// 576 km away; the next headland, 11 km to the east, is a little nearer.
		{"0 N 0 E", geo.Point{}, 572, 6},
		{"Cape Three Points", geo.Point{Lat: 4.7437, Lon: -2.0890}, 0, 1.5},
		// Garcia-Castellanos and Lombardo, Poles of inaccessibility, Scottish
		// Geographical Journal 123 (2007): Africa.
		{"Africa's pole of inaccessibility", geo.Point{Lat: 5.65, Lon: 26.17}, 1814, 10},
		// Cape Morris Jesup, 83°37.7' N, is the northernmost point of a mainland coast.
		{"North Pole", geo.Point{Lat: 90}, geo.Distance(geo.Point{Lat: 90}, geo.Point{Lat: 83.6275, Lon: -32.6}) / 1000, 3},
		// Point Nemo, 2,688 km from three islands (Lukatela 1992).
		{"Point Nemo", geo.Point{Lat: -48.8767, Lon: -123.3933}, 2688, 12},
	} {
		if got := l.ShoreDistance(c.p) / 1000; math.Abs(got-c.km) > c.tol {
			t.Errorf("%s: %.1f km from the coast, known to be %.1f", c.name, got, c.km)
		}
	}
}

func TestNoIsletAtZeroZero(t *testing.T) {
	if open(t).OnLand(geo.Point{}) {
		t.Error("0 N 0 E is land: Natural Earth's invented islet was packed")
	}
}

func TestBothSidesOfTheAntimeridian(t *testing.T) {
	l := open(t)
	for _, lat := range []float64{70, 66, 71.2, -16.8, -17.5, 0, 55, -80} {
		east, west := geo.Point{Lat: lat, Lon: 180}, geo.Point{Lat: lat, Lon: -180}
		if a, b := l.ShoreDistance(east), l.ShoreDistance(west); math.Abs(a-b) > 1e-3 {
			t.Errorf("at %v N the two names of the antimeridian are %v and %v m from the coast", lat, a, b)
		}
		if l.OnLand(east) != l.OnLand(west) {
			t.Errorf("at %v N the two names of the antimeridian disagree about land", lat)
		}
	}
}

func TestSeamIsNotCoast(t *testing.T) {
	// 67.5 N 180 is inland in Chukotka: nearest coast is the Arctic Ocean's or the
	// Gulf of Anadyr's, over 100 km away, yet the source cuts the land there.
	l := open(t)
	p := geo.Point{Lat: 67.5, Lon: 180}
	if !l.OnLand(p) {
		t.Error("67.5 N 180 is in Chukotka")
	}
	if d := l.ShoreDistance(p); d < 100_000 || d > 250_000 {
		t.Errorf("67.5 N 180 is %v m from the coast, known to be over 100 km", d)
	}
}

func TestLandAndSea(t *testing.T) {
	l := open(t)
	land := map[string]geo.Point{
		"Pyongyang": {Lat: 39.03, Lon: 125.75}, "Seoul": {Lat: 37.57, Lon: 126.98}, "Moscow": {Lat: 55.75, Lon: 37.62},
		"Nairobi": {Lat: -1.29, Lon: 36.82}, "Madrid": {Lat: 40.42, Lon: -3.70}, "Denver": {Lat: 39.74, Lon: -104.99},
		"Egvekinot district, Chukotka, 179 W": {Lat: 67.5, Lon: -179}, "Chukotka, 179 E": {Lat: 67.5, Lon: 179},
		"Wrangel Island, 179.5 W": {Lat: 71.2, Lon: -179.5}, "Wrangel Island, 179.5 E": {Lat: 71.2, Lon: 179.5},
		"Taveuni, Fiji": {Lat: -16.9, Lon: -179.97}, "Vanua Levu, Fiji": {Lat: -16.6, Lon: 179.2},
		"South Pole": {Lat: -90}, "South Pole, another name": {Lat: -90, Lon: 123}, "Vostok": {Lat: -78.46, Lon: 106.84},
		"Lake Superior, a lake": {Lat: 47.7, Lon: -87.5},
	}
	sea := map[string]geo.Point{
		"North Pole": {Lat: 90}, "Yellow Sea": {Lat: 36, Lon: 123.5}, "Sea of Japan": {Lat: 40, Lon: 135},
		"East China Sea": {Lat: 31, Lon: 125}, "Caspian Sea": {Lat: 41.5, Lon: 50.5}, "Black Sea": {Lat: 43, Lon: 34},
		"Gulf of Mexico": {Lat: 27, Lon: -93}, "Mid-Pacific": {Lat: 0, Lon: -150}, "Koro Sea, 180": {Lat: -18.3, Lon: 180},
		"Bering Sea, 180": {Lat: 58, Lon: 180}, "Ross Sea": {Lat: -74, Lon: -175}, "Weddell Sea": {Lat: -72, Lon: -45},
		"Galveston anchorage": {Lat: 29.2, Lon: -94.6},
	}
	for name, p := range land {
		if !l.OnLand(p) {
			t.Errorf("%s is taken for sea", name)
		}
	}
	for name, p := range sea {
		if l.OnLand(p) {
			t.Errorf("%s is taken for land", name)
		}
	}
}

// TestPortsLieOnTheCoast compares the coast with a table it was not made from: the
// World Port Index, points good to about a mile.
func TestPortsLieOnTheCoast(t *testing.T) {
	f, err := os.Open("../../facts/ports-wpi.csv")
	if err != nil {
		t.Skip("the World Port Index is not beside the coast: ", err)
	}
	defer f.Close()
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	l, near := open(t), 0
	for _, row := range rows[1:] {
		lat, _ := strconv.ParseFloat(row[4], 64)
		lon, _ := strconv.ParseFloat(row[5], 64)
		if l.ShoreDistance(geo.Point{Lat: lat, Lon: lon}) <= 5000 {
			near++
		}
	}
	share := float64(near) / float64(len(rows)-1)
	t.Logf("%d of %d ports, %.1f %%, lie within 5 km of the coast; the others lie up rivers and on lakes, are terminals out at sea, or islets too small for the drawing", near, len(rows)-1, 100*share)
	if share < 0.83 {
		t.Errorf("only %.1f %% of the ports lie within 5 km of the coast", 100*share)
	}
}

func BenchmarkOpen(b *testing.B) {
	for b.Loop() {
		if _, err := Open(); err != nil {
			b.Fatal(err)
		}
	}
}

func benchmarkDistance(b *testing.B, places []geo.Point) {
	l := open(b)
	i := 0
	for b.Loop() {
		l.ShoreDistance(places[i%len(places)])
		i++
	}
}

func BenchmarkShoreDistanceNearCoasts(b *testing.B) {
	l := open(b)
	rng := rand.New(rand.NewPCG(1, 2))
	var places []geo.Point
	for range 1000 {
		c := l.places[rng.IntN(len(l.places))]
		places = append(places, geo.Destination(c, rng.Float64()*360, rng.Float64()*100_000).Point())
	}
	benchmarkDistance(b, places)
}

func BenchmarkShoreDistanceAnywhere(b *testing.B) {
	rng := rand.New(rand.NewPCG(1, 2))
	var places []geo.Point
	for range 1000 {
		places = append(places, geo.Vec{X: rng.NormFloat64(), Y: rng.NormFloat64(), Z: rng.NormFloat64()}.Point())
	}
	benchmarkDistance(b, places)
}

func BenchmarkShoreDistancePointNemo(b *testing.B) {
	benchmarkDistance(b, []geo.Point{{Lat: -48.8767, Lon: -123.3933}})
}

func BenchmarkShoreDistanceSouthPole(b *testing.B) { benchmarkDistance(b, []geo.Point{{Lat: -90}}) }

func BenchmarkOnLand(b *testing.B) {
	l := open(b)
	for b.Loop() {
		l.OnLand(geo.Point{Lat: 36, Lon: 123.5})
	}
}
