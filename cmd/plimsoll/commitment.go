package main

import (
	"github.com/plimsoll-watch/plimsoll/base/day"
	"github.com/plimsoll-watch/plimsoll/facts"
	"github.com/plimsoll-watch/plimsoll/law/commitment"
	"github.com/plimsoll-watch/plimsoll/law/council"
)

type commitmentCmd struct {
	Show commitmentShowCmd `cmd:"" help:"One clause: condition, agreed verification, what was said of it by a day."`
	List commitmentListCmd `cmd:"" default:"withargs" help:"All clauses pledged by a day."`
}

// openCommitments loads the pledges and the clocks asked for.
func openCommitments(a *asking) (l *commitment.Library, at day.AsOf, err error) {
	if at, err = a.clocks(); err != nil {
		return nil, at, err
	}
	own, err := a.own()
	if err != nil {
		return nil, at, err
	}
	l, err = commitment.LoadWith(facts.FS(), own)
	return l, at, lawError(err)
}

type commitmentShowCmd struct {
	asking `embed:""`
	ID     string `arg:"" help:"PYG-5.1."`
}

// Run tells one clause.
func (c *commitmentShowCmd) Run(w *world) error {
	l, at, err := openCommitments(&c.asking)
	if err != nil {
		return err
	}
	clause, events, err := l.Show(c.ID, at)
	if err != nil {
		return lawError(err)
	}
	lines := clause.Lines()
	for i := range events {
		lines = append(lines, events[i].Line())
	}
	return c.answer(w, c.cite(lines), struct {
		commitment.Clause
		Events []commitment.Event `json:"events"`
	}{clause, events})
}

type commitmentListCmd struct {
	asking     `embed:""`
	Instrument string `placeholder:"NAME" help:"Only clauses of an instrument, by a part of its name."`
}

// Run tells all clauses.
func (c *commitmentListCmd) Run(w *world) error {
	l, at, err := openCommitments(&c.asking)
	if err != nil {
		return err
	}
	clauses, err := l.List(c.Instrument, at)
	if err != nil {
		return lawError(err)
	}
	var lines []council.Line
	for i := range clauses {
		lines = append(lines, clauses[i].Line())
	}
	return c.answer(w, c.cite(lines), clauses)
}
