package council

import (
	"fmt"
	"slices"
	"strings"

	"github.com/plimsoll-watch/plimsoll/base/source"
)

func (l *Library) addSitting(r source.Row, own bool) (err error) {
	var s Sitting
	if s.Origin, err = known(r, "meeting-dates.csv", own); err != nil {
		return err
	}
	if s.Meeting, err = symbol(r, "meeting", Verbatim); err != nil {
		return err
	}
	if s.Date, err = r.Date("date"); err != nil {
		return err
	}
	if s.Modality, err = oneOf(r, "modality", Expected, Recorded); err != nil {
		return err
	}
	s.Hour = r.Get("hour")
	l.sittings = append(l.sittings, s)
	return nil
}

func (l *Library) addFact(r source.Row, own bool) (err error) {
	var f Fact
	if f.Origin, err = known(r, "meeting-facts.csv", own); err != nil {
		return err
	}
	if f.Meeting, err = symbol(r, "meeting", Verbatim); err != nil {
		return err
	}
	if f.Property, err = oneOf(r, "property", properties()...); err != nil {
		return err
	}
	if f.Modality, err = oneOf(r, "modality", Expected, Likely, Invited, Spoke, Recorded); err != nil {
		return err
	}
	f.Value = r.Get("value")
	if f.Property == RelatedMeeting {
		if _, err := symbol(r, "value", Verbatim); err != nil {
			return err
		}
	}
	l.facts = append(l.facts, f)
	return nil
}

func (l *Library) addPosition(r source.Row, own bool) (err error) {
	p := Position{Member: r.Get("member"), Question: r.Get("question"), Words: r.Get("words"), Document: r.Get("document")}
	if p.Origin, err = known(r, "positions.csv", own); err != nil {
		return err
	}
	name, err := l.named(r, "member", p.Member)
	if err != nil {
		return err
	}
	p.Group, p.canonical = !name.IsState(), p.Member
	if name.IsState() {
		p.canonical = name.Canonical
	}
	if p.Stance, err = oneOf(r, "stance", For, Opposed, Reserved, Conditional, NotStated); err != nil {
		return err
	}
	if p.Hedge, err = oneOf(r, "hedge", Said, Reported, LikelyHedge); err != nil {
		return err
	}
	if p.Date, err = r.Date("date"); err != nil {
		return err
	}
	l.positions = append(l.positions, p)
	return nil
}

func (l *Library) addAction(r source.Row, own bool) (err error) {
	a := Action{Committee: r.Get("committee"), ProposedBy: r.Get("proposed_by"), ActedBy: r.Get("acted_by"), Subject: r.Get("subject")}
	if a.Origin, err = known(r, "committee-actions.csv", own); err != nil {
		return err
	}
	if _, _, err = r.Int("committee"); err != nil {
		return err
	}
	if a.Act, err = oneOf(r, "action", acts()...); err != nil {
		return err
	}
	for _, column := range [...]string{"proposed_by", "acted_by"} {
		if who := r.Get(column); who != "" {
			if _, err = l.named(r, column, who); err != nil {
				return err
			}
		}
	}
	if a.Date, err = r.Date("date"); err != nil {
		return err
	}
	if a.Deadline, err = r.Date("deadline"); err != nil {
		return err
	}
	if a.Outcome, err = outcomeIn(r, "outcome"); err != nil {
		return err
	}
	l.actions = append(l.actions, a)
	return nil
}

func (l *Library) addTalk(r source.Row, own bool) (err error) {
	t := Talk{Place: r.Get("place"), What: r.Get("what")}
	if t.Origin, err = known(r, "talks.csv", own); err != nil {
		return err
	}
	if t.Kind, err = oneOf(r, "kind", "summit", "ministerial", "working", "announcement", "letter", "council-informal"); err != nil {
		return err
	}
	if t.Parties, err = l.parties(r); err != nil {
		return err
	}
	if t.Date, err = r.Date("date"); err != nil {
		return err
	}
	if t.End, err = r.Date("end_date"); err != nil {
		return err
	}
	if !t.End.IsZero() && t.End.Last() < t.Date.First() {
		return r.Problem(fmt.Sprintf("end_date %v is before date %v", t.End, t.Date), "a talk ends on the day it begins or later")
	}
	if refs := r.Get("outcome_ref"); refs != "" {
		t.OutcomeRef = strings.Split(refs, ";")
	}
	if t.Outcome, err = outcomeIn(r, "outcome"); err != nil {
		return err
	}
	l.talks = append(l.talks, t)
	return nil
}

// parties splits "US ROK Japan Council members" into names on file, the longest
// first.
func (l *Library) parties(r source.Row) ([]string, error) {
	words := strings.Fields(r.Get("parties"))
	var names []string
	for len(words) > 0 {
		n := len(words)
		for ; n > 0; n-- {
			if _, err := l.Resolve(strings.Join(words[:n], " ")); err == nil {
				break
			}
		}
		if n == 0 {
			return nil, r.Problem(fmt.Sprintf("parties: name %q is not on file", words[0]), "names are those of state-aliases.csv, with a blank between")
		}
		names = append(names, strings.Join(words[:n], " "))
		words = words[n:]
	}
	return names, nil
}

func (l *Library) addDuty(r source.Row, own bool) (err error) {
	d := Duty{Paragraph: r.Get("paragraph"), Who: r.Get("who"), What: r.Get("duty"), Note: r.Get("note")}
	if d.Origin, err = known(r, "duties.csv", own); err != nil {
		return err
	}
	if d.Symbol, err = symbol(r, "symbol", Resolution); err != nil {
		return err
	}
	if d.Due, err = r.Date("due"); err != nil {
		return err
	}
	l.duties = append(l.duties, d)
	return nil
}

// named resolves a name in a row.
func (l *Library) named(r source.Row, column, name string) (Name, error) {
	n, err := l.Resolve(name)
	if err != nil {
		return Name{}, r.Problem(fmt.Sprintf("%s %q is not on file", column, name), "names are those of state-aliases.csv; the nearest is "+l.nearestName(name))
	}
	return n, nil
}

func forms() []string {
	return []string{"name", "capitals", "code", "short name", "former name", "abbreviation", "group", "press name", "damaged",
		"gazetteer name", "without accents", "ITU name", "typographic", "not a State", "organ", "office"}
}

// stateless are the forms that mean no State.
func stateless(form string) bool {
	return slices.Contains([]string{"group", "not a State", "organ"}, form)
}
