package limit

import (
	"fmt"
	"slices"

	"github.com/plimsoll-watch/plimsoll/base/day"
	"github.com/plimsoll-watch/plimsoll/base/quantity"
)

// Estimation is one estimate as people are shown it.
type Estimation struct {
	Ref
	By          string   `json:"by"`
	From        day.Day  `json:"-"`
	To          day.Day  `json:"-"`
	Period      string   `json:"period"`
	Calls       *int     `json:"port_calls,omitempty"`
	Low         *Figure  `json:"low_bbl,omitempty"`
	High        *Figure  `json:"high_bbl,omitempty"`
	Basis       string   `json:"basis,omitempty"`
	TimesStated string   `json:"times_cap_stated,omitempty"` // in the source's words
	Unchecked   bool     `json:"unchecked,omitempty"`        // its row decides nothing
	Edges       []Edge   `json:"edges,omitempty"`
	Fixes       *Fixes   `json:"fixes,omitempty"`
	Stated      []string `json:"stated,omitempty"` // what the reporter stated of it, by row
}

// Edge is an estimate at one laden fraction.
type Edge struct {
	Name     string  `json:"name"`
	Fraction float64 `json:"fraction"`
	Implied  bool    `json:"implied"` // by the other figures; no source printed it
	Value    Figure  `json:"bbl"`
	Low      Figure  `json:"low_bbl"` // if another admitted factor held than the one used, which is not known
	High     Figure  `json:"high_bbl"`
	Times    *Figure `json:"times_cap,omitempty"`

	volume Volume[Estimated]
}

// Fixes is what the published figures of an estimate settle.
type Fixes struct {
	FullLow   Figure   `json:"full_low_bbl"`
	FullHigh  Figure   `json:"full_high_bbl"`
	PerCall   Figure   `json:"mean_full_load_bbl"`
	BreakEven *Figure  `json:"break_even_percent,omitempty"` // the laden fraction from which on the cap is passed
	DWT       []Figure `json:"implied_dwt_t,omitempty"`      // deadweight of all calls, at each admitted factor: not settled
}

// FullLoad is what a call would have carried full, from figures published at
// fractions of it, each rounded to a whole barrel: both roundings intersected. It
// is an error when no full load gives them all.
func FullLoad(published []Scenario) (quantity.Range[float64], error) {
	var full quantity.Range[float64]
	some := false
	for _, s := range published {
		if !s.Published() || s.Fraction <= 0 {
			continue
		}
		low, high := (float64(*s.Barrels)-0.5)/s.Fraction, (float64(*s.Barrels)+0.5)/s.Fraction
		if !some {
			full, some = quantity.Range[float64]{Low: low, High: high}, true
			continue
		}
		full.Low, full.High = max(full.Low, low), min(full.High, high)
	}
	if !some || full.Low > full.High {
		return full, &Error{"no full load gives every published figure", "the figures do not go by one deadweight and one factor"}
	}
	return full, nil
}

// estimations returns the estimates for a window, as far as known, by the day each
// became known.
func (t *Tables) estimations(c Cap, w Window, asof day.AsOf) []Estimation {
	all := []Estimation{}
	for _, e := range t.Estimates {
		if c.Product != Refined || !w.Contains(e.Period) || !asof.Reached(e.Period) || !asof.Knows(e.KnownOn) {
			continue
		}
		v := Estimation{
			Ref: e.Ref, By: e.Reporter, From: e.Period.First(), To: e.Period.Last(), Period: dayRange(e.Period.First(), e.Period.Last()),
			Calls: e.Calls, Low: barrelsFigure(e.Low, e.Ref), High: barrelsFigure(e.High, e.Ref),
			Basis: e.Basis, TimesStated: e.TimesStated, Unchecked: !e.Mark.Decides(),
		}
		t.scenarios(&v, e, c, asof)
		all = append(all, v)
	}
	return all
}

func barrelsFigure(b *quantity.Barrels, r Ref) *Figure {
	if b == nil {
		return nil
	}
	f := printed(float64(*b), "bbl", r)
	return &f
}

// scenarios fills the edges of an estimate from the table of the scenarios that
// has its period and its calls.
func (t *Tables) scenarios(v *Estimation, e Estimate, c Cap, asof day.AsOf) {
	var known []Scenario
	for _, s := range t.Scenarios {
		if e.Calls != nil && s.Calls == *e.Calls && s.Period == e.Period && s.decides(asof) {
			known = append(known, s)
		}
	}
	full, err := FullLoad(known)
	if err != nil || !e.Mark.Decides() {
		return
	}
	var published []Figure
	for _, s := range known {
		if s.Published() {
			published = append(published, printed(float64(*s.Barrels), "bbl", s.Ref))
		} else if s.Barrels == nil {
			v.Stated = append(v.Stated, s.Status)
		}
	}
	v.Fixes = fixes(full, published, known, e, c, t.Admitted(c.Product))
	for _, s := range known {
		if s.Fraction > 0 && !slices.ContainsFunc(v.Edges, func(x Edge) bool { return x.Fraction == s.Fraction }) {
			v.Edges = append(v.Edges, edge(s, known, full, published, c, t.Admitted(c.Product)))
		}
	}
}

// edge is the estimate at the fraction of a scenario: printed where a source did,
// else implied by the full load.
func edge(s Scenario, known []Scenario, full quantity.Range[float64], published []Figure, c Cap, factors []Factor) Edge {
	e := Edge{Name: s.Name, Fraction: s.Fraction, Implied: true}
	for _, k := range known {
		if k.Fraction == s.Fraction && k.Published() {
			e.Implied = false
			e.Value = printed(float64(*k.Barrels), "bbl", k.Ref)
		}
	}
	if e.Implied {
		middle := (full.Low + full.High) / 2 * s.Fraction
		how := fmt.Sprintf("full load %s to %s bbl x %s", grouped(full.Low, 2), grouped(full.High, 2), s.Name)
		e.Value = derived(middle, "bbl", 0, how, published...)
	}
	e.Low, e.High = spreadOver(e.Value, factors)
	e.volume = volumeOf[Estimated](quantity.Barrels(e.Low.Value), quantity.Barrels(e.High.Value))
	if a := c.in(Barrel); a != nil && a.Value > 0 {
		limit := printed(a.Value, "bbl", c.Ref)
		times := derived(e.Value.Value/a.Value, "times", 2, e.Value.Text+" / "+limit.Text, e.Value, limit)
		e.Times = &times
	}
	return e
}

// spreadOver is what the same ships would have carried had another admitted factor
// held than the one used, which may be any of them.
func spreadOver(value Figure, factors []Factor) (low, high Figure) {
	if len(factors) == 0 {
		return value, value
	}
	least, most := factors[0], factors[len(factors)-1]
	a, b := printed(float64(least.PerTonne), "bbl/t", least.Ref), printed(float64(most.PerTonne), "bbl/t", most.Ref)
	low = derived(value.Value*a.Value/b.Value, "bbl", 0, value.Text+" x "+a.Text+" / "+b.Text, value, a, b)
	high = derived(value.Value*b.Value/a.Value, "bbl", 0, value.Text+" x "+b.Text+" / "+a.Text, value, b, a)
	return low, high
}

// in returns the cap's amount in a unit; nil when it has none.
func (c Cap) in(u Unit) *Amount {
	i := slices.IndexFunc(c.Amounts, func(a Amount) bool { return a.Unit == u })
	if i < 0 {
		return nil
	}
	return &c.Amounts[i]
}

func fixes(full quantity.Range[float64], published []Figure, known []Scenario, e Estimate, c Cap, factors []Factor) *Fixes {
	f := &Fixes{
		FullLow:  derived(full.Low, "bbl", 0, "the lowest full load that rounds to every published figure: "+boundText(known, true), published...),
		FullHigh: derived(full.High, "bbl", 0, "the highest full load that rounds to every published figure: "+boundText(known, false), published...),
	}
	middle := (full.Low + full.High) / 2
	if *e.Calls > 0 {
		calls := printed(float64(*e.Calls), "port calls", e.Ref)
		f.PerCall = derived(middle/calls.Value, "bbl", 0, f.FullHigh.Text+" / "+calls.Text, f.FullHigh, calls)
	}
	if a := c.in(Barrel); a != nil && a.Value > 0 {
		limit := printed(a.Value, "bbl", c.Ref)
		b := derived(a.Value/middle*100, "%", 1, limit.Text+" / "+f.FullHigh.Text, limit, f.FullHigh)
		f.BreakEven = &b
	}
	for _, k := range factors {
		per := printed(float64(k.PerTonne), "bbl/t", k.Ref)
		f.DWT = append(f.DWT, derived(middle/per.Value, "t", 0, f.FullHigh.Text+" / "+per.Text, f.FullHigh, per))
	}
	return f
}

// boundText writes the intervals that are intersected.
func boundText(known []Scenario, low bool) string {
	text := ""
	for _, s := range known {
		if !s.Published() {
			continue
		}
		half, sign := -0.5, "-"
		if !low {
			half, sign = 0.5, "+"
		}
		if text != "" {
			text += "; "
		}
		text += fmt.Sprintf("(%s %s 0.5) / %s = %s", grouped(float64(*s.Barrels), 0), sign, plain(s.Fraction), grouped((float64(*s.Barrels)+half)/s.Fraction, 2))
	}
	return text
}
