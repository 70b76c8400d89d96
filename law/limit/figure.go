package limit

import (
	"fmt"
	"strings"

	"github.com/plimsoll-watch/plimsoll/base/quantity"
	"github.com/plimsoll-watch/plimsoll/base/source"
)

// Figure is one printed number with what it was computed from. It was rounded
// once, to the decimals it is printed with.
type Figure struct {
	Value      float64     `json:"value"`
	Unit       string      `json:"unit"`
	Text       string      `json:"text"`                 // 105,000 bbl
	Mark       source.Mark `json:"mark"`                 // derived, unless a row says it
	Arithmetic string      `json:"arithmetic,omitempty"` // 14,000 t x 7.5 bbl/t
	Of         []Figure    `json:"of,omitempty"`         // the terms, in their order
	Rows       []Ref       `json:"rows,omitempty"`       // the rows that say it
}

// String returns the figure as printed.
func (f Figure) String() string { return f.Text }

// printed is a figure that a row says.
func printed(x float64, unit string, r Ref) Figure {
	return Figure{Value: x, Unit: unit, Text: withUnit(plain(x), unit), Mark: r.Mark, Rows: []Ref{r}}
}

// derived is a figure computed from others, rounded to some decimals.
func derived(x float64, unit string, decimals int, arithmetic string, of ...Figure) Figure {
	x = quantity.Decimals(x, decimals)
	return Figure{Value: x, Unit: unit, Text: withUnit(grouped(x, decimals), unit), Mark: source.Derived, Arithmetic: arithmetic, Of: of}
}

func withUnit(s, unit string) string { return strings.TrimSuffix(s+" "+unit, " ") }

// Refs returns the rows that f rests on, each once, in the order they are met.
func (f Figure) Refs() []Ref {
	seen := map[string]bool{}
	var refs []Ref
	f.collect(seen, &refs)
	return refs
}

func (f Figure) collect(seen map[string]bool, refs *[]Ref) {
	for _, r := range f.Rows {
		if key := r.Table + "\n" + r.ID; !seen[key] {
			seen[key] = true
			*refs = append(*refs, r)
		}
	}
	for _, t := range f.Of {
		t.collect(seen, refs)
	}
}

// Explain walks f to its rows: a line for the figure and its arithmetic, under it
// each term the same way, and under a printed figure its rows with their source.
func (f Figure) Explain() []string {
	line := f.Text
	if f.Arithmetic != "" {
		line += " = " + f.Arithmetic
	}
	lines := []string{line + "   (" + f.Mark.String() + ")"}
	for _, r := range f.Rows {
		lines = append(lines, r.explain()...)
	}
	for _, t := range f.Of {
		for _, l := range t.Explain() {
			lines = append(lines, "  "+l)
		}
	}
	return lines
}

func (r Ref) explain() []string {
	known := ""
	if !r.KnownOn.IsZero() {
		known = ", known on " + r.KnownOn.String()
	}
	lines := []string{fmt.Sprintf("  row %s of %s%s; %s, %s", r.ID, r.Table, known, classWord(r.Class), r.Mark)}
	if r.Source != "" {
		lines = append(lines, "    "+r.Source)
	}
	if r.Note != "" {
		lines = append(lines, "    note: "+r.Note)
	}
	return lines
}

func classWord(c source.Class) string {
	if c == source.NoSource {
		return "no source"
	}
	return string(c)
}
