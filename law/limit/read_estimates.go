package limit

import (
	"cmp"
	"io/fs"
	"math"
	"slices"

	"github.com/plimsoll-watch/plimsoll/base/day"
	"github.com/plimsoll-watch/plimsoll/base/quantity"
)

// Estimate is what somebody says was delivered without being notified.
type Estimate struct {
	Ref
	Reporter    string
	Period      day.Date
	Calls       *int
	Low, High   *quantity.Barrels
	Basis       string
	TimesStated string // of the cap, in the source's words
}

// Scenario is one figure of an estimate by how full the ships were.
type Scenario struct {
	Ref
	Name     string
	Fraction float64 // of the full load, exactly: one third is 1/3; 0: none
	Calls    int
	Period   day.Date
	Barrels  *quantity.Barrels
	Status   string
}

// Published reports whether a source printed the figure.
func (s Scenario) Published() bool { return s.Status == "published" && s.Barrels != nil }

func readEstimates(fsys fs.FS) ([]Estimate, error) {
	var all []Estimate
	err := each(fsys, layout("illicit-estimates.csv", []string{"id"},
		[]string{"id", "reporter", "period_start", "period_end"},
		[]string{"deliveries", "known_on", "barrels_low", "barrels_high", "basis", "times_cap_stated", "note"}),
		func(c *cells) error {
			e := Estimate{
				Ref: c.ref("illicit-estimates.csv", c.Get("id"), "known_on", c.Get("note")), Reporter: c.Get("reporter"),
				Period: c.between("period_start", "period_end"), Calls: c.count("deliveries"),
				Low: c.barrels("barrels_low"), High: c.barrels("barrels_high"),
				Basis: c.Get("basis"), TimesStated: c.Get("times_cap_stated"),
			}
			if e.Low != nil && e.High != nil && *e.High < *e.Low {
				c.fail("barrels_high is under barrels_low", "put the lower figure first")
			}
			all = append(all, e)
			return nil
		})
	slices.SortFunc(all, func(a, b Estimate) int {
		return cmp.Or(day.Compare(a.KnownOn, b.KnownOn), cmp.Compare(a.ID, b.ID))
	})
	return all, err
}

// between reads a period from two columns that hold days.
func (c *cells) between(first, last string) day.Date {
	from, to := c.dayOf(first), c.dayOf(last)
	if from == to {
		return from.Date()
	}
	d, err := day.Parse(from.String() + ".." + to.String())
	if err != nil {
		c.fail(last+" is before "+first, "a period runs from its earlier day to its later")
	}
	return d
}

func readScenarios(fsys fs.FS) ([]Scenario, error) {
	var all []Scenario
	err := each(fsys, layout("us-2018-estimate.csv", []string{"id"},
		[]string{"id", "scenario", "port_calls", "status"},
		[]string{"laden_fraction", "period", "barrels", "times_cap", "known_on", "derivation"}),
		func(c *cells) error {
			s := Scenario{
				Ref:  c.ref("us-2018-estimate.csv", c.Get("id"), "known_on", c.Get("derivation")),
				Name: c.Get("scenario"), Period: c.date("period"), Barrels: c.barrels("barrels"), Status: c.Get("status"),
			}
			if n := c.count("port_calls"); n != nil {
				s.Calls = *n
			}
			if f, ok := c.number("laden_fraction"); ok {
				if s.Fraction = exactFraction(s.Name); math.Abs(s.Fraction-f) > 1e-6 {
					c.fail("laden_fraction is not that of scenario "+s.Name, "a scenario is one third, half, ninety per cent or full capacity")
				}
			}
			all = append(all, s)
			return nil
		})
	slices.SortFunc(all, func(a, b Scenario) int {
		return cmp.Or(cmp.Compare(a.Fraction, b.Fraction), day.Compare(a.KnownOn, b.KnownOn), cmp.Compare(a.ID, b.ID))
	})
	return all, err
}

// exactFraction is the fraction that a scenario's name says; the table rounds it.
func exactFraction(name string) float64 {
	switch name {
	case "one third":
		return 1.0 / 3
	case "half":
		return 0.5
	case "ninety per cent":
		return 0.9
	case "full capacity":
		return 1
	}
	return 0
}
