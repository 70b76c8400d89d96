package finding

import (
	"fmt"
	"slices"

	"github.com/plimsoll-watch/plimsoll/base/day"
)

// DissentKind is whose word a dissent is.
type DissentKind string

// The kinds of dissent.
const (
	ExpertDissent DissentKind = "dissent"   // an expert's
	Objection     DissentKind = "objection" // a member's; while open, nothing is agreed
	Reservation   DissentKind = "reservation"
)

// DissentKinds returns the kinds of dissent.
func DissentKinds() []DissentKind { return []DissentKind{ExpertDissent, Objection, Reservation} }

// Dissent is a party's word against a finding.
type Dissent struct {
	ID        string      `json:"id"` // D1
	Kind      DissentKind `json:"kind"`
	By        string      `json:"by,omitempty"` // absent only in a view
	On        day.Date    `json:"on"`
	Wording   int         `json:"wording"`        // of the claim it is about; the first is 1
	Text      string      `json:"text,omitempty"` // absent in a view, or when a withdrawal took the words out
	Handling  Handling    `json:"handling,omitempty"`
	Answers   []Answer    `json:"answers,omitempty"` // of the authors
	Withdrawn *Withdrawal `json:"withdrawn,omitempty"`
	Withheld  string      `json:"withheld,omitempty"` // in a view
}

// Answer is what the authors answered.
type Answer struct {
	By   string   `json:"by"`
	On   day.Date `json:"on"`
	Text string   `json:"text"`
}

// Withdrawal is a tombstone: who took a dissent back, when and why. With handling
// do-not-reveal the words were taken out, and nothing of them is kept.
type Withdrawal struct {
	By       string   `json:"by,omitempty"` // absent only in a view
	On       day.Date `json:"on"`
	Why      string   `json:"why,omitempty"` // absent only in a view
	Handling Handling `json:"handling,omitempty"`
}

// Open reports whether a dissent stands.
func (d Dissent) Open() bool { return d.Withdrawn == nil }

// wordsOut reports whether a withdrawal took the words out.
func (d Dissent) wordsOut() bool { return d.Withdrawn != nil && d.Withdrawn.Handling == DoNotReveal }

// AddDissent records a party's word, in any state. Its ID and the wording it is about are
// given here. An objection to an agreed finding makes it contested.
func (f Finding) AddDissent(d Dissent) (Finding, error) {
	if d.Withdrawn != nil || d.Withheld != "" || len(d.Answers) > 0 {
		return f, refuse("dissent", "record it first; answers and withdrawal are acts of their own", "it comes answered, withdrawn or withheld")
	}
	g := f
	d.ID, d.Wording = fmt.Sprintf("D%d", len(f.Dissents)+1), f.Wording()
	g.Dissents = append(slices.Clone(f.Dissents), d)
	if d.Kind == Objection && f.State == Agreed {
		g = g.step(Step{State: Contested, On: d.On, Why: openObjection(d.ID)})
	}
	return g.settled(f)
}

// AnswerDissent records what the authors answer. An answer closes nothing.
func (f Finding) AnswerDissent(id string, a Answer) (Finding, error) {
	return f.changeDissent(id, func(d *Dissent) error {
		d.Answers = append(slices.Clone(d.Answers), a)
		return nil
	})
}

// WithdrawDissent records that a party took its word back. The word stays, with this
// beside it; only with handling do-not-reveal is the text taken out.
func (f Finding) WithdrawDissent(id string, w Withdrawal) (Finding, error) {
	return f.changeDissent(id, func(d *Dissent) error {
		switch {
		case !d.Open():
			return refuse("dissent "+id, "nothing needs doing", "it was withdrawn on %s", d.Withdrawn.On)
		case w.By != d.By:
			return refuse("dissent "+id, "authors answer it; "+d.By+" alone may withdraw it", "%q is not who spoke", w.By)
		}
		d.Withdrawn = &w
		if d.wordsOut() {
			d.Text = ""
		}
		return nil
	})
}

// changeDissent changes a copy of one dissent.
func (f Finding) changeDissent(id string, change func(*Dissent) error) (Finding, error) {
	i := slices.IndexFunc(f.Dissents, func(d Dissent) bool { return d.ID == id })
	if i < 0 {
		return f, refuse("dissent "+id, "see them all with finding show", "the finding %s has none of that name", f.ID)
	}
	g := f
	g.Dissents = slices.Clone(f.Dissents)
	if err := change(&g.Dissents[i]); err != nil {
		return f, err
	}
	return g.settled(f)
}

// OpenObjections returns the objections that were not withdrawn.
func (f Finding) OpenObjections() []Dissent {
	var open []Dissent
	for _, d := range f.Dissents {
		if d.Kind == Objection && d.Open() {
			open = append(open, d)
		}
	}
	return open
}

// Dropped returns the dissents of before that after no longer has as they were: gone,
// reworded, put in another's mouth, with an answer or a withdrawal undone. It must be
// empty. Words that a withdrawal took out, and those a view withholds, are not dropped:
// both say so.
func Dropped(before, after Finding) []Dissent {
	var gone []Dissent
	for _, d := range before.Dissents {
		i := slices.IndexFunc(after.Dissents, func(x Dissent) bool { return x.ID == d.ID })
		if before.ID != after.ID || i < 0 || !d.keptIn(after.Dissents[i], after.View != "") {
			gone = append(gone, d)
		}
	}
	return gone
}

// keptIn reports whether later is d, perhaps answered or withdrawn since.
func (d Dissent) keptIn(later Dissent, view bool) bool {
	if d.Kind != later.Kind || d.On != later.On || d.Wording != later.Wording {
		return false
	}
	if !d.Open() && (later.Withdrawn == nil || d.Withdrawn.On != later.Withdrawn.On) {
		return false
	}
	if view && later.Withheld != "" {
		return true
	}
	if d.Text != later.Text && !(later.Text == "" && later.wordsOut()) {
		return false
	}
	if view && later.By == MemberStateWords {
		return len(later.Answers) >= len(d.Answers)
	}
	return d.By == later.By && (d.Open() || *d.Withdrawn == *later.Withdrawn) &&
		len(later.Answers) >= len(d.Answers) && slices.Equal(later.Answers[:len(d.Answers)], d.Answers)
}
