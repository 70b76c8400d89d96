package council

import (
	"slices"
	"strings"

	"github.com/plimsoll-watch/plimsoll/base/day"
	"github.com/plimsoll-watch/plimsoll/base/source"
)

// ReportVersion is one thing that happened to a text of the record: a report was handed
// in, held, amended, put online or taken off. Who says so stands in Origin; that it
// happened is theirs to say, not ours.
type ReportVersion struct {
	Object  string   `json:"object"` // 2018 Panel midterm, S/2019/171
	Date    day.Date `json:"date"`
	Event   string   `json:"event"` // the version, v2 (amended), or what happened, hold
	Actor   string   `json:"actor"` // as the source has it: a State, a person, a body, a news agency
	Changed string   `json:"what_changed"`
	Effect  *Outcome `json:"effect,omitempty"` // absent: none was known by then
	Origin
}

// How is the source's word for how we know: said, where the event is the actor's own
// words, else that of the origin.
func (v ReportVersion) How() string {
	if v.Event == "statement" || v.Event == "objection" {
		return string(Said)
	}
	return v.Origin.How()
}

// Line returns the event as one line, its actor before what was done or said.
func (v ReportVersion) Line() Line {
	text := v.Actor + ": " + v.Changed
	if v.Effect != nil {
		text += v.Effect.words("effect")
	}
	return Line{Head: v.Date.String() + ", " + v.Object + ", " + v.Event, How: v.How(), Text: text, Origin: v.Origin}
}

// How says how we know of something by who speaks: recorded by the actor, by an official
// page or by a copy of one, reported by others, derived from our own rows.
func (o Origin) How() string {
	switch o.Class {
	case source.Primary, source.OfficialSecondary, source.Copy:
		return string(Recorded)
	case source.DerivedClass:
		return string(source.Derived)
	}
	return string(Reported)
}

// words are the outcome after a semicolon, under a word of their own.
func (o *Outcome) words(what string) string {
	words := "; " + what + ": " + o.Text
	if !o.KnownOn.IsZero() {
		words += ", known " + o.KnownOn.String()
	}
	return words
}

// ReportVersions returns what had happened to a text by On and was known by Known, by
// date; an object of "" means all. An effect is shown once it was known itself.
func (l *Library) ReportVersions(object string, at day.AsOf) []ReportVersion {
	var found []ReportVersion
	for _, v := range l.versions {
		if (object != "" && fold(object) != fold(v.Object)) || !at.Reached(v.Date) || !at.Knows(v.KnownOn) {
			continue
		}
		v.Effect = knownOutcome(v.Effect, at)
		found = append(found, v)
	}
	return found
}

// ReportObjects returns the texts of which something was known by then, sorted.
func (l *Library) ReportObjects(at day.AsOf) []string {
	var all []string
	for _, v := range l.ReportVersions("", at) {
		all = append(all, v.Object)
	}
	slices.Sort(all)
	return slices.Compact(all)
}

func (l *Library) addVersion(r source.Row, own bool) (err error) {
	v := ReportVersion{Object: r.Get("object"), Event: r.Get("version_or_event"), Actor: r.Get("actor"), Changed: r.Get("what_changed")}
	if v.Origin, err = known(r, "report-versions.csv", own); err != nil {
		return err
	}
	if v.Date, err = r.Date("date"); err != nil {
		return err
	}
	if v.Effect, err = outcomeIn(r, "effect"); err != nil {
		return err
	}
	l.versions = append(l.versions, v)
	return nil
}

// outcomeIn reads an outcome in a column, and when it became known; nil when there is
// none.
func outcomeIn(r source.Row, column string) (*Outcome, error) {
	o := Outcome{Text: strings.TrimSpace(r.Get(column))}
	var err error
	if o.KnownOn, err = r.Date("outcome_known_on"); err != nil {
		return nil, err
	}
	switch {
	case o.Text != "":
		return &o, nil
	case !o.KnownOn.IsZero():
		return nil, r.Problem("outcome_known_on is filled, "+column+" is empty", "both are filled, or outcome_known_on is empty")
	}
	return nil, nil
}
