package ais

import (
	"bytes"
	"math"

	"github.com/plimsoll-watch/plimsoll/base/geo"
	"github.com/plimsoll-watch/plimsoll/base/vessel"
)

// tableParser turns lines into reports for one worker.
type tableParser struct {
	layout *layout
	name   string
	strict bool
	worker int
	sink   Sink
	row    rowSplitter
	report Report
	tally  Tally
}

func newTableParser(l *layout, opt Options, worker int, sink Sink) *tableParser {
	return &tableParser{
		layout: l, name: opt.Name, strict: opt.Strict, worker: worker, sink: sink,
		row: rowSplitter{ends: make([]int32, l.width+2)},
	}
}

// block reads the lines of b; under Options.Strict up to the first one rejected,
// which it returns.
func (p *tableParser) block(b tableBlockOf) *InputError {
	foreign := b.foreign
	for at, n := 0, b.line; at < len(b.text); n++ {
		line := b.text[at:]
		if end := bytes.IndexByte(line, '\n'); end >= 0 {
			line = line[:end+1]
		}
		header := len(b.headers) > 0 && b.headers[0].at == at
		if header {
			foreign, b.headers = b.headers[0].foreign, b.headers[1:]
		}
		at += len(line)
		if why := p.line(trimLineEnd(line), n, header, foreign); why != "" && p.strict {
			return strictError(p.name, why, n)
		}
	}
	return nil
}

// line counts and reads one line. It returns why the line was rejected.
func (p *tableParser) line(line []byte, n uint32, header, foreign bool) Reason {
	switch {
	case header && !foreign:
		p.tally.other(otherRepeated, 1)
		return ""
	case len(line) == 0 || line[0] <= ' ' && len(bytes.TrimSpace(line)) == 0:
		p.tally.other(otherBlank, 1)
		return ""
	}
	p.tally.Rows++
	var why Reason
	switch {
	case len(line) >= maxTableRow:
		why = ReasonLongLine
	case foreign && !looksLikeSentence(line):
		why = ReasonSecondHeader
	default:
		if why = p.read(line, n); why == "" {
			p.tally.Reports++
			p.tally.ByType[0]++
			p.sink(p.worker, &p.report)
			return ""
		}
	}
	if looksLikeSentence(line) {
		why = ReasonSentence
	}
	p.tally.Reject(why, n, line)
	return why
}

// read fills the report from a row: first what a row must have, in the order in
// which it is missed.
func (p *tableParser) read(line []byte, n uint32) Reason {
	cells, why := p.row.split(line)
	if why != "" {
		return why
	}
	if cells != p.layout.width {
		return ReasonColumns
	}
	p.report = Report{Line: n}
	mmsi, state := whole(p.cell(colMMSI))
	if state != numberGood || mmsi >= 1<<30 { // ITU-R M.1371-5, table 48: 30 bits
		return ReasonMMSI
	}
	p.report.MMSI = vessel.MMSI(mmsi)
	if p.report.Time, why = tableTime(p.cell(colTime)); why != "" {
		return why
	}
	if why = p.place(); why != "" {
		return why
	}
	p.report.Has = HasTime | HasPlace
	p.motion()
	p.static()
	return ""
}

// cell returns a cell of the row, nil when the table has no such column.
func (p *tableParser) cell(c column) []byte {
	at := p.layout.at[c]
	if at < 0 {
		return nil
	}
	return p.row.cell(at)
}

// place reads latitude and longitude; 91 and 181 are "not available" (ITU-R
// M.1371-5, table 48).
func (p *tableParser) place() Reason {
	lat, latState := fixed(p.cell(colLat), geo.FinePerDegree)
	lon, lonState := fixed(p.cell(colLon), geo.FinePerDegree)
	switch {
	case latState == numberBad || lonState == numberBad:
		return ReasonPlaceForm
	case latState == numberAbsent || lonState == numberAbsent,
		lat == 91*geo.FinePerDegree, lon == 181*geo.FinePerDegree:
		return ReasonNoPosition
	case lat < -90*geo.FinePerDegree || lat > 90*geo.FinePerDegree,
		lon < -180*geo.FinePerDegree || lon > 180*geo.FinePerDegree:
		return ReasonRange
	}
	p.report.Place = geo.Fine{Lat: int32(lat), Lon: int32(lon)}
	return ""
}

// motion reads speed, course, heading and status. What is absent by the book (a
// speed of 102.3, ITU-R M.1371-5, table 48) is absent silently; other values that
// cannot be are absent and counted.
func (p *tableParser) motion() {
	r := &p.report
	if v, ok := p.number(colSOG, 10, 0, 1022, 1023); ok {
		r.SOG, r.Has = uint16(v), r.Has|HasSOG
	}
	if v, ok := p.angle(colCOG, 10); ok {
		r.COG, r.Has = v, r.Has|HasCOG
	}
	if v, ok := p.angle(colHeading, 1); ok {
		r.Heading, r.Has = v, r.Has|HasHeading
	}
	if v, ok := p.number(colStatus, 1, 0, 15, noSentinel); ok {
		r.Status, r.Has = uint8(v), r.Has|HasStatus
	}
	class := p.cell(colClass)
	r.ClassB = len(class) == 1 && (class[0] == 'B' || class[0] == 'b')
}

// static reads who the ship says she is.
func (p *tableParser) static() {
	r := &p.report
	if v, ok := p.imo(); ok {
		r.IMO, r.Has = v, r.Has|HasIMO
	}
	if s := text(p.cell(colName)); len(s) > 0 {
		r.Name, r.Has = s, r.Has|HasName
	}
	if s := text(p.cell(colCallSign)); len(s) > 0 {
		r.CallSign, r.Has = s, r.Has|HasCallSign
	}
	if v, ok := p.number(colShipType, 1, 1, 255, 0); ok {
		r.ShipType, r.Has = uint8(v), r.Has|HasShipType
	}
	if v, ok := p.number(colDraught, 10, 1, 255, 0); ok {
		r.Draught, r.Has = uint8(v), r.Has|HasDraught
	}
	// Two fields of 9 bits, and two of 6, hold a size: ITU-R M.1371-5, figure 41.
	length, long := p.number(colLength, 1, 1, 1022, 0)
	width, wide := p.number(colWidth, 1, 1, 126, 0)
	if long || wide {
		r.Size, r.Has = vessel.Size{A: uint16(length), C: uint16(width)}, r.Has|HasSize
	}
}

// noSentinel is a number that no cell holds.
const noSentinel = math.MinInt64

// number reads an optional value in 1/scale from low to high, both included;
// absent is the number that says that there is none.
func (p *tableParser) number(c column, scale uint64, low, high, absent int64) (int64, bool) {
	cell := p.cell(c)
	if len(cell) == 0 {
		return 0, false
	}
	v, state := fixed(cell, scale)
	if state == numberBad {
		p.odd(c, " not a number")
	}
	if state != numberGood || v == absent {
		return 0, false
	}
	if v < low || v > high {
		p.odd(c, " out of range")
		return 0, false
	}
	return v, true
}

// angle reads an angle below 360 degrees in 1/scale. A course of 360 and a heading
// of 511 are absent by the book (ITU-R M.1371-5, table 48); so is a course of
// 409.5, the largest that twelve bits hold.
func (p *tableParser) angle(c column, scale int64) (uint16, bool) {
	v, ok := p.number(c, uint64(scale), 0, 511*scale, noSentinel)
	switch {
	case !ok:
		return 0, false
	case v < 360*scale:
		return uint16(v), true
	case v == 360*scale && bytes.HasPrefix(trimBlanks(p.cell(c)), []byte("359")):
		return 0, true // 359.96 to a tenth is north
	case c == colCOG && v != 3600 && v != 4095, c == colHeading && v != 511:
		p.odd(c, " out of range")
	}
	return 0, false
}

// imo reads "IMO9627980", "9627980" or "9627980.0", kept as typed whatever its
// length.
func (p *tableParser) imo() (vessel.IMO, bool) {
	cell := trimBlanks(p.cell(colIMO))
	if len(cell) >= 3 && bytes.EqualFold(cell[:3], []byte("IMO")) {
		cell = trimBlanks(cell[3:])
	}
	v, state := whole(cell)
	if state == numberBad || v >= 1<<32 {
		p.odd(colIMO, " not a number")
		return 0, false
	}
	return vessel.IMO(v), state == numberGood && v != 0
}

// odd counts a value that is taken as absent.
func (p *tableParser) odd(c column, what string) { p.tally.other(columnTitle(c)+what, 1) }

// text cuts what pads a name: blanks, and all from the first @ on (ITU-R M.1371-5,
// table 47: the fill character).
func text(cell []byte) []byte {
	if at := bytes.IndexByte(cell, '@'); at >= 0 {
		cell = cell[:at]
	}
	return trimBlanks(cell)
}
