package ais

import (
	"github.com/plimsoll-watch/plimsoll/base/geo"
	"github.com/plimsoll-watch/plimsoll/base/vessel"
)

// DecodePayload decodes one whole message, given as the characters of its
// sentences and the number of fill bits at its end, into r, whatever r held.
//
// ok is false when there is nothing to hand on: why says why it was rejected, or
// is empty when the message is of a type that is not decoded (r then has type and
// MMSI alone). With [ReasonNoPosition] and [ReasonRange] the rest of r is filled.
// A message shorter than its type gives the values that are whole; of a longer
// one the first bits are read.
func DecodePayload(payload []byte, fill int, r *Report) (why Reason, ok bool) {
	var m message
	if !m.armoured(payload, fill) {
		*r = Report{}
		return ReasonPayload, false
	}
	return m.decode(r, new(texts))
}

// texts is room for the texts of one report: name, call sign, destination, vendor.
type texts [20 + 7 + 20 + 3]byte

func (t *texts) name() []byte        { return t[:20] }
func (t *texts) callSign() []byte    { return t[20:27] }
func (t *texts) destination() []byte { return t[27:47] }
func (t *texts) vendor() []byte      { return t[47:] }

// bitsOf is the length of each type that is decoded, ITU-R M.1371-5, annex 8. A
// type 27 has 96 bits, but is often sent in a whole slot.
func bitsOf(messageType uint8) int {
	switch messageType {
	case 5:
		return 424
	case 19:
		return 312
	}
	return 168
}

// decode fills r from m, as [DecodePayload] says.
func (m *message) decode(r *Report, t *texts) (why Reason, ok bool) {
	m.wrong = 0
	*r = Report{}
	if m.n < 38 {
		return ReasonShort, false
	}
	r.Type = uint8(m.at(0, 6))
	r.Repeat = uint8(m.at(6, 2))
	r.MMSI = vessel.MMSI(m.at(8, 30))
	switch r.Type {
	case 1, 2, 3:
		why = m.classA(r)
	case 4, 11:
		why = m.baseStation(r)
	case 5:
		m.voyage(r, t)
	case 18:
		why = m.classB(r)
	case 19:
		why = m.classBExtended(r, t)
	case 24:
		return m.staticB(r, t)
	case 27:
		why = m.longRange(r)
	default:
		if r.Type == 0 || r.Type > 27 {
			why = ReasonReserved
		}
		return why, false
	}
	m.checkLength(r.Type)
	return why, why == ""
}

// checkLength notices a message longer than its type; five bits may be fill bits
// that the sentence does not own up to.
func (m *message) checkLength(messageType uint8) {
	if m.n > bitsOf(messageType)+5 {
		m.wrong.put(oddLong)
	}
}

// classA decodes types 1, 2 and 3 (M.1371-5, table 48).
func (m *message) classA(r *Report) Reason {
	m.status(r, 38)
	if v, ok := m.field(42, 8); ok && v != 0x80 {
		r.ROT, r.Has = int8(v), r.Has|HasROT
	}
	why := m.motion(r, 50)
	r.Maneuver = uint8(m.rest(143, 2))
	r.Rest = m.rest(145, 3)
	r.RAIM = m.rest(148, 1) == 1
	m.radio(r, 149, 19)
	return why
}

// classB decodes type 18 (M.1371-5, table 67).
func (m *message) classB(r *Report) Reason {
	r.ClassB = true
	why := m.motion(r, 46)
	r.Rest = m.rest(38, 8)<<8 | m.rest(139, 8)
	r.RAIM = m.rest(147, 1) == 1
	m.radio(r, 148, 20)
	return why
}

// classBExtended decodes type 19 (M.1371-5, table 68).
func (m *message) classBExtended(r *Report, t *texts) Reason {
	r.ClassB = true
	why := m.motion(r, 46)
	r.Name = m.whole(r, HasName, t.name(), 143)
	m.shipType(r, 263)
	m.size(r, 271)
	r.EPFD = uint8(m.rest(301, 4))
	r.RAIM = m.rest(305, 1) == 1
	r.Rest = m.rest(38, 8)<<10 | m.rest(139, 4)<<6 | m.rest(306, 6)
	return why
}

// motion decodes the run of fields that types 1, 2, 3, 18 and 19 share: speed,
// accuracy, place, course, heading, second.
func (m *message) motion(r *Report, at uint) Reason {
	if v, ok := m.field(at, 10); ok && v != 1023 {
		r.SOG, r.Has = uint16(v), r.Has|HasSOG
	}
	m.accuracy(r, at+10)
	why := m.place(r, at+11)
	if v, ok := m.field(at+66, 12); ok {
		m.course(r, v, 3600, 3600, 1)
	}
	if v, ok := m.field(at+78, 9); ok {
		switch {
		case v < 360:
			r.Heading, r.Has = uint16(v), r.Has|HasHeading
		case v != 511:
			m.wrong.put(oddHeading)
		}
	}
	r.Second = 60 // not available
	if v, ok := m.field(at+87, 6); ok {
		r.Second = uint8(v)
	}
	return why
}

// course takes a course over ground of unit tenths of a degree; full is a circle.
func (m *message) course(r *Report, v, full, absent uint64, unit uint16) {
	switch {
	case v < full:
		r.COG, r.Has = uint16(v)*unit, r.Has|HasCOG
	case v != absent:
		m.wrong.put(oddCourse)
	}
}

func (m *message) status(r *Report, at uint) {
	if v, ok := m.field(at, 4); ok {
		r.Status, r.Has = uint8(v), r.Has|HasStatus
	}
}

func (m *message) accuracy(r *Report, at uint) {
	if v, ok := m.field(at, 1); ok {
		r.Accurate, r.Has = v == 1, r.Has|HasAccuracy
	}
}

// radio takes the communication state, the last field of its types.
func (m *message) radio(r *Report, at, n uint) {
	if v, ok := m.field(at, n); ok {
		r.Radio, r.Has = uint32(v), r.Has|HasRadio
	}
}

// place decodes a longitude and a latitude in 1/10,000 minute. Each alone may say
// that it is not available.
func (m *message) place(r *Report, at uint) Reason {
	if m.n < int(at)+55 {
		return ReasonNoPosition
	}
	return r.place(m.signed(at, 28), m.signed(at+28, 27))
}

func (r *Report) place(lon, lat int32) Reason {
	if lon == noLon || lat == noLat {
		return ReasonNoPosition
	}
	f := geo.Fine{Lat: lat, Lon: lon}
	if !f.Valid() {
		return ReasonRange
	}
	r.Place, r.Has = f, r.Has|HasPlace
	return ""
}

// Not available, M.1371-5, table 48.
const (
	noLon = 181 * geo.FinePerDegree
	noLat = 91 * geo.FinePerDegree
)

// longRange decodes type 27 (M.1371-5, annex 8, message 27): 1/10 minute, knots and degrees.
func (m *message) longRange(r *Report) Reason {
	m.accuracy(r, 38)
	r.RAIM = m.rest(39, 1) == 1
	m.status(r, 40)
	r.Second = 60
	if v, ok := m.field(79, 6); ok && v != 63 {
		r.SOG, r.Has = uint16(v)*10, r.Has|HasSOG
	}
	if v, ok := m.field(85, 9); ok {
		m.course(r, v, 360, 511, 10)
	}
	r.Rest = m.rest(94, 2)
	if m.n < 79 {
		return ReasonNoPosition
	}
	return r.place(m.signed(44, 18)*longUnit, m.signed(62, 17)*longUnit)
}

// longUnit is 1/10 minute in units of [geo.Fine].
const longUnit = 1000

// baseStation decodes types 4 and 11 (M.1371-5, table 51). A station without a
// position is a report all the same.
func (m *message) baseStation(r *Report) Reason {
	m.baseTime(r)
	m.accuracy(r, 78)
	why := m.place(r, 79)
	r.EPFD = uint8(m.rest(134, 4))
	r.Rest = m.rest(138, 10)
	r.RAIM = m.rest(148, 1) == 1
	m.radio(r, 149, 19)
	if why == ReasonNoPosition {
		return ""
	}
	return why
}

// baseTime reads year, month, day, hour, minute, second; each may be absent.
func (m *message) baseTime(r *Report) {
	if m.n < 78 {
		return
	}
	y, mo, d := int(m.at(38, 14)), int(m.at(52, 4)), int(m.at(56, 5))
	h, mi, s := int(m.at(61, 5)), int(m.at(66, 6)), int(m.at(72, 6))
	if y == 0 || mo == 0 || d == 0 || h == 24 || mi == 60 || s == 60 {
		return
	}
	seconds, ok := secondsOf(y, mo, d, h, mi, s)
	if !ok || seconds < firstTime || seconds >= endTime {
		m.wrong.put(oddBaseTime)
		return
	}
	r.BaseTime, r.Has = uint32(seconds), r.Has|HasBaseTime
}
