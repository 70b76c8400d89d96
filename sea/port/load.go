package port

import (
	"io/fs"
	"slices"
	"strconv"
	"strings"

	"github.com/plimsoll-watch/plimsoll/base/geo"
	"github.com/plimsoll-watch/plimsoll/base/source"
)

func (g *Gazetteer) loadPorts(fsys fs.FS) error {
	t, err := source.Read(fsys, source.Layout{
		File:     "ports-wpi.csv",
		Identity: []string{"wpi_number", "name", "lat", "lon"}, // 400 and 49460 stand twice
		Required: []string{"wpi_number", "name", "lat", "lon"},
		Optional: []string{"locode", "country", "harbor_size"},
	})
	if err != nil {
		return err
	}
	places := make([]geo.Vec, 0, t.Len())
	for r := range t.Rows() {
		place, _, err := r.Place()
		if err != nil {
			return err
		}
		number := r.Get("wpi_number")
		if _, err := strconv.ParseFloat(number, 64); err != nil {
			return r.Problem("wpi_number "+strconv.Quote(number)+" is not a number", "write it as the World Port Index prints it")
		}
		g.ports = append(g.ports, Port{r.Get("name"), r.Get("locode"), r.Get("country"), place, number})
		places = append(places, place.Vec())
	}
	g.nearPort = newNearest(places)
	return nil
}

// loadAnchorages reads the anchorages but those that the table sets aside with a
// reason.
func (g *Gazetteer) loadAnchorages(fsys fs.FS) error {
	t, err := source.Read(fsys, source.Layout{
		File:     "anchorages.csv.gz",
		Identity: []string{"lat", "lon", "iso3"},
		Required: []string{"lat", "lon", "iso3"},
		Optional: []string{"set_aside"},
	})
	if err != nil {
		return err
	}
	g.anchorages = make([]Anchorage, 0, t.Len())
	places := make([]geo.Vec, 0, t.Len())
	for r := range t.Rows() {
		if r.Get("set_aside") != "" {
			continue
		}
		place, _, err := r.Place()
		if err != nil {
			return err
		}
		state := r.Get("iso3")
		if len(state) != 3 {
			return r.Problem("iso3 "+strconv.Quote(state)+" has not three letters", "write the ISO 3166-1 alpha-3 code of the State")
		}
		g.anchorages = append(g.anchorages, Anchorage{place, state})
		places = append(places, place.Vec())
	}
	g.nearAnchor = newNearest(places)
	return nil
}

func (g *Gazetteer) loadFlags(fsys fs.FS) error {
	t, err := source.Read(fsys, source.Layout{
		File:     "mid-flags.csv",
		Identity: []string{"mid", "state"},
		Required: append([]string{"mid", "state", "iso2"}, source.Columns()...),
	})
	if err != nil {
		return err
	}
	for r := range t.Rows() {
		mid, _, err := r.Int("mid")
		if err != nil {
			return err
		}
		// ITU-R M.585: ship identities begin with the digits 2 to 7.
		if mid < 200 || mid > 799 {
			return r.Problem("mid "+r.Get("mid")+" is out of range", "maritime identification digits run from 200 to 799")
		}
		g.flags[mid] = append(g.flags[mid], flag{r.Get("state"), r.Get("iso2")})
	}
	return nil
}

func (g *Gazetteer) loadLightering(fsys fs.FS) error {
	t, err := source.Read(fsys, source.Layout{
		File:     "lightering-areas.csv",
		Identity: []string{"id"},
		Required: []string{"id", "name", "country", "polygon", "verification"},
		Optional: []string{"datum", "since", "note", "source", "source_class"},
	})
	if err != nil {
		return err
	}
	for r := range t.Rows() {
		a, err := areaOf(r, "polygon")
		if err != nil {
			return err
		}
		a.ID, a.Name, a.Country, a.Note = r.Get("id"), r.Get("name"), r.Get("country"), r.Get("note")
		g.lightering = append(g.lightering, a)
	}
	return nil
}

// loadReported reads the areas where transfers were reported; those that are named
// only have no outline, and hold no place.
func (g *Gazetteer) loadReported(fsys fs.FS) error {
	t, err := source.Read(fsys, source.Layout{
		File:     "sts-zones.csv",
		Identity: []string{"zone"},
		Required: []string{"zone", "basis", "confidence", "source", "verification"},
		Optional: []string{"min_lat", "min_lon", "max_lat", "max_lon", "wkt", "source_class"},
	})
	if err != nil {
		return err
	}
	for r := range t.Rows() {
		if r.Get("wkt") == "" {
			continue
		}
		a, err := areaOf(r, "wkt")
		if err != nil {
			return err
		}
		a.ID, a.Name, a.Note = r.Get("zone"), r.Get("zone"), r.Get("basis")
		g.reported = append(g.reported, a)
	}
	return nil
}

// areaOf reads outline and provenance of an area.
func areaOf(r source.Row, column string) (Area, error) {
	p, err := r.Provenance()
	if err != nil {
		return Area{}, err
	}
	polygon, err := parsePolygon(r.Get(column))
	if err != nil {
		return Area{}, r.Problem(err.Error(), "write POLYGON((lon lat,lon lat,...)), each ring closed")
	}
	return Area{Source: p.Source, Polygon: polygon, Mark: p.Mark}, nil
}

// loadPlaces reads the names for maps. A second point of a port, whose name says
// so, and a port without a point are left out.
func (g *Gazetteer) loadPlaces(fsys fs.FS) error {
	t, err := source.Read(fsys, source.Layout{
		File:     "ports.csv",
		Identity: []string{"name"},
		Required: slices.Concat([]string{"name", "country", "kind"}, source.Columns()),
		Optional: []string{"aka", "lat", "lon", "role"},
	})
	if err != nil {
		return err
	}
	for r := range t.Rows() {
		place, ok, err := r.Place()
		if err != nil {
			return err
		}
		if ok && !strings.HasSuffix(r.Get("name"), " point)") {
			g.namedPlaces = append(g.namedPlaces, NamedPlace{r.Get("name"), place})
		}
	}
	return nil
}
