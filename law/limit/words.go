package limit

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/plimsoll-watch/plimsoll/base/day"
	"github.com/plimsoll-watch/plimsoll/base/quantity"
)

// grouped prints x with n decimals and commas between thousands: 1,367,628.
func grouped(x float64, n int) string {
	s := strconv.FormatFloat(quantity.Decimals(x, n), 'f', n, 64)
	sign := ""
	if strings.HasPrefix(s, "-") {
		sign, s = "-", s[1:]
	}
	whole, rest, _ := strings.Cut(s, ".")
	var b strings.Builder
	for i, r := range whole {
		if i > 0 && (len(whole)-i)%3 == 0 {
			b.WriteByte(',')
		}
		b.WriteRune(r)
	}
	if rest != "" {
		b.WriteString("." + rest)
	}
	return sign + b.String()
}

// plain prints x grouped, with the decimals it has: 4,194.43 and 8.33.
func plain(x float64) string {
	_, rest, _ := strings.Cut(strconv.FormatFloat(x, 'f', -1, 64), ".")
	return grouped(x, min(len(rest), 9))
}

func monthName(m int) string {
	return [...]string{"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"}[m-1]
}

// shortDay prints 26 Sep 2018.
func shortDay(d day.Day) string {
	if !d.Valid() {
		return "a day not known"
	}
	y, m, n := d.Civil()
	return fmt.Sprintf("%d %s %d", n, monthName(m), y)
}

// dayRange prints 1 Jan to 30 May 2018.
func dayRange(first, last day.Day) string {
	y, m, n := first.Civil()
	if y2, _, _ := last.Civil(); y == y2 && first != last {
		return fmt.Sprintf("%d %s to %s", n, monthName(m), shortDay(last))
	}
	if first == last {
		return shortDay(first)
	}
	return shortDay(first) + " to " + shortDay(last)
}

// shortDate prints a date as closely as it is known.
func shortDate(d day.Date) string {
	y, m, _ := d.First().Civil()
	switch d.Precision() {
	case day.None:
		return "a day not known"
	case day.ToDay:
		return shortDay(d.First())
	case day.ToMonth:
		return fmt.Sprintf("%s %d", monthName(m), y)
	case day.ToYear:
		return fmt.Sprint(y)
	}
	return d.String()
}

// monthSpan prints Jan to Aug 2019, or Dec 2022 to Apr 2023; to is excluded.
func monthSpan(from, to int) string {
	last := to - 1
	switch {
	case from == last:
		return fmt.Sprintf("%s %d", monthName(from%12+1), from/12)
	case from%12 == 0 && last%12 == 11 && from/12 == last/12:
		return fmt.Sprint(from / 12)
	case from/12 == last/12:
		return fmt.Sprintf("%s to %s %d", monthName(from%12+1), monthName(last%12+1), last/12)
	}
	return fmt.Sprintf("%s %d to %s %d", monthName(from%12+1), from/12, monthName(last%12+1), last/12)
}

// supplierName is the name people read for a code of the tables.
func supplierName(code string) string {
	switch code {
	case "CN":
		return "China"
	case "RU":
		return "Russia"
	case "CN+RU":
		return "China and Russia"
	case "all":
		return "all suppliers"
	}
	return code
}

// nearest returns the known word closest to the one asked for.
func nearest(word string, known []string) string {
	best, at := "", -1
	for _, k := range known {
		if d := editDistance(word, k); at < 0 || d < at {
			best, at = k, d
		}
	}
	return best
}

// editDistance is that of Levenshtein: letters put in, left out or changed.
func editDistance(a, b string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := 1; i <= len(a); i++ {
		diagonal := row[0]
		row[0] = i
		for j := 1; j <= len(b); j++ {
			change := diagonal
			if a[i-1] != b[j-1] {
				change++
			}
			diagonal = row[j]
			row[j] = min(change, row[j]+1, row[j-1]+1)
		}
	}
	return row[len(b)]
}
