package council

import (
	"encoding/csv"
	"encoding/json"
	"errors"
	"maps"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/plimsoll-watch/plimsoll/base/day"
	"github.com/plimsoll-watch/plimsoll/base/source"
	"github.com/plimsoll-watch/plimsoll/facts"
	"github.com/plimsoll-watch/plimsoll/internal/testkit"
)

// failing is a test, or a run of a property.
type failing interface {
	Helper()
	Fatal(args ...any)
}

func chronology(t failing, l *Library, at day.AsOf) []Entry {
	t.Helper()
	all, err := l.Chronology("dprk", day.Period{}, at)
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func plain(t failing, v any) string {
	t.Helper()
	b, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// TestChronologyHoldsEveryRow: with no clock every row of the eight tables is an entry,
// once; a meeting's facts stand in its sittings.
func TestChronologyHoldsEveryRow(t *testing.T) {
	l, fsys := load(t), tables(t)
	n := map[string]int{}
	for _, e := range chronology(t, l, day.AsOf{}) {
		n[e.ID()]++
	}
	want := 0
	for _, name := range []string{"resolutions.csv", "committee-actions.csv", "talks.csv", "chronology.csv", "sts-incidents.csv", "report-versions.csv", "positions.csv", "meeting-dates.csv"} {
		for _, row := range cells(t, fsys, name) {
			want++
			if id := name + ":" + row["id"]; n[id] != 1 {
				t.Errorf("%s stands %d times", id, n[id])
			}
		}
	}
	if len(n) != want {
		t.Errorf("%d entries, the tables have %d rows", len(n), want)
	}
}

// TestChronologyIsInOrder: by first day, then kind, then row, whatever the order of the
// rows of the tables (TestPermuted).
func TestChronologyIsInOrder(t *testing.T) {
	all := chronology(t, load(t), day.AsOf{})
	for i := 1; i < len(all); i++ {
		a, b := all[i-1], all[i]
		k, m := slices.Index(EntryKinds(), a.Kind), slices.Index(EntryKinds(), b.Kind)
		before := a.Date.First() < b.Date.First() || (a.Date.First() == b.Date.First() && (k < m || (k == m && a.ID() < b.ID())))
		if !before {
			t.Errorf("%s (%v, %s) stands before %s (%v, %s)", a.ID(), a.Date, a.Kind, b.ID(), b.Date, b.Kind)
		}
	}
}

// TestChronologyGrows: as of a day nothing is known later, no outcome either; and as of a
// later day all of it still stands as it was, but for outcomes that became known.
func TestChronologyGrows(t *testing.T) {
	l := load(t)
	days := map[day.Day]bool{} // on which something became known
	for _, e := range chronology(t, l, day.AsOf{}) {
		if d := e.KnownOn.Last(); d != 0 {
			days[d] = true
		}
	}
	on := slices.Sorted(maps.Keys(days))
	rapid.Check(t, func(rt *rapid.T) {
		i := rapid.IntRange(0, len(on)-1).Draw(rt, "day")
		a, b := on[i], on[rapid.IntRange(i, len(on)-1).Draw(rt, "later")]
		earlier, later := chronology(rt, l, day.AsOfDay(a)), map[string]Entry{}
		for _, e := range chronology(rt, l, day.AsOfDay(b)) {
			later[e.ID()] = e
		}
		for _, e := range earlier {
			if !e.KnownOn.KnownBy(a) || (e.Outcome != nil && !e.Outcome.KnownOn.KnownBy(a)) {
				rt.Errorf("as of %v: %s, known %v, outcome %v", a, e.ID(), e.KnownOn, e.Outcome)
			}
			if e.Kind != EntryMeetings && !e.Date.KnownBy(a) {
				rt.Errorf("as of %v: %s of %v lies ahead", a, e.ID(), e.Date)
			}
			grown := later[e.ID()]
			if e.Outcome == nil {
				grown.Outcome = nil
			}
			if was, is := plain(rt, e), plain(rt, grown); was != is {
				rt.Errorf("%v and %v differ:\n%s\n%s", a, b, was, is)
			}
		}
	})
}

// TestChronologyOfTheEve: what a reader on 26 September 2018 looks for.
func TestChronologyOfTheEve(t *testing.T) {
	since, _ := day.Parse("2018")
	all, err := load(t).Chronology("dprk", day.Period{Since: since}, testkit.AsOf(t, "2018-09-26"))
	if err != nil {
		t.Fatal(err)
	}
	byID := map[string]Entry{}
	for _, e := range all {
		byID[e.ID()] = e
		if y, _, _ := e.Date.Last().Civil(); y != 2018 {
			t.Errorf("%s is of %v", e.ID(), e.Date)
		}
	}
	// The outcome of the dispute became known in May 2019, the meeting of the 27th was
	// expected by then and not recorded, Pompeo's talk of the 26th was told on the 27th.
	for _, id := range []string{"report-versions.csv:2018-09-outcome", "meeting-dates.csv:8363-date-2", "talks.csv:2018-09-26-pompeo-ri"} {
		if _, ok := byID[id]; ok {
			t.Errorf("%s was not known", id)
		}
	}
	if e := byID["meeting-dates.csv:8363-date"]; e.How != string(Expected) || e.Date.String() != "2018-09-27" || !strings.Contains(e.What, "level: ministerial") {
		t.Errorf("%+v", e)
	}
	// Of S/PV.8362 level and chair were expected too; item and format were only recorded.
	if e := byID["meeting-dates.csv:8362-date"]; e.How != string(Expected) || !strings.Contains(e.What, "level: summit") || strings.Contains(e.What, "agenda item") {
		t.Errorf("what was expected is filled in from the record: %+v", e)
	}
	if e := byID["meeting-dates.csv:8362-date-2"]; strings.Contains(e.What, "expected") || !strings.Contains(e.What, "level: summit") {
		t.Errorf("%+v", e)
	}
	if e := byID["report-versions.csv:2018-08-24-block"]; e.Outcome == nil || e.Outcome.Text != "v1 not sent on" || e.Who != "Russian Federation" || e.How != "reported" {
		t.Errorf("%+v", e)
	}
	if e := byID["committee-actions.csv:2018-09-13-midterm-us"]; e.Outcome != nil || !strings.Contains(e.Line().Text, "no outcome known to us by then") {
		t.Errorf("the outcome became known in May 2019: %+v", e)
	}
	if e := byID["talks.csv:2018-09-18-pyongyang"]; e.End.String() != "2018-09-20" || e.Date.Precision() != day.ToDay {
		t.Errorf("what lasted is no doubt of the day: %+v", e)
	}
	if e := byID["sts-incidents.csv:2018-01-paekma"]; e.Precision != "range" || !strings.Contains(e.What, "day not given") {
		t.Errorf("a day not given is a span: %+v", e)
	}
}

// TestTestsAreDated: a test is on the day of universal time, with the other days beside
// it; the text that answered it and the day it gives are known from its adoption.
func TestTestsAreDated(t *testing.T) {
	l := load(t)
	find := func(id, at string) *Trial {
		for _, x := range l.Trials(testkit.AsOf(t, at)) {
			if x.id() == id {
				return &x
			}
		}
		return nil
	}
	if x := find("2017-07-04", "2017-08-04"); x == nil || x.Answered != nil || strings.Contains(x.Line().String(), "New York time") {
		t.Errorf("S/RES/2371 (2017) was adopted on 5 August: %+v", x)
	}
	if x := find("2017-07-04", "2017-08-05"); x == nil || x.Answered == nil || x.Answered.Dates.String() != "2017-07-03" || !strings.Contains(x.Line().Text, "S/RES/2371 (2017) dates it 2017-07-03; the text dates it by New York time, known 2017-08-05") {
		t.Errorf("%+v", x)
	}
	if x := find("2017-11-29", "2017-12-01"); x == nil || x.Date.String() != "2017-11-28" || x.InKorea.String() != "2017-11-29" {
		t.Errorf("28 November in UTC: %+v", x)
	}
	if x := find("2023-08", "2024"); x == nil || x.Date.Precision() != day.ToMonth || x.UTC != "" {
		t.Errorf("%+v", x)
	}
	if find("2023-05-31", "2024") != nil {
		t.Error("a row without known_on is shown under a clock")
	}
}

// TestReportVersions: whose words they are stands with them.
func TestReportVersions(t *testing.T) {
	l := load(t)
	all := l.ReportVersions("2018 Panel midterm", testkit.AsOf(t, "2018-09-13"))
	var events []string
	for _, v := range all {
		events = append(events, v.Event)
		if v.Actor == "" || v.Source == "" || !strings.HasPrefix(v.Line().Text, v.Actor+": ") {
			t.Errorf("not attributed: %v", v.Line())
		}
	}
	// v2 is dated by a span, and counts from its last day, that of the objection.
	want := []string{"leak", "v1 (original)", "block", "hold", "page count", "v2 (amended)", "objection"}
	if diff := cmp.Diff(want, events); diff != "" {
		t.Errorf("as of 13 September (-want +got):\n%s", diff)
	}
	for _, v := range all {
		switch v.id() {
		case "2018-09-10-v2":
			if v.Effect != nil {
				t.Errorf("its effect became known on the 14th: %v", v.Effect)
			}
		case "2018-09-13-objection":
			if v.How() != "said" || v.Effect == nil {
				t.Errorf("%+v", v)
			}
		case "2018-08-30-hold":
			if v.How() != "reported" {
				t.Errorf("%+v", v)
			}
		}
	}
	if got := l.ReportVersions("2018 PANEL MIDTERM", day.AsOf{}); len(got) != 8 {
		t.Errorf("%d rows on the midterm report of 2018", len(got))
	}
	if got := l.ReportVersions("no such report", day.AsOf{}); len(got) != 0 {
		t.Errorf("%v", got)
	}
	if got := l.ReportVersions("", day.AsOf{}); len(got) != 23 {
		t.Errorf("%d rows", len(got))
	}
}

// TestIncidentsSpeakAsReported: who reported it, and no position.
func TestIncidentsSpeakAsReported(t *testing.T) {
	for _, i := range load(t).Incidents(day.AsOf{}) {
		line := i.Line()
		if line.How != "reported" || !strings.HasPrefix(line.Text, "by "+i.Observer+": ") {
			t.Errorf("not attributed: %v", line)
		}
		if strings.Contains(line.Text, "31.2") || strings.Contains(line.Text, "124.0") || (i.Uncertainty != nil && !strings.Contains(line.Text, "in words only")) {
			t.Errorf("a derived point is shown as a place: %v", line)
		}
	}
}

// TestJapaneseRecord counts what is on file of the public record that target T57 counts
// whole, 13 cases and 20 contacts to 18 June 2019: it is said there that not all are on
// file, and a row is a contact or several of one ship on one day, not a case.
func TestJapaneseRecord(t *testing.T) {
	rows, contacts := 0, 0
	for _, i := range load(t).Incidents(testkit.AsOf(t, "2019-06-18")) {
		if !strings.Contains(i.Observer, "JMSDF") && !strings.HasPrefix(i.Observer, "JS ") {
			continue
		}
		rows++
		n := 1
		if before, _, ok := strings.Cut(i.TimeNote, " contacts"); ok {
			fields := strings.Fields(before)
			told, err := strconv.Atoi(fields[len(fields)-1])
			if err != nil {
				t.Fatal(err)
			}
			n = told
		}
		contacts += n
	}
	if rows != 13 || contacts != 18 {
		t.Errorf("%d rows, %d contacts", rows, contacts)
	}
	f, err := os.Open("../../../shared/facts/targets.csv")
	if err != nil {
		t.Skip("the table of targets is not beside the repository")
	}
	defer f.Close()
	all, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range all {
		if r[0] == "T57" && (!slices.Contains(r, "13 cases; 20 contacts") || contacts > 20) {
			t.Errorf("%d contacts on file of %q", contacts, r)
		}
	}
}

func TestChronologyPeriod(t *testing.T) {
	l := load(t)
	on := func(since, until string) []string {
		p := day.Period{}
		if since != "" {
			p.Since = dateIn(t, since)
		}
		if until != "" {
			p.Until = dateIn(t, until)
		}
		all, err := l.Chronology("dprk", p, day.AsOf{})
		if err != nil {
			t.Fatal(err)
		}
		var ids []string
		for _, e := range all {
			ids = append(ids, e.ID())
		}
		return ids
	}
	// The summit of 18 to 20 September and the letter of some day of September lie within
	// the 20th; what is dated 17 September does not.
	ids := on("2018-09-20", "2018-09-20")
	for id, want := range map[string]bool{"talks.csv:2018-09-18-pyongyang": true, "talks.csv:2018-09-letter": true, "report-versions.csv:2018-09-17-statement-united-states": false} {
		if slices.Contains(ids, id) != want {
			t.Errorf("%s on 20 September: %v", id, !want)
		}
	}
	if whole, left, right := on("", ""), on("", "2018-09-19"), on("2018-09-20", ""); len(left)+len(right) < len(whole) {
		t.Errorf("%d and %d of %d", len(left), len(right), len(whole))
	}
}

func TestChronologyUnknownTopic(t *testing.T) {
	var e *TopicError
	_, err := load(t).Chronology("iran", day.Period{}, day.AsOf{})
	if !errors.As(err, &e) || e.Hint() != "topics on file: dprk" || e.Error() != `nothing on topic "iran" is on file` {
		t.Errorf("%v", err)
	}
}

// TestOwnEntries: rows of one's own are on the line of time, marked.
func TestOwnEntries(t *testing.T) {
	own := fstest.MapFS{
		"report-versions.csv": ownRow(t, "report-versions.csv", "id=mine date=2018-09-20 known_on=2018-09-20 object=report version_or_event=hold actor=Peru what_changed=held"),
		"chronology.csv":      ownRow(t, "chronology.csv", "id=mine known_on=2018-09-21 kind=satellite-launch utc=2018-09-20T20:00Z date_utc=2018-09-20 kst=05:00 date_kst=2018-09-21 object=launch text_symbol=S/2018/999"),
		"sts-incidents.csv":   ownRow(t, "sts-incidents.csv", "id=mine date_start=2018-09-20 date_end=2018-09-20 known_on=2018-09-21 observer=Peru imo_a=8106496"),
	}
	l, err := LoadWith(facts.FS(), own)
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	for _, e := range chronology(t, l, testkit.AsOf(t, "2018-09-26")) {
		if e.Own {
			n++
			if e.Kind == EntryTests && e.Outcome != nil {
				t.Errorf("a text that is not on file was known by no day: %+v", e)
			}
		}
	}
	if n != 3 {
		t.Errorf("%d entries of one's own", n)
	}
	for want, c := range map[string]struct{ table, was, is string }{
		"does not fit":          {"chronology.csv", "05:00", "06:00"},
		"is no time":            {"chronology.csv", "2018-09-20T20:00Z", "tomorrow"},
		"is not known":          {"chronology.csv", "satellite-launch", "firework"},
		"effect is empty":       {"report-versions.csv", "held,,,", "held,,2018-10,"},
		"is before date_start":  {"sts-incidents.csv", "2018-09-20,2018-09-20", "2018-09-20,2018-09-19"},
		"fails its check digit": {"sts-incidents.csv", "8106496", "8106497"},
	} {
		text := strings.Replace(string(own[c.table].Data), c.was, c.is, 1)
		_, err := LoadWith(facts.FS(), fstest.MapFS{c.table: {Data: []byte(text)}})
		var e *source.Error
		if !errors.As(err, &e) || !strings.Contains(e.Error(), want) || e.Hint == "" {
			t.Errorf("%q: %v", want, err)
		}
	}
}

// ownRow makes a table of the columns of ours with one row.
func ownRow(t *testing.T, name, filled string) *fstest.MapFile {
	t.Helper()
	header, _, _ := strings.Cut(testkit.Table(t, name), "\n")
	row := map[string]string{"source": "a page", "source_class": "press", "verification": "stored-page"}
	for pair := range strings.FieldsSeq(filled) {
		column, cell, _ := strings.Cut(pair, "=")
		row[column] = cell
	}
	var line []string
	for column := range strings.SplitSeq(header, ",") {
		line = append(line, row[column])
	}
	return &fstest.MapFile{Data: []byte(header + "\n" + strings.Join(line, ",") + "\n")}
}
