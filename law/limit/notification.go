package limit

import (
	"cmp"
	"fmt"
	"io/fs"
	"math"
	"slices"
	"strings"

	"github.com/plimsoll-watch/plimsoll/base/day"
	"github.com/plimsoll-watch/plimsoll/base/quantity"
)

// Notification is what one or all suppliers reported for a month or for several,
// as one source printed it on one day. A correction is a Notification of its own.
type Notification struct {
	Ref
	Supplier  string // code of a State, or several joined by +, or "all"
	Product   string
	Period    day.Date
	Covers    []Coverage // by supplier, where known; one of them for "all"
	Certain   bool       // false: the source does not state the period; it is assumed
	Tonnes    *quantity.Tonnes
	Barrels   *quantity.Barrels
	Percent   *quantity.Range[float64] // of the cap, as printed
	Precision string                   // rounded, truncated, exact, derived; empty where not stated
	RoundedBy string                   // who rounded it; empty: nobody is known to have
	RoundedTo float64                  // 0: not known to be rounded beyond its unit
	Status    string
	Total     bool // from the table of totals, not of months

	percentStep float64 // one unit in the last place of the percentage printed
}

// Coverage is the months that a total counts for one supplier.
type Coverage struct {
	Supplier string
	Period   day.Date
}

// Joint reports whether n speaks for all suppliers.
func (n Notification) Joint() bool { return n.Supplier == "all" || strings.Contains(n.Supplier, "+") }

// Reported reports whether n has an amount in either unit; without one it says
// that nothing was reported, which is not zero.
func (n Notification) Reported() bool { return n.Tonnes != nil || n.Barrels != nil }

// unitError reports whether n's source printed it in the wrong unit.
func (n Notification) unitError() bool { return n.Status == "unit error in source" }

// derived reports whether others computed n from other rows.
func (n Notification) derived() bool { return n.Precision == "derived" || n.Status == "derived" }

// reach is the number of months of suppliers that n counts.
func (n Notification) reach() int {
	sum := 0
	for _, c := range n.Covers {
		from, to := months(c.Period)
		sum += to - from
	}
	return sum
}

// single returns the month of a row that is about one.
func (n Notification) single() (month int, ok bool) {
	from, to := months(n.Period)
	return from, !n.Total && to == from+1
}

// readNotifications reads deliveries.csv and delivery-aggregates.csv.
func readNotifications(fsys fs.FS) ([]Notification, error) {
	months, err := readMonths(fsys)
	if err != nil {
		return nil, err
	}
	totals, err := readTotals(fsys)
	if err != nil {
		return nil, err
	}
	return sorted(append(months, totals...)), nil
}

func readMonths(fsys fs.FS) (all []Notification, err error) {
	err = each(fsys, layout("deliveries.csv", []string{"id"},
		[]string{"id", "supplier", "product", "period", "status", "as_of"},
		[]string{"tonnes", "barrels", "precision", "known_on", "note"}),
		func(c *cells) error {
			all = append(all, readMonth(c))
			return nil
		})
	return all, err
}

func readTotals(fsys fs.FS) (all []Notification, err error) {
	err = each(fsys, layout("delivery-aggregates.csv", []string{"id"},
		[]string{"id", "supplier", "product", "period", "period_certain", "as_of"},
		[]string{"period_by_supplier", "tonnes", "barrels", "rounded_by", "rounded_to", "percent_of_cap", "known_on", "conversion_implied", "conversion_note", "check", "check_result"}),
		func(c *cells) error {
			all = append(all, readTotal(c))
			return nil
		})
	return all, err
}

// sorted puts accounts in the order they became known.
func sorted(all []Notification) []Notification {
	slices.SortFunc(all, func(a, b Notification) int {
		return cmp.Or(day.Compare(a.KnownOn, b.KnownOn), cmp.Compare(a.Period.First(), b.Period.First()),
			cmp.Compare(a.Period.Last(), b.Period.Last()), cmp.Compare(a.ID, b.ID), cmp.Compare(a.Table, b.Table))
	})
	return all
}

func readNotification(c *cells, table, note string) Notification {
	return Notification{
		Ref:      c.ref(table, c.Get("id"), "known_on", note),
		Supplier: c.Get("supplier"), Product: c.Get("product"), Period: c.months("period"),
		Tonnes: c.tonnes("tonnes"), Barrels: c.barrels("barrels"), Certain: true,
	}
}

func readMonth(c *cells) Notification {
	n := readNotification(c, "deliveries.csv", c.Get("note"))
	n.Precision = c.oneOf("precision", "rounded", "truncated", "exact", "derived", "")
	n.Status = c.oneOf("status", "reported", "reported (partial)", "derived", "no report yet", "not reported", "none / not reported", "unit error in source")
	n.Covers = spread(n.Supplier, n.Period)
	if silent := strings.Contains(n.Status, "not reported") || n.Status == "no report yet"; silent == n.Reported() {
		c.fail(fmt.Sprintf("status %q does not go with the amounts", n.Status), "what was not reported has no amount, and what was reported has one")
	}
	return n
}

func readTotal(c *cells) Notification {
	n := readNotification(c, "delivery-aggregates.csv", c.Get("check_result"))
	n.Total, n.Status = true, "reported"
	n.Certain = c.oneOf("period_certain", "yes", "no") == "yes"
	n.Percent = c.span("percent_of_cap")
	n.percentStep = lastPlace(c.Get("percent_of_cap"))
	n.RoundedBy = c.Get("rounded_by")
	n.RoundedTo, _ = c.number("rounded_to")
	if !n.Reported() && n.Percent == nil {
		c.fail("there is no amount and no percentage", "fill tonnes, barrels or percent_of_cap")
	}
	n.Covers = readCoverage(c, n)
	return n
}

// spread gives each of the suppliers of a row the whole period.
func spread(suppliers string, period day.Date) []Coverage {
	var covers []Coverage
	for s := range strings.SplitSeq(suppliers, "+") {
		covers = append(covers, Coverage{s, period})
	}
	slices.SortFunc(covers, func(a, b Coverage) int { return cmp.Compare(a.Supplier, b.Supplier) })
	return covers
}

// readCoverage reads "RU 2018-01..2018-07; CN 2018-01..2018-08".
func readCoverage(c *cells, n Notification) []Coverage {
	covers := spread(n.Supplier, n.Period)
	s := c.Get("period_by_supplier")
	if s == "" {
		return covers
	}
	seen := 0
	for part := range strings.SplitSeq(s, "; ") {
		supplier, text, _ := strings.Cut(part, " ")
		p, err := parseMonths(text)
		i := slices.IndexFunc(covers, func(v Coverage) bool { return v.Supplier == supplier })
		if err != nil || i < 0 || p.First() < n.Period.First() || p.Last() > n.Period.Last() {
			c.fail(fmt.Sprintf("period_by_supplier %q is not the periods of %s within %s", s, n.Supplier, n.Period), "write it as RU 2018-01..2018-07; CN 2018-01..2018-08")
			return covers
		}
		covers[i].Period = p
		seen++
	}
	if seen != len(covers) {
		c.fail("period_by_supplier leaves a supplier out", "name each supplier of the row once")
	}
	return covers
}

// lastPlace returns one unit in the last place of a printed number or range: 0.1
// for 47.8, 1 for 74 and for 35..38.
func lastPlace(s string) float64 {
	_, s, _ = strings.Cut(s, ".")
	if strings.HasPrefix(s, ".") { // a range of whole numbers
		return 1
	}
	return math.Pow10(-len(s))
}

// slack returns how far an amount printed may lie from the exact one: half of what
// it was rounded to where that is known, but never under one unit of its last
// place, since some sources cut off. A month printed with two zeros or more at its
// end may have been rounded to them.
func (n Notification) slack(x float64) float64 {
	if n.RoundedTo > 0 {
		return max(1, n.RoundedTo/2)
	}
	s := plain(x)
	if _, rest, decimals := strings.Cut(s, "."); decimals {
		return math.Pow10(-len(rest))
	}
	s = strings.ReplaceAll(s, ",", "")
	zeros := len(s) - len(strings.TrimRight(s, "0"))
	if x == 0 || n.Total || n.Precision == "exact" || zeros < 2 {
		return 1
	}
	return math.Pow10(zeros) / 2
}

// amount returns the figure of one unit.
func (n Notification) amount(u Unit) (float64, bool) {
	switch {
	case u == Tonne && n.Tonnes != nil:
		return float64(*n.Tonnes), true
	case u == Barrel && n.Barrels != nil:
		return float64(*n.Barrels), true
	}
	return 0, false
}
