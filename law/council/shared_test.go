package council

import (
	"encoding/csv"
	"os"
	"path/filepath"
	"testing"
	"testing/fstest"

	"github.com/plimsoll-watch/plimsoll/base/day"
	"github.com/plimsoll-watch/plimsoll/facts"
)

// shared opens a file of the real record beside the repository.
func shared(t *testing.T, name string) *os.File {
	t.Helper()
	f, err := os.Open(filepath.Join("../../../shared/data/council", name))
	if err != nil {
		t.Skipf("%s is not beside the repository", name)
	}
	t.Cleanup(func() { f.Close() })
	return f
}

// sharedRows reads a table of the real record, a map a row.
func sharedRows(t *testing.T, name string) []map[string]string {
	t.Helper()
	all, err := csv.NewReader(shared(t, name)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var rows []map[string]string
	for _, cells := range all[1:] {
		row := map[string]string{}
		for i, cell := range cells {
			row[all[0][i]] = cell
		}
		rows = append(rows, row)
	}
	return rows
}

func load(t *testing.T) *Library {
	t.Helper()
	l, err := Load(facts.FS())
	if err != nil {
		t.Fatal(err)
	}
	return l
}

// tables returns the tables of this room, to be changed by a test.
func tables(t *testing.T) fstest.MapFS {
	t.Helper()
	fsys := fstest.MapFS{}
	for _, name := range []string{"state-aliases", "members", "presidencies", "resolution-numbers", "votes-dprk", "resolutions",
		"meeting-dates", "meeting-facts", "positions", "committee-actions", "talks", "duties", "report-versions", "chronology", "sts-incidents"} {
		f, err := facts.FS().Open(name + ".csv")
		if err != nil {
			t.Fatal(err)
		}
		info, _ := f.Stat()
		b := make([]byte, info.Size())
		if n, err := f.Read(b); err != nil || n != len(b) {
			t.Fatal(n, err)
		}
		fsys[name+".csv"] = &fstest.MapFile{Data: b}
	}
	return fsys
}

func dayOn(t *testing.T, s string) day.Day {
	t.Helper()
	d, err := day.Parse(s)
	if err != nil {
		t.Fatal(err)
	}
	return d.Last()
}

// eve is 26 September 2018.
func eve(t *testing.T) day.AsOf { return day.AsOfDay(dayOn(t, "2018-09-26")) }

func sym(t *testing.T, s string) Symbol {
	t.Helper()
	read, err := Parse(s)
	if err != nil {
		t.Fatal(err)
	}
	return read
}
