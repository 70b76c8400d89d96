package detect

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"runtime/metrics"
	"testing"
	"time"

	"github.com/plimsoll-watch/plimsoll/sea/ais"
	"github.com/plimsoll-watch/plimsoll/sea/encounter"
)

// realConfig reads a real table; one of them has names of its own.
func realConfig(name string) Config {
	cfg := standard(onDisk(name))
	cfg.Workers, cfg.Memory = 2, 256<<20
	if filepath.Base(name) == "noaa_test_track.csv" {
		cfg.Reading.Columns = map[string]string{"time": "send"}
	}
	return cfg
}

// TestNoEncounterInMinutes: 25 minutes of traffic cannot hold two hours of contact, and
// neither can a day with a row a ship.
func TestNoEncounterInMinutes(t *testing.T) {
	for _, name := range sharedData(t, "marinecadastre/*") {
		got := mustRun(t, realConfig(name))
		if n := len(got.Found); n != 0 {
			t.Errorf("%s: %d encounters\n%s", filepath.Base(name), n, names(got.Found))
		}
		s := &got.Survey
		if s.Rows == 0 || s.Ships == 0 || s.Positions == 0 || s.Positions > s.Rows {
			t.Errorf("%s: %d rows, %d ships, %d positions", filepath.Base(name), s.Rows, s.Ships, s.Positions)
		}
		t.Logf("%s: %d rows, %d ships, %d positions, %d rejected, %s to %s", filepath.Base(name), s.Rows, s.Ships, s.Positions, s.Tally.Rejected(), s.First.Format(time.DateTime), s.Last.Format(time.DateTime))
	}
}

// TestEveryPairExplained: with 20 minutes asked for, the ships that lie in Houston and
// Galveston, in the Gulf and on the coasts are found; of each a word is said of a
// transfer, or a test that fails is named.
func TestEveryPairExplained(t *testing.T) {
	for _, name := range sharedData(t, "marinecadastre/mc_*") {
		cfg := realConfig(name)
		cfg.Params.ContactMin = 20
		got := mustRun(t, cfg)
		words := map[string]int{}
		for i := range got.Found {
			f := &got.Found[i]
			words[f.STS.Word]++
			if f.STS.Word == "" && !failsATest(f) {
				t.Errorf("%v at %d: no word of a transfer and no test that fails", f.Encounter.Ships, f.Start)
			}
			if f.STS.Why == "" || f.ContactMin < 20 || f.ObservedMin+f.InterpolatedMin != f.ContactMin {
				t.Errorf("%v at %d: %q, %d minutes, %d observed, %d interpolated", f.Encounter.Ships, f.Start, f.STS.Why, f.ContactMin, f.ObservedMin, f.InterpolatedMin)
			}
		}
		if len(got.Found) == 0 {
			t.Errorf("%s: nobody lies beside anybody", filepath.Base(name))
		}
		t.Logf("%s, 20 minutes: %d encounters, %d possible, %d undecided, %d with a failed test", filepath.Base(name), len(got.Found), words[encounter.Possible], words[encounter.Undecided], words[""])
	}
}

// failsATest reports whether every transfer that was tested fails a named test.
func failsATest(f *Found) bool {
	transfers := 0
	for i := range f.Explanations {
		x := &f.Explanations[i]
		if x.What != encounter.STSTransfer {
			continue
		}
		transfers++
		failed := false
		for _, test := range x.Tests {
			failed = failed || test.Met == encounter.No && test.Name != "" && test.Text != ""
		}
		if !failed {
			return false
		}
	}
	return transfers > 0
}

// TestRealSentences: every file of sentences is read; what has no times is refused with
// the span of its base stations.
func TestRealSentences(t *testing.T) {
	large := map[string]bool{"tagblock_10000.nmea": true, "denmark_20131112_pghp.txt.gz": true, "gdansk_no_time.nmea": false, "uscg_2006.ais": true, "dma_stream_20100611.txt": true}
	for _, name := range sharedData(t, "nmea/*") {
		timed, known := large[filepath.Base(name)]
		if !known {
			continue
		}
		cfg := standard(onDisk(name))
		got, err := Run(context.Background(), cfg)
		var input *ais.InputError
		switch {
		case !timed && (!errors.As(err, &input) || input.Hint != "243 base station reports in it, 2022-11-12 15:01:30 to 2022-11-12 15:11:21 UTC: a bound, not a time for each sentence"):
			t.Errorf("%s: %v, %+v", filepath.Base(name), err, input)
		case timed && err != nil:
			t.Errorf("%s: %v", filepath.Base(name), err)
		}
		if err != nil {
			cfg.NeedTimes, cfg.Surroundings = false, nil
			got = mustRun(t, cfg)
		}
		s := &got.Survey
		t.Logf("%s: %d sentences, %d reports, %d rejected, %d positions, %d ships, %d encounters", filepath.Base(name), s.Sentences, s.Tally.Reports, s.Tally.Rejected(), s.Positions, s.Ships, len(got.Found))
	}
}

// tiled is the US slice again and again, each time a day later: rows at the size of a
// day, traffic of 25 minutes.
type tiled struct {
	rows  []byte // without the header
	day   []byte // as it stands in every row
	times int
	turn  int
	left  []byte
}

func (s *tiled) Read(p []byte) (int, error) {
	if len(s.left) == 0 {
		if s.turn == s.times {
			return 0, io.EOF
		}
		s.left = bytes.ReplaceAll(s.rows, s.day, fmt.Appendf(nil, "2022-01-%02dT", 3+s.turn))
		s.turn++
	}
	n := copy(p, s.left)
	s.left = s.left[n:]
	return n, nil
}

// heapPeak returns the most the heap held while do ran, over what it held before.
func heapPeak(do func()) uint64 {
	sample := []metrics.Sample{{Name: "/memory/classes/heap/objects:bytes"}}
	held := func() uint64 {
		metrics.Read(sample)
		return sample[0].Value.Uint64()
	}
	runtime.GC()
	before, most := held(), uint64(0)
	stop, stopped := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(stopped)
		tick := time.NewTicker(5 * time.Millisecond)
		defer tick.Stop()
		for {
			select {
			case <-tick.C:
				most = max(most, held())
			case <-stop:
				return
			}
		}
	}()
	do()
	close(stop)
	<-stopped
	return most - min(most, before)
}

// TestBoundedMemory: a million rows take little memory, hardly more than half of them.
func TestBoundedMemory(t *testing.T) {
	name := sharedData(t, "marinecadastre/mc_20220103_0000-0025_us.csv.gz")[0]
	if testing.Short() {
		t.Skip("reads a million rows: not with -short")
	}
	f, err := os.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	text, err := io.ReadAll(z)
	if err != nil {
		t.Fatal(err)
	}
	header, rows, _ := bytes.Cut(text, []byte("\n"))
	peak := func(times int) uint64 {
		cfg := standard(Input{Name: "tiled", Open: func() (io.ReadCloser, error) {
			return io.NopCloser(io.MultiReader(bytes.NewReader(append(header, '\n')), &tiled{rows: rows, day: []byte("2022-01-03T"), times: times})), nil
		}})
		cfg.Workers, cfg.Memory, cfg.Spill = 2, 16<<20, &disk{dir: t.TempDir()}
		begun := time.Now()
		most := heapPeak(func() {
			got := mustRun(t, cfg)
			if want := times * 99_647; got.Survey.Rows != want || len(got.Found) != 0 {
				t.Errorf("%d rows, want %d; %d encounters", got.Survey.Rows, want, len(got.Found))
			}
		})
		t.Logf("%d rows (tiled), %.1f s, the heap grew by %d MB at most", times*99_647, time.Since(begun).Seconds(), most>>20)
		return most
	}
	once, twice := peak(5), peak(10)
	if twice > 200<<20 {
		t.Errorf("a million rows took %d MB with 16 MB allowed for positions", twice>>20)
	}
	if twice > once+once/3 {
		t.Errorf("a million rows took %d MB, half of them %d MB", twice>>20, once>>20)
	}
}
