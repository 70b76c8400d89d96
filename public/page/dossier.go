package page

import (
	"io"
	"slices"
	"strings"
	"time"

	"github.com/plimsoll-watch/plimsoll/law/council"
)

// DossierPage is what is on record of a meeting, as of the day before it, and what
// else a writer needs beside it.
type DossierPage struct {
	Dossier council.Dossier
	Beside  []Block // limits, commitments, ships: from the other rooms
	Command string
}

// Statement is a line of the record as a page shows it.
type Statement = council.Line

// Block is statements under a heading.
type Block struct {
	Title string
	Lines []Statement
}

// dossierView is a page of a dossier while it is made.
type dossierView struct {
	d       *council.Dossier
	sources sources
}

// WriteDossier writes the dossier of a meeting as one HTML file: who presides, who is
// expected, who said what and how we know, what the limits stood at, what is missing. It
// shows nothing that became known after its day.
func WriteDossier(w io.Writer, p *DossierPage, a Assets) error {
	v := &dossierView{d: &p.Dossier}
	d := v.d
	r := &record{
		Title: "Dossier of " + d.Meeting.Symbol.String(), Heading: v.heading(), Symbol: d.Meeting.Symbol.String(),
		Answer: v.answer(), Method: "dossier", AsOf: asOfWords(dateOrNone(d)), Command: p.Command,
	}
	left := []recordSection{v.meeting(), v.positions()}
	for _, b := range p.Beside {
		left = append(left, v.lines(b.Title, b.Lines, "nothing on file by then"))
	}
	right := []recordSection{v.missing(), v.presidents(), v.members(), v.lines("The day before", v.before(), "no meeting on file on the day before"),
		v.lines("Prior meetings on the item", v.prior(), "none on file by then"), v.acts(), v.talks(), v.duties()}
	r.Bands = []recordBand{{"wide", [][]recordSection{left, right}}}
	r.Sources = v.sources.rows
	return writeRecord(w, r, a)
}

// dateOrNone is the day whose knowledge is shown; "" for all that is known.
func dateOrNone(d *council.Dossier) string {
	if d.Known.IsZero() {
		return ""
	}
	return longDate(d.Known)
}

// heading is the item on the agenda where it is known, else the meeting by its number.
func (v *dossierView) heading() string {
	if facts := v.d.Meeting.Of(council.AgendaItem); len(facts) > 0 {
		return facts[len(facts)-1].Value
	}
	return "The " + v.d.Meeting.Ordinal() + " of the Security Council"
}

// answer says when, at what level, who presides and who is invited, each with its
// source's word.
func (v *dossierView) answer() string {
	m := &v.d.Meeting
	first := "As far as we have read, the " + m.Ordinal()
	switch n := len(m.Sittings); {
	case n == 0:
		first += " has no date on file"
	case m.Sittings[n-1].Modality == council.Recorded:
		first += " was held on " + weekday(m)
	default:
		s := m.Sittings[n-1]
		first += " is " + string(s.Modality) + " on " + weekday(m)
		if s.Hour != "" {
			first += ", " + s.Hour
		}
	}
	if level := v.phrase(council.Level); level != "" {
		first += ", level " + level
	}
	if p := presidentOf(v.d); p != "" {
		first += ", under the presidency of " + thePresident(p)
	}
	parts := []string{first}
	if chair := v.phrase(council.Chair); chair != "" {
		parts = append(parts, "In the chair: "+chair)
	}
	if guests := v.phrase(council.Rule37); guests != "" {
		parts = append(parts, "Under rule 37: "+guests)
	}
	return strings.Join(parts, ". ") + "."
}

func weekday(m *council.Meeting) string {
	if m.Date.IsZero() || m.Date.First() != m.Date.Last() {
		return longDate(m.Date)
	}
	return m.Date.First().Time().Format("Monday, 2 January 2006")
}

func thePresident(name string) string {
	if strings.HasPrefix(name, "United ") || name == "Netherlands" || name == "Russian Federation" {
		return "the " + name
	}
	return name
}

// phrase is the values of a property with the source's word behind those that share it:
// "Republic of Korea and Japan (expected)".
func (v *dossierView) phrase(p council.Property) string {
	var order []council.Modality
	values := map[council.Modality][]string{}
	for _, f := range v.d.Meeting.Of(p) {
		if _, ok := values[f.Modality]; !ok {
			order = append(order, f.Modality)
		}
		if !slices.Contains(values[f.Modality], f.Value) {
			values[f.Modality] = append(values[f.Modality], f.Value)
		}
	}
	var parts []string
	for _, how := range order {
		parts = append(parts, strings.Join(values[how], " and ")+" ("+string(how)+")")
	}
	return strings.Join(parts, "; ")
}

func presidentOf(d *council.Dossier) string {
	if p := presidencyOf(d); p != nil {
		return p.President
	}
	return ""
}

func presidencyOf(d *council.Dossier) *council.Presidency {
	if d.Meeting.Date.IsZero() {
		return nil
	}
	y, m, _ := d.Meeting.Date.Last().Civil()
	for i := range d.Presidents {
		if d.Presidents[i].Year == y && d.Presidents[i].Month == m {
			return &d.Presidents[i]
		}
	}
	return nil
}

// meetingRows are the properties that a reader looks for, in order; those of always are
// shown as not known too.
func meetingRows() []struct {
	p      council.Property
	words  string
	always bool
} {
	return []struct {
		p      council.Property
		words  string
		always bool
	}{
		{council.AgendaItem, "Agenda item", true}, {council.Format, "Format", false}, {council.Level, "Level", true}, {council.Chair, "In the chair", true},
		{council.Rule37, "Rule 37", true}, {council.Rule39, "Rule 39", true}, {council.Briefer, "Briefer", true}, {council.ConceptNote, "Concept note", false},
		{council.ExpectedOutcome, "Outcome", true}, {council.RelatedMeeting, "Related", false}, {council.PressCoverage, "Press release", false},
	}
}

// meeting is what is on record of the meeting itself.
func (v *dossierView) meeting() recordSection {
	d := v.d
	out := recordSection{Title: "The meeting", Class: "facts", After: "Expected, likely: the source’s own word. Invited: under the rule. Said, spoke: in a record or a statement. Reported: by someone else."}
	if !d.Known.IsZero() {
		out.Title = "The meeting, as known on " + longDate(d.Known)
	}
	var rows [][]recordCell
	if p := presidencyOf(d); p != nil {
		rows = append(rows, []recordCell{{Text: "President"}, {Text: p.President + ", for " + time.Month(p.Month).String()}, v.sources.cited(p.Origin)})
	}
	for _, s := range d.Meeting.Sittings {
		text := longDate(s.Date)
		if s.Hour != "" {
			text += ", " + s.Hour
		}
		rows = append(rows, []recordCell{{Text: "Date"}, {How: string(s.Modality), Text: text}, v.sources.cited(s.Origin)})
	}
	for _, p := range meetingRows() {
		rows = append(rows, v.property(p.p, p.words, p.always)...)
	}
	return out.with([]string{"What", "As its source words it", ""}, rows)
}

// property is the rows of one property: what is told twice alike stands once, with both
// sources.
func (v *dossierView) property(p council.Property, words string, always bool) [][]recordCell {
	var rows [][]recordCell
	at := map[string]int{}
	for _, f := range v.d.Meeting.Of(p) {
		key := string(f.Modality) + "\n" + f.Value
		if i, ok := at[key]; ok {
			rows[i][2].Refs = appendNew(rows[i][2].Refs, v.sources.origin(f.Origin))
			continue
		}
		at[key] = len(rows)
		rows = append(rows, []recordCell{{Text: words}, {How: string(f.Modality), Text: f.Value}, v.sources.cited(f.Origin)})
		words = ""
	}
	if len(rows) == 0 && always {
		return [][]recordCell{{{Text: words}, {Absent: "not known, as far as we have read", Span: 2}}}
	}
	return rows
}

// positions is who is on record, question by question, with the source's word for how we
// know; and what votes say of it.
func (v *dossierView) positions() recordSection {
	d := v.d
	out := recordSection{Title: "Positions on record", Class: "said"}
	if !d.Known.IsZero() {
		out.Title += " by that day"
	}
	var rows [][]recordCell
	question := ""
	for _, p := range d.Positions {
		first := recordCell{}
		if p.Question != question {
			question = p.Question
			first = recordCell{Head: questionWords(question)}
			if m := council.Meaning(question); m != "" {
				first.Note = m
			}
		}
		rows = append(rows, []recordCell{first, {Text: p.Member}, {Text: p.Words}, {How: string(p.Hedge), Note: p.Document + ", " + dateWords(p.Date)}, v.sources.cited(p.Origin)})
	}
	if len(rows) == 0 {
		out.Empty = "no position of that year is on file by then"
	}
	var names []string
	for _, m := range d.NoStatement {
		names = append(names, m.Name)
	}
	if len(names) > 0 {
		out.After = "No statement in hand: " + strings.Join(names, ", ") + ". "
	}
	out.After += "Positions come from statements, never from votes."
	out.List = v.votesSay()
	return out.with([]string{"On", "Who", "What", "How we know", ""}, rows)
}

func questionWords(q string) string {
	words := capital(spaced(q))
	for _, year := range []string{"2018", "2019", "2022", "2024"} {
		words = strings.ReplaceAll(words, " "+year, ", "+year)
	}
	return words
}

// votesSay is what votes say, each sentence once with the questions it holds for.
func (v *dossierView) votesSay() []string {
	var order []string
	questions := map[string][]string{}
	for _, w := range v.d.Votes {
		text := w.Line().Text
		if _, ok := questions[text]; !ok {
			order = append(order, text)
		}
		questions[text] = append(questions[text], spaced(w.Question))
	}
	var out []string
	for _, text := range order {
		all := strings.Join(questions[text], ", ")
		if len(questions[text]) == len(v.d.Votes) && len(v.d.Votes) > 1 {
			all = "on every question above"
		}
		out = append(out, capital(all)+": "+text+".")
	}
	return out
}
