package oracle

import (
	"testing"

	"github.com/plimsoll-watch/plimsoll/base/geo"
)

// sailing returns a ship heard every minute from 0 to 180, on a great circle from
// so many metres north of 0 N 0 E.
func sailing(mmsi uint32, northM, course, kn float64) Ship {
	s := Ship{MMSI: mmsi, Hull: 1}
	from := geo.Point{Lat: northM / degreeM}.Vec()
	for m := range int64(181) {
		p := geo.Destination(from, course, kn*geo.MetresPerNauticalMile*float64(m)/60).Point()
		s.Fixes = append(s.Fixes, Fix{T: day + 60*m, Lat: p.Lat, Lon: p.Lon})
	}
	return s
}

// saying gives every fix of s a speed over ground, taken in turn.
func saying(s Ship, kn ...float64) Ship {
	for i := range s.Fixes {
		s.Fixes[i].SOG, s.Fixes[i].HasSOG = kn[i%len(kn)], true
	}
	return s
}

func TestMotion(t *testing.T) {
	tests := []struct {
		name string
		a, b Ship
		want string
	}{
		{"implied 1.9", sailing(1, 0, 90, 1.9), sailing(2, 200, 90, 1.9), Slow},
		{"implied 2.1", sailing(1, 0, 90, 2.1), sailing(2, 200, 90, 2.1), UnderWayTogether},
		{"10 and 10.4 kn", sailing(1, 0, 90, 10), sailing(2, 200, 90, 10.4), UnderWayTogether},
		// Differences of 0.44 and 0.46 kn are 0.4 and 0.5.
		{"10 and 10.44 kn", sailing(1, 0, 90, 10), sailing(2, 200, 90, 10.44), UnderWayTogether},
		{"10 and 10.46 kn", sailing(1, 0, 90, 10), sailing(2, 200, 90, 10.46), ""},
		{"one slow", sailing(1, 0, 90, 1.9), sailing(2, 200, 90, 2.1), ""},
		{"19 degrees", saying(sailing(1, 0, 350, 1), 3), saying(sailing(2, 0, 9, 1), 3), UnderWayTogether},
		{"20.4 degrees", saying(sailing(1, 0, 350, 1), 3), saying(sailing(2, 0, 10.4, 1), 3), UnderWayTogether},
		{"20.6 degrees", saying(sailing(1, 0, 350, 1), 3), saying(sailing(2, 0, 10.6, 1), 3), ""},
		{"said 1.94", saying(sailing(1, 0, 90, 9), 1.94), saying(sailing(2, 0, 90, 9), 1.9), Slow},
		{"said 1.95", saying(sailing(1, 0, 90, 9), 1.95), saying(sailing(2, 0, 90, 9), 1.9), ""},
	}
	p := Default()
	p.DistanceM = 100000 // so that they can be seen to part
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			found := Find([]Ship{test.a, test.b}, p)
			switch {
			case len(found) == 0 && test.want != "":
				t.Errorf("none; want %s", test.want)
			case len(found) > 0 && found[0].Motion != test.want:
				t.Errorf("%s at %v, apart %v; want %q",
					found[0].Motion, found[0].Speed, found[0].RelSpeed, test.want)
			}
		})
	}
}

// Of two speeds the median is the mean, as a decimal: 0.65 is 0.7.
func TestTenth(t *testing.T) {
	for _, test := range []struct{ in, want float64 }{
		{(0.6 + 0.7) / 2, 0.7}, {(0.1 + 0.2) / 2, 0.2}, {(1.9 + 2.0) / 2, 2}, {1.9499, 1.9}, {0, 0},
	} {
		if got := tenth(test.in); got != test.want {
			t.Errorf("tenth(%v) = %v, want %v", test.in, got, test.want)
		}
	}
}

func TestMedian(t *testing.T) {
	if got := median([]float64{5, 1, 3}); got != 3 {
		t.Errorf("odd: %v", got)
	}
	if got := median([]float64{5, 1, 4, 3}); got != 3.5 {
		t.Errorf("even: %v", got)
	}
}

// 1852 m in 3600 s are 1 kn. A fix looks back first, up to an hour.
func TestFixSpeed(t *testing.T) {
	mile := 1852 / degreeM
	fix := func(t int64, miles float64) Fix { return Fix{T: t, Lat: miles * mile} }
	for _, test := range []struct {
		name  string
		fixes []Fix
		i     int
		want  float64
		ok    bool
	}{
		{"back", []Fix{fix(0, 0), fix(3600, 1), fix(7200, 3)}, 1, 1, true},
		{"too far back", []Fix{fix(-1, 0), fix(3600, 1), fix(7200, 3)}, 1, 2, true},
		{"same second", []Fix{fix(3600, 0), fix(3600, 1), fix(7200, 3)}, 1, 2, true},
		{"first", []Fix{fix(0, 0), fix(1800, 1)}, 0, 2, true},
		{"alone", []Fix{fix(0, 0), fix(3601, 1)}, 0, 0, false},
		{"said", []Fix{fix(0, 0), {T: 1, SOG: 7, HasSOG: true}}, 1, 7, true},
	} {
		got, ok := fixSpeed(Ship{Fixes: test.fixes}, test.i, Default())
		if ok != test.ok || got < test.want-1e-6 || got > test.want+1e-6 {
			t.Errorf("%s: %v, %t; want %v, %t", test.name, got, ok, test.want, test.ok)
		}
	}
}

// Without a fix in a contact minute the places give the speed; without known
// places either there is none.
func TestPlaceSpeeds(t *testing.T) {
	s := Ship{Fixes: []Fix{{T: -600}, {T: 3000, Lat: 1852 / degreeM}}}
	got := placeSpeeds(s, []minute{{m: 0}, {m: 49}, {m: 50}, {m: 51}}, Default())
	if len(got) != 2 || tenth(got[0]) != 1 || tenth(got[1]) != 1 {
		t.Errorf("%v; want 1 kn at minutes 0 and 49, none later", got)
	}
}

// The minute ten later need not be one of contact, but its places must be known.
func TestRelativeMotion(t *testing.T) {
	a, b := sailing(1, 0, 0, 6), sailing(2, 100, 90, 8)
	minutes := []minute{{m: day/60 + 5}, {m: day/60 + 170}, {m: day/60 + 171}}
	speeds, courses := relativeMotion([2]Ship{a, b}, minutes, Default())
	if len(speeds) != 2 || tenth(speeds[0]) != 10 || whole(courses[1]) != 90 { // 6, 8, 10
		t.Errorf("%v kn, %v degrees; want 10 twice, 90 twice", speeds, courses)
	}
	_, courses = relativeMotion([2]Ship{a, sailing(2, 0, 0, 0)}, minutes, Default())
	if len(courses) != 0 {
		t.Errorf("a ship that lies still has the course difference %v", courses)
	}
}

// Fixes at 10:00:00 to 10:00:59 are in minute 600; before 1970 too.
func TestMinuteOf(t *testing.T) {
	for _, test := range [][2]int64{{0, 0}, {59, 0}, {60, 1}, {-1, -1}, {-60, -1}, {-61, -2}} {
		if got := minuteOf(test[0]); got != test[1] {
			t.Errorf("minuteOf(%d) = %d, want %d", test[0], got, test[1])
		}
	}
}

// Ship 2 is heard on the hour only, when ship 1 is 2 km off for five minutes. It
// has no fix in contact, so what it says (5 kn) does not count; its places do.
func TestNoFixInContact(t *testing.T) {
	a, b := moored(1, 0, every(1, 0, 180)), saying(moored(2, 100, every(60, 0, 180)), 5)
	for i := range a.Fixes {
		if i%60 <= 2 || i%60 >= 58 {
			a.Fixes[i] = still(int64(i), 2000)
		}
	}
	found := Find([]Ship{a, b}, Default())
	if len(found) != 1 {
		t.Fatalf("%d encounters, want 1", len(found))
	}
	e := found[0] // minutes 3-57, 63-117, 123-177
	if e.ContactMin != 165 || e.SeparatedMin != 10 || e.Fixes != [2]int{165, 0} ||
		e.Speed != [2]float64{0.1, 0} || e.Motion != Slow {
		t.Errorf("%+v", e)
	}
}
