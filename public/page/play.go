package page

import (
	"encoding/json"
	"html/template"
	"math"
	"strings"
	"time"
)

// play is what the player needs of one event; all numbers are whole so that the page
// stays small. Places are in tenths of a pixel of the wide map and inset, each row the
// difference from the one before.
type play struct {
	Runs  [][2]int64 `json:"r"` // start (minutes since 1970), minutes
	State string     `json:"s"` // a digit a minute: 0 unknown, 1 interpolated, 2 observed
	Known string     `json:"k"` // a digit a minute: 1 A, 2 B, 3 both
	Map   [4][]int   `json:"m"` // ax, ay, bx, by
	Inset [2][]int   `json:"i"`
	Seen  string     `json:"v"` // a digit a minute: 1 when the inset shows B
	High  []int      `json:"g"` // high edge in metres, differences
	Low   []int      `json:"l"`
	Fixes [2][]int   `json:"f"` // seconds after the first run's start, differences
	Event [2]int     `json:"e"` // first and last minute of the event
	// How the narrow drawings follow from the wide ones: factor, then x and y added.
	MapNarrow   [3]float64 `json:"mn"`
	InsetNarrow [3]float64 `json:"in"`
	Top         float64    `json:"t"` // top of the distance chart
}

func (s *scene) player(wide, narrow frame, insetBox rect) template.HTML {
	p := play{Event: [2]int{int(s.axis.clamped(s.e.Start)), min(int(s.axis.clamped(s.e.End)), s.axis.n-1)}, Top: topOf(s.p.Minutes)}
	for _, r := range s.axis.runs {
		p.Runs = append(p.Runs, [2]int64{r.start.Unix() / 60, int64(r.n)})
	}
	s.playMinutes(&p, wide, s.inset.view(insetBox))
	for i := range s.p.Tracks {
		p.Fixes[i] = s.playFixes(i)
	}
	p.MapNarrow = between(wide, narrow)
	v, w := s.inset.view(insetBox), s.inset.view(narrowInset())
	k := w.k / v.k
	p.InsetNarrow = [3]float64{four(k), four(w.cx - v.cx*k), four(w.cy - v.cy*k)}
	out, err := json.Marshal(p)
	if err != nil { // numbers and digits always marshal
		return ""
	}
	return template.HTML(`<script type="application/json" class="play">` + string(out) + `</script>`) // Marshal escapes <
}

func (s *scene) playMinutes(p *play, f frame, v view) {
	var state, known, visible strings.Builder
	var last [8]int
	put := func(to *[]int, k, value int) {
		*to = append(*to, value-last[k])
		last[k] = value
	}
	for i := range s.p.Minutes {
		m := &s.p.Minutes[i]
		state.WriteByte('0' + byte(m.State))
		bits := byte('0')
		for k := range 2 {
			x, y := last[2*k], last[2*k+1]
			if m.Known[k] {
				bits += byte(1 + k)
				fx, fy := f.at(m.Places[k])
				x, y = tenth(fx), tenth(fy)
			}
			put(&p.Map[2*k], 2*k, x)
			put(&p.Map[2*k+1], 2*k+1, y)
		}
		known.WriteByte(bits)
		s.playSeen(i, v, put, p, &visible, last[4], last[5])
		put(&p.High, 6, m.High)
		put(&p.Low, 7, m.Low)
	}
	p.State, p.Known, p.Seen = state.String(), known.String(), visible.String()
}

func (s *scene) playSeen(i int, v view, put func(*[]int, int, int), p *play, visible *strings.Builder, x, y int) {
	if q := s.inset.minute[i]; q.known && math.Hypot(q.x, q.y) < 1500 {
		visible.WriteByte('1')
		px, py := v.at(q.x, q.y)
		x, y = tenth(px), tenth(py)
	} else {
		visible.WriteByte('0')
	}
	put(&p.Inset[0], 4, x)
	put(&p.Inset[1], 5, y)
}

// playFixes are the moments of a ship's fixes near the drawing, in seconds.
func (s *scene) playFixes(i int) []int {
	if len(s.axis.runs) == 0 {
		return nil
	}
	start := s.axis.runs[0].start
	from, last := start.Add(-interpolatedGap), 0
	var out []int
	for _, f := range s.p.Tracks[i] {
		if f.Time.Before(from) {
			continue
		}
		at := int(f.Time.Sub(start) / time.Second)
		out = append(out, at-last)
		last = at
	}
	return out
}

// between returns how a drawing of frame a becomes one of frame b.
func between(a, b frame) [3]float64 {
	k := b.k / a.k
	ax, ay := a.area.x+a.area.w/2-a.cx*a.k, a.area.y+a.area.h/2-a.cy*a.k
	bx, by := b.area.x+b.area.w/2-b.cx*b.k, b.area.y+b.area.h/2-b.cy*b.k
	return [3]float64{four(k), four(bx - ax*k), four(by - ay*k)}
}

func four(x float64) float64 { return math.Round(x*1e4) / 1e4 }
