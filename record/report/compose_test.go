package report

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

func dissentOn(id, about string) Frame {
	return Frame{ID: id, Kind: "objection", By: "Member A", About: about, Text: "Words of " + id + "."}
}

// standing lists where the frames of a text stand.
func standing(text Text) []string {
	var out []string
	for _, b := range text.Blocks {
		if b.Frame != nil {
			out = append(out, fmt.Sprintf("%s under %d", b.Frame.ID, b.Number))
		}
	}
	return out
}

func composed(t testing.TB, src string, previous *Text, edition int, frames []Frame, earlier ...Text) Text {
	t.Helper()
	text, err := Compose(parsed(t, src), previous, edition, frames, earlier...)
	if err != nil {
		t.Fatal(err)
	}
	return text
}

// Frames go with their paragraphs, stay when these are cut, and are followed through
// editions.
func TestComposePlaces(t *testing.T) {
	first := composed(t, "one stays\n\ntwo is cut from the text altogether\n\nthree stays\n[finding F-0123456789ab]", nil, 0, []Frame{dissentOn("D-9", "F-0123456789ab")})
	frames := []Frame{dissentOn("D-9", "F-0123456789ab"), dissentOn("D-1", "paragraph 1 of edition 1"), dissentOn("D-2", "paragraph 2 of edition 1"), dissentOn("D-3", "edition 1")}
	second := composed(t, "a new one at the front\n\nthree stays\n[finding F-0123456789ab]\n\none stays", &first, 1, frames)
	if diff := cmp.Diff([]string{"D-9 under 2", "D-1 under 3", "D-2 under 0", "D-3 under 0"}, standing(second)); diff != "" {
		t.Errorf("edition 2, -want +got\n%s", diff)
	}
	if h := second.Blocks[5]; h.Text != elsewhere {
		t.Errorf("before the frames of no paragraph stands %q", h.Text)
	}
	late := slices.Concat(frames, []Frame{dissentOn("D-4", "paragraph 3 of edition 1"), dissentOn("D-5", "paragraph 1 of edition 2")})
	src := "three stays, said otherwise\n\na new one at the front\n\none stays"
	third := composed(t, src, &second, 2, late, first)
	if diff := cmp.Diff([]string{"D-9 under 1", "D-4 under 1", "D-5 under 2", "D-1 under 3", "D-2 under 0", "D-3 under 0"}, standing(third)); diff != "" {
		t.Errorf("edition 3, -want +got\n%s", diff)
	}
	blind := composed(t, src, &second, 2, late)
	if diff := cmp.Diff([]string{"D-9 under 1", "D-5 under 2", "D-1 under 3", "D-2 under 0", "D-3 under 0", "D-4 under 0"}, standing(blind)); diff != "" {
		t.Errorf("edition 3 without edition 1, -want +got\n%s", diff)
	}
	if d := Compare(second, third); len(d.Kept) != 4 || len(d.Added) != 2 || len(d.Removed) != 0 {
		t.Errorf("%d kept, %d added, %d removed", len(d.Kept), len(d.Added), len(d.Removed))
	}
}

// No frame of the edition before is left out or changed.
func TestComposeDropsNothing(t *testing.T) {
	a, b := dissentOn("D-1", "edition 1"), dissentOn("D-2", "paragraph 1 of edition 1")
	first := composed(t, "one", nil, 0, []Frame{a, b})
	other := b
	other.Text = "We agree."
	for name, c := range map[string]struct {
		frames []Frame
		want   string
	}{
		"one left out": {[]Frame{a}, "it would drop objection D-2"},
		"all":          {nil, "it would drop objection D-1; objection D-2"},
		"other words":  {[]Frame{a, other}, "it would drop objection D-2, as it was (its words are others)"},
		"twice":        {[]Frame{a, b, b}, "two frames are called D-2"},
	} {
		_, err := Compose(parsed(t, "one"), &first, 1, c.frames)
		if !isMalformed(err) || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v, want %q", name, err, c.want)
		}
	}
	if _, err := Compose(parsed(t, "one"), &first, 3, []Frame{a, b}, first); err == nil {
		t.Error("one text for two editions was taken")
	}
}

// Whatever is composed reads back as it is, with every frame in it once, and nothing is
// removed from one edition to the next.
func TestComposeLosesNothing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var frames []Frame
		for i := range rapid.IntRange(0, 5).Draw(t, "frames") {
			f := drawFrame(t, fmt.Sprintf("D-%d", i+1))
			f.About = rapid.SampledFrom([]string{"edition 1", "paragraph 1 of edition 1", "paragraph 3 of edition 1", "F-000000000001", "F-000000000002"}).Draw(t, "about")
			frames = append(frames, f)
		}
		first, err := Compose(drawText(t, "first"), nil, 0, frames[:len(frames)/2])
		if err != nil {
			t.Fatal(err)
		}
		src := drawText(t, "second")
		second, err := Compose(src, &first, 1, frames)
		if err != nil {
			t.Fatal(err)
		}
		back, err := ParseCanonical("t", second.Bytes())
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(second, back, cmp.Comparer(sameDay)); diff != "" {
			t.Fatal(diff)
		}
		if len(second.Frames()) != len(frames) || second.Paragraphs() != src.Paragraphs() {
			t.Fatalf("%d frames of %d, %d paragraphs of %d", len(second.Frames()), len(frames), second.Paragraphs(), src.Paragraphs())
		}
		if d := Compare(first, second); len(d.Removed) != 0 || len(d.Kept) != len(frames)/2 {
			t.Fatalf("kept %d, removed %d", len(d.Kept), len(d.Removed))
		}
	})
}
