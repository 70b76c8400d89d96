package scene

import (
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"time"

	"github.com/plimsoll-watch/plimsoll/base/vessel"
)

// Truth is something planted: what, between whom, when it was so at sea, and what
// the methods are expected to say.
type Truth struct {
	Class  string    `json:"class"`
	Ships  []string  `json:"ships"` // MMSIs, ascending; one number twice when two hulls share it
	Names  []string  `json:"names"` // of the ships, INVENTED all
	Kind   string    `json:"kind"`
	Start  time.Time `json:"start"` // whole minutes, half-open; of an encounter: hulls within 500 m
	End    time.Time `json:"end"`
	Expect string    `json:"expect"`
	Note   string    `json:"note"`
}

// Classes of the storyboard that other code needs by name.
const (
	classSplice   = "spliced-type-5"
	classMidnight = "alongside-midnight"
)

// truth computes the truth from the movement of the ships.
func (w *week) truth() []Truth {
	out := make([]Truth, len(w.acts))
	for i, a := range w.acts {
		out[i] = a.truth()
	}
	return out
}

func (a *act) truth() Truth {
	one, two := a.a, a.b
	if one.mmsi > two.mmsi {
		one, two = two, one
	}
	s := a.contact
	if !a.clear {
		if met, ok := near500(a.a, a.b, s.wider(150)); ok {
			s = met
		}
	}
	return Truth{
		Class: a.class, Kind: a.kind, Expect: a.expect, Note: "INVENTED: " + a.note,
		Ships: []string{one.mmsi.String(), two.mmsi.String()},
		Names: []string{one.name, two.name},
		Start: s.from.when(), End: s.to.when(),
	}
}

// WriteTruth writes truth.json: an array of [Truth], an object a line.
func (s *Scene) WriteTruth(w io.Writer) error {
	text := []byte("[")
	for i, t := range s.truth {
		row, err := json.Marshal(t)
		if err != nil {
			return fmt.Errorf("write truth: %w", err)
		}
		if i > 0 {
			text = append(text, ',')
		}
		text = append(append(text, '\n', ' '), row...)
	}
	if _, err := w.Write(append(text, "\n]\n"...)); err != nil {
		return fmt.Errorf("write truth: %w", err)
	}
	return nil
}

// entry is a ship of the invented list.
type entry struct {
	ref, name    string
	imo          vessel.IMO
	since, until string
	measure      string
	binds        string
}

// portBan is the measure most of the list is under: States prohibit the entry into
// their ports of vessels the Committee designates. S/RES/2371 (2017), para. 6.
const portBan = "S/RES/2371 (2017), para. 6"

// list draws the invented list of ships: three that nobody in the week claims to be,
// and one whose number INVENTED BRAVO broadcasts.
func (w *week) list(d dice) []entry {
	out := []entry{
		{ref: "DEMO.001", name: "INVENTED MERIDIAN", imo: w.unusedIMO(d), since: "2017-10-03"},
		{ref: "DEMO.002", name: "INVENTED SEXTANT", imo: w.unusedIMO(d), since: "2017-10-03", until: "2018-06-12"},
		{ref: "DEMO.003", name: "INVENTED QUADRANT", imo: w.unusedIMO(d), since: "2017-11-14"},
		{ref: "DEMO.004", name: "INVENTED BRAVO", since: "2017-11-14"},
	}
	for i := range out {
		out[i].measure, out[i].binds = portBan, "port States"
	}
	for _, a := range w.acts {
		if a.class == classMidnight {
			out[3].imo = a.b.imo
		}
	}
	return out
}

// unusedIMO draws a number that fails its check digit and that no ship broadcasts.
func (w *week) unusedIMO(d dice) vessel.IMO {
	for {
		n, used := failingIMO(d), false
		for _, s := range w.ships {
			used = used || s.imo == n
		}
		if !used {
			return n
		}
	}
}

// listName is what the invented list is called.
const listName = "demo (invented)"

// WriteList writes list.csv: the ships to look for. A list of no ships is a header.
func (s *Scene) WriteList(w io.Writer) error {
	c := csv.NewWriter(w)
	rows := [][]string{{"list", "ref", "name", "imo", "mmsi", "since", "until", "measure", "binds"}}
	for _, e := range s.list {
		rows = append(rows, []string{listName, e.ref, e.name, e.imo.String(), "", e.since, e.until, e.measure, e.binds})
	}
	if err := c.WriteAll(rows); err != nil {
		return fmt.Errorf("write list: %w", err)
	}
	return nil
}
