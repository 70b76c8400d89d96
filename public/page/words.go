package page

import (
	"cmp"
	"fmt"
	"strings"

	"github.com/plimsoll-watch/plimsoll/record/event"
)

// shipName is how a ship is called in a sentence: by its name as broadcast, else by
// its number.
func shipName(s *event.Ship) string {
	if s.Name != "" {
		return s.Name
	}
	return "MMSI" + nbsp + shipKey(s)
}

// shipKey is the MMSI, with the hull where there is more than one.
func shipKey(s *event.Ship) string {
	if s.Hull > 0 {
		return fmt.Sprintf("%s/%d", s.MMSI, s.Hull)
	}
	return s.MMSI
}

// closeness prints the class of distance: never a middle.
func closeness(w event.Within) string {
	switch {
	case w.Sure == w.Possible && w.Sure > 0:
		return fmt.Sprintf("within %d"+nbsp+"m", w.Sure)
	case w.Sure > 0 && w.Possible > 0:
		return fmt.Sprintf("%d to %d"+nbsp+"m, not decidable", w.Possible, w.Sure)
	case w.Possible > 0:
		return fmt.Sprintf("%d"+nbsp+"m or more, not decidable", w.Possible)
	}
	return "not within 500" + nbsp + "m for half of the time"
}

// title is the heading of an event.
func title(e *event.Event) string {
	switch e.STS {
	case "possible":
		return "Possible ship-to-ship transfer"
	case "undecided":
		return "Undecided: perhaps a ship-to-ship transfer"
	}
	return "Encounter: " + otherWords(e)
}

// listTitle is the heading of an event in the list.
func listTitle(e *event.Event) string {
	switch e.STS {
	case "possible":
		return "Possible transfer" + comma(transferCargo(e))
	case "undecided":
		return "Undecided" + comma(transferCargo(e))
	}
	return "Encounter: " + otherWords(e)
}

func comma(s string) string {
	if s == "" {
		return ""
	}
	return ", " + s
}

// transferCargo is the cargo of the transfer that is met, or could be; it is not told
// where neither ship broadcasts a type that has one.
func transferCargo(e *event.Event) string {
	for _, verdict := range []string{"met", "unknown"} {
		for i := range e.ConsistentWith {
			if x := &e.ConsistentWith[i]; x.What == "sts-transfer" && x.Verdict == verdict {
				return cmp.Or(x.Cargo, "cargo not told")
			}
		}
	}
	return ""
}

// otherWords names what an encounter is wholly consistent with, when that is no transfer.
func otherWords(e *event.Event) string {
	var met []string
	for i := range e.ConsistentWith {
		if x := &e.ConsistentWith[i]; x.Verdict == "met" && x.What != "sts-transfer" {
			met = append(met, strings.ToLower(explanationName(x)))
		}
	}
	if len(met) == 0 {
		return "no explanation wholly met"
	}
	return strings.Join(met, ", ")
}

// explanationName is an explanation in words.
func explanationName(x *event.Explanation) string {
	switch x.What {
	case "sts-transfer":
		if x.Cargo == "" {
			return "Transfer"
		}
		return "Transfer, " + x.Cargo + " cargo"
	case "fishing-pair":
		return "Fishing in a pair"
	}
	return capital(spaced(x.What))
}

// spaced prints a key as words.
func spaced(key string) string { return strings.ReplaceAll(key, "-", " ") }

// verdictWords is what all tests of an explanation come to.
func verdictWords(verdict string) string {
	switch verdict {
	case "met":
		return "every test met"
	case "not-met":
		return "a test not met"
	}
	return "cannot be told"
}

// verdictOrder: the one wholly met first, then what cannot be told, then the others.
func verdictOrder(verdict string) int {
	switch verdict {
	case "met":
		return 0
	case "not-met":
		return 2
	}
	return 1
}

// metWords is the word beside a test's mark, and the mark's name.
func metWords(met string) (word, mark string) {
	switch met {
	case "yes":
		return "met", "met"
	case "no":
		return "not met", "not-met"
	}
	return "unknown", "unknown"
}

// answer is the answer in sentences: by what they broadcast, how close, when, where.
func answer(e *event.Event) string {
	a, b := shipName(&e.Ships[0]), shipName(&e.Ships[1])
	verb, seen := "lay", "slow"
	if e.Measured.Motion == "under-way-together" {
		verb, seen = "sailed", "moving together"
	}
	s := fmt.Sprintf("By what they broadcast, %s and %s %s %s, %s, %s. ", a, b, verb, closeWords(e.Measured.WithinM), on(e.Start, e.End), shoreWords(e))
	s += "AIS shows ships close, " + seen + " and long enough; it never shows cargo. "
	return s + noMeasure + "."
}

// noMeasure is said of every event: this version examines no measure.
const noMeasure = "No measure is shown to be engaged by this event"

func closeWords(w event.Within) string {
	if w.Sure == w.Possible && w.Sure > 0 {
		return fmt.Sprintf("within %d"+nbsp+"m of each other, hull to hull", w.Sure)
	}
	if w.Sure > 0 && w.Possible > 0 {
		return fmt.Sprintf("within %d"+nbsp+"m of each other, hull to hull, and perhaps within %d"+nbsp+"m, which cannot be decided", w.Sure, w.Possible)
	}
	return "close to each other, how close cannot be decided"
}

func shoreWords(e *event.Event) string {
	if e.Place.ShoreM == nil {
		return "at a distance from the coast that is not known"
	}
	return about(*e.Place.ShoreM) + " the nearest coast"
}

// endWords says how a contact ended.
func endWords(e *event.Event) string {
	switch e.EndReason {
	case "separated":
		return "then parted"
	case "silent-1":
		return "then A was not heard"
	case "silent-2":
		return "then B was not heard"
	case "silent-both":
		return "then neither was heard"
	case "data-end":
		return "then the file ends"
	}
	return "then " + spaced(e.EndReason)
}

// sided names the ships of a circumstance as the page does.
func sided(text string) string {
	for i, ship := range []string{"ship 1:", "ship 2:"} {
		if rest, ok := strings.CutPrefix(text, ship); ok {
			return sideName(i) + ":" + rest
		}
	}
	return capital(text)
}

// conflictWords prints a conflict of identity.
func conflictWords(key string) string {
	if key == "imo-check-digit" {
		return "IMO number fails its check digit"
	}
	return spaced(key)
}

// shipTypeWords prints an AIS ship type, ITU-R M.1371-5, table 53.
func shipTypeWords(t int) string {
	words := map[int]string{2: "wing in ground", 4: "high-speed craft", 6: "passenger", 7: "cargo", 8: "tanker", 9: "other"}
	special := map[int]string{30: "fishing", 31: "towing", 32: "towing", 33: "dredging", 34: "diving", 35: "military", 36: "sailing",
		37: "pleasure craft", 50: "pilot", 51: "search and rescue", 52: "tug", 53: "port tender", 54: "anti-pollution", 55: "law enforcement"}
	w := special[t]
	if w == "" {
		w = words[t/10]
	}
	if w == "" {
		return fmt.Sprint(t)
	}
	return fmt.Sprintf("%d, %s", t, w)
}

// headline is the answer of the whole report.
func headline(r *EventReport) string {
	if len(r.Events) == 0 {
		return "No encounter met " + r.Method
	}
	possible, undecided := 0, 0
	for i := range r.Events {
		switch r.Events[i].STS {
		case "possible":
			possible++
		case "undecided":
			undecided++
		}
	}
	parts := []string{capital(several(len(r.Events)+r.Omitted, "encounter"))}
	if possible > 0 || undecided == 0 {
		parts = append(parts, atLeast(r, "possible")+several(possible, "possible transfer"))
	}
	if undecided > 0 {
		parts = append(parts, atLeast(r, "undecided")+counted(undecided)+" undecided")
	}
	if r.Omitted > 0 {
		parts[0] += ", " + counted(len(r.Events)) + " of them on this page"
	}
	return strings.Join(parts, ", ")
}

// atLeast warns of a count that may go on among the events left out: the list runs
// possible, undecided, the rest, so it does when the last event shown is of that word.
func atLeast(r *EventReport, sts string) string {
	if r.Omitted > 0 && r.Events[len(r.Events)-1].STS == sts {
		return "at least "
	}
	return ""
}

// several is a count in words with its noun.
func several(n int, noun string) string {
	if n != 1 {
		noun += "s"
	}
	return counted(n) + " " + noun
}
