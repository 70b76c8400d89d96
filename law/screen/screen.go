// Package screen looks for a ship, by number or name, on a list as of a day.
//
// # Definition
//
// A question is a name, an IMO number or an MMSI, as people type it ([Ask]). An answer is
// its matches, or "no match in" the list, with the list's date, what was checked and
// what was not: never that a ship is clear.
//
// A match is a list of named terms, each for or against:
//
//	imo             the number is the entry's            identifies
//	name            the name is the entry's, folded      a name alone identifies nobody
//	former-name     it is another name of the entry      likewise
//	number-differs  a number was given and is another    against
//	name-differs    the number matches, the name does not  against
//	check-digit     the number given fails its digit     against
//
// A name is compared after folding: capitals, without marks, without prefixes of a ship
// (MV, MT, M/V) and with one blank between words. A match that rests on a name alone is
// "by name only"; one whose number differs says so.
//
// # Limits
//
// Names are compared whole, word by word as written on the list: no transliteration, no
// spelling variants. No MMSI is on file for any entry: an MMSI is answered as not
// checked. Persons, companies, owners and other lists are not looked at.
package screen

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"github.com/plimsoll-watch/plimsoll/base/day"
	"github.com/plimsoll-watch/plimsoll/base/vessel"
	"github.com/plimsoll-watch/plimsoll/law/listing"
)

// Question is what is looked for.
type Question struct {
	Asked string      `json:"asked"`
	Name  string      `json:"name,omitempty"`
	IMO   vessel.IMO  `json:"imo,omitempty"`
	MMSI  vessel.MMSI `json:"mmsi,omitempty"`
}

// Term is one reason for or against a match.
type Term struct {
	Term string `json:"term"`
	For  bool   `json:"for"`
	Text string `json:"text"`
}

// Match is an entry of the list that the question may mean.
type Match struct {
	Vessel     listing.Vessel    `json:"vessel"`
	Measures   []listing.Measure `json:"measures"`
	Identifies bool              `json:"identifies"` // by a number; else by name only
	Terms      []Term            `json:"terms"`
}

// Answer is what was found, in which list, and what was not looked at.
type Answer struct {
	Question
	List       string      `json:"list"` // with its date
	Age        listing.Age `json:"age"`
	Matches    []Match     `json:"matches"`
	NotChecked []string    `json:"not_checked"`
}

// QuestionError is a question that is neither a name nor a number.
type QuestionError struct{ asked string }

// Error says what is wrong.
func (e *QuestionError) Error() string {
	return fmt.Sprintf("%q is neither a name nor a number to look for", e.asked)
}

// Hint says what to type.
func (e *QuestionError) Hint() string {
	return `write a name, "IMO 8660313", 8660313 or "MMSI 445000000"; name and number together: "CHON MA SAN IMO 8660313"`
}

// Ask reads a question: a name, a number, or a name followed by IMO and its number.
func Ask(asked string) (Question, error) {
	q := Question{Asked: asked}
	words := strings.Fields(strings.Map(printable, asked))
	var name []string
	for i := 0; i < len(words); i++ {
		word := strings.ToUpper(strings.Trim(words[i], ":,."))
		switch {
		case (word == "IMO" || word == "MMSI") && i+1 < len(words):
			if !q.number(word, words[i+1]) {
				return q, &QuestionError{asked}
			}
			i++
		case len(word) > 3 && strings.HasPrefix(word, "IMO") && digits(word[3:]):
			q.number("IMO", word[3:])
		case digits(word) && len(word) == 7 && q.IMO == 0:
			q.number("IMO", word)
		case digits(word) && len(word) == 9 && q.MMSI == 0:
			q.number("MMSI", word)
		default:
			name = append(name, words[i])
		}
	}
	q.Name = strings.Join(name, " ")
	if fold(q.Name) == "" && q.IMO == 0 && q.MMSI == 0 {
		return q, &QuestionError{asked}
	}
	return q, nil
}

func printable(r rune) rune {
	if unicode.IsControl(r) {
		return ' '
	}
	return r
}

// number takes an IMO number or an MMSI.
func (q *Question) number(kind, text string) bool {
	text = strings.Trim(text, ":,.")
	if !digits(text) {
		return false
	}
	if kind == "MMSI" {
		n, err := strconv.ParseUint(text, 10, 30)
		q.MMSI = vessel.MMSI(n)
		return err == nil
	}
	n, ok := vessel.ParseIMO(text)
	q.IMO = n
	return ok
}

func digits(s string) bool {
	return s != "" && strings.Trim(s, "0123456789") == ""
}

// Screen answers a question from a list as of a day.
func Screen(l *listing.Library, q Question, at day.AsOf) Answer {
	age := l.Age(at)
	a := Answer{Question: q, List: age.Name(), Age: age, Matches: []Match{}, NotChecked: notChecked(q)}
	for _, v := range l.Vessels(at) {
		if m, ok := match(&v, q); ok {
			m.Measures = l.Measures(v)
			a.Matches = append(a.Matches, m)
		}
	}
	slices.SortStableFunc(a.Matches, func(x, y Match) int { return rank(&x) - rank(&y) })
	return a
}

// rank puts matches by number before those by name.
func rank(m *Match) int {
	if m.Identifies {
		return 0
	}
	return 1
}

func notChecked(q Question) []string {
	out := []string{"other lists", "persons and companies", "owners and operators", "spellings and transliterations of names"}
	if q.MMSI != 0 {
		out = append([]string{fmt.Sprintf("MMSI %s: no MMSI is on file for any entry", q.MMSI)}, out...)
	}
	return out
}

// match weighs one entry against the question.
func match(v *listing.Vessel, q Question) (m Match, ok bool) {
	m.Vessel = *v
	if q.IMO != 0 && v.IMO == q.IMO {
		m.Identifies = true
		m.Terms = append(m.Terms, Term{"imo", true, fmt.Sprintf("IMO number %s is the entry's", q.IMO)})
	}
	named := nameTerm(v, q.Name)
	if named != nil {
		m.Terms = append(m.Terms, *named)
	}
	if len(m.Terms) == 0 {
		return m, false
	}
	m.Terms = append(m.Terms, against(v, q, m.Identifies)...)
	return m, true
}

func nameTerm(v *listing.Vessel, name string) *Term {
	asked := fold(name)
	if asked == "" {
		return nil
	}
	for i, n := range v.Names() {
		if fold(n.Name) != asked {
			continue
		}
		if i == 0 {
			return &Term{"name", true, "the name is the entry's: " + n.Name}
		}
		return &Term{"former-name", true, "the name is another name of the entry: " + n.String()}
	}
	return nil
}

// against says what does not fit.
func against(v *listing.Vessel, q Question, identified bool) []Term {
	var terms []Term
	if q.IMO != 0 && !identified {
		text := fmt.Sprintf("IMO number %s was given; the entry has %s", q.IMO, v.IMO)
		if v.IMO == 0 {
			text = fmt.Sprintf("IMO number %s was given; the entry has none", q.IMO)
		}
		terms = append(terms, Term{"number-differs", false, text})
	}
	if q.IMO != 0 && !q.IMO.Valid() {
		terms = append(terms, Term{"check-digit", false, fmt.Sprintf("IMO number %s fails its check digit", q.IMO)})
	}
	if identified && q.Name != "" && nameTerm(v, q.Name) == nil {
		terms = append(terms, Term{"name-differs", false, fmt.Sprintf("the name given is %s, the entry's %s", q.Name, v.Name)})
	}
	return terms
}

// fold brings a name to the form names are compared in.
func fold(name string) string {
	name = strings.Map(func(r rune) rune {
		switch {
		case unicode.IsLetter(r), unicode.IsDigit(r):
			return unicode.ToUpper(r)
		case r == '/', r == '.', r == '\'':
			return -1
		}
		return ' '
	}, name)
	words := strings.Fields(name)
	if len(words) > 1 && slices.Contains([]string{"MV", "MT", "MS", "SS"}, words[0]) {
		words = words[1:]
	}
	return strings.Join(words, " ")
}

// Lines tells an answer.
func (a *Answer) Lines() []string {
	var lines []string
	if len(a.Matches) == 0 {
		lines = append(lines, fmt.Sprintf("%s: no match in %s", a.Asked, a.List))
		if a.IMO != 0 && !a.IMO.Valid() {
			lines = append(lines, fmt.Sprintf("  IMO number %s fails its check digit; it matches only an entry typed the same", a.IMO))
		}
	}
	for i := range a.Matches {
		lines = append(lines, a.Matches[i].lines(a.Asked, a.List)...)
	}
	return append(lines, "  the list: "+a.Age.Words(), "  not checked: "+strings.Join(a.NotChecked, "; "))
}

func (m *Match) lines(asked, list string) []string {
	how := "by name only"
	if m.Identifies {
		how = "by number"
	}
	head := fmt.Sprintf("%s: %s in %s: %s", asked, how, list, m.Vessel.Name)
	if m.Vessel.IMO != 0 {
		head += ", IMO " + m.Vessel.IMO.String()
	}
	lines := []string{head}
	for _, t := range m.Terms {
		side := "for"
		if !t.For {
			side = "against"
		}
		lines = append(lines, fmt.Sprintf("  %s: %s", side, t.Text))
	}
	for _, x := range m.Measures {
		lines = append(lines, "  the listing: "+x.String())
	}
	for _, act := range m.Vessel.Acts {
		lines = append(lines, "  "+act.Line().String())
	}
	return lines
}
