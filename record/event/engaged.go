package event

import (
	"fmt"

	"github.com/plimsoll-watch/plimsoll/base/day"
	"github.com/plimsoll-watch/plimsoll/sea/detect"
)

// Measure is a measure that an act at sea could touch, with the elements the act must
// meet.
type Measure struct {
	Name     string // "S/RES/2375 (2017), para. 11"
	From, To day.Date
	Elements []Element
	// Listing says that the measure touches only ships it was listed under: it is
	// looked at when a ship broadcasts the number of one.
	Listing bool
}

// Element is one thing an act must be for a measure to be engaged.
type Element struct {
	Kind string // act, flag, cargo, actor, place, designation
	Text string
}

// inForce reports whether a measure stood on a day.
func (m *Measure) inForce(on day.Day) bool {
	return m.From.First() <= on && (m.To.IsZero() || on <= m.To.Last())
}

// engaged tests the act against the elements of each measure in force on its day.
func (b *Builder) engaged(f *detect.Found, out *Event) []Engaged {
	var all []Engaged
	on := day.OfTime(out.Start)
	for i := range b.Measures {
		m := &b.Measures[i]
		if !m.inForce(on) || m.Listing && !listedUnder(out.Listed, m.Name) {
			continue
		}
		for _, x := range m.Elements {
			met, text := b.element(x, f, out)
			all = append(all, Engaged{Measure: m.Name, Element: x.Text, Met: met, Text: text})
		}
	}
	return all
}

// listedUnder reports whether a ship broadcast the number of one listed under a
// measure.
func listedUnder(listed []Listed, measure string) bool {
	for i := range listed {
		for _, m := range listed[i].Measures {
			if m.Measure == measure {
				return true
			}
		}
	}
	return false
}

// element says whether an element is met, as far as AIS tells.
func (b *Builder) element(x Element, f *detect.Found, out *Event) (met, text string) {
	switch x.Kind {
	case "flag":
		return flagOf(out.Ships)
	case "place":
		if s := &f.Site; s.PortM >= 0 {
			if s.PortM > b.Params.BerthPortM {
				return "no", Distance(s.PortM) + " from the nearest port on file"
			}
			return "unknown", Distance(s.PortM) + " from the nearest port on file: whether in it is not told"
		}
		return "unknown", "no ports on file"
	case "designation":
		return "unknown", "the number was broadcast; hull not confirmed"
	case "cargo":
		return "unknown", "AIS never shows cargo"
	case "actor":
		return "unknown", "nationality and ownership were not checked"
	}
	return "unknown", "AIS shows ships close, never what passes between them"
}

// dprk is the DPRK's code in the table of maritime identification digits.
const dprk = "KP"

// flagOf says whether a ship is under the DPRK's flag by the digits of its MMSI.
func flagOf(ships []Ship) (met, text string) {
	known := 0
	for i := range ships {
		if ships[i].Flag == dprk {
			return "yes", fmt.Sprintf("%s broadcasts an MMSI of the DPRK", ships[i].Called())
		}
		if ships[i].Flag != "" {
			known++
		}
	}
	if known == len(ships) {
		return "no", "by the MMSIs broadcast neither is under the DPRK's flag; an MMSI can be false"
	}
	return "unknown", "not both MMSIs tell a flag"
}

// AnyEngaged reports whether every element of some measure is shown met.
func (e *Event) AnyEngaged() bool {
	met := map[string]bool{}
	for _, x := range e.Engaged {
		if before, seen := met[x.Measure]; !seen {
			met[x.Measure] = x.Met == "yes"
		} else {
			met[x.Measure] = before && x.Met == "yes"
		}
	}
	for _, all := range met {
		if all {
			return true
		}
	}
	return false
}
