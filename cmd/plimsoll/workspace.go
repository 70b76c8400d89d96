package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strings"

	"github.com/plimsoll-watch/plimsoll/base/day"
	"github.com/plimsoll-watch/plimsoll/workspace"
)

// inWorkspace is the flag of every verb that works in a workspace.
type inWorkspace struct {
	Dir string `placeholder:"DIR" help:"The workspace's folder; else PLIMSOLL_DIR, else the nearest .plimsoll upwards."`
}

// found returns the workspace that is meant.
func (i *inWorkspace) found(w *world) (workspace.Found, error) {
	here, err := os.Getwd()
	if err != nil {
		return workspace.Found{}, readError(".", err)
	}
	f, err := workspace.Find(i.Dir, w.config.Workspace, here)
	return f, workspaceError(err)
}

// options are what a workspace takes from the world.
func (w *world) options() workspace.Options {
	return workspace.Options{
		Now: w.now, Random: w.random,
		Warn: func(err error) {
			if err != nil {
				fmt.Fprintf(w.stderr, "plimsoll: %s\n", err)
			}
		},
	}
}

// open opens the workspace that is meant.
func (i *inWorkspace) open(w *world) (*workspace.Dir, error) {
	f, err := i.found(w)
	if err != nil {
		return nil, err
	}
	d, err := workspace.Open(f.Path, w.options())
	return d, workspaceError(err)
}

// workspaceError turns an error of a workspace into one of the command line.
func workspaceError(err error) error {
	var (
		missing *workspace.Missing
		refused *workspace.Refused
		none    *workspace.NoDraft
	)
	switch hint := workspace.Hint(err); {
	case err == nil:
		return nil
	case errors.As(err, &missing):
		return usageError{hinted{err, hint}}
	case errors.As(err, &refused):
		return refusedError{hinted{err, hint}}
	case errors.As(err, &none):
		return usageError{hinted{err, hint}}
	case hint != "":
		return hinted{err, hint}
	}
	return err
}

// acting holds who did something, and on which day by their word.
type acting struct {
	By string `required:"" placeholder:"WHO" help:"Who did it."`
	On string `placeholder:"DATE" help:"The day it was done; today otherwise."`
}

// on returns the day of an act.
func (a *acting) on(w *world) (day.Date, error) { return actDay(w, "on", a.On) }

// actDay returns a day that was given, or today.
func actDay(w *world, flag, s string) (day.Date, error) {
	if s == "" {
		return day.OfTime(w.now().UTC()).Date(), nil
	}
	d, err := day.Parse(s)
	if err != nil {
		return d, usageError{hinted{fmt.Errorf("--%s: %w", flag, err), "write a date that exists, e.g. 2018-09-26"}}
	}
	return d, nil
}

type initCmd struct {
	inWorkspace `embed:""`
	Name        string `placeholder:"KEY" help:"What the key that signs is called, e.g. demo-body: everybody will see it."`
	Rebuild     bool   `help:"Make the index again from the objects and the log, to the same content."`
}

// Run makes a workspace, or its index again.
func (c *initCmd) Run(w *world) error {
	path := c.Dir
	if path == "" {
		path = w.config.Workspace
	}
	if c.Rebuild {
		return c.rebuild(w)
	}
	if path == "" {
		path = workspace.FolderName
	}
	if c.Name == "" {
		return usagef("plimsoll init --name demo-body", "the key needs a name")
	}
	o := w.options()
	o.Name = c.Name
	d, err := workspace.Init(path, o)
	if err != nil {
		return workspaceError(err)
	}
	w.tellLine(fmt.Sprintf("workspace %s: its log begins with the key %s, %s", path, d.Key().Name(), d.Key().Short()))
	w.tellLine(fmt.Sprintf("give out %s/keys/%s.pub; keep %s.key to yourself, and copy the folder to somewhere safe: without it nothing more can be sealed", path, c.Name, c.Name))
	return workspaceError(d.Close())
}

func (c *initCmd) rebuild(w *world) error {
	f, err := c.found(w)
	if err != nil {
		return err
	}
	r, err := workspace.Rebuild(f.Path, w.options())
	if err != nil {
		return workspaceError(err)
	}
	line := fmt.Sprintf("the index is made again: %d acts, %d drafts kept", r.Entries, r.Drafts)
	if r.DraftsLost != nil {
		line += fmt.Sprintf("; drafts are lost (%v), the old index lies at %s", r.DraftsLost, r.Aside)
	}
	w.tellLine(line)
	return nil
}

type configCmd struct {
	inWorkspace `embed:""`
	JSON        bool `help:"Print the settings as JSON."`
}

// Run prints every setting, what it is and where it comes from.
func (c *configCmd) Run(w *world) error {
	f, err := c.found(w)
	if err != nil {
		return err
	}
	d, err := c.open(w)
	if err != nil {
		return err
	}
	defer func() { _ = d.Close() }() // nothing was written
	w.tellLine(fmt.Sprintf("workspace %s (%s)", f.Path, f.Origin))
	for _, s := range d.Settings() {
		w.tellLine(fmt.Sprintf("%s = %s (%s): %s", s.Key, s.Value, s.Origin, s.What))
	}
	return printJSON(w, c.JSON, d.Settings())
}

// logFile reads a file of the log's folder.
func logFile(d *workspace.Dir) func(path string) ([]byte, error) {
	files := d.LogFiles()
	return func(path string) ([]byte, error) { return fs.ReadFile(files, path) }
}

// putObject keeps bytes as an object and returns its name.
func putObject(ctx context.Context, d *workspace.Dir, b []byte) (string, error) {
	name, err := d.Put(ctx, b)
	return strings.TrimSpace(name), workspaceError(err)
}
