package main

import (
	"fmt"
	"io"
	"strings"

	"github.com/plimsoll-watch/plimsoll/base/geo"
	"github.com/plimsoll-watch/plimsoll/public/page"
	"github.com/plimsoll-watch/plimsoll/record/event"
	"github.com/plimsoll-watch/plimsoll/sea/detect"
	"github.com/plimsoll-watch/plimsoll/web"
)

// mostDrawn is how many encounters a report shows, the possible ones first.
const mostDrawn = 40

// report gathers what the page shows.
func (o *outcome) report() (*page.EventReport, error) {
	report := &page.EventReport{
		Title: titleOf(&o.result.Survey), Method: o.params.Method(), Survey: o.result.Survey,
		Ports: map[string]geo.Point{}, Events: append([]event.Event(nil), o.events...), Pictures: map[string]*event.Picture{}, NotChecked: event.NotChecked(),
	}
	event.Rank(report.Events)
	if n := len(report.Events); n > mostDrawn {
		report.Omitted, report.Events = n-mostDrawn, report.Events[:mostDrawn]
	}
	byID := map[string]*detect.Found{}
	for i := range o.events {
		byID[o.events[i].ID] = &o.result.Found[i]
	}
	for i := range report.Events {
		e := &report.Events[i]
		pair, err := o.result.Hulls(byID[e.ID])
		if err != nil {
			return nil, err
		}
		if site := &byID[e.ID].Site; site.PortM >= 0 {
			report.Ports[e.ID] = site.Port.Place
		}
		report.Pictures[e.ID] = event.PictureOf(&o.params, &byID[e.ID].Encounter, pair)
		if report.Invented == "" {
			report.Invented = e.Invented
		}
	}
	for _, row := range o.result.Sweep {
		report.Sweep = append(report.Sweep, page.SweepRow(row))
	}
	return report, nil
}

func titleOf(s *detect.Survey) string {
	var names []string
	for _, f := range s.Files {
		names = append(names, f.Name)
	}
	if len(names) > 3 {
		names = append(names[:3], fmt.Sprintf("and %d more", len(s.Files)-3))
	}
	return strings.Join(names, ", ")
}

// writeReport writes a report as one HTML file.
func (s *surroundings) writeReport(name string, report *page.EventReport) error {
	var places []page.Place
	for _, p := range s.ports.Places() {
		places = append(places, page.Place{Name: p.Name, At: p.Place})
	}
	assets := page.Assets{CSS: web.ReportCSS(), JS: web.ReportJS()}
	return writeFile(name, func(out io.Writer) error {
		return page.WriteEventReport(out, report, assets, s.land, places)
	})
}
