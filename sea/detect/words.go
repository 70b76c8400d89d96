package detect

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"
)

// Grouped prints a whole number with a comma every three digits.
func Grouped(n int) string {
	s := fmt.Sprint(n)
	for i := len(s) - 3; i > 0 && s[i-1] != '-'; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}

// Plural prints a number with its noun.
func Plural(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return Grouped(n) + " " + many
}

// Words says what a file held, in a line; ships are those in it, 0 when that is told
// elsewhere.
func (f *FileSurvey) Words(ships int) string {
	var parts []string
	if f.Tally.Sentences > 0 {
		parts = append(parts, Plural(f.Tally.Sentences, "sentence", "sentences"))
	}
	if f.Tally.Rows > 0 || f.Tally.Sentences == 0 {
		parts = append(parts, Plural(f.Tally.Rows, "row", "rows"))
	}
	if ships > 0 {
		parts = append(parts, Plural(ships, "ship", "ships"))
	}
	if !f.First.IsZero() {
		parts = append(parts, stretch(f.First, f.Last))
		if n := f.Tally.NoTime; n > 0 {
			parts = append(parts, Plural(n, "report without a time", "reports without a time")+" not used")
		}
	} else if f.Tally.Reports > 0 {
		parts = append(parts, "no times")
	}
	return strings.Join(parts, ", ") + "; " + f.rejected()
}

func (f *FileSurvey) rejected() string {
	rejects := f.Tally.Rejects()
	if len(rejects) == 0 {
		return "none rejected"
	}
	var why []string
	for _, r := range rejects {
		why = append(why, Grouped(r.Count)+" "+string(r.Reason))
	}
	return fmt.Sprintf("%s rejected (%s)", Grouped(f.Tally.Rejected()), strings.Join(why, ", "))
}

// stretch prints a span of time: "3 Sep 2018 00:00 to 9 Sep 2018 23:59 UTC".
func stretch(from, to time.Time) string {
	const layout = "2 Jan 2006 15:04"
	if from.Truncate(24 * time.Hour).Equal(to.Truncate(24 * time.Hour)) {
		return from.Format(layout) + " to " + to.Format("15:04") + " UTC"
	}
	return from.Format(layout) + " to " + to.Format(layout) + " UTC"
}

// Feed says whether everybody fell silent at once.
func (s *Survey) Feed() string {
	switch len(s.Quiet) {
	case 0:
		return "no quiet spell of over 30 min for everybody"
	case 1:
		q := s.Quiet[0]
		return "1 quiet spell of over 30 min for everybody (" + stretch(q.From, q.To) + "); silences inside it count against nobody"
	}
	return fmt.Sprintf("%d quiet spells of over 30 min for everybody; silences inside them count against nobody", len(s.Quiet))
}

// Words says what the data could have shown.
func (d *Detectability) Words() string {
	if d.All.Hours == 0 {
		return "in this data no ship can be followed for a whole hour: a meeting of two hours could not have been seen"
	}
	if d.Tankers.Hours == 0 {
		return fmt.Sprintf("in this data a meeting of two hours would have been visible for %s of ship-hours in the area; no tanker can be followed for a whole hour", d.All.percent())
	}
	return fmt.Sprintf("in this data a meeting of two hours would have been visible for %s of tanker-hours in the area (%s of %s), %s of all ship-hours",
		d.Tankers.percent(), Grouped(d.Tankers.Visible), Grouped(d.Tankers.Hours), d.All.percent())
}

func (s Share) percent() string {
	return fmt.Sprintf("%.0f %%", 100*float64(s.Visible)/float64(s.Hours))
}

// TypeWords lists the ships by type, most first.
func (s *Survey) TypeWords() []string {
	types := slices.Collect(maps.Keys(s.ByShipType))
	slices.SortFunc(types, func(a, b string) int {
		if s.ByShipType[a] != s.ByShipType[b] {
			return s.ByShipType[b] - s.ByShipType[a]
		}
		return strings.Compare(a, b)
	})
	for i, t := range types {
		types[i] = Grouped(s.ByShipType[t]) + " " + t
	}
	return types
}
