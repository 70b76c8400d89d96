package oracle

import (
	"math"
	"slices"

	"github.com/plimsoll-watch/plimsoll/base/geo"
)

// encounter is clause 4: it returns what a contact amounts to, or false.
func encounter(ships [2]Ship, c contact, p Params) (Encounter, bool) {
	if len(c.minutes) < p.ContactMin {
		return Encounter{}, false
	}
	e := Encounter{
		Start:        60 * c.minutes[0].m,
		End:          60 * (c.minutes[len(c.minutes)-1].m + 1),
		EndReason:    c.endReason,
		Open:         c.endReason == DataEnd,
		ContactMin:   len(c.minutes),
		UnknownMin:   c.bridged.unknown,
		SeparatedMin: c.bridged.separated,
	}
	for _, x := range c.minutes {
		if x.observed {
			e.ObservedMin++
		} else {
			e.InterpolatedMin++
		}
	}
	setDistances(&e, c.minutes, p)
	setHeadingDiff(&e, c.minutes)
	return e, setMotion(&e, ships, c.minutes, p)
}

func setDistances(e *Encounter, minutes []minute, p Params) {
	var dist, low, high []float64
	for _, x := range minutes {
		dist = append(dist, float64(x.dist))
		low = append(low, float64(x.low))
		high = append(high, float64(x.high))
	}
	e.DistMin, e.DistMax = int(slices.Min(dist)), int(slices.Max(dist))
	e.DistMedian = whole(median(dist))
	e.Low, e.High = whole(median(low)), whole(median(high))
	e.Sure, e.Possible = within(e.High, p), within(e.Low, p)
}

// within is clause 5: the smallest class that holds metres, 0 for none.
func within(metres int, p Params) int {
	for _, class := range p.WithinM {
		if metres <= class {
			return class
		}
	}
	return 0
}

// setHeadingDiff is clause 6.
func setHeadingDiff(e *Encounter, minutes []minute) {
	var diffs []float64
	for _, x := range minutes {
		if x.hasHeading[0] && x.hasHeading[1] {
			diffs = append(diffs, geo.CourseDifference(x.heading[0], x.heading[1]))
		}
	}
	if len(diffs) > 0 {
		e.HeadingDiff, e.HasHeadingDiff = whole(median(diffs)), true
	}
}

// setMotion sets the speeds and the motion, and reports whether there is one.
func setMotion(e *Encounter, ships [2]Ship, minutes []minute, p Params) bool {
	known := true
	for i, s := range ships {
		fixes := fixesIn(s, minutes)
		e.Fixes[i] = len(fixes)
		speeds := fixSpeeds(s, fixes, p)
		if len(speeds) == 0 {
			speeds = placeSpeeds(s, minutes, p)
		}
		if len(speeds) == 0 {
			known = false
			continue
		}
		e.Speed[i] = tenth(median(speeds))
	}
	relative, courses := relativeMotion(ships, minutes, p)
	if len(relative) > 0 {
		e.RelSpeed, e.HasRelSpeed = tenth(median(relative)), true
	}
	if !known {
		return false
	}
	switch {
	case e.Speed[0] < p.SlowKn && e.Speed[1] < p.SlowKn:
		e.Motion = Slow
	case e.Speed[0] >= p.SlowKn && e.Speed[1] >= p.SlowKn &&
		e.HasRelSpeed && e.RelSpeed < p.TogetherKn &&
		len(courses) > 0 && math.Round(median(courses)) <= p.TogetherDeg:
		e.Motion = UnderWayTogether
	}
	return e.Motion != ""
}

// median returns the middle value, or the mean of the middle two. There must be
// one.
func median(values []float64) float64 {
	sorted := slices.Sorted(slices.Values(values))
	n := len(sorted)
	if n%2 == 1 {
		return sorted[n/2]
	}
	return (sorted[n/2-1] + sorted[n/2]) / 2
}

// tenth rounds to 0.1, half away from zero. The first rounding takes off what
// binary fractions put on: the mean of 0.6 and 0.7 is 0.65, not 0.6499999.
func tenth(x float64) float64 { return math.Round(math.Round(x*1e7)/1e6) / 10 }
