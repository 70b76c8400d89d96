package limit

import (
	"fmt"
	"strings"

	"github.com/plimsoll-watch/plimsoll/base/day"
)

// Window is one period of a cap, both days included.
type Window struct {
	First, Last day.Day
}

// Contains reports whether a date lies wholly inside w.
func (w Window) Contains(d day.Date) bool {
	return !d.IsZero() && w.First <= d.First() && d.Last() <= w.Last
}

// isYear reports whether w is a calendar year, and which.
func (w Window) isYear() (year int, ok bool) {
	y, m, d := w.First.Civil()
	y2, m2, d2 := w.Last.Civil()
	return y, y == y2 && m == 1 && d == 1 && m2 == 12 && d2 == 31
}

// String returns "calendar year 2018" or "22 Dec 2017 to 21 Dec 2018".
func (w Window) String() string {
	if y, ok := w.isYear(); ok {
		return fmt.Sprintf("calendar year %d", y)
	}
	if w.Last == day.Max {
		return "from " + shortDay(w.First) + " on"
	}
	return dayRange(w.First, w.Last)
}

// asked is how a person would ask for w.
func (w Window) asked() string {
	if y, ok := w.isYear(); ok {
		return fmt.Sprintf("%04d", y)
	}
	return w.First.String() + ".." + w.Last.String()
}

// addMonths returns the day n months later; a day that month does not have becomes
// its last.
func addMonths(d day.Day, n int) day.Day {
	y, m, dom := d.Civil()
	m += n - 1
	y, m = y+floorDiv(m, 12), m-12*floorDiv(m, 12)+1
	for ; dom > 27; dom-- {
		if r, err := day.New(y, m, dom); err == nil {
			return r
		}
	}
	r, err := day.New(y, m, dom)
	if err != nil {
		return 0 // outside of the calendar: no day
	}
	return r
}

func floorDiv(a, b int) int {
	q := a / b
	if a%b < 0 {
		q--
	}
	return q
}

// monthOf counts months from year 0; the month a day lies in.
func monthOf(d day.Day) int {
	y, m, _ := d.Civil()
	return 12*y + m - 1
}

// months returns the first month of a period and the one after its last.
func months(d day.Date) (from, to int) { return monthOf(d.First()), monthOf(d.Last()) + 1 }

// parseMonths reads whole months, 2018-01 or 2018-01..2018-04, or a year. The
// tables write one month as a range too, 2019-01..2019-01.
func parseMonths(s string) (day.Date, error) {
	if a, b, two := strings.Cut(s, ".."); two && a == b {
		s = a
	}
	d, err := day.Parse(s)
	if err != nil {
		return day.Date{}, err
	}
	if d.Precision() == day.ToDay || len(s) == len("2018-01-01..2018-01-02") {
		return day.Date{}, fmt.Errorf("read period %q: want whole months", s)
	}
	return d, nil
}

// months reads a cell that holds whole months.
func (c *cells) months(column string) day.Date {
	d, err := parseMonths(c.Get(column))
	if err != nil {
		c.fail(err.Error(), column+" is a month (2018-01), two with .. between (2018-01..2018-04) or a year")
	}
	return d
}
