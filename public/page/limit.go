package page

import (
	"cmp"
	"fmt"
	"io"
	"strings"

	"github.com/plimsoll-watch/plimsoll/base/source"
	"github.com/plimsoll-watch/plimsoll/law/limit"
)

// LimitPage is how a limit stands, and the values to draw it with.
type LimitPage struct {
	Status  limit.Status
	Chart   limit.Chart
	Command string
}

// WriteLimit writes how a limit stands as one HTML file: the answer in a sentence, the
// chart, the notice ladder, what the estimate fixes, what is disputed, the ledger and
// the contradictions in what was published. The two ledgers share an axis, never a sum.
func WriteLimit(w io.Writer, p *LimitPage, a Assets) error {
	s := &p.Status
	known := ""
	if s.Known != "" {
		known = s.Known
	}
	r := &record{
		Title: capital(limitTitle(s)), Symbol: s.Cap.Symbol, Answer: limitAnswer(s), Figures: limitFigures(s),
		Wide: limitChart(&p.Chart, "w", 1240, false), Narrow: limitChart(&p.Chart, "n", 358, true),
		Caption: "Estimates for other periods stand in the list below. Notified totals stand on the day they became known; nothing runs between them. The estimate is a box over its period: how it grew is not known. Dashed edge: implied, not published. I: if another admitted factor held than the one used, which is not known.",
		Method:  s.Method + ", period " + s.Cap.Period, AsOf: asOfWords(known), Command: p.Command,
	}
	r.Sections = append(r.Sections, ladderSection(s))
	for i := range s.Estimated {
		if e := &s.Estimated[i]; len(e.Edges) > 0 {
			r.Sections = append(r.Sections, estimateSection(e))
		}
	}
	r.Sections = append(r.Sections, otherEstimates(s), disputedSection(s), factorSection(s), ledgerSection(s), contradictionSection(s))
	return writeRecord(w, r, a)
}

// LimitSVG writes the chart alone, as a picture file with its own colours.
func LimitSVG(w io.Writer, c *limit.Chart) error {
	svg := string(limitChart(c, "f", 900, false))
	svg = strings.Replace(svg, "<svg ", `<svg xmlns="http://www.w3.org/2000/svg" `, 1)
	at := strings.Index(svg, ">") + 1
	_, err := io.WriteString(w, svg[:at]+"<style>"+svgStyle+"</style>"+svg[at:]+"\n")
	return err
}

// svgStyle gives a picture file the colours that a page has from its style.
const svgStyle = `text{font:12.5px "Noto Sans","Liberation Sans",Arial,sans-serif;fill:#14202b}.le{text-anchor:end}.lm{text-anchor:middle}.lb{font-weight:700}.lo{fill:#9a0f6c}.l2{fill:#54616b}` +
	`.lax{fill:none;stroke:#54616b}.lgrid{fill:none;stroke:#bfc9cf;stroke-width:.8}.lcap{fill:none;stroke:#14202b;stroke-width:3.4}.lstep{fill:none;stroke:#14202b;stroke-width:2.2}.lband{fill:#14202b;fill-opacity:.24}` +
	`.ldot{fill:#14202b}.lhollow{fill:#fff;stroke:#14202b;stroke-width:1.6}.ledge{fill:none;stroke:#9a0f6c;stroke-width:2}.limp{stroke-dasharray:6 3}.lspread{fill:none;stroke:#9a0f6c;stroke-width:1.3}.lnote{fill:none;stroke:#9a0f6c;stroke-width:1.1;stroke-dasharray:7 3}.lhatch{stroke:#9a0f6c;stroke-width:.8}.lunk{fill:none;stroke:#54616b;stroke-dasharray:1.5 4}`

func limitTitle(s *limit.Status) string {
	product := s.Product
	if product == "refined" {
		product = "refined petroleum"
	}
	return product + ", " + s.Cap.Period + ": the limit, and what was notified and estimated"
}

func limitAnswer(s *limit.Status) string {
	var parts []string
	if t := s.Notified.Total; t != nil && len(t.Shares) > 0 {
		share := t.Shares[0]
		parts = append(parts, fmt.Sprintf("As far as we have read, suppliers had notified %s to %s of the limit, by the factor", share.Low.Text, share.High.Text))
	} else {
		parts = append(parts, "As far as we have read, no total of all suppliers was known by then, which is not zero")
	}
	for i := range s.Estimated {
		e := &s.Estimated[i]
		if e.Low != nil && e.High != nil && len(e.Edges) > 0 {
			parts = append(parts, fmt.Sprintf("%s estimated %s to %s for %s", e.By, e.Low.Text, e.High.Text, e.Period))
			break
		}
	}
	return strings.Join(parts, ". ") + ". The two ledgers are never added."
}

func limitFigures(s *limit.Status) []recordFigure {
	amount := recordFigure{Caption: "Limit, " + s.Cap.Period, Value: "not on file", Note: s.Cap.Symbol}
	if len(s.Cap.Amounts) > 0 {
		amount.Value = s.Cap.Amounts[0].String()
	}
	notified := recordFigure{Caption: "Notified by then", Value: "no total known", Note: "which is not zero"}
	if t := s.Notified.Total; t != nil && t.Low != nil && t.High != nil {
		notified.Value, notified.Note = t.Low.Text+" to "+t.High.Text, t.Notice.Text
		if t.Tonnes != nil {
			notified.Caption += ", " + t.Tonnes.Text
		}
	}
	out := []recordFigure{amount, notified}
	for i := range s.Estimated {
		if e := &s.Estimated[i]; e.Low != nil && e.High != nil && len(e.Edges) > 0 {
			out = append(out, recordFigure{Caption: "Estimated by the " + strings.TrimPrefix(e.By, "the ") + ", " + e.Period, Value: e.Low.Text + " to " + e.High.Text, Note: e.Basis, Estimated: true})
			break
		}
	}
	return out
}

func ladderSection(s *limit.Status) recordSection {
	out := recordSection{Title: "Notice ladder", Columns: []string{"At", "Amount", "State"}, Note: "The ladder counts notified amounts only; what is left under the limit is not leave to deliver it."}
	for _, n := range s.Cap.Ladder {
		at := fmt.Sprintf("%d %%", n.Percent)
		if n.Stop {
			at += ", stop"
		}
		out.Rows = append(out.Rows, []string{at, n.At.String(), noticeState(s, n.Percent)})
	}
	if len(out.Rows) == 0 {
		out.Empty = "no notice is stated"
	}
	return out
}

// noticeState says whether a notice falls due at all, some or none of the factors.
func noticeState(s *limit.Status, percent int) string {
	t := s.Notified.Total
	if t == nil {
		return "no total known"
	}
	due, all := 0, 0
	for _, f := range t.Notice.AtFactor {
		if f.Admitted {
			all++
			if f.Notice >= percent {
				due++
			}
		}
	}
	switch {
	case due == 0:
		return "not reached at any admitted factor"
	case due == all:
		return "reached at every admitted factor"
	}
	return "due, or not, by the factor"
}

func estimateSection(e *limit.Estimation) recordSection {
	out := recordSection{
		Title: "What the estimate fixes, and what not", Columns: []string{"Laden", "Lowest", "As published", "Highest", "Mark"},
		Note: fmt.Sprintf("Estimated by %s, %s. The factor used is not known; lowest and highest are what the same ships would give had another admitted factor held. A port call is not a delivery.", e.By, e.Period),
	}
	for _, edge := range e.Edges {
		mark := edge.Value.Mark.String()
		if edge.Implied {
			mark = "implied by the other figures"
		}
		out.Rows = append(out.Rows, []string{edge.Name, edge.Low.Text, edge.Value.Text, edge.High.Text, mark})
	}
	if f := e.Fixes; f != nil {
		text := fmt.Sprintf("full load %s to %s", f.FullLow.Text, f.FullHigh.Text)
		if f.BreakEven != nil {
			text += "; the limit is passed from " + f.BreakEven.Text + " laden on, if the factor was the one used"
		}
		out.Lines = append(out.Lines, recordLine{Text: text + ". No probability is given: nobody has a defensible one for how full the ships were.", Mark: markOf(source.Derived)})
	}
	return out
}

// otherEstimates lists the estimates that are not drawn: no scenario of theirs was
// published.
func otherEstimates(s *limit.Status) recordSection {
	out := recordSection{Title: "Other estimates", Columns: []string{"By", "Period", "Calls", "Amount", "Basis"}, Note: "Each by its reporter; none is added to another, or to what was notified."}
	for i := range s.Estimated {
		e := &s.Estimated[i]
		if len(e.Edges) > 0 {
			continue
		}
		calls, amount := "not told", "no volume was told"
		if e.Calls != nil {
			calls = fmt.Sprint(*e.Calls)
		}
		if e.Low != nil && e.High != nil {
			if amount = e.Low.Text; e.High.Text != e.Low.Text {
				amount += " to " + e.High.Text
			}
		}
		out.Rows = append(out.Rows, []string{e.By, e.Period, calls, amount, cmp.Or(e.Basis, "not told")})
	}
	if len(out.Rows) == 0 {
		out.Empty = "no other estimate on file by then"
	}
	return out
}

func disputedSection(s *limit.Status) recordSection {
	out := recordSection{Title: "Disputed"}
	for _, d := range s.Disputed {
		out.Lines = append(out.Lines, recordLine{Head: d.Day.String(), Text: d.Text, Mark: markOf(d.Mark), Source: d.Source})
	}
	if s.Open != "" {
		out.Lines = append(out.Lines, recordLine{Head: "open", Text: s.Open})
	}
	if len(out.Lines) == 0 {
		out.Empty = "no act on file by then"
	}
	return out
}

func factorSection(s *limit.Status) recordSection {
	out := recordSection{Title: "What a tonne is taken for", Columns: []string{"bbl/t", "Used by", "Share of the limit", "Notice"}}
	t := s.Notified.Total
	if t == nil || len(t.Notice.AtFactor) == 0 {
		out.Empty = "no total in tonnes, so no factor is needed"
		return out
	}
	if t.Notice.Undecided {
		out.Note = "The factor alone decides the notice. Who used which is a matter of record; which one binds is not."
	}
	for _, f := range t.Notice.AtFactor {
		notice := "none due"
		if f.Notice > 0 {
			notice = fmt.Sprintf("%d %%", f.Notice)
		}
		factor := f.Factor.Text
		if !f.Admitted {
			factor += " (unchecked, sets no bound)"
		}
		usedBy := f.UsedBy
		if s.Known != "" {
			usedBy = "told without a day alone"
		}
		out.Rows = append(out.Rows, []string{factor, usedBy, f.Share.Text, notice})
	}
	if s.Known != "" {
		out.Note = strings.TrimSpace(out.Note + " The factors belong to the method, not to the day: who used which is told on a page without a day.")
	}
	for _, tip := range t.Notice.Tipping {
		out.Lines = append(out.Lines, recordLine{Text: fmt.Sprintf("the %d %% notice falls due from %s on", tip.Notice, tip.Factor.Text), Mark: markOf(source.Derived)})
	}
	return out
}

func ledgerSection(s *limit.Status) recordSection {
	out := recordSection{Title: "Ledger of notifications", Full: true, Columns: []string{"Supplier", "Period", "Printed", "Known"}, Note: "As published. A blank month is not a zero; what differs between accounts is kept."}
	add := func(t *limit.Total, what string) {
		printed := "not told"
		if t.Tonnes != nil {
			printed = t.Tonnes.Text
		} else if t.Barrels != nil {
			printed = t.Barrels.Text
		}
		if t.RoundedBy != "" {
			printed += " (rounded by " + t.RoundedBy + ")"
		}
		out.Rows = append(out.Rows, []string{t.Supplier + what, strings.Join(t.Covers, ", "), printed, t.KnownOn.String()})
	}
	if t := s.Notified.Total; t != nil {
		add(t, ", total")
	}
	for i := range s.Notified.Suppliers {
		add(&s.Notified.Suppliers[i], "")
	}
	for i := range s.Notified.Earlier {
		add(&s.Notified.Earlier[i], ", earlier total")
	}
	for _, m := range s.Notified.Missing {
		out.Lines = append(out.Lines, recordLine{Head: "not in hand", Text: m.Supplier + " " + m.Text})
	}
	if len(out.Rows) == 0 {
		out.Empty = "nothing notified that was known by then"
	}
	return out
}

func contradictionSection(s *limit.Status) recordSection {
	out := recordSection{Title: "Contradictions in published figures", Full: true, Columns: []string{"About", "Printed", "Against", "Difference", "Could be seen from"}}
	for _, c := range s.Differences {
		out.Rows = append(out.Rows, []string{c.About, c.Printed, c.Against, c.Difference, c.KnownOn.String()})
	}
	if len(out.Rows) == 0 {
		out.Empty = "none by the comparisons made"
	}
	return out
}
