package limit

import (
	"bytes"
	"encoding/csv"
	"io/fs"
	"testing"
	"testing/fstest"

	"github.com/plimsoll-watch/plimsoll/base/day"
	"github.com/plimsoll-watch/plimsoll/facts"
)

func shipped(t testing.TB) *Tables {
	t.Helper()
	tables, err := Read(facts.FS())
	if err != nil {
		t.Fatal(err)
	}
	return tables
}

// files is the shipped tables of this room, to be changed.
type files map[string][][]string

func shippedFiles(t testing.TB) files {
	t.Helper()
	f := files{}
	for _, name := range []string{
		"caps.csv", "cap-adoptions.csv", "conversions.csv", "deliveries.csv", "delivery-aggregates.csv",
		"illicit-estimates.csv", "us-2018-estimate.csv", "us-2018-implied-dwt.csv", "other-regimes.csv", "stock-levels.csv",
	} {
		b, err := fs.ReadFile(facts.FS(), name)
		if err != nil {
			t.Fatal(err)
		}
		if f[name], err = csv.NewReader(bytes.NewReader(b)).ReadAll(); err != nil {
			t.Fatal(err)
		}
	}
	return f
}

func (f files) fsys() fs.FS {
	m := fstest.MapFS{}
	for name, rows := range f {
		var b bytes.Buffer
		w := csv.NewWriter(&b)
		_ = w.WriteAll(rows)
		m[name] = &fstest.MapFile{Data: b.Bytes()}
	}
	return m
}

func (f files) read(t fataler) *Tables {
	t.Helper()
	tables, err := Read(f.fsys())
	if err != nil {
		t.Fatal(err)
	}
	return tables
}

type fataler interface {
	Helper()
	Fatal(...any)
	Fatalf(string, ...any)
}

func (f files) column(file, name string) int {
	for i, c := range f[file][0] {
		if c == name {
			return i
		}
	}
	panic("no column " + name)
}

// set changes a cell of the row whose first cell is id.
func (f files) set(t fataler, file, id, column, value string) {
	t.Helper()
	for _, r := range f[file][1:] {
		if r[0] == id {
			r[f.column(file, column)] = value
			return
		}
	}
	t.Fatalf("%s has no row %s", file, id)
}

// drop leaves out rows.
func (f files) drop(file string, out func(row []string) bool) {
	kept := f[file][:1:1]
	for _, r := range f[file][1:] {
		if !out(r) {
			kept = append(kept, r)
		}
	}
	f[file] = kept
}

func on(s string) day.Day {
	d, err := day.Parse(s)
	if err != nil {
		panic(err)
	}
	return d.First()
}

func date(s string) day.Date {
	d, err := day.Parse(s)
	if err != nil {
		panic(err)
	}
	return d
}

func asOf(s string) day.AsOf { return day.AsOfDay(on(s)) }

// row returns a notification by its id.
func (t *Tables) row(id string) Notification {
	for _, n := range t.Notifications {
		if n.ID == id {
			return n
		}
	}
	panic("no notification " + id)
}

func (t *Tables) capOf(id string) Cap {
	for _, c := range t.Caps {
		if c.ID == id {
			return c
		}
	}
	panic("no cap " + id)
}

func year(s string) Window {
	d := date(s)
	return Window{d.First(), d.Last()}
}

func status(t fataler, tables *Tables, q Question) Status {
	t.Helper()
	if q.Regime == "" {
		q.Regime = "dprk"
	}
	if q.Product == "" {
		q.Product = "refined"
	}
	s, err := tables.Status(q)
	if err != nil {
		t.Fatal(err)
	}
	return s
}
