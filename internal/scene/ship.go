package scene

import (
	"fmt"

	"github.com/plimsoll-watch/plimsoll/base/vessel"
)

// AIS ship types that the cast uses. ITU-R M.1371-5, table 53.
const (
	typeFishing  = 30
	typeSailing  = 36
	typePleasure = 37
	typeTug      = 52
	typePax      = 60
	typeCargo    = 70
	typeCargoNo  = 79 // cargo, no additional information
	typeTanker   = 80
	typeTankerX  = 81 // hazardous category X
	typeTankerY  = 82 // hazardous category Y
	typeTankerOS = 84 // hazardous category OS
)

// Navigational status. ITU-R M.1371-5, table 46.
const (
	underWay = 0
	atAnchor = 1
	moored   = 5
	fishing  = 7
)

// ship is one hull: who she says she is, how she moved, and how well she was heard.
type ship struct {
	name     string
	mmsi     vessel.MMSI
	imo      vessel.IMO
	callSign string
	shipType uint8
	size     vessel.Size
	classB   bool
	status   uint8
	accurate bool // position accuracy better than 10 m
	gyro     bool // sends a heading

	draught  [2]uint8 // tenths of a metre, before and after
	reloaded minute   // when the second draught was typed; 0 is never

	plot plot
	rx   reception
}

// reception is how well a ship was heard.
type reception struct {
	cadence   float64 // seconds between fixes, about
	loss      float64 // share of fixes lost besides
	longRange float64 // share of her fixes heard as type 27
	silent    []span  // nothing heard
	statics   float64 // minutes between static reports, about
}

// part is a ship of the cast before she has numbers: what the storyboard says of her.
type part struct {
	name         string // without INVENTED
	shipType     uint8
	length, beam int
	draught      float64 // metres
	bridge       bridge
}

// bridge is where the antenna stands along the ship.
type bridge int

const (
	aft bridge = iota
	forward
	amidships
)

// launch gives a part an antenna, a class of equipment, a cadence, and numbers that
// cannot be real.
func launch(d dice, p part, number int) *ship {
	s := &ship{
		name: "INVENTED " + p.name, shipType: p.shipType, size: fitAntenna(d, p),
		accurate: true, gyro: true,
		mmsi:     vessel.MMSI(number),
		imo:      failingIMO(d),
		callSign: fmt.Sprintf("0%c%c%03d", 'A'+d.IntN(26), 'A'+d.IntN(26), d.IntN(1000)),
	}
	s.draught[0] = uint8(float64(10*p.draught) + d.between(-3, 4))
	s.draught[1] = s.draught[0]
	s.rx = reception{cadence: d.between(185, 300), loss: d.between(0.04, 0.10), statics: d.between(130, 190)}
	if p.shipType == typeFishing {
		s.status = fishing
	}
	return s
}

// fitAntenna puts the antenna into the hull, as bridges stand.
func fitAntenna(d dice, p part) vessel.Size {
	share := map[bridge][2]float64{aft: {0.10, 0.18}, forward: {0.88, 0.93}, amidships: {0.45, 0.60}}[p.bridge]
	stern := int(float64(p.length) * d.between(share[0], share[1]))
	port := p.beam/2 + d.whole(-p.beam/5, p.beam/5)
	return vessel.Size{
		A: uint16(p.length - stern), B: uint16(stern),
		C: uint16(port), D: uint16(p.beam - port), Reference: true,
	}
}

// failingIMO returns a seven-digit number whose check digit is wrong.
func failingIMO(d dice) vessel.IMO {
	for {
		if n := vessel.IMO(9_000_000 + d.IntN(1_000_000)); !n.Valid() {
			return n
		}
	}
}

// draughtAt returns the draught typed in at a minute.
func (s *ship) draughtAt(m minute) uint8 {
	if s.reloaded > 0 && m >= s.reloaded {
		return s.draught[1]
	}
	return s.draught[0]
}

// hushed reports whether nothing of s was heard at a minute.
func (s *ship) hushed(m minute) bool { return anyHas(s.rx.silent, m) }

// fade draws the spells in which nothing of s was heard: most short enough that her
// place is interpolated, some longer than an hour, up to longest. None touches a
// guarded span.
func (s *ship) fade(d dice, length, longest minute, guarded []span) {
	at := minute(d.whole(60, 600))
	for at < length {
		spell := span{at, at + minute(d.whole(15, 50))}
		if d.chance(0.45) {
			spell.to = at + minute(d.whole(65, int(longest)))
		}
		if !meetsAny(spell, guarded) {
			s.rx.silent = append(s.rx.silent, spell)
		}
		at = spell.to + minute(d.whole(200, 700))
	}
}
