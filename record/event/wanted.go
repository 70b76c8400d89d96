package event

import (
	"cmp"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"github.com/plimsoll-watch/plimsoll/base/day"
	"github.com/plimsoll-watch/plimsoll/base/vessel"
	"github.com/plimsoll-watch/plimsoll/sea/encounter"
	"github.com/plimsoll-watch/plimsoll/sea/track"
)

// Wanted is a ship looked for, as an entry of a list.
type Wanted struct {
	List     string
	Ref      string
	Name     string
	IMO      vessel.IMO  // 0: none
	MMSI     vessel.MMSI // 0: none
	Since    day.Date    // zero: from the beginning
	Until    day.Date    // zero: no end known
	Measures []StatusMeasure
}

// wantedColumns are the columns of a list file; ref and one of imo and mmsi must
// be there.
var wantedColumns = [...]string{"list", "ref", "name", "imo", "mmsi", "since", "until", "measure", "binds"}

// ReadWanted reads a list of ships to look for: CSV with a header line, columns
// ref, name, imo, mmsi, since, until, measure, binds in any order, and list when the
// list has a name of its own; else it is called name. Rows with one ref are one entry
// with several measures.
func ReadWanted(r io.Reader, name string) ([]Wanted, error) {
	in := csv.NewReader(r)
	header, err := in.Read()
	if errors.Is(err, io.EOF) {
		return nil, errors.New("no header line")
	}
	if err != nil {
		return nil, err
	}
	at, err := wantedHeader(header)
	if err != nil {
		return nil, fmt.Errorf("line 1: %w", err)
	}
	list := wantedList{at: map[[2]string]int{}}
	for {
		row, err := in.Read()
		if errors.Is(err, io.EOF) {
			return list.all, nil
		}
		if err != nil {
			return nil, err
		}
		line, _ := in.FieldPos(0)
		if err := list.add(name, func(column string) string {
			if i, ok := at[column]; ok {
				return strings.TrimSpace(row[i])
			}
			return ""
		}); err != nil {
			return nil, fmt.Errorf("line %d: %w", line, err)
		}
	}
}

func wantedHeader(header []string) (map[string]int, error) {
	at := map[string]int{}
	for i, column := range header {
		column = strings.ToLower(strings.TrimSpace(strings.TrimPrefix(column, "\ufeff")))
		if !slices.Contains(wantedColumns[:], column) {
			return nil, fmt.Errorf("unknown column %q; the columns are %s", column, strings.Join(wantedColumns[:], ", "))
		}
		if _, twice := at[column]; twice {
			return nil, fmt.Errorf("column %q stands twice", column)
		}
		at[column] = i
	}
	_, ref := at["ref"]
	_, imo := at["imo"]
	_, mmsi := at["mmsi"]
	if !ref || !imo && !mmsi {
		return nil, errors.New("a list needs the column ref and at least one of imo and mmsi")
	}
	return at, nil
}

// wantedList is a list while it is read.
type wantedList struct {
	all []Wanted
	at  map[[2]string]int // by list and ref
}

// add adds one row.
func (l *wantedList) add(name string, cell func(string) string) error {
	w, err := wantedOf(name, cell)
	if err != nil {
		return err
	}
	key := [2]string{w.List, w.Ref}
	i, twice := l.at[key]
	if !twice {
		l.at[key] = len(l.all)
		l.all = append(l.all, w)
		return nil
	}
	have := &l.all[i]
	if have.IMO != w.IMO || have.MMSI != w.MMSI || have.Name != w.Name || have.Since != w.Since || have.Until != w.Until {
		return fmt.Errorf("ref %s stands twice and names two ships or spans", w.Ref)
	}
	have.Measures = append(have.Measures, w.Measures...)
	return nil
}

// wantedOf reads one row.
func wantedOf(name string, cell func(string) string) (w Wanted, err error) {
	w = Wanted{List: cmp.Or(cell("list"), name), Ref: cell("ref"), Name: cell("name")}
	if w.Ref == "" {
		return w, errors.New("no ref")
	}
	if err := w.numbers(cell("imo"), cell("mmsi")); err != nil {
		return w, err
	}
	if w.Since, err = dayOrNone(cell("since")); err != nil {
		return w, fmt.Errorf("since: %w", err)
	}
	if w.Until, err = dayOrNone(cell("until")); err != nil {
		return w, fmt.Errorf("until: %w", err)
	}
	if !w.Since.IsZero() && !w.Until.IsZero() && w.Until.Last() < w.Since.First() {
		return w, fmt.Errorf("ref %s is listed until %s, before it was listed: since %s", w.Ref, w.Until, w.Since)
	}
	measure, binds := cell("measure"), cell("binds")
	if measure == "" && binds != "" {
		return w, fmt.Errorf("ref %s binds %s by no measure", w.Ref, binds)
	}
	if measure != "" {
		w.Measures = []StatusMeasure{{measure, binds}}
	}
	return w, nil
}

func (w *Wanted) numbers(imo, mmsi string) error {
	if imo != "" {
		n, ok := vessel.ParseIMO(imo)
		if !ok {
			return fmt.Errorf("imo %q is not a number", imo)
		}
		w.IMO = n
	}
	if mmsi != "" {
		n, err := strconv.ParseUint(mmsi, 10, 30)
		if err != nil {
			return fmt.Errorf("mmsi %q is not a number of up to 30 bits", mmsi)
		}
		w.MMSI = vessel.MMSI(n)
	}
	if w.IMO == 0 && w.MMSI == 0 {
		return fmt.Errorf("ref %s has neither an imo nor an mmsi to look for", w.Ref)
	}
	return nil
}

func dayOrNone(s string) (day.Date, error) {
	if s == "" {
		return day.Date{}, nil
	}
	return day.Parse(s)
}

// listed returns the entries whose identifiers a ship broadcast and that stood on
// the list on a day of the encounter.
func (b *Builder) listed(ship int, e *encounter.Encounter, id *track.Identity) []Listed {
	var out []Listed
	for i := range b.Wanted {
		w := &b.Wanted[i]
		by := w.matchedBy(e.Ships[ship].MMSI, id)
		if by == "" || !w.stands(e) {
			continue
		}
		l := Listed{Ship: ship, List: w.List, Ref: w.Ref, Name: w.Name, MatchedBy: by, Measures: w.Measures}
		if !w.Since.IsZero() {
			l.Since = w.Since.String()
		}
		if !w.Until.IsZero() {
			l.Until = w.Until.String()
		}
		out = append(out, l)
	}
	return out
}

// matchedBy says which broadcast identifiers are the entry's; empty: none.
func (w *Wanted) matchedBy(mmsi vessel.MMSI, id *track.Identity) string {
	var by []string
	if w.IMO != 0 {
		if id.IMO == w.IMO {
			by = append(by, "imo, broadcast")
		}
		for _, c := range id.Conflicts {
			if c.Field == "imo" && c.Value == w.IMO.String() {
				by = append(by, fmt.Sprintf("imo, broadcast %d times beside another", c.Count))
			}
		}
	}
	if w.MMSI != 0 && mmsi == w.MMSI {
		by = append(by, "mmsi, broadcast")
	}
	return strings.Join(by, "; ")
}

// stands reports whether the entry was on the list on a day of the encounter. A
// listing known to the month counts from its last day.
func (w *Wanted) stands(e *encounter.Encounter) bool {
	first, last := day.OfTime(minute(e.Start)), day.OfTime(minute(e.End-1)) // half-open
	if !w.Since.IsZero() && w.Since.Last() > last {
		return false
	}
	return w.Until.IsZero() || w.Until.Last() >= first
}
