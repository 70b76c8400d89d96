package council

import (
	"strconv"
	"strings"
)

// readVerbatim reads 8363 and what may follow: (Resumption 1), (closed), (Part I),
// in the forms that tables have them in, and +Corr.1.
func (r *Reading) readVerbatim(s string) {
	n, rest, ok := number(s)
	if !ok {
		r.flaw(Torn, "it breaks off before a number; not a document")
		return
	}
	additions, corrections, _ := strings.Cut(rest, "+")
	tail, ok := r.additions(additions)
	if ok && corrections != "" {
		var corr string
		corr, ok = correctionsOf(corrections)
		tail += corr
	}
	if !ok {
		r.flaw(NotASymbol, "what follows the number is not known: %q", strings.TrimSpace(rest))
		return
	}
	r.Symbol = Symbol{kind: Verbatim, number: n, tail: tail}
}

// additions reads what stands in brackets after the number of a meeting.
func (r *Reading) additions(s string) (tail string, ok bool) {
	rest := strings.TrimSpace(s)
	if bare, found := strings.CutPrefix(rest, "|"); found {
		r.flaw(Form, "a stroke stands before the bracket")
		rest = strings.TrimSpace(bare)
	}
	if rest == "closed" {
		r.flaw(Form, "the bracket is missing")
		rest = "(closed)"
	}
	for rest != "" {
		inner, found := strings.CutPrefix(rest, "(")
		inner, after, closed := strings.Cut(inner, ")")
		canonical := r.addition(strings.TrimSpace(inner))
		if !found || !closed || canonical == "" {
			return "", false
		}
		tail += " (" + canonical + ")"
		rest = strings.TrimSpace(after)
	}
	return tail, true
}

// addition returns one addition as it is written; "" when it is not known.
func (r *Reading) addition(s string) string {
	if strings.EqualFold(s, "closed") {
		return "closed"
	}
	for _, word := range [...]string{"Resumption", "Part"} {
		after, found := strings.CutPrefix(s, word)
		if !found {
			continue
		}
		n := strings.TrimSpace(after)
		if after == n {
			r.flaw(Blank, "the blank after %q is missing", word)
		}
		_, rest, isNumber := number(n)
		switch {
		case word == "Resumption" && isNumber && rest == "":
		case word == "Part" && n != "" && strings.Trim(n, "IVX") == "":
		default:
			return ""
		}
		return word + " " + n
	}
	return ""
}

// correctionsOf reads Corr.1 or Corr.1+Corr.2.
func correctionsOf(s string) (tail string, ok bool) {
	for part := range strings.SplitSeq(s, "+") {
		n, found := strings.CutPrefix(part, "Corr.")
		i, rest, isNumber := number(n)
		if !found || !isNumber || rest != "" {
			return "", false
		}
		tail += "+Corr." + strconv.Itoa(i)
	}
	return tail, true
}
