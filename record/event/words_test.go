package event

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/plimsoll-watch/plimsoll/sea/encounter"
)

// TestWords: an event is told in sentences, the answer first, claims as claims, in the
// voice of interface.md 5.
func TestWords(t *testing.T) {
	f := canned()
	e := builder(t).Build(&f)
	want := []string{
		"hulls 0 to 38 m apart, within 100 m; median speeds 0.4 and 0.5 kn; observed 311 min, interpolated 69, unknown 5; ended: moved apart",
		"possible transfer, liquid: both report a tanker type: 80 and 82; 281 km from Zhoushan, the nearest port on file; not bunkering by size",
		"INVENTED ALPHA broadcasts the number of X.1 INVENTED ALPHA on the list demo since 14 Nov 2017 (imo, broadcast); hull not confirmed; the listing binds port States: S/RES/2371 (2017), para. 6",
		"INVENTED ALPHA also broadcast name: INVENTED <ALFA> (3)",
		"the IMO number fails its check digit: INVENTED ALPHA (9000001)",
		"no measure is shown to be engaged by this event",
	}
	if diff := cmp.Diff(want, e.Words()); diff != "" {
		t.Error(diff)
	}
	for _, line := range e.Words() {
		if first := line[:1]; first != strings.ToLower(first) && !strings.HasPrefix(line, "INVENTED") || strings.ContainsAny(line[len(line)-1:], ".!") {
			t.Errorf("not our voice: %s", line)
		}
	}
}

// TestVerdict: what is said of a transfer by its outcome.
func TestVerdict(t *testing.T) {
	change := func(sts encounter.STS, met map[string]encounter.Met) string {
		f := canned()
		f.STS = sts
		for x := range f.Explanations {
			for i := range f.Explanations[x].Tests {
				test := &f.Explanations[x].Tests[i]
				if m, ok := met[test.Name]; ok {
					test.Met = m
				}
			}
		}
		e := builder(t).Build(&f)
		return e.verdict()
	}
	bunkering := map[string]encounter.Met{"one-small-tanker": encounter.Yes, "other-longer": encounter.Yes}
	for _, c := range []struct {
		name string
		sts  encounter.STS
		met  map[string]encounter.Met
		want string
	}{
		{"a test cannot be told", encounter.STS{Word: encounter.Undecided, Cargo: "liquid", Why: "w"}, map[string]encounter.Met{"within-200-m": encounter.Unknown},
			"undecided: no test of a transfer fails, but it cannot be told: hulls 0 to 38 m apart"},
		{"another explanation is met too", encounter.STS{Word: encounter.Undecided, Cargo: "liquid", Why: "every test of a transfer is met, and so is every test of bunkering"}, bunkering,
			"undecided: every test of a transfer is met, and so is every test of bunkering"},
		{"a test fails", encounter.STS{Why: "w"}, map[string]encounter.Met{"within-200-m": encounter.No},
			"a test of a transfer is not met: hulls 0 to 38 m apart"},
		{"two fail", encounter.STS{Why: "w"}, map[string]encounter.Met{"within-200-m": encounter.No, "same-kind-of-cargo": encounter.No},
			"tests of a transfer are not met: both report a tanker type: 80 and 82; hulls 0 to 38 m apart"},
		{"one fails and something else is met", encounter.STS{Why: "w"}, map[string]encounter.Met{"within-200-m": encounter.No, "one-small-tanker": encounter.Yes, "other-longer": encounter.Yes},
			"consistent with bunkering; a test of a transfer is not met: hulls 0 to 38 m apart"},
		{"bunkering is not told apart", encounter.STS{Word: encounter.Possible, Cargo: "liquid", Why: "w"}, map[string]encounter.Met{"one-small-tanker": encounter.Unknown, "other-longer": encounter.Unknown},
			"possible transfer, liquid: both report a tanker type: 80 and 82; 281 km from Zhoushan, the nearest port on file; bunkering not told apart: lengths 183 and 176 m, no register is on file, 183 m is 1.04 times 176 m"},
	} {
		if got := change(c.sts, c.met); got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}

func TestCountAndRank(t *testing.T) {
	of := func(words ...string) (events []Event) {
		for _, w := range words {
			events = append(events, Event{ID: w, STS: w})
		}
		return events
	}
	for _, c := range []struct {
		words []string
		want  string
	}{
		{nil, "no encounters"},
		{[]string{""}, "1 encounter; none are possible ship-to-ship transfers, 0 undecided"},
		{[]string{"possible"}, "1 encounter; 1 is a possible ship-to-ship transfer, 0 undecided"},
		{[]string{"", "undecided", "possible", "possible"}, "4 encounters; 2 are possible ship-to-ship transfers, 1 undecided"},
	} {
		if got := Count(of(c.words...)); got != c.want {
			t.Errorf("%q: %q, want %q", c.words, got, c.want)
		}
	}
	events := of("", "undecided", "possible", "", "undecided", "possible")
	for i := range events {
		events[i].ID = string(rune('a' + i))
	}
	Rank(events)
	var ids strings.Builder
	for i := range events {
		ids.WriteString(events[i].ID)
	}
	if ids.String() != "cfbead" {
		t.Errorf("ranked %s, want cfbead", ids.String())
	}
}

// TestPhrases: times, places and distances as people write them.
func TestPhrases(t *testing.T) {
	f := canned()
	e := builder(t).Build(&f)
	if got := e.When(); got != "8 Sep 21:14 to 9 Sep 03:41" {
		t.Error(got)
	}
	e.End = e.Start.Add(150 * 60e9)
	if got := e.When(); got != "8 Sep 21:14 to 23:44" {
		t.Error(got)
	}
	e.End = e.Start.AddDate(1, 0, 0)
	if got := e.When(); got != "8 Sep 21:14 to 8 Sep 21:14" {
		t.Error(got)
	}
	for m, want := range map[int]string{0: "0 min", 59: "59 min", 60: "1 h 0 min", 387: "6 h 27 min", 3000: "50 h 0 min"} {
		if got := Duration(m); got != want {
			t.Errorf("%d: %s", m, got)
		}
	}
	for m, want := range map[int]string{0: "0 m", 999: "999 m", 1000: "1.0 km", 4249: "4.2 km", 19_949: "19.9 km", 20_000: "20 km", 281_000: "281 km"} {
		if got := Distance(m); got != want {
			t.Errorf("%d: %s, want %s", m, got, want)
		}
	}
	for want, p := range map[string]Place{
		"29.91 N 125.02 E": {Lat: 29.91, Lon: 125.02}, "17.00 S 180.00 W": {Lat: -17, Lon: -179.999}, "0.00 N 0.00 E": {},
	} {
		if got := p.Where(); got != want {
			t.Errorf("%s, want %s", got, want)
		}
	}
	for w, want := range map[Within]string{
		{100, 100}: "within 100 m", {500, 100}: "100 to 500 m, not decidable", {0, 200}: "200 m or more, not decidable", {0, 0}: "over 500 m",
	} {
		if got := w.Closeness(); got != want {
			t.Errorf("%v: %s, want %s", w, got, want)
		}
	}
	if got := (&Ship{MMSI: "599000001"}).Called(); got != "MMSI 599000001" {
		t.Error(got)
	}
	for iso, want := range map[string]string{"2017-11-14": "14 Nov 2017", "2017-11": "2017-11", "2017-10-03..2017-10-05": "2017-10-03..2017-10-05"} {
		if got := date(iso); got != want {
			t.Errorf("%s: %s", iso, got)
		}
	}
	for _, end := range []encounter.EndReason{encounter.Separated, encounter.Silent1, encounter.Silent2, encounter.SilentBoth, encounter.DataEnd} {
		if endWords[string(end)] == "" {
			t.Errorf("no words for the end %s", end)
		}
	}
}
