// Package encounter finds pairs of ships that stay close to each other, by the
// method encounter/1.
//
// # Definition
//
// A minute is a whole minute UTC. At a minute a ship's place is known when a fix
// lies on it or between two fixes of one segment at most 60 min apart (track/1);
// nothing is extrapolated. Two ships are in contact in a minute when both places
// are known and the high edge of the gap between their hulls ([Params.GapOf]) is
// at most 500 m.
//
// A contact goes on over a break of at most 20 minutes known to be apart and 240
// minutes unknown. Neither counts as contact. Intervals are half-open, nothing is
// cut at midnight or at a file's end. A contact ends by [Separated], [Silent1],
// [Silent2], [SilentBoth] or, when the data end before the break can be judged, by
// [DataEnd]: then the encounter is open.
//
// An encounter is a contact of at least 120 min in which either both ships were
// slow (median speed over ground of their fixes in contact under 2 kn) or they
// were under way together: both at 2 kn or more, the median difference of their
// velocities over 10 min under 0.5 kn, courses within 20 degrees (the median
// difference).
//
// # Limits and known false alarms
//
// An encounter shows ships close, slow and long enough. It never shows cargo.
// Moored ships, tugs, pilots and fishing pairs are encounters too, and are told
// apart only by what they say of themselves and by the ports on file
// ([Explain]). Two ships of which one is silent, or under a false identity, or
// out of reach of receivers, are not found.
//
// Hulls of a pair are laid out as if their meridians were parallel: at 85 degrees
// of latitude that turns one by 0.05 degrees, within some kilometres of a pole it
// is wrong. Of three ships abreast the outer two are a pair as well. Two hulls on one
// MMSI may be one ship and a false place: they are never more than undecided.
package encounter

import (
	"cmp"
	"math"
	"slices"

	"github.com/plimsoll-watch/plimsoll/base/geo"
	"github.com/plimsoll-watch/plimsoll/base/quantity"
	"github.com/plimsoll-watch/plimsoll/sea/track"
)

// Motion is how the two ships moved.
type Motion string

// Motions of an encounter.
const (
	Slow             Motion = "slow"
	UnderWayTogether Motion = "under-way-together"
)

// Encounter is two ships in contact for long enough. Times are whole minutes since
// 1970 UTC, half-open.
type Encounter struct {
	Ships      [2]track.Key // the lower first
	Start, End uint32
	EndReason  EndReason
	Motion     Motion

	ContactMin, ObservedMin, InterpolatedMin int
	UnknownMin, SeparatedMin                 int // in the breaks
	Fixes                                    [2]int

	DistanceMin, DistanceMedian, DistanceMax int // between antennas, metres
	Low, High                                int // median low and median high edge of the hull gap, metres
	Sure, Possible                           int // closeness classes, metres; 0: none

	Speed          [2]quantity.Knots // medians, one decimal
	Relative       quantity.Knots    // median difference of velocity; with HasRelative
	HasRelative    bool
	Course         int // median difference of course over 10 min, degrees; with HasCourse
	HasCourse      bool
	Heading        int // median difference, degrees; with HasHeading
	HasHeading     bool
	Place          geo.Point   // mean of the places in contact
	Along          []geo.Point // where it went: the first, every thirtieth and the last minute in contact
	ContactMinutes []uint32
}

// Open reports whether the data end before it can be said how it ended.
func (e *Encounter) Open() bool { return e.EndReason == DataEnd }

// Find returns the encounters of two hulls, in order of time. ticks are the ticks,
// ascending, in which they could be in contact ([Params.Near]); dataEnd is the time
// of the last fix of anybody, seconds.
func (p *Params) Find(a, b *track.Hull, ticks []uint32, dataEnd uint32) []Encounter {
	if ticks = p.worthWalking(ticks); len(ticks) == 0 {
		return nil
	}
	first := ticks[0]*tickMin - tickMin/2
	walk := pairWalk{p, a.Walk(first), b.Walk(first), dataEnd}
	var found []Encounter
	walk.contacts(ticks, func(c *contact) {
		if len(c.minutes) < p.ContactMin {
			return
		}
		if e, ok := p.measure(a, b, c); ok {
			found = append(found, e)
		}
	})
	return found
}

// measure turns a contact into an encounter; ok is false when the ships were
// neither slow nor under way together.
func (p *Params) measure(a, b *track.Hull, c *contact) (e Encounter, ok bool) {
	e = Encounter{
		Ships: [2]track.Key{a.Key, b.Key},
		Start: c.minutes[0].at, End: c.minutes[len(c.minutes)-1].at + 1, EndReason: c.end,
		ContactMin: len(c.minutes), UnknownMin: c.unknown, SeparatedMin: c.separated,
	}
	for _, m := range c.minutes {
		e.ContactMinutes = append(e.ContactMinutes, m.at)
		if m.observed {
			e.ObservedMin++
		}
	}
	e.InterpolatedMin = e.ContactMin - e.ObservedMin
	for i, h := range []*track.Hull{a, b} {
		if e.Speed[i], e.Fixes[i], ok = speedOf(h, e.ContactMinutes); !ok {
			return e, false
		}
	}
	p.relative(a, b, &e)
	if e.Motion = p.motion(&e); e.Motion == "" {
		return e, false
	}
	p.closeness(&e, c)
	e.Place = meanPlace(c.places)
	e.Along = along(c.places)
	return e, true
}

func (p *Params) motion(e *Encounter) Motion {
	slow := quantity.Knots(p.SlowKn)
	switch {
	case e.Speed[0] < slow && e.Speed[1] < slow:
		return Slow
	case e.Speed[0] >= slow && e.Speed[1] >= slow && e.HasCourse &&
		e.Relative < quantity.Knots(p.RelativeKn) && e.Course <= p.CourseDeg:
		return UnderWayTogether
	}
	return ""
}

// closeness fills in the distances: nothing is decided on the middle of a range.
func (p *Params) closeness(e *Encounter, c *contact) {
	var distance, low, high, heading []float64
	for _, m := range c.minutes {
		distance = append(distance, float64(m.gap.Distance))
		low = append(low, float64(m.gap.Low))
		high = append(high, float64(m.gap.High))
		if m.heading >= 0 {
			heading = append(heading, float64(m.heading))
		}
	}
	e.DistanceMedian = whole(median(distance))
	e.DistanceMin, e.DistanceMax = int(distance[0]), int(distance[len(distance)-1])
	e.Low, e.High = whole(median(low)), whole(median(high))
	e.Sure, e.Possible = p.class(e.High), p.class(e.Low)
	if e.HasHeading = len(heading) > 0; e.HasHeading {
		e.Heading = whole(median(heading))
	}
}

// class returns the smallest class of closeness that metres stay within, 0 when
// none.
func (p *Params) class(metres int) int {
	for _, c := range p.ClosenessM {
		if metres <= c {
			return c
		}
	}
	return 0
}

// speedOf returns the median speed of the fixes in the minutes of contact, one
// decimal, and how many fixes these are. Without a fix that has or implies a speed
// it is the median over the minutes' own places; ok is false without these too.
func speedOf(h *track.Hull, minutes []uint32) (kn quantity.Knots, fixes int, ok bool) {
	var tenths []float64
	at := 0
	for i := h.After(minutes[0] * 60); i < h.Len() && h.Time[i]/60 <= minutes[len(minutes)-1]; i++ {
		for minutes[at] < h.Time[i]/60 {
			at++
		}
		if minutes[at] != h.Time[i]/60 {
			continue
		}
		fixes++
		if speed, known := h.SpeedAt(i); known {
			tenths = append(tenths, speed)
		}
	}
	if len(tenths) == 0 {
		tenths = impliedSpeeds(h, minutes)
	}
	return quantity.Knots(whole(median(tenths))) / 10, fixes, len(tenths) > 0
}

func impliedSpeeds(h *track.Hull, minutes []uint32) (tenths []float64) {
	now, then := h.Walk(minutes[0]), h.Walk(minutes[0]+1)
	for _, m := range minutes {
		p, q := now.At(m), then.At(m+1)
		if p.Known && q.Known {
			tenths = append(tenths, 10*float64(quantity.KnotsOf(quantity.Metres(p.Vec.Distance(q.Vec)), 60)))
		}
	}
	return tenths
}

// relative fills in the median size of the difference of the two velocities over
// [Params.RelativeOverMin], and the median difference of their courses.
func (p *Params) relative(a, b *track.Hull, e *Encounter) {
	over := uint32(p.RelativeOverMin)
	var walks [2][2]*track.Walker
	for i, h := range []*track.Hull{a, b} {
		walks[i] = [2]*track.Walker{h.Walk(e.Start), h.Walk(e.Start + over)}
	}
	var tenths, courses []float64
	for _, m := range e.ContactMinutes {
		east, north, known := movement(walks, m, over)
		if !known {
			continue
		}
		apart := quantity.Metres(math.Hypot(east[0]-east[1], north[0]-north[1]))
		tenths = append(tenths, 10*float64(quantity.KnotsOf(apart, float64(over)*60)))
		if course, moved := courseDifference(east, north); moved {
			courses = append(courses, course)
		}
	}
	e.HasRelative, e.HasCourse = len(tenths) > 0, len(courses) > 0
	e.Relative, e.Course = quantity.Knots(whole(median(tenths)))/10, whole(median(courses))
}

// movement returns how far each ship went in the minutes from m, metres east and
// north.
func movement(walks [2][2]*track.Walker, m, over uint32) (east, north [2]float64, known bool) {
	known = true
	for i, w := range walks {
		from, to := w[0].At(m), w[1].At(m+over)
		if !from.Known || !to.Known {
			known = false
			continue
		}
		east[i], north[i] = geo.Offset(from.Vec, to.Vec)
	}
	return east, north, known
}

// courseDifference is the angle between two movements; a ship that did not move has
// no course.
func courseDifference(east, north [2]float64) (deg float64, moved bool) {
	var course [2]float64
	for i := range course {
		if east[i] == 0 && north[i] == 0 {
			return 0, false
		}
		course[i] = math.Atan2(east[i], north[i]) * 180 / math.Pi
	}
	return geo.CourseDifference(course[0], course[1]), true
}

// median sorts values and returns the middle one, or the mean of the middle two.
func median(values []float64) float64 {
	if len(values) == 0 {
		return 0
	}
	slices.Sort(values)
	n := len(values)
	if n%2 == 1 {
		return values[n/2]
	}
	return (values[n/2-1] + values[n/2]) / 2
}

func whole(x float64) int { return int(math.Round(x)) }

// meanPlace returns the middle of places on the sphere.
func meanPlace(places []geo.Vec) geo.Point {
	var sum geo.Vec
	for _, v := range places {
		sum.X, sum.Y, sum.Z = sum.X+v.X, sum.Y+v.Y, sum.Z+v.Z
	}
	p := sum.Point()
	p.Lat, p.Lon = quantity.Decimals(p.Lat, 5), quantity.Decimals(p.Lon, 5)
	if p.Lon == -180 {
		p.Lon = 180
	}
	return p
}

// along thins the places, two a minute, to every thirtieth minute and the last.
func along(places []geo.Vec) []geo.Point {
	var out []geo.Point
	for i := 0; i < len(places); i += 2 {
		if i%60 == 0 || i+2 == len(places) {
			out = append(out, meanPlace(places[i:i+2]))
		}
	}
	return out
}

// LongEnough reports whether ticks can hold an encounter at all.
func (p *Params) LongEnough(ticks []uint32) bool { return len(p.worthWalking(ticks)) > 0 }

// worthWalking leaves out the ticks that cannot be part of an encounter: no break is
// longer than its minutes apart and unknown together, so a run of ticks with longer
// holes before and after it must hold all the contact by itself.
func (p *Params) worthWalking(ticks []uint32) []uint32 {
	bridged := uint32((p.SeparatedMin+p.UnknownMin)/tickMin + 2)
	var worth []uint32
	for from := 0; from < len(ticks); {
		to := from + 1
		for to < len(ticks) && ticks[to]-ticks[to-1] <= bridged {
			to++
		}
		if (to-from)*tickMin >= p.ContactMin {
			if to-from == len(ticks) {
				return ticks
			}
			worth = append(worth, ticks[from:to]...)
		}
		from = to
	}
	return worth
}

// Compare orders encounters by start, then ships.
func Compare(a, b *Encounter) int {
	return cmp.Or(cmp.Compare(a.Start, b.Start), a.Ships[0].Compare(b.Ships[0]), a.Ships[1].Compare(b.Ships[1]))
}
