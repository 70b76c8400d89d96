// Package demo writes the invented week of the demo and says what of it was found.
//
// The truth is written before the pipeline runs, and the pipeline reads the files
// alone: nothing here tells it what was planted.
package demo

import (
	"cmp"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/plimsoll-watch/plimsoll/internal/scene"
	"github.com/plimsoll-watch/plimsoll/record/event"
)

// Invented is what a page and an export of the demo say of themselves.
const Invented = "Ships, fixes, voyages and the list “demo” are made up; ship numbers fail the check digit. Coast, ports and anchorages are real."

// Files returns the names that the demo may leave in its folder, the page last; a
// folder that holds anything else is not ours to write into.
func Files() []string {
	return []string{"week.nmea", "week.csv", "truth.json", "list.csv", "events.ndjson", "events.html", "limit.html", "chronology.html", "dossier.html",
		"edition-1.md", "edition-2.md", "receipt-member-a.txt", "checkpoint-5.txt", "report-e1.plimsoll.zip", "report-e2.plimsoll.zip",
		"report-e2-public.plimsoll.zip", "altered.plimsoll.zip", "finding.html", "edition.html", "verify.html", "brief.md", "brief.cites.json", "keys", "workspace", "site", "index.html"}
}

// Foreign returns what a folder holds that the demo did not put there; nothing when
// it does not exist.
func Foreign(dir string) ([]string, error) {
	entries, err := os.ReadDir(dir)
	if os.IsNotExist(err) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	var foreign []string
	for _, e := range entries {
		if !slices.Contains(Files(), e.Name()) {
			foreign = append(foreign, e.Name())
		}
	}
	return foreign, nil
}

// WriteWeek writes the week and its truth through create, which opens a file of the
// folder by name.
func WriteWeek(s *scene.Scene, write func(name string, fill func(io.Writer) error) error) error {
	for _, f := range []struct {
		name string
		fill func(io.Writer) error
	}{
		{"truth.json", s.WriteTruth}, // before anything looks for it
		{"list.csv", s.WriteList},
		{"week.nmea", s.WriteNMEA},
		{"week.csv", s.WriteCSV},
	} {
		if err := write(f.name, f.fill); err != nil {
			return err
		}
	}
	return nil
}

// Path returns the path of one of the demo's files.
func Path(dir, name string) string { return filepath.Join(dir, name) }

// Row is one thing planted, and what came of it.
type Row struct {
	scene.Truth
	Found  string // what the pipeline said: "possible", "undecided", "context", "none"
	Event  string // id of the event, when there is one
	Right  bool
	Reason string // why it is wrong, or what the method cannot see
}

// Compare matches what was planted with what was found: the same pair, and at least
// half of either time in common. Events that match nothing planted are returned as
// well.
func Compare(truth []scene.Truth, events []event.Event) (rows []Row, strangers []event.Event) {
	used := map[string]bool{}
	for _, t := range truth {
		rows = append(rows, compareOne(t, events, used))
	}
	for i := range events {
		if !used[events[i].ID] {
			strangers = append(strangers, events[i])
		}
	}
	return rows, strangers
}

// compareOne takes the event that shares most time with what was planted; a second
// piece of it is nobody's.
func compareOne(t scene.Truth, events []event.Event, used map[string]bool) Row {
	row := Row{Truth: t, Found: "none"}
	most := time.Duration(0)
	for i := range events {
		e := &events[i]
		if used[e.ID] || !samePair(t.Ships, e) || !halfInCommon(t.Start, t.End, e.Start, e.End) {
			continue
		}
		if common := inCommon(t.Start, t.End, e.Start, e.End); common > most {
			most, row.Event, row.Found = common, e.ID, cmp.Or(e.STS, scene.Context)
		}
	}
	used[row.Event] = true
	row.Right = row.Found == t.Expect || t.Expect == scene.NotVisible && row.Found == scene.None
	if row.Right && t.Expect == scene.NotVisible {
		row.Reason = "beyond this method: one of the two was silent"
	}
	return row
}

func samePair(ships []string, e *event.Event) bool {
	pair := []string{e.Ships[0].MMSI, e.Ships[1].MMSI}
	return len(ships) == 2 && slices.Equal(slices.Sorted(slices.Values(ships)), slices.Sorted(slices.Values(pair)))
}

// halfInCommon reports whether two spans share at least half of either.
func halfInCommon(a0, a1, b0, b1 time.Time) bool {
	common := inCommon(a0, a1, b0, b1)
	return common > 0 && (2*common >= a1.Sub(a0) || 2*common >= b1.Sub(b0))
}

// inCommon returns how long two spans overlap; under 0, how far they are apart.
func inCommon(a0, a1, b0, b1 time.Time) time.Duration {
	from, to := a0, a1
	if b0.After(from) {
		from = b0
	}
	if b1.Before(to) {
		to = b1
	}
	return to.Sub(from)
}

// Words says in a line what was planted and what was found.
func (r *Row) Words() string {
	text := fmt.Sprintf("%s: %s; planted as %s, found %s", r.Class, strings.Join(r.Names, ", "), r.Expect, r.Found)
	if r.Reason != "" {
		text += " (" + r.Reason + ")"
	}
	return text
}
