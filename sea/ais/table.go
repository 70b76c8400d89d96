package ais

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"sync"
)

// Format is what a file was read as.
type Format string

// The formats that [Read] tells apart.
const (
	FormatNMEA               Format = "nmea"                // AIVDM and AIVDO sentences
	FormatMarineCadastre     Format = "marinecadastre"      // MarineCadastre.gov, 2015 to 2024
	FormatMarineCadastre2025 Format = "marinecadastre-2025" // from 2025 on, older years republished
	FormatTable              Format = "table"               // any other table with a header line
)

// Why a line of a table was rejected, besides [ReasonNoPosition], [ReasonRange]
// and [ReasonTimeRange] (before 1990 or after 2105).
const (
	ReasonColumns      Reason = "wrong number of columns"
	ReasonQuotes       Reason = "quote marks out of place"
	ReasonOpenQuote    Reason = "line break inside quotes"
	ReasonLongLine     Reason = "line over 64 kB"
	ReasonMMSI         Reason = "bad MMSI"
	ReasonNoTime       Reason = "no time"
	ReasonTimeForm     Reason = "time in an unknown form"
	ReasonPlaceForm    Reason = "position is not a number"
	ReasonSentence     Reason = "an AIS sentence in a table"
	ReasonSecondHeader Reason = "under a second header that differs from the first"
)

// What a table holds besides rows, as counted in [Tally.Other].
const (
	otherHeader   = "header"
	otherRepeated = "repeated header"
	otherBlank    = "blank line"
	otherNoEnd    = "last line without a line end"
)

const (
	tableBlock  = 4 << 20  // bytes handed to a worker at a time
	maxTableRow = 64 << 10 // bytes of a line; longer ones are not rows of a table
)

// ReadTable reads a table: comma-separated, with a header line that names the
// columns in any order. Names known from MarineCadastre's two layouts and a few
// obvious ones are found by themselves; opt.Columns names others.
//
// A row with an MMSI, a time and a place on the Earth becomes a report of type 0
// that may hold static values too. Every other line is rejected and counted by
// reason; lines that are no rows are counted in Tally.Other. So is, by row, a
// value that is unreadable or out of range, which is then absent. A time without
// a zone is UTC. One line is one row: a line break inside quotes is refused.
//
// Blocks of lines are parsed by opt.Workers goroutines; calls of sink with one
// worker number never overlap. The reports, as a set, and the tally do not depend
// on the number of workers.
func ReadTable(ctx context.Context, r io.Reader, opt Options, sink Sink) (*Tally, Format, error) {
	return readTable(ctx, r, opt, sink, tableBlock)
}

func readTable(ctx context.Context, r io.Reader, opt Options, sink Sink, size int) (*Tally, Format, error) {
	total := &Tally{}
	br := bufio.NewReaderSize(r, maxTableRow)
	lay, line, err := readHeader(br, opt, total)
	total.Lines = line
	if err != nil {
		return total, FormatTable, err
	}
	total.other(otherHeader, 1)
	t := &tableReader{
		opt: opt, layout: lay, sink: sink, size: size, stop: make(chan struct{}),
		blocks: make(chan tableBlockOf), free: make(chan []byte, max(1, opt.Workers)+1),
	}
	err = t.read(ctx, br, line+1, total)
	if err == nil && total.Rows > 0 && total.Reports == 0 {
		err = nothingRead(opt.Name, lay, total)
	}
	return total, lay.format, err
}

// tableReader hands blocks of lines to workers.
type tableReader struct {
	opt    Options
	layout *layout
	sink   Sink
	size   int
	blocks chan tableBlockOf
	free   chan []byte // buffers to fill again

	mu    sync.Mutex // guards first
	first *InputError
	once  sync.Once
	stop  chan struct{} // closed when a row was rejected under opt.Strict
}

func (t *tableReader) read(ctx context.Context, r io.Reader, line uint32, total *Tally) error {
	workers := max(1, t.opt.Workers)
	for range cap(t.free) {
		t.free <- make([]byte, 0, t.size)
	}
	parsers := make([]*tableParser, workers)
	var wg sync.WaitGroup
	for i := range parsers {
		parsers[i] = newTableParser(t.layout, t.opt, i, t.sink)
		wg.Go(func() { t.work(ctx, parsers[i]) })
	}
	cut := &blockCutter{r: r, opt: t.opt, layout: t.layout, line: line, tally: total}
	err := t.cut(ctx, cut)
	close(t.blocks)
	wg.Wait()
	for _, p := range parsers {
		total.Add(&p.tally)
	}
	total.Lines = cut.line - 1
	if t.first != nil {
		return t.first
	}
	return readError(t.opt.Name, err)
}

// cut reads and hands on blocks in the order of the file. Under opt.Strict every
// block before one with a rejected row has then been handed on, so that the lowest
// line is found whatever worker is first.
func (t *tableReader) cut(ctx context.Context, cut *blockCutter) error {
	for {
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-t.stop:
			return nil
		case buf := <-t.free:
			b, err := cut.next(buf)
			if len(b.text) > 0 {
				t.blocks <- b
			}
			if cut.long != nil && t.opt.Strict {
				t.reject(cut.long)
			}
			if err == io.EOF {
				return nil
			}
			if err != nil {
				return err
			}
			if len(b.text) == 0 {
				t.free <- b.text[:0]
			}
		}
	}
}

func (t *tableReader) work(ctx context.Context, p *tableParser) {
	for b := range t.blocks {
		if ctx.Err() == nil {
			if bad := p.block(b); bad != nil {
				t.reject(bad)
			}
		}
		t.free <- b.text[:0]
	}
}

// reject keeps the first line rejected under opt.Strict and stops the reading.
func (t *tableReader) reject(bad *InputError) {
	t.mu.Lock()
	if t.first == nil || bad.Line < t.first.Line {
		t.first = bad
	}
	t.mu.Unlock()
	t.once.Do(func() { close(t.stop) })
}

// strictError says which line stopped a strict run.
func strictError(name string, why Reason, line uint32) *InputError {
	return &InputError{File: name, Line: line, What: string(why), Hint: "without --strict such lines are counted and left out"}
}

// readError adds the file to an error of its reader.
func readError(name string, err error) error {
	var input *InputError
	if err == nil || errors.As(err, &input) {
		return err
	}
	return fmt.Errorf("read %s: %w", name, err)
}

// nothingRead says why a table with rows gave no report.
func nothingRead(name string, lay *layout, t *Tally) error {
	most := t.Rejects()[0]
	return &InputError{
		File: name, Line: most.Examples[0].Line,
		What: fmt.Sprintf("no row could be read, most often: %s", most.Reason),
		Hint: hintFor(most.Reason, lay),
	}
}

func hintFor(why Reason, lay *layout) string {
	switch why {
	case ReasonColumns, ReasonQuotes, ReasonOpenQuote, ReasonLongLine:
		return fmt.Sprintf("the header names %d columns; columns are divided by commas, a decimal is a point, text with commas stands in quotes", lay.width)
	case ReasonTimeForm, ReasonNoTime, ReasonTimeRange:
		return "times are read as 2022-01-03T00:00:00 or 2022-01-03 00:00:00, in UTC or with an offset, and as seconds or milliseconds since 1970; day or month first is not read"
	case ReasonNoPosition, ReasonPlaceForm, ReasonRange:
		return fmt.Sprintf("latitude was read from %s, longitude from %s; name others with --columns lat=NAME,lon=NAME", lay.name(colLat), lay.name(colLon))
	case ReasonMMSI:
		return fmt.Sprintf("the MMSI was read from %s; name another with --columns mmsi=NAME", lay.name(colMMSI))
	case ReasonSentence:
		return "without its first line this is a file of AIS sentences"
	}
	return ""
}

// readHeader reads the first line that is not blank. line is the last line read.
func readHeader(br *bufio.Reader, opt Options, t *Tally) (lay *layout, line uint32, err error) {
	for {
		text, err := br.ReadSlice('\n')
		if len(text) == 0 && err == io.EOF {
			return nil, line, &InputError{File: opt.Name, What: "empty file"}
		}
		line++
		switch {
		case err == bufio.ErrBufferFull:
			return nil, line, &InputError{File: opt.Name, Line: line, What: "the first line is over 64 kB long", Hint: acceptedHint}
		case err != nil && err != io.EOF:
			return nil, line, readError(opt.Name, err)
		}
		if line == 1 {
			text = bytes.TrimPrefix(text, []byte(utf8BOM))
		}
		text = trimLineEnd(text)
		if len(bytes.TrimSpace(text)) > 0 {
			lay, err := newLayout(text, opt, line)
			return lay, line, err
		}
		t.other(otherBlank, 1)
	}
}

const utf8BOM = "\xef\xbb\xbf"

// trimLineEnd cuts LF or CR LF.
func trimLineEnd(line []byte) []byte {
	line = bytes.TrimSuffix(line, []byte{'\n'})
	return bytes.TrimSuffix(line, []byte{'\r'})
}
