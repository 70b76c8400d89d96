package page

import (
	"fmt"
	"html/template"
	"math"
	"strings"

	"github.com/plimsoll-watch/plimsoll/base/geo"
	"github.com/plimsoll-watch/plimsoll/record/event"
)

// report is the page as its template takes it: words and finished drawings.
type report struct {
	Title, Headline, Symbol   string
	Invented, Command, Method string
	Policy                    string
	Style, Script             template.HTML
	Seeable                   seeable
	List                      []listItem
	ListNote                  string
	Omitted                   string
	Events                    []eventView
	WentIn                    wentIn
	Sweep                     []SweepRow
	Truth                     []TruthRow
	NotChecked                []string
	Links                     []Link
	NoMeasure                 string
}

// listItem is an event in the list.
type listItem struct {
	ID, Mark, Title, Names, When string
	Closeness                    string
	Ruler                        ruler
	Observed, Interpolated       float64 // bar, pixels
	Unknown                      float64
	Minutes                      string // the bar in words
	Invented                     bool
}

// eventView is one event's section.
type eventView struct {
	ID, Title, Answer string
	Invented          string
	Figures           []figure
	Seeable           seeable
	Reason, Status    string
	Explanations      []explanation
	Circumstances     []string
	NotChecked        []string
	Identity          []identityRow
	Confirmed         string
	Listed            []listing
	Engaged           []engagedMeasure
	AllMet            bool // every element of some measure is met
	Drawn             *drawn
	NotDrawn          string
	Provenance        provenance
}

// drawn is what is drawn of an event.
type drawn struct {
	Map, MapNarrow, Inset            template.HTML
	Strip, StripNarrow               template.HTML
	Gap, GapNarrow, Speed, SpeedNarr template.HTML
	MapNote                          []string
	Play                             template.HTML
	Fixes                            fixTable
	LeftOut                          string
}

// provenance is what an event's foot says of its making.
type provenance struct {
	ID, Version, Rules, Facts string
	Inputs                    []inputLine
	Supersedes                string
}

type inputLine struct{ File, Digest, Lines string }

func newReport(r *EventReport, a Assets, land Land, places []Place) *report {
	style := a.CSS + footStyle(r)
	v := &report{
		Title: r.Title, Headline: headline(r), Symbol: symbol(r), Method: r.Method, Command: r.Command, Invented: r.Invented,
		Policy: policy(style, a.JS), Style: element("style", style), Script: element("script", a.JS),
		Seeable: newSeeable(r.Survey.Detectability), WentIn: newWentIn(&r.Survey),
		Sweep: r.Sweep, Truth: r.Truth, NotChecked: capitals(r.NotChecked), Links: r.Links, NoMeasure: noMeasure,
		ListNote: "Possible first, then undecided, then the rest, each by time.",
	}
	if r.Omitted > 0 {
		v.Omitted = fmt.Sprintf("%s not on this page. The same command with --format ndjson --out FILE writes every one.", plural(r.Omitted, "more event is", "more events are"))
	}
	longest := 1
	for i := range r.Events {
		longest = max(longest, r.Events[i].Measured.ContactMin+r.Events[i].Measured.UnknownMin)
	}
	for i := range r.Events {
		e := &r.Events[i]
		v.List = append(v.List, newListItem(e, longest, r.Invented == ""))
		v.Events = append(v.Events, newEventView(r, e, land, places, v.Seeable))
	}
	return v
}

// symbol stands at the right of the head, as on a UN document.
func symbol(r *EventReport) string {
	if !r.Survey.HasTime {
		return r.Method
	}
	return r.Method + " · " + span(r.Survey.First, r.Survey.Last)
}

// barPx is the longest bar of minutes in the list.
const barPx = 120.0

func newListItem(e *event.Event, longest int, mixed bool) listItem {
	px := func(n int) float64 { return math.Round(float64(n)*barPx/float64(longest)*10) / 10 }
	m := &e.Measured
	mark := e.STS
	if mark == "" {
		mark = "other"
	}
	return listItem{
		ID: e.ID, Mark: mark, Title: listTitle(e), Names: shipName(&e.Ships[0]) + ", " + shipName(&e.Ships[1]),
		When:      e.Start.UTC().Format("2 Jan 15:04") + nbsp + "UTC, " + minutes(m.ContactMin),
		Closeness: closeness(m.WithinM), Ruler: newRuler(m.WithinM), Invented: mixed && e.Invented != "",
		Observed: px(m.ObservedMin), Interpolated: px(m.InterpolatedMin), Unknown: px(m.UnknownMin),
		Minutes: fmt.Sprintf("%d min observed, %d interpolated, %d unknown", m.ObservedMin, m.InterpolatedMin, m.UnknownMin),
	}
}

func newEventView(r *EventReport, e *event.Event, land Land, places []Place, s seeable) eventView {
	v := eventView{
		ID: e.ID, Title: title(e), Answer: answer(e), Figures: figures(e), Seeable: s,
		Reason: reasons(e), Status: status(e), Explanations: explanations(e), NotChecked: e.NotChecked,
		Identity: identity(e), Confirmed: confirmed(e), Listed: listings(e), Engaged: engaged(e), AllMet: e.AnyEngaged(), Provenance: newProvenance(e),
	}
	if r.Invented == "" {
		v.Invented = e.Invented
	}
	if len(v.NotChecked) == 0 {
		v.NotChecked = r.NotChecked
	}
	v.NotChecked = capitals(v.NotChecked)
	for i := range e.Circumstances {
		v.Circumstances = append(v.Circumstances, sided(e.Circumstances[i].Text))
	}
	if p := r.Pictures[e.ID]; p != nil && len(p.Minutes) > 0 {
		v.Drawn = draw(r, e, p, land, places)
		return v
	}
	v.NotDrawn = r.NoPicture
	if v.NotDrawn == "" {
		v.NotDrawn = "not drawn: no picture of this event was made"
	}
	return v
}

func draw(r *EventReport, e *event.Event, p *event.Picture, land Land, places []Place) *drawn {
	s := &scene{e: e, p: p, land: land, places: places, inset: newInset(p), axis: newAxis(p.Minutes), port: portOf(r, e, places)}
	s.names = [2]string{shipName(&e.Ships[0]), shipName(&e.Ships[1])}
	wide, narrow := s.drawMap(wideMap()), s.drawMap(narrowMap())
	return &drawn{
		Map: wide.svg, MapNarrow: narrow.svg, Inset: s.inset.alone(e), MapNote: s.mapNote(wide),
		Strip: s.drawStrip(wideChart()), StripNarrow: s.drawStrip(narrowChart()),
		Gap: s.drawGap(wideChart()), GapNarrow: s.drawGap(narrowChart()),
		Speed: s.drawSpeed(wideChart()), SpeedNarr: s.drawSpeed(narrowChart()),
		Play: s.player(wide.frame, narrow.frame, wide.inset), Fixes: newFixTable(s), LeftOut: s.leftOutWords(),
	}
}

// leftOutWords says what of a long event is not drawn.
func (s *scene) leftOutWords() string {
	n := s.axis.leftOut()
	if n == 0 {
		return ""
	}
	return minutes(n) + " in the middle of the event are not drawn: the strip and the charts show its first and last 24" + nbsp + "h."
}

// portOf is the nearest port of an event, when its place is known and near enough to
// be on the map: as the report has it, else of the places on file the one of that name
// as far away as the event says, give or take 3 km of rounding between tables.
func portOf(r *EventReport, e *event.Event, places []Place) *Place {
	port := e.Place.Port
	if port == nil || port.DistanceM > portWithin {
		return nil
	}
	if at, ok := r.Ports[e.ID]; ok {
		return &Place{port.Name, at}
	}
	at := geo.Point{Lat: float64(e.Place.Lat), Lon: float64(e.Place.Lon)}
	for i := range places {
		if strings.EqualFold(places[i].Name, port.Name) && math.Abs(geo.Distance(at, places[i].At)-float64(port.DistanceM)) < 3000 {
			return &places[i]
		}
	}
	return nil
}

func (s *scene) mapNote(c chart) []string {
	note := "Coast: Natural Earth 1:10 million, good to about 1" + nbsp + "km. "
	if s.land == nil {
		note = "No coast is drawn: none was at hand. "
	}
	if c.step > 0 {
		note += "The border alternates every " + arcWords(c.step) + "; the scale is true at the map’s middle latitude."
	} else {
		note += "Polar stereographic; the scale is true at the map’s middle."
	}
	return []string{note, "No borders are drawn; a name or a line implies no opinion on the status of any territory."}
}

// arcWords prints minutes of arc.
func arcWords(m float64) string {
	if m >= 60 {
		return num(m/60) + "°"
	}
	return num(m) + "′"
}

func newProvenance(e *event.Event) provenance {
	p := provenance{ID: e.ID, Version: fmt.Sprintf("version %d, %s", e.Version, e.State), Rules: e.Rules, Facts: e.Facts, Supersedes: e.Supersedes}
	for _, in := range e.Inputs {
		p.Inputs = append(p.Inputs, inputLine{in.File, in.SHA256, fmt.Sprintf("lines %s to %s", thousands(int(in.First)), thousands(int(in.Last)))})
	}
	return p
}
