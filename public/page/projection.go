package page

import (
	"math"

	"github.com/plimsoll-watch/plimsoll/base/geo"
)

// polarBeyond is the latitude from which a map is polar stereographic: beyond it
// Mercator stretches too much to compare lengths on one map.
const polarBeyond = 70.0

// projection turns places into a plane of unit radius, x to the right and y down,
// centred on a meridian, so that nothing is cut at 180 degrees.
type projection struct {
	lon0  float64
	polar bool
	south bool
}

func projectionFor(at geo.Point) projection {
	return projection{lon0: at.Lon, polar: math.Abs(at.Lat) > polarBeyond, south: at.Lat < 0}
}

// turn brings a difference of longitudes into (-180, 180].
func turn(deg float64) float64 {
	deg = math.Mod(deg, 360)
	switch {
	case deg > 180:
		return deg - 360
	case deg <= -180:
		return deg + 360
	}
	return deg
}

func radians(deg float64) float64 { return deg * math.Pi / 180 }
func deg(rad float64) float64     { return rad * 180 / math.Pi }

func (p projection) forward(q geo.Point) (x, y float64) {
	l := radians(turn(q.Lon - p.lon0))
	switch {
	case !p.polar:
		lat := min(max(q.Lat, -88), 88)
		return l, -math.Asinh(math.Tan(radians(lat)))
	case p.south:
		r := 2 * math.Tan(math.Pi/4+radians(q.Lat)/2)
		return r * math.Sin(l), -r * math.Cos(l)
	}
	r := 2 * math.Tan(math.Pi/4-radians(q.Lat)/2)
	return r * math.Sin(l), r * math.Cos(l)
}

func (p projection) inverse(x, y float64) geo.Point {
	if !p.polar {
		return geo.Point{Lat: deg(math.Atan(math.Sinh(-y))), Lon: turn(p.lon0 + deg(x))}
	}
	lat := 90 - deg(2*math.Atan(math.Hypot(x, y)/2))
	if p.south {
		return geo.Point{Lat: -lat, Lon: turn(p.lon0 + deg(math.Atan2(x, -y)))}
	}
	return geo.Point{Lat: lat, Lon: turn(p.lon0 + deg(math.Atan2(x, y)))}
}

// scale returns the length in the plane of one metre at a latitude.
func (p projection) scale(lat float64) float64 {
	if !p.polar {
		return 1 / (math.Cos(radians(lat)) * geo.EarthRadiusM)
	}
	return 2 / (1 + math.Sin(radians(math.Abs(lat)))) / geo.EarthRadiusM
}

// frame is a projection laid on an area of a drawing.
type frame struct {
	proj   projection
	k      float64 // pixels a unit of the plane
	cx, cy float64 // centre in the plane
	area   rect
}

// Limits of a frame: none is smaller than the coast is good for.
const (
	leastAcross = 24_000.0 // metres
	mostAcross  = 6_000_000.0
)

// fit frames the places with a share of room around them.
func fit(proj projection, places []geo.Point, area rect, room float64) frame {
	x0, y0, x1, y1 := math.Inf(1), math.Inf(1), math.Inf(-1), math.Inf(-1)
	for _, p := range places {
		x, y := proj.forward(p)
		x0, x1, y0, y1 = min(x0, x), max(x1, x), min(y0, y), max(y1, y)
	}
	f := frame{proj: proj, cx: (x0 + x1) / 2, cy: (y0 + y1) / 2, area: area}
	scale := proj.scale(proj.inverse(f.cx, f.cy).Lat)
	least := leastAcross * scale
	w := min(max((x1-x0)*(1+2*room), least), mostAcross*scale)
	h := min(max((y1-y0)*(1+2*room), least*area.h/area.w), mostAcross*scale)
	f.k = min(area.w/w, area.h/h)
	return f
}

// at returns where a place is drawn.
func (f frame) at(p geo.Point) (x, y float64) {
	x, y = f.proj.forward(p)
	return f.area.x + f.area.w/2 + (x-f.cx)*f.k, f.area.y + f.area.h/2 + (y-f.cy)*f.k
}

// place returns the place drawn at a point.
func (f frame) place(x, y float64) geo.Point {
	return f.proj.inverse((x-f.area.x-f.area.w/2)/f.k+f.cx, (y-f.area.y-f.area.h/2)/f.k+f.cy)
}

// moved shifts what the frame shows by pixels, and zoomed shows more by a factor.
func (f frame) moved(dx, dy float64) frame {
	f.cx, f.cy = f.cx-dx/f.k, f.cy-dy/f.k
	return f
}

func (f frame) zoomed(out float64) frame {
	f.k /= out
	return f
}

// middle is the latitude at which the scale bar is true.
func (f frame) middle() float64 { return f.proj.inverse(f.cx, f.cy).Lat }

// metrePx is how many pixels a metre is at the middle of the frame.
func (f frame) metrePx() float64 { return f.proj.scale(f.middle()) * f.k }

// box returns the parallels and meridians that hold the frame.
func (f frame) box() geo.Box {
	const steps = 64
	south, north, west, east := 90.0, -90.0, 0.0, 0.0
	for i := range 4 * steps {
		x, y := f.border(float64(i) / steps)
		p := f.place(x, y)
		d := turn(p.Lon - f.proj.lon0)
		south, north = min(south, p.Lat), max(north, p.Lat)
		west, east = min(west, d), max(east, d)
	}
	if f.proj.polar && f.holdsPole() {
		if f.proj.south {
			return geo.Box{West: -180, South: -90, East: 180, North: north}
		}
		return geo.Box{West: -180, South: south, East: 180, North: 90}
	}
	return geo.Box{West: turn(f.proj.lon0 + west), South: south, East: turn(f.proj.lon0 + east), North: north}
}

func (f frame) holdsPole() bool {
	pole := geo.Point{Lat: 90}
	if f.proj.south {
		pole.Lat = -90
	}
	x, y := f.at(pole)
	return f.area.has(x, y)
}

// border walks once around the area as t goes from 0 to 4.
func (f frame) border(t float64) (x, y float64) {
	a, side := f.area, int(t)
	s := t - float64(side)
	switch side {
	case 0:
		return a.x + s*a.w, a.y
	case 1:
		return a.right(), a.y + s*a.h
	case 2:
		return a.right() - s*a.w, a.bottom()
	}
	return a.x, a.bottom() - s*a.h
}
