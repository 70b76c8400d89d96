package regime

import (
	"encoding/csv"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/plimsoll-watch/plimsoll/base/day"
	"github.com/plimsoll-watch/plimsoll/internal/testkit"
)

func names(elements []Element, role Role) []string {
	var out []string
	for _, e := range elements {
		if e.Role == role {
			out = append(out, e.Name)
		}
	}
	return out
}

// TestElementsReplaced: 2321 (30 November 2016) put approval in the place of notice, and
// added crews, in 2270 para. 19. On that day only the new words bind; before it only the
// old, whatever is known now; who knew 2270 alone knew of no end.
func TestElementsReplaced(t *testing.T) {
	l := load(t)
	for _, c := range []struct {
		on, known       string
		exception, crew []string
	}{
		{"2016-06-01", "2016-06-01", []string{"notified"}, nil},
		{"2016-06-01", "", []string{"notified"}, nil},
		{"2016-11-29", "", []string{"notified"}, nil},
		{"2016-11-30", "2016-11-30", []string{"approved"}, []string{"crew-from-dprk"}},
		{"2018-09-26", "2018-09-26", []string{"approved"}, []string{"crew-from-dprk"}},
		{"2017-01-01", "2016-06-01", []string{"notified"}, nil},
		{"", "2016-06-01", []string{"notified"}, nil},
		{"", "", []string{"approved", "notified"}, []string{"crew-from-dprk"}},
	} {
		var at day.AsOf
		if c.on != "" {
			at.On = testkit.AsOf(t, c.on).On
		}
		if c.known != "" {
			at.Known = testkit.AsOf(t, c.known).Known
		}
		m, ok := l.Measure("charter-crew-2270", at)
		if !ok {
			t.Fatalf("on %q, known %q: not on file", c.on, c.known)
		}
		got := names(m.Elements, Exception)
		slices.Sort(got)
		crew := slices.DeleteFunc(names(m.Elements, Test), func(name string) bool { return name != "crew-from-dprk" })
		if diff := cmp.Diff(c.exception, got); diff != "" || len(crew) != len(c.crew) {
			t.Errorf("on %q, known %q: crew %v, exceptions (-want +got):\n%s", c.on, c.known, crew, diff)
		}
	}
}

// TestEndsNotKnown: an element's end is shown once the text that ended it was adopted; an
// end that its own text states is shown from the beginning.
func TestEndsNotKnown(t *testing.T) {
	for _, when := range []string{"2016-06-01", "2017-08-05", "2017-10-01", "2018-09-26"} {
		at := testkit.AsOf(t, when)
		a := ask(t, Query{AsOf: at})
		for _, m := range slices.Concat(a.InForce, a.Replaced, a.NotYet) {
			for _, e := range m.Elements {
				if !e.To.IsZero() && e.To.Last() > at.Known && m.Period == "" {
					t.Errorf("%s: %s, %s ends %s", when, m.ID, e.Name, e.To)
				}
				if e.KnownOn.Last() > at.Known {
					t.Errorf("%s: %s, %s known %s", when, m.ID, e.Name, e.KnownOn)
				}
			}
		}
	}
	crude, _ := load(t).Measure("crude-2375", testkit.AsOf(t, "2017-10-01"))
	if len(crude.Elements) != 3 || !crude.Elements[0].To.IsZero() {
		t.Errorf("crude in October 2017: %+v", crude.Elements)
	}
	window, _ := load(t).Measure("refined-2375-q4", testkit.AsOf(t, "2017-10-01"))
	if len(window.Elements) == 0 || window.Elements[0].To.String() != "2017-12-31" {
		t.Errorf("the window of 2017 ends by its own words: %+v", window.Elements)
	}
}

// TestNoneEntered: "none entered" is said of the measures without a row in
// measure-elements.csv, on any day; not of one that ended, or had not begun.
func TestNoneEntered(t *testing.T) {
	rows, err := csv.NewReader(strings.NewReader(testkit.Table(t, "measure-elements.csv"))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	entered := map[string]bool{}
	for _, r := range rows[1:] {
		entered[r[slices.Index(rows[0], "measure")]] = true
	}
	l := load(t)
	for _, when := range []string{"2006-10-14", "2016-11-30", "2017-09-30", "2017-12-22", "2018-09-26", "2024-05-01"} {
		a := ask(t, Query{AsOf: testkit.AsOf(t, when)})
		for _, m := range slices.Concat(a.InForce, a.Replaced, a.NotYet) {
			lines := m.Lines(true)
			if none := strings.Contains(lines[len(lines)-1].Text, "none entered"); none == entered[m.ID] {
				t.Errorf("%s: %s says none are entered: %v", when, m.ID, none)
			}
		}
	}
	if m, _ := l.Measure("refined-2375-2018", testkit.AsOf(t, "2018-09-26")); !slices.Contains(names(m.Elements, Exception), "quota") {
		t.Error("a measure replaced before it began lost its elements")
	}
}

// TestBoundIsCited: each way in which a measure binds is cited by an element that says it.
func TestBoundIsCited(t *testing.T) {
	for _, m := range ask(t, Query{AsOf: testkit.AsOf(t, "2018-09-26")}).InForce {
		said := map[string]string{}
		for _, e := range m.Elements {
			said[e.Rows[0]] = e.Bound + " (" + e.Modality + ")"
		}
		lines := m.boundLines()
		for _, line := range lines {
			if said[line.Rows[0]] != line.Text {
				t.Errorf("%s: %q is cited by %v, which says %q", m.ID, line.Text, line.Rows, said[line.Rows[0]])
			}
		}
		if len(lines) == 0 && len(names(m.Elements, Test)) > 0 {
			t.Errorf("%s binds nobody", m.ID)
		}
	}
}
