package scene

import (
	"bufio"
	"bytes"
	"fmt"
	"io"

	"github.com/plimsoll-watch/plimsoll/sea/ais"
)

// Comment is the first line of the sentences: it says that they are invented.
const Comment = "# INVENTED: ships, numbers and voyages are made up (plimsoll, internal/scene); MMSIs begin with 599, which no State has"

// WriteNMEA writes the sentences in the order they came in, which is not quite the
// order of time, each with a tag block for time and station. Dirt is in it: wrong
// checksums, reports without a position, halves of reports, reports heard twice.
func (s *Scene) WriteNMEA(w io.Writer) error {
	out := bufio.NewWriterSize(w, 64<<10)
	fmt.Fprintln(out, Comment) // an error stays in out until Flush
	var line []byte
	for g := range s.arrived {
		line = g.sentences(line[:0])
		if _, err := out.Write(line); err != nil {
			return fmt.Errorf("write sentences: %w", err)
		}
	}
	if err := out.Flush(); err != nil {
		return fmt.Errorf("write sentences: %w", err)
	}
	return nil
}

// sentences appends what the file holds of a signal, whole lines.
func (g *signal) sentences(dst []byte) []byte {
	at := len(dst)
	switch g.fate {
	case spoilt:
		dst = g.encode(dst, true)
		spoil(dst[at:])
	case firstHalf, lastHalf:
		dst = append(dst, g.tag()...)
		first, last, _ := bytes.Cut(g.encode(nil, false), []byte("\n"))
		half := first
		if g.fate == lastHalf {
			half = last
		}
		dst = append(append(dst, bytes.TrimSpace(half)...), "\r\n"...)
	default:
		dst = g.encode(dst, true)
	}
	return dst
}

// encode appends the sentences of a report as sea/ais writes them.
func (g *signal) encode(dst []byte, tagged bool) []byte {
	return ais.Encode(dst, &g.report, ais.EncodeOptions{
		Talker: "AI", Channel: g.channel, Sequence: g.seq, TagBlock: tagged, Station: g.station,
	})
}

// tag is the tag block of a single half. NMEA 0183 4.10, 7.
func (g *signal) tag() string {
	fields := fmt.Sprintf("s:%s,c:%d", g.station, g.report.Time)
	sum := byte(0)
	for i := range len(fields) {
		sum ^= fields[i]
	}
	return fmt.Sprintf("\\%s*%02X\\", fields, sum)
}

// spoil changes one character of the payload, so that the checksum does not fit.
func spoil(line []byte) {
	last := bytes.LastIndexByte(line, '*')
	comma := bytes.LastIndexByte(line[:last], ',')
	i := comma - 5
	if line[i] == '0' {
		line[i] = '1'
		return
	}
	line[i] = '0'
}
