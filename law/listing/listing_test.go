package listing

import (
	"encoding/json"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/plimsoll-watch/plimsoll/base/day"
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

// TestActsAndHulls: 69 acts on 67 hulls; two hulls were designated twice; every number
// of a ship has the right check digit (T48).
func TestActsAndHulls(t *testing.T) {
	l := load(t)
	acts, twice, numbers := 0, []string{}, 0
	hulls := append(l.Vessels(day.AsOf{}), l.Removed(day.AsOf{})...)
	for _, v := range hulls {
		acts += len(v.Acts)
		if len(v.Acts) > 1 {
			twice = append(twice, v.IMO.String())
		}
		for _, a := range v.Acts {
			if a.IMO != 0 {
				numbers++
				if !a.IMO.Valid() {
					t.Errorf("%s: IMO %s", a.Name, a.IMO)
				}
			}
		}
	}
	slices.Sort(twice)
	if acts != 69 || len(hulls) != 67 || numbers != 68 {
		t.Errorf("%d acts on %d hulls, %d with a number; want 69, 67, 68", acts, len(hulls), numbers)
	}
	if diff := cmp.Diff([]string{"8628597", "8914934"}, twice); diff != "" {
		t.Errorf("designated twice (-want +got):\n%s", diff)
	}
}

// TestByDate: ships on the list by day; an act counts from its day, a removal of a day
// takes the ship off on it.
func TestByDate(t *testing.T) {
	l := load(t)
	for _, c := range []struct {
		when string
		want int
	}{
		{"2016-03-01", 0}, {"2016-03-02", 31}, {"2016-03-20", 31},
		{"2018-03-29", 30}, {"2018-03-30", 56}, {"2018-09-26", 56}, {"2018-10-16", 59},
	} {
		if got := len(l.Vessels(testkit.AsOf(t, c.when))); got != c.want {
			t.Errorf("%s: %d ships, want %d", c.when, got, c.want)
		}
	}
	if got := len(l.Removed(testkit.AsOf(t, "2016-03-31"))); got != 4 {
		t.Errorf("%d removed in March 2016, want 4", got)
	}
}

// TestNothingLater: no answer as of a day holds an act or removal that became known after.
func TestNothingLater(t *testing.T) {
	l := load(t)
	for _, when := range []string{"2016-03-02", "2016-03-20", "2017-10-03", "2018-03-30", "2018-09-26"} {
		at := testkit.AsOf(t, when)
		for _, v := range append(l.Vessels(at), l.Removed(at)...) {
			for _, a := range v.Acts {
				if a.KnownOn.Last() > at.Known || a.Designated.Last() > at.On || a.Note != "" ||
					a.Removal != nil && a.Removal.KnownOn.Last() > at.Known || a.LastSeen != nil && a.LastSeen.On.Last() > at.Known {
					t.Errorf("%s: %+v", when, a)
				}
			}
		}
	}
}

// TestSameHull: one hull under several names is one vessel (T49, T50).
func TestSameHull(t *testing.T) {
	for _, v := range load(t).Vessels(day.AsOf{}) {
		if v.IMO != 8914934 {
			continue
		}
		names := v.Names()
		if !slices.ContainsFunc(names, func(n Name) bool { return n.Name == "EVER BRIGHT 88" }) || !slices.ContainsFunc(names, func(n Name) bool { return n.Name == "FAN KE" }) {
			t.Errorf("%v", names)
		}
		return
	}
	t.Error("8914934 is not on the list")
}

// TestMeasures: what an act names is what binds, and whom.
func TestMeasures(t *testing.T) {
	l := load(t)
	for _, v := range l.Vessels(testkit.AsOf(t, "2018-09-26")) {
		if v.Name != "CHON MA SAN" {
			continue
		}
		var got []string
		for _, m := range l.Measures(v) {
			got = append(got, m.String())
		}
		want := []string{
			"asset freeze (S/RES/2321 (2016), para. 12(d)), binds all Member States",
			"port entry ban (S/RES/2371 (2017), para. 6), binds port States",
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("(-want +got):\n%s", diff)
		}
	}
}

// TestCounts: listings by act, as the plan states them (T46, T47).
func TestCounts(t *testing.T) {
	counts := load(t).Counts(day.AsOf{})
	totals, all := map[string]int{}, 0
	for _, c := range counts {
		totals[c.Listed.String()] = c.Total()
		all += c.Total()
	}
	for when, want := range map[string]int{"2016-03-02": 28, "2016-11-30": 21, "2017-06-02": 18, "2017-08-05": 13, "2017-09-11": 4, "2017-12-22": 17, "2018-03-30": 22} {
		if totals[when] != want {
			t.Errorf("%s: %d, want %d", when, totals[when], want)
		}
	}
	if all != 155 {
		t.Errorf("%d in all, want 155", all)
	}
}

// TestOrderOfRows: a permuted table gives the same answers.
func TestOrderOfRows(t *testing.T) {
	l, err := Load(testkit.Reversed(t, "designated-vessels.csv", "listings-by-date.csv"))
	if err != nil {
		t.Fatal(err)
	}
	for _, at := range []day.AsOf{{}, testkit.AsOf(t, "2018-09-26")} {
		a, _ := json.Marshal([]any{load(t).Vessels(at), load(t).Removed(at), load(t).Age(at)})
		b, _ := json.Marshal([]any{l.Vessels(at), l.Removed(at), l.Age(at)})
		if string(a) != string(b) {
			t.Errorf("answers differ:\n%s\n%s", a, b)
		}
	}
}
