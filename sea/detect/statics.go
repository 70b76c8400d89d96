package detect

import (
	"encoding/binary"
	"sync"

	"github.com/plimsoll-watch/plimsoll/sea/ais"
	"github.com/plimsoll-watch/plimsoll/sea/track"
)

// statics keeps each different static statement once and numbers it from 1. The
// numbers follow the order of arrival, and nothing may depend on them.
type statics struct {
	mu   sync.Mutex // guards ids and all while reports come in
	ids  map[string]uint32
	list []*track.Static
}

func newStatics() *statics { return &statics{ids: map[string]uint32{}} }

// Static returns statement id; reading is safe once all reports are in.
func (s *statics) Static(id uint32) *track.Static { return s.list[id-1] }

// teller is one worker's way to the statics: most ships say the same again.
type teller struct {
	to   *statics
	seen map[string]uint32
	key  []byte
}

// tell returns the number of what r says of its ship, 0 when it says nothing.
func (t *teller) tell(r *ais.Report) uint32 {
	if r.Has&(ais.HasStatic|ais.HasDraught) == 0 {
		return 0
	}
	t.key = staticKey(t.key[:0], r)
	if id, ok := t.seen[string(t.key)]; ok {
		return id
	}
	s, ok := track.StaticOf(r)
	if !ok {
		return 0
	}
	key := string(t.key)
	t.to.mu.Lock()
	defer t.to.mu.Unlock()
	id, ok := t.to.ids[key]
	if !ok {
		t.to.list = append(t.to.list, &s)
		id = uint32(len(t.to.list))
		t.to.ids[key] = id
	}
	t.seen[key] = id
	return id
}

// staticKey appends all that makes two statements the same.
func staticKey(key []byte, r *ais.Report) []byte {
	key = binary.LittleEndian.AppendUint32(key, uint32(r.Has&(ais.HasStatic|ais.HasDraught)))
	key = binary.LittleEndian.AppendUint32(key, uint32(r.IMO))
	for _, n := range [...]uint16{r.Size.A, r.Size.B, r.Size.C, r.Size.D, uint16(r.ShipType), uint16(r.Draught)} {
		key = binary.LittleEndian.AppendUint16(key, n)
	}
	if r.Size.Reference {
		key = append(key, 1)
	} else {
		key = append(key, 0)
	}
	key = append(key, byte(len(r.Name)))
	key = append(key, r.Name...)
	return append(key, r.CallSign...)
}
