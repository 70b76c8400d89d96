package page

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	edition "github.com/plimsoll-watch/plimsoll/record/report"
)

// TestPassages: a withheld passage stands hatched between the parts beside it, with its
// number and reason, and nothing of its words; without the bundle's parts, alone.
func TestPassages(t *testing.T) {
	v := edition.Verdict{Withheld: []edition.WithheldPart{{Paragraph: 13, Part: 14, Reason: "a ship whose operator was asked and has not answered yet"}}}
	long := "Paragraph 12, as it was sealed, with some words after it so that it does …"
	for name, c := range map[string]struct {
		shown []Passage
		want  []passageRow
	}{
		"beside": {cannedPassages(), []passageRow{
			{Number: "12", Text: long},
			{Number: "13", Text: "withheld: a ship whose operator was asked and has not answered yet", Withheld: true},
			{Number: "14", Text: strings.Replace(long, "12", "14", 1)}}},
		"alone":                    {nil, []passageRow{{Number: "13", Text: "withheld: a ship whose operator was asked and has not answered yet", Withheld: true}}},
		"no number, and no reason": {[]Passage{{Part: 1, Withheld: true}}, []passageRow{{Text: "part" + nbsp + "1, withheld: no reason told", Withheld: true}}},
		"nothing withheld":         {cannedPassages()[:4], nil},
	} {
		if d := cmp.Diff(c.want, passages(&v, c.shown)); d != "" {
			t.Errorf("%s (-want +got):\n%s", name, d)
		}
	}
}

// TestStrip: each paragraph has its place; what is withheld is counted and named.
func TestStrip(t *testing.T) {
	s := newStrip(cannedPassages(), 2)
	if len(s.Cells) != 15 || !s.Cells[12].Withheld || s.Cells[11].Withheld {
		t.Errorf("%+v", s.Cells)
	}
	if len(s.Passages) != 1 || !s.Passages[0].Withheld {
		t.Errorf("%+v", s.Passages)
	}
	whole := newStrip(cannedPassages()[:4], 2)
	if !strings.Contains(whole.Words, "nothing is withheld") || len(whole.Passages) != 0 {
		t.Errorf("%+v", whole)
	}
}

// TestExcerpt: the beginning, to a whole word, and a short text as it is.
func TestExcerpt(t *testing.T) {
	for in, want := range map[string]string{
		"short\n text":               "short text",
		strings.Repeat("字", 200):     strings.Repeat("字", excerptLength) + " …",
		strings.Repeat("ab cd ", 30): strings.TrimSpace(strings.Repeat("ab cd ", 12)) + " …",
	} {
		if got := excerpt(in); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}
