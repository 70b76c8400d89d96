package scene

import (
	"bytes"
	"math"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/plimsoll-watch/plimsoll/base/geo"
	"github.com/plimsoll-watch/plimsoll/base/vessel"
	"github.com/plimsoll-watch/plimsoll/sea/ais"
	"pgregory.net/rapid"
)

// gather sorts reports with a place by MMSI and checks what holds for every scene.
func gather(t rapid.TB, s *Scene) map[vessel.MMSI][]ais.Report {
	out, last := map[vessel.MMSI][]ais.Report{}, uint32(0)
	for r := range s.Reports() {
		if r.Time < last {
			t.Fatalf("%d after %d", r.Time, last)
		}
		last = r.Time
		if !r.Is(ais.HasPlace) {
			continue
		}
		if !r.Place.Valid() {
			t.Fatalf("place %v", r.Place)
		}
		if r.COG > 3599 || r.Heading > 359 {
			t.Fatalf("course %d, heading %d", r.COG, r.Heading)
		}
		out[r.MMSI] = append(out[r.MMSI], r)
	}
	return out
}

func TestRandomShipsMoveLikeShips(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		seed := rapid.Uint64Range(0, 1<<40).Draw(t, "seed")
		ships := gather(t, Random(seed, RandomOptions{Ships: rapid.IntRange(0, 6).Draw(t, "ships")}))
		if len(ships) < 1 {
			t.Fatal("nobody")
		}
		if len(ships) > 9 {
			t.Fatalf("%d ships", len(ships))
		}
		for mmsi, fixes := range ships {
			if doubled(ships, mmsi) {
				continue
			}
			for i := 1; i < len(fixes); i++ {
				metres := geo.Distance(fixes[i-1].Place.Point(), fixes[i].Place.Point())
				seconds := float64(fixes[i].Time - fixes[i-1].Time)
				if metres > 80+seconds*22 { // 43 kn
					t.Fatalf("%s: %.0f m in %.0f s", mmsi, metres, seconds)
				}
			}
		}
	})
}

// doubled reports whether mmsi may be on two hulls: it is the first of the scene.
func doubled(ships map[vessel.MMSI][]ais.Report, mmsi vessel.MMSI) bool {
	for other := range ships {
		if other < mmsi {
			return false
		}
	}
	return true
}

// TestRandomScenesHoldWhatTheyAreFor: over some seeds there are pairs close for over
// two hours, pairs that only pass, ships without heading, size, type or reference
// point, gaps over an hour, two hulls on one MMSI, and every area.
func TestRandomScenesHoldWhatTheyAreFor(t *testing.T) {
	found := map[string]int{}
	for seed := range uint64(60) {
		ships := gather(t, Random(seed, RandomOptions{}))
		for mmsi, fixes := range ships {
			tally(found, fixes)
			for other, more := range ships {
				if other > mmsi {
					found[closeFor(fixes, more)]++
				}
			}
		}
		for r := range Random(seed, RandomOptions{}).Reports() {
			if r.Type == 5 && !r.Is(ais.HasSize) {
				found["no size"]++
			}
			if r.Type == 5 && r.Is(ais.HasSize) && !r.Size.Reference {
				found["no reference point"]++
			}
			if r.Type == 5 && !r.Is(ais.HasShipType) {
				found["no type"]++
			}
		}
	}
	for _, what := range []string{
		"close for over two hours", "close for less", "never close", "no size", "no reference point", "no type",
		"no heading", "gap over an hour", "jump", "east of the antimeridian", "west of the antimeridian", "north of 84", "north of 89.8",
	} {
		if found[what] == 0 {
			t.Errorf("none with: %s", what)
		}
	}
}

func tally(found map[string]int, fixes []ais.Report) {
	for i, r := range fixes {
		p := r.Place.Point()
		mark := func(what string, is bool) {
			if is {
				found[what]++
			}
		}
		mark("no heading", !r.Is(ais.HasHeading))
		mark("east of the antimeridian", p.Lon < -179.5)
		mark("west of the antimeridian", p.Lon > 179.5)
		mark("north of 84", p.Lat > 84)
		mark("north of 89.8", p.Lat > 89.8)
		if i > 0 {
			seconds := float64(r.Time - fixes[i-1].Time)
			mark("gap over an hour", seconds > 3600)
			mark("jump", geo.Distance(p, fixes[i-1].Place.Point()) > 1852+26*seconds)
		}
	}
}

// closeFor says how long two ships had fixes within 500 m and 10 minutes of each other.
func closeFor(a, b []ais.Report) string {
	minutes := map[uint32]bool{}
	for _, r := range a {
		for _, q := range b {
			if math.Abs(float64(r.Time)-float64(q.Time)) < 600 && geo.Distance(r.Place.Point(), q.Place.Point()) < 500 {
				minutes[r.Time/600] = true
			}
		}
	}
	switch n := len(minutes); {
	case n == 0:
		return "never close"
	case n < 12:
		return "close for less"
	}
	return "close for over two hours"
}

func TestRandomIsAFunctionOfItsSeed(t *testing.T) {
	var a, b, c bytes.Buffer
	for out, seed := range map[*bytes.Buffer]uint64{&a: 3, &b: 3, &c: 4} {
		if err := Random(seed, RandomOptions{}).WriteNMEA(out); err != nil {
			t.Fatal(err)
		}
	}
	if diff := cmp.Diff(a.String(), b.String()); diff != "" {
		t.Errorf("one seed, two scenes:\n%s", diff)
	}
	if a.String() == c.String() {
		t.Error("two seeds, one scene")
	}
}

func TestTraffic(t *testing.T) {
	s := Traffic(1, 400, 3, 2*time.Minute)
	ships := gather(t, s)
	if len(ships) != 400 {
		t.Errorf("%d ships", len(ships))
	}
	for mmsi, fixes := range ships {
		within(t, "fixes of "+mmsi.String(), float64(len(fixes)), 89, 91)
	}
	near := 0
	for mmsi, fixes := range ships {
		for i, r := range fixes[:80] {
			if other := ships[mmsi+1]; other != nil && geo.Distance(r.Place.Point(), other[i].Place.Point()) < 100 {
				near++
			}
		}
	}
	within(t, "fixes beside a partner", float64(near), 20*75, 20*85)
	if n := len(gather(t, s)); n != 400 {
		t.Errorf("read a second time: %d ships", n)
	}
}

func BenchmarkWeek(b *testing.B) {
	for b.Loop() {
		Week(DemoSeed)
	}
}

func BenchmarkTraffic(b *testing.B) {
	n := 0
	for b.Loop() {
		for range Traffic(1, 1000, 1, time.Minute).Reports() {
			n++
		}
	}
	b.ReportMetric(float64(n)/b.Elapsed().Seconds(), "reports/s")
}
