package page

import (
	"fmt"
	"io"
	"strings"

	edition "github.com/plimsoll-watch/plimsoll/record/report"
)

// EditionPage is what changed between two editions of a report, where the later one
// stands, and who has which.
type EditionPage struct {
	Report, Title string
	From, To      edition.Sealed
	Changes       []Change
	Removed       int // dissents and replies in the text of From that To has not, by whoever compared them; must be 0
	Register      edition.Register
	Whys          []edition.Why    // the authors' reasons; those of To where nil
	Verdict       *edition.Verdict // of To; nil where it was not checked
	Public        []Passage        // of the public edition of To; none where there is none
	Dispute       []Statement      // what is on record of the real dispute of 2018; nothing of it is invented
	Invented      string
	Command       string // that compares the two
	VerifyCommand string // that gives the verdict
}

// editionView is the page while it is made.
type editionView struct {
	*EditionPage
	sources sources
}

// WriteEdition writes what changed between two editions as one HTML file: the counts, with
// the dissents and replies kept and removed; each paragraph as it was and is, with its why
// and the words that stand under it; what is proved of the later edition, where it was
// sent, who has which, and its public edition. What is recorded of the real dispute stands
// in a band of its own.
func WriteEdition(w io.Writer, p *EditionPage, a Assets) error {
	v := &editionView{EditionPage: p}
	if v.Whys == nil {
		v.Whys = p.To.Whys
	}
	red := v.redline()
	out := &paper{
		Title: fmt.Sprintf("%s: edition %d against edition %d", v.title(), p.To.Edition, p.From.Edition), Heading: v.title(),
		Symbol: strings.Join(nonEmpty(p.To.By, p.Report, fmt.Sprintf("edition"+nbsp+"%d", p.To.Edition)), " / "),
		Answer: v.answer(), Invented: p.Invented, Counts: v.counts(), Jump: jumps(red), Foot: v.foot(), Command: p.Command,
	}
	out.Bands = []paperBand{{"wide ed", [][]piece{{{Redline: red}}, v.margin()}}}
	if len(p.Dispute) > 0 {
		out.Bands = append(out.Bands, paperBand{"full recorded", [][]piece{{sectionPiece(v.dispute())}}})
	}
	out.Sources = v.sources.rows
	return writePaper(w, out, a)
}

func (v *editionView) title() string {
	if v.Title != "" {
		return v.Title
	}
	if v.To.Title != "" {
		return v.To.Title
	}
	return "Report " + v.Report
}

// answer says which editions are compared, and where the later one stands.
func (v *editionView) answer() string {
	text := fmt.Sprintf("What changed between edition"+nbsp+"%d (%s) and edition"+nbsp+"%d (%s)", v.From.Edition, longDate(v.From.Claimed), v.To.Edition, longDate(v.To.Claimed))
	if v.To.State == edition.StoppedState {
		text += fmt.Sprintf(". Edition"+nbsp+"%d is stopped", v.To.Edition)
	}
	return text + "."
}

func (v *editionView) foot() string {
	text := fmt.Sprintf("edition commitment %s · entry"+nbsp+"%d", short(v.To.Commitment.String()), v.To.Entry)
	if r := v.To.Replaces; r != nil {
		text += fmt.Sprintf(" · replaces entry"+nbsp+"%d", r.Entry)
	}
	return text + " · seal/1"
}

// margin is the column beside the redline.
func (v *editionView) margin() []piece {
	var out []piece
	if v.Verdict != nil {
		box := newVerdictBox(v.Verdict, nil)
		box.tighten()
		box.Command = v.VerifyCommand
		out = append(out, piece{Verdict: box})
	}
	out = append(out, piece{States: distribution(&v.To)}, sectionPiece(whoHas(&v.Register, v.Invented != "")))
	if len(v.Public) > 0 {
		out = append(out, piece{Strip: newStrip(v.Public, v.To.Edition)})
	}
	return out
}

// dispute is what is on record of the real dispute, each statement with who made it.
func (v *editionView) dispute() recordSection {
	out := recordSection{
		Title: "On record, not invented: the dispute of 2018 over a real report", Class: "lines",
		Note: "Each line is a statement by the one named, with its source, as far as we have read. None of it is about the stand-in text above, and none of it is a finding of ours.",
	}
	var rows [][]recordCell
	for _, s := range v.Dispute {
		rows = append(rows, []recordCell{{Head: s.Head}, {How: s.How, Text: s.Text}, v.sources.cited(s.Origin)})
	}
	return out.with([]string{"Day and who", "What was stated or done", ""}, rows)
}

// jumps lead from the counts to each change.
func jumps(r *redline) []jump {
	var out []jump
	for _, row := range r.Rows {
		switch {
		case row.ID == "" || row.Class == string(Unchanged):
		case row.ID == wholeID:
			out = append(out, jump{row.ID, "whole"})
		case row.Old != "":
			out = append(out, jump{row.ID, row.Old + nbsp + "cut"})
		case row.Number != "":
			out = append(out, jump{row.ID, row.Number})
		default:
			out = append(out, jump{row.ID, strings.ToLower(row.Kind)})
		}
	}
	return out
}

// nonEmpty leaves out what is empty.
func nonEmpty(all ...string) []string {
	var out []string
	for _, s := range all {
		if s != "" {
			out = append(out, s)
		}
	}
	return out
}
