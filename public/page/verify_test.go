package page

import (
	"io"
	"strings"
	"testing"

	"github.com/plimsoll-watch/plimsoll/base/day"
	edition "github.com/plimsoll-watch/plimsoll/record/report"
)

func date(s string) day.Date {
	d, err := day.Parse(s)
	if err != nil {
		panic(err)
	}
	return d
}

const invented = "The edition, its parties and the key demo-body are made up."

// cannedVerdicts are the verdicts there are: it holds, it holds with passages withheld, a
// paragraph was changed, it cannot be read.
func cannedVerdicts() map[string]edition.Verdict {
	short := "7c40 e2b1"
	technician := []string{"key demo-body+7c40e2b1+AVQ6…", "log of 11 entries, root Vb0nGmyNrgFc0Z4lRC6kx1mHoHzZ3q5yQn1rSvSxF1k=", "act at entry 7, SHA-256 5d1c90e4c2be2f7cb2d1a1e9b0a17a1f8f5a0f70c5b8d0f4a3c93ce2b7a0d811", "seal/1: RFC 6962, C2SP tlog-tiles, Ed25519"}
	base := edition.Verdict{Report: "midterm-2018", Title: "Midterm report (stand-in text)", Edition: 2, Key: "demo-body", KeyShort: short, Entry: 7, Size: 11, Since: 5, Claimed: date("2018-09-12"), Invented: invented, Technician: technician}
	whole, public, changed := base, base, base
	whole.Holds, whole.Sentence = true, `this is edition 2 of "Midterm report (stand-in text)", as signed by the key demo-body`
	whole.Proved = []string{"these bytes, entry 7 of a log of 11, which only grew since the checkpoint you hold (entry 5)"}
	whole.Claims = []string{"sealed on 2018-09-12 by demo-body; replaces edition 1, which stands at entry 3", `on this basis: review of August 2018; by the decision of the authors`, `stopped by Member A on 2018-09-13, entry 10: "edition 2" is not the report that was given`}
	whole.NotProved = []string{"that no later edition exists", "that nothing was left out before entry 5", "that what it says is true"}
	public.Holds, public.Sentence = true, `this is edition 2 of "Midterm report (stand-in text)", less 1 marked passage, as signed by the key demo-body`
	public.Withheld = []edition.WithheldPart{{Paragraph: 13, Part: 14, Reason: "a ship whose operator was asked and has not answered yet"}}
	public.Since = 0
	public.Proved = []string{"the 15 parts shown are the sealed ones, in their places, entry 7 of a log of 11", "1 withheld: paragraph 13; nothing else is missing"}
	public.Claims = []string{"sealed on 2018-09-12 by demo-body; replaces edition 1, which stands at entry 3", "paragraph 13 withheld: a ship whose operator was asked and has not answered yet"}
	public.NotProved = []string{"that no later edition exists", "that everybody is shown the same log, or that nothing was left out of it: no checkpoint was given with --since", "what the withheld passages say, how long they are, and whether the reasons given are the reasons", "that what it says is true"}
	changed.Sentence = `this is not edition 2 of "Midterm report (stand-in text)" as it was sealed`
	changed.Broken = []string{"paragraph 7 does not hold: it is not the one that was sealed"}
	changed.Sound = []string{"the log of 11 entries is as the key demo-body signed it", "entry 7 is edition 2, by the key you gave", "the other 21 of its 22 parts"}
	changed.Unknown = []string{"what the changed parts said: only the sealed edition tells", "who changed it, and whether on purpose"}
	unread := edition.Verdict{Sentence: "this cannot be read as a bundle", Key: "demo-body", KeyShort: short, Broken: []string{"read bundle: not a zip, or cut short (zip: not a valid zip file)"}}
	return map[string]edition.Verdict{"whole": whole, "public": public, "changed": changed, "unread": unread}
}

func verdictPages(a Assets) map[string]func(io.Writer) error {
	all := cannedVerdicts()
	command := "plimsoll verify report-e2.plimsoll.zip --key demo-body.pub --since checkpoint-5.txt"
	out := map[string]func(io.Writer) error{
		"verify-three": func(w io.Writer) error {
			return WriteVerdict(w, &VerdictPage{Verdicts: []edition.Verdict{all["whole"], all["public"], all["changed"]}, Commands: []string{command, "plimsoll verify report-e2-public.plimsoll.zip --key demo-body.pub", "plimsoll verify altered.plimsoll.zip --key demo-body.pub"}, Invented: invented}, a)
		},
	}
	for name, v := range all {
		out["verify-"+name] = func(w io.Writer) error {
			shown := [][]Passage(nil)
			if name == "public" {
				shown = [][]Passage{cannedPassages()}
			}
			return WriteVerdict(w, &VerdictPage{Verdicts: []edition.Verdict{v}, Shown: shown, Commands: []string{command}, Invented: v.Invented}, a)
		}
	}
	return out
}

// TestVerdictSays: the answer first, then proved, claimed, not proved, in this order; a
// page of what fails says what to do and claims no proof.
func TestVerdictSays(t *testing.T) {
	pages := verdictPages(Assets{CSS: "p{margin:0}"})
	for name, want := range map[string][]string{
		"verify-whole":   {"INVENTED DATA.", "Is this what was sealed?", "This is edition\u00a02, as signed by demo-body", ">Proved<", "only grew since the checkpoint you hold", ">Claimed by the sealer<", "Sealed on 12 September 2018 by demo-body; replaces edition 1", "“edition 2” is not the report", ">Not proved<", "That no later edition exists.", "That what it says is true."},
		"verify-public":  {"This is edition\u00a02, less one marked passage", "Paragraph 12, as it was sealed", "13", "withheld: a ship whose operator", "Paragraph 14, as it was sealed", ">Proved<", "nothing else is missing", ">Claimed by the sealer<", ">Not proved<", "how long they are"},
		"verify-changed": {"This is not the edition\u00a02 that was sealed", "The file calls itself edition\u00a02 of “Midterm report (stand-in text)”.", ">Does not hold<", "Paragraph 7", ">Holds<", ">Not known<", "Do not cite this file."},
		"verify-unread":  {"This cannot be read as a bundle", ">Does not hold<", "cut short", "Do not cite this file."},
	} {
		html := pageBytes(t, pages[name])
		sound(t, html)
		inOrder(t, name, html, want)
	}
	for _, name := range []string{"verify-changed", "verify-unread"} {
		html := pageBytes(t, pages[name])
		for _, never := range []string{"as signed by", ">Proved<", `class="verdict holds`} {
			if strings.Contains(html, never) {
				t.Errorf("%s has %q", name, never)
			}
		}
	}
	if strings.Contains(pageBytes(t, pages["verify-unread"]), "INVENTED") {
		t.Error("a page is marked invented where nothing says so")
	}
}

// TestVerdictLists: the lists have the forms that their standing asks for, and are narrow
// beside a redline.
func TestVerdictLists(t *testing.T) {
	all := cannedVerdicts()
	for name, want := range map[string][]string{"whole": {"proved", "claimed", "open"}, "public": {"proved", "claimed", "open"}, "changed": {"broken", "sound", "open"}} {
		v := all[name]
		box := newVerdictBox(&v, nil)
		marks := map[string]string{"proved": "m-tick", "claimed": "m-part", "open": "m-none", "broken": "m-cross", "sound": "m-tick"}
		for i, l := range box.Lists {
			if l.Class != want[i] || l.Items[0].Mark != marks[want[i]] {
				t.Errorf("%s: list %d is %s with %s", name, i, l.Class, l.Items[0].Mark)
			}
		}
		box.tighten()
		if box.Holds && box.Lists[1].Title != "Claimed" {
			t.Errorf("%s: %q", name, box.Lists[1].Title)
		}
	}
}

// inOrder checks that texts stand on a page, one after the other.
func inOrder(t *testing.T, name, html string, want []string) {
	t.Helper()
	from := 0
	for _, w := range want {
		i := strings.Index(html[from:], w)
		if i < 0 {
			t.Errorf("%s: no %q after what stands before it", name, w)
			return
		}
		from += i + len(w)
	}
}

// TestVerdictKeepsEveryLine: nothing of a verdict is left off the page.
func TestVerdictKeepsEveryLine(t *testing.T) {
	for name, v := range cannedVerdicts() {
		html := unescaped(pageBytes(t, verdictPages(Assets{})["verify-"+name]))
		for _, lines := range [][]string{v.Proved, v.Claims, v.NotProved, v.Broken, v.Sound, v.Unknown} {
			for _, l := range lines {
				if !strings.Contains(html, fullSentence(l)) {
					t.Errorf("%s: no %q", name, l)
				}
			}
		}
		for _, l := range v.Technician {
			if !strings.Contains(html, l) {
				t.Errorf("%s: no %q", name, l)
			}
		}
	}
}

// TestSentence: a line for a terminal as a page prints it.
func TestSentence(t *testing.T) {
	for in, want := range map[string]string{
		"sealed on 2018-09-12 by demo-body":    "Sealed on 12 September 2018 by demo-body.",
		`edition 1 of "a" and of "b"`:          "Edition 1 of “a” and of “b”.",
		"stopped on 2018-09-13, entry 4: why?": "Stopped on 13 September 2018, entry 4: why?",
		"":                                     "",
		"file 2018-09-12.zip":                  "File 2018-09-12.zip.",
		"on 2018-99-99":                        "On 2018-99-99.",
	} {
		if got := fullSentence(in); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}

// TestVerdictEscapes: text of a bundle is text.
func TestVerdictEscapes(t *testing.T) {
	bad := `</style><script>alert(1)</script><b>"'&`
	v := edition.Verdict{Holds: true, Title: bad, Edition: 1, Key: bad, KeyShort: bad, Proved: []string{bad}, Claims: []string{bad}, NotProved: []string{bad}, Technician: []string{bad}, Withheld: []edition.WithheldPart{{Part: 1, Reason: bad}}}
	html := pageBytes(t, func(w io.Writer) error {
		return WriteVerdict(w, &VerdictPage{Verdicts: []edition.Verdict{v}, Commands: []string{bad}, Invented: bad}, Assets{})
	})
	if strings.Contains(html, "<script") || strings.Contains(html, "<b>\"") {
		t.Error("text of a bundle became markup")
	}
	if err := WriteVerdict(io.Discard, &VerdictPage{}, Assets{CSS: "</style>"}); err == nil {
		t.Error("a style that closes its element is written")
	}
}
