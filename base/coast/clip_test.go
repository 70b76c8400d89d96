package coast

import (
	"math"
	"math/rand/v2"
	"testing"

	"pgregory.net/rapid"

	"github.com/plimsoll-watch/plimsoll/base/geo"
)

// inRings is the even-odd rule on the plane of longitude and latitude.
func inRings(rings [][]geo.Point, p geo.Point) bool {
	inside := false
	for _, r := range rings {
		for i := 0; i+1 < len(r); i++ {
			a, b := r[i], r[i+1]
			if (a.Lat > p.Lat) != (b.Lat > p.Lat) && p.Lon < a.Lon+(p.Lat-a.Lat)/(b.Lat-a.Lat)*(b.Lon-a.Lon) {
				inside = !inside
			}
		}
	}
	return inside
}

// boxes are areas with something to get wrong.
func boxes() map[string]geo.Box {
	return map[string]geo.Box{
		"Fiji, over the antimeridian":     {West: 176, South: -20, East: -178, North: -15},
		"Chukotka, over the antimeridian": {West: 170, South: 60, East: -165, North: 73},
		"west of the antimeridian":        {West: 170, South: 60, East: 180, North: 73},
		"east of the antimeridian":        {West: -180, South: 60, East: -165, North: 73},
		"Korea":                           {West: 123, South: 33, East: 132, North: 43},
		"Caspian":                         {West: 46, South: 36, East: 55, North: 48},
		"Antarctica":                      {West: -180, South: -90, East: 180, North: -60},
		"Ross Sea, over the antimeridian": {West: 150, South: -90, East: -140, North: -65},
		"North Pole":                      {West: -180, South: 75, East: 180, North: 90},
		"the Earth":                       {West: -180, South: -90, East: 180, North: 90},
		"the Earth, cut at 0":             {West: 0, South: -90, East: -1, North: 90},
	}
}

// TestClipAgreesWithOnLand: the drawing is land where the Earth is, but for the
// width of the tolerance along the coast, and 500 m where edges are bent on the
// sphere and straight in the drawing.
func TestClipAgreesWithOnLand(t *testing.T) {
	l := open(t)
	rng := rand.New(rand.NewPCG(5, 6))
	for name, b := range boxes() {
		for _, tolerance := range []float64{0, 0.02} {
			rings := l.Clip(b, tolerance)
			for range 100 {
				at := geo.Point{
					Lat: b.South + rng.Float64()*(b.North-b.South),
					Lon: b.West + rng.Float64()*b.Width(),
				}
				p := geo.Point{Lat: at.Lat, Lon: math.Remainder(at.Lon, 360)}
				if l.ShoreDistance(p) < 500+tolerance*112_000 {
					continue
				}
				if got, want := inRings(rings, at), l.OnLand(p); got != want {
					t.Errorf("%s, tolerance %v: %v is in the drawn land: %v, on land: %v", name, tolerance, at, got, want)
				}
			}
		}
	}
}

func TestClipStaysInTheBox(t *testing.T) {
	l := open(t)
	for name, b := range boxes() {
		for _, tolerance := range []float64{0, 0.05} {
			for _, r := range l.Clip(b, tolerance) {
				if len(r) < 4 || r[0] != r[len(r)-1] {
					t.Fatalf("%s: a ring of %d points is not closed", name, len(r))
				}
				inBox(t, name, b, r)
			}
			for _, line := range l.CoastLines(b, tolerance) {
				if len(line) < 2 {
					t.Fatalf("%s: a coast line of %d points", name, len(line))
				}
				inBox(t, name, b, line)
			}
		}
	}
}

func inBox(t *testing.T, name string, b geo.Box, points []geo.Point) {
	t.Helper()
	for _, p := range points {
		if p.Lat < b.South || p.Lat > b.North || p.Lon < b.West || p.Lon > b.West+b.Width() {
			t.Fatalf("%s: %v lies outside", name, p)
		}
	}
}

// TestCoastLinesAreCoast: the middle of every edge lies on the coast, so neither
// frame nor seam is among them, but where the coast is all round, all of it is.
func TestCoastLinesAreCoast(t *testing.T) {
	l := open(t)
	for name, b := range boxes() {
		if b.Width() > 60 {
			continue // half a million distances
		}
		for _, line := range l.CoastLines(b, 0) {
			for i := 0; i+1 < len(line); i++ {
				p := geo.Point{Lat: (line[i].Lat + line[i+1].Lat) / 2, Lon: math.Remainder((line[i].Lon+line[i+1].Lon)/2, 360)}
				if d := l.ShoreDistance(p); d > 30 { // half a degree bends 22 m at 66 N
					t.Fatalf("%s: %v, drawn as coast, is %v m from it", name, p, d)
				}
			}
		}
	}
}

// TestCoastLinesLeaveNothingOut counts the points of the coast inside a box that no
// coast line goes through.
func TestCoastLinesLeaveNothingOut(t *testing.T) {
	l := open(t)
	for name, b := range boxes() {
		drawn := map[geo.Point]bool{}
		for _, line := range l.CoastLines(b, 0) {
			for _, p := range line {
				drawn[key(p)] = true
			}
		}
		for _, r := range l.rings {
			if flat(l, r) {
				continue
			}
			for i := r.from; i < r.to-1; i++ {
				p := l.grid.point(l.points[i])
				onSeams := l.points[i].x%l.grid.steps == 0 // may have a seam on both sides
				if inside(b, p) && !drawn[key(p)] && !onSeams {
					t.Fatalf("%s: %v is missing from the coast lines", name, p)
				}
			}
		}
	}
}

// key names a place once, to about a metre.
func key(p geo.Point) geo.Point {
	return geo.Point{Lat: math.Round(p.Lat * 1e5), Lon: math.Round(math.Mod(p.Lon+720, 360) * 1e5)}
}

// inside reports whether p lies well inside b.
func inside(b geo.Box, p geo.Point) bool {
	const margin = 0.001
	east := math.Mod(p.Lon-b.West+720, 360)
	return p.Lat > b.South+margin && p.Lat < b.North-margin && east > margin && east < b.Width()-margin
}

// flat reports whether a ring holds fewer than three places: an islet under the
// quantisation, which has no area to draw.
func flat(l *Land, r ring) bool {
	places := map[cell]bool{}
	for _, c := range l.points[r.from:r.to] {
		places[c] = true
	}
	return len(places) < 3
}

func TestInlandBoxIsAllLandWithoutCoast(t *testing.T) {
	b := geo.Box{West: 100, South: 45, East: 104, North: 48} // Mongolia
	l := open(t)
	if got := l.CoastLines(b, 0.01); len(got) > 0 {
		t.Errorf("Mongolia has a coast: %v", got)
	}
	rings := l.Clip(b, 0.01)
	if len(rings) != 1 || !inRings(rings, geo.Point{Lat: 46, Lon: 101}) || !inRings(rings, geo.Point{Lat: 47.99, Lon: 103.99}) {
		t.Errorf("Mongolia is not all land: %v", rings)
	}
}

func TestOpenSeaIsEmpty(t *testing.T) {
	b := geo.Box{West: -150, South: -2, East: -148, North: 2}
	if got := open(t).Clip(b, 0); len(got) > 0 {
		t.Errorf("land in mid-Pacific: %v", got)
	}
}

func TestSimplifyKeepsTheTolerance(t *testing.T) {
	l := open(t)
	b := geo.Box{West: 123, South: 33, East: 132, North: 43}
	const tolerance = 0.05
	full, less := 0, 0
	lines := l.CoastLines(b, tolerance)
	for _, line := range l.CoastLines(b, 0) {
		full += len(line)
	}
	for _, line := range lines {
		less += len(line)
		for _, p := range line {
			if inside(b, p) && l.ShoreDistance(p) > 20 {
				t.Fatalf("simplifying moved a point to %v", p)
			}
		}
	}
	if less*4 > full {
		t.Errorf("%d of %d points are left at a tolerance of %v degree", less, full, tolerance)
	}
}

// TestThin: what is left out lies within the tolerance of what is kept.
func TestThin(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(3, 60).Draw(t, "points")
		o := make(outline, n)
		for i := range o {
			o[i] = corner{geo.Point{Lat: rapid.Float64Range(-2, 2).Draw(t, "lat"), Lon: float64(i) / 10}, true}
		}
		tolerance := rapid.Float64Range(0.01, 1).Draw(t, "tolerance")
		keep := make([]bool, n)
		keep[0], keep[n-1] = true, true
		o.thin(keep, 0, n-1, tolerance)
		from := 0
		for i := range o {
			if !keep[i] {
				continue
			}
			for k := from + 1; k < i; k++ {
				if d := offLine(o[k].Point, o[from].Point, o[i].Point); d > tolerance {
					t.Fatalf("corner %d was left out %v degrees off the line", k, d)
				}
			}
			from = i
		}
	})
}

func BenchmarkClip(b *testing.B) {
	l := open(b)
	box := geo.Box{West: 124.8, South: 31, East: 125.4, North: 31.5}
	for b.Loop() {
		l.Clip(box, 0.001)
	}
}

func BenchmarkClipTheEarth(b *testing.B) {
	l := open(b)
	box := geo.Box{West: -180, South: -90, East: 180, North: 90}
	for b.Loop() {
		l.Clip(box, 0.05)
	}
}
