package commitment

import (
	"encoding/json"
	"errors"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/plimsoll-watch/plimsoll/base/day"
	"github.com/plimsoll-watch/plimsoll/base/source"
	"github.com/plimsoll-watch/plimsoll/facts"
	"github.com/plimsoll-watch/plimsoll/internal/testkit"
)

func load(t *testing.T) *Library {
	t.Helper()
	l, err := Load(facts.FS())
	if err != nil {
		t.Fatal(err)
	}
	return l
}

// TestEve: on 26 September 2018 the Dongchang-ri clause was pledged, observers were
// agreed, nothing was verified, and its reversal of 2019 was not known.
func TestEve(t *testing.T) {
	l, eve := load(t), testkit.AsOf(t, "2018-09-26")
	c, _, err := l.Show("PYG-5.1", eve)
	if err != nil {
		t.Fatal(err)
	}
	if c.Status.Word != NotAssessed || c.Verification != "experts of relevant countries to observe" || c.LaterNote != "" || c.Status.Note != "" {
		t.Errorf("%+v", c)
	}
	if c, _, _ := l.Show("UNI-PGR", eve); c.Status.Word != Partly {
		t.Errorf("Punggye-ri: %+v, want partly, stated in May 2018", c.Status)
	}
	if c, _, _ := l.Show("PYG-5.1", testkit.AsOf(t, "2019-03-31")); c.Status.Word != Reversed || c.Status.StatedBy == "" {
		t.Errorf("after March 2019: %+v", c.Status)
	}
	if c, _, _ := l.Show("PYG-5.2", eve); !strings.Contains(c.Condition, "corresponding measures") {
		t.Errorf("Yongbyon hangs on a condition: %q", c.Condition)
	}
}

// TestStatusDays: a status of no day is of the day it became known (SGP-3, 6 March 2019);
// of one whose day of becoming known is not on file (CMA-air, 22 November 2023) it is never
// said that nobody stated it, nor before its own day that it is there.
func TestStatusDays(t *testing.T) {
	l := load(t)
	on := testkit.AsOf(t, "2025-01-01")
	for _, c := range []struct {
		id      string
		at      day.AsOf
		word    Word
		undated bool
	}{
		{"SGP-3", testkit.AsOf(t, "2019-03-05"), NotAssessed, false},
		{"SGP-3", testkit.AsOf(t, "2019-03-06"), NotDone, false},
		{"CMA-air", testkit.AsOf(t, "2023-11-21"), NotAssessed, false},
		{"CMA-air", on, NotAssessed, true},
		{"CMA-air", day.AsOf{On: on.On}, Reversed, false},
		{"CMA-air", day.AsOf{On: on.On, Known: testkit.AsOf(t, "2018-09-26").Known}, NotAssessed, false},
		{"CMA-air", day.AsOf{}, Reversed, false},
		{"CMA-jsa", on, NotAssessed, true},
		{"PMJ-1.1", on, NotAssessed, false},
	} {
		got, _, err := l.Show(c.id, c.at)
		if err != nil {
			t.Fatal(err)
		}
		if got.Status.Word != c.word || got.Status.Undated != c.undated {
			t.Errorf("%s as of %+v: %+v, want %s, undated %v", c.id, c.at, got.Status, c.word, c.undated)
		}
		if said := strings.Contains(got.Line().Text, "by nobody"); said != (c.word == NotAssessed && !c.undated) {
			t.Errorf("%s as of %+v says %q", c.id, c.at, got.Line().Text)
		}
	}
}

// TestLines: condition, agreed verification, status, who stated it and since when that was
// known are told; nothing of 2019 on the eve.
func TestLines(t *testing.T) {
	l := load(t)
	told := func(id, when string) string {
		c, _, err := l.Show(id, testkit.AsOf(t, when))
		if err != nil {
			t.Fatal(err)
		}
		var all []string
		for _, line := range c.Lines() {
			all = append(all, line.String())
		}
		return strings.Join(all, "\n")
	}
	for _, want := range []string{"condition: United States takes corresponding measures", "verification: none stated", "status: not assessed: by nobody we have read"} {
		if got := told("PYG-5.2", "2018-09-26"); !strings.Contains(got, want) {
			t.Errorf("%q is not told:\n%s", want, got)
		}
	}
	if got := told("PYG-5.1", "2018-09-26"); strings.Contains(got, "2019") || strings.Contains(got, "reversed") {
		t.Errorf("told on the eve:\n%s", got)
	}
	if got := told("PYG-5.1", "2019-03-05"); !strings.Contains(got, "reversed (2019-03-02), stated by https://www.38north.org/2019/03/sohae030519/") || !strings.Contains(got, "known 2019-03-05") {
		t.Errorf("told on 5 March 2019:\n%s", got)
	}
	if c, _, _ := l.Show("PYG-5.1", day.AsOf{On: testkit.AsOf(t, "2018-09-26").On}); c.LaterNote != "" {
		t.Errorf("as it was on the eve, told later: %q", c.LaterNote)
	}
}

// TestSourcesOfTheDay: PMJ-2.3 was stated in June 2018 and again in a book of 2020, in one
// cell: on the eve the book is not among who stated it; without clocks both are.
func TestSourcesOfTheDay(t *testing.T) {
	l := load(t)
	stated := func(at day.AsOf) string {
		c, _, err := l.Show("PMJ-2.3", at)
		if err != nil {
			t.Fatal(err)
		}
		return c.Status.StatedBy
	}
	if got := stated(testkit.AsOf(t, "2018-09-26")); strings.Contains(got, "2020") || !strings.Contains(got, "14 June 2018") {
		t.Errorf("on the eve: %q", got)
	}
	if got := stated(day.AsOf{}); !strings.Contains(got, "2020 Defence White Paper") || !strings.Contains(got, "14 June 2018") {
		t.Errorf("today: %q", got)
	}
	eve := testkit.AsOf(t, "2018-09-26").Known
	for _, c := range []struct{ all, want string }{
		{"a 2018-09; b 2019", "a 2018-09"}, {"b 2019", "a source published later than this day"}, {"seq=3192020", "seq=3192020"},
	} {
		if got := sourcesBy(c.all, eve); got != c.want {
			t.Errorf("%q: %q, want %q", c.all, got, c.want)
		}
	}
}

// TestStatusesOnFile counts the last statuses as the plan states them.
func TestStatusesOnFile(t *testing.T) {
	all, err := load(t).List("", day.AsOf{})
	if err != nil {
		t.Fatal(err)
	}
	counts := map[Word]int{}
	for _, c := range all {
		counts[c.Status.Word]++
	}
	for word, want := range map[Word]int{NotAssessed: 20, Reversed: 11, Partly: 6, NotDone: 2, Lapsed: 2, ConditionNotMet: 1, Fulfilled: 1} {
		if counts[word] != want {
			t.Errorf("%s: %d, want %d", word, counts[word], want)
		}
	}
	if len(all) != 43 {
		t.Errorf("%d clauses, want 43", len(all))
	}
}

// TestNothingLater: no answer as of a day holds a date of knowledge after it.
func TestNothingLater(t *testing.T) {
	l := load(t)
	for _, when := range []string{"2018-04-27", "2018-06-12", "2018-09-26", "2019-03-01", "2020-06-30"} {
		at := testkit.AsOf(t, when)
		all, err := l.List("", at)
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range all {
			if c.KnownOn.Last() > at.Known || c.Date.Last() > at.On || !c.Status.KnownOn.IsZero() && c.Status.KnownOn.Last() > at.Known {
				t.Errorf("%s: %s shows %+v", when, c.ID, c)
			}
			if c.Status.Word != NotAssessed && c.Status.KnownOn.IsZero() {
				t.Errorf("%s: %s shows a status that became known on no day", when, c.ID)
			}
		}
		for _, e := range l.Events(at) {
			if e.KnownOn.Last() > at.Known || e.Date.Last() > at.On {
				t.Errorf("%s: %s", when, e.Text)
			}
		}
	}
}

// TestOrderOfRows: a permuted table gives the same answers.
func TestOrderOfRows(t *testing.T) {
	l, err := Load(testkit.Reversed(t, "commitments.csv", "commitment-events.csv"))
	if err != nil {
		t.Fatal(err)
	}
	for _, at := range []day.AsOf{{}, testkit.AsOf(t, "2018-09-26")} {
		a, _ := load(t).List("", at)
		b, _ := l.List("", at)
		if x, y := text(t, a), text(t, b); x != y {
			t.Errorf("clauses differ:\n%s\n%s", x, y)
		}
		if x, y := text(t, load(t).Events(at)), text(t, l.Events(at)); x != y {
			t.Errorf("events differ:\n%s\n%s", x, y)
		}
	}
}

func text(t *testing.T, v any) string {
	t.Helper()
	b, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

func TestUnknown(t *testing.T) {
	l := load(t)
	_, _, err := l.Show("PYG-9.9", testkit.AsOf(t, "2018-09-26"))
	var unknown *UnknownError
	if !errors.As(err, &unknown) || !strings.Contains(unknown.Hint(), "PYG-5.1") {
		t.Errorf("%v", err)
	}
	if _, _, err := l.Show("PYG-5.1", testkit.AsOf(t, "2018-09-18")); err == nil {
		t.Error("a clause is shown before it was pledged")
	}
	if _, err := l.List("no such instrument", day.AsOf{}); err == nil {
		t.Error("an instrument that is not on file gives an answer")
	}
}

// TestRefuses: what a table may not hold is named with its line.
func TestRefuses(t *testing.T) {
	const head = "id,instrument,date,known_on,article,parties,commitment,condition,deadline,agreed_verification,measurable,status,status_date,status_note,outcome_known_on,later_note,source,source_class,status_source,verification\n"
	const events = "id,date,known_on,event,commitments,source,source_class,verification\n"
	good := "A-1,X,2018-01-01,2018-01-01,,P,text,,,,,partly,2018-02-01,,2018-02-01,,s,press,s,stored-page\n"
	for name, c := range map[string][2]string{
		"status":  {head + strings.Replace(good, "partly", "broken", 1), events},
		"date":    {head + strings.Replace(good, "2018-02-01", "2018-02-30", 1), events},
		"source":  {head + strings.Replace(good, ",press,s,", ",press,,", 1), events},
		"early":   {head + strings.Replace(good, "2018-02-01,,2018-02-01", "2018-02-01,,2018-01-31", 1), events},
		"twice":   {head + good + good, events},
		"clause":  {head + good, events + "e,2018-03-01,2018-03-01,x,B-1,s,press,stored-page\n"},
		"columns": {strings.Replace(head, "article", "articel", 1) + good, events},
	} {
		if name != "columns" && name != "clause" && name != "twice" && c[0] == head+good {
			t.Fatalf("%s changes nothing", name)
		}
		_, err := Load(fstest.MapFS{"commitments.csv": {Data: []byte(c[0])}, "commitment-events.csv": {Data: []byte(c[1])}})
		var problem *source.Error
		if !errors.As(err, &problem) || problem.Hint == "" || problem.Line == 0 {
			t.Errorf("%s: %v", name, err)
		}
	}
}
