package scene

import (
	"io"

	"github.com/plimsoll-watch/plimsoll/base/vessel"
	"github.com/plimsoll-watch/plimsoll/sea/ais"
)

// WriteCSV writes the same positions as a MarineCadastre table: a row a position, in
// time order, with what the ship had said of herself by then. Base stations, reports
// without a place and everything a table cannot hold are left out; with the reference
// point gone, hulls that are 300 m apart may be nearer for all a table can tell.
func (s *Scene) WriteCSV(w io.Writer) error {
	out := ais.NewTableWriter(w)
	said := map[vessel.MMSI]ais.Report{}
	for r := range s.Reports() {
		if r.Is(ais.HasBaseTime) {
			continue
		}
		known := said[r.MMSI]
		learn(&known, &r)
		said[r.MMSI] = known
		if !r.Is(ais.HasPlace) {
			continue
		}
		r.Type = 0
		learn(&r, &known)
		if err := out.Write(&r); err != nil {
			return err
		}
	}
	return out.Flush()
}

// learn copies the static fields that from has into to.
func learn(to, from *ais.Report) {
	const static = ais.HasStatic | ais.HasDraught
	to.Has |= from.Has & static
	for _, f := range []struct {
		bit ais.Field
		set func()
	}{
		{ais.HasIMO, func() { to.IMO = from.IMO }},
		{ais.HasShipType, func() { to.ShipType = from.ShipType }},
		{ais.HasSize, func() { to.Size = from.Size }},
		{ais.HasDraught, func() { to.Draught = from.Draught }},
		{ais.HasName, func() { to.Name = from.Name }},
		{ais.HasCallSign, func() { to.CallSign = from.CallSign }},
	} {
		if from.Is(f.bit) {
			f.set()
		}
	}
}
