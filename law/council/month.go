package council

import (
	"fmt"

	"github.com/plimsoll-watch/plimsoll/base/day"
)

// Programme is a month of the Council as it was known by a day: what the President
// had planned, and what had happened.
type Programme struct {
	Year      int        `json:"year"`
	Month     int        `json:"month"`
	President Presidency `json:"president"`
	Meetings  []Meeting  `json:"meetings"` // on file; the Council met more often
	Decisions []Decision `json:"decisions"`
	Actions   []Action   `json:"actions"`
	Duties    []Duty     `json:"duties"`
}

// Programme returns the month. What lay ahead on the day asked about is in it when it
// was known: a meeting that was expected, a duty that falls due.
func (l *Library) Programme(year, month int, at day.AsOf) (Programme, error) {
	president, err := l.President(year, month, at)
	if err != nil {
		return Programme{}, err
	}
	first, err := day.New(year, month, 1)
	if err != nil {
		return Programme{}, err
	}
	within := func(d day.Date) bool {
		y, m, _ := d.Last().Civil()
		return y == year && m == month
	}
	p := Programme{Year: year, Month: month, President: president}
	for _, m := range l.Meetings(at) {
		if within(m.Date) {
			p.Meetings = append(p.Meetings, m)
		}
	}
	for _, d := range l.Decisions(at) {
		if within(d.Date) {
			p.Decisions = append(p.Decisions, d)
		}
	}
	for _, a := range l.Actions(ActionFilter{From: first}, at) {
		if within(a.Date) {
			p.Actions = append(p.Actions, a)
		}
	}
	for _, d := range l.Duties(at) {
		if within(d.Due) {
			p.Duties = append(p.Duties, d)
		}
	}
	return p, nil
}

// Lines returns the month in words.
func (p Programme) Lines() []Line {
	president := p.President.Line()
	president.Head = "president"
	lines := []Line{president}
	for _, m := range p.Meetings {
		for _, line := range m.Lines() {
			line.Head = fmt.Sprintf("%s, %s", m.Symbol, line.Head)
			lines = append(lines, line)
		}
	}
	for _, d := range p.Decisions {
		lines = append(lines, d.Line())
	}
	for _, a := range p.Actions {
		lines = append(lines, a.Line())
	}
	for _, d := range p.Duties {
		lines = append(lines, d.Line())
	}
	return lines
}
