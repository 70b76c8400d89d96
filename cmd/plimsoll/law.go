package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"strings"

	"github.com/plimsoll-watch/plimsoll/base/day"
	"github.com/plimsoll-watch/plimsoll/base/source"
	"github.com/plimsoll-watch/plimsoll/law/council"
	"github.com/plimsoll-watch/plimsoll/law/limit"
)

// asking holds the flags of every verb that answers from the record.
type asking struct {
	AsOf    string `name:"as-of" placeholder:"DATE" help:"The day asked about, that day included: sets --on and --known."`
	On      string `placeholder:"DATE" help:"What was in force, listed or notified for on this day."`
	Known   string `placeholder:"DATE" help:"What had been published by the end of this day."`
	Explain bool   `help:"Each figure or line with the rows it rests on."`
	Facts   string `placeholder:"DIR" help:"A folder with tables of your own, of the names and columns of ours; they are checked as strictly, shown apart, and override nothing."`
	JSON    bool   `help:"Print the answer as JSON."`
	Out     string `placeholder:"FILE" help:"Write the answer as JSON to a file, complete or not at all."`
	Quiet   bool   `short:"q" help:"Print errors only."`
}

// clocks returns the two clocks asked for.
func (a *asking) clocks() (at day.AsOf, err error) {
	if a.AsOf != "" {
		d, err := parseDay("as-of", a.AsOf)
		if err != nil {
			return at, err
		}
		at = day.AsOfDay(d)
	}
	if a.On != "" {
		if at.On, err = parseDay("on", a.On); err != nil {
			return at, err
		}
	}
	if a.Known != "" {
		if at.Known, err = parseDay("known", a.Known); err != nil {
			return at, err
		}
	}
	return at, nil
}

// parseDay reads a date that exists; a month or year counts from its last day.
func parseDay(flag, s string) (day.Day, error) {
	d, err := day.Parse(s)
	if err != nil {
		return 0, usageError{hinted{fmt.Errorf("--%s: %w", flag, err), "write a date that exists, e.g. 2018-09-26, 2018-09 or 2018"}}
	}
	return d.Last(), nil
}

// answer prints lines for a person and the answer as data where that is wanted.
func (a *asking) answer(w *world, lines []string, v any) error {
	if !a.Quiet {
		for _, line := range lines {
			w.tellLine(line)
		}
	}
	encode := func(out io.Writer) error {
		e := json.NewEncoder(out)
		e.SetEscapeHTML(false)
		return e.Encode(v)
	}
	switch {
	case a.Out != "":
		return writeFile(a.Out, encode)
	case a.JSON || !w.stdoutTTY:
		return encode(w.stdout)
	}
	return nil
}

// hinter is an error of the rooms that says what to try.
type hinter interface {
	error
	Hint() string
}

// lawError turns an error of the record's rooms into one of the command line: a
// question that cannot be answered as put, or a table that is refused.
func lawError(err error) error {
	if err == nil {
		return nil
	}
	var table *source.Error
	if errors.As(err, &table) {
		return refusedError{hinted{err, table.Hint}}
	}
	var h hinter
	if errors.As(err, &h) {
		return usageError{hinted{err, h.Hint()}}
	}
	var l *limit.Error
	if errors.As(err, &l) {
		return usageError{hinted{err, l.Hint}}
	}
	return usageError{err}
}

// own opens the folder of the user's own tables; nil without one.
func (a *asking) own() (fs.FS, error) {
	if a.Facts == "" {
		return nil, nil
	}
	if info, err := os.Stat(a.Facts); err != nil || !info.IsDir() {
		return nil, usagef("name a folder with tables of the same names and columns as ours", "--facts %s is not a folder", a.Facts)
	}
	return os.DirFS(a.Facts), nil
}

// cite returns lines with what they rest on; with --explain also the rows.
func (a *asking) cite(lines []council.Line) []string {
	if !a.Explain {
		return cited(lines)
	}
	var out []string
	for _, l := range lines {
		out = append(out, l.Words(), "    "+l.Cited(), "    rows: "+strings.Join(l.Rows, ", "))
	}
	return out
}

// cited returns the lines of the record as text; what a run of lines rests on stands
// once, under the last of them.
func cited(lines []council.Line) []string {
	var out []string
	for i, l := range lines {
		out = append(out, l.Words())
		if i+1 == len(lines) || lines[i+1].Cited() != l.Cited() {
			out = append(out, "    "+l.Cited())
		}
	}
	return out
}

// tellLine prints a line for a person; a long one goes on under its own text.
func (w *world) tellLine(line string) {
	if len([]rune(line)) <= columns {
		fmt.Fprintln(w.stderr, printable(line))
		return
	}
	indent := len(line) - len(strings.TrimLeft(line, " "))
	w.wrapped(w.stderr, "", indent, line[indent:])
}
