package brief

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// Value is a number in the record or in prose, as a decimal: 116620 bbl, 23.3 %.
type Value struct {
	Number string `json:"number"`
	Unit   string `json:"unit,omitempty"` // bbl, t, bbl/t, %; "" for a bare number
}

// String returns the value as it is printed: 116,620 bbl.
func (v Value) String() string {
	whole, frac, dot := strings.Cut(v.Number, ".")
	for i := len(whole) - 3; i > 0; i -= 3 {
		whole = whole[:i] + "," + whole[i:]
	}
	if dot {
		whole += "." + frac
	}
	return strings.TrimSpace(whole + " " + v.Unit)
}

// The forms of numbers and of what only looks like one. A symbol, an id, a number of a
// rule, an hour and an ordinal are no numbers.
var (
	noNumber = regexp.MustCompile(`(?i)\b(?:[a-z]{1,5}/[a-z0-9./]*\d+(?: ?\(\d{4}\))?(?:/[a-z]+\.\d+)*)` + // S/RES/2397 (2017), SC/13506
		`|\bresolutions? \d{1,4}(?: \(\d{4}\))?(?:(?:,| and) \d{3,4} \(\d{4}\))*` +
		`|\b(?:rules?|para\.?|paras\.?|paragraphs?|article|annex|edition|version|method|part|no\.|note|method) \d+(?:\.\d+)?(?:\(\w\))*` +
		`|\b[a-z]+-\d+(?:\.\d+)*[a-z]?\b` + // PYG-5.1
		`|\b\d{1,4}-\d{1,2}-\d{1,4}\b` + // a tally, 15-0-0
		`|\b\d{1,2}(?:[:.]\d{2}) ?(?:a\.m\.|p\.m\.|utc|hours?\b)` +
		`|\b\d+(?:st|nd|rd|th)\b` +
		`|\b[a-z]\d+\b`)
	numberForm = regexp.MustCompile(`(?i)(\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)(?: (thousand|million|billion)\b)?(?: ?(bbl/t\b|barrels per tonne\b|bbl\b|barrels?\b|tonnes?\b|tons?\b|t\b|%|per ?cent\b))?`)
)

// plainText replaces the blanks and dashes of typography by plain ones; a no-break blank
// between groups of three digits becomes a comma, so that 14 000 is one number.
func plainText(s string) string {
	r := []rune(s)
	for i, c := range r {
		switch c {
		case '\u00a0', '\u202f', '\u2009':
			r[i] = ' '
			if i > 0 && isDigit(r[i-1]) && threeDigits(r[i+1:]) && grouped(r[:i]) {
				r[i] = ','
			}
		case '–', '—', '‑', '−', '‐':
			r[i] = '-'
		}
	}
	return string(r)
}

func isDigit(c rune) bool { return c >= '0' && c <= '9' }

func threeDigits(r []rune) bool {
	return len(r) >= 3 && isDigit(r[0]) && isDigit(r[1]) && isDigit(r[2]) && (len(r) == 3 || !isDigit(r[3]))
}

// grouped reports whether at most three digits end here, or the last group of some.
func grouped(r []rune) bool {
	n := 0
	for n < len(r) && isDigit(r[len(r)-1-n]) {
		n++
	}
	return n <= 3
}

// found is a value at its place in the text it was read from.
type found struct {
	Value
	from, to int
	text     string
}

// numbersIn reads the numbers in a text. Dates are read by datesIn and blanked first.
func numbersIn(text string) []found {
	text = blanked(noNumber, plainText(text))
	_, text = datesIn(text)
	var all []found
	for _, m := range numberForm.FindAllStringSubmatchIndex(text, -1) {
		f := found{from: m[0], to: m[1], text: strings.TrimSpace(text[m[0]:m[1]])}
		f.Number = strings.ReplaceAll(text[m[2]:m[3]], ",", "")
		if m[4] >= 0 {
			f.Number = shifted(f.Number, strings.ToLower(text[m[4]:m[5]]))
		}
		if m[6] >= 0 {
			f.Unit = unitOf(strings.ToLower(text[m[6]:m[7]]))
		}
		all = append(all, f)
	}
	spreadUnits(text, all)
	return all
}

// blanked replaces what matches by blanks of the same length.
func blanked(form *regexp.Regexp, text string) string {
	return form.ReplaceAllStringFunc(text, func(m string) string { return strings.Repeat("\x01", len(m)) })
}

func unitOf(word string) string {
	switch {
	case word == "bbl/t", strings.HasPrefix(word, "barrels per"):
		return "bbl/t"
	case strings.HasPrefix(word, "b"):
		return "bbl"
	case strings.HasPrefix(word, "t"):
		return "t"
	}
	return "%"
}

// shifted multiplies a decimal by the word after it: 1.5 million.
func shifted(number, word string) string {
	places := map[string]int{"thousand": 3, "million": 6, "billion": 9}[word]
	whole, frac, _ := strings.Cut(number, ".")
	for len(frac) < places {
		frac += "0"
	}
	out := strings.TrimLeft(whole+frac[:places], "0")
	if out == "" {
		out = "0"
	}
	if rest := strings.TrimRight(frac[places:], "0"); rest != "" {
		out += "." + rest
	}
	return out
}

// spreadUnits gives the first number of a range the unit of the second: 21.0 to 23.3 %.
func spreadUnits(text string, all []found) {
	for i := len(all) - 2; i >= 0; i-- {
		if all[i].Unit != "" {
			continue
		}
		switch strings.TrimSpace(text[all[i].to:all[i+1].from]) {
		case "to", "-", "and", "or":
			all[i].Unit = all[i+1].Unit
		}
	}
}

// says reports whether one of the record's values is the number in prose: the same, or the
// same rounded half away from zero to the decimals that the prose has. A bare number may
// be of any unit.
func says(values []Value, v Value) bool {
	return slices.ContainsFunc(values, func(have Value) bool {
		return (v.Unit == "" || v.Unit == have.Unit) && sameDecimal(have.Number, v.Number)
	})
}

func sameDecimal(have, prose string) bool {
	a, errA := strconv.ParseFloat(have, 64)
	b, errB := strconv.ParseFloat(prose, 64)
	if errA != nil || errB != nil {
		return false
	}
	if a == b {
		return true
	}
	_, frac, _ := strings.Cut(prose, ".")
	_, more, _ := strings.Cut(have, ".")
	return len(frac) < len(more) && roundedTo(have, len(frac)) == trimZeros(prose)
}

// roundedTo rounds a decimal as it is written, so that no binary fraction decides.
func roundedTo(s string, decimals int) string {
	whole, frac, _ := strings.Cut(s, ".")
	if len(frac) <= decimals {
		return trimZeros(s)
	}
	digits := []byte(whole + frac[:decimals])
	if frac[decimals] >= '5' {
		i := len(digits) - 1
		for ; i >= 0 && digits[i] == '9'; i-- {
			digits[i] = '0'
		}
		if i < 0 {
			digits = append([]byte{'1'}, digits...)
		} else {
			digits[i]++
		}
	}
	n := len(digits) - decimals
	return trimZeros(string(digits[:n]) + "." + string(digits[n:]))
}

func trimZeros(s string) string {
	if strings.Contains(s, ".") {
		s = strings.TrimRight(strings.TrimRight(s, "0"), ".")
	}
	if s = strings.TrimLeft(s, "0"); s == "" || s[0] == '.' {
		s = "0" + s
	}
	return s
}

// valuesOf are the numbers in words of the record, each once.
func valuesOf(words string) []Value {
	var all []Value
	for _, f := range numbersIn(words) {
		if !slices.Contains(all, f.Value) {
			all = append(all, f.Value)
		}
	}
	return all
}
