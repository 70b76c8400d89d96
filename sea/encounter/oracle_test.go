package encounter_test

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/plimsoll-watch/plimsoll/base/geo"
	"github.com/plimsoll-watch/plimsoll/base/vessel"
	"github.com/plimsoll-watch/plimsoll/internal/oracle"
	"github.com/plimsoll-watch/plimsoll/sea/ais"
	"github.com/plimsoll-watch/plimsoll/sea/encounter"
	"github.com/plimsoll-watch/plimsoll/sea/track"
)

// epoch moves the oracle's scenes, which may lie before 1970, into September 2018.
const epoch = 1_536_000_000

// statement is the only thing a ship of these scenes says of itself.
type statement struct{ static track.Static }

func (s *statement) Static(uint32) *track.Static { return &s.static }

// hullOf makes a hull of an oracle's ship, and gives the ship the fixes the hull
// kept, so that both read the same.
func hullOf(t *testing.T, ship *oracle.Ship) *track.Hull {
	t.Helper()
	said := &statement{}
	if ship.HasSize {
		said.static.Has |= ais.HasSize
		said.static.Size = vessel.Size{
			A: uint16(ship.A), B: uint16(ship.B), C: uint16(ship.C), D: uint16(ship.D), Reference: ship.HasReference,
		}
	}
	var rows []track.Row
	for i, f := range ship.Fixes {
		r := track.Row{MMSI: vessel.MMSI(ship.MMSI), Time: uint32(f.T + epoch), Flags: track.HasPlace, Line: uint32(i + 1), Said: 1}
		r.Place = geo.Point{Lat: f.Lat, Lon: f.Lon}.Fine()
		if f.HasSOG {
			r.SOG, r.Flags = uint16(f.SOG*10+0.5), r.Flags|track.HasSOG
		}
		if f.HasHeading {
			r.Heading, r.Flags = uint16(f.Heading), r.Flags|track.HasHeading
		}
		if f.Accurate {
			r.Flags |= track.Accurate
		}
		rows = append(rows, r)
	}
	track.Sort(rows)
	built, _ := track.Build(rows, said)
	if len(built) == 0 {
		return nil
	}
	h := built[0]
	h.Key = track.Key{MMSI: vessel.MMSI(ship.MMSI), Hull: uint8(max(1, ship.Hull))}
	ship.Fixes = ship.Fixes[:0]
	for i := range h.Time {
		p := h.Place[i].Point()
		ship.Fixes = append(ship.Fixes, oracle.Fix{
			T: int64(h.Time[i]), Lat: p.Lat, Lon: p.Lon,
			SOG: float64(h.SOG[i]) / 10, HasSOG: h.Flags[i]&track.HasSOG != 0,
			Heading: float64(h.Heading[i]), HasHeading: h.Flags[i]&track.HasHeading != 0,
			Accurate: h.Flags[i]&track.Accurate != 0,
		})
	}
	return h
}

// findAll runs the candidates and the walk over hulls, as the pipeline does.
func findAll(p encounter.Params, hulls []*track.Hull) []encounter.Encounter {
	byTick := map[uint32][]encounter.Presence{}
	byKey := map[track.Key]*track.Hull{}
	var dataEnd, first, last uint32
	for _, h := range hulls {
		byKey[h.Key] = h
		dataEnd = max(dataEnd, h.Time[h.Len()-1])
		encounter.Presences(h, func(at encounter.Presence) {
			byTick[at.Tick] = append(byTick[at.Tick], at)
			last = max(last, at.Tick)
			if first == 0 || at.Tick < first {
				first = at.Tick
			}
		})
	}
	ticks := map[[2]track.Key][]uint32{}
	for tick := first; tick <= last; tick++ {
		p.Near(byTick[tick], func(a, b track.Key) {
			ticks[[2]track.Key{a, b}] = append(ticks[[2]track.Key{a, b}], tick)
		})
	}
	var found []encounter.Encounter
	for pair, t := range ticks {
		found = append(found, p.Find(byKey[pair[0]], byKey[pair[1]], t, dataEnd)...)
	}
	slices.SortFunc(found, func(a, b encounter.Encounter) int { return encounter.Compare(&a, &b) })
	return found
}

func asOracle(ships []oracle.Ship, e *encounter.Encounter) oracle.Encounter {
	index := func(k track.Key) int {
		for i := range ships {
			if vessel.MMSI(ships[i].MMSI) == k.MMSI && max(1, ships[i].Hull) == int(k.Hull) {
				return i
			}
		}
		return -1
	}
	o := oracle.Encounter{
		A: index(e.Ships[0]), B: index(e.Ships[1]),
		Start: int64(e.Start) * 60, End: int64(e.End) * 60, EndReason: string(e.EndReason), Open: e.Open(),
		ContactMin: e.ContactMin, ObservedMin: e.ObservedMin, InterpolatedMin: e.InterpolatedMin,
		UnknownMin: e.UnknownMin, SeparatedMin: e.SeparatedMin, Fixes: e.Fixes,
		DistMin: e.DistanceMin, DistMedian: e.DistanceMedian, DistMax: e.DistanceMax,
		Low: e.Low, High: e.High, Sure: e.Sure, Possible: e.Possible, Motion: string(e.Motion),
		Speed: [2]float64{float64(e.Speed[0]), float64(e.Speed[1])}, RelSpeed: float64(e.Relative), HasRelSpeed: e.HasRelative,
		HeadingDiff: e.Heading, HasHeadingDiff: e.HasHeading,
	}
	return o
}

// TestOracle compares encounter/1 with a second reading that has no grid and no
// candidates, under random scenes.
func TestOracle(t *testing.T) {
	scenes := 300
	if testing.Short() {
		scenes = 30
	}
	encounters := 0
	for seed := range uint64(scenes) {
		ships := oracle.RandomShips(seed)
		var hulls []*track.Hull
		var kept []oracle.Ship
		for i := range ships {
			if h := hullOf(t, &ships[i]); h != nil {
				hulls, kept = append(hulls, h), append(kept, ships[i])
			}
		}
		want := oracle.Find(kept, oracle.Default())
		found := findAll(encounter.Standard(), hulls)
		got := make([]oracle.Encounter, len(found))
		for i := range found {
			got[i] = asOracle(kept, &found[i])
		}
		encounters += len(want)
		if diff := cmp.Diff(want, got, cmpopts.EquateEmpty(), cmpopts.EquateApprox(0, 1e-9)); diff != "" {
			t.Fatalf("seed %d: (-oracle +encounter/1)\n%s", seed, diff)
		}
	}
	if encounters < scenes/2 {
		t.Errorf("only %d encounters in %d scenes: the scenes test too little", encounters, scenes)
	}
	t.Logf("%d encounters in %d scenes", encounters, scenes)
}
