package scene

import (
	"math"
	"slices"
	"strconv"
	"testing"

	"github.com/plimsoll-watch/plimsoll/base/vessel"
	"github.com/plimsoll-watch/plimsoll/sea/ais"
)

// The tests look at a scene from outside, through its reports alone, with plain code
// of their own: a flat Earth of 111.2 km a degree, places on the straight line between
// two fixes, the edge of a hull as dots two metres apart.

// seen is what was heard of one name.
type seen struct {
	fixes []ais.Report
	size  vessel.Size
	kind  uint8
	imo   vessel.IMO
}

// look sorts a week by MMSI. The two hulls on one MMSI are one entry.
func look(s *Scene) map[string]*seen {
	out := map[string]*seen{}
	for r := range s.Reports() {
		k := r.MMSI.String()
		if out[k] == nil {
			out[k] = &seen{}
		}
		v := out[k]
		if r.Is(ais.HasPlace) && r.Type != 4 {
			v.fixes = append(v.fixes, r)
		}
		if r.Is(ais.HasSize) {
			v.size = r.Size
		}
		if r.Is(ais.HasShipType) {
			v.kind = r.ShipType
		}
		if r.Is(ais.HasIMO) {
			v.imo = r.IMO
		}
	}
	return out
}

type dot struct{ x, y float64 } // metres from 30 N 125 E

func dotOf(r ais.Report) dot {
	lat, lon := float64(r.Place.Lat)/600000, float64(r.Place.Lon)/600000
	return dot{(lon - 125) * 111200 * math.Cos(lat*math.Pi/180), (lat - 30) * 111200}
}

// around returns the fixes before and after a time.
func (v *seen) around(t uint32) (a, b ais.Report, ok bool) {
	i, _ := slices.BinarySearchFunc(v.fixes, t, func(r ais.Report, t uint32) int { return int(r.Time) - int(t) })
	if i == 0 || i == len(v.fixes) {
		return a, b, false
	}
	return v.fixes[i-1], v.fixes[i], true
}

// antenna returns where the antenna was, when fixes at most an hour apart say so.
func (v *seen) antenna(t uint32) (dot, bool) {
	a, b, ok := v.around(t)
	if !ok || b.Time-a.Time > 3600 {
		return dot{}, false
	}
	p, q := dotOf(a), dotOf(b)
	f := float64(t-a.Time) / max(1, float64(b.Time-a.Time))
	return dot{p.x + f*(q.x-p.x), p.y + f*(q.y-p.y)}, true
}

// hull returns dots along the edge of the hull.
func (v *seen) hull(t uint32) ([]dot, bool) {
	at, ok := v.antenna(t)
	a, b, _ := v.around(t)
	if b.Time-t < t-a.Time {
		a = b
	}
	if !ok || !a.Is(ais.HasHeading) {
		return nil, false
	}
	sin, cos := math.Sincos(float64(a.Heading) * math.Pi / 180)
	var out []dot
	put := func(ahead, star float64) {
		out = append(out, dot{at.x + ahead*sin + star*cos, at.y + ahead*cos - star*sin})
	}
	bow, stern, port, starboard := float64(v.size.A), -float64(v.size.B), -float64(v.size.C), float64(v.size.D)
	for ahead := stern; ahead <= bow; ahead += 2 {
		put(ahead, port)
		put(ahead, starboard)
	}
	for star := port; star <= starboard; star += 2 {
		put(stern, star)
		put(bow, star)
	}
	return out, true
}

// apart returns the least distance between dots.
func apart(p, q []dot) float64 {
	least := math.Inf(1)
	for _, a := range p {
		for _, b := range q {
			least = min(least, (a.x-b.x)*(a.x-b.x)+(a.y-b.y)*(a.y-b.y))
		}
	}
	return math.Sqrt(least)
}

// pair is a truth with what was heard of its ships.
type pair struct {
	Truth
	a, b     *seen
	from, to uint32
}

// hulls and antennas give distances at some minutes of the truth.
func (p pair) hulls() []float64 {
	return p.every(11, func(t uint32) (float64, bool) {
		x, ok := p.a.hull(t)
		y, ok2 := p.b.hull(t)
		if !ok || !ok2 {
			return 0, false
		}
		return apart(x, y), true
	})
}

func (p pair) antennas() []float64 {
	return p.every(1, func(t uint32) (float64, bool) {
		x, ok := p.a.antenna(t)
		y, ok2 := p.b.antenna(t)
		return math.Hypot(x.x-y.x, x.y-y.y), ok && ok2
	})
}

func (p pair) every(minutes uint32, f func(t uint32) (float64, bool)) []float64 {
	var out []float64
	for t := p.from; t < p.to; t += 60 * minutes {
		if x, ok := f(t); ok {
			out = append(out, x)
		}
	}
	return out
}

// speeds returns the speeds over ground a ship reported in the truth.
func (p pair) speeds(v *seen) []float64 {
	var out []float64
	for _, r := range v.fixes {
		if r.Time >= p.from && r.Time < p.to && r.Is(ais.HasSOG) {
			out = append(out, float64(r.SOG)/10)
		}
	}
	return out
}

// longestSilence returns the longest stretch without a fix that begins or ends in
// the truth.
func (p pair) longestSilence(v *seen) (from, to uint32) {
	for i := 1; i < len(v.fixes); i++ {
		a, b := v.fixes[i-1].Time, v.fixes[i].Time
		if b > p.from && a < p.to && b-a > to-from {
			from, to = a, b
		}
	}
	return from, to
}

func (p pair) hours() float64 { return float64(p.to-p.from) / 3600 }

func median(x []float64) float64 {
	if len(x) == 0 {
		return math.NaN()
	}
	s := slices.Sorted(slices.Values(x))
	return s[len(s)/2]
}

// pairs returns the truth by class with what was heard.
func pairs(t *testing.T, s *Scene) map[string]pair {
	t.Helper()
	heard, out := look(s), map[string]pair{}
	for _, x := range s.Truth() {
		p := pair{Truth: x, a: heard[x.Ships[0]], b: heard[x.Ships[1]], from: uint32(x.Start.Unix()), to: uint32(x.End.Unix())}
		if p.a == nil || p.b == nil {
			t.Fatalf("%s: %v: never heard", x.Class, x.Ships)
		}
		out[x.Class] = p
	}
	return out
}

// within fails unless lo <= got <= hi.
func within(t *testing.T, what string, got, lo, hi float64) {
	t.Helper()
	if !(got >= lo && got <= hi) {
		t.Errorf("%s: %s, want %s to %s", what, g(got), g(lo), g(hi))
	}
}

func g(x float64) string { return strconv.FormatFloat(x, 'g', 5, 64) }
