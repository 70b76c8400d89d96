package ais

import "bytes"

// The times a row may have: the first transponders came in the nineties, and a
// number outside is no time (20220103 read as seconds is August 1970).
const (
	firstTime = 631152000  // 1990-01-01T00:00:00Z
	endTime   = 4291747200 // 2106-01-01T00:00:00Z
)

// tableTime reads a time of a row as seconds since 1970 UTC: year first, with
// seconds, in UTC unless an offset says otherwise; or seconds or milliseconds
// since 1970. Fractions are cut. Whatever puts the day or month first is refused:
// 01/02/2015 cannot be told from 02/01/2015.
func tableTime(cell []byte) (uint32, Reason) {
	cell = trimBlanks(cell)
	seconds, ok := calendarTime(cell)
	if !ok {
		seconds, ok = epochTime(cell)
	}
	switch {
	case !ok && (len(cell) == 0 || absentWord(cell)):
		return 0, ReasonNoTime
	case !ok:
		return 0, ReasonTimeForm
	case seconds < firstTime || seconds >= endTime:
		return 0, ReasonTimeRange
	}
	return uint32(seconds), ""
}

// calendarTime reads 2022-01-03T00:00:00, T or blank between, with a fraction, Z,
// UTC or an offset behind it (ISO 8601, RFC 3339).
func calendarTime(c []byte) (int64, bool) {
	const form = "2006-01-02T15:04:05"
	if len(c) < len(form) || c[4] != c[7] || c[4] != '-' && c[4] != '/' || c[13] != ':' || c[16] != ':' {
		return 0, false
	}
	if c[10] != 'T' && c[10] != ' ' && c[10] != 't' {
		return 0, false
	}
	y1, y2, mo := two(c[0:]), two(c[2:]), two(c[5:])
	d, h, mi, s := two(c[8:]), two(c[11:]), two(c[14:]), two(c[17:])
	if y1|y2|mo|d|h|mi|s < 0 || h > 23 || mi > 59 || s > 59 {
		return 0, false
	}
	y := y1*100 + y2
	if mo < 1 || mo > 12 || d < 1 || d > daysIn(y, mo) {
		return 0, false
	}
	offset, ok := int64(0), true
	if len(c) > len(form) {
		offset, ok = timeZone(c[len(form):])
	}
	return int64(daysSince1970(y, mo, d))*86400 + int64(h*3600+mi*60+s) - offset, ok
}

// two reads two digits; the result is negative when they are not digits.
func two(c []byte) int {
	a, b := c[0]-'0', c[1]-'0'
	if a > 9 || b > 9 {
		return -1
	}
	return int(a)*10 + int(b)
}

func daysIn(year, month int) int {
	switch month {
	case 4, 6, 9, 11:
		return 30
	case 2:
		if year%4 == 0 && (year%100 != 0 || year%400 == 0) {
			return 29
		}
		return 28
	}
	return 31
}

// daysSince1970 counts by years that begin in March, so that the leap day is the
// last of its year: 153 days in five months from March on.
func daysSince1970(y, m, d int) int {
	if m <= 2 {
		y, m = y-1, m+12
	}
	return 365*y + y/4 - y/100 + y/400 + (153*(m-3)+2)/5 + d - 719469
}

// timeZone reads what follows the seconds: a fraction, then nothing, Z, UTC or an
// offset in seconds east.
func timeZone(c []byte) (offset int64, ok bool) {
	if c[0] == '.' || c[0] == ',' {
		n := 1
		for n < len(c) && c[n]-'0' <= 9 {
			n++
		}
		if n == 1 {
			return 0, false
		}
		c = c[n:]
	}
	c = bytes.TrimPrefix(c, []byte(" "))
	switch string(c) {
	case "", "Z", "z", "UTC":
		return 0, true
	}
	c = bytes.TrimSuffix(c, []byte(" UTC")) // +0000 UTC, as Go prints it
	return zoneOffset(c)
}

// zoneOffset reads +hh, +hhmm or +hh:mm.
func zoneOffset(c []byte) (int64, bool) {
	if len(c) < 3 || c[0] != '+' && c[0] != '-' {
		return 0, false
	}
	h, m := two(c[1:]), 0
	switch {
	case len(c) == 5:
		m = two(c[3:])
	case len(c) == 6 && c[3] == ':':
		m = two(c[4:])
	case len(c) != 3:
		return 0, false
	}
	if h < 0 || h > 14 || m < 0 || m > 59 {
		return 0, false
	}
	east := int64(h*3600 + m*60)
	if c[0] == '-' {
		east = -east
	}
	return east, true
}

// epochTime reads seconds since 1970, or milliseconds when the number is above
// 1e11, with or without a fraction.
func epochTime(c []byte) (int64, bool) {
	number, part, _ := bytes.Cut(c, []byte("."))
	if len(number) < 9 || len(number) > 13 || !allDigits(number) || !allDigits(part) {
		return 0, false
	}
	n := int64(0)
	for _, d := range number {
		n = n*10 + int64(d-'0')
	}
	if n > 1e11 {
		n /= 1000
	}
	return n, true
}
