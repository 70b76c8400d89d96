package limit

import (
	"cmp"
	"slices"
	"strings"

	"github.com/plimsoll-watch/plimsoll/base/day"
)

// Contradiction is published figures that do not agree, with the arithmetic. The
// program keeps all of them and repairs none.
type Contradiction struct {
	Check      string   `json:"check"`
	About      string   `json:"about"`   // Russia, Jan to Aug 2019
	Printed    string   `json:"printed"` // the figure found wanting
	Against    string   `json:"against"` // what it does not agree with
	Difference string   `json:"difference"`
	KnownOn    day.Date `json:"known_on"` // from when on it could be seen
	Rows       []Ref    `json:"rows"`

	supplier string
	period   day.Date
	against  float64
}

// Checks, by name.
const (
	ToldTwice  = "told-differently" // one period has figures that rounding does not explain
	Falls      = "falls"            // a cumulative total is less than one of fewer months
	PartOver   = "part-over-whole"  // one supplier's part is more than the total of all
	MixedUnits = "mixed-units"      // a sum adds barrels and tonnes
	NoFactor   = "no-factor"        // tonnes and barrels of one period fit no factor on record
	Percentage = "percentage"       // the share printed is not that of the amount
	Uneven     = "uneven"           // a doubt: what is left for untold months is out of all proportion
)

// Contradictions compares the notified figures of a product and period that were
// known, each with every other way to tell it. It looks for no figure in
// particular: a row corrected in the table is no longer found.
//
// Each printed figure may be off by half of what it was rounded to, never by less
// than one unit of its last place; only what exceeds the sum of these is found.
func (t *Tables) Contradictions(product string, w Window, asof day.AsOf) []Contradiction {
	var all []Contradiction
	for _, u := range []Unit{Tonne, Barrel} {
		b := t.bookOf(product, u, asof)
		for _, n := range b.rows {
			if !w.Contains(n.Period) {
				continue
			}
			all = append(all, b.toldTwice(n)...)
			all = append(all, b.falls(n)...)
			all = append(all, b.partOver(n)...)
			all = append(all, t.mixedUnits(b, n)...)
			all = append(all, t.uneven(b, n, asof)...)
		}
	}
	for _, n := range t.Notifications {
		if n.Product == product && w.Contains(n.Period) && n.decides(asof) && asof.Reached(n.Period) {
			all = append(all, t.noFactor(n, asof)...)
			all = append(all, t.percentage(n, asof)...)
		}
	}
	slices.SortStableFunc(all, func(a, b Contradiction) int {
		return cmp.Or(cmp.Compare(a.period.First(), b.period.First()), cmp.Compare(a.period.Last(), b.period.Last()),
			cmp.Compare(a.Check, b.Check), cmp.Compare(a.About, b.About))
	})
	return once(all)
}

// once leaves out a finding whose rows all stand in another of the same check and
// supplier: the same figures, seen from another of them.
func once(all []Contradiction) []Contradiction {
	sets := make([][]string, len(all))
	for i, c := range all {
		for _, r := range c.Rows {
			sets[i] = append(sets[i], r.Table+"/"+r.ID)
		}
	}
	var kept []Contradiction
	for i, c := range all {
		inAnother := false
		for j, d := range all {
			within := i != j && c.Check == d.Check && c.supplier == d.supplier && subset(sets[i], sets[j])
			inAnother = inAnother || within && (len(sets[i]) < len(sets[j]) || j < i)
		}
		if !inAnother {
			kept = append(kept, c)
		}
	}
	return kept
}

func subset(a, b []string) bool {
	return !slices.ContainsFunc(a, func(s string) bool { return !slices.Contains(b, s) })
}

// finding fills what every contradiction has.
func finding(check string, n Notification, rows ...Notification) Contradiction {
	from, to := months(n.Period)
	c := Contradiction{Check: check, About: supplierName(n.Supplier) + ", " + monthSpan(from, to), KnownOn: lastKnown(rows), supplier: n.Supplier, period: n.Period}
	for _, r := range rows {
		if !slices.ContainsFunc(c.Rows, func(x Ref) bool { return x.Table == r.Table && x.ID == r.ID }) {
			c.Rows = append(c.Rows, r.Ref)
		}
	}
	return c
}

// toldTwice sets a printed total against every other reading of its months. A
// finding is written once for a span, at the row printed first.
func (b book) toldTwice(n Notification) []Contradiction {
	if _, month := n.single(); month {
		return nil
	}
	var printed, others []reading
	for _, m := range b.rows {
		if m.Total == n.Total && m.Supplier == n.Supplier && slices.Equal(m.Covers, n.Covers) {
			printed = append(printed, printedReading(m, b.unit))
		}
	}
	if printed[0].rows[0].ID != n.ID {
		return nil
	}
	if r, ok := b.parts(n); ok {
		others = append(others, r)
	}
	if n.uniform() {
		if r, ok := b.chain(spanOf(n)); ok {
			others = append(others, b.charitable(r, printed))
		}
		others = append(others, closest(b.implied(spanOf(n), ""), printed)...)
	}
	return b.compare(n, printed, others)
}

// closest keeps, of the readings implied by each total, the one nearest to what was
// printed: a misprint of the other part is not held against this one.
func closest(implied, printed []reading) []reading {
	best := map[string]reading{}
	var order []string
	for _, r := range implied {
		id := r.rows[0].ID
		old, has := best[id]
		if !has {
			order = append(order, id)
		}
		if !has || nearness(r, printed) < nearness(old, printed) {
			best[id] = r
		}
	}
	var kept []reading
	for _, id := range order {
		kept = append(kept, best[id])
	}
	return kept
}

func nearness(r reading, printed []reading) float64 {
	least := -1.0
	for _, p := range printed {
		d := max(r.value-p.value, p.value-r.value)
		if least < 0 || d < least {
			least = d
		}
	}
	return least
}

// compare sets all readings against one: the chain or the parts where there is
// one, else the figure printed last.
func (b book) compare(n Notification, printed, others []reading) []Contradiction {
	reference := printed[len(printed)-1]
	for _, r := range others {
		if r.how != "implied" {
			reference = r
			break
		}
	}
	var told, differences []string
	rows := slices.Clone(reference.rows)
	found := false
	for _, r := range slices.Concat(printed, others) {
		d := r.apart(reference)
		repeats := r.how == "implied" && nearness(r, printed) <= 1
		if d == 0 && r.how != "printed" || repeats || r.text == reference.text {
			continue
		}
		text := r.text
		if r.how != "printed" {
			text = grouped(r.value, decimalsOf(r)) + " (" + r.how + ": " + r.text + ")"
		}
		told = append(told, text)
		differences = append(differences, plain(round2(max(r.value-reference.value, reference.value-r.value))))
		rows = append(rows, r.rows...)
		found = found || d > 0 && r.how != "implied" // what a total implies is judged at the total, by its parts
	}
	if !found {
		return nil
	}
	c := finding(ToldTwice, n, rows...)
	c.against = round2(reference.value)
	c.Printed = strings.Join(told, "; ") + " " + string(b.unit)
	c.Against = reference.text + " " + string(b.unit)
	if len(reference.rows) > 1 {
		c.Against = reference.text + " = " + plain(c.against) + " " + string(b.unit)
	}
	c.Difference = strings.Join(differences, "; ") + " " + string(b.unit)
	return []Contradiction{c}
}
