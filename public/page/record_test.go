package page

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"strings"
	"testing"

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
			[]string{"105,000 bbl to 116,620 bbl", "506,529", "implied", "never added", "not reached at any admitted factor", "as of 2018-09-26"},
			[]string{"48,430", "2019"}},
		"year": {limit.Question{Period: "2018"},
			[]string{"363,225 bbl to 403,422 bbl", "7.743", "due, or not, by the factor", "not in hand", "456,059", "562,585"}, nil},
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
	for _, want := range []string{"level expected: ministerial", "Mike Pompeo", "invited under rule 37 expected: Japan", "27 September 2018", "S/PV.8362", "Missing", "as of 2018-09-26"} {
		if !strings.Contains(html, want) {
			t.Errorf("no %q", want)
		}
	}
	for _, never := range []string{"known 2018-09-27", "known 2018-10", "known 2019", "known 2020"} {
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
	if s := section("Talks", nil, "nothing on file by then"); s.Empty == "" || len(s.Lines) != 0 {
		t.Errorf("%+v", s)
	}
}
