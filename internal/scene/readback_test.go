package scene

import (
	"bytes"
	"context"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/plimsoll-watch/plimsoll/sea/ais"
)

// message is what of a report must come through a file.
type message struct {
	Type, Part                byte
	MMSI                      uint32
	Has                       ais.Field
	Time, IMO                 uint32
	Lat, Lon                  int32
	SOG, COG, Heading         uint16
	ROT                       int8
	Status, ShipType, Draught uint8
	Accurate                  bool
	A, B, C, D                uint16
	Name, CallSign            string
}

func messageOf(r *ais.Report) message {
	return message{
		Type: r.Type, Part: r.Part, MMSI: uint32(r.MMSI), Has: r.Has &^ ais.HasRadio, // the state of the radio is no word of the ship
		Time: r.Time, IMO: uint32(r.IMO),
		Lat: r.Place.Lat, Lon: r.Place.Lon, SOG: r.SOG, COG: r.COG, Heading: r.Heading, ROT: r.ROT,
		Status: r.Status, ShipType: r.ShipType, Draught: r.Draught, Accurate: r.Accurate,
		A: r.Size.A, B: r.Size.B, C: r.Size.C, D: r.Size.D, Name: string(r.Name), CallSign: string(r.CallSign),
	}
}

func compareMessages(a, b message) int {
	for _, c := range []int{
		int(a.MMSI) - int(b.MMSI), int(a.Type) - int(b.Type), int(a.Part) - int(b.Part),
		int(a.Time) - int(b.Time), int(a.Lat) - int(b.Lat), int(a.Lon) - int(b.Lon),
	} {
		if c != 0 {
			return c
		}
	}
	return 0
}

// echoOf reports whether one is the other heard again within two seconds.
func echoOf(a, b message) bool {
	late := max(a.Time, b.Time) - min(a.Time, b.Time)
	b.Time = a.Time
	return late <= 2 && a == b
}

// TestTableReadBack: a table gives the same places at the same times.
func TestTableReadBack(t *testing.T) {
	s := demoWeek()
	var file bytes.Buffer
	if err := s.WriteCSV(&file); err != nil {
		t.Fatal(err)
	}
	type fix struct {
		mmsi, time uint32
		lat, lon   int32
		sog, cog   uint16
	}
	var want, got []fix
	for r := range s.Reports() {
		if r.Is(ais.HasPlace) && !r.Is(ais.HasBaseTime) {
			want = append(want, fix{uint32(r.MMSI), r.Time, r.Place.Lat, r.Place.Lon, r.SOG, r.COG})
		}
	}
	_, format, err := ais.ReadTable(context.Background(), &file, ais.Options{Name: "week.csv"}, func(_ int, r *ais.Report) {
		got = append(got, fix{uint32(r.MMSI), r.Time, r.Place.Lat, r.Place.Lon, r.SOG, r.COG})
	})
	if err != nil || format != "marinecadastre" {
		t.Fatal(format, err)
	}
	if !slices.Equal(want, got) {
		t.Errorf("%d places made, %d read, not all equal", len(want), len(got))
	}
}

// TestReadBack: what sea/ais reads of the sentences is what was made: all reports
// that were well received, and no other.
func TestReadBack(t *testing.T) {
	s := demoWeek()
	var file bytes.Buffer
	if err := s.WriteNMEA(&file); err != nil {
		t.Fatal(err)
	}
	var want, got []message
	for r := range s.Reports() {
		if r.Is(ais.HasPlace) || r.Type == 5 || r.Type == 24 {
			want = append(want, messageOf(&r))
		}
	}
	tally, err := ais.ReadNMEA(context.Background(), &file, ais.Options{Name: "week.nmea"}, func(_ int, r *ais.Report) {
		if r.Is(ais.HasPlace) || r.Type == 5 || r.Type == 24 {
			got = append(got, messageOf(r))
		}
	})
	if err != nil {
		t.Fatal(err)
	}
	slices.SortFunc(got, compareMessages)
	slices.SortFunc(want, compareMessages)
	read := len(got)
	got = slices.CompactFunc(got, echoOf)
	within(t, "reports heard by a second station", float64(read-len(got)), 1000, 3000)
	for i := range max(len(want), len(got)) {
		if i >= len(want) || i >= len(got) || want[i] != got[i] {
			t.Errorf("%d reports made, %d read; from %d on (-made +read):\n%s", len(want), len(got), i, cmp.Diff(
				want[min(i, len(want)):min(i+3, len(want))], got[min(i, len(got)):min(i+3, len(got))]))
			break
		}
	}
	rejects := map[ais.Reason]int{}
	for _, r := range tally.Rejects() {
		rejects[r.Reason] = r.Count
	}
	within(t, "bad checksums", float64(rejects[ais.ReasonBadChecksum]), 50, 70)
	within(t, "without position", float64(rejects[ais.ReasonNoPosition]), 25, 40)
}
