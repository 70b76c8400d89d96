package ais

import (
	"fmt"
	"slices"
)

// Reason says why a sentence, row or report was rejected, in the words printed.
type Reason string

// maxExamples is how many first examples of each reason are kept.
const maxExamples = 3

// Example is a rejected line.
type Example struct {
	Line uint32 `json:"line"`
	Text string `json:"text"` // cut to 120 bytes, unprintable bytes escaped
}

// Reject counts what was rejected for one reason.
type Reject struct {
	Reason   Reason    `json:"reason"`
	Count    int       `json:"count"`
	Examples []Example `json:"examples"`
}

// Tally is what a file held, counted while it is read. Rows is the number of lines
// of a table; Sentences of AIVDM and AIVDO sentences; both count rejected ones.
type Tally struct {
	Rows      int
	Sentences int
	Reports   int            // reports handed on
	ByType    [64]int        // reports and unread messages by message type; 0 is a table row
	Unread    int            // messages of types this reader counts but does not decode
	Other     map[string]int // lines that are neither, and what was noticed in others: "comment", "station status ($PSTT)", "course out of range", …
	NoTime    int            // reports handed on without a time
	Repeats   int            // sentences that repeat a report heard by another station
	Lines     uint32
	rejects   map[Reason]*Reject
}

// Reject counts one rejected line and keeps it when it is among the first of its
// reason.
func (t *Tally) Reject(why Reason, line uint32, text []byte) {
	if t.rejects == nil {
		t.rejects = map[Reason]*Reject{}
	}
	r := t.rejects[why]
	if r == nil {
		r = &Reject{Reason: why}
		t.rejects[why] = r
	}
	r.Count++
	if n := len(r.Examples); n < maxExamples || line < r.Examples[n-1].Line {
		r.keep(Example{line, printable(text)})
	}
}

// keep holds the examples with the lowest lines, whatever order they come in.
func (r *Reject) keep(e Example) {
	at, _ := slices.BinarySearchFunc(r.Examples, e, func(a, b Example) int { return int(a.Line) - int(b.Line) })
	if at >= maxExamples {
		return
	}
	r.Examples = slices.Insert(r.Examples, at, e)
	r.Examples = r.Examples[:min(len(r.Examples), maxExamples)]
}

// Rejects returns the counts by reason, most first, then by reason.
func (t *Tally) Rejects() []Reject {
	out := make([]Reject, 0, len(t.rejects))
	for _, r := range t.rejects {
		out = append(out, *r)
	}
	slices.SortFunc(out, func(a, b Reject) int {
		if a.Count != b.Count {
			return b.Count - a.Count
		}
		return slices.Compare([]byte(a.Reason), []byte(b.Reason))
	})
	return out
}

// Rejected returns how many lines or reports were rejected in all.
func (t *Tally) Rejected() int {
	n := 0
	for _, r := range t.rejects {
		n += r.Count
	}
	return n
}

// Add counts u into t: the parts of one file read in parallel, or several files.
func (t *Tally) Add(u *Tally) {
	t.Rows += u.Rows
	t.Sentences += u.Sentences
	t.Reports += u.Reports
	t.Unread += u.Unread
	t.NoTime += u.NoTime
	t.Repeats += u.Repeats
	t.Lines = max(t.Lines, u.Lines)
	for i, n := range u.ByType {
		t.ByType[i] += n
	}
	for what, n := range u.Other {
		t.other(what, n)
	}
	for why, r := range u.rejects {
		if t.rejects == nil {
			t.rejects = map[Reason]*Reject{}
		}
		mine := t.rejects[why]
		if mine == nil {
			mine = &Reject{Reason: why}
			t.rejects[why] = mine
		}
		mine.Count += r.Count
		for _, e := range r.Examples {
			mine.keep(e)
		}
	}
}

func (t *Tally) other(what string, n int) {
	if t.Other == nil {
		t.Other = map[string]int{}
	}
	t.Other[what] += n
}

// printable cuts and escapes a line for an error message.
func printable(text []byte) string {
	const most = 120
	cut := text
	if len(cut) > most {
		cut = cut[:most]
	}
	s := fmt.Sprintf("%+q", cut)
	s = s[1 : len(s)-1]
	if len(text) > most {
		s += "…"
	}
	return s
}

// InputError says that a file cannot be read as what it is: nothing of it was used.
type InputError struct {
	File string
	Line uint32 // 0: no line
	What string // what was wrong, lower case, no full stop
	Hint string // what to try; may be empty
}

// Error prints "read FILE: line N: WHAT".
func (e *InputError) Error() string {
	if e.Line > 0 {
		return fmt.Sprintf("read %s: line %d: %s", e.File, e.Line, e.What)
	}
	return fmt.Sprintf("read %s: %s", e.File, e.What)
}
