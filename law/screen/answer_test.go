package screen

import (
	"strings"
	"testing"
	"testing/fstest"

	"github.com/plimsoll-watch/plimsoll/base/day"
	"github.com/plimsoll-watch/plimsoll/facts"
	"github.com/plimsoll-watch/plimsoll/internal/testkit"
	"github.com/plimsoll-watch/plimsoll/law/listing"
)

func answer(t *testing.T, asked, when string) Answer {
	t.Helper()
	q, err := Ask(asked)
	if err != nil {
		t.Fatal(err)
	}
	return Screen(list(t), q, asOf(t, when))
}

// TestNamesAreFolded: punctuation, case, apostrophes and a ship's prefix tell no names
// apart; letters, numbers and their order do.
func TestNamesAreFolded(t *testing.T) {
	for asked, want := range map[string]string{
		"Billions No.18": "BILLIONS NO. 18", "billions no 18": "BILLIONS NO. 18", "RYE SONG GANG1": "RYE SONG GANG 1", "M.V. Mi Rim": "MI RIM", "M/T YUK-TUNG": "YUK TUNG",
		"HAP JANG GANG 7": "", "MI RIM 3": "", "RIM MI": "", "BILLIONS NO. 1 8": "",
	} {
		a := answer(t, asked, "")
		got := ""
		if len(a.Matches) > 0 {
			got = a.Matches[0].Vessel.Name
		}
		if got != want || len(a.Matches) > 1 {
			t.Errorf("%s: %q, want %q", asked, got, want)
		}
	}
}

// TestRemoved: four ships were taken off on 21 March 2016, which became known the day
// after: matches as of the 21st, no match from then on, and the removal is told.
func TestRemoved(t *testing.T) {
	for _, c := range []struct {
		when             string
		matches, removed int
	}{
		{"2016-03-01", 0, 0}, {"2016-03-20", 1, 0}, {"2016-03-21", 1, 0}, {"2016-03-22", 0, 1}, {"", 0, 1},
	} {
		for _, asked := range []string{"IMO 8602531", "JH 86", "IMO 9163166", "IMO 9163154", "GRAND KARO"} {
			a := answer(t, asked, c.when)
			text := strings.Join(a.Lines(), "\n")
			if len(a.Matches) != c.matches || len(a.Removed) != c.removed ||
				strings.Contains(text, "removed 2016-03-21") != (c.removed > 0) || strings.Contains(text, "no match in") != (c.matches == 0) {
				t.Errorf("%s as of %q: %d matches, %d removed\n%s", asked, c.when, len(a.Matches), len(a.Removed), text)
			}
		}
	}
}

// TestRenamed: a name that a ship took later is no name of it before (T49, T50).
func TestRenamed(t *testing.T) {
	for _, c := range []struct {
		asked, when string
		want        int
	}{
		{"SAEBYOL", "2018-09-26", 0}, {"SAEBYOL", "2019-12-31", 1}, {"CHONG RIM 2", "2018-09-26", 1},
		{"SHENG DA 6", "2016-03-20", 0}, {"SHENG DA 8", "2016-12-31", 0}, // removed by then
	} {
		if a := answer(t, c.asked, c.when); len(a.Matches) != c.want {
			t.Errorf("%s as of %s: %v", c.asked, c.when, a.Lines())
		}
	}
	for name, imo := range map[string]string{"SHENG DA 8": "9163166", "SHENG DA 6": "9163154"} {
		if a := answer(t, name, ""); len(a.Removed) != 1 || a.Removed[0].Vessel.IMO.String() != imo {
			t.Errorf("%s: %v", name, a.Lines())
		}
	}
}

// TestScore: the score is the sum of the weights of the package comment.
func TestScore(t *testing.T) {
	for asked, want := range map[string][]int{
		"IMO 8660313": {100}, "CHON MA SAN": {40}, "SAEBYOL": {35}, "CHON MA SAN IMO 8660313": {140}, "OTHER IMO 8660313": {90},
		"CHON MA SAN IMO 9163154": {10}, "CHON MA SAN IMO 8660314": {0},
		"MIN NING DE YOU 078 IMO 8660313": {90, 40}, // the number is another's; this entry has none
	} {
		a := answer(t, asked, "")
		if len(a.Matches) != len(want) {
			t.Errorf("%s: %v", asked, a.Lines())
			continue
		}
		for i, m := range a.Matches {
			sum := 0
			for _, term := range m.Terms {
				sum += term.Weight
				if term.For != (term.Weight > 0) {
					t.Errorf("%s: %+v", asked, term)
				}
			}
			if sum != m.Score || sum != want[i] {
				t.Errorf("%s: score %d, sum %d, want %d", asked, m.Score, sum, want[i])
			}
		}
	}
}

// TestOwnRows: a ship of the user's own rows is found, and never told as on the list.
func TestOwnRows(t *testing.T) {
	header, _, _ := strings.Cut(testkit.Table(t, "designated-vessels.csv"), "\n")
	row := "INVENTED,,9074729,ok,tanker,,2018-01-01,2018-01-01,no,yes,no,2371 para 6,,,,,,,my notes,press,stored-page\n"
	own := fstest.MapFS{"designated-vessels.csv": {Data: []byte(header + "\n" + row)}}
	l, err := listing.LoadWith(facts.FS(), own)
	if err != nil {
		t.Fatal(err)
	}
	a := Screen(l, Question{Asked: "IMO 9074729", IMO: 9074729}, day.AsOf{})
	lines := a.Lines()
	if len(a.Matches) != 1 || !strings.Contains(lines[0], "no match in the list of vessels designated") ||
		!strings.Contains(lines[1], "by number in rows of your own, not in that list: INVENTED") ||
		!strings.Contains(strings.Join(lines, "\n"), "delisting unchecked") {
		t.Error(strings.Join(lines, "\n"))
	}
}
