// Package screen looks for a ship, by number or name, on a list as of a day.
//
// # Definition
//
// A question is a name, an IMO number or an MMSI, as people type it ([Ask]). An answer is
// its matches, or "no match in" the list, with the list's date, what was checked and
// what was not: never that a ship is clear.
//
// A match is a list of named terms, each for or against, with its weight; the score is
// their sum (screen/1):
//
//	imo             +100  the number is the entry's; it identifies
//	name             +40  the name is the entry's, folded; a name alone identifies nobody
//	former-name      +35  it is another name of the entry; likewise
//	name-differs     -10  the number matches, the name does not: ships are renamed
//	number-differs   -30  a number was given and the entry has another
//	no-number          0  a number was given and the entry has none to compare
//	check-digit      -10  the number given fails its check digit, so it is no ship's
//
// A weight orders matches and is no probability: what rests on names alone never comes
// before a number.
//
// A name is compared after folding: capitals, without apostrophes and combining marks,
// other punctuation and the seam of a letter and a digit as a blank ("NO.18" is
// "NO. 18"), without the prefix of a ship (MV, M/V, MT). A match that rests on a name
// alone is "by name only"; one whose number differs says so.
//
// # What stood on the list before
//
// A ship whose every designation was removed is no match. It is told apart, with the
// day of its removal ([Answer.Removed]). Ships of the user's own rows are told as of
// those rows, never as of the list.
//
// # Limits
//
// Names are compared whole, word by word as written on the list: no transliteration, no
// spelling variants. Accents count. One question is one ship: two numbers of one
// kind, and numbers of another length, are refused. No MMSI is on file for any entry: an MMSI is answered as not
// checked. Persons, companies, owners and other lists are not looked at.
package screen

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/plimsoll-watch/plimsoll/base/day"
	"github.com/plimsoll-watch/plimsoll/law/listing"
)

// Term is one reason for or against a match.
type Term struct {
	Term   string `json:"term"`
	For    bool   `json:"for"`
	Weight int    `json:"weight"` // below zero: against; zero: neither
	Text   string `json:"text"`
}

// Match is an entry of the list that the question may mean.
type Match struct {
	Vessel     listing.Vessel    `json:"vessel"`
	Measures   []listing.Measure `json:"measures"`
	Identifies bool              `json:"identifies"` // by a number; else by name only
	Score      int               `json:"score"`      // the sum of the terms' weights
	Terms      []Term            `json:"terms"`
}

// Answer is what was found, in which list, and what was not looked at.
type Answer struct {
	Question
	List       string      `json:"list"` // with its date
	Age        listing.Age `json:"age"`
	Matches    []Match     `json:"matches"`
	Removed    []Match     `json:"removed,omitempty"` // no matches: ships that were on the list and are no more
	NotChecked []string    `json:"not_checked"`
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
	for _, v := range l.Removed(at) {
		if m, ok := match(&v, q); ok {
			a.Removed = append(a.Removed, m)
		}
	}
	slices.SortStableFunc(a.Matches, compareMatches)
	slices.SortStableFunc(a.Removed, compareMatches)
	return a
}

// compareMatches puts matches by number first, then the higher score; the list's before
// those of the user's own rows.
func compareMatches(a, b Match) int {
	return cmp.Or(order(b.Identifies)-order(a.Identifies), cmp.Compare(b.Score, a.Score), order(a.Vessel.Own)-order(b.Vessel.Own))
}

func order(yes bool) int {
	if yes {
		return 1
	}
	return 0
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
		m.Terms = append(m.Terms, Term{"imo", true, 100, fmt.Sprintf("IMO number %s is the entry's", q.IMO)})
	}
	named := nameTerm(v, q.Name)
	if named != nil {
		m.Terms = append(m.Terms, *named)
	}
	if len(m.Terms) == 0 {
		return m, false
	}
	m.Terms = append(m.Terms, against(v, q, m.Identifies)...)
	for _, t := range m.Terms {
		m.Score += t.Weight
	}
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
			return &Term{"name", true, 40, "the name is the entry's: " + n.Name}
		}
		return &Term{"former-name", true, 35, "the name is another name of the entry: " + n.String()}
	}
	return nil
}

// against says what does not fit.
func against(v *listing.Vessel, q Question, identified bool) []Term {
	var terms []Term
	switch {
	case q.IMO == 0 || identified:
	case v.IMO == 0:
		terms = append(terms, Term{"no-number", false, 0, fmt.Sprintf("IMO number %s was given; the entry has none", q.IMO)})
	default:
		terms = append(terms, Term{"number-differs", false, -30, fmt.Sprintf("IMO number %s was given; the entry has %s", q.IMO, v.IMO)})
	}
	if q.IMO != 0 && !q.IMO.Valid() {
		terms = append(terms, Term{"check-digit", false, -10, fmt.Sprintf("IMO number %s fails its check digit", q.IMO)})
	}
	if identified && q.Name != "" && nameTerm(v, q.Name) == nil {
		terms = append(terms, Term{"name-differs", false, -10, fmt.Sprintf("the name given is %s, the entry's %s", q.Name, v.Name)})
	}
	return terms
}
