package ais

import "strconv"

// EncodeOptions say how [Encode] writes a report.
type EncodeOptions struct {
	Talker   string // two characters; "" is the report's own, or AI
	Channel  byte   // 'A' or 'B'; 0 is the report's own, or none
	Sequence int    // of a message in two parts: the id is its last digit, the tag block's group all of it
	TagBlock bool   // put a tag block before each sentence
	Station  string // in the tag block; "" is the report's own, or none
}

// Encode appends r as one or two sentences, AIVDM or (with r.Own) AIVDO, each
// ended by CR LF. Types 1 to 5, 11, 18, 19, 24 A and B, and 27 are written; for
// any other dst is returned as it was. What is absent is written as not
// available; texts are padded with '@', and characters that six bits cannot say
// become blanks.
//
// For a message of its type's own length, encode(decode(x)) is x bit for bit but
// where x said "not available" in an unusual way, held a value that is invalid,
// or padded its texts otherwise (see TestEncodeDecodedBits).
func Encode(dst []byte, r *Report, opt EncodeOptions) []byte {
	var m message
	if !m.encode(r) {
		return dst
	}
	payload, fill := m.armour(make([]byte, 0, 80))
	const most = 60 // characters, for a sentence of 82 (IEC 61162-1)
	total := (len(payload) + most - 1) / most
	for n := 1; n <= total; n++ {
		part := payload[(n-1)*most : min(n*most, len(payload))]
		if opt.TagBlock {
			dst = appendTagBlock(dst, r, opt, n, total)
		}
		f := 0
		if n == total {
			f = fill
		}
		dst = appendSentence(dst, r, opt, n, total, part, f)
	}
	return dst
}

func appendSentence(dst []byte, r *Report, opt EncodeOptions, n, total int, payload []byte, fill int) []byte {
	start := len(dst) + 1
	dst = append(dst, '!')
	switch {
	case len(opt.Talker) == 2:
		dst = append(dst, opt.Talker...)
	case r.Talker != [2]byte{}:
		dst = append(dst, r.Talker[:]...)
	default:
		dst = append(dst, "AI"...)
	}
	if r.Own {
		dst = append(dst, "VDO,"...)
	} else {
		dst = append(dst, "VDM,"...)
	}
	dst = append(dst, byte('0'+total), ',', byte('0'+n), ',')
	if total > 1 {
		dst = append(dst, byte('0'+uint(opt.Sequence)%10))
	}
	dst = append(dst, ',')
	if opt.Channel != 0 {
		dst = append(dst, opt.Channel)
	} else if r.Channel != 0 {
		dst = append(dst, r.Channel)
	}
	dst = append(dst, ',')
	dst = append(dst, payload...)
	dst = append(dst, ',', byte('0'+fill))
	return append(appendSum(dst, start), '\r', '\n')
}

func appendTagBlock(dst []byte, r *Report, opt EncodeOptions, n, total int) []byte {
	station := opt.Station
	if station == "" {
		station = string(r.Station)
	}
	if total == 1 && station == "" && !r.Is(HasTime) {
		return dst
	}
	start := len(dst) + 1
	dst = append(dst, '\\')
	if total > 1 {
		dst = append(dst, 'g', ':', byte('0'+n), '-', byte('0'+total), '-')
		dst = append(strconv.AppendUint(dst, uint64(uint(opt.Sequence)), 10), ',')
	}
	if station != "" {
		dst = append(append(append(dst, "s:"...), station...), ',')
	}
	if r.Is(HasTime) {
		dst = append(strconv.AppendInt(append(dst, "c:"...), int64(r.Time), 10), ',')
	}
	return append(appendSum(dst[:len(dst)-1], start), '\\')
}

// appendSum appends the checksum of what stands from start on.
func appendSum(dst []byte, start int) []byte {
	const hex = "0123456789ABCDEF"
	sum := xor(dst[start:])
	return append(dst, '*', hex[sum>>4], hex[sum&15])
}

// armour appends m as characters and says how many fill bits the last one has.
func (m *message) armour(dst []byte) (payload []byte, fill int) {
	fill = (6 - m.n%6) % 6
	m.add(0, fill)
	for at := 0; at < m.n; at += 6 {
		c := byte(m.at(uint(at), 6)) + '0'
		if c > 'W' {
			c += 8
		}
		dst = append(dst, c)
	}
	return dst, fill
}

// encode fills m from r; see decode for the tables.
func (m *message) encode(r *Report) bool {
	m.n = 0
	m.add(uint64(r.Type), 6)
	m.add(uint64(r.Repeat), 2)
	m.add(uint64(r.MMSI), 30)
	switch {
	case r.Type >= 1 && r.Type <= 3:
		m.addClassA(r)
	case r.Type == 4 || r.Type == 11:
		m.addBaseStation(r)
	case r.Type == 5:
		m.addVoyage(r)
	case r.Type == 18:
		m.addClassB(r)
	case r.Type == 19:
		m.addClassBExtended(r)
	case r.Type == 24 && r.Part == 'A':
		m.add(0, 2)
		m.addText(r.Name, 20)
	case r.Type == 24 && r.Part == 'B':
		m.addParticulars(r)
	case r.Type == 27:
		m.addLongRange(r)
	default:
		return false
	}
	return true
}

func (m *message) addClassA(r *Report) {
	m.addOr(r, HasStatus, uint64(r.Status), 15, 4)
	m.addOr(r, HasROT, uint64(uint8(r.ROT)), 0x80, 8)
	m.addMotion(r)
	m.add(uint64(r.Maneuver), 2)
	m.add(uint64(r.Rest), 3)
	m.addFlag(r.RAIM)
	m.add(uint64(r.Radio), 19)
}

func (m *message) addClassB(r *Report) {
	m.add(uint64(r.Rest>>8), 8)
	m.addMotion(r)
	m.add(uint64(r.Rest), 8)
	m.addFlag(r.RAIM)
	m.add(uint64(r.Radio), 20)
}

func (m *message) addClassBExtended(r *Report) {
	m.add(uint64(r.Rest>>10), 8)
	m.addMotion(r)
	m.add(uint64(r.Rest>>6), 4)
	m.addText(r.Name, 20)
	m.add(uint64(r.ShipType), 8)
	m.addSize(r)
	m.add(uint64(r.EPFD), 4)
	m.addFlag(r.RAIM)
	m.add(uint64(r.Rest), 6)
}

func (m *message) addMotion(r *Report) {
	m.addOr(r, HasSOG, uint64(r.SOG), 1023, 10)
	m.addFlag(r.Accurate)
	m.addPlace(r)
	m.addOr(r, HasCOG, uint64(r.COG), 3600, 12)
	m.addOr(r, HasHeading, uint64(r.Heading), 511, 9)
	m.add(uint64(r.Second), 6)
}

func (m *message) addPlace(r *Report) {
	lat, lon := r.Place.Lat, r.Place.Lon
	if !r.Is(HasPlace) {
		lat, lon = noLat, noLon
	}
	m.add(uint64(uint32(lon)), 28)
	m.add(uint64(uint32(lat)), 27)
}

func (m *message) addLongRange(r *Report) {
	lat, lon := r.Place.Lat, r.Place.Lon
	if !r.Is(HasPlace) {
		lat, lon = noLat, noLon
	}
	m.addFlag(r.Accurate)
	m.addFlag(r.RAIM)
	m.addOr(r, HasStatus, uint64(r.Status), 15, 4)
	m.add(uint64(uint32(rounded(lon, longUnit))), 18)
	m.add(uint64(uint32(rounded(lat, longUnit))), 17)
	m.addOr(r, HasSOG, uint64(min(rounded(int32(r.SOG), 10), 62)), 63, 6)
	m.addOr(r, HasCOG, uint64(rounded(int32(r.COG), 10)%360), 511, 9)
	m.add(uint64(r.Rest), 2)
}

// rounded returns v/unit to the nearest whole number, half away from zero.
func rounded(v, unit int32) int32 {
	if v < 0 {
		return -rounded(-v, unit)
	}
	return (v + unit/2) / unit
}

func (m *message) addBaseStation(r *Report) {
	y, mo, d, h, mi, s := 0, 0, 0, 24, 60, 60
	if r.Is(HasBaseTime) {
		y, mo, d = dateOf(int(r.BaseTime / 86400))
		h, mi, s = int(r.BaseTime/3600%24), int(r.BaseTime/60%60), int(r.BaseTime%60)
	}
	m.add(uint64(y), 14)
	m.add(uint64(mo), 4)
	m.add(uint64(d), 5)
	m.add(uint64(h), 5)
	m.add(uint64(mi), 6)
	m.add(uint64(s), 6)
	m.addFlag(r.Accurate)
	m.addPlace(r)
	m.add(uint64(r.EPFD), 4)
	m.add(uint64(r.Rest), 10)
	m.addFlag(r.RAIM)
	m.add(uint64(r.Radio), 19)
}

func (m *message) addVoyage(r *Report) {
	m.add(uint64(r.Rest>>2), 2)
	m.add(uint64(r.IMO), 30)
	m.addText(r.CallSign, 7)
	m.addText(r.Name, 20)
	m.add(uint64(r.ShipType), 8)
	m.addSize(r)
	m.add(uint64(r.EPFD), 4)
	m.addOr(r, HasETA, uint64(r.ETA), 24<<6|60, 20)
	m.add(uint64(r.Draught), 8)
	m.addText(r.Destination, 20)
	m.add(uint64(r.Rest), 2)
}

func (m *message) addParticulars(r *Report) {
	m.add(1, 2)
	m.add(uint64(r.ShipType), 8)
	m.addText(r.Vendor, 3)
	m.add(uint64(r.Rest>>2), 24)
	m.addText(r.CallSign, 7)
	if r.Mothership != 0 {
		m.add(uint64(r.Mothership), 30)
	} else {
		m.addSize(r)
	}
	m.add(uint64(r.EPFD), 4)
	m.add(uint64(r.Rest), 2)
}

// addSize writes distances up to what their bits hold, 511 and 63 m.
func (m *message) addSize(r *Report) {
	s := r.Size
	m.add(uint64(min(s.A, 511)), 9)
	m.add(uint64(min(s.B, 511)), 9)
	m.add(uint64(min(s.C, 63)), 6)
	m.add(uint64(min(s.D, 63)), 6)
}

// addOr adds v, or what says that it is absent.
func (m *message) addOr(r *Report, f Field, v, absent uint64, n int) {
	if !r.Is(f) {
		v = absent
	}
	m.add(v, n)
}

func (m *message) addFlag(v bool) {
	if v {
		m.add(1, 1)
	} else {
		m.add(0, 1)
	}
}

// addText writes n six-bit characters.
func (m *message) addText(text []byte, n int) {
	for i := range n {
		c := byte('@')
		if i < len(text) {
			c = text[i]
		}
		switch {
		case c >= 'a' && c <= 'z':
			c -= 'a' - 'A'
		case c < ' ' || c > '_':
			c = ' '
		}
		m.add(uint64(c&63), 6)
	}
}
