package listing

import (
	"slices"
	"strings"

	"github.com/plimsoll-watch/plimsoll/base/day"
	"github.com/plimsoll-watch/plimsoll/base/vessel"
	"github.com/plimsoll-watch/plimsoll/law/council"
)

// List is the name of the list, as answers print it.
const List = "vessels designated under resolution 1718 (2006)"

// ListID is the identifier of the list in events and references.
const ListID = "un1718vessels"

// Act is one designation of a ship.
type Act struct {
	Name       string     `json:"name"` // as designated
	Other      []Name     `json:"other_names,omitempty"`
	IMO        vessel.IMO `json:"imo,omitempty"` // 0: none was published
	Type       string     `json:"type,omitempty"`
	Flag       string     `json:"flag_at_listing,omitempty"` // ISO code; absent: not known
	Designated day.Date   `json:"designated_on"`
	Basis      string     `json:"basis"` // as the table has it
	Measures   []Measure  `json:"measures"`
	Unsaid     []Kind     `json:"not_said,omitempty"`       // measures the row says nothing of
	Removal    *Removal   `json:"removal,omitempty"`        // absent: stands, as far as we have read
	Unsettled  *Removal   `json:"may_be_removed,omitempty"` // a removal of the month asked in, its day unknown
	LastSeen   *Sighting  `json:"last_seen,omitempty"`      // the last list it was seen on
	Checked    bool       `json:"delisting_checked"`        // somebody looked whether it was removed
	Note       string     `json:"note,omitempty"`           // today's view
	council.Origin
}

// Stands reports whether the act has not been removed.
func (a Act) Stands() bool { return a.Removal == nil }

// Name is another name of a ship.
type Name struct {
	Name  string   `json:"name"`
	Since day.Date `json:"since,omitzero"` // zero: a name by the designation itself
	How   string   `json:"how,omitempty"`  // what the table adds: painted, the list that prints it
}

// Removal is the act that took a designation off the list.
type Removal struct {
	On      day.Date `json:"on"`
	KnownOn day.Date `json:"known_on,omitzero"`
	Source  string   `json:"source"`
}

// Sighting is a document of the Committee that still has the entry.
type Sighting struct {
	On     day.Date `json:"on"`
	Source string   `json:"source"`
}

// Vessel is one hull with the acts on it, oldest first.
type Vessel struct {
	Ref  string     `json:"ref"`  // the same whatever the day asked about
	Name string     `json:"name"` // of the newest act that stands, or of the newest
	IMO  vessel.IMO `json:"imo,omitempty"`
	Acts []Act      `json:"acts"`
	Own  bool       `json:"own,omitempty"` // from the user's own rows
}

// Standing returns the acts that were not removed.
func (v Vessel) Standing() []Act {
	return slices.DeleteFunc(slices.Clone(v.Acts), func(a Act) bool { return !a.Stands() })
}

// Names returns all names of the ship, that of the newest act first, each once.
func (v Vessel) Names() []Name {
	names := []Name{{Name: v.Name}}
	for _, a := range v.Acts {
		for _, n := range append([]Name{{Name: a.Name}}, a.Other...) {
			if !slices.ContainsFunc(names, func(have Name) bool { return have.Name == n.Name }) {
				names = append(names, n)
			}
		}
	}
	return names
}

// Vessels returns the ships on the list on On as known by Known, by the day of their
// first act, then by reference; rows of the user's own come last.
func (l *Library) Vessels(at day.AsOf) []Vessel {
	return slices.DeleteFunc(l.all(at), func(v Vessel) bool { return len(v.Standing()) == 0 })
}

// Removed returns the ships that had been on the list and were on it no more.
func (l *Library) Removed(at day.AsOf) []Vessel {
	return slices.DeleteFunc(l.all(at), func(v Vessel) bool { return len(v.Standing()) > 0 })
}

// all returns every ship designated by On and known by Known.
func (l *Library) all(at day.AsOf) []Vessel {
	var vessels []Vessel
	index := map[string]int{}
	for _, d := range l.acts {
		if !d.shown(at) || !d.Decides() {
			continue
		}
		ref := d.ref()
		i, ok := index[ref]
		if !ok {
			i = len(vessels)
			index[ref] = i
			vessels = append(vessels, Vessel{Ref: ref, IMO: d.IMO, Own: d.Own})
		}
		vessels[i].Acts = append(vessels[i].Acts, d.asOf(at))
	}
	for i := range vessels {
		vessels[i].Name = newest(vessels[i]).Name
	}
	return vessels
}

// shown reports whether the act had come by On and was known by Known.
func (d designation) shown(at day.AsOf) bool { return at.Knows(d.KnownOn) && at.Reached(d.Designated) }

// Unchecked returns the acts that nobody read in a source: they put no ship on the list.
func (l *Library) Unchecked(at day.AsOf) []Act {
	var acts []Act
	for _, d := range l.acts {
		if d.shown(at) && !d.Decides() {
			acts = append(acts, d.asOf(at))
		}
	}
	return acts
}

// newest returns the newest act that stands, or the newest when none does.
func newest(v Vessel) Act {
	if standing := v.Standing(); len(standing) > 0 {
		return standing[len(standing)-1]
	}
	return v.Acts[len(v.Acts)-1]
}

// ref is the hull's number, or the name folded when there is none.
func (d designation) ref() string {
	list := "UN1718."
	if d.Own {
		list = "OWN."
	}
	if d.IMO != 0 {
		return list + d.IMO.String()
	}
	return list + strings.ToLower(strings.Join(strings.Fields(d.Name), "-"))
}

// Measures returns the measures that hold on a ship by its acts that stand, one a kind
// and paragraph, each since the first act that names it.
func (l *Library) Measures(v Vessel) []Measure {
	var all []Measure
	for _, a := range v.Standing() {
		for _, m := range a.Measures {
			if !slices.ContainsFunc(all, func(have Measure) bool { return have.Text() == m.Text() }) {
				all = append(all, m)
			}
		}
	}
	return all
}
