// Package day holds civil dates as the record gives them: to the day, the month
// or the year, or as a range between two of these.
//
// # Definition
//
// A [Day] is one day of the Gregorian calendar, carried back before its
// introduction, years 1 to 9999. It has no time of day and no time zone: a fact
// carries the day its source printed, and an instant becomes the day it has in
// UTC ([OfTime]).
//
// A [Date] is a stretch of days known no closer than its precision. Its text is
//
//	2018            a year
//	2018-09         a month
//	2018-09-26      a day
//	2018-06..2018-12, 2018-01-01..2018-05-30    a range, both ends included
//
// and nothing else: a day that does not exist (2019-02-29), blanks, signs, other
// separators, open ends, an end before its beginning and a range of one month are
// refused, and what is accepted prints as it was read (see FuzzParse).
//
// A date counts from its last day. "In September 2018" is known by 30 September
// and not earlier, since on the 29th it may not have happened yet: [Date.KnownBy]
// never says known before it is certain.
//
// The zero [Day] and the zero [Date] are no day: unknown, contained in nothing and
// known by no day. [Period] alone reads an absent end as open.
package day

import (
	"fmt"
	"time"
)

// Day is one day; the zero Day is none. Days are ordered and counted as integers.
type Day int32

// The first and the last day that can be written.
const (
	Min Day = 1       // 0001-01-01
	Max Day = 3652059 // 9999-12-31
)

// unixDay is 1970-01-01.
const unixDay = 719163

// New returns the day of a year, month and day of the month. One that does not
// exist is an error, never the next that does.
func New(year, month, dayOfMonth int) (Day, error) {
	if year < 1 || year > 9999 {
		return 0, fmt.Errorf("year %d is out of range", year)
	}
	if month < 1 || month > 12 {
		return 0, fmt.Errorf("month %d is out of range", month)
	}
	if dayOfMonth < 1 || dayOfMonth > daysIn(year, month) {
		return 0, fmt.Errorf("%04d-%02d has no day %d", year, month, dayOfMonth)
	}
	return first(year, month) + Day(dayOfMonth-1), nil
}

// OfTime returns the day an instant has in UTC; the zero Day when its year cannot
// be written.
func OfTime(t time.Time) Day {
	t = t.UTC()
	if t.Year() < 1 || t.Year() > 9999 {
		return 0
	}
	return first(t.Year(), int(t.Month())) + Day(t.Day()-1)
}

// first returns the first day of a month that exists.
func first(year, month int) Day {
	return Day(time.Date(year, time.Month(month), 1, 0, 0, 0, 0, time.UTC).Unix()/86400 + unixDay)
}

// daysIn returns the number of days in a month: the day before the next one's first.
func daysIn(year, month int) int {
	return time.Date(year, time.Month(month)+1, 0, 0, 0, 0, 0, time.UTC).Day()
}

// Valid reports whether d is a day.
func (d Day) Valid() bool { return d >= Min && d <= Max }

// Civil returns the year, month and day of the month; zeros for no day.
func (d Day) Civil() (year, month, dayOfMonth int) {
	if !d.Valid() {
		return 0, 0, 0
	}
	t := d.Time()
	return t.Year(), int(t.Month()), t.Day()
}

// Time returns the instant d begins in UTC.
func (d Day) Time() time.Time { return time.Unix((int64(d)-unixDay)*86400, 0).UTC() }

// String returns d as 2018-09-26, and "" for no day.
func (d Day) String() string {
	if !d.Valid() {
		return ""
	}
	y, m, n := d.Civil()
	return fmt.Sprintf("%04d-%02d-%02d", y, m, n)
}

// Date returns d as a date known to the day.
func (d Day) Date() Date {
	if !d.Valid() {
		return Date{}
	}
	y, m, n := d.Civil()
	return Date{from: part{int16(y), int8(m), int8(n)}}
}
