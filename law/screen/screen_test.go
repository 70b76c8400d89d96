package screen

import (
	"encoding/json"
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/plimsoll-watch/plimsoll/base/day"
	"github.com/plimsoll-watch/plimsoll/facts"
	"github.com/plimsoll-watch/plimsoll/internal/testkit"
	"github.com/plimsoll-watch/plimsoll/law/listing"
)

func list(t *testing.T) *listing.Library {
	t.Helper()
	l, err := listing.Load(facts.FS())
	if err != nil {
		t.Fatal(err)
	}
	return l
}

func asOf(t *testing.T, s string) day.AsOf {
	t.Helper()
	if s == "" {
		return day.AsOf{}
	}
	return testkit.AsOf(t, s)
}

func TestAsk(t *testing.T) {
	for asked, want := range map[string]Question{
		"CHON MA SAN":             {Name: "CHON MA SAN"},
		"8660313":                 {IMO: 8660313},
		"IMO 8660313":             {IMO: 8660313},
		"imo: 8660313":            {IMO: 8660313},
		"IMO8660313":              {IMO: 8660313},
		"Chon Ma San IMO 8660313": {Name: "Chon Ma San", IMO: 8660313},
		"MMSI 445000000":          {MMSI: 445000000},
		"445000000":               {MMSI: 445000000},
		"AN SAN 1":                {Name: "AN SAN 1"},
		"IMO8660313 AN SAN 1":     {Name: "AN SAN 1", IMO: 8660313},
		"IMO 8660313 8660313":     {IMO: 8660313},
	} {
		want.Asked = asked
		got, err := Ask(asked)
		if err != nil {
			t.Errorf("%s: %v", asked, err)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", asked, diff)
		}
	}
	for _, asked := range []string{
		"", "  ", "...", "IMO x", "MMSI 99999999999", "\x00",
		"CHON MA SAN IMO9999999999", "IMO 8660313 IMO 9163154", "8660313 9163154", "445000000 MMSI 445000001", "866031", "86603131", "IMO 0", "MMSI 0",
	} {
		_, err := Ask(asked)
		var e *QuestionError
		if !errors.As(err, &e) || e.Hint() == "" {
			t.Errorf("%q: %v", asked, err)
		}
	}
}

// TestScreen: matches with their terms, and "no match" that says what was looked at.
func TestScreen(t *testing.T) {
	for _, c := range []struct {
		asked, when string
		name        string   // of the match, empty: none
		terms       []string // in order, "-" before those against
	}{
		{"IMO 8660313", "2018-09-26", "CHON MA SAN", []string{"imo"}},
		{"IMO 8660313", "2018-03-29", "", nil},
		{"m/v Chon-Ma San", "2018-09-26", "CHON MA SAN", []string{"name"}},
		{"CHON MA SAN IMO 8660313", "", "CHON MA SAN", []string{"imo", "name"}},
		{"CHON MA SAN IMO 9163154", "", "CHON MA SAN", []string{"name", "-number-differs"}},
		{"OTHER NAME IMO 8660313", "", "CHON MA SAN", []string{"imo", "-name-differs"}},
		{"8660314", "", "", nil},
		{"NO SUCH SHIP", "", "", nil},
		{"MMSI 445000000", "", "", nil},
	} {
		q, err := Ask(c.asked)
		if err != nil {
			t.Fatal(err)
		}
		a := Screen(list(t), q, asOf(t, c.when))
		if c.name == "" {
			if len(a.Matches) != 0 || !strings.Contains(a.Lines()[0], "no match in the list of vessels designated under resolution 1718 (2006), list of ") {
				t.Errorf("%s on %s: %v", c.asked, c.when, a.Lines())
			}
			continue
		}
		if len(a.Matches) == 0 || a.Matches[0].Vessel.Name != c.name {
			t.Errorf("%s on %s: %v", c.asked, c.when, a.Lines())
			continue
		}
		var terms []string
		for _, term := range a.Matches[0].Terms {
			side := ""
			if !term.For {
				side = "-"
			}
			terms = append(terms, side+term.Term)
		}
		if diff := cmp.Diff(c.terms, terms); diff != "" {
			t.Errorf("%s (-want +got):\n%s", c.asked, diff)
		}
		if got, want := a.Matches[0].Identifies, c.terms[0] == "imo"; got != want {
			t.Errorf("%s: identifies %v", c.asked, got)
		}
	}
}

// TestOneHullSeveralNames: the number finds the hull under whatever name; a later name is
// a former-name term.
func TestOneHullSeveralNames(t *testing.T) {
	for _, asked := range []string{"IMO 8914934", "EVER BRIGHT 88", "FAN KE"} {
		q, err := Ask(asked)
		if err != nil {
			t.Fatal(err)
		}
		a := Screen(list(t), q, day.AsOf{})
		if len(a.Matches) != 1 || a.Matches[0].Vessel.IMO != 8914934 {
			t.Errorf("%s: %v", asked, a.Lines())
		}
	}
}

// TestNeverClear: no answer says that a ship is clear, and each says what was not looked
// at and how old the list is.
func TestNeverClear(t *testing.T) {
	for _, asked := range []string{"NO SUCH SHIP", "CHON MA SAN", "IMO 1234567", "MMSI 445000000"} {
		q, err := Ask(asked)
		if err != nil {
			t.Fatal(err)
		}
		text := strings.ToLower(strings.Join(func() []string { a := Screen(list(t), q, day.AsOf{}); return a.Lines() }(), "\n"))
		if strings.Contains(text, "clear") || !strings.Contains(text, "not checked: ") || !strings.Contains(text, "last compared with") {
			t.Errorf("%s:\n%s", asked, text)
		}
	}
}

// TestEveShowsNothingLater: on 26 September 2018 none of the three ships of 16 October.
func TestEveShowsNothingLater(t *testing.T) {
	l, eve := list(t), asOf(t, "2018-09-26")
	later := 0
	for _, v := range l.Vessels(day.AsOf{}) {
		q := Question{Asked: v.Name, Name: v.Name, IMO: v.IMO}
		a := Screen(l, q, eve)
		b, err := json.Marshal(a)
		if err != nil {
			t.Fatal(err)
		}
		if strings.Contains(string(b), "2018-10-16") {
			t.Errorf("%s: %s", v.Name, b)
		}
		if v.Acts[0].Designated.String() == "2018-10-16" {
			later++
			if len(a.Matches) != 0 {
				t.Errorf("%s, designated later, matches on the eve", v.Name)
			}
		}
	}
	if later != 3 {
		t.Errorf("%d ships of 16 October 2018, want 3", later)
	}
}

func FuzzAsk(f *testing.F) {
	for _, s := range []string{"CHON MA SAN IMO 8660313", "8660313", "MMSI 445000000", "IMO", "MMSI", "IMO 1", "\xff"} {
		f.Add(s)
	}
	l, err := listing.Load(facts.FS())
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, s string) {
		q, err := Ask(s)
		if err != nil {
			return
		}
		a := Screen(l, q, day.AsOf{})
		if len(a.Lines()) < 3 || len(a.NotChecked) == 0 {
			t.Errorf("%q: %v", s, a.Lines())
		}
	})
}
