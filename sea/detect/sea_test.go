package detect

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/plimsoll-watch/plimsoll/base/geo"
	"github.com/plimsoll-watch/plimsoll/facts"
	"github.com/plimsoll-watch/plimsoll/internal/scene"
	"github.com/plimsoll-watch/plimsoll/sea/ais"
	"github.com/plimsoll-watch/plimsoll/sea/encounter"
	"github.com/plimsoll-watch/plimsoll/sea/port"
)

// ports is the gazetteer, loaded once: it does not change.
var ports = sync.OnceValue(func() *port.Gazetteer {
	g, err := port.Load(facts.FS())
	if err != nil {
		panic(err)
	}
	return g
})

// written returns what a scene writes.
func written(t testing.TB, write func(io.Writer) error) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := write(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// week is the demo's week, in both containers.
var week = sync.OnceValue(func() (w struct{ nmea, table []byte }) {
	s := scene.Week(2018)
	var a, b bytes.Buffer
	if err := errors.Join(s.WriteNMEA(&a), s.WriteCSV(&b)); err != nil {
		panic(err)
	}
	w.nmea, w.table = a.Bytes(), b.Bytes()
	return w
})

// file is an input in memory.
func file(name string, text []byte) Input {
	return Input{Name: name, Open: func() (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(text)), nil }}
}

// standard asks for what encounter/1 finds in the inputs.
func standard(inputs ...Input) Config {
	return Config{Inputs: inputs, Params: encounter.Standard(), Surroundings: ports(), NeedTimes: true}
}

func mustRun(t testing.TB, cfg Config) *Result {
	t.Helper()
	r, err := Run(context.Background(), cfg)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := r.Close(); err != nil {
			t.Error(err)
		}
	})
	return r
}

// same compares two results in all that is promised: the encounters but for the lines
// they rest on, and the counts of the survey.
func same(t *testing.T, what string, want, got *Result) {
	t.Helper()
	if diff := cmp.Diff(withoutLines(want.Found), withoutLines(got.Found)); diff != "" {
		t.Errorf("%s: other encounters:\n%s", what, diff)
	}
	if diff := cmp.Diff(want.Sweep, got.Sweep); diff != "" {
		t.Errorf("%s: another sweep:\n%s", what, diff)
	}
	if diff := cmp.Diff(counts(&want.Survey), counts(&got.Survey)); diff != "" {
		t.Errorf("%s: another survey:\n%s", what, diff)
	}
}

func withoutLines(found []Found) []Found {
	out := append([]Found{}, found...)
	for i := range out {
		out[i].Lines = nil
	}
	return out
}

// counts is the survey less its files and the examples, which name them, and less how
// often a report was heard again, which is a guide.
func counts(s *Survey) map[string]any {
	rejects := map[ais.Reason]int{}
	for _, r := range s.Tally.Rejects() {
		rejects[r.Reason] = r.Count
	}
	return map[string]any{
		"rows": s.Rows, "sentences": s.Sentences, "positions": s.Positions, "ships": s.Ships, "first": s.First, "last": s.Last,
		"box": s.Box, "types": s.ByShipType, "messages": s.Tally.ByType, "cadence": s.CadenceS, "quiet": s.Quiet, "not ships": s.NotShips,
		"removed": s.Removed, "detectability": s.Detectability, "rejects": rejects, "reports": s.Tally.Reports, "no time": s.Tally.NoTime,
	}
}

// splitAt cuts a file of sentences or rows into n, between lines chosen by r; the parts
// of a message stay together, and of a table each file gets the header.
func splitAt(r *rand.Rand, text []byte, n int, table bool) (files [][]byte) {
	lines := bytes.SplitAfter(text, []byte("\n"))
	var header []byte
	if table {
		header, lines = lines[0], lines[1:]
	}
	cuts := map[int]bool{}
	for len(cuts) < n-1 {
		at := 1 + r.IntN(len(lines)-2)
		if !bytes.Contains(lines[at-1], []byte("VDM,2,1,")) {
			cuts[at] = true
		}
	}
	part := bytes.Clone(header)
	for i, line := range lines {
		if cuts[i] {
			files, part = append(files, part), bytes.Clone(header)
		}
		part = append(part, line...)
	}
	return append(files, part)
}

func inputs(name string, texts [][]byte) (all []Input) {
	for i, text := range texts {
		all = append(all, file(fmt.Sprintf("%d-%s", i, name), text))
	}
	return all
}

func reversed[T any](all []T) []T {
	out := make([]T, len(all))
	for i := range all {
		out[len(all)-1-i] = all[i]
	}
	return out
}

// shuffledRows returns a table with its rows in another order.
func shuffledRows(r *rand.Rand, table []byte) []byte {
	lines := bytes.SplitAfter(bytes.TrimSuffix(table, []byte("\n")), []byte("\n"))
	lines[len(lines)-1] = append(bytes.Clone(lines[len(lines)-1]), '\n')
	rows := lines[1:]
	r.Shuffle(len(rows), func(i, j int) { rows[i], rows[j] = rows[j], rows[i] })
	return bytes.Join(lines, nil)
}

func gzipped(t testing.TB, text []byte) []byte {
	t.Helper()
	return written(t, func(w io.Writer) error {
		z := gzip.NewWriter(w)
		if _, err := z.Write(text); err != nil {
			return err
		}
		return z.Close()
	})
}

// disk is a place to spill to that counts, and fails when it is told to.
type disk struct {
	dir              string
	created, open    atomic.Int32
	written          atomic.Int64
	failWrite        int64 // after so many bytes, over 0
	noCreate, noRead bool
}

var errDisk = errors.New("the disk is broken")

func (d *disk) Create() (SpillFile, error) {
	if d.noCreate {
		return nil, errDisk
	}
	f, err := os.CreateTemp(d.dir, "spill-*")
	if err != nil {
		return nil, err
	}
	d.created.Add(1)
	d.open.Add(1)
	return &spilled{f, d}, nil
}

type spilled struct {
	*os.File
	d *disk
}

func (f *spilled) Write(p []byte) (int, error) {
	if at := f.d.written.Add(int64(len(p))); f.d.failWrite > 0 && at > f.d.failWrite {
		return 0, errDisk
	}
	return f.File.Write(p)
}

func (f *spilled) ReadAt(p []byte, at int64) (int, error) {
	if f.d.noRead {
		return 0, errDisk
	}
	return f.File.ReadAt(p, at)
}

func (f *spilled) Close() error {
	f.d.open.Add(-1)
	return errors.Join(f.File.Close(), os.Remove(f.Name()))
}

// checkTidy fails when files are left open or on the disk.
func (d *disk) checkTidy(t *testing.T) {
	t.Helper()
	if n := d.open.Load(); n != 0 {
		t.Errorf("%d files left open", n)
	}
	if entries, err := os.ReadDir(d.dir); err != nil || len(entries) > 0 {
		t.Errorf("%d files left on the disk, %v", len(entries), err)
	}
}

// checkGoroutines fails when more of them run than before, once those that end have had
// the time to.
func checkGoroutines(t *testing.T, before int) {
	t.Helper()
	for range 100 {
		if runtime.NumGoroutine() <= before {
			return
		}
		time.Sleep(10 * time.Millisecond)
	}
	stacks := make([]byte, 64<<10)
	t.Errorf("%d goroutines, %d before\n%s", runtime.NumGoroutine(), before, stacks[:runtime.Stack(stacks, true)])
}

// sharedData returns the names of real files, or skips.
func sharedData(t testing.TB, pattern string) []string {
	t.Helper()
	names, err := filepath.Glob(filepath.Join("..", "..", "..", "shared", "data", "ais", pattern))
	if err != nil {
		t.Fatal(err)
	}
	if len(names) == 0 {
		t.Skip("no real data beside the repository: shared/data/ais/" + pattern)
	}
	return names
}

func onDisk(name string) Input {
	return Input{Name: filepath.Base(name), Open: func() (io.ReadCloser, error) { return os.Open(name) }}
}

// box returns an area and what to call it.
func areaOf(b geo.Box) func(geo.Point) bool { return b.Contains }

func names(found []Found) string {
	var b strings.Builder
	for i := range found {
		fmt.Fprintf(&b, "%v x %v at %d\n", found[i].Encounter.Ships[0], found[i].Encounter.Ships[1], found[i].Start)
	}
	return b.String()
}
