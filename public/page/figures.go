package page

import (
	"fmt"

	"github.com/plimsoll-watch/plimsoll/base/geo"
	"github.com/plimsoll-watch/plimsoll/record/event"
	"github.com/plimsoll-watch/plimsoll/sea/detect"
)

// figure is a key figure: a number that opens its arithmetic.
type figure struct {
	Caption string
	Value   string // empty: Absent says why
	Absent  string
	Note    string
	Ruler   *ruler
	How     []string
}

func figures(e *event.Event) []figure {
	return []figure{gapFigure(e), contactFigure(e), speedFigure(e), portFigure(e)}
}

func gapFigure(e *event.Event) figure {
	m := &e.Measured
	r := newRuler(m.WithinM)
	return figure{
		Caption: "Between the hulls, low to high",
		Value:   fmt.Sprintf("%d to %d"+nbsp+"m", m.HullGapM.Low, m.HullGapM.High),
		Note:    closeness(m.WithinM), Ruler: &r, How: gapHow(e),
	}
}

// gapHow is the arithmetic of the hull gap, encounter/1, "Distance and hull gap".
func gapHow(e *event.Event) []string {
	m := &e.Measured
	return []string{
		fmt.Sprintf("Each minute, with both headings known: the distance between the two hulls (A %s, B %s as broadcast), less and plus 10 m a ship (30 m without the accuracy flag), never below 0.", sizeWords(&e.Ships[0]), sizeWords(&e.Ships[1])),
		"Without heading or antenna place: from the distance between the antennas less both farthest hull points (low) to that distance itself (high).",
		fmt.Sprintf("Over %d min of contact the median of the low edges is %d m, of the high edges %d m. Antennas: %d m at the least, %d m in the median, %d m at most.",
			m.ContactMin, m.HullGapM.Low, m.HullGapM.High, m.DistanceM.Min, m.DistanceM.Median, m.DistanceM.Max),
		fmt.Sprintf("The high edge decides: %s. Nothing is decided on a middle.", sureWords(m.WithinM)),
	}
}

func sureWords(w event.Within) string {
	sure, possible := "over 500 m", "over 500 m"
	if w.Sure > 0 {
		sure = fmt.Sprintf("surely within %d m", w.Sure)
	}
	if w.Possible > 0 {
		possible = fmt.Sprintf("possibly within %d m by the low edge", w.Possible)
	}
	return sure + ", " + possible
}

func sizeWords(s *event.Ship) string {
	switch {
	case s.LengthM != nil && s.BeamM != nil:
		return fmt.Sprintf("%d × %d m", *s.LengthM, *s.BeamM)
	case s.LengthM != nil:
		return fmt.Sprintf("%d m, beam not broadcast", *s.LengthM)
	}
	return "size not broadcast"
}

func contactFigure(e *event.Event) figure {
	m := &e.Measured
	span := int(e.End.Sub(e.Start).Minutes())
	return figure{
		Caption: fmt.Sprintf("In contact, %s; %s", hours(e.Start, e.End), endWords(e)),
		Value:   minutes(m.ContactMin),
		Note:    fmt.Sprintf("%d"+nbsp+"min observed, %d interpolated, %d unknown", m.ObservedMin, m.InterpolatedMin, m.UnknownMin),
		How: []string{
			fmt.Sprintf("%d min observed (a fix of each ship within 5 min) and %d min interpolated (between two fixes at most 60 min apart) are %d min in contact.", m.ObservedMin, m.InterpolatedMin, m.ContactMin),
			fmt.Sprintf("From %s to %s are %d min: %d min unknown and %d min apart are not counted. Nothing is extrapolated.", stamp(e.Start), stamp(e.End), span, m.UnknownMin, m.SeparatedMin),
			"Contact is a minute in which the high edge of the hull gap is at most 500 m; the hours are half-open, in whole minutes.",
		},
	}
}

func speedFigure(e *event.Event) figure {
	m := &e.Measured
	a, b := decimal(float64(m.SpeedKn[0]), 1), decimal(float64(m.SpeedKn[1]), 1)
	f := figure{Caption: "Median speed of A and of B", Value: fmt.Sprintf("%s and %s"+nbsp+"kn", a, b), Note: "both below 2" + nbsp + "kn"}
	if m.Motion == "under-way-together" {
		f.Note = "under way together"
		if m.CourseDiffDeg != nil {
			f.Note += fmt.Sprintf("; courses %d° apart", *m.CourseDiffDeg)
		}
	} else if m.HeadingDiffDeg != nil {
		f.Note += fmt.Sprintf("; headings %d° apart", *m.HeadingDiffDeg)
	}
	f.How = []string{
		fmt.Sprintf("The median of the speed over ground that each ship reported in contact: %s fixes of A, %s of B; the implied speed where none was reported.", thousands(m.Fixes[0]), thousands(m.Fixes[1])),
		"Slow: both medians under 2 kn. Under way together: both at least 2 kn, their velocities less than 0.5 kn apart over 10 min, their courses within 20°.",
	}
	if m.RelativeSpeedKn != nil {
		f.How = append(f.How, fmt.Sprintf("Median size of the difference of their velocities: %s kn.", decimal(float64(*m.RelativeSpeedKn), 1)))
	}
	if m.HeadingDiffDeg == nil {
		f.How = append(f.How, "Difference of headings: not known, a heading was not broadcast.")
	}
	return f
}

func portFigure(e *event.Event) figure {
	at := geo.Point{Lat: float64(e.Place.Lat), Lon: float64(e.Place.Lon)}
	f := figure{Caption: "From the nearest port on file", Absent: "not known", Note: "at " + latLon(at, 2)}
	if p := e.Place.Port; p != nil {
		f.Caption = fmt.Sprintf("From %s, the nearest port on file", p.Name)
		f.Value, f.Absent = metres(p.DistanceM), ""
		f.Note = nauticalMiles(p.DistanceM) + "; at " + latLon(at, 2)
		f.How = append(f.How, fmt.Sprintf("%s m on the sphere of radius 6,371,008.8 m, %s m a nautical mile.", thousands(p.DistanceM), thousands(int(geo.MetresPerNauticalMile))))
		if p.Locode != "" {
			f.How = append(f.How, "Port: "+p.Locode+".")
		}
	}
	f.How = append(f.How, "Place: the mean of the places in contact, "+latLon(at, 5)+".")
	f.How = append(f.How, lineOr(e.Place.ShoreM, "Nearest coast: about %s m, from a coast good to about 1 km.", "Distance from the coast: not known."))
	if a := e.Place.Anchorage; a != nil {
		f.How = append(f.How, fmt.Sprintf("Nearest anchorage on file: %s m.", thousands(a.DistanceM)))
	}
	return f
}

func lineOr(m *int, known, absent string) string {
	if m == nil {
		return absent
	}
	return fmt.Sprintf(known, thousands(*m))
}

// seeable is what the data could have shown, in a sentence with a door.
type seeable struct {
	Before, Value, After string
	How                  []string
}

func newSeeable(d detect.Detectability) seeable {
	how := []string{
		"Of the whole hours from each hull's first fix in the area to its last, gaps included, those that lie inside 120 min of known places with at least 3 fixes.",
		"Tankers: " + shareWords(d.Tankers) + ". All ships: " + shareWords(d.All) + ".",
	}
	switch {
	case d.Tankers.Hours > 0:
		return seeable{"In this data a meeting of two hours would have been visible for ", percent(d.Tankers.Visible, d.Tankers.Hours), " of tanker-hours in the area.", how}
	case d.All.Hours > 0:
		return seeable{"No tanker was heard for a whole hour, so nothing is said of tankers; a meeting of two hours would have been visible for ", percent(d.All.Visible, d.All.Hours), " of the hours of all ships in the area.", how}
	}
	return seeable{"No ship was heard from one fix to another for a whole hour: a meeting of two hours could not have been visible in this data (", "0" + nbsp + "of" + nbsp + "0 ship-hours", ").", how}
}

func shareWords(s detect.Share) string {
	if s.Hours == 0 {
		return "0 hours to judge by"
	}
	return fmt.Sprintf("%s of %s hours", thousands(s.Visible), thousands(s.Hours))
}

// ruler is 500 m to scale: filled to the sure bound, hatched between the possible and
// the sure bound where that is not decidable.
type ruler struct{ Fill, HatchX, HatchW float64 }

// rulerPx is the length of a ruler of 500 m.
const rulerPx = 52.0

func newRuler(w event.Within) ruler {
	px := func(m int) float64 { return float64(m) * rulerPx / 500 }
	switch {
	case w.Sure > 0 && w.Sure == w.Possible:
		return ruler{Fill: px(w.Sure)}
	case w.Sure > 0 && w.Possible > 0:
		return ruler{HatchX: px(w.Possible), HatchW: px(w.Sure - w.Possible)}
	case w.Possible > 0:
		return ruler{HatchX: px(w.Possible), HatchW: rulerPx - px(w.Possible)}
	}
	return ruler{}
}
