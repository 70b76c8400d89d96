package ais

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"strconv"

	"github.com/plimsoll-watch/plimsoll/base/geo"
)

const marineCadastreHeader = "MMSI,BaseDateTime,LAT,LON,SOG,COG,Heading,VesselName,IMO,CallSign,VesselType,Status,Length,Width,Draft,Cargo,TransceiverClass\n"

// TableWriter writes reports as rows of MarineCadastre's 17 columns, as published
// for 2015 to 2024. An absent value is an empty cell; Cargo is always empty. Places
// have up to seven decimals of a degree, so that [ReadTable] gives the same
// 1/600000 degrees. A size loses where the antenna stands, for which there is no
// column; rate of turn, destination and what else there is no column for is lost.
type TableWriter struct {
	w   *bufio.Writer
	row []byte
}

// NewTableWriter returns a writer on w. The header is written first, even when no
// row follows. Nothing is certain to be in w before Flush.
func NewTableWriter(w io.Writer) *TableWriter {
	t := &TableWriter{w: bufio.NewWriterSize(w, 64<<10)}
	t.w.WriteString(marineCadastreHeader) // an error stays in t.w until Flush
	return t
}

// Flush writes what is buffered.
func (t *TableWriter) Flush() error {
	if err := t.w.Flush(); err != nil {
		return fmt.Errorf("write table: %w", err)
	}
	return nil
}

// Write writes one row with the values r has, static ones too: who wants a ship's
// name in each row sets it. A report without a time or place is no row.
func (t *TableWriter) Write(r *Report) error {
	if !r.Is(HasTime | HasPlace) {
		return fmt.Errorf("write table: MMSI %s, line %d: a row needs a time and a place", r.MMSI, r.Line)
	}
	if bytes.ContainsAny(r.Name, "\r\n") || bytes.ContainsAny(r.CallSign, "\r\n") {
		return fmt.Errorf("write table: MMSI %s, line %d: line break in a name", r.MMSI, r.Line)
	}
	t.row = appendRow(t.row[:0], r)
	if _, err := t.w.Write(t.row); err != nil {
		return fmt.Errorf("write table: %w", err)
	}
	return nil
}

func appendRow(b []byte, r *Report) []byte {
	b = append(b, r.MMSI.String()...)
	b = appendTime(append(b, ','), r.Time)
	b = appendDegrees(append(b, ','), r.Place.Lat)
	b = appendDegrees(append(b, ','), r.Place.Lon)
	b = appendTenths(append(b, ','), r.Is(HasSOG), r.SOG)
	b = appendTenths(append(b, ','), r.Is(HasCOG), r.COG)
	b = appendWhole(append(b, ','), r.Is(HasHeading), r.Heading)
	b = appendText(append(b, ','), r.Is(HasName), r.Name)
	b = append(b, ',')
	if r.Is(HasIMO) {
		b = fmt.Appendf(b, "IMO%07d", uint32(r.IMO))
	}
	b = appendText(append(b, ','), r.Is(HasCallSign), r.CallSign)
	b = appendWhole(append(b, ','), r.Is(HasShipType), uint16(r.ShipType))
	b = appendWhole(append(b, ','), r.Is(HasStatus), uint16(r.Status))
	length, beam := r.Size.Length(), r.Size.Beam()
	b = appendWhole(append(b, ','), r.Is(HasSize) && length > 0, uint16(length))
	b = appendWhole(append(b, ','), r.Is(HasSize) && beam > 0, uint16(beam))
	b = appendTenths(append(b, ','), r.Is(HasDraught), uint16(r.Draught))
	class := byte('A')
	if r.ClassB {
		class = 'B'
	}
	return append(b, ',', ',', class, '\n')
}

// appendTime writes 2022-01-03T00:00:00, without a zone as the publisher does; it
// is UTC.
func appendTime(b []byte, seconds uint32) []byte {
	days, s := int(seconds/86400), int(seconds%86400)
	y, m, d := dateOf(days)
	b = append(appendPadded(b, y, 1000), '-')
	b = append(appendPadded(b, m, 10), '-')
	b = append(appendPadded(b, d, 10), 'T')
	b = append(appendPadded(b, s/3600, 10), ':')
	b = append(appendPadded(b, s/60%60, 10), ':')
	return appendPadded(b, s%60, 10)
}

// dateOf is the inverse of [daysSince1970].
func dateOf(days int) (y, m, d int) {
	for y = 1970 + days/366; daysSince1970(y+1, 1, 1) <= days; y++ {
	}
	for m = 1; m < 12 && daysSince1970(y, m+1, 1) <= days; m++ {
	}
	return y, m, days - daysSince1970(y, m, 1) + 1
}

// appendPadded writes n with as many digits as unit, a power of ten, has.
func appendPadded(b []byte, n, unit int) []byte {
	for ; unit > 0; unit /= 10 {
		b = append(b, byte('0'+n/unit%10))
	}
	return b
}

// appendDegrees writes 1/600000 degrees with seven decimals at most, rounded half
// away from zero.
func appendDegrees(b []byte, fine int32) []byte {
	n := int64(fine)
	if n < 0 {
		b, n = append(b, '-'), -n
	}
	n = (2*n*1e7 + geo.FinePerDegree) / (2 * geo.FinePerDegree)
	b = strconv.AppendInt(b, n/1e7, 10)
	if n%1e7 == 0 {
		return b
	}
	b = appendPadded(append(b, '.'), int(n%1e7), 1e6)
	return bytes.TrimRight(b, "0")
}

func appendTenths(b []byte, has bool, v uint16) []byte {
	if !has {
		return b
	}
	b = strconv.AppendUint(b, uint64(v/10), 10)
	if v%10 != 0 {
		b = append(b, '.', byte('0'+v%10))
	}
	return b
}

func appendWhole(b []byte, has bool, v uint16) []byte {
	if !has {
		return b
	}
	return strconv.AppendUint(b, uint64(v), 10)
}

// appendText quotes what a comma or quote mark would break (RFC 4180).
func appendText(b []byte, has bool, s []byte) []byte {
	if !has {
		return b
	}
	if !bytes.ContainsAny(s, `",`) {
		return append(b, s...)
	}
	b = append(b, '"')
	for _, c := range s {
		if c == '"' {
			b = append(b, '"')
		}
		b = append(b, c)
	}
	return append(b, '"')
}
