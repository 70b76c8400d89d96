package listing

import (
	"fmt"
	"strings"

	"github.com/plimsoll-watch/plimsoll/base/day"
	"github.com/plimsoll-watch/plimsoll/base/source"
)

// readNames reads the other names of a row: with "; " between, and in brackets what
// the table adds. A name that bears a year, or a month and a year, holds from it:
// "SAEBYOL (2019)", "SONG HAE (painted, Jan 2018)".
func readNames(r source.Row) ([]Name, error) {
	cell := r.Get("other_names")
	if cell == "" {
		return nil, nil
	}
	var names []Name
	for part := range strings.SplitSeq(cell, ";") {
		n, ok := readName(strings.TrimSpace(part))
		if !ok {
			return nil, r.Problem(fmt.Sprintf("other_names: %q is no name", part), "names stand with \"; \" between; brackets after a name hold a year, a month and a year, or a remark without digits")
		}
		names = append(names, n)
	}
	return names, nil
}

func readName(s string) (Name, bool) {
	name, rest, ok := strings.Cut(s, " (")
	if !ok {
		return Name{Name: s}, s != "" && !strings.ContainsAny(s, "()")
	}
	rest, closed := strings.CutSuffix(rest, ")")
	n := Name{Name: name}
	if name == "" || rest == "" || !closed || strings.ContainsAny(rest, "()") {
		return n, false
	}
	how, when := "", rest
	if i := strings.LastIndex(rest, ", "); i >= 0 {
		how, when = rest[:i], rest[i+2:]
	}
	if since, ok := monthOrYear(when); ok {
		n.How, n.Since = how, since
		return n, true
	}
	n.How = rest
	return n, !strings.ContainsAny(rest, "0123456789")
}

// monthOrYear reads "2019" or "Jan 2018".
func monthOrYear(s string) (day.Date, bool) {
	name, year, ok := strings.Cut(s, " ")
	if ok {
		i := strings.Index("JanFebMarAprMayJunJulAugSepOctNovDec", name)
		if len(name) != 3 || i < 0 || i%3 != 0 {
			return day.Date{}, false
		}
		s = fmt.Sprintf("%s-%02d", year, i/3+1)
	}
	d, err := day.Parse(s)
	if err != nil || d.Precision() != day.ToYear && d.Precision() != day.ToMonth {
		return day.Date{}, false
	}
	return d, true
}

// String returns the name with what is known of it.
func (n Name) String() string {
	switch {
	case n.Since.IsZero() && n.How == "":
		return n.Name
	case n.Since.IsZero():
		return n.Name + " (" + n.How + ")"
	case n.How == "":
		return n.Name + " (" + n.Since.String() + ")"
	}
	return n.Name + " (" + n.How + ", " + n.Since.String() + ")"
}

// namesAsOf returns the names that bore by On and were known by Known; a name with a
// year is taken as known from it.
func namesAsOf(names []Name, at day.AsOf) []Name {
	var held []Name
	for _, n := range names {
		if n.Since.IsZero() || at.Reached(n.Since) && at.Knows(n.Since) {
			held = append(held, n)
		}
	}
	return held
}
