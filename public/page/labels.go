package page

// labels finds room for words on a map: never over one another or over the frame,
// and off the tracks where that can be.
type labels struct {
	area   rect
	shut   []rect // where nothing may stand: the inset, the scale
	taken  []rect
	points [][2]float64 // what must stay legible
}

// cost counts what a label would cover: a point each 1, another label 1000; what is
// shut or beyond the frame costs more than any label may.
func (l *labels) cost(r rect) int {
	n := 0
	for _, s := range l.shut {
		if s.meets(r) {
			n += 5000
		}
	}
	if !r.inside(l.area.grown(-2)) {
		n += 5000
	}
	for _, t := range l.taken {
		if t.meets(r) {
			n += 1000
		}
	}
	near := r.grown(2)
	for _, p := range l.points {
		if near.has(p[0], p[1]) {
			n++
		}
	}
	return n
}

// put takes the cheapest of the candidates, the first of equals, unless it costs more
// than most.
func (l *labels) put(most int, candidates ...rect) (rect, bool) {
	best, least := rect{}, most+1
	for _, r := range candidates {
		if n := l.cost(r); n < least {
			best, least = r, n
		}
	}
	if least > most {
		return rect{}, false
	}
	l.taken = append(l.taken, best)
	return best, true
}

// around returns places for a box of w by h beside a point, at a distance: to the
// right and left, above and below, then the corners.
func around(x, y, w, h float64, off ...float64) []rect {
	var out []rect
	for _, d := range off {
		s := d * 0.75
		out = append(out,
			rect{x + d, y - h/2, w, h}, rect{x - d - w, y - h/2, w, h},
			rect{x + s, y + s, w, h}, rect{x - s - w, y - s - h, w, h},
			rect{x + s, y - s - h, w, h}, rect{x - s - w, y + s, w, h},
			rect{x - w/2, y + d, w, h}, rect{x - w/2, y - d - h, w, h})
	}
	return out
}
