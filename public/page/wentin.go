package page

import (
	"fmt"
	"slices"
	"strings"

	"github.com/plimsoll-watch/plimsoll/sea/ais"
	"github.com/plimsoll-watch/plimsoll/sea/detect"
)

// wentIn is what was read and what was put aside.
type wentIn struct {
	Summary  string
	Rejected string
	Files    []fileLine
	Rejects  []rejectLine
	Removed  []string
	Quiet    string
	Spells   []string
	Types    []string
	Box      string
}

type fileLine struct{ Name, Form, Rows, Span, Digest string }

type rejectLine struct {
	Reason, Count string
	Examples      []string
}

// mostSpells is how many quiet spells are named.
const mostSpells = 20

func newWentIn(s *detect.Survey) wentIn {
	v := wentIn{Summary: summary(s), Quiet: quiet(len(s.Quiet)), Removed: sortedCounts(s.Removed), Types: sortedCounts(s.ByShipType)}
	for i := range s.Files {
		v.Files = append(v.Files, newFileLine(&s.Files[i]))
	}
	rejects := s.Tally.Rejects()
	v.Rejected = rejectedWords(s.Tally.Rejected(), rejects)
	for _, r := range rejects {
		line := rejectLine{Reason: string(r.Reason), Count: thousands(r.Count)}
		for _, e := range r.Examples {
			line.Examples = append(line.Examples, fmt.Sprintf("line %s: %s", thousands(int(e.Line)), e.Text))
		}
		v.Rejects = append(v.Rejects, line)
	}
	for i, q := range s.Quiet {
		if i == mostSpells {
			v.Spells = append(v.Spells, fmt.Sprintf("and %d more", len(s.Quiet)-mostSpells))
			break
		}
		v.Spells = append(v.Spells, stamp(q.From)+" to "+stamp(q.To))
	}
	if s.HasBox {
		v.Box = fmt.Sprintf("%s to %s, %s to %s", degrees(s.Box.South, 2, "N", "S"), degrees(s.Box.North, 2, "N", "S"), degrees(s.Box.West, 2, "E", "W"), degrees(s.Box.East, 2, "E", "W"))
	}
	return v
}

func summary(s *detect.Survey) string {
	var parts []string
	if s.Sentences > 0 {
		parts = append(parts, plural(s.Sentences, "sentence", "sentences"))
	}
	if s.Rows > 0 {
		parts = append(parts, plural(s.Rows, "row", "rows"))
	}
	parts = append(parts, plural(s.Ships, "ship", "ships"))
	if s.HasTime {
		parts = append(parts, stamp(s.First)+" to "+stamp(s.Last))
	} else {
		parts = append(parts, "no times")
	}
	return fileNames(s) + ": " + strings.Join(parts, ", ") + "."
}

func fileNames(s *detect.Survey) string {
	switch len(s.Files) {
	case 0:
		return "No file"
	case 1:
		return s.Files[0].Name
	}
	return plural(len(s.Files), "file", "files")
}

func rejectedWords(n int, rejects []ais.Reject) string {
	if n == 0 {
		return "None rejected."
	}
	var parts []string
	for _, r := range rejects {
		parts = append(parts, thousands(r.Count)+" "+string(r.Reason))
	}
	return thousands(n) + " rejected: " + strings.Join(parts, ", ") + "."
}

func newFileLine(f *detect.FileSurvey) fileLine {
	v := fileLine{Name: f.Name, Form: f.Format, Digest: f.SHA256, Span: "no times"}
	var rows []string
	if f.Tally.Sentences > 0 {
		rows = append(rows, plural(f.Tally.Sentences, "sentence", "sentences"))
	}
	if f.Tally.Rows > 0 {
		rows = append(rows, plural(f.Tally.Rows, "row", "rows"))
	}
	rows = append(rows, thousands(int(f.Bytes))+nbsp+"bytes")
	v.Rows = strings.Join(rows, ", ")
	if !f.First.IsZero() {
		v.Span = stamp(f.First) + " to " + stamp(f.Last)
	}
	return v
}

func quiet(n int) string {
	if n == 0 {
		return "No spell of over 30 min in which nobody was heard."
	}
	return plural(n, "quiet spell", "quiet spells") + " of over 30 min for everybody; silences inside them count against nobody."
}

// sortedCounts prints counts, most first, then by name.
func sortedCounts(m map[string]int) []string {
	names := make([]string, 0, len(m))
	for n := range m {
		names = append(names, n)
	}
	slices.SortFunc(names, func(a, b string) int {
		if m[a] != m[b] {
			return m[b] - m[a]
		}
		return strings.Compare(a, b)
	})
	for i, n := range names {
		names[i] = thousands(m[n]) + " " + n
	}
	return names
}
