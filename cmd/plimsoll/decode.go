package main

import (
	"context"
	"errors"
	"fmt"
	"io"

	"github.com/plimsoll-watch/plimsoll/sea/ais"
	"github.com/plimsoll-watch/plimsoll/sea/detect"
)

type decodeCmd struct {
	Files       []string `arg:"" optional:"" help:"Files of AIS sentences, plain or gzip; - or nothing is standard input."`
	Strict      bool     `help:"Stop at the first rejected sentence."`
	BadChecksum bool     `help:"Keep sentences whose checksum is wrong; they are counted all the same."`
	Out         string   `placeholder:"FILE" help:"Write to a file, complete or not at all."`
	Quiet       bool     `short:"q" help:"Print errors only."`
}

// Run prints each message as one JSON object on a line.
func (c *decodeCmd) Run(w *world) error {
	r := reading{Files: c.Files}
	inputs, err := r.inputs(w)
	if err != nil {
		return err
	}
	if err := apart(c.Files, c.Out); err != nil {
		return err
	}
	if c.Out != "" {
		return writeFile(c.Out, func(out io.Writer) error { return c.decode(w, inputs, out) })
	}
	return c.decode(w, inputs, w.stdout)
}

func (c *decodeCmd) decode(w *world, inputs []detect.Input, out io.Writer) error {
	for _, in := range inputs {
		if err := c.file(w, in, out); err != nil {
			return err
		}
	}
	return w.ctx.Err() // what stopped the feeding program too is no end of a file
}

func (c *decodeCmd) file(w *world, in detect.Input, out io.Writer) (err error) {
	f, err := in.Open()
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	ctx, stop := context.WithCancel(w.ctx)
	defer stop()
	var line []byte
	var failed error
	fail := func(err error) { failed = err; stop() }
	opt := ais.Options{Name: in.Name, Strict: c.Strict, BadChecksum: c.BadChecksum}
	tally, _, err := ais.Read(ctx, f, opt, func(_ int, r *ais.Report) {
		if failed != nil {
			return
		}
		if r.Type == 0 {
			fail(&ais.InputError{File: in.Name, What: "a table, and not AIS sentences", Hint: "inspect and detect read tables; decode reads sentences"})
			return
		}
		line = append(ais.AppendJSON(line[:0], r, in.Name), '\n')
		if _, err := out.Write(line); err != nil {
			fail(writeOut(err))
		}
	})
	if failed != nil {
		return failed // and not what stopping the reading made of it
	}
	if err != nil {
		return err
	}
	if !c.Quiet {
		file := detect.FileSurvey{Name: in.Name, Tally: *tally}
		w.wrapped(w.stderr, in.Name, max(nameWidth, len(in.Name)+2), fmt.Sprintf("%s printed; %s", detect.Plural(tally.Reports, "message", "messages"), file.Words(0)))
	}
	return nil
}
