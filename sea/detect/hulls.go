package detect

import (
	"fmt"
	"sync"
	"unsafe"

	"github.com/plimsoll-watch/plimsoll/base/vessel"
	"github.com/plimsoll-watch/plimsoll/sea/track"
)

// hulls gives back the hulls of any MMSI: its rows lie sorted in memory or, when
// they did not fit, in a file of their own.
type hulls struct {
	statics *statics
	file    SpillFile // nil: rows lie in memory
	limit   int       // fixes kept in the cache

	mu     sync.Mutex // guards all below
	end    int64
	at     map[vessel.MMSI]extent
	memory map[vessel.MMSI][]track.Row
	cache  map[vessel.MMSI][]*track.Hull
	order  []vessel.MMSI // of the cache, oldest first
	held   int
}

func newHulls(s *statics, spilled bool, spill Spill, limitBytes int64) (*hulls, error) {
	h := &hulls{
		statics: s, limit: int(limitBytes / 32),
		at: map[vessel.MMSI]extent{}, memory: map[vessel.MMSI][]track.Row{}, cache: map[vessel.MMSI][]*track.Hull{},
	}
	if !spilled {
		return h, nil
	}
	file, err := spill.Create()
	if err != nil {
		return nil, fmt.Errorf("spill to disk: %w", err)
	}
	h.file = file
	return h, nil
}

// keep stores the sorted rows of one MMSI.
func (h *hulls) keep(rows []track.Row) error {
	h.mu.Lock()
	defer h.mu.Unlock()
	mmsi := rows[0].MMSI
	if h.file == nil {
		h.memory[mmsi] = rows
		return nil
	}
	n, err := h.file.Write(bytesOf(rows))
	if err != nil {
		return fmt.Errorf("spill to disk: %w", err)
	}
	h.at[mmsi] = extent{h.end, len(rows)}
	h.end += int64(n)
	return nil
}

// of returns the hulls of an MMSI. They are shared and not to be changed.
func (h *hulls) of(mmsi vessel.MMSI) ([]*track.Hull, error) {
	h.mu.Lock()
	if built, ok := h.cache[mmsi]; ok {
		h.mu.Unlock()
		return built, nil
	}
	rows, x := h.memory[mmsi], h.at[mmsi]
	h.mu.Unlock()
	if h.file != nil {
		rows = make([]track.Row, x.n)
		if _, err := h.file.ReadAt(bytesOf(rows), x.at); err != nil {
			return nil, fmt.Errorf("read back from disk: %w", err)
		}
	}
	built, _ := track.Build(rows, h.statics)
	h.remember(mmsi, built)
	return built, nil
}

// remember puts hulls into the cache and drops the oldest beyond the limit.
func (h *hulls) remember(mmsi vessel.MMSI, built []*track.Hull) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if _, ok := h.cache[mmsi]; ok {
		return
	}
	h.cache[mmsi] = built
	h.order = append(h.order, mmsi)
	h.held += weight(built)
	for h.held > h.limit && len(h.order) > 1 {
		oldest := h.order[0]
		h.order = h.order[1:]
		h.held -= weight(h.cache[oldest])
		delete(h.cache, oldest)
	}
}

// weight counts what a hull holds, in fixes.
func weight(built []*track.Hull) (n int) {
	const saying = int(unsafe.Sizeof(track.Saying{}) / 32)
	for _, h := range built {
		n += h.Len() + saying*len(h.Said)
	}
	return n
}

// hull returns one hull.
func (h *hulls) hull(k track.Key) (*track.Hull, error) {
	built, err := h.of(k.MMSI)
	if err != nil {
		return nil, err
	}
	return built[k.Hull-1], nil
}

func (h *hulls) close() error {
	if h.file == nil {
		return nil
	}
	return h.file.Close()
}
