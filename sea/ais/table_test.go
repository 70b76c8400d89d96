package ais

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/iotest"

	"github.com/google/go-cmp/cmp"
	"github.com/plimsoll-watch/plimsoll/base/geo"
	"github.com/plimsoll-watch/plimsoll/base/vessel"
)

// reading is what a table gave.
type reading struct {
	reports []Report // by line
	tally   *Tally
	format  Format
	err     error
}

// collect keeps copies of the reports, sorted by line.
func collect(read func(Sink) (*Tally, Format, error)) reading {
	var mu sync.Mutex
	var got reading
	got.tally, got.format, got.err = read(func(_ int, r *Report) {
		c := *r
		c.Name, c.CallSign = bytes.Clone(r.Name), bytes.Clone(r.CallSign)
		mu.Lock()
		got.reports = append(got.reports, c)
		mu.Unlock()
	})
	slices.SortFunc(got.reports, func(a, b Report) int { return int(a.Line) - int(b.Line) })
	return got
}

func table(text string, opt Options) reading {
	return collect(func(s Sink) (*Tally, Format, error) {
		return ReadTable(context.Background(), strings.NewReader(text), opt, s)
	})
}

func file(t *testing.T, name string) string {
	t.Helper()
	text, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func diff(t *testing.T, want, got any) {
	t.Helper()
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("(-want +got)\n%s", d)
	}
}

// invented are the three ships of testdata/table/m1.csv and m2.csv.
func invented() []Report {
	const at = 1536441240 // 2018-09-08T21:14:00Z
	return []Report{
		{
			MMSI: 599000101, Line: 2, Time: at,
			Has: HasTime | HasPlace | HasSOG | HasCOG | HasHeading | HasStatus | HasName |
				HasIMO | HasCallSign | HasShipType | HasSize | HasDraught,
			Place: geo.Fine{Lat: 17946000, Lon: 75012000},
			SOG:   3, COG: 1715, Heading: 174, Status: 1, Name: []byte("INVENTED ALPHA"),
			IMO: 1234568, CallSign: []byte("INV1"), ShipType: 80, Size: vessel.Size{A: 183, C: 32}, Draught: 102,
		},
		{
			MMSI: 599000102, Line: 3, Time: at + 7,
			Has:   HasTime | HasPlace | HasSOG | HasName | HasShipType | HasSize,
			Place: geo.Fine{Lat: 17946018, Lon: 75012246},
			Name:  []byte(`INVENTED "B", BRAVO`), ShipType: 82, Size: vessel.Size{A: 176}, ClassB: true,
		},
		{
			MMSI: 599000103, Line: 4, Time: at + 9,
			Has:   HasTime | HasPlace | HasCOG | HasHeading | HasStatus | HasCallSign,
			Place: geo.Fine{Lat: -6, Lon: -107999994}, Status: 15, CallSign: []byte("0"),
		},
	}
}

func TestMarineCadastreLayouts(t *testing.T) {
	want := invented()
	old := table(file(t, "testdata/table/m1.csv"), Options{})
	if old.err != nil || old.format != FormatMarineCadastre {
		t.Errorf("2015 to 2024: %v, %v", old.format, old.err)
	}
	diff(t, want, old.reports)
	// The newer layout writes nothing where the older one writes a sentinel.
	want[2].Has, want[2].Status = want[2].Has&^HasStatus, 0
	want[1].Has &^= HasSOG
	newer := table(file(t, "testdata/table/m2.csv"), Options{})
	if newer.err != nil || newer.format != FormatMarineCadastre2025 {
		t.Errorf("2025: %v, %v", newer.format, newer.err)
	}
	diff(t, want, newer.reports)
}

// TestSameInEveryForm reads the same rows with a BOM, with CR LF, without the last
// line end, in another order and case of the columns, and under other names.
func TestSameInEveryForm(t *testing.T) {
	m1 := file(t, "testdata/table/m1.csv")
	want := invented()
	for name, text := range map[string]string{
		"BOM":         "\xef\xbb\xbf" + m1,
		"CR LF":       strings.ReplaceAll(m1, "\n", "\r\n"),
		"no last end": strings.TrimSuffix(m1, "\n"),
		"upper case":  strings.ToUpper(strings.SplitAfter(m1, "\n")[0]) + m1[strings.IndexByte(m1, '\n')+1:],
	} {
		t.Run(name, func(t *testing.T) {
			got := table(text, Options{})
			if got.err != nil {
				t.Fatal(got.err)
			}
			diff(t, want, got.reports)
		})
	}
	t.Run("own names", func(t *testing.T) {
		text := "when,y,x,id,extra\n2018-09-08T21:14:00Z,29.91,125.02,599000101,whatever\n"
		got := table(text, Options{Columns: map[string]string{"time": "when", "lat": "Y", "lon": "x", "mmsi": "id"}})
		if got.err != nil || got.format != FormatTable {
			t.Fatal(got.format, got.err)
		}
		diff(t, []Report{{
			MMSI: 599000101, Line: 2, Time: 1536441240, Has: HasTime | HasPlace,
			Place: geo.Fine{Lat: 17946000, Lon: 75012000},
		}}, got.reports)
	})
}

func TestDirtyTable(t *testing.T) {
	got := table(file(t, "testdata/table/dirt.csv"), Options{})
	if got.err != nil {
		t.Fatal(got.err)
	}
	lines := []uint32{}
	for _, r := range got.reports {
		lines = append(lines, r.Line)
	}
	diff(t, []uint32{3, 19, 20, 25}, lines)
	rejects := map[Reason][]uint32{}
	for _, r := range got.tally.Rejects() {
		for _, e := range r.Examples {
			rejects[r.Reason] = append(rejects[r.Reason], e.Line)
		}
	}
	diff(t, map[Reason][]uint32{
		ReasonNoPosition:   {4, 5},
		ReasonRange:        {6},
		ReasonPlaceForm:    {7},
		ReasonTimeForm:     {8},
		ReasonNoTime:       {9},
		ReasonTimeRange:    {10},
		ReasonMMSI:         {11, 12},
		ReasonColumns:      {13, 26}, // 26 is cut in the middle
		ReasonQuotes:       {14, 16},
		ReasonOpenQuote:    {15},
		ReasonSentence:     {17, 23},
		ReasonSecondHeader: {21, 22},
	}, rejects)
	diff(t, map[string]int{
		"header": 1, "blank line": 1, "repeated header": 2, "last line without a line end": 1,
		"speed out of range": 2, "course out of range": 1, "heading out of range": 1, "heading not a number": 1,
	}, got.tally.Other)
	// No line is lost quietly.
	if y := got.tally; y.Rows != 22 || y.Reports != 4 || y.Rejected() != 18 || y.Lines != 26 || y.ByType[0] != 4 {
		t.Errorf("rows %d, reports %d, rejected %d, lines %d", y.Rows, y.Reports, y.Rejected(), y.Lines)
	}
	odd, last := got.reports[1], got.reports[3]
	if odd.Has&(HasSOG|HasCOG|HasHeading) != 0 || odd.SOG|odd.COG|odd.Heading != 0 {
		t.Errorf("impossible motion was kept: %+v", odd)
	}
	if !last.Is(HasSOG|HasCOG|HasHeading) || last.SOG != 1022 || last.COG != 3599 || last.Heading != 359 {
		t.Errorf("the largest motion was lost: %+v", last)
	}
	if name := string(got.reports[2].Name); name != "INVENTED ALPHA" {
		t.Errorf("name with fill is %q", name)
	}
}

// TestAnyBlocksAndWorkers reads dirt in blocks of all sizes: a cut inside a line,
// a quoted cell or before a header changes nothing.
func TestAnyBlocksAndWorkers(t *testing.T) {
	text := file(t, "testdata/table/dirt.csv") + "\n" + strings.Repeat("x", 70_000) + "\n599000101,2018-09-08T21:14:00,29.91,125.02,0.3,171.5,174,Z\n"
	want := table(text, Options{})
	if want.tally.Lines != 28 || want.reports[4].Line != 28 || want.tally.Rejected() != 19 {
		t.Fatalf("%d lines, %d rejected", want.tally.Lines, want.tally.Rejected())
	}
	for size := 1; size < 1500; size = size*5/4 + 1 {
		for _, workers := range []int{1, 3} {
			opt := Options{Workers: workers}
			got := collect(func(s Sink) (*Tally, Format, error) {
				return readTable(context.Background(), iotest.HalfReader(strings.NewReader(text)), opt, s, size)
			})
			diff(t, want.reports, got.reports)
			diff(t, want.tally.Rejects(), got.tally.Rejects())
			diff(t, want.tally.Other, got.tally.Other)
			if got.tally.Rows != want.tally.Rows || got.tally.Lines != 28 || got.err != nil {
				t.Fatalf("blocks of %d: %d rows, %d lines, %v", size, got.tally.Rows, got.tally.Lines, got.err)
			}
		}
	}
}

func TestSinkOfOneWorkerNeverOverlaps(t *testing.T) {
	text := file(t, "testdata/table/m1.csv")
	rows := text[strings.IndexByte(text, '\n')+1:]
	text += strings.Repeat(rows, 500)
	busy := make([]sync.Mutex, 4)
	n := [4]int{}
	_, _, err := readTable(context.Background(), strings.NewReader(text), Options{Workers: 4}, func(w int, _ *Report) {
		if !busy[w].TryLock() {
			t.Error("two calls at once")
		}
		n[w]++
		busy[w].Unlock()
	}, 1000)
	if sum := n[0] + n[1] + n[2] + n[3]; err != nil || sum != 1503 {
		t.Errorf("%d reports, %v", sum, err)
	}
}

func TestStrictStopsAtTheLowestLine(t *testing.T) {
	text := file(t, "testdata/table/m1.csv")
	rows := text[strings.IndexByte(text, '\n')+1:]
	text += strings.Repeat(rows, 100) + "bad\n" + strings.Repeat(rows, 3) + "bad,row\n" + strings.Repeat("worse\n", 1000)
	for range 20 {
		for _, workers := range []int{1, 4} {
			opt := Options{Name: "x.csv", Workers: workers, Strict: true}
			_, _, err := readTable(context.Background(), strings.NewReader(text), opt, func(int, *Report) {}, 200)
			if err == nil || err.Error() != "read x.csv: line 305: wrong number of columns" {
				t.Fatal(err)
			}
		}
	}
	long := file(t, "testdata/table/m1.csv") + strings.Repeat("x", 100_000) + "\nbad\n"
	_, _, err := readTable(context.Background(), strings.NewReader(long), Options{Name: "x.csv", Strict: true}, func(int, *Report) {}, 200)
	if err == nil || err.Error() != "read x.csv: line 5: line over 64 kB" {
		t.Error(err)
	}
}

func TestStopsWhenAsked(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	text := file(t, "testdata/table/m1.csv")
	rows := text[strings.IndexByte(text, '\n')+1:]
	endless := io.MultiReader(strings.NewReader(text), repeat(rows))
	_, _, err := readTable(ctx, endless, Options{Name: "x.csv", Workers: 2}, func(int, *Report) { cancel() }, 1000)
	if !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
}

// repeat is a reader of the same text again and again.
type repeat string

func (r repeat) Read(p []byte) (int, error) {
	n := 0
	for n+len(r) <= len(p) {
		n += copy(p[n:], r)
	}
	return max(n, copy(p, r)), nil
}

func TestReadingFails(t *testing.T) {
	text := file(t, "testdata/table/m1.csv")
	broken := errors.New("disk on fire")
	got := collect(func(s Sink) (*Tally, Format, error) {
		r := io.MultiReader(strings.NewReader(text+"599000101,2018"), iotest.ErrReader(broken))
		return ReadTable(context.Background(), r, Options{Name: "x.csv"}, s)
	})
	if !errors.Is(got.err, broken) || got.err.Error() != "read x.csv: disk on fire" {
		t.Error(got.err)
	}
	diff(t, invented(), got.reports)
	// A reader's unexpected end is an error, not an end.
	r := io.MultiReader(strings.NewReader(text), iotest.ErrReader(io.ErrUnexpectedEOF))
	if _, _, err := ReadTable(context.Background(), r, Options{}, func(int, *Report) {}); !errors.Is(err, io.ErrUnexpectedEOF) {
		t.Error(err)
	}
}

func TestHeaderRefused(t *testing.T) {
	many := func(n int) string {
		names := []string{}
		for i := range n {
			names = append(names, fmt.Sprintf("c%d", i))
		}
		return strings.Join(names, ",")
	}
	for _, c := range []struct {
		name, header string
		columns      map[string]string
		what, hint   string
	}{
		{"no time", "id,lon,lat,sog,when", nil, "no column for the time",
			"columns are id, lon, lat, sog, when; name it with --columns time=when"},
		{"no MMSI, one named already", "id,lon,lat,sog,when", map[string]string{"time": "when"}, "no column for the MMSI",
			"columns are id, lon, lat, sog, when; name it with --columns mmsi=id,time=when"},
		{"no latitude", "mmsi,time,lon,north", nil, "no column for the latitude",
			"columns are mmsi, time, lon, north; name it with --columns lat=NAME"},
		{"no longitude", "mmsi,time,lat,x", nil, "no column for the longitude",
			"columns are mmsi, time, lat, x; name it with --columns lon=x"},
		{"nothing", "a,b", nil, "no column for the time", "columns are a, b; name it with --columns time=NAME"},
		{"many", many(50), nil, "no column for the time",
			"columns are " + strings.ReplaceAll(many(40), ",", ", ") + " and 10 more; name it with --columns time=NAME"},
		{"semicolons", "mmsi;time;lat;lon", nil, "no column for the time", "the header is divided by semicolons; only commas are read"},
		{"tabs", "mmsi\ttime\tlat\tlon", nil, "no column for the time", "the header is divided by tabs; only commas are read"},
		{"Danish", "# Timestamp,Type of mobile,MMSI,Latitude,Longitude", nil, "times with the day first (the Danish authority's layout) are not read yet",
			`write the times as 2018-01-04T23:59:59 and the header's first name without "# "`},
		{"no header", "599000101,2018-09-08T21:14:00,29.91,125.02", nil, "no header line",
			"the first line must name the columns, such as MMSI,BaseDateTime,LAT,LON"},
		{"old Macintosh", "mmsi,time,lat,lon\r599000101,2018-09-08T21:14:00,1,2", nil, "lines end in a carriage return alone",
			"save the table with LF or CR LF at the line ends"},
		{"two times", "mmsi,time,timestamp,lat,lon", nil, "two columns for the time: time and timestamp", "say which one: --columns time=time"},
		{"unknown key", "mmsi,time,lat,lon", map[string]string{"tiem": "time"}, "no value is called tiem",
			"values are mmsi, time, lat, lon, sog, cog, heading, name, imo, call_sign, ship_type, length, width, draught, status; write --columns time=NAME"},
		{"named column missing", "mmsi,time,lat,lon", map[string]string{"time": "when"}, "no column is called when", "columns are mmsi, time, lat, lon"},
		{"named twice", "mmsi,time,a,lon", map[string]string{"lat": "a", "sog": "a"}, "column a is named for both lat and sog", "columns are mmsi, time, a, lon"},
		{"quote", `mmsi,time,"lat,lon`, nil, "line break inside quotes", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := table(c.header+"\n", Options{Name: "positions.csv", Columns: c.columns})
			diff(t, error(&InputError{File: "positions.csv", Line: 1, What: c.what, Hint: c.hint}), got.err)
		})
	}
	const said = "read positions.csv: line 1: no column for the time"
	if err := table("id,lon,lat,sog,when\n", Options{Name: "positions.csv"}).err; err.Error() != said {
		t.Error(err)
	}
}

func TestTwoColumnsSettled(t *testing.T) {
	got := table("mmsi,time,timestamp,lat,lon\n599000101,never,1536441240,1,2\n", Options{Columns: map[string]string{"time": "timestamp"}})
	if got.err != nil || len(got.reports) != 1 || got.reports[0].Time != 1536441240 {
		t.Error(got.err, got.reports)
	}
}

func TestHeaderAndNothingElse(t *testing.T) {
	got := table("MMSI,BaseDateTime,LAT,LON", Options{})
	if got.err != nil || got.tally.Rows != 0 || got.tally.Lines != 1 || got.format != FormatMarineCadastre {
		t.Errorf("%+v", got)
	}
}

func TestNoRowCouldBeRead(t *testing.T) {
	got := table("mmsi,time,lat,lon\n\n599000101,8.9.2018,1,2\nx,1536441240,1,2\n599000101,9.9.2018,1,2\n", Options{Name: "x.csv"})
	want := "read x.csv: line 3: no row could be read, most often: time in an unknown form"
	if got.err == nil || got.err.Error() != want || got.tally.Rows != 3 {
		t.Error(got.err)
	}
	var input *InputError
	if !errors.As(got.err, &input) || !strings.Contains(input.Hint, "2022-01-03T00:00:00") {
		t.Errorf("%+v", input)
	}
	for text, part := range map[string]string{
		"mmsi,time,lat,lon\n1,1536441240,1\n":       "4 columns",
		"mmsi,time,lat,lon\nx,1536441240,1,2\n":     "from mmsi",
		"mmsi,time,lat,lon\n!AIVDM,1,1,,A,X,0*00\n": "without its first line",
		"mmsi,time,lat,lon\n1,1536441240,1,999\n":   "longitude from lon",
		"mmsi,time,lat,lon\n1,1536441240,91,181\n":  "latitude was read from lat",
	} {
		if !errors.As(table(text, Options{}).err, &input) || !strings.Contains(input.Hint, part) {
			t.Errorf("%q: %+v", text, input)
		}
	}
}
