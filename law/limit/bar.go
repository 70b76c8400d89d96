package limit

import (
	"math"
	"strings"
)

// barWidth is how many columns a bar may take; barLabel those of the words before it.
const (
	barWidth = 72
	barLabel = 13
)

// Bar draws the limit for a terminal, in ASCII: = notified at every admitted
// factor, ~ at some, / estimated, ' a notice, O the cap, | half laden. A column is
// the same amount in every row, and the rows are not stacked: the ledgers are never
// added. It is empty when the cap has no amount, or nothing is known.
func (s Status) Bar() []string {
	if len(s.cap.Amounts) == 0 || s.cap.Amounts[0].Value == 0 {
		return nil
	}
	a := s.cap.Amounts[0]
	low, high, known := s.notifiedBounds(a.Unit)
	top := max(a.Value, high)
	if a.Unit == Barrel {
		for _, e := range s.Estimated {
			_, h, ok := e.bounds()
			if ok {
				top = max(top, h)
			}
		}
	}
	if !known && top == a.Value {
		return nil
	}
	g := gridFor(a, top)
	lines := g.scale(max(top, a.Value*1.5), a.Unit)
	lines = append(lines, s.notifiedRow(g, low, high, known))
	half := false
	for _, e := range s.Estimated {
		if lo, hi, ok := e.bounds(); ok && a.Unit == Barrel && !e.Unchecked {
			row, has := e.row(g, lo, hi)
			lines = append(lines, row)
			half = half || has
		}
	}
	return append(lines, g.legend(s, half))
}

// notifiedBounds returns what was notified in a unit.
func (s Status) notifiedBounds(u Unit) (low, high float64, known bool) {
	v := s.Notified.Total
	switch {
	case v == nil:
		return 0, 0, false
	case u == Tonne && v.Tonnes != nil:
		return v.Tonnes.Value, v.Tonnes.Value, true
	case u == Barrel && v.Low != nil:
		return v.Low.Value, v.High.Value, true
	}
	return 0, 0, false
}

// bounds returns what an estimate gives in barrels: its least and its greatest edge
// under a full load, else what its row says.
func (e Estimation) bounds() (low, high float64, ok bool) {
	for _, x := range e.Edges {
		if x.Fraction >= 1 {
			continue
		}
		if !ok {
			low, high, ok = x.Value.Value, x.Value.Value, true
		}
		low, high = min(low, x.Value.Value), max(high, x.Value.Value)
	}
	if ok {
		return low, high, true
	}
	switch {
	case e.Low != nil && e.High != nil:
		return e.Low.Value, e.High.Value, true
	case e.Low != nil:
		return e.Low.Value, e.Low.Value, true
	case e.High != nil:
		return e.High.Value, e.High.Value, true
	}
	return 0, 0, false
}

// grid is the scale of the bar: the column of the cap and what a column is worth.
type grid struct {
	cap    int
	column float64
}

// gridFor puts the cap as far right as leaves room for the greatest amount.
func gridFor(a Amount, top float64) grid {
	for _, col := range []int{20, 10, 8, 5, 4, 2} {
		if top/a.Value*float64(col) < barWidth {
			return grid{cap: col, column: a.Value / float64(col)}
		}
	}
	return grid{cap: 1, column: max(a.Value, top/(barWidth-1))}
}

// at returns the column an amount lies in.
func (g grid) at(x float64) int { return int(math.Floor(x/g.column + 1e-9)) }

// scale writes amounts over their ticks.
func (g grid) scale(top float64, u Unit) []string {
	every := max(g.cap/2, min(g.cap, 10))
	numbers, ticks := []byte{}, []byte{}
	for col := 0; col <= g.at(top)+every-1 && col < barWidth; col += every {
		ticks = pad(ticks, col)
		ticks = append(ticks, '|')
		if len(numbers) < col || col == 0 {
			numbers = pad(numbers, col)
			numbers = append(numbers, grouped(float64(col)*g.column, 0)...)
		}
	}
	indent := strings.Repeat(" ", barLabel)
	return []string{indent + string(numbers) + " " + string(u), indent + string(ticks)}
}

func pad(b []byte, n int) []byte {
	for len(b) < n {
		b = append(b, ' ')
	}
	return b
}

// notifiedRow draws what was notified, the notices and the cap.
func (s Status) notifiedRow(g grid, low, high float64, known bool) string {
	row := pad(nil, g.cap+1)
	sure, some := g.at(low), int(math.Ceil(high/g.column-1e-9))
	if known && low == high {
		sure = some
	}
	row = pad(row, some)
	for i := range some {
		row[i] = '~'
		if i < sure {
			row[i] = '='
		}
	}
	for _, n := range s.cap.Ladder(s.cap.Amounts[0]) {
		row[g.at(n.At.Value)] = '\''
	}
	row[g.cap] = 'O'
	return label("notified") + string(row)
}

// row draws an estimate and, where it has one, its edge at half laden.
func (e Estimation) row(g grid, low, high float64) (line string, half bool) {
	row := pad(nil, g.at(low))
	for i := g.at(low); i <= g.at(high); i++ {
		row = append(row, '/')
	}
	for _, x := range e.Edges {
		if x.Fraction == 0.5 {
			row[g.at(x.Value.Value)] = '|'
			half = true
		}
	}
	return label("estimated") + string(row), half
}

func label(s string) string { return string(pad([]byte(s), barLabel)) }

func (g grid) legend(s Status, half bool) string {
	words := []string{"= at every factor", "~ at some"}
	if len(s.cap.Notices) > 0 {
		words = append(words, "' notices at "+noticeList(s.cap)+" %")
	}
	words = append(words, "O cap")
	if half {
		words = append(words, "| half laden")
	}
	return strings.Repeat(" ", barLabel) + strings.Join(words, "   ")
}
