package limit

import (
	"cmp"
	"fmt"
	"io/fs"
	"slices"
	"strconv"

	"github.com/plimsoll-watch/plimsoll/base/day"
	"github.com/plimsoll-watch/plimsoll/base/quantity"
)

// Stock is a limit on what may be held at any time, of another regime, with the
// levels reported against it. Levels are compared with it, never summed.
type Stock struct {
	Ref
	Regime, Resolution, Paragraph, Subject string
	Limit                                  float64
	Unit                                   string
	Levels                                 []Level // by day
}

// Level is a stock on a day, or what left it.
type Level struct {
	Ref
	Day    day.Date
	Amount float64
	Out    bool // shipped away, not held
}

// Against is a level beside its limit.
type Against struct {
	Level   Level
	Over    float64 // how much it is over; negative: under
	Percent float64 // of the limit
	Until   day.Day // the day a level that was over is no longer known to be; zero: none on file
}

// Compare sets each level held beside the limit. A level over it counts until
// enough was shipped away or a later level lies within.
func (s Stock) Compare() []Against {
	var all []Against
	for i, l := range s.Levels {
		if l.Out {
			continue
		}
		a := Against{Level: l, Over: quantity.Decimals(l.Amount-s.Limit, 6), Percent: l.Amount / s.Limit * 100}
		if a.Over > 0 {
			a.Until = s.within(l, s.Levels[i+1:])
		}
		all = append(all, a)
	}
	return all
}

// within returns the day a level came back within the limit.
func (s Stock) within(held Level, later []Level) day.Day {
	left := held.Amount
	for _, l := range later {
		if l.Out {
			left -= l.Amount
		} else {
			left = l.Amount
		}
		if left <= s.Limit {
			return l.Day.Last()
		}
	}
	return 0
}

func readStocks(fsys fs.FS) ([]Stock, error) {
	stocks, err := readStockLimits(fsys)
	if err != nil {
		return nil, err
	}
	err = each(fsys, layout("stock-levels.csv", []string{"id"},
		[]string{"id", "regime", "paragraph", "subject", "kind", "amount", "unit"}, []string{"day"}),
		func(c *cells) error {
			i := slices.IndexFunc(stocks, func(s Stock) bool {
				return s.Regime == c.Get("regime") && s.Paragraph == c.Get("paragraph") && s.Subject == c.Get("subject")
			})
			if i < 0 {
				c.fail("there is no such stock cap in other-regimes.csv", "regime, paragraph and subject are those of a row whose kind is stock cap")
				return nil
			}
			amount, _ := c.number("amount")
			l := Level{c.ref("stock-levels.csv", c.Get("id"), "", ""), c.date("day"), amount, c.Get("kind") == "shipped"}
			if c.oneOf("kind", "level", "shipped", "limit") == "limit" {
				// the same limit in the unit of the levels: 300 kg of UF6 hold 202.8 kg of uranium
				stocks[i].Limit, stocks[i].Unit = amount, c.Get("unit")
				return nil
			}
			stocks[i].Levels = append(stocks[i].Levels, l)
			return nil
		})
	for _, s := range stocks {
		slices.SortFunc(s.Levels, func(a, b Level) int {
			return cmp.Or(day.Compare(a.Day, b.Day), cmp.Compare(a.ID, b.ID))
		})
	}
	return stocks, err
}

func readStockLimits(fsys fs.FS) ([]Stock, error) {
	var stocks []Stock
	err := each(fsys, layout("other-regimes.csv", nil,
		[]string{"regime", "resolution", "kind", "subject"},
		[]string{"paragraph", "limit", "unit", "period", "test_data", "status"}),
		func(c *cells) error {
			if c.Get("kind") != "stock cap" {
				return nil
			}
			limit, err := strconv.ParseFloat(c.Get("limit"), 64)
			if err != nil || limit <= 0 {
				c.fail(fmt.Sprintf("limit %q of a stock cap is not a number over 0", c.Get("limit")), "write digits only")
			}
			stocks = append(stocks, Stock{
				Ref:    c.ref("other-regimes.csv", c.Get("resolution")+", "+c.Get("paragraph"), "", c.Get("test_data")),
				Regime: c.Get("regime"), Resolution: c.Get("resolution"), Paragraph: c.Get("paragraph"),
				Subject: c.Get("subject"), Limit: limit, Unit: c.Get("unit"),
			})
			return nil
		})
	return stocks, err
}
