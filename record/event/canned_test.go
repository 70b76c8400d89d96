package event

import (
	"testing"
	"time"

	"github.com/plimsoll-watch/plimsoll/base/geo"
	"github.com/plimsoll-watch/plimsoll/base/quantity"
	"github.com/plimsoll-watch/plimsoll/base/vessel"
	"github.com/plimsoll-watch/plimsoll/sea/ais"
	"github.com/plimsoll-watch/plimsoll/sea/detect"
	"github.com/plimsoll-watch/plimsoll/sea/encounter"
	"github.com/plimsoll-watch/plimsoll/sea/port"
	"github.com/plimsoll-watch/plimsoll/sea/track"
)

// minuteAt returns the minutes since 1970 of a moment in September 2018.
func minuteAt(day, hour, minute int) uint32 {
	return uint32(time.Date(2018, 9, day, hour, minute, 0, 0, time.UTC).Unix() / 60)
}

// canned is an encounter with everything said: ALPHA and BRAVO, 8 September 21:14 to 9
// September 03:41.
func canned() detect.Found {
	f := detect.Found{
		Encounter: encounter.Encounter{
			Ships: [2]track.Key{{MMSI: 599000101, Hull: 1}, {MMSI: 599000102, Hull: 2}},
			Start: minuteAt(8, 21, 14), End: minuteAt(9, 3, 41), EndReason: encounter.Separated, Motion: encounter.Slow,
			ContactMin: 380, ObservedMin: 311, InterpolatedMin: 69, UnknownMin: 5, SeparatedMin: 2, Fixes: [2]int{61, 55},
			DistanceMin: 31, DistanceMedian: 44, DistanceMax: 487, Low: 0, High: 38, Sure: 100, Possible: 100,
			Speed: [2]quantity.Knots{0.4, 0.5}, Relative: 0.1, HasRelative: true, Heading: 4, HasHeading: true,
			Place: geo.Point{Lat: 29.91, Lon: 125.0200049},
		},
		Of:       [2]int{1, 2},
		Site:     encounter.Site{Port: port.Port{Name: "Zhoushan", Locode: "CN ZOS"}, PortM: 281000, AnchorageM: -1, LighteringM: -1},
		STS:      encounter.STS{Word: encounter.Possible, Cargo: "liquid", Why: "every test of a transfer is met and no other explanation is wholly met"},
		NightMin: 95, Draught: [2]detect.Change{{Before: 104, After: 88}, {Before: 60, After: 60}},
		Lines: []detect.Lines{{File: 1, First: 1021, Last: 88210}},
	}
	f.Ships[0] = track.Identity{
		Static: track.Static{
			Has: ais.HasStatic, IMO: 9000001, ShipType: 80, Size: vessel.Size{A: 150, B: 33, C: 16, D: 16, Reference: true},
			Name: "INVENTED ALPHA", CallSign: "0AB1",
		},
		Messages: 64, FirstSeen: 1535933040, Conflicts: []track.Conflict{{Field: "name", Value: "INVENTED <ALFA>", Count: 3}, {Field: "imo-check-digit"}},
	}
	f.Explanations = []encounter.Explanation{
		{What: encounter.STSTransfer, Cargo: "liquid", Tests: []encounter.Test{
			{Name: "same-kind-of-cargo", Met: encounter.Yes, Value: []float64{80, 82}, Rule: "both broadcast a tanker type", Text: "both report a tanker type: 80 and 82"},
			{Name: "within-200-m", Met: encounter.Yes, Value: []float64{0, 38}, Rule: "high edge", Text: "hulls 0 to 38 m apart"},
			{Name: "away-from-port", Met: encounter.Yes, Value: []float64{281000}, Rule: "over 10 km", Text: "281 km from Zhoushan, the nearest port on file"},
			{Name: "coverage", Met: encounter.Yes, Value: []float64{61, 55, 311}, Rule: "at least 3", Text: "61 and 55 fixes, 311 minutes observed"},
		}},
		{What: encounter.Bunkering, Tests: []encounter.Test{
			{Name: "one-small-tanker", Met: encounter.No, Value: []float64{183, 176}, Rule: "under 120 m", Text: "lengths 183 and 176 m", AnyOf: "bunker-vessel"},
			{Name: "bunker-vessel-by-register", Met: encounter.Unknown, Rule: "or by a register", Text: "no register is on file", AnyOf: "bunker-vessel"},
			{Name: "other-longer", Met: encounter.No, Value: []float64{1.04}, Rule: "1.5 times", Text: "183 m is 1.04 times 176 m"},
		}},
	}
	return f
}

// builder joins with a flag for MID 599, a shore, an area of reported transfers and one
// ship looked for.
func builder(t *testing.T) *Builder {
	t.Helper()
	return &Builder{
		Params: encounter.Standard(), Facts: "sha256:f", Wanted: wanted(t, "ref,name,imo,since,measure,binds\nX.1,INVENTED ALPHA,9000001,2017-11-14,\"S/RES/2371 (2017), para. 6\",port States\n"),
		Flag: func(mid int) (string, string, bool) {
			if mid != 599 {
				return "", "", false
			}
			return "XX", "Nowhere", true
		},
		Shore:    func(geo.Point) float64 { return 251000.4 },
		Reported: func(geo.Point) []port.Area { return []port.Area{{Name: "Yellow Sea (2018)"}} },
		Files:    []detect.FileSurvey{{Name: "other.csv", SHA256: "0"}, {Name: "week.nmea", SHA256: "abc"}},
	}
}
