package scene

import (
	"github.com/plimsoll-watch/plimsoll/sea/ais"
)

// static is the ship's type 5 at a second of the scene.
func (r *receiver) static(t int) ais.Report {
	m := ais.Report{
		Type: 5, MMSI: r.mmsi, Time: r.start + uint32(t),
		Has:         ais.HasTime | ais.HasDestination,
		EPFD:        1, // GPS, ITU-R M.1371-5, table 52
		Destination: []byte("INVENTED ROADS"),
	}
	r.ship.describe(&m, minute(t/60))
	return m
}

// describe puts what a ship says of herself at a minute into a report.
func (s *ship) describe(m *ais.Report, at minute) {
	if s.name != "" {
		m.Has, m.Name = m.Has|ais.HasName, []byte(s.name)
	}
	if s.imo != 0 {
		m.Has, m.IMO = m.Has|ais.HasIMO, s.imo
	}
	if s.callSign != "" {
		m.Has, m.CallSign = m.Has|ais.HasCallSign, []byte(s.callSign)
	}
	if s.shipType != 0 {
		m.Has, m.ShipType = m.Has|ais.HasShipType, s.shipType
	}
	if s.size.Length() > 0 {
		m.Has, m.Size = m.Has|ais.HasSize, s.size
	}
	if d := s.draughtAt(at); d > 0 {
		m.Has, m.Draught = m.Has|ais.HasDraught, d
	}
}

// nameB makes a class B position the extended one, type 19, which also says who it
// is.
func (r *receiver) nameB(m *ais.Report) {
	m.Has |= ais.HasName | ais.HasShipType | ais.HasSize
	m.Name, m.ShipType, m.Size, m.EPFD = []byte(r.name), r.shipType, r.size, 1
}

// static24 is part A or B of the static report of class B.
func (r *receiver) static24(t int, part byte) ais.Report {
	m := ais.Report{
		Type: 24, Part: part, MMSI: r.mmsi, Time: r.start + uint32(t), ClassB: true,
		Has: ais.HasTime,
	}
	if part == 'A' {
		m.Has, m.Name = m.Has|ais.HasName, []byte(r.name)
		return m
	}
	m.Has |= ais.HasCallSign | ais.HasShipType | ais.HasSize
	m.CallSign, m.ShipType, m.Size = []byte(r.callSign), r.shipType, r.size
	return m
}

// beacon hears a base station.
func (b base) beacon(d dice, start uint32, length minute, down []span) []signal {
	var out []signal
	for at := d.between(0, b.every); at < float64(60*length); at += float64(b.every * d.between(0.8, 1.2)) {
		if anyHas(down, minute(at/60)) {
			continue
		}
		t := start + uint32(at)
		out = append(out, signal{
			report: ais.Report{
				Type: 4, MMSI: b.mmsi, Time: t, BaseTime: t, EPFD: 7, // surveyed
				Has:      ais.HasTime | ais.HasBaseTime | ais.HasPlace | ais.HasAccuracy,
				Place:    b.place.Fine(),
				Accurate: true,
			},
			station: b.name, channel: 'A' + byte(d.IntN(2)),
		})
	}
	return out
}
