package scene

import (
	"bufio"
	"bytes"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"os"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/plimsoll-watch/plimsoll/base/vessel"
	"github.com/plimsoll-watch/plimsoll/sea/ais"
)

// written returns the four files of a scene.
func written(t testing.TB, s *Scene) (nmea, table, truth, list string) {
	t.Helper()
	var n, c, tr, l bytes.Buffer
	for _, err := range []error{s.WriteNMEA(&n), s.WriteCSV(&c), s.WriteTruth(&tr), s.WriteList(&l)} {
		if err != nil {
			t.Fatal(err)
		}
	}
	return n.String(), c.String(), tr.String(), l.String()
}

// otherSeed is any other seed than the demo's.
const otherSeed = 424242

// The two weeks that the tests look at, made once.
var (
	demoWeek  = sync.OnceValue(func() *Scene { return Week(DemoSeed) })
	otherWeek = sync.OnceValue(func() *Scene { return Week(otherSeed) })
)

func TestEqualSeedsGiveEqualBytes(t *testing.T) {
	n1, c1, t1, l1 := written(t, demoWeek())
	n2, c2, t2, l2 := written(t, Week(DemoSeed))
	if n1 != n2 || c1 != c2 || t1 != t2 || l1 != l2 {
		t.Error("two weeks from one seed differ")
	}
}

func TestAnotherSeedMovesEverything(t *testing.T) {
	one, two := demoWeek(), otherWeek()
	a, b := pairs(t, one), pairs(t, two)
	for class, p := range a {
		q := b[class]
		if p.Ships[0] == q.Ships[0] || p.Ships[1] == q.Ships[1] {
			t.Errorf("%s: the same MMSI", class)
		}
		whole := p.hours() == 7*24
		if !whole && (p.Start.Equal(q.Start) || p.End.Equal(q.End)) {
			t.Errorf("%s: the same start or end", class)
		}
		if p.a.imo == q.a.imo || p.b.imo == q.b.imo {
			t.Errorf("%s: the same IMO number", class)
		}
		for _, v := range [][2]*seen{{p.a, q.a}, {p.b, q.b}} {
			if cadence(v[0]) == cadence(v[1]) {
				t.Errorf("%s: the same cadence", class)
			}
			if shared := sharedPlaces(v[0], v[1]); shared > 0 {
				t.Errorf("%s: %d places in common", class, shared)
			}
		}
		if x, y := median(p.antennas()), median(q.antennas()); !whole && x == y {
			t.Errorf("%s: the same distance, %v m", class, x)
		}
	}
	_, _, _, l1 := written(t, one)
	_, _, _, l2 := written(t, two)
	if l1 == l2 {
		t.Error("the same list")
	}
}

// cadence is the mean number of seconds between fixes, to 1/1000.
func cadence(v *seen) int {
	return 1000 * int(v.fixes[len(v.fixes)-1].Time-v.fixes[0].Time) / len(v.fixes)
}

func sharedPlaces(a, b *seen) int {
	at := map[[2]int32]bool{}
	for _, r := range a.fixes {
		at[[2]int32{r.Place.Lat, r.Place.Lon}] = true
	}
	n := 0
	for _, r := range b.fixes {
		if at[[2]int32{r.Place.Lat, r.Place.Lon}] {
			n++
		}
	}
	return n
}

// TestWeek looks at some weeks from every side that needs no more than their reports
// and files.
func TestWeek(t *testing.T) {
	for seed, week := range map[uint64]func() *Scene{DemoSeed: demoWeek, otherSeed: otherWeek} {
		t.Run(fmt.Sprint("seed ", seed), func(t *testing.T) {
			s := week()
			nmea, table, _, _ := written(t, s)
			t.Run("planted", func(t *testing.T) { checkPlanted(t, s) })
			t.Run("numbers", func(t *testing.T) { checkNumbersCannotBeReal(t, s) })
			t.Run("order", func(t *testing.T) { checkOrder(t, s) })
			t.Run("quiet", func(t *testing.T) { checkQuiet(t, s) })
			t.Run("dirt", func(t *testing.T) { checkDirt(t, s) })
			t.Run("sizes", func(t *testing.T) { checkSizes(t, s, nmea, table) })
			t.Run("sentences", func(t *testing.T) { checkSentences(t, nmea) })
			t.Run("splice", func(t *testing.T) { checkSplice(t, nmea) })
			t.Run("table", func(t *testing.T) { checkTable(t, s, table) })
		})
	}
}

func checkNumbersCannotBeReal(t *testing.T, s *Scene) {
	imos := map[vessel.IMO]vessel.MMSI{}
	for r := range s.Reports() {
		if mid, ok := r.MMSI.MID(); !ok || mid != 599 {
			t.Fatalf("MMSI %s", r.MMSI)
		}
		if r.Is(ais.HasName) && !strings.HasPrefix(string(r.Name), "INVENTED ") || len(r.Name) > 20 {
			t.Fatalf("name %q", r.Name)
		}
		if r.Is(ais.HasCallSign) && (len(r.CallSign) > 7 || r.CallSign[0] != '0') {
			t.Fatalf("call sign %q", r.CallSign)
		}
		if !r.Is(ais.HasIMO) {
			continue
		}
		if r.IMO.Valid() || r.IMO < 1_000_000 || r.IMO > 9_999_999 {
			t.Fatalf("IMO number %s", r.IMO)
		}
		if other, ok := imos[r.IMO]; ok && other != r.MMSI {
			t.Fatalf("IMO number %s of %s and %s", r.IMO, other, r.MMSI)
		}
		imos[r.IMO] = r.MMSI
	}
	if len(imos) < 35 {
		t.Errorf("%d IMO numbers", len(imos))
	}
}

// TestMIDIsNobodys reads ITU's table, where it is beside the repository.
func TestMIDIsNobodys(t *testing.T) {
	f, err := os.Open("../../../shared/facts/mid-flags.csv")
	if err != nil {
		t.Skip("no table of maritime identification digits beside the repository")
	}
	defer f.Close()
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	for _, row := range rows {
		if row[0] == "599" {
			t.Fatalf("599 belongs to %s", row[1])
		}
	}
	if len(rows) < 200 {
		t.Fatalf("only %d rows", len(rows))
	}
}

func checkSizes(t *testing.T, s *Scene, nmea, table string) {
	within(t, "sentences", float64(strings.Count(nmea, "!AIVDM")), 80_000, 92_000)
	within(t, "bytes of sentences", float64(len(nmea)), 4e6, 8e6)
	within(t, "rows", float64(strings.Count(table, "\n")), 70_000, 90_000)
	within(t, "MMSIs", float64(len(look(s))), 40, 46)
}

// checkOrder: reports are in time order and in the week.
func checkOrder(t *testing.T, s *Scene) {
	last := uint32(weekStart)
	for r := range s.Reports() {
		if r.Time < last || r.Time >= weekStart+7*86400 || !r.Is(ais.HasTime) {
			t.Fatalf("%s at %d after %d", r.MMSI, r.Time, last)
		}
		last = r.Time
	}
}

// sentence is a line of the file taken apart by hand.
type sentence struct {
	time              int
	station           string
	parts, part, seq  string
	payload           string
	sumGood, tagGood  bool
	channel, fillBits string
}

func takeApart(t *testing.T, line string) sentence {
	t.Helper()
	tag, body, ok := strings.Cut(strings.TrimPrefix(line, `\`), `\`)
	if !ok {
		t.Fatalf("no tag block in %q", line)
	}
	s := sentence{tagGood: sumFits(tag)}
	for field := range strings.SplitSeq(tag[:len(tag)-3], ",") {
		switch key, value, _ := strings.Cut(field, ":"); key {
		case "c":
			s.time, _ = strconv.Atoi(value) // 0 fails the test
		case "s":
			s.station = value
		}
	}
	s.sumGood = sumFits(strings.TrimPrefix(body, "!"))
	f := strings.Split(body[:len(body)-3], ",")
	if len(f) != 7 || f[0] != "!AIVDM" {
		t.Fatalf("not a sentence: %q", line)
	}
	s.parts, s.part, s.seq, s.channel, s.payload, s.fillBits = f[1], f[2], f[3], f[4], f[5], f[6]
	return s
}

// sumFits reports whether text ends in a star and the exclusive or of what is before
// it (NMEA 0183).
func sumFits(text string) bool {
	body, sum, ok := strings.Cut(text, "*")
	x := byte(0)
	for i := range len(body) {
		x ^= body[i]
	}
	want, err := strconv.ParseUint(sum, 16, 8)
	return ok && err == nil && len(sum) == 2 && want == uint64(x)
}

func checkSentences(t *testing.T, nmea string) {
	lines := bufio.NewScanner(strings.NewReader(nmea))
	lines.Scan()
	if !strings.HasPrefix(lines.Text(), "# INVENTED") {
		t.Errorf("first line %q", lines.Text())
	}
	bad, back, last := 0, 0, 0
	for lines.Scan() {
		s := takeApart(t, lines.Text())
		if !s.tagGood || s.time == 0 || s.station == "" {
			t.Fatalf("tag block of %q", lines.Text())
		}
		if !s.sumGood {
			bad++
		}
		if s.time < last {
			back++
		}
		last = s.time
	}
	within(t, "bad checksums", float64(bad), 50, 70)
	within(t, "times that go backwards", float64(back), 2000, 60_000)
}

// checkSplice: of all sentences in two parts, just two are alone; they share channel,
// station and sequence number, and over 200 sentences lie between them.
func checkSplice(t *testing.T, nmea string) {
	_, rest, _ := strings.Cut(nmea, "\n") // after the comment
	lines := strings.Split(strings.TrimSpace(rest), "\r\n")
	var halves []int
	for i := 0; i < len(lines); i++ {
		s := takeApart(t, lines[i])
		if s.parts != "2" {
			continue
		}
		if s.part == "1" && i+1 < len(lines) && strings.Contains(lines[i+1], "AIVDM,2,2,"+s.seq+",") {
			i++
			continue
		}
		halves = append(halves, i)
	}
	if len(halves) != 2 {
		t.Fatalf("%d halves alone", len(halves))
	}
	a, b := takeApart(t, lines[halves[0]]), takeApart(t, lines[halves[1]])
	if a.part != "1" || b.part != "2" || a.seq != b.seq || a.channel != b.channel || a.station != b.station {
		t.Errorf("%+v and %+v", a, b)
	}
	if !a.sumGood || !b.sumGood {
		t.Error("a half has a bad checksum")
	}
	within(t, "sentences between", float64(halves[1]-halves[0]), 200, 2000)
}

// checkQuiet: the feed is down twice, never while something planted goes on.
func checkQuiet(t *testing.T, s *Scene) {
	last, quiet := uint32(weekStart), 0
	for r := range s.Reports() {
		if r.Time-last > 1800 {
			quiet++
			for _, p := range s.Truth() {
				if p.Class != "two-hulls-one-mmsi" && int64(last) < p.End.Unix() && int64(r.Time) > p.Start.Unix() {
					t.Errorf("nobody heard during %s", p.Class)
				}
			}
		}
		last = r.Time
	}
	if quiet != 2 {
		t.Errorf("%d quiet spells", quiet)
	}
}

// TestNobodyElseMeets: every pair that spends time together (see beside) is in the
// truth, and then only near its time.
func TestNobodyElseMeets(t *testing.T) {
	n := uint64(4)
	if testing.Short() {
		n = 2
	}
	for seed := range n {
		w := sailOnly(seed)
		for i, a := range w.ships {
			for _, b := range w.ships[:i] {
				if beside(a, b, w.planted(a, b)) {
					t.Errorf("seed %d: %s and %s spend time together", seed, a.name, b.name)
				}
			}
		}
	}
}

// sailOnly makes a week without what was heard.
func sailOnly(seed uint64) *week {
	w := &week{seed: seed}
	w.sail()
	return w
}

func (w *week) planted(a, b *ship) []span {
	for _, x := range w.acts {
		if (x.a == a && x.b == b) || (x.a == b && x.b == a) {
			return x.together()
		}
	}
	return nil
}

func checkDirt(t *testing.T, s *Scene) {
	nowhere, types := 0, map[uint8]int{}
	absent := map[ais.Field]int{}
	for r := range s.Reports() {
		types[r.Type]++
		if r.Type == 1 && !r.Is(ais.HasPlace) {
			nowhere++
		}
		for _, f := range []ais.Field{ais.HasSOG, ais.HasCOG, ais.HasHeading, ais.HasROT} {
			if r.Type == 1 && !r.Is(f) {
				absent[f]++
			}
		}
	}
	within(t, "reports without a place", float64(nowhere), 25, 40)
	for _, typ := range []uint8{1, 3, 4, 5, 18, 19, 24, 27} {
		within(t, fmt.Sprint("reports of type ", typ), float64(types[typ]), 50, 90_000)
	}
	for f, n := range absent {
		within(t, fmt.Sprint("absences of field ", f), float64(n), 100, 20_000)
	}
	if len(absent) != 4 {
		t.Errorf("absent: %v", absent)
	}
}

func TestTruthFile(t *testing.T) {
	s := demoWeek()
	_, _, truth, list := written(t, s)
	var got []Truth
	if err := json.Unmarshal([]byte(truth), &got); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(s.Truth(), got); diff != "" {
		t.Errorf("truth read back (-made +read):\n%s", diff)
	}
	outcomes := map[string]int{}
	for _, x := range got {
		outcomes[x.Expect]++
		if !slices.IsSorted(x.Ships) || !strings.HasPrefix(x.Names[0], "INVENTED ") || x.Start.Second() != 0 || x.End.Second() != 0 {
			t.Errorf("%+v", x)
		}
	}
	want := map[string]int{Possible: 3, Undecided: 2, Context: 4, None: 2, NotVisible: 1}
	if diff := cmp.Diff(want, outcomes); diff != "" {
		t.Errorf("outcomes (-want +got):\n%s", diff)
	}
	checkList(t, list, pairs(t, s)[classMidnight])
}

func checkList(t *testing.T, list string, midnight pair) {
	t.Helper()
	rows, err := csv.NewReader(strings.NewReader(list)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	want := []string{"demo (invented)", "DEMO.004", "INVENTED BRAVO", midnight.b.imo.String(), "", "2017-11-14", "", "S/RES/2371 (2017), para. 6", "port States"}
	if diff := cmp.Diff(want, rows[4]); diff != "" {
		t.Errorf("DEMO.004 (-want +got):\n%s", diff)
	}
	if got := strings.Join(rows[0], ","); got != "list,ref,name,imo,mmsi,since,until,measure,binds" {
		t.Errorf("header %s", got)
	}
	for _, row := range rows[1:] {
		if n, ok := vessel.ParseIMO(row[3]); !ok || n.Valid() || !strings.HasPrefix(row[2], "INVENTED ") {
			t.Errorf("row %v", row)
		}
	}
}

// checkTable: a row a place, in the same order; names once they were said.
func checkTable(t *testing.T, s *Scene, table string) {
	rows, err := csv.NewReader(strings.NewReader(table)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	i := 1
	for r := range s.Reports() {
		if !r.Is(ais.HasPlace) || r.Type == 4 {
			continue
		}
		if i >= len(rows) || rows[i][0] != r.MMSI.String() {
			t.Fatalf("row %d is not %s at %d", i, r.MMSI, r.Time)
		}
		i++
	}
	if i != len(rows) {
		t.Errorf("%d rows, %d places", len(rows)-1, i-1)
	}
	named := 0
	for _, row := range rows[1:] {
		if row[7] != "" {
			named++
		}
	}
	within(t, "rows with a name", float64(named)/float64(i), 0.95, 0.9999)
}
