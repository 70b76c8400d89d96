package ais

import (
	"bytes"
	"compress/gzip"
	"context"
	"encoding/json"
	"io"
	"math"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// sharedText is a file under ../../../shared/data/ais, unpacked.
func sharedText(t testing.TB, name string) string {
	t.Helper()
	b, err := os.ReadFile(sharedAIS + name)
	if err != nil {
		t.Skipf("the shared file %s is not here", name)
	}
	if strings.HasSuffix(name, ".gz") {
		z, err := gzip.NewReader(bytes.NewReader(b))
		if err == nil {
			b, err = io.ReadAll(z)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	return string(b)
}

// expected is a message as gpsd or libais prints it.
type expected map[string]any

func (e expected) number(key string) float64 {
	v, ok := e[key].(float64)
	if !ok {
		return math.NaN()
	}
	return v
}

// absent lists the values that stand for "not available", by key: scaled as
// gpsd -j prints them, then not scaled. A value of ours that is missing must have
// been one of these, and one of these must be missing in ours. The last are
// values that no ship can have, which are absent too.
func absent(kind float64) map[string][]any {
	m := map[string][]any{
		"turn": {"n/a", -128.0, nil}, "imo": {0.0, "0"}, "shiptype": {0.0}, "epfd": {0.0}, "draught": {0.0},
		"heading": {511.0}, "second": {60.0}, "eta": {"00-00T24:60Z"},
		"callsign": {""}, "shipname": {""}, "destination": {""}, "vendorid": {""},
		"speed": {102.3, 1023.0}, "course": {360.0, 3600.0}, "lon": {181.0, 108600000.0}, "lat": {91.0, 54600000.0},
	}
	if kind == 27 {
		m["speed"], m["course"] = []any{63.0}, []any{511.0}
	}
	return m
}

// ours returns r as AppendJSON prints it, with what gpsd has otherwise.
func ours(t *testing.T, r *Report) expected {
	t.Helper()
	text := AppendJSON(nil, r, "")
	var e expected
	if err := json.Unmarshal(text, &e); err != nil {
		t.Fatalf("%s: %v", text, err)
	}
	return e
}

// like reports whether our value stands for theirs; unit is what one of theirs is
// in ours when it is not scaled.
func like(key string, our, their any, unit float64) bool {
	o, ok1 := our.(float64)
	f, ok2 := their.(float64)
	if s, ok := their.(string); ok && key == "imo" {
		return strings.TrimLeft(s, "0") == strings.TrimSuffix(jsonNumber(o), ".0")
	}
	if ok1 && ok2 {
		if key == "turn" && unit != 1 {
			return math.Abs(o-math.Copysign(f/4.733*f/4.733, f)) < 0.06
		}
		return math.Abs(o-f*unit) < 6e-5 // gpsd prints a type 27 with four decimals
	}
	if s, ok := their.(string); ok && ok1 && key == "turn" {
		return s == strings.TrimSuffix(jsonNumber(o), ".0")+".00" || s == jsonNumber(o)
	}
	if key == "turn" && unit != 1 {
		return our == map[any]string{127.0: "fastright", -127.0: "fastleft"}[their]
	}
	return our == their
}

func jsonNumber(v float64) string {
	b, _ := json.Marshal(v)
	return string(b)
}

// units are what one of gpsd's values that are not scaled is in ours.
func units(kind float64) map[string]float64 {
	if kind == 27 {
		return map[string]float64{"lon": 1. / 600, "lat": 1. / 600}
	}
	return map[string]float64{"speed": 0.1, "course": 0.1, "draught": 0.1, "lon": 1. / 600000, "lat": 1. / 600000, "turn": 2}
}

// sameFields compares every field of theirs that we have a word for.
func sameFields(t *testing.T, r *Report, their expected) {
	t.Helper()
	our := ours(t, r)
	kind := their.number("type")
	none, unit := absent(kind), map[string]float64{}
	noSize := their["to_bow"] == 0.0 && their["to_stern"] == 0.0 && their["to_port"] == 0.0 && their["to_starboard"] == 0.0
	if their["scaled"] == false {
		unit = units(kind)
	}
	for key, v := range their {
		one, ok := unit[key]
		if !ok {
			one = 1
		}
		switch {
		case !known(key):
		case isOne(v, none[key]), noSize && strings.HasPrefix(key, "to_"):
			if _, has := our[key]; has {
				t.Errorf("%s is %v, want it absent: %v", key, our[key], their)
			}
		case key == "eta" && strings.HasPrefix(v.(string), "00-"), key == "heading" && v.(float64) > 359, key == "timestamp" && r.Has&HasBaseTime == 0:
			// not on any calendar or compass
		case kind == 1 && !r.Is(HasRadio) && (key == "radio" || key == "maneuver" || key == "raim"):
			// cut short: gpsd reads on, we leave the flags out
		case key == "vendorid":
			if s, _ := our[key].(string); !strings.HasPrefix(v.(string), s) {
				t.Errorf("vendorid %v, want %v cut to three", our[key], v)
			}
		case !like(key, our[key], v, one):
			t.Errorf("%s is %v, want %v: %v", key, our[key], v, their)
		}
	}
}

func isOne(v any, of []any) bool {
	for _, o := range of {
		if v == o {
			return true
		}
	}
	return false
}

// known are the keys we print with gpsd's meaning.
func known(key string) bool {
	switch key {
	case "type", "repeat", "mmsi", "status", "turn", "speed", "accuracy", "lon", "lat", "course", "heading", "second",
		"maneuver", "raim", "radio", "timestamp", "epfd", "imo", "ais_version", "callsign", "shipname", "shiptype",
		"vendorid", "model", "serial", "to_bow", "to_stern", "to_port", "to_starboard", "eta", "draught", "destination",
		"dte", "reserved", "regional", "cs", "display", "dsc", "band", "msg22", "assigned", "gnss":
		return true
	}
	return false
}

// TestGpsdLogs compares with gpsd's own record of its logs, in which what a
// sentence means stands after it, not scaled.
func TestGpsdLogs(t *testing.T) {
	for _, c := range []struct {
		name string
		want map[int]int // messages compared, by type, counted in the file
	}{
		{"ais-18-27.log.chk", map[int]int{18: 69, 27: 69}},
		{"ais-raw-messages.log.chk", map[int]int{1: 75, 3: 12, 4: 5, 5: 5, 18: 4, 24: 1}},
		{"ais_unpack_sixbit.log.chk", map[int]int{5: 6, 19: 2, 24: 1}},
		{"ais-nmea-type6-fid55.log.chk", map[int]int{1: 573, 2: 12, 3: 111, 4: 30, 5: 130, 18: 110, 19: 1, 24: 2, 27: 1}},
		{"ais-nmea.log.chk", map[int]int{1: 116, 3: 21, 5: 12, 18: 7, 24: 4}},
	} {
		t.Run(c.name, func(t *testing.T) {
			g := gpsdLog{names: map[float64]string{}, compared: map[int]int{}, seen: map[string]bool{}}
			for _, l := range strings.Split(sharedText(t, "vectors/gpsd/"+c.name), "\n") {
				g.line(t, l)
			}
			if diff := cmp.Diff(c.want, g.compared); diff != "" {
				t.Errorf("messages compared (-want +got):\n%s", diff)
			}
		})
	}
}

type gpsdLog struct {
	pending  []string
	recent   []Report
	names    map[float64]string // of parts A, which gpsd adds to part B
	compared map[int]int
	seen     map[string]bool // gpsd prints some twice
}

func (g *gpsdLog) line(t *testing.T, l string) {
	if !strings.HasPrefix(l, "{") {
		g.pending = append(g.pending, l)
		return
	}
	var e expected
	if err := json.Unmarshal([]byte(l), &e); err != nil {
		t.Fatalf("%s: %v", l, err)
	}
	if e["class"] != "AIS" {
		return
	}
	switch e.number("type") {
	case 1, 2, 3, 4, 5, 11, 18, 19, 24, 27:
	default:
		return
	}
	g.decode()
	for i := len(g.recent) - 1; i >= 0; i-- {
		r := &g.recent[i]
		if float64(r.Type) != e.number("type") || float64(r.MMSI) != e.number("mmsi") || r.Part == 'A' {
			continue
		}
		if r.Part == 'B' {
			if name, _ := e["shipname"].(string); name != g.names[float64(r.MMSI)] {
				t.Errorf("name of %d: %q, want %q", r.MMSI, g.names[float64(r.MMSI)], name)
			}
			delete(e, "shipname")
		}
		sameFields(t, r, e)
		g.compared[int(r.Type)]++
		g.recent = append(g.recent[:i], g.recent[i+1:]...)
		g.seen[l] = true
		return
	}
	if !g.seen[l] {
		t.Errorf("not decoded: %s", l)
	}
}

// decode decodes what came since the last message, rejects of the place included.
func (g *gpsdLog) decode() {
	rd := &reader{sink: func(_ int, r *Report) {
		if r.Part == 'A' {
			g.names[float64(r.MMSI)] = string(r.Name)
		}
		g.recent = append(g.recent, clone(r))
	}}
	rd.parts.lost = rd.lostParts
	for _, l := range g.pending {
		before := rd.tally.Reports
		rd.line([]byte(l))
		if rd.tally.Reports == before && rd.report.Type != 0 && rd.tally.Rejected() > 0 {
			g.recent = append(g.recent, clone(&rd.report))
		}
	}
	g.pending = nil
	if len(g.recent) > 40 {
		g.recent = g.recent[len(g.recent)-40:]
	}
}

// TestGpsdSample compares gpsd's sample file, message by message of each type,
// with its scaled JSON.
func TestGpsdSample(t *testing.T) {
	byType := map[float64][]Report{}
	_, err := ReadNMEA(context.Background(), strings.NewReader(sharedText(t, "vectors/gpsd/sample.aivdm")), Options{}, func(_ int, r *Report) {
		if r.Part != 'A' {
			byType[float64(r.Type)] = append(byType[float64(r.Type)], clone(r))
		}
	})
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	for _, l := range strings.Split(strings.TrimSpace(sharedText(t, "vectors/gpsd/sample.aivdm.js.chk")), "\n") {
		var e expected
		if err := json.Unmarshal([]byte(l), &e); err != nil {
			t.Fatal(err)
		}
		kind := e.number("type")
		delete(e, "shipname") // compared elsewhere: gpsd adds it to part B
		if kind != 24 {
			if err := json.Unmarshal([]byte(l), &e); err != nil {
				t.Fatal(err)
			}
		}
		if e.number("mmsi") == 972158237 {
			continue // a base station at 109 degrees north, in the year 10196: rejected
		}
		if len(byType[kind]) == 0 {
			continue
		}
		at := 0
		for kind == 24 && float64(byType[kind][at].MMSI) != e.number("mmsi") {
			at++
		}
		r := byType[kind][at]
		byType[kind] = slices.Delete(byType[kind], at, at+1)
		sameFields(t, &r, e)
		n++
	}
	for kind, rest := range byType {
		if len(rest) > 0 && kind != 24 {
			t.Errorf("type %v: %d more than gpsd has", kind, len(rest))
		}
	}
	if n < 20 {
		t.Errorf("%d messages compared", n)
	}
	t.Logf("%d messages compared", n)
}

// TestLibaisExamples compares libais's example of each type, line by line. Lines
// 11 and 21 are noise with a good checksum, the sort that is rejected.
func TestLibaisExamples(t *testing.T) {
	their := json.NewDecoder(strings.NewReader(sharedText(t, "vectors/libais/typeexamples.json")))
	for n, l := range strings.Split(strings.TrimSpace(sharedText(t, "vectors/libais/typeexamples.nmea")), "\n") {
		var e expected
		if err := their.Decode(&e); err != nil {
			t.Fatal(err)
		}
		var got *Report
		tally, _ := ReadNMEA(context.Background(), strings.NewReader(l), Options{}, func(_ int, r *Report) {
			c := clone(r)
			got = &c
		})
		switch kind := int(e.number("type")); kind {
		case 1, 3, 4, 5, 11, 18, 24:
			if got == nil {
				t.Errorf("line %d: nothing of type %d", n+1, kind)
				continue
			}
			if e["turn"] == nil {
				delete(e, "turn")
			}
			if kind == 4 || kind == 11 {
				delete(e, "timestamp")
			}
			delete(e, "slot_number")
			sameFields(t, got, e)
			if want := e.number("mmsi"); float64(got.MMSI) != want || string(got.Station) == "" || !got.Is(HasTime) {
				t.Errorf("line %d: %+v", n+1, got)
			}
		case 2, 27:
			if rejects(tally)[ReasonRange] != 1 {
				t.Errorf("line %d: rejects %v, want the position out of range", n+1, rejects(tally))
			}
		default:
			if tally.Unread != 1 || tally.ByType[kind] != 1 {
				t.Errorf("line %d: type %d is not counted as unread", n+1, kind)
			}
		}
	}
}
