package scene

import "github.com/plimsoll-watch/plimsoll/base/geo"

// stage is one happening being played: its two ships, its time and place as the
// seed drew them.
type stage struct {
	dice
	a, b    *ship
	contact span // about when the hulls are within 500 m
	place   geo.Vec
	guarded []span // when receivers must hear both ships as the class says
	length  minute
	clear   bool // the ships come near each other only in the contact
}

// raise draws time and place of a happening.
func raise(d dice, h happening, a, b *ship) *stage {
	start := h.start + minute(d.whole(-40, 40))
	lasts := minute(d.around(float64(h.lasts), float64(h.lasts)/10))
	at := geo.Point{Lat: d.around(h.place.Lat, 0.12), Lon: d.around(h.place.Lon, 0.12)}
	return &stage{dice: d, a: a, b: b, contact: span{start, start + lasts}, place: at.Vec(), length: weekLen}
}

// trader is how the ships of the storyboard spend the rest of the week.
func trader(d dice) roam {
	lo := d.between(8.5, 11)
	return roam{within: openSea(), knots: [2]float64{lo, lo + 2.5}, waits: 0.35}
}

// meeting is how two ships come together.
type meeting struct {
	knots  float64 // of the first ship meanwhile
	course float64
	wind   weather // of the first ship
	lead   minute  // from the second ship's last way-point to her station, and back
	before minute  // how much earlier the first ship is there
	side   float64 // the second ship comes from port (-1) or starboard (1)
	roam   roam
	at     stationFunc
}

// meet plays a meeting: the first ship goes about her own business, drifts or steams
// through the place of the happening and goes on; the second comes up to her station
// from some miles off, keeps it, and leaves.
func (s *stage) meet(m meeting) {
	held := span{s.contact.from + m.lead/4, s.contact.to - m.lead/4}
	there := held.wider(m.lead)
	lead := passing(s.place, held.middle())
	lead.from(m.course, m.knots, held.middle()-there.from+m.before)
	lead.on(m.course, m.knots, there.to-held.middle()+minute(s.whole(5, 40)))
	s.a.plot = lead.fill(s.dice, s.length, m.roam).sail(s.length, m.wind)

	first, last := s.a.plot[there.from], s.a.plot[there.to]
	come := first.at(s.between(-2000, 2000), m.side*s.between(5500, 8000))
	part := last.at(s.between(-2000, 2000), m.side*s.between(5500, 8000))
	follow := passing(come, there.from)
	follow.marks = append(follow.marks, mark{float64(there.to), part})
	follow.via(first.at(0, m.side*s.between(22e3, 30e3)), m.roam.knots[0])
	follow.to(last.at(0, m.side*s.between(22e3, 30e3)), m.roam.knots[0])
	wind := s.calm()
	s.b.plot = follow.fill(s.dice, s.length, m.roam).sail(s.length, wind)
	s.b.plot.keep(s.a.plot, held, m.lead, m.at)
	s.guarded = []span{there.wider(70)}
}

// berth is a station alongside: apart metres from the first ship, hull to hull, the
// second's middle so far ahead of the first's.
func (s *stage) berth(side, apart, ahead float64) stationFunc {
	across := side * (float64(s.a.size.Beam()+s.b.size.Beam())/2 + apart)
	skew := s.between(-2, 2)
	breathe := weather{0, min(apart/8, 2), s.between(70, 110), 0}
	return func(mate pose, m minute) pose {
		return pose{mate.at(ahead, across+breathe.at(m)), geo.NormalCourse(mate.heading + skew)}
	}
}

// drifting is a meeting at rest.
func (s *stage) drifting() meeting {
	return meeting{
		knots: s.between(0.25, 0.6), course: s.between(0, 360), wind: s.calm(),
		lead: minute(s.whole(75, 100)), before: minute(s.whole(20, 60)), side: s.side(),
		roam: trader(s.dice),
	}
}

// faint makes a ship unheard for some minutes at a fraction of the contact.
func (s *stage) faint(sh *ship, at float64, lasts minute) {
	from := s.contact.from + minute(at*float64(s.contact.length())) - lasts/2
	sh.rx.silent = append(sh.rx.silent, span{from, from + lasts})
}

// lighten writes a new draught into both ships' static reports some hours after the
// contact: the first gave, the second took.
func (s *stage) lighten() {
	moved := uint8(s.whole(8, 16))
	s.a.draught[1], s.b.draught[1] = s.a.draught[0]-moved, s.b.draught[0]+moved
	s.a.reloaded = s.contact.to + minute(s.whole(60, 240))
	s.b.reloaded = s.contact.to + minute(s.whole(60, 240))
}
