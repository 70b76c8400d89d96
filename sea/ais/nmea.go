package ais

import (
	"bufio"
	"bytes"
	"context"
	"io"
)

// Options steer a reading.
type Options struct {
	// Name is the file's name, for errors.
	Name string
	// Workers is how many workers read a table; 0 is 1. Sentences are read by one.
	Workers int
	// Columns names the columns of a table that has names of its own: our name to
	// the column's.
	Columns map[string]string
	// Strict stops the reading at the first reject, with an [*InputError].
	Strict bool
	// BadChecksum keeps sentences and tag blocks whose checksum is wrong or
	// missing; they are counted all the same.
	BadChecksum bool
}

// Sink takes each report. Calls with one worker number never overlap; r and its
// slices are valid only during the call.
type Sink func(worker int, r *Report)

// maxLine is the longest line read; a longer one is rejected.
const maxLine = 64 << 10

// ReadNMEA reads AIVDM and AIVDO sentences to the end of r and hands each report
// to sink, with worker 0. It returns what it counted even with an error. A file
// without a single such sentence is an [*InputError].
func ReadNMEA(ctx context.Context, r io.Reader, opt Options, sink Sink) (*Tally, error) {
	rd := &reader{opt: opt, sink: sink}
	rd.parts.lost = rd.lostParts
	err := rd.read(ctx, bufio.NewReaderSize(r, 4*maxLine))
	rd.finish()
	if err == nil {
		err = rd.err
	}
	if err == nil && rd.tally.Sentences == 0 {
		err = noSentences(opt.Name, &rd.tally)
	}
	return &rd.tally, err
}

func noSentences(name string, t *Tally) error {
	hint := "AIS sentences begin with !AIVDM, !AIVDO, or another talker before VDM and VDO"
	if t.Lines == 0 {
		hint = "the file is empty"
	}
	return &InputError{File: name, What: "no AIS sentences in it", Hint: hint}
}

// reader is one reading of one file.
type reader struct {
	opt   Options
	sink  Sink
	tally Tally
	odds  [odds]int
	err   error // what stopped the reading, under opt.Strict
	index int   // sentences so far

	report  Report
	texts   texts
	message message
	s       sentence
	part    part
	parts   joiner
	echoes  echoes

	lead    stamp    // at the beginning of this line
	tag     tagBlock // before the next sentence on this line
	tagged  bool
	carried tagBlock // alone on its line: for the next sentence
	carries bool
	gate    gate // for the next sentence
	room    [2][]byte
}

// read takes the file line by line.
func (rd *reader) read(ctx context.Context, br *bufio.Reader) error {
	for rd.err == nil {
		line, err := br.ReadSlice('\n')
		if len(line) == 0 && err == io.EOF {
			return nil
		}
		if err != nil && err != io.EOF && err != bufio.ErrBufferFull {
			return readError(rd.opt.Name, err)
		}
		rd.tally.Lines++
		if len(line) > maxLine {
			rd.reject(ReasonLongLine, rd.tally.Lines, line)
			for err == bufio.ErrBufferFull {
				_, err = br.ReadSlice('\n')
			}
			continue
		}
		rd.line(line)
		if rd.tally.Lines&0xfff == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
	}
	return nil
}

// finish ends what is open and puts the counts where they belong.
func (rd *reader) finish() {
	for g := rd.parts.flush(); g != nil; g = rd.parts.flush() {
		rd.joined(g)
	}
	for o, n := range rd.odds {
		if n > 0 {
			rd.tally.other(odd(o).String(), n)
		}
	}
}

// line reads one line: a time, tag blocks and sentences in any number.
func (rd *reader) line(b []byte) {
	for len(b) > 0 && (b[len(b)-1] == '\n' || b[len(b)-1] == '\r' || b[len(b)-1] == ' ') {
		b = b[:len(b)-1]
	}
	rd.lead, rd.tagged = stamp{}, false
	switch {
	case len(b) == 0:
		rd.odds[oddBlank]++
		return
	case b[0] == '#':
		rd.odds[oddComment]++
		return
	case !mark(b[0]):
		if b = rd.before(b); b == nil {
			return
		}
	}
	for len(b) > 0 {
		switch b[0] {
		case '!':
			b = rd.bang(b)
		case '$':
			b = rd.dollar(b)
		case '\\':
			b = rd.openTag(b)
		}
	}
	if rd.tagged {
		rd.carry()
	}
}

// mark reports whether a tag block or a sentence begins with c; none of the three
// can stand inside a sentence that is whole.
func mark(c byte) bool { return c == '!' || c == '$' || c == '\\' }

// toMark returns where the next of them is, from 1 on, or the length of b.
func toMark(b []byte) int {
	for i := 1; i < len(b); i++ {
		if mark(b[i]) {
			return i
		}
	}
	return len(b)
}

// before reads what stands before the first mark of a line and returns the rest,
// or nil when there is no mark.
func (rd *reader) before(b []byte) []byte {
	i := toMark(b)
	if i == len(b) {
		rd.reject(ReasonNotSentence, rd.tally.Lines, b)
		return nil
	}
	lead, ok := leading(b[:i])
	rd.lead = lead
	switch {
	case !ok:
		rd.odds[oddBefore]++
	case !lead.timed:
		rd.odds[oddTime]++
	}
	return b[i:]
}

// openTag reads a tag block.
func (rd *reader) openTag(b []byte) []byte {
	end := bytes.IndexByte(b[1:], '\\') + 1
	if end == 0 {
		rd.odds[oddTagOpen]++
		return b[toMark(b):]
	}
	if !rd.tagged {
		rd.tag, rd.tagged = tagBlock{}, true
	}
	if wrong, ok := rd.tag.parse(b[1:end], rd.opt.BadChecksum); !ok {
		rd.odds[wrong]++
	}
	rest := b[end+1:]
	if len(rest) > 0 && !mark(rest[0]) {
		rest = rest[toMark(rest):]
	}
	return rest
}

// carry keeps a tag block that stands alone on its line.
func (rd *reader) carry() {
	rd.carried, rd.carries = rd.tag, true
	rd.room[0] = append(rd.room[0][:0], rd.tag.station...)
	rd.carried.station = rd.room[0]
}

// dollar reads a sentence that is not of AIS.
func (rd *reader) dollar(b []byte) []byte {
	end := toMark(b)
	s := b[:end]
	switch {
	case bytes.HasPrefix(s, []byte("$PGHP,1,")):
		rd.odds[oddPGHP]++
		rd.passGate(s)
		return b[end:] // the tag block is for the sentence after it
	case bytes.HasPrefix(s, []byte("$PSTT,")):
		rd.odds[oddStatus]++
	case isNMEA(s):
		rd.odds[oddSentence]++
	default:
		rd.reject(ReasonNotSentence, rd.tally.Lines, s)
	}
	rd.tagged, rd.gate.other = false, true
	return b[end:]
}

func (rd *reader) passGate(s []byte) {
	if rd.gate.here && !rd.gate.other {
		rd.odds[oddGateOther]++
	}
	if wrong, ok := rd.gate.parse(s); !ok {
		rd.odds[wrong]++
	}
	rd.room[1] = append(rd.room[1][:0], rd.gate.station...)
	rd.gate.station = rd.room[1]
}

// bang reads a sentence that begins with '!'.
func (rd *reader) bang(b []byte) []byte {
	if !isVDM(b) {
		end := toMark(b)
		if isNMEA(b[:end]) {
			rd.odds[oddSentence]++
		} else {
			rd.reject(ReasonNotSentence, rd.tally.Lines, b[:end])
		}
		rd.tagged = false
		return b[end:]
	}
	s := &rd.s
	star := bytes.IndexByte(b, '*')
	sum, fields := parseSentence(b, star, s)
	end := len(b)
	if sum != "" || len(s.trailing) > 0 {
		end = toMark(b)
		if end < star+3 {
			sum, fields = parseSentence(b[:end], bytes.IndexByte(b[:end], '*'), s)
		}
		s.trailing = s.trailing[:max(0, min(len(s.trailing), end-star-3))]
	}
	rd.vdm(b[:end], sum, fields)
	rd.tagged = false
	return b[end:]
}

// lostParts rejects a message that is not whole.
func (rd *reader) lostParts(g *joining, why Reason) { rd.reject(why, g.line, g.text) }

// reject counts a reject and, under opt.Strict, stops the reading at the first.
func (rd *reader) reject(why Reason, line uint32, text []byte) {
	rd.tally.Reject(why, line, text)
	if rd.opt.Strict && rd.err == nil {
		rd.err = strictError(rd.opt.Name, why, line)
	}
}
