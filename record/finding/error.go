package finding

import "fmt"

// Error is something a finding may not hold or do, and what to do instead.
type Error struct {
	Where string // "claim", "evidence[2].sha256", "dissent D1"
	What  string
	Hint  string
}

// Error returns where and what; the hint stands apart.
func (e *Error) Error() string { return e.Where + ": " + e.What }

func refuse(where, hint, format string, args ...any) error {
	return &Error{Where: where, What: fmt.Sprintf(format, args...), Hint: hint}
}
