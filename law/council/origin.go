package council

import (
	"cmp"
	"slices"
	"strings"

	"github.com/plimsoll-watch/plimsoll/base/day"
	"github.com/plimsoll-watch/plimsoll/base/source"
)

// Origin is what an answer rests on, row by row.
type Origin struct {
	Rows    []string     `json:"rows"` // table:id, as many as it was made from; table:column=value for all rows with that value
	Source  string       `json:"source"`
	Class   source.Class `json:"source_class"`
	Mark    source.Mark  `json:"verification"`
	KnownOn day.Date     `json:"known_on,omitzero"` // zero: not known, and shown under no --known
	Own     bool         `json:"own,omitempty"`     // a row the user added
}

// Decides reports whether what rests on it may decide anything.
func (o Origin) Decides() bool { return o.Mark.Decides() }

// id is the row's, without its table.
func (o Origin) id() string {
	_, id, _ := strings.Cut(o.Rows[0], ":")
	return id
}

// join returns the origin of what was made from several: all their rows and sources,
// the class and mark of the one that can be trusted least, known since all were.
func join(origins []Origin) Origin {
	o := origins[0]
	o.Rows = nil
	var sources []string
	for _, x := range origins {
		o.Rows = append(o.Rows, x.Rows...)
		if !slices.Contains(sources, x.Source) {
			sources = append(sources, x.Source)
		}
		if trust(x.Mark) < trust(o.Mark) {
			o.Mark = x.Mark
		}
		if speaks(x.Class) < speaks(o.Class) {
			o.Class = x.Class
		}
		if day.Compare(x.KnownOn, o.KnownOn) > 0 {
			o.KnownOn = x.KnownOn
		}
		o.Own = o.Own || x.Own
	}
	o.Source = strings.Join(sources, "; ")
	return o
}

// trust orders marks: what was read goes before what was computed, and that before
// what nobody checked.
func trust(m source.Mark) int {
	return slices.Index([]source.Mark{source.Derived, source.InSourcePart, source.InSource}, m)
}

// speaks orders classes by who speaks.
func speaks(c source.Class) int {
	return slices.Index([]source.Class{source.DerivedClass, source.Press, source.Copy, source.OfficialSecondary, source.Primary}, c)
}

// Line is one line of an answer in words, with what it rests on.
type Line struct {
	Head string `json:"head,omitempty"` // what it is about
	How  string `json:"how,omitempty"`  // the source's word: expected, likely, invited, spoke, recorded, said, reported
	Text string `json:"text"`
	Origin
}

// String returns the line as people read it: its words, and in brackets what they
// rest on.
func (l Line) String() string { return l.Words() + "  " + l.Cited() }

// Words returns the head, the source's word and the text.
func (l Line) Words() string {
	var parts []string
	for _, part := range []string{l.Head, l.How, l.Text} {
		if part != "" {
			parts = append(parts, part)
		}
	}
	return strings.Join(parts, ": ")
}

// Cited returns, in brackets, the trust mark, who speaks, the source and since when
// it was known. The class is not repeated when it is a formula of ours.
func (o Origin) Cited() string {
	text := "[" + o.Mark.String()
	if o.Class != source.NoSource && o.Class != source.DerivedClass {
		text += ", " + string(o.Class)
	}
	text += "; " + cmp.Or(o.Source, "no source")
	if !o.KnownOn.IsZero() {
		text += "; known " + o.KnownOn.String()
	}
	if o.Own {
		text += "; a row of your own"
	}
	return text + "]"
}
