package track

import (
	"cmp"
	"slices"

	"github.com/plimsoll-watch/plimsoll/base/geo"
	"github.com/plimsoll-watch/plimsoll/base/vessel"
)

// Removed counts the fixes of an MMSI that are in no hull, by reason.
type Removed struct {
	Repeat     int // the same report heard again
	SameSecond int // another place in the same second, within reach
	Jump       int // asks for more than 50 kn over more than 1 nm, and nothing goes on from it
}

// Build makes the hulls of one MMSI from its rows, which must be in the order of
// [Sort].
func Build(rows []Row, statics Statics) ([]*Hull, Removed) {
	var removed Removed
	tracks := split(rows, &removed)
	hulls := keep(tracks, &removed)
	for i, h := range hulls {
		h.Key = Key{rows[0].MMSI, uint8(i + 1)}
		h.Of = len(hulls)
	}
	attach(hulls, tracks, rows, statics)
	for _, h := range hulls {
		h.sizes = sizeSpans(h.Said)
	}
	return hulls, removed
}

// candidate is a track that may become a hull.
type candidate struct {
	hull  *Hull
	last  Row
	vec   geo.Vec
	said  []int // rows that went into it and said something
	order int   // among the tracks, by first fix
}

// reaches reports whether the track can go on to r, and how far r is.
func (c *candidate) reaches(r *Row, vec geo.Vec) (metres float64, ok bool) {
	metres = c.vec.Distance(vec)
	return metres, metres <= NearM || metres <= maxMetresS*float64(r.Time-c.last.Time)
}

// split deals the fixes to tracks, in time order.
func split(rows []Row, removed *Removed) []*candidate {
	var tracks, latest []*candidate
	for i := range rows {
		r := &rows[i]
		if !r.Has(HasPlace) {
			continue
		}
		vec := r.Place.Vec()
		c := nearest(latest, r, vec)
		if c == nil {
			c = &candidate{hull: &Hull{}, order: len(tracks)}
			tracks = append(tracks, c)
		}
		latest = first(latest, c)
		switch {
		case c.hull.Len() == 0:
		case repeats(&c.last, r):
			removed.Repeat++
			c.note(i, r)
			continue
		case c.last.Time == r.Time:
			removed.SameSecond++
			c.note(i, r)
			continue
		}
		c.hull.append(r)
		c.last, c.vec = *r, vec
		c.note(i, r)
	}
	return tracks
}

func (c *candidate) note(i int, r *Row) {
	if r.Said != 0 {
		c.said = append(c.said, i)
	}
}

// nearest returns the nearest of the tracks that reach r, of equals the one that
// began first.
func nearest(tracks []*candidate, r *Row, vec geo.Vec) *candidate {
	var best *candidate
	bestM := 0.0
	for _, c := range tracks {
		metres, ok := c.reaches(r, vec)
		if ok && (best == nil || metres < bestM || metres == bestM && c.order < best.order) {
			best, bestM = c, metres
		}
	}
	return best
}

// first puts c before the others of the latest tracks, and leaves out the one
// beyond [MaxTracks]: a track that goes on is not lost to jumps that do not.
func first(latest []*candidate, c *candidate) []*candidate {
	at := slices.Index(latest, c)
	if at < 0 {
		at = len(latest)
		latest = append(latest, c)
	}
	copy(latest[1:at+1], latest[:at])
	latest[0] = c
	return latest[:min(len(latest), MaxTracks)]
}

// repeats reports whether r is the report last kept, heard again.
func repeats(last, r *Row) bool {
	return r.Time-last.Time < RepeatS && r.Place == last.Place && r.SOG == last.SOG &&
		r.Heading == last.Heading && r.Flags == last.Flags
}

// keep returns the tracks that are hulls and counts the others as jumps.
func keep(tracks []*candidate, removed *Removed) []*Hull {
	longest := 0
	for _, c := range tracks {
		longest = max(longest, c.hull.Len())
	}
	least := min(longest, MinFixes)
	var hulls []*Hull
	for _, c := range tracks {
		if n := c.hull.Len(); n < least || len(hulls) == 255 {
			removed.Jump += n
			c.hull = nil
			continue
		}
		hulls = append(hulls, c.hull)
	}
	return hulls
}

// attach gives each hull what was said with its own fixes, and what was said
// without a place to all hulls of the MMSI.
func attach(hulls []*Hull, tracks []*candidate, rows []Row, statics Statics) {
	for _, c := range tracks {
		if c.hull == nil {
			continue
		}
		for _, i := range c.said {
			c.hull.Said = append(c.hull.Said, sayingOf(&rows[i], statics))
		}
	}
	for i := range rows {
		if rows[i].Said == 0 || rows[i].Has(HasPlace) {
			continue
		}
		s := sayingOf(&rows[i], statics)
		for _, h := range hulls {
			h.Said = append(h.Said, s)
		}
	}
	for _, h := range hulls {
		slices.SortStableFunc(h.Said, func(a, b Saying) int {
			return cmp.Or(cmp.Compare(a.Time, b.Time), cmp.Compare(a.Static.Draught, b.Static.Draught))
		})
	}
}

func sayingOf(r *Row, statics Statics) Saying {
	return Saying{r.Time, statics.Static(r.Said), r.Has(FromTable), r.File, r.Line}
}

// IsShip reports whether an MMSI is one a ship may transmit: coast stations, groups,
// aircraft, aids to navigation and distress devices are not ships.
func IsShip(m vessel.MMSI) bool {
	switch m.Kind() {
	case vessel.KindCoast, vessel.KindGroup, vessel.KindAircraft, vessel.KindAidToNav, vessel.KindDevice:
		return false
	}
	return true
}
