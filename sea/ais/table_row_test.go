package ais

import (
	"strings"
	"testing"
)

// TestCells reads one cell each: what is meant, absent silently, absent and counted.
func TestCells(t *testing.T) {
	for _, c := range []struct {
		column, cells string // divided by |
		want          func(*Report) (int, bool)
		value         int // -1: absent
		counted       string
	}{
		{"imo", "IMO9627980|9627980|9627980.0|IMO 9627980|imo9627980| 9627980 ", imoOf, 9627980, ""},
		{"imo", "IMO1001301448", imoOf, 1001301448, ""}, // as typed
		{"imo", "|0|IMO0000000|IMO|null", imoOf, -1, ""},
		{"imo", "none of it|-1|4294967296|9627980.5", imoOf, -1, "IMO number not a number"},
		{"sog", "10.5|10.50|10.45", sogOf, 105, ""},
		{"sog", "102.2|102.24", sogOf, 1022, ""},
		{"sog", "0|-0", sogOf, 0, ""},
		{"sog", "102.3||nan", sogOf, -1, ""},
		{"sog", "-0.1|102.4|1e9", sogOf, -1, "speed out of range"},
		{"sog", "fast|1,5", sogOf, -1, "speed not a number"},
		{"cog", "359.9|359.94", cogOf, 3599, ""},
		{"cog", "359.95|0|359.999999", cogOf, 0, ""},
		{"cog", "360|360.0|409.5|", cogOf, -1, ""},
		{"cog", "-0.1|-49.6|360.4|511", cogOf, -1, "course out of range"},
		{"heading", "174|174.0|173.5", headingOf, 174, ""},
		{"heading", "359.5|0", headingOf, 0, ""},
		{"heading", "511|511.0|", headingOf, -1, ""},
		{"heading", "360|480|-1", headingOf, -1, "heading out of range"},
		{"draught", "10.2|10.20", draughtOf, 102, ""},
		{"draught", "0|0.0|", draughtOf, -1, ""},
		{"draught", "25.6|-1", draughtOf, -1, "draught out of range"},
		{"ship_type", "80|80.0", typeOf, 80, ""},
		{"ship_type", "0|", typeOf, -1, ""},
		{"ship_type", "1024", typeOf, -1, "ship type out of range"},
		{"ship_type", "Tanker", typeOf, -1, "ship type not a number"},
		{"length", "183|183.0|182.5", lengthOf, 183, ""},
		{"length", "0||0.0", lengthOf, -1, ""},
		{"length", "1023|-5", lengthOf, -1, "length out of range"},
		{"status", "15|15.0", statusOf, 15, ""},
		{"status", "16|-1", statusOf, -1, "status out of range"},
		{"status", "Under way using engine", statusOf, -1, "status not a number"},
	} {
		for _, cell := range strings.Split(c.cells, "|") {
			got := table("mmsi,time,lat,lon,"+c.column+"\n599000101,1536441240,1,2,\""+cell+"\"\n", Options{})
			if got.err != nil || len(got.reports) != 1 {
				t.Fatalf("%s %q: %v", c.column, cell, got.err)
			}
			v, has := c.want(&got.reports[0])
			if has != (c.value >= 0) || v != max(c.value, 0) {
				t.Errorf("%s %q: %d %v, want %d", c.column, cell, v, has, c.value)
			}
			other := 1 // the header
			if c.counted != "" {
				other = 2
			}
			if c.counted != "" && got.tally.Other[c.counted] != 1 || len(got.tally.Other) != other {
				t.Errorf("%s %q: counted %v", c.column, cell, got.tally.Other)
			}
		}
	}
}

func imoOf(r *Report) (int, bool)     { return int(r.IMO), r.Is(HasIMO) }
func sogOf(r *Report) (int, bool)     { return int(r.SOG), r.Is(HasSOG) }
func cogOf(r *Report) (int, bool)     { return int(r.COG), r.Is(HasCOG) }
func headingOf(r *Report) (int, bool) { return int(r.Heading), r.Is(HasHeading) }
func draughtOf(r *Report) (int, bool) { return int(r.Draught), r.Is(HasDraught) }
func typeOf(r *Report) (int, bool)    { return int(r.ShipType), r.Is(HasShipType) }
func lengthOf(r *Report) (int, bool)  { return r.Size.Length(), r.Is(HasSize) }
func statusOf(r *Report) (int, bool)  { return int(r.Status), r.Is(HasStatus) }

// TestPlaces reads the edges of the Earth.
func TestPlaces(t *testing.T) {
	for _, c := range []struct {
		cells string
		why   Reason
	}{
		{"90,180", ""}, {"-90,-180", ""}, {"0,0", ""}, {"1e-05,-1e-05", ""},
		{"91,181", ReasonNoPosition}, {"91.0,2", ReasonNoPosition}, {"1,181", ReasonNoPosition}, {",2", ReasonNoPosition}, {"1,nan", ReasonNoPosition},
		{"90.00001,2", ReasonRange}, {"-90.00001,2", ReasonRange}, {"1,180.00001", ReasonRange}, {"-91,2", ReasonRange}, {"1e30,2", ReasonRange}, {"1,-1e30", ReasonRange},
		{"N1,2", ReasonPlaceForm}, {"1,2W", ReasonPlaceForm}, {`"29,94",2`, ReasonPlaceForm},
	} {
		got := table("mmsi,time,lat,lon\n599000101,1536441240,"+c.cells+"\n", Options{})
		rejects := got.tally.Rejects()
		if c.why == "" && (got.err != nil || len(got.reports) != 1) || c.why != "" && (len(rejects) != 1 || rejects[0].Reason != c.why) {
			t.Errorf("%s: %v, want %q", c.cells, rejects, c.why)
		}
	}
}

func TestLooksLikeSentence(t *testing.T) {
	for line, want := range map[string]bool{
		"!AIVDM,1,1,,A,X,0*00": true, "$PSTT,203,001": true, `\s:117*0A\!--VDM,1`: true, "1412524603 !BSVDO,1,1": true,
		"! !AIVDM,1": true, "!!!!!": false, "WOW!,name": false, "a,!AIVDX,1": false, "": false, "$": false, "!AIVDM": false,
	} {
		if looksLikeSentence([]byte(line)) != want {
			t.Errorf("%q: %v", line, !want)
		}
	}
}
