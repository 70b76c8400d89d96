package report

import (
	"slices"
)

// ChangeKind is what became of a paragraph.
type ChangeKind string

// What becomes of a paragraph.
const (
	Unchanged ChangeKind = "unchanged"
	Reworded  ChangeKind = "reworded"
	Moved     ChangeKind = "moved"
	Cut       ChangeKind = "cut"
	New       ChangeKind = "new"
)

// Change is what became of one paragraph or heading.
type Change struct {
	Kind         ChangeKind    `json:"kind"`
	Old          int           `json:"old,omitempty"` // its number in the old edition; absent when it is new, and of a heading
	New          int           `json:"new,omitempty"` // in the new one; absent when it was cut, and of a heading
	Moved        bool          `json:"moved,omitempty"`
	Heading      string        `json:"heading,omitempty"` // of a paragraph: the heading it stands under, when it is the first there
	Before       int           `json:"before,omitempty"`  // of a heading: the place in Changes of what stands behind it
	Words        []Wording     `json:"words"`
	Gone         []string      `json:"figures_gone,omitempty"` // figures that stood there, with their units
	Come         []string      `json:"figures_come,omitempty"` // figures that stand there now
	FindingsGone []string      `json:"findings_gone,omitempty"`
	FindingsCome []string      `json:"findings_come,omitempty"`
	Frames       []FrameChange `json:"frames,omitempty"` // that stand under it, in either edition
}

// FrameStatus is what became of a frame.
type FrameStatus string

// What becomes of a frame.
const (
	FrameKept    FrameStatus = "kept"
	FrameAdded   FrameStatus = "added"
	FrameRemoved FrameStatus = "removed" // gone, or not as it was
)

// FrameChange is what became of one frame.
type FrameChange struct {
	Status FrameStatus `json:"status"`
	Frame  Frame       `json:"frame"`          // as it stands in the new text; one removed, as it stood
	Old    int         `json:"old,omitempty"`  // the paragraph it stood under
	New    int         `json:"new,omitempty"`  // the paragraph it stands under
	Note   string      `json:"note,omitempty"` // what was done since; of one removed, what is wrong
}

// Difference is what changed between two editions' texts.
type Difference struct {
	Changes   []Change      `json:"changes"`            // of paragraphs, in the order of the new text; a cut one stands where it was
	Headings  []Change      `json:"headings,omitempty"` // likewise, in the order of the new text
	Elsewhere []FrameChange `json:"elsewhere,omitempty"`
	Reworded  int           `json:"reworded"`
	Moved     int           `json:"moved"`
	Cut       int           `json:"cut"`
	New       int           `json:"new"`
	Same      int           `json:"unchanged"`
	Kept      []Frame       `json:"frames_kept,omitempty"` // as they stand in the new text
	Added     []Frame       `json:"frames_added,omitempty"`
	Removed   []Frame       `json:"frames_removed,omitempty"` // as they stood; must be none
}

// Compare tells what changed from an old text to a new one.
func Compare(before, after Text) Difference {
	o, n := unitsOf(before), unitsOf(after)
	pairSame(o, n)
	pairMoved(o, n)
	pairAlike(o, n)
	markMoved(o, n)
	d := Difference{}
	d.list(o, n, headings(after))
	for i := range d.Changes {
		switch d.Changes[i].Kind {
		case Reworded:
			d.Reworded++
		case Moved:
			d.Moved++
		case Cut:
			d.Cut++
		case New:
			d.New++
		default:
			d.Same++
		}
	}
	d.compareFrames(before, after)
	return d
}

// list lists what became of each paragraph and heading, in the order of the new text; what
// was cut stands behind what was before it.
func (d *Difference) list(o, n []unit, heads map[int]string) {
	cutAfter := map[int][]int{} // by the place in n, -1 for the beginning
	last := -1
	for i := range o {
		switch {
		case o[i].with < 0:
			cutAfter[last] = append(cutAfter[last], i)
		case !o[i].moved:
			last = o[i].with
		}
	}
	cuts := func(at int) {
		for _, i := range cutAfter[at] {
			d.add(&o[i], o[i].cut())
		}
	}
	cuts(-1)
	for j := range n {
		p := &n[j]
		if p.with < 0 {
			d.add(p, p.come(heads[p.number]))
		} else {
			d.add(p, p.became(&o[p.with], heads[p.number]))
		}
		cuts(j)
	}
}

func (d *Difference) add(p *unit, c Change) {
	if p.heading {
		c.Before = len(d.Changes)
		d.Headings = append(d.Headings, c)
		return
	}
	d.Changes = append(d.Changes, c)
}

func (p *unit) cut() Change {
	return Change{Kind: Cut, Old: p.number, Words: []Wording{{Deleted, p.text}}, Gone: figures(p.text), FindingsGone: p.findings}
}

func (p *unit) come(head string) Change {
	return Change{Kind: New, New: p.number, Heading: head, Words: []Wording{{Inserted, p.text}}, Come: figures(p.text), FindingsCome: p.findings}
}

// became is the change of a unit that was another in the old text.
func (p *unit) became(was *unit, head string) Change {
	c := Change{Kind: p.kind, Old: was.number, New: p.number, Moved: p.moved, Heading: head, Words: []Wording{{Same, p.text}}}
	if p.kind != Reworded {
		return c
	}
	c.Words = wordings(was.text, p.text)
	c.Gone, c.Come = figuresChanged(was.text, p.text)
	c.FindingsGone, c.FindingsCome = without(was.findings, p.findings), without(p.findings, was.findings)
	return c
}

// without returns what of a is not in b.
func without(a, b []string) []string {
	var out []string
	for _, s := range a {
		if !slices.Contains(b, s) {
			out = append(out, s)
		}
	}
	return out
}

// headings returns the heading that stands right before a paragraph, by its number.
func headings(t Text) map[int]string {
	out := map[int]string{}
	last := ""
	for _, b := range t.Blocks {
		switch b.Kind {
		case HeadingBlock:
			last = b.title()
		case ParagraphBlock:
			if last != "" {
				out[b.Number] = last
			}
			last = ""
		}
	}
	return out
}

// compareFrames says what became of each frame, and puts it with the paragraph it stands
// under, or else with the one it stood under.
func (d *Difference) compareFrames(before, after Text) {
	was := map[string]Block{}
	for _, b := range before.Blocks {
		if b.Frame != nil {
			was[b.Frame.ID] = b
		}
	}
	place := newPlaces(d)
	there := map[string]bool{}
	for _, b := range after.Blocks {
		if b.Frame == nil {
			continue
		}
		f := FrameChange{Status: FrameAdded, Frame: *b.Frame, New: b.Number}
		if old, ok := was[b.Frame.ID]; ok && old.Frame.keptAs(b.Frame) == "" {
			there[b.Frame.ID] = true
			f.Status, f.Old, f.Note = FrameKept, old.Number, old.Frame.since(b.Frame)
		}
		if f.Status == FrameKept {
			d.Kept = append(d.Kept, f.Frame)
		} else {
			d.Added = append(d.Added, f.Frame)
		}
		place.put(f)
	}
	for _, b := range before.Blocks {
		if b.Frame == nil || there[b.Frame.ID] {
			continue
		}
		d.Removed = append(d.Removed, *b.Frame)
		place.put(FrameChange{Status: FrameRemoved, Frame: *b.Frame, Old: b.Number, Note: wrongIn(after, b.Frame)})
	}
}

// wrongIn says why a frame does not stand in a text as it stood.
func wrongIn(after Text, f *Frame) string {
	for _, b := range after.Blocks {
		if b.Frame != nil && b.Frame.ID == f.ID {
			return f.keptAs(b.Frame)
		}
	}
	return "it is not there"
}

// places finds the change that a frame belongs to.
type places struct {
	d        *Difference
	old, now map[int]int // by the paragraph's number, its place in Changes
}

func newPlaces(d *Difference) places {
	p := places{d, map[int]int{}, map[int]int{}}
	for i := range d.Changes {
		p.old[d.Changes[i].Old], p.now[d.Changes[i].New] = i, i
	}
	return p
}

func (p places) put(f FrameChange) {
	at, ok := p.now[f.New]
	if f.New == 0 {
		at, ok = p.old[f.Old]
		ok = ok && f.Old > 0
	}
	if !ok {
		p.d.Elsewhere = append(p.d.Elsewhere, f)
		return
	}
	p.d.Changes[at].Frames = append(p.d.Changes[at].Frames, f)
}
