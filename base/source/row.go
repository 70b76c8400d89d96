package source

import (
	"fmt"
	"strconv"

	"github.com/plimsoll-watch/plimsoll/base/day"
	"github.com/plimsoll-watch/plimsoll/base/geo"
)

// Row is one row of a table.
type Row struct {
	table *Table
	index int
}

// Get returns the cell of a column of the layout; "" is unknown. To ask for
// another column is a mistake in the program, and panics.
func (r Row) Get(column string) string {
	i, ok := r.table.columns[column]
	if !ok {
		panic("table " + r.table.layout.File + " has no column " + column)
	}
	return r.table.rows[r.index][i]
}

// Problem returns an error about this row, for who reads more out of it than cells.
func (r Row) Problem(problem, hint string) error {
	return r.table.problem(int(r.table.lines[r.index]), problem, hint)
}

// Provenance returns where the row comes from, for tables with its [Columns].
func (r Row) Provenance() (Provenance, error) {
	class, err := ParseClass(r.Get("source_class"))
	if err != nil {
		return Provenance{}, r.Problem(err.Error(), "a class is primary, official-secondary, copy, press, derived or empty")
	}
	mark, err := ParseMark(r.Get("verification"))
	if err != nil {
		return Provenance{}, r.Problem(err.Error(), "verification is stored-page, stored-page+recalled, recalled, unverified or derived")
	}
	return Provenance{r.Get("source"), class, mark}, nil
}

// Place returns the place in the columns lat and lon; ok is false when both are
// empty: unknown.
func (r Row) Place() (p geo.Point, ok bool, err error) {
	lat, lon := r.Get("lat"), r.Get("lon")
	if lat == "" && lon == "" {
		return geo.Point{}, false, nil
	}
	p.Lat, err = strconv.ParseFloat(lat, 64)
	if err == nil {
		p.Lon, err = strconv.ParseFloat(lon, 64)
	}
	if err != nil {
		return geo.Point{}, false, r.Problem(fmt.Sprintf("lat %q, lon %q is not a place", lat, lon), "both are decimal degrees, or both are empty")
	}
	if !p.Valid() {
		return geo.Point{}, false, r.Problem(fmt.Sprintf("lat %s, lon %s is out of range", lat, lon), "latitude runs from -90 to 90, longitude from -180 to 180")
	}
	return p, true, nil
}

// Int returns a whole number; ok is false when the cell is empty.
func (r Row) Int(column string) (n int, ok bool, err error) {
	s := r.Get(column)
	if s == "" {
		return 0, false, nil
	}
	n, err = strconv.Atoi(s)
	if err != nil {
		return 0, false, r.Problem(fmt.Sprintf("%s %q is not a whole number", column, s), "write digits only")
	}
	return n, true, nil
}

// Date returns a date; an empty cell is no date.
func (r Row) Date(column string) (day.Date, error) {
	cell := r.Get(column)
	if cell == "" {
		return day.Date{}, nil
	}
	d, err := day.Parse(cell)
	if err != nil {
		return day.Date{}, r.Problem(column+": "+err.Error(), "dates are 2018, 2018-09, 2018-09-26 or two of these with .. between")
	}
	return d, nil
}

// identity joins the cells that tell a row from all others.
func (r Row) identity() string {
	if len(r.table.layout.Identity) == 1 {
		return r.Get(r.table.layout.Identity[0])
	}
	var b []byte
	for _, name := range r.table.layout.Identity {
		cell := r.Get(name)
		b = append(strconv.AppendInt(b, int64(len(cell)), 10), ':')
		b = append(b, cell...)
	}
	return string(b)
}
