package page

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/plimsoll-watch/plimsoll/base/day"
	edition "github.com/plimsoll-watch/plimsoll/record/report"
)

// distribution is how far an edition has come, and each act with who and why.
func distribution(e *edition.Sealed) *statesView {
	v := &statesView{Title: fmt.Sprintf("Distribution of edition"+nbsp+"%d", e.Edition)}
	v.Marks = []stateMark{{Class: "draft", Word: "draft"}, {Class: "sealed", Word: "sealed"}}
	v.Acts = []string{fmt.Sprintf("Sealed on %s by %s, entry"+nbsp+"%d.", dateWords(e.Claimed), e.By, e.Entry)}
	for _, s := range e.Steps {
		if last := v.Marks[len(v.Marks)-1].Word; last != string(s.State) {
			v.Marks = append(v.Marks, stateMark{Class: string(s.State), Word: string(s.State)})
		}
		v.Acts = append(v.Acts, stepWords(&s))
		if s.State != edition.CirculatedState {
			v.Words = append(v.Words, stepWords(&s))
		}
	}
	v.Marks[len(v.Marks)-1].Now = true
	switch e.State {
	case edition.StoppedState:
		v.Words = append(v.Words, "Not released.")
	case edition.SealedState:
		v.Words = append(v.Words, "Given to nobody on record.")
	}
	if e.Replaces != nil {
		v.Words = append(v.Words, fmt.Sprintf("Edition"+nbsp+"%d stays readable and verifiable, at entry"+nbsp+"%d.", e.Replaces.Edition, e.Replaces.Entry))
	}
	if e.ReplacedBy > 0 {
		v.Words = append(v.Words, fmt.Sprintf("Replaced by edition"+nbsp+"%d.", e.ReplacedBy))
	}
	return v
}

// stepWords is one act done to an edition.
func stepWords(s *edition.Step) string {
	out := capital(string(s.State))
	if s.To != "" {
		out += " to " + s.To
	}
	out += fmt.Sprintf(" by %s on %s, entry"+nbsp+"%d", s.By, dateWords(s.On), s.Entry)
	if s.Why != "" {
		out += ": " + pageWords(s.Why)
	}
	return strings.TrimSuffix(out, ".") + "."
}

// whoHas is each party and what it was sent and signed for.
func whoHas(r *edition.Register, invented bool) recordSection {
	out := recordSection{Title: "Who has what", Class: "compact", After: "Not known: who else has a copy, and who read it."}
	if invented {
		out.Note = "All INVENTED. "
	}
	out.Note += "The same answer: plimsoll report who-has"
	var rows [][]recordCell
	latest := 0
	if last := r.Last(); last != nil {
		latest = last.Edition
	}
	for i := range r.Holders {
		rows = append(rows, holderRows(&r.Holders[i], latest)...)
	}
	if len(rows) == 0 {
		out.Empty = "given to nobody on record"
		return out
	}
	if behind := behindWords(r, latest); behind != "" {
		out.After = behind + " " + out.After
	}
	return out.with([]string{"Party", "Edition", "Sent", "Receipt"}, rows)
}

func holderRows(h *edition.Holder, latest int) [][]recordCell {
	var rows [][]recordCell
	for i, v := range h.Has {
		row := []recordCell{{}, {Text: fmt.Sprint(v.Edition)}, dayCell(v.Sent, "not by us"), receiptCell(&v)}
		if i == 0 {
			row[0].Text = h.Party
		}
		if v.Edition == h.LatestHas && v.Edition < latest {
			row[1] = recordCell{Head: fmt.Sprint(v.Edition)}
		}
		rows = append(rows, row)
	}
	return rows
}

func dayCell(d day.Date, absent string) recordCell {
	if d.IsZero() {
		return recordCell{Absent: absent}
	}
	return recordCell{Text: dateWords(d)}
}

func receiptCell(v *edition.Receiving) recordCell {
	if v.Received.IsZero() {
		return recordCell{Absent: "none on record"}
	}
	return recordCell{Text: "signed " + dateWords(v.Received), Note: "key " + cmp.Or(v.Key, "not told")}
}

// behindWords names those with no later edition than one that was replaced.
func behindWords(r *edition.Register, latest int) string {
	var behind []string
	for _, h := range r.Holders {
		if h.LatestHas < latest {
			behind = append(behind, h.Party)
		}
	}
	slices.Sort(behind)
	switch len(behind) {
	case 0:
		return ""
	case 1:
		return fmt.Sprintf("One has no edition"+nbsp+"%d on record: %s.", latest, behind[0])
	}
	return fmt.Sprintf("%s have no edition"+nbsp+"%d on record: %s.", capital(counted(len(behind))), latest, strings.Join(behind, ", "))
}
