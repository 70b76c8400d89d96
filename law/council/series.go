package council

import (
	"strconv"
	"strings"
)

// Years a symbol can bear: the Council has met since 1946, and has put the year into
// the symbols of its documents since 1994.
const (
	firstYear = 1946
	datedFrom = 1994
	lastYear  = 2999
)

// number reads digits at the beginning of s, and what follows.
func number(s string) (n int, rest string, ok bool) {
	end := 0
	for end < len(s) && s[end] >= '0' && s[end] <= '9' {
		end++
	}
	if end == 0 || end > 9 {
		return 0, s, false
	}
	n, err := strconv.Atoi(s[:end])
	return n, s[end:], err == nil && n > 0
}

// readResolution reads 2397 (2017).
func (r *Reading) readResolution(s string) {
	n, rest, ok := number(s)
	if !ok {
		r.flaw(Torn, "it breaks off before a number; not a document")
		return
	}
	year, form := bracketed(strings.TrimSpace(rest))
	switch {
	case rest == "":
		r.flaw(NoYear, "the year is missing")
		r.loose = Symbol{kind: Resolution, number: n}
	case form == "":
		r.Symbol = Symbol{kind: Resolution, number: n, year: year}
		if blanks := len(rest) - len(strings.TrimLeft(rest, " ")); blanks > 1 || strings.HasSuffix(rest, " ") {
			r.flaw(Blank, "there are too many blanks")
		}
	default:
		r.flaw(Bracket, "%s", form)
		r.loose = Symbol{kind: Resolution, number: n, year: year}
		if year != 0 {
			r.Offered = r.loose
		}
	}
}

// bracketed reads (2017); form says what is wrong with it, year is then what can be
// told, or 0.
func bracketed(s string) (year int, form string) {
	inner, open := strings.CutPrefix(s, "(")
	inner, closed := strings.CutSuffix(inner, ")")
	n, rest, ok := number(inner)
	if !ok || rest != "" || n < firstYear || n > lastYear {
		return 0, "what follows the number is no year: " + strconv.Quote(s)
	}
	if !open || !closed {
		return n, "a bracket round the year is missing"
	}
	return n, ""
}

// readStatement reads 2017/16.
func (r *Reading) readStatement(s string) {
	year, n, tail, ok := yearAndNumber(s)
	if !ok {
		r.flaw(WrongNumber, "a statement has a year from 1994 and a number: S/PRST/2017/16")
		return
	}
	r.Symbol = Symbol{kind: Statement, year: year, number: n, tail: tail}
}

// readCommittee reads 51/2020/3.
func (r *Reading) readCommittee(s string) {
	body, rest, ok := number(s)
	if ok && strings.HasPrefix(rest, "/") {
		if year, n, tail, ok := yearAndNumber(rest[1:]); ok {
			r.Symbol = Symbol{kind: CommitteePaper, body: "AC." + strconv.Itoa(body), year: year, number: n, tail: tail}
			return
		}
	}
	r.flaw(WrongNumber, "a document of a committee has its number, a year and a number: S/AC.51/2020/3")
}

func (r *Reading) readAgenda(s string) {
	if n, rest, ok := number(s); ok && rest == "" {
		r.Symbol = Symbol{kind: Agenda, number: n}
		return
	}
	r.flaw(WrongNumber, "an agenda has the number of its meeting: S/Agenda/8979")
}

func (r *Reading) readPress(s string) {
	if n, rest, ok := number(s); ok && rest == "" {
		r.Symbol = Symbol{kind: PressRelease, number: n}
		return
	}
	r.flaw(WrongNumber, "a press release has a number: SC/13506")
}

// yearAndNumber reads 2018/238 and what may follow.
func yearAndNumber(s string) (year, n int, tail string, ok bool) {
	year, rest, ok := number(s)
	if !ok || year < datedFrom || year > lastYear || !strings.HasPrefix(rest, "/") {
		return 0, 0, "", false
	}
	n, rest, ok = number(rest[1:])
	if !ok {
		return 0, 0, "", false
	}
	tail, ok = modifiers(rest)
	return year, n, tail, ok
}

// readDocument reads 2018/238 or, to 1993, a number alone.
func (r *Reading) readDocument(s string) {
	if year, n, tail, ok := yearAndNumber(s); ok {
		r.Symbol = Symbol{kind: Document, year: year, number: n, tail: tail}
		return
	}
	n, rest, ok := number(s)
	tail, tailOK := modifiers(rest)
	switch {
	case !ok:
		r.flaw(Torn, "it breaks off before a number; not a document")
	case !tailOK && strings.HasPrefix(rest, "/"):
		r.flaw(WrongNumber, "%d is no year from 1994 on, or what follows it is no number; a digit may be lost", n)
	case !tailOK:
		r.flaw(NotASymbol, "what follows the number is not known: %q", rest)
	case tail == "" && n >= datedFrom && n < 2100:
		r.flaw(Torn, "a year without a number; not a document")
	case n > 99999: // documents to 1993 have five digits at most
		r.flaw(WrongNumber, "the number is too long; a slash may be lost")
	default:
		r.Symbol = Symbol{kind: OldDocument, number: n, tail: tail}
	}
}

// modifiers reads what changes a document: /Rev.1, /Add.2, /Corr.1, /Amend.1,
// /Summary, several in a row.
func modifiers(s string) (tail string, ok bool) {
	for s != "" {
		part, found := strings.CutPrefix(s, "/")
		if !found {
			return "", false
		}
		part, rest, more := strings.Cut(part, "/")
		name, n, dot := strings.Cut(part, ".")
		canonical := modifierName(name)
		_, after, isNumber := number(n)
		if canonical == "" || dot && (!isNumber || after != "") || !dot && canonical != "Summary" {
			return "", false
		}
		tail += "/" + canonical
		if dot {
			tail += "." + n
		}
		s = ""
		if more {
			s = "/" + rest
		}
	}
	return tail, true
}

func modifierName(s string) string {
	for _, name := range [...]string{"Add", "Amend", "Corr", "Rev", "Summary"} {
		if strings.EqualFold(s, name) {
			return name
		}
	}
	return ""
}

// organs are first parts of symbols of other bodies of the United Nations.
var organs = [...]string{"A", "E", "S", "ST", "T", "DC", "ID", "TD", "UNEP", "FCCC", "PBC", "CEDAW", "CRC", "CCPR", "CAT", "CERD", "HRI", "JIU", "LC", "NPT", "UNW"}

// bodies are second parts of symbols of the General Assembly that are no number.
var bodies = [...]string{"AC", "BUR", "C", "CN", "CONF", "DEC", "ES", "HRC", "INF", "L", "PV", "RES", "S", "SPC", "WGFS"}

func isOrgan(s string) bool {
	for _, o := range organs {
		if s == o {
			return true
		}
	}
	return false
}

// readForeign keeps the symbol of another body as it stands.
func (r *Reading) readForeign(s string) {
	parts := strings.Split(s, "/")
	last := parts[len(parts)-1]
	switch {
	case len(parts) < 2 || !isOrgan(parts[0]):
		r.flaw(NotASymbol, "it begins with no organ of the United Nations")
	case !strings.ContainsAny(last, "0123456789"):
		r.flaw(Torn, "it breaks off before a number; not a document")
	case parts[0] == "A" && !knownBody(parts[1]):
		r.flaw(UnknownPart, "%q is no body of the General Assembly that we know", parts[1])
	default:
		r.Symbol = Symbol{kind: Foreign, body: s}
	}
}

func knownBody(s string) bool {
	if _, rest, ok := number(s); ok && rest == "" {
		return true
	}
	name, _, _ := strings.Cut(s, ".")
	name, _, _ = strings.Cut(name, "-")
	for _, b := range bodies {
		if name == b {
			return true
		}
	}
	return false
}
