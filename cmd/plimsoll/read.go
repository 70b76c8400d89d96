package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"runtime"
	"time"
	"unicode/utf8"

	"github.com/plimsoll-watch/plimsoll/base/coast"
	"github.com/plimsoll-watch/plimsoll/base/day"
	"github.com/plimsoll-watch/plimsoll/facts"
	"github.com/plimsoll-watch/plimsoll/law/listing"
	"github.com/plimsoll-watch/plimsoll/law/regime"
	"github.com/plimsoll-watch/plimsoll/record/event"
	"github.com/plimsoll-watch/plimsoll/sea/ais"
	"github.com/plimsoll-watch/plimsoll/sea/detect"
	"github.com/plimsoll-watch/plimsoll/sea/port"
)

// pipelineConfig returns the part of the pipeline's configuration that all readers
// share.
func (r *reading) pipelineConfig(w *world) (cfg detect.Config, err error) {
	if cfg.Inputs, err = r.inputs(w); err != nil {
		return cfg, err
	}
	if cfg.Memory, err = parseSize(r.Memory); err != nil {
		return cfg, err
	}
	if r.Workers < 0 || r.Workers > mostWorkers {
		return cfg, usagef("leave it out to use all cores", "--workers %d is not between 0 and %d", r.Workers, mostWorkers)
	}
	if cfg.Workers = r.Workers; cfg.Workers == 0 {
		cfg.Workers = min(runtime.GOMAXPROCS(0), mostWorkers)
	}
	cfg.Reading = ais.Options{Columns: r.Columns, Strict: r.Strict, BadChecksum: r.BadChecksum}
	cfg.SkipUnreadable = r.SkipUnreadable
	cfg.Spill = spill{w.config.TempDir}
	return cfg, nil
}

// mostWorkers is more than any machine has cores; each worker holds buffers.
const mostWorkers = 512

// pipeline runs the pipeline, with a line of progress that is gone when it ends. A
// program that fed us and was interrupted with us made no end of a file.
func (r *reading) pipeline(w *world, cfg detect.Config) (*detect.Result, error) {
	if w.stderrTTY && !r.Quiet {
		p := newProgress(w.stderr, r.Files)
		defer p.clear()
		cfg.Progress = p.add
	}
	result, err := detect.Run(w.ctx, cfg)
	if err == nil && w.ctx.Err() != nil {
		return nil, errors.Join(w.ctx.Err(), result.Close())
	}
	return result, err
}

// skippedError turns files left out into the exit code that says so.
func skippedError(result *detect.Result) error {
	if n := len(result.Skipped); n > 0 {
		return heldError{detect.Plural(n, "file was", "files were") + " left out"}
	}
	return nil
}

// printSkipped tells which files were left out, and why.
func printSkipped(w *world, out io.Writer, result *detect.Result) {
	for _, err := range result.Skipped {
		w.wrapped(out, "skipped", nameWidth, err.Error())
	}
}

// nameWidth is the indent of the text about a file.
const nameWidth = 11

// printSurvey says what went in.
func printSurvey(w *world, out io.Writer, s *detect.Survey) {
	for i := range s.Files {
		f := &s.Files[i]
		indent := max(nameWidth, utf8.RuneCountInString(f.Name)+2)
		ships := 0
		if len(s.Files) == 1 {
			ships = s.Ships
		}
		w.wrapped(out, f.Name, indent, f.Words(ships))
	}
	if len(s.Files) > 1 {
		w.wrapped(out, "together", nameWidth, fmt.Sprintf("%s, %s", detect.Plural(s.Ships, "ship", "ships"), detect.Plural(s.Positions, "position", "positions")))
	}
	if s.HasTime {
		w.wrapped(out, "feed", nameWidth, s.Feed())
	}
}

// surroundings loads what is on file about ports, areas and the coast.
type surroundings struct {
	ports *port.Gazetteer
	land  *coast.Land
	facts string
	acts  []event.Measure // that an act at sea could touch

	designated []event.Wanted // ships designated by the Council or its Committee
	listAge    string
}

func loadSurroundings() (s surroundings, err error) {
	if s.ports, err = port.Load(facts.FS()); err != nil {
		return s, err
	}
	if s.land, err = coast.Open(); err != nil {
		return s, err
	}
	if s.acts, err = measuresOfActs(); err != nil {
		return s, err
	}
	if s.designated, s.listAge, err = designatedShips(); err != nil {
		return s, err
	}
	s.facts, err = facts.Digest(facts.FS())
	return s, err
}

// designatedShips returns the ships designated under the regime, as ships to look for,
// and how old the list is. Each act has its days: the day of an event decides.
func designatedShips() (ships []event.Wanted, age string, err error) {
	l, err := listing.Load(facts.FS())
	if err != nil {
		return nil, "", err
	}
	for _, e := range l.Entries(day.AsOf{}) {
		w := event.Wanted{List: e.List, Ref: e.Ref, Name: e.Name, IMO: e.IMO, Since: e.Since, Until: e.Until}
		for _, m := range e.Measures {
			w.Measures = append(w.Measures, event.StatusMeasure{Measure: m.Measure, Binds: m.Binds})
		}
		ships = append(ships, w)
	}
	return ships, l.Age(day.AsOf{}).Words(), nil
}

// measuresOfActs returns the measures that a meeting of two ships could touch: the ban
// on ship-to-ship transfers, and the port ban on designated vessels.
func measuresOfActs() ([]event.Measure, error) {
	l, err := regime.Load(facts.FS())
	if err != nil {
		return nil, err
	}
	var acts []event.Measure
	for _, id := range []string{"sts-ban", "desig-port-ban-2371"} {
		m, ok := l.Measure(id, day.AsOf{})
		if !ok {
			return nil, fmt.Errorf("measure %s is not on file", id)
		}
		act := event.Measure{Name: m.Name(), From: m.From, To: m.To, Listing: id != "sts-ban"}
		for _, e := range m.Elements {
			if e.Role == regime.Test {
				act.Elements = append(act.Elements, event.Element{Kind: e.Kind, Text: e.Text})
			}
		}
		acts = append(acts, act)
	}
	return acts, nil
}

// progress prints how far reading has come, on a terminal, after a second.
type progress struct {
	out     io.Writer
	total   int64
	done    int64
	begun   time.Time
	printed time.Time
}

func newProgress(out io.Writer, files []string) *progress {
	p := &progress{out: out, begun: time.Now()}
	for _, name := range files {
		if info, err := os.Stat(name); err == nil && info.Mode().IsRegular() {
			p.total += info.Size()
		}
	}
	return p
}

func (p *progress) add(bytes int64) {
	p.done += bytes
	now := time.Now()
	if now.Sub(p.begun) < time.Second || now.Sub(p.printed) < 200*time.Millisecond && p.done < p.total {
		return
	}
	p.printed = now
	const mb = 1 << 20
	rate := float64(p.done) / now.Sub(p.begun).Seconds()
	line := fmt.Sprintf("read %d MB at %.0f MB/s", p.done/mb, rate/mb)
	if p.total > p.done && rate > 0 {
		line = fmt.Sprintf("read %d %% of %d MB at %.0f MB/s, %.0f s left", 100*p.done/p.total, p.total/mb, rate/mb, float64(p.total-p.done)/rate)
	}
	fmt.Fprintf(p.out, "\r\x1b[K%s", line)
	if p.total > 0 && p.done >= p.total {
		p.clear()
	}
}

// clear takes the line away again.
func (p *progress) clear() {
	if !p.printed.IsZero() {
		fmt.Fprint(p.out, "\r\x1b[K")
	}
}
