package council

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/plimsoll-watch/plimsoll/base/day"
	"github.com/plimsoll-watch/plimsoll/base/source"
)

// Trial is a nuclear test or a launch. Its day is that of universal time; the Council's
// texts date by the day in Korea to 2016 and by the day in New York in 2017, so all
// three stand beside one another.
type Trial struct {
	Date     day.Date  `json:"date"` // in UTC; in Korea where the day in UTC was not read
	Kind     string    `json:"kind"`
	UTC      string    `json:"utc,omitempty"` // as exact as the source has it; absent: not read
	Seoul    string    `json:"kst,omitempty"` // the hour by UTC+9
	InKorea  day.Date  `json:"date_kst,omitzero"`
	NewYork  day.Date  `json:"date_new_york,omitzero"`
	Object   string    `json:"object"`
	Note     string    `json:"note,omitempty"`
	Answered *Answered `json:"answered,omitempty"` // absent: by no text that was known by then
	Origin
}

// Answered is the text that answered a test or launch, and the day it gives it.
type Answered struct {
	Symbol Symbol   `json:"symbol"`
	Dates  day.Date `json:"text_date,omitzero"`
	Note   string   `json:"note,omitempty"`

	record day.Date // when the text became known; zero: it is not on file
}

// Line returns the test or launch as one line.
func (t Trial) Line() Line {
	line := Line{Head: t.Date.String() + ", " + spacedOut(t.Kind), How: t.How(), Text: t.what(), Origin: t.Origin}
	if o := t.outcome(); o != nil {
		line.Text += o.words("in the Council's text")
	}
	return line
}

// what is the object, the hour and the days by other clocks.
func (t Trial) what() string {
	parts := []string{t.Object}
	if _, clock, ok := strings.Cut(t.UTC, "T"); ok {
		parts = append(parts, strings.TrimSuffix(clock, "Z")+" UTC")
	}
	if t.Date != t.InKorea || t.UTC == "" {
		parts = append(parts, "by the day in Korea "+t.InKorea.String())
	}
	if !t.NewYork.IsZero() && t.NewYork != t.Date {
		parts = append(parts, "in New York "+t.NewYork.String())
	}
	if t.Note != "" {
		parts = append(parts, t.Note)
	}
	return strings.Join(parts, "; ")
}

// outcome is the text that answered it, as what became known later.
func (t Trial) outcome() *Outcome {
	if t.Answered == nil {
		return nil
	}
	text := t.Answered.Symbol.String()
	if !t.Answered.Dates.IsZero() {
		text += " dates it " + t.Answered.Dates.String()
	}
	if t.Answered.Note != "" {
		text += "; " + t.Answered.Note
	}
	return &Outcome{Text: text, KnownOn: t.Answered.record}
}

// Trials returns the tests and launches of a time by On that were known by Known, by
// date. The text that answered one is shown once it had been adopted.
func (l *Library) Trials(at day.AsOf) []Trial {
	var found []Trial
	for _, t := range l.trials {
		if !at.Reached(t.Date) || !at.Knows(t.KnownOn) {
			continue
		}
		if t.Answered != nil {
			copied := *t.Answered
			t.Answered = &copied
			if !at.Reached(copied.record) || !at.Knows(copied.record) {
				t.Answered = nil
			}
		}
		found = append(found, t)
	}
	return found
}

func (l *Library) addTrial(r source.Row, own bool) (err error) {
	t := Trial{UTC: r.Get("utc"), Seoul: r.Get("kst"), Object: r.Get("object")}
	if t.Origin, err = known(r, "chronology.csv", own); err != nil {
		return err
	}
	if t.Kind, err = oneOf(r, "kind", "nuclear-test", "missile-launches", "satellite-launch", "icbm-launch", "irbm-launch"); err != nil {
		return err
	}
	for _, c := range [...]struct {
		column string
		to     *day.Date
	}{{"date_utc", &t.Date}, {"date_kst", &t.InKorea}, {"date_new_york", &t.NewYork}} {
		if *c.to, err = r.Date(c.column); err != nil {
			return err
		}
	}
	if err = t.checkHours(r); err != nil {
		return err
	}
	if t.Date.IsZero() {
		t.Date = t.InKorea
	}
	if t.Answered, err = l.answered(r); err != nil {
		return err
	}
	t.Note, t.Answered = ofTheText(r.Get("note"), t.Answered)
	l.trials = append(l.trials, t)
	return nil
}

// checkHours refuses an hour that does not fit its days: Korea's is nine hours later.
func (t *Trial) checkHours(r source.Row) error {
	if t.UTC == "" {
		return nil
	}
	at, err := time.Parse("2006-01-02T15:04Z", t.UTC)
	if err != nil {
		at, err = time.Parse("2006-01-02T15:04:05Z", t.UTC)
	}
	if err != nil {
		return r.Problem(fmt.Sprintf("utc %q is no time", t.UTC), "write it as 2017-09-03T03:30Z")
	}
	korea := at.Add(9 * time.Hour)
	if day.OfTime(at).Date() != t.Date || day.OfTime(korea).Date() != t.InKorea || korea.Format("15:04") != t.Seoul {
		return r.Problem(fmt.Sprintf("utc %s does not fit date_utc %v, date_kst %v and kst %q", t.UTC, t.Date, t.InKorea, t.Seoul), "kst is nine hours later than utc")
	}
	return nil
}

// answered reads the text that answered; nil when none is named.
func (l *Library) answered(r source.Row) (*Answered, error) {
	if r.Get("text_symbol") == "" {
		return nil, nil
	}
	var a Answered
	var err error
	if a.Symbol, err = symbol(r, "text_symbol", Resolution, Document); err != nil {
		return nil, err
	}
	if a.Dates, err = r.Date("text_date"); err != nil {
		return nil, err
	}
	for _, x := range l.texts {
		if x.Symbol == a.Symbol {
			a.record = x.KnownOn
		}
	}
	return &a, nil
}

// ofTheText hands what a note says of the text to the text: it was not known before it.
func ofTheText(note string, a *Answered) (string, *Answered) {
	if a == nil {
		return note, nil
	}
	parts := strings.Split(note, "; ")
	said := slices.DeleteFunc(slices.Clone(parts), func(s string) bool { return !strings.Contains(s, "the text") })
	rest := slices.DeleteFunc(parts, func(s string) bool { return strings.Contains(s, "the text") })
	a.Note = strings.Join(said, "; ")
	return strings.Join(rest, "; "), a
}

func spacedOut(s string) string { return strings.ReplaceAll(s, "-", " ") }
