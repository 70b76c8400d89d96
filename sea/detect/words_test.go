package detect

import (
	"testing"
	"time"
)

// TestWords: what a person is told of a file, in the voice of interface.md 5.
func TestWords(t *testing.T) {
	day := time.Date(2018, 9, 3, 0, 0, 0, 0, time.UTC)
	var week, hours, none, rows FileSurvey
	week.Tally.Sentences, week.Tally.Reports = 88214, 88000
	week.First, week.Last = day, day.Add(7*24*time.Hour-time.Minute)
	for range 61 {
		week.Tally.Reject("bad checksum", 1, nil)
	}
	week.Tally.Reject("no position", 1, nil)
	hours.Tally.Sentences, hours.Tally.Reports, hours.Tally.NoTime = 1, 3, 2
	hours.First, hours.Last = day, day.Add(3*time.Hour)
	none.Tally.Sentences, none.Tally.Reports = 2, 2
	for _, c := range []struct {
		f     *FileSurvey
		ships int
		want  string
	}{
		{&week, 41, "88,214 sentences, 41 ships, 3 Sep 2018 00:00 to 9 Sep 2018 23:59 UTC; 62 rejected (61 bad checksum, 1 no position)"},
		{&hours, 1, "1 sentence, 1 ship, 3 Sep 2018 00:00 to 03:00 UTC, 2 reports without a time not used; none rejected"},
		{&none, 0, "2 sentences, no times; none rejected"},
		{&rows, 0, "0 rows; none rejected"},
	} {
		if got := c.f.Words(c.ships); got != c.want {
			t.Errorf("%q, want %q", got, c.want)
		}
	}
	for n, want := range map[int]string{0: "0", 999: "999", 1000: "1,000", 1234567: "1,234,567", -1000: "-1,000", -100: "-100"} {
		if got := Grouped(n); got != want {
			t.Errorf("%d: %s, want %s", n, got, want)
		}
	}
	for want, d := range map[string]Detectability{
		"in this data no ship can be followed for a whole hour: a meeting of two hours could not have been seen":                                     {},
		"in this data a meeting of two hours would have been visible for 50 % of ship-hours in the area; no tanker can be followed for a whole hour": {All: Share{1, 2}},
		"in this data a meeting of two hours would have been visible for 71 % of tanker-hours in the area (1,420 of 2,000), 33 % of all ship-hours":  {Tankers: Share{1420, 2000}, All: Share{1000, 3000}},
	} {
		if got := d.Words(); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}
