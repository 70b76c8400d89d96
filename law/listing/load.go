package listing

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"github.com/plimsoll-watch/plimsoll/base/day"
	"github.com/plimsoll-watch/plimsoll/base/source"
	"github.com/plimsoll-watch/plimsoll/base/vessel"
	"github.com/plimsoll-watch/plimsoll/law/council"
)

// Library is what is on file of the list. It does not change once loaded and may be
// used by many goroutines.
type Library struct {
	acts   []designation // by day, then reference; the user's own last
	counts []Count
}

// designation is an act with what later became of it.
type designation struct {
	Act
	removal  *Removal
	lastSeen *Sighting
	note     string
}

const vesselsTable, countsTable = "designated-vessels.csv", "listings-by-date.csv"

func vesselsLayout() source.Layout {
	return source.Layout{
		File:     vesselsTable,
		Identity: []string{"name", "imo", "designated_on"},
		Required: strings.Fields("name designated_on basis verification"),
		Optional: strings.Fields("other_names imo imo_check_digit type flag_at_listing known_on asset_freeze port_ban deflag " +
			"delisted_on delisting_known_on delisting_checked listed_at_least_until delisting_source current_status_note source source_class"),
	}
}

// Load reads the tables of facts.
func Load(tables fs.FS) (*Library, error) { return LoadWith(tables, nil) }

// LoadWith reads the tables of facts and adds designations of the user's own, read as
// strictly from a table of the same name. They are vessels of their own, marked, and
// override nothing; an act that is on file is refused, and so is a table of counts.
func LoadWith(tables, own fs.FS) (*Library, error) {
	l := &Library{}
	if err := l.loadActs(tables, false); err != nil {
		return nil, err
	}
	if err := l.loadCounts(tables); err != nil {
		return nil, err
	}
	if own != nil {
		if _, err := fs.Stat(own, countsTable); err == nil {
			return nil, &source.Error{File: countsTable, Problem: "this table takes no rows of one's own", Hint: "add ships to " + vesselsTable}
		}
		if err := l.loadActs(own, true); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return nil, err
		}
	}
	slices.SortFunc(l.acts, compareDesignations)
	return l, nil
}

func compareDesignations(a, b designation) int {
	if a.Own != b.Own {
		if a.Own {
			return 1
		}
		return -1
	}
	return cmp.Or(day.Compare(a.Designated, b.Designated), strings.Compare(a.ref(), b.ref()))
}

func (l *Library) loadActs(tables fs.FS, own bool) error {
	t, err := source.Read(tables, vesselsLayout())
	if err != nil {
		return err
	}
	seen := map[string]bool{}
	for _, d := range l.acts {
		seen[d.act()] = true
	}
	for r := range t.Rows() {
		d, err := readAct(r, own)
		if err != nil {
			return err
		}
		if seen[d.act()] {
			return r.Problem(fmt.Sprintf("the designation of %s on %s is on file", d.Name, d.Designated), "a hull is designated once a day; rows of one's own override nothing")
		}
		seen[d.act()] = true
		l.acts = append(l.acts, d)
	}
	return nil
}

// act tells acts apart, whoever's the row: hull and day.
func (d designation) act() string {
	d.Own = false
	return d.ref() + "/" + d.Designated.String()
}

// readAct reads a row.
func readAct(r source.Row, own bool) (d designation, err error) {
	d.Name, d.Type, d.Flag, d.Basis, d.note = r.Get("name"), r.Get("type"), r.Get("flag_at_listing"), r.Get("basis"), r.Get("current_status_note")
	if d.IMO, err = readIMO(r); err != nil {
		return d, err
	}
	if d.Designated, err = exactDay(r, "designated_on"); err != nil {
		return d, err
	}
	if d.Origin, err = origin(r, own); err != nil {
		return d, err
	}
	if d.Other, err = readNames(r); err != nil {
		return d, err
	}
	if err := d.readMeasures(r); err != nil {
		return d, err
	}
	return d, d.readLater(r)
}

// readMeasures reads the paragraphs and compares them with the columns of kinds.
func (d *designation) readMeasures(r source.Row) (err error) {
	if d.Measures, err = readBasis(d.Basis, d.Designated); err != nil {
		return r.Problem(err.Error(), basisHint())
	}
	for _, c := range [...]struct {
		column string
		kind   Kind
	}{{"asset_freeze", Freeze}, {"port_ban", PortBan}, {"deflag", Deflag}} {
		said, err := yesNo(r, c.column)
		if err != nil {
			return err
		}
		named := slices.ContainsFunc(d.Measures, func(m Measure) bool { return m.Kind == c.kind })
		if named != (said == "yes") {
			return r.Problem(fmt.Sprintf("%s is %q, basis is %q", c.column, said, d.Basis), "the column is yes when a paragraph of the basis is of that kind, and only then")
		}
		if said == "" {
			d.Unsaid = append(d.Unsaid, c.kind)
		}
	}
	return nil
}

// readLater reads what became of the act.
func (d *designation) readLater(r source.Row) error {
	checked, err := yesNo(r, "delisting_checked")
	if err != nil {
		return err
	}
	d.Checked = checked == "yes"
	removed, err := r.Date("delisted_on")
	if err != nil {
		return err
	}
	known, err := r.Date("delisting_known_on")
	if err != nil {
		return err
	}
	seen, err := r.Date("listed_at_least_until")
	if err != nil {
		return err
	}
	by := r.Get("delisting_source")
	switch {
	case removed.IsZero() && !known.IsZero():
		return r.Problem("delisting_known_on without delisted_on", "give the day of the removal, or neither")
	case !removed.IsZero() && removed.Last() < d.Designated.First():
		return r.Problem(fmt.Sprintf("delisted on %s, designated on %s", removed, d.Designated), "a ship is removed after it was designated")
	case !removed.IsZero() && !seen.IsZero() && seen.Last() >= removed.Last():
		return r.Problem(fmt.Sprintf("delisted on %s and listed at least until %s", removed, seen), "one of the two is empty, or the day seen is before the removal")
	case d.Checked && removed.IsZero() && seen.IsZero():
		return r.Problem("delisting_checked is yes, with neither delisted_on nor listed_at_least_until", "say what was found")
	case !(removed.IsZero() && seen.IsZero()) && by == "":
		return r.Problem("delisting_source is empty", "say where the removal or the later list was read")
	}
	if !removed.IsZero() {
		d.removal = &Removal{On: removed, KnownOn: known, Source: by}
	}
	if !seen.IsZero() {
		d.lastSeen = &Sighting{On: seen, Source: by}
	}
	return nil
}

// readIMO reads the ship's number and what the table says of its check digit.
func readIMO(r source.Row) (vessel.IMO, error) {
	cell, said := r.Get("imo"), r.Get("imo_check_digit")
	if cell == "" && said == "" {
		return 0, nil
	}
	n, ok := vessel.ParseIMO(cell)
	if !ok || n.String() != cell || !n.Valid() || said != "ok" {
		return 0, r.Problem(fmt.Sprintf("imo %q, imo_check_digit %q", cell, said), "an IMO number has seven digits, the last a check digit, and the second column is ok; or both are empty")
	}
	return n, nil
}

// origin reads where a row comes from and when it became known.
func origin(r source.Row, own bool) (council.Origin, error) {
	p, err := r.Provenance()
	if err != nil {
		return council.Origin{}, err
	}
	known, err := r.Date("known_on")
	if err != nil {
		return council.Origin{}, err
	}
	id := vesselsTable + ":name=" + r.Get("name") + ",designated_on=" + r.Get("designated_on")
	return council.Origin{Rows: []string{id}, Source: p.Source, Class: p.Class, Mark: p.Mark, KnownOn: known, Own: own}, nil
}

// exactDay reads a date that must be known to the day.
func exactDay(r source.Row, column string) (day.Date, error) {
	d, err := r.Date(column)
	if err == nil && d.Precision() != day.ToDay {
		err = r.Problem(fmt.Sprintf("%s %q is not a day", column, d), "an act has a day: 2018-03-30")
	}
	return d, err
}

// yesNo reads yes, no or nothing.
func yesNo(r source.Row, column string) (string, error) {
	switch cell := r.Get(column); cell {
	case "yes", "no", "":
		return cell, nil
	default:
		return "", r.Problem(fmt.Sprintf("%s %q is not known", column, cell), column+" is yes, no or empty")
	}
}
