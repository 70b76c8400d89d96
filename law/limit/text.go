package limit

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/plimsoll-watch/plimsoll/base/quantity"
)

const (
	textWidth = 100
	textLabel = 19
)

// Lines returns the status as a terminal shows it, at most 100 columns wide.
func (s Status) Lines() []string {
	lines := s.headLines()
	lines = append(lines, s.notifiedLines()...)
	lines = append(lines, s.estimatedLines()...)
	lines = append(lines, s.disputedLines()...)
	if n := len(s.Differences); n > 0 {
		lines = append(lines, entry("differences", fmt.Sprintf("%s in the published figures of this period; --explain shows the arithmetic", counted(n, "contradiction")))...)
	}
	if bar := s.Bar(); len(bar) > 0 {
		lines = append(append(append(lines, ""), bar...), "")
	}
	for _, u := range s.UncheckedToo {
		lines = append(lines, entry("", fmt.Sprintf("%s (%s, unchecked) sets no bound: it would give %s", plain(u.Factor.Value), u.Product, u.Barrels.Text))...)
	}
	return append(lines, "the two ledgers are never added")
}

func counted(n int, thing string) string {
	if n == 1 {
		return "1 " + thing
	}
	return strconv.Itoa(n) + " " + thing + "s"
}

func noticeList(c Cap) string {
	var list []string
	for _, n := range c.Notices {
		list = append(list, strconv.Itoa(n))
	}
	return strings.Join(list, ", ")
}

// entry writes a label and text beside it, wrapped under itself; a number is not
// torn from its unit.
func entry(label, text string) []string {
	var lines []string
	indent := strings.Repeat(" ", textLabel)
	line := string(pad([]byte(label), textLabel))
	if len(label) >= textLabel {
		line = label + " "
	}
	start := len(line)
	text = strings.NewReplacer(" %", tied+"%", " bbl", tied+"bbl", " t ", tied+"t ").Replace(text)
	for word := range strings.SplitSeq(text, " ") {
		if len(line) > start && len(line)+1+len(word) > textWidth && word != "" {
			lines = append(lines, untied(line))
			line, start = indent, textLabel
		}
		if len(line) > start {
			line += " "
		}
		line += word
	}
	return append(lines, untied(line))
}

// tied stands for a blank that no line breaks at.
const tied = "\x00"

func untied(line string) string {
	return strings.TrimRight(strings.ReplaceAll(line, tied, " "), " ")
}

// headLines names the limit.
func (s Status) headLines() []string {
	text := s.Product + ", " + s.Cap.Period
	amount := "cap " + capText(s.cap)
	text = string(pad([]byte(text), 42)) + "   " + amount
	at := len(string(pad([]byte(text), 60))) + 3
	symbol := s.Cap.Symbol
	line := string(pad([]byte(text), 60)) + "   " + symbol
	if len(line) > textWidth {
		at = textLabel
		return []string{text, strings.Repeat(" ", at) + symbol + ", " + s.Cap.Mark.String(), ""}
	}
	return []string{line, strings.Repeat(" ", at) + s.Cap.Mark.String(), ""}
}

func capText(c Cap) string {
	switch {
	case c.Rule == Ban:
		return "0: full ban"
	case len(c.Amounts) == 0:
		return "each supplier's own past twelve months, not on file"
	case c.Rule == Either:
		return c.Amounts[0].String() + " or " + c.Amounts[1].String()
	case c.Rule == Lower:
		return c.Amounts[0].String() + " or " + c.Amounts[1].String() + ", whichever is lower"
	}
	return c.Amounts[0].String()
}

func (s Status) notifiedLines() []string {
	v := s.Notified.Total
	if v == nil {
		lines := entry("notified by then", "no total of all suppliers is known by then: unknown, which is not zero")
		return slices.Concat(lines, s.monthLines(), s.supplierLines(), s.missingLines())
	}
	lines := entry("notified by then", v.text())
	lines = append(lines, entry("", s.factorText(v)+v.Notice.Text)...)
	counts := "counts " + strings.Join(v.Covers, ", ") + "; told on " + shortDate(v.KnownOn)
	if v.Assumed {
		counts = "months not stated; taken as " + strings.Join(v.Covers, ", ") + "; told on " + shortDate(v.KnownOn)
	}
	lines = append(lines, entry("", counts)...)
	if v.Left != nil {
		lines = append(lines, entry("left under it", rangeText(v.Left.Low, v.Left.High)+", on notified amounts; not leave to deliver it")...)
	}
	if v.Tonnes == nil && v.Barrels == nil {
		lines = append(lines, s.monthLines()...)
	}
	return append(append(lines, s.supplierLines()...), s.missingLines()...)
}

// monthLines list the months, where no total with an amount stands above them.
func (s Status) monthLines() []string {
	var parts []string
	for _, m := range s.Notified.Months {
		last := m.States[len(m.States)-1]
		amount := last.Status
		if last.Barrels != nil {
			amount = last.Barrels.Text
		}
		if last.Tonnes != nil {
			amount = last.Tonnes.Text
		}
		parts = append(parts, m.Supplier+" "+m.Month+" "+amount)
	}
	if len(parts) == 0 {
		return nil
	}
	return entry("months", strings.Join(parts, "; "))
}

// text is what was printed and what it comes to.
func (v Total) text() string {
	var parts []string
	rounded := ""
	if v.RoundedBy != "" {
		rounded = " (rounded by " + v.RoundedBy + ")"
	}
	switch {
	case v.Tonnes != nil:
		parts = append(parts, v.Tonnes.Text+rounded)
		if v.Low != nil {
			parts = append(parts, rangeText(*v.Low, *v.High))
		}
	case v.Barrels != nil:
		parts = append(parts, v.Barrels.Text+", as printed"+rounded)
	default:
		parts = append(parts, v.Percent+" of the limit, as printed; no amount was")
	}
	if len(v.Shares) > 0 {
		parts = append(parts, "("+shareText(v.Shares[0])+")")
	}
	return strings.Join(parts, "   ")
}

func shareText(s Share) string {
	if s.Low.Value == s.High.Value {
		return s.Low.Text
	}
	return s.Low.Text + " to " + s.High.Text
}

// rangeText prints 105,000 to 116,620 bbl, or one figure.
func rangeText(a, b Figure) string {
	if a.Value == b.Value {
		return a.Text
	}
	return strings.TrimSuffix(a.Text, " "+a.Unit) + " to " + b.Text
}

func (s Status) factorText(v *Total) string {
	if v.Tonnes == nil || len(s.Factors) == 0 {
		return ""
	}
	r := s.admittedRange()
	return fmt.Sprintf("factor %s to %s; ", plain(r.Low), plain(r.High))
}

// admittedRange is the lowest and the highest admitted factor.
func (s Status) admittedRange() quantity.Range[float64] {
	var r quantity.Range[float64]
	for _, f := range s.Factors {
		if f.Admitted && r.Low == 0 {
			r.Low = f.PerTonne
		}
		if f.Admitted {
			r.High = f.PerTonne
		}
	}
	return r
}

// supplierLines say what the suppliers' own totals come to, where the published
// total does not reach as far.
func (s Status) supplierLines() []string {
	l := s.Notified
	if l.Total != nil && l.Together == nil {
		return nil
	}
	var parts []string
	for _, v := range l.Suppliers {
		parts = append(parts, strings.Join(v.Covers, ", ")+" "+v.text())
	}
	if len(parts) == 0 {
		return nil
	}
	lines := entry("by supplier", strings.Join(parts, "; "))
	if t := l.Together; t != nil {
		text := "together "
		if t.Printed != nil {
			text += t.Printed.Text + ", "
		}
		text += rangeText(t.Low, t.High)
		if len(t.Shares) > 0 {
			text += " (" + shareText(t.Shares[0]) + ")"
		}
		lines = append(lines, entry("", text+", derived: no such total was published; "+t.Notice.Text)...)
	}
	return lines
}

func (s Status) missingLines() []string {
	var parts []string
	for _, m := range s.Notified.Missing {
		text := m.Supplier + " " + m.Text
		if m.Jointly != "" {
			text += " (" + m.Jointly + " told jointly)"
		}
		parts = append(parts, text)
	}
	if len(parts) == 0 {
		return nil
	}
	return entry("not in hand", strings.Join(parts, "; ")+"; a blank month is not a zero")
}

func (s Status) estimatedLines() []string {
	var lines []string
	for _, e := range s.Estimated {
		lines = append(lines, entry("estimated by "+reporter(e.By)+",", e.whenText())...)
		for _, l := range e.figureLines(s) {
			lines = append(lines, entry("", l)...)
		}
	}
	return lines
}

// reporter is who estimated, without when and where.
func reporter(by string) string {
	short, _, _ := strings.Cut(by, " (")
	if strings.HasPrefix(short, "United States") || strings.HasPrefix(short, "Panel") {
		return "the " + short
	}
	return short
}

func (e Estimation) whenText() string {
	text := ""
	if e.Calls != nil {
		text = strconv.Itoa(*e.Calls) + " port calls, "
	}
	text += e.Period + ", published "
	if e.KnownOn.IsZero() {
		text += "on "
	}
	text += shortDate(e.KnownOn)
	if e.Unchecked {
		text += " (unchecked)"
	}
	return text
}

func (e Estimation) figureLines(s Status) []string {
	if e.Fixes == nil {
		return e.plainLines()
	}
	var parts []string
	for _, x := range e.Edges {
		if x.Fraction >= 1 {
			continue
		}
		text := edgeName(x.Name) + " " + strings.TrimSuffix(x.Value.Text, " bbl")
		if x.Implied {
			text += " (implied by the other " + e.publishedCount() + ")"
		}
		parts = append(parts, text)
	}
	lines := []string{strings.Join(parts, "   ") + " bbl"}
	if len(e.Edges) > 0 {
		x := e.Edges[0]
		lines = append(lines, "had another admitted factor held: "+edgeName(x.Name)+" "+rangeText(x.Low, x.High))
	}
	stated := ""
	switch {
	case len(e.Stated) > 0:
		stated = "stated as above the cap; "
	case e.TimesStated != "":
		stated = "stated as " + e.TimesStated + " times the cap; "
	}
	if e.Fixes.BreakEven != nil {
		lines = append(lines, stated+"passed from "+e.Fixes.BreakEven.Text+" laden on, if the factor was the one used")
	}
	return lines
}

// publishedCount says how many edges a source printed.
func (e Estimation) publishedCount() string {
	n := 0
	for _, x := range e.Edges {
		if !x.Implied {
			n++
		}
	}
	switch n {
	case 1:
		return "one"
	case 2:
		return "two"
	}
	return strconv.Itoa(n)
}

func edgeName(name string) string {
	if name == "ninety per cent" {
		return "90 %"
	}
	return name
}

// plainLines are the figures of an estimate that no scenario tells more of.
func (e Estimation) plainLines() []string {
	text := ""
	switch {
	case e.Low != nil && e.High != nil:
		text = rangeText(*e.Low, *e.High)
	case e.Low != nil:
		text = e.Low.Text
	case e.High != nil:
		text = e.High.Text
	}
	for _, more := range []string{e.Basis, timesText(e.TimesStated)} {
		if text != "" && more != "" {
			text += "; "
		}
		text += more
	}
	if text == "" {
		return []string{"no volume was told"}
	}
	return []string{text}
}

func timesText(s string) string {
	if s == "" {
		return ""
	}
	return "stated as " + s + " times the cap"
}

func (s Status) disputedLines() []string {
	if len(s.Disputed) == 0 {
		return nil
	}
	var parts []string
	for _, d := range s.Disputed {
		parts = append(parts, d.Text+" ("+shortDate(d.Day)+")")
	}
	if s.Open != "" {
		parts = append(parts, s.Open)
	}
	return entry("disputed", strings.Join(parts, "; "))
}
