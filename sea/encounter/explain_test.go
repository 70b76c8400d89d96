package encounter_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/plimsoll-watch/plimsoll/base/geo"
	"github.com/plimsoll-watch/plimsoll/base/vessel"
	"github.com/plimsoll-watch/plimsoll/sea/ais"
	"github.com/plimsoll-watch/plimsoll/sea/encounter"
	"github.com/plimsoll-watch/plimsoll/sea/port"
	"github.com/plimsoll-watch/plimsoll/sea/track"
)

// meeting is what explanations are tested on: at first two tankers of 183 and 150 m,
// alongside, slow, 46 km from the one port on file.
type meeting struct {
	e     encounter.Encounter
	ships [2]track.Identity
	site  encounter.Site
}

func newMeeting() *meeting {
	m := &meeting{
		e: encounter.Encounter{
			Ships:  [2]track.Key{{MMSI: 599000101, Hull: 1}, {MMSI: 599000102, Hull: 1}},
			Motion: encounter.Slow, ObservedMin: 181, Fixes: [2]int{37, 37}, Low: 0, High: 32, Sure: 100, Possible: 100,
		},
		site: encounter.Site{Port: port.Port{Name: "Nowhere"}, PortM: 46_000, AnchorageM: -1, LighteringM: -1},
	}
	m.types(80, 80)
	m.lengths(183, 150)
	return m
}

// types sets the ship types; 0 is not said.
func (m *meeting) types(a, b uint8) {
	for i, n := range [2]uint8{a, b} {
		m.ships[i].ShipType = n
		m.ships[i].Has &^= ais.HasShipType
		if n != 0 {
			m.ships[i].Has |= ais.HasShipType
		}
	}
}

// lengths sets the lengths; 0 is not said.
func (m *meeting) lengths(a, b uint16) {
	for i, n := range [2]uint16{a, b} {
		m.ships[i].Size = vessel.Size{A: n, C: 20}
		m.ships[i].Has |= ais.HasSize
		if n == 0 {
			m.ships[i].Size, m.ships[i].Has = vessel.Size{}, m.ships[i].Has&^ais.HasSize
		}
	}
}

func (m *meeting) closeness(possible, sure int) { m.e.Possible, m.e.Sure = possible, sure }

func (m *meeting) onFile(portM, anchorageM int) { m.site.PortM, m.site.AnchorageM = portM, anchorageM }

// The table of methods page encounter/1, 7, each row at its edges.
func TestExplain(t *testing.T) {
	const yes, no, unknown = encounter.Yes, encounter.No, encounter.Unknown
	southtex := &port.Area{Name: "Southtex", Source: "33 CFR 156.300"}
	for _, c := range []struct {
		what   string
		name   string
		change func(*meeting)
		want   encounter.Met
	}{
		{"sts-transfer liquid", "two tankers alongside, offshore", func(m *meeting) {}, yes},
		{"sts-transfer liquid", "types 80 and 89", func(m *meeting) { m.types(80, 89) }, yes},
		{"sts-transfer liquid", "type 79 is dry", func(m *meeting) { m.types(79, 80) }, no},
		{"sts-transfer liquid", "type 90 is another", func(m *meeting) { m.types(80, 90) }, no},
		{"sts-transfer liquid", "one type not said", func(m *meeting) { m.types(0, 80) }, unknown},
		{"sts-transfer liquid", "one not said, the other is none", func(m *meeting) { m.types(0, 70) }, no},
		{"sts-transfer liquid", "neither said", func(m *meeting) { m.types(0, 0) }, unknown},
		{"sts-transfer liquid", "surely within 200 m", func(m *meeting) { m.closeness(200, 200) }, yes},
		{"sts-transfer liquid", "possibly within 100, surely within 500", func(m *meeting) { m.closeness(100, 500) }, unknown},
		{"sts-transfer liquid", "possibly within 200, surely in no class", func(m *meeting) { m.closeness(200, 0) }, unknown},
		{"sts-transfer liquid", "not possibly within 200", func(m *meeting) { m.closeness(500, 500) }, no},
		{"sts-transfer liquid", "in no class", func(m *meeting) { m.closeness(0, 0) }, no},
		{"sts-transfer liquid", "10 km from a port", func(m *meeting) { m.onFile(10_000, -1) }, no},
		{"sts-transfer liquid", "over 10 km from it", func(m *meeting) { m.onFile(10_001, -1) }, yes},
		{"sts-transfer liquid", "10 km from an anchorage, no port on file", func(m *meeting) { m.onFile(-1, 10_000) }, no},
		{"sts-transfer liquid", "over 10 km from it, no port on file", func(m *meeting) { m.onFile(-1, 10_001) }, yes},
		{"sts-transfer liquid", "far from a port, near an anchorage", func(m *meeting) { m.onFile(46_000, 9_000) }, no},
		{"sts-transfer liquid", "in a port", func(m *meeting) { m.onFile(0, -1) }, no},
		{"sts-transfer liquid", "nothing on file", func(m *meeting) { m.onFile(-1, -1) }, unknown},
		{"sts-transfer liquid", "2 fixes of one", func(m *meeting) { m.e.Fixes = [2]int{2, 37} }, unknown},
		{"sts-transfer liquid", "3 of each", func(m *meeting) { m.e.Fixes = [2]int{3, 3} }, yes},
		{"sts-transfer liquid", "29 minutes observed", func(m *meeting) { m.e.ObservedMin = 29 }, unknown},
		{"sts-transfer liquid", "30", func(m *meeting) { m.e.ObservedMin = 30 }, yes},
		{"sts-transfer liquid", "thin data and near a port", func(m *meeting) { m.e.ObservedMin = 0; m.onFile(500, -1) }, no},
		{"sts-transfer liquid", "under way together", func(m *meeting) { m.e.Motion = encounter.UnderWayTogether }, yes},

		{"sts-transfer liquid", "two hulls on one MMSI: one ship, perhaps", func(m *meeting) { m.e.Ships[1] = track.Key{MMSI: 599000101, Hull: 2} }, unknown},
		{"sts-transfer liquid", "the same, in port", func(m *meeting) { m.e.Ships[1] = track.Key{MMSI: 599000101, Hull: 2}; m.onFile(0, -1) }, no},

		{"sts-transfer dry", "types 70 and 79", func(m *meeting) { m.types(70, 79) }, yes},
		{"sts-transfer dry", "69 carries passengers", func(m *meeting) { m.types(69, 70) }, no},
		{"sts-transfer dry", "one is a tanker", func(m *meeting) { m.types(70, 80) }, no},
		{"sts-transfer dry", "one not said", func(m *meeting) { m.types(70, 0) }, unknown},

		{"lightering", "inside an area on file", func(m *meeting) { m.site.Lightering, m.site.LighteringM = southtex, 0 }, yes},
		{"lightering", "cargo ships inside one", func(m *meeting) { m.types(70, 71); m.site.Lightering, m.site.LighteringM = southtex, 0 }, yes},
		{"lightering", "inside one, but in port", func(m *meeting) { m.site.Lightering, m.site.LighteringM = southtex, 0; m.onFile(0, -1) }, no},
		{"lightering", "inside one, a type not said", func(m *meeting) { m.site.Lightering, m.site.LighteringM = southtex, 0; m.types(80, 0) }, unknown},
		{"lightering", "outside, the list speaks for these waters", func(m *meeting) { m.site.LighteringM = 370_400 }, no},
		{"lightering", "beyond what the list speaks for", func(m *meeting) { m.site.LighteringM = 370_401 }, unknown},
		{"lightering", "no areas on file", func(m *meeting) {}, unknown},

		{"bunkering", "a tanker of 119 m, the other 1.5 times as long", func(m *meeting) { m.lengths(179, 119) }, yes},
		{"bunkering", "whichever is first", func(m *meeting) { m.lengths(119, 179) }, yes},
		{"bunkering", "120 m: not by size; no register says", func(m *meeting) { m.lengths(183, 120) }, unknown},
		{"bunkering", "not 1.5 times as long", func(m *meeting) { m.lengths(170, 119) }, no},
		{"bunkering", "equally long", func(m *meeting) { m.lengths(119, 119) }, no},
		{"bunkering", "the other of any type", func(m *meeting) { m.lengths(90, 183); m.types(80, 60) }, yes},
		{"bunkering", "the smaller is no tanker; no register says", func(m *meeting) { m.lengths(90, 183); m.types(70, 80) }, unknown},
		{"bunkering", "the smaller said no type", func(m *meeting) { m.lengths(90, 183); m.types(0, 80) }, unknown},
		{"bunkering", "the smaller tanker is the longer ship", func(m *meeting) { m.lengths(110, 60); m.types(80, 60) }, unknown},
		{"bunkering", "a length not said", func(m *meeting) { m.lengths(90, 0) }, unknown},
		{"bunkering", "no length, no tanker: a register could still say", func(m *meeting) { m.lengths(0, 0); m.types(70, 70) }, unknown},
		{"bunkering", "neither said", func(m *meeting) { m.lengths(0, 0) }, unknown},

		{"tow", "type 31", func(m *meeting) { m.types(31, 80) }, yes},
		{"tow", "type 32, the second", func(m *meeting) { m.types(80, 32) }, yes},
		{"tow", "type 52", func(m *meeting) { m.types(52, 0) }, yes},
		{"tow", "type 33 dredges", func(m *meeting) { m.types(33, 80) }, no},
		{"tow", "type 30 fishes", func(m *meeting) { m.types(30, 53) }, no},
		{"tow", "one not said", func(m *meeting) { m.types(0, 80) }, unknown},
		{"tow", "the second not said", func(m *meeting) { m.types(80, 0) }, unknown},
		{"pilotage", "type 50", func(m *meeting) { m.types(80, 50) }, yes},
		{"pilotage", "type 51 rescues", func(m *meeting) { m.types(80, 51) }, no},
		{"pilotage", "neither said", func(m *meeting) { m.types(0, 0) }, unknown},
		{"supply", "type 33", func(m *meeting) { m.types(80, 33) }, yes},
		{"supply", "type 34", func(m *meeting) { m.types(34, 80) }, yes},
		{"supply", "type 51", func(m *meeting) { m.types(51, 80) }, yes},
		{"supply", "type 53", func(m *meeting) { m.types(53, 80) }, yes},
		{"supply", "type 54", func(m *meeting) { m.types(54, 80) }, yes},
		{"supply", "type 52 tows", func(m *meeting) { m.types(52, 80) }, no},
		{"supply", "type 55 polices", func(m *meeting) { m.types(55, 80) }, no},
		{"supply", "one not said", func(m *meeting) { m.types(0, 80) }, unknown},

		{"fishing-pair", "both type 30", func(m *meeting) { m.types(30, 30) }, yes},
		{"fishing-pair", "one", func(m *meeting) { m.types(30, 80) }, no},
		{"fishing-pair", "one, the other not said", func(m *meeting) { m.types(30, 0) }, unknown},

		{"berth", "10 km from a port", func(m *meeting) { m.onFile(10_000, -1) }, yes},
		{"berth", "over 10 km", func(m *meeting) { m.onFile(10_001, -1) }, no},
		{"berth", "3 km from an anchorage", func(m *meeting) { m.onFile(46_000, 3_000) }, yes},
		{"berth", "over 3 km", func(m *meeting) { m.onFile(46_000, 3_001) }, no},
		{"berth", "possibly within 100 m", func(m *meeting) { m.onFile(0, -1); m.closeness(100, 500) }, yes},
		{"berth", "possibly within 200 m only", func(m *meeting) { m.onFile(0, -1); m.closeness(200, 200) }, no},
		{"berth", "in no class", func(m *meeting) { m.onFile(0, -1); m.closeness(0, 0) }, no},
		{"berth", "under way together", func(m *meeting) { m.onFile(0, -1); m.e.Motion = encounter.UnderWayTogether }, no},
		{"berth", "nothing on file", func(m *meeting) { m.onFile(-1, -1) }, unknown},
		{"anchorage", "not alongside, 3 km from an anchorage", func(m *meeting) { m.onFile(-1, 3_000); m.closeness(200, 500) }, yes},
		{"anchorage", "not alongside, off a port", func(m *meeting) { m.onFile(10_000, -1); m.closeness(500, 500) }, yes},
		{"anchorage", "in no class", func(m *meeting) { m.onFile(10_000, -1); m.closeness(0, 0) }, yes},
		{"anchorage", "alongside", func(m *meeting) { m.onFile(-1, 100) }, no},
		{"anchorage", "over 3 km from it", func(m *meeting) { m.onFile(-1, 3_001); m.closeness(500, 500) }, no},
		{"anchorage", "under way together", func(m *meeting) {
			m.onFile(-1, 100)
			m.closeness(500, 500)
			m.e.Motion = encounter.UnderWayTogether
		}, no},
		{"anchorage", "nothing on file", func(m *meeting) { m.onFile(-1, -1); m.closeness(500, 500) }, unknown},
	} {
		m := newMeeting()
		c.change(m)
		p := encounter.Standard()
		all, sts := p.Explain(&m.e, m.ships, m.site)
		at := slices.IndexFunc(all, func(x encounter.Explanation) bool { return strings.TrimSpace(x.What+" "+x.Cargo) == c.what })
		if at < 0 {
			t.Fatalf("no explanation %q", c.what)
		}
		if got := all[at].Verdict(); got != c.want {
			t.Errorf("%s, %s: %s, want %s\n%+v", c.what, c.name, got, c.want, all[at].Tests)
		}
		checkTests(t, all)
		if want := stsBySpec(all); sts.Word != want {
			t.Errorf("%s, %s: sts %q, want %q", c.what, c.name, sts.Word, want)
		}
	}
}

// checkTests holds every test to saying what it asks and what it found.
func checkTests(t *testing.T, all []encounter.Explanation) {
	t.Helper()
	if len(all) != 10 {
		t.Errorf("%d explanations, want 10", len(all))
	}
	for i := range all {
		names := map[string]bool{}
		for _, x := range all[i].Tests {
			if x.Name == "" || x.Rule == "" || x.Text == "" || names[x.Name] {
				t.Errorf("%s: test %+v says too little, or stands twice", all[i].What, x)
			}
			if x.Met != encounter.Yes && x.Met != encounter.No && x.Met != encounter.Unknown {
				t.Errorf("%s: test %s is %q", all[i].What, x.Name, x.Met)
			}
			names[x.Name] = true
		}
	}
}

// stsBySpec reads methods page encounter/1, 7 directly.
func stsBySpec(all []encounter.Explanation) string {
	met, open, other := false, false, false
	for i := range all {
		v := all[i].Verdict()
		if all[i].What == encounter.STSTransfer {
			met, open = met || v == encounter.Yes, open || v == encounter.Unknown
			continue
		}
		other = other || v == encounter.Yes
	}
	switch {
	case met && !other:
		return encounter.Possible
	case met || open:
		return encounter.Undecided
	}
	return ""
}

// tested is an explanation whose one test has an outcome.
func tested(what, cargo string, met encounter.Met) encounter.Explanation {
	return encounter.Explanation{What: what, Cargo: cargo, Tests: []encounter.Test{{Name: what + "-" + cargo + "-test", Met: met}}}
}

// The truth table of the decision.
func TestDecide(t *testing.T) {
	outcomes := []encounter.Met{encounter.Yes, encounter.No, encounter.Unknown}
	for _, liquid := range outcomes {
		for _, dry := range outcomes {
			for _, tow := range outcomes {
				for _, berth := range outcomes {
					all := []encounter.Explanation{
						tested(encounter.STSTransfer, "liquid", liquid), tested(encounter.STSTransfer, "dry", dry),
						tested(encounter.Tow, "", tow), tested(encounter.Berth, "", berth),
					}
					checkDecision(t, all, liquid, dry, tow, berth)
				}
			}
		}
	}
}

func checkDecision(t *testing.T, all []encounter.Explanation, liquid, dry, tow, berth encounter.Met) {
	t.Helper()
	const yes, unknown = encounter.Yes, encounter.Unknown
	got := encounter.Decide(all)
	if want := stsBySpec(all); got.Word != want {
		t.Errorf("liquid %s, dry %s, tow %s, berth %s: %q, want %q", liquid, dry, tow, berth, got.Word, want)
	}
	cargo := ""
	switch {
	case liquid == yes:
		cargo = "liquid"
	case dry == yes:
		cargo = "dry"
	case liquid == unknown && dry != unknown:
		cargo = "liquid"
	case dry == unknown && liquid != unknown:
		cargo = "dry"
	}
	if got.Cargo != cargo {
		t.Errorf("liquid %s, dry %s: cargo %q, want %q", liquid, dry, got.Cargo, cargo)
	}
	transfer := liquid == yes || dry == yes
	if named := strings.Contains(got.Why, "tow"); named != (transfer && tow == yes) {
		t.Errorf("liquid %s, dry %s, tow %s: tow is named %v: %q", liquid, dry, tow, named, got.Why)
	}
	if named := strings.Contains(got.Why, "berth"); named != (transfer && berth == yes) {
		t.Errorf("liquid %s, dry %s, berth %s: berth is named %v: %q", liquid, dry, berth, named, got.Why)
	}
}

func TestVerdict(t *testing.T) {
	const yes, no, unknown = encounter.Yes, encounter.No, encounter.Unknown
	test := func(met encounter.Met, anyOf string) encounter.Test { return encounter.Test{Met: met, AnyOf: anyOf} }
	for _, c := range []struct {
		name  string
		tests []encounter.Test
		want  encounter.Met
	}{
		{"all met", []encounter.Test{test(yes, ""), test(yes, "")}, yes},
		{"one unknown", []encounter.Test{test(unknown, ""), test(yes, "")}, unknown},
		{"one not met", []encounter.Test{test(yes, ""), test(no, "")}, no},
		{"not met before unknown", []encounter.Test{test(unknown, ""), test(no, "")}, no},
		{"one of two is enough", []encounter.Test{test(no, "x"), test(yes, "x")}, yes},
		{"one of two unknown", []encounter.Test{test(no, "x"), test(unknown, "x")}, unknown},
		{"unknown or met is met", []encounter.Test{test(unknown, "x"), test(yes, "x")}, yes},
		{"neither of two", []encounter.Test{test(no, "x"), test(no, "x")}, no},
		{"two choices, one of them open", []encounter.Test{test(yes, "x"), test(no, "x"), test(no, "y"), test(unknown, "y")}, unknown},
	} {
		x := encounter.Explanation{Tests: c.tests}
		if got := x.Verdict(); got != c.want {
			t.Errorf("%s: %s, want %s", c.name, got, c.want)
		}
	}
}

// The nearest of each on file; for ships under way the nearest along their way.
func TestSiteOf(t *testing.T) {
	at := func(nm float64) geo.Point { return geo.Point{Lon: nm / 60} }
	onFile := &surroundings{
		ports:      []port.Port{{Name: "West", Place: at(-20)}, {Name: "East", Place: at(40)}},
		anchorages: []port.Anchorage{{Place: at(50)}},
	}
	e := encounter.Encounter{Place: at(0)}
	// A minute of arc is 1853.2513 m.
	site := encounter.SiteOf(&e, onFile)
	if site.Port.Name != "West" || site.PortM != 37065 || site.AnchorageM != 92663 || site.Lightering != nil || site.LighteringM >= 0 {
		t.Errorf("in one place: %+v", site)
	}
	// Ships drift, too: from near one port to near another in a night.
	for _, e.Motion = range []encounter.Motion{encounter.Slow, encounter.UnderWayTogether} {
		e.Along = []geo.Point{at(-19), at(0), at(36)}
		site = encounter.SiteOf(&e, onFile)
		if site.Port.Name != "West" || site.PortM != 1853 || site.AnchorageM != 25946 {
			t.Errorf("%s: %+v", e.Motion, site)
		}
	}
	if site := encounter.SiteOf(&e, &surroundings{}); site.PortM >= 0 || site.AnchorageM >= 0 || site.LighteringM >= 0 {
		t.Errorf("nothing on file: %+v", site)
	}
}
