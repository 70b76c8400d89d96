package event

import (
	"testing"
	"time"

	"github.com/plimsoll-watch/plimsoll/base/geo"
	"github.com/plimsoll-watch/plimsoll/base/vessel"
	"github.com/plimsoll-watch/plimsoll/sea/ais"
	"github.com/plimsoll-watch/plimsoll/sea/encounter"
	"github.com/plimsoll-watch/plimsoll/sea/track"
)

// said is what the ships of these pictures say: 100 m of 20, the antenna in the middle.
type said struct{}

func (said) Static(uint32) *track.Static {
	return &track.Static{Has: ais.HasSize, Size: vessel.Size{A: 50, B: 50, C: 10, D: 10, Reference: true}}
}

// lying returns a hull at a latitude, with a fix each step minutes from one minute to
// another; heading under 0: none.
func lying(mmsi vessel.MMSI, lat float64, from, to, step uint32, heading int) *track.Hull {
	var rows []track.Row
	for m := from; m <= to; m += step {
		r := track.Row{MMSI: mmsi, Time: 60 * m, Place: geo.Point{Lat: lat, Lon: 125}.Fine(), SOG: 3, Flags: track.HasPlace | track.HasSOG, Said: 1, Line: m - from + 1}
		if heading >= 0 {
			r.Heading, r.Flags = uint16(heading), r.Flags|track.HasHeading
		}
		rows = append(rows, r)
	}
	hulls, _ := track.Build(rows, said{})
	return hulls[0]
}

func found(t *testing.T, pair [2]*track.Hull) (*encounter.Params, *encounter.Encounter) {
	t.Helper()
	p := encounter.Standard()
	var ticks []uint32
	for tick := pair[0].Time[0] / 600; tick <= pair[0].Time[pair[0].Len()-1]/600+1; tick++ {
		ticks = append(ticks, tick)
	}
	all := p.Find(pair[0], pair[1], ticks, max(pair[0].Time[pair[0].Len()-1], pair[1].Time[pair[1].Len()-1]))
	if len(all) != 1 {
		t.Fatalf("%d encounters", len(all))
	}
	return &p, &all[0]
}

// TestPictureOf: two hours before to two hours after, minute by minute; what counts as
// contact is as many minutes as the event says.
func TestPictureOf(t *testing.T) {
	start := minuteAt(8, 6, 0)
	pair := [2]*track.Hull{lying(1, 30, start-600, start+780, 20, -1), lying(2, 30.0005, start, start+180, 10, 90)}
	p, e := found(t, pair)
	if e.Start != start || e.End != start+181 {
		t.Fatalf("encounter from %d to %d", e.Start-start, e.End-start)
	}
	pic := PictureOf(p, e, pair)
	if n := len(pic.Minutes); n != 181+2*120 {
		t.Fatalf("%d minutes", n)
	}
	contact, observed := 0, 0
	for i, m := range pic.Minutes {
		at := e.Start - 120 + uint32(i)
		if !m.Time.Equal(time.Unix(60*int64(at), 0)) {
			t.Fatalf("minute %d is %v", i, m.Time)
		}
		inside := at >= e.Start && at < e.End
		if m.Known[0] != true || m.Known[1] != inside || (m.State == Unknown) == inside || m.Contact != inside {
			t.Fatalf("minute %d: %+v", i, m)
		}
		if m.Heading[0] != -1 || inside && m.Heading[1] != 90 {
			t.Fatalf("minute %d: headings %v", i, m.Heading)
		}
		if inside && (m.Low != 0 || m.High != 56 || m.AgeMin[0] > 10 || m.AgeMin[1] > 5) {
			t.Fatalf("minute %d: %+v", i, m)
		}
		if !inside && m.AgeMin[1] != -1 {
			t.Fatalf("minute %d: age %v of a place nobody knows", i, m.AgeMin)
		}
		if m.Contact {
			contact++
		}
		if m.State == Observed {
			observed++
		}
	}
	if contact != e.ContactMin || observed != e.ObservedMin {
		t.Errorf("%d minutes of contact, %d observed; the event says %d and %d", contact, observed, e.ContactMin, e.ObservedMin)
	}
	if n := len(pic.Tracks[0]); n != (8*60+181+8*60)/20+1 {
		t.Errorf("%d fixes of the first ship, in 8 h before to 8 h after", n)
	}
	fix := pic.Tracks[1][0]
	if fix.SOGKn != 0.3 || fix.Heading != 90 || !fix.Time.Equal(time.Unix(60*int64(start), 0)) || pic.Tracks[0][0].Heading != -1 {
		t.Errorf("fixes %+v, %+v", fix, pic.Tracks[0][0])
	}
	if want := (PictureHull{50, 50, 10, 10, true}); pic.Hulls != [2]PictureHull{want, want} {
		t.Errorf("hulls %+v", pic.Hulls)
	}
}

// TestPictureOfLong: of an event of three days the first and the last day are drawn.
func TestPictureOfLong(t *testing.T) {
	start := minuteAt(3, 0, 0)
	pair := [2]*track.Hull{lying(1, 30, start, start+3*1440, 30, 0), lying(2, 30.0005, start, start+3*1440, 30, 0)}
	p, e := found(t, pair)
	pic := PictureOf(p, e, pair)
	if n := len(pic.Minutes); n > 2*1440+2*120+2 || n < 2*1440+2*120-2 {
		t.Errorf("%d minutes", n)
	}
	jumps := 0
	for i := 1; i < len(pic.Minutes); i++ {
		if pic.Minutes[i].Time.Sub(pic.Minutes[i-1].Time) != time.Minute {
			jumps++
		}
	}
	if jumps != 1 {
		t.Errorf("%d jumps in time", jumps)
	}
}
