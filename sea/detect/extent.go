package detect

import (
	"cmp"
	"math"
	"slices"
	"time"

	"github.com/plimsoll-watch/plimsoll/base/geo"
)

// quietS is how long nobody must be heard for a quiet spell.
const quietS = 30 * 60

// heard keeps when anybody was heard, so that spells in which nobody was can be
// told: the first and last second of each ten minutes.
type heard map[uint32]span

type span struct{ first, last uint32 }

const heardS = 600

func (h heard) at(t uint32) { h.add(t/heardS, span{t, t}) }

func (h heard) add(bin uint32, s span) {
	have, ok := h[bin]
	if ok {
		s.first, s.last = min(s.first, have.first), max(s.last, have.last)
	}
	h[bin] = s
}

func (h heard) merge(other heard) {
	for bin, s := range other {
		h.add(bin, s)
	}
}

// spells returns the first and last time heard and the quiet spells between.
func (h heard) spells() (first, last uint32, quiet []Spell) {
	all := make([]span, 0, len(h))
	for _, s := range h {
		all = append(all, s)
	}
	if len(all) == 0 {
		return 0, 0, nil
	}
	slices.SortFunc(all, func(a, b span) int { return cmp.Compare(a.first, b.first) })
	for i := 1; i < len(all); i++ {
		if all[i].first-all[i-1].last > quietS {
			quiet = append(quiet, Spell{utc(all[i-1].last), utc(all[i].first)})
		}
	}
	return all[0].first, all[len(all)-1].last, quiet
}

func utc(t uint32) time.Time { return time.Unix(int64(t), 0).UTC() }

// bounds gathers the smallest box of very many places: the least and greatest
// longitude of each degree, and the latitudes.
type bounds struct {
	any          bool
	south, north int32
	lon          [361]struct {
		any        bool
		west, east int32
	}
}

func (b *bounds) add(f geo.Fine) {
	if !b.any {
		b.any, b.south, b.north = true, f.Lat, f.Lat
	}
	b.south, b.north = min(b.south, f.Lat), max(b.north, f.Lat)
	l := &b.lon[int(math.Floor(float64(f.Lon)/geo.FinePerDegree))+180]
	if !l.any {
		l.any, l.west, l.east = true, f.Lon, f.Lon
	}
	l.west, l.east = min(l.west, f.Lon), max(l.east, f.Lon)
}

func (b *bounds) merge(o *bounds) {
	if !o.any {
		return
	}
	for _, l := range o.lon {
		if l.any {
			b.add(geo.Fine{Lat: o.south, Lon: l.west})
			b.add(geo.Fine{Lat: o.north, Lon: l.east})
		}
	}
}

// box returns the smallest box; of all gaps of longitude the widest is left out.
func (b *bounds) box() (geo.Box, bool) {
	var points []geo.Point
	for _, l := range b.lon {
		if l.any {
			points = append(points, geo.Fine{Lat: b.south, Lon: l.west}.Point(), geo.Fine{Lat: b.north, Lon: l.east}.Point())
		}
	}
	return geo.Bounds(points)
}
