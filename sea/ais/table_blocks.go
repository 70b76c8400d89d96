package ais

import (
	"bytes"
	"io"
	"slices"
)

// tableBlockOf is a run of whole lines.
type tableBlockOf struct {
	text    []byte
	line    uint32 // of the first
	foreign bool   // the lines stand under a second header that differs from the first
	headers []headerMark
}

// headerMark is a header line inside a block.
type headerMark struct {
	at      int
	foreign bool
}

// blockCutter reads a table in blocks cut at line ends. It looks at the beginning
// of every line, because a second header changes what the lines after it mean, in
// whatever block they are.
type blockCutter struct {
	r       io.Reader
	opt     Options
	layout  *layout
	line    uint32 // of the next line
	foreign bool
	rest    []byte // the beginning of a line whose end was not yet read
	err     error  // what ended the reading
	tally   *Tally
	long    *InputError // the first line that was too long to be held
}

// next fills buf. The error of the last block, at the latest, is io.EOF.
func (c *blockCutter) next(buf []byte) (tableBlockOf, error) {
	buf = append(buf[:0], c.rest...)
	c.rest = c.rest[:0]
	var cut int
	for {
		buf = c.fill(buf)
		cut = bytes.LastIndexByte(buf, '\n') + 1
		if c.err == io.EOF && cut < len(buf) {
			cut = len(buf)
			c.tally.other(otherNoEnd, 1)
		}
		if cut > 0 || c.err != nil {
			break
		}
		if len(buf) > maxTableRow {
			buf = c.skipLine(buf)
		}
		buf = slices.Grow(buf, max(1, len(buf)))
	}
	if c.err == nil {
		c.rest = append(c.rest, buf[cut:]...)
	}
	b := tableBlockOf{text: buf[:cut], line: c.line, foreign: c.foreign}
	c.scan(&b)
	return b, c.err
}

// fill reads until buf is full or nothing more comes. What was read before an
// error is kept.
func (c *blockCutter) fill(buf []byte) []byte {
	for empty := 0; len(buf) < cap(buf) && c.err == nil; {
		n, err := c.r.Read(buf[len(buf):cap(buf)])
		buf, c.err = buf[:len(buf)+n], err
		if empty++; n > 0 {
			empty = 0
		}
		if empty > 100 && err == nil {
			c.err = io.ErrNoProgress
		}
	}
	return buf
}

// skipLine rejects a line too long to be held, and returns what follows it.
func (c *blockCutter) skipLine(buf []byte) []byte {
	c.tally.Rows++
	c.tally.Reject(ReasonLongLine, c.line, buf)
	if c.long == nil {
		c.long = strictError(c.opt.Name, ReasonLongLine, c.line)
	}
	c.line++
	for {
		if end := bytes.IndexByte(buf, '\n'); end >= 0 {
			return append(buf[:0], buf[end+1:]...)
		}
		if c.err != nil {
			return buf[:0]
		}
		buf = c.fill(buf[:0])
	}
}

// scan counts the lines of b and marks the headers among them.
func (c *blockCutter) scan(b *tableBlockOf) {
	for at := 0; at < len(b.text); c.line++ {
		first, end := b.text[at], bytes.IndexByte(b.text[at:], '\n')
		if end < 0 {
			end = len(b.text) - at - 1
		}
		if first-'0' > 9 && first > '\r' {
			c.mark(b, at, trimLineEnd(b.text[at:at+end+1]))
		}
		at += end + 1
	}
}

// mark notes a line that is a header.
func (c *blockCutter) mark(b *tableBlockOf, at int, line []byte) {
	if !namesOnly(line) {
		return
	}
	header, same := c.layout.compare(line, c.opt)
	if header {
		c.foreign = !same
		b.headers = append(b.headers, headerMark{at, c.foreign})
	}
}

// namesOnly reports whether no cell of a line begins like a number, and there are
// cells: so does no row with an MMSI and a place.
func namesOnly(line []byte) bool {
	if looksLikeSentence(line) || !bytes.ContainsRune(line, ',') {
		return false
	}
	start := true
	for _, c := range line {
		switch {
		case c == ',':
			start = true
		case start && (c-'0' <= 9 || c == '-' || c == '+' || c == '.'):
			return false
		case c != ' ' && c != '"':
			start = false
		}
	}
	return true
}
