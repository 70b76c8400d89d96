package scene

import "github.com/plimsoll-watch/plimsoll/base/geo"

// extra is a ship of the traffic: she has no part in anything planted.
type extra struct {
	part
	play func(d dice, s *ship)
}

// traffic is what else is at sea and in port that week.
func traffic() []extra {
	return []extra{
		{part{"YANKEE", typeCargo, 294, 32, 12.4, aft}, crossing},
		{part{"ZULU", typeCargo, 225, 32, 13.1, aft}, crossing},
		{part{"AGATE", typeCargoNo, 139, 22, 7.7, aft}, crossing},
		{part{"AMBER", typeTanker, 333, 60, 20.4, aft}, crossing},
		{part{"BASALT", typeTankerY, 126, 20, 6.8, aft}, crossing},
		{part{"BERYL", typePax, 186, 26, 6.5, forward}, crossing},
		{part{"CHALK", typeCargo, 168, 28, 9.6, aft}, crossing},
		{part{"COBALT", typeCargo, 87, 14, 4.4, aft}, crossing},
		{part{"FLINT", typeTanker, 244, 42, 14.2, aft}, farOff},
		{part{"GARNET", typeCargo, 199, 32, 12.0, aft}, farOff},
		{part{"GRANITE", typeCargo, 190, 32, 11.8, aft}, anchored(30.445, 122.975)},
		{part{"JASPER", typeTanker, 174, 28, 9.0, aft}, anchored(30.405, 122.955)},
		{part{"MARBLE", typeCargo, 116, 18, 5.9, aft}, anchored(30.425, 123.020)},
		{part{"ONYX", typeCargo, 153, 24, 8.1, aft}, inPort(29.9600, 122.1060)},
		{part{"OPAL", typeTug, 34, 10, 4.1, amidships}, inPort(29.9730, 122.1320)},
		{part{"QUARTZ", typeTanker, 110, 18, 6.0, aft}, inPort(29.9540, 122.1520)},
		{part{"SLATE", typeSailing, 15, 5, 2.0, amidships}, small},
		{part{"TOPAZ", typePleasure, 24, 6, 2.2, amidships}, small},
	}
}

// crossing: a merchant ship on great circles between way-points.
func crossing(d dice, s *ship) {
	lo := d.between(10, 14)
	r := roam{within: openSea(), knots: [2]float64{lo, lo + 3}, waits: 0.15}
	s.plot = passing(d.in(r.within), 0).fill(d, weekLen, r).sail(weekLen, d.calm())
	s.accurate = d.chance(0.6)
}

// farOff: a merchant ship that satellites hear more by message 27 than by message 1.
func farOff(d dice, s *ship) {
	crossing(d, s)
	s.rx.longRange = d.between(0.55, 0.75)
}

// small: a yacht with class B, which sends no heading.
func small(d dice, s *ship) {
	s.classB, s.gyro, s.imo = true, false, 0
	s.rx.cadence *= 1.4
	r := roam{within: openSea(), knots: [2]float64{4.5, 7}, waits: 0.2}
	s.plot = passing(d.in(r.within), 0).fill(d, weekLen, r).sail(weekLen, d.calm())
}

// anchored: a ship rides to her anchor all week, apart from the others there.
func anchored(lat, lon float64) func(d dice, s *ship) {
	return func(d dice, s *ship) {
		anchor := d.near(geo.Point{Lat: lat, Lon: lon}, 0.6)
		tide := weather{d.between(0, 360), d.between(30, 75), 745, d.between(0, 360)}
		chain := d.between(90, 160)
		places := make([]geo.Vec, weekLen+1)
		for i := range places {
			places[i] = geo.Destination(anchor, tide.at(minute(i))+180, chain)
		}
		s.plot = newPlot(places, tide)
		s.status, s.rx.cadence = atAnchor, s.rx.cadence*1.2
	}
}

// inPort: a ship made fast all week, no other within a mile.
func inPort(lat, lon float64) func(d dice, s *ship) {
	return func(d dice, s *ship) {
		quay := d.near(geo.Point{Lat: lat, Lon: lon}, 0.25)
		still := weather{d.between(0, 360), 0.3, 300, 0}
		s.plot = passing(quay, 0).sail(weekLen, still)
		s.status, s.rx.cadence = moored, s.rx.cadence*1.3
	}
}
