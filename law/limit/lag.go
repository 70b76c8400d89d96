package limit

import (
	"github.com/plimsoll-watch/plimsoll/base/day"
)

// Lag is how long after its day a month was reported, as far as known. Seen is the
// day of the account that told it: it may have been filed before.
type Lag struct {
	Supplier string   `json:"supplier"`
	Month    string   `json:"month"`
	Due      day.Date `json:"due"`
	Seen     day.Date `json:"seen"`
	Late     int      `json:"days_late"` // at most; 0: on time
	Row      Ref      `json:"row"`
}

// Due returns the day by which a month was to be reported: its end and the cap's
// interval. That the interval runs from the end of the month is in the text for
// coal (S/RES/2321 (2016), para. 26(b)); for refined petroleum, "every thirty days"
// (S/RES/2397 (2017), para. 5), it is our reading. ok is false when no interval is
// stated.
func (c Cap) Due(month day.Date) (due day.Day, ok bool) {
	if c.ReportDays == 0 || month.IsZero() {
		return 0, false
	}
	return month.Last() + day.Day(c.ReportDays), true
}

// DaysLate returns by how many days a report of a month came after its day; 0 when
// it was on time.
func (c Cap) DaysLate(month day.Date, filed day.Day) (days int, ok bool) {
	due, ok := c.Due(month)
	if !ok || !filed.Valid() {
		return 0, false
	}
	return max(0, int(filed-due)), true
}

// Lags returns how late the months of a window were first told. Later states of a
// month, joint rows and months known to no day are left out.
func (t *Tables) Lags(c Cap, w Window, asof day.AsOf) []Lag {
	var lags []Lag
	for _, m := range t.monthRows(c.Product, w, asof) {
		first := m.states[0]
		if first.Joint() || !first.Reported() || first.derived() || first.KnownOn.Precision() != day.ToDay {
			continue
		}
		due, ok := c.Due(first.Period)
		if !ok {
			continue
		}
		late, _ := c.DaysLate(first.Period, first.KnownOn.First())
		lags = append(lags, Lag{supplierName(m.supplier), monthSpan(m.month, m.month+1), due.Date(), first.KnownOn, late, first.Ref})
	}
	return lags
}

// After returns the day a number of days or months after the cap began.
func (c Cap) After(n int, u Unit) (day.Day, bool) {
	switch u {
	case Days:
		return c.Start + day.Day(n), c.Start.Valid()
	case Months:
		d := addMonths(c.Start, n)
		return d, d.Valid()
	}
	return 0, false
}

// Deadline returns the day a deadline falls on; ok is false for any other cap.
func (c Cap) Deadline() (day.Day, bool) {
	if c.Rule != Deadline || len(c.Amounts) == 0 {
		return 0, false
	}
	return c.After(int(c.Amounts[0].Value), c.Amounts[0].Unit)
}
