package limit

import (
	"errors"
	"fmt"
	"io/fs"
	"slices"

	"github.com/plimsoll-watch/plimsoll/base/day"
	"github.com/plimsoll-watch/plimsoll/base/source"
)

// Own reads the user's own accounts of deliveries, tables deliveries.csv and
// delivery-aggregates.csv of the same columns as ours, as strictly. They are shown apart
// and enter no figure. An id that is on file is refused: a row of one's own overrides
// nothing. The other tables decide figures and take no rows.
func (t *Tables) Own(own fs.FS) ([]Notification, error) {
	for _, name := range []string{"caps.csv", "cap-adoptions.csv", "conversions.csv", "illicit-estimates.csv", "us-2018-estimate.csv", "other-regimes.csv", "stock-levels.csv"} {
		if _, err := fs.Stat(own, name); err == nil {
			return nil, &source.Error{File: name, Problem: "this table takes no rows of one's own", Hint: "figures are computed from it; add to deliveries.csv or delivery-aggregates.csv"}
		}
	}
	var all []Notification
	for _, read := range []func(fs.FS) ([]Notification, error){readMonths, readTotals} {
		rows, err := read(own)
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return nil, err
		}
		all = append(all, rows...)
	}
	for _, n := range all {
		if slices.ContainsFunc(t.Notifications, func(have Notification) bool { return have.ID == n.ID }) {
			return nil, &source.Error{File: n.Table, Problem: fmt.Sprintf("id %s is on file", n.ID), Hint: "rows of one's own override nothing: give it another id"}
		}
	}
	return sorted(all), nil
}

// OwnLines tells the user's own accounts of a product that were known by a day, apart
// from every figure.
func OwnLines(own []Notification, product string, asof day.AsOf) []string {
	var lines []string
	for _, n := range own {
		if n.Product != product || !asof.Knows(n.KnownOn) {
			continue
		}
		amount := "no amount"
		switch {
		case n.Tonnes != nil:
			amount = plain(float64(*n.Tonnes)) + " t"
		case n.Barrels != nil:
			amount = plain(float64(*n.Barrels)) + " bbl"
		}
		lines = append(lines, fmt.Sprintf("  %s: %s, %s, %s [%s; %s]", n.ID, n.Supplier, n.Period, amount, n.Mark, n.Source))
	}
	if len(lines) > 0 {
		lines = append([]string{"rows of your own, in no figure above"}, lines...)
	}
	return lines
}
