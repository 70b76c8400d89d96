package listing

import (
	"slices"
	"strings"
	"time"

	"github.com/plimsoll-watch/plimsoll/base/day"
	"github.com/plimsoll-watch/plimsoll/base/vessel"
)

// asOf returns the act as it was known and stood: nothing later.
func (d designation) asOf(at day.AsOf) Act {
	a := d.Act
	a.Other = namesAsOf(d.Other, at)
	a.Measures, a.Unsaid, a.Rows = slices.Clone(d.Measures), slices.Clone(d.Unsaid), slices.Clone(d.Rows)
	if r := d.removal; r != nil && at.Knows(r.KnownOn) {
		copied := *r
		switch {
		case at.Reached(r.On):
			a.Removal = &copied
		case at.On >= r.On.First():
			a.Unsettled = &copied
		}
	}
	if s := d.lastSeen; s != nil && at.Knows(s.On) {
		copied := *s
		a.LastSeen = &copied
	}
	if at.Known == 0 {
		a.Note = d.note
	}
	a.Source = sourceAsOf(d.Source, at)
	return a
}

// documentOf begins the name of a list that the Committee published, before its day.
const documentOf = "1718 Committee document of "

// sourceAsOf leaves out of a row's sources a list of the Committee that had not been
// published: that it has the ship, or has it no more, became known with it.
func sourceAsOf(sources string, at day.AsOf) string {
	var kept []string
	for part := range strings.SplitSeq(sources, "; ") {
		printed, isList := strings.CutPrefix(part, documentOf)
		published, err := time.Parse("2 January 2006", printed)
		if isList && err == nil && !at.Knows(day.OfTime(published).Date()) {
			continue
		}
		kept = append(kept, part)
	}
	return strings.Join(kept, "; ")
}

// Entry is a designation as a list of ships to look for has it.
type Entry struct {
	List     string         `json:"list"`
	Ref      string         `json:"ref"`
	Name     string         `json:"name"`
	IMO      vessel.IMO     `json:"imo,omitempty"` // 0: none; such a ship cannot be looked for by number
	Since    day.Date       `json:"since"`
	Until    day.Date       `json:"until,omitzero"` // the last day it stood; a range when its removal is known to the month
	Measures []EntryMeasure `json:"measures"`
}

// EntryMeasure is a status measure of an entry, as it is cited, and whom it binds.
type EntryMeasure struct {
	Measure string `json:"measure"`
	Binds   string `json:"binds"`
}

// Entries returns the designations known by Known and made by On, one an act, so that
// no measure is told of a day before its act. Those removed are among them with the
// last day they stood, when the removal was known: the day of what is looked at
// decides. The reference has the act's day, since a hull can be designated twice.
func (l *Library) Entries(at day.AsOf) []Entry {
	var entries []Entry
	for _, d := range l.acts {
		if !d.shown(at) || !d.Decides() {
			continue
		}
		e := Entry{List: ListID, Ref: d.ref() + "/" + d.Designated.String(), Name: d.Name, IMO: d.IMO, Since: d.Designated}
		if d.Own {
			e.List = "own"
		}
		if d.removal != nil && at.Knows(d.removal.KnownOn) {
			e.Until = dayBefore(d.removal.On)
		}
		for _, m := range d.Measures {
			e.Measures = append(e.Measures, EntryMeasure{m.Text(), m.Binds})
		}
		entries = append(entries, e)
	}
	return entries
}

// dayBefore returns the last day on which what ended in d held: a day, or the range of
// days it can have been.
func dayBefore(d day.Date) day.Date {
	first, last := (d.First() - 1).Date(), (d.Last() - 1).Date()
	if first == last {
		return last
	}
	r, err := day.Parse(first.String() + ".." + last.String())
	if err != nil {
		return last
	}
	return r
}
