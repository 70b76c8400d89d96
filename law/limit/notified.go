package limit

import (
	"cmp"
	"slices"

	"github.com/plimsoll-watch/plimsoll/base/day"
	"github.com/plimsoll-watch/plimsoll/base/quantity"
)

// NotifiedBy returns the latest cumulative total of all suppliers for a window, as
// far as known; ok is false when none was: not known, which is not zero.
func (t *Tables) NotifiedBy(product string, w Window, asof day.AsOf) (n Notification, ok bool) {
	return latest(t.totals(product, w, asof), Notification.Joint)
}

// supplierTotals returns the latest cumulative total of each supplier, by code.
func (t *Tables) supplierTotals(product string, w Window, asof day.AsOf) []Notification {
	all := t.totals(product, w, asof)
	var codes []string
	for _, n := range all {
		if !n.Joint() && !slices.Contains(codes, n.Supplier) {
			codes = append(codes, n.Supplier)
		}
	}
	slices.Sort(codes)
	var found []Notification
	for _, code := range codes {
		if n, ok := latest(all, func(n Notification) bool { return n.Supplier == code }); ok {
			found = append(found, n)
		}
	}
	return found
}

// totals returns the cumulative totals that count from a window's first day and
// may be used: known, their months over, their row one that decides.
func (t *Tables) totals(product string, w Window, asof day.AsOf) []Notification {
	var found []Notification
	for _, n := range t.inWindow(product, w, asof) {
		_, month := n.single()
		if !month && n.Period.First() == w.First && !n.derived() && !n.unitError() && (n.Reported() || n.Percent != nil) {
			found = append(found, n)
		}
	}
	return found
}

// inWindow returns every notification of a window that is known and decides.
func (t *Tables) inWindow(product string, w Window, asof day.AsOf) []Notification {
	var found []Notification
	for _, n := range t.Notifications {
		if n.Product == product && w.Contains(n.Period) && asof.Reached(n.Period) && n.decides(asof) {
			found = append(found, n)
		}
	}
	return found
}

// latest chooses among totals: the one that reaches furthest; of these the one
// known last, then the one its source did not round.
func latest(all []Notification, of func(Notification) bool) (best Notification, ok bool) {
	for _, n := range all {
		if of(n) && (!ok || later(n, best) > 0) {
			best, ok = n, true
		}
	}
	return best, ok
}

func later(a, b Notification) int {
	return cmp.Or(
		cmp.Compare(a.reach(), b.reach()),
		day.Compare(a.KnownOn, b.KnownOn),
		cmp.Compare(b.RoundedTo, a.RoundedTo),
		cmp.Compare(b.ID, a.ID),
	)
}

// month is one month of one supplier with every state that it was printed in.
type month struct {
	supplier string
	month    int
	states   []Notification // by the day each became known
}

// monthRows returns the months on file for a window, by supplier and month.
func (t *Tables) monthRows(product string, w Window, asof day.AsOf) []month {
	var all []month
	for _, n := range t.inWindow(product, w, asof) {
		at, ok := n.single()
		if !ok {
			continue
		}
		i := slices.IndexFunc(all, func(m month) bool { return m.supplier == n.Supplier && m.month == at })
		if i < 0 {
			all = append(all, month{n.Supplier, at, nil})
			i = len(all) - 1
		}
		all[i].states = append(all[i].states, n)
	}
	slices.SortFunc(all, func(a, b month) int {
		return cmp.Or(cmp.Compare(a.supplier, b.supplier), cmp.Compare(a.month, b.month))
	})
	return all
}

// newest returns the latest state of a month that has an amount in a unit; one
// printed in the wrong unit is none. Of two known on one day, that which its
// source did not cut off.
func (m month) newest(u Unit) (best Notification, ok bool) {
	for _, n := range m.states {
		if _, has := n.amount(u); !has || n.unitError() {
			continue
		}
		if !ok || cmp.Or(day.Compare(n.KnownOn, best.KnownOn), cmp.Compare(coarse(best), coarse(n))) > 0 {
			best, ok = n, true
		}
	}
	return best, ok
}

// coarse ranks how much a source left out of a figure.
func coarse(n Notification) int {
	if n.Precision == "truncated" {
		return 1
	}
	return 0
}

// asVolume returns what n counts in barrels: as printed where it was printed in
// barrels alone, else its tonnes over the factors.
func (n Notification) asVolume(factors []Factor) (v Volume[Notified], ok bool) {
	switch {
	case n.Tonnes != nil && len(factors) > 0:
		low, high := factors[0].PerTonne, factors[len(factors)-1].PerTonne
		return volumeOf[Notified](n.Tonnes.Barrels(low).Round(), n.Tonnes.Barrels(high).Round()), true
	case n.Barrels != nil:
		return volumeOf[Notified](n.Barrels.Round(), n.Barrels.Round()), true
	}
	return Volume[Notified]{}, false
}

// atFactor returns what n counts in barrels at one factor.
func (n Notification) atFactor(f quantity.BarrelsPerTonne) (quantity.Barrels, bool) {
	switch {
	case n.Tonnes != nil:
		return n.Tonnes.Barrels(f).Round(), true
	case n.Barrels != nil:
		return n.Barrels.Round(), true
	}
	return 0, false
}
