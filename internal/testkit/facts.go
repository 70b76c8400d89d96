// Package testkit holds what the tests of several rooms share. Only tests import it.
package testkit

import (
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/plimsoll-watch/plimsoll/base/day"
	"github.com/plimsoll-watch/plimsoll/facts"
)

// AsOf returns both clocks at the end of a day, month or year.
func AsOf(t testing.TB, date string) day.AsOf {
	t.Helper()
	d, err := day.Parse(date)
	if err != nil {
		t.Fatal(err)
	}
	return day.AsOfDay(d.Last())
}

// Table returns the text of one of the tables shipped.
func Table(t testing.TB, name string) string {
	t.Helper()
	text, err := fs.ReadFile(facts.FS(), name)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// Reversed returns tables shipped with their rows in the opposite order: what a room
// says may not hang on it.
func Reversed(t testing.TB, names ...string) fstest.MapFS {
	t.Helper()
	tables := fstest.MapFS{}
	for _, name := range names {
		lines := strings.SplitAfter(strings.TrimRight(Table(t, name), "\n")+"\n", "\n")
		out := lines[0]
		for i := len(lines) - 1; i > 0; i-- {
			out += lines[i]
		}
		tables[name] = &fstest.MapFile{Data: []byte(out)}
	}
	return tables
}
