package oracle

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/plimsoll-watch/plimsoll/base/geo"
)

// A degree of latitude on the sphere of 6,371,008.8 m: pi/180 of it.
const degreeM = 111195.0797

// day is an instant, so that minute numbers in the scenes count from midnight.
var day = time.Date(2019, 1, 1, 0, 0, 0, 0, time.UTC).Unix()

// moored returns a ship that lies so many metres north of 0 N 0 E and is heard
// with 0.1 kn at each of those minutes of the day.
func moored(mmsi uint32, northM float64, minutes ...[]int64) Ship {
	s := Ship{MMSI: mmsi, Hull: 1}
	for _, m := range join(minutes) {
		s.Fixes = append(s.Fixes, still(m, northM))
	}
	return s
}

func still(m int64, northM float64) Fix {
	return Fix{T: day + 60*m, Lat: northM / degreeM, SOG: 0.1, HasSOG: true}
}

func join(spells [][]int64) []int64 {
	var all []int64
	for _, s := range spells {
		all = append(all, s...)
	}
	return all
}

// every returns the minutes from a to b, both included, by step.
func every(step, a, b int64) []int64 {
	var all []int64
	for m := a; m <= b; m += step {
		all = append(all, m)
	}
	return all
}

// spell is what a scene says of an encounter: its minutes of the day and counts.
type spell struct {
	Start, End                  int64
	Reason                      string
	Contact, Separated, Unknown int
}

func spells(found []Encounter) []spell {
	var all []spell
	for _, e := range found {
		all = append(all, spell{(e.Start - day) / 60, (e.End - day) / 60, e.EndReason,
			e.ContactMin, e.SeparatedMin, e.UnknownMin})
	}
	return all
}

// Two ships without size 300 m apart are heard every ten minutes from 22:00 to
// 02:00, a third far away until noon. Both reach 400 m, so low is 0; every
// minute is at most 5 min from a fix, so all are observed.
func TestAcrossMidnight(t *testing.T) {
	far := moored(3, 1e6, every(10, 1320, 2160))
	ships := []Ship{moored(2, 300, every(10, 1320, 1560)), far, moored(1, 0, every(10, 1320, 1560))}
	want := []Encounter{{
		A: 2, B: 0,
		Start: time.Date(2019, 1, 1, 22, 0, 0, 0, time.UTC).Unix(),
		End:   time.Date(2019, 1, 2, 2, 1, 0, 0, time.UTC).Unix(),
		// From 02:01 on, both are silent; after 06:01 for longer than 240 min.
		EndReason: SilentBoth, ContactMin: 241, ObservedMin: 241,
		Fixes:   [2]int{25, 25},
		DistMin: 300, DistMedian: 300, DistMax: 300, Low: 0, High: 300, Sure: 500, Possible: 100,
		Motion: Slow, Speed: [2]float64{0.1, 0.1}, HasRelSpeed: true,
	}}
	if diff := cmp.Diff(want, Find(ships, Default())); diff != "" {
		t.Error(diff)
	}
}

func TestJoining(t *testing.T) {
	all := every(1, 0, 1500)
	// away lies beside ship 1 but for minutes a to b, when it is 2 km off.
	away := func(mmsi uint32, a, b int64) Ship {
		s := moored(mmsi, 100, every(1, 0, 700))
		for i := a; i <= b; i++ {
			s.Fixes[i] = still(i, 2000)
		}
		return s
	}
	tests := []struct {
		name string
		a, b Ship
		want []spell
	}{
		{"gap in the middle",
			moored(1, 0, every(10, 0, 90), every(10, 270, 360), every(10, 1400, 1500)),
			moored(2, 100, every(10, 0, 90), every(10, 270, 360)),
			[]spell{{0, 361, SilentBoth, 182, 0, 179}}},
		{"two contacts of 20 min, 8 h apart",
			moored(1, 0, every(10, 0, 20), every(10, 500, 520), []int64{1500}),
			moored(2, 100, every(10, 0, 20), every(10, 500, 520)),
			nil},
		{"two contacts of 3 h, 8 h apart",
			moored(1, 0, all), moored(2, 100, every(10, 0, 180), every(10, 660, 840)),
			[]spell{{0, 181, Silent2, 181, 0, 0}, {660, 841, Silent2, 181, 0, 0}}},
		{"20 separated", moored(1, 0, all), away(2, 200, 219),
			[]spell{{0, 701, Silent2, 681, 20, 0}}},
		{"21 separated", moored(1, 0, all), away(2, 200, 220),
			[]spell{{0, 200, Separated, 200, 0, 0}, {221, 701, Silent2, 480, 0, 0}}},
		{"240 unknown", moored(1, 0, all), moored(2, 100, every(1, 0, 200), every(1, 441, 600)),
			[]spell{{0, 601, Silent2, 361, 0, 240}}},
		{"241 unknown", moored(1, 0, all), moored(2, 100, every(1, 0, 200), every(1, 442, 600)),
			[]spell{{0, 201, Silent2, 201, 0, 0}, {442, 601, Silent2, 159, 0, 0}}},
		{"241 unknown, the first", moored(2, 0, all), moored(1, 100, every(1, 0, 200), every(1, 442, 600)),
			[]spell{{0, 201, Silent1, 201, 0, 0}, {442, 601, Silent1, 159, 0, 0}}},
		{"now one, now the other unknown",
			moored(1, 0, every(1, 0, 321), every(1, 442, 1500)),
			moored(2, 100, every(1, 0, 200), every(1, 322, 441), every(1, 700, 800)),
			// 201-321 is the second's silence (121 min), 322-441 the first's (120).
			[]spell{{0, 201, SilentBoth, 201, 0, 0}}},
		{"a ping beside a moored ship", moored(1, 0, all), moored(2, 0, []int64{300}), nil},
		{"pings 61 min apart", moored(1, 0, all), moored(2, 0, every(61, 0, 1400)), nil},
		// Minute 0, 60, ...: every place between is known.
		{"pings 60 min apart", moored(1, 0, all), moored(2, 0, every(60, 0, 600)),
			[]spell{{0, 601, Silent2, 601, 0, 0}}},
		{"119 minutes", moored(1, 0, all), moored(2, 0, every(1, 0, 118)), nil},
		{"120 minutes", moored(1, 0, all), moored(2, 0, every(1, 0, 119)),
			[]spell{{0, 120, Silent2, 120, 0, 0}}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			found := Find([]Ship{test.b, test.a}, Default())
			if diff := cmp.Diff(test.want, spells(found)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// One break holds 10 separated, 240 unknown and 10 separated minutes (131-140,
// 141-380, 381-390), and is bridged; with one more of either it is not.
func TestMixedBreak(t *testing.T) {
	for _, test := range []struct {
		apart, silent int64
		want          []spell
	}{
		{10, 240, []spell{{0, 521, Silent2, 261, 20, 240}}},
		{11, 240, []spell{{0, 131, Separated, 131, 0, 0}, {392, 522, Silent2, 130, 0, 0}}},
		{10, 241, []spell{{0, 131, Silent2, 131, 0, 0}, {392, 522, Silent2, 130, 0, 0}}},
	} {
		s := moored(2, 100, every(1, 0, 130))
		m := int64(131)
		add := func(n int64, northM float64) {
			for range n {
				s.Fixes = append(s.Fixes, still(m, northM))
				m++
			}
		}
		add(test.apart, 2000)
		m += test.silent
		add(10, 2000)
		add(130, 100)
		found := Find([]Ship{moored(1, 0, every(1, 0, 1500)), s}, Default())
		if diff := cmp.Diff(test.want, spells(found)); diff != "" {
			t.Errorf("%d, %d: %s", test.apart, test.silent, diff)
		}
	}
}

// Ship 2 was last heard at minute 130: 131 to 370 are 240 unknown minutes.
func TestDataEnd(t *testing.T) {
	for _, test := range []struct {
		lastSecond int64
		want       string
	}{
		{60 * 130, DataEnd}, {60 * 370, DataEnd}, {60*371 - 1, DataEnd}, {60 * 371, Silent2},
	} {
		far := Ship{MMSI: 9, Hull: 1, Fixes: []Fix{{T: day + test.lastSecond, Lat: 40}}}
		ships := []Ship{moored(1, 0, every(1, 0, 371)), moored(2, 100, every(1, 0, 130)), far}
		ships[0].Fixes = ships[0].Fixes[:test.lastSecond/60+1]
		found := Find(ships, Default())
		if len(found) != 1 {
			t.Fatalf("%d: %d encounters", test.lastSecond, len(found))
		}
		if e := found[0]; e.EndReason != test.want || e.Open != (test.want == DataEnd) || e.UnknownMin != 0 {
			t.Errorf("last fix %d: %s, open %t, unknown %d; want %s",
				test.lastSecond, e.EndReason, e.Open, e.UnknownMin, test.want)
		}
	}
}

// 0.002 degrees of the equator are 222.4 m, across the antimeridian too.
func TestAcrossAntimeridian(t *testing.T) {
	var ships [2]Ship
	for i, lon := range []float64{179.999, -179.999} {
		ships[i] = Ship{MMSI: uint32(i + 1), Hull: 1}
		for _, m := range every(60, 0, 180) {
			ships[i].Fixes = append(ships[i].Fixes, Fix{T: day + 60*m, Lon: lon})
		}
	}
	found := Find(ships[:], Default())
	if len(found) != 1 || found[0].DistMin != 222 || found[0].DistMax != 222 || found[0].ContactMin != 181 {
		t.Errorf("%+v", found)
	}
	// Within 5 min of the hours: 0-5, 55-65, 115-125, 175-180.
	if e := found[0]; e.ObservedMin != 34 || e.InterpolatedMin != 147 {
		t.Errorf("observed %d, interpolated %d; want 34, 147", e.ObservedMin, e.InterpolatedMin)
	}
}

func TestInterpolatedAcrossAntimeridian(t *testing.T) {
	s := Ship{Fixes: []Fix{{T: 0, Lon: 179.9}, {T: 1000, Lon: -179.7}}}
	at, ok := placeAt(s, 250, Default())
	want := geo.Point{Lon: 180}.Vec()
	if d := at.at.Distance(want); !ok || d > 0.01 {
		t.Errorf("%v m from the antimeridian, known %t", d, ok)
	}
}

// Two hulls of one MMSI are two ships; encounters stand by start, then by keys.
func TestOrder(t *testing.T) {
	first, second := moored(7, 0, every(1, 0, 200)), moored(7, 50, every(1, 0, 200))
	second.Hull = 2
	other, late := moored(8, 100, every(1, 0, 200)), moored(6, 100, every(1, 30, 200))
	var got [][2]int
	for _, e := range Find([]Ship{other, second, late, first}, Default()) {
		got = append(got, [2]int{e.A, e.B})
	}
	want := [][2]int{{3, 1}, {3, 0}, {1, 0}, {2, 3}, {2, 1}, {2, 0}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}
