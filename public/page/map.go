package page

import (
	"fmt"
	"html/template"
	"math"

	"github.com/plimsoll-watch/plimsoll/base/geo"
	"github.com/plimsoll-watch/plimsoll/record/event"
)

// portWithin is how far the nearest port may lie and still be in the frame, metres.
const portWithin = 350_000

// scene is one event with what its drawings need.
type scene struct {
	e      *event.Event
	p      *event.Picture
	names  [2]string
	land   Land
	places []Place
	port   *Place // the nearest port, when its place is on file
	inset  inset
	axis   axis
}

// chart is a drawn map and how to draw on it.
type chart struct {
	svg   template.HTML
	frame frame
	inset rect // where the inset was drawn, empty on a narrow map
	step  float64
}

// canvasSize is a map's size: the wide one carries the inset.
type canvasSize struct {
	suffix, class string
	w, h          float64
	area          rect
	inset         bool
}

func wideMap() canvasSize {
	return canvasSize{"map", "wide", 664, 546, rect{20, 20, 624, 506}, true}
}

func narrowMap() canvasSize {
	return canvasSize{"map-n", "narrow", 358, 372, rect{20, 20, 331, 332}, false}
}

// metresPerDegree is a degree of latitude on the sphere of base/geo.
const metresPerDegree = geo.EarthRadiusM * math.Pi / 180

// insetSize is the size of the inset in the wide map.
const insetW, insetH = 210.0, 216.0

// mapDrawing draws one map.
type mapDrawing struct {
	*scene
	c      *canvas
	f      frame
	size   canvasSize
	labels labels
	inset  rect
	bar    rect
	x, y   float64 // of the event
}

// ringR is the radius of an event's ring.
const ringR = 15.0

func (s *scene) drawMap(size canvasSize) chart {
	m := &mapDrawing{scene: s, size: size}
	m.lay()
	m.c = newCanvas(s.e.ID+"-"+size.suffix, size.class, size.w, size.h, "Map of the event and both tracks", s.mapSentence())
	m.x, m.y = m.f.at(m.place())
	m.labels = labels{area: m.f.area, taken: []rect{{m.x - ringR - 3, m.y - ringR - 3, 2*ringR + 6, 2*ringR + 6}}, shut: []rect{m.bar}}
	if m.inset.w > 0 {
		m.labels.shut = append(m.labels.shut, m.inset.grown(3))
	}
	m.c.clip(s.e.ID+"-"+size.suffix+"-c", m.f.area)
	m.c.rect("sea", m.f.area)
	m.drawLand()
	ticks := m.f.graticule(m.c)
	m.drawPortLine()
	m.collectPoints()
	m.collectLead()
	m.drawTracks()
	m.drawPort()
	m.drawEvent()
	m.drawNames()
	m.drawHours()
	m.drawPlaces()
	m.c.close()
	step := m.f.neatline(m.c)
	m.f.labels(m.c, ticks)
	m.drawBar()
	m.drawInset()
	m.c.raw(`<g class="hand" data-k="map"></g>`)
	return chart{m.c.end(), m.f, m.inset, step}
}

func (s *scene) place() geo.Point {
	return geo.Point{Lat: float64(s.e.Place.Lat), Lon: float64(s.e.Place.Lon)}
}

// subjects are the places a map must show.
func (s *scene) subjects() []geo.Point {
	all := []geo.Point{s.place()}
	for i := range s.p.Tracks {
		for _, f := range s.p.Tracks[i] {
			all = append(all, f.Place)
		}
	}
	if s.port != nil {
		all = append(all, s.port.At)
	}
	return all
}

// layout is one way to frame the map.
type layout struct {
	f          frame
	inset, bar rect
	cost       float64
}

// lay frames the map so that neither the inset nor the scale bar covers what it shows:
// the event in the middle, little moved and zoomed, the inset at the lower right, as
// far as that can be had.
func (m *mapDrawing) lay() {
	subjects := m.subjects()
	base := fit(projectionFor(m.place()), subjects, m.size.area, 0.1)
	best := layout{cost: math.Inf(1)}
	for _, out := range []float64{1, 1.15, 1.3, 1.5, 1.75, 2} {
		for _, shift := range [][2]float64{{0, 0}, {-.14, -.14}, {.14, -.14}, {-.14, .14}, {.14, .14}, {0, -.2}, {-.2, 0}, {.2, 0}, {0, .2}} {
			f := base.zoomed(out).moved(shift[0]*m.size.area.w, shift[1]*m.size.area.h)
			for corner := range 4 {
				l := layout{f: f}
				l.inset, l.bar = m.corners(corner)
				l.cost = 1000*float64(covered(f, subjects, l.inset, l.bar)) + 40*(out-1) + 20*math.Hypot(shift[0], shift[1]) + 3*float64(corner)
				if l.cost < best.cost {
					best = l
				}
			}
		}
	}
	m.f, m.inset, m.bar = best.f, best.inset, best.bar
}

// corners returns the inset in a corner and the scale bar in one it leaves free.
func (m *mapDrawing) corners(corner int) (inset, bar rect) {
	a := m.size.area
	w := 148.0
	if !m.size.inset {
		w = 124
	}
	bar = rect{a.x + 10, a.bottom() - 48, w, 38}
	if !m.size.inset {
		return rect{}, bar
	}
	inset = rect{a.right() - insetW - 8, a.bottom() - insetH - 8, insetW, insetH}
	if corner == 1 || corner == 2 {
		inset.x = a.x + 8
	}
	if corner >= 2 {
		inset.y = a.y + 8
	}
	if corner == 1 {
		bar.x = a.right() - w - 10
	}
	return inset, bar
}

// covered counts the places that the frame cuts off or that a box would hide.
func covered(f frame, places []geo.Point, boxes ...rect) int {
	n := 0
	room := f.area.grown(-18)
	for i, p := range places {
		x, y := f.at(p)
		weight, margin := 1, 16.0
		if i == 0 { // the event itself, with its ring
			weight, margin = 1000, 44
		}
		if !room.has(x, y) {
			n += weight
		}
		for _, b := range boxes {
			if b.w > 0 && b.grown(margin).has(x, y) {
				n += weight
			}
		}
	}
	return n
}

func (m *mapDrawing) drawLand() {
	if m.land == nil {
		return
	}
	box, tol := m.f.box(), 0.5/m.f.metrePx()/metresPerDegree
	var fill, edge pen
	for _, ring := range m.land.Clip(box, tol) {
		m.ring(&fill, ring)
	}
	for _, line := range m.land.CoastLines(box, tol) {
		m.coast(&edge, line)
	}
	m.c.path("land", fill.String())
	m.c.path("coast", edge.String())
}

// ring adds a closed ring; specks under a pixel are left out.
func (m *mapDrawing) ring(p *pen, ring []geo.Point) {
	points := m.project(ring)
	if len(points) < 3 || extent(points) < 1.2 {
		return
	}
	p.through(points)
	p.shut()
}

func (m *mapDrawing) coast(p *pen, line []geo.Point) {
	points := m.project(line)
	if len(points) < 2 || extent(points) < 1.2 {
		return
	}
	near := m.f.area.grown(20)
	drawing := false
	for i, q := range points {
		in := near.has(q[0], q[1])
		switch {
		case in && drawing:
			p.to(q[0], q[1])
		case in:
			if i > 0 {
				p.move(points[i-1][0], points[i-1][1])
				p.to(q[0], q[1])
			} else {
				p.move(q[0], q[1])
			}
		case drawing:
			p.to(q[0], q[1])
		}
		drawing = in
	}
}

// project draws places; in polar maps long edges along a parallel are bent with it.
func (m *mapDrawing) project(places []geo.Point) [][2]float64 {
	out := make([][2]float64, 0, len(places))
	for i, p := range places {
		if i > 0 && m.f.proj.polar {
			q := places[i-1]
			for k, n := 1, int(math.Abs(p.Lon-q.Lon)/4); k < n; k++ {
				s := float64(k) / float64(n)
				x, y := m.f.at(geo.Point{Lat: q.Lat + (p.Lat-q.Lat)*s, Lon: q.Lon + (p.Lon-q.Lon)*s})
				out = append(out, [2]float64{x, y})
			}
		}
		x, y := m.f.at(p)
		out = append(out, [2]float64{x, y})
	}
	return out
}

func extent(points [][2]float64) float64 {
	x0, y0, x1, y1 := points[0][0], points[0][1], points[0][0], points[0][1]
	for _, p := range points {
		x0, x1, y0, y1 = min(x0, p[0]), max(x1, p[0]), min(y0, p[1]), max(y1, p[1])
	}
	return max(x1-x0, y1-y0)
}

func (s *scene) mapSentence() string {
	t := fmt.Sprintf("%s (A) and %s (B) met at %s.", s.names[0], s.names[1], latLon(s.place(), 2))
	if p := s.e.Place.Port; p != nil {
		t += fmt.Sprintf(" The nearest port on file, %s, is %s away.", p.Name, metres(p.DistanceM))
	}
	t += fmt.Sprintf(" Drawn: %s of A and %s of B.", plural(len(s.p.Tracks[0]), "fix", "fixes"), plural(len(s.p.Tracks[1]), "fix", "fixes"))
	return t
}
