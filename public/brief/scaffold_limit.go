package brief

import (
	"fmt"
	"strings"

	"github.com/plimsoll-watch/plimsoll/base/day"
	"github.com/plimsoll-watch/plimsoll/law/limit"
)

// bothEnds reports whether the range runs over all the factors that the method admits:
// without one of its ends it would be narrower than it is (methods.md, limit/1).
func bothEnds(s limit.Status) bool {
	const lowest, highest = 7.5, 8.33
	low, high := false, false
	for _, f := range s.Factors {
		low, high = low || f.PerTonne == lowest, high || f.PerTonne == highest
	}
	return low && high
}

// recent reports whether the notified total was told no earlier than the estimate in
// barrels that stands beside it: an older one would make the gap look wider.
func recent(s limit.Status) bool {
	for i := range s.Estimated {
		if e := &s.Estimated[i]; len(e.Edges) > 0 && day.Compare(s.Notified.Total.KnownOn, e.KnownOn) < 0 {
			return false
		}
	}
	return true
}

// estimates tells each estimate by a State: its figures with what each supposes, or that
// none was told.
func (d *drafting) estimates(s limit.Status, err error, c Citation) {
	told := 0
	for i := range s.Estimated {
		if e := &s.Estimated[i]; err == nil && len(e.Edges) > 0 {
			told++
			d.sentence(fmt.Sprintf("estimated %d", told), "an estimate in barrels by a State", func(w *writing) { w.estimate(e, c) })
		}
	}
	if told == 0 {
		d.sentence("estimated 1", "an estimate in barrels by a State", func(w *writing) { w.miss() })
	}
}

// estimate writes the published figures of an estimate; an implied one is no statement of
// its author and is left to the page of the limit.
func (w *writing) estimate(e *limit.Estimation, c Citation) {
	var parts []string
	for i := range e.Edges {
		if edge := &e.Edges[i]; !edge.Implied {
			parts = append(parts, edge.Value.Text+" with ships "+ladenWords(edge.Name))
		}
	}
	if len(parts) == 0 {
		w.miss()
		return
	}
	words := strings.Join(parts, ", ")
	if e.Calls != nil {
		words = fmt.Sprintf("%d port calls, %s", *e.Calls, words)
	}
	w.say(upper(the(e.By))+" estimated for "+e.Period+": ").cite(words, c).say(", published " + dayWords(e.KnownOn))
}

func ladenWords(name string) string {
	if strings.Contains(name, "%") {
		return "laden to " + name
	}
	return name + " laden"
}
