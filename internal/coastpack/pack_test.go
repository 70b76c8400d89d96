package main

import (
	"bytes"
	"os"
	"strings"
	"testing"

	"github.com/plimsoll-watch/plimsoll/base/coast"
	"github.com/plimsoll-watch/plimsoll/base/geo"
)

const (
	source = "../../web/node_modules/world-atlas/land-10m.json"
	packed = "../../base/coast/land.bin"
)

// small is a topology on a grid of one degree: a square of two arcs, one walked
// backwards, and the invented islet at 0 N 0 E.
const small = `{"type":"Topology","objects":{"land":{"type":"GeometryCollection","geometries":[
 {"type":"MultiPolygon","arcs":[[[0,-2]],[[2]]]}]}},
 "arcs":[[[190,100],[10,0],[0,10]],[[190,100],[0,10],[10,0]],[[180,90],[0,0],[0,0]]],
 "transform":{"scale":[1,1],"translate":[-180,-90]}}`

func TestRoundTrip(t *testing.T) {
	topo, err := parse([]byte(small))
	if err != nil {
		t.Fatal(err)
	}
	b, err := pack(topo)
	if err != nil {
		t.Fatal(err)
	}
	l, err := coast.Decode(b)
	if err != nil {
		t.Fatal(err)
	}
	if !l.OnLand(geo.Point{Lat: 15, Lon: 15}) || l.OnLand(geo.Point{Lat: 15, Lon: 9}) || l.OnLand(geo.Point{Lat: 21, Lon: 15}) {
		t.Error("the square from 10 N 10 E to 20 N 20 E did not come through")
	}
	if d := l.ShoreDistance(geo.Point{}); d < 1e6 {
		t.Errorf("0 N 0 E is %v m from land: the islet there was packed", d)
	}
	if l.Source() != note {
		t.Errorf("the note came through as %q", l.Source())
	}
}

func TestRefuses(t *testing.T) {
	for name, c := range map[string]struct{ old, new, want string }{
		"not JSON":        {"{", "[", "parse TopoJSON"},
		"no land":         {`"land"`, `"countries"`, "no object named land"},
		"not quantised":   {`"transform"`, `"other"`, "not quantised"},
		"missing arc":     {"[[2]]", "[[7]]", "no arc 7"},
		"open ring":       {"[[0,-2]]", "[[0]]", "not closed"},
		"broken chain":    {"[[0,-2]]", "[[0,1]]", "does not begin"},
		"another origin":  {"[-180,-90]", "[-170,-90]", "180 W"},
		"not a set":       {"MultiPolygon", "Polygons", "not a MultiPolygon"},
		"uneven division": {"[1,1]", "[0.7,1]", "whole steps"},
	} {
		topo, err := parse([]byte(strings.Replace(small, c.old, c.new, 1)))
		if err == nil {
			_, err = pack(topo)
		}
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: error %v, want one that says %q", name, err, c.want)
		}
	}
}

// TestPackedIsCurrent: the embedded file is what this program makes of the source.
func TestPackedIsCurrent(t *testing.T) {
	if _, err := os.Stat(source); err != nil {
		t.Skip("world-atlas is not installed; `npm ci` in web/ brings it")
	}
	out := t.TempDir() + "/land.bin"
	if err := run(source, out); err != nil {
		t.Fatal(err)
	}
	made, err := os.ReadFile(out)
	if err != nil {
		t.Fatal(err)
	}
	kept, err := os.ReadFile(packed)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(made, kept) {
		t.Error("base/coast/land.bin is not what its source gives: run `go generate ./base/coast`")
	}
}
