package brief

import (
	"bytes"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	ics "github.com/arran4/golang-ical"

	"github.com/plimsoll-watch/plimsoll/base/day"
	"github.com/plimsoll-watch/plimsoll/law/council"
)

// entry is an event of the calendar.
type entry struct {
	uid, summary, description, url, status, category string
	date                                             day.Date
	start                                            time.Time // zero: all day
}

// calendar returns the file's meetings and duties as they were known on the day of
// publication (RFC 5545). An event whose content is that of the calendar published before
// keeps its SEQUENCE, DTSTAMP and LAST-MODIFIED; one that changed counts one up (3.8.7.4);
// one that is no longer on file is cancelled, not dropped.
func (s *Site) calendar() ([]byte, error) {
	before := map[string]*ics.VEvent{}
	if len(s.Before.Calendar) > 0 {
		old, err := ics.ParseCalendar(bytes.NewReader(s.Before.Calendar))
		if err != nil {
			return nil, fmt.Errorf("read the calendar published before: %w", err)
		}
		for _, e := range old.Events() {
			before[e.Id()] = e
		}
	}
	cal := ics.NewCalendarFor("Plimsoll briefs")
	cal.SetName(s.Title)
	cal.SetXPublishedTTL("PT12H")
	cal.CalendarProperties = append(cal.CalendarProperties, ics.CalendarProperty{BaseProperty: ics.BaseProperty{
		IANAToken: "REFRESH-INTERVAL", ICalParameters: map[string][]string{"VALUE": {"DURATION"}}, Value: "PT12H",
	}}) // RFC 7986, 5.7: the type must be said
	for _, e := range s.entries() {
		cal.AddVEvent(s.event(e, before[e.uid]))
		delete(before, e.uid)
	}
	var gone []string
	for uid := range before {
		gone = append(gone, uid)
	}
	slices.Sort(gone)
	for _, uid := range gone {
		cal.AddVEvent(s.cancelled(before[uid]))
	}
	var out bytes.Buffer
	err := cal.SerializeTo(&out, ics.WithLineLength(75), ics.WithNewLine("\r\n"))
	return out.Bytes(), err
}

// event writes an entry; was is the event published before, or nil.
func (s *Site) event(e entry, was *ics.VEvent) *ics.VEvent {
	v := ics.NewEvent(e.uid)
	if e.start.IsZero() {
		v.SetAllDayStartAt(e.date.First().Time())
		v.SetAllDayEndAt((e.date.Last() + 1).Time()) // the end is not part of it (RFC 5545, 3.6.1)
	} else {
		v.SetStartAt(e.start)
	}
	v.SetSummary(e.summary)
	v.SetDescription(e.description)
	v.SetStatus(ics.ObjectStatus(e.status))
	v.AddCategory(e.category)
	v.SetTimeTransparency(ics.TransparencyTransparent)
	if e.url != "" {
		v.SetURL(e.url)
	}
	if was != nil && sameEvent(v, was) {
		return was
	}
	sequence := 0
	if was != nil {
		sequence = sequenceOf(was) + 1
	}
	s.stamp(v, sequence)
	return v
}

func (s *Site) stamp(v *ics.VEvent, sequence int) {
	v.SetDtStampTime(s.Now.Time())
	v.SetModifiedAt(s.Now.Time())
	v.SetSequence(sequence)
}

// cancelled keeps an event that is no longer on file, as cancelled.
func (s *Site) cancelled(was *ics.VEvent) *ics.VEvent {
	if p := was.GetProperty(ics.ComponentPropertyStatus); p != nil && p.Value == string(ics.ObjectStatusCancelled) {
		return was
	}
	sequence := sequenceOf(was) + 1
	was.SetStatus(ics.ObjectStatusCancelled)
	s.stamp(was, sequence)
	return was
}

func sequenceOf(v *ics.VEvent) int {
	p := v.GetProperty(ics.ComponentPropertySequence)
	if p == nil {
		return 0
	}
	n, err := strconv.Atoi(p.Value)
	if err != nil {
		return 0
	}
	return n
}

// sameEvent compares what a reader of the calendar sees.
func sameEvent(a, b *ics.VEvent) bool {
	for _, p := range [...]ics.ComponentProperty{ics.ComponentPropertyDtStart, ics.ComponentPropertyDtEnd, ics.ComponentPropertySummary,
		ics.ComponentPropertyDescription, ics.ComponentPropertyStatus, ics.ComponentPropertyUrl, ics.ComponentPropertyCategories} {
		if valueOf(a, p) != valueOf(b, p) {
			return false
		}
	}
	return true
}

func valueOf(v *ics.VEvent, p ics.ComponentProperty) string {
	if have := v.GetProperty(p); have != nil {
		return have.Value
	}
	return ""
}

// entries returns the meetings and duties known on the day of publication, by day.
func (s *Site) entries() []entry {
	at := day.AsOfDay(s.Now)
	var all []entry
	for _, m := range s.Record.Council.Meetings(at) {
		if !m.Date.IsZero() {
			all = append(all, s.meetingEntry(m))
		}
	}
	for _, d := range s.Record.Council.Duties(at) {
		if d.Due.IsZero() {
			continue
		}
		all = append(all, entry{
			uid: rowID(d.Origin) + "@" + s.host(), date: d.Due, status: string(ics.ObjectStatusConfirmed), category: "duty",
			summary:     d.Who + ": " + d.What,
			description: d.Symbol.String() + ", para. " + d.Paragraph + "; " + d.Source + "; known " + d.KnownOn.String(),
		})
	}
	slices.SortStableFunc(all, func(a, b entry) int {
		if c := day.Compare(a.date, b.date); c != 0 {
			return c
		}
		return strings.Compare(a.uid, b.uid)
	})
	return all
}

// meetingEntry is a meeting: tentative as long as it is expected, confirmed once it is on
// record.
func (s *Site) meetingEntry(m council.Meeting) entry {
	e := entry{uid: slug(m.Symbol) + "@" + s.host(), date: m.Date, status: string(ics.ObjectStatusTentative), category: "meeting"}
	for _, sitting := range m.Sittings {
		if sitting.Modality == council.Recorded {
			e.status = string(ics.ObjectStatusConfirmed)
		}
		if start, ok := startOf(sitting); ok {
			e.start = start
		}
	}
	e.summary = m.Symbol.String() + ", Security Council"
	var lines []string
	for _, p := range [...]council.Property{council.AgendaItem, council.Format, council.Level, council.Chair} {
		if facts := m.Of(p); len(facts) > 0 {
			f := facts[len(facts)-1]
			lines = append(lines, spaced(string(p))+", "+string(f.Modality)+": "+f.Value)
		}
	}
	e.description = strings.Join(lines, "\n")
	for _, b := range s.Briefs {
		if b.Brief.Meeting == m.Symbol {
			e.url = s.at(b.Brief.ID + ".html")
		}
	}
	return e
}

// hourForm is how a record prints the hour: 10.05 a.m.
var hourForm = regexp.MustCompile(`^(\d{1,2})\.(\d{2}) ([ap])\.m\.$`)

// startOf returns the instant of a sitting whose hour is known, in New York.
func startOf(s council.Sitting) (time.Time, bool) {
	m := hourForm.FindStringSubmatch(s.Hour)
	if m == nil || s.Date.Precision() != day.ToDay || s.Date.First() != s.Date.Last() {
		return time.Time{}, false
	}
	hour := atoi(m[1]) % 12
	if m[3] == "p" {
		hour += 12
	}
	on := s.Date.First().Time()
	at := on.Add(time.Duration(hour)*time.Hour + time.Duration(atoi(m[2]))*time.Minute)
	return at.Add(time.Duration(newYork(on)) * time.Hour), true
}

// newYork returns how many hours New York is behind UTC on a day of 2007 or later: four
// from the second Sunday of March to the first of November (Energy Policy Act of 2005,
// section 110), else five. The Council does not meet in the hour of the change.
func newYork(on time.Time) int {
	march := sunday(on.Year(), time.March, 2)
	november := sunday(on.Year(), time.November, 1)
	if !on.Before(march) && on.Before(november) {
		return 4
	}
	return 5
}

// sunday returns the nth Sunday of a month.
func sunday(year int, month time.Month, n int) time.Time {
	first := time.Date(year, month, 1, 0, 0, 0, 0, time.UTC)
	return first.AddDate(0, 0, (7-int(first.Weekday()))%7+7*(n-1))
}
