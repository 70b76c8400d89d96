package limit

import (
	"encoding/json"
	"math"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/plimsoll-watch/plimsoll/base/day"
	"github.com/plimsoll-watch/plimsoll/base/source"
)

func hold() []Dispute {
	return []Dispute{{
		Day: date("2018-07-19"), Known: date("2018-07-20"), Text: "a request to stop further transfers was put on hold",
		Source: "reuters.com idUSL1N1UF14H", Mark: source.InSource,
	}}
}

// TestStatusOfJuly2018 is the example of the interface: what it prints, from the
// rows known on that day.
func TestStatusOfJuly2018(t *testing.T) {
	s := status(t, shipped(t), Question{AsOf: asOf("2018-07-26"), Disputes: hold()})
	text := strings.Join(s.Lines(), "\n")
	for _, want := range []string{
		"refined petroleum, calendar year 2018        cap 500,000 bbl   S/RES/2397 (2017), para. 5\n",
		"read in the source",
		"notified by then   14,000 t (rounded by Reuters)   105,000 to 116,620 bbl   (21.0 % to 23.3 %)\n",
		"factor 7.5 to 8.33; no notice due under any admitted factor\n",
		"estimated by the United States, 89 port calls, 1 Jan to 30 May 2018, published 12 Jul 2018\n",
		"one third 506,529 (implied by the other two)   half 759,793   90 % 1,367,628 bbl\n",
		"had another admitted factor held: one third 456,059 to 562,585 bbl\n",
		"stated as above the cap; passed from 32.9 % laden on, if the factor was the one\n",
		"a request to stop further transfers was put on hold (19 Jul 2018); whether\n",
		"a blank month is not a zero",
		"the two ledgers are never added",
	} {
		if !strings.Contains(text, want) {
			t.Errorf("%q is not in\n%s", want, text)
		}
	}
	year := status(t, shipped(t), Question{Period: "2018"})
	for _, l := range slices.Concat(s.Lines(), year.Lines()) {
		if len(l) > 100 || strings.HasPrefix(strings.TrimSpace(l), "%") {
			t.Errorf("%d columns: %s", len(l), l)
		}
		if strings.ContainsFunc(l, func(r rune) bool { return r > 126 || r < 32 }) {
			t.Errorf("not ASCII: %s", l)
		}
	}
}

// TestBar: 105,000 and 116,620 bbl of a limit of 500,000 at 25,000 a column, notices
// at columns 15, 18 and 19, the estimate from 506,529 to 1,367,628 with 759,793.
func TestBar(t *testing.T) {
	s := status(t, shipped(t), Question{AsOf: asOf("2018-07-26")})
	want := []string{
		"             0         250,000   500,000   750,000   1,000,000 1,250,000 1,500,000 bbl",
		"             |         |         |         |         |         |         |",
		"notified     ====~          '  ''O",
		"estimated                        //////////|////////////////////////",
		"             = at every factor   ~ at some   ' notices at 75, 90, 95 %   O cap   | half laden",
	}
	if diff := cmp.Diff(want, s.Bar()); diff != "" {
		t.Error(diff)
	}
	// 238,805 bbl as printed hang on no factor: ten columns begun, all of them sure
	if got := status(t, shipped(t), Question{Period: "2023"}).Bar()[2]; got != "notified     ==========     '  ''O" {
		t.Errorf("%q", got)
	}
	if s := status(t, shipped(t), Question{Product: "condensates", AsOf: asOf("2018-07-26")}); len(s.Bar()) != 0 {
		t.Errorf("a ban has a bar: %q", s.Bar())
	}
}

// TestNotifiedBy: the latest published cumulative total of all suppliers known by a
// day, at each day one became known and the day before.
func TestNotifiedBy(t *testing.T) {
	tables := shipped(t)
	for _, c := range []struct{ period, day, want string }{
		{"2018", "2018-06-27", ""}, {"2018", "2018-06-28", "2018-jan-apr"}, {"2018", "2018-07-11", "2018-jan-apr"},
		{"2018", "2018-07-12", "2018-to-july"}, {"2018", "2018-09-26", "2018-to-july"}, {"2018", "2018-10-16", "2018-oct16"},
		{"2018", "2018-11-10", "2018-nov10"}, {"2018", "2018-12-28", "2018-oct"}, {"2018", "2019-01-22", "2019-jan22-after"},
		{"2018", "2020-02-20", "2019-jan22-after"}, {"2018", "2020-02-21", "2018-year"},
		{"2019", "2020-02-21", "2019-year-a"}, {"2019", "2021-02-12", "2019-year-a"}, {"2019", "2021-02-13", "2019-year-b"}, {"2019", "2021-02-24", "2019-year-b"},
		{"2020", "2021-07-20", "2020-year-bbl"}, {"2021", "2026-01-01", ""}, {"2024", "2026-01-01", "2024-dec4"},
	} {
		n, ok := tables.NotifiedBy(Refined, year(c.period), day.AsOf{On: on(c.day), Known: on(c.day)})
		if ok != (c.want != "") || n.ID != c.want {
			t.Errorf("%s, by %s: %q, want %q", c.period, c.day, n.ID, c.want)
		}
	}
}

// TestUnknownIsNotZero: before anything was known there is no figure at all.
func TestUnknownIsNotZero(t *testing.T) {
	s := status(t, shipped(t), Question{AsOf: asOf("2018-03-01")})
	if s.Notified.Total != nil || len(s.Notified.Months) != 0 || len(s.Estimated) != 0 {
		t.Errorf("%+v", s.Notified)
	}
	b, err := json.Marshal(s)
	if err != nil {
		t.Fatal(err)
	}
	if strings.Contains(string(b), `"low_bbl"`) || strings.Contains(string(b), `"share_of_cap"`) {
		t.Errorf("a figure stands for nothing: %s", b)
	}
	if text := strings.Join(s.Lines(), "\n"); !strings.Contains(text, "unknown, which is not zero") {
		t.Error(text)
	}
	// China's first two months of 2021 were not reported; Russia's year was, as zero.
	s = status(t, shipped(t), Question{Period: "2021"})
	for _, m := range s.Notified.Months[:2] {
		if m.States[0].Barrels != nil || m.States[0].Tonnes != nil || m.States[0].Status != "none / not reported" {
			t.Errorf("%+v", m)
		}
	}
	zero := s.Notified.Suppliers[1]
	if zero.Supplier != "Russia" || zero.Barrels == nil || zero.Barrels.Value != 0 {
		t.Errorf("%+v", zero)
	}
}

// TestFactorDecides: at 7.5 the total of 2018 reaches no notice, from 7.743 on the
// first; that of 2019 the second from 8.006 on.
func TestFactorDecides(t *testing.T) {
	for _, c := range []struct {
		period, low, high, shares, text string
		tipping                         float64
	}{
		{"2018", "363,225 bbl", "403,422 bbl", "72.6 % to 80.7 %", "no notice due at 7.5; 75 % notice due from a factor of 7.743 on", 7.743},
		{"2019", "421,553 bbl", "468,204 bbl", "84.3 % to 93.6 %", "75 % notice due at 7.5; 90 % notice due from a factor of 8.006 on", 8.006},
	} {
		s := status(t, shipped(t), Question{Period: c.period})
		v := s.Notified.Total
		if v.Low.Text != c.low || v.High.Text != c.high || shareText(v.Shares[0]) != c.shares {
			t.Errorf("%s: %s to %s, %s", c.period, v.Low, v.High, shareText(v.Shares[0]))
		}
		if v.Notice.Text != c.text || !v.Notice.Undecided || v.Notice.Tipping[0].Factor.Value != c.tipping {
			t.Errorf("%s: %+v", c.period, v.Notice)
		}
	}
}

// TestUncheckedSetsNoBound: 6.35 and 8.35 lie outside of the admitted range and
// change no figure; they are shown on request alone.
func TestUncheckedSetsNoBound(t *testing.T) {
	q := Question{AsOf: asOf("2018-07-26")}
	without := status(t, shipped(t), q)
	q.Unchecked = true
	with := status(t, shipped(t), q)
	if len(without.UncheckedToo) != 0 || len(with.UncheckedToo) != 4 {
		t.Fatalf("%d and %d unchecked factors", len(without.UncheckedToo), len(with.UncheckedToo))
	}
	if with.Notified.Total.Low.Value != without.Notified.Total.Low.Value || with.Notified.Total.High.Value != 116620 {
		t.Error("an unchecked factor moved a bound")
	}
	if text := strings.Join(with.Lines(), "\n"); !strings.Contains(text, "7.46 (gas oil / diesel, unchecked) sets no bound: it would give 104,440 bbl") {
		t.Error(text)
	}
}

// TestEstimateOf2018: what the two published figures fix, and how far each edge
// would move under another admitted factor.
func TestEstimateOf2018(t *testing.T) {
	e := shipped(t).estimate2018()
	if e.Fixes.FullLow.Text != "1,519,586 bbl" || e.Fixes.FullHigh.Text != "1,519,587 bbl" {
		t.Errorf("full load %s to %s", e.Fixes.FullLow, e.Fixes.FullHigh)
	}
	r := shipped(t).fullLoad()
	if math.Abs(r.Low-1519586.11) > 0.005 || math.Abs(r.High-1519587) > 0.005 {
		t.Errorf("the roundings intersect in %v", r)
	}
	if e.Fixes.BreakEven.Text != "32.9 %" || e.Fixes.PerCall.Text != "17,074 bbl" {
		t.Errorf("break-even %s, a call %s", e.Fixes.BreakEven, e.Fixes.PerCall)
	}
	for _, c := range []struct {
		name             string
		implied          bool
		low, value, high float64
	}{
		{"one third", true, 456059, 506529, 562585}, {"half", false, 684087, 759793, 843877},
		{"ninety per cent", false, 1231358, 1367628, 1518979}, {"full capacity", true, 1368176, 1519587, 1687755},
	} {
		x := e.edge(c.name)
		if x.Implied != c.implied || x.Low.Value != c.low || x.Value.Value != c.value || x.High.Value != c.high {
			t.Errorf("%s: %v %s, %s, %s", c.name, x.Implied, x.Low, x.Value, x.High)
		}
		if want := map[bool]source.Mark{true: source.Derived, false: source.InSource}[c.implied]; x.Value.Mark != want {
			t.Errorf("%s is %s", c.name, x.Value.Mark)
		}
	}
}

// TestEstimateThatDoesNotFit: figures that no one full load gives are an error.
func TestEstimateThatDoesNotFit(t *testing.T) {
	f := shippedFiles(t)
	f.set(t, "us-2018-estimate.csv", "half", "barrels", "759800")
	if _, err := FullLoad(f.read(t).Scenarios); err == nil {
		t.Error("759,800 at one half and 1,367,628 at nine tenths fit one full load")
	}
}

// TestImpliedDeadweight reproduces the table of the deadweight that the estimate
// implies at eight factors, to a tenth of a tonne in two million.
func TestImpliedDeadweight(t *testing.T) {
	f := shippedFiles(t)
	full := middle(f.read(t).fullLoad())
	for _, r := range f["us-2018-implied-dwt.csv"][1:] {
		var per, total, mean float64
		for i, p := range []*float64{&per, &total, &mean} {
			if err := json.Unmarshal([]byte(r[1+i]), p); err != nil {
				t.Fatal(err)
			}
		}
		if math.Abs(full/per-total) > 0.06 || math.Abs(full/per/89-mean) > 0.06 {
			t.Errorf("%s: %v and %v, computed %v and %v", r[0], total, mean, full/per, full/per/89)
		}
	}
}

// TestRecalledEstimate is shown, marked, and is in no bar and no box.
func TestRecalledEstimate(t *testing.T) {
	tables := shipped(t)
	s := status(t, tables, Question{Period: "2018"})
	i := slices.IndexFunc(s.Estimated, func(e Estimation) bool { return e.ID == "panel-2019" })
	if i < 0 || !s.Estimated[i].Unchecked {
		t.Fatal("the recalled estimate is not shown as unchecked")
	}
	for _, b := range tables.Chart(s).Boxes {
		if b.Row.ID == "panel-2019" {
			t.Error("a recalled estimate is drawn")
		}
	}
	if got := strings.Count(strings.Join(s.Bar(), "\n"), "\nestimated"); got != 3 {
		t.Errorf("%d estimates are in the bar", got)
	}
}

// TestDisputesByTheirDay: a hold is shown from the day it was known, and what stays
// open from then on too.
func TestDisputesByTheirDay(t *testing.T) {
	for day, want := range map[string]int{"2018-07-18": 0, "2018-07-19": 0, "2018-07-20": 1, "2018-07-26": 1} {
		s := status(t, shipped(t), Question{AsOf: asOf(day), Disputes: hold()})
		if len(s.Disputed) != want || (s.Open != "") != (want > 0) {
			t.Errorf("%s: %d disputes, open %q", day, len(s.Disputed), s.Open)
		}
	}
}

// TestExplain walks one printed number to its rows.
func TestExplain(t *testing.T) {
	v := status(t, shipped(t), Question{AsOf: asOf("2018-07-26")}).Notified.Total
	want := []string{
		"21.0 % = 105,000 bbl / 500,000 bbl   (derived)",
		"  105,000 bbl = 14,000 t x 7.5 bbl/t   (derived)",
		"    14,000 t   (read in the source)",
		"      row 2018-to-july of delivery-aggregates.csv, known on 2018-07-12; press, read in the source",
		"        https://getnewsfirst.com/posts/us-accuses-north-korea-of-breaching-un-sanctions-document",
		"    7.5 bbl/t   (derived)",
		"      row yna-75 of conversions.csv; press, derived",
		"        asiae.co.kr 2020100112383647037; m.mbn.co.kr 4422782",
		"  500,000 bbl   (read in the source)",
		"    row refined-annual of caps.csv, known on 2017-12-22; primary, read in the source",
		"      https://www.un.org/securitycouncil/sanctions/1718/supply-sale-or-transfer-of-all-refined-petroleum; UN XML S_RES_2397_1723207E.xml",
	}
	if diff := cmp.Diff(want, v.Shares[0].Low.Explain()); diff != "" {
		t.Error(diff)
	}
	var ids []string
	for _, r := range v.Shares[0].Low.Refs() {
		ids = append(ids, r.ID)
	}
	if diff := cmp.Diff([]string{"2018-to-july", "yna-75", "refined-annual"}, ids); diff != "" {
		t.Error(diff)
	}
}

// TestEveryFigureHasRows: no number without a row under it, in any status.
func TestEveryFigureHasRows(t *testing.T) {
	for _, q := range []Question{
		{AsOf: asOf("2018-07-26"), Unchecked: true}, {Period: "2018"}, {Period: "2019"}, {Period: "2021"}, {Period: "2023"},
		{Product: "coal", AsOf: asOf("2017-07-01")}, {Product: "crude", AsOf: asOf("2018-07-26")},
	} {
		figures := 0
		walkFigures(reflect.ValueOf(status(t, shipped(t), q)), func(f Figure) {
			figures++
			refs := f.Refs()
			if len(refs) == 0 || f.Text == "" || (f.Mark == source.Derived && f.Arithmetic == "" && len(f.Rows) == 0) {
				t.Errorf("%v %q rests on %d rows", q, f.Text, len(refs))
			}
			for _, r := range refs {
				if r.ID == "" || r.Table == "" || r.Source == "" {
					t.Errorf("%q rests on %+v", f.Text, r)
				}
			}
		})
		if figures == 0 && q.Product == "" {
			t.Errorf("%v has no figure", q)
		}
	}
}

func walkFigures(v reflect.Value, do func(Figure)) {
	if f, ok := asFigure(v); ok {
		do(f)
		return
	}
	switch v.Kind() {
	case reflect.Pointer, reflect.Interface:
		if !v.IsNil() {
			walkFigures(v.Elem(), do)
		}
	case reflect.Slice, reflect.Array:
		for i := range v.Len() {
			walkFigures(v.Index(i), do)
		}
	case reflect.Struct:
		for i := range v.NumField() {
			if v.Type().Field(i).IsExported() {
				walkFigures(v.Field(i), do)
			}
		}
	}
}

func asFigure(v reflect.Value) (Figure, bool) {
	if v.Type() != reflect.TypeFor[Figure]() || !v.CanInterface() {
		return Figure{}, false
	}
	f, ok := v.Interface().(Figure)
	return f, ok
}

// TestTogether: by May 2019 each supplier's year was told and no total of both; what
// they add up to stands below, derived, and the total of January stays.
func TestTogether(t *testing.T) {
	s := status(t, shipped(t), Question{AsOf: asOf("2019-05-01"), Period: "2018"})
	if s.Notified.Total.Tonnes.Value != 41458 {
		t.Errorf("notified by then %s", s.Notified.Total.Tonnes)
	}
	g := s.Notified.Together
	if g == nil || g.Printed.Value != 19188+29237 || g.Printed.Mark != source.Derived {
		t.Fatalf("together %+v", g)
	}
	if s := status(t, shipped(t), Question{Period: "2018"}); s.Notified.Together != nil {
		t.Error("a derived sum stands beside a published total that reaches as far")
	}
}
