package regime

import (
	"encoding/json"
	"errors"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

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

func ask(t *testing.T, q Query) Answer {
	t.Helper()
	a, err := load(t).InForce(q)
	if err != nil {
		t.Fatal(err)
	}
	return a
}

func ids(measures []Measure) []string {
	var out []string
	for _, m := range measures {
		out = append(out, m.ID)
	}
	slices.Sort(out)
	return out
}

// TestPetroleum: the limits of petroleum by day: each in force from its text to the one
// that replaced it; the cap of two million was replaced before it began.
func TestPetroleum(t *testing.T) {
	for _, c := range []struct {
		day               string
		in, out, notBegun []string
	}{
		{"2017-09-12", []string{"avfuel-2270", "condensates", "crude-2375"}, nil, []string{"refined-2375-2018", "refined-2375-q4"}},
		{"2017-10-01", []string{"avfuel-2270", "condensates", "crude-2375", "refined-2375-q4"}, nil, []string{"refined-2375-2018"}},
		{"2017-12-22", []string{"avfuel-2270", "condensates", "crude-cap", "refined-2375-q4", "trigger-2397"}, []string{"crude-2375", "refined-2375-2018"}, []string{"refined-cap"}},
		{"2018-09-26", []string{"avfuel-2270", "condensates", "crude-cap", "refined-cap", "trigger-2397"}, []string{"crude-2375", "refined-2375-2018", "refined-2375-q4"}, nil},
	} {
		a := ask(t, Query{Regime: "dprk", About: "petroleum", AsOf: testkit.AsOf(t, c.day)})
		for name, pair := range map[string][2][]string{"in force": {c.in, ids(a.InForce)}, "replaced": {c.out, ids(a.Replaced)}, "not yet": {c.notBegun, ids(a.NotYet)}} {
			if diff := cmp.Diff(pair[0], pair[1]); diff != "" {
				t.Errorf("%s, %s (-want +got):\n%s", c.day, name, diff)
			}
		}
	}
}

// TestCoal: each text on coal ends on the day the next replaces it.
func TestCoal(t *testing.T) {
	for when, want := range map[string][]string{
		"2016-11-29": {"coal-iron-2270"},
		"2016-12-01": {"coal-cap-2016", "coal-iron-2321"},
		"2016-12-31": {"coal-cap-2016", "coal-iron-2321"},
		"2017-08-04": {"coal-cap-2017", "coal-iron-2321"},
		"2017-08-05": {"coal-iron-2371"},
	} {
		if diff := cmp.Diff(want, ids(ask(t, Query{About: "coal", AsOf: testkit.AsOf(t, when)}).InForce)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", when, diff)
		}
	}
}

// TestNothingLater: as of a day, no text adopted later is named, in any field.
func TestNothingLater(t *testing.T) {
	l := load(t)
	for _, when := range []string{"2009-06-12", "2016-03-02", "2017-08-05", "2017-09-11", "2018-09-26"} {
		at := testkit.AsOf(t, when)
		a := ask(t, Query{AsOf: at})
		for _, m := range slices.Concat(a.InForce, a.Replaced, a.NotYet) {
			m.Source = "" // names where we read it, whenever that was
			for i := range m.Elements {
				m.Elements[i].Source = ""
			}
			for n, adopted := range l.adopted {
				if adopted.Last() > at.Known && strings.Contains(text(t, m), n) {
					t.Errorf("%s: %s names %s, adopted %s: %s", when, m.ID, n, adopted, text(t, m))
				}
			}
		}
	}
	if m, ok := l.Measure("panel", testkit.AsOf(t, "2018-09-26")); !ok || !m.To.IsZero() || m.Summary != "Panel of Experts" {
		t.Errorf("the end of the Panel was known in 2018: %+v", m)
	}
	if m, _ := l.Measure("panel", testkit.AsOf(t, "2024-05-01")); m.To.IsZero() {
		t.Error("the end of the Panel is not known after it")
	}
}

// TestElements: the ban on ship-to-ship transfers asks four things; measures without
// elements say so.
func TestElements(t *testing.T) {
	m, ok := load(t).Measure("sts-ban", testkit.AsOf(t, "2018-09-26"))
	if !ok || m.Name() != "S/RES/2375 (2017), para. 11" || len(m.Elements) != 4 {
		t.Fatalf("%+v", m)
	}
	if got := m.Bound(); len(got) != 1 || !strings.Contains(got[0], "decides") {
		t.Errorf("bound: %v", got)
	}
	if _, ok := load(t).Measure("sts-ban", testkit.AsOf(t, "2017-09-10")); ok {
		t.Error("known before it was adopted")
	}
	arms, _ := load(t).Measure("arms-heavy", day.AsOf{})
	if lines := arms.Lines(true); !strings.Contains(lines[len(lines)-1].Text, "none entered") {
		t.Errorf("%v", lines)
	}
	with := 0
	for _, m := range ask(t, Query{}).InForce {
		if len(m.Elements) > 0 {
			with++
		}
	}
	if with == 0 {
		t.Error("no measure has elements")
	}
}

// TestElementsOfTheDay: the second ground of the port ban came with resolution 2375; on a
// day before it is not asked, whatever is known today.
func TestElementsOfTheDay(t *testing.T) {
	on := func(date string) (grounds int) {
		m, ok := load(t).Measure("desig-port-ban-2371", day.AsOf{On: testkit.AsOf(t, date).On})
		if !ok {
			t.Fatal("not on file")
		}
		for _, e := range m.Elements {
			if e.Role == Ground {
				grounds++
			}
		}
		return grounds
	}
	if before, after := on("2017-09-10"), on("2017-09-11"); before != 1 || after != 2 {
		t.Errorf("%d grounds before resolution 2375, %d from it on; want 1 and 2", before, after)
	}
}

// TestOrderOfRows: permuted tables give the same answers.
func TestOrderOfRows(t *testing.T) {
	l, err := Load(testkit.Reversed(t, "resolutions.csv", "measures.csv", "measure-elements.csv"))
	if err != nil {
		t.Fatal(err)
	}
	for _, at := range []day.AsOf{{}, testkit.AsOf(t, "2018-09-26")} {
		a, err := l.InForce(Query{AsOf: at})
		if err != nil {
			t.Fatal(err)
		}
		if x, y := text(t, ask(t, Query{AsOf: at})), text(t, a); x != y {
			t.Errorf("answers differ:\n%s\n%s", x, y)
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

func TestBadQuestions(t *testing.T) {
	for _, q := range []Query{{Regime: "dprc"}, {About: "boats"}} {
		_, err := load(t).InForce(q)
		var e *QueryError
		if !errors.As(err, &e) || e.Hint() == "" {
			t.Errorf("%+v: %v", q, err)
		}
	}
}

// TestRefuses: a broken reference is named with its line.
func TestRefuses(t *testing.T) {
	for name, change := range map[string][2]string{
		"measures.csv":         {"1718 (2006)", "1719 (2006)"},
		"measure-elements.csv": {",sts-ban,", ",sts-bann,"},
	} {
		tables := fstest.MapFS{}
		for _, n := range []string{"resolutions.csv", "measures.csv", "measure-elements.csv"} {
			body := testkit.Table(t, n)
			if n == name {
				body = strings.Replace(body, change[0], change[1], 1)
			}
			tables[n] = &fstest.MapFile{Data: []byte(body)}
		}
		_, err := Load(tables)
		var problem *source.Error
		if !errors.As(err, &problem) || problem.Line == 0 || problem.Hint == "" {
			t.Errorf("%s: %v", name, err)
		}
	}
}
