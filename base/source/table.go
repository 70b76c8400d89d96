package source

import (
	"compress/gzip"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"slices"
	"strings"
	"unicode/utf8"
)

// Layout is what a table must look like: a file of comma-separated values in
// UTF-8 with one header line, packed by gzip when its name ends in .gz. Every
// column named here must be there, in any order, and no other.
type Layout struct {
	File     string
	Identity []string // the columns that tell a row from all others; none: rows may repeat
	Required []string // columns without an empty cell
	Optional []string // columns where an empty cell means unknown
}

// Table is a table read. It does not change.
type Table struct {
	layout  Layout
	columns map[string]int
	rows    [][]string
	lines   []int32
}

// Error is what is wrong with a table, where, and what to do.
type Error struct {
	File    string
	Line    int // of the file, the header is line 1; 0 is the whole file
	Problem string
	Hint    string
}

// Error returns file, line and problem; the hint stands apart.
func (e *Error) Error() string {
	if e.Line == 0 {
		return fmt.Sprintf("read %s: %s", e.File, e.Problem)
	}
	return fmt.Sprintf("read %s: line %d: %s", e.File, e.Line, e.Problem)
}

// WithID returns the layout of a table whose rows have an id and the columns of
// provenance, and besides them the columns named, with blanks between.
func WithID(file, required, optional string) Layout {
	return Layout{
		File: file, Identity: []string{"id"},
		Required: append([]string{"id", "verification"}, strings.Fields(required)...),
		Optional: append([]string{"source", "source_class"}, strings.Fields(optional)...),
	}
}

// Each reads a table and hands on its rows in their order, to the first error.
func Each(fsys fs.FS, l Layout, add func(Row) error) error {
	t, err := Read(fsys, l)
	if err != nil {
		return err
	}
	for r := range t.Rows() {
		if err := add(r); err != nil {
			return err
		}
	}
	return nil
}

// Read reads the table of a layout. A file that is not there is an error that
// matches [fs.ErrNotExist]; everything wrong inside is an [*Error].
func Read(fsys fs.FS, l Layout) (*Table, error) {
	f, err := fsys.Open(l.File)
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", l.File, err)
	}
	defer f.Close()
	var r io.Reader = f
	if strings.HasSuffix(l.File, ".gz") {
		if r, err = gzip.NewReader(f); err != nil {
			return nil, fmt.Errorf("read %s: %w", l.File, err)
		}
	}
	t := &Table{layout: l}
	if err := t.read(csv.NewReader(r)); err != nil {
		return nil, err
	}
	if err := t.checkIdentities(); err != nil {
		return nil, err
	}
	return t, nil
}

func (t *Table) read(r *csv.Reader) error {
	header, err := r.Read()
	if errors.Is(err, io.EOF) {
		return t.problem(0, "the file is empty", "the first line names the columns: "+strings.Join(t.layout.all(), ", "))
	}
	if err != nil {
		return t.unreadable(err)
	}
	if err := t.readHeader(header); err != nil {
		return err
	}
	for {
		row, err := r.Read()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return t.unreadable(err)
		}
		line, _ := r.FieldPos(0)
		if err := t.add(row, line); err != nil {
			return err
		}
	}
}

// unreadable turns an error of the reader of comma-separated values into ours.
func (t *Table) unreadable(err error) error {
	var p *csv.ParseError
	switch {
	case errors.As(err, &p) && errors.Is(err, csv.ErrFieldCount):
		return t.problem(p.Line, "the row has another number of cells than the header", "a cell with a comma in it stands in double quotes")
	case errors.As(err, &p):
		return t.problem(p.Line, p.Err.Error(), `a cell with a double quote in it stands in double quotes, and the quote is doubled: ""`)
	}
	return fmt.Errorf("read %s: %w", t.layout.File, err)
}

func (t *Table) readHeader(header []string) error {
	want := t.layout.all()
	t.columns = make(map[string]int, len(header))
	for i, name := range header {
		if _, twice := t.columns[name]; twice {
			return t.problem(1, fmt.Sprintf("column %q stands twice", name), "leave one out")
		}
		if !slices.Contains(want, name) {
			return t.problem(1, fmt.Sprintf("column %q is not known", name), "the columns are "+strings.Join(want, ", "))
		}
		t.columns[name] = i
	}
	for _, name := range want {
		if _, ok := t.columns[name]; !ok {
			return t.problem(1, fmt.Sprintf("there is no column %q", name), "the columns are "+strings.Join(want, ", "))
		}
	}
	return nil
}

func (l Layout) all() []string { return slices.Concat(l.Required, l.Optional) }

// add checks a row on its own and keeps it.
func (t *Table) add(row []string, line int) error {
	for _, name := range t.layout.Required {
		if row[t.columns[name]] == "" {
			return t.problem(line, name+" is empty", "every row needs its "+name)
		}
	}
	for _, cell := range row {
		if !utf8.ValidString(cell) {
			return t.problem(line, "a cell is not UTF-8", "save the table as UTF-8")
		}
	}
	t.rows = append(t.rows, row)
	t.lines = append(t.lines, int32(line))
	return t.checkProvenance(t.Row(len(t.rows) - 1))
}

// checkProvenance checks the values of the two columns that say how far a row can
// be trusted, where the table has them.
func (t *Table) checkProvenance(r Row) error {
	if !t.Has("source_class") || !t.Has("verification") {
		return nil
	}
	p, err := r.Provenance()
	if err != nil {
		return err
	}
	if p.Class == NoSource && p.Mark != Unverified && p.Mark != Recalled {
		return r.Problem("there is no source_class, yet verification is "+string(p.Mark), "without a source a row is unverified or recalled")
	}
	return nil
}

// checkIdentities refuses a row that has the identity of one before.
func (t *Table) checkIdentities() error {
	if len(t.layout.Identity) == 0 {
		return nil
	}
	seen := make(map[string]int32, len(t.rows))
	for i, line := range t.lines {
		id := t.Row(i).identity()
		if first, twice := seen[id]; twice {
			return t.problem(int(line), fmt.Sprintf("the row repeats %s of line %d", strings.Join(t.layout.Identity, ", "), first),
				"a table only adds rows; give it another identity or leave it out")
		}
		seen[id] = line
	}
	return nil
}

// Len returns the number of rows.
func (t *Table) Len() int { return len(t.rows) }

// Row returns row i, counted from 0 in the order of the file.
func (t *Table) Row(i int) Row { return Row{t, i} }

// Rows runs over all rows in the order of the file.
func (t *Table) Rows() iter.Seq[Row] {
	return func(yield func(Row) bool) {
		for i := range t.rows {
			if !yield(Row{t, i}) {
				return
			}
		}
	}
}

// Has reports whether the table has a column.
func (t *Table) Has(column string) bool {
	_, ok := t.columns[column]
	return ok
}

// problem returns an [*Error] of this table.
func (t *Table) problem(line int, problem, hint string) error {
	return &Error{File: t.layout.File, Line: line, Problem: problem, Hint: hint}
}
