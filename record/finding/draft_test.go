package finding

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/plimsoll-watch/plimsoll/base/day"
	"github.com/plimsoll-watch/plimsoll/facts"
	"github.com/plimsoll-watch/plimsoll/law/limit"
	"github.com/plimsoll-watch/plimsoll/record/event"
)

// TestFromEvent: no ship listed; the claim is the program's word, the evidence one origin.
func TestFromEvent(t *testing.T) {
	e := canned()
	line := lineOf(t, e)
	f, err := FromEvent(&e, line, options())
	if err != nil {
		t.Fatal(err)
	}
	want := "by what they broadcast, INVENTED ALPHA and INVENTED BRAVO were hulls 0 to 38 m apart from 8 Sep 2018 21:14 to 9 Sep 2018 03:41 UTC at 29.91 N 125.02 E: a possible transfer, liquid"
	if f.Claim != want {
		t.Errorf("claim\n%s\nwant\n%s", f.Claim, want)
	}
	sum := sha256.Sum256(line)
	if f.Evidence[0].SHA256 != hex.EncodeToString(sum[:]) || f.Drafted.SHA256 != f.Evidence[0].SHA256 {
		t.Error("the hash is not that of the line")
	}
	if f.Evidence[1].SHA256 != sumA || f.Evidence[1].Origin != f.Evidence[0].Origin {
		t.Errorf("input: %+v", f.Evidence[1])
	}
	if f.Confidence() != Low {
		t.Errorf("confidence %s: one file of AIS is one origin", f.Confidence())
	}
	text := strings.Join(f.Lines(on("2018-09-26")), "\n")
	for _, part := range []string{
		want + "\ndraft since 10 September 2018, Member A\nconfidence low: one origin",
		"no measure is shown to be engaged (S/RES/2375 (2017), para. 11: elements 1 not met, 1 unknown)",
		"S1 INVENTED ALPHA (MMSI 599000101), IMO 9000001: one of the two ships of the encounter; by what it broadcasts, 64 messages since 3 September 2018; the IMO number fails its check digit; also broadcast name INVENTED <ALFA> (3); hull not confirmed",
		"bunkering: a test not met (not met: lengths 183 and 176 m)",
		"not checked: satellite images, ships that do not transmit",
		"no reply on record for INVENTED ALPHA: nobody was asked",
		"invented: ships whose names begin with INVENTED",
	} {
		if !strings.Contains(text, part) {
			t.Errorf("%q is not in\n%s", part, text)
		}
	}
	if strings.Contains(strings.ToLower(text), "suspected") {
		t.Errorf("suspected stands in a draft:\n%s", text)
	}
}

// TestFromEventListed: what a listing binds is told apart, and is no measure on the act.
func TestFromEventListed(t *testing.T) {
	e := cannedListed()
	f, err := FromEvent(&e, lineOf(t, e), options())
	if err != nil {
		t.Fatal(err)
	}
	text := strings.Join(f.Lines(on("2018-09-26")), "\n")
	for _, part := range []string{
		"broadcasts the number of DEMO.004 INVENTED BRAVO on the list demo since 14 November 2017 (imo, broadcast); hull not confirmed; the listing binds port States: S/RES/2371 (2017), para. 6",
		"no measure is shown to be engaged (S/RES/2375 (2017), para. 11: elements 1 not met, 1 unknown; S/RES/2371 (2017), para. 6: elements 1 not met)",
	} {
		if !strings.Contains(text, part) {
			t.Errorf("%q is not in\n%s", part, text)
		}
	}
	if len(f.Subjects[0].Listed) != 0 || len(f.Measures) != 2 || f.Measures[1].Engaged() {
		t.Errorf("%+v, %+v", f.Subjects[0].Listed, f.Measures)
	}
}

// TestClaimWords: the word for an event, by what was decided of it.
func TestClaimWords(t *testing.T) {
	for name, c := range map[string]struct {
		change func(*event.Event)
		want   string
	}{
		"undecided":        {func(e *event.Event) { e.STS = "undecided" }, ": undecided whether a transfer is possible"},
		"none":             {func(e *event.Event) { e.STS = ""; e.ConsistentWith[0].Verdict = "not-met" }, ": a test of a transfer is not met"},
		"bunkering":        {func(e *event.Event) { e.STS = ""; e.ConsistentWith[1].Verdict = "met" }, ": consistent with bunkering, and a test of a transfer is not met"},
		"under way":        {func(e *event.Event) { e.Measured.Motion = "under-way-together" }, "0 to 38 m apart, under way together from"},
		"no name":          {func(e *event.Event) { e.Ships[0].Name = "" }, "MMSI 599000101 and INVENTED BRAVO"},
		"a sentence":       {func(e *event.Event) { e.Ships[0].Name = "HO. HUM" }, "MMSI 599000101 and"},
		"a question":       {func(e *event.Event) { e.Ships[0].Name = "WHO?" }, "MMSI 599000101 and"},
		"a number":         {func(e *event.Event) { e.Ships[0].Name = "BILLIONS NO. 18" }, "BILLIONS NO. 18 and"},
		"a word not ours":  {func(e *event.Event) { e.Ships[0].Name = "SUSPECTED" }, "MMSI 599000101 and"},
		"markup in a name": {func(e *event.Event) { e.Ships[0].Name = "<b>&" }, "<b>& and INVENTED BRAVO"},
	} {
		e := canned()
		c.change(&e)
		f, err := FromEvent(&e, lineOf(t, e), options())
		if err != nil || !strings.Contains(f.Claim, c.want) {
			t.Errorf("%s: %q, %v; want %q", name, f.Claim, err, c.want)
		}
	}
}

// TestFromEventRefuses: a line that is not the event proves nothing of it.
func TestFromEventRefuses(t *testing.T) {
	for name, c := range map[string]struct {
		change func(*event.Event)
		line   func([]byte) []byte
		want   string
	}{
		"another value":                 {line: func(b []byte) []byte { return bytes.Replace(b, []byte("311"), []byte("312"), 1) }, want: "does not say what the event says"},
		"a key not known":               {line: func(b []byte) []byte { return bytes.Replace(b, []byte("{"), []byte(`{"later":1,`), 1) }, want: "does not say what the event says"},
		"a line feed":                   {line: func(b []byte) []byte { return append(b, '\n') }, want: "line feed"},
		"no JSON":                       {line: func([]byte) []byte { return []byte("{") }, want: "cannot be read"},
		"another schema":                {change: func(e *event.Event) { e.Schema = "plimsoll.event/2" }, want: "plimsoll.event/2"},
		"one ship":                      {change: func(e *event.Event) { e.Ships = e.Ships[:1] }, want: "1 ship"},
		"no hash of a file":             {change: func(e *event.Event) { e.Inputs[0].SHA256 = "abc" }, want: "evidence[1].sha256"},
		"a control character in a name": {change: func(e *event.Event) { e.Ships[0].Name = "A\x07" }, want: "subjects[0].name"},
	} {
		e := canned()
		if c.change != nil {
			c.change(&e)
		}
		line := lineOf(t, e)
		if c.line != nil {
			line = c.line(line)
		}
		_, err := FromEvent(&e, line, options())
		t.Run(name, func(t *testing.T) { refused(t, err, c.want) })
	}
	e := canned()
	_, err := FromEvent(&e, lineOf(t, e), Options{On: date("2018-09-10")})
	refused(t, err, "drafted: it has no name")
}

// TestID: it comes from the line and the drafted claim, and no later wording changes it.
func TestID(t *testing.T) {
	f := drafted(t)
	sum := sha256.Sum256([]byte("plimsoll.finding/1\nevent\nenc-6b1f0c2ad94e7a55\n" + f.Evidence[0].SHA256 + "\n" + f.Claim + "\n"))
	if want := "F-" + hex.EncodeToString(sum[:])[:12]; f.ID != want {
		t.Errorf("%s, want %s", f.ID, want)
	}
	g := must(t)(f.Reword("by what they broadcast, two ships met: a possible transfer", "Member A", date("2018-09-11"), "shorter"))
	if g.ID != f.ID || g.Wordings[0].Claim != f.Claim || g.Wording() != 2 || f.Wording() != 1 {
		t.Errorf("%s, %+v", g.ID, g.Wordings)
	}
	other := canned()
	other.Measured.ObservedMin = 310
	o, err := FromEvent(&other, lineOf(t, other), options())
	if err != nil || o.ID == f.ID || o.Claim != f.Claim {
		t.Errorf("another line: %s, %v", o.ID, err)
	}
}

// TestFromEstimate: the words of the estimate of July 2018, from the shipped tables.
func TestFromEstimate(t *testing.T) {
	tables, err := limit.Read(facts.FS())
	if err != nil {
		t.Fatal(err)
	}
	s, err := tables.Status(limit.Question{Regime: "dprk", Product: limit.Refined, AsOf: day.AsOfDay(on("2018-07-26")), Disputes: []limit.Dispute{
		{Day: date("2018-07-19"), Text: "a request to stop further transfers was put on hold", Source: "x", Mark: "stored-page"}}})
	if err != nil {
		t.Fatal(err)
	}
	f, err := FromEstimate(&s, "us-2018-07", options())
	if err != nil {
		t.Fatal(err)
	}
	want := "the United States estimated 506,529 to 1,367,628 bbl of refined petroleum for 1 Jan to 30 May 2018, the lower figure implied by the others and printed by no source"
	if f.Claim != want {
		t.Errorf("claim\n%s\nwant\n%s", f.Claim, want)
	}
	if f.Confidence() != Low || f.Evidence[0].Origin != "United States" || f.Evidence[0].Kind != Estimate || f.Evidence[0].Source == "" {
		t.Errorf("%s, %+v", f.Confidence(), f.Evidence)
	}
	text := strings.Join(f.Lines(on("2018-09-26")), "\n")
	for _, part := range []string{
		"no measure is shown to be engaged (S/RES/2397 (2017), para. 5: elements 2 unknown)",
		"whether unreported deliveries count is contested",
		"a request to stop further transfers was put on hold (19 July 2018)",
		"89 port calls, published 12 July 2018 (illicit-estimates.csv, us-2018-07)",
		"a port call is not a delivery",
	} {
		if !strings.Contains(text, part) {
			t.Errorf("%q is not in\n%s", part, text)
		}
	}
	if len(f.Silent(on("2018-09-26"))) != 0 {
		t.Error("no ship is named, and one is said to be silent")
	}
	_, err = FromEstimate(&s, "us-2019", options())
	refused(t, err, "none of that name")
	roundTrip(t, f)
	for _, e := range s.Estimated {
		if _, err := FromEstimate(&s, e.ID, options()); err != nil {
			t.Errorf("%s: %v", e.ID, err)
		}
	}
}

// TestEveryEstimate: each estimate on file, known today, can be drafted from.
func TestEveryEstimate(t *testing.T) {
	tables, err := limit.Read(facts.FS())
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	for _, year := range []string{"2018", "2019", "2020", "2021", "2022", "2023", "2024"} {
		s, err := tables.Status(limit.Question{Regime: "dprk", Product: limit.Refined, Period: year})
		if err != nil {
			t.Fatal(err)
		}
		for _, e := range s.Estimated {
			f, err := FromEstimate(&s, e.ID, options())
			if err != nil {
				t.Errorf("%s: %v", e.ID, err)
				continue
			}
			if got, want := f.Confidence() == NoConfidence, e.Unchecked; got != want {
				t.Errorf("%s: confidence %s, unchecked %v", e.ID, f.Confidence(), e.Unchecked)
			}
			if strings.Contains(e.By, "citing the United States") && f.Evidence[0].Origin != "United States" {
				t.Errorf("%s: origin %s: who cites another rests on the other", e.ID, f.Evidence[0].Origin)
			}
			n++
		}
	}
	if n < 3 {
		t.Errorf("%d estimates drafted", n)
	}
}

// TestNothingShared: changing a draft changes nothing of the event.
func TestNothingShared(t *testing.T) {
	e := cannedListed()
	f, err := FromEvent(&e, lineOf(t, e), options())
	if err != nil {
		t.Fatal(err)
	}
	before := lineOf(t, e)
	f.NotChecked[0], f.Subjects[0].Conflicts[0], f.Subjects[1].Listed[0].Binds[0], f.Alternatives[0].Tests[0].Text = "x", "x", "x", "x"
	if diff := cmp.Diff(before, lineOf(t, e)); diff != "" {
		t.Error(diff)
	}
}

// TestEngagedWholly: with every element met by what was broadcast a person must judge.
func TestEngagedWholly(t *testing.T) {
	f := drafted(t)
	f.Measures[0].Elements[0].Met, f.Measures[0].Elements[1].Met = "yes", "yes"
	if got := f.engagement(); !strings.Contains(got, "a person must judge it: S/RES/2375 (2017), para. 11") {
		t.Errorf("%s", got)
	}
	f.Measures = nil
	if got := f.engagement(); got != "no measure is shown to be engaged" {
		t.Errorf("%s", got)
	}
	f.Measures = []Measure{{Name: "M"}}
	if f.Measures[0].Engaged() {
		t.Error("a measure without an element is engaged")
	}
}

func TestLong(t *testing.T) {
	for in, want := range map[string]string{"2018-09-25": "25 September 2018", "2018-09": "September 2018", "2018": "2018",
		"2018-09-01..2018-09-25": "1 September 2018 to 25 September 2018"} {
		if got := long(date(in)); got != want {
			t.Errorf("%s: %s", in, got)
		}
	}
	if got := long(day.Date{}); got != "a day not known" {
		t.Errorf("%s", got)
	}
}

// TestSentence: one sentence, abbreviations and numbers in it, and nothing after it.
func TestSentence(t *testing.T) {
	for s, ok := range map[string]bool{
		"two ships met": true, "M.V. ALPHA and BILLIONS NO. 18 met, S/RES/2375 (2017), para. 11": true, "at 29.91 N 125.02 E": true, "they met.": true,
		"NO. TWO met": true, "": false, " met": false, "met ": false, "they met. They left": false, "they met! they left": false, "did they? Yes": false,
		`they met. "So they say"`: false, "an illegal transfer": false, "a dark vessel met another": false, "unsuspecting ships met": true, "suspects met": false,
	} {
		if err := sentence("claim", s); (err == nil) != ok {
			t.Errorf("%q: %v", s, err)
		}
	}
}
