package brief

import (
	"fmt"
	"slices"
	"strings"

	"github.com/plimsoll-watch/plimsoll/base/day"
	"github.com/plimsoll-watch/plimsoll/law/council"
)

// month tells the meetings of the file before this one in the month, and that of the day
// before.
func (d *drafting) month() {
	d.open("The month so far", true)
	for _, m := range d.before() {
		if m.Symbol.Number() < d.m.Symbol.Number()-20 { // of an earlier month
			continue
		}
		s := m.Symbol.String()
		d.sentence("held, "+s, "when "+s+" was held", func(w *writing) {
			if m.Date.IsZero() {
				w.miss()
			}
			w.say(s+" was held on ").cite(dayWords(m.Date), property(m, "date"))
		})
		d.sentence("format, "+s, "what kind of meeting "+s+" was", func(w *writing) {
			w.values(m, council.Format, "Of "+s+" it was *%s*: ", "Of "+s+" it is *%s*: ")
		})
		d.sentence("chair, "+s, "who was in the chair at "+s, func(w *writing) {
			w.values(m, council.Chair, "In the chair of "+s+", *%s*: ", "In the chair of "+s+", *%s*: ")
		})
	}
	d.sentence("related", "which meetings this one follows", func(w *writing) {
		w.values(d.m, council.RelatedMeeting, "Named as related, *%s*: ", "Named as related, *%s*: ")
	})
	d.judgement("what weight the presidency lays on non-proliferation this month")
}

// panelReport tells what happened to the midterm report of the year, as attributed
// statements in the order of their days, and what is said of it.
func (d *drafting) panelReport() {
	object := fmt.Sprintf("%d Panel midterm", d.year)
	d.open("The Panel's report", true)
	versions := d.r.Council.ReportVersions(object, d.at)
	for _, step := range reportSteps() {
		d.sentence("report, "+step[0], step[1], func(w *writing) {
			for _, v := range versions {
				if v.Event == step[0] || strings.HasPrefix(v.Event, step[0]+" ") {
					w.version(v)
					return
				}
			}
			w.miss()
		})
	}
	d.said("panel-report", "panel-independence")
	d.judgement("which text the Council could have before it, and what that would change")
}

// version writes one step of a report, with who took it and what is known of its effect.
func (w *writing) version(v council.ReportVersion) {
	words := v.Changed
	if v.Effect != nil {
		words += "; " + v.Effect.Text
	}
	w.say(upper(italic(v.How()))+", "+dayWords(v.Date)+", "+escaped(v.Event)+", "+escaped(v.Actor)+": ").
		cite(words, Citation{Kind: ToVersion, Ref: rowID(v.Origin)})
}

func rowID(o council.Origin) string {
	_, id, _ := strings.Cut(o.Rows[0], ":")
	return id
}

// italic marks a source's word.
func italic(word string) string { return "*" + upper(word) + "*" }

// background tells the resolutions of the year before, the vote of this year, and what is
// said of the Council's unity: never from votes.
func (d *drafting) background() {
	d.open("Background", true)
	for _, symbol := range tightening(d.year - 1) {
		d.sentence("adopted, "+symbol, "the text of "+symbol+" and all fifteen votes on it", func(w *writing) { d.resolution(w, symbol) })
	}
	d.sentence("vote of the year", fmt.Sprintf("a vote on the file in %d, if there was one", d.year), func(w *writing) {
		for _, v := range d.r.Council.Decisions(d.at) {
			if y, _, _ := v.Date.Last().Civil(); y == d.year && len(v.Votes) == 15 {
				w.say(fmt.Sprintf("The vote of %d on file, on ", d.year)).cite(v.Symbol.String()+", was "+v.Tally.String(), Citation{Kind: ToDocument, Ref: v.Symbol.String()}).
					say("; votes say nothing of what divides the Council since")
				return
			}
		}
		w.miss()
	})
	d.said("council-unity")
	d.judgement("whether the Council's unity on the file has frayed: positions may say so, no vote does")
}

// resolution tells that one was adopted, from fifteen votes that agree with the counts of
// its text.
func (d *drafting) resolution(w *writing, symbol string) {
	s, err := council.Parse(symbol)
	if err != nil {
		w.miss()
		return
	}
	v, err := d.r.Council.Decision(s, d.at)
	if err != nil || v.Record == nil || v.Record.Printed == nil || v.Tally != *v.Record.Printed || len(v.Votes) != 15 || !v.Adopted {
		w.miss()
		return
	}
	how := "adopted " + v.Tally.String()
	if !v.Tally.Divided() {
		how = "adopted unanimously, " + v.Tally.String()
	}
	w.say("On "+dayWords(v.Date)+": ").cite(symbol+", "+how, Citation{Kind: ToDocument, Ref: symbol}).say(" (" + escaped(v.Record.Trigger) + ")")
}

// limit tells the limit on refined petroleum as a range over the factors, the estimate
// beside it, never added, and what was done in the Committee.
func (d *drafting) limit() {
	d.open("The limit on refined petroleum", false)
	cite := func(part string) Citation { return Citation{Kind: ToLimit, Ref: "dprk/refined", Fragment: part} }
	s, err := d.r.status("dprk", "refined", d.at)
	d.sentence("cap", "the limit and its paragraph", func(w *writing) {
		if err != nil || len(s.Cap.Amounts) == 0 {
			w.miss()
			return
		}
		w.say("The limit for "+s.Cap.Period+" is ").cite(s.Cap.Amounts[0].String(), cite("cap")).say(" (" + s.Cap.Symbol + ")")
	})
	d.sentence("notified", "what suppliers had notified, as recent as the estimate beside it, and both ends of the factor, 7.5 and 8.33 bbl/t", func(w *writing) {
		t := s.Notified.Total
		if err != nil || t == nil || t.Low == nil || t.High == nil || t.Tonnes == nil || len(t.Shares) == 0 || !bothEnds(s) || !recent(s) {
			w.miss()
			return
		}
		words := fmt.Sprintf("%s, %s to %s, %s to %s", t.Tonnes.Text, t.Low.Text, t.High.Text, t.Shares[0].Low.Text, t.Shares[0].High.Text)
		w.say("Suppliers had notified ").cite(words, cite("notified")).say(" of it, at factors from 7.5 to 8.33 bbl/t; " + t.Notice.Text)
	})
	d.estimates(s, err, cite("estimated"))
	for _, step := range capSteps() {
		d.sentence("cap, "+step[0]+" "+step[1], step[2], func(w *writing) { d.capStep(w, step[0], step[1]) })
	}
	d.said("petroleum-cap-2018")
	d.steps(inCouncil, func(s strand) bool { return strings.HasPrefix(s.key, "July") })
	d.judgement("what the range and the dispute mean for the limit; the two sides are never added")
}

// capStep tells an act in the Committee about the limit.
func (d *drafting) capStep(w *writing, act, who string) {
	for _, a := range d.r.Council.Actions(council.ActionFilter{Committee: "1718", Act: council.Act(act)}, d.at) {
		if a.ActedBy != who && (a.ActedBy != "" || a.ProposedBy != who) || act == "hold" && !strings.Contains(a.Subject, "request of") {
			continue
		}
		words := a.Subject
		if a.Outcome != nil {
			words += "; outcome: " + a.Outcome.Text
		}
		w.say(dayWords(a.Date)+", in the Committee, "+spaced(act)+", "+the(who)+": ").cite(words, Citation{Kind: ToAction, Ref: rowID(a.Origin)})
		return
	}
	w.miss()
}

// said tells the positions on some questions that became known in the days before.
func (d *drafting) said(questions ...string) {
	all, _ := d.r.Council.Positions(council.PositionFilter{}, d.at) // without a filter nothing can be unknown
	var told []string
	for _, h := range holders() {
		if !slices.Contains(questions, h.question) {
			continue
		}
		rows := slices.DeleteFunc(slices.Clone(all), func(p council.Position) bool {
			return p.Question != h.question || p.Member != h.member || p.Hedge != h.hedge || !strings.HasPrefix(p.Document, h.document) || p.KnownOn.Last() <= d.at.Known-heard
		})
		key := strings.TrimSuffix(h.question+", "+h.member+", "+string(h.hedge)+", "+h.document, ", ")
		if len(rows) == 0 {
			d.sentence(key, h.waits(), func(w *writing) { w.miss() })
		}
		for i, p := range rows {
			told = append(told, rowID(p.Origin))
			if i > 0 {
				key += " (further)"
			}
			d.sentence(key, h.waits(), func(w *writing) { w.position(p) })
		}
	}
	for _, p := range all { // what the outline does not ask for
		if slices.Contains(questions, p.Question) && p.KnownOn.Last() > d.at.Known-heard && !slices.Contains(told, rowID(p.Origin)) {
			d.sentence("also "+rowID(p.Origin), "", func(w *writing) { w.position(p) })
		}
	}
}

// waits says what a slot for a position waits for.
func (h holder) waits() string {
	word := map[council.Hedge]string{council.Said: "said", council.Reported: "is reported to hold", council.LikelyHedge: "is likely to say"}[h.hedge]
	text := "what " + the(h.member) + " " + word + " on " + spaced(h.question)
	switch h.document {
	case "":
		return text
	case "S/PV.":
		return text + ", in the record of a meeting"
	}
	return text + ", by another account"
}

// position writes a position with its hedge, in the words of the record.
func (w *writing) position(p council.Position) {
	by := "of"
	if p.Hedge == council.Said {
		by = "by"
	}
	w.say(italic(string(p.Hedge))+" "+by+" "+escaped(the(p.Member))+", "+dayWords(p.Date)+": ").cite(p.Words, Citation{Kind: ToPosition, Ref: rowID(p.Origin)})
}

// positions tells who holds what, question by question.
func (d *drafting) positions() {
	var order []string
	for _, h := range holders() {
		if !slices.Contains(apartQuestions(), h.question) {
			order = appendNew(order, h.question)
		}
	}
	all, _ := d.r.Council.Positions(council.PositionFilter{}, d.at) // without a filter nothing can be unknown
	for _, p := range all {
		if p.KnownOn.Last() > d.at.Known-heard && !slices.Contains(apartQuestions(), p.Question) {
			order = appendNew(order, p.Question)
		}
	}
	for _, q := range order {
		d.open("Positions: "+spaced(q), true)
		d.said(q)
	}
	d.judgement("what the positions have in common, and where a text could begin")
}

// dayBefore tells the other file of the day before.
func (d *drafting) dayBefore() {
	on := d.m.Date.First() - 1
	var others []council.Meeting
	for _, m := range d.r.Council.Meetings(d.at) {
		if m.Date.First() == on || m.Symbol.Number() == d.m.Symbol.Number()-1 {
			others = append(others, m)
		}
	}
	if len(others) == 0 {
		return
	}
	d.open("The day before", false)
	for _, m := range others {
		s := m.Symbol.String()
		d.sentence("item, "+s, "the item of "+s, func(w *writing) { w.values(m, council.AgendaItem, s+", *%s*: ", s+", *%s*: ") })
		d.sentence("level, "+s, "the level of "+s, func(w *writing) {
			w.values(m, council.Level, "Its level was *%s*: ", "Its level is *%s*: ")
		})
		d.sentence("talks, "+s, "what is on file of "+s+" besides", func(w *writing) {
			for _, t := range d.r.Council.Talks(d.at.Known-heard, d.at) {
				if strings.HasPrefix(t.What, s+",") {
					w.talk(t)
					return
				}
			}
			w.miss()
		})
		d.sentence("said, "+s, "what was said of other files at "+s, func(w *writing) { d.saidOfOthers(w, s) })
	}
}

// saidOfOthers tells a position taken at a meeting that names other files, with their
// resolutions.
func (d *drafting) saidOfOthers(w *writing, symbol string) {
	all, _ := d.r.Council.Positions(council.PositionFilter{}, d.at) // without a filter nothing can be unknown
	for _, p := range all {
		if p.Question != "wmd-use" || !strings.HasPrefix(p.Document, symbol) {
			continue
		}
		w.position(p)
		for i, f := range otherFiles() {
			if strings.Contains(p.Words, f[0]) {
				w.say([]string{" (files: ", ", "}[min(i, 1)]).cite(f[0]+", "+f[1], Citation{Kind: ToDocument, Ref: f[1]})
			}
		}
		w.say(")")
		return
	}
	w.miss()
}

// datesAhead tells what falls due after the day.
func (d *drafting) datesAhead() {
	d.open("Dates that follow", true)
	for _, a := range ahead() {
		d.sentence("due, "+a[0], a[1], func(w *writing) {
			for _, duty := range d.r.Council.Duties(d.at) {
				if strings.HasPrefix(duty.What, a[0]) && duty.Due.First() > d.at.On {
					w.say(dayWords(duty.Due)+", under "+duty.Symbol.String()+", para. "+duty.Paragraph+": ").
						cite(duty.Who+": "+duty.What, Citation{Kind: ToDuty, Ref: rowID(duty.Origin)})
					return
				}
			}
			w.miss()
		})
	}
	d.judgement("what to watch next")
}

// missing names what a brief of this kind would have and the record has not.
func (d *drafting) missing() {
	note := "a concept note: none known, as far as we have read"
	if len(d.m.Of(council.ConceptNote)) > 0 {
		note = "the text of the concept note, and its symbol: it exists, it is not in hand"
	}
	lines := []string{note}
	if !slices.ContainsFunc(d.m.Sittings, func(s council.Sitting) bool { return strings.ContainsAny(s.Hour, "0123456789") }) {
		lines = append(lines, "the hour: not known")
	}
	lines = append(lines, "the order of speakers: not known, as far as we have read")
	if line := d.silent(); line != "" {
		lines = append(lines, line)
	}
	d.draft.Missing = append(lines, d.draft.Missing...)
}

// silent names the members of whom no statement of the year is on file.
func (d *drafting) silent() string {
	first, err := day.New(d.year, 1, 1)
	if err != nil {
		return ""
	}
	stated := map[string]bool{}
	all, _ := d.r.Council.Positions(council.PositionFilter{From: first}, d.at) // without a name nothing can be unknown
	for _, p := range all {
		stated[p.Member] = true
	}
	members, err := d.r.Council.Members(d.year, d.at)
	if err != nil {
		return fmt.Sprintf("the members of %d", d.year)
	}
	var names []string
	for _, m := range members {
		if !stated[m.Name] && !stated[m.Canonical] {
			names = append(names, m.Name)
		}
	}
	if len(names) == 0 {
		return ""
	}
	return "a statement of " + strings.Join(names, ", ") + fmt.Sprintf(": none of %d on file", d.year)
}
