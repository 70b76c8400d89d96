package council

import (
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"github.com/plimsoll-watch/plimsoll/base/day"
	"github.com/plimsoll-watch/plimsoll/base/source"
)

// Library is what is on file of the Council. It does not change once loaded and may
// be used by many goroutines.
type Library struct {
	names      []*Name
	folded     map[string][]*Name // by printed name, folded
	members    map[int][]Member
	firstYear  int
	lastYear   int
	presidents []stated // by month; the first begins the order
	numbers    []numbersOf
	sittings   []Sitting
	facts      []Fact
	decisions  []Decision
	texts      []TextRecord
	positions  []Position
	actions    []Action
	talks      []Talk
	duties     []Duty
	versions   []ReportVersion
	trials     []Trial
	incidents  []Incident
}

// Load reads the tables of facts.
func Load(tables fs.FS) (*Library, error) { return LoadWith(tables, nil) }

// LoadWith reads the tables of facts and adds rows of the user's own, read as
// strictly: of meeting-facts, meeting-dates, positions, committee-actions, talks, duties,
// report-versions, chronology and sts-incidents. They are marked and override nothing; an id that is on file is refused, and
// so are tables of the other names, since answers are derived from them.
func LoadWith(tables, own fs.FS) (*Library, error) {
	l := &Library{folded: map[string][]*Name{}, members: map[int][]Member{}}
	for _, load := range [...]func(fs.FS) error{
		l.loadNames, l.loadMembers, l.loadPresidents, l.loadNumbers, l.loadVotes, l.loadTexts,
	} {
		if err := load(tables); err != nil {
			return nil, err
		}
	}
	if err := l.loadStatements(tables, own); err != nil {
		return nil, err
	}
	return l, nil
}

// loadStatements reads the tables that take rows of one's own.
func (l *Library) loadStatements(tables, own fs.FS) error {
	if own != nil {
		for _, name := range [...]string{"state-aliases.csv", "members.csv", "presidencies.csv", "resolution-numbers.csv", "votes-dprk.csv", "resolutions.csv"} {
			if _, err := fs.Stat(own, name); err == nil {
				return &source.Error{File: name, Problem: "this table takes no rows of one's own", Hint: "answers are derived from it; add to meeting-facts, meeting-dates, positions, committee-actions, talks, duties, report-versions, chronology or sts-incidents"}
			}
		}
	}
	for _, t := range [...]struct {
		layout source.Layout
		add    func(source.Row, bool) error
	}{
		{source.WithID("meeting-dates.csv", "meeting date modality", "hour known_on"), l.addSitting},
		{source.WithID("meeting-facts.csv", "meeting property value modality", "known_on"), l.addFact},
		{source.WithID("positions.csv", "member question stance words hedge date document", "known_on"), l.addPosition},
		{source.WithID("committee-actions.csv", "date committee action subject", "known_on proposed_by acted_by deadline outcome outcome_known_on"), l.addAction},
		{source.WithID("talks.csv", "date kind parties what", "known_on end_date place outcome_ref outcome outcome_known_on"), l.addTalk},
		{source.WithID("duties.csv", "symbol paragraph who duty", "due note known_on"), l.addDuty},
		{source.WithID("report-versions.csv", "date object version_or_event actor what_changed", "known_on effect outcome_known_on"), l.addVersion},
		{source.WithID("chronology.csv", "kind date_kst object", "known_on utc date_utc kst date_new_york pyongyang_offset text_symbol text_date note"), l.addTrial},
		{source.WithID("sts-incidents.csv", "date_start observer", "known_on date_end time_note area position_text lat_derived lon_derived uncertainty_km vessel_a imo_a flag_a vessel_b imo_b flag_b quantity unit product evidence reported_on"), l.addIncident},
	} {
		if err := read(tables, own, t.layout, t.add); err != nil {
			return err
		}
	}
	l.sortStatements()
	return nil
}

func (l *Library) sortStatements() {
	slices.SortFunc(l.sittings, compareSittings)
	slices.SortFunc(l.facts, compareFacts)
	slices.SortFunc(l.positions, comparePositions)
	slices.SortFunc(l.actions, func(a, b Action) int { return byDate(a.Date, b.Date, a.Origin, b.Origin) })
	slices.SortFunc(l.talks, func(a, b Talk) int { return byDate(a.Date, b.Date, a.Origin, b.Origin) })
	slices.SortFunc(l.duties, func(a, b Duty) int { return byDate(a.Due, b.Due, a.Origin, b.Origin) })
	slices.SortFunc(l.versions, func(a, b ReportVersion) int { return byDate(a.Date, b.Date, a.Origin, b.Origin) })
	slices.SortFunc(l.trials, func(a, b Trial) int { return byDate(a.Date, b.Date, a.Origin, b.Origin) })
	slices.SortFunc(l.incidents, func(a, b Incident) int { return byDate(a.Date, b.Date, a.Origin, b.Origin) })
}

func byDate(a, b day.Date, x, y Origin) int {
	if c := day.Compare(a, b); c != 0 {
		return c
	}
	return strings.Compare(x.id(), y.id())
}

// read reads a table, then the user's own of the same name if there is one.
func read(tables, own fs.FS, layout source.Layout, add func(source.Row, bool) error) error {
	t, err := source.Read(tables, layout)
	if err != nil {
		return err
	}
	ids := map[string]bool{}
	for r := range t.Rows() {
		ids[r.Get(layout.Identity[0])] = true
		if err := add(r, false); err != nil {
			return err
		}
	}
	if own == nil {
		return nil
	}
	t, err = source.Read(own, layout)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	for r := range t.Rows() {
		if id := r.Get(layout.Identity[0]); ids[id] {
			return r.Problem(fmt.Sprintf("id %q is on file", id), "rows of one's own override nothing; give it another id")
		}
		if err := add(r, true); err != nil {
			return err
		}
	}
	return nil
}

// origin reads where a row comes from.
func origin(r source.Row, file string, own bool) (Origin, error) {
	p, err := r.Provenance()
	if err != nil {
		return Origin{}, err
	}
	return Origin{Rows: []string{file + ":" + r.Get("id")}, Source: p.Source, Class: p.Class, Mark: p.Mark, Own: own}, nil
}

// known reads where a row comes from and when it became known.
func known(r source.Row, file string, own bool) (Origin, error) {
	o, err := origin(r, file, own)
	if err == nil {
		o.KnownOn, err = r.Date("known_on")
	}
	return o, err
}

// symbol reads a symbol of one of the kinds that a column takes.
func symbol(r source.Row, column string, kinds ...Kind) (Symbol, error) {
	s, err := Parse(r.Get(column))
	if err != nil {
		var e *SymbolError
		errors.As(err, &e)
		return Symbol{}, r.Problem(column+": "+err.Error(), e.Hint())
	}
	if !slices.Contains(kinds, s.Kind()) {
		return Symbol{}, r.Problem(fmt.Sprintf("%s %q is a %s", column, s, s.Kind()), fmt.Sprintf("this column takes a %s", kinds[0]))
	}
	return s, nil
}

// oneOf reads a cell that must be one of some values.
func oneOf[T ~string](r source.Row, column string, values ...T) (T, error) {
	cell := T(r.Get(column))
	if slices.Contains(values, cell) {
		return cell, nil
	}
	list := make([]string, len(values))
	for i, v := range values {
		list[i] = string(v)
	}
	return "", r.Problem(fmt.Sprintf("%s %q is not known", column, string(cell)), column+" is one of "+strings.Join(list, ", "))
}
