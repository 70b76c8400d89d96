package limit

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/plimsoll-watch/plimsoll/base/day"
)

// Unit is what an amount counts.
type Unit string

// Units of amounts under a cap, and of time under a deadline.
const (
	Barrel  Unit = "bbl"
	Tonne   Unit = "t"
	Dollars Unit = "USD"
	Days    Unit = "day"
	Months  Unit = "month"
)

// Amount is a maximum in one unit.
type Amount struct {
	Value float64 `json:"value"`
	Unit  Unit    `json:"unit"`
}

// String returns 500,000 bbl.
func (a Amount) String() string { return plain(a.Value) + " " + string(a.Unit) }

// Rule says how the amounts of a cap bind.
type Rule string

// Rules. Of OwnPast each supplier has a maximum of its own, its deliveries of the
// twelve months before adoption, which is not on file.
const (
	NotAbove    Rule = "not above"
	Either      Rule = "or"                 // S/RES/2397 (2017), para. 4: "or", not "whichever is lower"
	Lower       Rule = "whichever is lower" // S/RES/2321 (2016), para. 26(b)
	OwnPast     Rule = "each State's own past"
	Ban         Rule = "full ban"
	Deadline    Rule = "deadline"
	NotAdopted  Rule = "not adopted"
	unknownRule Rule = ""
)

// Kind is how the periods of a cap follow one another.
type Kind string

// Kinds of period.
const (
	Fixed       Kind = "fixed"
	Calendar    Kind = "calendar year"
	Anniversary Kind = "twelve months from an anniversary"
	Rolling     Kind = "any twelve months"
	Open        Kind = "open"
	Unanchored  Kind = "twelve months" // of a draft: from when is not on file
)

// Cap is one limit. It does not change.
type Cap struct {
	Ref
	Regime, Product       string
	Resolution, Paragraph string
	Amounts               []Amount // in the order of the text; none: not on file
	Rule                  Rule
	Kind                  Kind
	Month, DayOfMonth     int     // of the anniversary
	Start                 day.Day // the first day it can bind
	End                   day.Day // zero: none. The last day of a fixed period; else the day of the act that ended it
	ReportDays            int     // 0: no interval is stated
	MonthEnd              bool    // reported by month, in the days after its end
	Notices               []int   // per cent of the amount
	Stop                  int     // per cent; 0: no stop is stated
}

// Symbol returns S/RES/2397 (2017), para. 5.
func (c Cap) Symbol() string {
	s := c.Resolution
	if !strings.HasPrefix(s, "S/") {
		s = "S/RES/" + s
	}
	if c.Paragraph != "" {
		s += ", para. " + c.Paragraph
	}
	return s
}

// NeverBegan reports whether another act replaced the cap before its first day.
func (c Cap) NeverBegan() bool { return c.Kind != Fixed && c.End != 0 && c.End <= c.Start }

// Holds reports whether the cap bound on a day, as far as known. What ended by an
// act ended on the day of that act, which nobody knew before.
func (c Cap) Holds(on day.Day, asof day.AsOf) bool {
	if c.Rule == NotAdopted || c.Rule == Deadline || !on.Valid() || on < c.Start || !c.decides(asof) {
		return false
	}
	if c.End == 0 {
		return true
	}
	if c.Kind == Fixed {
		return on <= c.End
	}
	foreseen := asof.Known != 0 && asof.Known < c.End
	return on < c.End || foreseen
}

// Window returns the period of the cap that a day lies in; ok is false when there
// is none.
func (c Cap) Window(on day.Day) (w Window, ok bool) {
	if !on.Valid() || on < c.Start {
		return Window{}, false
	}
	switch c.Kind {
	case Fixed:
		return Window{c.Start, c.End}, on <= c.End
	case Calendar:
		y, _, _ := on.Civil()
		first, _ := day.New(y, 1, 1)
		last, _ := day.New(y, 12, 31)
		return Window{first, last}, true
	case Anniversary:
		return c.anniversary(on)
	case Rolling:
		return Window{addMonths(on, -12) + 1, on}, true
	case Open:
		return Window{c.Start, day.Max}, true
	}
	return Window{}, false
}

func (c Cap) anniversary(on day.Day) (Window, bool) {
	y, _, _ := on.Civil()
	first, err := day.New(y, c.Month, c.DayOfMonth)
	if err != nil {
		return Window{}, false
	}
	if first > on {
		first = addMonths(first, -12)
	}
	return Window{first, addMonths(first, 12) - 1}, first.Valid()
}

// Ladder returns the notices of a cap in one of its units.
func (c Cap) Ladder(a Amount) []Notice {
	var ladder []Notice
	for _, pct := range c.Notices {
		ladder = append(ladder, Notice{
			Percent: pct, At: Amount{a.Value * float64(pct) / 100, a.Unit}, Stop: pct == c.Stop,
		})
	}
	return ladder
}

// Notice is one step of the ladder: due when that much was notified.
type Notice struct {
	Percent int    `json:"percent"`
	At      Amount `json:"at"`
	Stop    bool   `json:"stop,omitempty"` // no more for the rest of the period
}

// parseKind reads the column period_kind.
func parseKind(s string) (k Kind, month, dayOfMonth int, err error) {
	switch s {
	case "fixed":
		return Fixed, 0, 0, nil
	case "calendar year":
		return Calendar, 0, 0, nil
	case "any 12 months":
		return Rolling, 0, 0, nil
	case "open":
		return Open, 0, 0, nil
	case "12 months":
		return Unanchored, 0, 0, nil
	}
	text, ok := strings.CutPrefix(s, "12 months from ")
	dom, name, _ := strings.Cut(text, " ")
	n, numErr := strconv.Atoi(dom)
	for m := 1; ok && numErr == nil && m <= 12; m++ {
		if name == longMonth(m) {
			if _, err := day.New(2001, m, n); err == nil {
				return Anniversary, m, n, nil
			}
		}
	}
	return "", 0, 0, fmt.Errorf("period_kind %q is not known", s)
}

func longMonth(m int) string {
	return [...]string{"January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"}[m-1]
}

// parseRule reads the column rule.
func parseRule(s string) (r Rule, monthEnd bool) {
	switch s {
	case "not above", "not above (superseded before start)":
		return NotAbove, false
	case "not above (either expression)":
		return Either, false
	case "whichever is lower; each month reported within 30 days of its end":
		return Lower, true
	case "not above each State's own 12 months before adoption":
		return OwnPast, false
	case "full ban":
		return Ban, false
	case "not adopted":
		return NotAdopted, false
	case "deadline":
		return Deadline, false
	}
	return unknownRule, false
}
