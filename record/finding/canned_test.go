package finding

import (
	"bytes"
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/plimsoll-watch/plimsoll/base/day"
	"github.com/plimsoll-watch/plimsoll/record/event"
)

const sumA = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"

func date(s string) day.Date {
	d, err := day.Parse(s)
	if err != nil {
		panic(err)
	}
	return d
}

func on(s string) day.Day { return date(s).First() }

// canned is an event as plimsoll detect writes it: a possible transfer, no ship listed.
func canned() event.Event {
	first := time.Date(2018, 9, 3, 0, 4, 0, 0, time.UTC)
	tanker := 80
	length := 183
	return event.Event{
		Schema: event.Schema, ID: "enc-6b1f0c2ad94e7a55", Kind: "encounter", Method: "encounter/1", Rules: "sha256:r", Facts: "sha256:f",
		Version: 1, State: "closed", Start: time.Date(2018, 9, 8, 21, 14, 0, 0, time.UTC), End: time.Date(2018, 9, 9, 3, 41, 0, 0, time.UTC), EndReason: "separated",
		Ships: []event.Ship{
			{MMSI: "599000101", IMO: "9000001", Name: "INVENTED ALPHA", CallSign: "0AB1", Flag: "XX", ShipType: &tanker, LengthM: &length,
				Identity: event.Identity{Basis: "broadcast", Messages: 64, FirstSeen: &first, Conflicts: []string{"imo-check-digit", "name INVENTED <ALFA> (3)"}}},
			{MMSI: "599000102", Name: "INVENTED BRAVO", Identity: event.Identity{Basis: "broadcast", Messages: 41}},
		},
		Place: event.Place{Lat: 29.91, Lon: 125.02},
		STS:   "possible", STSWhy: "every test of a transfer is met and no other explanation is wholly met",
		ConsistentWith: []event.Explanation{
			{What: "sts-transfer", Cargo: "liquid", Verdict: "met", Tests: []event.Test{
				{Test: "same-kind-of-cargo", Met: "yes", Value: []any{80, 82}, Rule: "both broadcast a tanker type", Text: "both report a tanker type: 80 and 82"}}},
			{What: "bunkering", Verdict: "not-met", Tests: []event.Test{
				{Test: "one-small-tanker", Met: "no", Value: []any{183, 176}, Rule: "under 120 m", Text: "lengths 183 and 176 m", AnyOf: "bunker-vessel"}}},
		},
		Measured: event.Measured{ContactMin: 387, ObservedMin: 311, InterpolatedMin: 76, Fixes: [2]int{61, 55}, HullGapM: event.LowHigh{Low: 0, High: 38},
			WithinM: event.Within{Sure: 100, Possible: 100}, Motion: "slow", SpeedKn: [2]event.Tenth{0.4, 0.5}},
		Circumstances: []event.Circumstance{
			{What: "night", Value: 0.25, Text: "95 of 380 minutes in contact with the sun down"},
			{What: "draught", Value: []any{1, event.Tenth(10.4), event.Tenth(6)}, Text: "ship 2: draught 10.4 m before, 6.0 m after, within 12 h; typed by hand"}},
		Engaged: []event.Engaged{
			{Measure: "S/RES/2375 (2017), para. 11", Element: "transfer of goods at sea", Met: "unknown", Text: "AIS shows ships close, never what passes between them"},
			{Measure: "S/RES/2375 (2017), para. 11", Element: "to or from a DPRK-flagged vessel", Met: "no", Text: "by the MMSIs broadcast neither is under the DPRK's flag; an MMSI can be false"}},
		NotChecked: []string{"satellite images", "ships that do not transmit"},
		Invented:   "ships whose names begin with INVENTED are made up, with their numbers, fixes and voyages",
		Inputs:     []event.Input{{File: "week.nmea", SHA256: sumA, First: 1021, Last: 88210}},
	}
}

// cannedListed is canned, BRAVO broadcasting the number of a listed ship.
func cannedListed() event.Event {
	e := canned()
	e.Ships[1].IMO = "9000013"
	e.Listed = []event.Listed{{Ship: 1, List: "demo", Ref: "DEMO.004", Name: "INVENTED BRAVO", Since: "2017-11-14", MatchedBy: "imo, broadcast",
		Measures: []event.StatusMeasure{{Measure: "S/RES/2371 (2017), para. 6", Binds: "port States"}}}}
	e.Engaged = append(e.Engaged, event.Engaged{Measure: "S/RES/2371 (2017), para. 6", Element: "in a port", Met: "no", Text: "281 km from the nearest port on file"})
	return e
}

// lineOf is the line an event stands in.
func lineOf(t testing.TB, e event.Event) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := event.WriteNDJSON(&b, []event.Event{e}); err != nil {
		t.Fatal(err)
	}
	return bytes.TrimSuffix(b.Bytes(), []byte("\n"))
}

func options() Options {
	return Options{By: "Member A", On: date("2018-09-10"), Handling: Public}
}

// drafted is a finding drafted from canned.
func drafted(t testing.TB) Finding {
	t.Helper()
	e := canned()
	f, err := FromEvent(&e, lineOf(t, e), options())
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// must returns a finding that a change gave.
func must(t testing.TB) func(Finding, error) Finding {
	return func(f Finding, err error) Finding {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return f
	}
}

// reviewed is a finding under review.
func reviewed(t testing.TB) Finding {
	t.Helper()
	return must(t)(drafted(t).Submit("Member A", date("2018-09-11"), "ready"))
}

func agreed(t testing.TB) Finding {
	t.Helper()
	return must(t)(reviewed(t).AddReview(Review{By: "Reviewer C", On: date("2018-09-12"), Verdict: Agrees, Words: "as drafted"}))
}

// refused fails unless err is an *Error with a hint whose text has a part.
func refused(t *testing.T, err error, part string) {
	t.Helper()
	var e *Error
	if !errors.As(err, &e) {
		t.Fatalf("%v, want an *Error with %q", err, part)
	}
	if e.Hint == "" || !strings.Contains(e.Error(), part) {
		t.Errorf("%q, hint %q, want %q", e.Error(), e.Hint, part)
	}
}

func objection(by string) Dissent {
	return Dissent{Kind: Objection, By: by, On: date("2018-09-13"), Text: "the ship was elsewhere"}
}
