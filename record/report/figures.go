package report

import (
	"regexp"
	"slices"
	"strings"
)

// figureWord is a figure: digits and the marks between them, so a day too. S/2018/171 has
// letters and is none.
var figureWord = regexp.MustCompile(`^\pN+(?:[.,:/-]\pN+)*$`)

// isUnit reports whether a word behind a figure belongs to it.
func isUnit(word string) bool {
	switch strings.TrimSuffix(strings.ToLower(word), "s") {
	case "barrel", "bbl", "tonne", "ton", "t", "kt", "dwt", "litre", "gallon", "km", "kilometre", "m", "metre", "nm", "mile", "kn", "knot",
		"degree", "minute", "min", "hour", "h", "day", "week", "month", "year", "ship", "vessel", "tanker", "call", "transfer", "delivery", "deliverie",
		"dollar", "euro", "usd", "eur", "percent", "%",
		"january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december":
		return true
	}
	return false
}

// isCurrency reports whether a sign before a figure belongs to it.
func isCurrency(word string) bool {
	return word == "$" || word == "€" || word == "£" || word == "¥"
}

// multiple reports whether a word makes a figure larger.
func multiple(word string) bool {
	switch strings.ToLower(word) {
	case "thousand", "million", "billion":
		return true
	}
	return false
}

// pairedUnit reports whether two words are a unit together.
func pairedUnit(first, second string) bool {
	switch strings.ToLower(first) {
	case "per":
		return strings.EqualFold(second, "cent")
	case "port":
		return strings.EqualFold(strings.TrimSuffix(second, "s"), "call")
	case "metric", "nautical", "us":
		return isUnit(second)
	}
	return false
}

// figures returns the figures of a text in order, each with its unit: "68,772 barrels",
// "13.8 per cent", "$5 million", "30 May". Figures in words are not found.
func figures(text string) []string {
	ts := tokens(text)
	var out []string
	for i := 0; i < len(ts); i++ {
		if !figureWord.MatchString(ts[i].word) || i == 0 && len(ts) > 1 && (ts[1].word == "." || ts[1].word == ")") && ts[1].gap == "" {
			continue // the paragraph's number in its source
		}
		from, to := i, unitEnd(ts, i)
		if i > 0 && isCurrency(ts[i-1].word) {
			from--
		}
		out = append(out, spoken(ts[from:to+1]))
		i = to
	}
	return out
}

// unitEnd returns the last token of the unit behind the figure at i; i when it has none.
func unitEnd(ts []token, i int) int {
	word := func(k int) string {
		if k < len(ts) {
			return ts[k].word
		}
		return ""
	}
	if multiple(word(i + 1)) {
		i++
	}
	switch {
	case isUnit(word(i + 1)):
		return i + 1
	case pairedUnit(word(i+1), word(i+2)):
		return i + 2
	}
	return i
}

// spoken joins tokens with single blanks.
func spoken(ts []token) string {
	var b strings.Builder
	for i, t := range ts {
		if i > 0 && t.gap != "" {
			b.WriteByte(' ')
		}
		b.WriteString(t.word)
	}
	return b.String()
}

// figuresChanged returns the figures that one text has and the other has not, in their
// order. When both have the same figures in another order, those whose places changed.
func figuresChanged(was, is string) (gone, come []string) {
	a, b := figures(was), figures(is)
	if len(a) == len(b) && slices.Equal(slices.Sorted(slices.Values(a)), slices.Sorted(slices.Values(b))) {
		for i := range a {
			if a[i] != b[i] {
				gone, come = append(gone, a[i]), append(come, b[i])
			}
		}
		return gone, come
	}
	i, j := 0, 0
	for _, r := range differ(a, b) {
		switch r.op {
		case same:
			i, j = i+r.n, j+r.n
		case deleted:
			gone = append(gone, a[i:i+r.n]...)
			i += r.n
		case inserted:
			come = append(come, b[j:j+r.n]...)
			j += r.n
		}
	}
	return gone, come
}
