package main

import (
	"fmt"

	"github.com/plimsoll-watch/plimsoll/facts"
	"github.com/plimsoll-watch/plimsoll/law/regime"
)

type regimeCmd struct {
	asking `embed:""`
	Name   string `arg:"" optional:"" default:"dprk" help:"dprk, or 1718."`
	About  string `placeholder:"TOPIC" help:"ships, petroleum, coal, trade, arms, finance, workers, persons or committee."`
}

// Run tells which measures bind; --explain adds what each asks of an act.
func (c *regimeCmd) Run(w *world) error {
	at, err := c.clocks()
	if err != nil {
		return err
	}
	own, err := c.own()
	if err != nil {
		return err
	}
	if own != nil {
		return usagef("a measure is a paragraph of the Council's; --facts goes with limit, commitment, council and screen", "regime takes no rows of one's own")
	}
	l, err := regime.Load(facts.FS())
	if err != nil {
		return lawError(err)
	}
	a, err := l.InForce(regime.Query{Regime: c.Name, About: c.About, AsOf: at})
	if err != nil {
		return lawError(err)
	}
	lines := append(c.cite(a.Lines(c.Explain)), regimeCount(&a))
	if !c.Explain {
		lines = append(lines, "what each asks of an act: --explain")
	}
	return c.answer(w, lines, a)
}

func regimeCount(a *regime.Answer) string {
	about := "the regime"
	if a.About != "" {
		about = a.About
	}
	text := fmt.Sprintf("%d measures in force about %s", len(a.InForce), about)
	if len(a.InForce) == 1 {
		text = "1 measure in force about " + about
	}
	return fmt.Sprintf("%s; %d no longer, %d not yet; as far as we have read", text, len(a.Replaced), len(a.NotYet))
}
