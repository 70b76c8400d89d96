package brief

import (
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"github.com/plimsoll-watch/plimsoll/base/day"
	"github.com/plimsoll-watch/plimsoll/base/source"
	"github.com/plimsoll-watch/plimsoll/law/commitment"
	"github.com/plimsoll-watch/plimsoll/law/council"
	"github.com/plimsoll-watch/plimsoll/law/limit"
)

// Book answers citations of what stands in a workspace: findings and editions.
type Book interface {
	// Finding returns a finding by its id; ok is false when there is none.
	Finding(id string) (h Held, ok bool)
	// Edition returns a sealed edition of a report; ok is false when there is none.
	Edition(report string, n int) (h Held, ok bool)
}

// Record is what citations are answered from. It does not change.
type Record struct {
	Council     *council.Library
	Commitments *commitment.Library
	Limits      *limit.Tables
	Book        Book // nil: there is no workspace

	others []otherFile
}

// otherFile is a row of other-regimes.csv: a resolution of another file.
type otherFile struct {
	regime, resolution, kind string
	row                      string
	source.Provenance
}

// Open reads the tables of facts, and a user's own rows where own is not nil.
func Open(tables, own fs.FS) (*Record, error) {
	r := &Record{}
	var err error
	if r.Council, err = council.LoadWith(tables, own); err != nil {
		return nil, err
	}
	if r.Commitments, err = commitment.LoadWith(tables, own); err != nil {
		return nil, err
	}
	if r.Limits, err = limit.Read(tables); err != nil {
		return nil, err
	}
	return r, r.readOthers(tables)
}

func (r *Record) readOthers(tables fs.FS) error {
	layout := source.Layout{
		File:     "other-regimes.csv",
		Required: []string{"regime", "resolution", "kind", "verification"},
		Optional: []string{"paragraph", "subject", "limit", "unit", "period", "test_data", "status", "source", "source_class"},
	}
	return source.Each(tables, layout, func(row source.Row) error {
		p, err := row.Provenance()
		if err != nil {
			return err
		}
		o := otherFile{regime: row.Get("regime"), resolution: row.Get("resolution"), kind: row.Get("kind"), Provenance: p}
		o.row = "other-regimes.csv:" + o.regime + ", " + o.resolution + ", " + o.kind
		r.others = append(r.others, o)
		return nil
	})
}

// Held is the answer to a citation: what the record says, and how far it can be trusted.
type Held struct {
	Words   string       `json:"words"`
	Values  []Value      `json:"values,omitempty"`
	Dates   []day.Date   `json:"dates,omitempty"`
	Rows    []string     `json:"rows"`
	Source  string       `json:"source"`
	Class   source.Class `json:"source_class"`
	Mark    source.Mark  `json:"verification"`
	KnownOn day.Date     `json:"known_on,omitzero"` // zero: not known since when
}

// UnresolvedError says that the record has no answer to a citation.
type UnresolvedError struct {
	Citation Citation
	Problem  string
	hint     string
}

// Error says which and why.
func (e *UnresolvedError) Error() string {
	return fmt.Sprintf("citation %s cannot be resolved: %s", e.Citation, e.Problem)
}

// Hint returns what to try.
func (e *UnresolvedError) Hint() string { return e.hint }

// Resolve answers a citation as of a day, or of the citation's own.
func (r *Record) Resolve(c Citation, on day.Day) (Held, error) {
	if c.AsOf.Valid() {
		on = c.AsOf
	}
	at := day.AsOfDay(on)
	h, problem, hint := r.answer(c, at)
	if problem != "" {
		return Held{}, &UnresolvedError{c, problem, hint}
	}
	h.complete()
	return h, nil
}

// complete fills the numbers and dates that the words have.
func (h *Held) complete() {
	for _, v := range valuesOf(h.Words) {
		if !slices.Contains(h.Values, v) {
			h.Values = append(h.Values, v)
		}
	}
	year := 0
	for _, d := range h.Dates {
		year, _, _ = d.First().Civil()
	}
	if year == 0 {
		year, _, _ = h.KnownOn.First().Civil()
	}
	var dates []day.Date
	for _, d := range append(h.Dates, datesOf(h.Words, year)...) {
		if !slices.Contains(dates, d) {
			dates = append(dates, d)
		}
	}
	h.Dates = dates
}

// answer returns the answer, or a problem and a hint.
func (r *Record) answer(c Citation, at day.AsOf) (h Held, problem, hint string) {
	switch c.Kind {
	case ToLimit:
		return r.limit(c, at)
	case ToDocument:
		return r.document(c.Ref, at)
	case ToMeeting:
		return r.meeting(c, at)
	case ToPresident:
		return r.president(c.Ref, at)
	case ToFinding, ToReport:
		return r.fromBook(c)
	case ToCommitment:
		clause, _, err := r.Commitments.Show(c.Ref, at)
		if err != nil {
			return h, err.Error(), hintOf(err)
		}
		return ofClause(&clause), "", ""
	}
	for _, line := range r.rows(c.Kind, at) {
		if line.id() == c.Ref {
			return line.held(), "", ""
		}
	}
	return h, fmt.Sprintf("no %s %q is on file by %s", c.Kind, c.Ref, at.Known), "the id is that of its row"
}

func (r *Record) fromBook(c Citation) (h Held, problem, hint string) {
	if r.Book == nil {
		return h, "no workspace", "name one: findings and editions stand in a workspace"
	}
	var ok bool
	if c.Kind == ToFinding {
		h, ok = r.Book.Finding(c.Ref)
	} else {
		parts := strings.Split(c.Ref, "/")
		h, ok = r.Book.Edition(parts[0], atoi(parts[2]))
	}
	if !ok {
		return h, "it is not in the workspace", "plimsoll finding and plimsoll report list what is"
	}
	return h, "", ""
}

// rowLine is a row of the record as a citation is answered with it.
type rowLine struct {
	words string
	dates []day.Date
	council.Origin
}

// id is the row's, without its table.
func (l *rowLine) id() string {
	_, id, _ := strings.Cut(l.Rows[0], ":")
	return id
}

func (l *rowLine) held() Held { return heldOf(l.words, l.Origin, l.dates...) }

func heldOf(words string, o council.Origin, dates ...day.Date) Held {
	h := Held{Words: words, Rows: o.Rows, Source: o.Source, Class: o.Class, Mark: o.Mark, KnownOn: o.KnownOn}
	for _, d := range dates {
		if !d.IsZero() {
			h.Dates = append(h.Dates, d)
		}
	}
	return h
}

// rows returns the rows that a kind of citation leads to, as of a day.
func (r *Record) rows(k Kind, at day.AsOf) (out []rowLine) {
	add := func(words string, o council.Origin, dates ...day.Date) { out = append(out, rowLine{words, dates, o}) }
	switch k {
	case ToPosition:
		all, _ := r.Council.Positions(council.PositionFilter{}, at) // without a filter nothing can be unknown
		for _, p := range all {
			add(fmt.Sprintf("%s, on %s, %s: %s (%s)", p.Member, spaced(p.Question), p.Hedge, p.Words, p.Document), p.Origin, p.Date)
		}
	case ToTalk:
		for _, t := range r.Council.Talks(0, at) {
			l := t.Line()
			add(l.Head+": "+l.Text, t.Origin, t.Date, t.End)
		}
	case ToAction:
		for _, a := range r.Council.Actions(council.ActionFilter{}, at) {
			l := a.Line()
			add(l.Head+": "+l.Text, a.Origin, a.Date, a.Deadline)
		}
	case ToVersion:
		for _, v := range r.Council.ReportVersions("", at) {
			l := v.Line()
			add(l.Head+": "+l.Text, v.Origin, v.Date)
		}
	case ToDuty:
		for _, d := range r.Council.Duties(at) {
			l := d.Line()
			add(l.Head+": "+l.Text, d.Origin, d.Due)
		}
	case ToEvent:
		for _, e := range r.Commitments.Events(at) {
			l := e.Line()
			add(l.Head+": "+l.Text, e.Origin, e.Date)
		}
	}
	return out
}

func spaced(s string) string { return strings.ReplaceAll(s, "-", " ") }

func ofClause(c *commitment.Clause) Held {
	words := c.Parties + ": " + c.Text + " (" + c.Instrument
	if c.Article != "" {
		words += ", " + c.Article
	}
	words += ", " + c.Date.String() + ")"
	if c.Condition != "" && c.Condition != "none" {
		words += "; if " + c.Condition
	}
	if c.Verification != "" {
		words += "; verification agreed: " + c.Verification
	}
	words += "; status: " + string(c.Status.Word)
	if !c.Status.KnownOn.IsZero() {
		words += ", known " + c.Status.KnownOn.String()
	}
	return heldOf(words, c.Origin, c.Date)
}
