package day

// AsOf is the two clocks of a question. On is the day asked about: what was in
// force, listed, notified for. Known is the day whose knowledge answers it: what
// had been published by its end. The zero Day is a clock not set: every day, and
// all that is known now.
type AsOf struct {
	On, Known Day
}

// AsOfDay sets both clocks to one day, that day included.
func AsOfDay(d Day) AsOf { return AsOf{On: d, Known: d} }

// Knows reports whether a fact may be shown, by the day it became known.
//
//   - With Known not set, every fact may.
//   - Otherwise a fact may that became known by the end of Known, a date counted from
//     its last day ([Date.KnownBy]): "in June 2018" is shown from 30 June.
//   - One without such a date was known by no day that we can name: it is shown only
//     with Known not set. Who has the day of its source hands that in.
//
// What has an outcome asks twice: the outcome became known on a day of its own.
func (a AsOf) Knows(known Date) bool {
	return a.Known == 0 || known.KnownBy(a.Known)
}

// Reached reports whether what bears a date had come by the end of On, by the same
// rule; with On not set, everything has. Of what bears no date nobody knows: it has
// come only with On not set.
func (a AsOf) Reached(d Date) bool {
	return a.On == 0 || d.KnownBy(a.On)
}
