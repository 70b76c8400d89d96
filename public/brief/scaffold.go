package brief

import (
	"fmt"
	"slices"
	"strings"

	"github.com/plimsoll-watch/plimsoll/base/day"
	"github.com/plimsoll-watch/plimsoll/law/council"
)

// Scaffold drafts a brief on a meeting as of a day: fixed sentences round rows of the
// record, a slot where a row is missing. The meeting must be known by then.
func (r *Record) Scaffold(s council.Symbol, on day.Day) (*Draft, error) {
	at := day.AsOfDay(on)
	m, err := r.Council.Meeting(s, at)
	if err != nil {
		return nil, err
	}
	d := &drafting{r: r, at: at, m: m, draft: &Draft{Header: Header{ID: slug(s) + "-" + on.String(), Meeting: s, AsOf: on}}}
	if d.year, _, _ = m.Date.Last().Civil(); d.year == 0 {
		d.year, _, _ = on.Civil()
	}
	d.draft.Title = d.title()
	d.lead()
	d.month()
	d.panelReport()
	d.background()
	d.limit()
	d.positions()
	d.talks()
	d.commitments()
	d.dayBefore()
	d.datesAhead()
	d.missing()
	return d.draft, nil
}

// slug returns a symbol as a part of an address: spv8363.
func slug(s council.Symbol) string {
	var b strings.Builder
	for _, r := range strings.ToLower(s.Key()) {
		if r >= 'a' && r <= 'z' || r >= '0' && r <= '9' {
			b.WriteRune(r)
		}
	}
	return b.String()
}

func (d *drafting) title() string {
	s := d.m.Symbol.String()
	if f := d.facts(d.m, council.Format); len(f) > 0 {
		return s + ": " + f[0].Value
	}
	return s + ": the " + d.m.Ordinal() + " of the Security Council"
}

// facts returns the facts of a property, each value once with the word known last.
func (d *drafting) facts(m council.Meeting, p council.Property) []council.Fact {
	var out []council.Fact
	for _, f := range m.Of(p) {
		i := slices.IndexFunc(out, func(o council.Fact) bool { return o.Value == f.Value })
		if i < 0 {
			out = append(out, f)
		} else {
			out[i] = f
		}
	}
	return out
}

// property returns the citation of a property of a meeting.
func property(m council.Meeting, part string) Citation {
	return Citation{Kind: ToMeeting, Ref: m.Symbol.String(), Fragment: part}
}

// lead says what, when, at what level, who presides, who comes and what is expected.
func (d *drafting) lead() {
	d.open("", false)
	d.when()
	d.sentence("format", "what kind of meeting it is", func(w *writing) {
		w.values(d.m, council.Format, "It is *%s* as ", "It was *%s* as ")
	})
	d.sentence("level", "the level of the meeting", func(w *writing) {
		w.values(d.m, council.Level, "The level is *%s* as ", "The level is *%s* as ")
	})
	d.sentence("president", "who presides in the month, by rule 18", d.president)
	d.sentence("chair", "who is in the chair", func(w *writing) {
		w.values(d.m, council.Chair, "In the chair is *%s* ", "In the chair was, *%s*, ")
	})
	for _, state := range d.guests() {
		d.sentence("rule 37, "+state, "whether "+the(state)+" takes part under rule 37, as at the last meeting", func(w *writing) { d.guest(w, state) })
	}
	d.sentence("rule 39", "who is invited under rule 39", func(w *writing) {
		w.values(d.m, council.Rule39, "Under rule 39, *%s*: ", "Under rule 39, *%s*: ")
	})
	d.sentence("briefer", "who briefs", func(w *writing) {
		w.values(d.m, council.Briefer, "To brief, *%s*: ", "To brief, *%s*: ")
	})
	d.sentence("concept note", "whether there is a concept note", func(w *writing) {
		w.values(d.m, council.ConceptNote, "Of a concept note it is *%s*: ", "Of a concept note it is *%s*: ")
	})
	d.steps(inCouncil, func(s strand) bool { return strings.HasPrefix(s.key, "concept") })
	d.sentence("expected outcome", "what outcome is expected", func(w *writing) {
		w.values(d.m, council.ExpectedOutcome, "Of the outcome it is *%s*: ", "Of the outcome it is *%s*: ")
	})
	d.judgement("why this meeting, and why now")
}

// when tells the day, by the sitting known last.
func (d *drafting) when() {
	d.sentence("date", "the day of the meeting", func(w *writing) {
		if len(d.m.Sittings) == 0 {
			w.miss()
			return
		}
		s := d.m.Sittings[len(d.m.Sittings)-1]
		words := dayWords(s.Date)
		if s.Hour != "" {
			words += ", " + s.Hour
		}
		w.say("The "+d.m.Ordinal()+" of the Security Council, "+d.m.Symbol.String()+", is *"+string(s.Modality)+"* on ").cite(words, property(d.m, "date"))
	})
}

// values writes each value of a property with its source's word: before for what is
// expected, after for what was recorded.
func (w *writing) values(m council.Meeting, p council.Property, before, after string) {
	facts := w.d.facts(m, p)
	if len(facts) == 0 {
		w.miss()
	}
	for i, f := range facts {
		lead := before
		if f.Modality == council.Recorded || f.Modality == council.Spoke {
			lead = after
		}
		switch {
		case i == 0:
			w.say(fmt.Sprintf(lead, f.Modality))
		case f.Modality == facts[i-1].Modality:
			w.say("; and ")
		default:
			w.say("; *" + string(f.Modality) + "*: ")
		}
		w.cite(f.Value, property(m, string(p)))
	}
}

func (d *drafting) president(w *writing) {
	y, mo, _ := d.m.Date.Last().Civil()
	if y == 0 {
		y, mo, _ = d.at.Known.Civil()
	}
	month := fmt.Sprintf("%04d-%02d", y, mo)
	p, err := d.r.Council.President(y, mo, d.at)
	if err != nil {
		w.miss()
		return
	}
	first, err := day.New(y, mo, 1)
	if err != nil {
		w.miss()
		return
	}
	w.cite(upper(the(p.President)), Citation{Kind: ToPresident, Ref: month}).say(" presides over the Council in " + first.Time().Format("January 2006") + ", by rule 18")
}

// guests returns the States asked about under rule 37: those named for this meeting, and
// those named at meetings of the file before.
func (d *drafting) guests() []string {
	var names []string
	for _, m := range append(d.before(), d.m) {
		for _, f := range m.Of(council.Rule37) {
			if state, ok := d.state(f.Value); ok {
				names = appendNew(names, state)
			}
		}
	}
	slices.Sort(names)
	slices.Reverse(names) // Republic of Korea, Japan: as the fact has them
	return names
}

// state returns the State at the beginning of a fact: "Japan (Taro Kono, …)".
func (d *drafting) state(value string) (string, bool) {
	name, _, _ := strings.Cut(value, " (")
	n, err := d.r.Council.Resolve(name)
	return name, err == nil && n.IsState()
}

func (d *drafting) guest(w *writing, state string) {
	for _, f := range d.m.Of(council.Rule37) {
		if name, ok := d.state(f.Value); ok && name == state {
			w.say("Under rule 37, *"+string(f.Modality)+"*: ").cite(f.Value, property(d.m, string(council.Rule37)))
			return
		}
	}
	w.miss()
}

// before returns the meetings with a lower number that are of the file's agenda item, are
// named as related, or came just before.
func (d *drafting) before() []council.Meeting {
	var related []string
	for _, f := range d.m.Of(council.RelatedMeeting) {
		related = append(related, f.Value)
	}
	var out []council.Meeting
	for _, m := range d.r.Council.Meetings(d.at) {
		item := slices.ContainsFunc(m.Of(council.AgendaItem), func(f council.Fact) bool { return council.SameItem(f.Value, fileItem) })
		if m.Symbol.Number() < d.m.Symbol.Number() && (item || m.Symbol.Number() == d.m.Symbol.Number()-1 || slices.Contains(related, m.Symbol.String())) {
			out = append(out, m)
		}
	}
	slices.SortFunc(out, func(a, b council.Meeting) int { return a.Symbol.Number() - b.Symbol.Number() })
	return out
}

// the puts the article before the names of States that have one.
func the(name string) string {
	for _, part := range [...]string{"United ", "Russian ", "Republic of", "Netherlands", "Democratic People", "DPRK"} {
		if strings.HasPrefix(name, part) {
			return "the " + name
		}
	}
	return name
}

func upper(s string) string {
	if s == "" {
		return s
	}
	return strings.ToUpper(s[:1]) + s[1:]
}

// dayWords prints a date in prose: 27 September 2018, September 2018, 10 to 13 September
// 2018.
func dayWords(d day.Date) string {
	first, last := d.First().Time(), d.Last().Time()
	switch {
	case d.IsZero():
		return ""
	case strings.Contains(d.String(), ".."):
		return spanWords(d)
	case d.Precision() == day.ToMonth:
		return first.Format("January 2006")
	case d.Precision() == day.ToDay:
		return last.Format("2 January 2006")
	}
	return d.String()
}

func spanWords(d day.Date) string {
	first, last := d.First().Time(), d.Last().Time()
	if len(d.String()) < len("2018-09-10..2018-09-13") {
		return first.Format("January 2006") + " to " + last.Format("January 2006")
	}
	if first.Format("2006-01") == last.Format("2006-01") {
		return first.Format("2") + " to " + last.Format("2 January 2006")
	}
	return first.Format("2 January 2006") + " to " + last.Format("2 January 2006")
}
