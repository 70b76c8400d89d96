package page

import (
	"fmt"
	"html/template"
	"io"
	"math"
	"strings"
	"time"

	"github.com/plimsoll-watch/plimsoll/base/day"
	"github.com/plimsoll-watch/plimsoll/law/limit"
)

// limitPlot is the frame of a limit chart: days across, amounts up.
type limitPlot struct {
	c           *canvas
	chart       *limit.Chart
	id          string
	box         rect
	first, last day.Day
	top         float64
}

// LimitSVG writes the chart alone, as a picture file with its own colours.
func LimitSVG(w io.Writer, c *limit.Chart) error {
	svg := strings.Replace(string(limitChart(c, "f", 900)), "<svg ", `<svg xmlns="http://www.w3.org/2000/svg" `, 1)
	at := strings.Index(svg, ">") + 1
	_, err := io.WriteString(w, svg[:at]+"<style>"+svgStyle+"</style>"+`<rect width="100%" height="100%" fill="#fff"/>`+svg[at:]+"\n")
	return err
}

// svgStyle gives a picture file the colours that a page has from its style.
const svgStyle = `text{font:12.5px "Noto Sans","Liberation Sans",Arial,sans-serif;fill:#14202b}.le{text-anchor:end}.lm{text-anchor:middle}.lb{font-weight:700}.lo{fill:#9a0f6c}.l2{fill:#3f4d58}` +
	`.lax,.lring2{fill:none;stroke:#54616b}.lgrid{fill:none;stroke:#bfc9cf;stroke-width:.8}.lafter{fill:#f2f5f6}.lcap{fill:none;stroke:#14202b;stroke-width:3.4}.lstep{fill:none;stroke:#14202b;stroke-width:2.2}.lband{fill:#14202b;fill-opacity:.24}` +
	`.ldot{fill:#14202b}.lhollow{fill:#fff;stroke:#14202b;stroke-width:1.6}.lring{fill:none;stroke:#14202b;stroke-dasharray:2 1.6}.ledge{fill:none;stroke:#9a0f6c;stroke-width:2}.limp{stroke-dasharray:6 3}.lfull{fill:none;stroke:#9a0f6c;stroke-dasharray:1.5 3}` +
	`.lspread,.lover{fill:none;stroke:#9a0f6c;stroke-width:1.4}.lnote{fill:none;stroke:#9a0f6c;stroke-width:1.1;stroke-dasharray:7 3}.lhatch{stroke:#9a0f6c;stroke-width:.8}.lunk{fill:none;stroke:#54616b;stroke-width:2;stroke-dasharray:1.5 4}`

// limitChart draws the chart of a limit.
func limitChart(chart *limit.Chart, id string, width float64) template.HTML {
	c := newCanvas("limit-"+id, "lchart", width, 500, "The limit, notified totals and estimates", limitSentence(chart))
	p := &limitPlot{c: c, chart: chart, id: id, box: rect{x: 66, y: 26, w: width - 66 - 154, h: 430}}
	p.scale()
	p.ground()
	p.grid()
	if b := drawnBox(chart); b != nil {
		p.estimate(b)
	}
	p.limit()
	p.steps()
	return c.end()
}

// drawnBox is the estimate that is drawn: the first with edges.
func drawnBox(chart *limit.Chart) *limit.Box {
	for i := range chart.Boxes {
		if b := &chart.Boxes[i]; b.High > 0 && len(b.Edges) > 0 {
			return b
		}
	}
	return nil
}

// shownEdges are the edges under a full load: those get their spread.
func shownEdges(b *limit.Box) []limit.Edge {
	var out []limit.Edge
	for _, e := range b.Edges {
		if e.Fraction < 1 {
			out = append(out, e)
		}
	}
	return out
}

// limitSentence tells the chart to those who hear it.
func limitSentence(chart *limit.Chart) string {
	text := fmt.Sprintf("Limit %s %s.", thousands(whole(chart.Limit)), chart.Unit)
	for _, s := range chart.Steps {
		text += fmt.Sprintf(" Known %s: %s, %s to %s.", dateWords(s.Known), s.Text, thousands(whole(s.Low)), thousands(whole(s.High)))
	}
	if len(chart.Steps) == 0 {
		text += " No total of all suppliers is known, which is not zero."
	}
	if b := drawnBox(chart); b != nil {
		text += fmt.Sprintf(" Estimated by %s for %s to %s: %s to %s.", b.By, dateWords(b.First), dateWords(b.Last), thousands(whole(b.Low)), thousands(whole(b.High)))
	}
	return text + " The two are never added."
}

func whole(x float64) int { return int(math.Round(x)) }

func dayMonth(d day.Date) string { return d.First().Time().Format("2 January") }

// scale chooses the span of days and amounts: a zero base, and room for all there is. A
// period without an end is drawn as long as anything is known of it.
func (p *limitPlot) scale() {
	p.first, p.last = p.chart.First.First(), p.chart.Last.Last()
	if p.last == day.Max {
		p.last = p.first + 365
	}
	p.top = p.chart.Limit
	for _, s := range p.chart.Steps {
		p.last = max(p.last, s.Known.Last()+30)
		p.top = max(p.top, s.High)
	}
	if b := drawnBox(p.chart); b != nil {
		for _, e := range b.Edges {
			p.top = max(p.top, e.Value.Value)
		}
		for _, e := range shownEdges(b) {
			p.top = max(p.top, e.High.Value)
		}
	}
	p.top = max(1, p.top*1.06, p.chart.Limit*1.3) // room for words over the limit
}

func (p *limitPlot) x(d day.Day) float64 {
	return p.box.x + p.box.w*float64(d-p.first)/float64(max(1, p.last-p.first))
}

func (p *limitPlot) y(v float64) float64 { return p.box.bottom() - p.box.h*v/p.top }

// known is the last x of which something can be known.
func (p *limitPlot) known() float64 {
	if asOf := p.chart.AsOf; !asOf.IsZero() {
		return min(p.box.right(), max(p.box.x, p.x(asOf.Last())))
	}
	return p.box.right()
}

// ground marks what lies after the period, and what after the day of knowledge.
func (p *limitPlot) ground() {
	var words []string
	end := p.x(min(p.last, p.chart.Last.Last()))
	if end < p.box.right()-20 && end <= p.known() {
		p.c.rect("lafter", rect{end, p.box.y, p.box.right() - end, p.box.h})
		p.c.line("lunk", end, p.box.y, end, p.box.bottom())
		words = append(words, "The period has ended; reports still come in.")
	}
	if at := p.known(); at < p.box.right()-1 {
		p.c.rect("lafter", rect{at, p.box.y, p.box.right() - at, p.box.h})
		p.c.line("lunk", at, p.box.y, at, p.box.bottom())
		words = append(words, "As of "+dateWords(p.chart.AsOf)+". Nothing later is shown.")
	}
	p.c.text("le l2", p.box.right(), p.box.y-12, strings.Join(words, " "))
}

// grid draws the amounts, months and years.
func (p *limitPlot) grid() {
	p.c.text("l2", 4, 14, unitWords(p.chart.Unit))
	for v, step := 0.0, niceStep(p.top/4); v <= p.top; v += step {
		p.c.line("lgrid", p.box.x, p.y(v), p.box.right(), p.y(v))
		p.c.text("le l2", p.box.x-6, p.y(v)+4, thousands(whole(v)))
	}
	p.c.line("lax", p.box.x, p.box.bottom(), p.box.right(), p.box.bottom())
	year, month, _ := p.first.Civil()
	every := max(1, int(math.Ceil(float64(p.last-p.first)/30.4*18/p.box.w)))
	for i := 0; ; i++ {
		at := time.Date(year, time.Month(month+i), 1, 0, 0, 0, 0, time.UTC)
		d := day.OfTime(at)
		if d > p.last {
			return
		}
		x := max(p.box.x, p.x(d))
		p.c.line("lax", x, p.box.bottom(), x, p.box.bottom()+4)
		if i%every == 0 && x < p.box.right()-10 {
			p.c.text("l2", x+2, p.box.bottom()+16, at.Format("Jan")[:1])
		}
		if at.Month() == time.January || i == 0 {
			p.c.text("lb", x+2, p.box.bottom()+33, at.Format("2006"))
		}
	}
}

func unitWords(u limit.Unit) string {
	switch u {
	case limit.Barrel:
		return "Barrels"
	case limit.Tonne:
		return "Tonnes"
	}
	return string(u)
}

// niceStep rounds a step to 1, 2, 2.5 or 5 of a power of ten.
func niceStep(x float64) float64 {
	power := math.Pow(10, math.Floor(math.Log10(max(x, 1))))
	for _, m := range []float64{1, 2, 2.5, 5, 10} {
		if m*power >= x {
			return m * power
		}
	}
	return 10 * power
}

// estimate draws a box over its period with an edge a scenario, and on each edge the
// spread over the admitted factors.
func (p *limitPlot) estimate(b *limit.Box) {
	box := rect{x: p.x(max(p.first, b.First.First())), y: p.y(b.High)}
	box.w, box.h = p.x(min(p.last, b.Last.Last()))-box.x, p.box.bottom()-box.y
	p.c.hatch("h-"+p.id, box)
	shown := shownEdges(b)
	for i, e := range shown {
		at := box.x + box.w*(float64(i)+0.5)/float64(len(shown))
		low, high := p.y(e.Low.Value), p.y(e.High.Value)
		p.c.line("lspread", at, low, at, high)
		p.c.line("lspread", at-5, low, at+5, low)
		p.c.line("lspread", at-5, high, at+5, high)
	}
	for i := range b.Edges {
		p.edge(&b.Edges[i], box)
	}
	p.aboutEstimate(b, box)
}

func (p *limitPlot) edge(e *limit.Edge, box rect) {
	class, word := "ledge", "read"
	if e.Implied {
		class, word = "ledge limp", "implied"
	}
	if e.Fraction >= 1 {
		class = "lfull"
	}
	y := p.y(e.Value.Value)
	p.c.line(class, box.x, y, box.right(), y)
	if e.Fraction < 1 && math.Abs(y-p.y(p.chart.Limit)) < 16 {
		y = p.y(p.chart.Limit) - 9 // clear of the limit's own line
	}
	number := thousands(whole(e.Value.Value))
	p.c.text("lo lb", box.right()+8, y+4, number)
	words := strings.ReplaceAll(ladenWords(*e), nbsp, " ") + " laden"
	if e.Fraction >= 1 {
		words = "full load"
	}
	x := box.right() + 8 + width(number, 12.5, true) + 6
	p.c.text("lo", x, y+4, words)
	x += width(words, 12.5, false) + 10
	p.c.discMark(x, y, e.Value.Mark)
	p.c.text("l2", x+8, y+4, word)
}

// aboutEstimate writes who estimated what between the two uppermost edges.
func (p *limitPlot) aboutEstimate(b *limit.Box, box rect) {
	shown := shownEdges(b)
	if len(shown) < 2 {
		return
	}
	upper, lower := p.y(b.High), p.y(b.Low)
	for _, e := range shown {
		if y := p.y(e.Value.Value); y > upper+1 && y < lower {
			lower = y
		}
	}
	x, y := box.right()+8, (upper+lower)/2-26
	p.c.text("lb lo", x, y, "Estimated by "+b.By)
	about := dayMonth(b.First) + " to " + longDate(b.Last) + ","
	if b.Calls != nil {
		about = fmt.Sprintf("%d port calls, ", *b.Calls) + about
	}
	p.c.text("l2", x, y+16, about)
	p.c.text("l2", x, y+31, "as a total. How it grew by day is not known.")
	p.c.line("lspread", x+4, y+40, x+4, y+52)
	p.c.line("lspread", x, y+40, x+8, y+40)
	p.c.line("lspread", x, y+52, x+8, y+52)
	p.c.text("lo", x+14, y+50, "if another admitted factor held")
	p.c.text("lo", x+14, y+65, "than the one used, which is not known")
}

// limit draws the limit with its load-line mark, and the notices at its right.
func (p *limitPlot) limit() {
	if p.chart.Limit <= 0 {
		return
	}
	y, right := p.y(p.chart.Limit), p.box.right()
	for _, n := range p.chart.Ladder {
		p.c.line("lnote", p.box.x, p.y(n.At.Value), right, p.y(n.At.Value))
	}
	p.c.line("lcap", p.box.x, y, right+24, y)
	p.c.circle("lcap", right+12, y, 8)
	p.c.text("lb", right+28, y-6, "Limit "+thousands(whole(p.chart.Limit)))
	at := y + 2
	for i := len(p.chart.Ladder) - 1; i >= 0; i-- {
		n := p.chart.Ladder[i]
		at = max(at+15, p.y(n.At.Value)+4)
		label := fmt.Sprintf("%d %% %s", n.Percent, thousands(whole(n.At.Value)))
		if n.Stop {
			label += ", stop"
		}
		p.c.path("lspread", "M"+num(right)+" "+num(p.y(n.At.Value))+"L"+num(right+14)+" "+num(at-4)+"H"+num(right+25))
		p.c.text("lo", right+28, at, label)
	}
}

// steps draws the notified totals on the days they became known, and the band of the
// admitted factors. Before the first day nothing is known, which is not zero.
func (p *limitPlot) steps() {
	steps, end := p.chart.Steps, p.known()
	if len(steps) == 0 {
		p.c.line("lunk", p.box.x, p.box.bottom()-3, end, p.box.bottom()-3)
		p.c.text("l2", p.box.x+6, p.box.bottom()-10, "no total known, not zero")
		return
	}
	first := p.x(steps[0].Known.Last())
	p.c.line("lunk", p.box.x, p.box.bottom()-3, first, p.box.bottom()-3)
	words := "before " + dayMonth(steps[0].Known) + ": unknown, not zero"
	if width(words, 12.5, false) > first-p.box.x-8 {
		words = "unknown, not zero"
	}
	p.c.text("l2", p.box.x+6, p.box.bottom()-10, words)
	for i := range steps {
		p.step(i, end)
	}
	p.aboutSteps(end)
	for _, x := range p.chart.Crossings {
		p.crossing(x)
	}
}

func (p *limitPlot) step(i int, end float64) {
	steps := p.chart.Steps
	s := &steps[i]
	from, to := p.x(s.Known.Last()), end
	if i+1 < len(steps) {
		to = p.x(steps[i+1].Known.Last())
	}
	p.c.rect("lband", rect{from, p.y(s.High), to - from, max(1, p.y(s.Low)-p.y(s.High))})
	p.c.line("lstep", from, p.y(s.Line), to, p.y(s.Line))
	if i > 0 {
		p.c.line("lstep", from, p.y(steps[i-1].Line), from, p.y(s.Line))
	}
	dot := "ldot"
	if s.Rounded || s.Assumed {
		dot = "lhollow"
	}
	p.c.circle(dot, from, p.y(s.Line), 4.2)
}

// aboutSteps says what the steps are: under them where there is room, else above.
func (p *limitPlot) aboutSteps(end float64) {
	steps := p.chart.Steps
	last := steps[len(steps)-1]
	lines := []string{"Notified: " + last.Text, "by the day the total became known"}
	if p.chart.Line != nil && p.chart.Strip != nil {
		lines = append(lines, fmt.Sprintf("Band %s to %s, line %s bbl a tonne", decimals(p.chart.Strip.Low), decimals(p.chart.Strip.High), decimals(p.chart.Line.Value)))
	}
	const wide = 226
	x, y := 0.0, 0.0
	for i := range steps {
		at := p.x(steps[i].Known.Last()) + 8
		if p.y(steps[i].Low) < p.box.bottom()-64 && at+wide < p.box.right() {
			x, y = max(at, p.box.x+6+width("unknown, not zero", 12.5, false)+8), p.box.bottom()-42
			break
		}
	}
	if x == 0 {
		x, y = max(p.box.x, min(p.x(steps[0].Known.Last()), end-wide)), p.y(last.High)-46
	}
	for i, line := range lines {
		class := "l2"
		if i == 0 {
			class = "lb"
		}
		p.c.text(class, x, y+float64(i)*16, line)
	}
}

// crossing says on which day a notice was first reached, and by which factors.
func (p *limitPlot) crossing(x limit.Crossing) {
	at, amount := p.x(x.Known.Last()), 0.0
	for _, s := range p.chart.Steps {
		if s.Known == x.Known {
			amount = s.Line
		}
	}
	lines := []string{dateWords(x.Known), fmt.Sprintf("%d %% line reached", x.Notice)}
	if x.Tipping != nil {
		lines = append(lines, "if a tonne is", "≥ "+decimal(x.Tipping.Value, 3)+" bbl")
	}
	top := p.y(p.chart.Limit) - 20 - float64(len(lines))*15
	p.c.line("lax", at, p.y(p.chart.Limit)-28, at, p.y(amount))
	for i, line := range lines {
		class := "le"
		if i == 0 {
			class += " lb"
		}
		p.c.text(class, at+2, top+float64(i)*15-6, line)
	}
}
