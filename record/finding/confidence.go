package finding

import (
	"fmt"
	"slices"
	"strings"
)

// Confidence is how far the evidence carries, by the rule of the package comment.
type Confidence string

// Levels of confidence.
const (
	NoConfidence Confidence = "none"
	Low          Confidence = "low"
	Moderate     Confidence = "moderate"
	High         Confidence = "high"
)

// Group is the evidence of one origin.
type Group struct {
	Origin   Origin // as the first piece names it
	Evidence []Evidence
}

// Basis is what a confidence is computed from.
type Basis struct {
	Groups    []Group    // known origins, each counting once, in order of appearance
	Unknown   []Evidence // origin not known or not told: adds none to those known
	Uncounted []Evidence // nobody read it in its source
	Withheld  []Evidence // a view does not show it
	Both      []Evidence // counted documents and images that identify both hulls
}

// Basis sorts the evidence by origin.
func (f Finding) Basis() Basis {
	var b Basis
	for _, e := range f.Evidence {
		switch {
		case e.Withheld != "":
			b.Withheld = append(b.Withheld, e)
			continue
		case !e.counts():
			b.Uncounted = append(b.Uncounted, e)
			continue
		case e.Origin.key() == "":
			b.Unknown = append(b.Unknown, e)
		default:
			b.add(e)
		}
		if e.identifies() {
			b.Both = append(b.Both, e)
		}
	}
	return b
}

func (b *Basis) add(e Evidence) {
	i := slices.IndexFunc(b.Groups, func(g Group) bool { return g.Origin.key() == e.Origin.key() })
	if i < 0 {
		b.Groups = append(b.Groups, Group{Origin: e.Origin, Evidence: []Evidence{e}})
		return
	}
	b.Groups[i].Evidence = append(b.Groups[i].Evidence, e)
}

// Confidence returns the level that a basis gives.
func (b Basis) Confidence() Confidence {
	switch n := len(b.Groups); {
	case n >= 2 && len(b.Both) > 0:
		return High
	case n >= 2:
		return Moderate
	case n == 1 || len(b.Unknown) > 0:
		return Low
	}
	return NoConfidence
}

// Confidence computes how far the evidence carries.
func (f Finding) Confidence() Confidence { return f.Basis().Confidence() }

// Why says in a line what the confidence was counted from.
func (f Finding) Why() string {
	b := f.Basis()
	var parts []string
	for _, g := range b.Groups {
		parts = append(parts, string(g.Origin)+" ("+ids(g.Evidence)+")")
	}
	text := "no evidence that counts"
	if n := len(parts); n > 0 {
		text = counted(n, "independent origin") + ": " + strings.Join(parts, "; ")
		if n == 1 {
			text = "one origin: " + parts[0]
		}
	} else if len(b.Unknown) > 0 {
		text = "no origin is known"
	}
	if len(b.Groups) >= 2 && len(b.Both) > 0 {
		text += "; both hulls identified by " + ids(b.Both)
	}
	return text
}

// Explain shows the arithmetic of the confidence by origin group.
func (f Finding) Explain() []string {
	b := f.Basis()
	lines := []string{fmt.Sprintf("confidence %s: %s", b.Confidence(), f.Why())}
	for i, g := range b.Groups {
		lines = append(lines, fmt.Sprintf("  origin %d  %s: %s", i+1, g.Origin, onceText(g.Evidence)))
		for _, e := range g.Evidence {
			lines = append(lines, "    "+e.text())
		}
	}
	for _, left := range []struct {
		all []Evidence
		why string
	}{
		{b.Unknown, "origin not known or not told: may be any of the others, adds none"},
		{b.Uncounted, "nobody read it in its source: counts for nothing"},
		{b.Withheld, "withheld from this view: not counted in it"},
	} {
		for _, e := range left.all {
			lines = append(lines, "  "+left.why, "    "+e.text())
		}
	}
	return append(lines, b.ruleText(len(f.Ships()))...)
}

// ruleText says what the next level would need.
func (b Basis) ruleText(ships int) []string {
	switch b.Confidence() {
	case NoConfidence:
		return []string{"  low needs one piece of evidence that counts"}
	case Low:
		return []string{"  moderate needs a second origin, independent of the first"}
	case Moderate:
		if ships < 2 {
			return []string{"  high needs a document or an image that identifies both hulls; no two ships are named here"}
		}
		return []string{"  high needs a document or an image that identifies both hulls"}
	}
	return []string{"  both hulls are identified by " + ids(b.Both)}
}

func onceText(all []Evidence) string {
	if len(all) == 1 {
		return "one piece, counts once"
	}
	return fmt.Sprintf("%d pieces on one origin, count once", len(all))
}

func ids(all []Evidence) string {
	var out []string
	for _, e := range all {
		out = append(out, e.ID)
	}
	return strings.Join(out, ", ")
}

// counted prints "2 papers", "1 paper".
func counted(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}

// text tells a piece of evidence in a line.
func (e Evidence) text() string {
	if e.Withheld != "" {
		return e.ID + " " + e.Withheld
	}
	text := e.ID + " " + strings.ReplaceAll(string(e.Kind), "-", " ")
	if e.What != "" {
		text += ": " + e.What
	}
	if e.Attributed != "" {
		text += ", of " + e.Attributed
	}
	if e.BothHulls {
		text += "; identifies both hulls"
	}
	if e.SHA256 != "" {
		text += "; SHA-256 " + e.SHA256
	}
	if e.Source != "" {
		text += "; " + e.Source
	}
	if e.Mark != "" {
		text += " (" + e.Mark.String() + ")"
	}
	return text
}
