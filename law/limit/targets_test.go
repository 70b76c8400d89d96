package limit

import (
	"encoding/csv"
	"fmt"
	"math"
	"os"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/plimsoll-watch/plimsoll/base/day"
	"github.com/plimsoll-watch/plimsoll/base/quantity"
)

// target is a number that must come out, in the words of its table.
type target struct{ id, statement, expected, tolerance string }

// The figures as published or as the rules give them, for a machine without the
// table of targets; where it is there, TestTargets reads them from it.
func targetsTyped() []target {
	return []target{
		{"T01", "", "91909", "0"}, {"T02", "", "18.38", "0.05"}, {"T03", "", "45.67", "0.05"}, {"T04", "", "38334", "0"}, {"T05", "", "38332", "0"},
		{"T06", "", "4893", "0"}, {"T07", "", "2828", "0"}, {"T08", "", "11745", "0"}, {"T09", "", "715;1188;520;825", "0"}, {"T10", "", "255", "0"},
		{"T11", "", "83153", "1"}, {"T12", "", "105843", "3"}, {"T13", "", "50522", "3"}, {"T14", "", "238805", "0"}, {"T15", "", "29241", "4"},
		{"T16", "", "22933", "0"}, {"T17", "", "26162", "0"}, {"T18", "", "41458", "0"}, {"T19", "", "14552", "0"}, {"T20", "", "218640", "0"},
		{"T21", "", "317390", "0"}, {"T22", "", "36066", "0"}, {"T23", "", "finding", "0"}, {"T24", "", "17877", "0"}, {"T25", "", "134078", "500"},
		{"T26", "", "148915", "500"}, {"T27", "", "129705", "1"}, {"T28", "", "37150", "5"}, {"T29", "", "33.74", "0.05"}, {"T30", "", "19904", "0"},
		{"T31", "", "157860", "3"}, {"T32", "", "1519586.6", "0.5"}, {"T33", "", "1367628", "0"}, {"T34", "", "759793", "0"}, {"T35", "", "506529", "0"},
		{"T36", "", "2.74", "0.01"}, {"T37", "", "2274257", "5000"}, {"T38", "", "7.56", "0.01"}, {"T39", "", "375000;450000;475000", "0"},
		{"T40", "", "5625000;6750000;7125000", "0"}, {"T41", "", "35.6", "0.1"}, {"T42", "", "361288 none; 382597 75; 386471 75; 403422 75", "1"},
		{"T43", "", "419304 75; 444035 75; 448532 75; 468204 90", "1"}, {"T44", "", "7.619048", "1e-06"}, {"T45", "", "8.0", "0"},
		{"T51", "", "2018-01-09", "0"}, {"T52", "", "2019-12-22;2019-03-22;2020-03-22", "0"},
		{"T53", "", "breach by 0.9 until 2016-02-24", "0"}, {"T54", "", "85.8 per cent, within", "0.1"}, {"T55", "", "44", "0"},
		{"T56", "Chinese filing for Nov-Dec 2018 appeared 2019-01-18", "19 late; on time", "0"},
	}
}

// argued are the targets that are no arithmetic of limits.
func argued() map[string]string {
	return map[string]string{
		"T46": "the list of designations: law/listing", "T47": "listings by act: law/listing", "T48": "IMO check digits: base/vessel",
		"T49": "one hull, two names: law/listing", "T50": "two hulls renamed: law/listing", "T57": "reported transfers: law/council counts 18 of the 20 contacts on file; a row is no case",
	}
}

func TestFigures(t *testing.T) {
	tables := shipped(t)
	for _, x := range targetsTyped() {
		checkTarget(t, tables, x)
	}
}

// TestTargets reproduces every row of the table of targets that is arithmetic of
// limits, within the tolerance the table gives.
func TestTargets(t *testing.T) {
	f, err := os.Open("../../../shared/facts/targets.csv")
	if err != nil {
		t.Skip("the table of targets is not beside the repository")
	}
	defer f.Close()
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	column := func(name string) int { return slices.Index(rows[0], name) }
	tables := shipped(t)
	passed, left := 0, 0
	for _, r := range rows[1:] {
		x := target{r[0], r[column("statement")], r[column("expected")], r[column("tolerance")]}
		if why, ok := argued()[x.id]; ok {
			left++
			t.Logf("argued  %s %s: %s", x.id, x.statement, why)
			continue
		}
		if checkTarget(t, tables, x) {
			passed++
			t.Logf("passed  %s %s: %s", x.id, x.statement, compute(tables, x))
		}
	}
	t.Logf("%d passed, %d argued", passed, left)
	if passed+left != len(rows)-1 {
		t.Errorf("%d of %d targets came out", passed+left, len(rows)-1)
	}
}

func checkTarget(t *testing.T, tables *Tables, x target) bool {
	t.Helper()
	tolerance, err := strconv.ParseFloat(x.tolerance, 64)
	if err != nil && x.tolerance != "" {
		t.Fatalf("%s: %v", x.id, err)
	}
	got := compute(tables, x)
	if !agrees(got, x.expected, tolerance) {
		t.Errorf("%s: %q came out, want %q within %v", x.id, got, x.expected, tolerance)
		return false
	}
	return true
}

// agrees compares word by word: the first number of each part within the tolerance,
// everything else exactly.
func agrees(got, want string, tolerance float64) bool {
	g, w := strings.Split(got, ";"), strings.Split(want, ";")
	if len(g) != len(w) {
		return false
	}
	for i := range w {
		a, b := strings.Fields(g[i]), strings.Fields(w[i])
		if len(a) != len(b) {
			return false
		}
		for j := range b {
			x, err := strconv.ParseFloat(a[j], 64)
			y, err2 := strconv.ParseFloat(b[j], 64)
			switch numbers := err == nil && err2 == nil; {
			case numbers && j == 0 && math.Abs(x-y) > tolerance+1e-9,
				numbers && j > 0 && x != y,
				!numbers && a[j] != b[j]:
				return false
			}
		}
	}
	return true
}

func num(x float64) string                           { return strconv.FormatFloat(x, 'f', -1, 64) }
func (n Notification) t() quantity.Tonnes            { return *n.Tonnes }
func (n Notification) b() quantity.Barrels           { return *n.Barrels }
func (t *Tables) per(id string) Factor               { f, _ := t.factor(id); return f }
func (t *Tables) bblOf(id string) quantity.Barrels   { return t.row(id).b() }
func (t *Tables) tonnesOf(id string) quantity.Tonnes { return t.row(id).t() }

// monthsSum adds the newest state of each month of a supplier, or the one of a
// precision where there is one.
func (t *Tables) monthsSum(supplier, from, to, prefer string) quantity.Barrels {
	w := Window{on(from), date(to).Last()}
	var sum quantity.Barrels
	for _, m := range t.monthRows(Refined, w, day.AsOf{}) {
		if m.supplier != supplier {
			continue
		}
		n, ok := m.newest(Barrel)
		for _, s := range m.states {
			if s.Barrels != nil && s.Precision == prefer {
				n = s
			}
		}
		if ok {
			sum += *n.Barrels
		}
	}
	return sum
}

// findingOn returns the finding of a check that rests on a row, as known on a day.
func (t *Tables) findingOn(check, id string, asof day.AsOf) (Contradiction, bool) {
	n := t.row(id)
	y, _, _ := n.Period.First().Civil()
	for _, c := range t.Contradictions(n.Product, year(fmt.Sprint(y)), asof) {
		if c.Check == check && slices.ContainsFunc(c.Rows, func(r Ref) bool { return r.ID == id }) {
			return c, true
		}
	}
	return Contradiction{}, false
}

func (t *Tables) estimate2018() Estimation {
	q := Question{Regime: "dprk", Product: "refined", Period: "2018"}
	s, err := t.Status(q)
	if err != nil {
		panic(err)
	}
	for _, e := range s.Estimated {
		if e.ID == "us-2018-07" {
			return e
		}
	}
	panic("the estimate of July 2018 is gone")
}

func (e Estimation) edge(name string) Edge {
	i := slices.IndexFunc(e.Edges, func(x Edge) bool { return x.Name == name })
	return e.Edges[i]
}

func (t *Tables) fullLoad() quantity.Range[float64] {
	r, err := FullLoad(t.Scenarios)
	if err != nil {
		panic(err)
	}
	return r
}

func middle(r quantity.Range[float64]) float64 { return (r.Low + r.High) / 2 }

func ladderText(c Cap) string {
	var parts []string
	for _, n := range c.Ladder(c.Amounts[0]) {
		parts = append(parts, num(n.At.Value))
	}
	return strings.Join(parts, ";")
}

// sensitivity sets a total against the ladder at four factors, one of them unchecked.
func (t *Tables) sensitivity(id string) string {
	c := t.capOf("refined-annual")
	n := t.row(id)
	factors := []Factor{t.per("bp-gasoil"), t.per("voa-79"), t.per("bp-basket"), t.per("cn-833")}
	var parts []string
	for _, x := range factorCases(factors, printed(float64(n.t()), "t", n.Ref), printed(500000, "bbl", c.Ref), c.Ladder(c.Amounts[0])) {
		due := strconv.Itoa(x.Notice)
		if x.Notice == 0 {
			due = "none"
		}
		parts = append(parts, num(x.Barrels.Value)+" "+due)
	}
	return strings.Join(parts, "; ")
}

func (t *Tables) stock(subject string) Stock {
	i := slices.IndexFunc(t.Stocks, func(s Stock) bool { return s.Subject == subject })
	return t.Stocks[i]
}

func (t *Tables) estimateRow(id string) Estimate {
	i := slices.IndexFunc(t.Estimates, func(e Estimate) bool { return e.ID == id })
	return t.Estimates[i]
}

// compute gives each target by real computation from the rows.
func compute(t *Tables, x target) string {
	c := t.capOf("refined-annual")
	limit := c.Amounts[0].Value
	switch x.id {
	case "T01":
		return num(float64(t.monthsSum("CN", "2021-01-01", "2021-12", "")))
	case "T02":
		return num(float64(t.monthsSum("CN", "2021-01-01", "2021-12", "")) / limit * 100)
	case "T03":
		return num(float64(t.bblOf("CN-2021-09-ref")/t.monthsSum("CN", "2021-01-01", "2021-12", "")) * 100)
	case "T04":
		return num(float64(t.monthsSum("CN", "2021-01-01", "2021-08", "rounded")))
	case "T05":
		return num(float64(t.monthsSum("CN", "2021-01-01", "2021-08", "truncated")))
	case "T06":
		return num(float64(t.tonnesOf("CN-2021-03-ref").Barrels(t.per("cn-833").PerTonne).Round()))
	case "T07":
		return num(float64(t.tonnesOf("CN-2021-07-ref").Barrels(t.per("cn-833").PerTonne).Truncate()))
	case "T08":
		return num(float64(t.tonnesOf("CN-2021-08-ref").Barrels(t.per("cn-833").PerTonne).Round()))
	case "T09":
		var parts []string
		for _, id := range []string{"RU-2023-08-ref", "RU-2023-09-ref", "RU-2023-11-ref", "RU-2023-12-ref"} {
			parts = append(parts, num(float64(t.bblOf(id).Tonnes(t.per("bp-basket").PerTonne).Truncate())))
		}
		return strings.Join(parts, ";")
	case "T10":
		return num(float64(t.tonnesOf("RU-2020-08-ref").Barrels(t.per("bp-basket").PerTonne).Round()))
	case "T11":
		f, _ := t.findingOn(MixedUnits, "2023-ru-year-uniterr", day.AsOf{})
		return num(f.against)
	case "T12":
		return num(float64(t.monthsSum("RU", "2023-01-01", "2023-12", "")))
	case "T13":
		return num(float64(t.monthsSum("RU", "2023-03-01", "2023-12", "rounded")))
	case "T14":
		return t.pageOf2024()
	case "T15", "T16", "T17", "T18", "T19", "T22", "T23", "T24":
		return computeSums(t, x.id)
	case "T20":
		return num(float64(t.tonnesOf("2019-ru-jan-nov").Barrels(t.per("voa-79").PerTonne).Round()))
	case "T21":
		return num(float64(t.tonnesOf("2020-jan16").Barrels(t.per("voa-79").PerTonne).Round()))
	case "T25":
		return num(float64(t.tonnesOf("2020-year-t").Barrels(t.per("yna-75").PerTonne)))
	case "T26":
		return num(float64(t.tonnesOf("2020-year-t").Barrels(t.per("cn-833").PerTonne)))
	case "T27":
		return num(float64(t.tonnesOf("2020-jan-aug").Barrels(t.per("yna-75").PerTonne)))
	case "T28":
		return num(float64((t.tonnesOf("2020-cn-jan-sep") - t.tonnesOf("CN-2020-09-ref")).Barrels(t.per("cn-833").PerTonne)))
	case "T29":
		return num(float64(t.bblOf("2024-dec4")) / limit * 100)
	case "T30":
		return num(float64(t.bblOf("CN-2025-01-ref") + t.bblOf("CN-2025-02-ref")))
	case "T31":
		return num(float64(t.bblOf("2023-cn-jan-may") + t.monthsSum("RU", "2023-01-01", "2023-04", "rounded")))
	}
	return computeEstimates(t, x, c, limit)
}

func computeSums(t *Tables, id string) string {
	switch id {
	case "T15":
		sum := t.tonnesOf("2018-ru-jan-jul")
		for _, m := range []string{"08", "09", "10", "11", "12"} {
			sum += t.tonnesOf("RU-2018-" + m + "-ref")
		}
		return num(float64(sum))
	case "T16":
		return num(float64(t.tonnesOf("2018-ru-jan-jul") + t.tonnesOf("2018-cn-jan-aug")))
	case "T17":
		return num(float64(t.tonnesOf("2018-ru-jan-sep") + t.tonnesOf("2018-cn-jan-aug")))
	case "T18":
		return num(float64(t.tonnesOf("2019-jan22-before") + t.tonnesOf("RU-2018-11-ref")))
	case "T19":
		return num(float64((t.tonnesOf("2019-cn-jan-apr") + t.tonnesOf("2019-ru-jan-feb")).Truncate()))
	case "T22":
		f, _ := t.findingOn(ToldTwice, "2019-oct8", asOf("2020-01-31"))
		return num(f.against)
	case "T23":
		f, ok := t.findingOn(Falls, "2019-ru-jan-aug", day.AsOf{})
		if ok && f.against == float64(t.tonnesOf("2019-ru-jan-aug")) {
			return "finding"
		}
	case "T24":
		return num(float64(t.tonnesOf("2020-cn-jan-sep") + t.tonnesOf("2020-ru-jan-aug")))
	}
	return "nothing"
}

// pageOf2024 adds Russia's year to what the page's total implies for China, which
// must be what was printed of China, rounded.
func (t *Tables) pageOf2024() string {
	b := t.bookOf(Refined, Barrel, day.AsOf{})
	china := spanOf(t.row("2023-cn-jan-aug"))
	printed := []reading{printedReading(t.row("2023-cn-jan-aug"), Barrel)}
	implied := closest(b.implied(china, ""), printed)[0]
	if implied.apart(printed[0]) != 0 {
		return "China's part does not agree"
	}
	return num(implied.value + float64(t.bblOf("2023-ru-year")))
}

func computeEstimates(t *Tables, x target, c Cap, limit float64) string {
	switch x.id {
	case "T32":
		return num(middle(t.fullLoad()))
	case "T33":
		return num(quantity.Decimals(middle(t.fullLoad())*0.9, 0))
	case "T34":
		return num(quantity.Decimals(middle(t.fullLoad())*0.5, 0))
	case "T35":
		return num(t.estimate2018().edge("one third").Value.Value)
	case "T36":
		return num(t.estimate2018().edge("ninety per cent").Value.Value / limit)
	case "T37":
		return num(middle(t.fullLoad()) / float64(*t.estimateRow("us-2018-07").Calls) * float64(*t.estimateRow("us-2018-09").Calls) * 0.9)
	case "T38":
		return num(float64(*t.estimateRow("ofac-2019-03").High) / limit)
	case "T39":
		return ladderText(c)
	case "T40":
		return ladderText(t.capOf("coal-2017"))
	case "T41":
		coal := t.capOf("coal-2017").Amounts[0].Value
		return num(float64(t.tonnesOf("all-2017-01-coal")+t.tonnesOf("all-2017-02-coal")) / coal * 100)
	case "T42":
		return t.sensitivity("2018-year")
	case "T43":
		return t.sensitivity("2019-year-b")
	case "T44":
		a, b := t.capOf("crude-annual").Amounts, t.capOf("draft2022-crude").Amounts
		if a[0].Value/a[1].Value != b[0].Value/b[1].Value {
			return "the two differ"
		}
		return num(a[0].Value / a[1].Value)
	case "T45":
		a := t.capOf("draft2022-refined").Amounts
		return num(a[0].Value / a[1].Value)
	}
	return computeDays(t, x, c)
}

func computeDays(t *Tables, x target, c Cap) string {
	switch x.id {
	case "T51":
		d, _ := t.capOf("jv-closure").Deadline()
		return d.String()
	case "T52":
		labour := t.capOf("labour-return")
		d, _ := labour.Deadline()
		first, _ := labour.After(15, Months)
		second, _ := labour.After(27, Months)
		return d.String() + ";" + first.String() + ";" + second.String()
	case "T53":
		a := t.stock("heavy water").Compare()[0]
		return fmt.Sprintf("breach by %s until %s", num(a.Over), a.Until)
	case "T54":
		all := t.stock("UF6 enriched to 3.67 per cent").Compare()
		a := all[len(all)-1]
		within := "over"
		if a.Over <= 0 {
			within = "within"
		}
		return fmt.Sprintf("%s per cent, %s", num(quantity.Decimals(a.Percent, 1)), within)
	case "T55":
		n := t.row("RU-2018-12-ref")
		late, _ := c.DaysLate(n.Period, n.KnownOn.First())
		return strconv.Itoa(late)
	case "T56":
		// the day of filing is the statement's; the row has that of the press
		filed := on(regexp.MustCompile(`\d{4}-\d\d-\d\d`).FindString(x.statement))
		november, _ := c.DaysLate(t.row("CN-2018-11-ref").Period, filed)
		december, _ := c.DaysLate(t.row("CN-2018-12-ref").Period, filed)
		if december == 0 {
			return fmt.Sprintf("%d late; on time", november)
		}
		return fmt.Sprintf("%d late; %d late", november, december)
	}
	return "not computed"
}
