package detect

import (
	"testing"

	"github.com/plimsoll-watch/plimsoll/base/vessel"
	"github.com/plimsoll-watch/plimsoll/sea/ais"
)

// TestTeller: what is said again has the number it had, whoever heard it; what differs
// in any field has another; what says nothing has none.
func TestTeller(t *testing.T) {
	full := func() ais.Report {
		return ais.Report{
			Has: ais.HasStatic | ais.HasDraught, IMO: 9847202, ShipType: 80, Size: vessel.Size{A: 100, B: 20, C: 8, D: 9, Reference: true},
			Draught: 95, Name: []byte("INVENTED ONE"), CallSign: []byte("0AB1"),
		}
	}
	changes := map[string]func(*ais.Report){
		"nothing":           func(*ais.Report) {},
		"imo":               func(r *ais.Report) { r.IMO++ },
		"type":              func(r *ais.Report) { r.ShipType++ },
		"bow":               func(r *ais.Report) { r.Size.A++ },
		"stern":             func(r *ais.Report) { r.Size.B++ },
		"port":              func(r *ais.Report) { r.Size.C++ },
		"starboard":         func(r *ais.Report) { r.Size.D++ },
		"reference":         func(r *ais.Report) { r.Size.Reference = false },
		"draught":           func(r *ais.Report) { r.Draught++ },
		"name":              func(r *ais.Report) { r.Name = []byte("INVENTED TWO") },
		"call sign":         func(r *ais.Report) { r.CallSign = []byte("0AB2") },
		"no name":           func(r *ais.Report) { r.Has &^= ais.HasName; r.Name = nil },
		"no draught":        func(r *ais.Report) { r.Has &^= ais.HasDraught; r.Draught = 0 },
		"name and call run": func(r *ais.Report) { r.Name, r.CallSign = []byte("INVENTED ONE0"), []byte("AB1") },
	}
	st := newStatics()
	one, two := teller{to: st, seen: map[string]uint32{}}, teller{to: st, seen: map[string]uint32{}}
	seen := map[uint32]string{}
	for what, change := range changes {
		r := full()
		change(&r)
		id := one.tell(&r)
		if other, ok := seen[id]; ok || id == 0 {
			t.Errorf("%s and %s have the number %d", what, other, id)
		}
		seen[id] = what
		moved := r
		moved.MMSI, moved.Time, moved.Line, moved.SOG = 1, 2, 3, 4
		if a, b := one.tell(&r), two.tell(&moved); a != id || b != id {
			t.Errorf("%s again: %d, heard by another: %d; want %d", what, a, b, id)
		}
		s := st.Static(id)
		if s.IMO != r.IMO || s.Name != string(r.Name) || s.CallSign != string(r.CallSign) || s.Size != r.Size || s.ShipType != r.ShipType || s.Draught != r.Draught || s.Has != r.Has {
			t.Errorf("%s: kept as %+v", what, *s)
		}
	}
	if id := one.tell(&ais.Report{Has: ais.HasPlace | ais.HasTime}); id != 0 {
		t.Errorf("who says nothing has the number %d", id)
	}
}
