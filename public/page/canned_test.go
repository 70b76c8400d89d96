package page

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"time"

	"github.com/plimsoll-watch/plimsoll/base/geo"
	"github.com/plimsoll-watch/plimsoll/record/event"
	"github.com/plimsoll-watch/plimsoll/sea/detect"
)

// Canned events: two ships sail to a place, lie beside each other and leave, drawn up
// here so that each state of the page has its own picture.

// canned says what is special about a canned event.
type canned struct {
	id        string
	at        geo.Point
	start     time.Time
	minutes   int     // in contact
	apartM    float64 // between the antennas
	noHeading bool
	noSize    bool
	underWay  bool
	thin      bool // few fixes
	silence   int  // minutes in the middle in which B was not heard
	towards   [2]float64
	names     [2]string
	types     [2]int // 0: not broadcast
	sts, why  string
	port      *event.Port
	shoreM    int
}

var cannedStart = time.Date(2018, 9, 8, 21, 14, 0, 0, time.UTC)

func possibleCase() canned {
	return canned{
		id: "enc-6b1f0c2ad94e7a55", at: geo.Point{Lat: 29.91, Lon: 125.02}, start: cannedStart, minutes: 387, apartM: 44, silence: 42,
		towards: [2]float64{242, 20}, names: [2]string{"INVENTED ALPHA", "INVENTED BRAVO"}, types: [2]int{80, 82}, sts: "possible",
		why:  "every test of a transfer is met and no other explanation is wholly met",
		port: &event.Port{Locode: "CN ZOS", Name: "Zhoushan", DistanceM: 281000}, shoreM: 251000,
	}
}

func noHeadingCase() canned {
	c := possibleCase()
	c.id, c.noHeading, c.apartM, c.sts, c.silence = "enc-0000000000000002", true, 250, "undecided", 0
	c.start, c.minutes, c.towards = time.Date(2018, 9, 6, 2, 40, 0, 0, time.UTC), 178, [2]float64{120, 330}
	c.names = [2]string{"INVENTED GOLF", "INVENTED HOTEL"}
	c.at, c.port, c.shoreM = geo.Point{Lat: 31.2, Lon: 123.4}, &event.Port{Name: "Shanghai", DistanceM: 166000}, 143000
	c.why = "no test of a transfer fails, but it cannot be told: within-200-m"
	return c
}

func antimeridianCase() canned {
	c := possibleCase()
	c.id, c.at, c.start, c.towards = "enc-0000000000000003", geo.Point{Lat: -17.2, Lon: 179.98}, time.Date(2018, 9, 4, 1, 0, 0, 0, time.UTC), [2]float64{95, 265}
	c.names, c.port, c.shoreM, c.silence = [2]string{"INVENTED INDIA", "INVENTED JULIETT"}, nil, 42000, 95
	return c
}

func polarCase() canned {
	c := possibleCase()
	c.id, c.at, c.start, c.towards = "enc-0000000000000004", geo.Point{Lat: 85, Lon: 30}, time.Date(2018, 9, 7, 12, 0, 0, 0, time.UTC), [2]float64{180, 90}
	c.names, c.port, c.shoreM = [2]string{"INVENTED KILO", "INVENTED LIMA"}, nil, 402000
	return c
}

func absentCase() canned {
	c := possibleCase()
	c.id, c.names, c.types, c.noSize, c.noHeading = "enc-0000000000000005", [2]string{"", ""}, [2]int{0, 0}, true, true
	c.start, c.minutes, c.thin, c.apartM, c.sts = time.Date(2018, 9, 5, 8, 10, 0, 0, time.UTC), 150, true, 60, "undecided"
	c.why, c.port, c.shoreM = "no test of a transfer fails, but it cannot be told: same-kind-of-cargo, within-200-m, coverage", nil, -1
	return c
}

func hostileCase() canned {
	c := possibleCase()
	c.id, c.sts, c.why = "enc-0000000000000006", "", "a test of a transfer is not met: same-kind-of-cargo"
	c.names = [2]string{`</script><b>EVIL`, `"><img src=http://x.invalid/ onerror=alert(1)>`}
	c.start, c.types, c.minutes = time.Date(2018, 9, 3, 5, 0, 0, 0, time.UTC), [2]int{31, 80}, 131
	return c
}

func longCase() canned {
	c := possibleCase()
	c.id, c.minutes, c.names = "enc-0000000000000007", 75*60, [2]string{"INVENTED MIKE", "INVENTED NOVEMBER"}
	c.start = time.Date(2018, 9, 4, 6, 20, 0, 0, time.UTC)
	return c
}

// polarCases are for looking at: land in a polar map, the pole in it, the far south.
func polarCases() []canned {
	var out []canned
	for i, at := range []geo.Point{{Lat: 79.6, Lon: 17}, {Lat: 89.6, Lon: -120}, {Lat: -74.5, Lon: 175}, {Lat: 66.2, Lon: -172}} {
		c := polarCase()
		c.id, c.at = fmt.Sprintf("enc-00000000000000p%d", i), at
		out = append(out, c)
	}
	return out
}

// underWayCase is a transfer between ships that hold their way.
func underWayCase() canned {
	c := possibleCase()
	c.id, c.underWay, c.minutes, c.silence = "enc-0000000000000008", true, 200, 0
	c.names = [2]string{"INVENTED OSCAR", "INVENTED PAPA"}
	return c
}

func allCases() []canned {
	return []canned{possibleCase(), antimeridianCase(), polarCase(), longCase(), underWayCase(), noHeadingCase(), absentCase(), hostileCase()}
}

// places returns where both ships are, minutes after the start.
func (c *canned) places(t float64) [2]geo.Point {
	const kn = 8.5
	ahead := func(i int, min float64) geo.Vec {
		return geo.Destination(c.at.Vec(), c.towards[i], kn*1852/60*min)
	}
	perMinute := 12.0
	if c.underWay {
		perMinute = 8 * 1852 / 60
	}
	drift := geo.Destination(c.at.Vec(), 200, perMinute*min(max(t, 0), float64(c.minutes)))
	end := float64(c.minutes)
	var out [2]geo.Point
	for i := range out {
		var v geo.Vec
		switch {
		case t < 0:
			v = ahead(i, -t)
		case t > end:
			v = geo.Destination(drift, c.towards[i]-9, kn*1852/60*(t-end))
		default:
			v = drift
		}
		if i == 1 {
			v = geo.Destination(v, 38, c.apartM+4*math.Sin(t/9))
		}
		out[i] = v.Point()
	}
	return out
}

func (c *canned) speed(t float64) float64 {
	switch end := float64(c.minutes); {
	case t < 0:
		return min(0.5-t/6, 8.5)
	case t > end:
		return min(0.5+(t-end)/6, 8.7)
	case c.underWay:
		return 8 + 0.1*math.Sin(t/7)
	}
	return 0.45 + 0.1*math.Sin(t/7)
}

// picture draws up fixes by a fixed seed, then the minutes from the fixes.
func (c *canned) picture() *event.Picture {
	rnd := rand.New(rand.NewPCG(7, uint64(c.minutes)))
	p := &event.Picture{}
	for i := range p.Tracks {
		every := 4.0
		if c.thin {
			every = 34
		}
		for t := -480.0; t < float64(c.minutes)+480; t += every * (0.5 + rnd.Float64()) {
			mid := float64(c.minutes) / 2
			if i == 1 && c.silence > 0 && t > mid-float64(c.silence)/2 && t < mid+float64(c.silence)/2 {
				continue
			}
			f := event.PictureFix{Time: c.start.Add(time.Duration(t * float64(time.Minute))).Truncate(time.Second), Place: c.places(t)[i], SOGKn: math.Round(c.speed(t)*10) / 10, Heading: -1}
			if !c.noHeading {
				f.Heading = 128 - 4*i
			}
			p.Tracks[i] = append(p.Tracks[i], f)
		}
		if !c.noSize {
			p.Hulls[i] = event.PictureHull{A: 140 - 6*i, B: 43 - i, C: 16, D: 16 - i, Reference: true}
		}
	}
	for m := -120; m < c.minutes+120; m++ {
		if m > 24*60 && m+24*60 < c.minutes {
			continue
		}
		p.Minutes = append(p.Minutes, c.minute(p, m))
	}
	return p
}

func (c *canned) minute(p *event.Picture, m int) event.PictureMinute {
	out := event.PictureMinute{Time: c.start.Add(time.Duration(m) * time.Minute), Heading: [2]int{-1, -1}, AgeMin: [2]int{-1, -1}}
	for i := range p.Tracks {
		c.side(p.Tracks[i], i, &out)
	}
	if !out.Known[0] || !out.Known[1] {
		return out
	}
	d := geo.Distance(out.Places[0], out.Places[1])
	out.Low, out.High = max(0, int(d)-31-20), max(0, int(d)-31)+20
	if c.noHeading {
		out.Low, out.High = max(0, int(d)-275), int(d)
	}
	out.State = event.Interpolated
	if out.AgeMin[0] <= 5 && out.AgeMin[1] <= 5 {
		out.State = event.Observed
	}
	out.Contact = m >= 0 && m < c.minutes && out.High <= 500
	return out
}

func (c *canned) side(fixes []event.PictureFix, i int, out *event.PictureMinute) {
	k, _ := slices.BinarySearchFunc(fixes, out.Time, func(f event.PictureFix, t time.Time) int { return f.Time.Compare(t) })
	if k == 0 || k == len(fixes) {
		return
	}
	a, b := fixes[k-1], fixes[k]
	if b.Time.Sub(a.Time) > time.Hour {
		return
	}
	f := out.Time.Sub(a.Time).Seconds() / b.Time.Sub(a.Time).Seconds()
	out.Known[i], out.Places[i], out.Heading[i] = true, geo.Between(a.Place.Vec(), b.Place.Vec(), f).Point(), a.Heading
	out.AgeMin[i] = int(min(out.Time.Sub(a.Time), b.Time.Sub(out.Time)).Minutes())
}

func p[T any](v T) *T { return &v }

// event measures the canned picture and fills the rest.
func (c *canned) event(pic *event.Picture) event.Event {
	e := event.Event{
		Schema: event.Schema, ID: c.id, Kind: "encounter", Method: "encounter/1", Version: 1, State: "closed",
		Rules: "sha256:4be012d7aa0000000000000000000000000000000000000000000000000012d7", Facts: "sha256:90aa3c1eaa000000000000000000000000000000000000000000000000003c1e",
		Start: c.start, End: c.start.Add(time.Duration(c.minutes) * time.Minute), EndReason: "separated",
		Place: event.Place{Lat: event.Degrees(c.at.Lat), Lon: event.Degrees(c.at.Lon), Port: c.port, Anchorage: &event.Anchorage{DistanceM: 201000}},
		STS:   c.sts, STSWhy: c.why, Measured: c.measured(pic), NotChecked: notChecked(),
		Circumstances: []event.Circumstance{{What: "night", Value: 0.02, Text: "Night: 2 % of the contact; the sun rose at 21:21 UTC."}},
		Inputs:        []event.Input{{File: "week.nmea", SHA256: "c81e09b5aa000000000000000000000000000000000000000000000000000009", First: 1021, Last: 88210}},
	}
	if c.shoreM >= 0 {
		e.Place.ShoreM = p(c.shoreM)
	}
	for i := range 2 {
		e.Ships = append(e.Ships, c.ship(i))
	}
	e.ConsistentWith = c.explanations()
	if c.sts == "possible" {
		e.Listed = []event.Listed{{Ship: 1, List: "demo", Ref: "DEMO.004", Name: "INVENTED BRAVO", Since: "2017-11-14", MatchedBy: "imo, broadcast",
			Measures: []event.StatusMeasure{{Measure: "S/RES/2371 (2017), para. 6", Binds: "port States"}}}}
	}
	return e
}

func notChecked() []string {
	return []string{"satellite images", "register of deadweight", "ownership and control", "ships that do not transmit"}
}

func (c *canned) ship(i int) event.Ship {
	s := event.Ship{MMSI: fmt.Sprint(599000101 + i), Name: c.names[i], Identity: event.Identity{Basis: "broadcast"}}
	if c.types[i] > 0 {
		s.ShipType, s.IMO, s.CallSign = p(c.types[i]), fmt.Sprint(9000012+12*i), "INV"+sideName(i)
		s.Identity.Messages, s.Identity.FirstSeen = 64-13*i, p(time.Date(2018, 9, 3, 0, 4, 0, 0, time.UTC))
		s.Identity.Conflicts = []string{"imo-check-digit"}
	}
	if !c.noSize {
		s.LengthM, s.BeamM = p(183-7*i), p(32-i)
	}
	return s
}

func (c *canned) measured(pic *event.Picture) event.Measured {
	m := event.Measured{Motion: "slow", SpeedKn: [2]event.Tenth{0.4, 0.5}, RelativeSpeedKn: p(event.Tenth(0.1))}
	var low, high []int
	for _, q := range pic.Minutes {
		if !q.Contact {
			continue
		}
		low, high = append(low, q.Low), append(high, q.High)
		m.ContactMin++
		if q.State == event.Observed {
			m.ObservedMin++
		} else {
			m.InterpolatedMin++
		}
	}
	slices.Sort(low)
	slices.Sort(high)
	m.UnknownMin = c.minutes - m.ContactMin
	m.HullGapM = event.LowHigh{Low: low[len(low)/2], High: high[len(high)/2]}
	m.WithinM = event.Within{Sure: class(m.HullGapM.High), Possible: class(m.HullGapM.Low)}
	m.DistanceM = event.Spread{Min: int(c.apartM) - 4, Median: int(c.apartM), Max: int(c.apartM) + 5}
	for i := range pic.Tracks {
		for _, f := range pic.Tracks[i] {
			if !f.Time.Before(c.start) && f.Time.Before(c.start.Add(time.Duration(c.minutes)*time.Minute)) {
				m.Fixes[i]++
			}
		}
	}
	if !c.noHeading {
		m.HeadingDiffDeg = p(4)
	}
	if c.underWay {
		m.Motion, m.SpeedKn, m.CourseDiffDeg = "under-way-together", [2]event.Tenth{8, 8.1}, p(3)
	}
	return m
}

func class(m int) int {
	for _, k := range []int{100, 200, 500} {
		if m <= k {
			return k
		}
	}
	return 0
}

// explanations are those of encounter/1 in its words, with the verdict the case wants.
func (c *canned) explanations() []event.Explanation {
	transfer, cargo := map[string]string{"possible": "met", "undecided": "unknown", "": "not-met"}[c.sts], map[string]string{"possible": "yes", "undecided": "unknown", "": "no"}[c.sts]
	tow := map[bool]string{true: "met", false: "not-met"}[c.types[0] == 31]
	towMet := map[bool]string{true: "yes", false: "no"}[c.types[0] == 31]
	types := []any{float64(c.types[0]), float64(c.types[1])}
	t := func(name, met, rule, text string, value ...any) event.Test {
		return event.Test{Test: name, Met: met, Value: value, Rule: rule, Text: text}
	}
	sts := []event.Test{
		t("same-kind-of-cargo", cargo, "both broadcast a tanker type (80 to 89); no register is on file that overrides it", fmt.Sprintf("both broadcast a tanker type: %d and %d", c.types[0], c.types[1]), types...),
		t("within-200-m", cargo, "the median of the high edge of the hull gap is at most 200 m (met); the median of the low edge is (unknown)", "hulls 0 to 38 m apart", 0.0, 38.0),
		t("away-from-port", "yes", "over 10 km from every port and anchorage on file", "281 km from Zhoushan, the nearest port on file; 201 km from the nearest anchorage on file", 281000.0, 201000.0),
		t("coverage", "yes", "at least 3 fixes of each and 30 minutes observed in contact", "61 and 55 fixes, 311 minutes observed", 61.0, 55.0, 311.0),
	}
	small := t("one-small-tanker", "no", "one ship is a tanker under 120 m", "lengths 183 and 176 m, types 80 and 82", 183.0, 176.0)
	small.AnyOf = "bunker-vessel"
	register := t("bunker-vessel-by-register", "unknown", "or is named in a register as a bunker vessel", "no register is on file")
	register.AnyOf = "bunker-vessel"
	return []event.Explanation{
		{What: "sts-transfer", Cargo: "liquid", Verdict: transfer, Tests: sts},
		{What: "sts-transfer", Cargo: "dry", Verdict: "not-met", Tests: []event.Test{t("same-kind-of-cargo", "no", "both broadcast a cargo ship type (70 to 79)", "not both broadcast a cargo ship type: 80 and 82", types...)}},
		{What: "lightering", Verdict: "unknown", Tests: []event.Test{t("as-a-transfer", cargo, "every test of a ship-to-ship transfer is met", "as the transfer of liquid cargo"),
			t("in-a-lightering-area", "unknown", "inside an area of lawful lightering on file", "no such areas are on file for these waters")}},
		{What: "bunkering", Verdict: "not-met", Tests: []event.Test{small, register, t("other-longer", "no", "the other is at least 1.5 times as long", "183 m is 1.04 times 176 m", 1.04)}},
		{What: "tow", Verdict: tow, Tests: []event.Test{t("one-of-type", towMet, "one ship broadcasts a towing or tug type (31, 32 or 52); no register is on file", fmt.Sprintf("types %d and %d", c.types[0], c.types[1]), types...)}},
		{What: "fishing-pair", Verdict: "not-met", Tests: []event.Test{t("both-fishing", "no", "both broadcast type 30", "types 80 and 82", types...)}},
		{What: "berth", Verdict: "not-met", Tests: []event.Test{t("both-slow", "yes", "median speed of both under 2 kn", "0.4 and 0.5 kn", 0.4, 0.5),
			t("near-port-or-anchorage", "no", "within 10 km of a port or 3 km of an anchorage on file", "281 km from Zhoushan, the nearest port on file", 281000.0)}},
	}
}

// cannedReport joins cases to a report.
func cannedReport(cases ...canned) *EventReport {
	r := &EventReport{
		Title: "week.nmea", Method: "encounter/1", Command: "plimsoll detect week.nmea --list list.csv --report week.html",
		Survey: cannedSurvey(), Pictures: map[string]*event.Picture{}, NotChecked: notChecked(),
		Invented: "Ships, fixes, draughts and the list “demo” are made up; ship numbers fail the check digit. Coast, ports and anchorages are real.",
		Sweep:    []SweepRow{{100, 2, 1, 0}, {200, 3, 2, 0}, {300, 3, 2, 1}, {500, 4, 2, 1}},
		Links:    []Link{{"events.ndjson", "events.ndjson"}},
	}
	for i := range cases {
		pic := cases[i].picture()
		r.Pictures[cases[i].id] = pic
		r.Events = append(r.Events, cases[i].event(pic))
	}
	return r
}

func cannedSurvey() detect.Survey {
	s := detect.Survey{
		Files:     []detect.FileSurvey{{Name: "week.nmea", SHA256: "c81e09b5aa000000000000000000000000000000000000000000000000000009", Format: "nmea", Bytes: 5_412_201}},
		Sentences: 88214, Positions: 81000, Ships: 41, HasTime: true, HasBox: true,
		First: time.Date(2018, 9, 3, 0, 0, 0, 0, time.UTC), Last: time.Date(2018, 9, 9, 23, 59, 0, 0, time.UTC),
		Box:        geo.Box{West: 121, South: 27, East: 127, North: 33},
		ByShipType: map[string]int{"tanker": 12, "cargo": 20, "fishing": 6, "not said": 3},
		Removed:    map[string]int{"jump": 4}, CadenceS: 190,
		Quiet:         []detect.Spell{{From: time.Date(2018, 9, 7, 11, 32, 0, 0, time.UTC), To: time.Date(2018, 9, 7, 12, 13, 0, 0, time.UTC)}},
		Detectability: detect.Detectability{Tankers: detect.Share{Visible: 1234, Hours: 1738}, All: detect.Share{Visible: 3000, Hours: 6000}},
	}
	f := &s.Files[0]
	f.First, f.Last = s.First, s.Last
	f.Tally.Sentences = 88214
	for i := range 61 {
		f.Tally.Reject("bad checksum", uint32(1000+i), []byte("!AIVDM,1,1,,A,<b>&,0*00"))
	}
	f.Tally.Reject("spliced parts", 77, []byte("!AIVDM,2,2,3,B,0000,2*11"))
	s.Tally.Add(&f.Tally)
	return s
}

// cannedPlaces stands for the ports table.
func cannedPlaces() []Place {
	return []Place{{"Shanghai", geo.Point{Lat: 31.22, Lon: 121.5}}, {"Zhoushan", geo.Point{Lat: 30, Lon: 122.1}}, {"Suva", geo.Point{Lat: -18.13, Lon: 178.43}}, {"Ningbo", geo.Point{Lat: 29.87, Lon: 121.55}}}
}

// stubLand is an island and the coast of nothing else.
type stubLand struct{}

func (stubLand) ring() []geo.Point {
	return []geo.Point{{Lat: 30.2, Lon: 122}, {Lat: 30.2, Lon: 122.4}, {Lat: 29.9, Lon: 122.4}, {Lat: 29.9, Lon: 122}, {Lat: 30.2, Lon: 122}}
}
func (s stubLand) Clip(geo.Box, float64) [][]geo.Point       { return [][]geo.Point{s.ring()} }
func (s stubLand) CoastLines(geo.Box, float64) [][]geo.Point { return [][]geo.Point{s.ring()} }
