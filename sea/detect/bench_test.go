package detect

import (
	"context"
	"testing"
	"time"

	"github.com/plimsoll-watch/plimsoll/internal/scene"
)

// BenchmarkDetect is the whole pipeline on invented traffic: 300 ships for a day, a fix
// each two minutes.
func BenchmarkDetect(b *testing.B) {
	s := scene.Traffic(1, 300, 24, 2*time.Minute)
	for _, c := range []struct {
		name string
		text []byte
	}{{"nmea", written(b, s.WriteNMEA)}, {"csv", written(b, s.WriteCSV)}} {
		b.Run(c.name, func(b *testing.B) {
			cfg := standard(file("traffic", c.text))
			cfg.Workers = 2
			b.SetBytes(int64(len(c.text)))
			rows := 0
			for b.Loop() {
				got, err := Run(context.Background(), cfg)
				if err != nil {
					b.Fatal(err)
				}
				rows += got.Survey.Rows + got.Survey.Sentences
				if len(got.Found) == 0 {
					b.Fatal("nobody met, of ships that drift side by side")
				}
				if err := got.Close(); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(rows)/b.Elapsed().Seconds(), "rows/s")
		})
	}
}
