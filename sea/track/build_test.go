package track_test

import (
	"encoding/binary"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"

	"github.com/plimsoll-watch/plimsoll/base/geo"
	"github.com/plimsoll-watch/plimsoll/base/vessel"
	"github.com/plimsoll-watch/plimsoll/sea/ais"
	"github.com/plimsoll-watch/plimsoll/sea/track"
)

// statements resolves what rows say; the index of the first is 1.
type statements []track.Static

func (s statements) Static(id uint32) *track.Static { return &s[id-1] }

// somebody's statements: few, so that they agree and clash.
func someStatements() statements {
	const all = ais.HasStatic | ais.HasDraught
	return statements{
		{Has: all, IMO: 9074729, ShipType: 80, Size: vessel.Size{A: 150, B: 33, C: 16, D: 16, Reference: true}, Draught: 71, Name: "ALPHA", CallSign: "AA1"},
		{Has: all, IMO: 9074729, ShipType: 80, Size: vessel.Size{A: 150, B: 33, C: 16, D: 16, Reference: true}, Draught: 112, Name: "ALPHA", CallSign: "AA1"},
		{Has: all, IMO: 9074728, ShipType: 70, Size: vessel.Size{A: 100, B: 20, C: 10, D: 8}, Draught: 60, Name: "BRAVO", CallSign: "BB2"},
		{Has: ais.HasName, Name: "ALPHA"},
		{Has: ais.HasDraught, Draught: 90},
	}
}

// rowsOf draws rows of one MMSI: a few ships on it, some false places, repeats,
// statements with and without a place, many in the same second.
func rowsOf(t *rapid.T) []track.Row {
	n := rapid.IntRange(1, 40).Draw(t, "rows")
	rows := make([]track.Row, n)
	for i := range rows {
		r := &rows[i]
		r.MMSI = 599000101
		r.Time = day + uint32(rapid.IntRange(0, 300).Draw(t, "at"))*rapid.SampledFrom([]uint32{1, 5, 600}).Draw(t, "step")
		if rapid.IntRange(0, 9).Draw(t, "placed") > 0 {
			r.Place = north(rapid.SampledFrom([]float64{0, 0.1, 0.5, 1.2, 3, 30, 90, 300}).Draw(t, "nm"))
			r.Flags = track.HasPlace
			if rapid.Bool().Draw(t, "speed") {
				r.SOG, r.Flags = uint16(rapid.IntRange(0, 2).Draw(t, "sog")), r.Flags|track.HasSOG
			}
			if rapid.Bool().Draw(t, "head") {
				r.Heading, r.Flags = uint16(rapid.IntRange(0, 2).Draw(t, "heading")), r.Flags|track.HasHeading
			}
		}
		if r.Flags == 0 || rapid.Bool().Draw(t, "says") {
			r.Said = uint32(rapid.IntRange(1, len(someStatements())).Draw(t, "said"))
		}
		r.Line = uint32(i + 1)
	}
	return rows
}

func build(rows []track.Row, s track.Statics) ([]*track.Hull, track.Removed) {
	rows = slices.Clone(rows)
	track.Sort(rows)
	return track.Build(rows, s)
}

var comparer = cmp.Options{cmpopts.IgnoreUnexported(track.Hull{})}

// The order in which reports arrive leaves no trace.
func TestOrderOfArrival(t *testing.T) {
	said := someStatements()
	rapid.Check(t, func(t *rapid.T) {
		rows := rowsOf(t)
		want, wantRemoved := build(rows, said)
		shuffled := rapid.Permutation(rows).Draw(t, "shuffled")
		got, removed := build(shuffled, said)
		if diff := cmp.Diff(want, got, comparer); diff != "" || removed != wantRemoved {
			t.Fatalf("shuffled: %v, before %v\n%s", removed, wantRemoved, diff)
		}
		// In another file, on other lines: the same but for where it stands.
		for i := range shuffled {
			shuffled[i].File, shuffled[i].Line = uint16(i%2), uint32(i+1)
		}
		got, removed = build(shuffled, said)
		elsewhere := cmp.Options{comparer, cmpopts.IgnoreFields(track.Hull{}, "File", "Line", "Said")}
		if diff := cmp.Diff(want, got, elsewhere); diff != "" || removed != wantRemoved {
			t.Fatalf("in other files: %v, before %v\n%s", removed, wantRemoved, diff)
		}
		for i, h := range got {
			sameSayings(t, want[i], h)
		}
	})
}

// sameSayings holds what hulls say of themselves to be the same.
func sameSayings(t *rapid.T, want, got *track.Hull) {
	from := rapid.Uint32Range(day-90000, day+200000).Draw(t, "from")
	to := from + rapid.Uint32Range(0, 100000).Draw(t, "long")
	if diff := cmp.Diff(want.IdentityIn(from, to), got.IdentityIn(from, to)); diff != "" {
		t.Fatalf("identity: %s", diff)
	}
	if got.SizeAt(from) != want.SizeAt(from) {
		t.Fatalf("size %v, before %v", got.SizeAt(from), want.SizeAt(from))
	}
	first, last, ok := want.Draughts(from, to)
	first2, last2, ok2 := got.Draughts(from, to)
	if first != first2 || last != last2 || ok != ok2 {
		t.Fatalf("draughts %d %d %v, before %d %d %v", first2, last2, ok2, first, last, ok)
	}
	typ, known := want.ShipType()
	if typ2, known2 := got.ShipType(); typ != typ2 || known != known2 {
		t.Fatalf("type %d, before %d", typ2, typ)
	}
}

// checkBuilt holds hulls to what must be true of any rows.
func checkBuilt(t interface{ Fatalf(string, ...any) }, rows []track.Row, hulls []*track.Hull, removed track.Removed) {
	placed, kept := 0, 0
	for i := range rows {
		if rows[i].Has(track.HasPlace) {
			placed++
		}
	}
	if placed > 0 && len(hulls) == 0 {
		t.Fatalf("%d fixes and no hull", placed)
	}
	for n, h := range hulls {
		kept += h.Len()
		if h.Len() == 0 || h.Of != len(hulls) || int(h.Hull) != n+1 || h.MMSI != rows[0].MMSI {
			t.Fatalf("hull %d: %v of %d, %d fixes", n, h.Key, h.Of, h.Len())
		}
		if n > 0 && hulls[n-1].Time[0] > h.Time[0] {
			t.Fatalf("hull %d begins before hull %d", n+1, n)
		}
		for i := 1; i < h.Len(); i++ {
			metres := h.Place[i].Vec().Distance(h.Place[i-1].Vec())
			seconds := float64(h.Time[i]) - float64(h.Time[i-1])
			if seconds <= 0 || metres > 1852 && metres > 50*1852/3600.0*seconds+1e-6 {
				t.Fatalf("hull %d: %g m in %g s", n+1, metres, seconds)
			}
		}
		if !slices.IsSortedFunc(h.Said, func(a, b track.Saying) int { return int(int64(a.Time) - int64(b.Time)) }) {
			t.Fatalf("hull %d: sayings out of order", n+1)
		}
	}
	if kept+removed.Repeat+removed.SameSecond+removed.Jump != placed {
		t.Fatalf("%d fixes: %d in hulls, removed %+v", placed, kept, removed)
	}
}

func TestBuildKeepsCount(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		rows := rowsOf(t)
		hulls, removed := build(rows, someStatements())
		checkBuilt(t, rows, hulls, removed)
		longest := 0
		for _, h := range hulls {
			longest = max(longest, h.Len())
		}
		for _, h := range hulls {
			if h.Len() < min(longest, track.MinFixes) {
				t.Fatalf("%v has %d fixes beside one of %d", h.Key, h.Len(), longest)
			}
		}
	})
}

// FuzzBuild reads eight bytes a row: time, place, what it has, what it says.
func FuzzBuild(f *testing.F) {
	f.Add([]byte("\x00\x00\x00\x00\x00\x00\x01\x00"))
	f.Add([]byte("\x00\x10\x00\x00\x00\x00\x03\x01\x00\x11\x00\x50\x00\x00\x01\x02\x00\x12\x00\x00\x00\x01\x01\x00"))
	f.Add([]byte("\xff\xff\x7f\xff\x7f\xff\x3f\x05\xff\xff\x80\x00\x80\x00\x01\x01\x00\x00\x80\x00\x80\x00\x00\x01"))
	f.Fuzz(func(t *testing.T, text []byte) {
		said := someStatements()
		var rows []track.Row
		for ; len(text) >= 8 && len(rows) < 2000; text = text[8:] {
			r := track.Row{MMSI: 599000101, Line: uint32(len(rows) + 1)}
			r.Time = uint32(binary.BigEndian.Uint16(text)) << (text[7] >> 4)
			r.Place.Lat = int32(int16(binary.BigEndian.Uint16(text[2:]))) * (90 * geo.FinePerDegree / 32768)
			r.Place.Lon = int32(int16(binary.BigEndian.Uint16(text[4:]))) * (180 * geo.FinePerDegree / 32768)
			r.Flags = track.Flags(text[6] & 63)
			r.SOG, r.Heading = uint16(text[6]), uint16(text[7])
			r.Said = uint32(text[7]) % uint32(len(said)+1)
			rows = append(rows, r)
		}
		if len(rows) == 0 {
			return
		}
		hulls, removed := build(rows, said)
		checkBuilt(t, rows, hulls, removed)
		for _, h := range hulls {
			h.ShipType()
			h.FarthestM()
			for _, at := range []uint32{h.Time[0], h.Time[h.Len()-1]} {
				h.IdentityIn(at, at)
				h.SizeAt(at)
				h.SpeedAt(0)
				w := h.Walk(at / 60)
				for m := range uint32(5) {
					w.At(at/60 + m)
				}
			}
		}
	})
}

func TestBuildNothing(t *testing.T) {
	if hulls, removed := track.Build(nil, nil); len(hulls) != 0 || removed != (track.Removed{}) {
		t.Errorf("of no rows: %v, %v", hulls, removed)
	}
	// Static messages alone place no ship.
	rows := []track.Row{{MMSI: 599000101, Time: day, Said: 1}}
	if hulls, removed := track.Build(rows, someStatements()); len(hulls) != 0 || removed != (track.Removed{}) {
		t.Errorf("of one statement: %v, %v", hulls, removed)
	}
}

// What is said with a fix belongs to that fix's hull, repeats included; what is said
// without a place to all hulls of the MMSI; what is said with a jump to none.
func TestWhoSaid(t *testing.T) {
	row := func(s uint32, nm float64, said uint32) track.Row {
		return track.Row{MMSI: 599000101, Time: day + s, Place: north(nm), Flags: track.HasPlace, Said: said}
	}
	rows := []track.Row{
		row(0, 0, 1), row(5, 0, 4), row(600, 0, 0), row(1200, 0, 0), // a ship, its second row a repeat
		row(600, 0.1, 4),                                 // and another place in the same second
		row(0, 90, 3), row(600, 90, 0), row(1200, 90, 0), // another
		row(300, 500, 2),                      // a jump
		{MMSI: 599000101, Time: day, Said: 5}, // a message without a place
	}
	hulls, removed := build(rows, someStatements())
	if len(hulls) != 2 || removed != (track.Removed{Repeat: 1, SameSecond: 1, Jump: 1}) {
		t.Fatalf("%d hulls, removed %+v", len(hulls), removed)
	}
	names := func(h *track.Hull) (said []string) {
		for _, s := range h.Said {
			said = append(said, s.Static.Name)
		}
		slices.Sort(said)
		return said
	}
	if diff := cmp.Diff([][]string{{"", "ALPHA", "ALPHA", "ALPHA"}, {"", "BRAVO"}}, [][]string{names(hulls[0]), names(hulls[1])}); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
	if typ, known := hulls[1].ShipType(); typ != 70 || !known {
		t.Errorf("second hull's type %d, %v", typ, known)
	}
}

// A fix exactly half way between two tracks goes on from the one that began first,
// whichever was last gone on with.
func TestHalfWay(t *testing.T) {
	row := func(s uint32, north int32) track.Row {
		return track.Row{MMSI: 599000101, Time: day + s, Place: geo.Fine{Lat: north, Lon: 7}, Flags: track.HasPlace}
	}
	const near = 9000 // 1.67 km: from the equator within a mile, from each other not
	for _, order := range [][2]int32{{near, -near}, {-near, near}} {
		rows := []track.Row{row(0, order[0]), row(20, order[1]), row(40, order[0]), row(60, order[1]), row(80, order[0]), row(100, order[1]), row(120, 0)}
		hulls, _ := build(rows, nil)
		if len(hulls) != 2 || hulls[0].Len() != 4 || hulls[1].Len() != 3 {
			t.Fatalf("first %d: %d hulls, want one of 4 fixes and one of 3", order[0], len(hulls))
		}
		rows[6] = row(110, order[0])
		hulls, _ = build(append(rows, row(120, 0)), nil)
		if len(hulls) != 2 || hulls[0].Len() != 5 || hulls[1].Len() != 3 {
			t.Fatalf("first %d: %d hulls, want one of 5 fixes and one of 3", order[0], len(hulls))
		}
	}
}

// Of reports of one second and place the same is kept, whichever stands first.
func TestOneSecond(t *testing.T) {
	a := track.Row{MMSI: 599000101, Time: day, Flags: track.HasPlace | track.HasHeading | track.HasSOG}
	for name, change := range map[string]func(*track.Row){
		"heading": func(r *track.Row) { r.Heading = 9 }, "speed": func(r *track.Row) { r.SOG = 9 }, "longitude": func(r *track.Row) { r.Place.Lon = 9 },
		"latitude": func(r *track.Row) { r.Place.Lat = 9 }, "accuracy": func(r *track.Row) { r.Flags |= track.Accurate },
	} {
		b := a
		change(&b)
		kept := func(first, second track.Row) *track.Hull {
			first.Line, second.Line = 1, 2
			hulls, removed := build([]track.Row{first, second}, nil)
			if len(hulls) != 1 || hulls[0].Len() != 1 || removed != (track.Removed{SameSecond: 1}) {
				t.Fatalf("another %s: %d hulls, removed %+v", name, len(hulls), removed)
			}
			return hulls[0]
		}
		if diff := cmp.Diff(kept(a, b), kept(b, a), comparer, cmpopts.IgnoreFields(track.Hull{}, "Line")); diff != "" {
			t.Errorf("another %s: the order of arrival decides\n%s", name, diff)
		}
	}
}

func TestIsShip(t *testing.T) {
	for m, want := range map[vessel.MMSI]bool{
		599000101: true, 2320001: false, 23200001: false, 111232001: false, 992320001: false, 970123456: false, 972123456: false,
		982320001: true, 823200001: true, // craft of a ship and handheld radios: on ships, kept
		0: true, 1193046: true, 4000000000: true, // no rule fits: kept
	} {
		if got := track.IsShip(m); got != want {
			t.Errorf("IsShip(%v) = %v", m, got)
		}
	}
}

func TestKey(t *testing.T) {
	for k, want := range map[track.Key]string{{MMSI: 599000101, Hull: 1}: "599000101", {MMSI: 599000101, Hull: 2}: "599000101/2", {MMSI: 42, Hull: 255}: "000000042/255"} {
		if got := k.String(); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
	a, b := track.Key{MMSI: 2, Hull: 1}, track.Key{MMSI: 2, Hull: 2}
	if a.Compare(b) >= 0 || b.Compare(a) <= 0 || a.Compare(track.Key{MMSI: 2, Hull: 1}) != 0 || (track.Key{MMSI: 1, Hull: 9}).Compare(a) >= 0 {
		t.Error("keys are not ordered by MMSI, then hull")
	}
}

// More than 255 false places and a ship: the ship is found and nothing overflows.
func TestManyHulls(t *testing.T) {
	var rows []track.Row
	for i := range 300 {
		for fix := range 3 {
			rows = append(rows, track.Row{
				MMSI: 599000101, Time: day + uint32(i*10+fix*3), Flags: track.HasPlace, SOG: uint16(fix), Line: uint32(len(rows)),
				Place: geo.Fine{Lat: int32(i-150) * 300_000},
			})
		}
	}
	hulls, removed := build(rows, nil)
	checkBuilt(t, rows, hulls, removed)
	if len(hulls) != 255 || removed.Jump != 3*45 {
		t.Errorf("%d hulls, removed %+v", len(hulls), removed)
	}
}

func TestRowOf(t *testing.T) {
	full := ais.Report{
		Type: 1, MMSI: 599000101, Time: day, Line: 7, Has: ais.HasTime | ais.HasPlace | ais.HasSOG | ais.HasHeading | ais.HasAccuracy,
		Place: geo.Fine{Lat: 1, Lon: 2}, SOG: 3, Heading: 4, Accurate: true,
	}
	want := track.Row{MMSI: 599000101, Time: day, Line: 7, File: 9, Said: 8, Place: geo.Fine{Lat: 1, Lon: 2}, SOG: 3, Heading: 4,
		Flags: track.HasPlace | track.HasSOG | track.HasHeading | track.Accurate}
	if got := track.RowOf(&full, 9, 8); got != want {
		t.Errorf("%+v, want %+v", got, want)
	}
	bare := full // what is absent is zero and its flag clear, whatever the field holds
	bare.Has, bare.Type, bare.ClassB = ais.HasTime, 0, true
	want = track.Row{MMSI: 599000101, Time: day, Line: 7, Flags: track.ClassB | track.FromTable}
	if got := track.RowOf(&bare, 0, 0); got != want {
		t.Errorf("%+v, want %+v", got, want)
	}
}
