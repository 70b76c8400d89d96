package main

import (
	"fmt"
	"strings"
	"time"

	"github.com/plimsoll-watch/plimsoll/base/day"
	"github.com/plimsoll-watch/plimsoll/facts"
	"github.com/plimsoll-watch/plimsoll/law/council"
)

type councilCmd struct {
	Meeting    meetingCmd    `cmd:"" help:"What is on record of a meeting of the DPRK file, and the dossier around it."`
	Month      monthCmd      `cmd:"" help:"A month: who presides, what is on file for it."`
	Votes      votesCmd      `cmd:"" help:"Who voted how on a text, and what votes say of a question."`
	Positions  positionsCmd  `cmd:"" help:"What members are on record as holding, in their words."`
	Members    membersCmd    `cmd:"" help:"The members of a year, with the names of their day."`
	Chronology chronologyCmd `cmd:"" help:"All that is on record of a topic on one line of time: resolutions, acts in the Committee, talks, tests, incidents, report versions, positions, meetings."`
	Resolve    resolveCmd    `cmd:"" help:"A printed symbol or State's name, read."`
}

// record holds the flags of the council's verbs.
type recordFlags struct {
	asking `embed:""`
}

// open loads the Council's record.
func (r *recordFlags) open() (l *council.Library, at day.AsOf, err error) {
	if at, err = r.clocks(); err != nil {
		return nil, at, err
	}
	own, err := r.own()
	if err != nil {
		return nil, at, err
	}
	l, err = council.LoadWith(facts.FS(), own)
	return l, at, lawError(err)
}

// symbol reads a symbol; one that cannot be read is refused with what comes near.
func symbolOf(l *council.Library, printed string, at day.AsOf) (council.Symbol, error) {
	r := l.Read(printed, at)
	if r.Symbol != (council.Symbol{}) {
		return r.Symbol, nil
	}
	hint := "write it as S/PV.8363 or S/RES/2397 (2017)"
	if r.Offered != (council.Symbol{}) {
		hint = "did you mean " + r.Offered.String() + "?"
	}
	return council.Symbol{}, usagef(hint, "%q is not a symbol that can be read", printed)
}

type meetingCmd struct {
	recordFlags `embed:""`
	Symbol      string `arg:"" help:"S/PV.8363."`
	Dossier     bool   `help:"The whole dossier: presidents, prior meetings, positions, acts, talks, what is missing."`
	Report      string `placeholder:"FILE" help:"Write the dossier as a page; it opens without a network."`
}

// Run tells a meeting.
func (c *meetingCmd) Run(w *world) error {
	l, at, err := c.open()
	if err != nil {
		return err
	}
	s, err := symbolOf(l, c.Symbol, at)
	if err != nil {
		return err
	}
	if c.Report != "" {
		if err := writeDossierPage(c.Report, l, s, at); err != nil {
			return err
		}
	}
	if !c.Dossier {
		m, err := l.Meeting(s, at)
		if err != nil {
			return lawError(err)
		}
		return c.answer(w, c.cite(m.Lines()), m)
	}
	d, err := l.Dossier(s, at)
	if err != nil {
		return lawError(err)
	}
	return c.answer(w, dossierLines(&d), d)
}

// dossierLines tells a dossier, section by section, and what is missing.
func dossierLines(d *council.Dossier) []string {
	var lines []string
	for _, section := range d.Sections() {
		lines = append(lines, "", section.Title)
		for _, l := range cited(section.Lines) {
			lines = append(lines, "  "+l)
		}
	}
	lines = append(lines, "", "missing")
	for _, m := range d.Missing {
		lines = append(lines, "  "+m)
	}
	return lines[1:]
}

type monthCmd struct {
	recordFlags `embed:""`
	Month       string `arg:"" help:"2018-09."`
}

// Run tells a month.
func (c *monthCmd) Run(w *world) error {
	l, at, err := c.open()
	if err != nil {
		return err
	}
	month, err := time.Parse("2006-01", c.Month)
	if err != nil {
		return usagef("write it as 2018-09", "%q is not a month", c.Month)
	}
	p, err := l.Programme(month.Year(), int(month.Month()), at)
	if err != nil {
		return lawError(err)
	}
	return c.answer(w, c.cite(p.Lines()), p)
}

type votesCmd struct {
	recordFlags `embed:""`
	Symbol      string `arg:"" optional:"" help:"A text voted on, S/RES/2397 (2017); nothing: all of the file."`
	Question    string `placeholder:"QUESTION" help:"What do votes say of this question? (see council positions)"`
}

// Run tells votes by member.
func (c *votesCmd) Run(w *world) error {
	l, at, err := c.open()
	if err != nil {
		return err
	}
	if c.Question != "" {
		says, err := l.VotesOn(c.Question, at)
		if err != nil {
			return lawError(err)
		}
		return c.answer(w, []string{says.Line().String()}, says)
	}
	if c.Symbol == "" {
		all := l.Decisions(at)
		var lines []council.Line
		for _, d := range all {
			lines = append(lines, d.Line())
		}
		return c.answer(w, c.cite(lines), all)
	}
	s, err := symbolOf(l, c.Symbol, at)
	if err != nil {
		return err
	}
	d, err := l.Decision(s, at)
	if err != nil {
		return lawError(err)
	}
	return c.answer(w, c.cite(d.Lines()), d)
}

type positionsCmd struct {
	recordFlags `embed:""`
	Member      string `placeholder:"NAME" help:"One member, by any name on file."`
	Question    string `placeholder:"QUESTION" help:"One question; without it all are listed."`
	From        string `placeholder:"DATE" help:"From this day on."`
}

// Run tells positions as stated; votes never stand in for them.
func (c *positionsCmd) Run(w *world) error {
	l, at, err := c.open()
	if err != nil {
		return err
	}
	f := council.PositionFilter{Member: c.Member, Question: c.Question}
	if c.From != "" {
		if f.From, err = parseDay("from", c.From); err != nil {
			return err
		}
	}
	found, err := l.Positions(f, at)
	if err != nil {
		return lawError(err)
	}
	var stated []council.Line
	for _, p := range found {
		stated = append(stated, p.Line())
	}
	lines := c.cite(stated)
	if len(found) == 0 {
		lines = append(lines, "no position on file, as far as we have read")
	}
	if c.Question != "" {
		says, err := l.VotesOn(c.Question, at)
		if err != nil {
			return lawError(err)
		}
		lines = append(lines, says.Line().String())
	}
	return c.answer(w, lines, found)
}

type membersCmd struct {
	recordFlags `embed:""`
	Year        int `arg:"" help:"2018."`
}

// Run tells the members of a year.
func (c *membersCmd) Run(w *world) error {
	l, at, err := c.open()
	if err != nil {
		return err
	}
	members, err := l.Members(c.Year, at)
	if err != nil {
		return lawError(err)
	}
	var lines []council.Line
	for _, m := range members {
		lines = append(lines, m.Line())
	}
	return c.answer(w, c.cite(lines), members)
}

type resolveCmd struct {
	recordFlags `embed:""`
	Printed     []string `arg:"" help:"A symbol as printed, or the name of a State."`
}

// Run reads a symbol or a name as it is printed.
func (c *resolveCmd) Run(w *world) error {
	l, at, err := c.open()
	if err != nil {
		return err
	}
	printed := strings.Join(c.Printed, " ")
	if name, err := l.Resolve(printed); err == nil {
		text := fmt.Sprintf("%s: %s (%s)", printed, name.Canonical, name.Form)
		if !name.IsState() {
			text = fmt.Sprintf("%s: no State (%s)", printed, name.Form)
		}
		return c.answer(w, []string{text}, name)
	}
	r := l.Read(printed, at)
	if err := c.answer(w, r.Lines(), r); err != nil {
		return err
	}
	if r.Symbol == (council.Symbol{}) {
		_, err := symbolOf(l, printed, at)
		return err
	}
	return nil
}
