package page

import (
	"encoding/json"
	"math"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/plimsoll-watch/plimsoll/base/geo"
	"github.com/plimsoll-watch/plimsoll/record/event"
	"pgregory.net/rapid"
)

// TestProjection: a place drawn and read back is the same place, and both projections
// keep shapes: a short way north is drawn as long as one east, true to the scale.
func TestProjection(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		at := geo.Point{Lat: rapid.Float64Range(-86, 86).Draw(t, "lat"), Lon: rapid.Float64Range(-180, 180).Draw(t, "lon")}
		p := projectionFor(at)
		near := geo.Destination(at.Vec(), rapid.Float64Range(0, 360).Draw(t, "course"), rapid.Float64Range(0, 200_000).Draw(t, "m")).Point()
		x, y := p.forward(near)
		if d := geo.Distance(near, p.inverse(x, y)); d > 1 {
			t.Fatalf("%v comes back %.1f m away", near, d)
		}
		x0, y0 := p.forward(at)
		for _, course := range []float64{0, 90, 180, 270} {
			x, y := p.forward(geo.Destination(at.Vec(), course, 1000).Point())
			if got := math.Hypot(x-x0, y-y0) / p.scale(at.Lat); math.Abs(got-1000) > 5 {
				t.Fatalf("1000 m on %v from %v is drawn as %.1f m", course, at, got)
			}
			if course == 0 && y >= y0 {
				t.Fatalf("north of %v is not up", at)
			}
		}
	})
}

func sceneOf(c canned) *scene {
	pic := c.picture()
	e := c.event(pic)
	return &scene{e: &e, p: pic, land: stubLand{}, places: cannedPlaces(), inset: newInset(pic), axis: newAxis(pic.Minutes), names: c.names, port: portOf(&EventReport{}, &e, cannedPlaces())}
}

// TestFrame: all that a map must show is in it, and nothing lies under the inset or the
// scale; the port is in it when it is known and near.
func TestFrame(t *testing.T) {
	for _, c := range append(allCases(), polarCases()...) {
		s := sceneOf(c)
		for _, size := range []canvasSize{wideMap(), narrowMap()} {
			m := &mapDrawing{scene: s, size: size}
			m.lay()
			for _, q := range s.subjects() {
				x, y := m.f.at(q)
				if !m.f.area.has(x, y) || m.inset.w > 0 && m.inset.has(x, y) || m.bar.has(x, y) {
					t.Errorf("%s %s: %v is drawn at %.0f, %.0f", c.id, size.suffix, q, x, y)
				}
				if !m.f.box().Contains(q) {
					t.Errorf("%s %s: %v lies outside the box of the land", c.id, size.suffix, q)
				}
			}
		}
	}
	if sceneOf(possibleCase()).port == nil {
		t.Error("the port at 281 km is not drawn")
	}
	far := possibleCase()
	far.port.DistanceM = 351_000
	if sceneOf(far).port != nil {
		t.Error("a port at 351 km is drawn")
	}
}

// TestPortGiven: a port whose place the report has is drawn there, whatever its name.
func TestPortGiven(t *testing.T) {
	c := possibleCase()
	c.port = &event.Port{Name: "Nowhere", DistanceM: 120_000}
	e := c.event(c.picture())
	if got := portOf(&EventReport{}, &e, cannedPlaces()); got != nil {
		t.Errorf("a port of unknown place is drawn at %v", got)
	}
	at := geo.Point{Lat: 30, Lon: 124}
	if got := portOf(&EventReport{Ports: map[string]geo.Point{e.ID: at}}, &e, nil); got == nil || got.At != at || got.Name != "Nowhere" {
		t.Errorf("got %v", got)
	}
}

// TestArrowsKeepToTheTrack: no arrow head stands in a gap, where nothing is known.
func TestArrowsKeepToTheTrack(t *testing.T) {
	s := sceneOf(possibleCase())
	start := s.e.Start.Add(-7 * time.Hour)
	s.p.Tracks = [2][]event.PictureFix{}
	for i, min := range []int{0, 5, 305, 310} { // two ends 1 nm long, 5 h of silence between
		s.p.Tracks[0] = append(s.p.Tracks[0], event.PictureFix{Time: start.Add(time.Duration(min) * time.Minute), Place: geo.Point{Lat: 29.0, Lon: []float64{123, 123.3, 124.5, 124.7}[i]}})
	}
	m := &mapDrawing{scene: s, size: wideMap(), c: &canvas{}}
	m.lay()
	m.drawArrows(0)
	left, _ := m.f.at(s.p.Tracks[0][1].Place)
	right, _ := m.f.at(s.p.Tracks[0][2].Place)
	for _, x := range regexp.MustCompile(`d="M([0-9.]+)`).FindAllStringSubmatch(m.c.b.String(), -1) {
		if v, err := strconv.ParseFloat(x[1], 64); err != nil || v > left+8 && v < right-8 {
			t.Errorf("an arrow at %v, between %v and %v", v, left, right)
		}
	}
	if !strings.Contains(m.c.b.String(), "head a") {
		t.Error("no arrow at all")
	}
}

// TestLabels: words never stand under the inset or the scale, nor beyond the frame;
// among places that are free the first is taken.
func TestLabels(t *testing.T) {
	l := labels{area: rect{0, 0, 200, 100}, shut: []rect{{150, 50, 50, 50}}, taken: []rect{{0, 0, 40, 20}}, points: [][2]float64{{70, 30}}}
	for _, r := range []rect{{140, 60, 30, 10}, {190, 10, 30, 10}} {
		if _, ok := l.put(4000, r); ok {
			t.Errorf("%v is taken", r)
		}
	}
	if got, ok := l.put(900, rect{10, 5, 20, 10}, rect{60, 25, 20, 10}, rect{90, 25, 20, 10}, rect{90, 60, 20, 10}); !ok || got != (rect{90, 25, 20, 10}) {
		t.Errorf("got %v", got)
	}
	if got, ok := l.put(900, rect{92, 27, 20, 10}, rect{60, 25, 20, 10}); !ok || got != (rect{60, 25, 20, 10}) {
		t.Errorf("over a label: %v", got)
	}
}

// TestAntimeridian: a track over 180 degrees is one short line, never one round the world.
func TestAntimeridian(t *testing.T) {
	s := sceneOf(antimeridianCase())
	east, west := false, false
	for _, f := range s.p.Tracks[0] {
		east, west = east || f.Place.Lon > 0, west || f.Place.Lon < 0
	}
	if !east || !west {
		t.Fatal("the canned track does not cross 180 degrees")
	}
	m := &mapDrawing{scene: s, size: wideMap()}
	m.lay()
	for i := range s.p.Tracks {
		for k := 1; k < len(s.p.Tracks[i]); k++ {
			x1, y1 := m.f.at(s.p.Tracks[i][k-1].Place)
			x2, y2 := m.f.at(s.p.Tracks[i][k].Place)
			if math.Hypot(x2-x1, y2-y1) > 30 {
				t.Fatalf("fix %d is drawn %.0f px from the one before", k, math.Hypot(x2-x1, y2-y1))
			}
		}
	}
	svg := string(s.drawMap(wideMap()).svg)
	for _, label := range []string{">179°30′E<", ">180°<", ">179°30′W<"} {
		if !strings.Contains(svg, label) {
			t.Errorf("no label %s", label)
		}
	}
}

// TestTrackForms: look.md 3 and encounter/1: solid within 10 min, dotted within 60,
// nothing beyond, hollow ends there with their hours.
func TestTrackForms(t *testing.T) {
	c := possibleCase()
	s := sceneOf(c)
	start := time.Date(2018, 9, 8, 6, 0, 0, 0, time.UTC)
	s.p.Tracks = [2][]event.PictureFix{}
	for i, min := range []int{0, 10, 30, 91, 101} { // 10 min solid, 20 dotted, 61 nothing, 10 solid
		s.p.Tracks[0] = append(s.p.Tracks[0], event.PictureFix{Time: start.Add(time.Duration(min) * time.Minute), Place: geo.Point{Lat: 29.0, Lon: 123 + float64(i)*0.4}})
	}
	svg := string(s.drawMap(wideMap()).svg)
	lines := regexp.MustCompile("[lhv]")
	if n := len(lines.FindAllString(path(t, svg, "solid a"), -1)); n != 2 {
		t.Errorf("%d solid stretches, want 2", n)
	}
	if n := len(lines.FindAllString(path(t, svg, "dotted a"), -1)); n != 1 {
		t.Errorf("%d dotted stretches, want 1", n)
	}
	if n := strings.Count(path(t, svg, "hole a"), "h0"); n != 2 {
		t.Errorf("%d hollow ends, want 2", n)
	}
	for _, hour := range []string{">06:30<", ">07:31<"} {
		if !strings.Contains(svg, hour) {
			t.Errorf("the gap's end has no hour %s", hour)
		}
	}
}

// path returns the d of the path of a class.
func path(t *testing.T, svg, class string) string {
	t.Helper()
	_, rest, ok := strings.Cut(svg, `<path class="`+class+`" d="`)
	if !ok {
		t.Fatalf("no path of class %q", class)
	}
	d, _, _ := strings.Cut(rest, `"`)
	return d
}

// TestInset: hulls only with headings and antenna places; otherwise rings, and why.
func TestInset(t *testing.T) {
	with := sceneOf(possibleCase()).inset
	if with.hullA == nil || with.hullB == nil || math.Abs(with.relB+4) > 0.5 {
		t.Errorf("hulls %v %v, B turned %v, want both and -4", with.hullA, with.hullB, with.relB)
	}
	// B lies 44 m on 38 degrees true; A heads 128: abeam to port.
	if math.Abs(with.medX+44) > 6 || math.Abs(with.medY) > 6 {
		t.Errorf("B at %.0f right, %.0f ahead, want -44 and 0", with.medX, with.medY)
	}
	without := sceneOf(noHeadingCase()).inset
	if without.hullA != nil || without.title != "B as seen from A, north up" || !strings.Contains(without.lines[0], "no heading") {
		t.Errorf("%+v", without.lines)
	}
	if math.Hypot(without.medX, without.medY) < 240 || math.Abs(math.Atan2(without.medX, without.medY)*180/math.Pi-38) > 3 {
		t.Errorf("north up, B at %.0f east, %.0f north", without.medX, without.medY)
	}
	half := possibleCase()
	pic := half.picture()
	pic.Hulls[1].Reference = false
	if in := newInset(pic); in.hullA == nil || in.hullB != nil || !strings.Contains(in.lines[1], "no antenna place") {
		t.Errorf("B without antenna place: %+v", in.lines)
	}
}

// TestAxis: of a long event the middle is left out, and said.
func TestAxis(t *testing.T) {
	s := sceneOf(longCase())
	if len(s.axis.runs) != 2 || s.axis.leftOut() != 75*60-2*24*60-1 {
		t.Fatalf("%d runs, %d min left out", len(s.axis.runs), s.axis.leftOut())
	}
	if _, ok := s.axis.index(s.e.Start.Add(30 * time.Hour)); ok {
		t.Error("a moment of the middle has a place")
	}
	if at, ok := s.axis.index(s.e.Start); !ok || at != 120 {
		t.Errorf("the event begins at %v", at)
	}
	if !strings.HasPrefix(plain(s.leftOutWords()), "26 h 59 min in the middle") {
		t.Error(s.leftOutWords())
	}
}

// TestTogether: the minutes drawn together are those counted, and each once.
func TestTogether(t *testing.T) {
	for _, c := range []canned{possibleCase(), antimeridianCase(), absentCase()} {
		s := sceneOf(c)
		got := map[int]int{}
		s.spells(func(kind, from, to int) { got[kind] += to - from })
		m := s.e.Measured
		if got[spellObserved] != m.ObservedMin || got[spellInterpolated] != m.InterpolatedMin {
			t.Errorf("%s: %v, want %d observed, %d interpolated", c.id, got, m.ObservedMin, m.InterpolatedMin)
		}
		if total := got[spellObserved] + got[spellInterpolated] + got[spellUnknown] + got[spellApart]; total != c.minutes {
			t.Errorf("%s: %d min drawn of %d", c.id, total, c.minutes)
		}
	}
}

// TestGapScale: the scale is logarithmic, 10 m and less its floor.
func TestGapScale(t *testing.T) {
	g := logChart{20, 200, 10_000}
	for m, want := range map[float64]float64{0: 200, 10: 200, 100: 140, 1000: 80, 10_000: 20, 99_000: 20} {
		if got := g.y(m); math.Abs(got-want) > 1e-9 {
			t.Errorf("%v m at %v, want %v", m, got, want)
		}
	}
}

// TestPlay: what the player reads is what was drawn.
func TestPlay(t *testing.T) {
	s := sceneOf(antimeridianCase())
	wide, narrow := s.drawMap(wideMap()), s.drawMap(narrowMap())
	raw := string(s.player(wide.frame, narrow.frame, wide.inset))
	raw = strings.TrimSuffix(strings.TrimPrefix(raw, `<script type="application/json" class="play">`), "</script>")
	var p play
	if err := json.Unmarshal([]byte(raw), &p); err != nil {
		t.Fatal(err)
	}
	if len(p.State) != len(s.p.Minutes) || len(p.Map[0]) != len(s.p.Minutes) {
		t.Fatalf("%d states for %d minutes", len(p.State), len(s.p.Minutes))
	}
	var at [4]int
	for i := range s.p.Minutes {
		m := &s.p.Minutes[i]
		for k := range at {
			at[k] += p.Map[k][i]
		}
		if p.State[i] != '0'+byte(m.State) {
			t.Fatalf("minute %d: state %c, want %d", i, p.State[i], m.State)
		}
		if !m.Known[1] {
			continue
		}
		x, y := wide.frame.at(m.Places[1])
		if at[2] != tenth(x) || at[3] != tenth(y) {
			t.Fatalf("minute %d: B at %d, %d, want %.1f, %.1f", i, at[2], at[3], x, y)
		}
		nx, ny := narrow.frame.at(m.Places[1])
		if k := p.MapNarrow; math.Abs(x*k[0]+k[1]-nx) > 0.3 || math.Abs(y*k[0]+k[2]-ny) > 0.3 {
			t.Fatalf("minute %d: the narrow map does not follow: %v", i, k)
		}
	}
}

// TestFixTable: few fixes are listed whole, many are cut to those nearest the event.
func TestFixTable(t *testing.T) {
	few := newFixTable(sceneOf(absentCase()))
	if !strings.HasPrefix(few.Heading, "All ") || few.Note != "" || few.Rows[0].Heading != "" {
		t.Errorf("%+v", few)
	}
	s := sceneOf(possibleCase())
	many := newFixTable(s)
	if len(many.Rows) != mostFixes || many.Note == "" {
		t.Errorf("%d rows, note %q", len(many.Rows), many.Note)
	}
	inside := 0
	for i := range s.p.Tracks {
		for _, f := range s.p.Tracks[i] {
			if !f.Time.Before(s.e.Start) && !f.Time.After(s.e.End) {
				inside++
			}
		}
	}
	if inside > mostFixes {
		t.Fatal("the canned event has more fixes than the table")
	}
	first, last := many.Rows[0].Time, many.Rows[len(many.Rows)-1].Time
	if first >= "8 Sep 21:14:00" || last <= "9 Sep 03:41:00" {
		t.Errorf("from %s to %s does not hold the event", first, last)
	}
}

func TestPen(t *testing.T) {
	p := pen{}
	p.move(1, 2.25)
	p.to(1.5, 2.25)
	p.to(1.5, 2.25) // goes nowhere
	p.to(0, -0.04)
	p.to(-1, 5)
	p.shut()
	p.dot(1.5, 2.3) // relative to where the closed shape began
	if got, want := p.String(), "M1 2.3h.5l-1.5-2.3-1 5zm.5 0h0"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}

// TestThinned: no point left out lies farther from the line than can be seen.
func TestThinned(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var points [][2]float64
		for i := range rapid.IntRange(2, 80).Draw(t, "n") {
			points = append(points, [2]float64{float64(i), rapid.Float64Range(0, 3).Draw(t, "y")})
		}
		kept := thinned(points)
		if kept[0] != points[0] || kept[len(kept)-1] != points[len(points)-1] {
			t.Fatal("an end is lost")
		}
		for _, p := range points {
			least := math.Inf(1)
			for i := 1; i < len(kept); i++ {
				least = min(least, aside(p, kept[i-1], kept[i]))
			}
			if least > lineTolerance {
				t.Fatalf("%v lies %.2f px from the line", p, least)
			}
		}
	})
}
