package limit

import (
	"fmt"
	"slices"
	"strings"
)

// Explain walks every number of the status to its rows.
func (s Status) Explain() []string {
	lines := []string{"cap " + capText(s.cap) + ", " + s.Cap.Symbol}
	lines = append(lines, s.Cap.Ref.explain()...)
	for _, r := range s.Cap.Replaced {
		lines = append(lines, fmt.Sprintf("replaced before it began: %s of %s", r.Amounts[0], r.Symbol))
		lines = append(lines, r.Ref.explain()...)
	}
	lines = append(lines, s.explainNotified()...)
	for _, e := range s.Estimated {
		lines = append(lines, e.explain()...)
	}
	for _, d := range s.Disputed {
		lines = append(lines, "disputed, "+shortDate(d.Day)+": "+d.Text, "    "+d.Source+" ("+d.Mark.String()+")")
	}
	for _, c := range s.Differences {
		lines = append(lines, c.Explain()...)
	}
	for _, n := range s.Notes {
		lines = append(lines, "note: "+n)
	}
	return lines
}

func (s Status) explainNotified() []string {
	v := s.Notified.Total
	if v == nil {
		return []string{"notified by then: no row is a total of all suppliers known by then"}
	}
	lines := []string{"notified by then: the total that reaches furthest of those known by then, " + strings.Join(v.Covers, ", ")}
	for _, f := range v.figures() {
		lines = append(lines, f.Explain()...)
	}
	for _, c := range v.Notice.AtFactor {
		lines = append(lines, fmt.Sprintf("at %s (%s): %s, %s, %s", c.Factor.Text, c.UsedBy, c.Barrels.Text, c.Share.Text, noticeDue(c.Notice)))
	}
	for _, t := range v.Notice.Tipping {
		lines = append(lines, fmt.Sprintf("the %d %% notice falls due from this factor on:", t.Notice))
		lines = append(lines, t.Factor.Explain()...)
	}
	for _, e := range s.Notified.Earlier {
		lines = append(lines, "another total, below it: "+e.text()+", "+strings.Join(e.Covers, ", ")+", known by "+shortDate(e.KnownOn))
	}
	return lines
}

// figures are the numbers of a total, the shares last.
func (v Total) figures() []Figure {
	var all []Figure
	for _, f := range []*Figure{v.Low, v.High} {
		if f != nil && !slices.ContainsFunc(all, func(x Figure) bool { return x.Text == f.Text }) {
			all = append(all, *f)
		}
	}
	if len(all) == 0 && v.Tonnes != nil {
		all = append(all, *v.Tonnes)
	}
	for _, s := range v.Shares {
		all = append(all, s.Low)
		if s.High.Text != s.Low.Text {
			all = append(all, s.High)
		}
	}
	return all
}

func (e Estimation) explain() []string {
	lines := []string{"estimated by " + reporter(e.By) + ", " + e.whenText()}
	lines = append(lines, e.Ref.explain()...)
	for _, x := range e.Edges {
		lines = append(lines, edgeName(x.Name)+":")
		for _, f := range []Figure{x.Value, x.Low, x.High} {
			lines = append(lines, f.Explain()...)
		}
	}
	if e.Fixes != nil && e.Fixes.BreakEven != nil {
		lines = append(lines, "break-even:")
		lines = append(lines, e.Fixes.BreakEven.Explain()...)
	}
	return lines
}

// Explain writes a contradiction with its arithmetic and its rows.
func (c Contradiction) Explain() []string {
	lines := []string{fmt.Sprintf("contradiction (%s), %s: printed %s; against %s; difference %s", c.Check, c.About, c.Printed, c.Against, c.Difference)}
	for _, r := range c.Rows {
		lines = append(lines, r.explain()...)
	}
	return lines
}
