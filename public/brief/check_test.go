package brief

import (
	"bytes"
	"errors"
	"strings"
	"testing"

	"github.com/plimsoll-watch/plimsoll/base/source"
	"github.com/plimsoll-watch/plimsoll/facts"
)

const head = "---\ntitle: a\nid: a\nas-of: 2018-09-26\n---\n\n"

func openRecord(t testing.TB) *Record {
	t.Helper()
	r, err := Open(facts.FS(), nil)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func parsed(t testing.TB, text string) *Brief {
	t.Helper()
	b, err := Parse([]byte(text))
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// TestCheckNumbers: a number or date in prose that its citation does not say is told with
// its line; the record says 500,000 bbl, 14,000 t, 105,000 to 116,620 bbl, 21.0 to 23.3 %
// (facts/targets.csv), and S/PV.8363 is expected on 27 September 2018.
func TestCheckNumbers(t *testing.T) {
	r := openRecord(t)
	for text, wrong := range map[string]string{
		"The cap is [500,000 bbl](plimsoll:limit/dprk/refined#cap).":                                          "",
		"The cap is [500\u202f000\u00a0bbl](plimsoll:limit/dprk/refined#cap).":                                "",
		"The cap is [half a million barrels](plimsoll:limit/dprk/refined#cap).":                               "",
		"The cap is [0.5 million barrels](plimsoll:limit/dprk/refined#cap).":                                  "",
		"The cap is [510,000 bbl](plimsoll:limit/dprk/refined#cap).":                                          `line 7: "510,000 bbl"`,
		"The cap is [500,000 t](plimsoll:limit/dprk/refined#cap).":                                            `line 7: "500,000 t"`,
		"Notified: [14,000 t](plimsoll:limit/dprk/refined#notified), 21.0 to 23.3 per cent.":                  "",
		"Notified: [14,000 t](plimsoll:limit/dprk/refined#notified), 21 to 24 per cent.":                      `line 7: "24 per cent"`,
		"Notified: [14,000 t](plimsoll:limit/dprk/refined#notified).\nThe limit is 400,000 bbl, as I see it.": "",
		"First line.\nNotified: [14,000 t](plimsoll:limit/dprk/refined#notified), or 120,000 bbl.":            `line 8: "120,000 bbl"`,
		"On [27 September 2018](plimsoll:meeting/S/PV.8363#date).":                                            "",
		"On [28 September 2018](plimsoll:meeting/S/PV.8363#date).":                                            `line 7: the date "28 September 2018"`,
		"[148 deliveries](plimsoll:position/2018-09-17-us-cap) were told.":                                    "",
		"[149 deliveries](plimsoll:position/2018-09-17-us-cap) were told.":                                    `line 7: "149"`,
		"[3 members](plimsoll:position/2018-09-26-us-easing) spoke.":                                          `line 7: "3" is not what plimsoll:position/2018-09-26-us-easing says: it has no number`,
		"Under [resolution 2397 (2017)](plimsoll:S/RES/2397%20(2017)), para. 5, rule 37.":                     "",
	} {
		b := parsed(t, head+text+"\n")
		report := b.Check(r, b.Freeze(r))
		switch {
		case len(report.Changed) > 0:
			t.Errorf("%q: %v", text, report.Changed)
		case wrong == "" && len(report.Wrong) > 0:
			t.Errorf("%q: %v", text, report.Wrong)
		case wrong != "" && (len(report.Wrong) != 1 || !strings.Contains(report.Wrong.Error(), wrong) || report.Wrong.Hint() == ""):
			t.Errorf("%q: %v, want one: %s", text, report.Wrong, wrong)
		}
	}
}

// TestCheckChanged: what was frozen and is not what the record says now is told with line,
// old and new; so is what was never frozen, and what cannot be resolved.
func TestCheckChanged(t *testing.T) {
	r := openRecord(t)
	b := parsed(t, head+"The [cap](plimsoll:limit/dprk/refined#cap).\n\nA [finding](plimsoll:finding/F-1) and [an outcome](plimsoll:meeting/S/PV.8363#rule39).\n")
	frozen := b.Freeze(r)
	frozen.Cites[0].Held.Words = "cap of refined petroleum: 2,000,000 bbl"
	report := b.Check(r, frozen)
	want := []struct {
		line         int
		problem, old string
	}{
		{7, "its value differs from the frozen one", "2,000,000 bbl"},
		{9, "cannot be resolved: no workspace", ""},
		{9, "cannot be resolved: rule39 of S/PV.8363 is not known", ""},
	}
	if len(report.Changed) != len(want) {
		t.Fatalf("%v", report.Changed)
	}
	for i, w := range want {
		c := report.Changed[i]
		if c.Line != w.line || !strings.HasPrefix(c.Problem, w.problem) || !strings.Contains(c.Old, w.old) {
			t.Errorf("%v, want %v", c, w)
		}
	}
	if report = b.Check(r, nil); report.Changed[0].Problem != "is not frozen" {
		t.Errorf("without a sidecar: %v", report.Changed[0])
	}
	frozen = b.Freeze(r)
	for change, what := range map[string]func(h *Held){
		"its source":              func(h *Held) { h.Source = "another page" },
		"its trust mark":          func(h *Held) { h.Mark = source.Derived },
		"the day it became known": func(h *Held) { h.KnownOn = on(t, "2018-01-02").Date() },
	} {
		old := frozen.Cites[0].Held
		what(&frozen.Cites[0].Held)
		if report := b.Check(r, frozen); !strings.HasPrefix(report.Changed[0].Problem, change) {
			t.Errorf("%s: %v", change, report.Changed[0])
		}
		frozen.Cites[0].Held = old
	}
}

// shelf is a book of one finding and one edition.
type shelf struct{}

func (shelf) Finding(id string) (Held, bool) {
	return Held{Words: "within 38 m for 387 min", Rows: []string{"finding:" + id}, Mark: source.Derived}, id == "F-1"
}

func (shelf) Edition(report string, n int) (Held, bool) {
	return Held{Words: report, Rows: []string{}, Mark: source.Derived}, report == "midterm" && n == 2
}

func TestBook(t *testing.T) {
	r := openRecord(t)
	r.Book = shelf{}
	b := parsed(t, head+"[387 min](plimsoll:finding/F-1), [as sealed](plimsoll:report/midterm/editions/2), [not](plimsoll:report/midterm/editions/3).\n")
	report := b.Check(r, b.Freeze(r))
	if len(report.Wrong) != 0 || len(report.Changed) != 1 || !strings.Contains(report.Changed[0].Cite, "editions/3") {
		t.Errorf("%+v", report)
	}
}

// TestParseProblems: everything wrong at once, each with its line and a hint.
func TestParseProblems(t *testing.T) {
	for text, want := range map[string]string{
		"no header\n":     "line 1: there is no header",
		"---\ntitle: a\n": "line 1: the header does not end",
		"---\ntitle: a\nid: a\nas-of: 2018-02-30\n---\n":                                              "line 4: as-of",
		"---\ntitle: a\nid: A b\nas-of: 2018-09-26\n---\n":                                            "line 3: id",
		"---\ntitle: a\nid: a\nas-of: 2018-09-26\nmood: x\n---\n":                                     `line 5: key "mood" is not known`,
		"---\ntitle: a\ntitle: b\nid: a\nas-of: 2018-09-26\n---\n":                                    "line 3: title stands twice",
		"---\ntitle: a\nid: a\n---\n":                                                                 "line 1: there is no as-of",
		"---\ntitle: a\nid: a\nas-of: 2018-09-26\npublished: 2018-09-26\nupdate: 2018-09-25 x\n---\n": "line 1: it was updated before it was published",
		head + "\n[a](plimsoll:nowhere/1)\n":                                                          "line 8: citation",
		head + "[a](plimsoll:limit/dprk/refined?as-of=2018-09-27)\n":                                  "line 7: citation",
		head + "a <b>c</b>\n":                                                                         "line 7: raw HTML",
		head + "<div>\nx\n</div>\n":                                                                   "line 7: raw HTML",
		head + "a\n![x](y.png)\n":                                                                     "line 8: a picture",
		head + "[a](javascript:alert)\n":                                                              "line 7: link",
		head + "[](plimsoll:S/PV.8363)\n":                                                             "line 7: citation",
	} {
		_, err := Parse([]byte(text))
		var p Problems
		if !errors.As(err, &p) || !strings.HasPrefix(err.Error(), want) || p.Hint() == "" {
			t.Errorf("%q: %v, want %s, with a hint", text, err, want)
		}
	}
}

// TestSentences: where one ends, and which citations it carries.
func TestSentences(t *testing.T) {
	b := parsed(t, head+"It met at 10.05 a.m. under [rule 18](plimsoll:president/2018-09). See S/PV.8363, para. 5 of it. He said \"no.\" Mr. Kim spoke.\nA second line.\n\n- one\n- two\n")
	var got []string
	for _, s := range b.Sentences {
		got = append(got, s.Text)
	}
	want := "It met at 10.05 a.m. under rule 18.|See S/PV.8363, para. 5 of it.|He said \"no.\"|Mr. Kim spoke.|A second line.|one|two"
	if strings.Join(got, "|") != want {
		t.Errorf("got  %s\nwant %s", strings.Join(got, "|"), want)
	}
	if len(b.Sentences[0].Cites) != 1 || len(b.Sentences[1].Cites) != 0 || b.Sentences[4].Line != 8 {
		t.Errorf("%+v", b.Sentences)
	}
}

// TestSidecar: one form; a changed byte is refused.
func TestSidecar(t *testing.T) {
	r := openRecord(t)
	b := parsed(t, head+"[cap](plimsoll:limit/dprk/refined#cap), [meeting](plimsoll:S/PV.8353).\n")
	var one, two bytes.Buffer
	if err := b.Freeze(r).Write(&one); err != nil {
		t.Fatal(err)
	}
	s, err := ReadSidecar(one.Bytes())
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Write(&two); err != nil || !bytes.Equal(one.Bytes(), two.Bytes()) {
		t.Errorf("it does not write as it was read: %v", err)
	}
	text := one.String()
	for _, bad := range []string{strings.Replace(text, ":", ": ", 1), strings.Replace(text, Schema, "plimsoll.brief-cites/2", 1), strings.Replace(text, `"brief":`, `"more":1,"brief":`, 1), text[:40], ""} {
		if _, err := ReadSidecar([]byte(bad)); err == nil {
			t.Errorf("%.60q is read", bad)
		}
	}
}
