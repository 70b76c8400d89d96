package ais

import "bytes"

// tagBlock is what stands before a sentence between two backslashes (NMEA 0183
// 4.10, 7; IEC 61162-450, 7.2.3.3): \s:STATION,c:TIME,g:1-2-34*hh\. Of its fields
// c, s and g are used; d, n, q, t, T, si and others are passed over.
type tagBlock struct {
	stamp
	group group
}

// group is the field g: this sentence is number of total with one id.
type group struct {
	number, total uint8 // 0: no group
	id            uint32
}

// parse reads the text between the backslashes into t, over what t holds. The
// result is what is wrong with it; without keep, nothing of a block with a wrong
// checksum is used.
func (t *tagBlock) parse(b []byte, keep bool) (wrong odd, ok bool) {
	ok = true
	star := bytes.LastIndexByte(b, '*')
	if !tagSum(b, star) {
		wrong, ok = oddTagSum, false
		if !keep {
			return wrong, ok
		}
	}
	if star >= 0 {
		b = b[:star]
	}
	for len(b) > 0 {
		field := b
		if comma := bytes.IndexByte(b, ','); comma >= 0 {
			field, b = b[:comma], b[comma+1:]
		} else {
			b = nil
		}
		if o, good := t.field(field); !good {
			wrong, ok = o, false
		}
	}
	return wrong, ok
}

// field reads one KEY:VALUE.
func (t *tagBlock) field(f []byte) (wrong odd, ok bool) {
	if len(f) < 3 || f[1] != ':' {
		return 0, true
	}
	v := f[2:]
	switch f[0] {
	case 's':
		t.station = v
	case 'c':
		t.time, t.timed = epoch(v)
		return oddTime, t.timed
	case 'g':
		t.group, ok = parseGroup(v)
		return oddGroup, ok
	}
	return 0, true
}

// tagSum reports whether b ends in the right checksum of what is before the star.
func tagSum(b []byte, star int) bool {
	if star < 0 || star+3 != len(b) {
		return false
	}
	sum, ok := hexByte(b[star+1], b[star+2])
	return ok && sum == xor(b[:star])
}

// parseGroup reads NUMBER-TOTAL-ID.
func parseGroup(v []byte) (g group, ok bool) {
	if len(v) < 5 || len(v) > 13 || v[1] != '-' || v[3] != '-' || !allDigits(v[4:]) {
		return group{}, false
	}
	g.number, g.total = v[0]-'0', v[2]-'0'
	if g.total < 1 || g.total > 9 || g.number < 1 || g.number > g.total {
		return group{}, false
	}
	for _, c := range v[4:] {
		g.id = g.id*10 + uint32(c-'0')
	}
	return g, true
}
