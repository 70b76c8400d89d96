package event

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/plimsoll-watch/plimsoll/base/day"
	"github.com/plimsoll-watch/plimsoll/base/vessel"
	"github.com/plimsoll-watch/plimsoll/sea/ais"
	"github.com/plimsoll-watch/plimsoll/sea/encounter"
	"github.com/plimsoll-watch/plimsoll/sea/track"
)

func wanted(t *testing.T, text string) []Wanted {
	t.Helper()
	list, err := ReadWanted(strings.NewReader(text), "demo")
	if err != nil {
		t.Fatal(err)
	}
	return list
}

func on(t *testing.T, text string) day.Date {
	t.Helper()
	d, err := day.Parse(text)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func TestReadWanted(t *testing.T) {
	ban, freeze := StatusMeasure{"port ban", "port States"}, StatusMeasure{"freeze, of assets", ""}
	for _, c := range []struct {
		name, text string
		want       []Wanted
	}{
		{"a header alone", "ref,imo\n", nil},
		{"every column", "ref,name,imo,mmsi,since,until,measure,binds\nX.1,INVENTED ONE,9847202,599000001,2017-11-14,2018-06,port ban,port States\n",
			[]Wanted{{List: "demo", Ref: "X.1", Name: "INVENTED ONE", IMO: 9847202, MMSI: 599000001, Since: on(t, "2017-11-14"), Until: on(t, "2018-06"), Measures: []StatusMeasure{ban}}}},
		{"any order, capitals, blanks, a byte order mark", "\ufeff IMO ,Ref\n IMO 9847202 , X.1 \n", []Wanted{{List: "demo", Ref: "X.1", IMO: 9847202}}},
		{"a name of its own", "list,ref,mmsi\nUN,X.1,1\n,X.2,2\n", []Wanted{{List: "UN", Ref: "X.1", MMSI: 1}, {List: "demo", Ref: "X.2", MMSI: 2}}},
		{"one entry, two measures", "ref,imo,measure,binds\nX.1,9847202,port ban,port States\nX.2,9000001,,\nX.1,9847202,\"freeze, of assets\",\n",
			[]Wanted{{List: "demo", Ref: "X.1", IMO: 9847202, Measures: []StatusMeasure{ban, freeze}}, {List: "demo", Ref: "X.2", IMO: 9000001}}},
		{"one ref on two lists is two entries", "list,ref,imo\nUN,1,9847202\nEU,1,9000001\n", []Wanted{{List: "UN", Ref: "1", IMO: 9847202}, {List: "EU", Ref: "1", IMO: 9000001}}},
		{"a number that fails its check digit is kept", "ref,imo\nX.1,1234560\n", []Wanted{{List: "demo", Ref: "X.1", IMO: 1234560}}},
		{"a range", "ref,imo,since\nX.1,9847202,2017-10-03..2017-10-05\n", []Wanted{{List: "demo", Ref: "X.1", IMO: 9847202, Since: on(t, "2017-10-03..2017-10-05")}}},
		{"CR LF", "ref,imo\r\nX.1,9847202\r\n", []Wanted{{List: "demo", Ref: "X.1", IMO: 9847202}}},
	} {
		got, err := ReadWanted(strings.NewReader(c.text), "demo")
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
		}
		if diff := cmp.Diff(c.want, got, cmp.Comparer(func(a, b day.Date) bool { return a == b })); diff != "" {
			t.Errorf("%s: %s", c.name, diff)
		}
	}
}

func TestReadWantedRefuses(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"nothing", "", "no header line"},
		{"an unknown column", "ref,imo,flag\n", `line 1: unknown column "flag"; the columns are list, ref, name, imo, mmsi, since, until, measure, binds`},
		{"a column twice", "ref,imo,IMO\n", `line 1: column "imo" stands twice`},
		{"no ref column", "name,imo\n", "line 1: a list needs the column ref and at least one of imo and mmsi"},
		{"no number column", "ref,name\n", "line 1: a list needs the column ref and at least one of imo and mmsi"},
		{"no header", "X.1,9847202\n", `line 1: unknown column "x.1"; the columns are list, ref, name, imo, mmsi, since, until, measure, binds`},
		{"no ref", "ref,imo\nX.1,9847202\n,9000001\n", "line 3: no ref"},
		{"no number", "ref,imo,mmsi\nX.1,,\n", "line 2: ref X.1 has neither an imo nor an mmsi to look for"},
		{"a zero", "ref,mmsi\nX.1,0\n", "line 2: ref X.1 has neither an imo nor an mmsi to look for"},
		{"an imo of letters", "ref,imo\nX.1,98472O2\n", `line 2: imo "98472O2" is not a number`},
		{"an imo of ten digits", "ref,imo\nX.1,9847202111\n", `line 2: imo "9847202111" is not a number`},
		{"an mmsi of letters", "ref,mmsi\nX.1,none\n", `line 2: mmsi "none" is not a number of up to 30 bits`},
		{"an mmsi of ten digits", "ref,mmsi\nX.1,5990000011\n", `line 2: mmsi "5990000011" is not a number of up to 30 bits`},
		{"a day in another form", "ref,imo,since\nX.1,9847202,14 Nov 2017\n", `line 2: since: read date "14 Nov 2017": want YYYY, YYYY-MM, YYYY-MM-DD or two of them with .. between`},
		{"a day that is none", "ref,imo,until\nX.1,9847202,2017-02-30\n", `line 2: until: read date "2017-02-30": 2017-02 has no day 30`},
		{"until before since", "ref,imo,since,until\nX.1,9847202,2018-03,2018-02-27\n", "line 2: ref X.1 is listed until 2018-02-27, before it was listed: since 2018-03"},
		{"binds by no measure", "ref,imo,measure,binds\nX.1,9847202,,port States\n", "line 2: ref X.1 binds port States by no measure"},
		{"one ref, two ships", "ref,imo\nX.1,9847202\nX.1,9000001\n", "line 3: ref X.1 stands twice and names two ships or spans"},
		{"one ref, two spans", "ref,imo,since\nX.1,9847202,2017\nX.1,9847202,2018\n", "line 3: ref X.1 stands twice and names two ships or spans"},
		{"a short row", "ref,imo,name\nX.1,9847202\n", "record on line 2: wrong number of fields"},
		{"quotes", "ref,imo\nX.1,9847202\n\"X.2,9000001\n", `parse error on line 3, column 14: extraneous or missing " in quoted-field`},
	} {
		got, err := ReadWanted(strings.NewReader(c.text), "demo")
		if err == nil || got != nil || err.Error() != c.want {
			t.Errorf("%s: %v, %d entries; want %q", c.name, err, len(got), c.want)
		}
	}
}

// TestMatching: an entry is met by the numbers a ship broadcast, and says how.
func TestMatching(t *testing.T) {
	said := func(imo vessel.IMO, conflicts ...track.Conflict) track.Identity {
		id := track.Identity{Conflicts: conflicts}
		if id.IMO = imo; imo != 0 {
			id.Has = ais.HasIMO
		}
		return id
	}
	for _, c := range []struct {
		name  string
		entry string // imo,mmsi
		mmsi  vessel.MMSI
		id    track.Identity
		want  string
	}{
		{"by imo", "9847202,", 1, said(9847202), "imo, broadcast"},
		{"by another imo", "9847202,", 1, said(9000001), ""},
		{"no imo broadcast", "9847202,", 1, said(0), ""},
		{"by mmsi", ",599000001", 599000001, said(0), "mmsi, broadcast"},
		{"by another mmsi", ",599000001", 599000002, said(9847202), ""},
		{"by both", "9847202,599000001", 599000001, said(9847202), "imo, broadcast; mmsi, broadcast"},
		{"by one of two", "9847202,599000001", 599000001, said(9000001), "mmsi, broadcast"},
		{"by an imo said beside another", "9847202,", 1, said(9000001, track.Conflict{Field: "name", Value: "9847202", Count: 9}, track.Conflict{Field: "imo", Value: "9847202", Count: 2}), "imo, broadcast 2 times beside another"},
		{"a name is no number", "9847202,", 1, said(9000001, track.Conflict{Field: "name", Value: "9847202", Count: 9}), ""},
		{"a number that fails its check digit, typed the same", "1234560,", 1, said(1234560), "imo, broadcast"},
		{"with noughts behind it is another", "9158472,", 1, said(915847200), ""},
	} {
		list := wanted(t, "ref,imo,mmsi\nX.1,"+c.entry+"\n")
		if got := list[0].matchedBy(c.mmsi, &c.id); got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}

// TestStands: an entry counts when it stood on the list on a day of the encounter; what
// is known to the month counts from its last day (interface.md 2).
func TestStands(t *testing.T) {
	night := encounter.Encounter{Start: minuteAt(8, 21, 14), End: minuteAt(9, 3, 41)}
	toMidnight := encounter.Encounter{Start: minuteAt(8, 21, 0), End: minuteAt(9, 0, 0)}
	fromMidnight := encounter.Encounter{Start: minuteAt(9, 0, 0), End: minuteAt(9, 3, 0)}
	month := encounter.Encounter{Start: minuteAt(30, 10, 0), End: minuteAt(30, 13, 0)}
	for _, c := range []struct {
		name         string
		since, until string
		e            encounter.Encounter
		want         bool
	}{
		{"always", "", "", night, true},
		{"listed before", "2017-11-14", "", night, true},
		{"listed on the first day", "2018-09-08", "", night, true},
		{"listed on the second day", "2018-09-09", "", night, true},
		{"listed the day after", "2018-09-10", "", night, false},
		{"listed five months later", "2019-02-08", "", night, false},
		{"taken off before", "2017-11-14", "2018-06-12", night, false},
		{"taken off on the day", "2017-11-14", "2018-09-08", night, true},
		{"taken off later", "", "2018-09-30", night, true},
		{"ends as the day of the listing begins", "2018-09-09", "", toMidnight, false},
		{"begins as the last day ends", "", "2018-09-08", fromMidnight, false},
		{"listed some day of that month", "2018-09", "", night, false},
		{"listed by the last day of the month", "2018-09", "", month, true},
		{"listed some day of that year", "2018", "", month, false},
		{"taken off some day of that month", "", "2018-09", month, true},
		{"listed in a range of days", "2018-09-07..2018-09-12", "", night, false},
	} {
		list := wanted(t, fmt.Sprintf("ref,imo,since,until\nX.1,9847202,%s,%s\n", c.since, c.until))
		if got := list[0].stands(&c.e); got != c.want {
			t.Errorf("%s: %v", c.name, got)
		}
	}
}

// TestListed: every entry that is met is told, by its own list, for the ship it is.
func TestListed(t *testing.T) {
	f := canned()
	b := builder(t)
	b.Wanted = wanted(t, "list,ref,name,imo,mmsi,since,until\n"+
		"A,1,ONE,9000001,,2018-01,\n"+
		"B,9,TWO,,599000102,,2018-12-31\n"+
		"A,2,GONE,9000001,,,2018-01\n"+
		"A,3,OTHER,9847202,,,\n")
	want := []Listed{
		{Ship: 0, List: "A", Ref: "1", Name: "ONE", Since: "2018-01", MatchedBy: "imo, broadcast"},
		{Ship: 1, List: "B", Ref: "9", Name: "TWO", Until: "2018-12-31", MatchedBy: "mmsi, broadcast"},
	}
	if diff := cmp.Diff(want, b.Build(&f).Listed); diff != "" {
		t.Error(diff)
	}
}

// FuzzReadWanted: whatever a list holds, it is refused or read; what is read can be
// written and read again, and every entry has something to look for.
func FuzzReadWanted(f *testing.F) {
	for _, seed := range []string{
		"ref,imo\nX.1,9847202\n",
		"list,ref,name,imo,mmsi,since,until,measure,binds\nUN,X.1,\"A \"\"B\"\"\",IMO 9847202,599000001,2017-11,2018..2019,m,b\n",
		"\ufeffref,mmsi\r\nX.1,1\r\nX.1,1\r\n", "ref,imo\n\"X\n1\",1\n", "ref\n", "", "a,b\n1,2\n", "ref,imo,since\nX,1,2018-02-30\n",
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		list, err := ReadWanted(bytes.NewReader(text), "fuzz")
		if err != nil {
			if list != nil {
				t.Fatalf("%d entries and an error: %v", len(list), err)
			}
			return
		}
		var out bytes.Buffer
		w := csv.NewWriter(&out)
		write := func(cells ...string) {
			if err := w.Write(cells); err != nil {
				t.Fatal(err)
			}
		}
		write("list", "ref", "name", "imo", "mmsi", "since", "until", "measure", "binds")
		number := func(n uint32) string {
			if n == 0 {
				return ""
			}
			return fmt.Sprint(n)
		}
		for i := range list {
			e := &list[i]
			if e.Ref == "" || e.List == "" || e.IMO == 0 && e.MMSI == 0 {
				t.Fatalf("an entry with nothing to look for: %+v", e)
			}
			measures := e.Measures
			if len(measures) == 0 {
				measures = []StatusMeasure{{}}
			}
			for _, m := range measures {
				write(e.List, e.Ref, e.Name, number(uint32(e.IMO)), number(uint32(e.MMSI)), e.Since.String(), e.Until.String(), m.Measure, m.Binds)
			}
		}
		w.Flush()
		again, err := ReadWanted(&out, "fuzz")
		if err != nil {
			t.Fatalf("what was read is not read again: %v", err)
		}
		if diff := cmp.Diff(list, again, cmp.Comparer(func(a, b day.Date) bool { return a == b })); diff != "" {
			t.Fatal(diff)
		}
	})
}
