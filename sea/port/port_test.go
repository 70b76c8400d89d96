package port

import (
	"bytes"
	"compress/gzip"
	"errors"
	"io/fs"
	"math"
	"strings"
	"sync"
	"testing"
	"testing/fstest"

	"pgregory.net/rapid"

	"github.com/plimsoll-watch/plimsoll/base/geo"
	"github.com/plimsoll-watch/plimsoll/base/source"
	"github.com/plimsoll-watch/plimsoll/facts"
)

var loadOnce = sync.OnceValues(func() (*Gazetteer, error) { return Load(facts.FS()) })

func load(t testing.TB) *Gazetteer {
	t.Helper()
	g, err := loadOnce()
	if err != nil {
		t.Fatal(err)
	}
	return g
}

func TestNoRowIsLost(t *testing.T) {
	g := load(t)
	flags := 0
	for _, f := range g.flags {
		flags += len(f)
	}
	// Two anchorages less than the table: 0 N 0 E and a longitude of 1001, set aside
	// with a reason.
	if len(g.ports) != 3768 || len(g.anchorages) != 55936-2 || flags != 294 || len(g.lightering) != 4 || len(g.reported) != 3 {
		t.Errorf("ports %d, anchorages %d, flags %d, lightering areas %d, reported zones with an outline %d",
			len(g.ports), len(g.anchorages), flags, len(g.lightering), len(g.reported))
	}
	if first, last := g.ports[0], g.anchorages[0]; first.Name != "Maurer" || last.State != "AGO" {
		t.Errorf("the order of the tables was not kept: %v, %v", first, last)
	}
}

func TestNearestPort(t *testing.T) {
	g := load(t)
	port, m, ok := g.NearestPort(geo.Point{Lat: 30.01, Lon: 122.1})
	if !ok || port.Name != "Zhoushan" || port.Locode != "CN ZOS" || port.WPI != "59960" || port.Country != "China" {
		t.Errorf("near Zhoushan: %+v", port)
	}
	// A hundredth of a degree of latitude on our sphere.
	if want := 0.01 * math.Pi / 180 * geo.EarthRadiusM; math.Abs(m-want) > 0.5 {
		t.Errorf("%v m from Zhoushan, want %v", m, want)
	}
	// Number 400 stands twice at the same place: the first row is meant.
	if port, _, _ := g.NearestPort(geo.Point{Lat: 65.2667, Lon: -14}); port.Name != "Seydhisfjordhur" {
		t.Errorf("of two ports at one place %q was taken", port.Name)
	}
	// 35600 has no code that can be read: none on file.
	if port, _, _ := g.NearestPort(geo.Point{Lat: 50.8, Lon: -1.1}); port.Name != "Portsmouth Harbour" || port.Locode != "" {
		t.Errorf("near Portsmouth: %+v", port)
	}
}

func TestNearestAnchorage(t *testing.T) {
	g := load(t)
	a, m, ok := g.NearestAnchorage(geo.Point{Lat: -15.802, Lon: 11.828})
	if !ok || a.State != "AGO" || m > 1 {
		t.Errorf("at the first anchorage of the table: %+v, %v m", a, m)
	}
	if _, m, _ := g.NearestAnchorage(geo.Point{}); m < 100_000 {
		t.Errorf("0 N 0 E is %v m from an anchorage: the one marked for removal counts", m)
	}
	for _, a := range g.anchorages {
		if a.State == "PRK" {
			t.Fatal("an anchorage in the DPRK: the package says there is none")
		}
	}
}

func TestFlag(t *testing.T) {
	g := load(t)
	for _, c := range []struct {
		mid         int
		iso2, state string
		ok          bool
	}{
		{445, "KP", "Democratic People's Republic of Korea", true},
		{201, "AL", "Albania (Republic of)", true},
		{200, "", "", false},
		{0, "", "", false},
		{306, "", "Netherlands (Kingdom of the) - Bonaire, Sint Eustatius and Saba; Netherlands (Kingdom of the) - Curaçao; Netherlands (Kingdom of the) - Sint Maarten (Dutch part)", true},
	} {
		if iso2, state, ok := g.Flag(c.mid); iso2 != c.iso2 || state != c.state || ok != c.ok {
			t.Errorf("flag of %d: %q, %q, %v", c.mid, iso2, state, ok)
		}
	}
}

func TestLighteringAt(t *testing.T) {
	g := load(t)
	if a, m, known := g.LighteringAt(geo.Point{Lat: 27, Lon: -90}); a == nil || a.ID != "us-gulfmex-2" || m != 0 || !known {
		t.Errorf("in Gulfmex No. 2: %+v, %v m, known %v", a, m, known)
	}
	// Half a degree of latitude south of Gulfmex No. 2, whose edge runs along 26.5 N.
	a, m, known := g.LighteringAt(geo.Point{Lat: 26, Lon: -90})
	if want := 0.5 * math.Pi / 180 * geo.EarthRadiusM; a != nil || !known || math.Abs(m-want) > want/100 {
		t.Errorf("south of Gulfmex No. 2: %+v, %v m, known %v; want none, %v m, known", a, m, known, want)
	}
	// Three corners of South Sabine Point are recalled: who lies inside is not known.
	if a, _, known := g.LighteringAt(geo.Point{Lat: 28.4, Lon: -93.5}); a != nil || known {
		t.Errorf("in South Sabine Point: %+v, known %v", a, known)
	}
	if a, m, known := g.LighteringAt(geo.Point{Lat: 31, Lon: 125}); a != nil || !known || m < 5e6 {
		t.Errorf("in the East China Sea: %+v, %v m, known %v", a, m, known)
	}
}

func TestLighteringNobodyReadDecidesNothing(t *testing.T) {
	square := geo.Polygon{{{Lat: 0, Lon: 0}, {Lat: 0, Lon: 1}, {Lat: 1, Lon: 1}, {Lat: 1, Lon: 0}}}
	for _, mark := range []source.Mark{source.Recalled, source.Unverified} {
		g := &Gazetteer{lightering: []Area{{ID: "x", Polygon: square, Mark: mark}}}
		if a, m, known := g.LighteringAt(geo.Point{Lat: 0.5, Lon: 0.5}); a != nil || known || !math.IsInf(m, 1) {
			t.Errorf("an area that is %s: %v, %v m, known %v", mark, a, m, known)
		}
	}
}

func TestReportedZones(t *testing.T) {
	g := load(t)
	zones := g.ReportedZones(geo.Point{Lat: 31, Lon: 124})
	if len(zones) != 1 || zones[0].Name != "East China Sea north (2018)" || zones[0].Mark != source.Derived {
		t.Errorf("at 31 N 124 E: %+v", zones)
	}
	if zones := g.ReportedZones(geo.Point{Lat: 20, Lon: 110}); len(zones) != 0 {
		t.Errorf("at 20 N 110 E: %+v", zones)
	}
}

func TestPlaces(t *testing.T) {
	names := map[string]geo.Point{}
	for _, p := range load(t).Places() {
		names[p.Name] = p.Place
	}
	// 21 rows, two without a point, two second points.
	if len(names) != 17 {
		t.Errorf("%d names for maps: %v", len(names), names)
	}
	if p, ok := names["Nampo"]; !ok || p != (geo.Point{Lat: 38.7375, Lon: 125.40778}) {
		t.Errorf("Nampo is at %v", p)
	}
	if _, ok := names["Taean"]; ok {
		t.Error("Taean has no point on file")
	}
}

func TestNothingOnFile(t *testing.T) {
	var g Gazetteer
	if _, m, ok := g.NearestPort(geo.Point{}); ok || !math.IsInf(m, 1) {
		t.Errorf("nearest port of none: %v m", m)
	}
	if _, _, ok := g.NearestAnchorage(geo.Point{}); ok {
		t.Error("nearest anchorage of none")
	}
	if _, _, known := g.LighteringAt(geo.Point{}); known {
		t.Error("no areas on file, yet the answer is known")
	}
}

// changed returns the facts with one table changed.
func changed(t *testing.T, name, old, new string) fs.FS {
	t.Helper()
	m := fstest.MapFS{}
	names, err := facts.Tables(facts.FS())
	if err != nil {
		t.Fatal(err)
	}
	for _, n := range names {
		b, err := fs.ReadFile(facts.FS(), n)
		if err != nil {
			t.Fatal(err)
		}
		if n == name {
			if !bytes.Contains(b, []byte(old)) {
				t.Fatalf("%s does not hold %q", name, old)
			}
			b = bytes.Replace(b, []byte(old), []byte(new), 1)
		}
		m[n] = &fstest.MapFile{Data: b}
	}
	return m
}

func TestLoadRefuses(t *testing.T) {
	for name, c := range map[string]struct{ table, old, new, want string }{
		"unknown column":  {"ports-wpi.csv", "harbor_size", "harbour_size", "not known"},
		"port off Earth":  {"ports-wpi.csv", "40.5333,-74.25", "140.5333,-74.25", "out of range"},
		"number":          {"ports-wpi.csv", "\n7950,", "\n7950a,", "not a number"},
		"port repeated":   {"ports-wpi.csv", "52235,Mangkasa Oil Terminal,,Indonesia,-2.7333,121.0667", "7950,Maurer,,Indonesia,40.5333,-74.25", "repeats"},
		"MID":             {"mid-flags.csv", "\n201,", "\n001,", "out of range"},
		"open ring":       {"lightering-areas.csv", "-91.5 26.5,-89 26.5,-89 27.8833))", "-91.5 26.5,-89 26.5))", "not closed"},
		"latitude first":  {"lightering-areas.csv", "-89 27.8833", "27.8833 -89 0", "not a longitude and a latitude"},
		"other shape":     {"sts-zones.csv", "POLYGON", "LINESTRING", "not a polygon"},
		"mark":            {"lightering-areas.csv", "copy,stored-page", "copy,read", "not known"},
		"half a place":    {"ports.csv", "38.7375,125.40778", "38.7375,", "not a place"},
		"name left out":   {"ports.csv", "\nWonsan,", "\n,", "name is empty"},
		"area twice":      {"lightering-areas.csv", "us-gulfmex-2,", "us-southtex,", "repeats"},
		"class of a zone": {"sts-zones.csv", ",press,derived", ",papers,derived", "not known"},
	} {
		_, err := Load(changed(t, c.table, c.old, c.new))
		var e *source.Error
		if !errors.As(err, &e) || e.File != c.table || e.Line < 1 || e.Hint == "" || !strings.Contains(e.Problem, c.want) {
			t.Errorf("%s: %+v, want an error of %s that says %q, with line and hint", name, err, c.table, c.want)
		}
	}
	if _, err := Load(fstest.MapFS{}); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("no tables: %v", err)
	}
}

// TestAnchoragesAreRefused does the same inside the packed table.
func TestAnchoragesAreRefused(t *testing.T) {
	for name, text := range map[string]string{
		"repeated": "1,2,KOR,\n1,2,KOR,\n", "no State": "1,2,,\n", "off Earth": "95,2,KOR,\n", "two letters": "1,2,KR,\n",
	} {
		var b bytes.Buffer
		w := gzip.NewWriter(&b)
		w.Write([]byte("lat,lon,iso3,set_aside\n" + text))
		w.Close()
		fsys := changed(t, "ports.csv", "Nampo", "Nampo").(fstest.MapFS)
		fsys["anchorages.csv.gz"].Data = b.Bytes()
		var e *source.Error
		if _, err := Load(fsys); !errors.As(err, &e) || e.File != "anchorages.csv.gz" {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// TestNearestOfRandomPlaces tries every place: the nearest, and of equals the first.
func TestNearestOfRandomPlaces(t *testing.T) {
	place := rapid.OneOf(
		rapid.Custom(func(t *rapid.T) geo.Point { // whole degrees: repeats, the antimeridian, the poles
			return geo.Point{Lat: float64(rapid.IntRange(-90, 90).Draw(t, "lat")), Lon: float64(rapid.IntRange(-180, 180).Draw(t, "lon"))}
		}),
		rapid.Custom(func(t *rapid.T) geo.Point { // about the antimeridian
			return geo.Point{Lat: rapid.Float64Range(-1, 1).Draw(t, "lat"), Lon: math.Remainder(180+rapid.Float64Range(-1, 1).Draw(t, "lon"), 360)}
		}),
		rapid.Custom(func(t *rapid.T) geo.Point { // about the north pole
			return geo.Point{Lat: 90 - rapid.Float64Range(0, 1).Draw(t, "lat"), Lon: rapid.Float64Range(-180, 180).Draw(t, "lon")}
		}),
	)
	rapid.Check(t, func(t *rapid.T) {
		places := rapid.SliceOfN(place, 1, 200).Draw(t, "places")
		vecs := make([]geo.Vec, len(places))
		for i, p := range places {
			vecs[i] = p.Vec()
		}
		p := rapid.OneOf(place, rapid.SampledFrom(places)).Draw(t, "p")
		want := 0
		for i, v := range vecs {
			if p.Vec().Chord2(v) < p.Vec().Chord2(vecs[want]) {
				want = i
			}
		}
		row, metres := newNearest(vecs).to(p)
		if row != want || math.Abs(metres-geo.Distance(p, places[want])) > 1e-6 {
			t.Fatalf("nearest to %v: row %d at %v m, want row %d at %v m", p, row, metres, want, geo.Distance(p, places[want]))
		}
	})
}

// TestNearestOfAllAnchorages does the same on the real table.
func TestNearestOfAllAnchorages(t *testing.T) {
	g := load(t)
	rapid.Check(t, func(t *rapid.T) {
		p := geo.Point{Lat: rapid.Float64Range(-90, 90).Draw(t, "lat"), Lon: rapid.Float64Range(-180, 180).Draw(t, "lon")}
		best := math.Inf(1)
		for _, a := range g.anchorages {
			best = min(best, geo.Distance(p, a.Place))
		}
		if _, m, _ := g.NearestAnchorage(p); math.Abs(m-best) > 1e-6 {
			t.Fatalf("nearest to %v is %v m away, want %v", p, m, best)
		}
	})
}

func FuzzParsePolygon(f *testing.F) {
	f.Add("POLYGON((0 0,1 0,1 1,0 0))")
	f.Add("POLYGON((-93 27.6667,-94.5833 27.6667,-93 27.6667),(1 1,2 2,3 1,1 1))")
	f.Add("POLYGON((),())")
	f.Fuzz(func(t *testing.T, s string) {
		g, err := parsePolygon(s)
		if err != nil {
			return
		}
		for _, ring := range g {
			if len(ring) < 3 {
				t.Fatalf("%q gave a ring of %d points", s, len(ring))
			}
		}
		g.Contains(geo.Point{})
	})
}

func BenchmarkLoad(b *testing.B) {
	for b.Loop() {
		if _, err := Load(facts.FS()); err != nil {
			b.Fatal(err)
		}
	}
}

func benchmarkPlaces() []geo.Point {
	var places []geo.Point
	for lat := -70.0; lat < 75; lat += 3.7 {
		for lon := -180.0; lon < 180; lon += 5.3 {
			places = append(places, geo.Point{Lat: lat, Lon: lon})
		}
	}
	return places
}

func BenchmarkNearestPort(b *testing.B) {
	g, places, i := load(b), benchmarkPlaces(), 0
	for b.Loop() {
		g.NearestPort(places[i%len(places)])
		i++
	}
}

func BenchmarkNearestAnchorage(b *testing.B) {
	g, places, i := load(b), benchmarkPlaces(), 0
	for b.Loop() {
		g.NearestAnchorage(places[i%len(places)])
		i++
	}
}

func BenchmarkLighteringAt(b *testing.B) {
	g := load(b)
	for b.Loop() {
		g.LighteringAt(geo.Point{Lat: 29, Lon: -94})
	}
}
