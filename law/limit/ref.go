package limit

import (
	"io/fs"

	"github.com/plimsoll-watch/plimsoll/base/day"
	"github.com/plimsoll-watch/plimsoll/base/source"
)

// Ref names one row of a table and says how far it is to be trusted.
type Ref struct {
	Table   string       `json:"table"`
	ID      string       `json:"id"`
	Source  string       `json:"source"`
	Class   source.Class `json:"source_class"`
	Mark    source.Mark  `json:"verification"`
	KnownOn day.Date     `json:"known_on,omitzero"` // zero: not known when
	Note    string       `json:"note,omitempty"`
}

// decides reports whether the row may decide anything as of both clocks.
func (r Ref) decides(asof day.AsOf) bool { return r.Mark.Decides() && asof.Knows(r.KnownOn) }

// cells reads the cells of one row and remembers the first that is wrong.
type cells struct {
	source.Row
	err error
}

func (c *cells) fail(problem, hint string) {
	if c.err == nil {
		c.err = c.Problem(problem, hint)
	}
}

// keep remembers an error of a reader below.
func (c *cells) keep(err error) {
	if c.err == nil {
		c.err = err
	}
}

// each reads a table and hands every row to read.
func each(fsys fs.FS, l source.Layout, read func(*cells) error) error {
	table, err := source.Read(fsys, l)
	if err != nil {
		return err
	}
	for row := range table.Rows() {
		c := &cells{Row: row}
		if err := read(c); err != nil {
			return err
		}
		if c.err != nil {
			return c.err
		}
	}
	return nil
}

// ref returns the row's reference; known names the column of the day it became
// known, "" when the table has none.
func (c *cells) ref(table, id, known, note string) Ref {
	p, err := c.Provenance()
	if err != nil {
		c.keep(err)
	}
	r := Ref{Table: table, ID: id, Source: p.Source, Class: p.Class, Mark: p.Mark, Note: note}
	if known != "" {
		r.KnownOn = c.date(known)
	}
	return r
}
