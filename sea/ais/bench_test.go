package ais

import (
	"bytes"
	"context"
	"os"
	"testing"
)

// BenchmarkReadNMEA reads real sentences when they are there (tag blocks, 20
// types), and always one of our own: a type 1 without a tag block.
func BenchmarkReadNMEA(b *testing.B) {
	if text, err := os.ReadFile(sharedAIS + "nmea/tagblock_10000.nmea"); err == nil {
		b.Run("tagblock_10000", func(b *testing.B) { benchmarkRead(b, bytes.Repeat(text, 10)) }) // tiled
	}
	r := Report{
		Type: 1, MMSI: 599000101, Has: HasPlace | HasSOG | HasCOG | HasHeading | HasTime,
		SOG: 123, COG: 456, Heading: 45, Second: 7, Time: 1536000000,
	}
	r.Place.Lat, r.Place.Lon = 17940000, 75000000
	one := Encode(nil, &r, EncodeOptions{Channel: 'A'})
	b.Run("type1", func(b *testing.B) { benchmarkRead(b, bytes.Repeat(one, 100_000)) })
	one = Encode(nil, &r, EncodeOptions{Channel: 'A', TagBlock: true, Station: "117"})
	b.Run("type1-tagged", func(b *testing.B) { benchmarkRead(b, bytes.Repeat(one, 100_000)) })
}

func benchmarkRead(b *testing.B, text []byte) {
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	n := 0
	for b.Loop() {
		t, err := ReadNMEA(context.Background(), bytes.NewReader(text), Options{Name: "b"}, func(int, *Report) {})
		if err != nil {
			b.Fatal(err)
		}
		n += t.Sentences
	}
	b.ReportMetric(float64(n)/b.Elapsed().Seconds()/1e6, "Msentences/s")
}
