package page

import (
	"time"

	"github.com/plimsoll-watch/plimsoll/record/event"
)

// axis lays the minutes of a picture on a line. Of a long event the middle is left
// out: the minutes then stand in more than one run.
type axis struct {
	runs []run
	n    int // minutes in all
}

// run is a number of consecutive minutes.
type run struct {
	start time.Time
	first int // index of its first minute
	n     int
}

func newAxis(all []event.PictureMinute) axis {
	a := axis{n: len(all)}
	for i := range all {
		if i == 0 || all[i].Time.Sub(all[i-1].Time) != time.Minute {
			a.runs = append(a.runs, run{start: all[i].Time, first: i})
		}
		a.runs[len(a.runs)-1].n++
	}
	return a
}

// index returns where a moment lies, in minutes from the left; ok is false for one
// outside the drawing or in what is left out.
func (a axis) index(t time.Time) (at float64, ok bool) {
	for _, r := range a.runs {
		d := t.Sub(r.start).Minutes()
		if d >= 0 && d <= float64(r.n) {
			return float64(r.first) + d, true
		}
	}
	return 0, false
}

// clamped is index, brought to the nearest edge of what is drawn.
func (a axis) clamped(t time.Time) float64 {
	if at, ok := a.index(t); ok {
		return at
	}
	for _, r := range a.runs {
		if t.Before(r.start) {
			return float64(r.first)
		}
	}
	return float64(a.n)
}

// lane is an axis laid between two x.
type lane struct {
	axis
	x0, x1 float64
}

func (l lane) x(at float64) float64 { return l.x0 + (l.x1-l.x0)*at/float64(max(l.n, 1)) }

// hourMark is a labelled hour, or a midnight with its day.
type hourMark struct {
	x     float64
	label string
	day   time.Time
}

// hourMarks returns whole hours at least px apart.
func (l lane) hourMarks(px float64) []hourMark {
	perHour := (l.x1 - l.x0) / float64(max(l.n, 1)) * 60
	step := 24
	for _, s := range []int{1, 2, 3, 4, 6, 12} {
		if float64(s)*perHour >= px {
			step = s
			break
		}
	}
	var out []hourMark
	last := -px
	for _, r := range l.runs {
		for t := r.start.Truncate(time.Hour); !t.After(r.start.Add(time.Duration(r.n) * time.Minute)); t = t.Add(time.Hour) {
			at, ok := l.index(t)
			if x := l.x(at); ok && t.Before(r.start.Add(time.Duration(r.n)*time.Minute)) && t.Hour()%step == 0 && x-last >= 40 {
				out, last = append(out, hourMark{x: x, label: t.UTC().Format(hourForm)}), x
			}
		}
	}
	return out
}

// hourAxis draws the hours under a chart.
func (l lane) hourAxis(c *canvas, y, px float64) {
	p := pen{}
	for _, h := range l.hourMarks(px) {
		p.move(h.x, y)
		p.to(h.x, y+4)
		c.text("hour m", min(max(h.x, l.x0+14), l.x1-14), y+17, h.label)
	}
	c.path("axis", p.String())
}

// midnights returns the x of each midnight and its day.
func (l lane) midnights() []hourMark {
	var out []hourMark
	for _, r := range l.runs {
		end := r.start.Add(time.Duration(r.n) * time.Minute)
		for t := r.start.Truncate(24 * time.Hour).Add(24 * time.Hour); t.Before(end); t = t.Add(24 * time.Hour) {
			if at, ok := l.index(t); ok {
				out = append(out, hourMark{x: l.x(at), day: t.UTC()})
			}
		}
	}
	return out
}

// breaks draws where minutes are left out, through the height of a chart.
func (l lane) breaks(c *canvas, y0, y1 float64) {
	p := pen{}
	for i, r := range l.runs {
		if i == 0 {
			continue
		}
		x := l.x(float64(r.first))
		c.rect("gapfill", rect{x - 3, y0, 6, y1 - y0})
		p.move(x-3, y0)
		p.to(x-3, y1)
		p.move(x+3, y0)
		p.to(x+3, y1)
	}
	c.path("breakline", p.String())
}

// leftOut is how many minutes of the event the drawing leaves out.
func (a axis) leftOut() int {
	n := 0
	for i := 1; i < len(a.runs); i++ {
		prev := a.runs[i-1]
		n += int(a.runs[i].start.Sub(prev.start).Minutes()) - prev.n
	}
	return n
}
