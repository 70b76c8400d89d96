package track

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strconv"

	"github.com/plimsoll-watch/plimsoll/base/vessel"
	"github.com/plimsoll-watch/plimsoll/sea/ais"
)

// Static is what one message or row said of a ship's identity.
type Static struct {
	Has      ais.Field
	IMO      vessel.IMO
	ShipType uint8
	Size     vessel.Size
	Draught  uint8 // tenths of a metre
	Name     string
	CallSign string
}

// StaticOf returns the static fields of a report; ok is false when it has none.
func StaticOf(r *ais.Report) (s Static, ok bool) {
	const kept = ais.HasStatic | ais.HasDraught
	if r.Has&kept == 0 {
		return Static{}, false
	}
	return Static{
		Has: r.Has & kept, IMO: r.IMO, ShipType: r.ShipType, Size: r.Size, Draught: r.Draught,
		Name: string(r.Name), CallSign: string(r.CallSign),
	}, true
}

// Saying is a static message or row at its time.
type Saying struct {
	Time      uint32
	Static    *Static
	FromTable bool
	File      uint16
	Line      uint32
}

// Identity is what a ship said of itself around a span of time: of each field the
// value said most often, ties to the later; the others are conflicts. A field that
// was never said is absent in Has.
type Identity struct {
	Static
	Messages  int    // AIS messages that agree with it, from the first to a day after the span
	Rows      int    // table rows that do
	FirstSeen uint32 // the first of either; 0 when there is none
	Conflicts []Conflict
}

// Conflict is a value said beside the one said most often, or a number that fails
// its check digit.
type Conflict struct {
	Field string // "name", "call-sign", "imo", "ship-type", "size", "imo-check-digit"
	Value string
	Count int
}

// String prints the conflict as it stands in an event.
func (c Conflict) String() string {
	if c.Count == 0 {
		return c.Field
	}
	return fmt.Sprintf("%s: %s (%d)", c.Field, c.Value, c.Count)
}

// IdentityIn returns what the hull said of itself from a day before from to a day
// after to (seconds).
func (h *Hull) IdentityIn(from, to uint32) Identity {
	var id Identity
	hi := to + WindowS
	near := tellings(h.Said, from-min(from, WindowS), hi)
	for _, f := range fields {
		f.choose(near, &id)
	}
	for _, t := range tellings(h.Said, 0, hi) {
		if !id.agrees(t.static) {
			continue
		}
		if id.FirstSeen == 0 || t.first < id.FirstSeen {
			id.FirstSeen = t.first
		}
		id.Rows += t.rows
		id.Messages += t.count - t.rows
	}
	if id.Has&ais.HasIMO != 0 && !id.IMO.Valid() {
		id.Conflicts = append(id.Conflicts, Conflict{Field: "imo-check-digit"})
	}
	return id
}

// ShipType returns the ship type the hull said most often in all.
func (h *Hull) ShipType() (t uint8, known bool) {
	var id Identity
	shipType.choose(tellings(h.Said, 0, math.MaxUint32), &id)
	return id.ShipType, id.Has&ais.HasShipType != 0
}

// telling is one static statement and how often it was said.
type telling struct {
	static      *Static
	count, rows int
	first, last uint32
}

// tellings counts what was said in [lo, hi], each different statement once.
func tellings(all []Saying, lo, hi uint32) []telling {
	var out []telling
	for i := range all {
		s := &all[i]
		if s.Time < lo || s.Time > hi {
			continue
		}
		at := slices.IndexFunc(out, func(t telling) bool { return t.static == s.Static })
		if at < 0 {
			at = len(out)
			out = append(out, telling{static: s.Static, first: s.Time})
		}
		out[at].count++
		out[at].last = s.Time
		if s.FromTable {
			out[at].rows++
		}
	}
	return out
}

// agrees reports whether s says the same as id in the fields both have, one at least.
func (id *Identity) agrees(s *Static) bool {
	if s.Has&id.Has&ais.HasStatic == 0 {
		return false
	}
	for _, f := range fields {
		if s.Has&id.Has&f.bit != 0 && f.text(s) != f.text(&id.Static) {
			return false
		}
	}
	return true
}

// field is one static field: how to read, print and set it.
type field struct {
	name string
	bit  ais.Field
	text func(*Static) string
	set  func(id, from *Static)
}

var shipType = field{"ship-type", ais.HasShipType, func(s *Static) string { return strconv.Itoa(int(s.ShipType)) }, func(id, s *Static) { id.ShipType = s.ShipType }}

// fields lists the fields of an identity in the order of their conflicts.
var fields = []field{
	{"name", ais.HasName, func(s *Static) string { return s.Name }, func(id, s *Static) { id.Name = s.Name }},
	{"call-sign", ais.HasCallSign, func(s *Static) string { return s.CallSign }, func(id, s *Static) { id.CallSign = s.CallSign }},
	{"imo", ais.HasIMO, func(s *Static) string { return s.IMO.String() }, func(id, s *Static) { id.IMO = s.IMO }},
	shipType,
	{"size", ais.HasSize, sizeText, func(id, s *Static) { id.Size = s.Size }},
}

func sizeText(s *Static) string {
	if !s.Size.Reference {
		return fmt.Sprintf("%d x %d m", s.Size.Length(), s.Size.Beam())
	}
	return fmt.Sprintf("%d+%d x %d+%d m", s.Size.A, s.Size.B, s.Size.C, s.Size.D)
}

// said counts one value of a field.
type said struct {
	text  string
	count int
	last  uint32
	in    *Static
}

// choose sets id's field to the value said most often and adds the others as
// conflicts.
func (f field) choose(all []telling, id *Identity) {
	var values []said
	for _, t := range all {
		if t.static.Has&f.bit == 0 {
			continue
		}
		text := f.text(t.static)
		at := slices.IndexFunc(values, func(v said) bool { return v.text == text })
		if at < 0 {
			at = len(values)
			values = append(values, said{text: text, in: t.static})
		}
		values[at].count += t.count
		values[at].last = max(values[at].last, t.last)
	}
	if len(values) == 0 {
		return
	}
	slices.SortFunc(values, func(a, b said) int {
		return cmp.Or(cmp.Compare(b.count, a.count), cmp.Compare(b.last, a.last), cmp.Compare(a.text, b.text))
	})
	f.set(&id.Static, values[0].in)
	id.Has |= f.bit
	for _, v := range values[1:] {
		id.Conflicts = append(id.Conflicts, Conflict{f.name, v.text, v.count})
	}
}

// Draughts returns the draughts said in [from, to], in tenths of a metre: the first
// and the last; ok is false when none was.
func (h *Hull) Draughts(from, to uint32) (first, last uint8, ok bool) {
	for i := range h.Said {
		s := &h.Said[i]
		if s.Time < from || s.Time > to || s.Static.Has&ais.HasDraught == 0 {
			continue
		}
		if !ok {
			first = s.Static.Draught
		}
		last, ok = s.Static.Draught, true
	}
	return first, last, ok
}
