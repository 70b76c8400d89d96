// Package scene makes invented seas, with their truth: the week of 3 to 9
// September 2018 that the demo shows, small random seas for property tests, and
// traffic of any size for benchmarks.
//
// # Definition
//
// A scene is ships that move (a place and a heading for every whole minute), a
// model of what a thin network of receivers heard of them, and the truth: what was
// planted, between which ships, from when to when, and what the methods are
// expected to say of it. The truth is computed from the movement, never from what
// was heard, and before any pipeline runs. This package shares no code with
// sea/track or sea/encounter (internal/archtest): it imports base and sea/ais, the
// latter to write what it made.
//
// Everything follows from a seed. Equal seeds give equal bytes; another seed moves
// every start, place, speed, offset and cadence and gives every ship another number.
//
// # Invented, and marked so
//
// Every name begins with INVENTED. MMSIs begin with 599, digits that ITU has
// allocated to no State; base stations with 00599. Each IMO number has seven
// digits and fails its check digit. Call signs begin with 0, as no State's do
// (Radio Regulations, Appendix 42). The first line of the sentences says it too.
// See TestNumbersCannotBeReal. Sea, port and anchorage are real places.
//
// # Limits
//
// Ships keep station better than people do, and a hull is a rectangle. Noise of a
// fix is a few metres and wanders slowly; there are no false positions besides the
// planted ones. Traffic is thinned to a fix every 3 to 5 minutes, as by satellites
// with a coast station, so that a week is a few megabytes. Recall measured on
// such a week says that the rules are followed, not that a real transfer is found.
package scene
