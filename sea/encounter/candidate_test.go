package encounter_test

import (
	"cmp"
	"math"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"github.com/plimsoll-watch/plimsoll/base/geo"
	"github.com/plimsoll-watch/plimsoll/base/vessel"
	"github.com/plimsoll-watch/plimsoll/sea/encounter"
	"github.com/plimsoll-watch/plimsoll/sea/track"
)

type keys = [2]track.Key

// nearBySpec tries every pair: discs that come within the distance of contact.
func nearBySpec(p *encounter.Params, tick []encounter.Presence, slackM, slack float64) map[keys]bool {
	found := map[keys]bool{}
	for i, a := range tick {
		for _, b := range tick[i+1:] {
			reach := float64(a.ReachM) + float64(b.ReachM) + float64(p.DistanceM) + slackM
			reach += reach * slack
			if a.Place.Vec().Distance(b.Place.Vec()) > reach {
				continue
			}
			k := keys{a.Key, b.Key}
			if b.Key.Compare(a.Key) < 0 {
				k = keys{b.Key, a.Key}
			}
			found[k] = true
		}
	}
	return found
}

// presences draws discs in a knot somewhere, with some all over the Earth.
func presences(t *rapid.T) []encounter.Presence {
	centre := rapid.SampledFrom([]geo.Point{
		{Lat: 30, Lon: 125}, {Lat: 0, Lon: 0}, {Lat: 0, Lon: 180}, {Lat: -17, Lon: -180}, {Lat: 0.009, Lon: 179.9999},
		{Lat: 85, Lon: 10}, {Lat: 90, Lon: 0}, {Lat: -90, Lon: 77}, {Lat: 89.99, Lon: -179.99}, {Lat: -89.9, Lon: 90},
	}).Draw(t, "centre")
	radius := rapid.OneOf(rapid.Float32Range(1, 1500), rapid.Float32Range(1, 100_000), rapid.SampledFrom([]float32{1, 1_000_000})).Draw
	var tick []encounter.Presence
	for i := range rapid.IntRange(0, 25).Draw(t, "ships") {
		spread := rapid.SampledFrom([]float64{100, 3000, 20_000, 300_000}).Draw(t, "spread")
		at := geo.Destination(centre.Vec(), rapid.Float64Range(0, 360).Draw(t, "bearing"), rapid.Float64Range(0, spread).Draw(t, "metres"))
		tick = append(tick, encounter.Presence{
			Tick: 7, Key: track.Key{MMSI: vessel.MMSI(rapid.Uint32Range(1, 9).Draw(t, "mmsi")*1000 + uint32(i)), Hull: 1},
			Place: at.Point().Fine(), ReachM: radius(t, "reach"),
		})
	}
	return tick
}

func TestNearMissesNothing(t *testing.T) {
	near, far := 0, 0
	rapid.Check(t, func(t *rapid.T) {
		p := encounter.Standard()
		p.DistanceM = rapid.SampledFrom([]int{100, 500, 2000}).Draw(t, "distance")
		tick := presences(t)
		given := slices.Clone(tick)
		got := map[keys]int{}
		p.Near(tick, func(a, b track.Key) {
			if a.Compare(b) >= 0 {
				t.Fatalf("%v before %v", a, b)
			}
			got[keys{a, b}]++
		})
		if !slices.Equal(given, tick) {
			t.Fatalf("the presences were changed")
		}
		for k := range nearBySpec(&p, tick, 0, 0) {
			if got[k] == 0 {
				t.Fatalf("%v and %v are missed", k[0], k[1])
			}
		}
		could := nearBySpec(&p, tick, 1.01, 0.02) // chords of 2,000 km are 0.4 % short
		for k, n := range got {
			if n != 1 || !could[k] {
				t.Fatalf("%v and %v: %d times, could be in contact: %v", k[0], k[1], n, could[k])
			}
		}
		near += len(got)
		far += len(tick)*(len(tick)-1)/2 - len(got)
	})
	if near == 0 || far == 0 {
		t.Errorf("%d pairs near, %d far: the draws test too little", near, far)
	}
}

// The order in which discs come leaves no trace, in the pairs and in their order.
func TestNearInAnyOrder(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := encounter.Standard()
		tick := presences(t)
		pairsOf := func(tick []encounter.Presence) (all []keys) {
			p.Near(tick, func(a, b track.Key) { all = append(all, keys{a, b}) })
			slices.SortFunc(all, func(x, y keys) int { return cmp.Or(x[0].Compare(y[0]), x[1].Compare(y[1])) })
			return all
		}
		want := pairsOf(tick)
		if got := pairsOf(rapid.Permutation(tick).Draw(t, "shuffled")); !slices.Equal(got, want) {
			t.Fatalf("%v, before %v", got, want)
		}
	})
}

// irregular draws a hull heard by seconds, minutes and hours, slow and fast.
func irregular(t *rapid.T, mmsi vessel.MMSI) *track.Hull {
	at := rapid.SampledFrom([]geo.Point{{Lat: 30, Lon: 125}, {Lat: 0, Lon: 179.99}, {Lat: 85, Lon: 0}, {Lat: 89.99, Lon: 0}}).Draw(t, "at").Vec()
	when := uint32(dayOne + rapid.IntRange(0, 1300).Draw(t, "when"))
	said := &statement{}
	said.static.Has, said.static.Size = 0, vessel.Size{}
	var rows []track.Row
	for i := range rapid.IntRange(1, 25).Draw(t, "fixes") {
		rows = append(rows, track.Row{
			MMSI: mmsi, Time: when, Flags: track.HasPlace, SOG: uint16(i), Place: at.Point().Fine(), Line: uint32(i),
		})
		step := rapid.OneOf(rapid.Uint32Range(1, 90), rapid.SampledFrom([]uint32{1, 60, 299, 300, 600, 3599, 3600, 3601, 36000}), rapid.Uint32Range(1, 5000)).Draw(t, "step")
		when += step
		at = geo.Destination(at, rapid.Float64Range(0, 360).Draw(t, "course"), rapid.Float64Range(0, float64(step)*25).Draw(t, "metres"))
	}
	hulls, _ := track.Build(rows, said)
	return hulls[0]
}

// Every known minute of a hull lies in the disc of its tick: what candidates leave
// out cannot be in contact.
func TestPresencesCoverEveryMinute(t *testing.T) {
	covered := 0
	rapid.Check(t, func(t *rapid.T) {
		h := irregular(t, 599000101)
		at := map[uint32]encounter.Presence{}
		last := uint32(0)
		encounter.Presences(h, func(p encounter.Presence) {
			if p.Key != h.Key || p.Tick <= last {
				t.Fatalf("tick %d of %v after %d", p.Tick, p.Key, last)
			}
			at[p.Tick], last = p, p.Tick
		})
		w := h.Walk(h.Time[0]/60 - 30)
		for m := h.Time[0]/60 - 30; m <= h.Time[h.Len()-1]/60+30; m++ {
			place := w.At(m)
			if !place.Known {
				continue
			}
			covered++
			p, ok := at[encounter.TickOf(m*60)]
			if !ok {
				t.Fatalf("minute %d: no presence in its tick", m)
			}
			if d := p.Place.Vec().Distance(place.Vec); d+h.FarthestM() > float64(p.ReachM) {
				t.Fatalf("minute %d: %g m off, and %g of hull: reach %g", m, d, h.FarthestM(), p.ReachM)
			}
		}
	})
	if covered == 0 {
		t.Error("no known minute was drawn")
	}
}

// Ticks hold ten minutes: tick k those from 10k-5 to 10k+4, by whole minutes.
func TestTick(t *testing.T) {
	for _, c := range []struct{ minute, second, want uint32 }{
		{10004, 59, 1000}, {10005, 0, 1001}, {10014, 59, 1001}, {10015, 0, 1002}, {9995, 0, 1000}, {9994, 59, 999},
	} {
		if got := encounter.TickOf(c.minute*60 + c.second); got != c.want {
			t.Errorf("minute %d:%02d is in tick %d, want %d", c.minute, c.second, got, c.want)
		}
	}
}

// A ship silent for a month costs a tick where it was heard, not one every ten minutes.
func TestPresencesOfASilentShip(t *testing.T) {
	rows := []track.Row{}
	for _, d := range []uint32{0, 30, 60} {
		rows = append(rows, track.Row{MMSI: 599000101, Time: dayOne + d*86400, Flags: track.HasPlace})
	}
	hulls, _ := track.Build(rows, nil)
	var ticks []uint32
	encounter.Presences(hulls[0], func(p encounter.Presence) {
		ticks = append(ticks, p.Tick)
		if math.Abs(float64(p.ReachM)-401) > 0.01 { // 400 m of hull, a metre for rounding
			t.Errorf("reach %g", p.ReachM)
		}
	})
	first := encounter.TickOf(dayOne)
	if want := []uint32{first, first + 30*144, first + 60*144}; !slices.Equal(ticks, want) {
		t.Errorf("ticks %v, want %v", ticks, want)
	}
}
