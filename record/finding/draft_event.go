package finding

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"strings"

	"github.com/plimsoll-watch/plimsoll/base/day"
	"github.com/plimsoll-watch/plimsoll/base/vessel"
	"github.com/plimsoll-watch/plimsoll/record/event"
)

// FromEvent drafts a finding from an event and the exact line it stands in, without its
// line feed. The line must say what the event says: its hash is the finding's evidence.
func FromEvent(e *event.Event, line []byte, o Options) (Finding, error) {
	where := "event " + e.ID
	if e.Schema != event.Schema {
		return Finding{}, refuse(where, "a newer plimsoll may know it", "%q is not %s", clip(e.Schema), event.Schema)
	}
	if e.Kind != "encounter" || len(e.Ships) != 2 {
		return Finding{}, refuse(where, "findings are drafted from encounters of two ships", "it is of kind %q with %s", clip(e.Kind), counted(len(e.Ships), "ship"))
	}
	if err := sameAs(e, line); err != nil {
		return Finding{}, err
	}
	sum := sha256.Sum256(line)
	f := draft("event", e.ID, hex.EncodeToString(sum[:]), eventClaim(e), o)
	f.Method = &Method{Name: e.Method, Rules: e.Rules, Facts: e.Facts}
	f.Invented = e.Invented
	f.Measures = eventMeasures(e)
	for i := range e.Ships {
		f.Subjects = append(f.Subjects, eventShip(e, i))
	}
	f.Evidence = eventEvidence(e, f.Drafted.SHA256, o.Origin)
	for i := range e.ConsistentWith {
		f.Alternatives = append(f.Alternatives, alternative(&e.ConsistentWith[i]))
	}
	for _, c := range e.Circumstances {
		f.Circumstances = append(f.Circumstances, c.Text)
	}
	f.NotChecked = append(f.NotChecked, e.NotChecked...)
	if e.State == "open" {
		f.NotChecked = append(f.NotChecked, "how the event went on: it was open when this was drafted")
	}
	return f.settled(Finding{})
}

// sameAs refuses a line that is not the event: one with another value, or with a key that
// this program does not know.
func sameAs(e *event.Event, line []byte) error {
	where := "line of event " + e.ID
	if bytes.ContainsAny(line, "\n\r") {
		return refuse(where, "hand in the bytes of the one line, without its line feed", "it is more than one line, or has its line feed")
	}
	var b bytes.Buffer
	if err := event.WriteNDJSON(&b, []event.Event{*e}); err != nil {
		return fmt.Errorf("write event %s: %w", e.ID, err)
	}
	theirs, err := normal(line)
	if err != nil {
		return refuse(where, "a line of plimsoll detect is one JSON object", "it cannot be read: %v", err)
	}
	ours, err := normal(b.Bytes())
	if err != nil {
		return fmt.Errorf("read event %s: %w", e.ID, err)
	}
	if !bytes.Equal(ours, theirs) {
		return refuse(where, "read the event from the line itself; a newer plimsoll may know more keys", "it does not say what the event says")
	}
	return nil
}

// normal writes JSON with sorted keys and plain numbers, so that two texts of one value
// are the same bytes.
func normal(text []byte) ([]byte, error) {
	var v any
	if err := json.Unmarshal(text, &v); err != nil {
		return nil, err
	}
	return json.Marshal(v)
}

// eventClaim says in one sentence what was seen and what it may be.
func eventClaim(e *event.Event) string {
	m := &e.Measured
	was := fmt.Sprintf("hulls %d to %d m apart", m.HullGapM.Low, m.HullGapM.High)
	if m.Motion == "under-way-together" {
		was += ", under way together"
	}
	layout := "2 Jan 2006 15:04"
	return fmt.Sprintf("by what they broadcast, %s and %s were %s from %s to %s UTC at %s: %s", claimName(&e.Ships[0]), claimName(&e.Ships[1]), was,
		e.Start.UTC().Format(layout), e.End.UTC().Format(layout), e.Place.Where(), eventWord(e))
}

// claimName is what a ship is called in a claim: its name where that breaks no rule of a
// claim, else its MMSI.
func claimName(s *event.Ship) string {
	name := s.Called()
	if sentence("name", name) != nil || plain("name", name) != nil || strings.ContainsAny(name, "!?") {
		return "MMSI " + s.MMSI
	}
	return name
}

// eventWord is the program's word for an event; it is never a conclusion.
func eventWord(e *event.Event) string {
	switch e.STS {
	case "possible":
		for i := range e.ConsistentWith {
			if x := &e.ConsistentWith[i]; x.What == "sts-transfer" && x.Verdict == "met" && x.Cargo != "" {
				return "a possible transfer, " + x.Cargo
			}
		}
		return "a possible transfer"
	case "undecided":
		return "undecided whether a transfer is possible"
	}
	var met []string
	for i := range e.ConsistentWith {
		if x := &e.ConsistentWith[i]; x.Verdict == "met" && x.What != "sts-transfer" {
			met = append(met, strings.ReplaceAll(x.What, "-", " "))
		}
	}
	if len(met) > 0 {
		return "consistent with " + strings.Join(met, ", ") + ", and a test of a transfer is not met"
	}
	return "a test of a transfer is not met"
}

func eventMeasures(e *event.Event) []Measure {
	var all []Measure
	for _, x := range e.Engaged {
		if n := len(all); n == 0 || all[n-1].Name != x.Measure {
			all = append(all, Measure{Name: x.Measure})
		}
		m := &all[len(all)-1]
		m.Elements = append(m.Elements, Element{Text: x.Element, Met: x.Met, Why: x.Text})
	}
	return all
}

func eventShip(e *event.Event, i int) Subject {
	ship := &e.Ships[i]
	s := Subject{
		ID: fmt.Sprintf("S%d", i+1), Kind: ShipSubject, Role: "one of the two ships of the encounter",
		Name: ship.Name, MMSI: ship.MMSI, Hull: ship.Hull, IMO: ship.IMO, CallSign: ship.CallSign, Flag: ship.Flag,
		Basis: vessel.Basis(ship.Identity.Basis), Messages: ship.Identity.Messages, Rows: ship.Identity.Rows,
		Conflicts: append([]string(nil), ship.Identity.Conflicts...),
	}
	if first := ship.Identity.FirstSeen; first != nil {
		s.FirstSeen = day.OfTime(*first).Date()
	}
	for _, l := range e.Listed {
		if l.Ship != i {
			continue
		}
		x := Listing{List: l.List, Ref: l.Ref, Name: l.Name, Since: l.Since, Until: l.Until, MatchedBy: l.MatchedBy}
		for _, m := range l.Measures {
			x.Binds = append(x.Binds, strings.TrimPrefix(m.Binds+": "+m.Measure, ": "))
		}
		s.Listed = append(s.Listed, x)
	}
	return s
}

// eventEvidence is the line and the files it was computed from. Ships broadcast it all:
// one origin.
func eventEvidence(e *event.Event, sum string, origin Origin) []Evidence {
	var files []string
	for _, in := range e.Inputs {
		files = append(files, in.File)
	}
	if origin == "" {
		origin = "AIS, what the ships broadcast"
		if len(files) > 0 {
			origin += Origin(", as received in " + strings.Join(files, ", "))
		}
	}
	all := []Evidence{{ID: "E1", Kind: EventLine, What: "event " + e.ID + ", " + e.Method, SHA256: sum, Origin: origin}}
	for i, in := range e.Inputs {
		all = append(all, Evidence{ID: fmt.Sprintf("E%d", i+2), Kind: InputFile,
			What: fmt.Sprintf("%s, lines %d to %d", in.File, in.First, in.Last), SHA256: in.SHA256, Origin: origin})
	}
	return all
}

func alternative(x *event.Explanation) Alternative {
	a := Alternative{What: x.What, Cargo: x.Cargo, Verdict: x.Verdict}
	for i := range x.Tests {
		t := &x.Tests[i]
		a.Tests = append(a.Tests, Test{Test: t.Test, Met: t.Met, Rule: t.Rule, Text: t.Text, AnyOf: t.AnyOf})
	}
	return a
}
