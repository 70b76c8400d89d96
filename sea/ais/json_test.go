package ais

import (
	"encoding/json"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/plimsoll-watch/plimsoll/base/geo"
)

func TestJSON(t *testing.T) {
	p := aPosition()
	p.ROT, p.Status, p.Accurate, p.Radio, p.RAIM = -20, 5, true, 33274, true
	p.Time, p.Station, p.Channel, p.Has = t0, []byte(`r"1\`), 'A', p.Has|HasTime|HasROT
	for _, c := range []struct {
		name, want string
		r          *Report
	}{
		{
			"type 1", `{"class":"AIS","type":1,"repeat":0,"mmsi":599000101,"scaled":true,"status":5,"turn":-17.9,"speed":12.3,` +
				`"accuracy":true,"lon":125,"lat":30,"course":224.0,"heading":215,"second":33,"maneuver":0,"raim":true,"radio":33274,` +
				`"received":"2018-09-08T21:14:07Z","station":"r\"1\\","channel":"A","source":"week.nmea"}`, p,
		},
		{
			"nothing known", `{"class":"AIS","type":3,"repeat":2,"mmsi":599000101,"scaled":true,"source":"week.nmea"}`,
			&Report{Type: 3, Repeat: 2, MMSI: mmsi, Second: 60},
		},
		{
			"type 5", `{"class":"AIS","type":5,"repeat":0,"mmsi":599000101,"scaled":true,"imo":9990001,"callsign":"XALPHA",` +
				`"shipname":"INVENTED ALPHA","shiptype":80,"to_bow":150,"to_stern":33,"to_port":20,"to_starboard":12,` +
				`"eta":"09-08T21:30Z","draught":9.8,"destination":"NOWHERE","ais_version":0,"dte":0,"source":"week.nmea"}`, aVoyage(),
		},
		{
			"type 27 at full precision", `{"class":"AIS","type":27,"repeat":0,"mmsi":599000101,"scaled":true,"lon":-125.0116667,"lat":-0.0016667,` +
				`"course":7.0,"gnss":false,"raim":false,"own":true,"source":"week.nmea"}`,
			&Report{Type: 27, MMSI: mmsi, Has: HasPlace | HasCOG, COG: 70, Second: 60, Own: true, Place: geo.Fine{Lat: -1000, Lon: -125*geo.FinePerDegree - 7000}},
		},
		{
			"type 24 B", `{"class":"AIS","type":24,"repeat":0,"mmsi":599000101,"scaled":true,"part":"B","callsign":"XB\u00e9",` +
				`"vendorid":"XYZ","model":9,"serial":123456,"source":"week.nmea"}`,
			&Report{Type: 24, Part: 'B', MMSI: mmsi, CallSign: []byte("XB\u00e9"), Vendor: []byte("XYZ"), Rest: (9<<20 | 123456) << 2},
		},
		{
			"a row", `{"class":"AIS","mmsi":599000101,"scaled":true,"shipname":"F\\V A","source":"week.nmea"}`,
			&Report{MMSI: mmsi, Name: []byte(`F\V A`), Has: HasName},
		},
	} {
		got := AppendJSON([]byte("x"), c.r, "week.nmea")[1:]
		var g, w any
		if err := json.Unmarshal(got, &g); err != nil {
			t.Errorf("%s: %s: %v", c.name, got, err)
		}
		if err := json.Unmarshal([]byte(c.want), &w); err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(w, g); diff != "" {
			t.Errorf("%s: %s\n(-want +got):\n%s", c.name, got, diff)
		}
	}
}

// TestJSONTurn follows ROT = 4.733 times the root of degrees a minute.
func TestJSONTurn(t *testing.T) {
	for rot, want := range map[int8]any{0: 0.0, 4: 0.7, 126: 708.7, -126: -708.7, 127: "fastright", -127: "fastleft"} {
		r := Report{Type: 1, Has: HasROT, ROT: rot}
		var e expected
		if err := json.Unmarshal(AppendJSON(nil, &r, ""), &e); err != nil || e["turn"] != want {
			t.Errorf("turn %d: %v, want %v (%v)", rot, e["turn"], want, err)
		}
	}
}
