package report

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// sides returns the texts that words of a change make.
func sides(words []Wording) (was, is string) {
	for _, w := range words {
		if w.Op != Inserted {
			was += w.Text
		}
		if w.Op != Deleted {
			is += w.Text
		}
	}
	return was, is
}

// texts returns the paragraphs and headings of a text, as many times as they stand there.
func texts(t Text) map[string]int {
	out := map[string]int{}
	for _, b := range t.Blocks {
		if b.Kind != FrameBlock {
			out[fmt.Sprintf("%d %s %s", b.Number, b.Words(), strings.Join(b.Findings, " "))]++
		}
	}
	return out
}

// Each paragraph and heading of either text stands in one change, and the words of a
// change give both texts back. What is called unchanged or moved is the same to the byte.
func TestCompareLosesNothing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		before, after := drawText(t, "old"), drawText(t, "new")
		d := Compare(before, after)
		old, now := texts(before), texts(after)
		last := 0
		for _, c := range append(d.Changes, d.Headings...) {
			was, is := sides(c.Words)
			var f, g []string
			b, ok := before.Paragraph(c.Old)
			if f = b.Findings; !ok && c.Kind == Cut {
				f = c.FindingsGone
			}
			if b, ok = after.Paragraph(c.New); ok {
				g = b.Findings
			}
			if c.Kind != New {
				old[fmt.Sprintf("%d %s %s", c.Old, was, strings.Join(f, " "))]--
			}
			if c.Kind != Cut {
				now[fmt.Sprintf("%d %s %s", c.New, is, strings.Join(g, " "))]--
			}
			if (c.Kind == Unchanged || c.Kind == Moved) && (was != is || strings.Join(f, " ") != strings.Join(g, " ")) {
				t.Fatalf("%+v is called %s", c, c.Kind)
			}
			if c.New > 0 && c.New != last+1 {
				t.Fatalf("paragraph %d stands behind %d", c.New, last)
			}
			last = max(last, c.New)
		}
		for _, left := range []map[string]int{old, now} {
			for text, n := range left {
				if n != 0 {
					t.Fatalf("%q stands in %d changes too few\n%+v", text, n, d)
				}
			}
		}
		if d.Same+d.Moved+d.Reworded+d.New != after.Paragraphs() || d.Same+d.Moved+d.Reworded+d.Cut != before.Paragraphs() {
			t.Fatalf("the counts do not add up: %+v", d)
		}
		if diff := cmp.Diff(d, Compare(before, after)); diff != "" {
			t.Fatal("compared again it is another")
		}
		if again := Compare(after, after); again.Same != after.Paragraphs() || again.headingsChanged() != 0 {
			t.Fatalf("a text differs from itself: %+v", again)
		}
	})
}

func kinds(all []Change) []string {
	var out []string
	for _, c := range all {
		line := fmt.Sprintf("%s %d>%d", c.Kind, c.Old, c.New)
		if c.Moved && c.Kind != Moved {
			line += " moved"
		}
		out = append(out, line)
	}
	return out
}

// The redline of look/edition.png.
func TestCompareLook(t *testing.T) {
	before := parsed(t, "## Notified\n\nStays as it is.\n\nDeliveries notified for January to April 2018 reached 68,772 barrels, 13.8 per cent of the limit.\n\n## Estimated\n\nEstimates are shown by who made them, each with its period.\n\nThe United States published an estimate of 506,529 barrels.\n\nNo source read says whether any notice was ever sent.\n\nIts estimate for 1 January to 30 May 2018 rests on 89 port calls and on each ship’s listed capacity: 759,793 barrels at one half laden.")
	after := parsed(t, "## Notified\n\nStays as it is.\n\nDeliveries notified for January to April 2018 reached 8,618 tonnes: between 64,635 and 71,788 barrels, 12.9 to 14.4 per cent of the limit, according to the factor used.\n\nNo notice fell due on these amounts at any admitted factor, 7.5 to 8.33 barrels a tonne.\n\nNo source read says whether any notice was ever sent.\n\n## What was estimated\n\nEstimates are shown by who made them, each with its period.\n\nThe United States’ estimate for 1 January to 30 May 2018 rests on 89 port calls and on each ship’s listed capacity: 759,793 barrels at one half laden and 1,367,628 at 90 per cent; these two imply 506,529 at one third.")
	d := Compare(before, after)
	if diff := cmp.Diff([]string{"unchanged 1>1", "reworded 2>2", "new 0>3", "moved 5>4", "unchanged 3>5", "cut 4>0", "reworded 6>6"}, kinds(d.Changes)); diff != "" {
		t.Errorf("-want +got\n%s", diff)
	}
	want := []string{
		"2 reworded, 1 moved, 1 cut, 1 new, 2 unchanged; 1 heading changed",
		"dissents, objections, reservations and replies: 0 kept, 0 put in since, 0 removed",
		"reworded: paragraph 2: Deliveries notified for January to April 2018 reached [-68,772 barrels, 13.8 per cent of the limit-] {+8,618 tonnes: between 64,635 and 71,788 barrels, 12.9 to 14.4 per cent of the limit, according to the factor used+}.",
		"  figures: 68,772 barrels, 13.8 per cent became 8,618 tonnes, 64,635, 71,788 barrels, 12.9, 14.4 per cent",
		"new: paragraph 3: {+No notice fell due on these amounts at any admitted factor, 7.5 to 8.33 barrels a tonne.+}",
		"moved: paragraph 4, was 5: No source read says whether any notice was ever sent.",
		"reworded: a heading: ## [-Estimated-] {+What was estimated+}",
		"cut: was paragraph 4: [-The United States published an estimate of 506,529 barrels.-]",
		"reworded: paragraph 6: [-Its-] {+The United States’+} estimate for 1 January to 30 May 2018 rests on 89 port calls and on each ship’s listed capacity: 759,793 barrels at one half laden{+ and 1,367,628 at 90 per cent; these two imply 506,529 at one third+}.",
		"  figures new: 1,367,628, 90 per cent, 506,529",
	}
	if diff := cmp.Diff(want, d.Words()); diff != "" {
		t.Errorf("-want +got\n%s", diff)
	}
}

// What would be wrong quietly: a unit under the same number, a swap of figures, a finding,
// a heading, a line break, a paragraph that moved and was reworded.
func TestCompareTellsEach(t *testing.T) {
	for name, c := range map[string]struct{ before, after, want string }{
		"a unit":                            {"They were 8,618 tonnes in all.", "They were 8,618 barrels in all.", "figures: 8,618 tonnes became 8,618 barrels"},
		"two figures swapped":               {"A had 5 tonnes and B had 7 tonnes.", "A had 7 tonnes and B had 5 tonnes.", "figures: 5 tonnes, 7 tonnes became 7 tonnes, 5 tonnes"},
		"a finding":                         {"p\n[finding F-0123456789ab]", "p\n[finding F-0123456789ac]", "findings: F-0123456789ab became F-0123456789ac"},
		"a finding taken away":              {"p\n[finding F-0123456789ab]", "p", "findings gone: F-0123456789ab"},
		"a heading reworded":                {"# Possible violations\n\np", "# Violations\n\np", "reworded: a heading: # [-Possible violations-] {+Violations+}"},
		"a heading gone":                    {"# H\n\np", "p", "cut: a heading: [-# H-]"},
		"a heading that is new":             {"p", "p\n\n# H", "new: a heading: {+# H+}"},
		"a paragraph under another heading": {"# A\n\np\n\n# B\n\nq", "# A\n\n# B\n\np\n\nq", "moved: a heading: # B"},
		"a line break":                      {"one two\nthree", "one two three", "reworded: paragraph 1: one two[-⏎-] {+·+}three"},
		"a heading's level":                 {"# A\n\np", "## A\n\np", "a heading: #{+#+} A"},
		"a word":                            {"The ship was seen there.", "The ship was not seen there.", "The ship was{+ not+} seen there."},
		"a mark":                            {"No, tankers were seen.", "No tankers were seen.", "No[-,-] tankers were seen."},
		"a capital":                         {"The Panel of Experts met.", "The panel of Experts met.", "The [-Panel-] {+panel+} of Experts met."},
		"moved and reworded":                {"first of them\n\nsecond stays here\n\nthird stays too\n\nthe last is told with some words", "the last is told with other words\n\nfirst of them\n\nsecond stays here\n\nthird stays too", "reworded and moved: paragraph 1, was 4"},
		"a day":                             {"It met on 30 May 2018 in New York.", "It met on 31 May 2018 in New York.", "figures: 30 May became 31 May"},
		"the number of a source":            {"7. The text is one.", "8. The text is one.", "[-7-] {+8+}. The text is one."},
	} {
		d := Compare(parsed(t, c.before), parsed(t, c.after))
		if got := strings.Join(d.Words(), "\n"); !strings.Contains(got, c.want) {
			t.Errorf("%s: want %q in\n%s", name, c.want, got)
		}
	}
}

func TestFigures(t *testing.T) {
	for text, want := range map[string]string{
		"7. In 2018, 1.2 million barrels (S/RES/2397 (2017), para. 5) and $5 million, 90%.":       "2018|1.2 million barrels|2017|5|$5 million|90%",
		"13.8 per cent on 2018-09-13 at 12:30, 89 port calls, 4 per ship, 30 May 2018":            "13.8 per cent|2018-09-13|12:30|89 port calls|4|30 May|2018",
		"F-0123456789ab and IMO 9876543, about 0.1 nautical miles; 5 metric tonnes; 7 or 8 ships": "9876543|0.1 nautical miles|5 metric tonnes|7|8 ships",
	} {
		if got := strings.Join(figures(text), "|"); got != want {
			t.Errorf("%s\n got %s\nwant %s", text, got, want)
		}
	}
}

// Frames are with the paragraph they stand under, or stood under when that was cut, and
// one that is not as it was is removed.
func TestCompareFrames(t *testing.T) {
	a, b, c := dissentOn("D-1", "paragraph 1 of edition 1"), dissentOn("D-2", "paragraph 2 of edition 1"), dissentOn("D-3", "edition 1")
	src := "one stays\n\ntwo will be cut from here"
	first := composed(t, src, nil, 0, nil)
	second := composed(t, src, &first, 1, []Frame{a, b, c})
	a.Answer = "Yes."
	third := composed(t, "new at the front\n\none stays", &second, 2, []Frame{a, b, c, dissentOn("D-4", "paragraph 2 of edition 2")})
	d := Compare(second, third)
	got := func(d Difference) []string {
		var out []string
		add := func(where string, all []FrameChange) {
			for _, f := range all {
				out = append(out, strings.TrimSpace(fmt.Sprintf("%s: %s %s %d>%d %s", where, f.Status, f.Frame.ID, f.Old, f.New, f.Note)))
			}
		}
		for _, c := range d.Changes {
			add(fmt.Sprintf("%s %d>%d", c.Kind, c.Old, c.New), c.Frames)
		}
		add("elsewhere", d.Elsewhere)
		return out
	}
	want := []string{"unchanged 1>2: kept D-1 1>2 answered since", "cut 2>0: kept D-2 2>0", "elsewhere: kept D-3 0>0", "elsewhere: added D-4 0>0"}
	if diff := cmp.Diff(want, got(d)); diff != "" {
		t.Errorf("-want +got\n%s", diff)
	}
	if n := d.headingsChanged(); n != 0 {
		t.Errorf("the heading of frames counts as changed: %d", n)
	}
	b.Text = "We agree."
	altered := composed(t, "one stays", nil, 0, []Frame{a, b})
	e := Compare(third, altered)
	var removed []string
	for _, f := range e.Removed {
		removed = append(removed, f.ID+" "+f.Text)
	}
	if diff := cmp.Diff([]string{"D-2 Words of D-2.", "D-3 Words of D-3.", "D-4 Words of D-4."}, removed); diff != "" {
		t.Errorf("removed, -want +got\n%s", diff)
	}
	words := strings.Join(e.Words(), "\n")
	for _, line := range []string{"1 kept, 1 put in since, 3 removed", "REMOVED: objection D-2 of Member A: its words are others", "REMOVED: objection D-3 of Member A: it is not there"} {
		if !strings.Contains(words, line) {
			t.Errorf("want %q in\n%s", line, words)
		}
	}
}

// Long stretches are told in bounded time, and nothing of them is lost.
func TestCompareLong(t *testing.T) {
	if testing.Short() {
		t.Skip("a second or two")
	}
	r := rand.New(rand.NewPCG(1, 2))
	word := func(n int) string { return fmt.Sprintf("w%d", r.IntN(n)) }
	long := func(n, of int) string {
		var b strings.Builder
		for range n {
			b.WriteString(word(of) + " ")
		}
		return b.String()
	}
	many := func(n int) string {
		var b strings.Builder
		for range n {
			b.WriteString(long(8, 40) + "\n\n")
		}
		return b.String()
	}
	for name, c := range map[string]struct{ before, after string }{
		"one paragraph of few words":    {long(60_000, 10), long(60_000, 10)},
		"one paragraph of many words":   {long(60_000, 1_000_000), long(60_000, 1_000_000)},
		"many words, half of them new":  {strings.Join(numbers(0, 90_000), " "), strings.Join(numbers(45_000, 135_000), " ")},
		"as many parts as there may be": {many(MaxParts), many(MaxParts)},
	} {
		before, after := parsed(t, c.before), parsed(t, c.after)
		start := time.Now()
		d := Compare(before, after)
		t.Logf("%s: %v", name, time.Since(start).Round(time.Millisecond))
		seen := 0
		for _, change := range d.Changes {
			was, is := sides(change.Words)
			if b, ok := before.Paragraph(change.Old); ok && len(before.Blocks) == 1 && b.Text != was {
				t.Errorf("%s: the old text does not come back", name)
			}
			if b, ok := after.Paragraph(change.New); ok && len(after.Blocks) == 1 && b.Text != is {
				t.Errorf("%s: the new text does not come back", name)
			}
			if change.New > 0 {
				seen++
			}
		}
		if seen != after.Paragraphs() {
			t.Errorf("%s: %d of %d paragraphs", name, seen, after.Paragraphs())
		}
	}
}

// More tokens than there are characters before the surrogates.
func TestDifferManyTokens(t *testing.T) {
	b := slices.Concat(numbers(0, 70_000), []string{"p"}, numbers(70_000, 120_000), []string{"q"}, numbers(120_000, 120_010))
	want := []run{{deleted, 70_000}, {same, 1}, {deleted, 50_000}, {same, 1}, {deleted, 10}}
	if got := differ(b, []string{"p", "q"}); !slices.Equal(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
}

func numbers(from, to int) []string {
	var out []string
	for i := from; i < to; i++ {
		out = append(out, fmt.Sprintf("%x", i))
	}
	return out
}

// hundredEdits is 300 paragraphs and the same with 100 edits of each kind.
func hundredEdits(t testing.TB) (before, after Text) {
	r := rand.New(rand.NewPCG(3, 4))
	var was, is []string
	for i := range 300 {
		var words []string
		for range 60 {
			words = append(words, fmt.Sprintf("w%d", r.IntN(400)))
		}
		p := fmt.Sprintf("paragraph %d tells of %d barrels: %s", i, i*37, strings.Join(words, " "))
		was = append(was, p)
		switch {
		case i%15 == 0: // cut
		case i%15 == 1:
			is = append(is, p, strings.Join(words[:30], " new "))
		case i%15 == 2:
			is = append([]string{p}, is...)
		case i%15 < 5:
			is = append(is, strings.Replace(p, "barrels", "tonnes, or so it was estimated,", 1))
		default:
			is = append(is, p)
		}
	}
	return parsed(t, strings.Join(was, "\n\n")), parsed(t, strings.Join(is, "\n\n"))
}

func TestHundredEdits(t *testing.T) {
	before, after := hundredEdits(t)
	d := Compare(before, after)
	if d.Cut != 20 || d.New != 20 || d.Moved != 20 || d.Reworded != 40 || d.Same != 220 {
		t.Errorf("%d cut, %d new, %d moved, %d reworded, %d unchanged", d.Cut, d.New, d.Moved, d.Reworded, d.Same)
	}
}

func BenchmarkCompare(b *testing.B) {
	before, after := hundredEdits(b)
	for b.Loop() {
		Compare(before, after)
	}
}
