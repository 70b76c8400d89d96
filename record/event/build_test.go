package event

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/plimsoll-watch/plimsoll/sea/detect"
	"github.com/plimsoll-watch/plimsoll/sea/encounter"
	"github.com/plimsoll-watch/plimsoll/sea/track"
)

// TestID: the digits are those of sha256sum over the lines methods.md, encounter/1, 9
// names, e.g.
//
//	printf 'plimsoll.event/1\nencounter/1\n599000101\n599000102\n2018-09-08T21:14:00Z\n' | sha256sum
func TestID(t *testing.T) {
	start := time.Date(2018, 9, 8, 21, 14, 0, 0, time.UTC)
	for _, c := range []struct{ method, key1, key2, want string }{
		{"encounter/1", "599000101", "599000102", "enc-e5de1a4b6d5250ae"},
		{"encounter/1 (contact_min 20, distance_m 300)", "599000101", "599000102/2", "enc-f2790fd6d12e3e82"},
		{"loitering/1", "599000101", "", "enc-af8644269114f0b0"},
	} {
		for _, zone := range []*time.Location{time.UTC, time.FixedZone("Tokyo", 9*3600)} {
			if got := ID(c.method, c.key1, c.key2, start.In(zone)); got != c.want {
				t.Errorf("%s: %s, want %s", c.method, got, c.want)
			}
		}
	}
}

// TestBuild: the shape of interface.md 3 to the byte. Keys stand in their order, each
// unit has its decimals, what was not available has no key.
func TestBuild(t *testing.T) {
	f := canned()
	e := builder(t).Build(&f)
	want := strings.Join([]string{
		`{"schema":"plimsoll.event/1","id":"` + ID("encounter/1", "599000101", "599000102/2", time.Date(2018, 9, 8, 21, 14, 0, 0, time.UTC)) + `",`,
		`"kind":"encounter","method":"encounter/1","rules":"` + encounter.Standard().Rules() + `","facts":"sha256:f","version":1,"state":"closed",`,
		`"start":"2018-09-08T21:14:00Z","end":"2018-09-09T03:41:00Z","end_reason":"separated",`,
		`"ships":[{"mmsi":"599000101","imo":"9000001","name":"INVENTED ALPHA","call_sign":"0AB1","flag":"XX","ship_type":80,"length_m":183,"beam_m":32,`,
		`"identity":{"basis":"broadcast","messages":64,"first_seen":"2018-09-03T00:04:00Z","conflicts":["name: INVENTED <ALFA> (3)","imo-check-digit"]}},`,
		`{"mmsi":"599000102","hull":2,"flag":"XX","identity":{"basis":"broadcast"}}],`,
		`"place":{"lat":29.91000,"lon":125.02000,"port":{"locode":"CN ZOS","name":"Zhoushan","distance_m":281000},"shore_m":251000},`,
		`"sts":"possible","sts_why":"every test of a transfer is met and no other explanation is wholly met",`,
		`"consistent_with":[{"what":"sts-transfer","cargo":"liquid","verdict":"met","tests":[`,
		`{"test":"same-kind-of-cargo","met":"yes","value":[80,82],"rule":"both broadcast a tanker type","text":"both report a tanker type: 80 and 82"},`,
		`{"test":"within-200-m","met":"yes","value":[0,38],"rule":"high edge","text":"hulls 0 to 38 m apart"},`,
		`{"test":"away-from-port","met":"yes","value":[281000],"rule":"over 10 km","text":"281 km from Zhoushan, the nearest port on file"},`,
		`{"test":"coverage","met":"yes","value":[61,55,311],"rule":"at least 3","text":"61 and 55 fixes, 311 minutes observed"}]},`,
		`{"what":"bunkering","verdict":"not-met","tests":[`,
		`{"test":"one-small-tanker","met":"no","value":[183,176],"rule":"under 120 m","text":"lengths 183 and 176 m","any_of":"bunker-vessel"},`,
		`{"test":"bunker-vessel-by-register","met":"unknown","rule":"or by a register","text":"no register is on file","any_of":"bunker-vessel"},`,
		`{"test":"other-longer","met":"no","value":[1.04],"rule":"1.5 times","text":"183 m is 1.04 times 176 m"}]}],`,
		`"measured":{"contact_min":380,"observed_min":311,"interpolated_min":69,"unknown_min":5,"separated_min":2,"fixes":[61,55],`,
		`"distance_m":{"min":31,"median":44,"max":487},"hull_gap_m":{"low":0,"high":38},"within_m":{"sure":100,"possible":100},`,
		`"motion":"slow","speed_kn":[0.4,0.5],"relative_speed_kn":0.1,"heading_difference_deg":4},`,
		`"circumstances":[{"what":"night","value":0.25,"text":"95 of 380 minutes in contact with the sun down"},`,
		`{"what":"area-of-reported-transfers","value":"Yellow Sea (2018)","text":"inside an area drawn by us from places told in words, uncertain by 80 to 170 km: Yellow Sea (2018)"},`,
		`{"what":"draught","value":[0,10.4,8.8],"text":"ship 1: draught 10.4 m before, 8.8 m after, within 12 h; typed by hand"}],`,
		`"listed":[{"ship":0,"list":"demo","ref":"X.1","name":"INVENTED ALPHA","since":"2017-11-14","matched_by":"imo, broadcast",`,
		`"measures":[{"measure":"S/RES/2371 (2017), para. 6","binds":"port States"}]}],`,
		`"not_checked":["satellite images","paper draughts","registers of ships and their deadweight","ownership and control","ships that do not transmit"],`,
		`"invented":"ships whose names begin with INVENTED are made up, with their numbers, fixes and voyages",`,
		`"inputs":[{"file":"week.nmea","sha256":"abc","first":1021,"last":88210}]}` + "\n",
	}, "")
	var got bytes.Buffer
	if err := WriteNDJSON(&got, []Event{e}); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(strings.Split(want, ","), strings.Split(got.String(), ",")); diff != "" {
		t.Error(diff)
	}
}

// TestBuildWithLittle: nothing known is nothing said: no zero, no empty text, no null.
func TestBuildWithLittle(t *testing.T) {
	f := detect.Found{
		Encounter: encounter.Encounter{
			Ships: [2]track.Key{{MMSI: 1, Hull: 1}, {MMSI: 599000102, Hull: 1}}, Start: minuteAt(8, 0, 0), End: minuteAt(8, 2, 0),
			EndReason: encounter.DataEnd, Motion: encounter.Slow, ContactMin: 120,
		},
		Of: [2]int{1, 1}, Site: encounter.Site{PortM: -1, AnchorageM: -1, LighteringM: -1},
		Explanations: []encounter.Explanation{{What: encounter.Tow, Tests: []encounter.Test{{Name: "one-of-type", Met: encounter.Unknown, Rule: "r", Text: "t"}}}},
		STS:          encounter.STS{Why: "a test of a transfer is not met: x"},
		Lines:        []detect.Lines{{File: 0, First: 1, Last: 2}},
	}
	b := &Builder{Params: encounter.Standard(), Facts: "sha256:f", Files: []detect.FileSurvey{{Name: "a.csv", SHA256: "0"}}}
	e := b.Build(&f)
	text, err := json.Marshal(e)
	if err != nil {
		t.Fatal(err)
	}
	var back map[string]any
	if err := json.Unmarshal(text, &back); err != nil {
		t.Fatal(err)
	}
	empty(t, "", back)
	for _, key := range []string{"sts", "listed", "invented", "supersedes"} {
		if _, ok := back[key]; ok {
			t.Errorf("%s is there: %v", key, back[key])
		}
	}
	if back["state"] != "open" {
		t.Errorf("state %v of an encounter that the end of the data cuts", back["state"])
	}
	ship := back["ships"].([]any)[0].(map[string]any)
	if diff := cmp.Diff(map[string]any{"mmsi": "000000001", "identity": map[string]any{"basis": "broadcast"}}, ship); diff != "" {
		t.Error(diff)
	}
	place := back["place"].(map[string]any)
	if len(place) != 2 {
		t.Errorf("place %v", place)
	}
}

// empty fails for every null, empty text and empty list below a value.
func empty(t *testing.T, at string, value any) {
	t.Helper()
	switch v := value.(type) {
	case nil:
		t.Errorf("%s is null", at)
	case string:
		if v == "" {
			t.Errorf("%s is empty", at)
		}
	case []any:
		if len(v) == 0 {
			t.Errorf("%s is an empty list", at)
		}
		for _, x := range v {
			empty(t, at+"[]", x)
		}
	case map[string]any:
		for k, x := range v {
			empty(t, at+"."+k, x)
		}
	}
}

// TestDecimals: fixed, rounded half away from zero; no zero is below zero.
func TestDecimals(t *testing.T) {
	for x, want := range map[float64]string{
		29.91: "29.91000", 0.015625: "0.01563", -0.015625: "-0.01563", -0.000001: "0.00000", 0: "0.00000", 180: "180.00000", -125.0200049: "-125.02000",
	} {
		if got, err := Degrees(x).MarshalJSON(); string(got) != want || err != nil {
			t.Errorf("%v degrees: %s, want %s", x, got, want)
		}
	}
	for x, want := range map[float64]string{0.25: "0.3", 0.35: "0.4", -0.25: "-0.3", -0.04: "0.0", 12: "12.0"} {
		if got, err := Tenth(x).MarshalJSON(); string(got) != want || err != nil {
			t.Errorf("%v: %s, want %s", x, got, want)
		}
	}
}
