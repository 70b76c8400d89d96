package page

import (
	"fmt"
	"html/template"
	"math"
	"slices"

	"github.com/plimsoll-watch/plimsoll/record/event"
)

// logChart maps metres to a height: 10 m and less is the floor.
type logChart struct{ y0, y1, top float64 }

const floorM = 10.0

func (g logChart) y(m float64) float64 {
	m = min(max(m, floorM), g.top)
	return g.y1 - (g.y1-g.y0)*math.Log(m/floorM)/math.Log(g.top/floorM)
}

// hand leaves room for the player's line, with what it needs to be placed.
func (c *canvas) hand(kind string, z chartSize, y0, y1 float64, g logChart) {
	c.raw(`<g class="hand" data-k="` + kind + `" data-x0="` + num(z.x0) + `" data-x1="` + num(z.x1) + `" data-y0="` + num(y0) + `" data-y1="` + num(y1))
	if g.top > 0 {
		c.raw(`" data-p0="` + num(g.y0) + `" data-p1="` + num(g.y1))
	}
	c.raw(`"></g>`)
}

// topOf returns a round length at or above the widest distance drawn.
func topOf(all []event.PictureMinute) float64 {
	most := 1000.0
	for i := range all {
		if m := &all[i]; m.State != event.Unknown {
			most = max(most, float64(m.High))
		}
	}
	for _, top := range []float64{1000, 2000, 5000, 10_000, 20_000, 50_000, 100_000, 200_000, 500_000} {
		if most <= top {
			return top
		}
	}
	return 2_000_000
}

// drawGap draws the range between the hulls, minute by minute.
func (s *scene) drawGap(z chartSize) template.HTML {
	c := newCanvas(s.e.ID+"-gap"+z.suffix, z.class, z.w, 214, "Between the hulls", s.gapSentence())
	title := "Between the hulls, low to high (log scale). Contact is decided on the line, the high edge"
	if !z.wide {
		title = "Between the hulls, low to high (log)"
	}
	c.text("charttitle", z.x0, 12, title)
	g := logChart{22, 188, topOf(s.p.Minutes)}
	s.gapScale(c, g, z)
	l := s.lane(z)
	c.path("unknown", s.unknown(l, g.y1))
	c.path("band", s.band(l, g))
	s.gapRules(c, g, z)
	solid, dotted := s.edge(l, g)
	c.path("edge", solid)
	c.path("edge dots", dotted)
	l.breaks(c, g.y0, g.y1)
	l.hourAxis(c, g.y1, z.hourPx)
	c.hand("gap", z, 20, g.y1, g)
	return c.end()
}

func (s *scene) gapScale(c *canvas, g logChart, z chartSize) {
	p := pen{}
	p.move(z.x0, g.y1)
	p.to(z.x1, g.y1)
	c.text("y e", z.x0-6, g.y1+4, "0 to 10 m")
	for m := 100.0; m <= g.top; m *= 10 {
		p.move(z.x0, g.y(m))
		p.to(z.x1, g.y(m))
		label := metres(int(m))
		if m >= 1000 {
			label = thousands(int(m/1000)) + nbsp + "km"
		}
		c.text("y e", z.x0-6, g.y(m)+4, label)
	}
	c.path("grid", p.String())
}

// gapRules are the distances that decide: 500 m is contact, 200 and 100 m closeness.
func (s *scene) gapRules(c *canvas, g logChart, z chartSize) {
	c.line("rule1", z.x0, g.y(500), z.x1, g.y(500))
	p := pen{}
	for _, m := range []float64{200, 100} {
		p.move(z.x0, g.y(m))
		p.to(z.x1, g.y(m))
	}
	c.path("rule2", p.String())
	x := z.x0 + (z.x1-z.x0)*.47
	c.text("over note halo", x, g.y(500)-4, "500 m, contact")
	c.text("over note halo", x, g.y(200)-3, "200 m")
	c.text("over note halo", x, g.y(100)-2, "100 m")
}

// band is the area from the low edge to the high one, a shape a run of known minutes.
func (s *scene) band(l lane, g logChart) string {
	p := pen{}
	s.known(func(from, to int) {
		var high, low [][2]float64
		for i := from; i < to; i++ {
			x, m := l.x(float64(i)+.5), &s.p.Minutes[i]
			high, low = append(high, [2]float64{x, g.y(float64(m.High))}), append(low, [2]float64{x, g.y(float64(m.Low))})
		}
		slices.Reverse(low)
		p.through(append(thinned(high), thinned(low)...))
		p.shut()
	})
	return p.String()
}

// known calls draw for each run of consecutive minutes with both places known.
func (s *scene) known(draw func(from, to int)) {
	s.stretches(func(known bool, from, to int) {
		if known {
			draw(from, to)
		}
	})
}

// stretches calls draw for each run of consecutive minutes that are all known, or all not.
func (s *scene) stretches(draw func(known bool, from, to int)) {
	for _, r := range s.axis.runs {
		for i, end := r.first, r.first+r.n; i < end; {
			known, k := s.p.Minutes[i].State != event.Unknown, i+1
			for k < end && (s.p.Minutes[k].State != event.Unknown) == known {
				k++
			}
			draw(known, i, k)
			i = k
		}
	}
}

// unknown is the baseline, dotted, under the minutes in which a place is not known.
func (s *scene) unknown(l lane, y float64) string {
	p := pen{}
	s.stretches(func(known bool, from, to int) {
		if !known {
			p.move(l.x(float64(from)), y)
			p.to(l.x(float64(to)), y)
		}
	})
	return p.String()
}

// edge is the high edge: solid where observed, dotted where a minute at either end is
// interpolated.
func (s *scene) edge(l lane, g logChart) (solid, dotted string) {
	var ps, pd trace
	s.known(func(from, to int) {
		for i := from + 1; i < to; i++ {
			a, b := &s.p.Minutes[i-1], &s.p.Minutes[i]
			t := &ps
			if a.State == event.Interpolated || b.State == event.Interpolated {
				t = &pd
			}
			t.add(l.x(float64(i)-.5), g.y(float64(a.High)), l.x(float64(i)+.5), g.y(float64(b.High)))
		}
	})
	return ps.path(), pd.path()
}

func (s *scene) gapSentence() string {
	m := &s.e.Measured
	return fmt.Sprintf("Over %d min of contact the median distance between the hulls is from %d m (low) to %d m (high): %s. Contact is a high edge of at most 500 m.",
		m.ContactMin, m.HullGapM.Low, m.HullGapM.High, closeness(m.WithinM))
}

// drawSpeed draws the speed each ship reported, fix by fix.
func (s *scene) drawSpeed(z chartSize) template.HTML {
	c := newCanvas(s.e.ID+"-speed"+z.suffix, z.class, z.w, 152, "Speed over ground", s.speedSentence())
	c.text("charttitle", z.x0, 12, "Speed over ground, as each ship reported it")
	const y0, y1 = 20.0, 128.0
	top := s.topSpeed()
	y := func(kn float64) float64 { return y1 - (y1-y0)*kn/top }
	p := pen{}
	for _, kn := range []float64{0, top / 2, top} {
		p.move(z.x0, y(kn))
		p.to(z.x1, y(kn))
		c.text("y e", z.x0-6, y(kn)+4, num(kn)+nbsp+"kn")
	}
	c.path("grid", p.String())
	c.line("rule1", z.x0, y(2), z.x1, y(2))
	if top <= 20 {
		c.text("y e", z.x0-6, y(2)+4, "2"+nbsp+"kn")
	}
	l := s.lane(z)
	drawn := false
	for i := range s.p.Tracks {
		drawn = s.speedLine(c, l, i, y) || drawn
	}
	if !drawn {
		c.text("lab m", (z.x0+z.x1)/2, y(top/2)-6, "neither ship broadcast a speed")
	}
	words := s.speedRule(z.wide)
	c.text("over note halo", z.x0+(z.x1-z.x0)*.48, y(2)-5, words)
	l.breaks(c, y0, y1)
	l.hourAxis(c, y1, z.hourPx)
	c.hand("speed", z, 16, y1, logChart{})
	return c.end()
}

func (s *scene) speedRule(wide bool) string {
	switch {
	case s.e.Measured.Motion == "under-way-together":
		return "2 kn, both at or above"
	case wide:
		return "2 kn, median must be below"
	}
	return "median below 2 kn"
}

func (s *scene) topSpeed() float64 {
	most := 0.0
	for i := range s.p.Tracks {
		for _, f := range s.p.Tracks[i] {
			if _, ok := s.axis.index(f.Time); ok {
				most = max(most, f.SOGKn)
			}
		}
	}
	for _, top := range []float64{10, 16, 20, 30, 40, 60} {
		if most <= top {
			return top
		}
	}
	return 110
}

// speedLine draws one ship's speeds and its letter where the line begins.
func (s *scene) speedLine(c *canvas, l lane, i int, y func(float64) float64) bool {
	var solid, dotted trace
	var marks pen
	var last event.PictureFix
	have := false
	for _, f := range s.p.Tracks[i] {
		at, ok := l.index(f.Time)
		if !ok || f.SOGKn < 0 {
			continue
		}
		x := l.x(at)
		if have {
			before, _ := l.index(last.Time)
			switch gap := f.Time.Sub(last.Time); {
			case gap <= observedGap:
				solid.add(l.x(before), y(last.SOGKn), x, y(f.SOGKn))
			case gap <= interpolatedGap:
				dotted.add(l.x(before), y(last.SOGKn), x, y(f.SOGKn))
			}
		} else {
			s.letter(c, l, i, x, y(f.SOGKn))
		}
		marks.dot(x, y(f.SOGKn))
		last, have = f, true
	}
	k := sideClass(i)
	c.path("dotted "+k, dotted.path())
	c.path("solid "+k, solid.path())
	c.path("mark "+k, marks.String())
	return have
}

// letter names a line above its beginning, B a little to the right of A.
func (s *scene) letter(c *canvas, _ lane, i int, x, y float64) {
	c.text("ship halo "+sideClass(i), x+3+14*float64(i), max(y-7, 32), sideName(i))
}

func (s *scene) speedSentence() string {
	m := &s.e.Measured
	return fmt.Sprintf("Median speed in contact: A %s kn, B %s kn.", decimal(float64(m.SpeedKn[0]), 1), decimal(float64(m.SpeedKn[1]), 1))
}
