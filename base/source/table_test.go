package source

import (
	"bytes"
	"compress/gzip"
	"errors"
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"github.com/plimsoll-watch/plimsoll/base/geo"
)

func layout() Layout {
	return Layout{
		File:     "wells.csv",
		Identity: []string{"name"},
		Required: []string{"name", "verification"},
		Optional: []string{"lat", "lon", "depth", "source", "source_class"},
	}
}

const header = "name,lat,lon,depth,source,source_class,verification\n"

func read(text string, l Layout) (*Table, error) {
	return Read(fstest.MapFS{"wells.csv": {Data: []byte(text)}}, l)
}

func TestRead(t *testing.T) {
	table, err := read(header+"one,1.5,-2,12,a page,press,stored-page\n\"two,\n2\",,,,,,unverified\n", layout())
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for r := range table.Rows() {
		names = append(names, r.Get("name"))
	}
	if diff := cmp.Diff([]string{"one", "two,\n2"}, names); diff != "" || table.Len() != 2 {
		t.Errorf("rows in the order of the file (-want +got):\n%s", diff)
	}
	one, two := table.Row(0), table.Row(1)
	if p, ok, err := one.Place(); p != (geo.Point{Lat: 1.5, Lon: -2}) || !ok || err != nil {
		t.Errorf("place of one: %v %v %v", p, ok, err)
	}
	if n, ok, err := one.Int("depth"); n != 12 || !ok || err != nil {
		t.Errorf("depth of one: %v %v %v", n, ok, err)
	}
	if p, err := one.Provenance(); p != (Provenance{"a page", Press, InSource}) || err != nil {
		t.Errorf("provenance of one: %v %v", p, err)
	}
	if _, ok, err := two.Place(); ok || err != nil {
		t.Error("two has no place, and that is no mistake")
	}
	if _, ok, err := two.Int("depth"); ok || err != nil {
		t.Error("the depth of two is unknown, not 0")
	}
}

// TestReadRefuses: what is wrong, on which line, and that a hint is there.
func TestReadRefuses(t *testing.T) {
	row := "one,,,,a page,press,stored-page\n"
	for name, c := range map[string]struct {
		text, want string
		line       int
	}{
		"empty file":          {"", "is empty", 0},
		"unknown column":      {strings.Replace(header, "depth", "depth_m", 1) + row, `"depth_m" is not known`, 1},
		"missing column":      {strings.Replace(header, "depth,", "", 1), `no column "depth"`, 1},
		"column twice":        {strings.Replace(header, "depth", "lat", 1) + row, `"lat" stands twice`, 1},
		"empty required":      {header + row + ",,,,a page,press,stored-page\n", "name is empty", 3},
		"repeated identity":   {header + row + "two,,,,,,unverified\n" + row, "repeats name of line 2", 4},
		"short row":           {header + "one,,\n", "number of cells", 2},
		"long row":            {header + row + "two,,,,,,unverified,more\n", "number of cells", 3},
		"loose quote":         {header + "o\"ne,,,,,,unverified\n", "quote", 2},
		"not UTF-8":           {header + "o\xffne,,,,,,unverified\n", "UTF-8", 2},
		"unknown class":       {header + "one,,,,a page,hearsay,stored-page\n", `"hearsay" is not known`, 2},
		"unknown mark":        {header + "one,,,,a page,press,checked\n", `"checked" is not known`, 2},
		"read without source": {header + "one,,,,,,stored-page\n", "no source_class", 2},
		"line after a break":  {header + "\"o\nne\",,,,,,unverified\n,,,,,,unverified\n", "name is empty", 4},
	} {
		_, err := read(c.text, layout())
		var e *Error
		if !errors.As(err, &e) || !strings.Contains(e.Problem, c.want) || e.Line != c.line || e.Hint == "" || e.File != "wells.csv" {
			t.Errorf("%s: %+v, want line %d: %s, with a hint", name, err, c.line, c.want)
		}
	}
}

func TestPlaceAndIntRefuse(t *testing.T) {
	for name, cells := range map[string]string{
		"half a place": "1,,", "no number": "north,2,", "off the Earth": "91,2,", "not a number": "NaN,2,", "longitude": "1,180.5,", "fraction": "1,2,3.5",
	} {
		table, err := read(header+"one,"+cells+",,,unverified\n", layout())
		if err != nil {
			t.Fatal(err)
		}
		_, _, err = table.Row(0).Place()
		if name == "fraction" {
			_, _, err = table.Row(0).Int("depth")
		}
		var e *Error
		if !errors.As(err, &e) || e.Line != 2 || e.Hint == "" {
			t.Errorf("%s: %v, want an error on line 2 with a hint", name, err)
		}
	}
}

func TestErrorText(t *testing.T) {
	_, err := read(header+",,,,,,unverified\n", layout())
	if got, want := err.Error(), "read wells.csv: line 2: name is empty"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestReadMissingFile(t *testing.T) {
	if _, err := Read(fstest.MapFS{}, layout()); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("a missing file: %v", err)
	}
}

func TestReadPacked(t *testing.T) {
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	w.Write([]byte("name\none\n"))
	w.Close()
	l := Layout{File: "wells.csv.gz", Required: []string{"name"}}
	table, err := Read(fstest.MapFS{"wells.csv.gz": {Data: b.Bytes()}}, l)
	if err != nil || table.Len() != 1 || table.Row(0).Get("name") != "one" {
		t.Errorf("packed table: %v %v", table, err)
	}
	if _, err := Read(fstest.MapFS{"wells.csv.gz": {Data: b.Bytes()[:b.Len()-6]}}, l); err == nil {
		t.Error("a packed table cut short was read")
	}
	if _, err := Read(fstest.MapFS{"wells.csv.gz": {Data: []byte("name\none\n")}}, l); err == nil {
		t.Error("a table that is not packed was unpacked")
	}
}

// TestIdentityOfSeveralColumns: two columns are not one joined text.
func TestIdentityOfSeveralColumns(t *testing.T) {
	l := Layout{File: "wells.csv", Identity: []string{"a", "b"}, Required: []string{"a", "b"}}
	if _, err := read("a,b\nx,yz\nxy,z\n\"x\"\"\",y\n", l); err != nil {
		t.Errorf("different rows refused: %v", err)
	}
	if _, err := read("a,b\nx,yz\nx,yz\n", l); err == nil {
		t.Error("the same row twice was read")
	}
}

func TestMarks(t *testing.T) {
	// regime.md 1: what ships unchecked decides nothing.
	for mark, want := range map[Mark]bool{InSource: true, InSourcePart: true, Derived: true, Recalled: false, Unverified: false} {
		if mark.Decides() != want {
			t.Errorf("%q decides: %v", mark, !want)
		}
	}
	if Recalled.String() != "unchecked" || Unverified.String() != "unchecked" || InSource.String() != "read in the source" {
		t.Error("the marks shown are not those agreed")
	}
}

func FuzzRead(f *testing.F) {
	f.Add([]byte(header + "one,1.5,-2,12,a page,press,stored-page\n"))
	f.Add([]byte(header + "\"o\nne\",,,,,,unverified\r\n"))
	f.Fuzz(func(t *testing.T, b []byte) {
		table, err := Read(fstest.MapFS{"wells.csv": {Data: b}}, layout())
		if err != nil {
			return
		}
		names := map[string]bool{}
		for r := range table.Rows() {
			if names[r.Get("name")] || r.Get("name") == "" {
				t.Fatalf("the name %q is empty or stands twice", r.Get("name"))
			}
			names[r.Get("name")] = true
			if p, ok, err := r.Place(); err == nil && ok && !p.Valid() {
				t.Fatalf("place %v is off the Earth", p)
			}
		}
	})
}
