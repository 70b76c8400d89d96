package main

import (
	"fmt"

	"github.com/plimsoll-watch/plimsoll/base/day"
	"github.com/plimsoll-watch/plimsoll/facts"
	"github.com/plimsoll-watch/plimsoll/law/council"
	"github.com/plimsoll-watch/plimsoll/law/limit"
)

type limitCmd struct {
	Status limitStatusCmd `cmd:"" help:"The balance on notified amounts, and the estimates beside it, never added."`
}

type limitStatusCmd struct {
	asking    `embed:""`
	Regime    string `arg:"" help:"dprk, or 1718."`
	Product   string `arg:"" help:"refined, crude, coal or condensates."`
	Period    string `placeholder:"2018" help:"A year, a day of the period, or FIRST..LAST; else the period that holds the day."`
	Unchecked bool   `help:"Show what the unchecked factors would give; they set no bound."`
}

// Run answers how a limit stands.
func (c *limitStatusCmd) Run(w *world) error {
	at, err := c.clocks()
	if err != nil {
		return err
	}
	tables, err := limit.Read(facts.FS())
	if err != nil {
		return lawError(err)
	}
	disputes, err := disputesOf(at)
	if err != nil {
		return lawError(err)
	}
	status, err := tables.Status(limit.Question{
		Regime: c.Regime, Product: c.Product, AsOf: at, Period: c.Period, Disputes: disputes, Unchecked: c.Unchecked,
	})
	if err != nil {
		return lawError(err)
	}
	lines := status.Lines()
	if c.Explain {
		lines = append(append(lines, ""), status.Explain()...)
	}
	return c.answer(w, lines, status)
}

// disputesOf returns the Committee's acts about the cap on refined petroleum: requests
// to halt deliveries and what became of them.
func disputesOf(at day.AsOf) ([]limit.Dispute, error) {
	record, err := council.Load(facts.FS())
	if err != nil {
		return nil, err
	}
	var out []limit.Dispute
	for _, a := range record.Actions(council.ActionFilter{Committee: "1718", Act: "request-to-halt"}, at) {
		d := limit.Dispute{Day: a.Date, Known: a.KnownOn, Source: a.Source, Mark: a.Mark}
		d.Text = fmt.Sprintf("%s asked the Committee to %s", a.ProposedBy, a.Subject)
		if a.Outcome != nil {
			d.Text += ": " + a.Outcome.Text
		}
		out = append(out, d)
	}
	return out, nil
}
