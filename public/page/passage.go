package page

import (
	"fmt"
	"strings"

	edition "github.com/plimsoll-watch/plimsoll/record/report"
)

// Passage is a part of an edition as its public edition has it: shown, or withheld.
type Passage struct {
	Number   int // of the paragraph; 0: a heading, or words of others
	Part     int // its place in the edition, from 1
	Heading  bool
	Text     string
	Withheld bool
	Reason   string // it was withheld, by who withheld it
}

// excerptLength is how much of a paragraph stands beside a withheld one.
const excerptLength = 72

// passages are the withheld parts of a verdict, each between the parts beside it where
// these are at hand.
func passages(v *edition.Verdict, shown []Passage) []passageRow {
	if len(shown) == 0 {
		var out []passageRow
		for _, w := range v.Withheld {
			out = append(out, withheldRow(w.Paragraph, w.Part, w.Reason))
		}
		return out
	}
	near := map[int]bool{}
	for i := range shown {
		if shown[i].Withheld {
			near[i-1], near[i], near[i+1] = true, true, true
		}
	}
	var out []passageRow
	for i := range shown {
		p := &shown[i]
		switch {
		case !near[i]:
		case p.Withheld:
			out = append(out, withheldRow(p.Number, p.Part, p.Reason))
		default:
			row := passageRow{Text: excerpt(p.Text)}
			if p.Number > 0 {
				row.Number = fmt.Sprint(p.Number)
			}
			out = append(out, row)
		}
	}
	return out
}

func withheldRow(number, part int, reason string) passageRow {
	row := passageRow{Withheld: true, Text: "withheld: " + pageWords(reason)}
	if number > 0 {
		row.Number = fmt.Sprint(number)
	} else {
		row.Text = fmt.Sprintf("part"+nbsp+"%d, ", part) + row.Text
	}
	if reason == "" {
		row.Text += "no reason told"
	}
	return row
}

// excerpt is the beginning of a paragraph, to a whole word.
func excerpt(s string) string {
	s = strings.Join(strings.Fields(s), " ")
	r := []rune(s)
	if len(r) <= excerptLength {
		return s
	}
	cut := string(r[:excerptLength])
	if i := strings.LastIndex(cut, " "); i > excerptLength/2 && r[excerptLength] != ' ' {
		cut = cut[:i]
	}
	return cut + " …"
}

// newStrip is a public edition: its paragraphs in a row, those withheld hatched, and the
// reason of each.
func newStrip(all []Passage, n int) *stripView {
	out := &stripView{Title: "Public edition"}
	var hidden []string
	shown := 0
	for i := range all {
		p := &all[i]
		if p.Withheld {
			row := withheldRow(p.Number, p.Part, p.Reason)
			out.Passages = append(out.Passages, row)
			hidden = append(hidden, placeWords(p))
		} else {
			shown++
		}
		if p.Number > 0 {
			out.Cells = append(out.Cells, stripCell{Number: fmt.Sprint(p.Number), Withheld: p.Withheld})
		} else if p.Withheld {
			out.Cells = append(out.Cells, stripCell{Number: fmt.Sprintf("part"+nbsp+"%d", p.Part), Withheld: true})
		}
	}
	if len(hidden) == 0 {
		out.Words = fmt.Sprintf("Edition"+nbsp+"%d whole: nothing is withheld.", n)
		return out
	}
	out.Words = fmt.Sprintf("Edition"+nbsp+"%d less %s, provably: %s as sealed and in their places; %s withheld; nothing else is missing.",
		n, several(len(hidden), "passage"), plural(shown, "part", "parts"), joined(hidden))
	return out
}

func placeWords(p *Passage) string {
	if p.Number > 0 {
		return fmt.Sprintf("paragraph"+nbsp+"%d", p.Number)
	}
	return fmt.Sprintf("part"+nbsp+"%d", p.Part)
}

// joined lists names in a sentence.
func joined(all []string) string {
	if len(all) < 2 {
		return strings.Join(all, "")
	}
	return strings.Join(all[:len(all)-1], ", ") + " and " + all[len(all)-1]
}
