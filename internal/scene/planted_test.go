package scene

import (
	"math"
	"slices"
	"testing"
	"time"

	"github.com/plimsoll-watch/plimsoll/base/geo"
	"github.com/plimsoll-watch/plimsoll/sea/ais"
)

// checkPlanted looks at each planted class through the reports alone.
func checkPlanted(t *testing.T, s *Scene) {
	week := pairs(t, s)
	for class, check := range checks() {
		p, ok := week[class]
		if !ok {
			t.Errorf("%s: not in the truth", class)
			continue
		}
		t.Run(class, func(t *testing.T) { check(t, p) })
	}
	if len(week) != len(checks()) {
		t.Errorf("%d classes in the truth, %d are checked", len(week), len(checks()))
	}
}

func checks() map[string]func(*testing.T, pair) {
	return map[string]func(*testing.T, pair){
		"alongside-midnight":         checkMidnight,
		"pair-300m":                  check300,
		"transfer-under-way":         checkUnderWay,
		"bunkering-offshore":         checkBunkering,
		"bunkering-in-port":          checkPort,
		"tow":                        checkTow,
		"fishing-pair":               checkFishing,
		"two-hulls-one-mmsi":         checkTwoHulls,
		"spliced-type-5":             func(*testing.T, pair) {}, // see checkSplice
		"alongside-no-heading":       checkNoHeading,
		"silent-while-other-loiters": checkSilent,
		"silence-within-contact":     checkHeardTwice,
	}
}

// checkAlongside: hulls some metres apart, both slow, well heard, offshore.
func checkAlongside(t *testing.T, p pair) {
	t.Helper()
	within(t, "hull to hull, metres", median(p.hulls()), 2, 35)
	within(t, "antennas, metres", median(p.antennas()), 20, 70)
	checkSlow(t, p)
	checkOffshore(t, p)
}

func checkSlow(t *testing.T, p pair) {
	t.Helper()
	within(t, "speed of the first", median(p.speeds(p.a)), 0.1, 1)
	within(t, "speed of the second", median(p.speeds(p.b)), 0.1, 1)
	within(t, "fixes of the first", float64(len(p.speeds(p.a))), 15, 200)
	within(t, "fixes of the second", float64(len(p.speeds(p.b))), 15, 200)
}

// checkOffshore: over 100 km from Zhoushan, in the sea where there is no land.
func checkOffshore(t *testing.T, p pair) {
	t.Helper()
	for _, r := range p.a.fixes {
		if r.Time < p.from || r.Time >= p.to {
			continue
		}
		at := r.Place.Point()
		within(t, "latitude", at.Lat, 27.2, 32.8)
		within(t, "longitude", at.Lon, 123.4, 126.6)
		within(t, "kilometres from Zhoushan", geo.Distance(at, geo.Point{Lat: 30, Lon: 122.1})/1000, 100, 600)
	}
}

func checkMidnight(t *testing.T, p pair) {
	checkAlongside(t, p)
	midnight := time.Date(2018, 9, 9, 0, 0, 0, 0, time.UTC)
	if !p.Start.Before(midnight.Add(-time.Hour)) || !p.End.After(midnight.Add(time.Hour)) {
		t.Errorf("from %v to %v: not across midnight", p.Start, p.End)
	}
	within(t, "hours", p.hours(), 5.5, 7.5)
	within(t, "antennas, metres", median(p.antennas()), 25, 60)
	if p.a.kind != 80 || p.b.kind != 82 {
		t.Errorf("types %d, %d; want 80, 82", p.a.kind, p.b.kind)
	}
	for i, want := range [2][2]int{{183, 32}, {176, 31}} {
		if s := [2]*seen{p.a, p.b}[i].size; s.Length() != want[0] || s.Beam() != want[1] {
			t.Errorf("ship %d measures %d x %d m, want %v", i+1, s.Length(), s.Beam(), want)
		}
	}
	// Some minutes lie between fixes 25 to 59 min apart, none between fixes further apart.
	for _, v := range []*seen{p.a, p.b} {
		from, to := p.longestSilence(v)
		within(t, "longest silence, minutes", float64(to-from)/60, 25, 59)
	}
}

func check300(t *testing.T, p pair) {
	gaps := p.hulls()
	within(t, "least distance between hulls", slices.Min(gaps[2:len(gaps)-2]), 250, 350)
	within(t, "median distance between hulls", median(gaps), 270, 345)
	within(t, "hours", p.hours(), 3.1, 8)
	checkSlow(t, p)
	checkOffshore(t, p)
}

func checkUnderWay(t *testing.T, p pair) {
	within(t, "hull to hull", median(p.hulls()), 25, 65)
	within(t, "speed of the first", median(p.speeds(p.a)), 4, 5.2)
	within(t, "speed of the second", median(p.speeds(p.b)), 4, 5.2)
	within(t, "hours", p.hours(), 3, 6)
	within(t, "difference of courses", geo.CourseDifference(p.course(p.a), p.course(p.b)), 0, 3)
	checkOffshore(t, p)
}

// course is the course from the first to the last fix in the truth.
func (p pair) course(v *seen) float64 {
	var in []ais.Report
	for _, r := range v.fixes {
		if r.Time >= p.from && r.Time < p.to {
			in = append(in, r)
		}
	}
	return geo.Bearing(in[0].Place.Vec(), in[len(in)-1].Place.Vec())
}

func checkBunkering(t *testing.T, p pair) {
	checkAlongside(t, p)
	small, big := p.a.size.Length(), p.b.size.Length()
	if small >= 120 || float64(big) < 1.5*float64(small) || p.a.kind/10 != 8 || p.b.kind/10 != 8 {
		t.Errorf("%d m beside %d m, types %d, %d", small, big, p.a.kind, p.b.kind)
	}
	within(t, "hours", p.hours(), 2.5, 6)
}

func checkPort(t *testing.T, p pair) {
	within(t, "hull to hull", median(p.hulls()), 0, 25)
	for _, v := range []*seen{p.a, p.b} {
		for _, r := range v.fixes {
			within(t, "kilometres from Zhoushan", geo.Distance(r.Place.Point(), geo.Point{Lat: 30, Lon: 122.1})/1000, 0, 9)
		}
	}
	within(t, "hours", p.hours(), 2.5, 6)
	if p.a.kind != 70 || p.b.kind != 80 || p.b.size.Length() >= 120 {
		t.Errorf("types %d, %d; the tanker is %d m", p.a.kind, p.b.kind, p.b.size.Length())
	}
}

func checkTow(t *testing.T, p pair) {
	within(t, "hull to hull", median(p.hulls()), 200, 300)
	within(t, "speed of the tug", median(p.speeds(p.a)), 4, 6)
	within(t, "speed of the tow", median(p.speeds(p.b)), 4, 6)
	within(t, "hours", p.hours(), 2.2, 8)
	if p.a.kind != 52 {
		t.Errorf("the tug's type is %d", p.a.kind)
	}
}

func checkFishing(t *testing.T, p pair) {
	within(t, "hull to hull", median(p.hulls()), 220, 350)
	within(t, "speed", median(p.speeds(p.a)), 2.5, 3.6)
	within(t, "hours", p.hours(), 3, 8)
	if p.a.kind != 30 || p.b.kind != 30 {
		t.Errorf("types %d, %d", p.a.kind, p.b.kind)
	}
}

func checkTwoHulls(t *testing.T, p pair) {
	if p.Ships[0] != p.Ships[1] || p.Names[0] == p.Names[1] {
		t.Errorf("ships %v, names %v", p.Ships, p.Names)
	}
	n := [2]int{}
	var low, high float64 = 90, -90
	for _, r := range p.a.fixes {
		if lat := r.Place.Point().Lat; lat > 30 {
			n[0], low = n[0]+1, min(low, lat)
		} else {
			n[1], high = n[1]+1, max(high, lat)
		}
	}
	within(t, "fixes in the north", float64(n[0]), 800, 3000)
	within(t, "fixes in the south", float64(n[1]), 800, 3000)
	within(t, "kilometres apart at least", (low-high)*111.2, 200, 600)
}

func checkNoHeading(t *testing.T, p pair) {
	for _, v := range []*seen{p.a, p.b} {
		for _, r := range v.fixes {
			if r.Is(ais.HasHeading) {
				t.Fatalf("a heading at %d", r.Time)
			}
		}
		if !v.size.Reference {
			t.Error("no reference point")
		}
	}
	within(t, "antennas", median(p.antennas()), 235, 270)
	// With no heading the hulls may be anywhere within reach of the antennas.
	reach := float64(max(p.a.size.A, p.a.size.B) + max(p.b.size.A, p.b.size.B))
	within(t, "reach of both hulls", reach, 270, 470)
	within(t, "hours", p.hours(), 3, 6)
	checkSlow(t, p)
	checkOffshore(t, p)
}

func checkSilent(t *testing.T, p pair) {
	from, to := p.longestSilence(p.b)
	if from+1800 > p.from || to < p.to+1800 {
		t.Errorf("silent from %d to %d, met from %d to %d", from, to, p.from, p.to)
	}
	within(t, "hours silent", float64(to-from)/3600, 8, 13)
	within(t, "speed of the other", median(p.speeds(p.a)), 0.1, 1)
	within(t, "fixes of the other meanwhile", float64(len(p.speeds(p.a))), 25, 150)
	last, _, _ := p.b.around(from + 1)
	near, _ := p.a.antenna(from)
	far := dotOf(last)
	within(t, "kilometres between them when she falls silent", math.Hypot(near.x-far.x, near.y-far.y)/1000, 8, 80)
}

func checkHeardTwice(t *testing.T, p pair) {
	checkAlongside(t, p)
	from, to := p.longestSilence(p.a)
	within(t, "minutes silent", float64(to-from)/60, 121, 200)
	within(t, "minutes of contact before", (float64(from)-float64(p.from))/60, 90, 240)
	within(t, "minutes of contact after", (float64(p.to)-float64(to))/60, 90, 240)
	if p.a.kind/10 != 7 || p.b.kind/10 != 7 {
		t.Errorf("types %d, %d", p.a.kind, p.b.kind)
	}
}
