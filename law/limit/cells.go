package limit

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/plimsoll-watch/plimsoll/base/day"
	"github.com/plimsoll-watch/plimsoll/base/quantity"
	"github.com/plimsoll-watch/plimsoll/base/source"
)

// layout describes a table; every table here carries where its rows come from.
func layout(file string, identity, required, optional []string) source.Layout {
	return source.Layout{File: file, Identity: identity, Required: slices.Concat(required, source.Columns()), Optional: optional}
}

// date reads a day, month, year or range; empty is no date.
func (c *cells) date(column string) day.Date {
	s := c.Get(column)
	if s == "" {
		return day.Date{}
	}
	d, err := day.Parse(s)
	if err != nil {
		c.fail(fmt.Sprintf("%s %q is not a date", column, s), "write 2018, 2018-09, 2018-09-26 or two of these with .. between")
	}
	return d
}

// dayOf reads a date known to the day; empty is no day.
func (c *cells) dayOf(column string) day.Day {
	d := c.date(column)
	if !d.IsZero() && d.Precision() != day.ToDay {
		c.fail(fmt.Sprintf("%s %q is not a day", column, c.Get(column)), "write it as 2018-09-26")
	}
	return d.First()
}

// number reads a figure of 0 or more; ok is false when the cell is empty.
func (c *cells) number(column string) (x float64, ok bool) {
	s := c.Get(column)
	if s == "" {
		return 0, false
	}
	x, err := strconv.ParseFloat(s, 64)
	if err != nil || x < 0 || math.IsInf(x, 0) || math.IsNaN(x) {
		c.fail(fmt.Sprintf("%s %q is not a number of 0 or more", column, s), "write digits with a point for decimals; an empty cell is unknown, never 0")
		return 0, false
	}
	return x, true
}

func (c *cells) tonnes(column string) *quantity.Tonnes {
	if x, ok := c.number(column); ok {
		t := quantity.Tonnes(x)
		return &t
	}
	return nil
}

func (c *cells) barrels(column string) *quantity.Barrels {
	if x, ok := c.number(column); ok {
		b := quantity.Barrels(x)
		return &b
	}
	return nil
}

// span reads a number, or two with .. between; nil when empty.
func (c *cells) span(column string) *quantity.Range[float64] {
	s := c.Get(column)
	if s == "" {
		return nil
	}
	low, high, two := strings.Cut(s, "..")
	if !two {
		high = low
	}
	a, err := strconv.ParseFloat(low, 64)
	b, err2 := strconv.ParseFloat(high, 64)
	if err != nil || err2 != nil || b < a {
		c.fail(fmt.Sprintf("%s %q is not a number or a range of numbers", column, s), "write 7.9 or 7.69..8.33, the lower first")
		return nil
	}
	return &quantity.Range[float64]{Low: a, High: b}
}

func (c *cells) count(column string) *int {
	n, ok, err := c.Int(column)
	if err != nil {
		c.keep(err)
	}
	if !ok {
		return nil
	}
	return &n
}

// oneOf reads a cell that has one of a few values.
func (c *cells) oneOf(column string, values ...string) string {
	s := c.Get(column)
	if !slices.Contains(values, s) {
		c.fail(fmt.Sprintf("%s %q is not known", column, s), column+" is one of: "+strings.Join(values, "; "))
	}
	return s
}
