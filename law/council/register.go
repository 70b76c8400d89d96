package council

import (
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"github.com/plimsoll-watch/plimsoll/base/day"
	"github.com/plimsoll-watch/plimsoll/base/source"
)

// numbersOf are the lowest and highest numbers of resolutions seen of a year.
type numbersOf struct{ year, first, last int }

func (l *Library) loadNumbers(tables fs.FS) error {
	layout := source.Layout{
		File:     "resolution-numbers.csv",
		Identity: []string{"year"},
		Required: append([]string{"year", "first", "last"}, source.Columns()...),
		Optional: []string{"note"},
	}
	err := read(tables, nil, layout, func(r source.Row, _ bool) error {
		var n numbersOf
		var err error
		for _, c := range [...]struct {
			column string
			to     *int
		}{{"year", &n.year}, {"first", &n.first}, {"last", &n.last}} {
			if *c.to, _, err = r.Int(c.column); err != nil {
				return err
			}
		}
		if n.first < 1 || n.last < n.first {
			return r.Problem(fmt.Sprintf("numbers from %d to %d", n.first, n.last), "first is at least 1 and not above last")
		}
		l.numbers = append(l.numbers, n)
		return nil
	})
	slices.SortFunc(l.numbers, func(a, b numbersOf) int { return a.year - b.year })
	return err
}

// YearOf returns the year of a resolution by its number, from years that had begun by
// Known; 0 when it lies in none: not on file.
func (l *Library) YearOf(number int, at day.AsOf) int {
	for _, n := range l.numbers {
		if begun, _ := day.New(n.year, 1, 1); n.first <= number && number <= n.last && at.Knows(begun.Date()) {
			return n.year
		}
	}
	return 0
}

// Read reads a symbol as [Read] does, and "resolution 2397 (2017)" too, and compares
// a resolution with the numbers on file: a missing year is offered, a wrong one is
// shown with the right one, and a symbol that looks like one of a document before 1994
// but has the number of a later resolution is flagged.
func (l *Library) Read(printed string, at day.AsOf) Reading {
	text := strings.TrimSpace(printed)
	for _, words := range [...]string{"Security Council resolution ", "resolution "} {
		if len(text) > len(words) && strings.EqualFold(text[:len(words)], words) {
			text = "S/RES/" + text[len(words):]
		}
	}
	r := Read(text)
	r.Printed = printed
	switch {
	case r.Symbol.kind == Resolution:
		l.checkYear(&r, at)
	case r.loose.kind == Resolution:
		l.offerYear(&r, at)
	case r.Symbol.kind == OldDocument && r.Symbol.tail == "":
		l.suspect(&r, at)
	}
	return r
}

func (l *Library) checkYear(r *Reading, at day.AsOf) {
	switch year := l.YearOf(r.Symbol.number, at); year {
	case r.Symbol.year:
	case 0:
		r.flaw(NotOnFile, "resolution %d is in no table we have", r.Symbol.number)
	default:
		r.Offered = Symbol{kind: Resolution, number: r.Symbol.number, year: year}
		r.flaw(WrongYear, "%d is printed; by its number it is of %d", r.Symbol.year, year)
	}
}

func (l *Library) offerYear(r *Reading, at day.AsOf) {
	year := l.YearOf(r.loose.number, at)
	if year == 0 {
		return
	}
	if r.loose.year != 0 && r.loose.year != year {
		r.flaw(WrongYear, "%d is printed; by its number it is of %d", r.loose.year, year)
	}
	r.Offered = Symbol{kind: Resolution, number: r.loose.number, year: year}
}

func (l *Library) suspect(r *Reading, at day.AsOf) {
	if year := l.YearOf(r.Symbol.number, at); year >= datedFrom {
		r.Offered = Symbol{kind: Resolution, number: r.Symbol.number, year: year}
		r.flaw(LooksUndated, "a document before 1994, or resolution %d without RES", r.Symbol.number)
	}
}

// Lines returns the reading in words.
func (r Reading) Lines() []string {
	lines := []string{fmt.Sprintf("%q is no symbol that can be told", r.Printed)}
	if !r.Symbol.IsZero() {
		lines[0] = fmt.Sprintf("%s, %s", r.Symbol, r.Symbol.Kind())
		if link := r.Symbol.Link(); link != "" {
			lines[0] += ", " + link
		}
	}
	for _, f := range r.Flaws {
		lines = append(lines, fmt.Sprintf("%s: %s", f.Kind, f.Text))
	}
	if !r.Offered.IsZero() {
		lines = append(lines, "perhaps "+r.Offered.String()+" is meant")
	}
	return lines
}
