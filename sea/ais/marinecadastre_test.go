package ais

import (
	"bytes"
	"compress/gzip"
	"context"
	"io"
	"math"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/plimsoll-watch/plimsoll/base/vessel"
)

// sharedFile opens a file of the real data beside the repository, or skips.
func sharedFile(t testing.TB, name string) *os.File {
	t.Helper()
	f, err := os.Open(filepath.Join("..", "..", "..", "shared", "data", "ais", "marinecadastre", name))
	if err != nil {
		t.Skip("no real data beside the repository: shared/data/ais/marinecadastre/" + name)
	}
	t.Cleanup(func() { f.Close() })
	return f
}

func readShared(t *testing.T, name string, opt Options) reading {
	t.Helper()
	f := sharedFile(t, name)
	opt.Name, opt.Workers = name, 2
	got := collect(func(s Sink) (*Tally, Format, error) { return Read(context.Background(), f, opt, s) })
	if got.err != nil {
		t.Fatal(got.err)
	}
	return got
}

func without(reports []Report, f Field) int {
	n := 0
	for i := range reports {
		if !reports[i].Is(f) {
			n++
		}
	}
	return n
}

func ships(reports []Report) int {
	seen := map[vessel.MMSI]bool{}
	for i := range reports {
		seen[reports[i].MMSI] = true
	}
	return len(seen)
}

// TestRealFiles counts what the plan says of the files.
func TestRealFiles(t *testing.T) {
	for _, c := range []struct {
		name        string
		rows, ships int
		columns     map[string]string
		format      Format
	}{
		{"mc_20220103_0000-0025_us.csv.gz", 99647, 10616, nil, FormatMarineCadastre},
		{"mc_20220103_0000-0025_gulf.csv", 48083, 4671, nil, FormatMarineCadastre},
		{"mc_20220103_0000-0025_houston_galveston.csv", 8999, 756, nil, FormatMarineCadastre},
		{"noaa_20230101_one_row_per_vessel.csv", 1000, 1000, nil, FormatMarineCadastre},
		{"noaa_test_track.csv", 999, 1, map[string]string{"time": "send"}, FormatTable},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := readShared(t, c.name, Options{Columns: c.columns})
			y := got.tally
			if y.Rows != c.rows || y.Reports != c.rows || len(got.reports) != c.rows || y.Rejected() != 0 || int(y.Lines) != c.rows+1 {
				t.Errorf("%d rows, %d reports, %d lines, rejected %v", y.Rows, y.Reports, y.Lines, y.Rejects())
			}
			if n := ships(got.reports); n != c.ships || got.format != c.format {
				t.Errorf("%d MMSI, format %s", n, got.format)
			}
		})
	}
}

func TestUSSlice(t *testing.T) {
	got := readShared(t, "mc_20220103_0000-0025_us.csv.gz", Options{})
	// 102.3 kn, 360 degrees and 511 degrees are how the file writes absence; six
	// more headings are between 360 and 511.
	if a, b, c := without(got.reports, HasSOG), without(got.reports, HasCOG), without(got.reports, HasHeading); a != 172 || b != 13965 || c != 52073+6 {
		t.Errorf("without speed %d, course %d, heading %d", a, b, c)
	}
	diff(t, map[string]int{"header": 1, "heading out of range": 6}, got.tally.Other)
	if n := without(got.reports, HasDraught); n != 3997+60983 {
		t.Errorf("without draught %d", n)
	}
	tankers := map[vessel.MMSI]bool{}
	wrong, long := map[vessel.IMO]bool{}, map[vessel.IMO]bool{}
	for _, r := range got.reports {
		if r.Is(HasShipType) && vessel.CargoOf(r.ShipType) == vessel.CargoLiquid {
			tankers[r.MMSI] = true
		}
		switch {
		case r.IMO > 9_999_999:
			long[r.IMO] = true
		case !checkDigit(int(r.IMO)):
			wrong[r.IMO] = true
		}
	}
	if len(tankers) != 403 || len(long) != 54 || len(wrong)+len(long) != 149 {
		t.Errorf("%d tankers, %d numbers not of seven digits, %d with a wrong check digit", len(tankers), len(long), len(wrong))
	}
}

// checkDigit tests the last digit of seven, leading zeros counted; unlike
// IMO.Valid it takes numbers that are not given out (0000001 fails, 0000000 holds).
func checkDigit(n int) bool {
	sum := 0
	for weight, rest := 2, n/10; weight <= 7; weight, rest = weight+1, rest/10 {
		sum += weight * (rest % 10)
	}
	return sum%10 == n%10
}

// TestRealCells reads every cell of two files the slow way: numbers as 95 and as
// 95.0.
func TestRealCells(t *testing.T) {
	for _, name := range []string{"mc_20220103_0000-0025_us.csv.gz", "noaa_20230101_one_row_per_vessel.csv"} {
		t.Run(name, func(t *testing.T) {
			got := readShared(t, name, Options{})
			rows := slowRows(t, unpacked(t, name))
			if len(rows) != len(got.reports) {
				t.Fatalf("%d rows", len(rows))
			}
			for i, want := range rows {
				if r := &got.reports[i]; !sameMotion(r, want) || !sameStatic(r, want) {
					t.Fatalf("line %d: %+v, want %q", r.Line, r, want)
				}
			}
		})
	}
}

func sameMotion(r *Report, want []string) bool {
	near := func(a, b float64) bool { return math.Abs(a-b) < 1e-9 }
	place := r.Place.Point()
	return near(place.Lat, slowNumber(want[2])) && near(place.Lon, slowNumber(want[3])) &&
		(!r.Is(HasSOG) || near(float64(r.SOG), slowNumber(want[4])*10)) &&
		(!r.Is(HasCOG) || near(float64(r.COG), slowNumber(want[5])*10)) &&
		(!r.Is(HasHeading) || float64(r.Heading) == slowNumber(want[6])) &&
		r.Is(HasStatus) == (want[11] != "") && float64(r.Status) == slowNumber(want[11])
}

func sameStatic(r *Report, want []string) bool {
	day, err := time.Parse("2006-01-02T15:04:05", want[1])
	return err == nil && int64(r.Time) == day.Unix() && float64(r.MMSI) == slowNumber(want[0]) &&
		string(r.Name) == want[7] && float64(r.IMO) == slowNumber(strings.TrimPrefix(want[8], "IMO")) &&
		string(r.CallSign) == want[9] && float64(r.ShipType) == slowNumber(want[10]) &&
		float64(r.Size.A) == slowNumber(want[12]) && float64(r.Size.C) == slowNumber(want[13]) &&
		float64(r.Draught) == math.Round(slowNumber(want[14])*10) && r.ClassB == (want[16] == "B")
}

func slowNumber(s string) float64 {
	x, err := strconv.ParseFloat(s, 64)
	if err != nil {
		return 0
	}
	return x
}

func unpacked(t testing.TB, name string) []byte {
	t.Helper()
	var r io.Reader = sharedFile(t, name)
	if strings.HasSuffix(name, ".gz") {
		zr, err := gzip.NewReader(r)
		if err != nil {
			t.Fatal(err)
		}
		r = zr
	}
	text, err := io.ReadAll(r)
	if err != nil {
		t.Fatal(err)
	}
	return text
}

// benchmarkTable reads text with one worker and with all cores. Rows are counted
// by the sink, so that no work falls away.
func benchmarkTable(b *testing.B, text []byte) {
	for _, workers := range []int{1, runtime.GOMAXPROCS(0)} {
		b.Run("workers="+strconv.Itoa(workers), func(b *testing.B) {
			b.SetBytes(int64(len(text)))
			b.ReportAllocs()
			var rows atomic.Int64
			count := make([]struct {
				n int64
				_ [56]byte
			}, workers)
			for b.Loop() {
				t, _, err := ReadTable(context.Background(), bytes.NewReader(text), Options{Workers: workers}, func(w int, r *Report) { count[w].n++ })
				if err != nil {
					b.Fatal(err)
				}
				rows.Add(int64(t.Reports))
			}
			b.ReportMetric(float64(rows.Load())/b.Elapsed().Seconds(), "rows/s")
		})
	}
}

// BenchmarkReadTable reads the US slice of 25 minutes, ten times over ("tiled").
func BenchmarkReadTable(b *testing.B) {
	text := unpacked(b, "mc_20220103_0000-0025_us.csv.gz")
	rows := text[bytes.IndexByte(text, '\n')+1:]
	benchmarkTable(b, append(text, bytes.Repeat(rows, 9)...))
}

// BenchmarkReadTableInvented reads rows of the writer's.
func BenchmarkReadTableInvented(b *testing.B) {
	var text bytes.Buffer
	w := NewTableWriter(&text)
	for i := range 500_000 {
		r := invented()[i%3]
		r.MMSI += vessel.MMSI(i % 1000)
		r.Time += uint32(i)
		r.Place.Lat += int32(i)
		if err := w.Write(&r); err != nil {
			b.Fatal(err)
		}
	}
	if err := w.Flush(); err != nil {
		b.Fatal(err)
	}
	benchmarkTable(b, text.Bytes())
}

// BenchmarkWriteTable writes one full row.
func BenchmarkWriteTable(b *testing.B) {
	w, r := NewTableWriter(io.Discard), invented()[0]
	b.ReportAllocs()
	for b.Loop() {
		if err := w.Write(&r); err != nil {
			b.Fatal(err)
		}
	}
}
