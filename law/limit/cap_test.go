package limit

import (
	"errors"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/plimsoll-watch/plimsoll/base/day"
	"github.com/plimsoll-watch/plimsoll/base/source"
)

// TestWhichCap: the limit that holds on a day as known on a day, from the texts.
func TestWhichCap(t *testing.T) {
	tables := shipped(t)
	for _, c := range []struct {
		product, on, known, period, want string
		window                           string
	}{
		{"refined", "2017-10-01", "", "", "refined-2017q4", "1 Oct to 31 Dec 2017"},
		{"refined", "2017-12-31", "", "", "refined-2017q4", "1 Oct to 31 Dec 2017"},
		{"refined", "2018-01-01", "", "", "refined-annual", "calendar year 2018"},
		{"refined", "2025-06-30", "", "", "refined-annual", "calendar year 2025"},
		// before 22 December 2017 the year 2018 was to have a limit of 2,000,000 bbl
		{"refined", "2017-12-21", "2017-12-21", "2018", "refined-2018-2375", "calendar year 2018"},
		{"refined", "2017-12-22", "2017-12-22", "2018", "refined-annual", "calendar year 2018"},
		{"crude", "2017-12-21", "", "", "crude-2375", "22 Dec 2016 to 21 Dec 2017"},
		{"crude", "2017-12-22", "", "", "crude-annual", "22 Dec 2017 to 21 Dec 2018"},
		{"crude", "2018-12-21", "", "", "crude-annual", "22 Dec 2017 to 21 Dec 2018"},
		{"crude", "2018-12-22", "", "", "crude-annual", "22 Dec 2018 to 21 Dec 2019"},
		{"coal", "2016-12-15", "", "", "coal-2016", "30 Nov to 31 Dec 2016"},
		{"coal", "2017-08-04", "", "", "coal-2017", "calendar year 2017"},
		// the full ban of 5 August 2017 was not known on the 1st
		{"coal", "2017-10-01", "2017-08-01", "", "coal-2017", "calendar year 2017"},
		{"condensates", "2018-01-01", "", "", "condensate", "from 11 Sep 2017 on"},
	} {
		q := Question{Product: c.product, Period: c.period, AsOf: day.AsOf{On: on(c.on)}}
		if c.known != "" {
			q.AsOf.Known = on(c.known)
		}
		s := status(t, tables, q)
		if s.Cap.ID != c.want || s.Cap.Period != c.window {
			t.Errorf("%s on %s known %s: %s, %s; want %s, %s", c.product, c.on, c.known, s.Cap.ID, s.Cap.Period, c.want, c.window)
		}
	}
}

func TestReplacedBeforeItBegan(t *testing.T) {
	s := status(t, shipped(t), Question{Period: "2018"})
	if len(s.Cap.Replaced) != 1 || s.Cap.Replaced[0].ID != "refined-2018-2375" || s.Cap.Replaced[0].Amounts[0].Value != 2000000 {
		t.Errorf("%+v", s.Cap.Replaced)
	}
	if s := status(t, shipped(t), Question{Period: "2019"}); len(s.Cap.Replaced) != 1 {
		t.Errorf("resolution 2375 counted calendar years from 2018 on: %+v", s.Cap.Replaced)
	}
}

func TestTwoUnitsAndPerSupplier(t *testing.T) {
	tables := shipped(t)
	for id, want := range map[string]string{
		"crude-annual": "4,000,000 bbl or 525,000 t", "coal-2017": "7,500,000 t or 400,870,018 USD, whichever is lower",
		"crude-2375": "each supplier's own past twelve months, not on file", "condensate": "0: full ban", "refined-annual": "500,000 bbl",
	} {
		if got := capText(tables.capOf(id)); got != want {
			t.Errorf("%s: %s, want %s", id, got, want)
		}
	}
	// S/RES/2321 (2016), para. 26(b): the ladder by value too
	s := status(t, tables, Question{Product: "coal", AsOf: asOf("2017-07-01")})
	if len(s.Cap.Ladder) != 6 || s.Cap.Ladder[3].At.Value != 300652513.5 || !s.Cap.Ladder[5].Stop {
		t.Errorf("%+v", s.Cap.Ladder)
	}
	if tables.capOf("coal-2016").Notices != nil {
		t.Error("the ladder is on the yearly amount: that of 2016 has none")
	}
	if tables.capOf("refined-2017q4").Stop != 0 || tables.capOf("refined-annual").Stop != 95 {
		t.Error("for October to December 2017 no stop is stated; from 2018 on it is at 95 per cent")
	}
}

// TestWindows: a day lies in the period it gives, and the next period begins the
// day after.
func TestWindows(t *testing.T) {
	tables := shipped(t)
	rapid.Check(t, func(t *rapid.T) {
		c := tables.capOf(rapid.SampledFrom([]string{"refined-annual", "crude-annual", "crude-2375"}).Draw(t, "cap"))
		d := drawDay(t, "day", "2018-01-01", "2150-12-31")
		w, ok := c.Window(d)
		if !ok || d < w.First || d > w.Last {
			t.Fatalf("%s on %s: %v", c.ID, d, w)
		}
		if n := w.Last - w.First + 1; n != 365 && n != 366 {
			t.Fatalf("%s has %d days", w, n)
		}
		next, _ := c.Window(w.Last + 1)
		if c.Kind != Rolling && next.First != w.Last+1 {
			t.Fatalf("%s is followed by %s", w, next)
		}
	})
}

func TestAddMonths(t *testing.T) {
	for _, c := range []struct {
		day  string
		n    int
		want string
	}{
		{"2017-12-22", 24, "2019-12-22"}, {"2020-02-29", 12, "2021-02-28"}, {"2018-01-31", 1, "2018-02-28"},
		{"2018-01-15", -1, "2017-12-15"}, {"2018-03-31", -1, "2018-02-28"}, {"2018-12-31", 0, "2018-12-31"}, {"2018-12-01", 1, "2019-01-01"},
	} {
		if got := addMonths(on(c.day), c.n).String(); got != c.want {
			t.Errorf("%s and %d months: %s, want %s", c.day, c.n, got, c.want)
		}
	}
}

// TestRefused: what cannot be asked, with what to ask instead.
func TestRefused(t *testing.T) {
	tables := shipped(t)
	for _, c := range []struct {
		q             Question
		problem, hint string
	}{
		{Question{Regime: "drpk", Product: "refined", Period: "2018"}, `regime "drpk"`, "did you mean dprk?"},
		{Question{Regime: "dprk", Product: "refind", Period: "2018"}, `"refind"`, "did you mean refined?"},
		{Question{Regime: "dprk", Product: "", Period: "2018"}, `""`, "coal, condensates, crude, refined"},
		{Question{Regime: "dprk", Product: "workers", Period: "2018"}, `"workers"`, "on file"},
		{Question{Regime: "dprk", Product: "refined", Period: "2018-02-30"}, "2018-02 has no day 30", "2018-07-26"},
		{Question{Regime: "dprk", Product: "refined", Period: "2018-12..2018-01"}, "does not end after it begins", "earlier day first"},
		{Question{Regime: "dprk", Product: "refined", Period: "2018-01..2018-06"}, "is not a period", "ask for 2018"},
		{Question{Regime: "dprk", Product: "crude", Period: "2018"}, "is not a period", "ask for 2017-12-22..2018-12-21"},
		{Question{Regime: "dprk", Product: "refined", AsOf: asOf("2017-09-30")}, "no limit on refined petroleum is known to hold on 2017-09-30", "S/RES/2375 (2017), para. 14 from 2017-10-01"},
		{Question{Regime: "dprk", Product: "coal", AsOf: asOf("2017-08-05")}, "2017-08-05", "full ban of resolution 2371 (2017) para. 8"},
		{Question{Regime: "dprk", Product: "refined", AsOf: asOf("2017-12-21"), Period: "2019"}, "", ""},
		{Question{Regime: "dprk", Product: "refined"}, "neither a day nor a period", "--as-of"},
	} {
		_, err := tables.Status(c.q)
		if c.problem == "" {
			if err != nil {
				t.Errorf("%+v: %v", c.q, err)
			}
			continue
		}
		var e *Error
		if !errors.As(err, &e) || !strings.Contains(e.Problem, c.problem) || !strings.Contains(e.Hint, c.hint) {
			t.Errorf("%+v: %v", c.q, err)
		}
	}
}

// TestTablesRefused: what no table may say, with file, line and hint.
func TestTablesRefused(t *testing.T) {
	for _, c := range []struct{ file, id, column, value, problem string }{
		{"conversions.csv", "cn-833", "source", "", "source is empty"},
		{"conversions.csv", "cn-833", "source_class", "", "source_class is empty"},
		{"conversions.csv", "bp-gasoil", "admitted", "yes", "nobody read"},
		{"conversions.csv", "press-range", "admitted", "yes", "not one number"},
		{"conversions.csv", "cn-833", "barrels_per_tonne", "-8", "not over 0"},
		{"deliveries.csv", "CN-2021-03-ref", "period", "2021-13", "month 13 is out of range"},
		{"deliveries.csv", "CN-2021-03-ref", "known_on", "2022-02-30", "is not a date"},
		{"deliveries.csv", "CN-2021-03-ref", "barrels", "0x12", "is not a number"},
		{"deliveries.csv", "CN-2021-03-ref", "status", "told", `status "told" is not known`},
		{"deliveries.csv", "CN-2021-01-ref", "barrels", "0", "does not go with the amounts"},
		{"delivery-aggregates.csv", "2018-oct16", "period_by_supplier", "RU 2018-01..2018-07", "leaves a supplier out"},
		{"delivery-aggregates.csv", "2018-oct16", "period_by_supplier", "RU 2018-01..2018-07; JP 2018-01..2018-08", "is not the periods of"},
		{"delivery-aggregates.csv", "2018-oct16", "period", "2018-08..2018-01", "does not end after it begins"},
		{"delivery-aggregates.csv", "2018-oct16", "percent_of_cap", "38..35", "the lower first"},
		{"caps.csv", "refined-annual", "notice_amounts", "375000;450000;475001", "does not follow"},
		{"caps.csv", "refined-annual", "rule", "roughly", `rule "roughly" is not known`},
		{"caps.csv", "refined-2017q4", "period_end", "2017-09-30", "the fixed period runs from"},
		{"caps.csv", "crude-annual", "period_kind", "12 months from 31 February", "is not known"},
		{"caps.csv", "crude-annual", "alt_amount", "", "needs two amounts"},
		{"illicit-estimates.csv", "us-2018-07", "period_end", "2017-01-01", "is before period_start"},
		{"illicit-estimates.csv", "us-2018-07", "barrels_high", "1", "under barrels_low"},
		{"us-2018-estimate.csv", "half", "laden_fraction", "0.6", "is not that of scenario half"},
		{"cap-adoptions.csv", "refined-annual", "cap_id", "refined-anual", `"refined-anual" is not in caps.csv`},
		{"stock-levels.csv", "uranium-2019-02", "subject", "yellowcake", "no such stock cap"},
	} {
		f := shippedFiles(t)
		f[c.file] = append([][]string{}, f[c.file]...)
		f.set(t, c.file, c.id, c.column, c.value)
		_, err := Read(f.fsys())
		hint := ""
		var inTable *source.Error
		var ours *Error
		switch {
		case errors.As(err, &inTable):
			hint = inTable.Hint
		case errors.As(err, &ours):
			hint = ours.Hint
		}
		problem := ""
		if err != nil {
			problem = err.Error() + hint
		}
		if hint == "" || !strings.Contains(problem, c.problem) || !strings.Contains(problem, c.file) {
			t.Errorf("%s %s %s = %q: %v, hint %q", c.file, c.id, c.column, c.value, err, hint)
		}
	}
}

func TestLags(t *testing.T) {
	tables := shipped(t)
	c := tables.capOf("refined-annual")
	want := map[string]int{"Russia Dec 2018": 44, "China Nov 2018": 20, "China Dec 2018": 0}
	for _, l := range tables.Lags(c, year("2018"), day.AsOf{}) {
		if days, ok := want[l.Supplier+" "+l.Month]; ok {
			delete(want, l.Supplier+" "+l.Month)
			if l.Late != days { // by the press day, one after the filing of China
				t.Errorf("%s %s: %d days late, want %d", l.Supplier, l.Month, l.Late, days)
			}
		}
	}
	if len(want) > 0 {
		t.Errorf("no lag for %v", want)
	}
	if _, ok := tables.capOf("crude-2375").Due(date("2018-01")); ok {
		t.Error("no report interval is stated for crude oil under resolution 2375")
	}
}

// TestChart: the steps of 2018 by the day each total became known, the day before
// which nothing was, the box of July 2018, and the notice that hangs on the factor.
func TestChart(t *testing.T) {
	tables := shipped(t)
	s := status(t, tables, Question{Period: "2018"})
	c := tables.Chart(s)
	var steps []string
	for _, x := range c.Steps {
		steps = append(steps, x.Known.String()+" "+x.Text)
	}
	want := "2018-06-28 8,618 t; 2018-07-12 14,000 t; 2018-10-16 22,933 t; 2018-11-10 26,162 t; 2018-12-28 33,623 t; 2019-01-22 41,458 t; 2020-02-21 48,430 t"
	if got := strings.Join(steps, "; "); got != want {
		t.Errorf("steps %s", got)
	}
	if c.FirstStep.String() != "2018-06-28" || !c.Steps[1].Rounded || !c.Steps[1].Assumed || c.Steps[0].Rounded {
		t.Errorf("%+v", c.Steps[:2])
	}
	if x := c.Steps[6]; x.Low != 363225 || x.Line != 386471 || x.High != 403422 {
		t.Errorf("%+v", x)
	}
	if len(c.Crossings) != 1 || c.Crossings[0].Notice != 75 || c.Crossings[0].Tipping == nil || c.Crossings[0].Tipping.Value != 7.743 {
		t.Errorf("%+v", c.Crossings)
	}
	if c.Limit != 500000 || len(c.Ladder) != 3 || len(c.Boxes) != 3 || len(c.Boxes[0].Edges) != 4 {
		t.Errorf("%v %d %d", c.Limit, len(c.Ladder), len(c.Boxes))
	}
	if c.Strip == nil || !c.Strip.Undecided || len(c.Strip.Admitted) != 4 || len(c.Strip.Unchecked) != 4 || c.Strip.Low != 7.5 || c.Strip.High != 8.33 {
		t.Errorf("%+v", c.Strip)
	}
	for _, u := range c.Strip.Unchecked {
		if u.Admitted {
			t.Errorf("%+v", u)
		}
	}
}
