package limit

import (
	"encoding/json"
	"fmt"
	"go/ast"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/plimsoll-watch/plimsoll/base/day"
)

// answers is everything a question can be answered with, as text.
func answers(t fataler, tables *Tables, q Question) string {
	t.Helper()
	s := status(t, tables, q)
	b, err := json.Marshal(struct {
		Status  Status
		Chart   Chart
		Lags    []Lag
		Lines   []string
		Explain []string
	}{s, tables.Chart(s), tables.Lags(s.cap, s.window, q.AsOf), s.Lines(), s.Explain()})
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

func drawDay(t *rapid.T, name, from, to string) day.Day {
	return day.Day(rapid.IntRange(int(on(from)), int(on(to))).Draw(t, name))
}

// rowsAfter draws rows that became known after a day, in all tables that have one.
func (f files) rowsAfter(t *rapid.T, known day.Day) {
	for i := range rapid.IntRange(1, 4).Draw(t, "rows") {
		later := day.Day(rapid.IntRange(int(known)+1, int(known)+2000).Draw(t, "known")).String()
		y := rapid.IntRange(2018, 2024).Draw(t, "year")
		m := rapid.IntRange(1, 12).Draw(t, "month")
		supplier := rapid.SampledFrom([]string{"CN", "RU", "CN+RU"}).Draw(t, "supplier")
		tonnes := fmt.Sprint(rapid.IntRange(0, 90000).Draw(t, "tonnes"))
		id := fmt.Sprintf("later-%d", i)
		f.add("delivery-aggregates.csv", map[string]string{
			"id": id, "supplier": supplier, "product": Refined, "period": fmt.Sprintf("%d-01..%d-%02d", y, y, m), "period_certain": "yes",
			"tonnes": tonnes, "as_of": later, "known_on": later, "source": "drawn", "source_class": "press", "verification": "stored-page",
		})
		f.add("deliveries.csv", map[string]string{
			"id": id + "-month", "supplier": supplier, "product": Refined, "period": fmt.Sprintf("%d-%02d", y, m), "barrels": tonnes,
			"precision": "exact", "status": "reported", "as_of": later, "known_on": later, "source": "drawn", "source_class": "press", "verification": "stored-page",
		})
		f.add("illicit-estimates.csv", map[string]string{
			"id": id, "reporter": "drawn", "period_start": fmt.Sprintf("%d-01-01", y), "period_end": fmt.Sprintf("%d-%02d-28", y, m),
			"known_on": later, "barrels_low": tonnes, "source": "drawn", "source_class": "press", "verification": "stored-page",
		})
	}
}

func (f files) add(file string, cells map[string]string) {
	row := make([]string, len(f[file][0]))
	for name, value := range cells {
		row[f.column(file, name)] = value
	}
	f[file] = append(f[file], row)
}

// clone copies the tables, so that a draw changes them for itself alone.
func (f files) clone() files {
	c := maps.Clone(f)
	for name := range c {
		c[name] = slices.Clone(c[name])
	}
	return c
}

// TestLaterRowsChangeNothing: what a question was answered with as known on a day
// is not changed by rows that became known later.
func TestLaterRowsChangeNothing(t *testing.T) {
	base := shippedFiles(t)
	before := base.read(t)
	rapid.Check(t, func(t *rapid.T) {
		known := drawDay(t, "as of", "2018-01-01", "2025-12-31")
		q := Question{AsOf: day.AsOfDay(known), Disputes: hold(), Unchecked: true}
		f := base.clone()
		f.rowsAfter(t, known)
		if diff := cmp.Diff(answers(t, before, q), answers(t, f.read(t), q)); diff != "" {
			t.Fatalf("as of %s: %s", known, diff)
		}
	})
}

// TestOrderSaysNothing: a permuted table gives the same answers.
func TestOrderSaysNothing(t *testing.T) {
	base := shippedFiles(t)
	before := base.read(t)
	rapid.Check(t, func(t *rapid.T) {
		r := rand.New(rand.NewPCG(rapid.Uint64().Draw(t, "seed"), 0))
		f := base.clone()
		for name, rows := range f {
			r.Shuffle(len(rows)-1, func(i, j int) { rows[i+1], rows[j+1] = rows[j+1], rows[i+1] })
			f[name] = rows
		}
		q := Question{Period: rapid.SampledFrom([]string{"2018", "2019", "2020", "2021", "2022", "2023", "2024"}).Draw(t, "period"), Disputes: hold()}
		if diff := cmp.Diff(answers(t, before, q), answers(t, f.read(t), q)); diff != "" {
			t.Fatal(diff)
		}
	})
}

// TestTheEve: as of 26 September 2018 nothing that became known later is used. The
// answers are those of tables from which every later row was taken out.
func TestTheEve(t *testing.T) {
	eve := on("2018-09-26")
	f := shippedFiles(t)
	taken := 0
	for _, name := range []string{"deliveries.csv", "delivery-aggregates.csv", "illicit-estimates.csv", "us-2018-estimate.csv"} {
		column := f.column(name, "known_on")
		f.drop(name, func(row []string) bool {
			d, err := day.Parse(row[column])
			later := err != nil || !d.KnownBy(eve)
			if later {
				taken++
			}
			return later
		})
	}
	if taken < 100 {
		t.Fatalf("only %d rows are later than the eve", taken)
	}
	for _, q := range []Question{
		{AsOf: day.AsOfDay(eve), Disputes: hold()}, {AsOf: day.AsOfDay(eve), Product: "crude"},
		{AsOf: day.AsOf{On: on("2019-06-01"), Known: eve}}, {AsOf: day.AsOf{Known: eve}, Period: "2018"},
	} {
		got := answers(t, shipped(t), q)
		if diff := cmp.Diff(answers(t, f.read(t), q), got); diff != "" {
			t.Errorf("%v: %s", q, diff)
		}
		for _, later := range []string{"4,293", "22,933", "48,430"} {
			if strings.Contains(got, later) {
				t.Errorf("%v: %s became known after the eve", q, later)
			}
		}
	}
	s := status(t, shipped(t), Question{AsOf: day.AsOfDay(eve)})
	if s.Notified.Total.Tonnes.Value != 14000 || len(s.Estimated) != 3 {
		t.Errorf("the eve knew 14,000 t and three rows of estimates: %s, %d", s.Notified.Total.Tonnes, len(s.Estimated))
	}
}

// TestLedgersDoNotAdd: a sum of a notified and an estimated volume does not compile.
func TestLedgersDoNotAdd(t *testing.T) {
	check := func(body string) error {
		fset := token.NewFileSet()
		src := "package limit\nfunc sum(n Volume[Notified], e Volume[Estimated]) { " + body + " }\n"
		var parsed []*ast.File
		for name, text := range map[string]any{"volume.go": nil, "sum.go": src} {
			file, err := parser.ParseFile(fset, name, text, 0)
			if err != nil {
				t.Fatal(err)
			}
			parsed = append(parsed, file)
		}
		config := types.Config{Importer: importer.ForCompiler(fset, "source", nil), IgnoreFuncBodies: false}
		_, err := config.Check("limit", fset, parsed, nil)
		return err
	}
	for _, body := range []string{"_ = n.Plus(n)", "_ = e.Plus(e)", "_ = n.Bounds()"} {
		if err := check(body); err != nil {
			t.Errorf("%s: %v", body, err)
		}
	}
	for _, body := range []string{"_ = n.Plus(e)", "_ = e.Plus(n)", "n = e", "_ = Volume[Notified](e)", "_ = n + e"} {
		if err := check(body); err == nil {
			t.Errorf("%s compiles", body)
		}
	}
}

// TestVolumesAdd within a ledger, bound by bound.
func TestVolumesAdd(t *testing.T) {
	v := volumeOf[Notified](20, 10).Plus(volumeOf[Notified](1, 2))
	if b := v.Bounds(); b.Low != 11 || b.High != 22 {
		t.Errorf("%v", b)
	}
}
