package report

import (
	"archive/zip"
	"bytes"
	"fmt"
	"hash/crc32"
	"io"
	"slices"
	"strconv"
	"strings"
	"time"

	"golang.org/x/mod/sumdb/tlog"

	"github.com/plimsoll-watch/plimsoll/record/seal"
)

// MaxBundle is the most bytes of a bundle that are read.
const MaxBundle = 64 << 20

const (
	bundleHeader = "plimsoll.bundle/1"
	formatFile   = "plimsoll-bundle"
	howFile      = "HOW-TO-VERIFY.txt"
	textFile     = "edition.md"
	saltsFile    = "edition.salts"
	hashesFile   = "edition.hashes"
	logFolder    = "log/"
)

// howToVerify stands in each bundle, for somebody who opens it by hand.
const howToVerify = `This is an edition of a report as it was sealed, and what is needed to check that.

  plimsoll verify THIS-FILE --key SEALER.pub

Get the sealer's public key from the sealer, not from whoever gave you this file. With
--since CHECKPOINT and a checkpoint that you kept, the check also shows that the sealer's
log only grew. The text is edition.md; it can be read with any program.
`

// BundleAct is an act that a bundle opens, and its number in the log.
type BundleAct struct {
	Number int64
	Bytes  []byte
}

// Bundle is an edition with all that a stranger needs to check it without a network. As
// bytes it is a zip with one encoding, in which nothing is compressed, no part has a date,
// and the parts stand in this order:
//
//	plimsoll-bundle     plimsoll.bundle/1, and the number of the edition's entry
//	HOW-TO-VERIFY.txt   a text for people, always the same
//	edition.md          the edition, passages withheld marked
//	edition.salts       a line a part: its salt, or the hash of what is withheld and why
//	edition.hashes      a line a part: its hash in the edition's tree, in base64
//	acts/N.note         acts of the log, opened, by the number of their entry
//	log/checkpoint      the signed state of the log
//	log/tile/entries/…  all leaves of the log up to it, as they lie in its folder
//
// The hashes are what names a single paragraph that was changed; the root over them is the
// one in the edition's act.
type Bundle struct {
	Entry      int64 // of the edition
	Text       []byte
	Salts      []byte
	Hashes     []tlog.Hash
	Acts       []BundleAct // in the order of the log; the edition's among them
	Checkpoint []byte
	Entries    [][]byte // the files of seal.EntryFiles
	Size       int64    // of the log
}

// part is a file of a bundle.
type part struct {
	name string
	b    []byte
}

func (b *Bundle) parts() []part {
	parts := []part{
		{formatFile, fmt.Appendf(nil, "%s\nentry %d\n", bundleHeader, b.Entry)},
		{howFile, []byte(howToVerify)},
		{textFile, b.Text}, {saltsFile, b.Salts}, {hashesFile, encodeHashes(b.Hashes)},
	}
	for _, a := range b.Acts {
		parts = append(parts, part{fmt.Sprintf("acts/%d.note", a.Number), a.Bytes})
	}
	parts = append(parts, part{logFolder + seal.CheckpointPath, b.Checkpoint})
	for i, path := range seal.EntryFiles(b.Size) {
		if i < len(b.Entries) {
			parts = append(parts, part{logFolder + path, b.Entries[i]})
		}
	}
	return parts
}

func encodeHashes(hashes []tlog.Hash) []byte {
	var out []byte
	for _, h := range hashes {
		out = append(append(out, h.String()...), '\n')
	}
	return out
}

// Bytes returns the bundle as a zip.
func (b *Bundle) Bytes() ([]byte, error) {
	var out bytes.Buffer
	if err := zipParts(&out, b.parts()); err != nil {
		return nil, fmt.Errorf("write a bundle: %w", err)
	}
	if out.Len() > MaxBundle {
		return nil, &seal.Malformed{Part: "bundle", What: fmt.Sprintf("%d bytes, more than %d", out.Len(), MaxBundle)}
	}
	return out.Bytes(), nil
}

func zipParts(w io.Writer, parts []part) error {
	z := zip.NewWriter(w)
	for _, p := range parts {
		h := &zip.FileHeader{
			Name: p.name, Method: zip.Store, Modified: time.Time{}, CRC32: crc32.ChecksumIEEE(p.b),
			CompressedSize64: uint64(len(p.b)), UncompressedSize64: uint64(len(p.b)),
		}
		part, err := z.CreateRaw(h)
		if err != nil {
			return err
		}
		if _, err := part.Write(p.b); err != nil {
			return err
		}
	}
	return z.Close()
}

const bundleHint = "ask for the bundle again; a bundle is one file, NAME.plimsoll.zip, and is not unpacked and packed anew"

func badBundle(format string, args ...any) error {
	return &seal.Malformed{Part: "bundle", What: fmt.Sprintf(format, args...), Hint: bundleHint}
}

// unzip returns the parts of a zip as they lie there. Checksums of the zip are not
// looked at: the seal is, and it says which part was changed.
func unzip(b []byte) ([]part, error) {
	if len(b) > MaxBundle {
		return nil, badBundle("%d bytes, more than %d", len(b), MaxBundle)
	}
	z, err := zip.NewReader(bytes.NewReader(b), int64(len(b)))
	if err != nil {
		return nil, badBundle("not a zip, or cut short (%v)", err)
	}
	var parts []part
	seen := map[string]bool{}
	total := uint64(0)
	for _, f := range z.File {
		total += f.UncompressedSize64
		switch {
		case seen[f.Name]:
			return nil, badBundle("two parts are called %s", f.Name)
		case f.Name == "" || strings.HasPrefix(f.Name, "/") || strings.Contains(f.Name, "\\") || slices.Contains(strings.Split(f.Name, "/"), ".."):
			return nil, badBundle("a part is called %q, a path out of it", f.Name)
		case f.Method != zip.Store || f.CompressedSize64 != f.UncompressedSize64:
			return nil, badBundle("%s is compressed; nothing in a bundle is, so that it cannot swell", f.Name)
		case total > uint64(len(b)):
			return nil, badBundle("its parts claim more bytes than the file has")
		}
		seen[f.Name] = true
		r, err := f.OpenRaw()
		if err != nil {
			return nil, badBundle("%s: %v", f.Name, err)
		}
		content, err := io.ReadAll(r)
		if err != nil || uint64(len(content)) != f.UncompressedSize64 {
			return nil, badBundle("%s is cut short", f.Name)
		}
		parts = append(parts, part{f.Name, content})
	}
	return parts, nil
}

// ReadBundle reads a bundle's parts. It checks that they are the parts of a bundle, and
// nothing of what they say.
func ReadBundle(b []byte) (*Bundle, error) {
	parts, err := unzip(b)
	if err != nil {
		return nil, err
	}
	out := &Bundle{}
	if err := out.readFormat(parts); err != nil {
		return nil, err
	}
	for _, p := range parts {
		if err := out.take(p); err != nil {
			return nil, err
		}
	}
	return out, out.complete(parts)
}

// readFormat reads the first part: a bundle of another format may look otherwise in all
// else.
func (b *Bundle) readFormat(parts []part) error {
	at := slices.IndexFunc(parts, func(p part) bool { return p.name == formatFile })
	if at < 0 {
		return badBundle("it has no part %s: not a bundle of plimsoll", formatFile)
	}
	first, rest, _ := strings.Cut(string(parts[at].b), "\n")
	if first != bundleHeader {
		return &seal.Malformed{Part: "bundle", What: fmt.Sprintf("it has the format %.40q, this program knows %s", first, bundleHeader), Hint: "a newer plimsoll may know it"}
	}
	number, ok := strings.CutPrefix(strings.TrimSuffix(rest, "\n"), "entry ")
	n, err := strconv.ParseInt(number, 10, 64)
	if !ok || err != nil || n < 1 {
		return badBundle("%s does not name the edition's entry", formatFile)
	}
	b.Entry = n
	return nil
}

// take puts a part in its place.
func (b *Bundle) take(p part) error {
	switch p.name {
	case formatFile, howFile:
	case textFile:
		b.Text = p.b
	case saltsFile:
		b.Salts = p.b
	case hashesFile:
		return b.takeHashes(p.b)
	case logFolder + seal.CheckpointPath:
		b.Checkpoint = p.b
	default:
		return b.takeNumbered(p)
	}
	return nil
}

func (b *Bundle) takeHashes(content []byte) error {
	for i, line := range strings.Split(strings.TrimSuffix(string(content), "\n"), "\n") {
		h, err := tlog.ParseHash(line)
		if err != nil {
			return &seal.Malformed{Part: hashesFile, What: fmt.Sprintf("line %d is no hash", i+1), Hint: bundleHint}
		}
		b.Hashes = append(b.Hashes, h)
	}
	return nil
}

func (b *Bundle) takeNumbered(p part) error {
	if strings.HasPrefix(p.name, logFolder+"tile/entries/") {
		b.Entries = append(b.Entries, p.b)
		b.Size += int64(len(p.b) / (2 + seal.LeafSize))
		return nil
	}
	number, ok := strings.CutSuffix(strings.TrimPrefix(p.name, "acts/"), ".note")
	n, err := strconv.ParseInt(number, 10, 64)
	if !ok || err != nil || n < 1 {
		return badBundle("it has a part that no bundle has: %q", p.name)
	}
	b.Acts = append(b.Acts, BundleAct{n, p.b})
	return nil
}

// complete checks that no part is missing, and that they stand in their order.
func (b *Bundle) complete(parts []part) error {
	for _, name := range []string{howFile, textFile, saltsFile, hashesFile, logFolder + seal.CheckpointPath} {
		if !slices.ContainsFunc(parts, func(p part) bool { return p.name == name }) {
			return badBundle("it has no part %s", name)
		}
	}
	if len(b.Entries) == 0 || len(b.Entries) != len(seal.EntryFiles(b.Size)) {
		return badBundle("it has not all entries of the log")
	}
	for i, want := range b.parts() {
		if i >= len(parts) || parts[i].name != want.name {
			return badBundle("its parts are not those of a bundle, or not in their order: %s is missing or misplaced", want.name)
		}
	}
	if len(parts) != len(b.parts()) {
		return badBundle("it has %d parts, %d are a bundle's", len(parts), len(b.parts()))
	}
	return nil
}

// encoded checks that the bytes read are the one encoding of the bundle: no byte belongs
// to no part.
func (b *Bundle) encoded(read []byte) error {
	want, err := b.Bytes()
	if err != nil {
		return err
	}
	if bytes.Equal(want, read) {
		return nil
	}
	at := 0
	for at < min(len(want), len(read)) && want[at] == read[at] {
		at++
	}
	return badBundle("all it seals holds, but the zip around it was changed, from byte %d on, %s", at, b.near(want, at))
}

// near names the part whose frame in the zip a byte lies in or after.
func (b *Bundle) near(encoded []byte, at int) string {
	name := "before its first part"
	from := 0
	for _, p := range b.parts() {
		i := bytes.Index(encoded[from:], []byte(p.name))
		if i < 0 || from+i > at+30 { // a header is 30 bytes before its name
			break
		}
		from += i
		name = "at " + p.name
	}
	return name
}

// NewBundle puts together the bundle of an edition: its text, opened as it is given, and
// those acts of a report that anybody may see (its editions, stops, releases and words
// against them, and the sealer's key), up to a size of the log, whose files read returns.
func NewBundle(entry int64, o Opened, acts []seal.Entry, size int64, read func(path string) ([]byte, error)) (*Bundle, error) {
	b := &Bundle{Entry: entry, Hashes: o.Hashes(), Size: size}
	b.Text, b.Salts = o.Encode()
	for _, e := range acts {
		switch e.Act.Kind {
		case seal.Key, seal.Edition, seal.Stop, seal.Release, seal.Dissent:
			b.Acts = append(b.Acts, BundleAct{e.Number, e.Act.Bytes()})
		}
	}
	var err error
	if b.Checkpoint, err = read(seal.CheckpointPath); err != nil {
		return nil, fmt.Errorf("read the log's checkpoint: %w", err)
	}
	for _, path := range seal.EntryFiles(size) {
		content, err := read(path)
		if err != nil {
			return nil, fmt.Errorf("read %s: %w", path, err)
		}
		b.Entries = append(b.Entries, content)
	}
	return b, nil
}
