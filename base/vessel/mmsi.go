// Package vessel holds what identifies a ship, and how far each can be trusted:
// the MMSI (a radio identity), the IMO number (the hull's, for life), the flag
// behind an MMSI, and the basis an identity rests on.
//
// Nothing here corrects a number: one that fails its check digit is kept as
// typed and says so.
package vessel

import "fmt"

// MMSI is a maritime mobile service identity, ITU-R M.585-9: 30 bits on the air,
// nine digits by the rule. Others are kept as received.
type MMSI uint32

// String prints all nine digits; longer ones as they are.
func (m MMSI) String() string { return fmt.Sprintf("%09d", uint32(m)) }

// Kind is what kind of station an MMSI is formed for.
type Kind uint8

// Kinds of station, ITU-R M.585-9.
const (
	KindOther    Kind = iota // no rule fits: not nine digits, or an unused block
	KindShip                 // MIDxxxxxx, first digit 2 to 7
	KindCoast                // 00MIDxxxx
	KindGroup                // 0MIDxxxxx
	KindAircraft             // 111MIDxxx
	KindHandheld             // 8MIDxxxxx
	KindCraft                // 98MIDxxxx, craft of a mother ship
	KindAidToNav             // 99MIDxxxx
	KindDevice               // 97xxxxxxx: SART, man overboard, EPIRB
)

// Kind returns what m is formed for.
func (m MMSI) Kind() Kind {
	switch n := uint32(m); {
	case n >= 1_000_000_000:
		return KindOther
	case n >= 990_000_000:
		return KindAidToNav
	case n >= 980_000_000:
		return KindCraft
	case n >= 970_000_000:
		return KindDevice
	case n >= 900_000_000:
		return KindOther
	case n >= 800_000_000:
		return KindHandheld
	case n >= 200_000_000:
		return KindShip
	case n >= 111_000_000 && n < 112_000_000:
		return KindAircraft
	case n >= 100_000_000:
		return KindOther
	case n >= 20_000_000 && n < 80_000_000:
		return KindGroup
	case n >= 2_000_000 && n < 8_000_000:
		return KindCoast
	}
	return KindOther
}

// MID returns the maritime identification digits, 200 to 799, and whether m has
// them: its kind must, and the digits must be in the range of the rule. Whether a
// State holds them is for the table of digits to say.
func (m MMSI) MID() (mid int, ok bool) {
	n := int(m)
	switch m.Kind() {
	case KindShip:
		mid = n / 1_000_000
	case KindCoast:
		mid = n / 10_000
	case KindGroup:
		mid = n / 100_000
	case KindAircraft:
		mid = n / 1000 % 1000
	case KindHandheld:
		mid = n / 100_000 % 1000
	case KindCraft, KindAidToNav:
		mid = n / 10_000 % 1000
	}
	if mid < 200 || mid > 799 {
		return 0, false
	}
	return mid, true
}
