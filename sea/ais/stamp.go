package ais

import "bytes"

// stamp is when and where a sentence was received. A sentence may carry several
// times; the first of these is taken: of a $PGHP that names its checksum, of the
// tag block, behind the checksum, at the beginning of the line.
type stamp struct {
	time    uint32
	timed   bool
	station []byte
}

// or fills what s does not say from o.
func (s stamp) or(o stamp) stamp {
	if !s.timed {
		s.time, s.timed = o.time, o.timed
	}
	if len(s.station) == 0 {
		s.station = o.station
	}
	return s
}

// epoch reads a number of seconds since 1970, of milliseconds when it is above
// 1e11, of microseconds above 1e14, of nanoseconds above 1e17. A fraction is cut.
// ok is false when v is no such number or the time lies outside [firstTime,
// endTime).
func epoch(v []byte) (seconds uint32, ok bool) {
	if dot := bytes.IndexByte(v, '.'); dot >= 0 && allDigits(v[dot+1:]) {
		v = v[:dot]
	}
	if len(v) < 9 || len(v) > 19 || !allDigits(v) {
		return 0, false
	}
	n := uint64(0)
	for _, c := range v {
		n = n*10 + uint64(c-'0')
	}
	for n > 1e11 {
		n /= 1000
	}
	return uint32(n), n >= firstTime && n < endTime
}

// trailing reads what loggers put behind the checksum: fields divided by commas,
// of which the first whole number of nine digits or more is the time, and one
// that begins with r or b the station (r003669987, b003669794).
func trailing(b []byte) (s stamp, wrong bool) {
	for len(b) > 0 {
		field, rest, _ := bytes.Cut(b, []byte{','})
		field, b = bytes.TrimSpace(field), rest
		switch {
		case len(field) >= 9 && allDigits(field) && !s.timed && !wrong:
			s.time, s.timed = epoch(field)
			wrong = !s.timed
		case len(field) > 1 && (field[0] == 'r' || field[0] == 'b') && s.station == nil:
			s.station = field
		}
	}
	return s, wrong
}

// leading reads the time at the beginning of a line: an ISO 8601 time, or a
// number as [epoch] has it, before a blank, semicolon, comma or tab.
func leading(b []byte) (s stamp, ok bool) {
	b = bytes.Trim(b, " ;,\t|[]")
	if seconds, ok := calendarTime(b); ok {
		s.time, s.timed = uint32(seconds), seconds >= firstTime && seconds < endTime
		return s, true
	}
	if len(b) == 0 || !allDigits(b) {
		return s, false
	}
	s.time, s.timed = epoch(b)
	return s, s.timed
}

// gate is a $PGHP sentence, by which a Gatehouse receiver stamps the sentence or
// sentences that follow it. sum tells which: the checksum of a single sentence,
// the exclusive or of those of all parts of a message. It is 00 before a VDO,
// which says nothing.
type gate struct {
	stamp
	sum   byte
	here  bool
	other bool // a sentence that is not of AIS came since: it may have been for that
}

// parse reads $PGHP,1,year,month,day,hour,minute,second,ms,country,region,
// station,online,sum*hh.
func (g *gate) parse(b []byte) (wrong odd, ok bool) {
	*g = gate{}
	star := bytes.LastIndexByte(b, '*')
	if star < 0 || !tagSum(b[1:], star-1) {
		return oddGateSum, false
	}
	var f [14][]byte
	n := 0
	for rest, more := b[:star], true; more && n < len(f); n++ {
		f[n], rest, more = bytes.Cut(rest, []byte{','})
	}
	if n != len(f) || len(f[13]) != 2 {
		return oddSentence, false
	}
	g.sum, ok = hexByte(f[13][0], f[13][1])
	g.here, g.station = ok, f[11]
	g.time, g.timed = gateTime(f[2:8])
	if !g.timed {
		return oddTime, false
	}
	return 0, true
}

// gateTime reads year, month, day, hour, minute and second.
func gateTime(f [][]byte) (uint32, bool) {
	var v [6]int
	for i, text := range f {
		if len(text) == 0 || len(text) > 4 || !allDigits(text) {
			return 0, false
		}
		for _, c := range text {
			v[i] = v[i]*10 + int(c-'0')
		}
	}
	seconds, ok := secondsOf(v[0], v[1], v[2], v[3], v[4], v[5])
	return uint32(seconds), ok && seconds >= firstTime && seconds < endTime
}

// secondsOf returns a date and time of day as seconds since 1970.
func secondsOf(year, month, day, hour, minute, second int) (int64, bool) {
	if month < 1 || month > 12 || day < 1 || day > daysIn(year, month) || hour > 23 || minute > 59 || second > 59 {
		return 0, false
	}
	return int64(daysSince1970(year, month, day))*86400 + int64(hour*3600+minute*60+second), true
}
