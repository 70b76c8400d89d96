package limit

import (
	"fmt"
	"slices"
	"strings"

	"github.com/plimsoll-watch/plimsoll/base/day"
	"github.com/plimsoll-watch/plimsoll/base/source"
)

// Question is what a person asks of one limit.
type Question struct {
	Regime  string // dprk or 1718
	Product string // refined, crude, coal, condensates
	AsOf    day.AsOf
	// Period is asked for as 2018, or two days with .. between, or a day of it;
	// empty: the period that holds the day On.
	Period    string
	Disputes  []Dispute
	Unchecked bool // show the unchecked factors too
}

// Dispute is what was done or said against a figure, or a request about it, handed
// in by who keeps the Committee's acts.
type Dispute struct {
	Day    day.Date    `json:"day"`
	Known  day.Date    `json:"known_on,omitzero"` // zero: the day of the act
	Text   string      `json:"text"`
	Source string      `json:"source"`
	Mark   source.Mark `json:"verification"`
}

// known reports whether a dispute may be shown.
func (d Dispute) known(asof day.AsOf) bool {
	known := d.Known
	if known.IsZero() {
		known = d.Day
	}
	return asof.Reached(d.Day) && asof.Knows(known)
}

// regimeNames are the names a regime is asked by; the first is that of the tables.
func regimeNames() [][]string {
	return [][]string{{"1718", "dprk"}}
}

// Regime returns the name of a regime in the tables.
func Regime(asked string) (string, error) {
	var known []string
	for _, names := range regimeNames() {
		if slices.Contains(names, strings.ToLower(asked)) {
			return names[0], nil
		}
		known = append(known, names...)
	}
	return "", &Error{fmt.Sprintf("no limits are on file for regime %q", asked), fmt.Sprintf("did you mean %s?", nearest(strings.ToLower(asked), known))}
}

// Products returns the products that a regime limits, sorted.
func (t *Tables) Products(regime string) []string {
	var products []string
	for _, c := range t.Caps {
		if c.Regime == regime && c.Rule != Deadline && c.Rule != NotAdopted && !slices.Contains(products, c.Product) {
			products = append(products, c.Product)
		}
	}
	slices.Sort(products)
	return products
}

// product returns the full name of a product: asked for as it stands in the
// tables, or by its first letters.
func (t *Tables) product(regime, asked string) (string, error) {
	products := t.Products(regime)
	word := strings.ToLower(strings.TrimSpace(asked))
	var found []string
	for _, p := range products {
		if p == word {
			return p, nil
		}
		if word != "" && strings.HasPrefix(p, word) {
			found = append(found, p)
		}
	}
	if len(found) == 1 {
		return found[0], nil
	}
	var short []string
	for _, p := range products {
		first, _, _ := strings.Cut(p, " ")
		short = append(short, first)
	}
	return "", &Error{fmt.Sprintf("no limit on %q is on file", asked), fmt.Sprintf("did you mean %s? on file: %s", nearest(word, short), strings.Join(short, ", "))}
}

// choose returns the cap and the period that a question is about.
func (t *Tables) choose(regime, product string, q Question) (Cap, Window, error) {
	if q.Period != "" {
		return t.byPeriod(regime, product, q)
	}
	if !q.AsOf.On.Valid() {
		return Cap{}, Window{}, &Error{"neither a day nor a period is given", "give --as-of 2018-07-26, --on or --period 2018"}
	}
	if c, w, ok := t.byDay(regime, product, q.AsOf.On, q.AsOf); ok {
		return c, w, nil
	}
	return Cap{}, Window{}, &Error{fmt.Sprintf("no limit on %s is known to hold on %s", product, q.AsOf.On), t.onFile(regime, product)}
}

// byDay returns the cap that holds on a day, the one adopted last.
func (t *Tables) byDay(regime, product string, on day.Day, asof day.AsOf) (best Cap, w Window, ok bool) {
	for _, c := range t.Caps {
		if c.Regime != regime || c.Product != product || !c.Holds(on, asof) {
			continue
		}
		if v, has := c.Window(on); has && (!ok || day.Compare(c.KnownOn, best.KnownOn) > 0) {
			best, w, ok = c, v, true
		}
	}
	return best, w, ok
}

// byPeriod returns the cap whose period was asked for, exactly or by one of its days.
func (t *Tables) byPeriod(regime, product string, q Question) (Cap, Window, error) {
	d, err := day.Parse(q.Period)
	if err != nil {
		return Cap{}, Window{}, &Error{err.Error(), "a period is 2018, 2018-07-26 (the one that holds that day) or 2017-12-22..2018-12-21, the earlier day first"}
	}
	c, w, ok := t.byDay(regime, product, d.First(), q.AsOf)
	if !ok {
		return Cap{}, Window{}, &Error{fmt.Sprintf("no limit on %s is known to hold on %s, where period %s begins", product, d.First(), d), t.onFile(regime, product)}
	}
	if d.Precision() != day.ToDay && (d.First() != w.First || d.Last() != w.Last) {
		return Cap{}, Window{}, &Error{fmt.Sprintf("%s is not a period of the limit on %s", d, product), fmt.Sprintf("%s counts %s; ask for %s", c.Symbol(), w, w.asked())}
	}
	return c, w, nil
}

// onFile lists the limits on a product, for a hint.
func (t *Tables) onFile(regime, product string) string {
	var list []string
	for _, c := range t.Caps {
		if c.Regime != regime || c.Product != product {
			continue
		}
		ends := "on"
		if c.End != 0 {
			ends = "to " + c.End.String()
		}
		if c.NeverBegan() {
			ends = "replaced before that, on " + c.End.String()
		}
		if c.Note != "" {
			ends += " (" + c.Note + ")"
		}
		list = append(list, fmt.Sprintf("%s from %s %s", c.Symbol(), c.Start, ends))
	}
	return "on file: " + strings.Join(list, "; ")
}
