package detect

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/plimsoll-watch/plimsoll/base/geo"
	"github.com/plimsoll-watch/plimsoll/internal/scene"
	"github.com/plimsoll-watch/plimsoll/sea/ais"
	"github.com/plimsoll-watch/plimsoll/sea/encounter"
)

// TestSameEvents: whatever the order, the split, the container's packing, the workers
// and the memory, the same encounters and counts come out (interface.md 3).
func TestSameEvents(t *testing.T) {
	text := week().nmea
	cfg := standard(file("week.nmea", text))
	cfg.SweepM = []int{100, 1000}
	want := mustRun(t, cfg)
	if len(want.Found) < 9 {
		t.Fatalf("the week has %d encounters, of 9 planted that can be seen", len(want.Found))
	}
	for _, workers := range []int{2, 4} {
		cfg := cfg
		cfg.Workers = workers
		same(t, fmt.Sprint(workers, " workers"), want, mustRun(t, cfg))
	}
	r := rand.New(rand.NewPCG(1, 2))
	for _, n := range []int{2, 7} {
		texts := splitAt(r, text, n, false)
		cfg := cfg
		cfg.Inputs = inputs("week.nmea", texts)
		cfg.Workers = 2
		same(t, fmt.Sprint("split in ", n), want, mustRun(t, cfg))
		cfg.Inputs = reversed(cfg.Inputs)
		same(t, fmt.Sprint("split in ", n, ", the last file first"), want, mustRun(t, cfg))
	}
	cfg.Inputs = []Input{file("week.nmea.gz", gzipped(t, text))}
	same(t, "compressed", want, mustRun(t, cfg))
}

// TestSameEventsOfTable: a table has no order of its rows.
func TestSameEventsOfTable(t *testing.T) {
	table := week().table
	want := mustRun(t, standard(file("week.csv", table)))
	if len(want.Found) < 5 {
		t.Fatalf("the table of the week has %d encounters", len(want.Found))
	}
	r := rand.New(rand.NewPCG(3, 4))
	for _, workers := range []int{1, 3} {
		cfg := standard(file("week.csv", shuffledRows(r, table)))
		cfg.Workers = workers
		same(t, fmt.Sprint("rows shuffled, ", workers, " workers"), want, mustRun(t, cfg))
	}
	texts := splitAt(r, shuffledRows(r, table), 5, true)
	texts[3] = gzipped(t, texts[3])
	cfg := standard(inputs("week.csv", texts)...)
	cfg.Workers = 2
	same(t, "rows shuffled, in five files, one compressed", want, mustRun(t, cfg))
}

// TestSameEventsSpilled: what does not fit into memory lies on disk for a while, and
// nothing else changes.
func TestSameEventsSpilled(t *testing.T) {
	text := week().nmea
	want := mustRun(t, standard(file("week.nmea", text)))
	for _, workers := range []int{1, 3} {
		d := &disk{dir: t.TempDir()}
		cfg := standard(file("week.nmea", text))
		cfg.Workers, cfg.Memory, cfg.Spill = workers, 1, d
		got, err := Run(context.Background(), cfg)
		if err != nil {
			t.Fatal(err)
		}
		same(t, fmt.Sprint("spilled, ", workers, " workers"), want, got)
		if n := d.created.Load(); n != 4 {
			t.Errorf("%d files spilled, want 4: rows, hulls, presences, pairs", n)
		}
		if n := d.written.Load(); n < int64(32*want.Survey.Positions) {
			t.Errorf("%d bytes spilled for %d positions", n, want.Survey.Positions)
		}
		pair, err := got.Hulls(&got.Found[0])
		if err != nil {
			t.Fatal(err)
		}
		whole, err := want.Hulls(&want.Found[0])
		if err != nil {
			t.Fatal(err)
		}
		for i := range pair {
			if !slices.Equal(pair[i].Time, whole[i].Time) || !slices.Equal(pair[i].Place, whole[i].Place) || !slices.Equal(pair[i].Line, whole[i].Line) {
				t.Errorf("hull %d read back from disk is another", i)
			}
		}
		if err := got.Close(); err != nil {
			t.Error(err)
		}
		d.checkTidy(t)
	}
}

// TestSameEventsAnywhere: random seas across the antimeridian, at 85 N, over the pole.
func TestSameEventsAnywhere(t *testing.T) {
	for n, area := range scene.Areas() {
		found := 0
		for seed := range uint64(4) {
			s := scene.Random(100*uint64(n)+seed, scene.RandomOptions{Area: area, Ships: 8, Hours: 12})
			text := written(t, s.WriteNMEA)
			cfg := standard(file("sea", text))
			cfg.Params.ContactMin = 30
			want := mustRun(t, cfg)
			found += len(want.Found)
			r := rand.New(rand.NewPCG(seed, uint64(n)))
			cfg.Inputs = reversed(inputs("sea", splitAt(r, text, 3, false)))
			cfg.Workers, cfg.Memory, cfg.Spill = 2, 1, &disk{dir: t.TempDir()}
			same(t, fmt.Sprintf("area %d, seed %d", n, seed), want, mustRun(t, cfg))
			for i := range want.Found {
				if !near(area, want.Found[i].Place) {
					t.Errorf("area %v, seed %d: an encounter at %v", area, seed, want.Found[i].Place)
				}
			}
		}
		if found == 0 {
			t.Errorf("area %v: no encounter in any of the seas", area)
		}
	}
}

// near allows half a degree around an area; near a pole longitudes say little.
func near(b geo.Box, p geo.Point) bool {
	if b.North > 80 {
		return p.Lat > b.South-0.5
	}
	wide := geo.Box{West: b.West - 0.5, South: b.South - 0.5, East: b.East + 0.5, North: b.North + 0.5}
	return wide.Contains(p)
}

// TestLines: the lines that an encounter rests on hold its ships' fixes, and only the
// files that hold any are named.
func TestLines(t *testing.T) {
	texts := splitAt(rand.New(rand.NewPCG(5, 6)), week().table, 4, true)
	got := mustRun(t, standard(inputs("week.csv", texts)...))
	for i := range got.Found {
		f := &got.Found[i]
		if len(f.Lines) == 0 {
			t.Errorf("%v rests on nothing", f.Encounter.Ships)
		}
		for _, l := range f.Lines {
			rows := bytes.Split(texts[l.File], []byte("\n"))
			for _, n := range []uint32{l.First, l.Last} {
				mmsi := string(rows[n-1][:9])
				if mmsi != f.Encounter.Ships[0].MMSI.String() && mmsi != f.Encounter.Ships[1].MMSI.String() {
					t.Errorf("%v rests on line %d of file %d, which is of %s", f.Encounter.Ships, n, l.File, mmsi)
				}
			}
		}
	}
}

// TestSkippedLeavesNoTrace: a file that turns out to be unreadable when much of it was
// read already changes nothing but the list of files left out.
func TestSkippedLeavesNoTrace(t *testing.T) {
	other := scene.Week(77)
	good := file("week.nmea", week().nmea)
	packed := gzipped(t, written(t, other.WriteNMEA))
	cut := file("cut.nmea.gz", packed[:2*len(packed)/3])
	bare := file("bare.nmea", []byte("!AIVDM,1,1,,B,177KQJ5000G?tO`K>RA1wUbN0TKH,0*5C\n!AIVDM,1,1,,A,403OviQuMGCqWrRO9>E6fE700@GO,0*4D\n"))
	missing := Input{Name: "missing", Open: func() (io.ReadCloser, error) { return nil, fs.ErrNotExist }}
	broken := Input{Name: "broken", Open: func() (io.ReadCloser, error) {
		return io.NopCloser(io.MultiReader(bytes.NewReader(packed[:len(packed)/2]), failing{})), nil
	}}
	cfg := standard(good)
	cfg.Area = areaOf(geo.Box{West: 120, South: 20, East: 130, North: 40})
	want := mustRun(t, cfg)
	for _, spill := range []Spill{nil, &disk{dir: t.TempDir()}} {
		cfg.Inputs = []Input{cut, bare, good, missing, broken}
		cfg.SkipUnreadable, cfg.Workers, cfg.Spill, cfg.Memory = true, 2, spill, 1
		got := mustRun(t, cfg)
		same(t, "with files left out", want, got)
		if len(got.Survey.Files) != 1 || got.Survey.Files[0].Name != "week.nmea" {
			t.Errorf("%d files in the survey", len(got.Survey.Files))
		}
		for i := range got.Found {
			if !slices.Equal(got.Found[i].Lines, want.Found[i].Lines) {
				t.Errorf("lines %v, want %v", got.Found[i].Lines, want.Found[i].Lines)
			}
		}
		if len(got.Skipped) != 4 {
			t.Fatalf("%d files left out: %v", len(got.Skipped), got.Skipped)
		}
		for i, want := range []error{nil, nil, fs.ErrNotExist, errRead} {
			var input *ais.InputError
			if err := got.Skipped[i]; want == nil && !errors.As(err, &input) || want != nil && !errors.Is(err, want) {
				t.Errorf("left out for %v", err)
			}
		}
	}
	for _, bad := range []Input{cut, bare, missing, broken} {
		cfg := standard(good, bad)
		if _, err := Run(context.Background(), cfg); err == nil {
			t.Errorf("%s is read without --skip-unreadable", bad.Name)
		}
	}
}

var errRead = errors.New("the cable came out")

type failing struct{}

func (failing) Read([]byte) (int, error) { return 0, errRead }

// TestSpanAndArea: --from, --to and --area choose from what is found and change nothing
// of it.
func TestSpanAndArea(t *testing.T) {
	text := week().nmea
	all := mustRun(t, standard(file("week.nmea", text))).Found
	from, to := time.Date(2018, 9, 4, 12, 0, 0, 0, time.UTC), time.Date(2018, 9, 6, 4, 0, 0, 0, time.UTC)
	box := geo.Box{West: 123, South: 29, East: 125.2, North: 31.3}
	for _, c := range []struct {
		name     string
		from, to time.Time
		area     func(geo.Point) bool
	}{
		{"from", from, time.Time{}, nil},
		{"to", time.Time{}, to, nil},
		{"from and to", from, to, nil},
		{"area", time.Time{}, time.Time{}, box.Contains},
		{"all of them", from, to, box.Contains},
	} {
		var want []Found
		for _, f := range all {
			start, end := time.Unix(60*int64(f.Start), 0), time.Unix(60*int64(f.End), 0)
			if (c.from.IsZero() || end.After(c.from)) && (c.to.IsZero() || start.Before(c.to)) && (c.area == nil || c.area(f.Place)) {
				want = append(want, f)
			}
		}
		if len(want) == 0 || len(want) == len(all) {
			t.Fatalf("%s chooses %d of %d", c.name, len(want), len(all))
		}
		cfg := standard(file("week.nmea", text))
		cfg.From, cfg.To, cfg.Area, cfg.Workers = c.from, c.to, c.area, 2
		if diff := cmp.Diff(want, mustRun(t, cfg).Found); diff != "" {
			t.Errorf("%s: %s", c.name, diff)
		}
	}
	first := all[0]
	for _, c := range []struct {
		name     string
		from, to int64 // minutes
		want     bool
	}{
		{"ends when the span begins", int64(first.End), 0, false},
		{"ends a minute later", int64(first.End) - 1, 0, true},
		{"begins when the span ends", 0, int64(first.Start), false},
		{"begins a minute before", 0, int64(first.Start) + 1, true},
	} {
		p := &pipeline{cfg: &Config{}}
		if c.from > 0 {
			p.cfg.From = time.Unix(60*c.from, 0)
		}
		if c.to > 0 {
			p.cfg.To = time.Unix(60*c.to, 0)
		}
		if got := p.wanted(&first.Encounter); got != c.want {
			t.Errorf("%s: %v", c.name, got)
		}
	}
}

// TestSweep: one pass counts what separate runs count.
func TestSweep(t *testing.T) {
	text := week().nmea
	metres := []int{50, 100, 200, 300, 500, 2000}
	cfg := standard(file("week.nmea", text))
	cfg.SweepM, cfg.Workers = metres, 2
	got := mustRun(t, cfg).Sweep
	var want []SweepRow
	for _, m := range metres {
		cfg := standard(file("week.nmea", text))
		cfg.Params.DistanceM = m
		row := SweepRow{DistanceM: m}
		for _, f := range mustRun(t, cfg).Found {
			row.Encounters++
			switch f.STS.Word {
			case encounter.Possible:
				row.Possible++
			case encounter.Undecided:
				row.Undecided++
			}
		}
		want = append(want, row)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	for i := 1; i < len(got); i++ {
		if got[i].Encounters < got[i-1].Encounters {
			t.Errorf("fewer encounters at %d m than at %d m in a week where none is longer", metres[i], metres[i-1])
		}
	}
}

// TestSplice: of two ships' static reports one half each was heard. No third ship is
// made of them: what is said is what one ship of the scene says.
func TestSplice(t *testing.T) {
	s := scene.Week(2018)
	said := map[string]bool{}
	for r := range s.Reports() {
		if r.Is(ais.HasName) && r.Is(ais.HasIMO) {
			said[fmt.Sprintf("%s %d", r.Name, r.IMO)] = true
		}
	}
	st := newStatics()
	tell := teller{to: st, seen: map[string]uint32{}}
	tally, _, err := ais.Read(context.Background(), bytes.NewReader(week().nmea), ais.Options{}, func(_ int, r *ais.Report) { tell.tell(r) })
	if err != nil {
		t.Fatal(err)
	}
	whole := 0
	for _, s := range st.list {
		if s.Has&(ais.HasName|ais.HasIMO) != ais.HasName|ais.HasIMO {
			continue
		}
		whole++
		if !said[fmt.Sprintf("%s %d", s.Name, s.IMO)] {
			t.Errorf("nobody in the scene says %s with IMO %s", s.Name, s.IMO)
		}
	}
	lost := 0
	for _, r := range tally.Rejects() {
		if r.Reason == ais.ReasonIncomplete || r.Reason == ais.ReasonSpliced {
			lost += r.Count
		}
	}
	if whole < 30 || lost != 2 {
		t.Errorf("%d statements, %d halves lost; want over 30 and 2", whole, lost)
	}
}

// TestFileSurvey: a file is known by its bytes as they are stored, whatever stands
// behind what is read of them.
func TestFileSurvey(t *testing.T) {
	text := week().table[:20_000]
	text = text[:bytes.LastIndexByte(text, '\n')+1]
	for name, stored := range map[string][]byte{"plain.csv": text, "packed.csv.gz": gzipped(t, text)} {
		read := int64(0)
		cfg := standard(file(name, stored))
		cfg.Progress = func(n int64) { read += n }
		f := mustRun(t, cfg).Survey.Files[0]
		sum := sha256.Sum256(stored)
		if f.SHA256 != hex.EncodeToString(sum[:]) || f.Bytes != int64(len(stored)) || read != f.Bytes || f.Name != name {
			t.Errorf("%s: %d bytes, %d of progress, sha256 %s", f.Name, f.Bytes, read, f.SHA256)
		}
	}
}

// TestRefusals: what a person is told of a file that cannot be used.
func TestRefusals(t *testing.T) {
	const sentence = "!AIVDM,1,1,,B,177KQJ5000G?tO`K>RA1wUbN0TKH,0*5C\n"
	const spoilt = "!AIVDM,1,1,,B,177KQJ5000G?tO`K>RA1wUbN0TKH,0*5D\n"
	const base = "!AIVDM,1,1,,A,403OviQuMGCqWrRO9>E6fE700@GO,0*4D\n"
	const blind = "!AIVDM,1,1,,A,18t8q?@0?w<tSF0l4Q@>43Sp0000,0*2B\n"
	for _, c := range []struct {
		name, text string
		times      bool
		want, hint string
	}{
		{"no times where they are needed", sentence, true, "read f: no times in it", `a tag block (\c:...*hh\), a $PGHP line or an epoch after the checksum gives a sentence its time`},
		{"no times, base stations", sentence + base + base, true, "read f: no times in it", "2 base station reports in it, 2007-05-14 19:57:39 to 2007-05-14 19:57:39 UTC: a bound, not a time for each sentence"},
		{"no times where they are not needed", sentence, false, "", ""},
		{"nothing readable", spoilt + spoilt, false, "read f: line 1: no sentence could be read, most often: bad checksum", "--bad-checksum keeps such sentences"},
		{"a ship that does not know her place", blind, true, "", ""},
		{"one readable", spoilt + sentence, false, "", ""},
	} {
		cfg := standard(file("f", []byte(c.text)))
		cfg.NeedTimes = c.times
		_, err := Run(context.Background(), cfg)
		var input *ais.InputError
		errors.As(err, &input)
		switch {
		case c.want == "" && err == nil:
		case input == nil || err.Error() != c.want || input.Hint != c.hint:
			t.Errorf("%s: %v, %+v", c.name, err, input)
		}
	}
}
