package regime

import (
	"fmt"
	"io/fs"
	"regexp"
	"slices"
	"strings"

	"github.com/plimsoll-watch/plimsoll/base/day"
	"github.com/plimsoll-watch/plimsoll/base/source"
	"github.com/plimsoll-watch/plimsoll/law/council"
)

// Library is all measures on file.
type Library struct {
	measures []Measure
	adopted  map[string]day.Date // by the number of the resolution: "2397"
}

// Load reads the tables of facts.
func Load(tables fs.FS) (*Library, error) {
	l := &Library{adopted: map[string]day.Date{}}
	for _, t := range []struct {
		layout source.Layout
		add    func(source.Row) error
	}{
		{source.WithID("resolutions.csv", "symbol adopted summary", "known_on votes_for votes_against abstentions outcome trigger"), l.addResolution},
		{source.WithID("measures.csv", "resolution paragraph direction category summary effective_from",
			"threshold unit period effective_to superseded_or_widened_by exemption"), l.addMeasure},
		{source.WithID("measure-elements.csv", "measure element role text kind who_is_bound modality paragraph effective_from", "any_of effective_to"), l.addElement},
	} {
		if err := source.Each(tables, t.layout, t.add); err != nil {
			return nil, err
		}
	}
	slices.SortFunc(l.measures, compareMeasures)
	for i := range l.measures {
		slices.SortFunc(l.measures[i].Elements, compareElements)
	}
	return l, nil
}

// number finds the number of a resolution in what a table says of it.
var number = regexp.MustCompile(`\b\d{4}\b`)

func (l *Library) addResolution(r source.Row) error {
	adopted, err := r.Date("adopted")
	if err != nil {
		return err
	}
	if s := r.Get("symbol"); strings.HasPrefix(s, "S/RES/") {
		l.adopted[strings.Fields(strings.TrimPrefix(s, "S/RES/"))[0]] = adopted
	}
	return nil
}

func (l *Library) addMeasure(r source.Row) (err error) {
	m := Measure{
		ID: r.Get("id"), Symbol: "S/RES/" + r.Get("resolution"), Paragraph: r.Get("paragraph"), Direction: r.Get("direction"),
		Category: r.Get("category"), Summary: r.Get("summary"), Threshold: r.Get("threshold"), Unit: r.Get("unit"),
		Period: r.Get("period"), Exemption: r.Get("exemption"), changes: r.Get("superseded_or_widened_by"),
	}
	if m.Origin, err = originOf(r, "measures.csv"); err != nil {
		return err
	}
	of := number.FindString(r.Get("resolution"))
	if m.KnownOn = l.adopted[of]; m.KnownOn.IsZero() {
		return r.Problem(fmt.Sprintf("resolution %q is not in resolutions.csv", r.Get("resolution")), "a measure is known since its resolution was adopted")
	}
	if m.From, err = r.Date("effective_from"); err != nil {
		return err
	}
	if m.To, err = r.Date("effective_to"); err != nil {
		return err
	}
	m.replacedOn = l.replacedOn(&m)
	l.measures = append(l.measures, m)
	return nil
}

// replacedOn is the day of the text that ended a measure on its own day; zero when it
// ended by its own words.
func (l *Library) replacedOn(m *Measure) day.Date {
	if m.To.IsZero() {
		return day.Date{}
	}
	for _, n := range number.FindAllString(m.changes, -1) {
		if l.adopted[n] == m.To {
			return m.To
		}
	}
	return day.Date{}
}

// adoptedOn is the day itself when a text was adopted on it, which then ended an element:
// no other end falls on such a day. Zero when none was.
func (l *Library) adoptedOn(d day.Date) day.Date {
	for _, adopted := range l.adopted {
		if adopted == d {
			return d
		}
	}
	return day.Date{}
}

func (l *Library) addElement(r source.Row) (err error) {
	e := Element{
		Name: r.Get("element"), Role: Role(r.Get("role")), AnyOf: r.Get("any_of"), Text: r.Get("text"), Kind: r.Get("kind"),
		Bound: r.Get("who_is_bound"), Modality: r.Get("modality"), Paragraph: r.Get("paragraph"),
	}
	if !slices.Contains([]Role{Test, Exception, Duty, Ground}, e.Role) {
		return r.Problem(fmt.Sprintf("role %q is not known", e.Role), "a role is test, exception, duty or ground")
	}
	if e.Origin, err = originOf(r, "measure-elements.csv"); err != nil {
		return err
	}
	if e.KnownOn = l.adopted[number.FindString(e.Paragraph)]; e.KnownOn.IsZero() {
		return r.Problem(fmt.Sprintf("paragraph %q names no resolution of resolutions.csv", e.Paragraph), "write it as S/RES/2375 (2017), para. 11")
	}
	if e.From, err = r.Date("effective_from"); err != nil {
		return err
	}
	if e.To, err = r.Date("effective_to"); err != nil {
		return err
	}
	e.replacedOn = l.adoptedOn(e.To)
	for i := range l.measures {
		if l.measures[i].ID == r.Get("measure") {
			l.measures[i].Elements = append(l.measures[i].Elements, e)
			return nil
		}
	}
	return r.Problem(fmt.Sprintf("measure %q is not in measures.csv", r.Get("measure")), "an element belongs to a measure on file")
}

func originOf(r source.Row, file string) (o council.Origin, err error) {
	p, err := r.Provenance()
	if err != nil {
		return o, err
	}
	return council.Origin{Rows: []string{file + ":" + r.Get("id")}, Source: p.Source, Class: p.Class, Mark: p.Mark}, nil
}
