package page

import (
	"math"

	"github.com/plimsoll-watch/plimsoll/base/geo"
)

// steps of a graticule in minutes of arc, finest first.
func arcSteps() []float64 { return []float64{1, 2, 5, 10, 20, 30, 60, 120, 300, 600, 900, 1800} }

// stepFor returns the finest step that is at least px wide at perMinute pixels a
// minute of arc.
func stepFor(perMinute, px float64) float64 {
	all := arcSteps()
	for _, s := range all {
		if s*perMinute >= px {
			return s
		}
	}
	return all[len(all)-1]
}

// graticule draws the net and returns the labels of its lines, for outside the frame.
func (f frame) graticule(c *canvas) []tick {
	if f.proj.polar {
		return f.polarNet(c)
	}
	return f.mercatorNet(c)
}

// tick is a labelled place on the frame's edge.
type tick struct {
	x, y  float64
	label string
	left  bool // reads upwards at the left; else above
}

func (f frame) mercatorNet(c *canvas) []tick {
	perMinute := radians(1.0/60) * f.k
	lonStep := stepFor(perMinute, 90) / 60
	latStep := stepFor(perMinute/math.Cos(radians(f.middle())), 90) / 60
	var p pen
	var ticks []tick
	b := f.box()
	west := turn(b.West - f.proj.lon0)
	for lon := math.Ceil((f.proj.lon0+west)/lonStep) * lonStep; lon <= f.proj.lon0+west+b.Width(); lon += lonStep {
		x, _ := f.at(geo.Point{Lat: 0, Lon: turn(lon)})
		p.move(x, f.area.y)
		p.to(x, f.area.bottom())
		ticks = append(ticks, tick{x: x, y: f.area.y, label: meridian(turn(lon), lonStep)})
	}
	for lat := math.Ceil(b.South/latStep) * latStep; lat <= b.North; lat += latStep {
		_, y := f.at(geo.Point{Lat: lat, Lon: f.proj.lon0})
		p.move(f.area.x, y)
		p.to(f.area.right(), y)
		ticks = append(ticks, tick{x: f.area.x, y: y, label: parallel(lat, latStep), left: true})
	}
	c.path("net", p.String())
	return ticks
}

// polarNet draws parallels and meridians as the curves they are, labelled where they
// leave the frame.
func (f frame) polarNet(c *canvas) []tick {
	b := f.box()
	perMinute := geo.EarthRadiusM * radians(1.0/60) * f.metrePx()
	latStep := stepFor(perMinute, 80) / 60
	lonStep := stepFor(perMinute*math.Cos(radians(min(math.Abs(f.middle()), 88))), 80) / 60
	p := pen{}
	var ticks []tick
	for lat := math.Ceil(b.South/latStep) * latStep; lat <= b.North && lat < 90; lat += latStep {
		t := f.curve(&p, func(s float64) geo.Point { return geo.Point{Lat: lat, Lon: turn(f.proj.lon0 - 180 + 360*s)} }, 720)
		ticks = append(ticks, named(t, parallel(lat, latStep), true)...)
	}
	span := b.Width()
	for i := 0.0; i*lonStep < span; i++ {
		lon := turn(math.Ceil(b.West/lonStep)*lonStep + i*lonStep)
		t := f.curve(&p, func(s float64) geo.Point { return geo.Point{Lat: b.South + (b.North-b.South)*s, Lon: lon} }, 160)
		ticks = append(ticks, named(t, meridian(lon, lonStep), false)...)
	}
	c.path("net", p.String())
	return apart(ticks)
}

// curve draws the part of a curve inside the frame and returns where it crosses the edge.
func (f frame) curve(p *pen, at func(float64) geo.Point, steps int) (edge []tick) {
	wasIn := false
	var px, py float64
	for i := range steps + 1 {
		x, y := f.at(at(float64(i) / float64(steps)))
		in := f.area.has(x, y)
		switch {
		case in && !wasIn:
			p.move(x, y)
		case in:
			p.to(x, y)
		}
		if i > 0 && in != wasIn {
			edge = append(edge, tick{x: (x + px) / 2, y: (y + py) / 2})
		}
		wasIn, px, py = in, x, y
	}
	return edge
}

func named(ticks []tick, label string, left bool) []tick {
	for i := range ticks {
		ticks[i].label, ticks[i].left = label, left
	}
	return ticks
}

// apart leaves out labels that would stand on one another.
func apart(ticks []tick) []tick {
	var kept []tick
	for _, t := range ticks {
		free := true
		for _, k := range kept {
			free = free && math.Hypot(t.x-k.x, t.y-k.y) > 34
		}
		if free {
			kept = append(kept, t)
		}
	}
	return kept
}

func meridian(lon, step float64) string {
	switch d := math.Abs(lon); {
	case d < 1e-9:
		return "0°"
	case math.Abs(d-180) < 1e-9:
		return "180°"
	default:
		return arc(d, step) + sideOf(lon, "E", "W")
	}
}

func parallel(lat, step float64) string {
	if math.Abs(lat) < 1e-9 {
		return "0°"
	}
	return arc(math.Abs(lat), step) + sideOf(lat, "N", "S")
}

func sideOf(d float64, positive, negative string) string {
	if d < 0 {
		return negative
	}
	return positive
}

// arc prints degrees, with minutes when the step needs them.
func arc(d, step float64) string {
	m := int(math.Round(d * 60))
	s := thousands(m/60) + "°"
	if step < 1 {
		s += string(rune('0'+m%60/10)) + string(rune('0'+m%10)) + "′"
	}
	return s
}

// neatline draws the frame: alternate steps of ten minutes of arc (or what fits) in
// Mercator, a plain double line where meridians are not parallel. It returns the step
// in minutes, 0 for none.
func (f frame) neatline(c *canvas) float64 {
	a, t := f.area, 5.0
	outer := a.grown(t)
	c.rect("neat", outer)
	step := 0.0
	if !f.proj.polar {
		step = f.zebra(c, t)
	}
	c.rect("neat", a)
	return step
}

// zebra fills every second step on all four sides.
func (f frame) zebra(c *canvas, t float64) float64 {
	perMinute := radians(1.0/60) * f.k
	step := 10.0
	if 10*perMinute < 7 || 10*perMinute > 70 {
		step = stepFor(perMinute, 12)
	}
	a, b := f.area, f.box()
	p := pen{}
	west := f.proj.lon0 + turn(b.West-f.proj.lon0)
	f.alternate(west, west+b.Width(), step/60, func(v float64) float64 { x, _ := f.at(geo.Point{Lon: turn(v)}); return x }, func(u, v float64) {
		u, v = max(u, a.x), min(v, a.right())
		p.box(u, a.y-t, v-u, t)
		p.box(u, a.bottom(), v-u, t)
	})
	f.alternate(b.South, b.North, step/60, func(v float64) float64 { _, y := f.at(geo.Point{Lat: v, Lon: f.proj.lon0}); return y }, func(u, v float64) {
		u, v = min(u, a.bottom()), max(v, a.y)
		p.box(a.x-t, v, t, u-v)
		p.box(a.right(), v, t, u-v)
	})
	c.path("ink", p.String())
	return step
}

// alternate calls draw with the ends of every second step between from and to.
func (f frame) alternate(from, to, step float64, at func(float64) float64, draw func(u, v float64)) {
	for i := math.Floor(from / step); i*step < to; i++ {
		if math.Mod(i, 2) == 0 {
			draw(at(i*step), at((i+1)*step))
		}
	}
}

// labels writes the ticks outside the frame.
func (f frame) labels(c *canvas, ticks []tick) {
	for _, t := range ticks {
		s := t.label
		switch half := width(s, 12, false) / 2; {
		case t.left && t.x < f.area.x+3 && t.y-half > f.area.y-4 && t.y+half < f.area.bottom()+4:
			c.turned("deg m", f.area.x-11, t.y, s)
		case !t.left && t.y < f.area.y+3 && t.x-half > f.area.x-4 && t.x+half < f.area.right()+4:
			c.text("deg m", t.x, f.area.y-11, s)
		case f.proj.polar && t.y > f.area.bottom()-3 && t.x-half > f.area.x && t.x+half < f.area.right():
			c.text("deg m", t.x, f.area.bottom()+17, s)
		case f.proj.polar && t.left && t.y < f.area.y+3:
			c.text("deg m", t.x, f.area.y-11, s)
		case f.proj.polar && t.x < f.area.x+3:
			c.turned("deg m", f.area.x-11, t.y, s)
		}
	}
}
