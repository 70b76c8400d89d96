package detect

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"hash"
	"io"
	"maps"
	"time"

	"github.com/plimsoll-watch/plimsoll/base/vessel"
	"github.com/plimsoll-watch/plimsoll/sea/ais"
	"github.com/plimsoll-watch/plimsoll/sea/track"
)

// Input is one file to read.
type Input struct {
	Name string
	Open func() (io.ReadCloser, error)
}

// worker is what one reading goroutine collects; nothing of it is shared.
type worker struct {
	teller  teller
	rows    dealer[track.Row]
	heard   heard
	base    span // base stations' own clocks
	bases   int
	ashore  int                  // reports of stations that are no ships
	undated map[vessel.MMSI]bool // ships that gave a place and no time
	failure error
}

// ingest reads all inputs into rows.
type ingest struct {
	cfg     *Config
	rows    *parts[track.Row]
	statics *statics
	heard   heard
	files   []FileSurvey
	at      map[uint16]int // which of files an input became
	skipped map[uint16]error
	ashore  int
	undated map[vessel.MMSI]bool
}

func (g *ingest) read(ctx context.Context) error {
	for i := range g.cfg.Inputs {
		err := g.file(ctx, uint16(i))
		var input *ais.InputError
		if err != nil && g.cfg.SkipUnreadable && ctx.Err() == nil && (errors.As(err, &input) || errors.Is(err, errOpen)) {
			g.skipped[uint16(i)] = err
			continue
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// errOpen marks errors of opening and reading a file, as against its content.
var errOpen = errors.New("file not read")

// fileError is an error of the outside: the file could not be opened or read.
type fileError struct{ err error }

func (e fileError) Error() string        { return e.err.Error() }
func (e fileError) Unwrap() error        { return e.err }
func (e fileError) Is(target error) bool { return target == errOpen }

// file reads one input.
func (g *ingest) file(ctx context.Context, n uint16) error {
	in := &g.cfg.Inputs[n]
	f, err := in.Open()
	if err != nil {
		return fileError{err}
	}
	defer func() { _ = f.Close() }() // it was read
	raw := &counted{r: f, sum: sha256.New(), progress: g.cfg.Progress}
	workers := make([]*worker, g.cfg.workers())
	for i := range workers {
		workers[i] = g.worker()
	}
	opt := g.cfg.Reading
	opt.Name, opt.Workers = in.Name, len(workers)
	tally, format, err := ais.Read(ctx, raw, opt, func(i int, r *ais.Report) { workers[i].take(r, n) })
	if err == nil {
		_, err = io.Copy(io.Discard, raw) // what follows a compressed stream is part of the file
	}
	if raw.failed != nil {
		return fileError{fmt.Errorf("read %s: %w", in.Name, raw.failed)}
	}
	if err != nil {
		return err
	}
	return g.finish(n, workers, FileSurvey{
		Name: in.Name, SHA256: hex.EncodeToString(raw.sum.Sum(nil)), Format: string(format), Bytes: raw.n, Tally: *tally,
	})
}

func (g *ingest) worker() *worker {
	return &worker{
		teller: teller{to: g.statics, seen: map[string]uint32{}},
		rows:   dealer[track.Row]{to: g.rows},
		heard:  heard{}, undated: map[vessel.MMSI]bool{},
	}
}

// take keeps one report.
func (w *worker) take(r *ais.Report, file uint16) {
	if r.Is(ais.HasBaseTime) {
		if w.bases == 0 {
			w.base = span{r.BaseTime, r.BaseTime}
		}
		w.base = span{min(w.base.first, r.BaseTime), max(w.base.last, r.BaseTime)}
		w.bases++
	}
	if !r.Is(ais.HasTime) {
		if r.Is(ais.HasPlace) && !r.Is(ais.HasBaseTime) && track.IsShip(r.MMSI) {
			w.undated[r.MMSI] = true
		}
		return
	}
	w.heard.at(r.Time)
	if r.Is(ais.HasBaseTime) {
		return
	}
	if !track.IsShip(r.MMSI) {
		w.ashore++
		return
	}
	row := track.RowOf(r, file, w.teller.tell(r))
	if row.Said == 0 && !row.Has(track.HasPlace) {
		return
	}
	if err := w.rows.put(mix(uint32(r.MMSI)), row); err != nil && w.failure == nil {
		w.failure = err
	}
}

// finish joins what the workers collected of one file.
func (g *ingest) finish(n uint16, workers []*worker, file FileSurvey) error {
	times := heard{}
	for _, w := range workers {
		if err := errors.Join(w.failure, w.rows.flush()); err != nil {
			return err
		}
		times.merge(w.heard)
		if w.bases > 0 {
			file.inferred(w.base, w.bases)
		}
	}
	if first, last, _ := times.spells(); last > 0 {
		file.First, file.Last = utc(first), utc(last)
	}
	if err := file.refusal(g.cfg.NeedTimes); err != nil {
		return err // and a file that is skipped leaves no trace
	}
	for _, w := range workers {
		g.ashore += w.ashore
		maps.Copy(g.undated, w.undated)
	}
	g.at[n] = len(g.files)
	g.files = append(g.files, file)
	g.heard.merge(times)
	return nil
}

func (f *FileSurvey) inferred(s span, n int) {
	from, to := utc(s.first), utc(s.last)
	if f.BaseReports == 0 || from.Before(f.InferredFirst) {
		f.InferredFirst = from
	}
	if to.After(f.InferredLast) {
		f.InferredLast = to
	}
	f.BaseReports += n
}

// refusal returns why a file that was read to its end is refused, nil when it is not.
func (f *FileSurvey) refusal(needTimes bool) error {
	switch {
	case f.unreadable():
		most := f.Tally.Rejects()[0]
		in := &ais.InputError{File: f.Name, Line: most.Examples[0].Line, What: fmt.Sprintf("no sentence could be read, most often: %s", most.Reason)}
		if most.Reason == ais.ReasonBadChecksum || most.Reason == ais.ReasonNoChecksum {
			in.Hint = "--bad-checksum keeps such sentences"
		}
		return in
	case needTimes && f.Tally.Reports > 0 && f.Last.IsZero():
		return f.noTimes()
	}
	return nil
}

// unreadable reports whether sentences were all there is and none could be read. A
// ship that does not know its place was read all the same.
func (f *FileSurvey) unreadable() bool {
	if f.Tally.Sentences == 0 || f.Tally.Reports > 0 || f.Tally.Unread > 0 {
		return false
	}
	for _, r := range f.Tally.Rejects() {
		if r.Reason == ais.ReasonNoPosition || r.Reason == ais.ReasonRange {
			return false
		}
	}
	return f.Tally.Rejected() > 0
}

// noTimes refuses a file that says nothing of when; the base stations' own clocks
// may bound it.
func (f *FileSurvey) noTimes() error {
	hint := "a tag block (\\c:...*hh\\), a $PGHP line or an epoch after the checksum gives a sentence its time"
	if f.BaseReports > 0 {
		hint = fmt.Sprintf("%s in it, %s to %s UTC: a bound, not a time for each sentence",
			Plural(f.BaseReports, "base station report", "base station reports"), f.InferredFirst.Format(time.DateTime), f.InferredLast.Format(time.DateTime))
	}
	return &ais.InputError{File: f.Name, What: "no times in it", Hint: hint}
}

// counted hashes and counts what is read, and tells the progress.
type counted struct {
	r        io.Reader
	sum      hash.Hash
	n        int64
	failed   error
	progress func(bytes int64)
}

func (c *counted) Read(p []byte) (int, error) {
	n, err := c.r.Read(p)
	c.sum.Write(p[:n])
	c.n += int64(n)
	if c.progress != nil {
		c.progress(int64(n))
	}
	if err != nil && err != io.EOF {
		c.failed = err
	}
	return n, err
}
