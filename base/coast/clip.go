package coast

import (
	"math"

	"github.com/plimsoll-watch/plimsoll/base/geo"
)

// Clip returns the land in b as closed rings to fill by the even-odd rule, the
// first point repeated at the end. Longitudes run from b.West eastward and go on
// past 180, so that outlines are in one piece. Coast is simplified to toleranceDeg,
// degrees of longitude and latitude alike; islands too small for it are left out.
// Where land leaves the box, rings follow its frame: do not draw them as coast,
// draw [Land.CoastLines].
func (l *Land) Clip(b geo.Box, toleranceDeg float64) [][]geo.Point {
	var rings [][]geo.Point
	for _, o := range l.outlines(b, toleranceDeg) {
		ring := make([]geo.Point, 0, len(o)+1)
		for _, c := range o {
			ring = append(ring, c.Point)
		}
		rings = append(rings, append(ring, ring[0]))
	}
	return rings
}

// CoastLines returns the edges of the rings of [Land.Clip] that are coast, as open
// lines (an island's ends where it begins): neither the frame of the box nor the
// seams of the source are in it.
func (l *Land) CoastLines(b geo.Box, toleranceDeg float64) [][]geo.Point {
	var lines [][]geo.Point
	for _, o := range l.outlines(b, toleranceDeg) {
		lines = append(lines, o.lines()...)
	}
	return lines
}

// corner is a point of an outline and what the edge from it to the next one is.
type corner struct {
	geo.Point
	coast bool
}

// outline is a closed line, without the first corner repeated.
type outline []corner

// outlines returns the land in b, clipped, then simplified.
func (l *Land) outlines(b geo.Box, toleranceDeg float64) []outline {
	var all []outline
	for _, r := range l.rings {
		west, east, south, north := l.extent(r)
		if north < b.South || south > b.North {
			continue
		}
		// A ring is shown once for every turn of the Earth that brings it into the box.
		first := math.Ceil((b.West - east) / 360)
		for turn := first; west+float64(360*turn) <= b.West+b.Width(); turn++ {
			o := l.unroll(r, 360*turn).clip(b).simplify(toleranceDeg)
			if len(o) >= 3 {
				all = append(all, o)
			}
		}
	}
	return all
}

// extent returns the bounds of r in degrees as [Land.unroll] draws it.
func (l *Land) extent(r ring) (west, east, south, north float64) {
	x := l.points[r.from].x
	minX, maxX, minY, maxY := x, x, l.points[r.from].y, l.points[r.from].y
	for i := r.from + 1; i < r.to; i++ {
		x += l.grid.shortWay(l.points[i].x - l.points[i-1].x)
		minX, maxX = min(minX, x), max(maxX, x)
		minY, maxY = min(minY, l.points[i].y), max(maxY, l.points[i].y)
	}
	south = l.grid.point(cell{0, minY}).Lat
	if x != l.points[r.from].x {
		south = -90
	}
	return l.grid.longitude(minX), l.grid.longitude(maxX), south, l.grid.point(cell{0, maxY}).Lat
}

// unroll draws r on a plane of longitude and latitude, moved east by turnDeg.
// Longitudes go on over the antimeridian; a ring round the Earth is closed along
// the south pole.
func (l *Land) unroll(r ring, turnDeg float64) outline {
	o := make(outline, 0, r.to-r.from+2)
	x := l.points[r.from].x
	for i := r.from; i < r.to-1; i++ {
		a, b := l.points[i], l.points[i+1]
		o = append(o, corner{geo.Point{Lat: l.grid.point(a).Lat, Lon: l.grid.longitude(x) + turnDeg}, !l.grid.seam(a, b)})
		x += l.grid.shortWay(b.x - a.x)
	}
	if x != l.points[r.from].x {
		end := l.grid.longitude(x) + turnDeg
		o = append(o,
			corner{geo.Point{Lat: o[0].Lat, Lon: end}, false},
			corner{geo.Point{Lat: -90, Lon: end}, false},
			corner{geo.Point{Lat: -90, Lon: o[0].Lon}, false})
	}
	return o
}

// clip keeps what lies in b, side by side (Sutherland and Hodgman, Reentrant
// polygon clipping, Communications of the ACM 17, 1974). Where it closes the
// outline along the frame it marks the edge.
func (o outline) clip(b geo.Box) outline {
	east := b.West + b.Width()
	o = o.cut(func(p geo.Point) float64 { return p.Lon - b.West }, func(p *geo.Point) { p.Lon = b.West })
	o = o.cut(func(p geo.Point) float64 { return east - p.Lon }, func(p *geo.Point) { p.Lon = east })
	o = o.cut(func(p geo.Point) float64 { return p.Lat - b.South }, func(p *geo.Point) { p.Lat = b.South })
	return o.cut(func(p geo.Point) float64 { return b.North - p.Lat }, func(p *geo.Point) { p.Lat = b.North })
}

// cut keeps what lies on the side where depth is not negative; snap puts a point
// on the line exactly.
func (o outline) cut(depth func(geo.Point) float64, snap func(*geo.Point)) outline {
	kept := make(outline, 0, len(o))
	for i, a := range o {
		b := o[(i+1)%len(o)]
		da, db := depth(a.Point), depth(b.Point)
		if da >= 0 {
			kept = append(kept, a)
		}
		if (da >= 0) == (db >= 0) {
			continue
		}
		f := da / (da - db)
		p := geo.Point{Lat: a.Lat + float64(f*(b.Lat-a.Lat)), Lon: a.Lon + float64(f*(b.Lon-a.Lon))}
		snap(&p)
		kept = append(kept, corner{p, a.coast && db >= 0})
	}
	return kept
}

// lines returns the runs of coast.
func (o outline) lines() [][]geo.Point {
	start := o.afterFrame()
	if start < 0 {
		line := make([]geo.Point, 0, len(o)+1)
		for _, c := range o {
			line = append(line, c.Point)
		}
		return [][]geo.Point{append(line, o[0].Point)}
	}
	var lines [][]geo.Point
	var line []geo.Point
	for k := range o {
		c := o[(start+k)%len(o)]
		switch {
		case c.coast:
			line = append(line, c.Point)
		case len(line) > 0:
			lines = append(lines, append(line, c.Point))
			line = nil
		}
	}
	return lines
}

// afterFrame returns the index of a corner that an edge of the frame leads to, -1
// when every edge is coast.
func (o outline) afterFrame() int {
	for i, c := range o {
		if !c.coast {
			return (i + 1) % len(o)
		}
	}
	return -1
}
