package ais

import (
	"bufio"
	"bytes"
	"compress/flate"
	"compress/gzip"
	"errors"
	"io"
)

// sniffed is how many bytes decide what a file is.
const sniffed = 64 << 10

const acceptedHint = "read are AIVDM sentences, MarineCadastre's CSV, and other CSV with a header and columns for MMSI, time, latitude and longitude; each plain or as .gz"

// open unpacks r when it is compressed with gzip (RFC 1952).
func open(r io.Reader, name string) (*bufio.Reader, error) {
	br := bufio.NewReaderSize(r, sniffed)
	head, err := br.Peek(2)
	if err != nil && err != io.EOF {
		return nil, err
	}
	if !bytes.HasPrefix(head, []byte(gzipMagic)) {
		return br, nil
	}
	zr, err := gzip.NewReader(br)
	if err != nil {
		return nil, gzipError(name, err)
	}
	return bufio.NewReaderSize(&unpacker{zr, name}, sniffed), nil
}

const gzipMagic = "\x1f\x8b"

// unpacker says in the reader's words what is wrong with a compressed stream.
type unpacker struct {
	r    io.Reader
	name string
}

// Read implements [io.Reader].
func (u *unpacker) Read(p []byte) (int, error) {
	n, err := u.r.Read(p)
	if err != nil && err != io.EOF {
		err = gzipError(u.name, err)
	}
	return n, err
}

// gzipError tells a stream cut short or damaged, which is the input's fault, from
// a disk or network that fails, which is not.
func gzipError(name string, err error) error {
	var corrupt flate.CorruptInputError
	switch {
	case errors.Is(err, io.ErrUnexpectedEOF), err == io.EOF:
		return &InputError{File: name, What: "cut short in the middle of a compressed stream", Hint: "fetch or copy the file again"}
	case errors.Is(err, gzip.ErrChecksum), errors.Is(err, gzip.ErrHeader), errors.As(err, &corrupt):
		return &InputError{File: name, What: "damaged compressed stream", Hint: "fetch or copy the file again; gzip -t FILE tests it"}
	}
	return err
}

// archive knows packed files by their first bytes.
func archive(head []byte) (what, hint string) {
	switch {
	case bytes.HasPrefix(head, []byte("PK\x03\x04")), bytes.HasPrefix(head, []byte("PK\x05\x06")):
		return "a zip archive", "unpack it first"
	case bytes.HasPrefix(head, []byte("\x28\xb5\x2f\xfd")):
		return "compressed with zstd", "unpack it first: zstd -d FILE"
	case bytes.HasPrefix(head, []byte("\xfd7zXZ\x00")):
		return "compressed with xz", "unpack it first: xz -d FILE"
	case bytes.HasPrefix(head, []byte("BZh")) && len(head) > 3 && head[3]-'1' < 9:
		return "compressed with bzip2", "unpack it first: bzip2 -d FILE"
	case bytes.HasPrefix(head, []byte("7z\xbc\xaf\x27\x1c")):
		return "a 7z archive", "unpack it first"
	case bytes.HasPrefix(head, []byte(gzipMagic)):
		return "compressed twice", "unpack it once first: gzip -d FILE"
	case len(head) > 262 && string(head[257:262]) == "ustar":
		return "a tar archive", "unpack it first: tar -xf FILE"
	}
	return "", ""
}

// container knows other files that hold tables.
func container(head []byte) (what, hint string) {
	switch {
	case bytes.HasPrefix(head, []byte("PAR1")):
		return "a Parquet file, which is not read", "write it as CSV first"
	case bytes.HasPrefix(head, []byte("SQLite format 3\x00")):
		return "an SQLite database, which is not read", "write the table as CSV first"
	case bytes.HasPrefix(head, []byte("\xd0\xcf\x11\xe0")):
		return "an old office document, which is not read", "save the sheet as CSV first"
	case bytes.HasPrefix(head, []byte("\xff\xfe")), bytes.HasPrefix(head, []byte("\xfe\xff")):
		return "text in UTF-16, which is not read", "save it as UTF-8 first"
	}
	return archive(head)
}

// sniff decides by the first bytes of a file, unpacked, what it is.
func sniff(head []byte, opt Options) (Format, *InputError) {
	if what, hint := container(head); what != "" {
		return "", &InputError{What: what, Hint: hint}
	}
	neither := &InputError{What: "not a table of positions and not AIS sentences", Hint: acceptedHint}
	if bytes.IndexByte(head, 0) >= 0 {
		return "", neither
	}
	first, rest := firstLine(bytes.TrimPrefix(head, []byte(utf8BOM)))
	switch {
	case len(first) == 0 && len(head) < sniffed:
		return "", &InputError{What: "empty file", Hint: acceptedHint}
	case looksLikeSentence(first):
		return FormatNMEA, nil
	case tableHeader(first, opt):
		return FormatTable, nil
	case anySentence(rest):
		return FormatNMEA, nil
	case bytes.ContainsAny(first, ",;\t") && first[0] != '{' && first[0] != '[' && first[0] != '<':
		return FormatTable, nil // whose header says what is missing
	}
	return "", neither
}

// firstLine returns the first line that is not blank, and what follows it.
func firstLine(text []byte) (line, rest []byte) {
	for len(text) > 0 {
		line, text, _ = bytes.Cut(text, []byte("\n"))
		if line = bytes.TrimSpace(line); len(line) > 0 {
			break
		}
	}
	return line, text
}

// tableHeader reports whether a line names two of time, MMSI, latitude and
// longitude.
func tableHeader(line []byte, opt Options) bool {
	names, why := headerNames(line)
	if why != "" || len(names) < 2 {
		return false
	}
	l := layout{width: len(names), names: names}
	l.assign(opt.Columns)
	return l.required() >= 2
}

func anySentence(text []byte) bool {
	for line := range bytes.Lines(text) {
		if looksLikeSentence(line) {
			return true
		}
	}
	return false
}

// looksLikeSentence reports whether a line begins as NMEA 0183 sentences and tag
// blocks do, or holds a VDM or VDO sentence behind something else, such as a time.
func looksLikeSentence(line []byte) bool {
	if len(line) > 6 && (line[0] == '$' || line[0] == '\\') {
		return true
	}
	for at := bytes.IndexByte(line, '!'); at >= 0 && at+7 <= len(line); {
		if s := line[at+3:]; bytes.HasPrefix(s, []byte("VDM,")) || bytes.HasPrefix(s, []byte("VDO,")) {
			return true
		}
		next := bytes.IndexByte(line[at+1:], '!')
		if next < 0 {
			break
		}
		at += 1 + next
	}
	return false
}
