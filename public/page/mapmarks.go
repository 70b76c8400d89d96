package page

import (
	"fmt"
	"math"
	"strings"

	"github.com/plimsoll-watch/plimsoll/base/geo"
)

// drawPortLine draws the dotted line to the nearest port, with its distance.
func (m *mapDrawing) drawPortLine() {
	if m.port == nil {
		return
	}
	x, y := m.f.at(m.port.At)
	m.labels.taken = append(m.labels.taken, rect{x - 5, y - 5, 10, 10})
	v, w := m.place().Vec(), m.port.At.Vec()
	p := pen{}
	for i := range 17 {
		qx, qy := m.f.at(geo.Between(v, w, float64(i)/16).Point())
		m.labels.points = append(m.labels.points, [2]float64{qx, qy})
		if i == 0 {
			p.move(qx, qy)
		} else {
			p.to(qx, qy)
		}
	}
	m.c.path("toport", p.String())
}

// portWords writes the distance beside the line's middle.
func (m *mapDrawing) portWords() {
	if m.port == nil {
		return
	}
	x, y := m.f.at(m.port.At)
	s := metres(m.e.Place.Port.DistanceM)
	mx, my := x+(m.x-x)*.55, y+(m.y-y)*.55
	if r, ok := m.labels.put(900, around(mx, my, width(s, 12, false), 14, 5, 10)...); ok && math.Hypot(m.x-x, m.y-y) > 70 {
		m.c.text("over", r.x, r.bottom()-3, s)
	}
}

// drawEvent draws the ring of a possible event, the two arcs of an undecided one or a
// point, and says what it is.
func (m *mapDrawing) drawEvent() {
	switch m.e.STS {
	case "possible":
		m.c.circle("ring", m.x, m.y, ringR)
	case "undecided":
		m.c.path("ring", arcs(m.x, m.y, ringR))
	default:
		m.c.circle("point", m.x, m.y, 4)
	}
	title, at := m.eventWords()
	w := max(width(title, 12.5, true), width(at, 12, false))
	class := "over"
	if m.e.STS == "" {
		class = "lab"
	}
	if r, ok := m.labels.put(4000, beside(m.x, m.y, w, 30)...); ok {
		m.c.text(class+" bold", r.x, r.y+11.5, title)
		m.c.text(class, r.x, r.y+26, at)
	}
	m.portWords()
}

// beside returns places for the event's words: around its ring, then on wider and
// wider ones, nearest first.
func beside(x, y, w, h float64) []rect {
	out := around(x, y, w, h, 20, 30, 44)
	for d := 24.0; d <= 164; d += 20 {
		for i := range 16 {
			sin, cos := math.Sincos(float64(i) * math.Pi / 8)
			out = append(out, rect{x + cos*(d+w/2) - w/2, y + sin*(d+h/2) - h/2, w, h})
		}
	}
	return out
}

func (m *mapDrawing) eventWords() (title, at string) {
	title = m.kindWords()
	if m.size.inset {
		title += ", " + closeness(m.e.Measured.WithinM)
	}
	return title, hours(m.e.Start, m.e.End)
}

// kindWords names the event in two words.
func (s *scene) kindWords() string {
	switch s.e.STS {
	case "possible":
		return "Possible transfer"
	case "undecided":
		return "Undecided"
	}
	return "Encounter"
}

// arcs are the ring of an undecided event: opened above and below.
func arcs(x, y, r float64) string {
	dx, dy := r*math.Sin(radians(50)), r*math.Cos(radians(50))
	half := func(side float64, sweep int) string {
		return fmt.Sprintf("M%s %sA%s %s 0 0 %d %s %s", num(x+side*dx), num(y-dy), num(r), num(r), sweep, num(x+side*dx), num(y+dy))
	}
	return half(1, 1) + half(-1, 0)
}

// drawNames writes each ship's name with its mark, near an end of its track.
func (m *mapDrawing) drawNames() {
	for i := range m.p.Tracks {
		fixes := m.p.Tracks[i]
		if len(fixes) == 0 {
			continue
		}
		s := sideName(i) + " " + shortened(m.names[i], 24)
		w := width(s, 12.5, true) + 16
		var candidates []rect
		for _, k := range []int{len(fixes) - 1, 0, len(fixes) / 4, len(fixes) * 3 / 4} {
			x, y := m.f.at(fixes[k].Place)
			candidates = append(candidates, around(x, y, w, 16, 14, 26, 42)...)
		}
		r, ok := m.labels.put(900, candidates...)
		if !ok {
			continue
		}
		m.shipMark(i, r.x+5, r.y+8)
		m.c.text("ship "+sideClass(i), r.x+15, r.y+12.5, s)
	}
}

func (m *mapDrawing) shipMark(i int, x, y float64) {
	if i == 0 {
		m.c.circle("fill a", x, y, 4.8)
		return
	}
	m.c.rect("fill b", rect{x - 4.5, y - 4.5, 9, 9})
}

func shortened(s string, n int) string {
	if r := []rune(s); len(r) > n {
		return strings.TrimSpace(string(r[:n-1])) + "…"
	}
	return s
}

// mostPlaces is how many named places a map shows beside the nearest port.
const mostPlaces = 5

// drawPort names the nearest port, before the words that could stand elsewhere.
func (m *mapDrawing) drawPort() {
	if m.port != nil {
		m.placeName(*m.port, true)
	}
}

// drawPlaces names other places as they come while there is room.
func (m *mapDrawing) drawPlaces() {
	n := 0
	for _, p := range m.places {
		if n == mostPlaces {
			return
		}
		if m.port != nil && p.Name == m.port.Name {
			continue
		}
		if m.placeName(p, false) {
			n++
		}
	}
}

func (m *mapDrawing) placeName(p Place, always bool) bool {
	x, y := m.f.at(p.At)
	if !m.f.area.grown(-6).has(x, y) {
		return false
	}
	dot := rect{x - 3, y - 3, 6, 6}
	if !always && m.labels.cost(dot.grown(24)) >= 1 {
		return false
	}
	most := 3
	if always {
		most = 900
	}
	r, ok := m.labels.put(most, around(x, y, width(p.Name, 13.5, false), 16, 6, 11)...)
	if !ok && !always {
		return false
	}
	m.c.circle("inkdot", x, y, 2.4)
	if ok {
		m.c.text("town", r.x, r.bottom()-4, p.Name)
	}
	return true
}

// drawBar draws the scale in nautical miles, true at the map's middle latitude.
func (m *mapDrawing) drawBar() {
	px := geo.MetresPerNauticalMile * m.f.metrePx()
	nm, w := 0.0, 0.0
	for _, n := range []float64{1, 2, 5, 10, 20, 50, 100, 200, 500, 1000} {
		if n*px <= m.bar.w-24 {
			nm, w = n, n*px
		}
	}
	if nm == 0 {
		return
	}
	b, words := m.bar, thousands(int(nm))+nbsp+"nautical miles"
	long := w >= width(words, 12, false)+14
	b.w = max(w, width(words, 12, false)) + 24
	if b.x > m.f.area.x+m.f.area.w/2 {
		b.x = m.bar.right() - b.w
	}
	m.c.rect("under", b)
	p := pen{}
	for i := 0; i < 6; i += 2 {
		p.box(b.x+12+w*float64(i)/6, b.y+24, w/6, 5)
	}
	if long {
		m.c.text("lab", b.x+9, b.y+16, "0")
		m.c.text("lab e", b.x+12+w, b.y+16, words)
	} else {
		m.c.text("lab", b.x+12, b.y+16, words)
	}
	m.c.rect("barline", rect{b.x + 12, b.y + 24, w, 5})
	m.c.path("ink", p.String())
}

// lead returns the line from the event's ring to the inset; none when they touch.
func (m *mapDrawing) lead() (x1, y1, x2, y2 float64, ok bool) {
	r := m.inset
	x2, y2 = min(max(m.x, r.x), r.right()), min(max(m.y, r.y), r.bottom())
	d := math.Hypot(x2-m.x, y2-m.y)
	if r.w == 0 || d <= ringR {
		return 0, 0, 0, 0, false
	}
	return m.x + (x2-m.x)*ringR/d, m.y + (y2-m.y)*ringR/d, x2, y2, true
}

// collectLead keeps labels off that line.
func (m *mapDrawing) collectLead() {
	x1, y1, x2, y2, ok := m.lead()
	for i := 0; ok && i <= 20; i++ {
		s := float64(i) / 20
		m.labels.points = append(m.labels.points, [2]float64{x1 + (x2-x1)*s, y1 + (y2-y1)*s})
	}
}

// drawInset puts the inset in its corner with a line from the event.
func (m *mapDrawing) drawInset() {
	if m.inset.w == 0 {
		return
	}
	if x1, y1, x2, y2, ok := m.lead(); ok {
		m.c.line("leader", x1, y1, x2, y2)
	}
	m.scene.inset.draw(m.c, m.e.ID+"-in", m.inset)
}
