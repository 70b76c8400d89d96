package event

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"time"

	"github.com/plimsoll-watch/plimsoll/base/quantity"
	"github.com/plimsoll-watch/plimsoll/sea/detect"
)

// Rank orders events for people: possible first, then undecided, then the rest;
// each by time.
func Rank(events []Event) {
	slices.SortStableFunc(events, func(a, b Event) int { return rank(&a) - rank(&b) })
}

func rank(e *Event) int {
	switch e.STS {
	case "possible":
		return 0
	case "undecided":
		return 1
	}
	return 2
}

// Count says how many events there are and how many are possible and undecided
// transfers, in a sentence.
func Count(events []Event) string {
	var ranks [3]int
	for i := range events {
		ranks[rank(&events[i])]++
	}
	if len(events) == 0 {
		return "no encounters"
	}
	noun := "encounters"
	if len(events) == 1 {
		noun = "encounter"
	}
	transfers := "are possible ship-to-ship transfers"
	if ranks[0] == 1 {
		transfers = "is a possible ship-to-ship transfer"
	}
	return fmt.Sprintf("%s %s; %s %s, %d undecided", detect.Grouped(len(events)), noun, some(ranks[0]), transfers, ranks[1])
}

func some(n int) string {
	if n == 0 {
		return "none"
	}
	return fmt.Sprint(n)
}

// Called is what a ship is called in a sentence: its broadcast name, else its MMSI.
func (s *Ship) Called() string {
	if s.Name != "" {
		return s.Name
	}
	return "MMSI " + s.MMSI
}

// When prints the span of the event: "8 Sep 21:14 to 9 Sep 03:41".
func (e *Event) When() string {
	end := e.End.Format("2 Jan 15:04")
	if sameDay(e.Start, e.End) {
		end = e.End.Format("15:04")
	}
	return e.Start.Format("2 Jan 15:04") + " to " + end
}

func sameDay(a, b time.Time) bool {
	return a.YearDay() == b.YearDay() && a.Year() == b.Year()
}

// Duration prints minutes as "6 h 27 min".
func Duration(minutes int) string {
	if minutes < 60 {
		return fmt.Sprintf("%d min", minutes)
	}
	return fmt.Sprintf("%d h %d min", minutes/60, minutes%60)
}

// Where prints a place as "29.91 N 125.02 E".
func (p *Place) Where() string {
	ns, ew := "N", "E"
	if p.Lat < 0 {
		ns = "S"
	}
	if p.Lon < 0 {
		ew = "W"
	}
	return fmt.Sprintf("%.2f %s %.2f %s", math.Abs(float64(p.Lat)), ns, math.Abs(float64(p.Lon)), ew)
}

// Closeness prints the classes of closeness: "within 100 m", or "100 to 500 m, not
// decidable", or that the ships were further apart.
func (w Within) Closeness() string {
	switch {
	case w.Possible == 0:
		return "over 500 m"
	case w.Sure == w.Possible:
		return fmt.Sprintf("within %d m", w.Sure)
	case w.Sure == 0:
		return fmt.Sprintf("%d m or more, not decidable", w.Possible)
	}
	return fmt.Sprintf("%d to %d m, not decidable", w.Possible, w.Sure)
}

// endWords say how an encounter ended.
var endWords = map[string]string{
	"separated":   "moved apart",
	"silent-1":    "the first ship was no longer heard",
	"silent-2":    "the second ship was no longer heard",
	"silent-both": "the ships were no longer heard together",
	"data-end":    "not told, the data end",
}

// Words tells an event in sentences, the answer first.
func (e *Event) Words() []string {
	m := &e.Measured
	lines := []string{fmt.Sprintf("hulls %d to %d m apart, %s; %s; observed %d min, interpolated %d%s; ended: %s",
		m.HullGapM.Low, m.HullGapM.High, m.WithinM.Closeness(), e.motion(), m.ObservedMin, m.InterpolatedMin, e.unknown(), endWords[e.EndReason])}
	lines = append(lines, e.verdict())
	for i := range e.Listed {
		lines = append(lines, e.listing(&e.Listed[i]))
	}
	lines = append(lines, e.conflicts()...)
	return append(lines, e.engagement())
}

// checkDigit is the conflict of a number that fails its check digit.
const checkDigit = "imo-check-digit"

// engagement says which measures the act is shown to engage, and which of their
// elements are not known.
func (e *Event) engagement() string {
	if e.AnyEngaged() {
		return "every element of a measure is met by what was broadcast; a person must judge it"
	}
	words := "no measure is shown to be engaged by this event"
	var told []string
	for i, x := range e.Engaged {
		if i == 0 || e.Engaged[i-1].Measure != x.Measure {
			told = append(told, e.elements(x.Measure))
		}
	}
	if len(told) > 0 {
		words += " (" + strings.Join(told, "; ") + ")"
	}
	return words
}

// elements counts the elements of a measure by outcome: "S/RES/2375 (2017), para. 11: 4
// elements unknown".
func (e *Event) elements(measure string) string {
	counts := map[string]int{}
	for _, x := range e.Engaged {
		if x.Measure == measure {
			counts[x.Met]++
		}
	}
	var parts []string
	for _, met := range []struct{ key, word string }{{"yes", "met"}, {"no", "not met"}, {"unknown", "unknown"}} {
		if n := counts[met.key]; n > 0 {
			parts = append(parts, fmt.Sprintf("%d %s", n, met.word))
		}
	}
	return measure + ": elements " + strings.Join(parts, ", ")
}

// conflicts says what does not fit in what the ships broadcast.
func (e *Event) conflicts() []string {
	var lines, failing []string
	for i := range e.Ships {
		s := &e.Ships[i]
		var other []string
		for _, c := range s.Identity.Conflicts {
			if c == checkDigit {
				failing = append(failing, s.Called()+" ("+s.IMO+")")
				continue
			}
			other = append(other, c)
		}
		if len(other) > 0 {
			lines = append(lines, s.Called()+" also broadcast "+strings.Join(other, ", "))
		}
	}
	if len(failing) > 0 {
		lines = append(lines, "the IMO number fails its check digit: "+strings.Join(failing, ", "))
	}
	return lines
}

func (e *Event) unknown() string {
	if e.Measured.UnknownMin == 0 {
		return ""
	}
	return fmt.Sprintf(", unknown %d", e.Measured.UnknownMin)
}

func (e *Event) motion() string {
	s := e.Measured.SpeedKn
	if e.Measured.Motion == "slow" {
		return fmt.Sprintf("median speeds %.1f and %.1f kn", s[0], s[1])
	}
	words := fmt.Sprintf("under way together at %.1f and %.1f kn", s[0], s[1])
	if e.Measured.RelativeSpeedKn != nil {
		words += fmt.Sprintf(", %.1f kn apart", *e.Measured.RelativeSpeedKn)
	}
	return words
}

// verdict says what the event may be, and on which tests that stands or falls.
func (e *Event) verdict() string {
	transfer := e.transfer()
	switch e.STS {
	case "possible":
		return fmt.Sprintf("possible transfer, %s: %s", transfer.Cargo, strings.Join(append(texts(transfer, "yes"), e.others()...), "; "))
	case "undecided":
		if unknown := texts(transfer, "unknown"); len(unknown) > 0 {
			return "undecided: no test of a transfer fails, but it cannot be told: " + strings.Join(unknown, "; ")
		}
		return "undecided: " + e.STSWhy
	}
	if met := e.wholly(); len(met) > 0 {
		return "consistent with " + strings.Join(met, ", ") + "; " + e.notMet(transfer)
	}
	return e.notMet(transfer)
}

func (e *Event) notMet(transfer *Explanation) string {
	failed := texts(transfer, "no")
	if len(failed) == 1 {
		return "a test of a transfer is not met: " + failed[0]
	}
	return "tests of a transfer are not met: " + strings.Join(failed, "; ")
}

// transfer returns the transfer that the answer is about: the one with the fewest
// tests not met.
func (e *Event) transfer() *Explanation {
	var best *Explanation
	for i := range e.ConsistentWith {
		x := &e.ConsistentWith[i]
		if x.What != "sts-transfer" {
			continue
		}
		if best == nil || len(texts(x, "no")) < len(texts(best, "no")) {
			best = x
		}
	}
	if best == nil {
		return &Explanation{}
	}
	return best
}

// texts returns what was found by the tests with an outcome; the closeness stands in
// the line above.
func texts(x *Explanation, met string) []string {
	var out []string
	for i := range x.Tests {
		if t := &x.Tests[i]; t.Met == met && (met != "yes" || t.Test != "within-200-m" && t.Test != "coverage") {
			out = append(out, t.Text)
		}
	}
	return out
}

// wholly names the other explanations whose every test is met.
func (e *Event) wholly() []string {
	var out []string
	for i := range e.ConsistentWith {
		if x := &e.ConsistentWith[i]; x.Verdict == "met" && x.What != "sts-transfer" {
			out = append(out, strings.ReplaceAll(x.What, "-", " "))
		}
	}
	return out
}

// others says of bunkering and lightering whether they are ruled out or cannot be
// told apart.
func (e *Event) others() []string {
	var out []string
	for i := range e.ConsistentWith {
		x := &e.ConsistentWith[i]
		switch {
		case x.What == "bunkering" && x.Verdict == "not-met":
			out = append(out, "not bunkering by size")
		case (x.What == "bunkering" || x.What == "lightering") && x.Verdict == "unknown":
			out = append(out, x.What+" not told apart: "+strings.Join(texts(x, "unknown"), ", "))
		}
	}
	return out
}

func (e *Event) listing(l *Listed) string {
	words := e.Ships[l.Ship].Called() + " broadcasts the number of " + l.Ref
	if l.Name != "" {
		words += " " + l.Name
	}
	words += " on the list " + l.List
	if l.Since != "" {
		words += " since " + date(l.Since)
	}
	words += " (" + l.MatchedBy + "); hull not confirmed"
	for _, m := range l.Measures {
		words += "; the listing binds"
		if m.Binds != "" {
			words += " " + m.Binds
		}
		words += ": " + m.Measure
	}
	return words
}

// date prints a day as "14 Nov 2017"; a date of another precision as it stands.
func date(iso string) string {
	t, err := time.Parse(time.DateOnly, iso)
	if err != nil {
		return iso
	}
	return t.Format("2 Jan 2006")
}

// Distance prints metres for a sentence: "281 km", "4.2 km", "350 m".
func Distance(m int) string {
	switch {
	case m < 1000:
		return fmt.Sprintf("%d m", m)
	case m < 20_000:
		return fmt.Sprintf("%.1f km", quantity.Decimals(float64(m)/1000, 1))
	}
	return fmt.Sprintf("%.0f km", float64(m)/1000)
}
