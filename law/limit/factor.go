package limit

import (
	"cmp"
	"io/fs"
	"slices"

	"github.com/plimsoll-watch/plimsoll/base/quantity"
)

// Refined is the product that the admitted factors are for.
const Refined = "refined petroleum"

// Factor is barrels per tonne of a product, with where it is from.
type Factor struct {
	Ref
	Product  string
	PerTonne quantity.BarrelsPerTonne
	Admitted bool   // sets a bound of the range
	Reason   string // why it is admitted, or is not
	UsedBy   string
	Evidence string
}

// Short returns 7.98 bbl/t.
func (f Factor) Short() string { return plain(float64(f.PerTonne)) + " bbl/t" }

// readFactors reads conversions.csv. Rows that give a range or an order of steps
// hold no factor and are left out; a factor without a source, or admitted without
// having been read or derived, stops the program.
func readFactors(fsys fs.FS) ([]Factor, error) {
	var factors []Factor
	err := each(fsys, layout("conversions.csv", []string{"id"},
		[]string{"id", "product", "admitted", "admitted_reason", "used_by", "evidence"},
		[]string{"barrels_per_tonne", "tonnes_per_barrel"}),
		func(c *cells) error {
			f := Factor{
				Ref: c.ref("conversions.csv", c.Get("id"), "", ""), Product: c.Get("product"),
				Admitted: c.oneOf("admitted", "yes", "no") == "yes",
				Reason:   c.Get("admitted_reason"), UsedBy: c.Get("used_by"), Evidence: c.Get("evidence"),
			}
			per := c.span("barrels_per_tonne")
			single := per != nil && per.Low == per.High
			switch {
			case f.Admitted && !f.Mark.Decides():
				c.fail("a factor that nobody read in a source is admitted", "admit one that was read or derived from a published pair, else write no")
			case f.Admitted && !single:
				c.fail("an admitted factor is not one number", "write barrels_per_tonne as one number, or admitted as no")
			case per != nil && per.Low <= 0:
				c.fail("barrels_per_tonne is not over 0", "a tonne of petroleum is 6 to 12 barrels")
			}
			if single {
				f.PerTonne = quantity.BarrelsPerTonne(per.Low)
				factors = append(factors, f)
			}
			return nil
		})
	slices.SortFunc(factors, func(a, b Factor) int {
		return cmp.Or(cmp.Compare(a.PerTonne, b.PerTonne), cmp.Compare(a.ID, b.ID))
	})
	return factors, err
}

// Admitted returns the factors that set the range of a product's figures, the
// lowest first; none but for refined petroleum.
func (t *Tables) Admitted(product string) []Factor {
	return t.factors(product, true)
}

// Unchecked returns the factors of parts of a product that are shown on request,
// marked, and set no bound.
func (t *Tables) Unchecked(product string) []Factor {
	var unchecked []Factor
	for _, f := range t.factors(product, false) {
		if !f.Mark.Decides() {
			unchecked = append(unchecked, f)
		}
	}
	return unchecked
}

func (t *Tables) factors(product string, admitted bool) []Factor {
	var found []Factor
	for _, f := range t.Factors {
		if product == Refined && f.Admitted == admitted {
			found = append(found, f)
		}
	}
	return found
}

// factor returns the factor of an id, for tests and charts.
func (t *Tables) factor(id string) (Factor, bool) {
	i := slices.IndexFunc(t.Factors, func(f Factor) bool { return f.ID == id })
	if i < 0 {
		return Factor{}, false
	}
	return t.Factors[i], true
}

// Tipping is the factor from which on a mass reaches an amount.
func Tipping(at quantity.Barrels, mass quantity.Tonnes) (quantity.BarrelsPerTonne, bool) {
	if mass <= 0 {
		return 0, false
	}
	return quantity.BarrelsPerTonne(float64(at) / float64(mass)), true
}
