package page

import (
	"fmt"
	"html/template"
	"math"
	"strings"

	"github.com/plimsoll-watch/plimsoll/base/source"
	"github.com/plimsoll-watch/plimsoll/law/limit"
)

// factors is what a tonne is taken for, and what of the answer hangs on it. Where a
// notice does, the strip is always drawn.
func (v *limitView) factors() recordSection {
	out := recordSection{Title: "What a tonne is taken for", Class: "compact"}
	t, strip := v.s.Notified.Total, v.c.Strip
	if t == nil || strip == nil {
		out.Empty = "no total in tonnes known, so no factor is needed"
		return out
	}
	out.Note = t.Tonnes.Text + " as a share of the limit, at every admitted factor. Who used which is a matter of record; which one binds is not."
	if strip.Undecided {
		out.Title = "The factor alone decides the notice"
		out.Wide = factorStrip(strip, !v.timed())
	}
	var rows [][]recordCell
	for _, f := range strip.Admitted {
		row := []recordCell{{Text: bare(f.Factor)}, {Text: f.UsedBy}, {Text: nonBreaking(f.Share.Text), Number: true}, {Text: noticeWords(f.Notice)}}
		if v.timed() {
			row[1] = recordCell{Absent: "told without a day alone"}
		}
		for _, r := range f.Factor.Rows {
			row[3].Mark, row[3].Refs = shortMark(r.Mark), v.cite(r)
		}
		rows = append(rows, row)
	}
	for _, tip := range strip.Tipping {
		out.How = append(out.How, v.how(0, tip.Factor)...)
	}
	if v.timed() {
		out.After = "The factors belong to the method, not to the day: who used which is told on a page without a day."
	} else if words := uncheckedWords(strip); words != "" {
		out.After = "Dashed: " + words + ": unchecked, sets no bound."
	}
	return out.with([]string{"bbl/t", "Used by", "Share", "Notice"}, rows)
}

func noticeWords(percent int) string {
	if percent == 0 {
		return "none due"
	}
	return fmt.Sprintf("%d"+nbsp+"%%", percent)
}

// uncheckedBeside are the unchecked factors that lie so near the admitted ones that they can be
// drawn beside them.
func uncheckedBeside(s *limit.Strip) []limit.FactorCase {
	var out []limit.FactorCase
	for _, f := range s.Unchecked {
		if f.Factor.Value > s.Low-0.2 && f.Factor.Value < s.High+0.2 {
			out = append(out, f)
		}
	}
	return out
}

func uncheckedWords(s *limit.Strip) string {
	var words []string
	for _, f := range uncheckedBeside(s) {
		words = append(words, fmt.Sprintf("%s %s, %s", decimals(f.Factor.Value), f.Product, nonBreaking(f.Share.Text)))
	}
	return strings.Join(words, "; ")
}

// factorStrip draws the admitted factors as a box, shaded from where a notice falls due,
// a point a factor in use, the tipping factor as a line of our hand.
func factorStrip(s *limit.Strip, unchecked bool) template.HTML {
	c := newCanvas("strip", "lchart", 380, 148, "What the factor decides", stripSentence(s))
	left, right := s.Low, s.High
	if unchecked {
		for _, f := range uncheckedBeside(s) {
			left, right = min(left, f.Factor.Value), max(right, f.Factor.Value)
		}
	}
	x := func(f float64) float64 { return 24 + 330*(f-left)/max(0.01, right-left) }
	box := rect{x(s.Low), 88, x(s.High) - x(s.Low), 16}
	c.rect("lbox", box)
	for _, tip := range s.Tipping {
		at := x(tip.Factor.Value)
		c.rect("lshade", rect{at, box.y, box.right() - at, box.h})
	}
	c.rect("lax", box)
	var ends [2]float64 // where the words of each row end
	for _, f := range s.Admitted {
		at, row := x(f.Factor.Value), 0
		share, factor := nonBreaking(f.Share.Text), decimals(f.Factor.Value)
		if half := stripWidth(share) / 2; at-half < ends[0]+6 {
			row = 1
		}
		half := stripWidth(share) / 2
		where := min(max(at, half+2), 378-half)
		ends[row] = where + half
		y := 58 - 40*float64(row)
		c.text("lm lb", where, y, share)
		c.text("lm l2", where, y+14, factor)
		c.line("lax", at, y+18, at, box.y)
		c.circle("ldot", at, box.y+box.h/2, 4)
	}
	if unchecked {
		for _, f := range uncheckedBeside(s) {
			c.circle("lring", x(f.Factor.Value), box.y+box.h/2, 4)
		}
	}
	before := "no notice due"
	if n := s.Admitted[0].Notice; n > 0 {
		before = fmt.Sprintf("%d"+nbsp+"%% notice", n)
	}
	for i, tip := range s.Tipping {
		at := x(tip.Factor.Value)
		c.line("lover", at, box.y-10, at, box.bottom()+12)
		c.text("lm lb lo", at, box.bottom()+40, decimal(tip.Factor.Value, 3))
		if i == 0 {
			c.text("le", at-5, box.bottom()+24, before)
		}
		c.text("", at+5, box.bottom()+24, fmt.Sprintf("%d"+nbsp+"%% notice", tip.Notice))
	}
	return c.end()
}

func stripWidth(s string) float64 { return math.Ceil(width(s, 12.5, true)) }

func stripSentence(s *limit.Strip) string {
	var parts []string
	for _, f := range s.Admitted {
		parts = append(parts, fmt.Sprintf("at %s barrels a tonne %s of the limit", decimals(f.Factor.Value), f.Share.Text))
	}
	for _, tip := range s.Tipping {
		parts = append(parts, fmt.Sprintf("the %d %% notice falls due from %s on", tip.Notice, decimal(tip.Factor.Value, 3)))
	}
	return capital(strings.Join(parts, "; ")) + "."
}

// limitBars draws what a phone has room for: what was notified and what was estimated,
// each by itself, on one scale with the limit. They are not stacked.
func limitBars(chart *limit.Chart) template.HTML {
	if chart.Limit <= 0 {
		return ""
	}
	p := &bars{canvas: newCanvas("limit-n", "lchart", 358, 178, "The limit, what was notified and what was estimated", limitSentence(chart)), top: chart.Limit}
	var last *limit.Step
	if n := len(chart.Steps); n > 0 {
		last = &chart.Steps[n-1]
		p.top = max(p.top, last.High)
	}
	box := drawnBox(chart)
	if box != nil {
		p.top = max(p.top, box.High)
		for _, e := range shownEdges(box) {
			p.top = max(p.top, e.High.Value)
		}
	}
	p.notified(last, chart.Unit)
	p.estimated(box, chart.Unit)
	p.limit(chart)
	return p.end()
}

// bars is the drawing of the two bars.
type bars struct {
	*canvas
	top float64
}

func (p *bars) x(v float64) float64 { return 2 + 352*v/p.top }

func (p *bars) notified(s *limit.Step, u limit.Unit) {
	p.text("lb", 2, 13, "Notified")
	if s == nil {
		p.text("l2", 2, 30, "no total known, which is not zero")
		p.line("lunk", 2, 52, 354, 52)
		return
	}
	words := fmt.Sprintf("%s to %s %s, by the factor", thousands(whole(s.Low)), thousands(whole(s.High)), u)
	if s.Low == s.High {
		words = thousands(whole(s.High)) + " " + string(u)
	}
	p.text("", 2, 30, words)
	p.rect("lax", rect{2, 40, 352, 18})
	p.rect("ldot", rect{2, 40, p.x(s.Low) - 2, 18})
	p.rect("lband", rect{p.x(s.Low), 40, p.x(s.High) - p.x(s.Low), 18})
}

func (p *bars) estimated(b *limit.Box, u limit.Unit) {
	if b == nil {
		p.text("l2", 2, 100, "no estimate with scenarios known by then")
		return
	}
	p.text("lb lo", 2, 84, "Estimated by "+b.By+", "+dayMonth(b.First)+" to "+dayMonth(b.Last)+" only")
	p.text("", 2, 101, fmt.Sprintf("%s to %s %s, by how full the ships were", thousands(whole(b.Low)), thousands(whole(b.High)), u))
	p.rect("lax", rect{2, 110, 352, 20})
	p.hatch("h-n", rect{2, 110, p.x(b.High) - 2, 20})
	for _, e := range shownEdges(b) {
		class := "ledge"
		if e.Implied {
			class += " limp"
		}
		p.line(class, p.x(e.Value.Value), 110, p.x(e.Value.Value), 130)
		p.line("lspread", p.x(e.Low.Value), 120, p.x(e.High.Value), 120)
		p.line("lspread", p.x(e.Low.Value), 116, p.x(e.Low.Value), 124)
		p.line("lspread", p.x(e.High.Value), 116, p.x(e.High.Value), 124)
	}
}

func (p *bars) limit(chart *limit.Chart) {
	at := p.x(chart.Limit)
	for _, n := range chart.Ladder {
		p.line("lnote", p.x(n.At.Value), 40, p.x(n.At.Value), 58)
	}
	p.line("lcap", at, 36, at, 60)
	p.line("lcap", at, 106, at, 168)
	p.circle("lcap", at, 154, 8)
	words := "Limit " + thousands(whole(chart.Limit)) + " " + string(chart.Unit)
	if at > 230 {
		p.text("lb le", at-14, 158, words)
		return
	}
	p.text("lb", at+14, 158, words)
}

// discMark draws the disc of a trust mark in a picture.
func (c *canvas) discMark(x, y float64, m source.Mark) {
	switch m {
	case source.InSource:
		c.circle("ldot", x, y, 4)
	case source.Derived:
		c.circle("lring2", x, y, 4)
		c.path("ldot", "M"+num(x)+" "+num(y-4)+"a4 4 0 0 0 0 8z")
	default:
		c.circle("lring", x, y, 4)
	}
}

// hatch fills a box with lines at 45 degrees: an estimate.
func (c *canvas) hatch(id string, r rect) {
	c.raw(`<defs><pattern id="` + esc(id) + `" width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><path class="lhatch" d="M0 0V7"/></pattern></defs>`)
	c.raw(`<rect x="` + num(r.x) + `" y="` + num(r.y) + `" width="` + num(r.w) + `" height="` + num(r.h) + `" fill="url(#` + esc(id) + `)"/>`)
}
