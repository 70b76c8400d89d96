package council

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
)

// Name is a printed name and what it means.
type Name struct {
	Printed   string `json:"printed"`
	Canonical string `json:"canonical,omitempty"` // the UN name of today; absent: no State
	Form      string `json:"form"`                // how it is printed: name, capitals, former name, code, damaged, group, organ, ...
	Note      string `json:"note,omitempty"`
	Origin
}

// IsState reports whether a name means a State.
func (n Name) IsState() bool { return n.Canonical != "" }

// Damaged reports whether the name is a fault of the table it was found in.
func (n Name) Damaged() bool { return n.Form == "damaged" }

// UnknownError says that something asked for is not on file, and what comes near.
type UnknownError struct {
	What    string // "name", "meeting", "question"
	Asked   string
	Nearest string // empty: nothing comes near
}

// Error returns what is not on file.
func (e *UnknownError) Error() string {
	return fmt.Sprintf("%s %q is not on file", e.What, e.Asked)
}

// Hint returns the nearest that is.
func (e *UnknownError) Hint() string {
	if e.Nearest == "" {
		return "nothing on file comes near"
	}
	return fmt.Sprintf("the nearest on file is %s", e.Nearest)
}

// Resolve returns what a printed name means. A name that stands in the table is
// taken as it stands there; else one that differs in case, accents, apostrophes and
// blanks only. Of rows that come equally near one that was read goes before one that
// was not.
func (l *Library) Resolve(printed string) (Name, error) {
	var found *Name
	for _, n := range l.folded[fold(printed)] {
		if found == nil || better(n, found, printed) {
			found = n
		}
	}
	if found == nil {
		return Name{}, &UnknownError{"name", printed, l.nearestName(printed)}
	}
	answer := *found
	answer.Printed = printed
	return answer, nil
}

// better reports whether a is to be taken before b for a printed name.
func better(a, b *Name, printed string) bool {
	for _, test := range [...]func(*Name) bool{
		func(n *Name) bool { return n.Printed == printed && (n.Decides() || n.Damaged()) },
		func(n *Name) bool { return n.Decides() },
		func(n *Name) bool { return !n.Damaged() },
		func(n *Name) bool { return n.Form == "name" },
	} {
		if test(a) != test(b) {
			return test(a)
		}
	}
	return a.id() < b.id()
}

// canonical returns the UN name of today of a printed name, and the printed one when
// it means no State or is not on file.
func (l *Library) canonical(printed string) string {
	if n, err := l.Resolve(printed); err == nil && n.IsState() {
		return n.Canonical
	}
	return printed
}

// NameIn returns the name a State sat under in a year; ok is false when it was no
// member then: its name of that year is not on file.
func (l *Library) NameIn(name string, year int) (then string, ok bool) {
	canonical := l.canonical(name)
	for _, m := range l.members[year] {
		if m.Canonical == canonical {
			return m.Name, true
		}
	}
	return "", false
}

func (l *Library) nearestName(printed string) string {
	names := make([]string, 0, len(l.names))
	for _, n := range l.names {
		switch n.Form {
		case "name", "short name", "former name", "group", "organ", "office":
			names = append(names, n.Printed)
		}
	}
	return nearest(printed, names)
}

// fold returns a name without case, accents, combining marks and kinds of
// apostrophe, its blanks single.
func fold(s string) string {
	var b strings.Builder
	for _, r := range s {
		switch {
		case unicode.Is(unicode.Mn, r):
		case r == '’' || r == 'ʼ' || r == '`' || r == '‘':
			b.WriteByte('\'')
		case unicode.IsSpace(r):
			b.WriteByte(' ')
		default:
			b.WriteRune(unaccented(unicode.ToLower(r)))
		}
	}
	return strings.Join(strings.Fields(b.String()), " ")
}

// unaccented returns the letter under an accent; the names of members have no other
// letters than these.
func unaccented(r rune) rune {
	const from, to = "àáâãäåçèéêëìíîïıñòóôõöùúûüýÿ", "aaaaaaceeeeiiiiinooooouuuuyy"
	if i := strings.IndexRune(from, r); i >= 0 {
		return rune(to[len([]rune(from[:i]))])
	}
	return r
}

// nearest returns the string on file with the fewest letters to change, the first in
// order of those that are equally near; "" when over a third would change.
func nearest(asked string, onFile []string) string {
	asked = fold(asked)
	best, found := len([]rune(asked))/3+1, ""
	for _, s := range slices.Sorted(slices.Values(onFile)) {
		if d := distance(asked, fold(s)); d < best {
			best, found = d, s
		}
	}
	return found
}

// distance counts the letters to put in, take out or change (Levenshtein).
func distance(a, b string) int {
	x, y := []rune(a), []rune(b)
	row := make([]int, len(y)+1)
	for j := range row {
		row[j] = j
	}
	for i := range x {
		corner := row[0]
		row[0] = i + 1
		for j := range y {
			change := corner
			if x[i] != y[j] {
				change++
			}
			corner = row[j+1]
			row[j+1] = min(change, row[j]+1, row[j+1]+1)
		}
	}
	return row[len(y)]
}
