package track_test

import (
	"math"
	"testing"

	"pgregory.net/rapid"

	"github.com/plimsoll-watch/plimsoll/base/geo"
	"github.com/plimsoll-watch/plimsoll/sea/track"
)

// wander draws a hull that is heard irregularly: by seconds, minutes and hours, on
// minutes and between, in places anywhere.
func wander(t *rapid.T) *track.Hull {
	at := rapid.SampledFrom([]geo.Point{{Lat: 30, Lon: 125}, {Lat: 0, Lon: 180}, {Lat: -17, Lon: -179.999}, {Lat: 85, Lon: 10}, {Lat: 89.999, Lon: 0}}).Draw(t, "at").Vec()
	when := uint32(day + rapid.IntRange(0, 120).Draw(t, "when"))
	var rows []track.Row
	for i := range rapid.IntRange(3, 20).Draw(t, "fixes") {
		r := track.Row{MMSI: 599000101, Time: when, Flags: track.HasPlace, Line: uint32(i), Place: at.Point().Fine(), SOG: uint16(i), Heading: uint16(i * 17)}
		for _, f := range []track.Flags{track.HasHeading, track.Accurate} {
			if rapid.Bool().Draw(t, "flag") {
				r.Flags |= f
			}
		}
		rows = append(rows, r)
		step := rapid.OneOf(rapid.Uint32Range(1, 90), rapid.SampledFrom([]uint32{60, 300, 301, 1800, 3599, 3600, 3601, 7200}), rapid.Uint32Range(1, 5000)).Draw(t, "step")
		when += step
		at = geo.Destination(at, rapid.Float64Range(0, 360).Draw(t, "course"), rapid.Float64Range(0, min(float64(step)*20, 20000)).Draw(t, "metres"))
	}
	hulls, _ := build(rows, nil)
	return hulls[0]
}

// placeBySpec reads the rule directly, from all fixes.
func placeBySpec(h *track.Hull, minute uint32) (p track.Place) {
	t := int64(minute) * 60
	p.Heading = -1
	heading := int64(30*60 + 1)
	p.AgeS = math.MaxUint32
	for i := range h.Time {
		at := int64(h.Time[i])
		away := max(at-t, t-at)
		if h.Flags[i]&track.HasHeading != 0 && away < heading {
			heading, p.Heading = away, int(h.Heading[i])
		}
		p.AgeS = min(p.AgeS, uint32(away))
		switch {
		case at == t:
			p.Known, p.Vec, p.Accurate = true, h.Place[i].Vec(), h.Flags[i]&track.Accurate != 0
		case i+1 < h.Len() && at < t && t < int64(h.Time[i+1]) && int64(h.Time[i+1])-at <= 3600:
			p.Known = true
			p.Vec = geo.Between(h.Place[i].Vec(), h.Place[i+1].Vec(), float64(t-at)/float64(int64(h.Time[i+1])-at))
			p.Accurate = h.Flags[i]&h.Flags[i+1]&track.Accurate != 0
		}
	}
	if !p.Known {
		return track.Place{Heading: -1}
	}
	return p
}

func TestWalkReadsEveryMinute(t *testing.T) {
	known, interpolated := 0, 0
	rapid.Check(t, func(t *rapid.T) {
		h := wander(t)
		first, last := h.Time[0]/60-3, h.Time[h.Len()-1]/60+3
		start := rapid.Uint32Range(first, last).Draw(t, "start")
		w := h.Walk(start)
		for m := start; m <= last; m += rapid.SampledFrom([]uint32{1, 1, 1, 2, 45}).Draw(t, "on") {
			got, want := w.At(m), placeBySpec(h, m)
			if got != want {
				t.Fatalf("minute %d: %+v, want %+v", m, got, want)
			}
			if again := w.At(m); again != got {
				t.Fatalf("minute %d again: %+v, before %+v", m, again, got)
			}
			if want.Known {
				known++
				if !want.Observed() {
					interpolated++
				}
				if got.Observed() != (want.AgeS <= 300) {
					t.Fatalf("minute %d: observed %v", m, got.Observed())
				}
			}
		}
	})
	if known == 0 || interpolated == 0 {
		t.Errorf("%d known minutes, %d interpolated: the walks test too little", known, interpolated)
	}
}

func TestSegments(t *testing.T) {
	rows := []track.Row{}
	for _, h := range []int{0, 1, 25, 26, 49} { // the second gap is 24 h, the fourth 23 h
		rows = append(rows, track.Row{MMSI: 599000101, Time: uint32(day + h*hour), Flags: track.HasPlace, Place: north(0)})
	}
	hulls, _ := build(rows, nil)
	if got := hulls[0].Segments(); len(got) != 2 || got[0] != 0 || got[1] != 2 {
		t.Errorf("segments begin at %v, want 0 and 2", got)
	}
	if got := hulls[0].After(day + 1*hour); got != 1 {
		t.Errorf("first fix at 1 h or later is %d, want 1", got)
	}
	if got := hulls[0].After(day + 1*hour + 1); got != 2 {
		t.Errorf("first fix after 1 h is %d, want 2", got)
	}
	if got := hulls[0].After(day + 50*hour); got != 5 {
		t.Errorf("first fix after the last is %d, want 5", got)
	}
}
