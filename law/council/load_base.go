package council

import (
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"github.com/plimsoll-watch/plimsoll/base/day"
	"github.com/plimsoll-watch/plimsoll/base/source"
)

func (l *Library) loadNames(tables fs.FS) error {
	seen := map[string]bool{}
	return read(tables, nil, source.WithID("state-aliases.csv", "alias kind found_in", "canonical note"), func(r source.Row, _ bool) error {
		n := Name{Printed: r.Get("alias"), Canonical: r.Get("canonical"), Note: r.Get("note")}
		var err error
		if n.Form, err = oneOf(r, "kind", forms()...); err != nil {
			return err
		}
		if n.Origin, err = origin(r, "state-aliases.csv", false); err != nil {
			return err
		}
		if seen[n.Printed] {
			return r.Problem(fmt.Sprintf("alias %q stands twice", n.Printed), "a printed name means one State")
		}
		if (n.Canonical == "") != stateless(n.Form) {
			return r.Problem(fmt.Sprintf("kind %q and canonical %q do not agree", n.Form, n.Canonical), "a group, an organ or what is no State has no canonical; the others have one")
		}
		for _, other := range l.folded[fold(n.Printed)] {
			if other.Canonical != n.Canonical {
				return r.Problem(fmt.Sprintf("alias %q means %q, and %q means %q", n.Printed, n.Canonical, other.Printed, other.Canonical), "names that differ in case or accents only mean the same State")
			}
		}
		seen[n.Printed] = true
		l.names = append(l.names, &n)
		l.folded[fold(n.Printed)] = append(l.folded[fold(n.Printed)], &n)
		return nil
	})
}

func (l *Library) loadMembers(tables fs.FS) error {
	aliases := map[string]bool{}
	for _, n := range l.names {
		aliases[n.id()] = true
	}
	err := read(tables, nil, source.WithID("members.csv", "year member canonical seat alias_ids", ""), func(r source.Row, _ bool) error {
		for id := range strings.SplitSeq(r.Get("alias_ids"), ";") {
			if !aliases[id] {
				return r.Problem(fmt.Sprintf("alias_ids: %q is not in state-aliases.csv", id), "every id named must be there")
			}
		}
		return l.addMember(r)
	})
	for year, members := range l.members {
		slices.SortFunc(members, compareMembers)
		if l.firstYear == 0 || year < l.firstYear {
			l.firstYear = year
		}
		l.lastYear = max(l.lastYear, year)
	}
	return err
}

func (l *Library) addMember(r source.Row) error {
	m := Member{Name: r.Get("member"), Canonical: r.Get("canonical"), order: fold(r.Get("member"))}
	var err error
	if m.Origin, err = origin(r, "members.csv", false); err != nil {
		return err
	}
	if m.Year, _, err = r.Int("year"); err != nil {
		return err
	}
	first, err := day.New(m.Year, 1, 1)
	if err != nil || m.Year < firstYear {
		return r.Problem(fmt.Sprintf("year %d is out of range", m.Year), "the Council has met since 1946")
	}
	m.KnownOn = first.Date()
	seat, err := oneOf(r, "seat", "permanent", "elected")
	if err != nil {
		return err
	}
	m.Permanent = seat == "permanent"
	name, err := l.named(r, "member", m.Name)
	if err != nil {
		return err
	}
	if name.Canonical != m.Canonical {
		return r.Problem(fmt.Sprintf("member %q is %q by state-aliases.csv, canonical is %q", m.Name, name.Canonical, m.Canonical), "the two tables agree")
	}
	for _, other := range l.members[m.Year] {
		if other.Canonical == m.Canonical {
			return r.Problem(fmt.Sprintf("%q is a member of %d twice", m.Canonical, m.Year), "a member sits once")
		}
	}
	l.members[m.Year] = append(l.members[m.Year], m)
	return nil
}

func (l *Library) loadPresidents(tables fs.FS) error {
	err := read(tables, nil, source.WithID("presidencies.csv", "month president", "known_on"), func(r source.Row, _ bool) error {
		o, err := known(r, "presidencies.csv", false)
		if err != nil {
			return err
		}
		month, err := r.Date("month")
		if err != nil {
			return err
		}
		if month.Precision() != day.ToMonth {
			return r.Problem(fmt.Sprintf("month %q is no month", month), "a month is written 2018-09")
		}
		if _, err := l.named(r, "president", r.Get("president")); err != nil {
			return err
		}
		y, m, _ := month.First().Civil()
		l.presidents = append(l.presidents, stated{y, m, r.Get("president"), o})
		return nil
	})
	if err == nil && !slices.ContainsFunc(l.presidents, func(s stated) bool { return s.Decides() }) {
		return &source.Error{File: "presidencies.csv", Problem: "there is no row that may decide", Hint: "the order of rule 18 begins at a month whose president was read in a source"}
	}
	slices.SortFunc(l.presidents, func(a, b stated) int {
		return 12*(a.year-b.year) + a.month - b.month
	})
	return err
}

func (l *Library) loadVotes(tables fs.FS) error {
	bySymbol := map[Symbol]*Decision{}
	err := read(tables, nil, source.WithID("votes-dprk.csv", "symbol date meeting voted member vote", ""), func(r source.Row, _ bool) error {
		return l.addVote(r, bySymbol)
	})
	if err != nil {
		return err
	}
	for _, d := range bySymbol {
		year, _, _ := d.Date.Last().Civil()
		slices.SortFunc(d.Votes, func(a, b Vote) int { return compareNames(a.Member, b.Member) })
		l.judge(d, year)
		l.decisions = append(l.decisions, *d)
	}
	slices.SortFunc(l.decisions, compareDecisions)
	return nil
}

func (l *Library) addVote(r source.Row, bySymbol map[Symbol]*Decision) error {
	v := Vote{Member: r.Get("member")}
	var d Decision
	var err error
	if v.Origin, err = origin(r, "votes-dprk.csv", false); err != nil {
		return err
	}
	if d.Date, err = r.Date("date"); err != nil {
		return err
	}
	if d.Symbol, err = symbol(r, "symbol", Resolution, Document); err != nil {
		return err
	}
	if d.Place, err = symbol(r, "meeting", Verbatim, Document); err != nil {
		return err
	}
	voted, err := oneOf(r, "voted", "in a meeting", "by letter")
	if err != nil {
		return err
	}
	if v.Choice, err = oneOf(r, "vote", InFavour, Against, Abstaining, NotVoting); err != nil {
		return err
	}
	if _, err := l.named(r, "member", v.Member); err != nil {
		return err
	}
	v.KnownOn = d.Date // a vote is known on its day
	d.ByLetter = voted == "by letter"
	return l.joinVote(r, bySymbol, d, v)
}

// joinVote adds a vote to the others on its text.
func (l *Library) joinVote(r source.Row, bySymbol map[Symbol]*Decision, d Decision, v Vote) error {
	have, ok := bySymbol[d.Symbol]
	if !ok {
		have = &d
		bySymbol[d.Symbol] = have
	}
	if have.Date != d.Date || have.Place != d.Place || have.ByLetter != d.ByLetter {
		return r.Problem(fmt.Sprintf("date, meeting or voted differ from other votes on %s", d.Symbol), "a text is voted on once")
	}
	for _, other := range have.Votes {
		if l.canonical(other.Member) == l.canonical(v.Member) {
			return r.Problem(fmt.Sprintf("%s votes twice on %s", v.Member, d.Symbol), "a member has one vote")
		}
	}
	have.Votes = append(have.Votes, v)
	return nil
}

func (l *Library) loadTexts(tables fs.FS) error {
	l2 := source.WithID("resolutions.csv", "symbol adopted outcome trigger summary", "known_on votes_for votes_against abstentions")
	err := read(tables, nil, l2, func(r source.Row, _ bool) error {
		t := TextRecord{Called: r.Get("symbol"), Outcome: r.Get("outcome"), Trigger: r.Get("trigger"), Summary: r.Get("summary")}
		var err error
		if t.Origin, err = known(r, "resolutions.csv", false); err != nil {
			return err
		}
		if t.Adopted, err = r.Date("adopted"); err != nil {
			return err
		}
		if t.Called != "not a UN document" {
			if t.Symbol, err = Parse(strings.TrimSuffix(t.Called, " (draft)")); err != nil {
				return r.Problem("symbol: "+err.Error(), `a draft has " (draft)" after its symbol`)
			}
		}
		if t.Printed, err = printed(r); err != nil {
			return err
		}
		l.texts = append(l.texts, t)
		return nil
	})
	slices.SortFunc(l.texts, func(a, b TextRecord) int { return byDate(a.Adopted, b.Adopted, a.Origin, b.Origin) })
	return err
}

// printed reads the counts of a vote: all three, or none.
func printed(r source.Row) (*Tally, error) {
	var t Tally
	given := 0
	for _, c := range [...]struct {
		column string
		to     *int
	}{{"votes_for", &t.InFavour}, {"votes_against", &t.Against}, {"abstentions", &t.Abstaining}} {
		n, ok, err := r.Int(c.column)
		if err != nil {
			return nil, err
		}
		if ok {
			*c.to = n
			given++
		}
	}
	switch given {
	case 0:
		return nil, nil
	case 3:
		return &t, nil
	}
	return nil, r.Problem("a count of the vote is missing", "give votes_for, votes_against and abstentions, or none")
}
