package page

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/plimsoll-watch/plimsoll/base/day"
	"github.com/plimsoll-watch/plimsoll/base/source"
	"github.com/plimsoll-watch/plimsoll/facts"
	"github.com/plimsoll-watch/plimsoll/law/council"
	"github.com/plimsoll-watch/plimsoll/law/limit"
)

func clocks(t *testing.T, s string) day.AsOf {
	t.Helper()
	d, err := day.Parse(s)
	if err != nil {
		t.Fatal(err)
	}
	return day.AsOfDay(d.Last())
}

func limitPage(t *testing.T, q limit.Question) *LimitPage {
	t.Helper()
	tables, err := limit.Read(facts.FS())
	if err != nil {
		t.Fatal(err)
	}
	q.Regime, q.Product = "dprk", "refined"
	s, err := tables.Status(q)
	if err != nil {
		t.Fatal(err)
	}
	return &LimitPage{Status: s, Chart: tables.Chart(s), Command: "plimsoll limit status dprk refined"}
}

func dossierPage(t *testing.T) *DossierPage {
	t.Helper()
	l, err := council.Load(facts.FS())
	if err != nil {
		t.Fatal(err)
	}
	s, err := council.Parse("S/PV.8363")
	if err != nil {
		t.Fatal(err)
	}
	d, err := l.Dossier(s, clocks(t, "2018-09-26"))
	if err != nil {
		t.Fatal(err)
	}
	return &DossierPage{Dossier: d, Command: "plimsoll council meeting S/PV.8363"}
}

func pageBytes(t *testing.T, write func(io.Writer) error) string {
	t.Helper()
	var a, b bytes.Buffer
	for _, w := range []io.Writer{&a, &b} {
		if err := write(w); err != nil {
			t.Fatal(err)
		}
	}
	if a.String() != b.String() {
		t.Error("the same page gives other bytes")
	}
	return a.String()
}

// sound checks what every page of the record must be: one heading, a policy, no script,
// nothing fetched, pictures with words, under 300 kB.
func sound(t *testing.T, html string) {
	t.Helper()
	if n := strings.Count(html, "<h1"); n != 1 {
		t.Errorf("%d h1", n)
	}
	for _, bad := range []string{"<script", "src=", `href="http`, "url(http", "@import"} {
		if strings.Contains(html, bad) {
			t.Errorf("the page has %q", bad)
		}
	}
	if !strings.Contains(html, `http-equiv="Content-Security-Policy" content="default-src &#39;none&#39;`) {
		t.Error("no policy")
	}
	if strings.Count(html, `role="img"`) != strings.Count(html, "<desc") {
		t.Error("a picture without words")
	}
	if len(html) > 300_000 {
		t.Errorf("%d bytes", len(html))
	}
}

// TestLimitPage: the figures of the eve and of the whole year; the two ledgers are never
// added.
func TestLimitPage(t *testing.T) {
	for name, c := range map[string]struct {
		q           limit.Question
		want, never []string
	}{
		"eve": {limit.Question{AsOf: clocks(t, "2018-09-26")},
			[]string{"105,000 to 116,620\u00a0bbl", "506,529", "implied", "never added", "not reached at any admitted factor", "as of 26 September 2018"},
			[]string{"48,430", "2019"}},
		"year": {limit.Question{Period: "2018"},
			[]string{"363,225 to 403,422\u00a0bbl", "7.743", "due, or not, by the factor", "not in hand", "456,059", "562,585"}, nil},
		"before anything": {limit.Question{AsOf: clocks(t, "2018-02-01")},
			[]string{"which is not zero", "no total known, not zero"}, []string{"14,000 t", "506,529"}},
	} {
		t.Run(name, func(t *testing.T) {
			p := limitPage(t, c.q)
			html := pageBytes(t, func(w io.Writer) error { return WriteLimit(w, p, Assets{CSS: "p{margin:0}"}) })
			sound(t, html)
			for _, want := range c.want {
				if !strings.Contains(html, want) {
					t.Errorf("no %q", want)
				}
			}
			for _, never := range c.never {
				if strings.Contains(html, never) {
					t.Errorf("has %q", never)
				}
			}
		})
	}
}

// TestRecordGolden: what the pages of the record say, block by block.
func TestRecordGolden(t *testing.T) {
	a := Assets{CSS: "p{margin:0}"}
	for name, write := range recordPages(t, a) {
		t.Run(name, func(t *testing.T) {
			got := outline(pageBytes(t, write))
			file := filepath.Join("testdata", name+".golden")
			if *update {
				if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			if d := cmp.Diff(string(want), got); d != "" {
				t.Errorf("outline differs (-want +got); look, then go test -update:\n%s", d)
			}
		})
	}
}

// recordPages are the pages that are tested whole.
func recordPages(t *testing.T, a Assets) map[string]func(io.Writer) error {
	t.Helper()
	year, eve := limitPage(t, limit.Question{Period: "2018"}), limitPage(t, limit.Question{AsOf: clocks(t, "2018-09-26")})
	early, dossier := limitPage(t, limit.Question{AsOf: clocks(t, "2018-02-01")}), dossierPage(t)
	chronology := chronologyPage(t, "2018", "2018-09-26")
	return map[string]func(io.Writer) error{
		"limit-2018":  func(w io.Writer) error { return WriteLimit(w, year, a) },
		"limit-eve":   func(w io.Writer) error { return WriteLimit(w, eve, a) },
		"limit-early": func(w io.Writer) error { return WriteLimit(w, early, a) },
		"dossier":     func(w io.Writer) error { return WriteDossier(w, dossier, a) },
		"chronology":  func(w io.Writer) error { return WriteChronology(w, chronology, a) },
	}
}

// TestRecordStructure: each id once, every reference answered, headings without leaps,
// the policy that of these bytes.
func TestRecordStructure(t *testing.T) {
	for name, write := range recordPages(t, Assets{CSS: "p{margin:0}"}) {
		html := pageBytes(t, write)
		sound(t, html)
		ids, refs, level, stated := map[string]int{}, []string{}, 0, ""
		for _, tg := range tags(html) {
			if tg.end {
				continue
			}
			if len(tg.name) == 2 && tg.name[0] == 'h' && tg.name[1] >= '1' && tg.name[1] <= '6' {
				if n := int(tg.name[1] - '0'); n > level+1 {
					t.Errorf("%s: h%d after h%d", name, n, level)
				} else {
					level = n
				}
			}
			if id := tg.attrs["id"]; id != "" {
				ids[id]++
			}
			refs = append(refs, strings.Fields(tg.attrs["aria-labelledby"])...)
			if h := tg.attrs["href"]; strings.HasPrefix(h, "#") {
				refs = append(refs, h[1:])
			}
			if tg.attrs["http-equiv"] != "" {
				stated = tg.attrs["content"]
			}
		}
		for id, n := range ids {
			if n != 1 {
				t.Errorf("%s: id %q stands %d times", name, id, n)
			}
		}
		for _, ref := range refs {
			if ids[ref] == 0 {
				t.Errorf("%s: nothing has the id %q", name, ref)
			}
		}
		if want := policy(inside(html, "style"), ""); stated != want {
			t.Errorf("%s: policy %s, want %s", name, stated, want)
		}
	}
}

// TestStripSaysWhatIsDueBelow: where a notice is due at every factor, the strip does not
// say that none is below the next one's tipping factor.
func TestStripSaysWhatIsDueBelow(t *testing.T) {
	p := limitPage(t, limit.Question{Period: "2019"})
	svg := string(factorStrip(p.Chart.Strip, true))
	if strings.Contains(svg, "no notice due") || !strings.Contains(svg, "75\u00a0% notice") || !strings.Contains(svg, "90\u00a0% notice") {
		t.Error(svg)
	}
}

// TestCargoNotTold: a transfer between ships that broadcast no type says so.
func TestCargoNotTold(t *testing.T) {
	r := cannedReport(possibleCase())
	e := &r.Events[0]
	for i := range e.ConsistentWith {
		e.ConsistentWith[i].Cargo = ""
	}
	if got := listTitle(e); got != "Possible transfer, cargo not told" {
		t.Errorf("%q", got)
	}
}

// TestLimitSVG: the picture alone is well-formed and carries its own colours.
func TestLimitSVG(t *testing.T) {
	p := limitPage(t, limit.Question{Period: "2018"})
	svg := pageBytes(t, func(w io.Writer) error { return LimitSVG(w, &p.Chart) })
	if !strings.HasPrefix(svg, `<svg xmlns="http://www.w3.org/2000/svg"`) || !strings.Contains(svg, "<style>") {
		t.Errorf("%.80s", svg)
	}
	d := xml.NewDecoder(strings.NewReader(svg))
	for {
		if _, err := d.Token(); errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			t.Fatal(err)
		}
	}
}

// TestDossierPage: who presides, who is expected, each as its source words it; what is
// missing; nothing that became known after the day.
func TestDossierPage(t *testing.T) {
	p := dossierPage(t)
	html := pageBytes(t, func(w io.Writer) error { return WriteDossier(w, p, Assets{CSS: "p{margin:0}"}) })
	sound(t, html)
	for _, want := range []string{"level ministerial (expected)", "In the chair: Mike Pompeo", "Under rule 37: Republic of Korea and Japan (expected)", "27 September 2018", "S/PV.8362", "What is missing", "Concept note: exists, not in hand", "under the presidency of the United States", "as of 26 September 2018"} {
		if !strings.Contains(html, want) {
			t.Errorf("no %q", want)
		}
	}
	for _, never := range []string{"known 27\u00a0Sep", "Oct\u00a02018", "Nov\u00a02018", "Dec\u00a02018"} {
		if strings.Contains(html, never) {
			t.Errorf("has %q", never)
		}
	}
}

// TestRecordEscapes: text of tables is text.
func TestRecordEscapes(t *testing.T) {
	p := dossierPage(t)
	bad := `</style><script>alert(1)</script><b>"'&`
	p.Command = bad
	p.Beside = []Block{{Title: bad, Lines: []Statement{{Head: bad, How: bad, Text: bad, Origin: council.Origin{Source: bad, Mark: source.InSource}}}}}
	html := pageBytes(t, func(w io.Writer) error { return WriteDossier(w, p, Assets{}) })
	if strings.Contains(html, "<script") || strings.Contains(html, "<b>\"") {
		t.Error("text of a table became markup")
	}
	if err := WriteDossier(io.Discard, p, Assets{CSS: "</style>"}); err == nil {
		t.Error("a style that closes its element is written")
	}
}

// TestStatementsWithoutOne: a section without statements says so.
func TestStatementsWithoutOne(t *testing.T) {
	v := &dossierView{}
	if s := v.lines("Talks", nil, "nothing on file by then"); s.Empty == "" || len(s.Rows) != 0 {
		t.Errorf("%+v", s)
	}
}
