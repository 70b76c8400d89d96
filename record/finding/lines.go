package finding

import (
	"fmt"
	"strings"
	"time"

	"github.com/plimsoll-watch/plimsoll/base/day"
)

// Words tells a finding in a few sentences, the answer first: the claim, where it
// stands, how far the evidence carries, and whether a measure is shown to be engaged.
func (f Finding) Words() []string {
	if f.Withheld != "" {
		return []string{f.ID + ": " + f.Withheld, f.stateText()}
	}
	lines := []string{f.Claim, f.stateText()}
	for _, s := range f.Suspicions() {
		lines = append(lines, fmt.Sprintf("%s is called suspected by %s alone, on %s (%s)", s.Ship.Called(), s.By, long(s.On), s.ID))
	}
	lines = append(lines, f.confidenceText())
	if f.Grade != nil {
		lines = append(lines, fmt.Sprintf("graded %s, by %s on %s", f.Grade.Grade.Words(), f.Grade.By, long(f.Grade.On)))
	}
	return append(lines, f.engagement())
}

// stateText says where a finding stands, since when, by whom and why.
func (f Finding) stateText() string {
	text := string(f.State)
	if n := len(f.Steps); n > 0 {
		last := f.Steps[n-1]
		text += " since " + long(last.On)
		if last.By != "" {
			text += ", " + last.By
		}
		if last.Why != "" {
			text += ": " + last.Why
		}
	}
	if f.View != "" {
		text += "; this is its public view"
	}
	return text
}

func (f Finding) confidenceText() string {
	text := fmt.Sprintf("confidence %s: %s", f.Confidence(), f.Why())
	if f.View != "" && f.partial() {
		text += "; computed from what this view shows"
	}
	return text
}

// partial reports whether a view keeps some evidence, or its origin, back.
func (f Finding) partial() bool {
	for _, e := range f.Evidence {
		if e.Withheld != "" || e.Attributed != "" {
			return true
		}
	}
	return false
}

// engagement says whether a measure is shown to be engaged.
func (f Finding) engagement() string {
	var engaged, told []string
	for _, m := range f.Measures {
		if m.Engaged() {
			engaged = append(engaged, m.Name)
		}
		told = append(told, m.count())
	}
	if len(engaged) > 0 {
		return "every element is met by what was broadcast or stated, and a person must judge it: " + strings.Join(engaged, "; ")
	}
	words := "no measure is shown to be engaged"
	if len(told) > 0 {
		words += " (" + strings.Join(told, "; ") + ")"
	}
	return words
}

// count counts the elements by outcome: "S/RES/2375 (2017), para. 11: elements 1 not met,
// 3 unknown".
func (m Measure) count() string {
	var parts []string
	for _, met := range [...]struct{ key, word string }{{"yes", "met"}, {"no", "not met"}, {"unknown", "unknown"}} {
		n := 0
		for _, x := range m.Elements {
			if x.Met == met.key {
				n++
			}
		}
		if n > 0 {
			parts = append(parts, fmt.Sprintf("%d %s", n, met.word))
		}
	}
	if len(parts) == 0 {
		return m.Name + ": no element on file"
	}
	return m.Name + ": elements " + strings.Join(parts, ", ")
}

// Lines tells a whole finding for a terminal, the answer first. Replies are told as of a
// day; every voice is told, whatever the day.
func (f Finding) Lines(at day.Day) []string {
	lines := f.Words()
	if f.Invented != "" {
		lines = append(lines, "invented: "+f.Invented)
	}
	lines = append(lines, f.measureLines()...)
	lines = append(lines, f.subjectLines()...)
	lines = append(lines, titled("evidence", evidenceLines(f.Evidence))...)
	lines = append(lines, titled("also tested", f.alternativeLines())...)
	lines = append(lines, titled("circumstances, deciding nothing", f.Circumstances)...)
	if len(f.NotChecked) > 0 {
		lines = append(lines, "not checked: "+strings.Join(f.NotChecked, ", "))
	}
	for i, w := range f.Wordings {
		lines = append(lines, fmt.Sprintf("wording %d, replaced on %s by %s (%s): %s", i+1, long(w.On), w.By, w.Why, w.Claim))
	}
	for _, r := range f.Reviews {
		lines = append(lines, f.reviewText(r))
	}
	for _, d := range f.Dissents {
		lines = append(lines, f.dissentLines(d)...)
	}
	return append(lines, f.replyLines(at)...)
}

// titled puts a title above lines, each set in; nothing when there are none.
func titled(title string, lines []string) []string {
	if len(lines) == 0 {
		return nil
	}
	out := []string{title}
	for _, l := range lines {
		out = append(out, "  "+l)
	}
	return out
}

func (f Finding) measureLines() []string {
	var lines []string
	for _, m := range f.Measures {
		var elements []string
		for _, x := range m.Elements {
			text := map[string]string{"yes": "met", "no": "not met", "unknown": "unknown"}[x.Met] + ": " + x.Text
			if x.Why != "" {
				text += " (" + x.Why + ")"
			}
			elements = append(elements, text)
		}
		lines = append(lines, titled("measure "+m.Name, elements)...)
	}
	return lines
}

func (f Finding) subjectLines() []string {
	var lines []string
	for _, s := range f.Subjects {
		if s.Kind != ShipSubject {
			lines = append(lines, s.ID+" "+s.Called()+": "+s.Role)
			continue
		}
		text := s.ID + " " + s.Called()
		if s.Name != "" && s.MMSI != "" {
			text += " (MMSI " + s.MMSI + ")"
		}
		if s.IMO != "" {
			text += ", IMO " + s.IMO
		}
		lines = append(lines, text+": "+s.Role+"; "+s.identity())
		for _, l := range s.Listed {
			lines = append(lines, "  "+l.text())
		}
	}
	return lines
}

// text says what a ship broadcasts of a list, and whom the listing binds.
func (l Listing) text() string {
	words := "broadcasts the number of " + strings.TrimSpace(l.Ref+" "+l.Name) + " on the list " + l.List
	if l.Since != "" {
		words += " since " + longText(l.Since)
	}
	if l.Until != "" {
		words += " until " + longText(l.Until)
	}
	if l.MatchedBy != "" {
		words += " (" + l.MatchedBy + ")"
	}
	words += "; hull not confirmed"
	for _, b := range l.Binds {
		words += "; the listing binds " + b
	}
	return words
}

func evidenceLines(all []Evidence) []string {
	var lines []string
	for _, e := range all {
		text := e.text()
		switch {
		case e.Origin != "":
			text += "; origin: " + string(e.Origin)
		case e.Withheld == "" && e.Attributed == "":
			text += "; origin not known"
		}
		lines = append(lines, text)
	}
	return lines
}

func (f Finding) alternativeLines() []string {
	verdicts := map[string]string{"met": "every test met", "not-met": "a test not met", "unknown": "cannot be told"}
	var lines []string
	for _, a := range f.Alternatives {
		var tests []string
		for _, t := range a.Tests {
			tests = append(tests, map[string]string{"yes": "met", "no": "not met", "unknown": "unknown"}[t.Met]+": "+t.Text)
		}
		name := strings.ReplaceAll(a.What, "-", " ")
		if a.Cargo != "" {
			name += ", " + a.Cargo
		}
		lines = append(lines, name+": "+verdicts[a.Verdict]+" ("+strings.Join(tests, "; ")+")")
	}
	return lines
}

func (f Finding) reviewText(r Review) string {
	text := fmt.Sprintf("%s review of %s, %s: %s", r.ID, r.By, long(r.On), r.Verdict)
	if f.Drafted != nil && f.Drafted.By == r.By {
		text += ", who also drafted it"
	}
	for _, id := range r.Suspected {
		if s, ok := f.Subject(id); ok {
			text += "; calls " + s.Called() + " suspected"
		}
	}
	if r.Words != "" {
		text += fmt.Sprintf(`; in their words: "%s"`, r.Words)
	}
	return text + f.earlier(r.Wording)
}

// earlier says that something is about a wording that was replaced.
func (f Finding) earlier(wording int) string {
	if wording == 0 || wording == f.Wording() {
		return ""
	}
	return fmt.Sprintf(" (of wording %d of the claim)", wording)
}

func (f Finding) dissentLines(d Dissent) []string {
	head := fmt.Sprintf("%s %s of %s since %s", d.ID, d.Kind, d.By, long(d.On))
	switch {
	case d.Withheld != "":
		head = fmt.Sprintf("%s %s, since %s", d.ID, d.Withheld, long(d.On))
	case d.Text != "":
		head += fmt.Sprintf(`: "%s"`, d.Text)
	}
	lines := []string{head + f.earlier(d.Wording)}
	for _, a := range d.Answers {
		lines = append(lines, fmt.Sprintf(`  the authors answer (%s, %s): "%s"`, a.By, long(a.On), a.Text))
	}
	if len(d.Answers) == 0 && d.Withheld == "" && d.Open() {
		lines = append(lines, "  no answer of the authors on record")
	}
	return append(lines, d.standing())
}

// standing says whether a dissent stands.
func (d Dissent) standing() string {
	w := d.Withdrawn
	switch {
	case w == nil:
		return "  it stands"
	case d.Withheld != "":
		return "  withdrawn on " + long(w.On)
	}
	text := fmt.Sprintf("  withdrawn on %s by %s: %s", long(w.On), w.By, w.Why)
	if d.wordsOut() {
		text += "; its words were taken out, and nothing of them is kept here"
	}
	return text
}

func (f Finding) replyLines(at day.Day) []string {
	var lines []string
	for _, r := range f.Replies {
		if r.Withheld != "" {
			lines = append(lines, r.ID+" "+r.Withheld)
			continue
		}
		lines = append(lines, fmt.Sprintf("%s reply of %s (%s): %s", r.ID, r.Party, r.Role, r.words(at)))
	}
	for _, s := range f.Silent(at) {
		lines = append(lines, fmt.Sprintf("no reply on record for %s: %s", s.Ship.Called(), s.Why))
	}
	return lines
}

// words tell a reply as of a day: when it was asked, by when, and what came.
func (r Reply) words(at day.Day) string {
	var parts []string
	switch {
	case r.Asked.IsZero():
		parts = append(parts, "not asked")
	case !r.Asked.KnownBy(at) && !r.Received.KnownBy(at):
		return "not yet asked as of " + long(at.Date())
	default:
		parts = append(parts, "asked "+long(r.Asked))
	}
	if !r.Due.IsZero() {
		parts = append(parts, "due "+long(r.Due))
	}
	if !r.Received.KnownBy(at) {
		return strings.Join(append(parts, "none as of "+long(at.Date())), ", ")
	}
	parts = append(parts, "received "+long(r.Received))
	if r.Late() {
		parts = append(parts, "late")
	}
	text := strings.Join(parts, ", ")
	if r.Text != "" {
		text += fmt.Sprintf(`; it says, not checked by us: "%s"`, r.Text)
	}
	for _, p := range r.Papers {
		text += "; with a paper, not checked by us: " + p.What
	}
	return text
}

// long prints a date as closely as it is known: 25 September 2018, September 2018, 2018.
func long(d day.Date) string {
	first := d.First().Time()
	switch d.Precision() {
	case day.None:
		return "a day not known"
	case day.ToDay:
		return first.Format("2 January 2006")
	case day.ToMonth:
		return first.Format("January 2006")
	case day.ToYear:
		return first.Format("2006")
	}
	return first.Format("2 January 2006") + " to " + d.Last().Time().Format("2 January 2006")
}

// longText prints a day written 2018-09-25 as long does; another text as it stands.
func longText(iso string) string {
	t, err := time.Parse(time.DateOnly, iso)
	if err != nil {
		return iso
	}
	return t.Format("2 January 2006")
}
