package council

import (
	"strings"

	"github.com/plimsoll-watch/plimsoll/base/day"
	"github.com/plimsoll-watch/plimsoll/base/source"
)

// textEntries are resolutions and drafts. What is no document of the United Nations
// names its States itself.
func (l *Library) textEntries(at day.AsOf) []Entry {
	var all []Entry
	for _, t := range l.Texts(at) {
		e := Entry{Date: t.Adopted, How: t.How(), What: t.Outcome + ": " + t.Summary, Origin: t.Origin}
		if t.Printed != nil {
			e.What = t.Printed.String() + ", " + e.What
		}
		e.What = t.Called + ", " + e.What
		if !t.Symbol.IsZero() {
			e.Who = "Security Council"
		}
		all = append(all, e)
	}
	return all
}

// actionEntries are acts in the 1718 Committee.
func (l *Library) actionEntries(at day.AsOf) []Entry {
	var all []Entry
	for _, a := range l.Actions(ActionFilter{Committee: "1718"}, at) {
		what := spacedOut(string(a.Act)) + ": " + a.Subject
		if !a.Deadline.IsZero() {
			what += "; set for " + a.Deadline.String()
		}
		all = append(all, Entry{Date: a.Date, Who: a.who(), How: a.How(), What: what, Outcome: a.Outcome, Origin: a.Origin})
	}
	return all
}

func (l *Library) talkEntries(at day.AsOf) []Entry {
	var all []Entry
	for _, t := range l.Talks(0, at) {
		what := spacedOut(t.Kind)
		if t.Place != "" {
			what += ", " + t.Place
		}
		all = append(all, Entry{Date: t.Date, End: t.End, Who: strings.Join(t.Parties, ", "), How: t.How(), What: what + ": " + t.What, Outcome: t.Outcome, Origin: t.Origin})
	}
	return all
}

func (l *Library) trialEntries(at day.AsOf) []Entry {
	var all []Entry
	for _, t := range l.Trials(at) {
		all = append(all, Entry{Date: t.Date, Who: "DPRK", How: t.How(), What: spacedOut(t.Kind) + ": " + t.what(), Outcome: t.outcome(), Origin: t.Origin})
	}
	return all
}

// incidentEntries are transfers as reported; who reported them is who speaks.
func (l *Library) incidentEntries(at day.AsOf) []Entry {
	var all []Entry
	for _, i := range l.Incidents(at) {
		all = append(all, Entry{Date: i.Date, Who: i.Observer, How: string(Reported), What: "transfer at sea: " + i.what(), Origin: i.Origin})
	}
	return all
}

func (l *Library) versionEntries(at day.AsOf) []Entry {
	var all []Entry
	for _, v := range l.ReportVersions("", at) {
		all = append(all, Entry{Date: v.Date, Who: v.Actor, How: v.How(), What: v.Object + ", " + v.Event + ": " + v.Changed, Outcome: v.Effect, Origin: v.Origin})
	}
	return all
}

func (l *Library) positionEntries(at day.AsOf) []Entry {
	positions, _ := l.Positions(PositionFilter{}, at) // an empty filter names nothing that could be unknown
	var all []Entry
	for _, p := range positions {
		all = append(all, Entry{Date: p.Date, Who: p.Member, How: string(p.Hedge), What: spacedOut(p.Question) + ": " + p.Words + " (" + p.Document + ")", Origin: p.Origin})
	}
	return all
}

// sittingEntries are meetings, an entry for each day and hour that a source gave: what
// was expected stays beside what was recorded.
func (l *Library) sittingEntries(at day.AsOf) []Entry {
	var all []Entry
	for _, m := range l.Meetings(at) {
		for _, s := range m.Sittings {
			all = append(all, s.entry(m))
		}
	}
	return all
}

// entry tells a sitting with the agenda item, format, level and chair that were known
// when it was, and by the same word: the entry stays what it is when more becomes known,
// and what was expected is not filled in from the record. Facts of our own derivation
// are left to [Library.Meeting].
func (s Sitting) entry(m Meeting) Entry {
	what, origins := s.Meeting.String(), []Origin{s.Origin}
	if s.Hour != "" {
		what += ", " + s.Hour
	}
	for _, p := range [...]Property{AgendaItem, Format, Level, Chair} {
		if f := s.lastKnown(m.Of(p)); f != nil {
			what += "; " + spacedOut(string(p)) + ": " + f.Value
			origins = append(origins, f.Origin)
		}
	}
	return Entry{Date: s.Date, Who: "Security Council", How: string(s.Modality), What: what, Origin: join(origins)}
}

// lastKnown returns the last of the facts that were known with a sitting and that its
// word holds for; nil when there is none.
func (s Sitting) lastKnown(facts []Fact) *Fact {
	then := day.AsOf{Known: s.KnownOn.Last()}
	var last *Fact
	for i := range facts {
		if f := &facts[i]; f.Modality == s.Modality && f.Class != source.DerivedClass && then.Knows(f.KnownOn) {
			last = f
		}
	}
	return last
}
