package event

import (
	"time"

	"github.com/plimsoll-watch/plimsoll/sea/encounter"
	"github.com/plimsoll-watch/plimsoll/sea/track"
)

// How far around an event a picture reaches.
const (
	trackAround  = 8 * 3600 // seconds of track before and after
	minuteAround = 2 * 60   // minutes before and after
	longest      = 24 * 60  // minutes of the event itself drawn at its start and end
)

// PictureOf draws up what a page shows of an encounter.
func PictureOf(p *encounter.Params, e *encounter.Encounter, pair [2]*track.Hull) *Picture {
	var pic Picture
	for i, h := range pair {
		pic.Tracks[i] = fixesAround(h, e)
		s := h.SizeAt((e.Start/2 + e.End/2) * 60)
		pic.Hulls[i] = PictureHull{int(s.A), int(s.B), int(s.C), int(s.D), s.Reference}
	}
	walks := [2]*track.Walker{pair[0].Walk(e.Start - minuteAround), pair[1].Walk(e.Start - minuteAround)}
	for m := e.Start - minuteAround; m < e.End+minuteAround; m++ {
		if m > e.Start+longest && m+longest < e.End {
			continue
		}
		pic.Minutes = append(pic.Minutes, minuteOf(p, e, m, walks))
	}
	return &pic
}

func fixesAround(h *track.Hull, e *encounter.Encounter) []PictureFix {
	var out []PictureFix
	for i := h.After(e.Start*60 - trackAround); i < h.Len() && h.Time[i] <= e.End*60+trackAround; i++ {
		fix := PictureFix{Time: time.Unix(int64(h.Time[i]), 0).UTC(), Place: h.Place[i].Point(), SOGKn: -1, Heading: -1}
		if h.Flags[i]&track.HasSOG != 0 {
			fix.SOGKn = float64(h.SOG[i]) / 10
		}
		if h.Flags[i]&track.HasHeading != 0 {
			fix.Heading = int(h.Heading[i])
		}
		out = append(out, fix)
	}
	return out
}

func minuteOf(p *encounter.Params, e *encounter.Encounter, m uint32, walks [2]*track.Walker) PictureMinute {
	out := PictureMinute{Time: minute(m), Heading: [2]int{-1, -1}, AgeMin: [2]int{-1, -1}}
	var places [2]track.Place
	for i, w := range walks {
		places[i] = w.At(m)
		if out.Known[i] = places[i].Known; out.Known[i] {
			out.Places[i], out.Heading[i] = places[i].Vec.Point(), places[i].Heading
			out.AgeMin[i] = int(places[i].AgeS+30) / 60
		}
	}
	if !out.Known[0] || !out.Known[1] {
		return out
	}
	gap := p.GapOf(&places[0], &places[1])
	out.Low, out.High = gap.Low, gap.High
	out.Contact = m >= e.Start && m < e.End && gap.High <= p.DistanceM
	out.State = Interpolated
	if places[0].Observed() && places[1].Observed() {
		out.State = Observed
	}
	return out
}
