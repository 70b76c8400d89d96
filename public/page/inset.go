package page

import (
	"fmt"
	"html/template"
	"math"
	"slices"
	"time"

	"github.com/plimsoll-watch/plimsoll/base/geo"
	"github.com/plimsoll-watch/plimsoll/record/event"
)

// heardWithin is the age in minutes up to which A's place counts as heard in the inset.
const heardWithin = 3

// inset is B as seen from A, in metres: right of A and ahead of it (or east and north).
type inset struct {
	bowUp  bool
	hullA  *event.PictureHull
	hullB  *event.PictureHull
	relB   float64 // heading of B less that of A, degrees
	medX   float64 // where B's antenna lay, middle of its fixes
	medY   float64
	fixes  []seen
	lines  [2]string // what is drawn, and what is not and why
	title  string
	minute []seen // of each minute of the picture, for the player
}

// seen is a place of B from A; hollow where A was not heard close to it.
type seen struct {
	x, y   float64
	hollow bool
	known  bool
}

func newInset(p *event.Picture) inset {
	s := inset{bowUp: headings(p, 0) && hullKnown(p.Hulls[0])}
	s.minute = make([]seen, len(p.Minutes))
	for i := range p.Minutes {
		s.minute[i] = s.look(&p.Minutes[i])
	}
	s.collectFixes(p)
	s.words(p)
	if s.bowUp {
		s.hullA = &p.Hulls[0]
		s.placeB(p)
	}
	return s
}

func hullKnown(h event.PictureHull) bool { return h.Reference && h.A+h.B > 0 && h.C+h.D > 0 }

// headings reports whether ship i gave its heading for half of the contact.
func headings(p *event.Picture, i int) bool {
	with, all := 0, 0
	for k := range p.Minutes {
		if m := &p.Minutes[k]; m.Contact && m.Known[0] && m.Known[1] {
			all++
			if m.Heading[i] >= 0 {
				with++
			}
		}
	}
	return all > 0 && 2*with >= all
}

// look returns where B was from A in one minute.
func (s *inset) look(m *event.PictureMinute) seen {
	if !m.Known[0] || !m.Known[1] || s.bowUp && m.Heading[0] < 0 {
		return seen{}
	}
	e, n := geo.Offset(m.Places[0].Vec(), m.Places[1].Vec())
	return s.turned(e, n, m.Heading[0], m.AgeMin[0])
}

func (s *inset) turned(e, n float64, heading, age int) seen {
	v := seen{x: e, y: n, known: true, hollow: age < 0 || age > heardWithin}
	if s.bowUp {
		sin, cos := math.Sincos(radians(float64(heading)))
		v.x, v.y = e*cos-n*sin, e*sin+n*cos
	}
	return v
}

// collectFixes takes each fix of B in contact with A's place of that minute.
func (s *inset) collectFixes(p *event.Picture) {
	k := 0
	for _, f := range p.Tracks[1] {
		for k < len(p.Minutes) && f.Time.Sub(p.Minutes[k].Time) >= time.Minute {
			k++
		}
		if k == len(p.Minutes) {
			break
		}
		m := &p.Minutes[k]
		if f.Time.Before(m.Time) || !m.Contact || !m.Known[0] || s.bowUp && m.Heading[0] < 0 {
			continue
		}
		e, n := geo.Offset(placeAt(p, k, f.Time, 0), f.Place.Vec())
		s.fixes = append(s.fixes, s.turned(e, n, m.Heading[0], m.AgeMin[0]))
	}
	s.medX = median(s.fixes, func(v seen) float64 { return v.x })
	s.medY = median(s.fixes, func(v seen) float64 { return v.y })
}

// placeAt is where a ship was at a moment inside minute k: a ship under way covers two
// hundred metres in a minute.
func placeAt(p *event.Picture, k int, at time.Time, side int) geo.Vec {
	v := p.Minutes[k].Places[side].Vec()
	if k+1 == len(p.Minutes) || !p.Minutes[k+1].Known[side] || p.Minutes[k+1].Time.Sub(p.Minutes[k].Time) != time.Minute {
		return v
	}
	return geo.Between(v, p.Minutes[k+1].Places[side].Vec(), at.Sub(p.Minutes[k].Time).Minutes())
}

func median(all []seen, of func(seen) float64) float64 {
	if len(all) == 0 {
		return 0
	}
	v := make([]float64, len(all))
	for i := range all {
		v[i] = of(all[i])
	}
	slices.Sort(v)
	return v[len(v)/2]
}

// placeB draws B's hull at the middle of its places, turned by the middle heading.
func (s *inset) placeB(p *event.Picture) {
	if !hullKnown(p.Hulls[1]) || !headings(p, 1) || len(s.fixes) == 0 {
		return
	}
	var rel []seen
	first := math.NaN()
	for k := range p.Minutes {
		if m := &p.Minutes[k]; m.Contact && m.Heading[0] >= 0 && m.Heading[1] >= 0 {
			d := float64(m.Heading[1] - m.Heading[0])
			if math.IsNaN(first) {
				first = d
			}
			rel = append(rel, seen{x: first + turn(d-first)})
		}
	}
	s.hullB, s.relB = &p.Hulls[1], median(rel, func(v seen) float64 { return v.x })
}

func (s *inset) words(p *event.Picture) {
	s.title = "B as seen from A, bow of A up"
	s.lines = [2]string{"A square is a fix of B; hollow where", "A was heard over 3 min away."}
	if s.bowUp {
		if why := lacks(p, 1); why != "" {
			s.lines[1] = "A was over 3 min away. B: " + why + "."
		}
		return
	}
	s.title = "B as seen from A, north up"
	s.lines = [2]string{"A: " + lacks(p, 0) + ". No hulls; rings", "from its antenna. A square: a fix of B."}
}

// lacks says why a hull cannot be drawn.
func lacks(p *event.Picture, i int) string {
	h := p.Hulls[i]
	switch {
	case !headings(p, i):
		return "no heading"
	case h.A+h.B <= 0:
		return "no size"
	case !h.Reference:
		return "no antenna place"
	}
	return ""
}

// view is the inset laid on a rectangle of the page.
type view struct{ cx, cy, k, x0, y0 float64 }

func (v view) at(x, y float64) (float64, float64) { return v.cx + (x-v.x0)*v.k, v.cy - (y-v.y0)*v.k }

// plot is the part of a box that is drawn in, below the words.
func plot(box rect) rect { return rect{box.x, box.y + 50, box.w, box.h - 50} }

// view fits what must be seen: the hulls, the nearest contour and B's fixes, but for
// those much farther away than most, which the edge cuts.
func (s *inset) view(box rect) view {
	x0, y0, x1, y1 := s.bounds()
	in := plot(box).grown(-8)
	k := min(in.w/max(x1-x0, 60), in.h/max(y1-y0, 60), 0.7)
	return view{in.x + in.w/2, in.y + in.h/2, k, (x0 + x1) / 2, (y0 + y1) / 2}
}

func (s *inset) bounds() (x0, y0, x1, y1 float64) {
	grow := func(x, y, by float64) {
		x0, x1, y0, y1 = min(x0, x-by), max(x1, x+by), min(y0, y-by), max(y1, y+by)
	}
	if s.hullA != nil {
		h := s.hullA
		grow(float64(-h.C), float64(-h.B), 112)
		grow(float64(h.D), float64(h.A), 112)
	} else {
		grow(0, 0, 120)
	}
	far := max(200, 2*math.Hypot(s.medX, s.medY))
	for _, f := range s.fixes {
		if math.Hypot(f.x, f.y) <= far {
			grow(f.x, f.y, 20)
		}
	}
	if s.hullB != nil {
		for _, q := range hullShape(s.hullB, s.medX, s.medY, s.relB) {
			grow(q[0], q[1], 10)
		}
	}
	return x0, y0, x1, y1
}

// hullShape is a hull around its antenna, the bow pointed.
func hullShape(h *event.PictureHull, x, y, heading float64) [][2]float64 {
	a, b, c, d := float64(h.A), float64(h.B), float64(h.C), float64(h.D)
	shoulder := a - min(0.13*(a+b), 1.2*(c+d))
	sin, cos := math.Sincos(radians(heading))
	var out [][2]float64
	for _, q := range [][2]float64{{-c, -b}, {-c, shoulder}, {(d - c) / 2, a}, {d, shoulder}, {d, -b}} {
		out = append(out, [2]float64{x + q[0]*cos + q[1]*sin, y - q[0]*sin + q[1]*cos})
	}
	return out
}

// draw draws the inset, framed, with its words.
func (s *inset) draw(c *canvas, id string, box rect) {
	c.rect("panel", box)
	c.text("lab bold", box.x+8, box.y+16, s.title)
	c.text("note", box.x+8, box.y+31, s.lines[0])
	c.text("note", box.x+8, box.y+45, s.lines[1])
	v, in := s.view(box), plot(box)
	c.clip(id, in)
	s.contours(c, v, in)
	s.hulls(c, v)
	s.marks(c, v)
	c.close()
	s.scale(c, v, in)
	c.raw(`<g class="hand" data-k="inset" data-box="` + num(in.x+4) + " " + num(in.y+4) + " " + num(in.right()-4) + " " + num(in.bottom()-4) + `"></g>`)
}

// contourEdge is how far from A's antenna a contour lies on each side, in metres.
type contourEdge struct{ d, left, right, up, down float64 }

// contours are 100 and 200 m from A's hull, or rings around its antenna.
func (s *inset) contours(c *canvas, v view, in rect) {
	distances := []float64{100, 200, 500}
	if s.hullA != nil {
		distances = distances[:2]
	}
	for _, d := range distances {
		e := contourEdge{d, d, d, d, d}
		if h := s.hullA; h != nil {
			e = contourEdge{d, d + float64(h.C), d + float64(h.D), d + float64(h.A), d + float64(h.B)}
		}
		x, y := v.at(-e.left, e.up)
		c.raw(`<rect class="contour" x="` + num(x) + `" y="` + num(y) + `" width="` + num((e.left+e.right)*v.k) + `" height="` + num((e.up+e.down)*v.k) + `" rx="` + num(d*v.k) + `"/>`)
		s.contourLabel(c, v, in, e)
	}
}

// contourLabel stands on the contour at one of its corners, or sides, where the drawing
// shows it and the scale does not stand.
func (s *inset) contourLabel(c *canvas, v view, in rect, e contourEdge) {
	words := metres(int(e.d))
	w, k := width(words, 11.5, false), e.d*(1-math.Sqrt2/2)
	scale := rect{in.x, in.bottom() - 36, 70, 36}
	for _, at := range [][2]float64{
		{e.right - k, -(e.down - k)}, {e.right - k, e.up - k}, {-(e.left - k), e.up - k}, {-(e.left - k), -(e.down - k)},
		{e.right, -0.6 * e.down}, {-e.left, 0.6 * e.up}, {e.right, 0.6 * e.up}, {e.right, 0}, {-e.left, 0},
	} {
		x, y := v.at(at[0], at[1])
		r := rect{x - w/2, y - 7, w, 14}
		if r.inside(in.grown(-3)) && !r.meets(scale) {
			c.text("over note halo", r.x, r.bottom()-3, words)
			return
		}
	}
}

func (s *inset) hulls(c *canvas, v view) {
	if s.hullA == nil {
		p := pen{}
		p.move(v.at(-9/v.k, 0))
		p.to(v.at(9/v.k, 0))
		p.move(v.at(0, -9/v.k))
		p.to(v.at(0, 9/v.k))
		c.path("solid a", p.String())
		return
	}
	c.path("hull a", shape(v, hullShape(s.hullA, 0, 0, 0)))
	if s.hullB != nil {
		c.path("hull b", shape(v, hullShape(s.hullB, s.medX, s.medY, s.relB)))
	}
	x, y := v.at(0, 0)
	c.circle("fill a", x, y, 2.6)
}

func shape(v view, points [][2]float64) string {
	p := pen{}
	for i, q := range points {
		points[i][0], points[i][1] = v.at(q[0], q[1])
	}
	p.through(points)
	p.shut()
	return p.String()
}

func (s *inset) marks(c *canvas, v view) {
	var full, hollow pen
	for _, f := range s.fixes {
		x, y := v.at(f.x, f.y)
		if f.hollow {
			hollow.box(x-1.8, y-1.8, 3.6, 3.6)
		} else {
			full.dot(x, y)
		}
	}
	c.path("mark b", full.String())
	c.path("hollow b", hollow.String())
}

func (s *inset) scale(c *canvas, v view, in rect) {
	m := 100.0
	for m*v.k > in.w/2 {
		m /= 2
	}
	x, y := in.x+10, in.bottom()-10
	c.raw(`<rect class="ink" x="` + num(x) + `" y="` + num(y) + `" width="` + num(m*v.k) + `" height="4"/>`)
	c.text("lab halo", x, y-6, metres(int(m)))
}

// alone draws the inset as a picture of its own, for a narrow screen.
func (s *inset) alone(e *event.Event) template.HTML {
	box := narrowInset()
	c := newCanvas(e.ID+"-inset", "narrow inset", box.w+2, box.h+2, s.title, s.sentence())
	s.draw(c, e.ID+"-inset-c", box)
	return c.end()
}

func narrowInset() rect { return rect{1, 1, 250, 240} }

func (s *inset) sentence() string {
	if len(s.fixes) == 0 {
		return "No fix of B in contact with A's place known."
	}
	return fmt.Sprintf("%s of B, the middle one %s from A's antenna. %s %s",
		plural(len(s.fixes), "fix", "fixes"), metres(int(math.Round(math.Hypot(s.medX, s.medY)))), s.lines[0], s.lines[1])
}
