// Package regime holds the measures of a sanctions regime: one operative paragraph,
// one measure; whom it binds, in which words, what an act must be to be touched by
// it, and from when to when it is in force.
//
// # Definition
//
// A measure is in force on a day from its first day to its last, both included; one
// that a later paragraph replaced ends before the day of the replacing text. A measure
// whose end comes before its beginning was replaced before it began, and was never in
// force.
//
// A measure became known on the day its resolution was adopted ([Library.Adopted]). What
// widened or replaced it is shown once that later text had been adopted; a word of ours
// about it that names no text is shown only without a Known clock.
//
// The elements of a measure are what its paragraph asks: tests (all must be met; of
// those with one letter one is enough), exceptions (letter Q: all together), duties and
// grounds. They have days of their own, since a later text may put one in the place of
// another; an answer holds those of the day asked about, of an ended measure those of its
// last day. Where none are entered, the answer says so: nothing follows from that.
//
// # Limits
//
// Wording is ours; the paragraph decides. Only the DPRK regime (1718) is on file.
package regime
