package main

import (
	"io"

	"github.com/plimsoll-watch/plimsoll/base/day"
	"github.com/plimsoll-watch/plimsoll/base/source"
	"github.com/plimsoll-watch/plimsoll/facts"
	"github.com/plimsoll-watch/plimsoll/law/commitment"
	"github.com/plimsoll-watch/plimsoll/law/council"
	"github.com/plimsoll-watch/plimsoll/law/limit"
	"github.com/plimsoll-watch/plimsoll/law/listing"
	"github.com/plimsoll-watch/plimsoll/public/page"
	"github.com/plimsoll-watch/plimsoll/web"
)

// writeDossierPage writes a meeting's dossier, with what else a writer needs beside it.
func writeDossierPage(name string, l *council.Library, s council.Symbol, at day.AsOf) error {
	d, err := l.Dossier(s, at)
	if err != nil {
		return lawError(err)
	}
	p := page.DossierPage{Dossier: d, Command: "plimsoll council meeting " + s.String() + " --dossier"}
	if at.Known != 0 && at.Known == at.On {
		p.Command += " --as-of " + at.Known.String()
	}
	for _, block := range []func(day.AsOf) (page.Block, error){limitBlock, commitmentBlock, listBlock} {
		b, err := block(at)
		if err != nil {
			return err
		}
		p.Beside = append(p.Beside, b)
	}
	return writeFile(name, func(out io.Writer) error {
		return page.WriteDossier(out, &p, page.Assets{CSS: web.ReportCSS()})
	})
}

// limitBlock says how the limit on refined petroleum stood.
func limitBlock(at day.AsOf) (page.Block, error) {
	b := page.Block{Title: "The limit on refined petroleum"}
	s, _, err := limitAsked(limit.Question{Regime: "dprk", Product: "refined", AsOf: at})
	if err != nil {
		return b, err
	}
	origin := council.Origin{Rows: []string{"caps.csv"}, Source: s.Cap.Symbol, Class: source.DerivedClass, Mark: source.Derived}
	add := func(head, text string) {
		b.Lines = append(b.Lines, page.Statement{Head: head, Text: text, Origin: origin})
	}
	if t := s.Notified.Total; t != nil && t.Low != nil && t.High != nil {
		add("notified by then", t.Low.Text+" to "+t.High.Text+"; "+t.Notice.Text)
	} else {
		add("notified by then", "no total of all suppliers was known, which is not zero")
	}
	for _, e := range s.Estimated {
		if e.Low != nil && e.High != nil {
			add("estimated by "+e.By, e.Low.Text+" to "+e.High.Text+" for "+e.Period+"; never added to what was notified")
		}
	}
	for _, d := range s.Disputed {
		add("disputed", d.Text)
	}
	return b, nil
}

func commitmentBlock(at day.AsOf) (page.Block, error) {
	b := page.Block{Title: "Commitments, and who stated how they stand"}
	l, err := commitment.Load(facts.FS())
	if err != nil {
		return b, lawError(err)
	}
	clauses, err := l.List("", at)
	if err != nil {
		return b, lawError(err)
	}
	for i := range clauses {
		b.Lines = append(b.Lines, clauses[i].Line())
	}
	return b, nil
}

func listBlock(at day.AsOf) (page.Block, error) {
	b := page.Block{Title: "Designated ships"}
	l, err := listing.Load(facts.FS())
	if err != nil {
		return b, lawError(err)
	}
	b.Lines = l.Age(at).Lines()
	return b, nil
}
