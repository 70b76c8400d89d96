package scene

import (
	"cmp"
	"slices"

	"github.com/plimsoll-watch/plimsoll/sea/ais"
)

// signal is one report as one station heard it.
type signal struct {
	report  ais.Report
	station string
	channel byte
	seq     int // sequence number of a report in two sentences
	late    int // seconds until it was written into the file
	fate    fate
}

// fate is what became of a signal on its way into the file.
type fate uint8

const (
	heard     fate = iota
	spoilt         // received with an error: the checksum does not fit
	again          // the same report, heard by another station
	firstHalf      // of a report in two sentences only the first was received
	lastHalf       // and of this one only the last
)

// byTime orders signals by the time they were heard, then by who sent what.
func byTime(a, b *signal) int {
	return cmp.Or(
		cmp.Compare(a.report.Time, b.report.Time),
		cmp.Compare(a.report.MMSI, b.report.MMSI),
		cmp.Compare(a.report.Type, b.report.Type),
		cmp.Compare(a.report.Part, b.report.Part),
		cmp.Compare(a.fate, b.fate),
	)
}

// byArrival orders signals as they come into the file: slightly out of order.
func byArrival(a, b *signal) int {
	return cmp.Compare(int(a.report.Time)+a.late, int(b.report.Time)+b.late)
}

// inOrder returns the signals by time and by arrival.
func inOrder(all []signal) (timed, arrived []*signal) {
	timed = make([]*signal, len(all))
	for i := range all {
		timed[i] = &all[i]
	}
	slices.SortStableFunc(timed, byTime)
	arrived = slices.Clone(timed)
	slices.SortStableFunc(arrived, byArrival)
	return timed, arrived
}
