package detect

import (
	"bytes"
	"context"
	"errors"
	"io"
	"runtime"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"github.com/plimsoll-watch/plimsoll/base/geo"
	"github.com/plimsoll-watch/plimsoll/sea/port"
)

// record is something to deal out.
type record struct {
	Key, Value uint32
	Name       [6]byte
}

// TestParts: what is dealt out is read back, each part once, wherever it lay.
func TestParts(t *testing.T) {
	dir := t.TempDir()
	rapid.Check(t, func(t *rapid.T) {
		d := &disk{dir: dir}
		limit := rapid.Int64Range(0, 3000).Draw(t, "records in memory") * 16
		p := newParts[record](d, limit)
		if rapid.Bool().Draw(t, "no disk") {
			p = newParts[record](nil, limit)
		}
		n := rapid.IntRange(0, 5000).Draw(t, "records")
		deal := [2]dealer[record]{{to: p}, {to: p}}
		want := map[uint32][]record{}
		for i := range n {
			r := record{Key: mix(uint32(i)/7) % partCount, Value: uint32(i), Name: [6]byte{byte(i)}}
			want[r.Key] = append(want[r.Key], r)
			if err := deal[i%2].put(r.Key, r); err != nil {
				t.Fatal(err)
			}
		}
		for i := range deal {
			if err := deal[i].flush(); err != nil {
				t.Fatal(err)
			}
		}
		for part := range partCount {
			got, err := p.load(part)
			if err != nil {
				t.Fatal(err)
			}
			slices.SortFunc(got, func(a, b record) int { return int(a.Value) - int(b.Value) })
			if !slices.Equal(got, want[uint32(part)]) {
				t.Fatalf("part %d holds %d records, want %d", part, len(got), len(want[uint32(part)]))
			}
		}
		if p.spill != nil && n > max(int(limit/16), partCount)+2*partCount*dealt && !p.spilled() {
			t.Fatalf("%d records did not spill beyond %d", n, limit/16)
		}
		if err := p.close(); err != nil {
			t.Fatal(err)
		}
		if d.open.Load() != 0 {
			t.Fatal("a file is left open")
		}
	})
}

// TestMix: parts are of a size, for numbers as ships have them.
func TestMix(t *testing.T) {
	var sizes [partCount]int
	const n = 100_000
	for i := range uint32(n) {
		sizes[mix(200_000_000+4000*i)%partCount]++
	}
	for part, size := range sizes {
		if size < n/partCount/2 || size > 2*n/partCount {
			t.Errorf("part %d has %d of %d", part, size, n)
		}
	}
}

// TestBrokenDisk: a disk that fails at any point ends the run with its error; nothing
// hangs and nothing is left.
func TestBrokenDisk(t *testing.T) {
	text := week().table
	needed := &disk{dir: t.TempDir()}
	cfg := standard(file("week.csv", text))
	cfg.Workers, cfg.Memory, cfg.Spill = 2, 1, needed
	mustRun(t, cfg)
	total := needed.written.Load()
	disks := []*disk{{noCreate: true}, {noRead: true}}
	for _, share := range []int64{1, total / 8, total / 3, total / 2, total * 2 / 3, total * 9 / 10} {
		disks = append(disks, &disk{failWrite: share})
	}
	before := runtime.NumGoroutine()
	for i, d := range disks {
		d.dir = t.TempDir()
		cfg.Spill = d
		result, err := Run(context.Background(), cfg)
		if !errors.Is(err, errDisk) || result != nil {
			t.Errorf("disk %d: a result %v, error %v", i, result != nil, err)
		}
		d.checkTidy(t)
	}
	checkGoroutines(t, before)
}

// TestBrokenDiskLater: hulls are asked for after the run too.
func TestBrokenDiskLater(t *testing.T) {
	d := &disk{dir: t.TempDir()}
	cfg := standard(file("week.csv", week().table))
	cfg.Memory, cfg.Spill = 1, d
	result := mustRun(t, cfg)
	d.noRead = true
	if _, err := result.Hulls(&result.Found[0]); !errors.Is(err, errDisk) {
		t.Errorf("error %v", err)
	}
}

// stopping is surroundings in which somebody presses Ctrl-C.
type stopping struct {
	*port.Gazetteer
	stop func()
}

func (s stopping) NearestPort(p geo.Point) (port.Port, float64, bool) {
	s.stop()
	return s.Gazetteer.NearestPort(p)
}

// reading stops after some bytes.
type reading struct {
	r     io.Reader
	after int
	stop  func()
}

func (r *reading) Read(p []byte) (int, error) {
	n, err := r.r.Read(p[:min(len(p), 64<<10)])
	if r.after -= n; r.after < 0 {
		r.stop()
	}
	return n, err
}

// TestCancelled: a run that is cancelled while it reads, builds or looks ends with that
// error, and leaves no goroutine and no file.
func TestCancelled(t *testing.T) {
	for name, text := range map[string][]byte{"week.nmea": week().nmea, "week.csv": week().table} {
		for step, prepare := range map[string]func(*Config, func()){
			"at once": func(_ *Config, stop func()) { stop() },
			"while it reads": func(c *Config, stop func()) {
				c.Inputs[0].Open = func() (io.ReadCloser, error) {
					return io.NopCloser(&reading{bytes.NewReader(text), len(text) / 2, stop}), nil
				}
			},
			"while it builds": func(c *Config, stop func()) { c.Area = func(geo.Point) bool { stop(); return true } },
			"while it looks":  func(c *Config, stop func()) { c.Surroundings = stopping{ports(), stop} },
		} {
			d := &disk{dir: t.TempDir()}
			cfg := standard(file(name, text))
			cfg.Workers, cfg.Memory, cfg.Spill, cfg.SkipUnreadable = 2, 1, d, true
			before := runtime.NumGoroutine()
			ctx, cancel := context.WithCancel(context.Background())
			prepare(&cfg, cancel)
			result, err := Run(ctx, cfg)
			if !errors.Is(err, context.Canceled) || result != nil {
				t.Errorf("%s, %s: a result %v, error %v", name, step, result != nil, err)
			}
			cancel()
			d.checkTidy(t)
			checkGoroutines(t, before)
		}
	}
}
