package page

import (
	"math"
	"time"

	"github.com/plimsoll-watch/plimsoll/record/event"
)

// How a stretch between two fixes is drawn. encounter/1: a minute is observed within
// 5 min of a fix, so a stretch of 10 min is observed throughout; up to 60 min it is
// interpolated; beyond that the place is unknown and nothing is drawn.
const (
	observedGap     = 10 * time.Minute
	interpolatedGap = 60 * time.Minute
)

// sides are the letters and classes of the two ships: circles and squares.
func sideName(i int) string  { return [2]string{"A", "B"}[i] }
func sideClass(i int) string { return [2]string{"a", "b"}[i] }

// collectPoints keeps labels off the tracks.
func (m *mapDrawing) collectPoints() {
	for i := range m.p.Tracks {
		for _, f := range m.p.Tracks[i] {
			x, y := m.f.at(f.Place)
			m.labels.points = append(m.labels.points, [2]float64{x, y})
		}
	}
}

func (m *mapDrawing) drawTracks() {
	m.drawContact()
	for i := range m.p.Tracks {
		m.drawTrack(i)
	}
	for i := range m.p.Tracks {
		m.drawArrows(i)
	}
}

// drawContact lays a broad line under A's way in contact when the ships were under way:
// the ring then marks the middle of an event, not all of it.
func (m *mapDrawing) drawContact() {
	if m.e.Measured.Motion != "under-way-together" {
		return
	}
	var way [][2]float64
	for i := range m.p.Minutes {
		if q := &m.p.Minutes[i]; q.Contact {
			x, y := m.f.at(q.Places[0])
			way = append(way, [2]float64{x, y})
		}
	}
	p := pen{}
	p.through(thinned(way))
	m.c.path("contact", p.String())
}

// drawTrack draws one ship: solid where observed, dotted where interpolated, nothing
// across a gap; a mark per fix, hollow at the ends of a gap.
func (m *mapDrawing) drawTrack(i int) {
	fixes := m.p.Tracks[i]
	var solid, dotted trace
	var marks, hollow pen
	lastX, lastY := math.Inf(1), math.Inf(1)
	for k, f := range fixes {
		x, y := m.f.at(f.Place)
		if k > 0 {
			px, py := m.f.at(fixes[k-1].Place)
			switch gap := f.Time.Sub(fixes[k-1].Time); {
			case gap <= observedGap:
				solid.add(px, py, x, y)
			case gap <= interpolatedGap:
				dotted.add(px, py, x, y)
			}
		}
		switch {
		case gapEnd(fixes, k):
			hollow.dot(x, y)
			m.gapHour(i, f, x, y)
		case math.Hypot(x-lastX, y-lastY) > 1.4:
			marks.dot(x, y)
			lastX, lastY = x, y
		}
	}
	c := sideClass(i)
	m.c.path("dotted "+c, dotted.path())
	m.c.path("solid "+c, solid.path())
	m.c.path("mark "+c, marks.String())
	m.c.path("mark gapend "+c, hollow.String())
	m.c.path("hole "+c, hollow.String())
}

// gapEnd reports whether a gap over 60 min begins or ends at fix k.
func gapEnd(fixes []event.PictureFix, k int) bool {
	return k > 0 && fixes[k].Time.Sub(fixes[k-1].Time) > interpolatedGap ||
		k+1 < len(fixes) && fixes[k+1].Time.Sub(fixes[k].Time) > interpolatedGap
}

func (m *mapDrawing) gapHour(i int, f event.PictureFix, x, y float64) {
	if math.Hypot(x-m.x, y-m.y) < ringR {
		return
	}
	m.hour(i, f.Time, x, y, 40)
}

// hour writes an hour beside the track where there is room.
func (m *mapDrawing) hour(i int, t time.Time, x, y float64, most int) bool {
	s := t.UTC().Format(hourForm)
	r, ok := m.labels.put(most, around(x, y, 31, 13, 9, 14)...)
	if ok {
		m.c.text("hr "+sideClass(i), r.x, r.bottom()-2.5, s)
	}
	return ok
}

// drawHours labels the ends of each track and hours between them.
func (m *mapDrawing) drawHours() {
	for i := range m.p.Tracks {
		fixes := m.p.Tracks[i]
		if len(fixes) == 0 {
			continue
		}
		var placed [][2]float64
		for _, k := range hourFixes(fixes) {
			x, y := m.f.at(fixes[k].Place)
			if math.Hypot(x-m.x, y-m.y) < 2*ringR || near(placed, x, y, 52) || gapEnd(fixes, k) {
				continue
			}
			if m.hour(i, fixes[k].Time, x, y, 2) {
				placed = append(placed, [2]float64{x, y})
			}
		}
	}
}

// hourFixes are the fixes worth an hour: the ends, then the fix nearest each whole hour.
func hourFixes(fixes []event.PictureFix) []int {
	out := []int{0, len(fixes) - 1}
	for k := 1; k+1 < len(fixes); k++ {
		at := fixes[k].Time
		if at.Truncate(time.Hour) != fixes[k-1].Time.Truncate(time.Hour) {
			out = append(out, k)
		}
	}
	return out
}

func near(points [][2]float64, x, y, px float64) bool {
	for _, p := range points {
		if math.Hypot(p[0]-x, p[1]-y) < px {
			return true
		}
	}
	return false
}

// drawArrows puts heads at a third and two thirds of a track, or, where that is at
// the event, in the middle of the way there and of the way from it.
func (m *mapDrawing) drawArrows(i int) {
	way := m.way(i)
	if len(way) < 2 {
		return
	}
	total := way[len(way)-1].along
	inward, outward := m.legs(i, way)
	m.arrow(i, way, total/3, inward/2)
	m.arrow(i, way, 2*total/3, outward+(total-outward)/2)
}

// step is a drawn point of a track and how far along it lies, in pixels of line drawn.
type step struct {
	x, y, along float64
	t           time.Time
	apart       bool // nothing is drawn from the step before
}

func (m *mapDrawing) way(i int) []step {
	var way []step
	var before time.Time
	for k, f := range m.p.Tracks[i] {
		x, y := m.f.at(f.Place)
		s := step{x: x, y: y, t: f.Time, apart: k > 0 && f.Time.Sub(before) > interpolatedGap}
		before = f.Time
		if n := len(way); n > 0 {
			d := math.Hypot(x-way[n-1].x, y-way[n-1].y)
			if d < 1.5 && !s.apart {
				continue
			}
			s.along = way[n-1].along
			if !s.apart {
				s.along += d
			}
		}
		way = append(way, s)
	}
	return way
}

// legs returns how far along the track the event begins and ends.
func (m *mapDrawing) legs(_ int, way []step) (in, out float64) {
	for _, s := range way {
		if s.t.Before(m.e.Start) {
			in = s.along
		}
		if !s.t.After(m.e.End) {
			out = s.along
		}
	}
	return in, out
}

func (m *mapDrawing) arrow(i int, way []step, at, instead float64) {
	for _, d := range []float64{at, instead} {
		for k := 1; k < len(way); k++ {
			a, b := way[k-1], way[k]
			if b.apart || b.along < d || a.along > d {
				continue
			}
			if math.Hypot(b.x-m.x, b.y-m.y) > 1.9*ringR {
				m.head(i, (a.x+b.x)/2, (a.y+b.y)/2, math.Atan2(b.y-a.y, b.x-a.x))
				return
			}
		}
	}
}

func (m *mapDrawing) head(i int, x, y, dir float64) {
	p := pen{}
	at := func(ahead, side float64) (float64, float64) {
		return x + ahead*math.Cos(dir) - side*math.Sin(dir), y + ahead*math.Sin(dir) + side*math.Cos(dir)
	}
	p.move(at(7, 0))
	p.to(at(-5, 5))
	p.to(at(-2, 0))
	p.to(at(-5, -5))
	p.shut()
	m.c.path("head "+sideClass(i), p.String())
}
