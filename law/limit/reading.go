package limit

import (
	"cmp"
	"math"
	"slices"

	"github.com/plimsoll-watch/plimsoll/base/day"
)

// reading is one way to tell an amount from rows: printed, implied by a total and
// another supplier's part, or chained from other periods. Exact figures printed as
// they were may differ from the true ones by slack together.
type reading struct {
	value, slack float64
	text         string // the arithmetic
	rows         []Notification
	how          string // printed, implied, parts, chain
	path         []step // of a chain
}

// apart returns how far two readings lie from one another beyond what rounding
// explains; 0: they agree.
func (r reading) apart(s reading) float64 {
	d := math.Abs(r.value - s.value)
	if d <= r.slack+s.slack+1e-6 {
		return 0
	}
	return d
}

// known returns the day from which on a reading could be told.
func (r reading) known() day.Date { return lastKnown(r.rows) }

func lastKnown(rows []Notification) day.Date {
	var d day.Date
	for _, n := range rows {
		if day.Compare(n.KnownOn, d) > 0 {
			d = n.KnownOn
		}
	}
	return d
}

// printedReading is what a row says.
func printedReading(n Notification, u Unit) reading {
	x, _ := n.amount(u)
	return reading{value: x, slack: n.slack(x), text: plain(x), rows: []Notification{n}, how: "printed"}
}

// span is months of one supplier; to is excluded.
type span struct {
	supplier string
	from, to int
}

func spanOf(n Notification) span {
	from, to := months(n.Period)
	return span{n.Supplier, from, to}
}

// uniform reports whether a row counts the same months for each supplier.
func (n Notification) uniform() bool {
	return !slices.ContainsFunc(n.Covers, func(c Coverage) bool {
		return c.Period.First() != n.Period.First() || c.Period.Last() != n.Period.Last()
	})
}

// book is the rows of one product and unit that may be compared.
type book struct {
	unit Unit
	rows []Notification
}

// bookOf keeps what is known, decides, has an amount in the unit and was not
// itself derived from other rows.
func (t *Tables) bookOf(product string, u Unit, asof day.AsOf) book {
	b := book{unit: u}
	for _, n := range t.Notifications {
		_, has := n.amount(u)
		if has && n.Product == product && n.decides(asof) && asof.Reached(n.Period) && !n.derived() && !n.unitError() {
			b.rows = append(b.rows, n)
		}
	}
	return b
}

// at returns the rows that print a span, the latest first.
func (b book) at(s span) []Notification {
	var found []Notification
	for _, n := range b.rows {
		if spanOf(n) == s && n.uniform() {
			found = append(found, n)
		}
	}
	slices.SortFunc(found, func(x, y Notification) int {
		return cmp.Or(cmp.Compare(coarse(x), coarse(y)), later(y, x))
	})
	return found
}

// step is a printed span walked forwards or backwards.
type step struct {
	row  Notification
	sign float64
}

// chain tells a span from other spans of its supplier: the fewest rows that, added
// and taken away, lead from its first month to the one after its last, none of
// them the span itself. In a graph whose nodes are months and whose edges are
// rows, this is a shortest path.
func (b book) chain(s span) (reading, bool) {
	edges := b.edges(s)
	paths := map[int][]step{s.from: {}}
	queue := []int{s.from}
	for len(queue) > 0 {
		at := queue[0]
		queue = queue[1:]
		for _, n := range edges {
			from, to := months(n.Period)
			next, sign := to, 1.0
			if at == to {
				next, sign = from, -1
			} else if at != from {
				continue
			}
			if _, been := paths[next]; !been {
				paths[next] = append(slices.Clone(paths[at]), step{n, sign})
				queue = append(queue, next)
			}
		}
	}
	path, ok := paths[s.to]
	if !ok {
		return reading{}, false
	}
	return b.walk(path), true
}

// charitable exchanges rows of a chain for others that print the same months, while
// that brings it nearer to what was printed: a misprint of one row on the way is
// not held against another.
func (b book) charitable(r reading, printed []reading) reading {
	for i := range r.path {
		for _, other := range b.at(spanOf(r.path[i].row)) {
			path := slices.Clone(r.path)
			path[i].row = other
			if w := b.walk(path); nearness(w, printed) < nearness(r, printed) {
				r = w
			}
		}
	}
	return r
}

// edges returns one row for each span of a supplier but the one asked about: the
// latest; longer spans first, then by time.
func (b book) edges(but span) []Notification {
	best := map[span]Notification{}
	for _, n := range b.rows {
		if s := spanOf(n); s.supplier == but.supplier && s != but && n.uniform() {
			best[s] = b.at(s)[0]
		}
	}
	edges := make([]Notification, 0, len(best))
	for _, n := range best {
		edges = append(edges, n)
	}
	slices.SortFunc(edges, func(x, y Notification) int {
		return cmp.Or(cmp.Compare(y.reach(), x.reach()), cmp.Compare(x.Period.First(), y.Period.First()), cmp.Compare(x.ID, y.ID))
	})
	return edges
}

// walk adds up a path; what is added is written first.
func (b book) walk(path []step) reading {
	r := reading{how: "chain", path: path}
	slices.SortStableFunc(path, func(x, y step) int { return cmp.Compare(y.sign, x.sign) })
	for i, s := range path {
		x, _ := s.row.amount(b.unit)
		r.value += s.sign * x
		r.slack += s.row.slack(x)
		r.rows = append(r.rows, s.row)
		switch {
		case s.sign < 0:
			r.text += " - "
		case i > 0:
			r.text += " + "
		}
		r.text += plain(x)
	}
	return r
}

// implied tells a span of one supplier from a total of all and what the other
// suppliers printed for their part of it; but is a row that may not be used.
func (b book) implied(s span, but string) []reading {
	var found []reading
	for _, total := range b.rows {
		if total.ID == but || !total.Joint() || len(total.Covers) != 2 {
			continue
		}
		own := slices.IndexFunc(total.Covers, func(c Coverage) bool { return coverSpan(c) == s })
		if own < 0 {
			continue
		}
		for _, other := range b.at(coverSpan(total.Covers[1-own])) {
			whole, part := printedReading(total, b.unit), printedReading(other, b.unit)
			found = append(found, reading{
				value: whole.value - part.value, slack: whole.slack + part.slack, text: whole.text + " - " + part.text,
				rows: []Notification{total, other}, how: "implied",
			})
		}
	}
	return found
}

func coverSpan(c Coverage) span {
	from, to := months(c.Period)
	return span{c.Supplier, from, to}
}

// of returns the readings of a span but those through one row: what was printed of
// it, else what is implied or chained, of fewest rows and earliest known first.
func (b book) of(s span, but string) []reading {
	var all []reading
	for _, n := range b.at(s) {
		if n.ID != but {
			all = append(all, printedReading(n, b.unit))
		}
	}
	if len(all) > 0 {
		return all
	}
	rest := b.implied(s, but)
	if r, ok := b.chain(s); ok {
		rest = append(rest, r)
	}
	slices.SortStableFunc(rest, func(x, y reading) int {
		return cmp.Or(cmp.Compare(len(x.rows), len(y.rows)), day.Compare(x.known(), y.known()))
	})
	return rest
}

// parts tells a total of all suppliers from a reading of each one's part: a pair that
// agrees with the total where there is one, else the nearest of those printed, else
// the first.
func (b book) parts(total Notification) (reading, bool) {
	if !total.Joint() || len(total.Covers) != 2 {
		return reading{}, false
	}
	printed := printedReading(total, b.unit)
	var best reading
	some := false
	for _, x := range b.of(coverSpan(total.Covers[0]), total.ID) {
		for _, y := range b.of(coverSpan(total.Covers[1]), total.ID) {
			r := reading{
				value: x.value + y.value, slack: x.slack + y.slack, text: bracketed(y) + " + " + bracketed(x),
				rows: slices.Concat(y.rows, x.rows), how: "parts",
			}
			agrees := best.apart(printed) > 0 && r.apart(printed) == 0
			nearer := len(r.rows) == 2 && nearness(r, []reading{printed}) < nearness(best, []reading{printed})
			if !some || agrees || nearer {
				best, some = r, true
			}
		}
	}
	return best, some
}

func bracketed(r reading) string {
	if len(r.rows) > 1 {
		return "(" + r.text + ")"
	}
	return r.text
}
