package council

import (
	"fmt"
	"slices"
	"strings"

	"github.com/plimsoll-watch/plimsoll/base/day"
)

// Fault is something that cannot be right as it stands, with both readings where
// there are two. The program shows it and repairs nothing.
type Fault struct {
	Where string `json:"where"` // the symbol, table or year
	Kind  string `json:"kind"`
	Text  string `json:"text"`
}

// String returns the fault as one line.
func (f Fault) String() string { return f.Where + ": " + f.Text }

// Kinds of faults.
const (
	UnknownVoter  = "unknown voter"
	DamagedName   = "damaged name"
	TwoChoices    = "two choices"
	NoMember      = "no member"
	NotRecorded   = "not voting" // fewer votes than members; the rest did not vote or are lost
	CountDiffers  = "count differs"
	VoteUnknown   = "vote unknown"
	NoVeto        = "no veto"
	WrongRoster   = "roster"
	OrderDiffers  = "presidency differs"
	DerivedDiffer = "tally differs"
)

// Ballot is a vote as some source prints it.
type Ballot struct {
	Symbol     string
	Year       int
	Printed    *Tally // the counts it prints; nil: none
	InFavour   []string
	Against    []string
	Abstaining []string
	VetoedBy   []string
}

// voters runs over the names with what they did.
func (b Ballot) voters(yield func(Choice, string) bool) {
	for _, list := range [...]struct {
		choice Choice
		names  []string
	}{{InFavour, b.InFavour}, {Against, b.Against}, {Abstaining, b.Abstaining}} {
		for _, name := range list.names {
			if !yield(list.choice, name) {
				return
			}
		}
	}
}

// CheckBallot returns what cannot be right in a vote as printed: names that are
// damaged, unknown, of no member of the year or on two lists; counts that differ from
// the lists; a veto without a vote against; no voters at all.
func (l *Library) CheckBallot(b Ballot) []Fault {
	c := ballotCheck{library: l, ballot: b, choices: map[string][]Choice{}}
	for choice, name := range b.voters {
		c.voter(choice, name)
	}
	c.lists()
	c.counts()
	c.vetoes()
	return c.faults
}

// ballotCheck is one run of CheckBallot.
type ballotCheck struct {
	library *Library
	ballot  Ballot
	choices map[string][]Choice // by UN name of today
	faults  []Fault
}

func (c *ballotCheck) fault(kind, format string, args ...any) {
	c.faults = append(c.faults, Fault{c.ballot.Symbol, kind, fmt.Sprintf(format, args...)})
}

func (c *ballotCheck) voter(choice Choice, printed string) {
	n, err := c.library.Resolve(printed)
	switch {
	case err != nil || !n.IsState():
		c.fault(UnknownVoter, "%q is no State on file", printed)
		return
	case n.Damaged():
		c.fault(DamagedName, "%q is printed; %s is meant", printed, n.Canonical)
	}
	if !slices.Contains(c.choices[n.Canonical], choice) {
		c.choices[n.Canonical] = append(c.choices[n.Canonical], choice)
	}
}

// lists checks each voter, and the voters against the members of the year.
func (c *ballotCheck) lists() {
	if len(c.choices) == 0 {
		c.fault(VoteUnknown, "no voters are given: the vote is unknown, not 0-0-0")
		return
	}
	sitting, known := c.library.sitting(c.ballot.Year)
	for _, name := range sortedKeys(c.choices) {
		if choices := c.choices[name]; len(choices) > 1 {
			c.fault(TwoChoices, "%s is printed as %s and as %s: open until a second source", name, choices[0], choices[1])
		}
		if known && !sitting[name] {
			c.fault(NoMember, "%s was no member in %d", name, c.ballot.Year)
		}
		delete(sitting, name)
	}
	if known && len(sitting) > 0 {
		c.fault(NotRecorded, "no vote is given of %s", strings.Join(sortedKeys(sitting), ", "))
	}
}

// counts checks the printed tally against the lists.
func (c *ballotCheck) counts() {
	if c.ballot.Printed == nil || len(c.choices) == 0 {
		return
	}
	var listed Tally
	for _, choices := range c.choices {
		for _, choice := range choices {
			listed.add(choice)
		}
	}
	if printed := *c.ballot.Printed; printed != listed {
		c.fault(CountDiffers, "%s is printed; the lists have %s", printed, listed)
	}
}

// vetoes: a veto is a vote against (Article 27 (3) of the Charter).
func (c *ballotCheck) vetoes() {
	p := c.ballot.Printed
	if len(c.ballot.VetoedBy) > 0 && p != nil && *p != (Tally{}) && p.Against < len(c.ballot.VetoedBy) {
		c.fault(NoVeto, "vetoed by %s, yet %s is printed: %d voted against", strings.Join(c.ballot.VetoedBy, " and "), p, p.Against)
	}
}

// sitting returns the members of a year by UN name of today.
func (l *Library) sitting(year int) (set map[string]bool, known bool) {
	set = map[string]bool{}
	for _, m := range l.members[year] {
		set[m.Canonical] = true
	}
	return set, len(set) > 0
}

func sortedKeys[V any](m map[string]V) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}

// Faults returns what the tables on file contradict each other in, by comparison: years
// that have not fifteen members, votes whose voters were no members or whose count
// differs from the one on file, months for which a source names another president
// than rule 18 gives.
func (l *Library) Faults(at day.AsOf) []Fault {
	faults := l.rosterFaults(at)
	for _, d := range l.Decisions(at) {
		faults = append(faults, l.decisionFaults(d)...)
	}
	for _, s := range l.presidents {
		p, err := l.President(s.year, s.month, at)
		if err == nil && !p.Agrees {
			faults = append(faults, Fault{fmt.Sprintf("%d-%02d", s.year, s.month), OrderDiffers, fmt.Sprintf("%s by rule 18; %s by %s", p.President, s.president, s.Source)})
		}
	}
	return faults
}

func (l *Library) rosterFaults(at day.AsOf) []Fault {
	var faults []Fault
	for year := l.firstYear; year <= l.lastYear; year++ {
		members, err := l.Members(year, at)
		if err == nil && len(members) != seats {
			faults = append(faults, Fault{fmt.Sprint(year), WrongRoster, fmt.Sprintf("%d members are on file, %d sit", len(members), seats)})
		}
	}
	return faults
}

func (l *Library) decisionFaults(d Decision) []Fault {
	year, _, _ := d.Date.Last().Civil()
	b := Ballot{Symbol: d.Symbol.String(), Year: year, VetoedBy: d.VetoedBy}
	for _, v := range d.Votes {
		switch v.Choice {
		case InFavour:
			b.InFavour = append(b.InFavour, v.Member)
		case Against:
			b.Against = append(b.Against, v.Member)
		case Abstaining:
			b.Abstaining = append(b.Abstaining, v.Member)
		}
	}
	if d.Record != nil {
		b.Printed = d.Record.Printed
	}
	return l.CheckBallot(b)
}
