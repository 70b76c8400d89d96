package scene

import (
	"math"

	"github.com/plimsoll-watch/plimsoll/base/geo"
	"github.com/plimsoll-watch/plimsoll/sea/ais"
)

// receiver hears one ship: it knows when, with which errors, and by which station.
type receiver struct {
	dice
	*ship
	start uint32 // first second of the scene, since 1970
	down  []span
	out   []signal

	errEast, errNorth float64 // of the ship's own receiver, metres; wander slowly
	errAt             float64 // seconds of the scene
}

// listen returns everything heard of a ship.
func (s *ship) listen(d dice, start uint32, down []span) []signal {
	r := &receiver{dice: d, ship: s, start: start, down: down}
	r.fixes()
	r.statics()
	return r.out
}

// seconds is how long the ship is at sea.
func (r *receiver) seconds() float64 { return float64(60 * (len(r.plot) - 1)) }

// deaf reports whether nothing can be heard at a second.
func (r *receiver) deaf(t float64) bool {
	m := minute(t / 60)
	return anyHas(r.down, m) || r.hushed(m)
}

// fixes hears positions: more or less at the ship's cadence, less often at rest.
func (r *receiver) fixes() {
	at := r.between(0, r.rx.cadence)
	for at < r.seconds() {
		knots, _ := r.plot.motion(int(at))
		if !r.deaf(at) && !r.chance(r.rx.loss) {
			r.emit(r.position(int(at)))
		}
		step := r.rx.cadence * r.between(0.5, 1.5)
		if knots < 1 {
			step *= 1.15
		}
		at += max(1, step)
	}
}

// statics hears who the ship says she is.
func (r *receiver) statics() {
	at := 60 * r.between(0, r.rx.statics)
	for at < r.seconds()-120 {
		if !r.deaf(at) {
			r.identity(int(at))
		}
		at += float64(60 * r.rx.statics * r.between(0.6, 1.4))
	}
}

// identity hears type 5, or the two parts of type 24, of which one may be missed.
func (r *receiver) identity(t int) {
	if !r.classB {
		r.emit(r.static(t))
		return
	}
	if r.chance(0.9) {
		r.emit(r.static24(t, 'A'))
	}
	if later := t + r.whole(1, 60); r.chance(0.9) && !r.deaf(float64(later)) {
		r.emit(r.static24(later, 'B'))
	}
}

// emit adds a report as the station in reach hears it: coast stations to about
// 123.4 E, a satellite beyond, whose messages come late.
func (r *receiver) emit(m ais.Report) {
	s := signal{report: m, station: "INVENTED-SAT", channel: 'A' + byte(r.IntN(2)), seq: r.IntN(9), late: r.whole(0, 20)}
	if s.seq >= spliceSeq {
		s.seq++ // sequence numbers 0 to 9 without the splice's own
	}
	if r.chance(0.05) {
		s.late = r.whole(20, 200)
	}
	if lon := r.plot.at(int(m.Time - r.start)).middle.Point().Lon; lon > 120 && lon < 123.4 {
		s.station, s.late = "INVENTED-1", r.whole(0, 1)
	}
	r.out = append(r.out, s)
}

// position is the ship's report of where she is at a second of the scene.
func (r *receiver) position(t int) ais.Report {
	p := r.plot.at(t)
	m := ais.Report{
		Type: 1, MMSI: r.mmsi, Time: r.start + uint32(t), ClassB: r.classB,
		Has:   ais.HasTime | ais.HasPlace | ais.HasAccuracy,
		Place: r.fix(p, t), Accurate: r.accurate, Second: uint8(t % 60),
	}
	r.move(&m, t)
	r.point(&m, p, t)
	switch {
	case r.classB && r.chance(0.15):
		m.Type = 19
		r.nameB(&m)
	case r.classB:
		m.Type = 18
	case r.chance(r.rx.longRange):
		coarse(&m)
	case r.chance(0.04):
		m.Type = 3
	}
	if !r.classB {
		m.Has, m.Status = m.Has|ais.HasStatus, r.status
	}
	return m
}

// fix is the antenna's place as the ship's receiver has it: a few metres off, by an
// error that changes over some ten minutes.
func (r *receiver) fix(p pose, t int) geo.Fine {
	sigma := 2.2
	if !r.accurate {
		sigma = 6
	}
	keep := 600 / (600 + float64(t) - r.errAt)
	fresh := sigma * math.Sqrt(1-float64(keep*keep))
	r.errEast = float64(keep*r.errEast) + r.normal(fresh)
	r.errNorth = float64(keep*r.errNorth) + r.normal(fresh)
	r.errAt = float64(t)
	v := geo.Destination(p.antenna(r.size), 90, r.errEast)
	f := geo.Destination(v, 0, r.errNorth).Point().Fine()
	if f.Lon == -180*geo.FinePerDegree {
		f.Lon = -f.Lon
	}
	return f
}

// move puts speed and course over ground into a report. At rest the course is
// noise, as it is at sea. Either is sometimes not available.
func (r *receiver) move(m *ais.Report, t int) {
	knots, course := r.plot.motion(t)
	if !r.chance(0.004) {
		m.Has |= ais.HasSOG
		m.SOG = uint16(math.Round(10 * max(0, knots+r.normal(0.07))))
	}
	if !r.chance(0.006) {
		m.Has |= ais.HasCOG
		off := r.normal(min(180, 4/max(knots, 0.02)))
		m.COG = uint16(math.Round(10*geo.NormalCourse(course+off))) % 3600
	}
}

// point puts heading and rate of turn into a report, when the ship has a gyro.
func (r *receiver) point(m *ais.Report, p pose, t int) {
	if !r.gyro || r.chance(0.004) {
		return
	}
	m.Has |= ais.HasHeading
	m.Heading = uint16(math.Round(geo.NormalCourse(p.heading+r.normal(0.5)))) % 360
	if r.classB || r.chance(0.02) {
		return
	}
	// ITU-R M.1371-5, table 48: 4.733 times the root of degrees a minute.
	turn := r.plot.rateOfTurn(t)
	rot := 4.733 * math.Sqrt(math.Abs(turn))
	m.Has |= ais.HasROT
	m.ROT = int8(math.Copysign(math.Round(min(rot, 126)), turn))
}

// coarse makes a report what message 27 can carry: tenths of a minute, whole knots,
// whole degrees, no heading. ITU-R M.1371-5, table 84.
func coarse(m *ais.Report) {
	m.Type, m.Second, m.ROT, m.Heading = 27, 0, 0, 0
	m.Has &^= ais.HasROT | ais.HasHeading
	m.Place.Lat, m.Place.Lon = tenthOfMinute(m.Place.Lat), tenthOfMinute(m.Place.Lon)
	m.SOG = (m.SOG + 5) / 10 * 10
	if m.SOG > 620 {
		m.Has, m.SOG = m.Has&^ais.HasSOG, 0
	}
	m.COG = (m.COG + 5) / 10 * 10 % 3600
}

// tenthOfMinute rounds 1/10,000 minutes to 1/10 minutes.
func tenthOfMinute(fine int32) int32 {
	const unit = 1000
	return int32(math.Round(float64(fine)/unit)) * unit
}
