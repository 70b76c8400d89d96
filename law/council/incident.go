package council

import (
	"cmp"
	"fmt"
	"strings"

	"github.com/plimsoll-watch/plimsoll/base/day"
	"github.com/plimsoll-watch/plimsoll/base/source"
	"github.com/plimsoll-watch/plimsoll/base/vessel"
)

// Incident is a transfer at sea as somebody reported it. No source gives a position that
// was observed: the place is told in words. In none of those on file can the method that
// looks for meetings of ships be shown to have found the event.
type Incident struct {
	Date        day.Date `json:"date"` // a span of days where the source tells no closer
	TimeNote    string   `json:"time_note,omitempty"`
	Area        string   `json:"area,omitempty"`
	Place       string   `json:"place,omitempty"`          // in the source's words, ours in English; absent: not told
	Uncertainty *int     `json:"uncertainty_km,omitempty"` // of a point that these words would give
	A           Named    `json:"vessel_a"`
	B           Named    `json:"vessel_b"`
	Cargo       string   `json:"cargo,omitempty"` // quantity, unit, product, as far as told
	Observer    string   `json:"observer"`        // who reported it
	Evidence    string   `json:"evidence,omitempty"`
	Origin
}

// Named is a ship as a report of an incident names it.
type Named struct {
	Name string `json:"name,omitempty"` // absent: not named
	IMO  string `json:"imo,omitempty"`
	Flag string `json:"flag,omitempty"` // as reported, with what was said against it
}

// String returns the ship in words.
func (n Named) String() string {
	var in []string
	if n.IMO != "" {
		in = append(in, "IMO "+n.IMO)
	}
	if n.Flag != "" {
		in = append(in, "flag "+n.Flag)
	}
	name := cmp.Or(n.Name, "a ship that is not named")
	if len(in) == 0 {
		return name
	}
	return name + " (" + strings.Join(in, ", ") + ")"
}

// Line returns the incident as one line, as reported by whom.
func (i Incident) Line() Line {
	return Line{Head: i.Date.String() + ", transfer at sea", How: string(Reported), Text: "by " + i.Observer + ": " + i.what(), Origin: i.Origin}
}

// what is the ships, the place in words with how closely it is told, and the rest of it.
func (i Incident) what() string {
	parts := []string{i.A.String() + " and " + i.B.String(), i.where()}
	for _, s := range [...]string{i.TimeNote, i.Cargo} {
		if s != "" {
			parts = append(parts, s)
		}
	}
	if i.Evidence != "" {
		parts = append(parts, "evidence: "+i.Evidence)
	}
	return strings.Join(parts, "; ")
}

func (i Incident) where() string {
	where := i.Place
	if i.Area != "" && i.Area != i.Place {
		where = strings.Trim(i.Area+", "+i.Place, ", ")
	}
	switch {
	case where == "":
		return "place not told"
	case i.Uncertainty != nil:
		return fmt.Sprintf("%s, in words only: a point would be uncertain by %d km", where, *i.Uncertainty)
	}
	return where
}

// Incidents returns the transfers that had been reported by then, by date.
func (l *Library) Incidents(at day.AsOf) []Incident {
	var found []Incident
	for _, i := range l.incidents {
		if at.Reached(i.Date) && at.Knows(i.KnownOn) {
			if i.Uncertainty != nil {
				km := *i.Uncertainty
				i.Uncertainty = &km
			}
			found = append(found, i)
		}
	}
	return found
}

func (l *Library) addIncident(r source.Row, own bool) (err error) {
	i := Incident{TimeNote: r.Get("time_note"), Area: r.Get("area"), Place: r.Get("position_text"), Observer: r.Get("observer"), Evidence: r.Get("evidence")}
	if i.Origin, err = known(r, "sts-incidents.csv", own); err != nil {
		return err
	}
	if i.Date, err = span(r); err != nil {
		return err
	}
	if i.A, err = namedShip(r, "_a"); err != nil {
		return err
	}
	if i.B, err = namedShip(r, "_b"); err != nil {
		return err
	}
	km, ok, err := r.Int("uncertainty_km")
	if err != nil {
		return err
	}
	if ok {
		i.Uncertainty = &km
	}
	i.Cargo = strings.Join(strings.Fields(r.Get("quantity")+" "+r.Get("unit")+" "+r.Get("product")), " ")
	l.incidents = append(l.incidents, i)
	return nil
}

// namedShip reads name, number and flag of one of the two ships.
func namedShip(r source.Row, suffix string) (Named, error) {
	n := Named{Name: r.Get("vessel" + suffix), IMO: r.Get("imo" + suffix), Flag: r.Get("flag" + suffix)}
	if n.IMO == "" {
		return n, nil
	}
	if imo, ok := vessel.ParseIMO(n.IMO); !ok || !imo.Valid() {
		return n, r.Problem(fmt.Sprintf("imo%s %q fails its check digit", suffix, n.IMO), "write the seven digits as the source has them, or leave the cell empty")
	}
	return n, nil
}

// span reads date_start and date_end as one date: alike, as written; else the days from
// the first of one to the last of the other.
func span(r source.Row) (day.Date, error) {
	start, err := r.Date("date_start")
	if err != nil {
		return day.Date{}, err
	}
	end, err := r.Date("date_end")
	if err != nil || end.IsZero() || start == end {
		return start, err
	}
	d, err := day.Parse(start.First().String() + ".." + end.Last().String())
	if err != nil {
		return day.Date{}, r.Problem(fmt.Sprintf("date_end %v is before date_start %v", end, start), "an incident ends on the day it begins or later")
	}
	return d, nil
}
