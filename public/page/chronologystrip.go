package page

import (
	"fmt"
	"html/template"
	"slices"
	"strings"

	"github.com/plimsoll-watch/plimsoll/base/day"
	"github.com/plimsoll-watch/plimsoll/law/council"
)

// strip draws the entries on one line of time, wide and for a phone.
func (v *chronologyView) strip() recordSection {
	return recordSection{
		Title: "On one line of time", Wide: v.draw("time", 900, 136), Narrow: v.draw("time-n", 358, 0),
		Caption: "A mark an entry, those of one day below one another. Grey: the day is known only to lie within. A line after a mark: it lasted. Dashed: expected, not recorded." + v.ahead(),
	}
}

func (v *chronologyView) ahead() string {
	if v.p.AsOf.On == 0 {
		return ""
	}
	return " Shaded: after " + longDate(v.p.AsOf.On.Date()) + "."
}

// timeline is the strip while it is drawn.
type timeline struct {
	*canvas
	first, last day.Day
	left, right float64
	bottom      float64
}

// placed is an entry with where it stands in its row.
type placed struct {
	e     *council.Entry
	level int
}

const (
	markStep   = 8.0   // between marks of one day
	markRadius = 3.6   // of a mark
	rowDepth   = 128.0 // marks lie closer rather than make a row deeper
)

// draw lays the rows below one another; with no room for labels at the left they stand
// above their row.
func (v *chronologyView) draw(id string, w, labels float64) template.HTML {
	t := &timeline{left: max(labels, 6), right: w - 8}
	t.first, t.last = v.ends()
	rows := make([][]placed, 0, len(council.EntryKinds()))
	tops, y := []float64{}, 22.0
	for _, k := range council.EntryKinds() {
		row := t.place(v.p.Entries, k)
		if labels == 0 {
			y += 16
		}
		tops, rows = append(tops, y), append(rows, row)
		y += depth(row) + 8
	}
	t.bottom = y
	t.canvas = newCanvas(id, "lchart", w, y+2, "The record on one line of time", v.sentence())
	t.axis(v.p.AsOf.On)
	for i, k := range council.EntryKinds() {
		t.label(k, len(rows[i]), tops[i], labels)
		t.row(rows[i], tops[i])
	}
	return t.end()
}

// ends are the days the strip runs between: what was asked for, and all that is there.
func (v *chronologyView) ends() (first, last day.Day) {
	for i := range v.p.Entries {
		e := &v.p.Entries[i]
		if first == 0 || e.Date.First() < first {
			first = e.Date.First()
		}
		last = max(last, e.Date.Last(), e.End.Last())
	}
	if !v.p.From.IsZero() {
		first = v.p.From.First()
	}
	last = max(last, v.p.AsOf.On, first+1)
	if !v.p.To.IsZero() {
		last = max(v.p.To.Last(), first+1)
	}
	return first, last
}

// x is where a day begins, within the strip.
func (t *timeline) x(d day.Day) float64 {
	share := float64(d-t.first) / float64(t.last+1-t.first)
	return t.left + (t.right-t.left)*min(max(share, 0), 1)
}

// extent is what an entry takes up.
func (t *timeline) extent(e *council.Entry) (from, to float64) {
	middle := t.x(e.Date.First()) + (t.x(e.Date.First()+1)-t.x(e.Date.First()))/2
	switch {
	case e.Date.Precision() != day.ToDay:
		return t.x(e.Date.First()), max(t.x(e.Date.Last()+1), t.x(e.Date.First())+2)
	case !e.End.IsZero():
		return middle, max(t.x(e.End.Last()+1), middle)
	}
	return middle, middle
}

// place gives each entry of a kind the first level where it meets no other.
func (t *timeline) place(entries []council.Entry, k council.EntryKind) []placed {
	var all []placed
	var ends []float64
	for i := range entries {
		if entries[i].Kind != k {
			continue
		}
		from, to := t.extent(&entries[i])
		level := slices.IndexFunc(ends, func(end float64) bool { return end < from-markStep })
		if level < 0 {
			level, ends = len(ends), append(ends, 0)
		}
		ends[level] = to
		all = append(all, placed{&entries[i], level})
	}
	return all
}

func levels(row []placed) int {
	n := 1
	for _, p := range row {
		n = max(n, p.level+1)
	}
	return n
}

func depth(row []placed) float64 { return min(markStep*float64(levels(row)), rowDepth) + 4 }

func (t *timeline) label(k council.EntryKind, n int, top, labels float64) {
	words := fmt.Sprintf("%s%s%d", capital(string(k)), nbsp, n)
	if n == 0 {
		words = capital(string(k)) + ": none on file"
	}
	y := top - 3
	if labels > 0 {
		t.line("lgrid", 0, top-5, t.right, top-5)
		y = top + 10
	} else {
		t.line("lgrid", 0, top-17, t.right, top-17)
	}
	t.text("lb", 0, y, words)
}

// axis draws a line where each month, or each year, begins, and what lies ahead.
func (t *timeline) axis(asOf day.Day) {
	if asOf != 0 && asOf < t.last {
		t.rect("lafter", rect{t.x(asOf + 1), 18, t.right - t.x(asOf+1), t.bottom - 18})
	}
	end := 0.0
	for _, tick := range t.ticks() {
		x := t.x(tick.day)
		t.line("lgrid", x, 18, x, t.bottom)
		if x > end && x+width(tick.words, 12.5, false) < t.right {
			t.text("", x, 13, tick.words)
			end = x + width(tick.words, 12.5, false) + 8
		}
	}
	t.line("lax", t.left, 18, t.right, 18)
}

// dayTick is a day with a name on the axis.
type dayTick struct {
	day   day.Day
	words string
}

// ticks are the months of up to two years, else the years.
func (t *timeline) ticks() []dayTick {
	y, m, _ := t.first.Civil()
	byYear := t.last-t.first > 2*366
	var all []dayTick
	for n := 12*y + m - 1; ; n++ {
		d, err := day.New(n/12, n%12+1, 1)
		if err != nil || d > t.last {
			return all
		}
		words := d.Time().Format("Jan")
		if n%12 == 0 || len(all) == 0 {
			words = d.Time().Format("Jan 2006")
		}
		if byYear {
			words = d.Time().Format("2006")
		}
		if d >= t.first && (!byYear || n%12 == 0) {
			all = append(all, dayTick{d, words})
		}
	}
}

// row draws the marks of one kind.
func (t *timeline) row(row []placed, top float64) {
	step := min(markStep, rowDepth/float64(levels(row)))
	for _, p := range row {
		from, to := t.extent(p.e)
		y := top + 5 + step*float64(p.level)
		if p.e.Date.Precision() != day.ToDay {
			t.rect("lband", rect{from, y - 3, max(to-from, 2), 6})
			t.path("lax", box(from, y-3, max(to-from, 2), 6))
			continue
		}
		if to > from {
			t.line("lstep", from, y, to, y)
		}
		t.mark(p.e, from, y)
	}
}

// mark draws the form of a kind; what is expected is dashed.
func (t *timeline) mark(e *council.Entry, x, y float64) {
	class := "ldot"
	switch e.Kind {
	case council.EntryCommittee, council.EntryIncidents, council.EntryPositions:
		class = "lhollow"
	}
	if e.How == string(council.Expected) || e.How == string(council.LikelyHedge) {
		class = "lring"
	}
	const r = markRadius
	switch e.Kind {
	case council.EntryTalks, council.EntryPositions:
		t.circle(class, x, y, r)
	case council.EntryTests:
		t.path(class, corners(x, y-r-.4, x+r+.4, y+r, x-r-.4, y+r))
	case council.EntryIncidents, council.EntryMeetings:
		t.path(class, corners(x, y-r-.6, x+r+.6, y, x, y+r+.6, x-r-.6, y))
	case council.EntryReport:
		t.rect(class, rect{x - 1.6, y - r, 3.2, 2 * r})
	default:
		t.rect(class, rect{x - r + .4, y - r + .4, 2*r - .8, 2*r - .8})
	}
}

func box(x, y, w, h float64) string {
	p := pen{}
	p.box(x, y, w, h)
	return p.String()
}

// corners is a closed path through points, x and y in turn.
func corners(xy ...float64) string {
	p := pen{}
	p.move(xy[0], xy[1])
	for i := 2; i < len(xy); i += 2 {
		p.to(xy[i], xy[i+1])
	}
	p.shut()
	return p.String()
}

// sentence tells the strip to those who hear it.
func (v *chronologyView) sentence() string {
	var parts []string
	for _, w := range allKindWords() {
		n, months := 0, []string{}
		for i := range v.p.Entries {
			if e := &v.p.Entries[i]; e.Kind == w.kind {
				n++
				if m := monthWords(e.Date); !slices.Contains(months, m) {
					months = append(months, m)
				}
			}
		}
		if n == 0 {
			parts = append(parts, w.many+": none on file")
			continue
		}
		text := plural(n, w.one, w.many) + ", " + months[0]
		if len(months) > 1 {
			text += " to " + months[len(months)-1]
		}
		parts = append(parts, text)
	}
	return capital(strings.Join(parts, "; ")) + ". Every entry stands in the table below."
}
