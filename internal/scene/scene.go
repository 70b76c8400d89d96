package scene

import (
	"iter"
	"slices"

	"github.com/plimsoll-watch/plimsoll/sea/ais"
)

// Scene is an invented sea: what was heard of it, and its truth.
type Scene struct {
	timed   iter.Seq[*signal] // by time
	arrived iter.Seq[*signal] // as written
	truth   []Truth
	list    []entry
}

// Reports returns every report that was well received, once, in time order; those
// without a place too. Line is not set: a report has one only in a file.
func (s *Scene) Reports() iter.Seq[ais.Report] {
	return func(yield func(ais.Report) bool) {
		for g := range s.timed {
			if g.fate == heard && !yield(g.report) {
				return
			}
		}
	}
}

// Truth returns what was planted, in the order of the storyboard; nothing for scenes
// other than a [Week].
func (s *Scene) Truth() []Truth { return s.truth }

// newScene makes a scene of signals in any order.
func newScene(all []signal) *Scene {
	timed, arrived := inOrder(all)
	return &Scene{timed: slices.Values(timed), arrived: slices.Values(arrived)}
}

// record writes down the truth of the week, then lets the receivers listen.
func (w *week) record() *Scene {
	truth, list := w.truth(), w.list(newDice(w.seed, "list", 0))
	var all []signal
	for i, s := range w.ships {
		all = append(all, s.listen(newDice(w.seed, "reception of "+s.name, i), weekStart, w.down)...)
	}
	for _, b := range w.bases(newDice(w.seed, "base stations", 0)) {
		all = append(all, b.beacon(newDice(w.seed, b.name, 0), weekStart, weekLen, w.down)...)
	}
	for _, a := range w.acts {
		if a.class == classSplice {
			all = append(all, splice(newDice(w.seed, "splice", 0), a.stage, weekStart)...)
		}
	}
	soil(newDice(w.seed, "dirt", 0), all)
	all = append(all, echoes(newDice(w.seed, "echoes", 0), all)...)
	s := newScene(all)
	s.truth, s.list = truth, list
	return s
}
