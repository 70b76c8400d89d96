package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
)

// demoBrief is what the fourth chapter's briefing is called.
const demoBrief = "spv8363-2018-09-26"

// inPublic is the fourth chapter: the briefing on tomorrow's meeting, drafted from the
// record, checked, and published as a site with feeds and a calendar.
func (c *demoCmd) inPublic(w *world) error {
	fmt.Fprintf(w.stderr, "\n%s\n", w.bold(w.stderrTTY, "chapter 4: in public, 26 September 2018"))
	w.wrapped(w.stderr, "", 0, "RECORDED: each sentence from sourced tables, with its citation; what they cannot say is a slot, or stands under missing. No sentence is ours but the forms they stand in")
	for _, made := range []string{"brief.md", "site"} { // by the demo, before
		if err := os.RemoveAll(c.path(made)); err != nil {
			return writeError(c.path(made), err)
		}
	}
	text := c.path("brief.md")
	for _, args := range [][]string{
		{"brief", "scaffold", "S/PV.8363", "--as-of", eve, "--published", eve, "--out", text},
		{"brief", "check", text},
		{"brief", "publish", text, "--out", c.path("site")},
	} {
		fmt.Fprintf(w.stderr, "\n$ plimsoll %s\n", shellWords(args))
		if code := run(w, args); code != exitDone {
			return fmt.Errorf("demo: the step ended with %d", code)
		}
	}
	page := c.path(filepath.Join("site", demoBrief+".html"))
	if _, err := os.Stat(page); errors.Is(err, os.ErrNotExist) {
		return fmt.Errorf("demo: %s was not published", page)
	}
	return nil
}
