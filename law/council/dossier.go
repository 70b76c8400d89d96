package council

import (
	"slices"
	"strings"

	"github.com/plimsoll-watch/plimsoll/base/day"
)

// Dossier is a meeting with all that a person who writes of it needs, as it was
// known by a day.
type Dossier struct {
	Meeting     Meeting        `json:"meeting"`
	On          day.Date       `json:"on,omitzero"`
	Known       day.Date       `json:"known,omitzero"`
	Presidents  []Presidency   `json:"presidents"` // three months before, the month, two after, as far as they can be told
	DayBefore   []Meeting      `json:"day_before"`
	Prior       []Meeting      `json:"prior_meetings"` // those its facts name, and those these name
	Members     []Member       `json:"members"`
	Positions   []Position     `json:"positions"`    // of the year of the meeting
	NoStatement []Member       `json:"no_statement"` // members without a position of that year on file
	Votes       []WhatVotesSay `json:"votes"`        // on each question of the positions
	Decisions   []Decision     `json:"decisions"`
	Actions     []Action       `json:"actions"`
	Talks       []Talk         `json:"talks"`
	Duties      []Duty         `json:"duties"` // that fall due after the day
	Missing     []string       `json:"missing"`
}

// Dossier returns the dossier of a meeting. Nothing that became known after Known is
// in it. The year of the meeting is that of its date, else that of the clock.
func (l *Library) Dossier(s Symbol, at day.AsOf) (Dossier, error) {
	m, err := l.Meeting(s, at)
	if err != nil {
		return Dossier{}, err
	}
	d := Dossier{Meeting: m, On: at.On.Date(), Known: at.Known.Date(), DayBefore: l.dayBefore(m, at), Prior: l.prior(m, at), Decisions: l.Decisions(at)}
	if year, month, _ := dayOf(m, at).Civil(); year != 0 {
		d.Presidents = l.presidentsAround(year, month, at)
		if d.Members, err = l.Members(year, at); err != nil {
			return Dossier{}, err
		}
		from, _ := day.New(year, 1, 1)
		d.statements(l, from, at)
	}
	for _, duty := range l.Duties(at) {
		if duty.Due.Last() > at.On {
			d.Duties = append(d.Duties, duty)
		}
	}
	d.Missing = d.missing()
	return d, nil
}

// dayOf returns the day of the meeting, else the day of a clock.
func dayOf(m Meeting, at day.AsOf) day.Day {
	for _, d := range [...]day.Day{m.Date.Last(), at.On, at.Known} {
		if d != 0 {
			return d
		}
	}
	return 0
}

// statements fills what was said and done since a day.
func (d *Dossier) statements(l *Library, from day.Day, at day.AsOf) {
	d.Positions, _ = l.Positions(PositionFilter{From: from}, at)
	d.Actions = l.Actions(ActionFilter{From: from}, at)
	d.Talks = l.Talks(from, at)
	stated := map[string]bool{}
	for _, p := range d.Positions {
		stated[p.canonical] = true
		if n := len(d.Votes); n == 0 || d.Votes[n-1].Question != p.Question {
			d.Votes = append(d.Votes, l.votesSay(p.Question, at))
		}
	}
	for _, m := range d.Members {
		if !stated[m.Canonical] {
			d.NoStatement = append(d.NoStatement, m)
		}
	}
}

// presidentsAround returns the presidents from three months before a month to two
// after, without those that cannot be told.
func (l *Library) presidentsAround(year, month int, at day.AsOf) []Presidency {
	var all []Presidency
	for i := -3; i <= 2; i++ {
		n := 12*year + month - 1 + i
		if p, err := l.President(n/12, n%12+1, at); err == nil {
			all = append(all, p)
		}
	}
	return all
}

// dayBefore returns the meetings known by then to be held on the day before.
func (l *Library) dayBefore(m Meeting, at day.AsOf) []Meeting {
	var found []Meeting
	for _, other := range l.Meetings(at) {
		if m.Date.Precision() == day.ToDay && other.Date == (m.Date.First()-1).Date() {
			found = append(found, other)
		}
	}
	return found
}

// prior returns the meetings that facts name as related, and those these name in
// turn, by date.
func (l *Library) prior(m Meeting, at day.AsOf) []Meeting {
	seen := map[Symbol]bool{m.Symbol: true}
	for todo := []Meeting{m}; len(todo) > 0; todo = todo[1:] {
		for _, f := range todo[0].Of(RelatedMeeting) {
			s, err := Parse(f.Value)
			if err != nil || seen[s] {
				continue
			}
			seen[s] = true
			if other, ok := l.meeting(s, at); ok {
				todo = append(todo, other)
			}
		}
	}
	return slices.DeleteFunc(l.Meetings(at), func(other Meeting) bool {
		return !seen[other.Symbol] || other.Symbol == m.Symbol
	})
}

// missing returns what a dossier should have and has not, a line each.
func (d *Dossier) missing() []string {
	var lines []string
	for _, p := range [...]struct {
		property Property
		words    string
	}{
		{AgendaItem, "agenda item"}, {Level, "level"}, {Chair, "who is in the chair"}, {Rule37, "States invited under rule 37"},
		{Rule39, "persons invited under rule 39"}, {Briefer, "who briefs"}, {ExpectedOutcome, "expected outcome"},
	} {
		if len(d.Meeting.Of(p.property)) == 0 {
			lines = append(lines, p.words+": not known, as far as we have read")
		}
	}
	lines = append(lines, d.missingNote(), d.missingHour(), "order of speakers: not known, as far as we have read")
	if n := len(d.NoStatement); n > 0 {
		names := make([]string, n)
		for i, m := range d.NoStatement {
			names[i] = m.Name
		}
		lines = append(lines, count(n, "member")+" without a statement on file this year: "+strings.Join(names, ", "))
	}
	return slices.DeleteFunc(lines, func(s string) bool { return s == "" })
}

// missingNote: a concept note is in hand when its symbol is, for then it can be
// fetched; a fact that tells of one without a symbol says that it exists.
func (d *Dossier) missingNote() string {
	notes := d.Meeting.Of(ConceptNote)
	for _, f := range notes {
		for word := range strings.FieldsSeq(f.Value) {
			if s, err := Parse(strings.Trim(word, "(),;")); err == nil && s.Kind() != PressRelease {
				return ""
			}
		}
	}
	if len(notes) > 0 {
		return "concept note: exists, not in hand; its symbol is not known"
	}
	return "concept note: none known, as far as we have read"
}

func (d *Dossier) missingHour() string {
	said := ""
	for _, s := range d.Meeting.Sittings {
		if strings.ContainsAny(s.Hour, "0123456789") {
			return ""
		}
		if s.Hour != "" {
			said = "; " + s.Hour + " is " + string(s.Modality)
		}
	}
	return "hour: not known" + said
}

// Sections returns the dossier in words, under its headings in order; what is missing
// stands in Missing.
func (d Dossier) Sections() []Section {
	var prior, before, presidents, members, said, votes, acts, talks, duties []Line
	for _, m := range d.Prior {
		prior = append(prior, m.summary())
	}
	for _, m := range d.DayBefore {
		before = append(before, m.summary())
	}
	for _, p := range d.Presidents {
		presidents = append(presidents, p.Line())
	}
	for _, m := range d.Members {
		members = append(members, m.Line())
	}
	for _, p := range d.Positions {
		said = append(said, p.Line())
	}
	for _, v := range d.Votes {
		line := v.Line()
		line.Head = v.Question
		votes = append(votes, line)
	}
	for _, a := range d.Actions {
		acts = append(acts, a.Line())
	}
	for _, t := range d.Talks {
		talks = append(talks, t.Line())
	}
	for _, x := range d.Duties {
		duties = append(duties, x.Line())
	}
	return []Section{
		{"the meeting", d.Meeting.Lines()}, {"the day before", before}, {"prior meetings", prior}, {"presidency", presidents},
		{"members", members}, {"positions on record", said}, {"what votes say", votes},
		{"acts in the Committee", acts}, {"talks", talks}, {"dates that follow", duties},
	}
}

// Section is lines under a heading.
type Section struct {
	Title string `json:"title"`
	Lines []Line `json:"lines"`
}

// summary returns a meeting in one line: its date, item, level and format, each by the
// fact known last.
func (m Meeting) summary() Line {
	line := Line{Head: m.Symbol.String()}
	var parts []string
	var origins []Origin
	if n := len(m.Sittings); n > 0 {
		parts = append(parts, m.Date.String())
		origins = append(origins, m.Sittings[n-1].Origin)
	}
	for _, p := range [...]Property{AgendaItem, Level, Format} {
		if facts := m.Of(p); len(facts) > 0 {
			last := facts[len(facts)-1]
			parts = append(parts, string(p)+" "+string(last.Modality)+": "+last.Value)
			origins = append(origins, last.Origin)
		}
	}
	if len(origins) == 0 {
		return m.Lines()[0]
	}
	line.Text, line.Origin = strings.Join(parts, "; "), join(origins)
	return line
}
