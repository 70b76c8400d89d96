package page

import (
	"io"
	"strings"
	"testing"

	"github.com/plimsoll-watch/plimsoll/base/day"
	"github.com/plimsoll-watch/plimsoll/base/source"
	"github.com/plimsoll-watch/plimsoll/facts"
	"github.com/plimsoll-watch/plimsoll/law/council"
)

// chronologyPage is the record from a day on, as of a day; "" asks for all.
func chronologyPage(t *testing.T, from, asOf string) *ChronologyPage {
	t.Helper()
	l, err := council.Load(facts.FS())
	if err != nil {
		t.Fatal(err)
	}
	p := &ChronologyPage{Topic: "dprk", Command: "plimsoll council chronology dprk"}
	if asOf != "" {
		p.AsOf = clocks(t, asOf)
	}
	if from != "" {
		d, err := day.Parse(from)
		if err != nil {
			t.Fatal(err)
		}
		p.From = d.First().Date()
	}
	if p.Entries, err = l.Chronology("dprk", day.Period{Since: p.From}, p.AsOf); err != nil {
		t.Fatal(err)
	}
	return p
}

func chronologyHTML(t *testing.T, p *ChronologyPage) string {
	t.Helper()
	return pageBytes(t, func(w io.Writer) error { return WriteChronology(w, p, Assets{CSS: "p{margin:0}"}) })
}

// TestChronologyPage: every entry is a row and a mark, with its word and its source;
// nothing that became known after the day is there.
func TestChronologyPage(t *testing.T) {
	p := chronologyPage(t, "2018", "2018-09-26")
	html := chronologyHTML(t, p)
	sound(t, html)
	for _, want := range []string{
		"1 January 2018 to 26 September 2018", "as of 26 September 2018", "1\u00a0resolution or other text", "19\u00a0acts in the Committee",
		"between 11\u00a0and 20\u00a0Jan\u00a02018", "18\u00a0to 20\u00a0Sep\u00a02018", "31\u00a0Mar to 1\u00a0Apr\u00a02018",
		`<i class="modal">expected</i> S/PV.8363, morning`, "effect: v1 not sent on, known 30\u00a0Aug\u00a02018",
		"no outcome known to us by then", "none of them can our method be shown to have found the event", "Tests: none on file",
	} {
		if !strings.Contains(html, want) {
			t.Errorf("no %q", want)
		}
	}
	for _, never := range []string{"known 27\u00a0Sep", "Oct\u00a02018", "2019-0", "neither text published", "neither version issued"} {
		if strings.Contains(html, never) {
			t.Errorf("has %q", never)
		}
	}
	if rows := strings.Count(html, `data-l="Kind"`); rows != len(p.Entries) {
		t.Errorf("%d rows of %d entries", rows, len(p.Entries))
	}
}

// marks counts what the wide strip draws: marks by class, and spans of doubt.
func marks(t *testing.T, p *ChronologyPage) (drawn map[string]int) {
	t.Helper()
	v := &chronologyView{p: p}
	svg := string(v.draw("time", 900, 136))
	drawn = map[string]int{}
	for _, tg := range tags(svg) {
		if !tg.end && tg.name != "text" {
			drawn[tg.attrs["class"]]++
		}
	}
	return drawn
}

// TestChronologyStrip: a mark an entry; a day that is not known is a span without one,
// and what is expected is dashed.
func TestChronologyStrip(t *testing.T) {
	for _, asOf := range []string{"2018-09-26", ""} {
		p := chronologyPage(t, "2018", asOf)
		doubts, expected := 0, 0
		for _, e := range p.Entries {
			switch {
			case e.Precision != "day":
				doubts++
			case e.How == "expected" || e.How == "likely":
				expected++
			}
		}
		got := marks(t, p)
		if got["lband"] != doubts || got["lring"] != expected || got["ldot"]+got["lhollow"]+doubts+expected != len(p.Entries) || doubts == 0 || expected == 0 {
			t.Errorf("as of %q: %v drawn of %d entries, %d without a day, %d expected", asOf, got, len(p.Entries), doubts, expected)
		}
	}
}

// TestChronologyStripFits: marks lie within the picture whatever the span, and marks of
// a row that share a day do not hide one another.
func TestChronologyStripFits(t *testing.T) {
	for name, p := range map[string]*ChronologyPage{
		"all": chronologyPage(t, "", ""), "eve": chronologyPage(t, "2018", "2018-09-26"),
		"one day": {Topic: "dprk", Entries: []council.Entry{cannedEntry("2018-09-03", council.EntryTests)}},
	} {
		v := &chronologyView{p: p}
		line := &timeline{left: 136, right: 892}
		line.first, line.last = v.ends()
		for _, k := range council.EntryKinds() {
			at := map[int]float64{}
			for _, x := range line.place(p.Entries, k) {
				from, to := line.extent(x.e)
				if from < 136 || to > 892 || to < from {
					t.Errorf("%s: %s from %v to %v", name, x.e.ID(), from, to)
				}
				if end, ok := at[x.level]; ok && from <= end {
					t.Errorf("%s: %s lies over the mark before it", name, x.e.ID())
				}
				at[x.level] = to
			}
		}
	}
}

func cannedEntry(date string, k council.EntryKind) council.Entry {
	d, _ := day.Parse(date)
	return council.Entry{Date: d, Precision: "day", Kind: k, How: "recorded", What: "a thing of 2018-09-02", Origin: council.Origin{Rows: []string{"a.csv:" + date}, Source: "a page", Class: source.Press, Mark: source.InSource}}
}

// TestChronologyEmpty: a time of which nothing is on file says so and draws nothing.
func TestChronologyEmpty(t *testing.T) {
	html := chronologyHTML(t, &ChronologyPage{Topic: "dprk"})
	sound(t, html)
	if !strings.Contains(html, "nothing on file by then, as far as we have read") || strings.Contains(html, `role="img"`) {
		t.Error(html)
	}
}

// TestChronologyEscapes: text of tables is text, in the strip too.
func TestChronologyEscapes(t *testing.T) {
	bad := `</svg><script>alert(1)</script>"'&`
	e := cannedEntry("2018-09-03", council.EntryKind(bad))
	e.Who, e.What, e.How = bad, bad, bad
	html := chronologyHTML(t, &ChronologyPage{Topic: bad, Entries: []council.Entry{e, cannedEntry("2018-09-04", council.EntryTalks)}, Command: bad})
	if strings.Contains(html, "<script") {
		t.Error("text of a table became markup")
	}
}

func TestDatedInWords(t *testing.T) {
	for in, want := range map[string]string{
		"set for 2018-09-07":               "set for 7\u00a0Sep\u00a02018",
		"2018-09-17..2018-09-26 at widest": "17\u00a0Sep\u00a02018 to 26\u00a0Sep\u00a02018 at widest",
		"known 2019-05":                    "known May\u00a02019",
		"S/PRST/2017/16, row 2018-13-01":   "S/PRST/2017/16, row 2018-13-01",
	} {
		if got := datedInWords(in); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}
