package event

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/plimsoll-watch/plimsoll/base/geo"
	"github.com/plimsoll-watch/plimsoll/sea/encounter"
)

// three is an event with all, one with a place on the other side of the world, and one
// with less.
func three(t *testing.T) []Event {
	t.Helper()
	full, far, less := canned(), canned(), canned()
	far.Place = geo.Point{Lat: -0.5, Lon: -179.123456}
	less.STS = encounter.STS{Why: "a test of a transfer is not met: x"}
	less.Explanations, less.HasHeading = less.Explanations[1:], false
	b := builder(t)
	return []Event{b.Build(&full), b.Build(&far), (&Builder{Params: b.Params, Facts: b.Facts, Files: b.Files}).Build(&less)}
}

func text(t *testing.T, write func(io.Writer, []Event) error, events []Event) string {
	t.Helper()
	var b strings.Builder
	if err := write(&b, events); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// flatJSON turns a JSON value into dotted keys, by another way than the writer's.
func flatJSON(at string, value any, out map[string]string) {
	sub := func(key string) string { return strings.TrimPrefix(at+"."+key, ".") }
	switch v := value.(type) {
	case map[string]any:
		for k, x := range v {
			flatJSON(sub(k), x, out)
		}
	case []any:
		for i, x := range v {
			flatJSON(sub(fmt.Sprint(i)), x, out)
		}
	case nil:
	default:
		out[at] = fmt.Sprint(v)
	}
}

func decode(t *testing.T, text string) any {
	t.Helper()
	d := json.NewDecoder(strings.NewReader(text))
	d.UseNumber()
	var v any
	if err := d.Decode(&v); err != nil {
		t.Fatal(err)
	}
	return v
}

// TestCSV: a row an event, a column a key, in the order the keys have; what an event
// has not is an empty cell, and everything it has is there.
func TestCSV(t *testing.T) {
	events := three(t)
	rows, err := csv.NewReader(strings.NewReader(text(t, WriteCSV, events))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	header := rows[0]
	if len(rows) != 1+len(events) {
		t.Fatalf("%d rows", len(rows))
	}
	if sorted := slices.Sorted(slices.Values(header)); len(slices.Compact(sorted)) != len(header) {
		t.Error("a column stands twice")
	}
	for i, line := range strings.Split(strings.TrimSpace(text(t, WriteNDJSON, events)), "\n") {
		want := map[string]string{}
		flatJSON("", decode(t, line), want)
		got := map[string]string{}
		for c, cell := range rows[1+i] {
			if cell != "" {
				got[header[c]] = cell
			}
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("event %d: %s", i, diff)
		}
		_, order, err := flatten([]byte(line))
		if err != nil {
			t.Fatal(err)
		}
		last := -1
		for _, key := range order {
			at := slices.Index(header, key)
			if at <= last {
				t.Errorf("event %d: column %s does not stand where its key does", i, key)
			}
			last = at
		}
	}
	start := []string{"schema", "id", "kind", "method", "rules", "facts", "version", "state", "start", "end", "end_reason", "ships.0.mmsi", "ships.0.imo"}
	if diff := cmp.Diff(start, header[:len(start)]); diff != "" {
		t.Error(diff)
	}
	if got := text(t, WriteCSV, nil); got != "schema,id,kind,method,rules,facts,version,state,start,end,end_reason\n" {
		t.Errorf("no events: %q", got)
	}
	if again := text(t, WriteCSV, events); again != text(t, WriteCSV, events) {
		t.Error("written twice, the bytes differ")
	}
}

// TestGeoJSON: RFC 7946: longitude first, an id, one feature an event, the event whole.
func TestGeoJSON(t *testing.T) {
	events := three(t)
	v := decode(t, text(t, WriteGeoJSON, events)).(map[string]any)
	features := v["features"].([]any)
	if v["type"] != "FeatureCollection" || len(features) != len(events) {
		t.Fatalf("%v of %d features", v["type"], len(features))
	}
	lines := strings.Split(strings.TrimSpace(text(t, WriteNDJSON, events)), "\n")
	for i, f := range features {
		f := f.(map[string]any)
		geometry := f["geometry"].(map[string]any)
		coordinates := fmt.Sprint(geometry["coordinates"])
		want := []string{"[125.02000 29.91000]", "[-179.12346 -0.50000]", "[125.02000 29.91000]"}[i]
		if f["type"] != "Feature" || f["id"] != events[i].ID || geometry["type"] != "Point" || coordinates != want {
			t.Errorf("feature %d: %v %v %v %s", i, f["type"], f["id"], geometry["type"], coordinates)
		}
		if diff := cmp.Diff(decode(t, lines[i]), f["properties"]); diff != "" {
			t.Errorf("feature %d: %s", i, diff)
		}
	}
	if got := text(t, WriteGeoJSON, nil); got != `{"type":"FeatureCollection","features":[]}`+"\n" {
		t.Errorf("no events: %q", got)
	}
}

// TestJSON: one array of what NDJSON has line by line.
func TestJSON(t *testing.T) {
	events := three(t)
	lines := strings.Split(strings.TrimSpace(text(t, WriteNDJSON, events)), "\n")
	if got, want := text(t, WriteJSON, events), "["+strings.Join(lines, ",")+"]\n"; got != want {
		t.Error(cmp.Diff(want, got))
	}
	if got := text(t, WriteJSON, nil); got != "[]\n" {
		t.Errorf("no events: %q", got)
	}
	if got := text(t, WriteNDJSON, nil); got != "" {
		t.Errorf("no events: %q", got)
	}
	if !strings.Contains(lines[0], "INVENTED <ALFA>") {
		t.Error("what is no part of a page is escaped as if it were")
	}
}

// fullAfter fails after so many bytes.
type fullAfter int

var errFull = errors.New("full")

func (f *fullAfter) Write(p []byte) (int, error) {
	if *f -= fullAfter(len(p)); *f < 0 {
		return 0, errFull
	}
	return len(p), nil
}

// TestFull: no writer takes a full disk for an answer.
func TestFull(t *testing.T) {
	events := three(t)
	for name, write := range map[string]func(io.Writer, []Event) error{"ndjson": WriteNDJSON, "json": WriteJSON, "csv": WriteCSV, "geojson": WriteGeoJSON} {
		whole := len(text(t, write, events))
		for _, room := range []int{0, 1, whole / 2, whole - 1} {
			full := fullAfter(room)
			if err := write(&full, events); !errors.Is(err, errFull) {
				t.Errorf("%s with room for %d of %d bytes: %v", name, room, whole, err)
			}
		}
		var b bytes.Buffer
		if err := write(&b, events); err != nil || b.Len() != whole {
			t.Errorf("%s: %d bytes, %v", name, b.Len(), err)
		}
	}
}
