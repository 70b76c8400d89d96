package limit

import (
	"cmp"
	"io/fs"
	"slices"
)

// Tables is everything the room knows. It does not change.
type Tables struct {
	Caps          []Cap
	Factors       []Factor
	Notifications []Notification
	Estimates     []Estimate
	Scenarios     []Scenario
	Stocks        []Stock
}

// Read reads the tables caps, cap-adoptions, conversions, deliveries,
// delivery-aggregates, illicit-estimates, us-2018-estimate, other-regimes and
// stock-levels, strictly. The order of rows in a table says nothing.
func Read(fsys fs.FS) (*Tables, error) {
	t := &Tables{}
	for _, read := range []func() error{
		func() (err error) { t.Caps, err = readCaps(fsys); return err },
		func() (err error) { t.Factors, err = readFactors(fsys); return err },
		func() (err error) { t.Notifications, err = readNotifications(fsys); return err },
		func() (err error) { t.Estimates, err = readEstimates(fsys); return err },
		func() (err error) { t.Scenarios, err = readScenarios(fsys); return err },
		func() (err error) { t.Stocks, err = readStocks(fsys); return err },
	} {
		if err := read(); err != nil {
			return nil, err
		}
	}
	slices.SortFunc(t.Caps, func(a, b Cap) int {
		return cmp.Or(cmp.Compare(a.Start, b.Start), cmp.Compare(a.ID, b.ID))
	})
	return t, nil
}

// withoutNotes returns the tables without the notes of their rows: a note is
// today's view of a row, and may tell what became known after it.
func (t *Tables) withoutNotes() *Tables {
	bare := &Tables{
		Caps: slices.Clone(t.Caps), Factors: slices.Clone(t.Factors), Notifications: slices.Clone(t.Notifications),
		Estimates: slices.Clone(t.Estimates), Scenarios: slices.Clone(t.Scenarios), Stocks: t.Stocks,
	}
	for i := range bare.Caps {
		bare.Caps[i].Note = ""
	}
	for i := range bare.Factors {
		bare.Factors[i].Note, bare.Factors[i].Evidence = "", ""
	}
	for i := range bare.Notifications {
		bare.Notifications[i].Note = ""
	}
	for i := range bare.Estimates {
		bare.Estimates[i].Note = ""
	}
	for i := range bare.Scenarios {
		bare.Scenarios[i].Note = ""
	}
	return bare
}
