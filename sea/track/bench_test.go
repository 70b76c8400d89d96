package track_test

import (
	"math/rand/v2"
	"testing"

	"github.com/plimsoll-watch/plimsoll/base/geo"
	"github.com/plimsoll-watch/plimsoll/sea/track"
)

// month is a ship heard every three minutes for a month, that says who it is every
// six, with one fix in a thousand somewhere else.
func month() ([]track.Row, statements) {
	r := rand.New(rand.NewPCG(3, 1))
	at := geo.Point{Lat: 30, Lon: 125}.Vec()
	var rows []track.Row
	for t := uint32(day); t < day+30*24*hour; t += 180 {
		at = geo.Destination(at, r.Float64()*360, 800)
		place := at
		if r.IntN(1000) == 0 {
			place = geo.Destination(at, r.Float64()*360, 500_000)
		}
		rows = append(rows, track.Row{MMSI: 599000101, Time: t, Flags: track.HasPlace, Place: place.Point().Fine(), Line: uint32(len(rows))})
		if t%360 == 0 {
			rows = append(rows, track.Row{MMSI: 599000101, Time: t, Said: 1 + uint32(r.IntN(2)), Line: uint32(len(rows))})
		}
	}
	track.Sort(rows)
	return rows, someStatements()
}

func BenchmarkBuild(b *testing.B) {
	rows, said := month()
	b.ReportAllocs()
	for b.Loop() {
		track.Build(rows, said)
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*len(rows)), "ns/row")
}

func BenchmarkSort(b *testing.B) {
	rows, _ := month()
	shuffled := make([]track.Row, len(rows))
	order := rand.New(rand.NewPCG(3, 2)).Perm(len(rows))
	for b.Loop() {
		for i, j := range order {
			shuffled[i] = rows[j]
		}
		track.Sort(shuffled)
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*len(rows)), "ns/row")
}

func BenchmarkWalk(b *testing.B) {
	rows, said := month()
	hulls, _ := track.Build(rows, said)
	minutes := 0
	for b.Loop() {
		w := hulls[0].Walk(day / 60)
		for m := uint32(day / 60); m < day/60+30*24*60; m++ {
			w.At(m)
			minutes++
		}
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(minutes), "ns/minute")
}

func BenchmarkIdentityIn(b *testing.B) {
	rows, said := month()
	hulls, _ := track.Build(rows, said)
	for b.Loop() {
		hulls[0].IdentityIn(day+10*24*hour, day+10*24*hour+3*hour)
	}
}
