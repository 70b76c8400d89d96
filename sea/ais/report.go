package ais

import (
	"github.com/plimsoll-watch/plimsoll/base/geo"
	"github.com/plimsoll-watch/plimsoll/base/vessel"
)

// Report is one report of one station, decoded: an AIS message or a row of a
// table. A value that was not available is absent: its bit in Has is clear and
// its field is zero and says nothing. Readers fill one Report again and again;
// who keeps something beyond the call copies it (Name, CallSign and Destination
// are slices into the reader's buffer).
type Report struct {
	// Type is the message type, 1 to 27 (ITU-R M.1371-5, table 45); 0 for a table
	// row, which may hold position and static fields at once.
	Type uint8
	Part byte // type 24: 'A' or 'B'; else 0
	MMSI vessel.MMSI
	Has  Field

	// Time is when the message was received, seconds since 1970 UTC. For types 4
	// and 11 see BaseTime.
	Time uint32
	// Line is the line of the file, from 1, on which the sentence (its last part)
	// or row stands.
	Line uint32

	Place    geo.Fine
	SOG      uint16 // tenths of a knot; 1022 is "102.2 or more"
	COG      uint16 // tenths of a degree, 0 to 3599
	Heading  uint16 // degrees true, 0 to 359
	ROT      int8   // as sent, -127 to 127
	Status   uint8  // navigational status, 0 to 15
	Second   uint8  // UTC second of the fix as sent, 0 to 63
	Maneuver uint8
	RAIM     bool
	Accurate bool // position accuracy better than 10 m; meaningful with HasAccuracy
	ClassB   bool

	IMO         vessel.IMO
	ShipType    uint8
	Size        vessel.Size
	Draught     uint8  // tenths of a metre
	ETA         uint32 // month<<16 | day<<11 | hour<<6 | minute, as sent
	EPFD        uint8
	Name        []byte
	CallSign    []byte
	Destination []byte
	Vendor      []byte      // type 24 B
	Mothership  vessel.MMSI // type 24 B of a craft, 98xxxxxxx

	BaseTime uint32 // types 4 and 11: the station's own UTC, seconds since 1970

	// Radio is the communication state as sent (M.1371-5, 3.3.7.2.1 and 3.3.7.3.2 of annex 2): 19
	// bits, 20 with the selector flag for type 18. Rest holds the bits that no
	// other field does, in the order sent, the last one lowest: spare and regional
	// bits, flags of class B, version and DTE of type 5, unit model and serial
	// number of type 24 B; 0 where the message was cut short. Both are kept so that
	// a message can be written again.
	Radio uint32
	Rest  uint32

	Station  []byte  // receiving station, from the tag block, $PGHP or the trailing fields
	Talker   [2]byte // as received: AI, AB, BS, ...
	Channel  byte    // 'A', 'B' or 0
	Repeat   uint8
	Own      bool // VDO: the receiver's own ship
	Receipts int  // sentences this report was joined from
}

// Field is a set of the values a [Report] has.
type Field uint32

// The values that may be absent.
const (
	HasTime Field = 1 << iota
	HasPlace
	HasSOG
	HasCOG
	HasHeading
	HasROT
	HasStatus
	HasAccuracy
	HasIMO
	HasShipType
	HasSize
	HasDraught
	HasETA
	HasName
	HasCallSign
	HasDestination
	HasBaseTime
	HasRadio // also: the message was not cut short before it
)

// HasStatic is the set of values that say who a ship is.
const HasStatic = HasIMO | HasShipType | HasSize | HasName | HasCallSign

// Is reports whether r has all of f.
func (r *Report) Is(f Field) bool { return r.Has&f == f }
