// Package page writes what readers get as HTML: one file with everything in it,
// read without a script, a network or an account.
//
// Definition. [WriteEventReport] writes the event report of detect: the answer in a
// sentence, the key figures, each event's map, strip and charts as SVG drawn here,
// every explanation with every test, the identities as broadcast, what went in and
// what was not checked. The built style and script come in as values ([Assets]);
// the page's own policy (Content-Security-Policy) admits exactly those two by their
// hashes and no request at all. The script adds a slider, a player and keys; nothing
// is readable only with it.
//
// [WriteLimit] and [WriteDossier] write pages of the record in the same style, without a
// script: how a limit stands, with its chart ([LimitSVG] is the chart alone), and what is
// on record of a meeting, as of a day. Each line has its trust mark and its source.
//
// Limits. The map is Mercator up to 70 degrees of latitude and polar stereographic
// beyond, framed on the ships; the coast is as good as the [Land] it is given. Only
// events between two ships are drawn. Text from ships and files is untrusted and
// escaped; numbers are rounded for reading, the events file holds them whole.
//
// The same report gives the same bytes: there is no clock, no random number and no
// order of a map in this package. TestSameBytes shows it; TestNoRequestLeaves and
// TestPolicyCoversTheBytes show the claims about requests and the policy.
package page

import (
	"bytes"
	"errors"
	"fmt"
	"io"

	"github.com/plimsoll-watch/plimsoll/base/geo"
	"github.com/plimsoll-watch/plimsoll/record/event"
	"github.com/plimsoll-watch/plimsoll/sea/detect"
)

// EventReport is what the event report says.
type EventReport struct {
	Title    string        // what was read, "week.nmea"
	Method   string        // "encounter/1", with overrides in brackets
	Command  string        // the command that made it
	Invented string        // when not empty: the hatched strip across the top, with this text
	Survey   detect.Survey // what went in and what it could have shown

	// Events in the order of the list: possible, undecided, the rest, each by time.
	Events []event.Event
	// Pictures by event ID. An event without one is shown without map and charts,
	// and NoPicture says why.
	Pictures  map[string]*event.Picture
	NoPicture string // "not drawn: more than 40 events"
	// Ports is where the nearest port of an event lies, by event ID. One that is missing
	// is looked for among the places by its name and distance, else not drawn.
	Ports   map[string]geo.Point
	Omitted int // events beyond those in Events

	Sweep      []SweepRow // how the counts move with the distance; may be empty
	NotChecked []string
	Truth      []TruthRow // of the demo: planted and found; may be empty
	Links      []Link     // files beside this one; may be empty
}

// SweepRow is how many encounters a distance of contact gives.
type SweepRow struct {
	DistanceM, Encounters, Possible, Undecided int
}

// TruthRow is one thing planted in an invented sea, and what was found of it.
type TruthRow struct {
	Class, Ships, Planted, Found, Verdict string
}

// Link is a file beside the report.
type Link struct {
	Href, Text string
}

// Assets are the built style and script, as they stand in the page.
type Assets struct {
	CSS, JS string
}

// Land is where land is; base/coast has it. Both return lines of places inside the
// box, thinned to about a tolerance in degrees, with longitudes that run on past 180
// rather than jump: Clip closed rings to fill, CoastLines the coast alone, without the
// edges a clip makes.
type Land interface {
	Clip(b geo.Box, toleranceDeg float64) [][]geo.Point
	CoastLines(b geo.Box, toleranceDeg float64) [][]geo.Point
}

// Place is a named place for the maps, as a facts table has it.
type Place struct {
	Name string
	At   geo.Point
}

// Errors of [WriteEventReport].
var (
	errSides   = errors.New("an event of other than two ships cannot be drawn")
	errTwice   = errors.New("two events have one id")
	errNoID    = errors.New("an event has no id")
	errClosing = errors.New("the style or script closes its own element")
)

// WriteEventReport writes r as one HTML file. Land may be nil: then no coast is
// drawn, and the map says so. Places are taken in their order, the most important
// first, as long as their names fit; the nearest port of an event is always named.
func WriteEventReport(w io.Writer, r *EventReport, a Assets, land Land, places []Place) error {
	if err := check(r, a); err != nil {
		return fmt.Errorf("write report %s: %w", r.Title, err)
	}
	var out bytes.Buffer
	if err := render(&out, newReport(r, a, land, places)); err != nil {
		return fmt.Errorf("write report %s: %w", r.Title, err)
	}
	_, err := w.Write(out.Bytes())
	return err
}

func check(r *EventReport, a Assets) error {
	if closes(a.CSS, "style") || closes(a.JS, "script") {
		return errClosing
	}
	seen := make(map[string]bool, len(r.Events))
	for i := range r.Events {
		switch e := &r.Events[i]; {
		case len(e.Ships) != 2:
			return errSides
		case e.ID == "":
			return errNoID
		case seen[e.ID]:
			return errTwice
		default:
			seen[e.ID] = true
		}
	}
	return nil
}
