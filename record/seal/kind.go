package seal

// Kind is what an act is.
type Kind byte

// The kinds of act; their numbers stand in leaves and never change.
const (
	Key Kind = iota + 1
	Method
	Capture
	Finding
	Review
	Dissent
	Reply
	Withdrawal
	Edition
	Circulation
	Receipt
	Stop
	Release
)

// Kinds returns the words for the kinds, in the order of their numbers: the first is 1.
func Kinds() []string {
	return []string{"key", "method", "capture", "finding", "review", "dissent", "reply", "withdrawal", "edition", "circulation", "receipt", "stop", "release"}
}

// String returns the word for the kind.
func (k Kind) String() string {
	if words := Kinds(); k >= 1 && int(k) <= len(words) {
		return words[k-1]
	}
	return "unknown kind"
}

// kindOf returns the kind a word stands for.
func kindOf(word string) (Kind, bool) {
	for i, w := range Kinds() {
		if w == word {
			return Kind(i + 1), true
		}
	}
	return 0, false
}
