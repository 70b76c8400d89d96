package detect

import (
	"cmp"
	"context"
	"slices"
	"time"

	"github.com/plimsoll-watch/plimsoll/base/geo"
	"github.com/plimsoll-watch/plimsoll/sea/encounter"
	"github.com/plimsoll-watch/plimsoll/sea/track"
)

// build is the first step: rows become hulls, and hulls the discs they were in.
func (p *pipeline) build(ctx context.Context) ([]*gauge, error) {
	gauges := make([]*gauge, p.cfg.workers())
	deal := make([]dealer[encounter.Presence], p.cfg.workers())
	for w := range gauges {
		gauges[w] = newGauge(p.cfg.Area)
		deal[w].to = p.presences
	}
	err := p.eachPart(ctx, func(w, part int) error {
		rows, err := p.ingest.rows.load(part)
		if err != nil {
			return err
		}
		return p.buildPart(p.withoutSkipped(rows), gauges[w], &deal[w])
	})
	if err != nil {
		return nil, err
	}
	for w := range deal {
		if err := deal[w].flush(); err != nil {
			return nil, err
		}
	}
	return gauges, nil
}

// withoutSkipped drops the rows of files that turned out to be unreadable.
func (p *pipeline) withoutSkipped(rows []track.Row) []track.Row {
	if len(p.ingest.skipped) == 0 {
		return rows
	}
	return slices.DeleteFunc(rows, func(r track.Row) bool { return p.ingest.skipped[r.File] != nil })
}

func (p *pipeline) buildPart(rows []track.Row, g *gauge, deal *dealer[encounter.Presence]) error {
	track.Sort(rows)
	for len(rows) > 0 {
		n := 1
		for n < len(rows) && rows[n].MMSI == rows[0].MMSI {
			n++
		}
		if err := p.buildOne(rows[:n:n], g, deal); err != nil {
			return err
		}
		rows = rows[n:]
	}
	return nil
}

// buildOne makes the hulls of one MMSI, gauges them and deals out where they were.
func (p *pipeline) buildOne(rows []track.Row, g *gauge, deal *dealer[encounter.Presence]) (err error) {
	built, removed := track.Build(rows, p.ingest.statics)
	if len(built) == 0 {
		return nil
	}
	g.add(built, removed)
	if p.cfg.Surroundings == nil {
		return nil
	}
	for _, h := range built {
		encounter.Presences(h, func(at encounter.Presence) {
			if e := deal.put(mix(at.Tick), at); e != nil && err == nil {
				err = e
			}
		})
	}
	if err != nil {
		return err
	}
	return p.hulls.keep(rows)
}

// pairTick says that two hulls could be in contact in a tick.
type pairTick struct {
	a, b track.Key
	tick uint32
}

// near is the second step: in each tick, which hulls could be in contact.
func (p *pipeline) near(ctx context.Context) error {
	deal := make([]dealer[pairTick], p.cfg.workers())
	for w := range deal {
		deal[w].to = p.pairs
	}
	err := p.eachPart(ctx, func(w, part int) error {
		all, err := p.presences.load(part)
		if err != nil {
			return err
		}
		slices.SortFunc(all, func(a, b encounter.Presence) int { return cmp.Compare(a.Tick, b.Tick) })
		for len(all) > 0 && err == nil {
			n := 1
			for n < len(all) && all[n].Tick == all[0].Tick {
				n++
			}
			p.wide.Near(all[:n], func(a, b track.Key) {
				if e := deal[w].put(mix(uint32(a.MMSI)), pairTick{a, b, all[0].Tick}); e != nil && err == nil {
					err = e
				}
			})
			all = all[n:]
		}
		return err
	})
	if err != nil {
		return err
	}
	for w := range deal {
		if err := deal[w].flush(); err != nil {
			return err
		}
	}
	return nil
}

// find is the third step: each pair, minute by minute.
func (p *pipeline) find(ctx context.Context, result *Result) error {
	finders := make([]*finder, p.cfg.workers())
	for w := range finders {
		finders[w] = &finder{p: p, sweep: make([]SweepRow, len(p.cfg.SweepM))}
	}
	err := p.eachPart(ctx, func(w, part int) error {
		pairs, err := p.pairs.load(part)
		if err != nil {
			return err
		}
		slices.SortFunc(pairs, func(x, y pairTick) int {
			return cmp.Or(x.a.Compare(y.a), x.b.Compare(y.b), cmp.Compare(x.tick, y.tick))
		})
		return finders[w].pairs(ctx, pairs)
	})
	if err != nil {
		return err
	}
	result.Sweep = make([]SweepRow, len(p.cfg.SweepM))
	for i, m := range p.cfg.SweepM {
		result.Sweep[i].DistanceM = m
	}
	for _, f := range finders {
		result.Found = append(result.Found, f.found...)
		for i := range f.sweep {
			result.Sweep[i].Encounters += f.sweep[i].Encounters
			result.Sweep[i].Possible += f.sweep[i].Possible
			result.Sweep[i].Undecided += f.sweep[i].Undecided
		}
	}
	slices.SortFunc(result.Found, func(a, b Found) int { return encounter.Compare(&a.Encounter, &b.Encounter) })
	return nil
}

// finder is one worker of the third step.
type finder struct {
	p     *pipeline
	found []Found
	sweep []SweepRow
	ticks []uint32
}

// pairs walks the pairs of a part, sorted.
func (f *finder) pairs(ctx context.Context, pairs []pairTick) error {
	for len(pairs) > 0 {
		f.ticks = f.ticks[:0]
		n := 0
		for n < len(pairs) && pairs[n].a == pairs[0].a && pairs[n].b == pairs[0].b {
			f.ticks = append(f.ticks, pairs[n].tick)
			n++
		}
		if err := f.pair(pairs[0].a, pairs[0].b); err != nil {
			return err
		}
		if ctx.Err() != nil {
			return ctx.Err()
		}
		pairs = pairs[n:]
	}
	return nil
}

func (f *finder) pair(a, b track.Key) error {
	if !f.p.wide.LongEnough(f.ticks) {
		return nil
	}
	var h [2]*track.Hull
	for i, k := range [2]track.Key{a, b} {
		var err error
		if h[i], err = f.p.hulls.hull(k); err != nil {
			return err
		}
	}
	f.found = append(f.found, f.explained(&f.p.cfg.Params, h)...)
	for i, m := range f.p.cfg.SweepM {
		params := f.p.cfg.Params
		params.DistanceM = m
		for _, found := range f.explained(&params, h) {
			f.sweep[i].count(found.STS.Word)
		}
	}
	return nil
}

func (r *SweepRow) count(word string) {
	r.Encounters++
	switch word {
	case encounter.Possible:
		r.Possible++
	case encounter.Undecided:
		r.Undecided++
	}
}

// explained finds the encounters of two hulls that were asked for, with all that
// explains them.
func (f *finder) explained(params *encounter.Params, h [2]*track.Hull) (out []Found) {
	for _, e := range params.Find(h[0], h[1], f.ticks, f.p.dataEnd) {
		if !f.p.wanted(&e) {
			continue
		}
		found := Found{Encounter: e, Site: encounter.SiteOf(&e, f.p.cfg.Surroundings)}
		for i := range h {
			found.Ships[i] = h[i].IdentityIn(e.Start*60, e.End*60)
			found.Of[i] = h[i].Of
			found.Draught[i] = draughtChange(h[i], &e)
		}
		found.Explanations, found.STS = params.Explain(&e, found.Ships, found.Site)
		found.NightMin = night(&e)
		found.Lines = f.p.linesOf(h, &e)
		found.ContactMinutes = nil
		out = append(out, found)
	}
	return out
}

// wanted applies the area and the span of time asked for.
func (p *pipeline) wanted(e *encounter.Encounter) bool {
	start, end := time.Unix(int64(e.Start)*60, 0), time.Unix(int64(e.End)*60, 0)
	if !p.cfg.From.IsZero() && !end.After(p.cfg.From) || !p.cfg.To.IsZero() && !start.Before(p.cfg.To) {
		return false
	}
	return p.cfg.Area == nil || p.cfg.Area(e.Place)
}

func night(e *encounter.Encounter) (minutes int) {
	for _, m := range e.ContactMinutes {
		if geo.IsNight(e.Place, int64(m)*60) {
			minutes++
		}
	}
	return minutes
}

// draughtS is how long before and after an encounter a draught is looked for.
const draughtS = 12 * 3600

func draughtChange(h *track.Hull, e *encounter.Encounter) (c Change) {
	start, end := e.Start*60, e.End*60
	_, c.Before, _ = h.Draughts(start-min(start, draughtS), start)
	c.After, _, _ = h.Draughts(end, end+draughtS)
	return c
}

// linesOf returns, for each file, the first and last line with a fix of either ship
// from an hour before the encounter to an hour after it: a place in contact may lie
// between two fixes that far apart.
func (p *pipeline) linesOf(h [2]*track.Hull, e *encounter.Encounter) []Lines {
	var out []Lines
	from, to := e.Start*60-min(e.Start*60, track.InterpolateS), e.End*60+track.InterpolateS
	for _, hull := range h {
		for i := hull.After(from); i < hull.Len() && hull.Time[i] <= to; i++ {
			out = widen(out, p.ingest.at[hull.File[i]], hull.Line[i])
		}
	}
	slices.SortFunc(out, func(a, b Lines) int { return cmp.Compare(a.File, b.File) })
	return out
}

func widen(lines []Lines, file int, line uint32) []Lines {
	for i := range lines {
		if l := &lines[i]; l.File == file {
			l.First, l.Last = min(l.First, line), max(l.Last, line)
			return lines
		}
	}
	return append(lines, Lines{file, line, line})
}
