package main

import (
	"fmt"
	"io"
	"os"
	"strings"
	"time"

	"github.com/plimsoll-watch/plimsoll/cmd/plimsoll/demo"
	"github.com/plimsoll-watch/plimsoll/internal/scene"
	"github.com/plimsoll-watch/plimsoll/public/page"
	"github.com/plimsoll-watch/plimsoll/record/event"
)

type demoCmd struct {
	Out  string `default:"plimsoll-demo" placeholder:"DIR" help:"Folder for what the demo makes; refused when it holds anything else."`
	Seed uint64 `default:"0" placeholder:"N" help:"Another invented week: every number of it changes."`
}

// Run tells the story.
func (c *demoCmd) Run(w *world) error {
	if err := c.prepare(); err != nil {
		return err
	}
	headline, err := c.atSea(w)
	if err != nil {
		return err
	}
	if err := c.inLaw(w); err != nil {
		return err
	}
	if err := c.onRecord(w, headline); err != nil {
		return err
	}
	if err := c.inPublic(w); err != nil {
		return err
	}
	return c.whole(w)
}

// prepare makes the folder, or refuses it.
func (c *demoCmd) prepare() error {
	if c.Seed == 0 {
		c.Seed = scene.DemoSeed
	}
	foreign, err := demo.Foreign(c.Out)
	if err != nil {
		return readError(c.Out, err)
	}
	if len(foreign) > 0 {
		return usagef("choose another folder with --out, or an empty one", "%s holds what the demo did not make: %s", c.Out, strings.Join(foreign[:min(3, len(foreign))], ", "))
	}
	if err := os.MkdirAll(c.Out, 0o755); err != nil {
		return writeError(c.Out, err)
	}
	return nil
}

func (c *demoCmd) path(name string) string { return demo.Path(c.Out, name) }

// atSea is the first chapter: the week, the real pipeline on its bytes, and what of
// the truth came out.
func (c *demoCmd) atSea(w *world) (headline string, err error) {
	out := w.stderr
	fmt.Fprintf(out, "%s\n", w.bold(w.stderrTTY, "chapter 1: at sea, 3 to 9 September 2018"))
	w.wrapped(out, "", 0, "INVENTED: "+strings.ToLower(demo.Invented[:1])+demo.Invented[1:])
	week := scene.Week(c.Seed)
	err = demo.WriteWeek(week, func(name string, fill func(io.Writer) error) error {
		return writeFile(c.path(name), fill)
	})
	if err != nil {
		return "", err
	}
	w.wrapped(out, "", 0, fmt.Sprintf("written first: what is planted (%s), then the week as AIS sentences and as a table (%s, %s) and a list of ships to look for (%s)",
		c.path("truth.json"), c.path("week.nmea"), c.path("week.csv"), c.path("list.csv")))
	verb := detectCmd{List: c.path("list.csv"), Out: c.path("events.ndjson"), Report: c.path("events.html")}
	verb.Files, verb.Memory, verb.Verbose = []string{c.path("week.nmea")}, "1GB", true
	command := "plimsoll " + shellWords([]string{"detect", verb.Files[0], "--list", verb.List, "--out", verb.Out, "--report", verb.Report, "--verbose"})
	fmt.Fprintf(out, "\n$ %s\n", command)
	return c.detect(w, &verb, week.Truth(), command)
}

// detect runs the real pipeline on the week and writes its events and report.
func (c *demoCmd) detect(w *world, verb *detectCmd, truth []scene.Truth, command string) (headline string, err error) {
	found, err := verb.find(w)
	if err != nil {
		return "", err
	}
	defer func() { _ = found.result.Close() }() // its files have no names any more
	if err := verb.writeEvents(w, found); err != nil {
		return "", err
	}
	rows, strangers := demo.Compare(truth, found.events)
	report, err := found.report()
	if err != nil {
		return "", err
	}
	report.Command, report.Invented, report.Truth = command, demo.Invented, truthRows(rows, strangers)
	for _, name := range demo.Files() {
		if name == "events.html" {
			continue
		}
		report.Links = append(report.Links, page.Link{Href: name, Text: name})
	}
	if err := found.near.writeReport(verb.Report, report); err != nil {
		return "", err
	}
	verb.tell(w, found)
	tellTruth(w, rows, strangers)
	return headlineOf(found.events), nil
}

// headlineOf returns the event that the later chapters follow: the first possible transfer
// in which a ship broadcasts the identity of one looked for; "" when there is none.
func headlineOf(events []event.Event) string {
	for i := range events {
		if e := &events[i]; e.STS == "possible" && len(e.Listed) > 0 {
			return e.ID
		}
	}
	return ""
}

// truthRows are the rows of the page's table of what was planted and found.
func truthRows(rows []demo.Row, strangers []event.Event) []page.TruthRow {
	var out []page.TruthRow
	for _, r := range rows {
		verdict := "right"
		if !r.Right {
			verdict = "wrong"
		}
		if r.Reason != "" {
			verdict += ": " + r.Reason
		}
		out = append(out, page.TruthRow{
			Class: r.Class, Ships: strings.Join(r.Names, ", "),
			Planted: r.Expect + ", " + span(r.Start, r.End), Found: r.Found, Verdict: verdict,
		})
	}
	for i := range strangers {
		e := &strangers[i]
		out = append(out, page.TruthRow{
			Class: "not planted", Ships: e.Ships[0].Called() + ", " + e.Ships[1].Called(), Planted: "nothing", Found: e.When(), Verdict: "wrong: nothing of this was planted",
		})
	}
	return out
}

func span(from, to time.Time) string {
	return from.Format("2 Jan 15:04") + " to " + to.Format("2 Jan 15:04")
}

// tellTruth prints what was planted and what was found, right and wrong.
func tellTruth(w *world, rows []demo.Row, strangers []event.Event) {
	out := w.stderr
	fmt.Fprintf(out, "\n%s\n", w.bold(w.stderrTTY, "planted and found"))
	right, beyond := 0, 0
	for i := range rows {
		switch r := &rows[i]; {
		case r.Expect == scene.NotVisible:
			beyond++
		case r.Right:
			right++
		}
		verdict := "right"
		if !rows[i].Right {
			verdict = "WRONG"
		}
		w.wrapped(out, verdict, 7, rows[i].Words())
	}
	for i := range strangers {
		w.wrapped(out, "WRONG", 7, "not planted: "+strangers[i].Ships[0].Called()+", "+strangers[i].Ships[1].Called()+" "+strangers[i].When())
	}
	fmt.Fprintf(out, "%d of %d as planted; %d planted beyond this method; %d found that nobody planted\n", right, len(rows)-beyond, beyond, len(strangers))
}
