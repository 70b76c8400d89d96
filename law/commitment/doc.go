// Package commitment holds what parties pledged, clause by clause: the condition, the
// agreed verification, and what was said of its status by a day.
//
// # Definition
//
// A commitment is one clause of one instrument. Its status is a statement about it,
// with its day, who stated it and the day that statement became known: the status on
// file is shown under no clock earlier than its own days. Before that, or when nobody
// whom we read stated one, the status is "not assessed": the program assesses none. A
// status of no day is of the day it became known; one whose day of becoming known is not
// on file is shown without a Known clock; under one it is only said, once its own day
// has come, that it is there.
// Events name the clauses they bear on; they are dated facts and no judgement.
//
// # Limits
//
// One status a clause is on file, the last; earlier readings stand in its note and are
// shown only with it. A text that several copies give differently is taken as the row
// has it.
package commitment
