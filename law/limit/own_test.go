package limit

import (
	"errors"
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/plimsoll-watch/plimsoll/base/day"
	"github.com/plimsoll-watch/plimsoll/base/source"
	"github.com/plimsoll-watch/plimsoll/facts"
)

// TestOwn: rows of one's own are read as strictly, stand apart, and override nothing.
func TestOwn(t *testing.T) {
	tables, err := Read(facts.FS())
	if err != nil {
		t.Fatal(err)
	}
	text, err := fs.ReadFile(facts.FS(), "deliveries.csv")
	if err != nil {
		t.Fatal(err)
	}
	head, rest, _ := strings.Cut(string(text), "\n")
	first, _, _ := strings.Cut(rest, "\n")
	row := "own-1,CN,refined,2018-05,999,,rounded,reported,2018-06-30,2018-06-30,,mine,press,stored-page"
	own, err := tables.Own(fstest.MapFS{"deliveries.csv": {Data: []byte(head + "\n" + row + "\n")}})
	if err != nil || len(own) != 1 {
		t.Fatalf("%v, %v", own, err)
	}
	june, _ := day.New(2018, 6, 29)
	if got := OwnLines(own, "refined", day.AsOf{Known: june}); len(got) != 0 {
		t.Errorf("shown before it was known: %v", got)
	}
	if got := OwnLines(own, "refined", day.AsOf{}); len(got) != 2 || !strings.Contains(got[1], "999 t") {
		t.Errorf("%v", got)
	}
	for name, files := range map[string]fstest.MapFS{
		"an id on file":       {"deliveries.csv": {Data: []byte(head + "\n" + first + "\n")}},
		"a table of figures":  {"caps.csv": {Data: []byte("cap_id\n")}},
		"a column of another": {"deliveries.csv": {Data: []byte("id,supplier\nx,y\n")}},
		"a date of no day":    {"deliveries.csv": {Data: []byte(head + "\n" + strings.Replace(row, "2018-05,", "2018-13,", 1) + "\n")}},
	} {
		_, err := tables.Own(files)
		var problem *source.Error
		if !errors.As(err, &problem) || problem.Hint == "" {
			t.Errorf("%s: %v", name, err)
		}
	}
}
