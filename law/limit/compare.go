package limit

import (
	"fmt"
	"math"
	"slices"

	"github.com/plimsoll-watch/plimsoll/base/day"
	"github.com/plimsoll-watch/plimsoll/base/quantity"
)

func round2(x float64) float64 { return quantity.Decimals(x, 2) }

// decimalsOf is how many decimals a computed reading is printed with.
func decimalsOf(r reading) int {
	if r.value == math.Trunc(r.value) {
		return 0
	}
	return 2
}

// inside reports whether n counts no month that m does not, and fewer of them,
// from the same month on.
func (n Notification) inside(m Notification) bool {
	if n.Supplier != m.Supplier || len(n.Covers) != len(m.Covers) || n.reach() >= m.reach() {
		return false
	}
	for i, c := range n.Covers {
		if c.Period.First() != m.Covers[i].Period.First() || c.Period.Last() > m.Covers[i].Period.Last() {
			return false
		}
	}
	return true
}

// falls looks for a total of more months that is less, the nearest in reach.
func (b book) falls(n Notification) []Contradiction {
	if !n.Total {
		return nil
	}
	x := printedReading(n, b.unit)
	var next *reading
	for _, m := range b.rows {
		y := printedReading(m, b.unit)
		if m.Total && n.inside(m) && y.value < x.value && x.apart(y) > 0 && (next == nil || m.reach() < next.rows[0].reach()) {
			next = &y
		}
	}
	if next == nil {
		return nil
	}
	c := finding(Falls, n, n, next.rows[0])
	from, to := months(next.rows[0].Period)
	c.Printed = x.text + " " + string(b.unit)
	c.Against = fmt.Sprintf("%s %s, %s: fewer in more months", next.text, b.unit, monthSpan(from, to))
	c.Difference = plain(round2(x.value-next.value)) + " " + string(b.unit)
	c.against = next.value
	return []Contradiction{c}
}

// partOver looks for a total of all suppliers that is less than what one of them
// printed for no more than its part.
func (b book) partOver(n Notification) []Contradiction {
	if !n.Joint() {
		return nil
	}
	whole := printedReading(n, b.unit)
	var found []Contradiction
	for _, m := range b.rows {
		i := slices.IndexFunc(n.Covers, func(c Coverage) bool { return c.Supplier == m.Supplier })
		if i < 0 || m.Period.First() < n.Covers[i].Period.First() || m.Period.Last() > n.Covers[i].Period.Last() {
			continue
		}
		part := printedReading(m, b.unit)
		if part.value <= whole.value || part.apart(whole) == 0 {
			continue
		}
		c := finding(PartOver, n, n, m)
		from, to := months(m.Period)
		c.Printed = fmt.Sprintf("%s %s (%s)", whole.text, b.unit, n.KnownOn)
		c.Against = fmt.Sprintf("%s %s, %s alone, %s (%s)", part.text, b.unit, supplierName(m.Supplier), monthSpan(from, to), m.KnownOn)
		c.Difference = plain(round2(part.value-whole.value)) + " " + string(b.unit)
		c.against = part.value
		found = append(found, c)
	}
	return found
}

// mixedUnits tries whether a total in barrels that its months do not add up to is
// their sum with the last of them left in tonnes.
func (t *Tables) mixedUnits(b book, n Notification) []Contradiction {
	if b.unit != Barrel || n.Joint() || !n.Total {
		return nil
	}
	parts, ok := b.monthsOf(spanOf(n))
	printed := printedReading(n, b.unit)
	if !ok || printed.apart(b.walk(parts)) == 0 {
		return nil
	}
	var best Contradiction
	least := math.Inf(1)
	for split := 1; split < len(parts); split++ {
		for _, f := range t.Admitted(n.Product) {
			c, d := mixedAt(n, parts, split, f)
			if d <= float64(len(parts)-split) && d < least {
				best, least = c, d
			}
		}
	}
	if math.IsInf(least, 1) {
		return nil
	}
	return []Contradiction{best}
}

// monthsOf returns a step for each month of a span; ok is false when one is missing.
func (b book) monthsOf(s span) (steps []step, ok bool) {
	for m := s.from; m < s.to; m++ {
		rows := b.at(span{s.supplier, m, m + 1})
		if len(rows) == 0 {
			return nil, false
		}
		steps = append(steps, step{rows[0], 1})
	}
	return steps, true
}

// mixedAt adds the months before a split in barrels and the others in tonnes, cut
// off to whole ones, and returns how far a printed total lies from that.
func mixedAt(n Notification, parts []step, split int, f Factor) (Contradiction, float64) {
	var barrels quantity.Barrels
	var tonnes quantity.Tonnes
	rows := []Notification{n}
	for i, s := range parts {
		rows = append(rows, s.row)
		if i < split {
			barrels += *s.row.Barrels
		} else {
			tonnes += s.row.Barrels.Tonnes(f.PerTonne).Truncate()
		}
	}
	from, to := months(n.Period)
	sum := float64(barrels) + float64(tonnes)
	c := finding(MixedUnits, n, rows...)
	c.against = sum
	c.Printed = plain(float64(*n.Barrels)) + " bbl"
	c.Against = fmt.Sprintf("%s bbl (%s) + %s t (%s, at %s) = %s of neither unit", plain(float64(barrels)), monthSpan(from, from+split),
		plain(float64(tonnes)), monthSpan(from+split, to), f.Short(), plain(sum))
	d := math.Abs(float64(*n.Barrels) - sum)
	c.Difference = plain(d)
	return c, d
}

// noFactor looks for barrels that no factor on record makes of the tonnes of the
// same months, in the same row or, for barrels alone, in any other.
func (t *Tables) noFactor(n Notification, asof day.AsOf) []Contradiction {
	factors := t.Admitted(n.Product)
	if n.Barrels == nil || *n.Barrels == 0 || len(factors) == 0 || n.unitError() {
		return nil
	}
	var last *Notification
	for _, m := range t.Notifications {
		same := m.Supplier == n.Supplier && m.Product == n.Product && slices.Equal(m.Covers, n.Covers) && !m.unitError() && !m.derived()
		if n.Tonnes != nil {
			same = m.ID == n.ID && m.Table == n.Table
		}
		if !same || m.Tonnes == nil || *m.Tonnes == 0 || !m.decides(asof) {
			continue
		}
		if fits(m, n, factors) {
			return nil
		}
		last = &m
	}
	if last == nil {
		return nil
	}
	c := finding(NoFactor, n, n, *last)
	ratio := float64(*n.Barrels) / float64(*last.Tonnes)
	c.against = ratio
	c.Printed = plain(float64(*n.Barrels)) + " bbl"
	c.Against = fmt.Sprintf("%s t: %s bbl/t", plain(float64(*last.Tonnes)), grouped(ratio, 3))
	c.Difference = "no admitted factor fits"
	return []Contradiction{c}
}

// fits reports whether a factor turns the tonnes of one row into the barrels of
// another, within what both may be off by.
func fits(m, n Notification, factors []Factor) bool {
	t, b := float64(*m.Tonnes), float64(*n.Barrels)
	return slices.ContainsFunc(factors, func(f Factor) bool {
		return math.Abs(float64(m.Tonnes.Barrels(f.PerTonne))-b) <= m.slack(t)*float64(f.PerTonne)+n.slack(b)
	})
}

// percentage sets the printed share of the cap against the amount printed beside
// it, or, where none was, against the months.
func (t *Tables) percentage(n Notification, asof day.AsOf) []Contradiction {
	c, _, ok := t.byDay("1718", n.Product, n.Period.First(), day.AsOf{On: asof.On, Known: asof.Known})
	if n.Percent == nil || !ok || len(c.Amounts) == 0 || c.Amounts[0].Value == 0 {
		return nil
	}
	limit := c.Amounts[0]
	low, high, text, rows, ok := t.shareOf(n, limit, asof)
	if !ok || low <= n.Percent.High+n.percentStep && high >= n.Percent.Low-n.percentStep {
		return nil
	}
	f := finding(Percentage, n, rows...)
	f.Printed = spanText(*n.Percent)
	f.Against = fmt.Sprintf("%s of %s: %s to %s %%", text, limit, grouped(low, 1), grouped(high, 1))
	f.Difference = grouped(max(low-n.Percent.High, n.Percent.Low-high), 1) + " points"
	f.against = low
	return []Contradiction{f}
}

// shareOf returns what an amount is of a limit, in per cent, over the factors and
// within rounding.
func (t *Tables) shareOf(n Notification, limit Amount, asof day.AsOf) (low, high float64, text string, rows []Notification, ok bool) {
	rows = []Notification{n}
	percent := func(x, slack, f, g float64) { low, high = (x-slack)*f/limit.Value*100, (x+slack)*g/limit.Value*100 }
	switch {
	case limit.Unit == Barrel && n.Barrels != nil:
		x := float64(*n.Barrels)
		percent(x, n.slack(x), 1, 1)
		return low, high, plain(x) + " bbl", rows, true
	case limit.Unit == Barrel && n.Tonnes != nil && len(t.Admitted(n.Product)) > 0:
		x, factors := float64(*n.Tonnes), t.Admitted(n.Product)
		percent(x, n.slack(x), float64(factors[0].PerTonne), float64(factors[len(factors)-1].PerTonne))
		return low, high, plain(x) + " t", rows, true
	case limit.Unit == Tonne && n.Tonnes == nil:
		r, has := t.bookOf(n.Product, Tonne, asof).chain(spanOf(n))
		if !has {
			return 0, 0, "", nil, false
		}
		percent(r.value, r.slack, 1, 1)
		return low, high, r.text + " t", append(rows, r.rows...), true
	}
	return 0, 0, "", nil, false
}

// outOfProportion is how many times the mean of the months told the mean of the
// months that no row tells must be, or the other way round, to raise a doubt.
const outOfProportion = 5

// uneven asks what a total leaves for the months between the longest total before
// them and what is told of the end, and doubts it when it is out of proportion.
func (t *Tables) uneven(b book, n Notification, asof day.AsOf) []Contradiction {
	if !n.Total {
		return nil
	}
	s := spanOf(n)
	head, ok := b.head(n)
	if !ok {
		return nil
	}
	_, gapFrom := months(head.rows[0].Period)
	tail, gapTo := b.tail(s, gapFrom)
	gap := gapTo - gapFrom
	toldMonths := s.to - s.from - gap
	if gap <= 0 || toldMonths < 2 || t.told(n, gapFrom, gapTo, asof) {
		return nil
	}
	whole := printedReading(n, b.unit)
	told := head.value + tail.value
	rest := whole.value - told
	slack := whole.slack + head.slack + tail.slack
	meanTold, meanRest := told/float64(toldMonths), rest/float64(gap)
	if rest <= slack || meanRest <= outOfProportion*meanTold && meanTold <= outOfProportion*meanRest {
		return nil
	}
	c := finding(Uneven, n, slices.Concat([]Notification{n}, head.rows, tail.rows)...)
	c.against = round2(rest)
	c.Printed = whole.text + " " + string(b.unit)
	c.Against = fmt.Sprintf("%s %s is told for %d months, which leaves %s for %s", plain(round2(told)), b.unit, toldMonths, plain(c.against), monthSpan(gapFrom, gapTo))
	c.Difference = fmt.Sprintf("%s %s a month against %s: doubtful", grouped(meanRest, 0), b.unit, grouped(meanTold, 0))
	return []Contradiction{c}
}

// head returns the longest total of fewer months from the same month on.
func (b book) head(n Notification) (reading, bool) {
	var best *Notification
	for _, m := range b.rows {
		shorter := m.Total && m.Supplier == n.Supplier && m.Period.First() == n.Period.First() && m.Period.Last() < n.Period.Last()
		if shorter && (best == nil || m.reach() >= best.reach()) {
			best = &m
		}
	}
	if best == nil {
		return reading{}, false
	}
	return printedReading(*best, b.unit), true
}

// tail tells the end of a span from other rows, as far back as the gap allows; with
// nothing told it is empty and the gap runs to the end.
func (b book) tail(s span, gapFrom int) (reading, int) {
	for from := gapFrom; from < s.to; from++ {
		end := span{s.supplier, from, s.to}
		if rows := b.at(end); len(rows) > 0 {
			return printedReading(rows[0], b.unit), from
		}
		if r, ok := b.chain(end); ok && !slices.ContainsFunc(r.rows, func(n Notification) bool { return spanOf(n) == s }) {
			return r, from
		}
	}
	return reading{}, s.to
}

// told reports whether rows, with an amount or without, tell every month of a gap
// but one for every supplier: what is left for it is then no wonder.
func (t *Tables) told(n Notification, from, to int, asof day.AsOf) bool {
	untold := 0
	for m := from; m < to; m++ {
		for _, c := range n.Covers {
			if !slices.ContainsFunc(t.Notifications, func(r Notification) bool {
				at, single := r.single()
				return single && at == m && r.Supplier == c.Supplier && r.Product == n.Product && r.decides(asof)
			}) {
				untold++
			}
		}
	}
	return untold == 0
}
