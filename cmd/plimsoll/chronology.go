package main

import (
	"io"
	"slices"
	"strings"

	"github.com/plimsoll-watch/plimsoll/base/day"
	"github.com/plimsoll-watch/plimsoll/law/council"
	"github.com/plimsoll-watch/plimsoll/public/page"
	"github.com/plimsoll-watch/plimsoll/web"
)

type chronologyCmd struct {
	recordFlags `embed:""`
	Topic       string   `arg:"" help:"dprk."`
	From        string   `placeholder:"DATE" help:"From this day, month or year on; else from the year of --as-of, else from the first entry."`
	To          string   `placeholder:"DATE" help:"To this day, month or year."`
	Kind        []string `placeholder:"KIND,..." help:"Only these: resolutions, committee, talks, tests, incidents, report, positions, meetings."`
	Report      string   `placeholder:"FILE" help:"Write it as a page; it opens without a network."`
}

// Run tells the record on one line of time.
func (c *chronologyCmd) Run(w *world) error {
	l, at, err := c.open()
	if err != nil {
		return err
	}
	entries, period, err := c.ask(l, at)
	if err != nil {
		return err
	}
	if c.Report != "" {
		p := page.ChronologyPage{Topic: c.Topic, Entries: entries, From: period.Since, To: period.Until, AsOf: at, Command: c.command()}
		err := writeFile(c.Report, func(out io.Writer) error {
			return page.WriteChronology(out, &p, page.Assets{CSS: web.ReportCSS()})
		})
		if err != nil {
			return err
		}
	}
	return c.answer(w, c.lines(entries), entries)
}

// command is what gives the page again.
func (c *chronologyCmd) command() string {
	words := []string{"plimsoll council chronology", c.Topic}
	for _, flag := range [...]struct{ name, value string }{
		{"--as-of", c.AsOf}, {"--on", c.On}, {"--known", c.Known}, {"--from", c.From}, {"--to", c.To}, {"--kind", strings.Join(c.Kind, ",")},
	} {
		if flag.value != "" {
			words = append(words, flag.name, flag.value)
		}
	}
	return strings.Join(words, " ")
}

// ask returns the entries, and the period they were asked for.
func (c *chronologyCmd) ask(l *council.Library, at day.AsOf) ([]council.Entry, day.Period, error) {
	period, err := c.period(at)
	if err != nil {
		return nil, period, err
	}
	kinds, err := c.kinds()
	if err != nil {
		return nil, period, err
	}
	entries, err := l.Chronology(c.Topic, period, at)
	if err != nil {
		return nil, period, lawError(err)
	}
	return slices.DeleteFunc(entries, func(e council.Entry) bool { return !slices.Contains(kinds, e.Kind) }), period, nil
}

// period reads --from and --to; without --from the year of a clock that is set begins it.
func (c *chronologyCmd) period(at day.AsOf) (day.Period, error) {
	var ends [2]day.Date
	for i, flag := range [...]struct{ name, value string }{{"from", c.From}, {"to", c.To}} {
		if flag.value == "" {
			continue
		}
		if _, err := parseDay(flag.name, flag.value); err != nil {
			return day.Period{}, err
		}
		ends[i], _ = day.Parse(flag.value) // it was read just now
	}
	if clock := max(at.On, at.Known); ends[0].IsZero() && clock != 0 {
		year, _, _ := clock.Civil()
		if first, err := day.New(year, 1, 1); err == nil {
			ends[0] = first.Date()
		}
		if to := ends[1]; !to.IsZero() && to.Last() < ends[0].First() {
			ends[0] = day.Date{}
		}
	}
	p, err := day.NewPeriod(ends[0], ends[1])
	if err != nil {
		return p, usagef("give --from a day before --to", "%s", err)
	}
	return p, nil
}

// kinds returns the kinds asked for; all, when none is.
func (c *chronologyCmd) kinds() ([]council.EntryKind, error) {
	all := council.EntryKinds()
	if len(c.Kind) == 0 {
		return all, nil
	}
	var kinds []council.EntryKind
	for _, k := range c.Kind {
		kind := council.EntryKind(strings.TrimSpace(k))
		if !slices.Contains(all, kind) {
			var names []string
			for _, k := range all {
				names = append(names, string(k))
			}
			return nil, usagef("kinds are "+strings.Join(names, ", "), "--kind %q is not known", k)
		}
		kinds = append(kinds, kind)
	}
	return kinds, nil
}

// lines tells the entries by month, and how many there are of each kind.
func (c *chronologyCmd) lines(entries []council.Entry) []string {
	var lines []string
	for month := range slices.Values(monthsOf(entries)) {
		lines = append(lines, month.name)
		for _, l := range c.cite(month.lines) {
			lines = append(lines, "  "+l)
		}
		lines = append(lines, "")
	}
	if len(entries) == 0 {
		return []string{"nothing on file by then, as far as we have read"}
	}
	lines = append(lines, "entries: "+council.CountEntries(entries)+"; as far as we have read")
	if slices.ContainsFunc(entries, func(e council.Entry) bool { return e.Kind == council.EntryIncidents }) {
		lines = append(lines, "incidents are told as reported, their places in words; in none of them can our method be shown to have found the event")
	}
	return lines
}

// month is the entries that may have begun in a month.
type month struct {
	name  string
	lines []council.Line
}

func monthsOf(entries []council.Entry) []month {
	var all []month
	for _, e := range entries {
		name := e.Date.First().Time().Format("January 2006")
		if e.Precision == "year" {
			name = e.Date.String() + ", month not known"
		}
		if n := len(all); n == 0 || all[n-1].name != name {
			all = append(all, month{name: name})
		}
		all[len(all)-1].lines = append(all[len(all)-1].lines, e.Line())
	}
	return all
}
