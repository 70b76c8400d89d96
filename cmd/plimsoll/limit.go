package main

import (
	"fmt"
	"io"
	"time"

	"github.com/plimsoll-watch/plimsoll/base/day"
	"github.com/plimsoll-watch/plimsoll/facts"
	"github.com/plimsoll-watch/plimsoll/law/council"
	"github.com/plimsoll-watch/plimsoll/law/limit"
	"github.com/plimsoll-watch/plimsoll/public/page"
	"github.com/plimsoll-watch/plimsoll/web"
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
	Report    string `placeholder:"FILE" help:"Write a page with the chart; it opens without a network."`
	SVG       string `name:"svg" placeholder:"FILE" help:"Write the chart alone."`
}

// Run answers how a limit stands.
func (c *limitStatusCmd) Run(w *world) error {
	at, err := c.clocks()
	if err != nil {
		return err
	}
	if at.On == 0 && c.Period == "" {
		at.On = day.OfTime(time.Now().UTC()) // the period we are in
	}
	status, chart, err := limitAsked(limit.Question{Regime: c.Regime, Product: c.Product, AsOf: at, Period: c.Period, Unchecked: c.Unchecked})
	if err != nil {
		return err
	}
	if c.Report != "" {
		if err := writeLimitPage(c.Report, &page.LimitPage{Status: status, Chart: chart, Command: c.command()}); err != nil {
			return err
		}
	}
	if c.SVG != "" {
		if err := writeFile(c.SVG, func(out io.Writer) error { return page.LimitSVG(out, &chart) }); err != nil {
			return err
		}
	}
	lines := status.Lines()
	apart, err := c.apart(at)
	if err != nil {
		return err
	}
	lines = append(lines, apart...)
	if c.Explain {
		lines = append(append(lines, ""), status.Explain()...)
	}
	return c.answer(w, lines, status)
}

// apart tells the user's own rows, which enter no figure.
func (c *limitStatusCmd) apart(at day.AsOf) ([]string, error) {
	own, err := c.own()
	if own == nil || err != nil {
		return nil, err
	}
	tables, err := limit.Read(facts.FS())
	if err != nil {
		return nil, lawError(err)
	}
	rows, err := tables.Own(own)
	if err != nil {
		return nil, lawError(err)
	}
	return limit.OwnLines(rows, c.Product, at), nil
}

// command returns the command that gives the same answer in a terminal.
func (c *limitStatusCmd) command() string {
	args := []string{"limit", "status", c.Regime, c.Product}
	for _, f := range [][2]string{{"--as-of", c.AsOf}, {"--on", c.On}, {"--known", c.Known}, {"--period", c.Period}} {
		if f[1] != "" {
			args = append(args, f[0], f[1])
		}
	}
	return "plimsoll " + shellWords(args)
}

// limitAsked answers a question about a limit, with what the Committee disputed.
func limitAsked(q limit.Question) (s limit.Status, c limit.Chart, err error) {
	tables, err := limit.Read(facts.FS())
	if err != nil {
		return s, c, lawError(err)
	}
	if s, err = tables.Status(q); err != nil {
		return s, c, lawError(err)
	}
	disputes, err := disputesOf(q.AsOf)
	if err != nil {
		return s, c, lawError(err)
	}
	for _, d := range disputes { // of the period asked about
		if on := d.Day.Last().String(); s.Cap.First <= on && on <= s.Cap.Last {
			q.Disputes = append(q.Disputes, d)
		}
	}
	if s, err = tables.Status(q); err != nil {
		return s, c, lawError(err)
	}
	return s, tables.Chart(s), nil
}

func writeLimitPage(name string, p *page.LimitPage) error {
	return writeFile(name, func(out io.Writer) error {
		return page.WriteLimit(out, p, page.Assets{CSS: web.ReportCSS()})
	})
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
