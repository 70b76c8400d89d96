package council

import (
	"fmt"
	"strconv"
	"strings"
)

// Kind is what a symbol identifies.
type Kind string

// Kinds of symbols.
const (
	NoKind         Kind = ""
	Resolution     Kind = "resolution"
	Statement      Kind = "presidential statement"
	Verbatim       Kind = "record of a meeting"
	Agenda         Kind = "agenda"
	CommitteePaper Kind = "document of a committee"
	Document       Kind = "document"
	OldDocument    Kind = "document to 1993"
	Joint          Kind = "document with two symbols"
	Foreign        Kind = "document of another body"
	PressRelease   Kind = "press release"
)

// Symbol is the symbol of a document. Symbols are comparable with ==; the zero
// Symbol is none.
type Symbol struct {
	kind         Kind
	number, year int    // year is 0 where the kind has none
	body         string // committee, or the whole text of a joint or foreign one
	tail         string // "/Rev.1", " (Resumption 1)", "+Corr.1"
}

// Kind returns what s identifies.
func (s Symbol) Kind() Kind { return s.kind }

// Number returns the number of the resolution, statement, meeting or document; 0
// for a joint or foreign one.
func (s Symbol) Number() int { return s.number }

// Year returns the year in the symbol; 0 where it has none.
func (s Symbol) Year() int { return s.year }

// IsZero reports whether s is no symbol.
func (s Symbol) IsZero() bool { return s == Symbol{} }

// String returns s as it stands in prose: S/RES/2397 (2017).
func (s Symbol) String() string {
	switch s.kind {
	case Resolution:
		return fmt.Sprintf("S/RES/%d (%d)", s.number, s.year)
	case Statement:
		return fmt.Sprintf("S/PRST/%d/%d%s", s.year, s.number, s.tail)
	case Verbatim:
		return "S/PV." + strconv.Itoa(s.number) + s.tail
	case Agenda:
		return "S/Agenda/" + strconv.Itoa(s.number)
	case CommitteePaper:
		return fmt.Sprintf("S/%s/%d/%d%s", s.body, s.year, s.number, s.tail)
	case Document:
		return fmt.Sprintf("S/%d/%d%s", s.year, s.number, s.tail)
	case OldDocument:
		return "S/" + strconv.Itoa(s.number) + s.tail
	case PressRelease:
		return "SC/" + strconv.Itoa(s.number)
	}
	return s.body
}

// Key returns s as it stands in keys and links: S/RES/2397(2017).
func (s Symbol) Key() string { return strings.ReplaceAll(s.String(), " ", "") }

// Link returns the address of the document; "" for what has none: a press release.
func (s Symbol) Link() string {
	if s.IsZero() || s.kind == PressRelease {
		return ""
	}
	return "https://undocs.org/" + s.Key()
}

// MarshalText writes s as String does.
func (s Symbol) MarshalText() ([]byte, error) { return []byte(s.String()), nil }

// UnmarshalText reads a symbol as [Parse] does.
func (s *Symbol) UnmarshalText(text []byte) error {
	read, err := Parse(string(text))
	*s = read
	return err
}

// compareSymbols orders symbols by kind, year, number, then text.
func compareSymbols(a, b Symbol) int {
	if c := strings.Compare(string(a.kind), string(b.kind)); c != 0 {
		return c
	}
	if c := a.year - b.year; c != 0 {
		return c
	}
	if c := a.number - b.number; c != 0 {
		return c
	}
	return strings.Compare(a.String(), b.String())
}
