package main

import (
	"github.com/plimsoll-watch/plimsoll/facts"
	"github.com/plimsoll-watch/plimsoll/law/listing"
	"github.com/plimsoll-watch/plimsoll/law/screen"
)

type screenCmd struct {
	asking   `embed:""`
	Names    []string `arg:"" help:"Names, IMO numbers or MMSIs, one an argument: 'CHON MA SAN', 'IMO 8660313', 'CHON MA SAN IMO 8660313'."`
	ExitCode bool     `help:"Exit with 6 when there is a match."`
}

// Run looks for each on the list of designated vessels.
func (c *screenCmd) Run(w *world) error {
	at, err := c.clocks()
	if err != nil {
		return err
	}
	own, err := c.own()
	if err != nil {
		return err
	}
	l, err := listing.LoadWith(facts.FS(), own)
	if err != nil {
		return lawError(err)
	}
	var answers []screen.Answer
	var lines []string
	matches := 0
	for _, name := range c.Names {
		q, err := screen.Ask(name)
		if err != nil {
			return lawError(err)
		}
		a := screen.Screen(l, q, at)
		answers, lines, matches = append(answers, a), append(lines, a.Lines()...), matches+len(a.Matches)
	}
	if err := c.answer(w, lines, answers); err != nil {
		return err
	}
	if c.ExitCode && matches > 0 {
		return matchesError{}
	}
	return nil
}
