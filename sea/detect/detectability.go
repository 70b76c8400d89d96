package detect

import (
	"github.com/plimsoll-watch/plimsoll/base/geo"
	"github.com/plimsoll-watch/plimsoll/sea/track"
)

// The window a meeting must fit in to be visible.
const (
	windowMin   = 120
	windowFixes = 3
	hourMin     = 60
)

// share counts the whole hours (UTC) of a hull from its first fix in the area to
// its last, and those of them that lie inside 120 minutes of known places with at
// least 3 fixes.
func share(h *track.Hull, inArea func(geo.Point) bool) Share {
	first, last := -1, -1
	for i := range h.Time {
		if inArea == nil || inArea(h.Place[i].Point()) {
			if first < 0 {
				first = i
			}
			last = i
		}
	}
	if first < 0 {
		return Share{}
	}
	var s Share
	runs := knownRuns(h)
	for hour := (h.Time[first] + 3599) / 3600; (hour+1)*3600 <= h.Time[last]; hour++ {
		s.Hours++
		for len(runs) > 0 && runs[0].last < hour*hourMin {
			runs = runs[1:]
		}
		if len(runs) > 0 && visible(h, runs[0], hour*hourMin) {
			s.Visible++
		}
	}
	return s
}

// knownRuns returns the spans of minutes, both ends included, in which the place is
// known throughout.
func knownRuns(h *track.Hull) []span {
	var runs []span
	from := 0
	for i := 1; i <= h.Len(); i++ {
		if i < h.Len() && h.Time[i]-h.Time[i-1] <= track.InterpolateS {
			continue
		}
		first, last := (h.Time[from]+59)/60, h.Time[i-1]/60
		if first <= last {
			runs = append(runs, span{first, last})
		}
		from = i
	}
	return runs
}

// visible reports whether the hour lies inside a window of known minutes with
// enough fixes.
func visible(h *track.Hull, run span, hour uint32) bool {
	if run.first > hour || run.last < hour+hourMin-1 {
		return false
	}
	earliest := max(run.first, hour-min(hour, windowMin-hourMin))
	for from := min(hour, run.last+1-min(run.last+1, windowMin)); from >= earliest && from != ^uint32(0); from-- {
		if h.After((from+windowMin)*60)-h.After(from*60) >= windowFixes {
			return true
		}
	}
	return false
}
