package page

import (
	"fmt"
	"slices"
	"strconv"
	"time"

	"github.com/plimsoll-watch/plimsoll/record/event"
)

// mostFixes is how many fixes of an event a page lists.
const mostFixes = 400

// fixTable lists the fixes that were drawn, nearest the event when there are more
// than a page should carry.
type fixTable struct {
	Heading string
	Note    string
	Rows    []fixRow
}

type fixRow struct {
	Time, Side, Lat, Lon, Speed, Heading string
}

type sidedFix struct {
	event.PictureFix
	side int
}

func newFixTable(s *scene) fixTable {
	var all []sidedFix
	for i := range s.p.Tracks {
		for _, f := range s.p.Tracks[i] {
			all = append(all, sidedFix{f, i})
		}
	}
	v := fixTable{Heading: fmt.Sprintf("All %s of both ships as a table", plural(len(all), "fix", "fixes"))}
	if len(all) > mostFixes {
		v.Heading = fmt.Sprintf("%d of the %s of both ships as a table", mostFixes, plural(len(all), "fix", "fixes"))
		v.Note = fmt.Sprintf("The %d nearest the event in time; the others stand in the files named under “What went in”.", mostFixes)
		all = nearest(all, s.e.Start, s.e.End)
	}
	slices.SortStableFunc(all, func(a, b sidedFix) int { return a.Time.Compare(b.Time) })
	for _, f := range all {
		v.Rows = append(v.Rows, newFixRow(f))
	}
	return v
}

// nearest keeps the fixes closest in time to the event; inside it all are as close.
func nearest(all []sidedFix, start, end time.Time) []sidedFix {
	away := func(f sidedFix) time.Duration {
		return max(start.Sub(f.Time), f.Time.Sub(end), 0)
	}
	slices.SortStableFunc(all, func(a, b sidedFix) int {
		if d := away(a) - away(b); d != 0 {
			return int(d / time.Second)
		}
		return a.Time.Compare(b.Time)
	})
	return all[:mostFixes]
}

func newFixRow(f sidedFix) fixRow {
	row := fixRow{
		Time: f.Time.UTC().Format("2 Jan 15:04:05"), Side: sideName(f.side),
		Lat: degrees(f.Place.Lat, 5, "N", "S"), Lon: degrees(f.Place.Lon, 5, "E", "W"),
	}
	if f.SOGKn >= 0 {
		row.Speed = decimal(f.SOGKn, 1)
	}
	if f.Heading >= 0 {
		row.Heading = strconv.Itoa(f.Heading) + "°"
	}
	return row
}
