package page

import (
	"html"
	"html/template"
	"math"
	"strconv"
	"strings"
)

// canvas writes one SVG picture. Coordinates are rounded to a tenth of a pixel; all
// text is escaped here and nowhere else.
type canvas struct {
	b strings.Builder
}

// picture begins a drawing that speaks: a title and a sentence for those who hear it.
func newCanvas(id, class string, w, h float64, title, sentence string) *canvas {
	c := &canvas{}
	c.raw(`<svg class="` + class + `" role="img" aria-labelledby="` + esc(id) + `-t ` + esc(id) + `-d" viewBox="0 0 ` +
		num(w) + ` ` + num(h) + `" width="` + num(w) + `" height="` + num(h) + `">`)
	c.raw(`<title id="` + esc(id) + `-t">` + esc(title) + `</title><desc id="` + esc(id) + `-d">` + esc(sentence) + `</desc>`)
	return c
}

// end closes the drawing.
func (c *canvas) end() template.HTML {
	c.raw("</svg>")
	return template.HTML(c.b.String())
}

func (c *canvas) raw(s string) { c.b.WriteString(s) }

func (c *canvas) close() { c.raw("</g>") }

func (c *canvas) line(class string, x1, y1, x2, y2 float64) {
	p := pen{}
	p.move(x1, y1)
	p.to(x2, y2)
	c.path(class, p.String())
}

func (c *canvas) path(class, d string) {
	if d != "" {
		c.raw(`<path class="` + class + `" d="` + d + `"/>`)
	}
}

func (c *canvas) rect(class string, r rect) {
	c.raw(`<rect class="` + class + `" x="` + num(r.x) + `" y="` + num(r.y) + `" width="` + num(r.w) + `" height="` + num(r.h) + `"/>`)
}

func (c *canvas) circle(class string, x, y, r float64) {
	c.raw(`<circle class="` + class + `" cx="` + num(x) + `" cy="` + num(y) + `" r="` + num(r) + `"/>`)
}

func (c *canvas) text(class string, x, y float64, s string) {
	c.raw(`<text class="` + class + `" x="` + num(x) + `" y="` + num(y) + `">` + esc(s) + `</text>`)
}

// turned writes text that reads upwards.
func (c *canvas) turned(class string, x, y float64, s string) {
	c.raw(`<text class="` + class + `" transform="translate(` + num(x) + ` ` + num(y) + `) rotate(-90)">` + esc(s) + `</text>`)
}

// clip opens a group cut to r; id must be the only one on the page.
func (c *canvas) clip(id string, r rect) {
	c.raw(`<clipPath id="` + esc(id) + `"><rect x="` + num(r.x) + `" y="` + num(r.y) + `" width="` + num(r.w) + `" height="` + num(r.h) +
		`"/></clipPath><g clip-path="url(#` + esc(id) + `)">`)
}

func esc(s string) string { return html.EscapeString(s) }

// num prints a coordinate with at most one decimal.
func num(x float64) string { return string(appendTenth(nil, tenth(x))) }

func tenth(x float64) int { return int(math.Round(x * 10)) }

func appendTenth(b []byte, v int) []byte {
	if v < 0 {
		b, v = append(b, '-'), -v
	}
	if v >= 10 || v == 0 {
		b = strconv.AppendInt(b, int64(v/10), 10)
	}
	if v%10 != 0 {
		b = append(b, '.', byte('0'+v%10))
	}
	return b
}

// pen writes the d of a path in tenths of a pixel: the first move absolute, all else
// relative, so that a track of a thousand fixes stays short.
type pen struct {
	b      []byte
	x, y   int
	sx, sy int  // where the subpath began
	last   byte // the last command; a line after a line leaves it out
}

func (p *pen) move(x, y float64) {
	nx, ny := tenth(x), tenth(y)
	if len(p.b) == 0 {
		p.command('M', nx, ny)
	} else {
		p.command('m', nx-p.x, ny-p.y)
	}
	p.x, p.y, p.sx, p.sy = nx, ny, nx, ny
}

// to draws a line; one that goes nowhere at this rounding is left out.
func (p *pen) to(x, y float64) {
	dx, dy := tenth(x)-p.x, tenth(y)-p.y
	switch {
	case dx == 0 && dy == 0:
		return
	case dx == 0:
		p.command('v', dy)
	case dy == 0:
		p.command('h', dx)
	default:
		p.command('l', dx, dy)
	}
	p.x, p.y = p.x+dx, p.y+dy
}

// dot is a mark made by the cap of a line of no length.
func (p *pen) dot(x, y float64) {
	p.move(x, y)
	p.b, p.last = append(p.b, 'h', '0'), 'h'
}

// box is a closed rectangle.
func (p *pen) box(x, y, w, h float64) {
	p.move(x, y)
	p.to(x+w, y)
	p.to(x+w, y+h)
	p.to(x, y+h)
	p.shut()
}

func (p *pen) shut() {
	p.b, p.last = append(p.b, 'z'), 'z'
	p.x, p.y = p.sx, p.sy
}

// command writes a command with its numbers; numbers part by a sign or a space.
func (p *pen) command(c byte, numbers ...int) {
	repeat := c == p.last && c != 'm'
	if !repeat {
		p.b = append(p.b, c)
	}
	for i, v := range numbers {
		if (i > 0 || repeat) && v >= 0 {
			p.b = append(p.b, ' ')
		}
		p.b = appendTenth(p.b, v)
	}
	p.last = c
}

func (p *pen) String() string { return string(p.b) }

// trace collects stretches of a line; those that meet become one.
type trace struct{ runs [][][2]float64 }

func (t *trace) add(x1, y1, x2, y2 float64) {
	if n := len(t.runs); n > 0 {
		last := t.runs[n-1]
		if last[len(last)-1] == [2]float64{x1, y1} {
			t.runs[n-1] = append(last, [2]float64{x2, y2})
			return
		}
	}
	t.runs = append(t.runs, [][2]float64{{x1, y1}, {x2, y2}})
}

// lineTolerance is how far, in pixels, a drawn line may pass beside a point: less than
// can be seen.
const lineTolerance = 0.2

func (t *trace) path() string {
	p := pen{}
	for _, run := range t.runs {
		p.through(thinned(run))
	}
	return p.String()
}

// through draws a line from point to point, from a new beginning.
func (p *pen) through(points [][2]float64) {
	for i, q := range points {
		if i == 0 {
			p.move(q[0], q[1])
		} else {
			p.to(q[0], q[1])
		}
	}
}

// thinned leaves out points that lie on the line between others (Douglas and Peucker
// 1973, doi 10.3138/FM57-6770-U75U-7727).
func thinned(points [][2]float64) [][2]float64 {
	if len(points) < 3 {
		return points
	}
	a, b := points[0], points[len(points)-1]
	far, at := 0.0, 0
	for i, p := range points[1 : len(points)-1] {
		if d := aside(p, a, b); d > far {
			far, at = d, i+1
		}
	}
	if far <= lineTolerance {
		return [][2]float64{a, b}
	}
	left := thinned(points[:at+1])
	return append(left[:len(left)-1:len(left)-1], thinned(points[at:])...)
}

// aside is how far p lies from the stretch from a to b.
func aside(p, a, b [2]float64) float64 {
	dx, dy := b[0]-a[0], b[1]-a[1]
	length := dx*dx + dy*dy
	if length == 0 {
		return math.Hypot(p[0]-a[0], p[1]-a[1])
	}
	s := min(max(((p[0]-a[0])*dx+(p[1]-a[1])*dy)/length, 0), 1)
	return math.Hypot(p[0]-a[0]-s*dx, p[1]-a[1]-s*dy)
}

// rect is an area of a drawing.
type rect struct{ x, y, w, h float64 }

func (r rect) right() float64  { return r.x + r.w }
func (r rect) bottom() float64 { return r.y + r.h }

func (r rect) has(x, y float64) bool {
	return x >= r.x && x <= r.right() && y >= r.y && y <= r.bottom()
}

func (r rect) meets(o rect) bool {
	return r.x < o.right() && o.x < r.right() && r.y < o.bottom() && o.y < r.bottom()
}

func (r rect) grown(by float64) rect {
	return rect{r.x - by, r.y - by, r.w + 2*by, r.h + 2*by}
}

// inside reports whether r lies in o.
func (r rect) inside(o rect) bool {
	return r.x >= o.x && r.y >= o.y && r.right() <= o.right() && r.bottom() <= o.bottom()
}

// width estimates how wide text is set: the mean letter of a sans-serif face.
func width(s string, size float64, bold bool) float64 {
	em := 0.56
	if bold {
		em = 0.62
	}
	return float64(len([]rune(s))) * size * em
}

func closes(asset, element string) bool {
	return strings.Contains(strings.ToLower(asset), "</"+element)
}
