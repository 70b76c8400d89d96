package page

import (
	"fmt"
	"math"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/plimsoll-watch/plimsoll/base/geo"
	"github.com/plimsoll-watch/plimsoll/base/quantity"
)

// nbsp keeps a number and its unit on one line.
const nbsp = "\u00a0"

// Forms of days and hours, UTC.
const (
	dayForm      = "2 January 2006"
	shortDayForm = "2 Jan 2006"
	hourForm     = "15:04"
)

// thousands prints n with a comma between groups of three digits.
func thousands(n int) string {
	s := strconv.Itoa(n)
	sign := ""
	if n < 0 {
		sign, s = "\u2212", s[1:]
	}
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return sign + s
}

// metres prints a length: whole metres under a kilometre, one decimal under ten.
func metres(m int) string {
	switch {
	case m < 1000:
		return strconv.Itoa(m) + nbsp + "m"
	case m < 9950:
		return decimal(float64(m)/1000, 1) + nbsp + "km"
	}
	return thousands(int(quantity.Decimals(float64(m)/1000, 0))) + nbsp + "km"
}

// nauticalMiles prints a length in nautical miles.
func nauticalMiles(m int) string {
	nm := float64(quantity.Metres(m).NauticalMiles())
	if nm < 9.95 {
		return decimal(nm, 1) + nbsp + "nm"
	}
	return thousands(int(quantity.Decimals(nm, 0))) + nbsp + "nm"
}

// about prints a distance no sharper than a coast good to about 1 km.
func about(m int) string {
	switch {
	case m < 1000:
		return "within about 1" + nbsp + "km of"
	case m < 100_000:
		return "about " + thousands(int(quantity.Decimals(float64(m)/1000, 0))) + nbsp + "km from"
	}
	return "about " + thousands(10*int(quantity.Decimals(float64(m)/10_000, 0))) + nbsp + "km from"
}

// minutes prints a span: "6 h 27 min".
func minutes(n int) string {
	switch h, m := n/60, n%60; {
	case h == 0:
		return fmt.Sprintf("%d"+nbsp+"min", m)
	case m == 0:
		return thousands(h) + nbsp + "h"
	default:
		return fmt.Sprintf("%s"+nbsp+"h"+nbsp+"%d"+nbsp+"min", thousands(h), m)
	}
}

// decimal prints x with n decimals, rounded once, half away from zero.
func decimal(x float64, n int) string {
	s := strconv.FormatFloat(quantity.Decimals(x, n), 'f', n, 64)
	return strings.Replace(s, "-", "\u2212", 1)
}

// percent prints a share; a share that is not none prints as none or all only when it is.
func percent(part, whole int) string {
	p := int(quantity.Decimals(100*float64(part)/float64(whole), 0))
	switch {
	case p == 0 && part > 0:
		return "under 1" + nbsp + "%"
	case p == 100 && part < whole:
		return "over 99" + nbsp + "%"
	}
	return strconv.Itoa(p) + nbsp + "%"
}

// latLon prints a place with n decimals of a degree.
func latLon(p geo.Point, n int) string {
	return degrees(p.Lat, n, "N", "S") + nbsp + degrees(p.Lon, n, "E", "W")
}

func degrees(d float64, n int, positive, negative string) string {
	side := positive
	if d < 0 {
		side = negative
	}
	return decimal(math.Abs(d), n) + nbsp + side
}

// span prints the days from first to last, both included: "8 and 9 September 2018".
func span(first, last time.Time) string {
	first, last = first.UTC(), last.UTC()
	a, b := first.Truncate(24*time.Hour), last.Truncate(24*time.Hour)
	join := " to "
	if b.Sub(a) == 24*time.Hour {
		join = " and "
	}
	switch {
	case a.Equal(b):
		return b.Format(dayForm)
	case a.Year() != b.Year():
		return a.Format(dayForm) + join + b.Format(dayForm)
	case a.Month() != b.Month():
		return a.Format("2 January") + join + b.Format(dayForm)
	}
	return a.Format("2") + join + b.Format(dayForm)
}

// on prints when an event was, in a sentence; its end is not in it.
func on(start, end time.Time) string {
	last := end.Add(-time.Minute)
	if last.Before(start) {
		last = start
	}
	s := span(start, last)
	if strings.Contains(s, " to ") {
		return "from " + s
	}
	return "on " + s
}

// hours prints the hours of an event, with the days where they are not one day.
func hours(start, end time.Time) string {
	return start.UTC().Format(hourForm) + " to " + end.UTC().Format(hourForm) + nbsp + "UTC"
}

// stamp prints a moment in a table or list: "8 Sep 2018 21:14 UTC".
func stamp(t time.Time) string {
	return t.UTC().Format("2 Jan 2006 15:04") + nbsp + "UTC"
}

// counted prints a small count as a word.
func counted(n int) string {
	words := []string{"no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"}
	if n < len(words) {
		return words[n]
	}
	return thousands(n)
}

// plural is a count with its noun: "1 ship", "41 ships".
func plural(n int, one, many string) string {
	if n == 1 {
		return "1" + nbsp + one
	}
	return thousands(n) + nbsp + many
}

// capital returns s with its first letter large.
func capital(s string) string {
	r, n := utf8.DecodeRuneInString(s)
	if n == 0 || r == utf8.RuneError {
		return s
	}
	return string(unicode.ToUpper(r)) + s[n:]
}

func capitals(all []string) []string {
	out := make([]string, len(all))
	for i, s := range all {
		out[i] = capital(s)
	}
	return out
}
