package scene

import "github.com/plimsoll-watch/plimsoll/base/geo"

// alongside: two ships drift hull to hull, fenders and 10 to 18 m between them. Each
// is lost for half an hour, so that some minutes are interpolated.
func alongside(s *stage) {
	m := s.drifting()
	m.at = s.berth(m.side, s.between(10, 18), s.between(-6, 6))
	s.meet(m)
	s.faint(s.a, s.between(0.25, 0.40), minute(s.whole(27, 36)))
	s.faint(s.b, s.between(0.60, 0.75), minute(s.whole(27, 36)))
	s.lighten()
}

// abeam: two ships drift 300 m apart, hull to hull.
func abeam(s *stage) {
	m := s.drifting()
	// The bearing of the second from the first holds while both swing a little, so
	// that the distance stays near 300 m.
	bearing := geo.NormalCourse(m.wind.heading + 90*m.side)
	metres := float64(s.a.size.Beam()+s.b.size.Beam())/2 + s.between(298, 318)
	m.at = func(mate pose, _ minute) pose {
		return pose{geo.Destination(mate.middle, bearing, metres), mate.heading}
	}
	s.meet(m)
}

// underWayTogether: two ships steam on one course, the hulls 35 to 50 m apart.
func underWayTogether(s *stage) {
	m := s.drifting()
	m.knots, m.lead, m.before = s.between(4.2, 4.9), minute(s.whole(60, 80)), minute(s.whole(5, 15))
	m.at = s.berth(m.side, s.between(35, 50), s.between(-12, 12))
	s.meet(m)
	s.lighten()
}

// besideTheQuay: a cargo ship lies at a berth all week; a small tanker comes over
// from another, lies alongside, and returns.
func besideTheQuay(s *stage) {
	wind := weather{heading: s.between(60, 120), swing: 0.3, period: 300}
	s.place = geo.Point{Lat: s.around(29.9715, 0.0015), Lon: s.around(122.080, 0.004)}.Vec()
	s.a.plot = passing(s.place, 0).sail(s.length, wind)
	s.a.status, s.b.status = moored, moored
	home := s.a.plot[0].at(s.between(-300, 300), s.between(1500, 1900))
	s.b.plot = passing(home, 0).sail(s.length, wind)
	s.b.plot.keep(s.a.plot, s.contact, 50, s.berth(1, s.between(4, 9), s.between(-40, 40)))
	s.guarded = []span{s.contact.wider(120)}
}

// towed: a tug with a cargo ship astern on 220 to 280 m of wire.
func towed(s *stage) {
	m := s.drifting()
	m.knots, m.lead, m.before = s.between(4.2, 5.6), minute(s.whole(60, 80)), minute(s.whole(5, 15))
	astern := -(float64(s.a.size.Length()+s.b.size.Length())/2 + s.between(220, 280))
	m.at = func(mate pose, _ minute) pose { return pose{mate.at(astern, 0), mate.heading} }
	s.meet(m)
}

// trawling: two fishing vessels at 3 kn, 250 to 320 m apart.
func trawling(s *stage) {
	m := s.drifting()
	m.knots, m.before = s.between(2.7, 3.4), minute(s.whole(5, 15))
	m.at = s.berth(m.side, s.between(250, 320), s.between(-15, 15))
	m.roam.knots, m.roam.waits = [2]float64{6.5, 8.5}, 0.5
	s.meet(m)
}

// oneNumber: two ships, the same MMSI, one in the north of the sea, one in the south.
func oneNumber(s *stage) {
	north, south := trader(s.dice), trader(s.dice)
	north.within.South, south.within.North = 31.2, 28.4
	s.b.mmsi = s.a.mmsi
	s.a.plot = passing(s.in(north.within), 0).fill(s.dice, s.length, north).sail(s.length, s.calm())
	s.b.plot = passing(s.in(south.within), 0).fill(s.dice, s.length, south).sail(s.length, s.calm())
	s.contact = span{0, s.length}
	s.clear = true
}

// strangers: two ships that have nothing to do with each other; see splice.
func strangers(s *stage) {
	for _, sh := range []*ship{s.a, s.b} {
		r := trader(s.dice)
		sh.plot = passing(s.in(r.within), 0).fill(s.dice, s.length, r).sail(s.length, s.calm())
	}
	s.clear = true
}

// noHeading: alongside without a gyro between them, one bridge aft and one forward,
// the antennas about 250 m apart along the ships.
func noHeading(s *stage) {
	m := s.drifting()
	s.a.gyro, s.b.gyro = false, false
	apart := s.between(10, 18)
	// Where each antenna stands from the middle of its ship, forward positive.
	aft := (float64(s.a.size.B) - float64(s.a.size.A)) / 2
	fore := (float64(s.b.size.B) - float64(s.b.size.A)) / 2
	m.at = s.berth(m.side, apart, s.between(238, 250)-(fore-aft))
	s.meet(m)
}

// silently: the first ship loiters and is heard; the second is not heard from an
// hour before she turns towards her until an hour after she has left.
func silently(s *stage) {
	m := s.drifting()
	m.at = s.berth(m.side, s.between(10, 18), s.between(-10, 10))
	s.meet(m)
	away := span{s.contact.from - m.lead - 45, s.contact.to + m.lead + 45}
	s.b.rx.silent = append(s.b.rx.silent, away)
	s.lighten()
}

// heardTwice: alongside, and in the middle one ship is lost for over two hours.
func heardTwice(s *stage) {
	m := s.drifting()
	m.at = s.berth(m.side, s.between(10, 18), s.between(-8, 8))
	s.meet(m)
	s.faint(s.a, 0.5, minute(s.whole(124, 150)))
	s.lighten()
}
