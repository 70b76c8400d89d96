// Package track turns the reports of one MMSI into the tracks of hulls, by the
// method track/1.
//
// # Definition
//
// The reports of an MMSI are put in order of time. A report equal to the one
// kept before it and less than [RepeatS] seconds later is the same report heard
// by another station, and counts once. Of several places in one second one is
// kept. A fix goes on from the track whose last fix it can reach at [MaxKn]
// knots, or that lies within [NearM]; of several such tracks, from the nearest.
// A fix that no track reaches is put aside and begins a track of its own. A
// track of fewer than [MinFixes] fixes is a jump and is removed with that
// reason, when another of the MMSI is longer; each of the others is a hull.
// Hulls are numbered by their first fix.
//
// Between two fixes of a hull at most [InterpolateS] apart its place is
// interpolated along the great circle; elsewhere it is unknown. Nothing is
// extrapolated. A segment ends at a gap of [SegmentS].
//
// # Limits
//
// Two ships that share an MMSI and meet are one track while they are within
// reach of each other. A position that jumps and stays away becomes a second
// hull: track/1 does not say whether it is another ship or a false position. A
// static message carries no place, so with several hulls it is counted for each. A
// fix is compared with the 16 tracks last gone on with: more than 16 ships on one
// MMSI at once come out in pieces, or not at all.
package track

import (
	"cmp"
	"slices"

	"github.com/plimsoll-watch/plimsoll/base/geo"
	"github.com/plimsoll-watch/plimsoll/base/vessel"
	"github.com/plimsoll-watch/plimsoll/sea/ais"
)

// Method is the name and version of the rules of this package.
const Method = "track/1"

// The numbers of track/1.
const (
	MaxKn        = 50                            // fastest a fix may ask a ship to have gone
	NearM        = 1 * geo.MetresPerNauticalMile // and never a matter of speed within this distance
	MinFixes     = 3                             // fewer are a jump
	RepeatS      = 10                            // the same report heard again
	InterpolateS = 60 * 60                       // longest gap in which a place is interpolated
	SegmentS     = 24 * 60 * 60                  // gap that ends a segment
	HeadingS     = 30 * 60                       // how far from a minute a heading is taken from
	ObservedS    = 5 * 60                        // a minute with a fix this near is observed
	WindowS      = 24 * 60 * 60                  // how far before and after an event what a ship said of itself counts
	MaxTracks    = 16                            // tracks of one MMSI that a fix is compared with, those last gone on with
	maxMetresS   = MaxKn * geo.MetresPerNauticalMile / 3600
)

// Row is one report as the pipeline keeps it, 32 bytes: a fix, what was said of
// the ship's identity, or both.
type Row struct {
	MMSI    vessel.MMSI
	Time    uint32 // seconds since 1970 UTC
	Place   geo.Fine
	SOG     uint16 // tenths of a knot
	Heading uint16 // degrees
	Flags   Flags
	File    uint16 // index of the input file
	Line    uint32
	Said    uint32 // index into the statics, 0: nothing was said
}

// Flags say what a [Row] has.
type Flags uint16

// The values a row may have.
const (
	HasPlace Flags = 1 << iota
	HasSOG
	HasHeading
	Accurate // position accuracy better than 10 m
	ClassB
	FromTable // a row of a table, not an AIS message
)

// Has reports whether r has all of f.
func (r *Row) Has(f Flags) bool { return r.Flags&f == f }

// RowOf returns the row of a report with a time. said is the index of its static
// fields, 0 when it has none.
func RowOf(r *ais.Report, file uint16, said uint32) Row {
	row := Row{MMSI: r.MMSI, Time: r.Time, File: file, Line: r.Line, Said: said}
	if r.Is(ais.HasPlace) {
		row.Place, row.Flags = r.Place, HasPlace
	}
	if r.Is(ais.HasSOG) {
		row.SOG, row.Flags = r.SOG, row.Flags|HasSOG
	}
	if r.Is(ais.HasHeading) {
		row.Heading, row.Flags = r.Heading, row.Flags|HasHeading
	}
	if r.Is(ais.HasAccuracy) && r.Accurate {
		row.Flags |= Accurate
	}
	if r.ClassB {
		row.Flags |= ClassB
	}
	if r.Type == 0 {
		row.Flags |= FromTable
	}
	return row
}

// Statics resolves what [Row.Said] points to.
type Statics interface {
	Static(id uint32) *Static
}

// compareContent orders rows of one MMSI by time and then by what they say, so
// that the order of arrival leaves no trace.
func compareContent(a, b *Row) int {
	return cmp.Or(
		cmp.Compare(a.Time, b.Time),
		-cmp.Compare(a.Flags&HasPlace, b.Flags&HasPlace),
		cmp.Compare(a.Place.Lat, b.Place.Lat),
		cmp.Compare(a.Place.Lon, b.Place.Lon),
		cmp.Compare(a.SOG, b.SOG),
		cmp.Compare(a.Heading, b.Heading),
		cmp.Compare(a.Flags, b.Flags),
	)
}

// Sort orders rows by MMSI, time, content, file and line.
func Sort(rows []Row) {
	slices.SortFunc(rows, func(a, b Row) int {
		return cmp.Or(
			cmp.Compare(a.MMSI, b.MMSI),
			compareContent(&a, &b),
			cmp.Compare(a.File, b.File),
			cmp.Compare(a.Line, b.Line),
		)
	})
}
