package geo

import (
	"math"
	"testing"
	"time"
)

// Sun rises and sets of public almanacs, to the minute.
func TestSunsetOfKnownDays(t *testing.T) {
	for _, c := range []struct {
		name string
		at   Point
		when string
	}{
		{"equinox on the equator at noon is overhead within a degree", Point{0, 0}, "2018-03-20T12:07:00Z"},
	} {
		when, err := time.Parse(time.RFC3339, c.when)
		if err != nil {
			t.Fatal(err)
		}
		if e := SunElevation(c.at, when.Unix()); e < 89 {
			t.Errorf("%s: elevation %.2f", c.name, e)
		}
	}
}

func TestSunKeepsItsLatitudeBounds(t *testing.T) {
	for day := range 366 {
		unix := time.Date(2018, 1, 1, 0, 0, 0, 0, time.UTC).AddDate(0, 0, day).Unix()
		highest := -90.0
		for m := range 24 * 60 {
			highest = max(highest, SunElevation(Point{30, 125}, unix+int64(m)*60))
		}
		if highest < 90-30-23.5 || highest > 90-30+23.5 {
			t.Fatalf("day %d: noon at 30 N is %.2f degrees high", day, highest)
		}
	}
	midsummer := time.Date(2018, 6, 21, 0, 0, 0, 0, time.UTC).Unix()
	for h := range 24 {
		if IsNight(Point{70, 20}, midsummer+int64(h)*3600) {
			t.Errorf("hour %d: night at 70 N at midsummer", h)
		}
		if !IsNight(Point{-75, 20}, midsummer+int64(h)*3600) {
			t.Errorf("hour %d: day at 75 S at midsummer", h)
		}
	}
	if e := SunElevation(Point{51.4769, 0}, time.Date(2018, 6, 21, 12, 2, 0, 0, time.UTC).Unix()); math.Abs(e-(90-51.4769+23.434)) > 0.1 {
		t.Errorf("noon at Greenwich at midsummer: %.2f", e)
	}
}
