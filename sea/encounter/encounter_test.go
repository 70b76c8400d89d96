package encounter_test

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/plimsoll-watch/plimsoll/base/geo"
	"github.com/plimsoll-watch/plimsoll/sea/encounter"
	"github.com/plimsoll-watch/plimsoll/sea/track"
)

// drawnHulls makes hulls of lines as pictures have them.
func drawnHulls(t testing.TB, lines ...string) []*track.Hull {
	t.Helper()
	s := &scene{}
	for _, line := range lines {
		if drawn, err := s.line(line); err != nil || !drawn {
			t.Fatalf("%q: %v", line, err)
		}
	}
	hulls, _ := s.hulls()
	return hulls
}

// What an encounter keeps of its way and its minutes.
func TestFindKeepsMinutesAndWay(t *testing.T) {
	hulls := drawnHulls(t,
		"ship 599000101 tanker 183x32 ref 150,33,16,16",
		"12:00 to 14:30 every 5m at 0N 125E course 90 6kn",
		"14:35 to 15:30 every 5m at 1N 125E", // never seen: too far to reach
		"ship 599000102 tanker 150x24 ref 120,30,12,12",
		"12:00 to 13:00 every 1m beside 599000101 100m/0 6kn",
		"13:01 to 13:10 every 1m beside 599000101 1500m/0 6kn",
		"13:11 to 14:30 every 1m beside 599000101 100m/0 6kn",
	)
	found := findAll(encounter.Standard(), hulls)
	if len(found) != 1 {
		t.Fatalf("%d encounters, want 1", len(found))
	}
	e := &found[0]
	const noon = dayOne/60 + 12*60
	if e.Start != noon || e.End != noon+151 || e.ContactMin != 141 || len(e.ContactMinutes) != 141 || e.SeparatedMin != 10 {
		t.Errorf("%d to %d, %d min in contact, %d kept, %d apart", e.Start-noon, e.End-noon, e.ContactMin, len(e.ContactMinutes), e.SeparatedMin)
	}
	for m := uint32(noon); m <= noon+150; m++ {
		inside := m < noon+61 || m > noon+70
		if slices.Contains(e.ContactMinutes, m) != inside {
			t.Errorf("minute %d in contact: %v", m-noon, !inside)
		}
	}
	// The first, every thirtieth minute in contact and the last, midway between the
	// ships: minutes 0, 30, 60, then (ten are missing) 100, 130 and 150, at 6 kn.
	var want []geo.Point
	for _, m := range []float64{0, 30, 60, 100, 130, 150} {
		along := geo.Destination(geo.Point{Lat: 0, Lon: 125}.Vec(), 90, m/10*1852)
		want = append(want, geo.Destination(along, 0, 50).Point())
	}
	if len(e.Along) != len(want) {
		t.Fatalf("its way has %d places, want %d: %v", len(e.Along), len(want), e.Along)
	}
	for i := range want {
		if d := geo.Distance(e.Along[i], want[i]); d > 1.5 {
			t.Errorf("place %d of its way is %v, %.1f m from %v", i, e.Along[i], d, want[i])
		}
	}
}

// Ticks in which ships could be in contact only say where to look: more of them, and
// the same is found; too few for an encounter, and nothing is.
func TestFindWithMoreTicks(t *testing.T) {
	hulls := drawnHulls(t,
		"ship 599000101 tanker 183x32 ref 150,33,16,16",
		"10:00 to 20:00 every 5m at 0N 125E 0kn",
		"ship 599000102 tanker 150x24 ref 120,30,12,12",
		"12:00 to 14:30 every 5m beside 599000101 100m/0 0kn",
		"16:00 to 18:30 every 5m beside 599000101 1500m/0 0kn",
	)
	p := encounter.Standard()
	ticks, dataEnd := pairs(&p, hulls)
	near := ticks[[2]track.Key{hulls[0].Key, hulls[1].Key}]
	want := p.Find(hulls[0], hulls[1], near, dataEnd)
	if len(want) != 1 {
		t.Fatalf("%d encounters, want 1", len(want))
	}
	var all []uint32
	for tick := encounter.TickOf(dayOne); tick <= encounter.TickOf(dayOne+86400); tick++ {
		all = append(all, tick)
	}
	if diff := cmp.Diff(want, p.Find(hulls[0], hulls[1], all, dataEnd)); diff != "" {
		t.Errorf("with every tick: %s", diff)
	}
	if got := p.Find(hulls[0], hulls[1], near[:11], dataEnd); got != nil || p.LongEnough(near[:11]) || !p.LongEnough(near[:12]) {
		t.Errorf("110 minutes hold an encounter of 120: %v", got)
	}
	if got := p.Find(hulls[0], hulls[1], nil, dataEnd); got != nil {
		t.Errorf("no tick: %v", got)
	}
}

func TestCompare(t *testing.T) {
	k := func(n uint32) track.Key { return track.Key{MMSI: 1, Hull: uint8(n)} }
	in := []encounter.Encounter{
		{Start: 1, Ships: [2]track.Key{k(1), k(2)}},
		{Start: 1, Ships: [2]track.Key{k(1), k(3)}},
		{Start: 1, Ships: [2]track.Key{k(2), k(3)}},
		{Start: 2, Ships: [2]track.Key{k(1), k(2)}},
	}
	for i := range in {
		for j := range in {
			if got := encounter.Compare(&in[i], &in[j]); got < 0 != (i < j) || got > 0 != (i > j) {
				t.Errorf("%d and %d: %d", i, j, got)
			}
		}
	}
}

func TestOpen(t *testing.T) {
	for _, r := range []encounter.EndReason{encounter.Separated, encounter.Silent1, encounter.Silent2, encounter.SilentBoth, encounter.DataEnd} {
		e := encounter.Encounter{EndReason: r}
		if e.Open() != (r == encounter.DataEnd) {
			t.Errorf("%s: open %v", r, e.Open())
		}
	}
}
