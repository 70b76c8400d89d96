// Package facts holds the tables that the program ships: what others published,
// as facts, with where each comes from.
//
// Tables are comma-separated values in UTF-8, one header line, an empty cell for
// unknown. A row carries source, source_class and verification (package
// base/source says what they mean); for the two large tables, ports-wpi.csv and
// anchorages.csv.gz, and for licences of all, sources.csv has one row a table.
// NOTICE at the root of the repository has the credits that licences ask for.
//
// Only this package's files are in it. Rooms do not import it: they take the
// [fs.FS] and read the tables they own with [source.Read], strictly.
package facts

import (
	"crypto/sha256"
	"embed"
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"io/fs"
	"strings"

	"github.com/plimsoll-watch/plimsoll/base/source"
)

//go:embed *.csv *.csv.gz
var tables embed.FS

// FS returns the embedded tables.
func FS() fs.FS { return tables }

// Digest returns "sha256:" and the hexadecimal SHA-256 of all tables: of every
// file in fsys whose name ends in .csv or .csv.gz, sorted by name, its name, a
// zero byte, its length in bytes as a 64-bit big-endian number, and its bytes as
// stored. One changed byte in one table changes it.
func Digest(fsys fs.FS) (string, error) {
	names, err := Tables(fsys)
	if err != nil {
		return "", err
	}
	h := sha256.New()
	for _, name := range names {
		b, err := fs.ReadFile(fsys, name)
		if err != nil {
			return "", fmt.Errorf("read facts: %w", err)
		}
		h.Write(append([]byte(name), 0))
		h.Write(binary.BigEndian.AppendUint64(nil, uint64(len(b))))
		h.Write(b)
	}
	return "sha256:" + hex.EncodeToString(h.Sum(nil)), nil
}

// Tables returns the names of all tables in fsys, sorted.
func Tables(fsys fs.FS) ([]string, error) {
	entries, err := fs.ReadDir(fsys, ".") // sorted by name
	if err != nil {
		return nil, fmt.Errorf("list facts: %w", err)
	}
	var names []string
	for _, e := range entries {
		if strings.HasSuffix(e.Name(), ".csv") || strings.HasSuffix(e.Name(), ".csv.gz") {
			names = append(names, e.Name())
		}
	}
	return names, nil
}

// Origin is where a table as a whole comes from and under which terms.
type Origin struct {
	Table   string
	Licence string
	Edition string // empty: not known
	Note    string
	source.Provenance
}

// Origins reads sources.csv.
func Origins(fsys fs.FS) ([]Origin, error) {
	t, err := source.Read(fsys, source.Layout{
		File:     "sources.csv",
		Identity: []string{"table"},
		Required: []string{"table", "source", "licence", "source_class", "verification"},
		Optional: []string{"edition", "note"},
	})
	if err != nil {
		return nil, err
	}
	origins := make([]Origin, 0, t.Len())
	for r := range t.Rows() {
		p, err := r.Provenance()
		if err != nil {
			return nil, err
		}
		origins = append(origins, Origin{r.Get("table"), r.Get("licence"), r.Get("edition"), r.Get("note"), p})
	}
	return origins, nil
}
