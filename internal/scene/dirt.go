package scene

import (
	"github.com/plimsoll-watch/plimsoll/sea/ais"
)

// spliceSeq is the sequence number of the two halves that do not belong together;
// no other report in two sentences has it.
const spliceSeq = 3

// soil spoils some sentences: bad checksums, reports without a position. A spoilt
// report is not heard otherwise.
func soil(d dice, all []signal) {
	pick := func(n int, do func(*signal)) {
		for n > 0 {
			s := &all[d.IntN(len(all))]
			if s.report.Type == 1 && s.fate == heard && s.report.Is(ais.HasPlace) {
				do(s)
				n--
			}
		}
	}
	pick(d.whole(56, 66), func(s *signal) { s.fate = spoilt })
	pick(d.whole(28, 36), func(s *signal) { blind(&s.report) })
}

// blind takes place, speed and course from a report: the ship's receiver has none,
// and sends 91, 181, 102.3 and 360. ITU-R M.1371-5, table 48.
func blind(m *ais.Report) {
	m.Has &^= ais.HasPlace | ais.HasSOG | ais.HasCOG
	m.Place.Lat, m.Place.Lon, m.SOG, m.COG = 0, 0, 0, 0
	m.Accurate = false
	m.Second = 60 // time stamp not available
}

// echoes are reports that a second station heard too, within two seconds.
func echoes(d dice, all []signal) []signal {
	var out []signal
	for _, s := range all {
		if s.fate != heard || !d.chance(0.02) {
			continue
		}
		s.fate, s.report.Time = again, s.report.Time+uint32(d.whole(0, 2))
		if s.station != "INVENTED-SAT" {
			s.station = "INVENTED-2"
		} else {
			s.station = "INVENTED-SAT-2"
		}
		out = append(out, s)
	}
	return out
}

// splice is the first half of a's static report and, some time and many sentences
// later, the second half of b's, heard by one station on one channel under one
// sequence number.
func splice(d dice, s *stage, start uint32) []signal {
	half := func(sh *ship, m minute, f fate) signal {
		t := 60*int(m) + d.IntN(60)
		r := &receiver{dice: d, ship: sh, start: start}
		return signal{report: r.static(t), station: "INVENTED-SAT", channel: 'B', seq: spliceSeq, fate: f}
	}
	return []signal{
		half(s.a, s.contact.from, firstHalf),
		half(s.b, s.contact.to-1, lastHalf),
	}
}
