package council

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/plimsoll-watch/plimsoll/base/day"
	"github.com/plimsoll-watch/plimsoll/base/source"
)

// Presidency is who presides in a month.
type Presidency struct {
	Year      int    `json:"year"`
	Month     int    `json:"month"`
	President string `json:"president"`        // the name then in use
	Stated    []Line `json:"stated,omitempty"` // where a source names the president, as a check
	Agrees    bool   `json:"agrees"`           // false: a source names another
	Origin
}

// stated is a month whose president a source names.
type stated struct {
	year, month int
	president   string
	Origin
}

// Line returns the presidency as one line.
func (p Presidency) Line() Line {
	return Line{Head: fmt.Sprintf("%s %d", time.Month(p.Month), p.Year), Text: p.President, Origin: p.Origin}
}

// President returns who presides in a month by rule 18 (see the package comment).
// It rests on the first month on file and on the members of every year since; its
// rows name that month and the members of the year asked for.
func (l *Library) President(year, month int, at day.AsOf) (Presidency, error) {
	if month < 1 || month > 12 {
		return Presidency{}, fmt.Errorf("month %d is out of range", month)
	}
	members, err := l.Members(year, at)
	if err != nil {
		return Presidency{}, err
	}
	name, start, err := l.rotate(year, month, at)
	if err != nil {
		return Presidency{}, err
	}
	p := Presidency{Year: year, Month: month, President: name, Agrees: true, Origin: Origin{
		Rows: slices.Clone(start.Rows), Class: source.DerivedClass, Mark: source.Derived, KnownOn: members[0].KnownOn,
		Source: fmt.Sprintf("rule 18 from %s %d, over the members of %d to %d", time.Month(start.month), start.year, start.year, year),
	}}
	if day.Compare(start.KnownOn, p.KnownOn) > 0 {
		p.KnownOn = start.KnownOn
	}
	for _, m := range members {
		p.Rows = append(p.Rows, m.Rows...)
		if !m.Decides() {
			p.Mark = source.Unverified // one that nobody checked may not decide the order
		}
	}
	l.check(&p, at)
	return p, nil
}

// rotate runs the order of rule 18 from the first month whose president is on file.
func (l *Library) rotate(year, month int, at day.AsOf) (string, stated, error) {
	start := l.start()
	if !at.Knows(start.KnownOn) {
		return "", start, fmt.Errorf("no president was known to us by %v to begin the order with", at.Known)
	}
	if year < start.year || year == start.year && month < start.month {
		return "", start, fmt.Errorf("the order begins in %s %d: earlier presidents are not on file", time.Month(start.month), start.year)
	}
	name := start.president
	for y, m := start.year, start.month; y != year || m != month; {
		if m++; m > 12 {
			y, m = y+1, 1
		}
		if len(l.members[y]) == 0 {
			return "", start, &YearError{Year: y, First: l.firstYear, Last: l.lastYear}
		}
		name = next(l.members[y], name)
	}
	return name, start, nil
}

// start returns the first month on file with a president that may decide.
func (l *Library) start() stated {
	for _, s := range l.presidents {
		if s.Decides() {
			return s
		}
	}
	return stated{} // Load refuses a table without one
}

// next returns the first member after a name, round to the first.
func next(members []Member, name string) string {
	after := fold(name)
	for _, m := range members {
		if m.order > after {
			return m.Name
		}
	}
	return members[0].Name
}

// check compares with who a source says presided.
func (l *Library) check(p *Presidency, at day.AsOf) {
	for _, s := range l.presidents {
		if s.year != p.Year || s.month != p.Month || !at.Knows(s.KnownOn) {
			continue
		}
		p.Stated = append(p.Stated, Line{Head: "stated", Text: s.president, Origin: s.Origin})
		if !strings.EqualFold(l.canonical(s.president), l.canonical(p.President)) {
			p.Agrees = false
		}
	}
}
