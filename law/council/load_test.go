package council

import (
	"errors"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/plimsoll-watch/plimsoll/base/day"
	"github.com/plimsoll-watch/plimsoll/base/source"
	"github.com/plimsoll-watch/plimsoll/facts"
)

// TestLoadRefuses: what cannot be read stops the program with file, line and hint.
func TestLoadRefuses(t *testing.T) {
	const from = ",a page,press,stored-page\n"
	for name, c := range map[string]struct{ table, row, want string }{
		"unknown vote":      {"votes-dprk.csv", "x,S/RES/1718 (2006),2006-10-14,S/PV.5551,in a meeting,Chile,Q" + from, `vote "Q" is not known`},
		"second vote":       {"votes-dprk.csv", "x,S/RES/1718 (2006),2006-10-14,S/PV.5551,in a meeting,CHINA,N" + from, "CHINA votes twice"},
		"other date":        {"votes-dprk.csv", "x,S/RES/1718 (2006),2006-10-15,S/PV.5551,in a meeting,Chile,Y" + from, "differ from other votes"},
		"day of no month":   {"votes-dprk.csv", "x,S/RES/9 (2019),2019-02-29,S/PV.5551,in a meeting,Chile,Y" + from, "2019-02 has no day 29"},
		"broken symbol":     {"votes-dprk.csv", "x,S/RES/1718(2006,2006-10-14,S/PV.5551,in a meeting,Chile,Y" + from, "bracket"},
		"unknown voter":     {"votes-dprk.csv", "x,S/RES/1718 (2006),2006-10-14,S/PV.5551,in a meeting,Chil,Y" + from, `member "Chil" is not on file`},
		"unknown property":  {"meeting-facts.csv", "x,S/PV.8363,mood,calm,recorded,2018-09-27" + from, `property "mood" is not known`},
		"unknown modality":  {"meeting-facts.csv", "x,S/PV.8363,level,calm,hoped,2018-09-27" + from, `modality "hoped" is not known`},
		"no meeting":        {"meeting-facts.csv", "x,S/2018/238,level,calm,recorded,2018-09-27" + from, "is a document"},
		"broken reference":  {"meeting-facts.csv", "x,S/PV.8363,related-meeting,the last one,recorded,2018-09-27" + from, "value: read symbol"},
		"unknown hedge":     {"positions.csv", "x,China,dialogue,for,words,guessed,2018,2018,page" + from, `hedge "guessed" is not known`},
		"unknown stance":    {"positions.csv", "x,China,dialogue,maybe,words,said,2018,2018,page" + from, `stance "maybe" is not known`},
		"unknown member":    {"positions.csv", "x,Chinaa,dialogue,for,words,said,2018,2018,page" + from, "the nearest is China"},
		"unknown act":       {"committee-actions.csv", "x,2018-01-01,2018-01-01,1718,sigh,,,subject,,,," + strings.TrimPrefix(from, ","), `action "sigh" is not known`},
		"outcome of none":   {"committee-actions.csv", "x,2018-01-01,2018-01-01,1718,hold,,,subject,,,2018-01-02" + from, "outcome is empty"},
		"unknown party":     {"talks.csv", "x,2018-01-01,2018-01-01,,,summit,US Atlantis,what,,,," + strings.TrimPrefix(from, ","), `name "Atlantis" is not on file`},
		"ends too early":    {"talks.csv", "x,2018-01-02,2018-01-02,2018-01-01,,summit,US,what,,,," + strings.TrimPrefix(from, ","), "is before date"},
		"repeated id":       {"talks.csv", "2018-06-12-singapore,2018-01-02,2018-01-02,,,summit,US,what,,,," + strings.TrimPrefix(from, ","), "repeats id"},
		"two names":         {"members.csv", "x,2018,Peru,Poland,elected,peru" + from, "is \"Peru\" by state-aliases.csv"},
		"member twice":      {"members.csv", "x,2018,PERU,Peru,elected,peru" + from, "a member of 2018 twice"},
		"broken alias id":   {"members.csv", "x,2018,Chile,Chile,elected,chili" + from, `"chili" is not in state-aliases.csv`},
		"unknown seat":      {"members.csv", "x,2018,Chile,Chile,standing,chile" + from, `seat "standing" is not known`},
		"alias twice":       {"state-aliases.csv", "x,China,China,name,here," + from, `alias "China" stands twice`},
		"alias of two":      {"state-aliases.csv", "x,CHinA,Chile,name,here," + from, "mean the same State"},
		"group with State":  {"state-aliases.csv", "x,Some,China,group,here," + from, "do not agree"},
		"half a tally":      {"resolutions.csv", "x,S/RES/1 (1946),1946-01-25,1946-01-25,11,,,adopted,t,s" + from, "a count of the vote is missing"},
		"numbers backwards": {"resolution-numbers.csv", "1900,5,4," + from, "first is at least 1"},
		"year as month":     {"presidencies.csv", "x,2018,China,2018" + from, "is no month"},
		"unknown class":     {"duties.csv", "x,S/RES/2407 (2018),2,Council,duty,2019-01-01,,2018-03-21,a page,rumour,stored-page\n", "rumour"},
	} {
		fsys := tables(t)
		fsys[c.table].Data = append(fsys[c.table].Data, c.row...)
		_, err := Load(fsys)
		var e *source.Error
		if !errors.As(err, &e) || e.File != c.table || e.Line == 0 || e.Hint == "" || !strings.Contains(e.Error()+e.Hint, c.want) {
			t.Errorf("%s: %v; want %q, with a hint", name, err, c.want)
		}
	}
}

func TestLoadMissing(t *testing.T) {
	for name := range tables(t) {
		fsys := tables(t)
		delete(fsys, name)
		if _, err := Load(fsys); err == nil || !strings.Contains(err.Error(), name) {
			t.Errorf("without %s: %v", name, err)
		}
	}
}

// TestOwnRows: rows of one's own are shown, marked, and override nothing.
func TestOwnRows(t *testing.T) {
	const header = "id,member,question,stance,words,hedge,date,known_on,document,source,source_class,verification\n"
	row := "mine-1,Peru,dialogue,for,in favour of talks,said,2018-09-20,2018-09-20,a letter,a letter,press,stored-page\n"
	l, err := LoadWith(facts.FS(), fstest.MapFS{"positions.csv": {Data: []byte(header + row)}})
	if err != nil {
		t.Fatal(err)
	}
	got, err := l.Positions(PositionFilter{Member: "Peru"}, eve(t))
	if err != nil || len(got) != 1 || !got[0].Own || !strings.Contains(got[0].Line().String(), "a row of your own") {
		t.Errorf("%v, %v", got, err)
	}
	all, _ := l.Positions(PositionFilter{}, day.AsOf{})
	if len(all) != 126 {
		t.Errorf("%d positions", len(all))
	}
	for name, own := range map[string]fstest.MapFS{
		"is on file":      {"positions.csv": {Data: []byte(header + strings.Replace(row, "mine-1", "2018-09-17-uk-unity", 1))}},
		"takes no rows":   {"members.csv": {Data: []byte("id\n")}},
		"is not known":    {"positions.csv": {Data: []byte(header + strings.Replace(row, ",for,", ",fore,", 1))}},
		"column \"mood\"": {"positions.csv": {Data: []byte("mood," + header)}},
	} {
		var e *source.Error
		if _, err := LoadWith(facts.FS(), own); !errors.As(err, &e) || !strings.Contains(e.Error(), name) || e.Hint == "" {
			t.Errorf("%q: %v", name, err)
		}
	}
}
