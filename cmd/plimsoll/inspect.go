package main

import (
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/plimsoll-watch/plimsoll/base/geo"
	"github.com/plimsoll-watch/plimsoll/base/quantity"
	"github.com/plimsoll-watch/plimsoll/sea/ais"
	"github.com/plimsoll-watch/plimsoll/sea/detect"
)

type inspectCmd struct {
	reading `embed:""`
	Area    string `placeholder:"W,S,E,N" help:"Ask what could have been seen in this box; W > E crosses the antimeridian."`
	JSON    bool   `help:"Print the answer as JSON."`
	Format  string `enum:",text,json" default:"" help:"text or json; text on a terminal, json in a pipe."`
	Out     string `placeholder:"FILE" help:"Write the answer to a file, complete or not at all."`
}

// Run says what is in the files.
func (c *inspectCmd) Run(w *world) error {
	if err := apart(c.Files, c.Out); err != nil {
		return err
	}
	cfg, err := c.pipelineConfig(w)
	if err != nil {
		return err
	}
	if c.Format, err = oneFormat(c.JSON, c.Format); err != nil {
		return err
	}
	if c.Area != "" {
		box, err := parseBox(c.Area)
		if err != nil {
			return err
		}
		cfg.Area = box.Contains
	}
	result, err := c.pipeline(w, cfg)
	if err != nil {
		return err
	}
	defer func() { _ = result.Close() }() // its files have no names any more
	if !c.Quiet {
		printInspection(w, w.stderr, &result.Survey, c.Verbose)
		printSkipped(w, w.stderr, result)
	}
	if err := c.write(w, &result.Survey); err != nil {
		return err
	}
	return skippedError(result)
}

// write prints the answer as data where that is wanted.
func (c *inspectCmd) write(w *world, s *detect.Survey) error {
	encode := func(out io.Writer) error {
		e := json.NewEncoder(out)
		e.SetEscapeHTML(false)
		return e.Encode(inspectionOf(s))
	}
	text := c.Format == "text" || c.Format == "" && formatOf(c.Out, w.stdoutTTY) == "text"
	if text {
		encode = func(out io.Writer) error { return writeInspection(out, s) }
	}
	switch {
	case c.Out != "":
		return writeFile(c.Out, encode)
	case text && w.stdoutTTY:
		return nil // it is told
	}
	if err := encode(w.stdout); err != nil {
		return writeOut(err)
	}
	return nil
}

// writeInspection writes the answer for a person to keep: the same text on every
// terminal.
func writeInspection(out io.Writer, s *detect.Survey) error {
	var text strings.Builder
	printInspection(&world{width: columns}, &text, s, true)
	_, err := io.WriteString(out, text.String())
	return err
}

// printInspection says what went in, and what it could have shown.
func printInspection(w *world, out io.Writer, s *detect.Survey, verbose bool) {
	printSurvey(w, out, s)
	line := func(lead, text string) { w.wrapped(out, lead, nameWidth, text) }
	if s.HasBox {
		line("box", boxWords(&s.Box))
	}
	if s.Ships > 0 {
		if len(s.ByShipType) > 0 {
			line("ships", strings.Join(s.TypeWords(), ", "))
		}
		if s.HasTime {
			line("positions", detect.Grouped(s.Positions)+removedWords(s)+"; median step "+stepWords(s.CadenceS))
		}
	}
	if types := messageWords(&s.Tally); types != "" {
		line("messages", types)
	}
	for _, f := range s.Files {
		if f.BaseReports > 0 {
			line("clock", fmt.Sprintf("%s in %s, %s to %s UTC (their own clocks: a bound, not the time of a sentence)",
				detect.Plural(f.BaseReports, "base station report", "base station reports"), f.Name, f.InferredFirst.Format(time.DateTime), f.InferredLast.Format(time.DateTime)))
		}
	}
	printRejects(w, out, s, verbose)
	fmt.Fprintln(out)
	if !s.HasTime && s.Ships > 0 {
		w.wrapped(out, "", 0, "without times nothing can be said of who met whom, or of what could have been seen")
		return
	}
	w.wrapped(out, "", 0, s.Detectability.Words())
}

func boxWords(b *geo.Box) string {
	text := fmt.Sprintf("%.3f to %.3f east, %.3f to %.3f north", b.West, b.East, b.South, b.North)
	if b.West > b.East {
		text += "; it crosses the antimeridian"
	}
	return text
}

func stepWords(s float64) string {
	if s == 0 {
		return "not known"
	}
	return fmt.Sprintf("%.0f s", s)
}

func removedWords(s *detect.Survey) string {
	var parts []string
	for _, why := range slices.Sorted(maps.Keys(s.Removed)) {
		if n := s.Removed[why]; n > 0 {
			parts = append(parts, why+": "+detect.Grouped(n))
		}
	}
	if len(parts) == 0 {
		return ""
	}
	return " (put aside: " + strings.Join(parts, ", ") + ")"
}

// messageWords counts AIS messages by type.
func messageWords(t *ais.Tally) string {
	var parts []string
	for i, n := range t.ByType {
		if n > 0 && i > 0 {
			parts = append(parts, fmt.Sprintf("type %d: %s", i, detect.Grouped(n)))
		}
	}
	if t.Unread > 0 {
		parts = append(parts, detect.Grouped(t.Unread)+" of types that say nothing of a ship's place or name, counted and not read")
	}
	return strings.Join(parts, ", ")
}

// printRejects shows the first examples of each reason, file by file, and what else
// was seen.
func printRejects(w *world, out io.Writer, s *detect.Survey, verbose bool) {
	for i := range s.Files {
		in := ""
		if len(s.Files) > 1 {
			in = s.Files[i].Name + ", "
		}
		for _, r := range s.Files[i].Tally.Rejects() {
			for n, e := range r.Examples {
				if n == 0 || verbose {
					w.wrapped(out, "rejected", nameWidth, fmt.Sprintf("%s, %sline %d: %s", r.Reason, in, e.Line, e.Text))
				}
			}
		}
	}
	for _, what := range slices.Sorted(maps.Keys(s.Tally.Other)) {
		if what == "header" {
			continue // every table has one
		}
		w.wrapped(out, "besides", nameWidth, detect.Grouped(s.Tally.Other[what])+" "+what)
	}
}

// inspection is plimsoll.inspect/1.
type inspection struct {
	Schema        string                `json:"schema"`
	Files         []inspectedFile       `json:"files"`
	Rows          int                   `json:"rows"`
	Sentences     int                   `json:"sentences"`
	Positions     int                   `json:"positions"`
	Ships         int                   `json:"ships"`
	First         *time.Time            `json:"first,omitempty"`
	Last          *time.Time            `json:"last,omitempty"`
	Box           []float64             `json:"box,omitempty"`
	Rejected      map[ais.Reason]int    `json:"rejected"`
	Besides       map[string]int        `json:"besides,omitempty"`
	ByMessageType map[string]int        `json:"by_message_type"`
	ByShipType    map[string]int        `json:"by_ship_type"`
	Cadence       map[string]float64    `json:"cadence_s,omitempty"`
	Removed       map[string]int        `json:"removed,omitempty"`
	NotShips      int                   `json:"not_ships,omitempty"`
	Quiet         []quietSpell          `json:"quiet,omitempty"`
	Detectability map[string]shareShown `json:"detectability"`
}

type inspectedFile struct {
	File          string     `json:"file"`
	SHA256        string     `json:"sha256"`
	Format        string     `json:"format"`
	Bytes         int64      `json:"bytes"`
	Rows          int        `json:"rows"`
	Sentences     int        `json:"sentences"`
	WithoutTime   int        `json:"without_time,omitempty"` // reports that say something and not when
	Rejected      int        `json:"rejected"`
	First         *time.Time `json:"first,omitempty"`
	Last          *time.Time `json:"last,omitempty"`
	BaseReports   int        `json:"base_station_reports,omitempty"`
	InferredFirst *time.Time `json:"inferred_first,omitempty"`
	InferredLast  *time.Time `json:"inferred_last,omitempty"`

	Examples []ais.Reject `json:"rejected_examples,omitempty"`
}

type quietSpell struct {
	From time.Time `json:"from"`
	To   time.Time `json:"to"`
}

type shareShown struct {
	Visible int      `json:"visible_hours"`
	Hours   int      `json:"hours"`
	Share   *float64 `json:"share,omitempty"`
}

func inspectionOf(s *detect.Survey) inspection {
	out := inspection{
		Schema: "plimsoll.inspect/1", Files: []inspectedFile{}, Rows: s.Rows, Sentences: s.Sentences,
		Positions: s.Positions, Ships: s.Ships, First: given(s.First), Last: given(s.Last),
		Rejected: map[ais.Reason]int{}, Besides: s.Tally.Other,
		ByMessageType: map[string]int{}, ByShipType: s.ByShipType, Removed: nonZero(s.Removed), NotShips: s.NotShips,
		Detectability: map[string]shareShown{"tankers": shown(s.Detectability.Tankers), "all": shown(s.Detectability.All)},
	}
	if s.HasBox {
		out.Box = []float64{quantity.Decimals(s.Box.West, 5), quantity.Decimals(s.Box.South, 5), quantity.Decimals(s.Box.East, 5), quantity.Decimals(s.Box.North, 5)}
	}
	if s.CadenceS > 0 {
		out.Cadence = map[string]float64{"p50": s.CadenceS}
	}
	for _, r := range s.Tally.Rejects() {
		out.Rejected[r.Reason] = r.Count
	}
	for i, n := range s.Tally.ByType {
		if n > 0 && i > 0 {
			out.ByMessageType[strconv.Itoa(i)] = n
		}
	}
	for _, q := range s.Quiet {
		out.Quiet = append(out.Quiet, quietSpell{q.From, q.To})
	}
	for i := range s.Files {
		f := &s.Files[i]
		out.Files = append(out.Files, inspectedFile{
			f.Name, f.SHA256, f.Format, f.Bytes, f.Tally.Rows, f.Tally.Sentences, f.Tally.NoTime, f.Tally.Rejected(),
			given(f.First), given(f.Last), f.BaseReports, given(f.InferredFirst), given(f.InferredLast), f.Tally.Rejects(),
		})
	}
	return out
}

// given returns a pointer to a time that may be absent.
func given(t time.Time) *time.Time {
	if t.IsZero() {
		return nil
	}
	return &t
}

func nonZero(counts map[string]int) map[string]int {
	out := map[string]int{}
	for k, n := range counts {
		if n > 0 {
			out[k] = n
		}
	}
	return out
}

func shown(s detect.Share) shareShown {
	out := shareShown{Visible: s.Visible, Hours: s.Hours}
	if s.Hours > 0 {
		share := quantity.Decimals(float64(s.Visible)/float64(s.Hours), 2)
		out.Share = &share
	}
	return out
}
