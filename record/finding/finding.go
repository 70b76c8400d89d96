package finding

import (
	"slices"

	"github.com/plimsoll-watch/plimsoll/base/day"
	"github.com/plimsoll-watch/plimsoll/base/vessel"
)

// Finding is a claim with all that stands for and against it. Methods that change
// something return a new Finding; the old one stays as it was.
type Finding struct {
	Schema   string   `json:"schema"`
	View     string   `json:"view,omitempty"`     // "public": part of a finding, see [Finding.Public]
	Withheld string   `json:"withheld,omitempty"` // why a view shows nothing of it
	ID       string   `json:"id"`
	Claim    string   `json:"claim,omitempty"` // absent only when withheld
	State    State    `json:"state"`
	Handling Handling `json:"handling"`
	Invented string   `json:"invented,omitempty"` // says what is made up, when something is

	Drafted  *Drafted  `json:"drafted,omitempty"` // absent only when withheld
	Wordings []Wording `json:"wordings,omitempty"`
	Method   *Method   `json:"method,omitempty"`

	Measures      []Measure     `json:"measures,omitempty"`
	Subjects      []Subject     `json:"subjects,omitempty"`
	Evidence      []Evidence    `json:"evidence,omitempty"`
	Alternatives  []Alternative `json:"alternatives,omitempty"`
	Circumstances []string      `json:"circumstances,omitempty"` // worth knowing, deciding nothing
	NotChecked    []string      `json:"not_checked,omitempty"`
	Grade         *Grading      `json:"grade,omitempty"`

	Dissents []Dissent `json:"dissents,omitempty"`
	Replies  []Reply   `json:"replies,omitempty"`
	Reviews  []Review  `json:"reviews,omitempty"`
	Steps    []Step    `json:"steps"`
}

// Drafted is what a finding was drafted from. With the claim as drafted it gives the
// finding its ID, which no later wording changes.
type Drafted struct {
	From   string   `json:"from"`             // event, estimate
	Ref    string   `json:"ref"`              // the event's ID; table and row
	SHA256 string   `json:"sha256,omitempty"` // of the exact line, without its line feed
	Claim  string   `json:"claim"`
	By     string   `json:"by"`
	On     day.Date `json:"on"`
}

// Wording is a claim that was replaced by a later wording. It stays: dissents may be
// about it.
type Wording struct {
	Claim string   `json:"claim"`
	By    string   `json:"by"` // who reworded it
	On    day.Date `json:"on"`
	Why   string   `json:"why"`
}

// Method is what computed that which a finding was drafted from.
type Method struct {
	Name  string `json:"name"`            // encounter/1
	Rules string `json:"rules,omitempty"` // digest of its parameters
	Facts string `json:"facts,omitempty"` // digest of the tables used
}

// Measure is a measure that the act could touch.
type Measure struct {
	Name     string    `json:"name"` // S/RES/2375 (2017), para. 11
	Elements []Element `json:"elements"`
}

// Element is one thing the act must be for the measure to be engaged.
type Element struct {
	Text string `json:"text"`
	Met  string `json:"met"` // yes, no, unknown
	Why  string `json:"why,omitempty"`
}

// Engaged reports whether every element is shown met.
func (m Measure) Engaged() bool {
	return len(m.Elements) > 0 && !slices.ContainsFunc(m.Elements, func(x Element) bool { return x.Met != "yes" })
}

// Subject is a ship, or a thing, that a finding is about.
type Subject struct {
	ID        string       `json:"id"`   // S1
	Kind      string       `json:"kind"` // ship, limit
	Role      string       `json:"role"`
	Name      string       `json:"name,omitempty"`
	MMSI      string       `json:"mmsi,omitempty"`
	Hull      int          `json:"hull,omitempty"` // when the MMSI has more than one
	IMO       string       `json:"imo,omitempty"`
	CallSign  string       `json:"call_sign,omitempty"`
	Flag      string       `json:"flag,omitempty"` // by the digits of the MMSI
	Basis     vessel.Basis `json:"basis,omitempty"`
	Messages  int          `json:"messages,omitempty"`
	Rows      int          `json:"rows,omitempty"`
	FirstSeen day.Date     `json:"first_seen,omitzero"`
	Conflicts []string     `json:"conflicts,omitempty"`
	Listed    []Listing    `json:"listed,omitempty"`
}

// The kinds of subject.
const (
	ShipSubject  = "ship"
	LimitSubject = "limit"
)

// Listing says that a ship broadcast the identity of one on a list, and whom that listing
// binds. It is no measure on the act.
type Listing struct {
	List      string   `json:"list"`
	Ref       string   `json:"ref"`
	Name      string   `json:"name,omitempty"`
	Since     string   `json:"since,omitempty"`
	Until     string   `json:"until,omitempty"`
	MatchedBy string   `json:"matched_by,omitempty"`
	Binds     []string `json:"binds,omitempty"` // "port States: S/RES/2371 (2017), para. 6"
}

// Alternative is something the act may be consistent with, and the tests of it.
type Alternative struct {
	What    string `json:"what"`
	Cargo   string `json:"cargo,omitempty"`
	Verdict string `json:"verdict"` // met, not-met, unknown
	Tests   []Test `json:"tests,omitempty"`
}

// Test is one test with its outcome.
type Test struct {
	Test  string `json:"test"`
	Met   string `json:"met"` // yes, no, unknown
	Rule  string `json:"rule,omitempty"`
	Text  string `json:"text"`
	AnyOf string `json:"any_of,omitempty"` // one of those that share it is enough
}

// Subject returns the subject with an ID.
func (f Finding) Subject(id string) (Subject, bool) {
	i := slices.IndexFunc(f.Subjects, func(s Subject) bool { return s.ID == id })
	if i < 0 {
		return Subject{}, false
	}
	return f.Subjects[i], true
}

// Ships returns the subjects that are ships.
func (f Finding) Ships() []Subject {
	var ships []Subject
	for _, s := range f.Subjects {
		if s.Kind == ShipSubject {
			ships = append(ships, s)
		}
	}
	return ships
}

// Called is what a subject is called in a sentence.
func (s Subject) Called() string {
	switch {
	case s.Name != "":
		return s.Name
	case s.MMSI != "":
		return "MMSI " + s.MMSI
	}
	return s.ID
}

// Wording returns the number of the claim's present wording; the first is 1.
func (f Finding) Wording() int { return len(f.Wordings) + 1 }

// Reword puts another sentence in the place of the claim, in draft or under review.
// The ID stays, the old wording stays on file, and so does what was said of it.
func (f Finding) Reword(claim, by string, on day.Date, why string) (Finding, error) {
	if f.State != Draft && f.State != UnderReview {
		return f, refuse("claim", "send it back under review first", "the finding is %s: its claim is not reworded", f.State)
	}
	if claim == f.Claim {
		return f, refuse("claim", "nothing needs doing", "it already reads so")
	}
	g := f
	g.Wordings = append(slices.Clone(f.Wordings), Wording{Claim: f.Claim, By: by, On: on, Why: why})
	g.Claim = claim
	return g.settled(f)
}

// AddCircumstance adds something worth knowing that decides nothing.
func (f Finding) AddCircumstance(text string) (Finding, error) {
	g := f
	g.Circumstances = append(slices.Clone(f.Circumstances), text)
	return g.settled(f)
}

// settled returns g when it is a whole finding, else f as it was and why not.
func (f Finding) settled(before Finding) (Finding, error) {
	if before.View != "" {
		return before, refuse("finding "+before.ID, "change the whole one and make its view again", "it is a public view, not the finding")
	}
	if _, err := f.Encode(); err != nil {
		return before, err
	}
	return f, nil
}
