// Package detect is the pipeline: reports in, events out.
//
// Files and tests call it, and whatever feeds it, the same events come out for the
// same reports, whatever their order, how they are split into files, how many
// workers run and how little memory they may use (see TestSameEvents).
//
// It works in three steps, each over records dealt by a hash to a few hundred
// parts, which lie in memory or spill to disk: the rows of each MMSI become hulls
// (track/1); the hulls' places on a ten-minute grid become pairs that could be in
// contact; each such pair is walked minute by minute (encounter/1). The grid is a
// means and never a definition: what it leaves out cannot be in contact.
package detect

import (
	"time"

	"github.com/plimsoll-watch/plimsoll/base/geo"
	"github.com/plimsoll-watch/plimsoll/sea/ais"
)

// Survey is what went in and what it could have shown.
type Survey struct {
	Files     []FileSurvey
	Rows      int // table rows
	Sentences int
	Positions int // reports with a place and a time, repeats by several stations once
	Ships     int // MMSIs that reported a place
	First     time.Time
	Last      time.Time
	Box       geo.Box
	HasTime   bool // First and Last mean something
	HasBox    bool

	Tally      ais.Tally      // all files together
	ByShipType map[string]int // ships by type: "tanker", "cargo", …, "not said"
	CadenceS   float64        // median seconds between fixes of a ship; 0 is not known
	Quiet      []Spell        // nobody was heard for more than 30 minutes
	NotShips   int            // reports of coast stations, aids to navigation and the like
	Removed    map[string]int // fixes put aside by track/1, by reason

	Detectability Detectability
}

// FileSurvey is one file of the input.
type FileSurvey struct {
	Name   string
	SHA256 string
	Format string // "nmea", "marinecadastre", "marinecadastre-2025", "table"
	Bytes  int64  // as stored
	Tally  ais.Tally
	First  time.Time
	Last   time.Time
	// InferredFirst and InferredLast are the base stations' own clock (types 4 and
	// 11), when the file has them: a bound on the time of a file without times.
	InferredFirst time.Time
	InferredLast  time.Time
	BaseReports   int
}

// Spell is a span of time, half-open.
type Spell struct {
	From, To time.Time
}

// Detectability is what the data could have shown: of the whole hours from each
// hull's first fix in the area to its last, gaps included, those that lie inside
// 120 min of known places with at least 3 fixes.
type Detectability struct {
	Tankers, All Share
}

// Share is a number of ship-hours out of a number of ship-hours.
type Share struct {
	Visible, Hours int
}
