package ais

import "github.com/plimsoll-watch/plimsoll/base/vessel"

// voyage decodes type 5 (M.1371-5, table 52). The destination may be cut.
func (m *message) voyage(r *Report, t *texts) {
	if v, ok := m.field(40, 30); ok && v != 0 {
		r.IMO, r.Has = vessel.IMO(v), r.Has|HasIMO
	}
	r.CallSign = m.whole(r, HasCallSign, t.callSign(), 70)
	r.Name = m.whole(r, HasName, t.name(), 112)
	m.shipType(r, 232)
	m.size(r, 240)
	r.EPFD = uint8(m.rest(270, 4))
	m.arrival(r)
	if v, ok := m.field(294, 8); ok && v != 0 {
		r.Draught, r.Has = uint8(v), r.Has|HasDraught
	}
	r.Destination = m.text(r, HasDestination, t.destination(), 302)
	r.Rest = m.rest(38, 2)<<2 | m.rest(422, 2)
}

// arrival reads the ETA, which has no year. Without a month and a day it says
// nothing; hour 24 and minute 60 may be absent alone.
func (m *message) arrival(r *Report) {
	v, ok := m.field(274, 20)
	month, day := v>>16, v>>11&31
	switch {
	case !ok || month == 0 && day == 0:
	case month < 1 || month > 12 || day < 1 || v>>6&31 > 24 || v&63 > 60:
		m.wrong.put(oddETA)
	default:
		r.ETA, r.Has = uint32(v), r.Has|HasETA
	}
}

// staticB decodes type 24 (M.1371-5, tables 75 to 77). Its parts are reports of
// their own: nothing says that they follow each other.
func (m *message) staticB(r *Report, t *texts) (why Reason, ok bool) {
	r.ClassB = true
	part, ok := m.field(38, 2)
	switch {
	case !ok:
		return ReasonShort, false
	case part == 0:
		r.Part = 'A'
		r.Name = m.whole(r, HasName, t.name(), 40)
	case part == 1:
		r.Part = 'B'
		m.particulars(r, t)
	default: // reserved
		m.wrong.put(oddPart24)
		return "", false
	}
	m.checkLength(r.Type)
	return "", true
}

// particulars decodes part B. A craft of a mother ship (98xxxxxxx, M.585-9) has
// that ship's MMSI where others have their size.
func (m *message) particulars(r *Report, t *texts) {
	m.shipType(r, 40)
	r.Vendor = m.whole(r, 0, t.vendor(), 48)
	r.CallSign = m.whole(r, HasCallSign, t.callSign(), 90)
	if r.MMSI.Kind() == vessel.KindCraft {
		r.Mothership = vessel.MMSI(m.rest(132, 30))
	} else {
		m.size(r, 132)
	}
	r.EPFD = uint8(m.rest(162, 4))
	r.Rest = m.rest(66, 24)<<2 | m.rest(166, 2)
}

func (m *message) shipType(r *Report, at uint) {
	if v, ok := m.field(at, 8); ok && v != 0 {
		r.ShipType, r.Has = uint8(v), r.Has|HasShipType
	}
}

// size decodes the distances to bow, stern, port and starboard. With A and C 0
// the size alone is known (M.1371-5, figure 41); so it is taken to be when length
// or beam is 0.
func (m *message) size(r *Report, at uint) {
	v, ok := m.field(at, 30)
	if !ok || v == 0 {
		return
	}
	s := vessel.Size{A: uint16(v >> 21), B: uint16(v >> 12 & 0x1ff), C: uint16(v >> 6 & 0x3f), D: uint16(v & 0x3f)}
	s.Reference = s.Length() > 0 && s.Beam() > 0 && (s.A > 0 || s.C > 0)
	r.Size, r.Has = s, r.Has|HasSize
}

// whole is text, or absent when the message ends inside it: a name cut short is
// another name.
func (m *message) whole(r *Report, f Field, room []byte, at uint) []byte {
	if m.n < int(at)+6*len(room) {
		return nil
	}
	return m.text(r, f, room, at)
}

// text decodes six-bit characters (M.1371-5, table 47) into room, up to the first
// '@', what follows which is left over from another text; blanks at the end are
// fill. A text of nothing else is absent.
func (m *message) text(r *Report, f Field, room []byte, at uint) []byte {
	n := 0
	for n < len(room) {
		c, ok := m.field(at, 6)
		if !ok || c == 0 {
			break
		}
		room[n] = byte(c)
		if c < 32 {
			room[n] += 64
		}
		n, at = n+1, at+6
	}
	for n > 0 && room[n-1] == ' ' {
		n--
	}
	if n == 0 {
		return nil
	}
	r.Has |= f
	return room[:n:n]
}
