package commitment

import (
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"github.com/plimsoll-watch/plimsoll/base/day"
	"github.com/plimsoll-watch/plimsoll/base/source"
	"github.com/plimsoll-watch/plimsoll/law/council"
)

// Library is all clauses and events on file.
type Library struct {
	clauses []Clause
	events  []Event
	own     bool // the rows being read are the user's own
}

// Load reads the tables of facts.
func Load(tables fs.FS) (*Library, error) { return LoadWith(tables, nil) }

// LoadWith reads the tables of facts and adds rows of the user's own, from tables of the
// same names, read as strictly. They are marked; an id that is on file is refused.
func LoadWith(tables, own fs.FS) (*Library, error) {
	l := &Library{}
	for _, t := range []struct {
		layout source.Layout
		add    func(source.Row) error
	}{
		{source.WithID("commitments.csv", "instrument date parties commitment status",
			"known_on article condition deadline agreed_verification measurable status_date status_note outcome_known_on later_note status_source"), l.addClause},
		{source.WithID("commitment-events.csv", "date event commitments", "known_on"), l.addEvent},
	} {
		l.own = false
		if err := source.Each(tables, t.layout, t.add); err != nil {
			return nil, err
		}
		if l.own = own != nil; !l.own {
			continue
		}
		if err := source.Each(own, t.layout, t.add); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return nil, err
		}
	}
	slices.SortFunc(l.clauses, func(a, b Clause) int { return strings.Compare(a.ID, b.ID) })
	slices.SortFunc(l.events, func(a, b Event) int {
		if c := day.Compare(a.Date, b.Date); c != 0 {
			return c
		}
		return strings.Compare(a.Rows[0], b.Rows[0])
	})
	return l, nil
}

func (l *Library) addClause(r source.Row) (err error) {
	c := Clause{
		ID: r.Get("id"), Instrument: r.Get("instrument"), Article: r.Get("article"), Parties: r.Get("parties"),
		Text: r.Get("commitment"), Condition: r.Get("condition"), Verification: r.Get("agreed_verification"),
		Measurable: r.Get("measurable"), later: r.Get("later_note"),
	}
	if c.Origin, err = l.originOf(r, "commitments.csv"); err != nil {
		return err
	}
	if l.find(c.ID) != nil {
		return r.Problem(fmt.Sprintf("commitment %s is on file", c.ID), "rows of one's own override nothing: give it another id")
	}
	if c.Date, err = r.Date("date"); err != nil {
		return err
	}
	if c.Deadline, err = r.Date("deadline"); err != nil {
		return err
	}
	if c.last, err = statusOf(r); err != nil {
		return err
	}
	l.clauses = append(l.clauses, c)
	return nil
}

// statusOf reads the last status of a clause.
func statusOf(r source.Row) (s Status, err error) {
	s = Status{Word: Word(r.Get("status")), Note: r.Get("status_note"), StatedBy: r.Get("status_source")}
	if !slices.Contains(words(), s.Word) {
		return s, r.Problem(fmt.Sprintf("status %q is not known", s.Word), "a status is one of: "+joined(words()))
	}
	if s.Word != NotAssessed && s.StatedBy == "" {
		return s, r.Problem(fmt.Sprintf("status %q has no status_source", s.Word), "without a source a status is: not assessed")
	}
	if s.Date, err = r.Date("status_date"); err != nil {
		return s, err
	}
	if s.KnownOn, err = r.Date("outcome_known_on"); err != nil {
		return s, err
	}
	if !s.Date.IsZero() && !s.KnownOn.IsZero() && s.KnownOn.Last() < s.Date.First() {
		return s, r.Problem(fmt.Sprintf("outcome_known_on %s is before status_date %s", s.KnownOn, s.Date), "what had not come was known to nobody")
	}
	return s, nil
}

func (l *Library) addEvent(r source.Row) (err error) {
	e := Event{Text: r.Get("event"), Clauses: strings.Fields(strings.ReplaceAll(r.Get("commitments"), ";", " "))}
	if e.Origin, err = l.originOf(r, "commitment-events.csv"); err != nil {
		return err
	}
	if e.Date, err = r.Date("date"); err != nil {
		return err
	}
	for _, id := range e.Clauses {
		if l.find(id) == nil {
			return r.Problem(fmt.Sprintf("commitments names %s, which is not in commitments.csv", id), "name clauses by their id, with blanks or ; between")
		}
	}
	l.events = append(l.events, e)
	return nil
}

func (l *Library) originOf(r source.Row, file string) (o council.Origin, err error) {
	p, err := r.Provenance()
	if err != nil {
		return o, err
	}
	o = council.Origin{Rows: []string{file + ":" + r.Get("id")}, Source: p.Source, Class: p.Class, Mark: p.Mark, Own: l.own}
	o.KnownOn, err = r.Date("known_on")
	return o, err
}

func joined(all []Word) string {
	out := make([]string, len(all))
	for i, w := range all {
		out[i] = string(w)
	}
	return strings.Join(out, ", ")
}
