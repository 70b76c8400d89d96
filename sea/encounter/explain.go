package encounter

import (
	"fmt"
	"math"

	"github.com/plimsoll-watch/plimsoll/base/geo"
	"github.com/plimsoll-watch/plimsoll/base/quantity"
	"github.com/plimsoll-watch/plimsoll/base/vessel"
	"github.com/plimsoll-watch/plimsoll/sea/ais"
	"github.com/plimsoll-watch/plimsoll/sea/port"
	"github.com/plimsoll-watch/plimsoll/sea/track"
)

// Met is the outcome of a test, or of an explanation's tests together.
type Met string

// Outcomes.
const (
	Yes     Met = "yes"
	No      Met = "no"
	Unknown Met = "unknown"
)

func metIf(ok bool) Met {
	if ok {
		return Yes
	}
	return No
}

// Test is one test of an explanation, with the numbers it was decided on.
type Test struct {
	Name  string
	Met   Met
	Value []float64 // what was compared; empty when there was nothing to compare
	Rule  string    // what is asked
	Text  string    // what was found
	AnyOf string    // tests of one explanation with the same name here: one met is enough
}

// What an encounter may be consistent with.
const (
	STSTransfer = "sts-transfer"
	Bunkering   = "bunkering"
	Lightering  = "lightering"
	Tow         = "tow"
	Pilotage    = "pilotage"
	Supply      = "supply"
	FishingPair = "fishing-pair"
	Berth       = "berth"
	AnchorageAt = "anchorage"
)

// Explanation is something an encounter may be consistent with, and its tests.
type Explanation struct {
	What  string
	Cargo string // liquid or dry; of a transfer
	Tests []Test
}

// Verdict is the tests together: Yes when every one is met, No when one is not, else
// Unknown. Of tests that share an AnyOf one met is enough.
func (x *Explanation) Verdict() Met {
	verdict := Yes
	for i := range x.Tests {
		t := &x.Tests[i]
		met := t.Met
		if t.AnyOf != "" {
			met = x.anyOf(t.AnyOf)
		}
		switch {
		case met == No:
			return No
		case met == Unknown:
			verdict = Unknown
		}
	}
	return verdict
}

func (x *Explanation) anyOf(name string) Met {
	best := No
	for i := range x.Tests {
		switch t := &x.Tests[i]; {
		case t.AnyOf != name:
		case t.Met == Yes:
			return Yes
		case t.Met == Unknown:
			best = Unknown
		}
	}
	return best
}

// Surroundings is what is on file about the places ships meet at.
type Surroundings interface {
	NearestPort(geo.Point) (p port.Port, metres float64, ok bool)
	NearestAnchorage(geo.Point) (a port.Anchorage, metres float64, ok bool)
	LighteringAt(geo.Point) (inside *port.Area, nearestM float64, known bool)
}

// Site is where an encounter was, among what is on file. Distances are whole metres
// from the nearest place of the encounter; under 0: nothing on file.
type Site struct {
	Port        port.Port
	PortM       int
	Anchorage   port.Anchorage
	AnchorageM  int
	Lightering  *port.Area // inside it
	LighteringM int        // to the nearest area on file
}

// SiteOf looks up an encounter's surroundings: its mean place and, because ships leave
// it under way and adrift, the places along its way; the nearest counts.
func SiteOf(e *Encounter, s Surroundings) Site {
	site := Site{PortM: -1, AnchorageM: -1, LighteringM: -1}
	for _, at := range append([]geo.Point{e.Place}, e.Along...) {
		if p, m, ok := s.NearestPort(at); ok && (site.PortM < 0 || whole(m) < site.PortM) {
			site.Port, site.PortM = p, whole(m)
		}
		if a, m, ok := s.NearestAnchorage(at); ok && (site.AnchorageM < 0 || whole(m) < site.AnchorageM) {
			site.Anchorage, site.AnchorageM = a, whole(m)
		}
	}
	if inside, m, known := s.LighteringAt(e.Place); known {
		site.Lightering, site.LighteringM = inside, whole(m)
	}
	return site
}

// explainer holds what the explanations are tested on.
type explainer struct {
	p     *Params
	e     *Encounter
	ships [2]track.Identity
	site  Site
}

// Explain tests every explanation on an encounter and says whether it is a possible
// ship-to-ship transfer.
func (p *Params) Explain(e *Encounter, ships [2]track.Identity, site Site) ([]Explanation, STS) {
	x := explainer{p, e, ships, site}
	liquid := Explanation{STSTransfer, "liquid", x.transfer(vessel.CargoLiquid)}
	dry := Explanation{STSTransfer, "dry", x.transfer(vessel.CargoDry)}
	all := []Explanation{
		liquid, dry,
		{What: Lightering, Tests: x.lightering(liquid, dry)},
		{What: Bunkering, Tests: x.bunkering()},
		{What: Tow, Tests: x.service("towing or tug type", "31, 32 or 52", 31, 32, 52)},
		{What: Pilotage, Tests: x.service("pilot type", "50", 50)},
		{What: Supply, Tests: x.service("service craft by type", "33, 34, 51, 53 or 54", 33, 34, 51, 53, 54)},
		{What: FishingPair, Tests: x.bothType("both-fishing", "both broadcast type 30", 30, 30)},
		{What: Berth, Tests: x.berth(true)},
		{What: AnchorageAt, Tests: x.berth(false)},
	}
	return all, decide(all)
}

// shipType returns what a ship said it is.
func (x *explainer) shipType(i int) (t uint8, known bool) {
	return x.ships[i].ShipType, x.ships[i].Has&ais.HasShipType != 0
}

func (x *explainer) length(i int) (m int, known bool) {
	m = x.ships[i].Size.Length()
	return m, m > 0
}

// typesKnown returns the types said, for a test's value.
func (x *explainer) typesKnown() (values []float64) {
	for i := range x.ships {
		if t, ok := x.shipType(i); ok {
			values = append(values, float64(t))
		}
	}
	return values
}

// each tests both ships and joins: No when one fails, Unknown when one is unknown.
func (x *explainer) each(test func(t uint8) bool) Met {
	met := Yes
	for i := range x.ships {
		switch t, known := x.shipType(i); {
		case !known:
			if met == Yes {
				met = Unknown
			}
		case !test(t):
			met = No
		}
	}
	return met
}

func (x *explainer) transfer(cargo vessel.Cargo) []Test {
	kind, types := "tanker", "80 to 89"
	if cargo == vessel.CargoDry {
		kind, types = "cargo ship", "70 to 79"
	}
	carries := func(t uint8) bool { return vessel.CargoOf(t) == cargo }
	met := x.each(carries)
	tests := []Test{
		{Name: "same-kind-of-cargo", Met: met, Value: x.typesKnown(),
			Rule: "both broadcast a " + kind + " type (" + types + "); no register is on file that overrides it",
			Text: x.typesText(met, kind)},
		x.within(), x.awayFromPort(), x.coverage(),
	}
	if mmsi := x.e.Ships[0].MMSI; mmsi == x.e.Ships[1].MMSI {
		tests = append(tests, Test{Name: "two-ships", Met: Unknown, Rule: "the ships broadcast two MMSIs",
			Text: "both broadcast MMSI " + mmsi.String() + ": it may be one ship and a false place"})
	}
	return tests
}

// within is the closeness of a transfer: met when the ships surely stay within
// 200 m, unknown when they only may.
func (x *explainer) within() Test {
	e, p := x.e, x.p
	t := Test{Name: "within-200-m", Value: []float64{float64(e.Low), float64(e.High)},
		Rule: fmt.Sprintf("the median of the high edge of the hull gap is at most %d m (met); the median of the low edge is (unknown)", p.WithinM)}
	switch {
	case e.Sure > 0 && e.Sure <= p.WithinM:
		t.Met, t.Text = Yes, fmt.Sprintf("hulls %d to %d m apart", e.Low, e.High)
	case e.Possible > 0 && e.Possible <= p.WithinM:
		t.Met, t.Text = Unknown, fmt.Sprintf("hulls %d to %d m apart: it cannot be told whether within %d m", e.Low, e.High, p.WithinM)
	default:
		t.Met, t.Text = No, fmt.Sprintf("hulls at least %d m apart", e.Low)
	}
	return t
}

func (x *explainer) awayFromPort() Test {
	s, p := &x.site, x.p
	t := Test{Name: "away-from-port", Rule: fmt.Sprintf("over %d km from every port and anchorage on file", p.FromPortM/1000)}
	if s.PortM < 0 && s.AnchorageM < 0 {
		t.Met, t.Text = Unknown, "no ports or anchorages on file"
		return t
	}
	nearest := math.MaxInt
	for _, m := range []int{s.PortM, s.AnchorageM} {
		if m >= 0 {
			nearest = min(nearest, m)
			t.Value = append(t.Value, float64(m))
		}
	}
	t.Met, t.Text = metIf(nearest > p.FromPortM), siteText(s)
	return t
}

// coverage is met or unknown: thin data never speak against a transfer.
func (x *explainer) coverage() Test {
	e, p := x.e, x.p
	t := Test{Name: "coverage", Met: Unknown,
		Value: []float64{float64(e.Fixes[0]), float64(e.Fixes[1]), float64(e.ObservedMin)},
		Rule:  fmt.Sprintf("at least %d fixes of each and %d minutes observed in contact", p.LeastFixes, p.LeastObserved),
		Text:  fmt.Sprintf("%d and %d fixes, %d minutes observed", e.Fixes[0], e.Fixes[1], e.ObservedMin)}
	if min(e.Fixes[0], e.Fixes[1]) >= p.LeastFixes && e.ObservedMin >= p.LeastObserved {
		t.Met = Yes
	}
	return t
}

func (x *explainer) lightering(liquid, dry Explanation) []Test {
	transfer := Test{Name: "as-a-transfer", Rule: "every test of a ship-to-ship transfer is met", Met: No, Text: "a test of the transfer is not met"}
	for _, t := range []Explanation{liquid, dry} {
		switch v := t.Verdict(); {
		case v == Yes:
			transfer.Met, transfer.Text = Yes, "as the transfer of "+t.Cargo+" cargo"
		case v == Unknown && transfer.Met == No:
			transfer.Met, transfer.Text = Unknown, "a test of the transfer is unknown"
		}
	}
	area := Test{Name: "in-a-lightering-area", Rule: "inside an area of lawful lightering on file", Met: Unknown,
		Text: "no such areas are on file for these waters"}
	switch s := &x.site; {
	case s.Lightering != nil:
		area.Met, area.Text = Yes, "inside "+s.Lightering.Name+" ("+s.Lightering.Source+")"
	case s.LighteringM >= 0 && s.LighteringM <= x.p.LighteringNear:
		area.Met, area.Value = No, []float64{float64(s.LighteringM)}
		area.Text = fmt.Sprintf("%s from the nearest area on file", km(s.LighteringM))
	}
	return []Test{transfer, area}
}

// bunkering takes the shorter ship for the bunker vessel: the other must be longer.
func (x *explainer) bunkering() []Test {
	small := Test{Name: "one-small-tanker", AnyOf: "bunker-vessel",
		Rule: fmt.Sprintf("one ship is a tanker under %d m", x.p.BunkerLengthM)}
	register := Test{Name: "bunker-vessel-by-register", Met: Unknown, AnyOf: "bunker-vessel",
		Rule: "or is named in a register as a bunker vessel", Text: "no register is on file"}
	ratio := Test{Name: "other-longer", Met: Unknown,
		Rule: fmt.Sprintf("the other is at least %.1f times as long", x.p.BunkerRatio), Text: "not both lengths were broadcast"}
	a, okA := x.length(0)
	b, okB := x.length(1)
	if !okA || !okB {
		small.Met = either(x.smallTanker(0), x.smallTanker(1))
		small.Text = "not both lengths were broadcast; types " + x.typeList()
		return []Test{small, register, ratio}
	}
	shorter := 0
	if b < a {
		shorter = 1
	}
	times := quantity.Decimals(float64(max(a, b))/float64(min(a, b)), 2)
	small.Met, small.Value = x.smallTanker(shorter), []float64{float64(a), float64(b)}
	small.Text = fmt.Sprintf("lengths %d and %d m, types %s", a, b, x.typeList())
	ratio.Met, ratio.Value = metIf(times >= x.p.BunkerRatio), []float64{times}
	ratio.Text = fmt.Sprintf("%d m is %.2f times %d m", max(a, b), times, min(a, b))
	return []Test{small, register, ratio}
}

// smallTanker says whether a ship is a tanker under the length of a bunker vessel.
func (x *explainer) smallTanker(i int) Met {
	t, typed := x.shipType(i)
	length, sized := x.length(i)
	switch {
	case typed && vessel.CargoOf(t) != vessel.CargoLiquid, sized && length >= x.p.BunkerLengthM:
		return No
	case !typed || !sized:
		return Unknown
	}
	return Yes
}

// either is met when one of two is.
func either(a, b Met) Met {
	switch {
	case a == Yes || b == Yes:
		return Yes
	case a == Unknown || b == Unknown:
		return Unknown
	}
	return No
}

// service is met when one of the ships says it is of one of the types.
func (x *explainer) service(name, types string, wanted ...uint8) []Test {
	met := No
	for i := range x.ships {
		t, known := x.shipType(i)
		if !known && met == No {
			met = Unknown
		}
		for _, want := range wanted {
			if known && t == want {
				met = Yes
			}
		}
	}
	return []Test{{Name: "one-of-type", Met: met, Value: x.typesKnown(),
		Rule: "one ship broadcasts a " + name + " (" + types + "); no register is on file", Text: "types " + x.typeList()}}
}

func (x *explainer) bothType(name, rule string, low, high uint8) []Test {
	met := x.each(func(t uint8) bool { return t >= low && t <= high })
	return []Test{{Name: name, Met: met, Value: x.typesKnown(), Rule: rule, Text: "types " + x.typeList()}}
}

// berth tests lying still near a port or anchorage: alongside each other it is a
// berth, otherwise an anchorage.
func (x *explainer) berth(alongside bool) []Test {
	e, s, p := x.e, &x.site, x.p
	slow := Test{Name: "both-slow", Met: metIf(e.Motion == Slow), Value: []float64{float64(e.Speed[0]), float64(e.Speed[1])},
		Rule: fmt.Sprintf("median speed of both under %g kn", p.SlowKn), Text: fmt.Sprintf("%.1f and %.1f kn", e.Speed[0], e.Speed[1])}
	near := Test{Name: "near-port-or-anchorage", Met: Unknown, Text: "no ports or anchorages on file",
		Rule: fmt.Sprintf("within %d km of a port or %d km of an anchorage on file", p.BerthPortM/1000, p.BerthAnchorM/1000)}
	if s.PortM >= 0 || s.AnchorageM >= 0 {
		near.Met = metIf(s.PortM >= 0 && s.PortM <= p.BerthPortM || s.AnchorageM >= 0 && s.AnchorageM <= p.BerthAnchorM)
		near.Text = siteText(s)
		for _, m := range []int{s.PortM, s.AnchorageM} {
			if m >= 0 {
				near.Value = append(near.Value, float64(m))
			}
		}
	}
	possible := e.Possible > 0 && e.Possible <= p.BerthWithinM
	beside := Test{Name: "alongside", Met: metIf(possible), Value: []float64{float64(e.Low)},
		Rule: fmt.Sprintf("possibly within %d m of each other", p.BerthWithinM), Text: fmt.Sprintf("hulls at least %d m apart", e.Low)}
	if !alongside {
		beside.Name, beside.Met, beside.Rule = "not-alongside", metIf(!possible), fmt.Sprintf("not within %d m of each other", p.BerthWithinM)
	}
	return []Test{slow, near, beside}
}
