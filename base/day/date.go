package day

import (
	"cmp"
	"errors"
	"fmt"
	"strings"
)

// Precision is how closely a date is known.
type Precision uint8

// Precisions. A range is one of two dates of the same other precision.
const (
	None  Precision = iota // no date
	ToDay                  // 2018-09-26
	ToMonth
	ToYear
	Range // 2018-06..2018-12
)

// Date is a date with its precision. Dates are comparable with ==, and equal when
// they are written alike: 2018 is not 2018-01..2018-12, although it covers the
// same days.
type Date struct {
	from, to part // to is zero unless a range
}

// part is one end of a date: 0 for the month or the day when it is known no closer.
type part struct {
	year       int16
	month, day int8
}

var errShape = errors.New("want YYYY, YYYY-MM, YYYY-MM-DD or two of them with .. between")

// Parse reads a date in one of the forms of the package comment.
func Parse(s string) (Date, error) {
	a, b, isRange := strings.Cut(s, "..")
	from, err := parsePart(a)
	if err != nil {
		return Date{}, fmt.Errorf("read date %q: %w", s, err)
	}
	if !isRange {
		return Date{from: from}, nil
	}
	to, err := parsePart(b)
	if err != nil {
		return Date{}, fmt.Errorf("read date %q: %w", s, err)
	}
	if from.precision() != to.precision() {
		return Date{}, fmt.Errorf("read date %q: its ends are not known equally well", s)
	}
	if to.first() <= from.first() {
		return Date{}, fmt.Errorf("read date %q: it does not end after it begins", s)
	}
	return Date{from, to}, nil
}

// parsePart reads 2018, 2018-09 or 2018-09-26.
func parsePart(s string) (part, error) {
	n := [3]int{0, 1, 1}
	fields := strings.Split(s, "-")
	if len(fields) > 3 {
		return part{}, errShape
	}
	for i, field := range fields {
		value, ok := digits(field, [3]int{4, 2, 2}[i])
		if !ok {
			return part{}, errShape
		}
		n[i] = value
	}
	if _, err := New(n[0], n[1], n[2]); err != nil {
		return part{}, err
	}
	p := part{int16(n[0]), int8(n[1]), int8(n[2])}
	if len(fields) < 3 {
		p.day = 0
	}
	if len(fields) < 2 {
		p.month = 0
	}
	return p, nil
}

// digits reads a number of exactly width digits.
func digits(s string, width int) (n int, ok bool) {
	if len(s) != width {
		return 0, false
	}
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return 0, false
		}
		n = 10*n + int(s[i]-'0')
	}
	return n, true
}

func (p part) precision() Precision {
	switch {
	case p.year == 0:
		return None
	case p.month == 0:
		return ToYear
	case p.day == 0:
		return ToMonth
	}
	return ToDay
}

func (p part) first() Day {
	if p.year == 0 {
		return 0
	}
	return first(int(p.year), max(1, int(p.month))) + Day(max(1, int(p.day))-1)
}

func (p part) last() Day {
	switch year, month := int(p.year), int(p.month); p.precision() {
	case None:
		return 0
	case ToYear:
		return first(year, 12) + 30
	case ToMonth:
		return first(year, month) + Day(daysIn(year, month)-1)
	}
	return p.first()
}

func (p part) String() string {
	switch p.precision() {
	case None:
		return ""
	case ToYear:
		return fmt.Sprintf("%04d", p.year)
	case ToMonth:
		return fmt.Sprintf("%04d-%02d", p.year, p.month)
	}
	return fmt.Sprintf("%04d-%02d-%02d", p.year, p.month, p.day)
}

// IsZero reports whether d is no date.
func (d Date) IsZero() bool { return d == Date{} }

// Precision returns how closely d is known.
func (d Date) Precision() Precision {
	if d.to != (part{}) {
		return Range
	}
	return d.from.precision()
}

// String returns d as [Parse] reads it, and "" for no date.
func (d Date) String() string {
	if d.Precision() == Range {
		return d.from.String() + ".." + d.to.String()
	}
	return d.from.String()
}

// First returns the first day d may mean; the zero Day for no date.
func (d Date) First() Day { return d.from.first() }

// Last returns the last day d may mean, the day it counts from; the zero Day for
// no date.
func (d Date) Last() Day {
	if d.Precision() == Range {
		return d.to.last()
	}
	return d.from.last()
}

// KnownBy reports whether all of d had passed at the end of day on: what bears the
// date d was certain to have happened by then. Of no date nothing is certain.
func (d Date) KnownBy(on Day) bool {
	return !d.IsZero() && on.Valid() && d.Last() <= on
}

// Contains reports whether d may mean day on.
func (d Date) Contains(on Day) bool {
	return !d.IsZero() && d.First() <= on && on <= d.Last()
}

// Compare orders dates by the day they count from, then by their first day; no
// date comes before all others. Dates that cover the same days compare equal.
func Compare(a, b Date) int {
	return cmp.Or(cmp.Compare(a.Last(), b.Last()), cmp.Compare(a.First(), b.First()))
}

// MarshalText writes d as [Parse] reads it.
func (d Date) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

// UnmarshalText reads what MarshalText writes; nothing is no date.
func (d *Date) UnmarshalText(text []byte) error {
	if len(text) == 0 {
		*d = Date{}
		return nil
	}
	read, err := Parse(string(text))
	if err != nil {
		return err
	}
	*d = read
	return nil
}
