package workspace

import (
	"errors"
	"fmt"
	"io/fs"
)

// Missing says that there is no workspace where one was looked for.
type Missing struct {
	Path string
	Hint string
}

func (e *Missing) Error() string { return "no workspace at " + e.Path }

// Is makes a Missing an fs.ErrNotExist.
func (e *Missing) Is(target error) bool { return target == fs.ErrNotExist }

// Refused says that what is there, or what was asked, is not taken. Nothing was written.
type Refused struct {
	What string
	Hint string
}

func (e *Refused) Error() string { return e.What }

// Outside says that the disk, or somebody who holds the lock, stood in the way. What was
// to be written is not there, and nothing stands half-written.
type Outside struct {
	What string
	Hint string
	Err  error
}

func (e *Outside) Error() string { return fmt.Sprintf("%s: %v", e.What, e.Err) }

// Unwrap returns what the disk said.
func (e *Outside) Unwrap() error { return e.Err }

// Unsure says that the disk failed after a checkpoint was written and before it was known
// to stay: whether the acts are sealed is seen when the workspace is opened again. They
// were not acknowledged.
type Unsure struct {
	First, Last int64 // the entries they would have
	Err         error
}

func (e *Unsure) Error() string {
	return fmt.Sprintf("whether entries %d to %d are sealed is not known: %v", e.First, e.Last, e.Err)
}

// Unwrap returns what the disk said.
func (e *Unsure) Unwrap() error { return e.Err }

// NoDraft says that there is no such draft.
type NoDraft struct{ Kind, ID string }

func (e *NoDraft) Error() string {
	return fmt.Sprintf("no draft of the kind %s is called %q", e.Kind, e.ID)
}

// Is makes a NoDraft an fs.ErrNotExist.
func (e *NoDraft) Is(target error) bool { return target == fs.ErrNotExist }

// Hint returns what to try about an error of this package; "" when there is nothing to
// say beyond it.
func Hint(err error) string {
	var (
		missing *Missing
		refused *Refused
		outside *Outside
		unsure  *Unsure
	)
	switch {
	case errors.As(err, &missing):
		return missing.Hint
	case errors.As(err, &refused):
		return refused.Hint
	case errors.As(err, &unsure):
		return "look whether they are there before doing it again"
	case errors.As(err, &outside):
		return outside.Hint
	}
	return ""
}

func refused(hint, format string, args ...any) error {
	return &Refused{What: fmt.Sprintf(format, args...), Hint: hint}
}

// outside wraps what a disk said.
func outside(err error, format string, args ...any) error {
	return &Outside{What: fmt.Sprintf(format, args...), Hint: diskHint(err), Err: err}
}
