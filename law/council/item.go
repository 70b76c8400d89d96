package council

import "strings"

// SameItem reports whether two agenda items are one, whatever stands between the
// subject and the State, and whatever the table did to an apostrophe. Fault F23: the
// DPRK item is printed with a hyphen, a dash or a stroke, with blanks or without, with
// "[closed]" after it, and with an apostrophe decoded wrongly.
func SameItem(a, b string) bool { return item(a) == item(b) }

// item returns an agenda item in the one form that compares.
func item(s string) string {
	s = strings.NewReplacer("â\u0080\u0099", "'", "[closed]", "", "—", "/", "–", "/", " - ", "/").Replace(s)
	s = fold(s)
	parts := strings.Split(s, "/")
	for i, p := range parts {
		parts[i] = strings.TrimSpace(p)
	}
	s = strings.Join(parts, "/")
	// A hyphen without blanks belongs to a word, but for the item that is printed so.
	return strings.Replace(s, "non-proliferation-democratic", "non-proliferation/democratic", 1)
}

// DamagedText reports whether a text has the marks of a wrong decoding in it.
func DamagedText(s string) bool { return strings.Contains(s, "â\u0080") }
