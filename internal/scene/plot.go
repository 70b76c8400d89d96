package scene

import (
	"math"

	"github.com/plimsoll-watch/plimsoll/base/geo"
	"github.com/plimsoll-watch/plimsoll/base/vessel"
)

// pose is where the middle of a hull is and where the bow points, degrees true.
type pose struct {
	middle  geo.Vec
	heading float64
}

// at returns a point of the ship: metres ahead of the middle and to starboard.
func (p pose) at(ahead, starboard float64) geo.Vec {
	return geo.Destination(geo.Destination(p.middle, p.heading, ahead), p.heading+90, starboard)
}

// antenna returns where the antenna of a ship of that size is.
// ITU-R M.1371-5, figure 41.
func (p pose) antenna(s vessel.Size) geo.Vec {
	ahead := (float64(s.B) - float64(s.A)) / 2
	starboard := (float64(s.C) - float64(s.D)) / 2
	return p.at(ahead, starboard)
}

// plot is how a ship moved: her pose at each whole minute, the scene's last
// instant included. It is the truth; nobody but this package sees it.
type plot []pose

// newPlot gives a ship that goes through places her headings.
func newPlot(places []geo.Vec, wind weather) plot {
	p := make(plot, len(places))
	for i := range places {
		a, b := places[max(0, i-2)], places[min(len(places)-1, i+2)]
		knots := a.Distance(b) / (float64(min(len(places)-1, i+2)-max(0, i-2)) * metresPerMinute)
		way := smooth((knots - 0.9) / 1.3) // 0 at rest, 1 under way
		rest := wind.at(minute(i))
		p[i] = pose{places[i], turn(rest, geo.Bearing(a, b), way)}
	}
	p.steady()
	return p
}

// steady rounds off changes of heading, so that no ship turns on the spot.
func (p plot) steady() {
	const reach = 4
	bows := make([]geo.Vec, len(p)) // headings as longitudes on the equator
	for i := range p {
		bows[i] = geo.Point{Lon: p[i].heading}.Vec()
	}
	for i := range p {
		near := bows[max(0, i-reach):min(len(p), i+reach+1)]
		p[i].heading = geo.NormalCourse(mean(near).Point().Lon)
	}
}

// at returns the pose at a second of the scene.
func (p plot) at(second int) pose {
	i, f := second/60, float64(second%60)/60
	if i >= len(p)-1 {
		return p[len(p)-1]
	}
	a, b := p[i], p[i+1]
	return pose{geo.Between(a.middle, b.middle, f), turn(a.heading, b.heading, f)}
}

// motion returns speed (knots) and course over ground at a second of the scene.
func (p plot) motion(second int) (knots, course float64) {
	last := 60 * (len(p) - 1)
	from, to := max(0, second-45), min(last, second+45)
	a, b := p.at(from).middle, p.at(to).middle
	return a.Distance(b) / (float64(to-from) / 60 * metresPerMinute), geo.Bearing(a, b)
}

// rateOfTurn returns degrees a minute, to starboard positive.
func (p plot) rateOfTurn(second int) float64 {
	i := min(second/60, len(p)-2)
	return math.Remainder(p[i+1].heading-p[i].heading, 360)
}

// smooth rises from 0 at 0 to 1 at 1 without a corner.
func smooth(x float64) float64 {
	x = min(max(x, 0), 1)
	return x * x * x * (float64(x*(float64(x*6)-15)) + 10)
}

// turn goes a fraction of the way from one heading to another, the short way.
func turn(from, to, f float64) float64 {
	return geo.NormalCourse(from + float64(f*math.Remainder(to-from, 360)))
}

// stationFunc says where a ship wants to be at a minute, given her mate.
type stationFunc func(mate pose, m minute) pose

// keep makes p come to a station on her mate, stay there during s, and leave it:
// lead minutes before s and after it she is on her own plan.
func (p plot) keep(mate plot, s span, lead minute, station stationFunc) {
	for i := range p {
		m := minute(i)
		into := float64(m-(s.from-lead)) / float64(lead)
		outOf := float64(s.to+lead-m) / float64(lead)
		w := smooth(min(into, outOf))
		if w == 0 {
			continue
		}
		want := station(mate[i], m)
		p[i] = pose{geo.Between(p[i].middle, want.middle, w), turn(p[i].heading, want.heading, w)}
	}
}
