package finding

import (
	"fmt"
	"slices"
	"strings"

	"github.com/plimsoll-watch/plimsoll/base/day"
)

// State is where a finding stands.
type State string

// The states of a finding.
const (
	Draft       State = "draft"
	UnderReview State = "under review"
	Agreed      State = "agreed"
	Contested   State = "contested"
	Withdrawn   State = "withdrawn"
)

// States returns the states in the order they are come to.
func States() []State { return []State{Draft, UnderReview, Agreed, Contested, Withdrawn} }

// after returns the states that may follow one.
func (s State) after() []State {
	switch s {
	case Draft:
		return []State{UnderReview, Withdrawn}
	case UnderReview:
		return []State{Draft, Agreed, Contested, Withdrawn}
	case Agreed:
		return []State{UnderReview, Contested, Withdrawn}
	case Contested:
		return []State{UnderReview, Withdrawn}
	}
	return nil
}

// Step is one change of state: to what, by whom, when by their own word, why.
type Step struct {
	State State    `json:"state"`
	By    string   `json:"by,omitempty"` // absent: by the rule that Why names
	On    day.Date `json:"on"`
	Why   string   `json:"why,omitempty"`
}

// step appends a step; whether it may follow is checked with the whole.
func (f Finding) step(s Step) Finding {
	f.State, f.Steps = s.State, append(slices.Clone(f.Steps), s)
	return f
}

// move changes the state, when the table allows it.
func (f Finding) move(to State, by string, on day.Date, why string) (Finding, error) {
	if next := f.State.after(); !slices.Contains(next, to) {
		return f, refuse("state", transitionHint(next), "from %s a finding does not become %s", f.State, to)
	}
	return f.step(Step{State: to, By: by, On: on, Why: why}).settled(f)
}

func transitionHint(next []State) string {
	if len(next) == 0 {
		return "it is final: draft another finding"
	}
	words := make([]string, len(next))
	for i, s := range next {
		words[i] = string(s)
	}
	return "it may become " + strings.Join(words, ", ")
}

// Submit puts a draft under review.
func (f Finding) Submit(by string, on day.Date, why string) (Finding, error) {
	if f.State != Draft {
		return f, refuse("state", "look again at one that was reviewed", "only a draft is submitted; this is %s", f.State)
	}
	return f.move(UnderReview, by, on, why)
}

// LookAgain puts an agreed or contested finding back under review.
func (f Finding) LookAgain(by string, on day.Date, why string) (Finding, error) {
	if f.State == Draft {
		return f, refuse("state", "submit it", "a draft was not looked at yet")
	}
	return f.move(UnderReview, by, on, why)
}

// Return sends a finding under review back to its authors.
func (f Finding) Return(by string, on day.Date, why string) (Finding, error) {
	return f.move(Draft, by, on, why)
}

// Withdraw takes a finding back: it stays readable, with who, when and why.
func (f Finding) Withdraw(by string, on day.Date, why string) (Finding, error) {
	if strings.TrimSpace(why) == "" {
		return f, refuse("withdrawal", "say why in a sentence", "no reason is given")
	}
	return f.move(Withdrawn, by, on, why)
}

// Verdict is what a reviewer holds.
type Verdict string

// The verdicts of a review.
const (
	Agrees   Verdict = "agrees"
	Contests Verdict = "contests"
	Comments Verdict = "comments" // changes no state
)

// Verdicts returns the verdicts of a review.
func Verdicts() []Verdict { return []Verdict{Agrees, Contests, Comments} }

// Review is a named reviewer's word on a finding.
type Review struct {
	ID        string   `json:"id"` // V1
	By        string   `json:"by"`
	On        day.Date `json:"on"`
	Wording   int      `json:"wording"` // of the claim it is about; the first is 1
	Verdict   Verdict  `json:"verdict"`
	Words     string   `json:"words,omitempty"`
	Suspected []string `json:"suspected,omitempty"` // the ships the reviewer calls suspected, by subject
}

// AddReview records a review of a finding that was submitted. Its ID is given here;
// Suspected takes ships by ID or by what they are called. One that agrees while an
// objection is open makes the finding contested; one that agrees with a contested
// finding is recorded, and the finding stays contested until it is looked at again.
func (f Finding) AddReview(r Review) (Finding, error) {
	if f.State == Draft || f.State == Withdrawn {
		return f, refuse("review", "submit it for review first", "the finding is %s", f.State)
	}
	if len(r.Suspected) > 0 {
		ships, err := f.about(r.Suspected)
		if err != nil {
			return f, err
		}
		r.Suspected = ships
	}
	g := f
	r.ID, r.Wording = fmt.Sprintf("V%d", len(f.Reviews)+1), f.Wording()
	g.Reviews = append(slices.Clone(f.Reviews), r)
	if s, moves := f.verdictStep(r); moves {
		g = g.step(s)
	}
	return g.settled(f)
}

// verdictStep returns the step that a review makes, if it makes one.
func (f Finding) verdictStep(r Review) (Step, bool) {
	switch {
	case r.Verdict == Contests && f.State != Contested:
		return Step{State: Contested, By: r.By, On: r.On, Why: "review " + r.ID}, true
	case r.Verdict == Agrees && f.State == UnderReview:
		if open := f.OpenObjections(); len(open) > 0 {
			return Step{State: Contested, On: r.On, Why: openObjection(open[0].ID)}, true
		}
		return Step{State: Agreed, By: r.By, On: r.On, Why: "review " + r.ID}, true
	}
	return Step{}, false
}

// openObjection names the rule that contests a finding.
func openObjection(id string) string { return "an objection is open: " + id }

// Suspicion is a reviewer's word that a ship is suspected.
type Suspicion struct {
	Ship Subject
	By   string
	On   day.Date
	ID   string // the review
}

// replaces reports whether r is a later word of the same reviewer that stands in the place
// of another; a comment that calls no ship suspected leaves that one standing.
func (r Review) replaces(earlier Review) bool {
	return r.By == earlier.By && (r.Verdict != Comments || len(r.Suspected) > 0)
}

// Suspicions returns which ships are called suspected, by which reviewer: what each
// reviewer said last is what stands.
func (f Finding) Suspicions() []Suspicion {
	var all []Suspicion
	for i, r := range f.Reviews {
		if slices.ContainsFunc(f.Reviews[i+1:], func(later Review) bool { return later.replaces(r) }) {
			continue
		}
		for _, id := range r.Suspected {
			if s, ok := f.Subject(id); ok {
				all = append(all, Suspicion{Ship: s, By: r.By, On: r.On, ID: r.ID})
			}
		}
	}
	return all
}
