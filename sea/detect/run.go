package detect

import (
	"context"
	"errors"
	"time"

	"golang.org/x/sync/errgroup"

	"github.com/plimsoll-watch/plimsoll/base/geo"
	"github.com/plimsoll-watch/plimsoll/base/vessel"
	"github.com/plimsoll-watch/plimsoll/sea/ais"
	"github.com/plimsoll-watch/plimsoll/sea/encounter"
	"github.com/plimsoll-watch/plimsoll/sea/track"
)

// Config is what to read and what to ask of it. Workers, Memory and Spill never
// change a result.
type Config struct {
	Inputs  []Input
	Reading ais.Options // Name and Workers are set for each file

	NeedTimes      bool // a file without times is refused
	SkipUnreadable bool // a file that cannot be read is left out, not the end

	Params       encounter.Params
	Surroundings encounter.Surroundings // nil: no encounters are looked for
	Area         func(geo.Point) bool   // nil: everywhere
	From, To     time.Time              // encounters that overlap the span; zero: no bound
	SweepM       []int                  // distances of contact to count encounters for

	Workers  int   // 0: one
	Memory   int64 // bytes for what the pipeline holds; 0: 1 GiB
	Spill    Spill // nil: all in memory
	Progress func(bytes int64)
}

func (c *Config) workers() int { return max(1, c.Workers) }

func (c *Config) memory() int64 {
	if c.Memory <= 0 {
		return 1 << 30
	}
	return c.Memory
}

// Found is an encounter with all that explains it.
type Found struct {
	encounter.Encounter
	Ships        [2]track.Identity
	Of           [2]int // hulls on each MMSI
	Site         encounter.Site
	Explanations []encounter.Explanation
	STS          encounter.STS
	NightMin     int       // minutes in contact with the sun down
	Draught      [2]Change // said within 12 h before and after
	Lines        []Lines
}

// Change is a draught before and after, tenths of a metre; 0: not said.
type Change struct{ Before, After uint8 }

// Lines is the first and last line of a file that an encounter rests on.
type Lines struct {
	File        int // index into the survey's files
	First, Last uint32
}

// SweepRow counts the encounters with another distance of contact.
type SweepRow struct {
	DistanceM, Encounters, Possible, Undecided int
}

// Result is what came out. Close it when no more hulls are asked for.
type Result struct {
	Survey  Survey
	Found   []Found // by start, then ships
	Sweep   []SweepRow
	Skipped []error // files left out

	hulls *hulls
}

// Hulls returns the two hulls of an encounter.
func (r *Result) Hulls(f *Found) (pair [2]*track.Hull, err error) {
	for i, k := range f.Encounter.Ships {
		if pair[i], err = r.hulls.hull(k); err != nil {
			return pair, err
		}
	}
	return pair, nil
}

// Close removes what was spilled to disk.
func (r *Result) Close() error { return r.hulls.close() }

// Run reads the inputs and finds the encounters in them.
func Run(ctx context.Context, cfg Config) (*Result, error) {
	g := &ingest{
		cfg: &cfg, statics: newStatics(), heard: heard{}, skipped: map[uint16]error{}, at: map[uint16]int{}, undated: map[vessel.MMSI]bool{},
		rows: newParts[track.Row](cfg.Spill, cfg.memory()/2),
	}
	defer func() { _ = g.rows.close() }() // nothing of it is asked for again
	if err := g.read(ctx); err != nil {
		return nil, err
	}
	p, err := newPipeline(g)
	if err != nil {
		return nil, err
	}
	defer p.close()
	result, err := p.run(ctx)
	if err != nil {
		return nil, errors.Join(err, p.hulls.close())
	}
	return result, nil
}

// pipeline is the state between the steps.
type pipeline struct {
	cfg       *Config
	ingest    *ingest
	hulls     *hulls
	presences *parts[encounter.Presence]
	pairs     *parts[pairTick]
	wide      encounter.Params // the widest distance asked for
	dataEnd   uint32
}

func newPipeline(g *ingest) (*pipeline, error) {
	cfg := g.cfg
	h, err := newHulls(g.statics, g.rows.spilled(), cfg.Spill, cfg.memory()/4)
	if err != nil {
		return nil, err
	}
	p := &pipeline{
		cfg: cfg, ingest: g, hulls: h, wide: cfg.Params,
		presences: newParts[encounter.Presence](cfg.Spill, cfg.memory()/8),
		pairs:     newParts[pairTick](cfg.Spill, cfg.memory()/8),
	}
	for _, m := range cfg.SweepM {
		p.wide.DistanceM = max(p.wide.DistanceM, m)
	}
	return p, nil
}

// close gives up what lies between the steps; nothing of it is asked for again.
func (p *pipeline) close() {
	_ = p.presences.close()
	_ = p.pairs.close()
}

func (p *pipeline) run(ctx context.Context) (*Result, error) {
	result := &Result{hulls: p.hulls}
	gauges, err := p.build(ctx)
	if err != nil {
		return nil, err
	}
	p.survey(result, gauges)
	if p.cfg.Surroundings == nil {
		return result, nil
	}
	if err := p.near(ctx); err != nil {
		return nil, err
	}
	if err := p.find(ctx, result); err != nil {
		return nil, err
	}
	return result, nil
}

// eachPart runs work on every part, on all workers; work(w, part) with one w never
// overlaps.
func (p *pipeline) eachPart(ctx context.Context, work func(worker, part int) error) error {
	group, ctx := errgroup.WithContext(ctx)
	next := make(chan int)
	group.Go(func() error {
		defer close(next)
		for part := range partCount {
			select {
			case next <- part:
			case <-ctx.Done():
				return ctx.Err()
			}
		}
		return nil
	})
	for w := range p.cfg.workers() {
		group.Go(func() error {
			for part := range next {
				if err := work(w, part); err != nil {
					return err
				}
			}
			return nil
		})
	}
	return group.Wait()
}
