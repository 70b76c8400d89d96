package listing

import (
	"encoding/json"
	"errors"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"github.com/plimsoll-watch/plimsoll/base/day"
	"github.com/plimsoll-watch/plimsoll/base/source"
	"github.com/plimsoll-watch/plimsoll/facts"
	"github.com/plimsoll-watch/plimsoll/internal/testkit"
)

// changed returns the tables with one text of the table of vessels replaced, once.
func changed(t *testing.T, from, to string) fstest.MapFS {
	t.Helper()
	text := testkit.Table(t, vesselsTable)
	if !strings.Contains(text, from) {
		t.Fatalf("no %q in the table", from)
	}
	return fstest.MapFS{
		vesselsTable: {Data: []byte(strings.Replace(text, from, to, 1))},
		countsTable:  {Data: []byte(testkit.Table(t, countsTable))},
	}
}

// TestRefused: what is wrong in a row stops the program, with a hint.
func TestRefused(t *testing.T) {
	for _, c := range []struct{ from, to, want string }{
		{",8606173,ok", ",8606174,ok", "8606174"},
		{",8606173,ok", ",8606173,", "imo_check_digit"},
		{",8606173,ok", ",0606173,ok", "0606173"},
		{"yes,,,\"2270 para 23, annex III", "no,,,\"2270 para 23, annex III", "asset_freeze"},
		{"2371 para 6,,,yes", "2371 para 7,,,yes", "2371 para 7"},
		{"via 2270 para 12", "via 2270 para 13", "2270 para 13"},
		{"SAEBYOL (2019)", "SAEBYOL (2019", "SAEBYOL (2019"},
		{"SAEBYOL (2019)", "SAEBYOL (from 2019 on)", "from 2019 on"},
		{"2016-03-02,2016-03-02", "2016-03,2016-03-02", "designated_on"},
		{"2016-03-21,2016-03-22", "2016-03-01,2016-03-22", "designated on"},
		{"2016-03-21,2016-03-22", ",2016-03-22", "delisting_known_on"},
		{"yes,2020-06-04,1718", "perhaps,2020-06-04,1718", "perhaps"},
		{"yes,2020-06-04,1718 Committee document of 4 June 2020", "yes,,", "delisting_checked"},
		{"yes,2020-06-04,1718 Committee document of 4 June 2020", "yes,2020-06-04,", "delisting_source"},
		{"FAN KE,,8914934", "FAN KE,,8628597", "is on file"},
	} {
		_, err := Load(changed(t, c.from, c.to))
		var e *source.Error
		if !errors.As(err, &e) || e.Hint == "" || e.Line == 0 || !strings.Contains(e.Problem, c.want) {
			t.Errorf("%q for %q: %v", c.to, c.from, err)
		}
	}
	short := changed(t, "RYONG", "RYONG")
	short[countsTable] = &fstest.MapFile{Data: []byte(strings.Replace(testkit.Table(t, countsTable), "TOTAL,80,75,155", "TOTAL,81,75,156", 1))}
	if _, err := Load(short); err == nil || !strings.Contains(err.Error(), "sum to 80") {
		t.Errorf("a total that is no sum: %v", err)
	}
}

// TestOwnRows: they stand apart, override nothing, and no row on file is taken twice.
func TestOwnRows(t *testing.T) {
	header, _, _ := strings.Cut(testkit.Table(t, vesselsTable), "\n")
	row := func(s string) fstest.MapFS {
		return fstest.MapFS{vesselsTable: {Data: []byte(header + "\n" + s + "\n")}}
	}
	l, err := LoadWith(facts.FS(), row("INVENTED,,8660313,ok,tanker,,2018-01-01,2018-01-01,no,yes,no,2371 para 6,,,,,,,notes,press,stored-page"))
	if err != nil {
		t.Fatal(err)
	}
	of := func(own bool) int { // whose rows, of hull 8660313
		n := 0
		for _, v := range l.Vessels(day.AsOf{}) {
			if v.IMO == 8660313 && v.Own == own {
				n += len(v.Acts)
			}
		}
		return n
	}
	if of(false) != 1 || of(true) != 1 || l.Age(day.AsOf{}).Vessels != 59 {
		t.Errorf("%d acts on file, %d of one's own; %+v", of(false), of(true), l.Age(day.AsOf{}))
	}
	for _, bad := range []string{
		"CHON MA SAN,,8660313,ok,tanker,,2018-03-30,2018-03-30,no,yes,no,2371 para 6,,,,,,,notes,press,stored-page",
		"RENAMED,,8660313,ok,tanker,,2018-03-30,2018-03-30,no,yes,no,2371 para 6,,,,,,,notes,press,stored-page",
	} {
		if _, err := LoadWith(facts.FS(), row(bad)); err == nil || !strings.Contains(err.Error(), "on file") {
			t.Errorf("%s: %v", bad, err)
		}
	}
	if _, err := LoadWith(facts.FS(), fstest.MapFS{countsTable: {Data: []byte("x")}}); err == nil {
		t.Error("counts of one's own were taken")
	}
}

// TestUnread: a row that nobody read in a source puts no ship on the list and in no
// search; one whose removal nobody looked for says so.
func TestUnread(t *testing.T) {
	recalled, err := Load(changed(t, "1718 Committee document of 4 June 2020,primary,stored-page", "1718 Committee document of 4 June 2020,primary,recalled"))
	if err != nil {
		t.Fatal(err)
	}
	if a, n := recalled.Unchecked(day.AsOf{}), recalled.Age(day.AsOf{}).Vessels; len(a) != 1 || a[0].Name != "RYONG GUN BONG" || n != 58 || len(recalled.Entries(day.AsOf{})) != 68 {
		t.Errorf("%v, %d ships", a, n)
	}
	unlooked, err := Load(changed(t, "yes,2020-06-04,1718 Committee document of 4 June 2020", ",,"))
	if err != nil {
		t.Fatal(err)
	}
	if words := unlooked.Age(day.AsOf{}).Words(); !strings.Contains(words, "delisting unchecked for 1 act") {
		t.Error(words)
	}
}

// TestRemovalOfAMonth: five ships were removed on a day of December 2016 that is not
// read. Inside the month they may have been; from its last day they were.
func TestRemovalOfAMonth(t *testing.T) {
	l := load(t)
	for _, c := range []struct {
		on              string
		stand, unsettle int
	}{{"2016-11-30", 27, 0}, {"2016-12-01", 27, 5}, {"2016-12-30", 27, 5}, {"2016-12-31", 22, 0}} {
		at := day.AsOf{On: testkit.AsOf(t, c.on).On} // known today
		unsettled := 0
		for _, v := range l.Vessels(at) {
			for _, a := range v.Acts {
				if a.Unsettled != nil {
					unsettled++
				}
			}
		}
		if n := len(l.Vessels(at)); n != c.stand || unsettled != c.unsettle {
			t.Errorf("%s: %d ships, %d unsettled", c.on, n, unsettled)
		}
	}
}

// TestEntries: an entry holds on the days on which the act stands, for both answers.
func TestEntries(t *testing.T) {
	l := load(t)
	entries := l.Entries(day.AsOf{})
	refs := map[string]bool{}
	for _, e := range entries {
		refs[e.Ref] = true
		if len(e.Measures) == 0 || e.Measures[0].Binds == "" {
			t.Errorf("%+v", e)
		}
	}
	if len(entries) != 69 || len(refs) != 69 {
		t.Errorf("%d entries, %d references", len(entries), len(refs))
	}
	for _, on := range []string{"2016-03-01", "2016-03-02", "2016-03-20", "2016-03-21", "2016-12-01", "2016-12-30", "2016-12-31", "2018-03-30", "2020-01-01"} {
		at := day.AsOf{On: testkit.AsOf(t, on).On}
		var want, got []string
		for _, v := range l.Vessels(at) {
			for _, a := range v.Standing() {
				want = append(want, a.Name+a.Designated.String())
			}
		}
		for _, e := range entries {
			if (day.Period{Since: e.Since, Until: e.Until}).Holds(at.On) {
				got = append(got, e.Name+e.Since.String())
			}
		}
		slices.Sort(want)
		slices.Sort(got)
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s (-stands +holds):\n%s", on, diff)
		}
	}
}

// TestSecondAct: HAO FAN 6 was kept out of ports from 3 October 2017, and lost its flag
// by an act of 30 March 2018, not before.
func TestSecondAct(t *testing.T) {
	l := load(t)
	for when, want := range map[string][]Kind{"2017-10-09": {PortBan}, "2018-03-29": {PortBan}, "2018-03-30": {PortBan, Deflag}} {
		for _, v := range l.Vessels(testkit.AsOf(t, when)) {
			if v.IMO != 8628597 {
				continue
			}
			var got []Kind
			for _, m := range l.Measures(v) {
				got = append(got, m.Kind)
			}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("%s (-want +got):\n%s", when, diff)
			}
		}
	}
}

// TestEveNamesNoLaterList: the list of 4 June 2020 is in no answer before its day, not
// even among the sources, nor is a name taken later.
func TestEveNamesNoLaterList(t *testing.T) {
	l := load(t)
	for when, later := range map[string]bool{"2018-09-26": false, "2020-06-03": false, "2020-06-04": true} {
		at := testkit.AsOf(t, when)
		b, err := json.Marshal([]any{l.Vessels(at), l.Removed(at), l.Age(at)})
		if err != nil {
			t.Fatal(err)
		}
		if strings.Contains(string(b), "4 June 2020") != later {
			t.Errorf("%s: the list of 4 June 2020 is named: %v", when, !later)
		}
	}
	b, _ := json.Marshal(l.Vessels(testkit.AsOf(t, "2018-09-26")))
	for _, name := range []string{"SAEBYOL", "KUM JIN GANG 3"} {
		if strings.Contains(string(b), name) {
			t.Errorf("%s on the eve", name)
		}
	}
}
