package page

import (
	"cmp"
	"fmt"
	"io"
	"strings"

	"github.com/plimsoll-watch/plimsoll/law/limit"
)

// LimitPage is how a limit stands, and the values to draw it with.
type LimitPage struct {
	Status  limit.Status
	Chart   limit.Chart
	Command string
}

// limitView is a page of a limit while it is made.
type limitView struct {
	s       *limit.Status
	c       *limit.Chart
	sources sources
}

// WriteLimit writes how a limit stands as one HTML file: the answer in a sentence, the
// chart, what a factor decides, the notice ladder, what the estimate fixes, what is
// disputed, the ledger month by month, the contradictions in what was published, and
// the sources. The two ledgers share an axis, never a sum.
func WriteLimit(w io.Writer, p *LimitPage, a Assets) error {
	v := &limitView{s: &p.Status, c: &p.Chart}
	title := capital(p.Status.Product) + ", " + strings.TrimPrefix(p.Status.Cap.Period, "calendar year ")
	r := &record{
		Title: title + ": the limit", Heading: title + ": the limit, and what was notified and estimated",
		Symbol: v.s.Cap.Symbol, Answer: v.answer(), Figures: v.figures(),
		Method: v.s.Method + ", " + v.s.Cap.Period, AsOf: asOfWords(v.known()), Command: p.Command,
	}
	r.Bands = []recordBand{
		{"wide", [][]recordSection{{v.picture()}, {v.factors(), v.ladder()}}},
		{"even", [][]recordSection{v.estimates(), {v.disputed(), v.otherEstimates()}}},
		{"full", [][]recordSection{{v.months(), v.totals(), v.contradictions()}}},
	}
	r.Sources = v.sources.rows
	return writeRecord(w, r, a)
}

// timed reports whether the page shows the knowledge of a day; then nothing that rests
// on later tables of the method may name their day.
func (v *limitView) timed() bool { return v.s.Known != "" }

// drawn is the estimate that the chart has edges for; nil when none is known.
func (v *limitView) drawn() *limit.Estimation {
	for i := range v.s.Estimated {
		if e := &v.s.Estimated[i]; len(e.Edges) > 0 {
			return e
		}
	}
	return nil
}

// answer is the sentence under the title.
func (v *limitView) answer() string {
	parts := []string{v.notifiedAnswer()}
	if e := v.drawn(); e != nil {
		low, high := laden(e)
		text := fmt.Sprintf("%s estimated %s to %s for %s, the ships %s to %s laden", capital(reporterOf(e.By)), bare(low.Value), nonBreaking(high.Value.Text), e.Period, ladenWords(low), ladenWords(high))
		if len(e.Stated) > 0 {
			text += ", and stated that the limit was passed"
		}
		parts = append(parts, text)
	}
	return strings.Join(parts, ". ") + ". The two ledgers are never added."
}

func (v *limitView) notifiedAnswer() string {
	t := v.s.Notified.Total
	switch {
	case t == nil:
		return "As far as we have read, no total of all suppliers was known by then, which is not zero"
	case len(t.Shares) == 0 && t.Percent != "":
		return "As far as we have read, suppliers had notified " + nonBreaking(t.Percent) + " of the limit, as printed"
	case len(t.Shares) == 0:
		return "As far as we have read, suppliers had notified amounts that cannot be set against the limit"
	}
	share := lowToHigh(t.Shares[0].Low, t.Shares[0].High) + " of the limit"
	if t.Shares[0].Low.Text != t.Shares[0].High.Text {
		share += ", by the factor"
	}
	return "As far as we have read, suppliers had notified " + share
}

// laden are the lowest and highest edges under a full load.
func laden(e *limit.Estimation) (low, high limit.Edge) {
	low, high = e.Edges[0], e.Edges[0]
	for _, x := range e.Edges {
		if x.Fraction < low.Fraction {
			low = x
		}
		if x.Fraction < 1 && (x.Fraction > high.Fraction || high.Fraction >= 1) {
			high = x
		}
	}
	return low, high
}

// ladenWords names an edge as it is said in a sentence.
func ladenWords(e limit.Edge) string {
	switch e.Name {
	case "half":
		return "one half"
	case "ninety per cent":
		return "90" + nbsp + "per" + nbsp + "cent"
	case "full capacity":
		return "fully"
	}
	return e.Name
}

// edgeWords names an edge, and says so when no source printed it.
func edgeWords(e limit.Edge) string {
	if e.Implied {
		return ladenWords(e) + " (implied)"
	}
	return ladenWords(e)
}

// bare is a figure without its unit, where the unit follows with another.
func bare(f limit.Figure) string { return strings.TrimSuffix(f.Text, " "+f.Unit) }

// lowToHigh is two figures of one unit, which stands once.
func lowToHigh(low, high limit.Figure) string {
	if low.Text == high.Text {
		return nonBreaking(low.Text)
	}
	return bare(low) + " to " + nonBreaking(high.Text)
}

func nonBreaking(s string) string { return strings.ReplaceAll(s, " ", nbsp) }

// reporterOf is who estimated, without when and before whom.
func reporterOf(by string) string {
	short, _, _ := strings.Cut(by, " (")
	if strings.HasPrefix(short, "United States") || strings.HasPrefix(short, "Panel") {
		return "the " + short
	}
	return short
}

func (v *limitView) figures() []recordFigure {
	c := &v.s.Cap
	amount := recordFigure{Caption: "Limit, " + c.Period, Value: "not on file", Note: c.Symbol, Mark: markOf(c.Mark)}
	if len(c.Amounts) > 0 {
		var all []string
		for _, a := range c.Amounts {
			all = append(all, nonBreaking(a.String()))
		}
		amount.Value = strings.Join(all, " or ")
		amount.How = []howLine{{Text: c.Symbol + ", " + string(c.Rule) + " (" + c.Mark.String() + ")", Refs: v.cite(c.Ref)}}
		if c.Rule == limit.Lower {
			amount.Note += "; " + string(c.Rule)
		}
	}
	return append([]recordFigure{amount, v.notifiedFigure()}, v.estimatedFigures()...)
}

func (v *limitView) notifiedFigure() recordFigure {
	f := recordFigure{Caption: "Notified", Value: "no total known", Note: "which is not zero"}
	t := v.s.Notified.Total
	if t == nil {
		return f
	}
	f.Value, f.Note = printedTotal(t), strings.Join(t.Covers, ", ")
	if t.Low == nil || t.High == nil {
		return f
	}
	f.Value, f.Mark = lowToHigh(*t.Low, *t.High), markOf(t.Low.Mark)
	if t.Tonnes != nil && v.c.Strip != nil {
		f.Caption = fmt.Sprintf("Notified, %s at %s to %s bbl/t", t.Tonnes.Text, decimals(v.c.Strip.Low), decimals(v.c.Strip.High))
	}
	f.How = v.how(0, *t.Low, *t.High)
	if len(t.Shares) > 0 {
		f.Note = lowToHigh(t.Shares[0].Low, t.Shares[0].High) + " of the limit; " + t.Notice.Text
	}
	for _, s := range t.Shares {
		f.How = append(f.How, v.how(0, s.Low, s.High)...)
	}
	return f
}

func (v *limitView) estimatedFigures() []recordFigure {
	e := v.drawn()
	if e == nil {
		return nil
	}
	low, high := laden(e)
	f := recordFigure{
		Caption: "Estimated by " + reporterOf(e.By) + ", " + e.Period, Value: lowToHigh(low.Value, high.Value), Estimated: true,
		Note: edgeWords(low) + " to " + edgeWords(high) + " laden", How: v.how(0, low.Value, high.Value),
	}
	if e.Calls != nil {
		f.Note += ", " + plural(*e.Calls, "port call", "port calls")
	}
	return []recordFigure{f}
}

// how is figures with their arithmetic and rows, for the doors; a line that stands
// already is not said again.
func (v *limitView) how(depth int, all ...limit.Figure) []howLine {
	var out []howLine
	seen := map[string]bool{}
	for _, f := range all {
		line := howLine{Depth: min(depth, 3), Text: f.Text}
		if f.Arithmetic != "" {
			line.Text += " = " + f.Arithmetic
		}
		line.Text += " (" + f.Mark.String() + ")"
		if seen[line.Text] {
			continue
		}
		seen[line.Text] = true
		for _, r := range f.Rows {
			line.Refs = append(line.Refs, v.cite(r)...)
		}
		out = append(append(out, line), v.how(depth+1, f.Of...)...)
	}
	return out
}

// cite cites a row. On a page of a day the factors, which belong to the method and not to
// the day, are not cited: most pairs behind them were published later.
func (v *limitView) cite(r limit.Ref) []int {
	if v.timed() && r.Table == "conversions.csv" {
		return nil
	}
	return v.sources.cite(r.Source, r.Class, r.Mark, r.KnownOn)
}

func (v *limitView) picture() recordSection {
	if v.c.Limit <= 0 && len(v.c.Steps) == 0 {
		return recordSection{Title: "The chart", Empty: "nothing to draw: the limit is 0 or not on file, and no total is known, which is not zero"}
	}
	s := recordSection{Bare: true, Wide: limitChart(v.c, "w", 880), Narrow: limitBars(v.c)}
	s.Caption = "Notified totals stand on the day they became known; nothing runs between them. "
	for i := range v.c.Steps {
		if v.c.Steps[i].Rounded || v.c.Steps[i].Assumed {
			s.Caption += "A hollow dot: rounded by its source, or of uncertain months. "
			break
		}
	}
	if v.drawn() != nil {
		s.Caption += "The estimate is a box over its period: a solid edge was published, a dashed one is implied. Other estimates are in their table."
	}
	return s
}

func (v *limitView) ladder() recordSection {
	out := recordSection{Title: "Notice ladder", Class: "compact", After: "The ladder counts notified amounts only; what is left under the limit is not leave to deliver it."}
	if t := v.s.Notified.Total; t != nil && t.Notice.Highest > 0 {
		out.After = "No source read says whether any notice was ever sent. " + out.After
	}
	var rows [][]recordCell
	for _, n := range v.s.Cap.Ladder {
		at := fmt.Sprintf("%d"+nbsp+"%%", n.Percent)
		if n.Stop {
			at += ", stop"
		}
		rows = append(rows, []recordCell{{Text: at}, {Text: n.At.String(), Number: true}, {Text: v.noticeState(n)}})
	}
	if len(rows) == 0 {
		out.After, out.Empty = "", "no notice is stated"
	}
	return out.with([]string{"At", "Amount", "State"}, rows)
}

// noticeState says whether a notice falls due at all, some or none of the factors.
func (v *limitView) noticeState(n limit.Notice) string {
	t := v.s.Notified.Total
	if t == nil {
		return "no total known, which is not zero"
	}
	due, all := 0, 0
	for _, f := range t.Notice.AtFactor {
		if f.Admitted {
			all++
			if f.Notice >= n.Percent {
				due++
			}
		}
	}
	switch {
	case all == 0 && len(t.Shares) == 0:
		return "no amount known to set against it"
	case all == 0 && t.Notice.Highest >= n.Percent:
		return "reached"
	case all == 0:
		return "not reached"
	case due == 0:
		return "not reached at any admitted factor"
	case due == all:
		return "reached at every admitted factor"
	}
	return "due, or not, by the factor"
}

func (v *limitView) estimates() []recordSection {
	var out []recordSection
	for i := range v.s.Estimated {
		if e := &v.s.Estimated[i]; len(e.Edges) > 0 {
			out = append(out, v.estimate(e))
		}
	}
	return out
}

func (v *limitView) estimate(e *limit.Estimation) recordSection {
	out := recordSection{
		Title: "What the estimate fixes, and what not",
		Note: fmt.Sprintf("Barrels. Estimated by %s, %s, known %s. The factor used is not known; the lowest and highest are what the same ships would give had another admitted factor held.",
			reporterOf(e.By), e.Period, dateWords(e.KnownOn)),
		After: "No probability is given: nobody has a defensible one for how full the ships were. A port call is not a delivery.",
	}
	var rows [][]recordCell
	for _, edge := range e.Edges {
		last := recordCell{Mark: markOf(edge.Value.Mark)}
		if edge.Implied {
			last.Mark.Word = "implied by the others"
		}
		for _, r := range edge.Value.Refs() {
			last.Refs = appendNew(last.Refs, v.cite(r))
		}
		rows = append(rows, []recordCell{{Text: ladenWords(edge)}, {Text: bare(edge.Low), Number: true}, {Head: bare(edge.Value), Number: true}, {Text: bare(edge.High), Number: true}, last})
		out.How = append(out.How, v.how(0, edge.Low, edge.High)...)
	}
	if f := e.Fixes; f != nil {
		if f.BreakEven != nil {
			out.After = fmt.Sprintf("Break-even: the limit is passed from %s laden on, if the factor was the one used. ", nonBreaking(f.BreakEven.Text)) + out.After
			out.How = append(out.How, v.how(0, *f.BreakEven)...)
		}
		out.How = append(out.How, v.how(0, f.PerCall)...)
	}
	return out.with([]string{"Laden", "Lowest", "As published", "Highest", "Mark"}, rows)
}

// otherEstimates lists the estimates that are not drawn: no scenario of theirs was
// published.
func (v *limitView) otherEstimates() recordSection {
	out := recordSection{Title: "Other estimates", Note: "Each by its reporter; none is added to another, or to what was notified."}
	var rows [][]recordCell
	for i := range v.s.Estimated {
		e := &v.s.Estimated[i]
		if len(e.Edges) > 0 {
			continue
		}
		calls := recordCell{Absent: "not told"}
		if e.Calls != nil {
			calls = recordCell{Text: fmt.Sprint(*e.Calls)}
		}
		basis := recordCell{Text: cmp.Or(e.Basis, e.TimesStated), Mark: shortMark(e.Mark), Refs: v.cite(e.Ref)}
		if basis.Text == "" {
			basis.Absent = "not told"
		}
		rows = append(rows, []recordCell{{Text: reporterOf(e.By), Note: "known " + dateWords(e.KnownOn)}, {Text: e.Period}, calls, estimateAmount(e), basis})
	}
	if len(rows) == 0 {
		out.Note, out.Empty = "", "no other estimate on file by then"
	}
	return out.with([]string{"By", "Period", "Calls", "Amount", "Basis"}, rows)
}

func estimateAmount(e *limit.Estimation) recordCell {
	switch {
	case e.Low != nil && e.High != nil:
		return recordCell{Text: lowToHigh(*e.Low, *e.High)}
	case e.Low != nil:
		return recordCell{Text: "from " + e.Low.Text + " on"}
	case e.High != nil:
		return recordCell{Text: "up to " + e.High.Text}
	}
	return recordCell{Absent: "no volume told"}
}

func (v *limitView) disputed() recordSection {
	out := recordSection{Title: "Disputed", Class: "dated"}
	var rows [][]recordCell
	for _, d := range v.s.Disputed {
		rows = append(rows, []recordCell{{Text: dateWords(d.Day)}, {Text: d.Text}, {Mark: shortMark(d.Mark), Refs: v.sources.cite(d.Source, "", d.Mark, d.Known)}})
	}
	if v.s.Open != "" {
		rows = append(rows, []recordCell{{Text: "open"}, {Text: capital(v.s.Open) + ". The program does not decide it."}, {}})
	}
	if len(rows) == 0 {
		out.Empty = "no act of the Committee on file by then"
	}
	return out.with([]string{"Day", "What was done", ""}, rows)
}

// known is the day whose knowledge is shown, in words; "" for all that is known.
func (v *limitView) known() string {
	if v.c.AsOf.IsZero() {
		return ""
	}
	return longDate(v.c.AsOf)
}
