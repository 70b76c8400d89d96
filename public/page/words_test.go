package page

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/plimsoll-watch/plimsoll/record/event"
	"github.com/plimsoll-watch/plimsoll/sea/detect"
)

func plain(s string) string { return strings.ReplaceAll(s, nbsp, " ") }

// TestAnswer: the sentence of look/event.png, and how it changes with what is known.
func TestAnswer(t *testing.T) {
	c := possibleCase()
	e := c.event(c.picture())
	e.Measured.WithinM = event.Within{Sure: 100, Possible: 100}
	want := "By what they broadcast, INVENTED ALPHA and INVENTED BRAVO lay within 100 m of each other, hull to hull, on 8 and 9 September 2018, about 250 km from the nearest coast. " +
		"AIS shows ships close, slow and long enough; it never shows cargo. No measure is shown to be engaged by this event."
	if got := plain(answer(&e)); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	e.Measured.Motion, e.Place.ShoreM, e.Ships[0].Name, e.Ships[0].Hull = "under-way-together", nil, "", 2
	for _, part := range []string{"MMSI 599000101/2 and", "sailed within", "moving together", "that is not known"} {
		if got := plain(answer(&e)); !strings.Contains(got, part) {
			t.Errorf("no %q in %s", part, got)
		}
	}
}

// TestCloseness: methods.md, encounter/1, 5.
func TestCloseness(t *testing.T) {
	for _, c := range []struct {
		w    event.Within
		want string
		fill float64
		hat  [2]float64
	}{
		{event.Within{Sure: 100, Possible: 100}, "within 100 m", 10.4, [2]float64{}},
		{event.Within{Sure: 500, Possible: 500}, "within 500 m", 52, [2]float64{}},
		{event.Within{Sure: 500, Possible: 100}, "100 to 500 m, not decidable", 0, [2]float64{10.4, 41.6}},
		{event.Within{Sure: 200, Possible: 100}, "100 to 200 m, not decidable", 0, [2]float64{10.4, 10.4}},
	} {
		if got := plain(closeness(c.w)); got != c.want {
			t.Errorf("%v: %q, want %q", c.w, got, c.want)
		}
		r := newRuler(c.w)
		if num(r.Fill) != num(c.fill) || num(r.HatchX) != num(c.hat[0]) || num(r.HatchW) != num(c.hat[1]) {
			t.Errorf("%v: ruler %+v", c.w, r)
		}
	}
}

func TestNumbers(t *testing.T) {
	at := func(s string) time.Time {
		v, err := time.Parse("2006-01-02 15:04", s)
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
	for got, want := range map[string]string{
		thousands(1367628): "1,367,628", thousands(999): "999", thousands(-1000): "\u22121,000",
		metres(38): "38 m", metres(999): "999 m", metres(2449): "2.4 km", metres(281000): "281 km", metres(9949): "9.9 km", metres(9951): "10 km",
		nauticalMiles(281000): "152 nm", nauticalMiles(1852): "1.0 nm",
		minutes(387): "6 h 27 min", minutes(41): "41 min", minutes(120): "2 h",
		about(251000): "about 250 km from", about(42400): "about 42 km from", about(300): "within about 1 km of",
		percent(1234, 1738): "71 %", percent(1, 100000): "under 1 %", percent(9999, 10000): "over 99 %", percent(0, 5): "0 %", percent(5, 5): "100 %",
		on(at("2018-09-08 21:14"), at("2018-09-09 03:41")): "on 8 and 9 September 2018",
		on(at("2018-09-08 21:14"), at("2018-09-09 00:00")): "on 8 September 2018", // the end is not in it
		on(at("2018-09-30 21:14"), at("2018-10-01 03:41")): "on 30 September and 1 October 2018",
		on(at("2018-12-31 21:14"), at("2019-01-02 03:41")): "from 31 December 2018 to 2 January 2019",
		on(at("2018-09-04 06:20"), at("2018-09-07 09:20")): "from 4 to 7 September 2018",
		meridian(179.5, .5): "179°30′E", meridian(-179, 1): "179°W", meridian(-180, 1): "180°", meridian(0, 1): "0°", parallel(-17, 1): "17°S",
	} {
		if plain(got) != want {
			t.Errorf("got %q, want %q", plain(got), want)
		}
	}
}

func TestParts(t *testing.T) {
	show := func(s string) string {
		var b strings.Builder
		for _, p := range parts(s) {
			if p.Number {
				b.WriteString("<" + plain(p.Text) + ">")
			} else {
				b.WriteString(p.Text)
			}
		}
		return b.String()
	}
	for s, want := range map[string]string{
		"hulls 0 to 38 m apart":                   "hulls <0 to 38 m> apart",
		"281 km from Zhoushan; 201 km from":       "<281 km> from Zhoushan; <201 km> from",
		"both broadcast a tanker type: 80 and 82": "both broadcast a tanker type: <80 and 82>",
		"61 and 55 fixes, 311 minutes observed":   "<61 and 55 fixes>, <311 minutes> observed",
		"no register is on file":                  "no register is on file",
		"0.4 and 0.5 kn":                          "<0.4 and 0.5 kn>",
		"":                                        "",
	} {
		if got := show(s); got != want {
			t.Errorf("%q: %s, want %s", s, got, want)
		}
	}
}

// TestSeeable: the sentence is said plainly when there were no hours to judge by.
func TestSeeable(t *testing.T) {
	say := func(tv, th, av, ah int) string {
		s := newSeeable(detect.Detectability{Tankers: detect.Share{Visible: tv, Hours: th}, All: detect.Share{Visible: av, Hours: ah}})
		return plain(s.Before + s.Value + s.After)
	}
	if got := say(1234, 1738, 3000, 6000); got != "In this data a meeting of two hours would have been visible for 71 % of tanker-hours in the area." {
		t.Error(got)
	}
	if got := say(0, 0, 3000, 6000); !strings.HasPrefix(got, "No tanker was heard for a whole hour") || !strings.Contains(got, "50 %") {
		t.Error(got)
	}
	if got := say(0, 0, 0, 0); !strings.Contains(got, "could not have been visible") || strings.Contains(got, "NaN") {
		t.Error(got)
	}
}

// TestOrderOfExplanations: look.md 7, the one wholly met first, then what cannot be
// told, then the others; each verdict and test in its words.
func TestOrderOfExplanations(t *testing.T) {
	c := possibleCase()
	e := c.event(c.picture())
	e.ConsistentWith[0], e.ConsistentWith[3] = e.ConsistentWith[3], e.ConsistentWith[0]
	var got []string
	for _, x := range explanations(&e) {
		got = append(got, x.Name+": "+x.Verdict)
	}
	want := []string{"Transfer, liquid cargo: every test met", "Lightering: cannot be told", "Bunkering: a test not met", "Transfer, dry cargo: a test not met",
		"Tow: a test not met", "Fishing in a pair: a test not met", "Berth: a test not met"}
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
}

// TestAbsence: what was not broadcast is said in words, never a nought or a blank.
func TestAbsence(t *testing.T) {
	c := absentCase()
	e := c.event(c.picture())
	for _, row := range identity(&e) {
		if row.A.Text == "" && row.A.Absent == "" || row.A.Text == "0" {
			t.Errorf("%s: %+v", row.Name, row.A)
		}
	}
	rows := identity(&e)
	for i, want := range map[int]string{0: "not broadcast", 2: "not broadcast", 4: "not broadcast", 6: "not known", 7: "no static message"} {
		if rows[i].B.Absent != want {
			t.Errorf("%s: %+v, want %q", rows[i].Name, rows[i].B, want)
		}
	}
}

func TestListings(t *testing.T) {
	c := possibleCase()
	e := c.event(c.picture())
	got := listings(&e)
	want := []listing{{"INVENTED BRAVO (B) broadcasts the IMO number of DEMO.004, INVENTED BRAVO, on the list “demo” since 14 November 2017; hull not confirmed.",
		[]string{"port States: S/RES/2371 (2017), para." + nbsp + "6"}}}
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
}

// TestHeadline: a count that may go on among the events left out says so.
func TestHeadline(t *testing.T) {
	r := cannedReport(possibleCase(), noHeadingCase(), hostileCase())
	if got, want := headline(r), "Three encounters, one possible transfer, one undecided"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
	r.Omitted = 5
	if got, want := headline(r), "Eight encounters, three of them on this page, one possible transfer, one undecided"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
	r.Events = r.Events[:1]
	if got, want := headline(r), "Six encounters, one of them on this page, at least one possible transfer"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
	none := cannedReport(hostileCase())
	if got, want := headline(none), "One encounter, no possible transfers"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
	if got, want := headline(cannedReport()), "No encounter met encounter/1"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}
