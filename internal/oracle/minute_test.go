package oracle

import (
	"math"
	"testing"
)

// box returns a rectangle about an antenna: ahead, astern, port, starboard.
func box(a, b, c, d int, east, north, heading float64) [4]point {
	return rectangle(Ship{A: a, B: b, C: c, D: d}, point{east, north}, heading)
}

func TestRectangleDistance(t *testing.T) {
	long := box(100, 100, 10, 10, 0, 0, 0)
	tests := []struct {
		name string
		r, s [4]point
		want float64
	}{
		{"side by side", long, box(50, 50, 15, 5, 100, 0, 0), 75},                 // 100-10-15
		{"side by side, turned round", long, box(50, 50, 15, 5, 100, 0, 180), 85}, // 100-10-5
		{"bow to stern", long, box(80, 30, 5, 5, 0, 300, 0), 170},                 // 300-100-30
		{"bow to bow", long, box(80, 30, 5, 5, 0, 300, 180), 120},                 // 300-100-80
		{"heading east, ahead is east", box(100, 0, 5, 5, 0, 0, 90), box(5, 5, 5, 5, 200, 0, 0), 95},
		{"port is north of a ship heading east", box(10, 10, 60, 0, 0, 0, 90), box(5, 5, 5, 5, 0, 100, 0), 35},
		{"corner to corner", long, box(10, 10, 10, 10, 50, 150, 0), 50}, // 30 east, 40 north
		{"corner to side", long, box(10, 10, 10, 10, 100, 0, 45), 90 - 10*math.Sqrt2},
		{"overlap", long, box(100, 100, 10, 10, 15, 20, 0), 0},
		{"crossed, no corner inside", long, box(100, 100, 10, 10, 0, 0, 90), 0},
		{"one in the other", long, box(5, 5, 5, 5, 0, 50, 30), 0},
		{"the same", long, long, 0},
		{"touching", long, box(10, 10, 10, 10, 20, 0, 0), 0},
		{"an antenna without extent inside", long, box(0, 0, 0, 0, 1, 1, 0), 0},
		{"an antenna without extent outside", long, box(0, 0, 0, 0, 13, 104, 0), 5},
	}
	for _, test := range tests {
		for _, swapped := range []bool{false, true} {
			r, s := test.r, test.s
			if swapped {
				r, s = s, r
			}
			if got := rectangleDistance(r, s); math.Abs(got-test.want) > 1e-9 {
				t.Errorf("%s (swapped %t): %v, want %v", test.name, swapped, got, test.want)
			}
		}
	}
}

// One minute of two ships, the second so many metres north of the first, both
// heading north, 100 m ahead and astern of the antenna, 10 m to each side.
func TestGap(t *testing.T) {
	ship := func(northM float64, change func(*Ship)) Ship {
		f := still(0, northM)
		f.HasHeading, f.Accurate = true, true
		s := Ship{A: 100, B: 100, C: 10, D: 10, HasSize: true, HasReference: true, Fixes: []Fix{f}}
		if change != nil {
			change(&s)
		}
		return s
	}
	inaccurate := func(s *Ship) { s.Fixes[0].Accurate = false }
	noHeading := func(s *Ship) { s.Fixes[0].HasHeading = false }
	noReference := func(s *Ship) { s.HasReference, s.A, s.B = false, 0, 150 }
	noSize := func(s *Ship) { s.HasSize = false }
	tests := []struct {
		name      string
		apart     float64
		a, b      func(*Ship)
		low, high int
	}{
		{"300 m, bow to stern 100", 300, nil, nil, 80, 120},
		{"one inaccurate", 300, inaccurate, nil, 60, 140},
		{"both inaccurate", 300, inaccurate, inaccurate, 40, 160},
		{"overlapping", 150, nil, nil, 0, 20},
		{"never under 0", 210, nil, nil, 0, 30},
		{"680 m: high is 500", 680, nil, nil, 460, 500},
		// The farthest corner is hypot(100, 10) = 100.499 away: 500 - 200.998.
		{"no heading", 500, noHeading, nil, 299, 500},
		{"no reference: its length", 500, nil, noReference, 250, 500}, // 500-100.499-150 = 249.501
		{"no size: 400 m", 500, noSize, nil, 0, 500},
		{"no size, farther", 550, nil, noSize, 50, 550}, // 550-100.499-400 = 49.501
		{"rounded down", 500.4, noSize, noSize, 0, 500},
		{"rounded up", 500.6, noSize, noSize, 0, 501},
	}
	for _, test := range tests {
		x := look(ship(0, test.a), ship(test.apart, test.b), day/60, Default())
		if x.low != test.low || x.high != test.high {
			t.Errorf("%s: [%d, %d], want [%d, %d]", test.name, x.low, x.high, test.low, test.high)
		}
		if got, want := x.contact(Default()), test.high <= 500; got != want {
			t.Errorf("%s: contact %t, want %t", test.name, got, want)
		}
	}
}

func TestFarthest(t *testing.T) {
	for _, test := range []struct {
		s    Ship
		want float64
	}{
		{Ship{A: 30, B: 40, C: 9, D: 5, HasSize: true, HasReference: true}, 41}, // 9, 40, 41
		{Ship{B: 120, D: 20, HasSize: true}, 120},
		{Ship{}, 400},
		{Ship{HasReference: true}, 400},
	} {
		if got := farthest(test.s, Default()); math.Abs(got-test.want) > 1e-9 {
			t.Errorf("%+v: %v, want %v", test.s, got, test.want)
		}
	}
}

func TestPlaceAt(t *testing.T) {
	s := Ship{Fixes: []Fix{
		{T: 0, Accurate: true}, {T: 3600, Lat: 1, Accurate: true},
		{T: 7201, Lat: 2}, {T: 7300, Lat: 3, Accurate: true}, {T: 7400, Lat: 3},
	}}
	for _, test := range []struct {
		t               int64
		lat             float64
		known, accurate bool
	}{
		{-1, 0, false, false},
		{0, 0, true, true},
		{900, 0.25, true, true},
		{3600, 1, true, true},
		{3601, 0, false, false}, // 3601 s to the next
		{7200, 0, false, false},
		{7201, 2, true, false}, // exactly there: its own flag
		{7250, 2.494949494949495, true, false},
		{7300, 3, true, true},
		{7301, 3, true, false}, // accurate only when both fixes are
		{7401, 0, false, false},
	} {
		got, known := placeAt(s, test.t, Default())
		if known != test.known || got.accurate != test.accurate {
			t.Errorf("%d: known %t, accurate %t", test.t, known, got.accurate)
		}
		if known && math.Abs(got.at.Point().Lat-test.lat) > 1e-9 {
			t.Errorf("%d: lat %v, want %v", test.t, got.at.Point().Lat, test.lat)
		}
	}
}

func TestHeadingAt(t *testing.T) {
	s := Ship{Fixes: []Fix{
		{T: 0, Heading: 10, HasHeading: true}, {T: 60},
		{T: 120, Heading: 20, HasHeading: true},
	}}
	for _, test := range []struct {
		t, deg int64
		known  bool
	}{
		{-1801, 0, false}, {-1800, 10, true}, {59, 10, true},
		{60, 10, true}, // as near to both: the earlier
		{61, 20, true}, {1920, 20, true}, {1921, 0, false},
	} {
		got, known := headingAt(s, test.t, Default())
		if known != test.known || got != float64(test.deg) {
			t.Errorf("%d: %v, %t; want %d, %t", test.t, got, known, test.deg, test.known)
		}
	}
}

// A fix 300 s away observes a minute, one 301 s away does not; both ships must.
func TestObserved(t *testing.T) {
	at := func(seconds ...int64) Ship {
		var s Ship
		for _, t := range seconds {
			s.Fixes = append(s.Fixes, Fix{T: 6000 + t})
		}
		return s
	}
	for _, test := range []struct {
		a, b Ship
		want bool
	}{
		{at(0), at(-300, 400), true},
		{at(0), at(-400, 300), true},
		{at(0), at(-301, 301), false},
		{at(-301, 301), at(0), false},
		{at(0), at(-100), false}, // its place is not known
	} {
		if got := look(test.a, test.b, 100, Default()).observed; got != test.want {
			t.Errorf("%v, %v: %t", test.a.Fixes, test.b.Fixes, got)
		}
	}
}

// 350 and 20 are 30 apart, 350 and 31 are 41: the median is 35.5, so 36.
func TestHeadingDiff(t *testing.T) {
	var e Encounter
	both := [2]bool{true, true}
	setHeadingDiff(&e, []minute{
		{heading: [2]float64{350, 20}, hasHeading: both},
		{heading: [2]float64{31, 350}, hasHeading: both},
		{heading: [2]float64{0, 180}, hasHeading: [2]bool{true, false}},
	})
	if !e.HasHeadingDiff || e.HeadingDiff != 36 {
		t.Errorf("%d, %t", e.HeadingDiff, e.HasHeadingDiff)
	}
}

func TestWithin(t *testing.T) {
	for metres, want := range map[int]int{0: 100, 100: 100, 101: 200, 200: 200, 201: 500, 500: 500, 501: 0} {
		if got := within(metres, Default()); got != want {
			t.Errorf("within(%d) = %d, want %d", metres, got, want)
		}
	}
}
