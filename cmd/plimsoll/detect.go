package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/plimsoll-watch/plimsoll/record/event"
	"github.com/plimsoll-watch/plimsoll/sea/detect"
	"github.com/plimsoll-watch/plimsoll/sea/encounter"
)

type detectCmd struct {
	reading     `embed:""`
	List        string `placeholder:"FILE" help:"Ships to look for: CSV with columns ref,name,imo,mmsi,since,until,measure,binds."`
	Area        string `placeholder:"W,S,E,N" help:"Only encounters in this box; W > E crosses the antimeridian."`
	From        string `placeholder:"TIME" help:"Only encounters that go on after this date or time, UTC."`
	To          string `placeholder:"TIME" help:"Only encounters that begin before this date or time, UTC."`
	MinDuration string `placeholder:"120m" help:"Least time in contact. Another value makes another method, which every event names."`
	MaxDistance *int   `placeholder:"500" help:"Greatest distance of contact in metres, likewise."`
	Sweep       string `placeholder:"distance=100,200,…" help:"Count the encounters at these distances of contact too."`
	Format      string `enum:",text,ndjson,json,csv,geojson" default:"" help:"text, ndjson, json, csv or geojson; text on a terminal, ndjson in a pipe, else by the name of --out."`
	JSON        bool   `help:"Short for --format json."`
	Out         string `placeholder:"FILE" help:"Write the events to a file, complete or not at all."`
	Report      string `placeholder:"FILE" help:"Write an HTML report that opens without a network."`
}

// Run finds the encounters, writes them and tells them.
func (c *detectCmd) Run(w *world) error {
	if err := apart(append(c.Files[:len(c.Files):len(c.Files)], c.List), c.Out, c.Report); err != nil {
		return err
	}
	found, err := c.find(w)
	if err != nil {
		return err
	}
	defer func() { _ = found.result.Close() }() // its files have no names any more
	if err := c.writeEvents(w, found); err != nil {
		return err
	}
	if c.Report != "" {
		report, err := found.report()
		if err != nil {
			return err
		}
		report.Command = "plimsoll " + shellWords(os.Args[min(1, len(os.Args)):])
		if err := found.near.writeReport(c.Report, report); err != nil {
			return err
		}
	}
	if !c.Quiet {
		c.tell(w, found)
	}
	return skippedError(found.result)
}

// outcome is what a detection found.
type outcome struct {
	params encounter.Params
	near   surroundings
	wanted []event.Wanted
	result *detect.Result
	events []event.Event // in the order of result.Found
}

// find reads the files and finds the encounters. The outcome's result is to be
// closed.
func (c *detectCmd) find(w *world) (*outcome, error) {
	cfg, err := c.config(w)
	if err != nil {
		return nil, err
	}
	wanted, err := readWanted(w, c.List)
	if err != nil {
		return nil, err
	}
	near, err := loadSurroundings()
	if err != nil {
		return nil, err
	}
	cfg.Surroundings = near.ports
	result, err := c.pipeline(w, cfg)
	if err != nil {
		return nil, err
	}
	found := &outcome{params: cfg.Params, near: near, wanted: wanted, result: result}
	build := &event.Builder{
		Params: cfg.Params, Facts: near.facts, Wanted: append(near.designated, wanted...), Measures: near.acts, Flag: near.ports.Flag, Shore: near.land.ShoreDistance,
		Reported: near.ports.ReportedZones, Files: result.Survey.Files,
	}
	for i := range result.Found {
		found.events = append(found.events, build.Build(&result.Found[i]))
	}
	return found, nil
}

// config turns the flags into the pipeline's configuration, less the surroundings.
func (c *detectCmd) config(w *world) (cfg detect.Config, err error) {
	if cfg, err = c.pipelineConfig(w); err != nil {
		return cfg, err
	}
	cfg.NeedTimes = true
	if c.Format, err = oneFormat(c.JSON, c.Format); err != nil {
		return cfg, err
	}
	if cfg.Params, err = c.params(); err != nil {
		return cfg, err
	}
	if cfg.SweepM, err = parseSweep(c.Sweep); err != nil {
		return cfg, err
	}
	if cfg.From, cfg.To, err = parseSpan(c.From, c.To); err != nil {
		return cfg, err
	}
	if c.Area != "" {
		box, err := parseBox(c.Area)
		if err != nil {
			return cfg, err
		}
		cfg.Area = box.Contains
	}
	return cfg, nil
}

func (c *detectCmd) params() (p encounter.Params, err error) {
	p = encounter.Standard()
	if c.MinDuration != "" {
		if p.ContactMin, err = parseMinutes(c.MinDuration); err != nil {
			return p, err
		}
	}
	if m := c.MaxDistance; m != nil {
		if *m < 1 || *m > mostDistance {
			return p, usagef("the standard is 500", "--max-distance %d is not between 1 and %d metres", *m, mostDistance)
		}
		p.DistanceM = *m
	}
	return p, nil
}

// mostDistance is the greatest distance of contact one may ask for, in metres.
const mostDistance = 20_000

// parseSweep reads "distance=100,200,300".
func parseSweep(s string) ([]int, error) {
	if s == "" {
		return nil, nil
	}
	list, ok := strings.CutPrefix(s, "distance=")
	var out []int
	for _, part := range strings.Split(list, ",") {
		m, err := strconv.Atoi(strings.TrimSpace(part))
		if !ok || err != nil || m < 1 || m > mostDistance {
			return nil, usagef("write --sweep distance=100,200,300,500", "--sweep %q is not a list of distances in metres", s)
		}
		out = append(out, m)
	}
	return out, nil
}

// readWanted reads the list of ships to look for; none when no name is given.
func readWanted(w *world, name string) ([]event.Wanted, error) {
	if name == "" {
		return nil, nil
	}
	f, err := openFile(w.ctx, name)
	if err != nil {
		return nil, err
	}
	defer func() { _ = f.Close() }() // it was read
	base := filepath.Base(name)
	wanted, err := event.ReadWanted(f, strings.TrimSuffix(base, filepath.Ext(base)))
	var path *os.PathError
	if errors.As(err, &path) || w.ctx.Err() != nil {
		return nil, readError(name, errors.Join(w.ctx.Err(), err))
	}
	if err != nil {
		return nil, refusedError{hinted{fmt.Errorf("read %s: %w", name, err), "a list has the columns ref,name,imo,mmsi,since,until,measure,binds"}}
	}
	return wanted, nil
}

// writeEvents prints the events as data where that is wanted.
func (c *detectCmd) writeEvents(w *world, found *outcome) error {
	format := c.Format
	if format == "" {
		format = formatOf(c.Out, w.stdoutTTY)
	}
	write := eventFormats[format]
	if format == "text" {
		write = found.writeText
	}
	switch {
	case c.Out != "":
		return writeFile(c.Out, func(out io.Writer) error { return write(out, found.events) })
	case format == "text" && w.stdoutTTY:
		return nil // it is told
	}
	if err := write(w.stdout, found.events); err != nil {
		return writeOut(err)
	}
	return nil
}

// formatOf chooses a format by the name of the file, else by where the output goes.
func formatOf(name string, tty bool) string {
	switch strings.ToLower(filepath.Ext(name)) {
	case ".json":
		return "json"
	case ".csv":
		return "csv"
	case ".geojson":
		return "geojson"
	case ".txt":
		return "text"
	}
	if name == "" && tty {
		return "text"
	}
	return "ndjson"
}

// eventFormats are the forms events are written in.
var eventFormats = map[string]func(io.Writer, []event.Event) error{
	"ndjson":  event.WriteNDJSON,
	"json":    event.WriteJSON,
	"csv":     event.WriteCSV,
	"geojson": event.WriteGeoJSON,
}
