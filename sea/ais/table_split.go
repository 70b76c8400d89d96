package ais

import (
	"bytes"
	"encoding/binary"
	"math/bits"
)

// rowSplitter finds the cells of a line, as encoding/csv reads a record of one
// line (RFC 4180), without allocating.
type rowSplitter struct {
	// ends holds, from index 1, where each cell of text ends; ends[0] is -1. It has
	// one place more than the cells expected, to see that there are too many.
	ends []int32
	text []byte // the line, or buf
	buf  []byte // the line without quotes
}

// cell returns cell i of the line split last.
func (s *rowSplitter) cell(i int) []byte { return s.text[s.ends[i]+1 : s.ends[i+1]] }

// split returns the number of cells, at most one more than expected; none with a
// reason.
func (s *rowSplitter) split(line []byte) (int, Reason) {
	s.ends[0] = -1
	quote := bytes.IndexByte(line, '"')
	if quote < 0 {
		s.text = line
		return s.plain(line, 0), ""
	}
	// The cells before the first quote are split as they stand.
	before := bytes.LastIndexByte(line[:quote], ',') + 1
	n := 0
	if before > 0 {
		n = s.plain(line[:before-1], 0)
	}
	s.buf = append(s.buf[:0], line[:before]...)
	return s.quoted(line[before:], n)
}

// plain splits text without quotes; n cells are there already.
func (s *rowSplitter) plain(text []byte, n int) int {
	const (
		ones   = 0x0101010101010101
		low7   = 0x7f7f7f7f7f7f7f7f
		commas = ',' * ones
	)
	last := len(s.ends) - 1
	i := 0
	for ; i+8 <= len(text); i += 8 {
		// A byte of found is 0x80 where text has a comma (exact, no carries).
		x := binary.LittleEndian.Uint64(text[i:]) ^ commas
		for found := ^((x&low7 + low7) | x | low7); found != 0; found &= found - 1 {
			if n == last {
				return n
			}
			n++
			s.ends[n] = int32(i + bits.TrailingZeros64(found)>>3)
		}
	}
	for ; i < len(text); i++ {
		if text[i] == ',' {
			if n == last {
				return n
			}
			n++
			s.ends[n] = int32(i)
		}
	}
	if n < last {
		n++
		s.ends[n] = int32(len(text))
	}
	return n
}

// quoted splits rest cell by cell into buf; n cells are there already.
func (s *rowSplitter) quoted(rest []byte, n int) (int, Reason) {
	for n < len(s.ends)-1 {
		var why Reason
		var more bool
		if len(rest) > 0 && rest[0] == '"' {
			rest, more, why = s.unquote(rest[1:])
		} else {
			rest, more, why = s.bare(rest)
		}
		if why != "" {
			return 0, why
		}
		n++
		s.ends[n] = int32(len(s.buf))
		if !more {
			break
		}
		s.buf = append(s.buf, ',')
	}
	s.text = s.buf
	return n, ""
}

// bare appends a cell without quotes. more says that a comma followed.
func (s *rowSplitter) bare(rest []byte) (after []byte, more bool, why Reason) {
	cell := rest
	if end := bytes.IndexByte(rest, ','); end >= 0 {
		cell, after, more = rest[:end], rest[end+1:], true
	}
	if bytes.IndexByte(cell, '"') >= 0 {
		return nil, false, ReasonQuotes
	}
	s.buf = append(s.buf, cell...)
	return after, more, ""
}

// unquote appends a cell whose opening quote was read.
func (s *rowSplitter) unquote(rest []byte) (after []byte, more bool, why Reason) {
	for {
		end := bytes.IndexByte(rest, '"')
		if end < 0 {
			return nil, false, ReasonOpenQuote
		}
		s.buf = append(s.buf, rest[:end]...)
		rest = rest[end+1:]
		switch {
		case len(rest) == 0:
			return nil, false, ""
		case rest[0] == ',':
			return rest[1:], true, ""
		case rest[0] != '"':
			return nil, false, ReasonQuotes
		}
		s.buf = append(s.buf, '"')
		rest = rest[1:]
	}
}
