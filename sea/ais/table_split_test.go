package ais

import (
	"bytes"
	"encoding/csv"
	"errors"
	"io"
	"testing"
)

// FuzzTableRow compares the cells of a line with encoding/csv, for any number of
// columns expected.
func FuzzTableRow(f *testing.F) {
	for _, s := range []string{
		`367704390,2022-01-03T00:00:24,30.22025,-93.26768,0.2,275.4,197,"INVENTED ""CHIEF""",,INV5,31,12,25,,,57,A`,
		`a,b`, `,`, `,,,,,,,,,,`, `"a"`, `"a,b",c`, `a,"b"c`, `a,b"c`, `"`, `""`, `"""`, `a,"`, "a\rb,c", `"a" ,b`,
	} {
		f.Add([]byte(s), byte(17))
	}
	f.Fuzz(func(t *testing.T, line []byte, width byte) {
		if bytes.IndexByte(line, '\n') >= 0 || bytes.HasSuffix(line, []byte("\r")) || len(line) == 0 {
			return // cut off before a line is split, or blank
		}
		r := csv.NewReader(bytes.NewReader(line))
		r.FieldsPerRecord = -1
		want, err := r.Read()
		s := rowSplitter{ends: make([]int32, int(width)+2)}
		n, why := s.split(line)
		if n > int(width) {
			if err == nil && len(want) <= int(width) {
				t.Fatalf("%q: %d cells of %d", line, n, len(want))
			}
			return
		}
		checkCells(t, line, &s, n, why, want, err)
	})
}

func checkCells(t *testing.T, line []byte, s *rowSplitter, n int, why Reason, want []string, err error) {
	t.Helper()
	if err != nil {
		var parse *csv.ParseError
		if why == "" || !errors.As(err, &parse) || parse.Err == io.EOF {
			t.Fatalf("%q: %d cells, %v", line, n, err)
		}
		return
	}
	if why != "" || n != len(want) {
		t.Fatalf("%q: %d cells (%s), want %q", line, n, why, want)
	}
	for i, cell := range want {
		if string(s.cell(i)) != cell {
			t.Fatalf("%q: cell %d is %q, want %q", line, i, s.cell(i), cell)
		}
	}
}

func TestSplitAllocatesNothing(t *testing.T) {
	s := rowSplitter{ends: make([]int32, 19), buf: make([]byte, 0, 256)}
	for _, line := range []string{
		`367704390,2022-01-03T00:00:24,30.22025,-93.26768,0.2,275.4,197,INVENTED,,INV5,31,12,25,,,57,A`,
		`367704390,2022-01-03T00:00:24,30.22025,-93.26768,0.2,275.4,197,"INVENTED ""CHIEF""",,INV5,31,12,25,,,57,A`,
	} {
		b := []byte(line)
		if n := testing.AllocsPerRun(100, func() { s.split(b) }); n != 0 {
			t.Errorf("%v allocations: %s", n, line)
		}
	}
}

// slowRows reads the rows of a table with encoding/csv.
func slowRows(t *testing.T, text []byte) [][]string {
	t.Helper()
	rows, err := csv.NewReader(bytes.NewReader(text)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	return rows[1:]
}
