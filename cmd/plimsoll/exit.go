package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"

	"github.com/plimsoll-watch/plimsoll/record/seal"
	"github.com/plimsoll-watch/plimsoll/sea/ais"
)

// Exit codes. A script treats an unknown one as failure.
const (
	exitDone        = 0
	exitOutside     = 1
	exitUsage       = 2
	exitRefused     = 3
	exitNotProved   = 4
	exitHeld        = 5
	exitMatches     = 6
	exitInterrupted = 130
)

// exitTable is what `plimsoll help exit` prints.
var exitTable = []struct {
	code    int
	meaning string
}{
	{exitDone, "done; what was asked for was answered (finding nothing is an answer)"},
	{exitOutside, "something outside failed: a file, a disk"},
	{exitUsage, "the command line is wrong; nothing was done"},
	{exitRefused, "input refused (nothing readable in it, a directory, cut short in the middle of a\n" +
		"      compressed stream, no times where times are needed, --strict, wrong format);\n" +
		"      nothing was written. A header with no rows is an answer (0)"},
	{exitNotProved, "not proved: verify found a bundle, log, proof or signature that does not hold"},
	{exitHeld, "done, but held back: a file was skipped (--skip-unreadable), a citation that no\n" +
		"      longer holds, a public edition that names a ship without a reply on record"},
	{exitMatches, "screen --exit-code: there are matches"},
	{exitInterrupted, "interrupted; no partial output stands under its final name"},
}

// usageError is a command line that cannot be obeyed.
type usageError struct{ err error }

func (e usageError) Error() string { return e.err.Error() }
func (e usageError) Unwrap() error { return e.err }

// usagef returns a usage error with a hint.
func usagef(hint, format string, args ...any) error {
	return usageError{hinted{fmt.Errorf(format, args...), hint}}
}

// hinted is an error with what to try.
type hinted struct {
	err  error
	hint string
}

func (e hinted) Error() string { return e.err.Error() }
func (e hinted) Unwrap() error { return e.err }

// refusedError is input that is refused as a whole.
type refusedError struct{ err error }

func (e refusedError) Error() string { return e.err.Error() }
func (e refusedError) Unwrap() error { return e.err }

// heldError says that the work was done and something held back.
type heldError struct{ what string }

func (e heldError) Error() string { return e.what }

// matchesError says that --exit-code was asked for and there are matches; nothing is
// printed, the answer stands.
type matchesError struct{}

func (matchesError) Error() string { return "there are matches" }

// fail prints an error for a person and returns its exit code.
func fail(w *world, err error) int {
	if err == nil {
		return exitDone
	}
	if errors.Is(err, matchesError{}) {
		return exitMatches
	}
	code, hint := classify(w.ctx, err)
	if code == exitInterrupted {
		fmt.Fprintln(w.stderr, "plimsoll: interrupted; nothing stands half-written")
		return code
	}
	fmt.Fprintf(w.stderr, "plimsoll: %s %s\n", w.bold(w.stderrTTY, "error:"), err)
	if hint != "" {
		fmt.Fprintf(w.stderr, "plimsoll: %s %s\n", w.bold(w.stderrTTY, "hint:"), hint)
	}
	return code
}

// classify returns the exit code of an error and the hint that goes with it.
func classify(ctx context.Context, err error) (code int, hint string) {
	var h hinted
	if errors.As(err, &h) {
		hint = h.hint
	}
	var (
		usage   usageError
		refused refusedError
		held    heldError
		input   *ais.InputError
	)
	if code, hint, ok := sealCode(err, hint); ok {
		return code, hint
	}
	switch {
	case ctx.Err() != nil && errors.Is(err, context.Canceled):
		return exitInterrupted, ""
	case errors.As(err, &usage):
		if hint == "" {
			hint = "plimsoll help lists the verbs, plimsoll help VERB its flags"
		}
		return exitUsage, hint
	case errors.As(err, &input):
		return exitRefused, input.Hint
	case errors.As(err, &refused):
		return exitRefused, hint
	case errors.As(err, &held):
		return exitHeld, hint
	case errors.Is(err, fs.ErrNotExist) && hint == "":
		return exitOutside, "check the name; a pattern in quotes is not expanded"
	}
	return exitOutside, hint
}

// sealCode returns the exit code of what record/seal found: something that cannot be read
// is refused, something that does not hold is not proved.
func sealCode(err error, hint string) (int, string, bool) {
	var (
		malformed *seal.Malformed
		not       *seal.NotProved
		fork      *seal.Fork
		truncated *seal.Truncated
	)
	switch {
	case errors.As(err, &not):
		return exitNotProved, cmp.Or(hint, not.Hint), true
	case errors.As(err, &fork):
		return exitNotProved, cmp.Or(hint, "keep both; a workspace that was copied and used twice gives this, and so does a log that was rewritten"), true
	case errors.As(err, &truncated):
		return exitNotProved, cmp.Or(hint, "ask for a newer bundle; if there is none, entries were taken out of the log"), true
	case errors.As(err, &malformed):
		return exitRefused, cmp.Or(hint, malformed.Hint), true
	}
	return 0, "", false
}

// refusedf returns a refusal of input with a hint.
func refusedf(hint, format string, args ...any) error {
	return refusedError{hinted{fmt.Errorf(format, args...), hint}}
}
