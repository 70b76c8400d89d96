package limit

import (
	"fmt"
	"io/fs"
	"strconv"
	"strings"

	"github.com/plimsoll-watch/plimsoll/base/day"
	"github.com/plimsoll-watch/plimsoll/base/quantity"
)

// readCaps reads caps.csv, and cap-adoptions.csv for the day each became known.
func readCaps(fsys fs.FS) ([]Cap, error) {
	adopted, notes := map[string]day.Date{}, map[string]string{}
	err := each(fsys, layout("cap-adoptions.csv", []string{"cap_id"}, []string{"cap_id", "adopted"}, []string{"note"}), func(c *cells) error {
		adopted[c.Get("cap_id")] = c.dayOf("adopted").Date()
		notes[c.Get("cap_id")] = c.Get("note")
		return nil
	})
	if err != nil {
		return nil, err
	}
	var caps []Cap
	err = each(fsys, layout("caps.csv", []string{"cap_id"},
		[]string{"cap_id", "regime", "product", "resolution", "unit", "rule", "period_kind"},
		[]string{"paragraph", "amount", "alt_amount", "alt_unit", "period_start", "period_end", "report_interval_days", "notice_pct", "notice_amounts", "stop_pct"}),
		func(c *cells) error {
			caps = append(caps, readCap(c, adopted, notes))
			delete(adopted, c.Get("cap_id"))
			return nil
		})
	if err != nil {
		return nil, err
	}
	for id := range adopted {
		return nil, &Error{fmt.Sprintf("read cap-adoptions.csv: cap_id %q is not in caps.csv", id), "every cap_id is one of caps.csv"}
	}
	return caps, nil
}

func readCap(c *cells, adopted map[string]day.Date, notes map[string]string) Cap {
	p := Cap{
		Ref: c.ref("caps.csv", c.Get("cap_id"), "", notes[c.Get("cap_id")]), Regime: c.Get("regime"), Product: c.Get("product"),
		Resolution: c.Get("resolution"), Paragraph: c.Get("paragraph"),
		Start: c.dayOf("period_start"), End: c.dayOf("period_end"),
	}
	p.KnownOn = adopted[p.ID]
	p.Rule, p.MonthEnd = parseRule(c.Get("rule"))
	if p.Rule == unknownRule {
		c.fail(fmt.Sprintf("rule %q is not known", c.Get("rule")), "copy a rule of the table as shipped; a new one needs code that obeys it")
	}
	var err error
	if p.Kind, p.Month, p.DayOfMonth, err = parseKind(c.Get("period_kind")); err != nil {
		c.fail(err.Error(), "a period is fixed, calendar year, any 12 months, 12 months from 22 December, 12 months, or open")
	}
	if p.Kind == Fixed && (p.Start == 0 || p.End < p.Start) {
		c.fail(fmt.Sprintf("the fixed period runs from %q to %q", c.Get("period_start"), c.Get("period_end")), "a fixed period needs both days, the earlier first")
	}
	if p.Start == 0 && p.Rule != NotAdopted {
		c.fail("period_start is empty", "a limit binds from a day; a draft alone has none")
	}
	readAmounts(c, &p)
	readNotices(c, &p)
	return p
}

func readAmounts(c *cells, p *Cap) {
	for _, columns := range [][2]string{{"amount", "unit"}, {"alt_amount", "alt_unit"}} {
		value, ok := c.number(columns[0])
		unit := Unit(c.oneOf(columns[1], "bbl", "t", "USD", "day", "month", ""))
		if ok && unit == "" {
			c.fail(columns[0]+" has no unit", "fill "+columns[1])
		}
		if ok {
			p.Amounts = append(p.Amounts, Amount{value, unit})
		}
	}
	if two := p.Rule == Either || p.Rule == Lower; two && len(p.Amounts) != 2 {
		c.fail(fmt.Sprintf("rule %q needs two amounts", p.Rule), "fill amount and alt_amount")
	}
	if len(p.Amounts) == 0 && p.Rule != OwnPast {
		c.fail("amount is empty", "only a limit that binds each State to its own past has none")
	}
}

func readNotices(c *cells, p *Cap) {
	if n := c.count("report_interval_days"); n != nil {
		p.ReportDays = *n
	}
	if n := c.count("stop_pct"); n != nil {
		p.Stop = *n
	}
	for s := range strings.SplitSeq(c.Get("notice_pct"), ";") {
		if s == "" {
			continue
		}
		pct, err := strconv.Atoi(s)
		if err != nil || pct <= 0 || pct > 100 {
			c.fail(fmt.Sprintf("notice_pct %q is not a list of percentages", c.Get("notice_pct")), "write them as 75;90;95")
			return
		}
		p.Notices = append(p.Notices, pct)
	}
	if len(p.Notices) > 0 && c.Get("notice_amounts") != p.noticeCell() {
		c.fail(fmt.Sprintf("notice_amounts %q does not follow from the amounts, which give %q", c.Get("notice_amounts"), p.noticeCell()), "correct one of notice_pct, notice_amounts, amount")
	}
}

// noticeCell writes the ladder as the column notice_amounts does.
func (c Cap) noticeCell() string {
	var units []string
	for i, a := range c.Amounts {
		decimals := 0
		if a.Unit == Dollars {
			decimals = 2
		}
		var steps []string
		for _, n := range c.Ladder(a) {
			steps = append(steps, strconv.FormatFloat(quantity.Decimals(n.At.Value, decimals), 'f', decimals, 64))
		}
		units = append(units, strings.Join(steps, ";"))
		if len(c.Amounts) > 1 {
			units[i] += " " + string(a.Unit)
		}
	}
	return strings.Join(units, " | ")
}
