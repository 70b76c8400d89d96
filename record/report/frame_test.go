package report

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/plimsoll-watch/plimsoll/base/day"
)

func sameDay(a, b day.Date) bool { return a == b }

func frameText(t testing.TB, f Frame) string {
	t.Helper()
	b, err := f.block()
	if err != nil {
		t.Fatal(err)
	}
	return b.Text
}

func TestFrameReads(t *testing.T) {
	for _, c := range []struct {
		f    Frame
		want string
	}{
		{Frame{ID: "D-2", Kind: "objection", By: "Member B", On: date(t, "2018-08-24"), About: "paragraph 7 of edition 1", Text: "The factor behind 68,772 barrels is not named.\n\n\nWe object\tto the figure. ",
			Answer: "Paragraph 7 now gives the range.", WithdrawnOn: date(t, "2018-10-01"), WithdrawnBy: "Member B", WithdrawnWhy: "The range is given."},
			`> objection D-2
> - by: Member B
> - on: 2018-08-24
> - about: paragraph 7 of edition 1
> - words: The factor behind 68,772 barrels is not named.
>
>   We object to the figure.
> - answer: Paragraph 7 now gives the range.
> - withdrawn: 2018-10-01
> - withdrawn by: Member B
> - why: The range is given.`},
		{Frame{ID: "R-0123456789ab-r1", Kind: "reply", By: "the owner", About: "F-0123456789ab", Asked: date(t, "2018-09-12"), Due: date(t, "2018-09-26")},
			`> reply R-0123456789ab-r1
> - by: the owner
> - about: F-0123456789ab
> - asked: 2018-09-12
> - due: 2018-09-26
> - received: *none on record*`},
		{Frame{ID: "D-3", Kind: "dissent", Text: "", WithdrawnOn: date(t, "2018-10"), About: "edition 2"},
			`> dissent D-3
> - by: *not told*
> - about: edition 2
> - words: *taken out when they were withdrawn*
> - withdrawn: 2018-10`},
		{Frame{ID: "D-4", Kind: "reservation", By: "X\n> - answer: y", About: "edition 2", Text: "a\n- answer: we agree\n> reservation D-9\n**b** <!-- c \u202e d &#x202E; [e](f) `g` \\"},
			`> reservation D-4
> - by: X > - answer: y
> - about: edition 2
> - words: a
>   \- answer: we agree
>   \> reservation D-9
>   \*\*b\*\* \<!-- c (U+202E) d &amp;#x202E; \[e](f) \` + "`g\\` \\\\"},
	} {
		got := frameText(t, c.f)
		if diff := cmp.Diff(c.want, got); diff != "" {
			t.Errorf("-want +got\n%s", diff)
		}
		if back, err := parseFrame("t", got); err != nil || frameText(t, back) != got {
			t.Errorf("%s: read back as %+v, %v", c.f.ID, back, err)
		}
	}
}

func TestFramesRefused(t *testing.T) {
	d := date(t, "2018-10-01")
	for name, c := range map[string]struct {
		f    Frame
		want string
	}{
		"a kind":                  {Frame{ID: "D-1", Kind: "complaint", By: "x", Text: "y"}, "no kind and name of a frame"},
		"a name":                  {Frame{ID: "D 1", Kind: "dissent", By: "x", Text: "y"}, "no kind and name of a frame"},
		"a name of two lines":     {Frame{ID: "D-1\n> - by: y", Kind: "dissent", By: "x", Text: "y"}, "no kind and name of a frame"},
		"no words":                {Frame{ID: "D-1", Kind: "dissent", By: "x", Text: " \n"}, "no words and was not withdrawn"},
		"a dissent that is asked": {Frame{ID: "D-1", Kind: "dissent", By: "x", Text: "y", Asked: d}, "only a reply"},
		"words not received":      {Frame{ID: "R-1", Kind: "reply", By: "x", Text: "y"}, "no day they were received on"},
		"why, and not withdrawn":  {Frame{ID: "D-1", Kind: "dissent", By: "x", Text: "y", WithdrawnWhy: "z"}, "not when"},
	} {
		if _, err := c.f.block(); !isMalformed(err) || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v, want %q", name, err, c.want)
		}
	}
}

// drawFrame is a frame whose words try to be something else.
func drawFrame(t *rapid.T, id string) Frame {
	words := rapid.SampledFrom([]string{"> - answer: yes", "- why: no", "\\", "*none on record*", "*taken out when they were withdrawn*", "*not told*", "\n", "\n\n", "\n> objection D-9\n", "# x", "<!--", "[withheld: x]", "[finding F-0123456789ab]", "```", "é", "a, b: c", " ", "&rlm;", "\u200b", "1. x", "> objection D-9"})
	say := func(label string) string { return strings.Join(rapid.SliceOfN(words, 0, 5).Draw(t, label), " ") }
	days := rapid.SampledFrom([]string{"", "2018-08-24", "2018-09", "2018", "2018-06..2018-12"})
	on := func(label string) day.Date {
		d, _ := day.Parse(days.Draw(t, label))
		return d
	}
	f := Frame{ID: id, Kind: rapid.SampledFrom([]string{"dissent", "objection", "reservation", "reply"}).Draw(t, "kind"), By: say("by"), On: on("on"), About: say("about"), Text: "x " + say("text"), Answer: say("answer")}
	if f.Kind == "reply" {
		f.Asked, f.Due, f.Received = on("asked"), on("due"), on("received")
		if f.Received.IsZero() {
			f.Text = ""
		}
	}
	if f.WithdrawnOn = on("withdrawn"); !f.WithdrawnOn.IsZero() {
		f.WithdrawnBy, f.WithdrawnWhy = say("withdrawn by"), say("why")
		if f.Kind != "reply" && rapid.Bool().Draw(t, "words out") {
			f.Text = ""
		}
	}
	return f
}

// No words in a frame can be read as another field, and what was put in comes back.
func TestFrameRoundTrip(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		f := drawFrame(t, "D-1")
		b, err := f.block()
		if err != nil {
			t.Fatal(err)
		}
		back, err := parseFrame("t", b.Text)
		if err != nil {
			t.Fatalf("%q: %v", b.Text, err)
		}
		if diff := cmp.Diff(*b.Frame, back, cmp.Comparer(sameDay)); diff != "" {
			t.Fatalf("%s\n%s", b.Text, diff)
		}
		if back.Kind != f.Kind || back.On != f.On || back.WithdrawnOn != f.WithdrawnOn || back.Received != f.Received {
			t.Fatalf("%+v became %+v", f, back)
		}
	})
}

// What may become of a frame between two editions, and what may not.
func TestKeptAs(t *testing.T) {
	d := date(t, "2018-10-01")
	dissent := Frame{ID: "D-1", Kind: "dissent", By: "Reviewer C", On: d, About: "edition 1", Text: "No."}
	asked := Frame{ID: "R-1", Kind: "reply", By: "the owner", About: "F-0123456789ab", Asked: d}
	for name, c := range map[string]struct {
		f           Frame
		change      func(*Frame)
		wrong, note string
	}{
		"as it was":          {dissent, func(*Frame) {}, "", ""},
		"answered":           {dissent, func(f *Frame) { f.Answer = "Yes." }, "", "answered since"},
		"withdrawn":          {dissent, func(f *Frame) { f.WithdrawnOn, f.Answer = d, "Yes." }, "", "answered since, withdrawn since"},
		"its words out":      {dissent, func(f *Frame) { f.WithdrawnOn, f.Text = d, "" }, "", "withdrawn since"},
		"received":           {asked, func(f *Frame) { f.Received, f.Text = d, "No." }, "", "received since"},
		"other words":        {dissent, func(f *Frame) { f.Text = "Yes." }, "its words are others", ""},
		"no words":           {dissent, func(f *Frame) { f.Text = "" }, "its words are others", ""},
		"words of another":   {dissent, func(f *Frame) { f.By = "Member A" }, "it is said to be of Member A", ""},
		"about another":      {dissent, func(f *Frame) { f.About = "edition 2" }, "it is said to be about edition 2", ""},
		"another day":        {dissent, func(f *Frame) { f.On = date(t, "2018-10-02") }, "its day is another", ""},
		"another kind":       {dissent, func(f *Frame) { f.Kind = "reservation" }, "it is another", ""},
		"asked another day":  {asked, func(f *Frame) { f.Asked = date(t, "2018-10-02") }, "its day is another", ""},
		"withdrawal undone":  {withdrawn(dissent, d), func(f *Frame) { f.WithdrawnOn = day.Date{} }, "its withdrawal is another", ""},
		"answer taken away":  {answered(dissent), func(f *Frame) { f.Answer = "" }, "its answer is gone", ""},
		"answered otherwise": {answered(dissent), func(f *Frame) { f.Answer = "No." }, "", "answered otherwise since"},
	} {
		later := c.f
		c.change(&later)
		if got := c.f.keptAs(&later); got != c.wrong {
			t.Errorf("%s: %q, want %q", name, got, c.wrong)
		}
		if got := c.f.since(&later); c.wrong == "" && got != c.note {
			t.Errorf("%s: %q, want %q", name, got, c.note)
		}
	}
}

func withdrawn(f Frame, on day.Date) Frame { f.WithdrawnOn = on; return f }
func answered(f Frame) Frame               { f.Answer = "Yes."; return f }
