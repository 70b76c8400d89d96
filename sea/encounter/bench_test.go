package encounter_test

import (
	"math/rand/v2"
	"testing"

	"github.com/plimsoll-watch/plimsoll/base/geo"
	"github.com/plimsoll-watch/plimsoll/base/vessel"
	"github.com/plimsoll-watch/plimsoll/sea/encounter"
	"github.com/plimsoll-watch/plimsoll/sea/track"
)

// BenchmarkNear is a tick of 20,000 ships, half of them in twenty ports.
func BenchmarkNear(b *testing.B) {
	r := rand.New(rand.NewPCG(1, 1))
	var tick []encounter.Presence
	for i := range 20_000 {
		at := geo.Point{Lat: r.Float64()*120 - 60, Lon: r.Float64()*360 - 180}.Vec()
		reach := float32(600 + r.Float64()*3000)
		if i%2 == 0 {
			at = geo.Destination(geo.Point{Lat: float64(i % 40), Lon: float64(i % 40)}.Vec(), r.Float64()*360, r.Float64()*20_000)
			reach = float32(100 + r.Float64()*200)
		}
		tick = append(tick, encounter.Presence{Tick: 1, Key: track.Key{MMSI: vessel.MMSI(i), Hull: 1}, Place: at.Point().Fine(), ReachM: reach})
	}
	p := encounter.Standard()
	near := 0
	b.ReportAllocs()
	for b.Loop() {
		near = 0
		p.Near(tick, func(_, _ track.Key) { near++ })
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*len(tick)), "ns/ship")
	b.ReportMetric(float64(near), "pairs")
}

func BenchmarkPresences(b *testing.B) {
	hulls := alongside(b)
	ticks := 0
	for b.Loop() {
		encounter.Presences(hulls[0], func(encounter.Presence) { ticks++ })
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(ticks), "ns/tick")
}

// alongside is two tankers at anchor beside each other for ten days.
func alongside(t testing.TB) []*track.Hull {
	return drawnHulls(t,
		"ship 599000101 tanker 183x32 ref 150,33,16,16",
		"3/00:00 to 13/00:00 every 3m at 29.9100N 125.0200E hdg 0 0.2kn accurate",
		"ship 599000102 tanker 150x24 ref 120,30,12,12",
		"3/00:00 to 13/00:00 every 3m at 29.9100N 125.0208E hdg 3 0.2kn accurate",
	)
}

// BenchmarkFind walks ten days of contact.
func BenchmarkFind(b *testing.B) {
	benchmarkFind(b, alongside(b), 1)
}

// BenchmarkFindApart walks ten days of two ships 1.2 km apart, near enough to be
// tried in every minute.
func BenchmarkFindApart(b *testing.B) {
	benchmarkFind(b, drawnHulls(b,
		"ship 599000101 tanker 183x32 ref 150,33,16,16",
		"3/00:00 to 13/00:00 every 3m at 29.9100N 125.0200E hdg 0 0.2kn accurate",
		"ship 599000102 tanker 150x24 ref 120,30,12,12",
		"3/00:00 to 13/00:00 every 3m at 29.9100N 125.0280E hdg 3 0.2kn accurate",
	), 0)
}

func benchmarkFind(b *testing.B, hulls []*track.Hull, want int) {
	p := encounter.Standard()
	first, last := encounter.TickOf(dayOne), encounter.TickOf(dayOne+10*86400)
	var ticks []uint32
	for tick := first; tick <= last; tick++ {
		ticks = append(ticks, tick)
	}
	b.ReportAllocs()
	for b.Loop() {
		if found := p.Find(hulls[0], hulls[1], ticks, dayOne+10*86400); len(found) != want {
			b.Fatalf("%d encounters, want %d", len(found), want)
		}
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*10*24*60), "ns/minute")
}
