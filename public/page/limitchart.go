package page

import (
	"fmt"
	"html/template"
	"math"
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
	narrow      bool
}

// limitChart draws the chart of a limit, wide or for a phone: fewer ticks, the same
// size of type.
func limitChart(chart *limit.Chart, id string, width float64, narrow bool) template.HTML {
	height, right := 430.0, 150.0
	if narrow {
		height, right = 360, 12
	}
	c := newCanvas("limit-"+id, "lchart", width, height, "The limit, notified totals and estimates", limitSentence(chart))
	p := &limitPlot{c: c, chart: chart, id: id, box: rect{x: 74, y: 26, w: width - 74 - right, h: height - 66}, narrow: narrow}
	if narrow {
		p.box.x, p.box.w = 72, width-72-right
	}
	p.scale()
	p.grid()
	for i := range chart.Boxes {
		p.estimate(&chart.Boxes[i])
	}
	p.steps()
	p.limit()
	return c.end()
}

// limitSentence tells the chart to those who hear it.
func limitSentence(chart *limit.Chart) string {
	text := fmt.Sprintf("Limit %s %s.", thousands(int(chart.Limit)), chart.Unit)
	for _, s := range chart.Steps {
		text += fmt.Sprintf(" Known %s: %s, %s to %s.", s.Known, s.Text, thousands(whole(s.Low)), thousands(whole(s.High)))
	}
	for _, b := range chart.Boxes {
		if b.High > 0 {
			text += fmt.Sprintf(" Estimated by %s for %s to %s: %s to %s.", b.By, b.First, b.Last, thousands(whole(b.Low)), thousands(whole(b.High)))
		}
	}
	return text + " The two are never added."
}

func whole(x float64) int { return int(math.Round(x)) }

// scale chooses the span of days and amounts: a zero base, and room for all there is.
func (p *limitPlot) scale() {
	p.first, p.last = p.chart.First.First(), p.chart.Last.Last()
	p.top = p.chart.Limit
	for _, s := range p.chart.Steps {
		p.last = max(p.last, s.Known.Last()+30)
		p.top = max(p.top, s.High)
	}
	if asOf := p.chart.AsOf; !asOf.IsZero() && len(p.chart.Steps) == 0 {
		p.last = max(p.last, asOf.Last())
	}
	for _, b := range p.chart.Boxes {
		for _, e := range b.Edges {
			p.top = max(p.top, e.High.Value)
		}
	}
	p.top *= 1.06
}

func (p *limitPlot) x(d day.Day) float64 {
	return p.box.x + p.box.w*float64(d-p.first)/float64(max(1, p.last-p.first))
}

func (p *limitPlot) y(v float64) float64 { return p.box.bottom() - p.box.h*v/p.top }

// grid draws the amounts, months and years.
func (p *limitPlot) grid() {
	step := niceStep(p.top / 4)
	p.c.text("l2", p.box.x-50, 14, "amount, "+string(p.chart.Unit))
	for v := 0.0; v <= p.top; v += step {
		p.c.line("lgrid", p.box.x, p.y(v), p.box.right(), p.y(v))
		p.c.text("le", p.box.x-6, p.y(v)+4, thousands(whole(v)))
	}
	p.c.line("lax", p.box.x, p.box.bottom(), p.box.right(), p.box.bottom())
	year, month, _ := p.first.Civil()
	every := 1
	if months := float64(p.last-p.first) / 30.4; months > 24 || p.narrow {
		every = max(1, int(math.Ceil(months/8)))
	}
	for i := 0; ; i++ {
		at := time.Date(year, time.Month(month+i), 1, 0, 0, 0, 0, time.UTC)
		d := day.OfTime(at)
		if d > p.last {
			return
		}
		p.c.line("lax", p.x(d), p.box.bottom(), p.x(d), p.box.bottom()+4)
		if i%every == 0 {
			name := at.Format("Jan")
			if every == 1 && !p.narrow {
				name = name[:1]
			}
			p.c.text("l2", p.x(d)+1, p.box.bottom()+16, name)
		}
		if at.Month() == time.January || i == 0 {
			p.c.text("lb", p.x(d)+1, p.box.bottom()+32, at.Format("2006"))
		}
	}
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
	if b.High <= 0 || len(b.Edges) == 0 {
		return
	}
	box := rect{x: p.x(max(p.first, b.First.First())), y: p.y(b.High)}
	box.w, box.h = p.x(min(p.last, b.Last.Last()))-box.x, p.box.bottom()-box.y
	p.hatch(box)
	for i, e := range b.Edges {
		class := "ledge"
		if e.Implied {
			class += " limp"
		}
		y := p.y(e.Value.Value)
		p.c.line(class, box.x, y, box.right(), y)
		at := box.x + box.w*float64(i+1)/float64(len(b.Edges)+1)
		low, high := p.y(e.Low.Value), p.y(e.High.Value)
		p.c.line("lspread", at, low, at, high)
		p.c.line("lspread", at-4, low, at+4, low)
		p.c.line("lspread", at-4, high, at+4, high)
		p.edgeLabel(b, &e, box, y)
	}
}

func (p *limitPlot) edgeLabel(b *limit.Box, e *limit.Edge, box rect, y float64) {
	text := thousands(whole(e.Value.Value)) + "  " + e.Name
	if e.Implied {
		text += " (implied)"
	}
	p.c.text("lo", box.right()+6, y-4, text)
	if e.Value.Value == b.High && !p.narrow {
		p.c.text("lo lb", box.right()+6, y+14, "estimated by "+b.By)
	}
}

// hatch fills a box with lines at 45 degrees: an estimate.
func (p *limitPlot) hatch(box rect) {
	id := "h-" + p.id
	p.c.raw(`<defs><pattern id="` + id + `" width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><line class="lhatch" x1="0" y1="0" x2="0" y2="7"/></pattern></defs>`)
	p.c.raw(`<rect x="` + num(box.x) + `" y="` + num(box.y) + `" width="` + num(box.w) + `" height="` + num(box.h) + `" fill="url(#` + id + `)"/>`)
}

// steps draws the notified totals on the days they became known, and the band of the
// admitted factors. Before the first day nothing is known, which is not zero.
func (p *limitPlot) steps() {
	steps := p.chart.Steps
	end := p.box.right()
	if asOf := p.chart.AsOf; !asOf.IsZero() && asOf.Last() < p.last {
		end = max(p.box.x, p.x(asOf.Last()))
		p.c.line("lunk", end, p.box.y, end, p.box.bottom())
		p.c.text("l2", end+4, p.box.y+10, "as of "+asOf.String())
	}
	if len(steps) == 0 {
		p.c.line("lunk", p.box.x, p.box.bottom()-3, end, p.box.bottom()-3)
		p.c.text("l2", p.box.x+6, p.box.bottom()-9, "no total known, not zero")
		return
	}
	first := p.x(steps[0].Known.Last())
	p.c.line("lunk", p.box.x, p.box.bottom()-3, first, p.box.bottom()-3)
	if !p.narrow {
		p.c.text("l2", p.box.x+6, p.box.bottom()-9, "before "+steps[0].Known.String()+" unknown, not zero")
	}
	for i := range steps {
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
		if s.Rounded {
			dot = "lhollow"
		}
		p.c.circle(dot, from, p.y(s.Line), 4)
	}
	last := steps[len(steps)-1]
	at := p.y(last.High) - 10
	if limit := p.y(p.chart.Limit); at-16 < limit && limit < at+26 {
		at = p.y(last.Low) + 30 // clear of the limit and its notices
	}
	p.c.text("lb", max(p.box.x, min(p.x(last.Known.Last()), p.box.right()-170)), at, "notified: "+last.Text)
}

// limit draws the limit with its load-line mark, and the notices under it.
func (p *limitPlot) limit() {
	if p.chart.Limit <= 0 {
		return
	}
	y := p.y(p.chart.Limit)
	for _, n := range p.chart.Ladder {
		p.c.line("lnote", p.box.x, p.y(n.At.Value), p.box.right(), p.y(n.At.Value))
	}
	p.c.line("lcap", p.box.x, y, p.box.right(), y)
	if p.narrow {
		p.c.text("lb le", p.box.right(), p.y(p.top)+10, "thick line: limit "+thousands(whole(p.chart.Limit)))
		return
	}
	mark := p.box.right() + 14
	p.c.raw(`<circle class="lcap" cx="` + num(mark) + `" cy="` + num(y) + `" r="8" fill="none"/>`)
	p.c.line("lcap", mark-14, y, mark+14, y)
	p.c.text("lb", mark+20, y+4, "limit "+thousands(whole(p.chart.Limit)))
	for i, n := range p.chart.Ladder {
		at := y + 24 + float64(len(p.chart.Ladder)-1-i)*16
		label := fmt.Sprintf("%d %% %s", n.Percent, thousands(whole(n.At.Value)))
		if n.Stop {
			label += ", stop"
		}
		p.c.line("lspread", p.box.right(), p.y(n.At.Value), p.box.right()+18, at-4)
		p.c.text("lo", p.box.right()+20, at, label)
	}
}
