package detect

import (
	"maps"
	"slices"

	"github.com/plimsoll-watch/plimsoll/base/geo"
	"github.com/plimsoll-watch/plimsoll/base/vessel"
	"github.com/plimsoll-watch/plimsoll/sea/track"
)

// gauge is what one worker counts of the hulls it builds.
type gauge struct {
	inArea func(geo.Point) bool
	box    bounds

	ships     []vessel.MMSI
	positions int
	removed   track.Removed
	types     map[string]int
	steps     map[uint32]int // seconds between consecutive fixes
	share     Detectability
	last      uint32
}

func newGauge(inArea func(geo.Point) bool) *gauge {
	return &gauge{inArea: inArea, types: map[string]int{}, steps: map[uint32]int{}}
}

// longestStep is where steps between fixes stop being told apart.
const longestStep = 24 * 3600

// add counts the hulls of one MMSI.
func (g *gauge) add(built []*track.Hull, removed track.Removed) {
	g.ships = append(g.ships, built[0].MMSI)
	g.removed.Repeat += removed.Repeat
	g.removed.SameSecond += removed.SameSecond
	g.removed.Jump += removed.Jump
	g.positions += removed.SameSecond + removed.Jump
	kind := "not said"
	for i, h := range built {
		t, known := h.ShipType()
		if i == 0 && known {
			kind = vessel.TypeName(t)
		}
		g.hull(h, vessel.CargoOf(t) == vessel.CargoLiquid)
	}
	g.types[kind]++
}

func (g *gauge) hull(h *track.Hull, tanker bool) {
	g.positions += h.Len()
	g.last = max(g.last, h.Time[h.Len()-1])
	for i := range h.Time {
		g.box.add(h.Place[i])
		if i > 0 {
			g.steps[min(h.Time[i]-h.Time[i-1], longestStep)]++
		}
	}
	s := share(h, g.inArea)
	g.share.All.add(s)
	if tanker {
		g.share.Tankers.add(s)
	}
}

func (s *Share) add(t Share) {
	s.Visible += t.Visible
	s.Hours += t.Hours
}

// merge adds what another worker counted.
func (g *gauge) merge(o *gauge) {
	g.ships = append(g.ships, o.ships...)
	g.positions += o.positions
	g.removed.Repeat += o.removed.Repeat
	g.removed.SameSecond += o.removed.SameSecond
	g.removed.Jump += o.removed.Jump
	g.box.merge(&o.box)
	g.last = max(g.last, o.last)
	g.share.All.add(o.share.All)
	g.share.Tankers.add(o.share.Tankers)
	for k, n := range o.types {
		g.types[k] += n
	}
	for s, n := range o.steps {
		g.steps[s] += n
	}
}

// cadence returns the median step between fixes, 0 when there is none.
func (g *gauge) cadence() float64 {
	steps := slices.Sorted(maps.Keys(g.steps))
	total := 0
	for _, n := range g.steps {
		total += n
	}
	seen := 0
	for _, s := range steps {
		if seen += g.steps[s]; 2*seen >= total {
			return float64(s)
		}
	}
	return 0
}

// survey fills in what went in and what it could have shown.
func (p *pipeline) survey(result *Result, gauges []*gauge) {
	all := gauges[0]
	for _, g := range gauges[1:] {
		all.merge(g)
	}
	p.dataEnd = all.last
	s := &result.Survey
	s.Files, s.NotShips = p.ingest.files, p.ingest.ashore
	for i := range s.Files {
		s.Tally.Add(&s.Files[i].Tally)
	}
	for i := range p.cfg.Inputs {
		if err := p.ingest.skipped[uint16(i)]; err != nil {
			result.Skipped = append(result.Skipped, err)
		}
	}
	s.Rows, s.Sentences = s.Tally.Rows, s.Tally.Sentences
	s.Positions, s.ByShipType = all.positions, all.types
	for _, m := range all.ships {
		delete(p.ingest.undated, m)
	}
	s.Ships = len(all.ships) + len(p.ingest.undated)
	s.Box, s.HasBox = all.box.box()
	if first, last, quiet := p.ingest.heard.spells(); last > 0 {
		s.First, s.Last, s.Quiet, s.HasTime = utc(first), utc(last), quiet, true
	}
	s.CadenceS, s.Detectability = all.cadence(), all.share
	s.Removed = map[string]int{
		"repeats of the same report":                                 all.removed.Repeat,
		"other places in the same second":                            all.removed.SameSecond,
		"jumps of over 1 nm at over 50 kn that nothing goes on from": all.removed.Jump,
	}
}
