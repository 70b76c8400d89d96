package page

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/plimsoll-watch/plimsoll/base/source"
	"github.com/plimsoll-watch/plimsoll/law/council"
)

func (v *dossierView) missing() recordSection {
	return recordSection{Title: "What is missing", Missing: true, List: capitals(v.d.Missing)}
}

// presidents are the months around; the meeting's own is bold.
func (v *dossierView) presidents() recordSection {
	out := recordSection{Title: "Presidency"}
	own := presidencyOf(v.d)
	var rows [][]recordCell
	for i := range v.d.Presidents {
		p := &v.d.Presidents[i]
		month := fmt.Sprintf("%s %d", time.Month(p.Month), p.Year)
		row := []recordCell{{Text: month}, {Text: p.President}, v.sources.cited(p.Origin)}
		if own == p {
			row[1] = recordCell{Head: p.President}
		}
		if !p.Agrees {
			row[1].Note = "a source names another"
		}
		rows = append(rows, row)
	}
	if len(rows) == 0 {
		out.Empty = "cannot be told by then"
	}
	return out.with([]string{"Month", "President", ""}, rows)
}

// members names the Council; the permanent members are bold.
func (v *dossierView) members() recordSection {
	out := recordSection{Title: "Members"}
	if len(v.d.Members) == 0 {
		out.Empty = "not on file"
		return out
	}
	out.Title = fmt.Sprintf("Council of %d", v.d.Members[0].Year)
	var permanent, elected []string
	refs, worst := []int{}, v.d.Members[0].Mark
	own := false
	for _, m := range v.d.Members {
		if m.Permanent {
			permanent = append(permanent, m.Name)
		} else {
			elected = append(elected, m.Name)
		}
		refs = appendNew(refs, v.sources.origin(m.Origin))
		own = own || m.Own
		if m.Mark != source.InSource {
			worst = m.Mark
		}
	}
	return out.with([]string{"Seat", "Members", ""}, [][]recordCell{
		{{Text: "Permanent"}, {Text: strings.Join(permanent, ", ")}, {Mark: shortMark(worst), Refs: refs, Own: own}},
		{{Text: "Elected"}, {Text: strings.Join(elected, ", ")}, {Mark: shortMark(worst), Refs: refs, Own: own}},
	})
}

func (v *dossierView) before() []Statement { return summaries(v.d.DayBefore) }

// prior are the meetings before, without those that stand under the day before.
func (v *dossierView) prior() []Statement {
	return summaries(slices.DeleteFunc(slices.Clone(v.d.Prior), func(m council.Meeting) bool {
		return slices.ContainsFunc(v.d.DayBefore, func(b council.Meeting) bool { return b.Symbol == m.Symbol })
	}))
}

// summaries are the facts of meetings, the symbol with the first of each.
func summaries(all []council.Meeting) []Statement {
	var out []Statement
	for i := range all {
		m := &all[i]
		head := m.Symbol.String()
		for _, f := range m.Lines() {
			switch council.Property(f.Head) {
			case "date", council.AgendaItem, council.Level, council.Chair, council.Format, council.Rule37, council.Rule39:
				name := strings.NewReplacer("rule37", "rule 37", "rule39", "rule 39").Replace(spaced(f.Head))
				if f.Head == "date" {
					f.Text = strings.Replace(f.Text, m.Date.String(), dateWords(m.Date), 1)
				}
				f.Head, f.Text = head, name+": "+f.Text
				out = append(out, f)
				head = ""
			}
		}
	}
	return out
}

func (v *dossierView) acts() recordSection {
	out := recordSection{Title: "Acts in the 1718 Committee", Class: "dated"}
	var rows [][]recordCell
	for i := range v.d.Actions {
		a := &v.d.Actions[i]
		row := []recordCell{{Text: dateWords(a.Date)}, {Head: capital(spaced(string(a.Act))) + ",", Text: actWords(a), Note: actOutcome(a)}, v.sources.cited(a.Origin)}
		rows = append(rows, row)
	}
	if len(rows) == 0 {
		out.Empty = "no act on file by then"
	}
	return out.with([]string{"Day", "Act", ""}, rows)
}

// actWords says who acted, on whose proposal, and on what.
func actWords(a *council.Action) string {
	who := cmp.Or(a.ActedBy, a.ProposedBy)
	if a.ActedBy != "" && a.ProposedBy != "" && a.ActedBy != a.ProposedBy {
		who += ", proposed by " + a.ProposedBy
	}
	if who == "" {
		return a.Subject
	}
	return who + ": " + a.Subject
}

// actOutcome says how it ended, as far as it was known by then.
func actOutcome(a *council.Action) string {
	var parts []string
	if !a.Deadline.IsZero() {
		parts = append(parts, "set for "+dateWords(a.Deadline))
	}
	switch {
	case a.Outcome == nil:
		parts = append(parts, "no outcome known to us by then")
	case a.Outcome.KnownOn.IsZero():
		parts = append(parts, "outcome: "+a.Outcome.Text)
	default:
		parts = append(parts, "outcome: "+a.Outcome.Text+", known "+dateWords(a.Outcome.KnownOn))
	}
	return strings.Join(parts, "; ")
}

func (v *dossierView) talks() recordSection {
	out := recordSection{Title: "Talks", Class: "dated"}
	var rows [][]recordCell
	for _, t := range v.d.Talks {
		when := dateWords(t.Date)
		if !t.End.IsZero() {
			when += " to " + dateWords(t.End)
		}
		row := []recordCell{{Text: when}, {Text: t.What}, v.sources.cited(t.Origin)}
		if t.Place != "" {
			row[1].Head = t.Place + ":"
		}
		row[1].Note = strings.Join(t.Parties, ", ")
		rows = append(rows, row)
	}
	if len(rows) == 0 {
		out.Empty = "none on file by then"
	}
	return out.with([]string{"Day", "What", ""}, rows)
}

func (v *dossierView) duties() recordSection {
	return v.lines("Dates that follow", linesOf(v.d.Duties), "none on file by then")
}

func linesOf(all []council.Duty) []Statement {
	var out []Statement
	for _, d := range all {
		line := d.Line()
		line.Head = strings.Replace(line.Head, d.Due.String(), dateWords(d.Due), 1)
		out = append(out, line)
	}
	return out
}

// lines is a section of statements; with none it says so.
func (v *dossierView) lines(title string, all []Statement, empty string) recordSection {
	out := recordSection{Title: title, Class: "lines"}
	if len(all) == 0 {
		out.Empty = empty
		return out
	}
	var rows [][]recordCell
	for _, s := range all {
		rows = append(rows, []recordCell{{Head: s.Head}, {How: s.How, Text: s.Text}, v.sources.cited(s.Origin)})
	}
	return out.with([]string{"On", "What", ""}, rows)
}
