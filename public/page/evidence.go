package page

import (
	"fmt"
	"slices"
	"strings"

	"github.com/plimsoll-watch/plimsoll/base/quantity"
	"github.com/plimsoll-watch/plimsoll/record/event"
)

// explanation is one thing the event may be consistent with, with its tests.
type explanation struct {
	Name, Verdict string
	Tests         []test
}

// test is a line: mark, word, what was found with its numbers, the rule in brackets.
type test struct {
	Mark, Word string
	Or         bool // an alternative to the test before it
	Found      []part
	Rule       string
	How        []string
}

// part is a piece of text, or a number that opens its arithmetic.
type part struct {
	Text   string
	Number bool
}

func explanations(e *event.Event) []explanation {
	var out []explanation
	sorted := slices.Clone(e.ConsistentWith)
	slices.SortStableFunc(sorted, func(a, b event.Explanation) int { return verdictOrder(a.Verdict) - verdictOrder(b.Verdict) })
	for i := range sorted {
		x := &sorted[i]
		v := explanation{Name: explanationName(x), Verdict: verdictWords(x.Verdict)}
		for k := range x.Tests {
			or := k > 0 && x.Tests[k].AnyOf != "" && x.Tests[k].AnyOf == x.Tests[k-1].AnyOf
			v.Tests = append(v.Tests, newTest(&x.Tests[k], e, or))
		}
		out = append(out, v)
	}
	return out
}

func newTest(t *event.Test, e *event.Event, or bool) test {
	word, mark := metWords(t.Met)
	v := test{Mark: mark, Word: word, Or: or, Found: parts(t.Text), Rule: bracketed(t.Rule)}
	compared := "There was no number to compare."
	if s := valueWords(t); s != "" {
		compared = "Compared: " + s + "."
	}
	v.How = append(v.How, compared+" Asked: "+sentence(t.Rule))
	if t.AnyOf != "" {
		v.How = append(v.How, "One of these is enough ("+spaced(t.AnyOf)+").")
	}
	if strings.HasPrefix(t.Test, "within-") {
		v.How = append(v.How, gapHow(e)...)
	}
	return v
}

func sentence(s string) string {
	if s == "" {
		return "not said."
	}
	return strings.TrimSuffix(s, ".") + "."
}

// bracketed puts a rule in brackets; square ones around round ones.
func bracketed(rule string) string {
	switch {
	case rule == "":
		return ""
	case strings.Contains(rule, "("):
		return "[" + rule + "]"
	}
	return "(" + rule + ")"
}

// parts splits a sentence into words and numbers with their units.
func parts(s string) []part {
	var out []part
	words := strings.Split(s, " ")
	text := func(w string) {
		if n := len(out); n > 0 && !out[n-1].Number {
			out[n-1].Text += w
			return
		}
		out = append(out, part{Text: w})
	}
	for i := 0; i < len(words); i++ {
		if i > 0 {
			text(" ")
		}
		n := numberAt(words[i:])
		if n == 0 {
			text(words[i])
			continue
		}
		figure := strings.Join(words[i:i+n], " ")
		bare := strings.TrimRight(figure, ",;.:")
		out = append(out, part{strings.ReplaceAll(bare, " ", nbsp), true})
		if rest := figure[len(bare):]; rest != "" {
			text(rest)
		}
		i += n - 1
	}
	return out
}

// numberAt returns how many words from the first make a figure: "0 to 38 m", "281 km".
func numberAt(words []string) int {
	if !numeral(words[0]) {
		return 0
	}
	n := 1
	for n+1 < len(words) && (words[n] == "to" || words[n] == "and") && numeral(words[n+1]) && !ends(words[n-1]) {
		n += 2
	}
	if n < len(words) && !ends(words[n-1]) && unit(words[n]) {
		n++
	}
	return n
}

func ends(word string) bool { return strings.ContainsAny(word[len(word)-1:], ",;:") }

func numeral(word string) bool {
	word = strings.TrimRight(word, ",;.:°")
	return word != "" && strings.Trim(word, "0123456789.,") == "" && word[0] >= '0' && word[0] <= '9'
}

func unit(word string) bool {
	return slices.Contains([]string{"m", "km", "kn", "nm", "min", "minutes", "times", "fixes"}, strings.TrimRight(word, ",;.:"))
}

// valueWords prints what a test compared, with its unit.
func valueWords(t *event.Test) string {
	if len(t.Value) == 0 {
		return ""
	}
	units := valueUnits(t.Test, len(t.Value))
	words := make([]string, len(t.Value))
	for i, v := range t.Value {
		words[i] = strings.TrimSpace(valueText(v) + " " + units[i])
	}
	return strings.Join(words, ", ")
}

// valueUnits are the units of a test of encounter/1; a test not known here prints its
// numbers bare beside its sentence, which has them.
func valueUnits(name string, n int) []string {
	units := make([]string, n)
	one := map[string]string{"within-200-m": "m", "away-from-port": "m", "one-small-tanker": "m", "other-longer": "times", "both-slow": "kn",
		"near-port-or-anchorage": "m", "alongside": "m", "not-alongside": "m", "in-a-lightering-area": "m"}[name]
	for i := range units {
		units[i] = one
	}
	if name == "coverage" && n == 3 {
		copy(units, []string{"fixes of A", "fixes of B", "min observed"})
	}
	if strings.Contains(name, "type") || strings.Contains(name, "kind") || name == "both-fishing" {
		for i := range units {
			units[i] = "(type of ship)"
		}
	}
	return units
}

func valueText(v any) string {
	switch x := v.(type) {
	case float64:
		if x == quantity.Decimals(x, 0) {
			return thousands(int(x))
		}
		return strings.TrimRight(decimal(x, 2), "0")
	case int:
		return thousands(x)
	case string:
		return x
	}
	return fmt.Sprint(v)
}

// reasons is the sentence that says why an event is possible, undecided or neither.
func reasons(e *event.Event) string {
	if e.STSWhy == "" {
		return ""
	}
	s := e.STSWhy
	for _, n := range testNames() {
		s = strings.ReplaceAll(s, n[0], n[1])
	}
	return capital(strings.TrimSuffix(s, ".")) + "."
}

// testNames are the keys of tests that a sentence of the method may hold, in words.
func testNames() [][2]string {
	return [][2]string{{"same-kind-of-cargo", "same kind of cargo"}, {"within-200-m", "within 200 m"}, {"away-from-port", "away from port"}, {"coverage", "coverage"}, {"two-ships", "two ships"},
		{"fishing-pair", "fishing in a pair"}, {"sts-transfer", "transfer"}}
}

// status is the word of the reason: so possible.
func status(e *event.Event) string {
	if e.STS == "" {
		return "not a possible transfer by this method"
	}
	return e.STS
}
