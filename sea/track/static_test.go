package track_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/plimsoll-watch/plimsoll/base/vessel"
	"github.com/plimsoll-watch/plimsoll/sea/ais"
	"github.com/plimsoll-watch/plimsoll/sea/track"
)

const hour = 3600

// saying is a statement at an hour after day.
type saying struct {
	hour   float64
	static track.Static
	table  bool
}

// lastHour is that of told's last fix.
const lastHour = 8 * 24

// told makes a hull with a first and a last fix that said all this.
func told(t interface{ Fatal(...any) }, sayings ...saying) *track.Hull {
	rows := []track.Row{{MMSI: 599000101, Time: day, Flags: track.HasPlace, Place: north(0)}}
	rows = append(rows, rows[0])
	rows[1].Time += lastHour * hour
	var all statements
	for _, s := range sayings {
		all = append(all, s.static)
		r := track.Row{MMSI: 599000101, Time: uint32(day + s.hour*hour), Said: uint32(len(all))}
		if s.table {
			r.Flags = track.FromTable
		}
		rows = append(rows, r)
	}
	hulls, _ := build(rows, all)
	if len(hulls) != 1 {
		t.Fatal("no hull")
	}
	return hulls[0]
}

func named(name string) track.Static { return track.Static{Has: ais.HasName, Name: name} }

func sized(a, b, c, d uint16) track.Static {
	return track.Static{Has: ais.HasSize, Size: vessel.Size{A: a, B: b, C: c, D: d, Reference: true}}
}

func TestIdentityIn(t *testing.T) {
	const from, to = day + 48*hour, day + 50*hour
	numbered := func(n vessel.IMO) track.Static { return track.Static{Has: ais.HasIMO, IMO: n} }
	for _, c := range []struct {
		name    string
		sayings []saying
		want    track.Identity
	}{
		{"nothing was said", nil, track.Identity{}},
		{"the value said most often; the others are conflicts, most often first",
			[]saying{{48, named("A"), false}, {49, named("B"), false}, {49.5, named("B"), false}, {49.6, named("C"), false}, {49.7, named("C"), false}, {49.8, named("B"), false}},
			track.Identity{Static: named("B"), Messages: 3, FirstSeen: day + 49*hour,
				Conflicts: []track.Conflict{{Field: "name", Value: "C", Count: 2}, {Field: "name", Value: "A", Count: 1}}}},
		{"ties to the later", []saying{{48, named("B"), false}, {49, named("A"), false}, {49.5, named("A"), false}, {50, named("B"), false}},
			track.Identity{Static: named("B"), Messages: 2, FirstSeen: day + 48*hour, Conflicts: []track.Conflict{{Field: "name", Value: "A", Count: 2}}}},
		{"ties in one second by the text, so that arrival leaves no trace", []saying{{48, named("B"), false}, {48, named("A"), false}},
			track.Identity{Static: named("A"), Messages: 1, FirstSeen: day + 48*hour, Conflicts: []track.Conflict{{Field: "name", Value: "B", Count: 1}}}},
		{"a day before and a day after count", []saying{{24, named("A"), false}, {74, named("A"), false}},
			track.Identity{Static: named("A"), Messages: 2, FirstSeen: day + 24*hour}},
		{"a second more does not", []saying{{24 - 1.0/hour, named("A"), false}, {74 + 1.0/hour, named("A"), false}}, track.Identity{}},
		{"what agrees counts from the first ever to a day after, by kind",
			[]saying{{1, named("A"), false}, {2, named("A"), true}, {3, named("B"), false}, {49, named("A"), true}, {75, named("A"), false}},
			track.Identity{Static: named("A"), Messages: 1, Rows: 2, FirstSeen: day + 1*hour}},
		{"each field by itself",
			[]saying{{48, named("A"), false}, {48, track.Static{Has: ais.HasCallSign | ais.HasShipType, CallSign: "X1", ShipType: 80}, false}, {49, track.Static{Has: ais.HasShipType, ShipType: 70}, false}},
			track.Identity{Static: track.Static{Has: ais.HasName | ais.HasCallSign | ais.HasShipType, Name: "A", CallSign: "X1", ShipType: 70},
				Messages: 2, FirstSeen: day + 48*hour, Conflicts: []track.Conflict{{Field: "ship-type", Value: "80", Count: 1}}}},
		{"a size with its antenna and without are two values", []saying{{48, sized(100, 20, 10, 8), false}, {49, sized(90, 30, 10, 8), false}},
			track.Identity{Static: sized(90, 30, 10, 8), Messages: 1, FirstSeen: day + 49*hour,
				Conflicts: []track.Conflict{{Field: "size", Value: "100+20 x 10+8 m", Count: 1}}}},
		{"a draught alone says nothing of who it is", []saying{{48, track.Static{Has: ais.HasDraught, Draught: 71}, false}}, track.Identity{}},
		// 9*7+0*6+7*5+4*4+7*3+2*2 = 139: the last digit must be 9.
		{"a number that passes", []saying{{48, numbered(9074729), false}}, track.Identity{Static: numbered(9074729), Messages: 1, FirstSeen: day + 48*hour}},
		{"a number that fails is kept as typed and is a conflict", []saying{{48, numbered(9074728), false}},
			track.Identity{Static: numbered(9074728), Messages: 1, FirstSeen: day + 48*hour, Conflicts: []track.Conflict{{Field: "imo-check-digit"}}}},
	} {
		if diff := cmp.Diff(c.want, told(t, c.sayings...).IdentityIn(from, to)); diff != "" {
			t.Errorf("%s: (-want +got)\n%s", c.name, diff)
		}
	}
}

func TestConflictText(t *testing.T) {
	for c, want := range map[track.Conflict]string{
		{Field: "name", Value: "BRAVO", Count: 2}: "name: BRAVO (2)",
		{Field: "imo-check-digit"}:                "imo-check-digit",
	} {
		if got := c.String(); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}

func TestStaticOf(t *testing.T) {
	if _, ok := track.StaticOf(&ais.Report{Has: ais.HasPlace | ais.HasTime}); ok {
		t.Error("a position report says who it is")
	}
	r := ais.Report{Has: ais.HasName | ais.HasDraught | ais.HasPlace, Name: []byte("A"), Draught: 71}
	want := track.Static{Has: ais.HasName | ais.HasDraught, Name: "A", Draught: 71}
	if got, ok := track.StaticOf(&r); !ok || got != want {
		t.Errorf("%+v, %v", got, ok)
	}
}

func TestDraughts(t *testing.T) {
	deep := func(tenths uint8) track.Static { return track.Static{Has: ais.HasDraught, Draught: tenths} }
	h := told(t, saying{10, deep(71), false}, saying{11, named("A"), false}, saying{12, deep(90), false}, saying{13, deep(112), false})
	for _, c := range []struct {
		from, to    float64
		first, last uint8
		ok          bool
	}{{0, 9, 0, 0, false}, {10, 13, 71, 112, true}, {10.5, 12, 90, 90, true}, {10.5, 11.5, 0, 0, false}, {14, 20, 0, 0, false}} {
		first, last, ok := h.Draughts(uint32(day+c.from*hour), uint32(day+c.to*hour))
		if first != c.first || last != c.last || ok != c.ok {
			t.Errorf("%g to %g: %d, %d, %v", c.from, c.to, first, last, ok)
		}
	}
}

// What is said in one second has an order of its own: arrival leaves no trace.
func TestSaidInOneSecond(t *testing.T) {
	deep := func(tenths uint8) track.Static { return track.Static{Has: ais.HasDraught, Draught: tenths} }
	one, other := sized(150, 33, 16, 16), sized(100, 20, 10, 8)
	there := told(t, saying{5, one, false}, saying{5, other, false}, saying{5, deep(71), false}, saying{5, deep(90), false})
	back := told(t, saying{5, deep(90), false}, saying{5, deep(71), false}, saying{5, other, false}, saying{5, one, false})
	if a, b := there.SizeAt(day+5*hour), back.SizeAt(day+5*hour); a != b || a == (vessel.Size{}) {
		t.Errorf("sizes %v and %v", a, b)
	}
	first, last, _ := there.Draughts(day, day+9*hour)
	first2, last2, _ := back.Draughts(day, day+9*hour)
	if first != first2 || last != last2 {
		t.Errorf("draughts %d, %d and %d, %d", first, last, first2, last2)
	}
	if diff := cmp.Diff(there.IdentityIn(day, day), back.IdentityIn(day, day)); diff != "" {
		t.Errorf("identities: %s", diff)
	}
}

// sizeBySpec reads the rule directly: the size said most often from a day before to
// a day after, ties to the later.
func sizeBySpec(sayings []saying, t uint32) vessel.Size {
	type count struct {
		n    int
		last uint32
	}
	counts := map[vessel.Size]count{}
	for _, s := range sayings {
		at := uint32(day + s.hour*hour)
		if s.static.Has&ais.HasSize == 0 || max(at, t)-min(at, t) > 24*hour {
			continue
		}
		c := counts[s.static.Size]
		counts[s.static.Size] = count{c.n + 1, max(c.last, at)}
	}
	var best vessel.Size
	for size, c := range counts {
		if b := counts[best]; c.n > b.n || c.n == b.n && c.last > b.last {
			best = size
		}
	}
	return best
}

func TestSizeAt(t *testing.T) {
	sizes := []track.Static{sized(150, 33, 16, 16), sized(100, 20, 10, 8), sized(20, 10, 3, 3), named("A")}
	rapid.Check(t, func(t *rapid.T) {
		var sayings []saying
		farthest := 0.0
		// No two in one second: ties there are broken, but not by this rule.
		for _, minute := range rapid.SliceOfNDistinct(rapid.IntRange(0, 6*24*60), 0, 12, rapid.ID[int]).Draw(t, "minutes") {
			sayings = append(sayings, saying{float64(minute) / 60, rapid.SampledFrom(sizes).Draw(t, "size"), false})
		}
		h := told(t, sayings...)
		for _, s := range sayings {
			at := uint32(day + s.hour*hour)
			for _, x := range []uint32{at, at - 24*hour, at - 24*hour - 1, at + 24*hour, at + 24*hour + 1} {
				if got, want := h.SizeAt(x), sizeBySpec(sayings, x); got != want {
					t.Fatalf("at %d: %v, want %v", int(x)-day, got, want)
				}
				if x >= day && x <= day+lastHour*hour {
					farthest = max(farthest, track.FarthestM(sizeBySpec(sayings, x)))
				}
			}
		}
		if h.FarthestM() < farthest {
			t.Fatalf("farthest %g, at some time %g", h.FarthestM(), farthest)
		}
		if got := h.SizeAt(rapid.Uint32Range(day-48*hour, day+8*24*hour).Draw(t, "at")); got != (vessel.Size{}) && len(sayings) == 0 {
			t.Fatalf("size %v of a ship that said nothing", got)
		}
	})
}

// A walker steps through the same sizes as SizeAt looks up.
func TestWalkedSize(t *testing.T) {
	rows := []track.Row{}
	all := statements{sized(150, 33, 16, 16), sized(100, 20, 10, 8)}
	for h := range 96 {
		r := track.Row{MMSI: 599000101, Time: uint32(day + h*hour), Flags: track.HasPlace, Place: north(0), Line: uint32(h)}
		switch h {
		case 5, 6:
			r.Said = 1
		case 40, 41, 42:
			r.Said = 2
		}
		rows = append(rows, r)
	}
	hulls, _ := build(rows, all)
	seen := map[vessel.Size]bool{}
	w := hulls[0].Walk(day / 60)
	for m := uint32(day / 60); m < (day+95*hour)/60; m++ {
		p := w.At(m)
		if !p.Known || p.Size != hulls[0].SizeAt(m*60) {
			t.Fatalf("minute %d: %v, want %v", m-day/60, p.Size, hulls[0].SizeAt(m*60))
		}
		seen[p.Size] = true
	}
	// Known from the first hour: 5 h is within a day of it. Unknown after 42+24 h.
	if len(seen) != 3 || hulls[0].SizeAt(day) != all[0].Size || hulls[0].SizeAt(day+67*hour) != (vessel.Size{}) {
		t.Errorf("sizes walked through: %v", seen)
	}
}

func TestFarthestM(t *testing.T) {
	for _, c := range []struct {
		name string
		size vessel.Size
		want float64
	}{
		{"the farthest corner: 30 aft or ahead, 40 to port", vessel.Size{A: 10, B: 30, C: 40, D: 5, Reference: true}, 50},
		{"no reference point: the length", vessel.Size{A: 183, C: 32}, 183},
		{"nothing known", vessel.Size{}, 400},
		{"a beam alone is no length", vessel.Size{C: 10, D: 10, Reference: true}, 400},
	} {
		if got := track.FarthestM(c.size); got != c.want {
			t.Errorf("%s: %g, want %g", c.name, got, c.want)
		}
	}
	// Before it says its size a ship may be 400 m long.
	rows := []track.Row{
		{MMSI: 599000101, Time: day, Flags: track.HasPlace, Place: north(0)},
		{MMSI: 599000101, Time: day + 25*hour, Flags: track.HasPlace, Place: north(0), Said: 1},
	}
	hulls, _ := build(rows, statements{sized(30, 10, 3, 3)})
	if got := hulls[0].FarthestM(); got != 400 {
		t.Errorf("farthest %g: the first hour is forgotten", got)
	}
	rows[0].Time = day + 1*hour
	hulls, _ = build(rows, statements{sized(40, 10, 3, 30)})
	if got := hulls[0].FarthestM(); got != 50 {
		t.Errorf("farthest %g, want that of the size that holds from the first fix to the last, 50", got)
	}
}
