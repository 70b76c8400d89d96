package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"

	"github.com/plimsoll-watch/plimsoll/record/event"
	"github.com/plimsoll-watch/plimsoll/sea/detect"
	"github.com/plimsoll-watch/plimsoll/sea/encounter"
)

// tell prints the answer for a person.
func (c *detectCmd) tell(w *world, found *outcome) {
	out, r, events := w.stderr, found.result, found.events
	printSurvey(w, out, &r.Survey)
	printSkipped(w, out, r)
	w.wrapped(out, "looked for", nameWidth, "the ships designated under resolution 1718 (2006): "+found.near.listAge)
	if c.List != "" {
		w.wrapped(out, "", nameWidth, "and "+lookedFor(c.List, found.wanted))
	}
	fmt.Fprintln(out)
	count, method := event.Count(events), found.params.Method()
	fmt.Fprintf(out, "%s%s\n", w.bold(w.stderrTTY, count), padded(method, w.width-len(count)))
	if err := w.tellEvents(out, w.stderrTTY, events, c.Verbose); err != nil {
		return // the terminal went away; the data are written
	}
	for _, row := range r.Sweep {
		w.wrapped(out, "", 0, fmt.Sprintf("at %d m: %s; %d possible, %d undecided", row.DistanceM, detect.Plural(row.Encounters, "encounter", "encounters"), row.Possible, row.Undecided))
	}
	w.wrapped(out, "", 0, r.Survey.Detectability.Words())
	w.wrapped(out, "", 0, "not checked: "+strings.Join(event.NotChecked(), ", "))
	for _, name := range []string{c.Out, c.Report} {
		if info, err := os.Stat(name); name != "" && err == nil {
			what := "events"
			if name == c.Report {
				what = "report"
			}
			fmt.Fprintf(out, "%s: %s (%s)\n", what, name, bytesWords(info.Size()))
		}
	}
}

func padded(text string, width int) string {
	return strings.Repeat(" ", max(2, width-len(text))) + text
}

func lookedFor(file string, wanted []event.Wanted) string {
	var lists []string
	for i := range wanted {
		if !slices.Contains(lists, wanted[i].List) {
			lists = append(lists, wanted[i].List)
		}
	}
	switch len(lists) {
	case 0:
		return fmt.Sprintf("nobody else: no ships in %s", file)
	case 1:
		return fmt.Sprintf("%s on the list %s (%s)", detect.Plural(len(wanted), "ship", "ships"), lists[0], file)
	}
	return fmt.Sprintf("%s on the lists %s (%s)", detect.Plural(len(wanted), "ship", "ships"), strings.Join(lists, ", "), file)
}

// bytesWords prints a size: "1.1 MB".
func bytesWords(n int64) string {
	if n < 1_000_000 {
		return fmt.Sprintf("%.0f kB", float64(n)/1000)
	}
	return fmt.Sprintf("%.1f MB", float64(n)/1e6)
}

// writeText writes the events for a person to keep: the same text on every terminal.
func (o *outcome) writeText(out io.Writer, events []event.Event) error {
	if _, err := fmt.Fprintf(out, "%s; %s\n", event.Count(events), o.params.Method()); err != nil {
		return err
	}
	paper := &world{width: columns}
	return paper.tellEvents(out, false, events, true)
}

// mostTold is how many events the terminal shows without --verbose.
const mostTold = 8

// tellEvents prints events for a person, possible first.
func (w *world) tellEvents(out io.Writer, tty bool, events []event.Event, all bool) error {
	ranked := append([]event.Event(nil), events...)
	event.Rank(ranked)
	told := ranked
	if !all && len(told) > mostTold {
		told = told[:mostTold]
	}
	var failed error
	for i := range told {
		failed = errors.Join(failed, w.tellEvent(out, tty, &told[i]))
	}
	if rest := len(ranked) - len(told); rest > 0 {
		fmt.Fprintf(out, "\n%s: add --verbose, or --out events.ndjson\n", detect.Plural(rest, "more encounter", "more encounters"))
	}
	_, err := fmt.Fprintln(out)
	return errors.Join(failed, err)
}

func (w *world) tellEvent(out io.Writer, tty bool, e *event.Event) error {
	head := fmt.Sprintf("  %s  %s   %s x %s   %s", e.When(), event.Duration(int(e.End.Sub(e.Start).Minutes())),
		printable(e.Ships[0].Called()), printable(e.Ships[1].Called()), e.Place.Where())
	if _, err := fmt.Fprintf(out, "\n%s\n", w.bold(tty, head)); err != nil {
		return err
	}
	for _, line := range e.Words() {
		var text strings.Builder
		w.wrapped(&text, "", 5, line)
		if _, err := fmt.Fprint(out, w.marked(tty, text.String())); err != nil {
			return err
		}
	}
	return nil
}

// marked colours the word possible or undecided where a line begins with it.
func (w *world) marked(tty bool, line string) string {
	for _, word := range []string{encounter.Possible, encounter.Undecided} {
		if rest, ok := strings.CutPrefix(line, "     "+word); ok {
			return "     " + w.style(tty, "35", word) + rest
		}
	}
	return line
}
