package main

import (
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"strings"
	"time"

	"github.com/plimsoll-watch/plimsoll/base/day"
	"github.com/plimsoll-watch/plimsoll/cmd/plimsoll/demo"
	"github.com/plimsoll-watch/plimsoll/record/finding"
	"github.com/plimsoll-watch/plimsoll/record/seal"
)

// the report of the third chapter, and what its pages and bundles say of themselves.
const (
	demoReport         = "midterm-2018"
	demoReportInvented = "The report, its parties, their words and the key demo-body are made up; the text is a stand-in. Figures on petroleum are as published by the day of each edition."
)

// demoAct is a step of the third chapter: a command, the time it is run at, and the exit code
// it should have.
type demoAct struct {
	at   string
	args []string
	code int
	then func() error // what the reader would do by hand
}

// onRecord is the third chapter: a report whose second edition drops a paragraph, who has
// which, and what can be proved. The commands are run as they are printed.
func (c *demoCmd) onRecord(w *world, event string) error {
	fmt.Fprintf(w.stderr, "\n%s\n", w.bold(w.stderrTTY, "chapter 3: on record, August and September 2018"))
	w.wrapped(w.stderr, "", 0, "INVENTED: "+strings.ToLower(demoReportInvented[:1])+demoReportInvented[1:]+" Its private keys come from the seed and protect nothing")
	for _, made := range []string{"workspace", "keys"} { // by the demo, before
		if err := os.RemoveAll(c.path(made)); err != nil {
			return writeError(c.path(made), err)
		}
	}
	f, err := c.findingOf(event)
	if err != nil {
		return err
	}
	var seed [32]byte
	copy(seed[:], fmt.Sprintf("plimsoll demo %d", c.Seed))
	inside := *w
	inside.random = rand.NewChaCha8(seed)
	inside.config.Workspace = ""
	for _, a := range c.recordActs(event, f) {
		at, err := time.Parse("2006-01-02 15:04", a.at)
		if err != nil {
			return fmt.Errorf("demo: %w", err)
		}
		inside.now = func() time.Time { return at }
		if a.args != nil {
			fmt.Fprintf(w.stderr, "\n%s  $ plimsoll %s\n", at.Format("2 Jan"), shellWords(a.args))
			if code := run(&inside, a.args); code != a.code {
				return fmt.Errorf("demo: the step ended with %d, not %d", code, a.code)
			}
		}
		if a.then != nil {
			if err := a.then(); err != nil {
				return err
			}
		}
	}
	return c.recordedDispute(w)
}

// recordActs are the steps of the chapter.
func (c *demoCmd) recordActs(event string, f *finding.Finding) []demoAct {
	ws, key := c.path("workspace"), c.path("keys/demo-body.pub")
	in := func(args ...string) []string { return append(args, "--dir", ws) }
	e1, e2 := c.path("report-e1.plimsoll.zip"), c.path("report-e2.plimsoll.zip")
	return []demoAct{
		{at: "2018-08-01 09:00", args: in("init", "--name", "demo-body"), then: c.publishKey},
		{at: "2018-08-03 17:00", args: in("report", "new", demoReport, c.path("edition-1.md"))},
		{at: "2018-08-03 18:00", args: in("report", "seal", demoReport, "--title", "Midterm report (stand-in text)", "--basis", "the authors' reading of what was published by 3 August 2018", "--authority", "the authors", "--invented", demoReportInvented)},
		{at: "2018-08-03 18:10", args: in("report", "circulate", demoReport, "--edition", "1", "--to", "Member A", "--to", "Member B", "--by", "the authors")},
		{at: "2018-08-03 18:15", args: in("report", "export", demoReport, "--edition", "1", "--out", e1)},
		{at: "2018-08-04 09:00", args: []string{"report", "receipt", "key", "member-a", "--out", c.path("keys")}},
		{at: "2018-08-04 09:05", args: []string{"report", "receipt", "sign", e1, "--key", key, "--with", c.path("keys/member-a.key"), "--party", "Member A", "--out", c.path("receipt-member-a.txt")}},
		{at: "2018-08-04 09:30", args: in("report", "receipt", "add", c.path("receipt-member-a.txt"), "--key", c.path("keys/member-a.pub")), then: c.keepCheckpoint},
		{at: "2018-08-06 11:00", args: in("report", "dissent", demoReport, "--edition", "1", "--paragraph", "12", "--kind", "dissent", "--by", "Reviewer C", "--text", "Listed capacity is not cargo seen. I would not put this estimate beside notified deliveries at all.")},
		{at: "2018-08-10 16:00", args: in("report", "dissent", demoReport, "--answer", "D-1", "--by", "the authors", "--text", "The two are never added; paragraph 6 says so.")},
		{at: "2018-08-24 10:00", args: in("report", "dissent", demoReport, "--edition", "1", "--paragraph", "7", "--kind", "objection", "--by", "Member B", "--text", "The factor behind 68,772 barrels is not named. We object to the figure.")},
		{at: "2018-09-11 09:00", args: in("finding", "draft", c.path("events.ndjson"), "--event", event, "--by", "the authors"), then: func() error { return c.put("edition-2.md", demo.Edition2(f.Claim, f.ID)) }},
		{at: "2018-09-11 12:00", args: in("finding", "review", f.ID, "--submit", "--by", "the authors")},
		{at: "2018-09-12 09:00", args: in("finding", "reply", f.ID, "--party", "the operator of INVENTED BRAVO", "--role", "operator", "--about", "INVENTED BRAVO", "--asked", "2018-09-12", "--due", "2018-09-26")},
		{at: "2018-09-12 09:30", args: in("finding", "show", f.ID, "--report", c.path("finding.html"))},
		{at: "2018-09-12 10:00", args: in("report", "new", demoReport, c.path("edition-2.md"))},
		{at: "2018-09-12 11:00", args: in("report", "seal", demoReport, "--basis", "review of August 2018; a finding of 11 September", "--authority", "the authors",
			"--why", "7=edition 1 used 7.98 barrels a tonne without saying so", "--why", "8=asked for in review", "--why", "12=the origin of a figure made plain", "--why", "13=new; its operator was asked",
			"--why-cut", "9=the source says only that the limit was passed; the figure is implied by two others, see paragraph 12")},
		{at: "2018-09-12 12:00", args: in("report", "circulate", demoReport, "--edition", "2", "--to", "Member B", "--by", "the authors")},
		{at: "2018-09-13 09:00", args: in("report", "dissent", demoReport, "--edition", "2", "--kind", "objection", "--by", "Member A", "--text", "A paragraph that was before the Committee may not leave the report afterwards. The last text is edition 1; we ask for it.")},
		{at: "2018-09-13 09:30", args: in("report", "stop", demoReport, "--edition", "2", "--by", "Member A", "--why", "edition 2 is not the report that was given on 3 August")},
		{at: "2018-09-13 10:00", args: in("report", "export", demoReport, "--edition", "2", "--out", e2)},
		{at: "2018-09-13 10:30", args: in("report", "circulate", demoReport, "--edition", "2", "--to", "Member C", "--by", "Member B"), code: exitUsage},
		{at: "2018-09-14 09:00", args: in("report", "diff", demoReport, "1", "2", "--report", c.path("edition.html"))},
		{at: "2018-09-14 09:10", args: in("report", "who-has", demoReport)},
		{at: "2018-09-14 09:20", args: in("report", "latest", demoReport)},
		{at: "2018-09-14 09:30", args: []string{"report", "compare", e1, e2, "--key", key}},
		{at: "2018-09-14 10:00", args: []string{"verify", e2, "--key", key, "--since", c.path("checkpoint-5.txt"), "--report", c.path("verify.html")}},
		{at: "2018-09-14 10:30", args: in("report", "redact", demoReport, "--edition", "2", "--withhold", "13=a ship whose operator was asked and has not answered yet", "--out", c.path("report-e2-public.plimsoll.zip"))},
		{at: "2018-09-14 10:40", args: []string{"verify", c.path("report-e2-public.plimsoll.zip"), "--key", key}, then: c.alterByte},
		{at: "2018-09-14 11:00", args: []string{"verify", c.path("altered.plimsoll.zip"), "--key", key}, code: exitNotProved},
	}
}

// publishKey copies the sealer's public key to where readers take it from, and the first
// text to where the authors have it.
func (c *demoCmd) publishKey() error {
	b, err := os.ReadFile(c.path("workspace/keys/demo-body.pub"))
	if err != nil {
		return readError("demo-body.pub", err)
	}
	if err := os.MkdirAll(c.path("keys"), 0o755); err != nil {
		return writeError(c.path("keys"), err)
	}
	if err := c.put("keys/demo-body.pub", b); err != nil {
		return err
	}
	return c.put("edition-1.md", demo.Edition1())
}

// keepCheckpoint is what Member A does: it keeps the log's checkpoint of that day.
func (c *demoCmd) keepCheckpoint() error {
	b, err := os.ReadFile(c.path("workspace/log/" + seal.CheckpointPath))
	if err != nil {
		return readError("the log's checkpoint", err)
	}
	return c.put("checkpoint-5.txt", b)
}

// findingOf is the finding that the chapter will draft from an event: its ID follows from
// the event.
func (c *demoCmd) findingOf(event string) (*finding.Finding, error) {
	events, err := readSmall(c.path("events.ndjson"), 1<<30)
	if err != nil {
		return nil, err
	}
	on, err := day.Parse("2018-09-11")
	if err != nil {
		return nil, err
	}
	f, _, err := draftFrom(events, c.path("events.ndjson"), event, finding.Options{By: "the authors", On: on})
	return &f, findingError(err)
}

// alterByte is what somebody does who wants edition 2 to say something else: one digit of
// a copy.
func (c *demoCmd) alterByte() error {
	b, err := os.ReadFile(c.path("report-e2.plimsoll.zip"))
	if err != nil {
		return readError("report-e2.plimsoll.zip", err)
	}
	altered, ok := demo.Alter(b)
	if !ok {
		return fmt.Errorf("demo: the figure to alter is not in the bundle")
	}
	return c.put("altered.plimsoll.zip", altered)
}

func (c *demoCmd) put(name string, b []byte) error {
	return writeFile(c.path(name), func(out io.Writer) error { _, err := out.Write(b); return err })
}

// recordedDispute tells what is on record of the real dispute: attributed statements, none
// of them ours.
func (c *demoCmd) recordedDispute(w *world) error {
	lines, err := recordedDispute()
	if err != nil {
		return err
	}
	w.wrapped(w.stderr, "", 0, "RECORDED, beside it: the dispute of 2018 over a real report, as statements by those named, each as of 26 September 2018. None of it is about the stand-in text, none is a finding of ours")
	for _, l := range cited(lines) {
		w.tellLine(l)
	}
	fmt.Fprintf(w.stderr, "\npages: %s, %s, %s\n", c.path("finding.html"), c.path("edition.html"), c.path("verify.html"))
	return nil
}
