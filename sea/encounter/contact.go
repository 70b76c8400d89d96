package encounter

import (
	"github.com/plimsoll-watch/plimsoll/base/geo"
	"github.com/plimsoll-watch/plimsoll/sea/track"
)

// EndReason says how a contact ended.
type EndReason string

// Ends of a contact.
const (
	Separated  EndReason = "separated"   // known to be apart for too long
	Silent1    EndReason = "silent-1"    // the first ship was not heard for too long
	Silent2    EndReason = "silent-2"    // the second was not
	SilentBoth EndReason = "silent-both" // one or the other was not
	DataEnd    EndReason = "data-end"    // the data end before it can be judged
)

// minute is one minute of contact.
type minute struct {
	at       uint32
	gap      Gap
	observed bool
	heading  int // difference, under 0 when one is not known
}

// contact is a spell of two ships within the distance, over short breaks.
type contact struct {
	minutes   []minute
	places    []geo.Vec // of both ships, every minute
	separated int       // minutes in breaks
	unknown   int
	end       EndReason
}

// pairWalk steps along two hulls at once.
type pairWalk struct {
	p       *Params
	a, b    *track.Walker
	dataEnd uint32 // seconds
}

// state is what a minute of a pair is.
type state uint8

const (
	inContact state = iota
	apart
	silent1
	silent2
	silentBoth
	pastEnd
)

// at judges one minute; the minute is filled in when the ships are in contact.
func (w *pairWalk) at(m uint32, out *minute) (s state, a, b track.Place) {
	if m*60 > w.dataEnd {
		return pastEnd, a, b
	}
	a, b = w.a.At(m), w.b.At(m)
	switch {
	case !a.Known && !b.Known:
		return silentBoth, a, b
	case !a.Known:
		return silent1, a, b
	case !b.Known:
		return silent2, a, b
	case w.p.farApart(&a, &b, a.Vec.Distance(b.Vec)):
		return apart, a, b
	}
	gap := w.p.GapOf(&a, &b)
	if gap.High > w.p.DistanceM {
		return apart, a, b
	}
	*out = minute{at: m, gap: gap, observed: a.Observed() && b.Observed(), heading: headingDifference(&a, &b)}
	return inContact, a, b
}

func headingDifference(a, b *track.Place) int {
	if a.Heading < 0 || b.Heading < 0 {
		return -1
	}
	return int(geo.CourseDifference(float64(a.Heading), float64(b.Heading)))
}

// gapCount is a break in a contact so far.
type gapCount struct {
	separated, unknown int
	silent             [silentBoth + 1]int // unknown minutes by who was silent
}

// over adds a minute out of contact and returns how the contact ended, or "".
func (g *gapCount) over(s state, p *Params) EndReason {
	switch s {
	case pastEnd:
		return DataEnd
	case apart:
		g.separated++
		if g.separated > p.SeparatedMin {
			return Separated
		}
	default:
		g.unknown++
		g.silent[s]++
		if g.unknown > p.UnknownMin {
			return g.who()
		}
	}
	return ""
}

// who says which ship was silent in all the unknown minutes.
func (g *gapCount) who() EndReason {
	switch g.unknown {
	case g.silent[silent1]:
		return Silent1
	case g.silent[silent2]:
		return Silent2
	}
	return SilentBoth
}

// contacts walks a pair through the ticks in which it could be in contact and
// passes on each contact when it has ended. Between ticks it only goes on while a
// contact is not over.
func (w *pairWalk) contacts(ticks []uint32, emit func(*contact)) {
	next := uint32(0) // first minute not judged yet
	for _, tick := range ticks {
		first := tick*tickMin - tickMin/2
		for m := max(first, next); m < first+tickMin; m++ {
			next = m + 1
			c := w.begin(m)
			if c == nil {
				continue
			}
			next = w.follow(m+1, c)
			emit(c)
			m = next - 1
		}
	}
}

// begin returns the contact that begins at minute m, nil when none does.
func (w *pairWalk) begin(m uint32) *contact {
	var out minute
	s, a, b := w.at(m, &out)
	if s != inContact {
		return nil
	}
	return &contact{minutes: []minute{out}, places: []geo.Vec{a.Vec, b.Vec}}
}

// follow goes on with a contact from minute m until it is over, and returns the
// first minute it did not judge.
func (w *pairWalk) follow(m uint32, c *contact) uint32 {
	var brk gapCount
	for ; ; m++ {
		var out minute
		s, a, b := w.at(m, &out)
		if s == inContact {
			c.separated += brk.separated
			c.unknown += brk.unknown
			brk = gapCount{}
			c.minutes = append(c.minutes, out)
			c.places = append(c.places, a.Vec, b.Vec)
			continue
		}
		if c.end = brk.over(s, w.p); c.end != "" {
			return m + 1
		}
	}
}
