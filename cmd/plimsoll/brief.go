package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/plimsoll-watch/plimsoll/base/day"
	"github.com/plimsoll-watch/plimsoll/base/source"
	"github.com/plimsoll-watch/plimsoll/facts"
	"github.com/plimsoll-watch/plimsoll/public/brief"
	"github.com/plimsoll-watch/plimsoll/web"
)

type briefCmd struct {
	Scaffold briefScaffoldCmd `cmd:"" help:"Draft a brief on a meeting from the record; what it cannot say stays a slot."`
	Check    briefCheckCmd    `cmd:"" help:"Does every citation still hold, and every number agree with it?"`
	Publish  briefPublishCmd  `cmd:"" help:"Publish a folder of briefs as a site with feeds and a calendar."`
}

// onRecord is the flag of all verbs that answer citations.
type onRecord struct {
	inWorkspace `embed:""`
	Facts       string `placeholder:"DIR" help:"A folder with tables of your own, of the names and columns of ours."`
	Quiet       bool   `short:"q" help:"Print errors only."`
}

// open reads the record that citations are answered from.
func (o *onRecord) open(w *world) (*brief.Record, error) {
	own, err := (&asking{Facts: o.Facts}).own()
	if err != nil {
		return nil, err
	}
	r, err := brief.Open(facts.FS(), own)
	if err != nil {
		return nil, lawError(err)
	}
	switch _, err := o.found(w); {
	case errors.Is(err, fs.ErrNotExist):
		return r, nil // findings and editions cannot be cited, and a citation says so
	case err != nil:
		return nil, err
	}
	b, err := o.book(w)
	if err != nil {
		return nil, err
	}
	r.Book = shelf{b}
	return r, nil
}

// shelf answers citations of findings and editions from a workspace, as they were last
// sealed.
type shelf struct{ b *book }

// Finding implements brief.Book.
func (s shelf) Finding(id string) (brief.Held, bool) {
	f, version, err := s.b.lastSealed(id)
	if err != nil || f == nil {
		return brief.Held{}, false
	}
	h := brief.Held{Words: f.Claim, Rows: []string{"finding:" + id}, Source: fmt.Sprintf("finding %s, version %d, %s", id, version, f.State), Class: source.DerivedClass, Mark: source.Derived}
	if n := len(f.Steps); n > 0 {
		h.KnownOn = f.Steps[n-1].On
	}
	return h, true
}

// Edition implements brief.Book.
func (s shelf) Edition(name string, n int) (brief.Held, bool) {
	r, err := s.b.register(name)
	if err != nil || r.Edition(n) == nil {
		return brief.Held{}, false
	}
	e := r.Edition(n)
	return brief.Held{
		Words: fmt.Sprintf("edition %d of %s", n, e.Title), Rows: []string{fmt.Sprintf("report:%s/%d", name, n)}, Dates: []day.Date{e.Claimed},
		Source: fmt.Sprintf("entry %d of the log of %s; %s", e.Entry, e.By, e.State), Class: source.DerivedClass, Mark: source.Derived, KnownOn: e.Claimed,
	}, true
}

func (o *onRecord) tell(w *world, format string, args ...any) {
	if !o.Quiet {
		w.tellLine(fmt.Sprintf(format, args...))
	}
}

type briefScaffoldCmd struct {
	onRecord  `embed:""`
	Symbol    string `arg:"" help:"S/PV.8363."`
	AsOf      string `name:"as-of" placeholder:"DATE" required:"" help:"The day whose knowledge the brief shows; nothing later enters it."`
	Published string `placeholder:"DATE" help:"The day it is published, for its header."`
	Out       string `placeholder:"FILE" help:"Write the brief to a file, and beside it what its citations say; without it the text goes to standard output."`
}

// Run drafts a brief.
func (c *briefScaffoldCmd) Run(w *world) error {
	on, err := parseDay("as-of", c.AsOf)
	if err != nil {
		return err
	}
	r, err := c.open(w)
	if err != nil {
		return err
	}
	symbol, err := symbolOf(r.Council, c.Symbol, day.AsOfDay(on))
	if err != nil {
		return err
	}
	d, err := r.Scaffold(symbol, on)
	if err != nil {
		return lawError(err)
	}
	if c.Published != "" {
		if d.Published, err = parseDay("published", c.Published); err != nil {
			return err
		}
	}
	written, open := d.Count()
	c.tell(w, "%d sentences written, each with its rows; %d slots open; %d lines under missing", written, open, len(d.Missing))
	text := d.Markdown()
	if c.Out == "" {
		_, err := io.WriteString(w.stdout, text)
		return err
	}
	return c.keep(w, r, text)
}

// keep writes the brief and its sidecar; an existing brief is somebody's work.
func (c *briefScaffoldCmd) keep(w *world, r *brief.Record, text string) error {
	if _, err := os.Stat(c.Out); err == nil {
		return usagef("name another file", "%s is there already, and a scaffold replaces no text", c.Out)
	}
	b, err := brief.Parse([]byte(text))
	if err != nil {
		return err
	}
	if err := writeFile(c.Out, func(out io.Writer) error { _, err := io.WriteString(out, text); return err }); err != nil {
		return err
	}
	if err := writeFile(sidecarOf(c.Out), b.Freeze(r).Write); err != nil {
		return err
	}
	c.tell(w, "%s, and %s with what its %d citations say", c.Out, filepath.Base(sidecarOf(c.Out)), len(b.Cites))
	return nil
}

// sidecarOf names the sidecar of a brief: brief.cites.json of brief.md.
func sidecarOf(name string) string { return strings.TrimSuffix(name, ".md") + ".cites.json" }

// readBrief reads a brief and its sidecar; nil when it has none.
func readBrief(name string) (*brief.Brief, *brief.Sidecar, error) {
	src, err := os.ReadFile(name)
	if err != nil {
		return nil, nil, readError(name, err)
	}
	b, err := brief.Parse(src)
	if err != nil {
		return nil, nil, briefProblems(name, err)
	}
	src, err = os.ReadFile(sidecarOf(name))
	if errors.Is(err, fs.ErrNotExist) {
		return b, nil, nil
	}
	if err != nil {
		return nil, nil, readError(sidecarOf(name), err)
	}
	s, err := brief.ReadSidecar(src)
	if err != nil {
		return nil, nil, refusedf("plimsoll brief check --freeze writes it anew", "%s: %v", sidecarOf(name), err)
	}
	if s.Brief != b.ID || s.AsOf != b.AsOf.Date() {
		return nil, nil, refusedf("plimsoll brief check --freeze writes it anew", "%s is of brief %s as of %s, the text of %s as of %s", sidecarOf(name), s.Brief, s.AsOf, b.ID, b.AsOf)
	}
	return b, s, nil
}

// briefProblems refuses a text, with the first problem and how many more there are.
func briefProblems(name string, err error) error {
	var all brief.Problems
	if !errors.As(err, &all) || len(all) == 0 {
		return refusedError{fmt.Errorf("read %s: %w", name, err)}
	}
	return refusedError{hinted{fmt.Errorf("%s: %w", name, all), all.Hint()}}
}

type briefCheckCmd struct {
	onRecord `embed:""`
	Files    []string `arg:"" help:"Briefs, in Markdown."`
	Freeze   bool     `help:"Take what the record says now as what the citations say, where the text agrees with it."`
}

// Run checks briefs.
func (c *briefCheckCmd) Run(w *world) error {
	r, err := c.open(w)
	if err != nil {
		return err
	}
	changed := 0
	for _, name := range c.Files {
		n, err := c.one(w, r, name)
		if err != nil {
			return err
		}
		changed += n
	}
	if changed > 0 {
		return heldError{fmt.Sprintf("citations that do not hold: %d", changed)}
	}
	return nil
}

// complain says what is wrong with a file; further lines stand under the first.
func (w *world) complain(name, text string) {
	lines := strings.Split(text, "\n")
	fmt.Fprintf(w.stderr, "plimsoll: %s: %s\n", printable(name), printable(lines[0]))
	for _, line := range lines[1:] {
		fmt.Fprintln(w.stderr, printable(line))
	}
}

func countOf(n int, word string) string {
	if n == 1 {
		return "1 " + word
	}
	return fmt.Sprintf("%d %ss", n, word)
}

// one checks a brief and returns how many citations do not hold.
func (c *briefCheckCmd) one(w *world, r *brief.Record, name string) (int, error) {
	b, frozen, err := c.read(name)
	if err != nil {
		return 0, err
	}
	report := b.Check(r, frozen)
	if len(report.Wrong) > 0 {
		return 0, briefProblems(name, report.Wrong)
	}
	if c.Freeze {
		now := b.Freeze(r)
		if err := writeFile(sidecarOf(name), now.Write); err != nil {
			return 0, err
		}
		report = b.Check(r, now)
		c.tell(w, "%s: %s frozen", name, countOf(len(now.Cites), "answer"))
	}
	for _, change := range report.Changed {
		w.complain(name, change.String())
		if hint := change.Hint(); hint != "" {
			fmt.Fprintf(w.stderr, "plimsoll: %s %s\n", w.bold(w.stderrTTY, "hint:"), hint)
		}
	}
	if report.Holds() {
		c.tell(w, "%s: %s, all of which hold; %s, %s", name, countOf(report.Citations, "citation"), countOf(b.Written(), "sentence")+" written", countOf(len(b.Slots), "slot")+" open")
	}
	return len(report.Changed), nil
}

// read reads a brief; with --freeze whatever stands in its sidecar is replaced.
func (c *briefCheckCmd) read(name string) (*brief.Brief, *brief.Sidecar, error) {
	if !c.Freeze {
		return readBrief(name)
	}
	src, err := os.ReadFile(name)
	if err != nil {
		return nil, nil, readError(name, err)
	}
	b, err := brief.Parse(src)
	if err != nil {
		return nil, nil, briefProblems(name, err)
	}
	return b, nil, nil
}

type briefPublishCmd struct {
	onRecord  `embed:""`
	Folder    string `arg:"" help:"A folder of briefs, each with its sidecar; or one brief."`
	Out       string `placeholder:"SITE" required:"" help:"The folder of the site."`
	URL       string `name:"url" placeholder:"URL" default:"https://briefs.example/" help:"Where the site will stand, with a stroke at the end: feeds need addresses."`
	Title     string `placeholder:"TEXT" default:"Briefings on the file of the DPRK" help:"The name of the site."`
	Author    string `placeholder:"NAME" default:"Plimsoll" help:"Who publishes."`
	Published string `placeholder:"DATE" help:"The day of publication; else the last day in the briefs."`
}

// Run publishes a folder of briefs, all of it or nothing.
func (c *briefPublishCmd) Run(w *world) error {
	site, err := c.site(w)
	if err != nil {
		return err
	}
	files, err := site.Files()
	if not := (*brief.HoldsNot)(nil); errors.As(err, &not) {
		for _, change := range not.Report.Changed {
			w.complain(not.Brief, change.String())
		}
		for _, wrong := range not.Report.Wrong {
			w.complain(not.Brief, wrong.Error())
		}
		return heldError{"nothing was published: " + not.Error()}
	}
	if err != nil {
		return refusedError{err}
	}
	if a, err := os.Stat(c.Folder); err == nil {
		if b, err := os.Stat(c.Out); err == nil && os.SameFile(a, b) {
			return usagef("name another folder", "%s holds the briefs, and a site would write between them", c.Out)
		}
	}
	if err := os.MkdirAll(c.Out, 0o755); err != nil {
		return writeError(c.Out, err)
	}
	for _, f := range files {
		name := filepath.Join(c.Out, f.Name)
		if have, err := os.ReadFile(name); err == nil && bytes.Equal(have, f.Data) {
			continue
		}
		if err := writeFile(name, func(out io.Writer) error { _, err := out.Write(f.Data); return err }); err != nil {
			return err
		}
	}
	c.tell(w, "%s published to %s: open %s", countOf(len(site.Briefs), "brief"), c.Out, filepath.Join(c.Out, "index.html"))
	if site.URL == "https://briefs.example/" {
		c.tell(w, "the feeds bear addresses of briefs.example, which is nobody's; --url https://… gives yours")
	}
	return nil
}

// site gathers what is published and what stands there already.
func (c *briefPublishCmd) site(w *world) (*brief.Site, error) {
	r, err := c.open(w)
	if err != nil {
		return nil, err
	}
	site := &brief.Site{URL: c.URL, Title: c.Title, Author: c.Author, Record: r, CSS: web.ReportCSS()}
	names, err := filepath.Glob(filepath.Join(c.Folder, "*.md"))
	if err != nil {
		return nil, err
	}
	if strings.HasSuffix(c.Folder, ".md") {
		names = []string{c.Folder}
	}
	if len(names) == 0 {
		return nil, usagef("plimsoll brief scaffold S/PV.8363 --as-of 2018-09-26 --out FILE drafts one", "there is no brief in %s", c.Folder)
	}
	for _, name := range names {
		b, frozen, err := readBrief(name)
		if err != nil {
			return nil, err
		}
		site.Briefs = append(site.Briefs, brief.Piece{Brief: b, Frozen: frozen})
	}
	if site.Now = brief.Latest(site.Briefs); c.Published != "" {
		if site.Now, err = parseDay("published", c.Published); err != nil {
			return nil, err
		}
	}
	for _, old := range []struct {
		name string
		data *[]byte
	}{{"feed.json", &site.Before.Feed}, {"calendar.ics", &site.Before.Calendar}} {
		name := filepath.Join(c.Out, old.name)
		if *old.data, err = os.ReadFile(name); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return nil, readError(name, err)
		}
	}
	return site, nil
}
