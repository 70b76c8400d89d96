package limit

import (
	"fmt"

	"github.com/plimsoll-watch/plimsoll/base/day"
	"github.com/plimsoll-watch/plimsoll/base/quantity"
)

// Total is one notified total as people are shown it: what was printed, and what
// it comes to at every admitted factor.
type Total struct {
	Supplier  string   `json:"supplier"`
	Covers    []string `json:"covers"` // "China Jan to Aug 2018"
	KnownOn   day.Date `json:"known_on"`
	RoundedBy string   `json:"rounded_by,omitempty"`
	Assumed   bool     `json:"period_assumed,omitempty"` // the source does not state the months
	Tonnes    *Figure  `json:"printed_t,omitempty"`
	Barrels   *Figure  `json:"printed_bbl,omitempty"`
	Percent   string   `json:"printed_percent,omitempty"`
	Low       *Figure  `json:"low_bbl,omitempty"` // at the admitted factor that gives least
	High      *Figure  `json:"high_bbl,omitempty"`
	Shares    []Share  `json:"share_of_cap,omitempty"` // one for each unit of the cap that can be told
	Left      *Left    `json:"balance,omitempty"`
	Notice    Verdict  `json:"notice"`

	volume *Volume[Notified]
	n      Notification
}

// Share is a total as a share of one amount of the cap.
type Share struct {
	Of   Amount `json:"of"`
	Low  Figure `json:"low"`
	High Figure `json:"high"`
}

// Left is the cap less what was notified. It is not leave to deliver it.
type Left struct {
	Low  Figure `json:"low"`
	High Figure `json:"high"`
}

// total builds the view of a notification under a cap.
func (t *Tables) total(n Notification, c Cap) Total {
	v := Total{
		Supplier: supplierName(n.Supplier), KnownOn: n.KnownOn, RoundedBy: n.RoundedBy, Assumed: !n.Certain, n: n,
	}
	for _, cover := range n.Covers {
		from, to := months(cover.Period)
		v.Covers = append(v.Covers, supplierName(cover.Supplier)+" "+monthSpan(from, to))
	}
	if n.Tonnes != nil {
		f := printed(float64(*n.Tonnes), "t", n.Ref)
		v.Tonnes = &f
	}
	if n.Barrels != nil {
		f := printed(float64(*n.Barrels), "bbl", n.Ref)
		v.Barrels = &f
	}
	if n.Percent != nil {
		v.Percent = spanText(*n.Percent)
	}
	t.inBarrels(&v, c.Product)
	v.shares(c)
	v.left(c)
	v.Notice = t.verdict(v, c)
	return v
}

func spanText(r quantity.Range[float64]) string {
	if r.Low == r.High {
		return plain(r.Low) + " %"
	}
	return plain(r.Low) + " to " + plain(r.High) + " %"
}

// inBarrels fills the bounds: tonnes over the admitted factors, or barrels as
// printed where nothing else was.
func (t *Tables) inBarrels(v *Total, product string) {
	factors := t.Admitted(product)
	volume, ok := v.n.asVolume(factors)
	if !ok {
		return
	}
	v.volume = &volume
	if v.Tonnes == nil || len(factors) == 0 {
		v.Low, v.High = v.Barrels, v.Barrels
		return
	}
	low, high := converted(*v.Tonnes, factors[0]), converted(*v.Tonnes, factors[len(factors)-1])
	v.Low, v.High = &low, &high
}

// converted is a figure in tonnes at one factor.
func converted(mass Figure, f Factor) Figure {
	per := printed(float64(f.PerTonne), "bbl/t", f.Ref)
	per.Rows[0].Note = f.Evidence
	b := quantity.Tonnes(mass.Value).Barrels(f.PerTonne)
	return derived(float64(b), "bbl", 0, mass.Text+" x "+f.Short(), mass, per)
}

// shares sets the total beside each amount of the cap it can be measured in.
func (v *Total) shares(c Cap) {
	for _, a := range c.Amounts {
		limit := printed(a.Value, string(a.Unit), c.Ref)
		switch {
		case a.Value == 0:
		case a.Unit == Barrel && v.Low != nil:
			v.Shares = append(v.Shares, Share{a, percentOf(*v.Low, limit), percentOf(*v.High, limit)})
		case a.Unit == Tonne && v.Tonnes != nil:
			s := percentOf(*v.Tonnes, limit)
			v.Shares = append(v.Shares, Share{a, s, s})
		}
	}
}

// percentOf is a figure as a share of a limit, to one decimal.
func percentOf(used, limit Figure) Figure {
	return derived(used.Value/limit.Value*100, "%", 1, used.Text+" / "+limit.Text, used, limit)
}

// left fills the balance in the cap's first unit.
func (v *Total) left(c Cap) {
	if len(v.Shares) == 0 {
		return
	}
	low, high := v.used(v.Shares[0].Of.Unit)
	limit := printed(v.Shares[0].Of.Value, string(v.Shares[0].Of.Unit), c.Ref)
	v.Left = &Left{Low: lessThan(limit, high), High: lessThan(limit, low)}
}

// lessThan is what is left of a limit.
func lessThan(limit, used Figure) Figure {
	return derived(limit.Value-used.Value, limit.Unit, 0, limit.Text+" - "+used.Text, limit, used)
}

// used returns the bounds of what was notified in a unit.
func (v *Total) used(u Unit) (low, high Figure) {
	if u == Tonne {
		return *v.Tonnes, *v.Tonnes
	}
	return *v.Low, *v.High
}

// Verdict says which notice a total reaches, at every admitted factor.
type Verdict struct {
	Text      string       `json:"text"`
	Highest   int          `json:"highest_notice"`      // per cent, at any admitted factor; 0: none due
	Undecided bool         `json:"undecided,omitempty"` // it hangs on the factor
	AtFactor  []FactorCase `json:"at_factor,omitempty"`
	Tipping   []TippingAt  `json:"tipping,omitempty"` // between the lowest and the highest admitted factor
}

// FactorCase is what a total comes to at one factor.
type FactorCase struct {
	Factor   Figure `json:"factor"`
	ID       string `json:"id"`
	Product  string `json:"product"`
	UsedBy   string `json:"used_by"`
	Admitted bool   `json:"admitted"`
	Barrels  Figure `json:"barrels"`
	Share    Figure `json:"share_of_cap"`
	Notice   int    `json:"notice"` // per cent; 0: none due
}

// TippingAt is the factor from which on a notice falls due.
type TippingAt struct {
	Notice int    `json:"notice"`
	Factor Figure `json:"factor"`
}

// verdict decides the notice. Where the ladder is not stated, or the total cannot
// be measured in the cap's unit, it says so.
func (t *Tables) verdict(v Total, c Cap) Verdict {
	switch {
	case len(c.Notices) == 0:
		return Verdict{Text: "no notice is stated"}
	case len(v.Shares) == 0:
		return Verdict{Text: "no amount is known to set against the notices"}
	}
	a := v.Shares[0].Of
	ladder := c.Ladder(a)
	if a.Unit != Barrel || v.Tonnes == nil {
		low, _ := v.used(a.Unit)
		due := reached(ladder, low.Value)
		return Verdict{Text: noticeDue(due), Highest: due}
	}
	limit := printed(a.Value, string(a.Unit), c.Ref)
	cases := factorCases(t.Admitted(c.Product), *v.Tonnes, limit, ladder)
	verdict := Verdict{AtFactor: cases}
	first, last := cases[0].Notice, cases[len(cases)-1].Notice
	for _, n := range ladder {
		if n.Percent > first && n.Percent <= last {
			verdict.Tipping = append(verdict.Tipping, tippingAt(n, *v.Tonnes, c))
		}
	}
	verdict.Highest, verdict.Undecided = last, first != last
	verdict.Text = verdictText(verdict, first)
	return verdict
}

// factorCases sets a mass against the ladder at each factor.
func factorCases(factors []Factor, mass, limit Figure, ladder []Notice) []FactorCase {
	var cases []FactorCase
	for _, f := range factors {
		b := converted(mass, f)
		cases = append(cases, FactorCase{
			Factor: b.Of[1], ID: f.ID, Product: f.Product, UsedBy: f.UsedBy, Admitted: f.Admitted,
			Barrels: b, Share: percentOf(b, limit), Notice: reached(ladder, b.Value),
		})
	}
	return cases
}

// reached returns the highest notice an amount reaches; 0 is none.
func reached(ladder []Notice, used float64) int {
	due := 0
	for _, n := range ladder {
		if used >= n.At.Value {
			due = n.Percent
		}
	}
	return due
}

func tippingAt(n Notice, mass Figure, c Cap) TippingAt {
	at := printed(n.At.Value, string(n.At.Unit), c.Ref)
	f, _ := Tipping(quantity.Barrels(n.At.Value), quantity.Tonnes(mass.Value))
	return TippingAt{n.Percent, derived(float64(f), "bbl/t", 3, at.Text+" / "+mass.Text, at, mass)}
}

func noticeDue(pct int) string {
	if pct == 0 {
		return "no notice due"
	}
	return fmt.Sprintf("%d %% notice due", pct)
}

func verdictText(v Verdict, first int) string {
	if !v.Undecided {
		if first == 0 {
			return "no notice due under any admitted factor"
		}
		return noticeDue(first) + " under every admitted factor"
	}
	text := noticeDue(first) + fmt.Sprintf(" at %s", plain(v.AtFactor[0].Factor.Value))
	for _, tip := range v.Tipping {
		text += fmt.Sprintf("; %s from a factor of %s on", noticeDue(tip.Notice), grouped(tip.Factor.Value, 3))
	}
	return text
}
