package ais

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"io"
)

// Read reads what r holds, by its content: gzip is unpacked, then it is AIVDM
// sentences ([ReadNMEA]) or a table ([ReadTable]). What is neither is refused with
// an [*InputError] that says what it looks like. The tally and the format are
// returned with an error too, as far as they are known.
func Read(ctx context.Context, r io.Reader, opt Options, sink Sink) (*Tally, Format, error) {
	br, err := open(r, opt.Name)
	if err != nil {
		return &Tally{}, "", readError(opt.Name, err)
	}
	head, err := br.Peek(sniffed)
	format, refusal := sniff(head, opt)
	switch broken := err != nil && err != io.EOF; {
	case broken && refusal != nil:
		return &Tally{}, "", readError(opt.Name, err)
	case broken: // what came before the error is read all the same, then the error
		br = bufio.NewReaderSize(io.MultiReader(bytes.NewReader(bytes.Clone(head)), failed{err}), sniffed)
		head, _ = br.Peek(len(head))
	case refusal != nil:
		refusal.File = opt.Name
		return &Tally{}, "", refusal
	}
	if bytes.HasPrefix(head, []byte(utf8BOM)) {
		_, _ = br.Discard(len(utf8BOM)) // peeked at: it is there
	}
	if format == FormatNMEA {
		t, err := ReadNMEA(ctx, br, opt, sink)
		return t, FormatNMEA, plainError(err)
	}
	t, format, err := ReadTable(ctx, br, opt, sink)
	return t, format, plainError(err)
}

// plainError returns the [*InputError] inside err, if there is one, without what
// was said around it; it names the file already.
func plainError(err error) error {
	var input *InputError
	if errors.As(err, &input) {
		return input
	}
	return err
}

// failed is the rest of a reader that failed.
type failed struct{ err error }

func (f failed) Read([]byte) (int, error) { return 0, f.err }
