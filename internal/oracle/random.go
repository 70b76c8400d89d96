package oracle

import (
	"math"
	"math/rand/v2"

	"github.com/plimsoll-watch/plimsoll/base/geo"
)

// RandomShips returns an invented scene of two to six ships over 6 to 30 hours,
// the same for the same seed. Ships keep company, part, come back and fall
// silent for times and at distances drawn around the limits of encounter/1
// (500 m, 120 min, 20 and 240 min, 2 kn, 0.5 kn, 20 degrees), and are heard in
// cadences from 10 s to 80 min. Scenes lie anywhere, often across the equator or
// the antimeridian or near 85 N. No two fixes of a ship have the same time.
func RandomShips(seed uint64) []Ship {
	r := random{rand.New(rand.NewPCG(seed, 1))}
	s := r.scene()
	ships := make([]Ship, s.ships)
	courses := make([]path, s.ships)
	for i := range ships {
		courses[i] = r.path(s, courses[:i])
		ships[i] = r.ship(i, ships[:i])
		ships[i].Fixes = r.fixes(s, courses[i])
	}
	r.Shuffle(len(ships), func(i, j int) { ships[i], ships[j] = ships[j], ships[i] })
	return ships
}

type random struct{ *rand.Rand }

// between returns a number from lo to hi.
func (r random) between(lo, hi float64) float64 { return lo + r.Float64()*(hi-lo) }

// minutes returns whole minutes from lo to hi, both included, in seconds.
func (r random) minutes(lo, hi int64) int64 { return 60 * (lo + r.Int64N(hi-lo+1)) }

func (r random) chance(p float64) bool { return r.Float64() < p }

// scene is what the ships of one call have in common.
type scene struct {
	ships      int
	start, end int64
	origin     geo.Vec
	knots      float64 // of the first ship
	misreport  float64 // knots that every speed over ground is out by, so that slow ships count as under way
}

func (r random) scene() scene {
	s := scene{ships: 2, origin: r.origin().Vec(), knots: r.speed()}
	if r.chance(0.4) {
		s.ships = 3 + r.IntN(4)
	}
	// Within a day of midnight UTC of 1 January 2019, or of the year 1970.
	s.start = 1546300800 - r.minutes(0, 24*60)
	if r.chance(0.05) {
		s.start = -r.minutes(0, 12*60)
	}
	s.end = s.start + r.minutes(6*60, 30*60)
	if r.chance(0.15) {
		s.knots, s.misreport = r.between(0.3, 1), r.between(1.5, 2.5)
	}
	return s
}

func (r random) origin() geo.Point {
	p := geo.Point{Lat: r.between(-60, 70), Lon: r.between(-180, 180)}
	switch r.IntN(5) {
	case 0:
		p.Lat = r.between(-0.02, 0.02)
	case 1:
		p.Lat = r.between(84.8, 85.2)
	}
	if r.chance(0.3) {
		p.Lon = geo.Point{Lon: 180 + r.between(-0.05, 0.05)}.Vec().Point().Lon
	}
	return p
}

func (r random) speed() float64 {
	switch r.IntN(4) {
	case 0:
		return r.between(0, 0.5)
	case 1:
		return r.between(0.5, 1.8)
	case 2:
		return r.between(1.8, 2.2)
	}
	return r.between(2.2, 14)
}

// leg is a time in which the distance from the ship followed goes evenly from
// one value to another, on a bearing that turns evenly.
type leg struct {
	start, end   int64
	fromM, toM   float64
	bearing      float64
	turnPerHour  float64
	swingM       float64 // distance swings by so much,
	swingSeconds float64 // so often
}

// path is the true course of a ship: from a place at even speed, or about
// another ship.
type path struct {
	origin        geo.Vec
	start         int64
	course, knots float64
	follows       *path
	legs          []leg
}

func (r random) path(s scene, earlier []path) path {
	if len(earlier) == 0 {
		return path{origin: s.origin, start: s.start, course: r.between(0, 360), knots: s.knots}
	}
	follows := &earlier[0]
	if r.chance(0.3) {
		follows = &earlier[r.IntN(len(earlier))]
	}
	return path{start: s.start, follows: follows, legs: r.legs(s, earlier[0])}
}

// legs makes spells of company with partings between.
func (r random) legs(s scene, first path) []leg {
	near, far := r.near(), r.between(700, 4000)
	shape := r.shape()
	if s.misreport > 0 && r.chance(0.7) {
		near, shape = 245, r.weaving(first)
	}
	var legs []leg
	t := s.start
	add := func(seconds int64, from, to float64) {
		l := shape
		l.start, l.end, l.fromM, l.toM = t, t+seconds, from, to
		legs = append(legs, l)
		t = l.end
	}
	if r.chance(0.6) {
		add(r.minutes(0, 180), far, far)
		add(r.minutes(1, 30), far, near)
	}
	for t < s.end {
		add(r.company(), near, near)
		away := r.minutes(1, 2)
		if r.chance(0.3) {
			away = r.minutes(5, 30)
		}
		add(away, near, far)
		add(max(60, r.apart()-away), far, far)
		add(r.minutes(1, 2), far, near)
	}
	return legs
}

// shape returns what all legs of a ship have in common.
func (r random) shape() leg {
	l := leg{bearing: r.between(0, 360)}
	if r.chance(0.3) {
		l.turnPerHour = r.between(-60, 60)
	}
	if r.chance(0.3) {
		l.swingM, l.swingSeconds = r.between(5, 200), r.between(1200, 5400)
	}
	return l
}

// weaving returns the shape of a ship that comes and goes abeam of the first, so
// that half the time its course is out by more than about 20 degrees.
func (r random) weaving(first path) leg {
	const swingM, medianOfAbsCos = 230, math.Sqrt2 / 2
	abeam := first.knots * geo.MetresPerNauticalMile / 3600 * math.Tan(r.between(16, 24)*math.Pi/180)
	return leg{
		bearing:      first.course + 90,
		swingM:       swingM,
		swingSeconds: swingM * 2 * math.Pi * medianOfAbsCos / abeam,
	}
}

// near returns a distance to keep, metres.
func (r random) near() float64 {
	switch r.IntN(6) {
	case 0:
		return r.between(0, 30)
	case 1, 2:
		return r.between(30, 150)
	case 3:
		return r.between(150, 440)
	case 4:
		return r.between(440, 560)
	}
	return r.between(499, 501)
}

// company returns for how long, seconds.
func (r random) company() int64 {
	switch r.IntN(4) {
	case 0:
		return r.minutes(112, 128)
	case 1:
		return r.minutes(52, 68)
	case 2:
		return r.minutes(20, 120)
	}
	return r.minutes(120, 600)
}

// apart returns how long a parting lasts, seconds.
func (r random) apart() int64 {
	switch r.IntN(3) {
	case 0:
		return r.minutes(16, 24)
	case 1:
		return r.minutes(3, 16)
	}
	return r.minutes(24, 400)
}

// at returns the true place at t.
func (c *path) at(t int64) geo.Vec {
	if c.follows == nil {
		hours := float64(t-c.start) / 3600
		return geo.Destination(c.origin, c.course, c.knots*hours*geo.MetresPerNauticalMile)
	}
	l := c.legs[len(c.legs)-1]
	for _, k := range c.legs {
		if t < k.end {
			l = k
			break
		}
	}
	share := min(1, float64(t-l.start)/max(1, float64(l.end-l.start)))
	metres := l.fromM + share*(l.toM-l.fromM)
	if l.swingM > 0 {
		metres += l.swingM * math.Sin(2*math.Pi*float64(t-c.start)/l.swingSeconds)
	}
	bearing := l.bearing + l.turnPerHour*float64(t-c.start)/3600
	return geo.Destination(c.follows.at(t), bearing, metres)
}

// ship returns a ship without fixes, of a key that no earlier one has.
func (r random) ship(i int, earlier []Ship) Ship {
	s := Ship{MMSI: uint32(200000000+r.IntN(500000000)/10*10) + uint32(i), Hull: 1}
	if i > 0 && r.chance(0.1) {
		s.MMSI, s.Hull = earlier[i-1].MMSI, earlier[i-1].Hull+1
	}
	if s.HasType = r.chance(0.8); s.HasType {
		s.Type = []int{30, 31, 52, 70, 80, 84, 89}[r.IntN(7)]
	}
	if s.HasSize = r.chance(0.85); !s.HasSize {
		return s
	}
	length, beam := 20+r.IntN(320), 5+r.IntN(50)
	if s.HasReference = r.chance(0.8); s.HasReference {
		s.A, s.C = r.IntN(length), r.IntN(beam)
	}
	s.B, s.D = length-s.A, beam-s.C // ITU-R M.1371-5, figure 41: A = C = 0 without a reference point
	return s
}
