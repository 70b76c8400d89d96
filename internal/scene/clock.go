package scene

import "time"

// minute is a time of the scene: whole minutes from its beginning.
type minute int

// weekStart is the first second of the invented week, 3 September 2018 00:00 UTC,
// in seconds since 1970.
const weekStart = 1535932800

const (
	hour    minute = 60
	day     minute = 24 * hour
	weekLen minute = 7 * day
)

// on returns the minute of a time of day in September 2018.
func on(dayOfMonth, hours, minutes int) minute {
	return minute(dayOfMonth-3)*day + minute(hours)*hour + minute(minutes)
}

// when returns the time of a minute of the week.
func (m minute) when() time.Time { return time.Unix(weekStart+60*int64(m), 0).UTC() }

// span is a half-open stretch of minutes.
type span struct{ from, to minute }

func (s span) length() minute { return s.to - s.from }

func (s span) middle() minute { return (s.from + s.to) / 2 }

func (s span) has(m minute) bool { return m >= s.from && m < s.to }

func (s span) meets(o span) bool { return s.from < o.to && o.from < s.to }

// wider returns s with by more minutes on both sides.
func (s span) wider(by minute) span { return span{s.from - by, s.to + by} }

func meetsAny(s span, others []span) bool {
	for _, o := range others {
		if s.meets(o) {
			return true
		}
	}
	return false
}

func anyHas(spans []span, m minute) bool {
	for _, s := range spans {
		if s.has(m) {
			return true
		}
	}
	return false
}
