package report

import (
	"fmt"
	"strings"
)

// Words tells a difference for a person: the counts first, then each change.
func (d *Difference) Words() []string {
	counts := fmt.Sprintf("%d reworded, %d moved, %d cut, %d new, %d unchanged", d.Reworded, d.Moved, d.Cut, d.New, d.Same)
	if n := d.headingsChanged(); n > 0 {
		counts += fmt.Sprintf("; %d %s changed", n, plural(n, "heading"))
	}
	out := []string{
		counts,
		fmt.Sprintf("dissents, objections, reservations and replies: %d kept, %d put in since, %d removed", len(d.Kept), len(d.Added), len(d.Removed)),
	}
	out = append(out, d.removedWords()...)
	at := 0
	for i := range d.Changes {
		for ; at < len(d.Headings) && d.Headings[at].Before <= i; at++ {
			out = append(out, d.Headings[at].told()...)
		}
		out = append(out, d.Changes[i].told()...)
	}
	for ; at < len(d.Headings); at++ {
		out = append(out, d.Headings[at].told()...)
	}
	for i := range d.Elsewhere {
		out = append(out, d.Elsewhere[i].told("at the end")...)
	}
	return out
}

func (d *Difference) headingsChanged() int {
	n := 0
	for i := range d.Headings {
		if d.Headings[i].Kind != Unchanged {
			n++
		}
	}
	return n
}

// removedWords names the frames that are gone, or not as they were.
func (d *Difference) removedWords() []string {
	var out []string
	add := func(all []FrameChange) {
		for i := range all {
			if f := &all[i]; f.Status == FrameRemoved {
				out = append(out, fmt.Sprintf("REMOVED: %s %s of %s: %s", f.Frame.Kind, f.Frame.ID, orNone(f.Frame.By), f.Note))
			}
		}
	}
	for i := range d.Changes {
		add(d.Changes[i].Frames)
	}
	add(d.Elsewhere)
	return out
}

// told is the lines of a change and of the frames that changed under it.
func (c *Change) told() []string {
	var out []string
	if c.Kind != Unchanged {
		out = append(out, c.words())
		if line := became("figures", c.Gone, c.Come); line != "" && c.Kind == Reworded {
			out = append(out, "  "+line)
		}
		if line := became("findings", c.FindingsGone, c.FindingsCome); line != "" {
			out = append(out, "  "+line)
		}
	}
	for i := range c.Frames {
		out = append(out, c.Frames[i].told(c.where())...)
	}
	return out
}

// became says what came for what.
func became(what string, gone, come []string) string {
	switch {
	case len(gone) > 0 && len(come) > 0:
		return what + ": " + strings.Join(gone, ", ") + " became " + strings.Join(come, ", ")
	case len(gone) > 0:
		return what + " gone: " + strings.Join(gone, ", ")
	case len(come) > 0:
		return what + " new: " + strings.Join(come, ", ")
	}
	return ""
}

// told is the line of a frame that was put in, answered, withdrawn or received since.
func (f *FrameChange) told(where string) []string {
	note := f.Note
	switch {
	case f.Status == FrameRemoved || f.Status == FrameKept && note == "":
		return nil
	case f.Status == FrameAdded:
		note = "put in since"
	}
	return []string{fmt.Sprintf("  %s: %s %s of %s, %s", note, f.Frame.Kind, f.Frame.ID, orNone(f.Frame.By), where)}
}

// where names the paragraph or heading.
func (c *Change) where() string {
	switch {
	case c.Old == 0 && c.New == 0:
		return "a heading"
	case c.Kind == Cut:
		return fmt.Sprintf("was paragraph %d", c.Old)
	case c.Kind == New || c.Old == c.New:
		return fmt.Sprintf("paragraph %d", c.New)
	}
	return fmt.Sprintf("paragraph %d, was %d", c.New, c.Old)
}

func (c *Change) words() string {
	kind := string(c.Kind)
	if c.Kind == Reworded && c.Moved {
		kind = "reworded and moved"
	}
	var text strings.Builder
	for i, w := range c.Words {
		if i > 0 && w.Op == Inserted && c.Words[i-1].Op == Deleted {
			text.WriteByte(' ') // so that the two can be told apart
		}
		text.WriteString(w.marked())
	}
	return fmt.Sprintf("%s: %s: %s", kind, c.where(), strings.Join(strings.Fields(text.String()), " "))
}

// marked is the words in brackets when they changed. A line break that changed and nothing
// else is shown as a sign.
func (w Wording) marked() string {
	text := w.Text
	if w.Op != Same && strings.TrimSpace(text) == "" {
		text = strings.ReplaceAll(strings.ReplaceAll(text, "\n", "⏎"), " ", "·")
	}
	switch w.Op {
	case Deleted:
		return "[-" + text + "-]"
	case Inserted:
		return "{+" + text + "+}"
	}
	return text
}
