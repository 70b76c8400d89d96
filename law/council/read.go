package council

import (
	"fmt"
	"strings"
)

// FlawKind is what is wrong with a symbol as printed.
type FlawKind string

// Flaws. With the first five a symbol was read all the same.
const (
	Escaped      FlawKind = "escaped"       // %20 or an unusual blank
	OtherCase    FlawKind = "case"          // S/Res/
	Blank        FlawKind = "blank"         // one missing or too many
	Tail         FlawKind = "tail"          // a full stop, comma or semicolon after it
	Form         FlawKind = "form"          // an unusual way to write a known addition
	NoYear       FlawKind = "no year"       // a resolution without its year
	WrongYear    FlawKind = "wrong year"    // the numbers on file say another
	NotOnFile    FlawKind = "not on file"   // a resolution with a number no table has
	Torn         FlawKind = "torn"          // broken off; not a document
	Bracket      FlawKind = "bracket"       // the bracket with the year is damaged
	LooksUndated FlawKind = "looks undated" // perhaps a resolution
	UnknownPart  FlawKind = "unknown part"  // a body that is not known
	WrongNumber  FlawKind = "number"        // a year or number that cannot be, perhaps a slash or digit lost
	NotASymbol   FlawKind = "not a symbol"
)

// Flaw is one thing wrong with a symbol as printed.
type Flaw struct {
	Kind FlawKind `json:"kind"`
	Text string   `json:"text"`
}

// Reading is how a printed symbol was read.
type Reading struct {
	Printed string `json:"printed"`
	Symbol  Symbol `json:"symbol,omitzero"`  // none when it cannot be said
	Offered Symbol `json:"offered,omitzero"` // what was perhaps meant; never taken without asking
	Flaws   []Flaw `json:"flaws,omitempty"`

	loose Symbol // a resolution without its year, for the register
}

// Has reports whether a reading has a flaw.
func (r Reading) Has(k FlawKind) bool {
	for _, f := range r.Flaws {
		if f.Kind == k {
			return true
		}
	}
	return false
}

func (r *Reading) flaw(k FlawKind, format string, args ...any) {
	r.Flaws = append(r.Flaws, Flaw{k, fmt.Sprintf(format, args...)})
}

// SymbolError says why something is no symbol.
type SymbolError struct{ Reading Reading }

// Error returns what is wrong; the hint stands apart.
func (e *SymbolError) Error() string {
	return fmt.Sprintf("read symbol %q: %s", e.Reading.Printed, e.Reading.Flaws[len(e.Reading.Flaws)-1].Text)
}

// Hint returns what to try.
func (e *SymbolError) Hint() string {
	if !e.Reading.Offered.IsZero() {
		return "perhaps " + e.Reading.Offered.String() + " is meant"
	}
	return "symbols look like S/RES/2397 (2017), S/PV.8363, S/2018/238 or S/PRST/2017/16"
}

// Parse reads a symbol. What can only be guessed is a [*SymbolError].
func Parse(s string) (Symbol, error) {
	r := Read(s)
	if r.Symbol.IsZero() {
		return Symbol{}, &SymbolError{r}
	}
	return r.Symbol, nil
}

// Read reads a symbol as printed, and says what is wrong with it.
func Read(printed string) Reading {
	r := Reading{Printed: printed}
	s := r.clean(printed)
	if a, b, ok := cutJoint(s); ok {
		r.readJoint(a, b)
		return r
	}
	r.read(s)
	return r
}

// clean takes off what surrounds a symbol.
func (r *Reading) clean(s string) string {
	plain := strings.NewReplacer("%20", " ", "\u00a0", " ", "\u202f", " ").Replace(s)
	if plain != s {
		r.flaw(Escaped, "a blank is written as an escape")
	}
	s = strings.TrimSpace(plain)
	if cut := strings.TrimRight(s, ".;, "); cut != s {
		r.flaw(Tail, "%q stands after it", s[len(cut):])
		s = cut
	}
	return s
}

// cutJoint splits a document with two symbols. A hyphen within one symbol
// (A/ES-10/L.21) splits nothing: an organ must follow.
func cutJoint(s string) (a, b string, ok bool) {
	for _, dash := range []string{"–", "-"} {
		a, b, ok = strings.Cut(s, dash)
		if organ, _, slash := strings.Cut(b, "/"); ok && slash && strings.Contains(a, "/") && isOrgan(organ) {
			return a, b, true
		}
	}
	return "", "", false
}

func (r *Reading) readJoint(a, b string) {
	first, err := Parse(a)
	if err != nil {
		r.flaw(NotASymbol, "its first part: %v", err)
		return
	}
	second, err := Parse(b)
	if err != nil {
		r.flaw(NotASymbol, "its second part: %v", err)
		return
	}
	r.Symbol = Symbol{kind: Joint, body: first.String() + "–" + second.String()}
}

// read reads one symbol by the series it belongs to.
func (r *Reading) read(s string) {
	series := [...]struct {
		prefix string
		read   func(*Reading, string)
	}{
		{"S/RES/", (*Reading).readResolution},
		{"S/PRST/", (*Reading).readStatement},
		{"S/PV.", (*Reading).readVerbatim},
		{"S/Agenda/", (*Reading).readAgenda},
		{"S/AC.", (*Reading).readCommittee},
		{"SC/", (*Reading).readPress},
		{"S/", (*Reading).readDocument},
	}
	for _, p := range series {
		if len(s) < len(p.prefix) || !strings.EqualFold(s[:len(p.prefix)], p.prefix) {
			continue
		}
		if s[:len(p.prefix)] != p.prefix {
			r.flaw(OtherCase, "%q is written %q", p.prefix, s[:len(p.prefix)])
		}
		p.read(r, s[len(p.prefix):])
		return
	}
	r.readForeign(s)
}
