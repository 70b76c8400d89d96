package screen

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"github.com/plimsoll-watch/plimsoll/base/vessel"
)

// Question is what is looked for.
type Question struct {
	Asked string      `json:"asked"`
	Name  string      `json:"name,omitempty"`
	IMO   vessel.IMO  `json:"imo,omitempty"`
	MMSI  vessel.MMSI `json:"mmsi,omitempty"`
}

// QuestionError is a question that is neither a name nor a number, or is more than one
// question.
type QuestionError struct{ asked, why string }

// Error says what is wrong.
func (e *QuestionError) Error() string {
	return fmt.Sprintf("%q %s", e.asked, cmp.Or(e.why, "is neither a name nor a number to look for"))
}

// Hint says what to type.
func (e *QuestionError) Hint() string {
	return `write a name, "IMO 8660313", 8660313 or "MMSI 445000000"; name and number together: "CHON MA SAN IMO 8660313"`
}

// Ask reads a question: a name, a number, or a name followed by IMO and its number. What
// was typed as a number is taken as one or refused, never dropped.
func Ask(asked string) (Question, error) {
	q := Question{Asked: asked}
	words := strings.Fields(strings.Map(printable, asked))
	var name []string
	for i := 0; i < len(words); i++ {
		kind, number := numbered(words[i])
		if kind != "" && number == "" && i+1 < len(words) {
			i++
			number = strings.Trim(words[i], ":,.")
			if number == "" {
				return q, &QuestionError{asked: asked}
			}
		}
		if number == "" {
			name = append(name, words[i])
			continue
		}
		if why := q.number(kind, number); why != "" {
			return q, &QuestionError{asked, why}
		}
	}
	q.Name = strings.Join(name, " ")
	return q, q.check()
}

// numbered returns what kind of number a word is or begins, and the number if it has it.
func numbered(word string) (kind, number string) {
	word = strings.ToUpper(strings.Trim(word, ":,."))
	for _, kind := range [...]string{"IMO", "MMSI"} {
		if rest, ok := strings.CutPrefix(word, kind); ok {
			if rest = strings.TrimLeft(rest, ":"); rest == "" || digits(rest) {
				return kind, rest
			}
		}
	}
	switch {
	case digits(word) && len(word) == 7:
		return "IMO", word
	case digits(word) && len(word) == 9:
		return "MMSI", word
	}
	return "", ""
}

// check refuses what asks for nothing, and a name of digits alone: a number that lost
// or gained a digit would find no name and seem to have been looked for.
func (q Question) check() error {
	name := fold(q.Name)
	switch {
	case name == "" && q.IMO == 0 && q.MMSI == 0:
		return &QuestionError{asked: q.Asked}
	case digits(strings.ReplaceAll(name, " ", "")):
		return &QuestionError{q.Asked, "has " + name + ", which is no name, no IMO number of 7 digits and no MMSI of 9"}
	}
	return nil
}

func printable(r rune) rune {
	if unicode.IsControl(r) {
		return ' '
	}
	return r
}

// number takes an IMO number or an MMSI, or says why it cannot.
func (q *Question) number(kind, text string) (why string) {
	if kind == "MMSI" {
		n, err := strconv.ParseUint(text, 10, 30)
		switch {
		case err != nil || n == 0:
			return "has no number after MMSI that can be looked for"
		case q.MMSI != 0 && q.MMSI != vessel.MMSI(n):
			return "has two MMSIs; ask for one ship at a time"
		}
		q.MMSI = vessel.MMSI(n)
		return ""
	}
	n, ok := vessel.ParseIMO(text)
	switch {
	case !ok || !digits(text):
		return "has no number after IMO that can be looked for"
	case q.IMO != 0 && q.IMO != n:
		return "has two IMO numbers; ask for one ship at a time"
	}
	q.IMO = n
	return ""
}

func digits(s string) bool {
	return s != "" && strings.Trim(s, "0123456789") == ""
}

// fold brings a name to the form names are compared in.
func fold(name string) string {
	var b strings.Builder
	var before rune
	for _, r := range name {
		switch {
		case unicode.Is(unicode.Mn, r), strings.ContainsRune("'’‘ʼ`", r):
			continue
		case !unicode.IsLetter(r) && !unicode.IsDigit(r):
			r = ' '
		case unicode.IsLetter(before) && unicode.IsDigit(r), unicode.IsDigit(before) && unicode.IsLetter(r):
			b.WriteByte(' ')
		}
		b.WriteRune(unicode.ToUpper(r))
		before = r
	}
	return strings.Join(withoutPrefix(strings.Fields(b.String())), " ")
}

// withoutPrefix leaves out what stands before a ship's name: MV, M/V, M.T.
func withoutPrefix(words []string) []string {
	if len(words) > 1 && slices.Contains([]string{"MV", "MT", "MS", "SS"}, words[0]) {
		return words[1:]
	}
	if len(words) > 2 && words[0] == "M" && (words[1] == "V" || words[1] == "T") {
		return words[2:]
	}
	return words
}
