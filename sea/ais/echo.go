package ais

import "encoding/binary"

// echoSeconds is how long after a report another station's copy of it counts as a
// repeat.
const echoSeconds = 30

// echoes remembers the latest messages, to count those heard by several stations.
// It is a guide, not a filter: a message pushed out by another is forgotten.
type echoes struct {
	n  int
	at [1024]struct {
		hash    uint64
		station uint64
		n       int
		time    uint32
		timed   bool
	}
}

// heard reports whether another station's copy of m came within echoSeconds
// before; without stations or times, whether the message just before is the same.
func (e *echoes) heard(m *message, s stamp) bool {
	hash := m.hash()
	e.n++
	at, from := &e.at[hash>>54], stationKey(s.station)
	repeat := false
	if at.hash == hash {
		if from != 0 && at.station != 0 && s.timed && at.timed {
			gap := int64(s.time) - int64(at.time)
			repeat = from != at.station && gap >= -echoSeconds && gap <= echoSeconds
		} else {
			repeat = e.n-at.n == 1
		}
	}
	at.hash, at.station, at.n, at.time, at.timed = hash, from, e.n, s.time, s.timed
	return repeat
}

// hash mixes the bits of m that were kept.
func (m *message) hash() uint64 {
	const prime = 0x9e3779b97f4a7c15
	h := uint64(m.n) * prime
	for i := 0; i < min(m.n, maxBits); i += 64 {
		w := m.word[i>>6]
		if left := m.n - i; left < 64 {
			w &= ^(^uint64(0) >> left)
		}
		h = (h ^ w) * prime
		h ^= h >> 29
	}
	return h * prime
}

// stationKey tells stations apart by their last eight bytes; 0 is none.
func stationKey(s []byte) uint64 {
	if len(s) >= 8 {
		return binary.LittleEndian.Uint64(s[len(s)-8:]) | 1<<63
	}
	k := uint64(len(s)) << 56
	for i, c := range s {
		k |= uint64(c) << (8 * i)
	}
	return k
}
