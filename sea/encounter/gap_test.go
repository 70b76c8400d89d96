package encounter_test

import (
	"math"
	"testing"

	"pgregory.net/rapid"

	"github.com/plimsoll-watch/plimsoll/base/geo"
	"github.com/plimsoll-watch/plimsoll/base/vessel"
	"github.com/plimsoll-watch/plimsoll/sea/encounter"
	"github.com/plimsoll-watch/plimsoll/sea/track"
)

// shipSize draws a hull that may have its antenna at an end or a side.
func shipSize(t *rapid.T) vessel.Size {
	side := rapid.Uint16Range(0, 40)
	size := vessel.Size{
		A: rapid.Uint16Range(0, 250).Draw(t, "A"), B: rapid.Uint16Range(1, 200).Draw(t, "B"),
		C: side.Draw(t, "C"), D: side.Draw(t, "D"), Reference: true,
	}
	return size
}

// placed draws a ship at a place.
func placed(t *rapid.T, at geo.Vec) *track.Place {
	return &track.Place{
		Vec: at, Known: true, Accurate: rapid.Bool().Draw(t, "accurate"),
		Heading: rapid.IntRange(0, 359).Draw(t, "heading"), Size: shipSize(t),
	}
}

// twoShips draws ships up to 700 m apart, south of 85 N.
func twoShips(t *rapid.T) (a, b *track.Place) {
	at := geo.Point{Lat: rapid.SampledFrom([]float64{0, -17, 30, 60, 85}).Draw(t, "lat"), Lon: rapid.SampledFrom([]float64{0, 125, 180, -179.999}).Draw(t, "lon")}.Vec()
	a = placed(t, at)
	b = placed(t, geo.Destination(at, rapid.Float64Range(0, 360).Draw(t, "bearing"), rapid.Float64Range(0, 700).Draw(t, "metres")))
	return a, b
}

// ahead turns metres east and north into metres ahead and to starboard.
func ahead(east, north float64, heading int) (forward, right float64) {
	sin, cos := math.Sincos(float64(heading) * math.Pi / 180)
	return east*sin + north*cos, east*cos - north*sin
}

// toHull returns how far a point, east and north of a ship's antenna, is from its
// hull: 0 inside.
func toHull(east, north float64, p *track.Place) float64 {
	forward, right := ahead(east, north, p.Heading)
	off := func(x, low, high float64) float64 { return max(low-x, 0, x-high) }
	return math.Hypot(off(forward, -float64(p.Size.B), float64(p.Size.A)), off(right, -float64(p.Size.C), float64(p.Size.D)))
}

// sampled returns the least distance from points on a's sides to b's hull. One of
// sampled(a, b) and sampled(b, a) is right to within half a step: the nearest points
// of two rectangles lie on the sides of both, and when one holds the other, the
// inner one's sides lie in the outer.
func sampled(a, b *track.Place, east, north float64) float64 {
	const steps = 300
	best := math.Inf(1)
	low, high := -float64(a.Size.B), float64(a.Size.A)
	port, starboard := -float64(a.Size.C), float64(a.Size.D)
	for i := 0; i <= steps; i++ {
		f := low + (high-low)*float64(i)/steps
		r := port + (starboard-port)*float64(i)/steps
		for _, q := range [4][2]float64{{f, port}, {f, starboard}, {low, r}, {high, r}} {
			sin, cos := math.Sincos(float64(a.Heading) * math.Pi / 180)
			e, n := q[0]*sin+q[1]*cos, q[0]*cos-q[1]*sin
			best = min(best, toHull(e-east, n-north, b))
		}
	}
	return best
}

// The hull gap against the sides walked in small steps.
func TestGapAgainstSampling(t *testing.T) {
	p := encounter.Standard()
	apart, touching := 0, 0
	rapid.Check(t, func(t *rapid.T) {
		a, b := twoShips(t)
		east, north := geo.Offset(a.Vec, b.Vec)
		gap := min(sampled(a, b, east, north), sampled(b, a, -east, -north))
		slack := 0.0
		for _, s := range []*track.Place{a, b} {
			if s.Accurate {
				slack += 10
			} else {
				slack += 30
			}
		}
		got := p.GapOf(a, b)
		// Half a step of 450 m in 300, half a metre of rounding, and headings on two
		// meridians (85 N: 700 m are 0.07 degrees, 0.4 m at the bow).
		const within = 1.75
		if math.Abs(float64(got.High)-gap-slack) > within || math.Abs(float64(got.Low)-max(0, gap-slack)) > within {
			t.Fatalf("%d to %d m, by sampling %.1f less and plus %g", got.Low, got.High, gap, slack)
		}
		if d := a.Vec.Distance(b.Vec); math.Abs(float64(got.Distance)-d) > 0.5+1e-9 {
			t.Fatalf("antennas %d m apart, want %g", got.Distance, d)
		}
		if gap > 0 {
			apart++
		} else {
			touching++
		}
	})
	if apart == 0 || touching == 0 {
		t.Errorf("%d apart, %d touching: the draws test too little", apart, touching)
	}
}

// Which ship is called the first changes nothing, to the metre.
func TestGapIsSymmetric(t *testing.T) {
	p := encounter.Standard()
	rapid.Check(t, func(t *rapid.T) {
		a, b := twoShips(t)
		switch rapid.IntRange(0, 3).Draw(t, "lacks") {
		case 1:
			a.Heading = -1
		case 2:
			b.Size.Reference = false
		case 3:
			b.Size = vessel.Size{}
		}
		if got, want := p.GapOf(b, a), p.GapOf(a, b); got != want {
			t.Fatalf("%+v, the other way round %+v", got, want)
		}
	})
}

// At 85 N the meridians of two ships 600 m apart are 0.06 degrees apart, 0.3 m at the
// bow: over many headings some would round to another metre.
func TestGapIsSymmetricFarNorth(t *testing.T) {
	p := encounter.Standard()
	size := vessel.Size{A: 250, B: 60, C: 20, D: 20, Reference: true}
	at := geo.Point{Lat: 85, Lon: 180}.Vec()
	for heading := range 360 {
		a := &track.Place{Vec: at, Known: true, Heading: heading, Size: size}
		b := &track.Place{Vec: geo.Destination(at, 80, 600), Known: true, Heading: (heading * 7) % 360, Size: size}
		if got, want := p.GapOf(b, a), p.GapOf(a, b); got != want {
			t.Errorf("heading %d: %+v, the other way round %+v", heading, got, want)
		}
	}
}

// The range always holds what can be: with nothing known of the hulls it is widest.
func TestGapWithoutHulls(t *testing.T) {
	p := encounter.Standard()
	at := geo.Point{Lat: 30, Lon: 125}.Vec()
	place := func(metres float64, heading int, size vessel.Size) *track.Place {
		return &track.Place{Vec: geo.Destination(at, 90, metres), Known: true, Accurate: true, Heading: heading, Size: size}
	}
	tanker := vessel.Size{A: 150, B: 33, C: 16, D: 16, Reference: true} // farthest corner 150.85 m
	coaster := vessel.Size{A: 30, B: 10, C: 4, D: 4, Reference: true}   // 30.27 m
	for _, c := range []struct {
		name string
		a, b *track.Place
		want encounter.Gap
	}{
		{"side by side", place(0, 0, tanker), place(300, 0, coaster), encounter.Gap{Distance: 300, Low: 260, High: 300}},
		{"no heading of one", place(0, 0, tanker), place(300, -1, coaster), encounter.Gap{Distance: 300, Low: 119, High: 300}},
		{"no reference point of one: its length", place(0, 0, tanker), place(300, 0, vessel.Size{A: 40, C: 8}), encounter.Gap{Distance: 300, Low: 109, High: 300}},
		{"no size of one: 400 m", place(0, 0, tanker), place(600, 0, vessel.Size{}), encounter.Gap{Distance: 600, Low: 49, High: 600}},
		{"never under 0", place(0, 0, tanker), place(300, 0, vessel.Size{}), encounter.Gap{Distance: 300, Low: 0, High: 300}},
		{"one place", place(0, 0, tanker), place(0, 90, coaster), encounter.Gap{Distance: 0, Low: 0, High: 20}},
	} {
		if got := p.GapOf(c.a, c.b); got != c.want {
			t.Errorf("%s: %+v, want %+v", c.name, got, c.want)
		}
	}
	// Inaccurate: 30 m a ship.
	a, b := place(0, 0, tanker), place(300, 0, coaster)
	a.Accurate, b.Accurate = false, false
	if got, want := p.GapOf(a, b), (encounter.Gap{Distance: 300, Low: 220, High: 340}); got != want {
		t.Errorf("inaccurate: %+v, want %+v", got, want)
	}
	b.Accurate = true
	if got, want := p.GapOf(a, b), (encounter.Gap{Distance: 300, Low: 240, High: 320}); got != want {
		t.Errorf("one accurate: %+v, want %+v", got, want)
	}
}
