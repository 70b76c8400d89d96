// Package port is the gazetteer: the ports, anchorages, flags and areas that the
// program has on file, and the nearest of each to a place.
//
// It reads six tables of the facts: ports-wpi.csv, anchorages.csv.gz,
// mid-flags.csv, lightering-areas.csv, sts-zones.csv and ports.csv.
//
// # Limits
//
// Points of the World Port Index are good to about a mile and stand for a whole
// port. Anchorages are where ships fitted with AIS were seen to lie; none is on
// file in the DPRK. Two rows are set aside: 0 N 0 E, where broken receivers put
// ships, and one with a longitude of 1001. Areas of lawful lightering are those of
// the United States alone: outside them the answer is "in no area on file", never
// "lightering is not lawful here". Areas of reported transfers are boxes drawn by
// us; they decide nothing.
//
// Distances are great circles of base/geo, in metres. Of two equally near, the one
// that stands first in its table is meant.
package port

import (
	"io/fs"
	"math"

	"github.com/plimsoll-watch/plimsoll/base/geo"
	"github.com/plimsoll-watch/plimsoll/base/source"
)

// Gazetteer is what is on file. It does not change once loaded and may be used by
// many goroutines.
type Gazetteer struct {
	ports       []Port
	nearPort    nearest
	anchorages  []Anchorage
	nearAnchor  nearest
	flags       map[int][]flag
	lightering  []Area
	reported    []Area
	namedPlaces []NamedPlace
}

// Port is a port of the World Port Index.
type Port struct {
	Name    string
	Locode  string // UN/LOCODE as printed, "CN ZOS"; empty: none on file
	Country string // as the World Port Index writes it; empty: not said
	Place   geo.Point
	WPI     string // World Port Index number as printed: one is 49454.5, and 400 and 49460 stand for two ports each
}

// Anchorage is a place where ships were seen to anchor.
type Anchorage struct {
	Place geo.Point
	State string // ISO 3166-1 alpha-3
}

// Area is an area drawn on the sea.
type Area struct {
	ID      string
	Name    string
	Country string // ISO 3166-1 alpha-2; empty: none
	Source  string
	Note    string // what the row adds about its outline; may be empty
	Polygon geo.Polygon
	Mark    source.Mark
}

// NamedPlace is a name to print on a map.
type NamedPlace struct {
	Name  string
	Place geo.Point
}

// flag is a row of the table of maritime identification digits.
type flag struct {
	state, iso2 string
}

// Load reads the gazetteer's tables. Anything wrong in one is refused, with file,
// line and hint (an error of [source.Error]).
func Load(fsys fs.FS) (*Gazetteer, error) {
	g := &Gazetteer{flags: map[int][]flag{}}
	for _, load := range []func(fs.FS) error{
		g.loadPorts, g.loadAnchorages, g.loadFlags, g.loadLightering, g.loadReported, g.loadPlaces,
	} {
		if err := load(fsys); err != nil {
			return nil, err
		}
	}
	return g, nil
}

// NearestPort returns the port nearest to p and its distance in metres; ok is
// false when none is on file.
func (g *Gazetteer) NearestPort(p geo.Point) (port Port, metres float64, ok bool) {
	i, metres := g.nearPort.to(p)
	if i < 0 {
		return Port{}, metres, false
	}
	return g.ports[i], metres, true
}

// NearestAnchorage returns the anchorage nearest to p and its distance in metres;
// ok is false when none is on file.
func (g *Gazetteer) NearestAnchorage(p geo.Point) (a Anchorage, metres float64, ok bool) {
	i, metres := g.nearAnchor.to(p)
	if i < 0 {
		return Anchorage{}, metres, false
	}
	return g.anchorages[i], metres, true
}

// Flag returns the State or territory of maritime identification digits, as the
// ITU names it, with its ISO 3166-1 alpha-2 code; ok is false for digits that are
// not allocated. Digits that stand for several (306) give all their names, joined
// by "; ", and no code.
func (g *Gazetteer) Flag(mid int) (iso2, state string, ok bool) {
	rows := g.flags[mid]
	if len(rows) == 0 {
		return "", "", false
	}
	iso2, state = rows[0].iso2, rows[0].state
	for _, f := range rows[1:] {
		iso2, state = "", state+"; "+f.state
	}
	return iso2, state, true
}

// LighteringAt returns the area of lawful lightering that holds p, nil for none,
// and the metres to the nearest one on file, 0 inside. known is false when the
// answer is not known: no area on file may decide, or p lies only in an outline of
// which a part was not read in its source. Areas that nobody read are ignored.
func (g *Gazetteer) LighteringAt(p geo.Point) (inside *Area, nearestM float64, known bool) {
	nearestM = math.Inf(1)
	doubtful := false
	for i := range g.lightering {
		a := &g.lightering[i]
		switch {
		case !a.Mark.Decides():
		case !a.Polygon.Contains(p):
			nearestM, known = min(nearestM, a.Polygon.DistanceToEdge(p)), true
		case a.Mark == source.InSourcePart:
			doubtful = true
		default:
			return a, 0, true
		}
	}
	return nil, nearestM, known && !doubtful
}

// ReportedZones returns the areas that hold p of those where transfers were
// reported: boxes drawn by us round points uncertain by 80 to 170 km. They are
// circumstances and decide nothing.
func (g *Gazetteer) ReportedZones(p geo.Point) []Area {
	var zones []Area
	for _, a := range g.reported {
		if a.Polygon.Contains(p) {
			zones = append(zones, a)
		}
	}
	return zones
}

// Places returns the names for maps, in the order of ports.csv.
func (g *Gazetteer) Places() []NamedPlace { return append([]NamedPlace(nil), g.namedPlaces...) }
