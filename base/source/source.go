// Package source holds where a fact comes from, and how far it was read.
//
// Two things are kept apart. A [Class] says who speaks: the best source that a row
// names. A [Mark] says whether somebody read it there. A recalled row may be
// primary; it still decides nothing.
//
// [Read] is the one reader of the tables shipped in facts, and of a user's own of
// the same shape. It is strict: an unknown column, a missing one, an empty cell
// where a value is required, a repeated identity or any other value of Class and
// Mark stops the program, with file, line and what to do. An empty cell is
// unknown, never 0.
package source

import "fmt"

// Class says who speaks.
type Class string

// Classes. NoSource is a fact for which none was found: it decides nothing.
const (
	Primary           Class = "primary"            // UN document or data; the acting State's own publication
	OfficialSecondary Class = "official-secondary" // UN press release; an official page about another's act
	Copy              Class = "copy"               // copy of an official text on a third site
	Press             Class = "press"              // press, research, other third parties
	DerivedClass      Class = "derived"            // only our own rows
	NoSource          Class = ""
)

// ParseClass reads a cell of the column source_class.
func ParseClass(s string) (Class, error) {
	switch c := Class(s); c {
	case Primary, OfficialSecondary, Copy, Press, DerivedClass, NoSource:
		return c, nil
	}
	return NoSource, fmt.Errorf("source class %q is not known", s)
}

// Mark says whether a fact was read in its source.
type Mark string

// Marks, as the column verification writes them.
const (
	InSource     Mark = "stored-page"          // read in the source
	InSourcePart Mark = "stored-page+recalled" // read in the source, but a detail that the row names is unchecked
	Recalled     Mark = "recalled"             // from memory
	Unverified   Mark = "unverified"           // nobody checked
	Derived      Mark = "derived"              // computed, with its formula and its rows
)

// ParseMark reads a cell of the column verification.
func ParseMark(s string) (Mark, error) {
	switch m := Mark(s); m {
	case InSource, InSourcePart, Recalled, Unverified, Derived:
		return m, nil
	}
	return Unverified, fmt.Errorf("verification %q is not known", s)
}

// Decides reports whether a fact may decide anything. Of one read in part, the
// detail that its row names may not: who uses that detail asks for [InSource].
func (m Mark) Decides() bool { return m == InSource || m == InSourcePart || m == Derived }

// String returns the mark as people are shown it.
func (m Mark) String() string {
	switch m {
	case InSource:
		return "read in the source"
	case InSourcePart:
		return "read in the source, a detail unchecked"
	case Derived:
		return "derived"
	}
	return "unchecked"
}

// Provenance is where one row comes from.
type Provenance struct {
	Source string // page, symbol or table; empty when none was found
	Class  Class
	Mark   Mark
}

// Columns are the columns that carry a row's [Provenance].
func Columns() []string { return []string{"source", "source_class", "verification"} }
