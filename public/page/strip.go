package page

import (
	"fmt"
	"html/template"

	"github.com/plimsoll-watch/plimsoll/record/event"
)

// chartSize is the shape of the strip and the charts, wide or narrow.
type chartSize struct {
	suffix, class string
	w, x0, x1     float64
	hourPx        float64
	wide          bool
}

func wideChart() chartSize   { return chartSize{"", "wide", 664, 58, 652, 52, true} }
func narrowChart() chartSize { return chartSize{"-n", "narrow", 358, 62, 353, 54, false} }

func (s *scene) lane(z chartSize) lane { return lane{s.axis, z.x0, z.x1} }

// Rows of the strip.
const (
	stripTop  = 22.0
	stripRowA = 35.0
	stripRowB = 55.0
	stripTogY = 70.0
	stripTogH = 11.0
	stripH    = 112.0
)

// drawStrip draws when each ship was heard and which minutes are known together.
func (s *scene) drawStrip(z chartSize) template.HTML {
	l := s.lane(z)
	c := newCanvas(s.e.ID+"-strip"+z.suffix, z.class+" strip", z.w, stripH, "When each ship was heard", s.stripSentence())
	from, to := l.x(l.clamped(s.e.Start)), l.x(l.clamped(s.e.End))
	c.rect("span", rect{from, stripTop, to - from, stripTogY - stripTop})
	for i, y := range []float64{stripRowA, stripRowB} {
		c.text("row "+sideClass(i), 0, y+4.5, sideName(i)+" heard")
		c.path("tick "+sideClass(i), s.ticks(l, i, y))
	}
	c.text("lab", 0, stripTogY+10, "Together")
	s.together(c, l)
	s.midnight(c, l, z)
	l.breaks(c, stripTop, stripTogY+stripTogH)
	l.hourAxis(c, stripTogY+stripTogH+6, z.hourPx)
	c.hand("strip", z, 4, stripTogY+stripTogH+2, logChart{})
	return c.end()
}

func (s *scene) ticks(l lane, i int, y float64) string {
	p, last := pen{}, -1.0
	for _, f := range s.p.Tracks[i] {
		at, ok := l.index(f.Time)
		if x := l.x(at); ok && x-last >= 0.7 { // closer ones cannot be told apart
			p.move(x, y-6.5)
			p.to(x, y+6.5)
			last = x
		}
	}
	return p.String()
}

// together draws each minute of contact solid or hatched; unknown minutes between are
// a dotted line, separated ones a thin one.
func (s *scene) together(c *canvas, l lane) {
	var solid, hatched, dotted, thin pen
	mid := stripTogY + stripTogH/2
	s.spells(func(kind int, from, to int) {
		x, w := l.x(float64(from)), l.x(float64(to))-l.x(float64(from))
		switch kind {
		case spellObserved:
			solid.box(x, stripTogY, w, stripTogH)
		case spellInterpolated:
			hatched.box(x, stripTogY, w, stripTogH)
		case spellUnknown:
			dotted.move(x, mid)
			dotted.to(x+w, mid)
		case spellApart:
			thin.move(x, mid)
			thin.to(x+w, mid)
		}
	})
	c.path("ink", solid.String())
	c.path("hatched", hatched.String())
	c.path("unknown", dotted.String())
	c.path("axis", thin.String())
}

// Kinds of minutes inside an event.
const (
	spellNone = iota
	spellObserved
	spellInterpolated
	spellUnknown
	spellApart
)

func (s *scene) kindOf(m *event.PictureMinute) int {
	switch {
	case m.Time.Before(s.e.Start) || !m.Time.Before(s.e.End):
		return spellNone
	case m.Contact && m.State == event.Observed:
		return spellObserved
	case m.Contact:
		return spellInterpolated
	case m.State == event.Unknown:
		return spellUnknown
	}
	return spellApart
}

// spells calls draw for each run of minutes of one kind.
func (s *scene) spells(draw func(kind, from, to int)) {
	all := s.p.Minutes
	for i := 0; i < len(all); {
		kind, k := s.kindOf(&all[i]), i+1
		for k < len(all) && s.kindOf(&all[k]) == kind {
			k++
		}
		if kind != spellNone {
			draw(kind, i, k)
		}
		i = k
	}
}

// midnight names the days on both sides of each midnight: nothing is cut there.
func (s *scene) midnight(c *canvas, l lane, z chartSize) {
	marks := l.midnights()
	if len(marks) == 0 {
		c.text("cap e", z.x1, 13, s.e.Start.UTC().Format(dayForm)+", UTC")
		return
	}
	p := pen{}
	for _, m := range marks {
		p.move(m.x, 3)
		p.to(m.x, stripTogY)
	}
	c.path("midnight", p.String())
	if before := l.runs[0].start.UTC().Format("2 Jan"); marks[0].x-z.x0 > width(before, 11.5, false) {
		c.text("cap e", marks[0].x-5, 13, before)
	}
	s.dayNames(c, marks, z)
}

// dayNames writes each day right of its midnight, as long as there is room; of a
// single midnight the words go on the side that has it.
func (s *scene) dayNames(c *canvas, marks []hourMark, z chartSize) {
	if len(marks) > 1 {
		for i, m := range marks {
			if next := i + 1; next == len(marks) || marks[next].x-m.x > 46 {
				c.text("cap", m.x+6, 13, m.day.Format("2 Jan"))
			}
		}
		return
	}
	m, words := marks[0], "UTC. Nothing is cut at midnight"
	if !z.wide {
		words = "UTC"
	}
	long := m.day.Format(dayForm) + ", " + words
	if m.x+8+width(long, 11.5, false) < z.w {
		c.text("cap", m.x+6, 13, long)
		return
	}
	c.text("cap", m.x+6, 13, m.day.Format("2 Jan"))
	c.text("cap e", m.x-50, 13, words)
}

func (s *scene) stripSentence() string {
	m := &s.e.Measured
	t := fmt.Sprintf("From %s to %s: A heard %s, B heard %s. In contact %d min observed and %d min interpolated; %d min unknown and %d min apart are not counted.",
		stamp(s.e.Start), stamp(s.e.End), plural(m.Fixes[0], "time", "times"), plural(m.Fixes[1], "time", "times"),
		m.ObservedMin, m.InterpolatedMin, m.UnknownMin, m.SeparatedMin)
	if n := s.axis.leftOut(); n > 0 {
		t += " " + minutes(n) + " in the middle are not drawn."
	}
	return t
}
