package encounter_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"

	"github.com/plimsoll-watch/plimsoll/base/geo"
	"github.com/plimsoll-watch/plimsoll/base/vessel"
	"github.com/plimsoll-watch/plimsoll/internal/oracle"
	"github.com/plimsoll-watch/plimsoll/sea/encounter"
	"github.com/plimsoll-watch/plimsoll/sea/track"
)

// randomHulls makes the hulls of an oracle's scene.
func randomHulls(t *testing.T, seed uint64, change func(*oracle.Ship)) []*track.Hull {
	t.Helper()
	ships := oracle.RandomShips(seed)
	var hulls []*track.Hull
	for i := range ships {
		if change != nil {
			change(&ships[i])
		}
		if h := hullOf(t, &ships[i]); h != nil {
			hulls = append(hulls, h)
		}
	}
	return hulls
}

func scenes() uint64 {
	if testing.Short() {
		return 20
	}
	return 120
}

// swapped is an encounter as it reads with the ships' keys the other way round.
func swapped(e encounter.Encounter) encounter.Encounter {
	mirror := func(k track.Key) track.Key {
		return track.Key{MMSI: 2_000_000_000 - k.MMSI, Hull: 100 - k.Hull}
	}
	e.Ships[0], e.Ships[1] = mirror(e.Ships[1]), mirror(e.Ships[0])
	e.Fixes[0], e.Fixes[1] = e.Fixes[1], e.Fixes[0]
	e.Speed[0], e.Speed[1] = e.Speed[1], e.Speed[0]
	switch e.EndReason {
	case encounter.Silent1:
		e.EndReason = encounter.Silent2
	case encounter.Silent2:
		e.EndReason = encounter.Silent1
	}
	return e
}

// Which of two ships has the lower number changes nothing but their order.
func TestSwappedShips(t *testing.T) {
	p := encounter.Standard()
	found := 0
	for seed := range scenes() {
		hulls := randomHulls(t, seed, nil)
		var want []encounter.Encounter
		for _, e := range findAll(p, hulls) {
			want = append(want, swapped(e))
		}
		for _, h := range hulls {
			h.Key = track.Key{MMSI: 2_000_000_000 - h.MMSI, Hull: 100 - h.Hull}
		}
		got := findAll(p, hulls)
		byStart := cmpopts.SortSlices(func(a, b encounter.Encounter) bool { return encounter.Compare(&a, &b) < 0 })
		if diff := cmp.Diff(want, got, byStart); diff != "" {
			t.Fatalf("seed %d: (-as first found +with the keys swapped)\n%s", seed, diff)
		}
		found += len(got)
	}
	if found == 0 {
		t.Error("no encounter in any scene")
	}
}

// turned moves a hull east by whole units of 1/10,000 minute: exactly.
func turned(h *track.Hull, units int64) {
	const round = 360 * geo.FinePerDegree
	for i := range h.Place {
		lon := (int64(h.Place[i].Lon) + units + round/2) % round
		if lon < 0 {
			lon += round
		}
		h.Place[i].Lon = int32(lon - round/2)
	}
}

// Nothing is special about any longitude: the same scene elsewhere on its parallels
// gives the same encounters, but for their longitude.
func TestTurnedEarth(t *testing.T) {
	p := encounter.Standard()
	found := 0
	for seed := range scenes() {
		want := findAll(p, randomHulls(t, seed, nil))
		for _, units := range []int64{1, 90 * geo.FinePerDegree, 200_000_000, -int64(seed) * 1_234_567} {
			hulls := randomHulls(t, seed, nil)
			for _, h := range hulls {
				turned(h, units)
			}
			got := findAll(p, hulls)
			elsewhere := cmpopts.IgnoreFields(encounter.Encounter{}, "Place", "Along")
			if diff := cmp.Diff(want, got, elsewhere, cmpopts.EquateEmpty()); diff != "" {
				t.Fatalf("seed %d turned by %d: (-before +after)\n%s", seed, units, diff)
			}
			for i := range got {
				moved := geo.Point{Lat: want[i].Place.Lat, Lon: want[i].Place.Lon + float64(units%(360*geo.FinePerDegree))/geo.FinePerDegree}
				if d := geo.Distance(got[i].Place, moved.Vec().Point()); d > 2 { // five decimals of a degree
					t.Fatalf("seed %d turned by %d: at %v, %g m off", seed, units, got[i].Place, d)
				}
			}
			found += len(got)
		}
	}
	if found == 0 {
		t.Error("no encounter in any scene")
	}
}

// Moved in time by whole minutes, everything moves along: nothing is cut at midnight
// or at a tick.
func TestMovedInTime(t *testing.T) {
	p := encounter.Standard()
	for seed := range scenes() {
		want := findAll(p, randomHulls(t, seed, nil))
		for _, minutes := range []int64{1, 7, 10, 24 * 60, 1000*24*60 + 3} {
			got := findAll(p, randomHulls(t, seed, func(s *oracle.Ship) {
				for i := range s.Fixes {
					s.Fixes[i].T += minutes * 60
				}
			}))
			for i := range got {
				got[i].Start -= uint32(minutes)
				got[i].End -= uint32(minutes)
				for j := range got[i].ContactMinutes {
					got[i].ContactMinutes[j] -= uint32(minutes)
				}
			}
			if diff := cmp.Diff(want, got, cmpopts.EquateEmpty()); diff != "" {
				t.Fatalf("seed %d, %d minutes later: (-before +after)\n%s", seed, minutes, diff)
			}
		}
	}
}

// A ship more in the scene changes nothing between the others, but for the end of
// the data.
func TestAnotherShip(t *testing.T) {
	p := encounter.Standard()
	rapid.Check(t, func(t *rapid.T) {
		hulls := []*track.Hull{}
		for i := range 3 {
			hulls = append(hulls, irregular(t, vessel.MMSI(599000101+i)))
		}
		last := hulls[0].Time[hulls[0].Len()-1]
		for _, h := range hulls[1:] {
			last = max(last, h.Time[h.Len()-1])
		}
		beacon, _ := track.Build([]track.Row{{MMSI: 1, Time: last, Flags: track.HasPlace, Place: geo.Fine{Lat: -30_000_000}}}, nil)
		want := findAll(p, append(hulls[:2:2], beacon...))
		var got []encounter.Encounter
		for _, e := range findAll(p, append(hulls, beacon...)) {
			if e.Ships[1].MMSI != hulls[2].MMSI {
				got = append(got, e)
			}
		}
		if diff := cmp.Diff(want, got, cmpopts.EquateEmpty()); diff != "" {
			t.Fatalf("(-two +three)\n%s", diff)
		}
	})
}
