package detect

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/plimsoll-watch/plimsoll/base/geo"
	"github.com/plimsoll-watch/plimsoll/base/vessel"
	"github.com/plimsoll-watch/plimsoll/sea/track"
)

// day0 is 3 September 2018, 00:00 UTC.
const day0 = 1535932800

// TestSpells: quiet is what lies between two times heard more than 30 minutes apart,
// whoever of the workers heard them.
func TestSpells(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		times := rapid.SliceOfN(rapid.Uint32Range(day0, day0+6*3600), 0, 60).Draw(t, "times")
		parts := [3]heard{{}, {}, {}}
		for i, at := range times {
			parts[i%3].at(at)
		}
		all := heard{}
		for _, p := range parts {
			all.merge(p)
		}
		first, last, quiet := all.spells()

		slices.Sort(times)
		var want []Spell
		for i := 1; i < len(times); i++ {
			if times[i]-times[i-1] > 30*60 {
				want = append(want, Spell{utc(times[i-1]), utc(times[i])})
			}
		}
		if diff := cmp.Diff(want, quiet); diff != "" {
			t.Fatal(diff)
		}
		if len(times) > 0 && (first != times[0] || last != times[len(times)-1]) {
			t.Fatalf("heard %d to %d, want %d to %d", first, last, times[0], times[len(times)-1])
		}
	})
}

// TestBounds: the box of very many places is the box of them all.
func TestBounds(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		const most = 180 * geo.FinePerDegree
		centre := rapid.Int64Range(-most, most).Draw(t, "centre")
		place := rapid.Custom(func(t *rapid.T) geo.Fine {
			lon := centre + rapid.Int64Range(-20*geo.FinePerDegree, 20*geo.FinePerDegree).Draw(t, "lon")
			switch {
			case lon > most:
				lon -= 2 * most
			case lon < -most:
				lon += 2 * most
			}
			return geo.Fine{Lat: rapid.Int32Range(-most/2, most/2).Draw(t, "lat"), Lon: int32(lon)}
		})
		var parts [2]bounds
		var points []geo.Point
		for i, f := range rapid.SliceOfN(place, 0, 40).Draw(t, "places") {
			parts[i%2].add(f)
			points = append(points, f.Point())
		}
		parts[0].merge(&parts[1])
		got, has := parts[0].box()
		want, hasWant := geo.Bounds(points)
		if has != hasWant || got != want {
			t.Fatalf("box %v, want %v", got, want)
		}
		for _, p := range points {
			if !got.Contains(p) {
				t.Fatalf("%v is not in %v", p, got)
			}
		}
	})
}

// hullOf makes a hull with fixes at the times, each the next unit of latitude north.
func hullOf(times []uint32) *track.Hull {
	h := &track.Hull{Key: track.Key{MMSI: 599000001, Hull: 1}, Of: 1}
	for i, at := range times {
		h.Time = append(h.Time, at)
		h.Place = append(h.Place, geo.Fine{Lat: int32(i), Lon: 0})
		h.Flags = append(h.Flags, track.HasPlace)
	}
	return h
}

// shareByDefinition reads the definition as it stands (methods.md, encounter/1): of the
// whole hours from the first fix in the area to the last, those that lie inside 120
// minutes of known places with at least 3 fixes.
func shareByDefinition(times []uint32, in func(i int) bool) (s Share) {
	first, last := -1, -1
	for i := range times {
		if in(i) {
			if first < 0 {
				first = i
			}
			last = i
		}
	}
	if first < 0 {
		return s
	}
	known := func(minute uint32) bool {
		t := 60 * minute
		for i := range times {
			if times[i] == t || i > 0 && times[i-1] < t && t < times[i] && times[i]-times[i-1] <= 3600 {
				return true
			}
		}
		return false
	}
	inside := func(hour uint32) bool {
	windows:
		for from := hour - 60; from <= hour; from++ {
			for m := from; m < from+120; m++ {
				if !known(m) {
					continue windows
				}
			}
			fixes := 0
			for _, at := range times {
				if at >= 60*from && at < 60*(from+120) {
					fixes++
				}
			}
			if fixes >= 3 {
				return true
			}
		}
		return false
	}
	for hour := uint32(day0 / 60); 60*(hour+60) <= times[last]; hour += 60 {
		if 60*hour < times[first] {
			continue
		}
		s.Hours++
		if inside(hour) {
			s.Visible++
		}
	}
	return s
}

func TestDetectability(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		step := rapid.OneOf(rapid.Uint32Range(1, 600), rapid.Uint32Range(1700, 3700), rapid.Just(uint32(3600)), rapid.Uint32Range(3600, 12000))
		var times []uint32
		at := uint32(day0) + rapid.Uint32Range(0, 7200).Draw(t, "begin")
		for range rapid.IntRange(1, 25).Draw(t, "fixes") {
			times = append(times, at)
			at += step.Draw(t, "step")
		}
		lo, hi := rapid.IntRange(0, 5).Draw(t, "first in area"), rapid.IntRange(0, 25).Draw(t, "last in area")
		in := func(i int) bool { return i >= lo && i <= hi }
		got := share(hullOf(times), func(p geo.Point) bool { return in(int(p.Fine().Lat)) })
		if want := shareByDefinition(times, in); got != want {
			t.Fatalf("times %v: %+v, want %+v", times, got, want)
		}
		if everywhere := share(hullOf(times), nil); everywhere != shareByDefinition(times, func(int) bool { return true }) {
			t.Fatalf("times %v: everywhere %+v", times, everywhere)
		}
	})
}

// TestDetectabilityByHand: cases one can count on one's fingers.
func TestDetectabilityByHand(t *testing.T) {
	every := func(seconds uint32, n int) (times []uint32) {
		for i := range n {
			times = append(times, day0+uint32(i)*seconds)
		}
		return times
	}
	for _, c := range []struct {
		name  string
		times []uint32
		want  Share
	}{
		{"a fix each half hour for four hours", every(1800, 9), Share{Visible: 4, Hours: 4}},
		{"a fix each hour: two in 120 minutes", every(3600, 5), Share{Visible: 0, Hours: 4}},
		{"a fix each two hours: nothing known between", every(7200, 3), Share{Visible: 0, Hours: 4}},
		{"two hours less a minute", every(7140, 2), Share{Visible: 0, Hours: 1}},
		{"one fix", every(1, 1), Share{}},
		{"119 minutes known", []uint32{day0, day0 + 1800, day0 + 3600, day0 + 118*60}, Share{Visible: 0, Hours: 1}},
		{"120 minutes known", []uint32{day0, day0 + 1800, day0 + 3600, day0 + 119*60}, Share{Visible: 1, Hours: 1}},
	} {
		if got := share(hullOf(c.times), nil); got != c.want {
			t.Errorf("%s: %+v, want %+v", c.name, got, c.want)
		}
	}
}

// TestGauge: what workers count apart is what one counts.
func TestGauge(t *testing.T) {
	hulls := [][]*track.Hull{{hullOf([]uint32{day0, day0 + 60, day0 + 180})}, {hullOf([]uint32{day0, day0 + 7200})}, {hullOf([]uint32{day0 + 9})}}
	for i, h := range hulls {
		h[0].MMSI = vessel.MMSI(599000001 + i)
	}
	removed := track.Removed{Repeat: 1, SameSecond: 2, Jump: 3}
	one, a, b := newGauge(nil), newGauge(nil), newGauge(nil)
	for i, h := range hulls {
		one.add(h, removed)
		[]*gauge{a, b}[i%2].add(h, removed)
	}
	a.merge(b)
	slices.Sort(a.ships)
	if diff := cmp.Diff(one.ships, a.ships); diff != "" {
		t.Error(diff)
	}
	type numbers struct {
		Positions int
		Removed   track.Removed
		Types     map[string]int
		Cadence   float64
		Share     Detectability
		Last      uint32
	}
	of := func(g *gauge) numbers {
		return numbers{g.positions, g.removed, g.types, g.cadence(), g.share, g.last}
	}
	want := numbers{3 + 2 + 1 + 3*5, track.Removed{Repeat: 3, SameSecond: 6, Jump: 9}, map[string]int{"not said": 3}, 120, Detectability{All: Share{Hours: 2}}, day0 + 7200}
	for i, g := range []*gauge{one, a} {
		if diff := cmp.Diff(want, of(g)); diff != "" {
			t.Errorf("gauge %d: %s", i, diff)
		}
	}
}

// TestQuietFrom: half an hour is not quiet, a second more is.
func TestQuietFrom(t *testing.T) {
	for step, want := range map[uint32]int{1799: 0, 1800: 0, 1801: 1} {
		h := heard{}
		h.at(day0)
		h.at(day0 + step)
		if _, _, quiet := h.spells(); len(quiet) != want {
			t.Errorf("%d s apart: %d quiet spells, want %d", step, len(quiet), want)
		}
	}
}
