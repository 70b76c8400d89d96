package page

import (
	"fmt"
	"io"
	"slices"
	"strings"

	edition "github.com/plimsoll-watch/plimsoll/record/report"
)

// VerdictPage is what bundles were found to be: one, or up to three beside one another.
type VerdictPage struct {
	Verdicts []edition.Verdict
	Shown    [][]Passage // of each verdict, the parts its bundle shows; may be short
	Commands []string    // that gave each verdict
	Invented string
}

// verdictBox is a verdict as it is drawn.
type verdictBox struct {
	Caption, Title, Of, Key string
	Holds, Compact          bool
	Passages                []passageRow
	Lists                   []markedList
	Note, Command           string
	Technician              []string
}

// passageRow is a paragraph of a public edition: shown, or withheld and why.
type passageRow struct {
	Number   string
	Text     string
	Withheld bool
}

// markedList is lines of one standing: proved, claimed, not proved.
type markedList struct {
	Class, Title string
	Items        []markedItem
	After        string
}

// markedItem is a line and the symbol of its standing.
type markedItem struct{ Mark, Text string }

// WriteVerdict writes what bundles were found to be, in plain words: whether each is the
// edition that was sealed, what that proves, what its sealer claims, and what nobody can
// prove with it; or what does not hold, what does, and what is not known.
func WriteVerdict(w io.Writer, p *VerdictPage, a Assets) error {
	out := &paper{
		Title: "Verification", Heading: "Is this what was sealed?", Symbol: "Verify", Invented: p.Invented,
		Answer: lookedAt(p.Verdicts) + " Nothing left this machine.",
		Foot:   "seal/1 · works without a network · exit 0 holds, 4 not proved",
	}
	band := paperBand{Class: fmt.Sprintf("verdicts v%d", min(len(p.Verdicts), 3))}
	for i := range p.Verdicts {
		box := newVerdictBox(&p.Verdicts[i], at(p.Shown, i))
		box.Command = at(p.Commands, i)
		if len(p.Verdicts) > 1 {
			box.Caption = whichWords(&p.Verdicts[i])
		}
		band.Columns = append(band.Columns, []piece{{Verdict: box}})
	}
	out.Bands = []paperBand{band}
	if len(p.Verdicts) == 1 {
		out.Title = verdictTitle(&p.Verdicts[0])
	}
	return writePaper(w, out, a)
}

// lookedAt says what the answer was drawn from.
func lookedAt(all []edition.Verdict) string {
	since := slices.ContainsFunc(all, func(v edition.Verdict) bool { return v.Since > 0 })
	if since && len(all) == 1 {
		return "Looked at: the bundle, the sealer’s public key and the checkpoint you hold; nothing else."
	}
	if since {
		return "Looked at: the bundles, the sealer’s public key and, where one was given, the checkpoint you hold; nothing else."
	}
	return "Looked at: the bundle and the sealer’s public key; nothing else."
}

// at is the element of a list, or its zero where the list is shorter.
func at[T any](all []T, i int) (zero T) {
	if i < len(all) {
		return all[i]
	}
	return zero
}

// whichWords says over a verdict, among others, what was found.
func whichWords(v *edition.Verdict) string {
	switch {
	case !v.Holds && v.Edition == 0:
		return "Not what it says it is"
	case !v.Holds:
		return "Not what was sealed"
	case len(v.Withheld) > 0:
		return "Public edition with passages withheld, and it holds"
	}
	return "Whole edition, and it holds"
}

// verdictTitle is the answer in a sentence.
func verdictTitle(v *edition.Verdict) string {
	switch {
	case v.Edition == 0:
		return capital(pageWords(v.Sentence))
	case !v.Holds:
		return fmt.Sprintf("This is not the edition"+nbsp+"%d that was sealed", v.Edition)
	case len(v.Withheld) > 0:
		n := len(v.Withheld)
		word := "passages"
		if n == 1 {
			word = "passage"
		}
		return fmt.Sprintf("This is edition"+nbsp+"%d, less %s marked %s, as signed by %s", v.Edition, counted(n), word, v.Key)
	}
	return fmt.Sprintf("This is edition"+nbsp+"%d, as signed by %s", v.Edition, v.Key)
}

func newVerdictBox(v *edition.Verdict, shown []Passage) *verdictBox {
	b := &verdictBox{Title: verdictTitle(v), Holds: v.Holds, Technician: v.Technician, Passages: passages(v, shown)}
	switch {
	case v.Title == "":
	case v.Holds:
		b.Of = quoted(v.Title)
	default:
		b.Of = fmt.Sprintf("The file calls itself edition"+nbsp+"%d of %s.", v.Edition, quoted(v.Title))
	}
	if v.KeyShort != "" {
		b.Key = fmt.Sprintf("Checked with the key you gave: %s, %s", v.Key, nonBreaking(v.KeyShort))
	}
	if v.Holds {
		b.Lists = []markedList{
			marked("proved", "Proved", "m-tick", v.Proved), marked("claimed", "Claimed by the sealer", "m-part", v.Claims), marked("open", "Not proved", "m-none", v.NotProved),
		}
		if len(v.Withheld) > 0 {
			b.Lists[0].hatch()
		}
		b.Lists[1].After = "The day is the sealer’s word. A cosignature or a time stamp would prove it, and by whom."
		return b
	}
	b.Lists = []markedList{marked("broken", "Does not hold", "m-cross", v.Broken), marked("sound", "Holds", "m-tick", v.Sound), marked("open", "Not known", "m-none", v.Unknown)}
	b.Note = "Do not cite this file. Ask the sender for the sealed one, and compare."
	return b
}

// marked is lines under a heading, all with one mark; a list without lines says so.
func marked(class, title, mark string, lines []string) markedList {
	out := markedList{Class: class, Title: title}
	for _, l := range lines {
		out.Items = append(out.Items, markedItem{mark, fullSentence(l)})
	}
	if len(lines) == 0 {
		out.Items = []markedItem{{"m-none", "Nothing that could be told."}}
	}
	return out
}

// hatch gives what is proved of withheld passages their mark.
func (l *markedList) hatch() {
	for i := range l.Items {
		if strings.Contains(l.Items[i].Text, "withheld") {
			l.Items[i].Mark = "m-hatch"
		}
	}
}

// tighten makes the box fit the margin of another page.
func (b *verdictBox) tighten() {
	b.Compact = true
	for i := range b.Lists {
		if b.Lists[i].Class == "claimed" {
			b.Lists[i].Title = "Claimed"
		}
	}
}
