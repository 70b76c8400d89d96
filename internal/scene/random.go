package scene

import (
	"fmt"

	"github.com/plimsoll-watch/plimsoll/base/geo"
	"github.com/plimsoll-watch/plimsoll/base/vessel"
)

// RandomOptions shape a [Random] scene. A zero field is drawn from the seed.
type RandomOptions struct {
	Ships   int     // 5 to 9
	Hours   int     // 6 to 14
	Area    geo.Box // one of [Areas]
	Cadence int     // seconds between the fixes of a ship; 60 to 700, each ship its own
}

// Areas are small seas where arithmetic on degrees goes wrong: across the
// antimeridian, at 85 N, over the pole, across equator and Greenwich, in the south,
// and one where nothing does.
func Areas() []geo.Box {
	return []geo.Box{
		{West: 124.6, South: 29.6, East: 125.2, North: 30.2},
		{West: 179.7, South: -17.3, East: -179.7, North: -16.8},
		{West: 20, South: 84.9, East: 25, North: 85.3},
		{West: -180, South: 89.8, East: 180, North: 90},
		{West: -0.3, South: -0.3, East: 0.3, North: 0.3},
		{West: -60.4, South: -55.3, East: -59.6, North: -54.9},
	}
}

// Random makes a small sea for property tests, without truth: ships that approach
// each other, keep company for minutes or hours and part, some without heading, size,
// type or reference point, some lost for a while, now and then two on one MMSI.
func Random(seed uint64, opt RandomOptions) *Scene {
	d := newDice(seed, "random", 0)
	opt.draw(d)
	f := &flotilla{dice: d, RandomOptions: opt, length: minute(opt.Hours) * hour}
	for len(f.ships) < opt.Ships {
		f.company(min(d.whole(1, 3), opt.Ships-len(f.ships)))
	}
	if n := len(f.ships); n > 1 && d.chance(0.25) {
		f.ships[n-1].mmsi = f.ships[0].mmsi
	}
	var all []signal
	for i, s := range f.ships {
		all = append(all, s.listen(newDice(seed, "listen", i), weekStart, nil)...)
	}
	return newScene(all)
}

// draw fills in what is not given.
func (o *RandomOptions) draw(d dice) {
	if o.Ships == 0 {
		o.Ships = d.whole(5, 9)
	}
	if o.Hours == 0 {
		o.Hours = d.whole(6, 14)
	}
	if o.Area == (geo.Box{}) {
		areas := Areas()
		o.Area = areas[d.IntN(len(areas))]
	}
}

// flotilla is the ships of a random scene while they are made.
type flotilla struct {
	dice
	RandomOptions
	length minute
	ships  []*ship
}

// company adds ships that meet: the first wanders, the others stay some kilometres
// off and come close to her once or twice.
func (f *flotilla) company(n int) {
	lo := f.between(0.3, 7)
	r := roam{within: f.Area, knots: [2]float64{lo, lo + 3}, waits: f.between(0, 0.9)}
	lead := f.ship()
	lead.plot = passing(f.in(f.Area), 0).fill(f.dice, f.length, r).sail(f.length, f.calm())
	for range n - 1 {
		f.follow(f.ship(), lead)
	}
}

// follow makes s keep some kilometres off lead, and come close once or twice.
func (f *flotilla) follow(s, lead *ship) {
	// A step in space, not a bearing and a distance: bearings turn round near a pole.
	home := lead.plot[0].middle
	away := geo.Destination(home, f.between(0, 360), f.between(2500, 6000))
	step := geo.Vec{X: away.X - home.X, Y: away.Y - home.Y, Z: away.Z - home.Z}
	places := make([]geo.Vec, f.length+1)
	for i := range places {
		places[i] = mean([]geo.Vec{lead.plot[i].middle, step})
	}
	s.plot = newPlot(places, f.calm())
	for at := minute(f.whole(0, 90)); at < f.length; {
		stay := span{at, at + minute(f.whole(20, 300))}
		s.plot.keep(lead.plot, stay, minute(f.whole(20, 60)), f.somewhere())
		at = stay.to + minute(f.whole(40, 400))
	}
}

// somewhere is a station alongside, near, or at the edge of 500 m.
func (f *flotilla) somewhere() stationFunc {
	ahead, starboard := f.normal(60), f.side()*f.between(25, 60)
	switch f.IntN(4) {
	case 0:
		starboard = f.side() * f.between(60, 350)
	case 1:
		ahead, starboard = f.between(-600, 600), f.side()*f.between(300, 700)
	}
	skew := f.between(-8, 8)
	return func(mate pose, _ minute) pose {
		return pose{mate.at(ahead, starboard), geo.NormalCourse(mate.heading + skew)}
	}
}

// ship adds a ship with much or little known about her.
func (f *flotilla) ship() *ship {
	types := []uint8{typeTanker, typeTankerY, typeTanker, typeCargo, typeCargoNo, typeFishing, typeTug, typePax}
	p := part{
		name: fmt.Sprintf("R%d", len(f.ships)+1), shipType: types[f.IntN(len(types))],
		length: f.whole(20, 330), draught: f.between(3, 15), bridge: bridge(f.IntN(3)),
	}
	p.beam = max(5, p.length/6)
	s := launch(f.dice, p, 599_000_001+13*len(f.ships))
	s.gyro, s.accurate = f.chance(0.7), f.chance(0.6)
	s.rx.cadence = f.between(60, 700)
	if f.Cadence > 0 {
		s.rx.cadence = float64(f.Cadence)
	}
	f.forget(s)
	for at := minute(f.whole(0, 500)); at < f.length; at += minute(f.whole(100, 900)) {
		s.rx.silent = append(s.rx.silent, span{at, at + minute(f.whole(10, 300))})
	}
	f.ships = append(f.ships, s)
	return s
}

// forget leaves out some of what a ship says of herself.
func (f *flotilla) forget(s *ship) {
	switch f.IntN(8) {
	case 0:
		s.size = vessel.Size{}
	case 1: // size known, reference point not: A and C are 0, M.1371-5, figure 41
		s.size = vessel.Size{B: uint16(s.size.Length()), D: uint16(s.size.Beam())}
	case 2:
		s.shipType = 0
	case 3:
		s.imo, s.callSign = 0, ""
	}
}
