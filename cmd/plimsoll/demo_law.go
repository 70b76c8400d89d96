package main

import (
	"fmt"

	"github.com/plimsoll-watch/plimsoll/base/day"
	"github.com/plimsoll-watch/plimsoll/facts"
	"github.com/plimsoll-watch/plimsoll/law/commitment"
	"github.com/plimsoll-watch/plimsoll/law/council"
	"github.com/plimsoll-watch/plimsoll/law/limit"
	"github.com/plimsoll-watch/plimsoll/law/listing"
	"github.com/plimsoll-watch/plimsoll/law/regime"
	"github.com/plimsoll-watch/plimsoll/law/screen"
	"github.com/plimsoll-watch/plimsoll/public/page"
)

// eve is the day of the demo's second chapter: the one before the meeting.
const eve = "2018-09-26"

// inLaw is the second chapter: what the record said on the eve of the meeting of 27
// September 2018. Nothing in it is invented.
func (c *demoCmd) inLaw(w *world) error {
	fmt.Fprintf(w.stderr, "\n%s\n", w.bold(w.stderrTTY, "chapter 2: in law, as of 26 September 2018"))
	w.wrapped(w.stderr, "", 0, "RECORDED: from sourced tables; nothing that became known later is shown. Each line's source: run its command by hand")
	asked := asking{AsOf: eve}
	at, err := asked.clocks()
	if err != nil {
		return err
	}
	if err := c.lawPages(at); err != nil {
		return err
	}
	for _, step := range []struct {
		command string
		lines   func() ([]string, error)
	}{
		{"limit status dprk refined --as-of " + eve, func() ([]string, error) {
			s, _, err := limitAsked(limit.Question{Regime: "dprk", Product: "refined", AsOf: at})
			return s.Lines(), err
		}},
		{"regime dprk --about petroleum --as-of " + eve, func() ([]string, error) {
			l, err := regime.Load(facts.FS())
			if err != nil {
				return nil, err
			}
			a, err := l.InForce(regime.Query{Regime: "dprk", About: "petroleum", AsOf: at})
			return append(said(a.Lines(false)), regimeCount(&a)), err
		}},
		{"council meeting S/PV.8363 --as-of " + eve, func() ([]string, error) {
			l, err := council.Load(facts.FS())
			if err != nil {
				return nil, err
			}
			s, err := council.Parse("S/PV.8363")
			if err != nil {
				return nil, err
			}
			m, err := l.Meeting(s, at)
			return said(m.Lines()), err
		}},
		{"commitment show PYG-5.1 --as-of " + eve, func() ([]string, error) {
			l, err := commitment.Load(facts.FS())
			if err != nil {
				return nil, err
			}
			clause, _, err := l.Show("PYG-5.1", at)
			return said(clause.Lines()), err
		}},
		{"screen 'CHON MA SAN IMO 8660313' --as-of " + eve, func() ([]string, error) {
			l, err := listing.Load(facts.FS())
			if err != nil {
				return nil, err
			}
			q, err := screen.Ask("CHON MA SAN IMO 8660313")
			a := screen.Screen(l, q, at)
			return a.Lines(), err
		}},
	} {
		lines, err := step.lines()
		if err != nil {
			return lawError(err)
		}
		fmt.Fprintf(w.stderr, "\n$ plimsoll %s\n", step.command)
		for _, line := range lines {
			w.tellLine(line)
		}
	}
	fmt.Fprintf(w.stderr, "\npages: %s, %s, %s\n", c.path("limit.html"), c.path("chronology.html"), c.path("dossier.html"))
	return nil
}

// lawPages writes the chart of the limit and the dossier of the meeting, as of the eve.
func (c *demoCmd) lawPages(at day.AsOf) error {
	s, chart, err := limitAsked(limit.Question{Regime: "dprk", Product: "refined", AsOf: at})
	if err != nil {
		return err
	}
	err = writeLimitPage(c.path("limit.html"), &page.LimitPage{Status: s, Chart: chart, Command: "plimsoll limit status dprk refined --as-of " + eve})
	if err != nil {
		return err
	}
	l, err := council.Load(facts.FS())
	if err != nil {
		return lawError(err)
	}
	meeting, err := council.Parse("S/PV.8363")
	if err != nil {
		return err
	}
	if err := c.chronologyPage(l, at); err != nil {
		return err
	}
	return writeDossierPage(c.path("dossier.html"), l, meeting, at)
}

// said returns the words of lines without what they rest on.
func said(lines []council.Line) []string {
	out := make([]string, len(lines))
	for i, l := range lines {
		out[i] = l.Words()
	}
	return out
}
