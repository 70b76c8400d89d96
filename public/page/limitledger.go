package page

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/plimsoll-watch/plimsoll/base/day"
	"github.com/plimsoll-watch/plimsoll/law/limit"
)

// mostMonths is how many months a row of the ledger can hold.
const mostMonths = 13

// months is the ledger by supplier and month: what was printed, or that it is not in
// hand. A blank month is not a zero.
func (v *limitView) months() recordSection {
	out := recordSection{Title: "Ledger of notifications, by month", Class: "months", Note: "As published. A blank month is not a zero."}
	names, suppliers := v.monthNames(), v.suppliers()
	if len(names) == 0 || len(suppliers) == 0 {
		out.Empty = "no month of any supplier is on file by then"
		return out
	}
	columns := []string{"Supplier"}
	for _, n := range names {
		columns = append(columns, shortMonth(n, names))
	}
	var rows [][]recordCell
	for _, s := range suppliers {
		row := []recordCell{{Head: s}}
		for _, n := range names {
			row = append(row, v.month(s, n))
		}
		rows = append(rows, row)
	}
	out.List = v.states()
	for _, m := range v.s.Notified.Missing {
		text := "Not in hand: " + m.Supplier + ", " + m.Text
		if m.Jointly != "" {
			text += "; of these " + m.Jointly + " were given jointly"
		}
		out.List = append(out.List, text+".")
	}
	return out.with(columns, rows)
}

// monthNames are the months of the period, as the ledger writes them; none when the
// period has no end or is longer than a row.
func (v *limitView) monthNames() []string {
	first, err1 := day.Parse(v.s.Cap.First)
	last, err2 := day.Parse(v.s.Cap.Last)
	if err1 != nil || err2 != nil {
		return nil
	}
	year, month, _ := first.First().Civil()
	var out []string
	for i := 0; ; i++ {
		at := time.Date(year, time.Month(month+i), 1, 0, 0, 0, 0, time.UTC)
		if day.OfTime(at) > last.Last() {
			return out
		}
		if len(out) == mostMonths {
			return nil
		}
		out = append(out, at.Format("Jan 2006"))
	}
}

// shortMonth leaves the year out where all months are of one.
func shortMonth(name string, all []string) string {
	if all[0][4:] == all[len(all)-1][4:] {
		return name[:3]
	}
	return name
}

// suppliers are those with a month told or missing, each supplier before those that
// told together.
func (v *limitView) suppliers() []string {
	var out []string
	for _, m := range v.s.Notified.Missing {
		out = append(out, m.Supplier)
	}
	for _, m := range v.s.Notified.Months {
		if !slices.Contains(out, m.Supplier) {
			out = append(out, m.Supplier)
		}
	}
	slices.SortStableFunc(out, func(a, b string) int { return strings.Count(a, " and ") - strings.Count(b, " and ") })
	return out
}

// month is one cell of the ledger: the newest state.
func (v *limitView) month(supplier, name string) recordCell {
	for i := range v.s.Notified.Months {
		if m := &v.s.Notified.Months[i]; m.Supplier == supplier && m.Month == name && len(m.States) > 0 {
			s := &m.States[len(m.States)-1]
			c := recordCell{Text: stateText(s), Mark: shortMark(s.Row.Mark), Refs: v.cite(s.Row)}
			if c.Text == "" {
				c.Absent = s.Status
			}
			return c
		}
	}
	for _, m := range v.s.Notified.Missing {
		if m.Supplier == supplier && slices.Contains(m.Months, name) {
			return recordCell{Absent: "not in hand"}
		}
	}
	if strings.Contains(supplier, " and ") {
		return recordCell{Absent: "none jointly"}
	}
	return recordCell{Absent: "not over"}
}

func stateText(s *limit.MonthState) string {
	switch {
	case s.Tonnes != nil:
		return nonBreaking(s.Tonnes.Text)
	case s.Barrels != nil:
		return nonBreaking(s.Barrels.Text)
	}
	return ""
}

// states tells the months that were printed in more than one state: all are kept.
func (v *limitView) states() []string {
	var out []string
	for i := range v.s.Notified.Months {
		m := &v.s.Notified.Months[i]
		if len(m.States) < 2 {
			continue
		}
		var told []string
		for k := range m.States {
			text := stateText(&m.States[k])
			if text == "" {
				text = m.States[k].Status
			}
			told = append(told, text+" (known "+dateWords(m.States[k].KnownOn)+")")
		}
		out = append(out, m.Supplier+", "+m.Month+", in every state: "+strings.Join(told, "; ")+".")
	}
	return out
}

// totals are the cumulative totals in the order they became known, each with what it
// counts, and the range the admitted factors give it.
func (v *limitView) totals() recordSection {
	out := recordSection{Title: "Totals, by the day each became known", Note: "The total that counts is the one that reaches furthest; what differs between accounts is kept."}
	n := &v.s.Notified
	all := append(slices.Clone(n.Suppliers), n.Earlier...)
	if n.Total != nil {
		all = append(all, *n.Total)
	}
	slices.SortStableFunc(all, func(a, b limit.Total) int { return day.Compare(a.KnownOn, b.KnownOn) })
	var rows [][]recordCell
	for i := range all {
		t := &all[i]
		counts := n.Total != nil && t.Supplier == n.Total.Supplier && t.KnownOn == n.Total.KnownOn && slices.Equal(t.Covers, n.Total.Covers)
		rows = append(rows, v.total(t, counts))
	}
	if len(rows) == 0 {
		out.Note, out.Empty = "", "nothing notified that was known by then, which is not zero"
	}
	if t := n.Together; t != nil {
		out.After = "The suppliers’ own totals together: " + lowToHigh(t.Low, t.High) + " (derived); " + t.Notice.Text + "."
	}
	return out.with([]string{"Known", "Supplier", "Counts", "Printed", "Over the admitted factors", "Of the limit", "Source"}, rows)
}

func (v *limitView) total(t *limit.Total, counts bool) []recordCell {
	printed := recordCell{Text: printedTotal(t)}
	if t.RoundedBy != "" {
		printed.Note = "rounded by " + t.RoundedBy
	}
	if counts {
		printed = recordCell{Head: printed.Text, Note: strings.TrimPrefix(printed.Note+"; the one that counts", "; ")}
	}
	covers := strings.Join(t.Covers, ", ")
	if t.Assumed {
		covers += " (months not stated by the source)"
	}
	amount, share := recordCell{Absent: "not told"}, recordCell{Absent: "not told"}
	if t.Low != nil && t.High != nil {
		amount = recordCell{Text: lowToHigh(*t.Low, *t.High), Number: true}
	}
	if len(t.Shares) > 0 {
		share = recordCell{Text: lowToHigh(t.Shares[0].Low, t.Shares[0].High), Number: true}
	}
	rest := recordCell{Absent: "not told"}
	for _, f := range []*limit.Figure{t.Barrels, t.Tonnes} {
		if f != nil && len(f.Rows) > 0 {
			rest = recordCell{Mark: shortMark(f.Mark), Refs: v.cite(f.Rows[0])}
		}
	}
	return []recordCell{{Text: dateWords(t.KnownOn)}, {Text: t.Supplier}, {Text: covers}, printed, amount, share, rest}
}

func printedTotal(t *limit.Total) string {
	switch {
	case t.Tonnes != nil:
		return t.Tonnes.Text
	case t.Barrels != nil:
		return t.Barrels.Text
	case t.Percent != "":
		return t.Percent
	}
	return "no amount printed"
}

func (v *limitView) contradictions() recordSection {
	out := recordSection{Title: "Contradictions in published figures"}
	switch n := len(v.s.Differences); n {
	case 0:
		out.Empty = "none by the comparisons made, among what was known"
	case 1:
		out.Title = "One contradiction in published figures"
	default:
		out.Title = capital(counted(n)) + " contradictions in published figures"
	}
	var rows [][]recordCell
	for i := range v.s.Differences {
		c := &v.s.Differences[i]
		last := recordCell{Text: checkWords(c.Check)}
		for _, r := range c.Rows {
			last.Refs = appendNew(last.Refs, v.cite(r))
		}
		rows = append(rows, []recordCell{{Head: c.About}, {Text: c.Printed}, {Text: c.Against}, {Text: c.Difference}, {Text: dateWords(c.KnownOn)}, last})
	}
	if len(rows) > 0 {
		out.After = "The program keeps every figure and repairs none. Found by comparison, not by a list."
	}
	return out.with([]string{"About", "Printed", "Against", "Difference", "Could be seen from", "What it is"}, rows)
}

func appendNew(all, more []int) []int {
	for _, n := range more {
		if !slices.Contains(all, n) {
			all = append(all, n)
		}
	}
	return all
}

// checkWords says what a check found.
func checkWords(check string) string {
	words := map[string]string{
		limit.ToldTwice: "one period, told differently", limit.Falls: "a running total that falls", limit.PartOver: "a part over the whole",
		limit.MixedUnits: "barrels and tonnes added", limit.NoFactor: "no factor on record fits", limit.Percentage: "the share is not that of the amount",
		limit.Uneven: "doubtful: what is left for untold months is out of proportion",
	}[check]
	if words == "" {
		return check
	}
	return words
}

// decimals prints a factor: 7.5, 8.33.
func decimals(x float64) string { return strconv.FormatFloat(x, 'f', -1, 64) }
