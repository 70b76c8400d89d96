package brief

import (
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/plimsoll-watch/plimsoll/base/day"
)

func on(t testing.TB, s string) day.Day {
	t.Helper()
	d, err := day.Parse(s)
	if err != nil {
		t.Fatal(err)
	}
	return d.Last()
}

// TestParseCitation: one of every kind, as the package comment writes them.
func TestParseCitation(t *testing.T) {
	for text, want := range map[string]Citation{
		"plimsoll:limit/dprk/refined?as-of=2018-09-26#notified": {ToLimit, "dprk/refined", on(t, "2018-09-26"), "notified"},
		"plimsoll:S/PV.8353":                     {Kind: ToDocument, Ref: "S/PV.8353"},
		"plimsoll:S/RES/2397%20(2017)":           {Kind: ToDocument, Ref: "S/RES/2397 (2017)"},
		"plimsoll:SC/13506":                      {Kind: ToDocument, Ref: "SC/13506"},
		"plimsoll:finding/F-2018-3":              {Kind: ToFinding, Ref: "F-2018-3"},
		"plimsoll:report/midterm/editions/2":     {Kind: ToReport, Ref: "midterm/editions/2"},
		"plimsoll:position/2018-09-26-us-wmd":    {Kind: ToPosition, Ref: "2018-09-26-us-wmd"},
		"plimsoll:commitment/PYG-5.1":            {Kind: ToCommitment, Ref: "PYG-5.1"},
		"plimsoll:talk/2018-06-12-singapore":     {Kind: ToTalk, Ref: "2018-06-12-singapore"},
		"plimsoll:action/2018-07-12-cap-request": {Kind: ToAction, Ref: "2018-07-12-cap-request"},
		"plimsoll:version/2018-09-10-v2":         {Kind: ToVersion, Ref: "2018-09-10-v2"},
		"plimsoll:duty/2407-review":              {Kind: ToDuty, Ref: "2407-review"},
		"plimsoll:event/2018-05-24-uni-pgr":      {Kind: ToEvent, Ref: "2018-05-24-uni-pgr"},
		"plimsoll:president/2018-09":             {Kind: ToPresident, Ref: "2018-09"},
		"plimsoll:meeting/S/PV.8363#level":       {Kind: ToMeeting, Ref: "S/PV.8363", Fragment: "level"},
	} {
		got, err := ParseCitation(text)
		if err != nil {
			t.Errorf("%s: %v", text, err)
			continue
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s:\n%s", text, diff)
		}
		if got.String() != text {
			t.Errorf("%s prints as %s", text, got)
		}
	}
}

// TestRefusedCitations: each is refused, and each refusal says what to write.
func TestRefusedCitations(t *testing.T) {
	for _, text := range []string{
		"", "plimsoll:", "https://example.org/", "plimsoll:limit/dprk", "plimsoll:limit/dprk/refined#all", "plimsoll:limit/dprk/refined#",
		"plimsoll:limit/dprk/refined?asof=2018-09-26", "plimsoll:limit/dprk/refined?as-of=2018-09", "plimsoll:limit/dprk/refined?as-of=2018-02-30",
		"plimsoll:S/RES/2397", "plimsoll:S/RES/2397 (2017)", "plimsoll:s/res/2397%20(2017)", "plimsoll:S/RES/2397%20(2017).", "plimsoll:S/RES/2397%28(2017)",
		"plimsoll:meeting/S/RES/2397%20(2017)", "plimsoll:meeting/S/PV.8363#weather", "plimsoll:position/", "plimsoll:position/a/b", "plimsoll:position/x#y",
		"plimsoll:report/x/editions/0", "plimsoll:report/x/editions/02", "plimsoll:report/x/2", "plimsoll:president/2018", "plimsoll:vessel/9187629",
	} {
		c, err := ParseCitation(text)
		var e *CitationError
		if !errors.As(err, &e) || e.Hint() == "" {
			t.Errorf("%q gives %v, %v; want a refusal with a hint", text, c, err)
		}
	}
}

// FuzzParseCitation: what is read prints as something that is read alike.
func FuzzParseCitation(f *testing.F) {
	for _, s := range []string{"plimsoll:limit/dprk/refined?as-of=2018-09-26#notified", "plimsoll:S/RES/2397%20(2017)", "plimsoll:meeting/S/PV.8363#level",
		"plimsoll:report/a/editions/2", "plimsoll:S/PV.8353%20(Resumption%201)", "plimsoll:finding/F-1"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		c, err := ParseCitation(s)
		if err != nil {
			return
		}
		again, err := ParseCitation(c.String())
		if err != nil || again != c {
			t.Fatalf("%q reads as %+v, prints as %s, which reads as %+v, %v", s, c, c, again, err)
		}
	})
}

// FuzzParse: no text stops the program, and what is read renders.
func FuzzParse(f *testing.F) {
	f.Add("---\ntitle: a\nid: a\nas-of: 2018-09-26\n---\n\n[14,000 t](plimsoll:limit/dprk/refined#notified) of it.\n\n> [ ] your judgement: x\n\n## Missing\n\n- y\n")
	f.Add("---\ntitle: a\nid: a\nas-of: 2018-09-26\n---\n[*a* `b` <c>](plimsoll:S/PV.1) ![x](y)\n> [ ] a [ ] b\n> > [ ] c\n")
	f.Fuzz(func(t *testing.T, s string) {
		b, err := Parse([]byte(s))
		if err != nil {
			return
		}
		if _, _, err := b.html(); err != nil {
			t.Fatal(err)
		}
	})
}
