package limit

import (
	"slices"
	"strings"
	"testing"

	"github.com/plimsoll-watch/plimsoll/base/day"
)

func always() Window { return Window{day.Min, day.Max} }

// TestContradictions: each known contradiction of the public record is found, with
// its arithmetic; correcting one figure in the table makes the finding go away, so
// it is found by comparison and not looked up.
func TestContradictions(t *testing.T) {
	for _, c := range []struct {
		name, check, row, against   string
		file, id, column, corrected string
	}{
		{"C01", ToldTwice, "2019-oct8", "23,566 + (40,176 - 27,676) = 36,066 t", "delivery-aggregates.csv", "2019-oct8", "tonnes", "36066"},
		{"C02", Falls, "2019-ru-jan-jul", "23,566 t, Jan to Aug 2019", "delivery-aggregates.csv", "2019-ru-jan-jul", "tonnes", "20955"},
		{"C03", ToldTwice, "2023-ru-year-uniterr", "44,655 + 10,666 + 50,523 = 105,844 bbl", "delivery-aggregates.csv", "2023-ru-year-uniterr", "barrels", "105843"},
		{"C03", MixedUnits, "2023-ru-year-uniterr", "79,905 bbl (Jan to Jul 2023) + 3,248 t (Aug to Dec 2023, at 7.98 bbl/t) = 83,153", "delivery-aggregates.csv", "2023-ru-year-uniterr", "barrels", "105843"},
		{"C04", ToldTwice, "2018-ru-jan-oct-b", "15,103 + 3,778 = 18,881 t", "delivery-aggregates.csv", "2018-ru-jan-oct-b", "tonnes", "18881"},
		{"C05", Uneven, "2022-ru-year-claim", "leaves 96,075 for Jul to Nov 2022", "delivery-aggregates.csv", "2022-ru-year-claim", "barrels", "3200"},
		{"C06", ToldTwice, "2023-cn-jan-aug", "93,786 + 90,756 - 9,197 - 33,931 - 15,260 = 126,154 bbl", "delivery-aggregates.csv", "2023-cn-jan-aug", "barrels", "126000"},
		{"C07", ToldTwice, "2020-jan-may-us", "74,000 + 12,000 = 86,000 bbl", "delivery-aggregates.csv", "2020-jan-may-us", "barrels", "86000.5"},
		{"C08", Uneven, "2024-jan-feb", "leaves 52,489 for Mar to Aug 2024", "delivery-aggregates.csv", "2024-jan-feb", "barrels", "46190"},
		{"April 2018", PartOver, "CN+RU-2018-04-ref", "4,293 t, Russia alone", "deliveries.csv", "RU-2018-04-ref", "tonnes", "293"},
		{"Russia, 2018", NoFactor, "2018-ru-year-bbl", "8.246 bbl/t", "delivery-aggregates.csv", "2018-ru-year-bbl", "barrels", "233335"},
	} {
		t.Run(c.name+" "+c.check, func(t *testing.T) {
			found, ok := shipped(t).findingOn(c.check, c.row, day.AsOf{})
			if !ok || !strings.Contains(found.Against, c.against) {
				t.Fatalf("against %q (found %v), want %q", found.Against, ok, c.against)
			}
			f := shippedFiles(t)
			f.set(t, c.file, c.id, c.column, c.corrected)
			for _, again := range f.read(t).Contradictions(Refined, always(), day.AsOf{}) {
				if again.Check == c.check && again.About == found.About {
					t.Errorf("corrected, and still found: %+v", again)
				}
			}
		})
	}
}

// TestContradictionsOf2018 has the five that the page of 2018 shows.
func TestContradictionsOf2018(t *testing.T) {
	var got []string
	for _, c := range shipped(t).Contradictions(Refined, year("2018"), day.AsOf{}) {
		got = append(got, c.About+": "+c.Difference)
	}
	for _, want := range []string{
		"Russia, Jan to Oct 2018: 1; 63; 18 t", "China and Russia, Apr 2018: 3,855 t", "China, 2018: 2; 10 t",
		"Russia, 2018: no admitted factor fits", "China and Russia, Jan to Oct 2018: 17 t",
	} {
		if !slices.Contains(got, want) {
			t.Errorf("%q is not found; found %q", want, got)
		}
	}
	if len(got) != 5 {
		t.Errorf("%d found: %q", len(got), got)
	}
}

// TestPercentage: no share of the shipped table is wrong; one that is, is found.
func TestPercentage(t *testing.T) {
	for _, c := range shipped(t).Contradictions(Refined, always(), day.AsOf{}) {
		if c.Check == Percentage {
			t.Errorf("found %+v", c)
		}
	}
	f := shippedFiles(t)
	f.set(t, "delivery-aggregates.csv", "2020-jan16", "percent_of_cap", "58") // 317,390 of 500,000 bbl are 63.5 %
	if c, ok := f.read(t).findingOn(Percentage, "2020-jan16", day.AsOf{}); !ok || !strings.HasPrefix(c.Difference, "5.") {
		t.Errorf("found %v: %+v", ok, c)
	}
	f = shippedFiles(t)
	f.set(t, "delivery-aggregates.csv", "coal-2017-q1", "percent_of_cap", "36.65")
	if got := f.read(t).Contradictions("coal", always(), day.AsOf{}); len(got) != 1 || got[0].Check != Percentage {
		t.Errorf("coal: %+v", got)
	}
}

// TestSeenWhenKnown: a contradiction is there from the day its last row was known.
func TestSeenWhenKnown(t *testing.T) {
	tables := shipped(t)
	for _, c := range tables.Contradictions(Refined, always(), day.AsOf{}) {
		if !c.KnownOn.KnownBy(day.Max) || len(c.Rows) < 2 {
			t.Errorf("%s %s: known on %v, %d rows", c.Check, c.About, c.KnownOn, len(c.Rows))
		}
	}
	if got := tables.Contradictions(Refined, always(), asOf("2018-09-26")); len(got) != 0 {
		t.Errorf("on 26 September 2018 the rows do not contradict one another yet: %+v", got)
	}
	for _, c := range []struct {
		day  string
		want bool
	}{{"2019-10-07", false}, {"2019-10-08", true}} {
		if _, ok := tables.findingOn(Falls, "2019-ru-jan-jul", asOf(c.day)); ok != c.want {
			t.Errorf("on %s the falling series is found: %v", c.day, ok)
		}
	}
}

// TestRecalledRowsContradictNothing.
func TestRecalledRowsContradictNothing(t *testing.T) {
	f := shippedFiles(t)
	f.set(t, "delivery-aggregates.csv", "2019-ru-jan-jul", "verification", "recalled")
	if c, ok := f.read(t).findingOn(Falls, "2019-ru-jan-jul", day.AsOf{}); ok {
		t.Errorf("a recalled row was held against another: %+v", c)
	}
}
