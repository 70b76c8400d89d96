package event

import (
	"time"

	"github.com/plimsoll-watch/plimsoll/base/geo"
)

// Picture is what a page draws of an event beyond its numbers.
type Picture struct {
	// Tracks holds the fixes of both ships from up to 8 h before the event to 8 h
	// after it, in time order; the place between two fixes at most 60 min apart is
	// interpolated, beyond that it is unknown.
	Tracks [2][]PictureFix
	// Minutes holds every minute from 2 h before the event to 2 h after it, the
	// event itself cut to its first and last 24 h when it is longer.
	Minutes []PictureMinute
	// Hulls holds the size of each ship; zero when not known.
	Hulls [2]PictureHull
}

// PictureFix is a received position.
type PictureFix struct {
	Time    time.Time
	Place   geo.Point
	SOGKn   float64 // under 0: absent
	Heading int     // under 0: absent
}

// PictureMinute is one whole minute of the pair.
type PictureMinute struct {
	Time    time.Time
	State   MinuteState
	Contact bool // this minute counts as contact of the event
	Places  [2]geo.Point
	Known   [2]bool
	Heading [2]int // under 0: absent
	Low     int    // hull gap in metres; with both known
	High    int
	AgeMin  [2]int // minutes to the nearest fix of each; under 0: none
}

// MinuteState is how a minute is known.
type MinuteState uint8

// States of a minute.
const (
	Unknown      MinuteState = iota // at least one place is unknown
	Interpolated                    // both known, not both by a fix within 5 min
	Observed                        // both known, a fix of each within 5 min
)

// PictureHull is a hull around its antenna in metres: A to the bow, B to the
// stern, C to port, D to starboard.
type PictureHull struct {
	A, B, C, D int
	Reference  bool // where the antenna stands is known
}
