package day

import "fmt"

// Period is how long something held: from Since to Until, both included. An
// absent end is open: held before anything known, or holds still.
//
// What ended by an act of a day (a delisting, a repeal) no longer holds on that
// day; its Until is the day before.
type Period struct {
	Since, Until Date
}

// NewPeriod returns the period, or an error when it ends before it can have begun.
func NewPeriod(since, until Date) (Period, error) {
	if !since.IsZero() && !until.IsZero() && until.Last() < since.First() {
		return Period{}, fmt.Errorf("a period until %v ends before it begins, %v", until, since)
	}
	return Period{since, until}, nil
}

// Holds reports whether p held on a day. Both ends count from their last day: since
// 2018-09 is held from 30 September, until 2018-09 is held to 30 September.
func (p Period) Holds(on Day) bool {
	if !on.Valid() {
		return false
	}
	return (p.Since.IsZero() || p.Since.KnownBy(on)) && (p.Until.IsZero() || on <= p.Until.Last())
}
