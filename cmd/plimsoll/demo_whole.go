package main

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"

	"github.com/plimsoll-watch/plimsoll/base/day"
	"github.com/plimsoll-watch/plimsoll/cmd/plimsoll/demo"
	"github.com/plimsoll-watch/plimsoll/law/council"
	"github.com/plimsoll-watch/plimsoll/public/page"
	"github.com/plimsoll-watch/plimsoll/web"
)

// wholeChapters are the pages that the demo's one file holds, by chapter.
func (c *demoCmd) wholeChapters() []page.Chapter {
	return []page.Chapter{
		{ID: "sea", Title: "1 At sea", Invented: true, Note: demo.Invented, Parts: []page.Part{
			{ID: "events", Title: "The week: who met whom", Command: "plimsoll detect " + c.path("week.nmea") + " --list " + c.path("list.csv")},
		}},
		{ID: "law", Title: "2 In law", Note: "From sourced tables, as of 26 September 2018; nothing that became known later is shown.", Parts: []page.Part{
			{ID: "limit", Title: "The limit on refined petroleum", Command: "plimsoll limit status dprk refined --as-of " + eve},
			{ID: "chronology", Title: "2018 on one line of time", Command: "plimsoll council chronology dprk --as-of " + eve},
			{ID: "dossier", Title: "Tomorrow’s meeting", Command: "plimsoll council meeting S/PV.8363 --as-of " + eve},
		}},
		{ID: "record", Title: "3 On record", Invented: true, Note: demoReportInvented + " What is on record of the real dispute of 2018 stands in a frame of its own.", Parts: []page.Part{
			{ID: "finding", Title: "The finding", Command: "plimsoll finding show FINDING --dir " + c.path("workspace")},
			{ID: "edition", Title: "What edition 2 changed", Command: "plimsoll report diff " + demoReport + " 1 2 --dir " + c.path("workspace")},
			{ID: "verify", Title: "What can be proved", Command: "plimsoll verify " + c.path("report-e2.plimsoll.zip") + " --key " + c.path("keys/demo-body.pub") + " --since " + c.path("checkpoint-5.txt")},
		}},
		{ID: "public", Title: "4 In public", Note: "A briefing drafted from the record alone, on the eve of the meeting; dashed slots wait for an author.", Parts: []page.Part{
			{ID: "brief", Title: "The briefing", Base: "site/", Command: "plimsoll brief scaffold S/PV.8363 --as-of " + eve},
		}},
	}
}

// whole writes the path of all chapters as one file.
func (c *demoCmd) whole(w *world) error {
	p := &page.Whole{
		Title:   "From a position at sea to a paragraph on the Council’s table",
		Answer:  "An invented week at sea: two ships lie alongside one another, a possible transfer, and no measure is shown to be engaged. The record of the Council as of 26 September 2018: what was adopted, notified, estimated, disputed and pledged. An invented report in two editions: who has which, what changed, and what can be proved. And the briefing that the record can support.",
		Mixed:   "Ships, the list “demo”, the report, its parties and its key are made up. The Council’s record, the figures on petroleum, coast and ports are real. Each chapter says which it is.",
		AsOf:    "as of 26 September 2018",
		Command: "plimsoll demo", Chapters: c.wholeChapters(),
	}
	for i := range p.Chapters {
		for j := range p.Chapters[i].Parts {
			part := &p.Chapters[i].Parts[j]
			var err error
			file := c.path(part.ID + ".html")
			if part.ID == "brief" {
				file = c.path(filepath.Join("site", demoBrief+".html"))
			}
			if part.HTML, err = os.ReadFile(file); err != nil {
				return readError(file, err)
			}
		}
	}
	for _, name := range demo.Files() {
		if !slices.Contains([]string{"index.html", "keys", "workspace", "site"}, name) {
			p.Links = append(p.Links, page.Link{Href: name, Text: name})
		}
	}
	name := c.path("index.html")
	err := writeFile(name, func(out io.Writer) error {
		return page.WriteWhole(out, p, page.Assets{CSS: web.ReportCSS() + page.BriefCSS(), JS: web.ReportJS()})
	})
	if err != nil {
		return err
	}
	info, err := os.Stat(name)
	if err != nil {
		return readError(name, err)
	}
	fmt.Fprintf(w.stderr, "\nall of it on one page: %s (%.1f MB, opens without a network)\n", name, float64(info.Size())/1e6)
	return nil
}

// chronologyPage writes the year of the meeting, to its eve, on one line of time.
func (c *demoCmd) chronologyPage(l *council.Library, at day.AsOf) error {
	verb := chronologyCmd{Topic: "dprk"}
	verb.AsOf = eve
	entries, period, err := verb.ask(l, at)
	if err != nil {
		return err
	}
	p := page.ChronologyPage{Topic: verb.Topic, Entries: entries, From: period.Since, To: period.Until, AsOf: at, Command: verb.command()}
	return writeFile(c.path("chronology.html"), func(out io.Writer) error { return page.WriteChronology(out, &p, assets()) })
}
