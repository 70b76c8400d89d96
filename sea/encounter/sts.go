package encounter

import (
	"fmt"
	"strings"
)

// Words of [STS].
const (
	Possible  = "possible"
	Undecided = "undecided"
)

// STS says whether an encounter is a possible ship-to-ship transfer. The program
// never says more than possible.
type STS struct {
	Word  string // Possible, Undecided, or "" when a test fails
	Cargo string // of the transfer; "" when it may be either
	Why   string
}

// decide applies the rule of encounter/1, 7: possible when every test of a transfer
// is met and no other explanation is wholly met; undecided when no test fails and
// one is unknown, or when all are met and another explanation is too; otherwise
// absent.
func decide(all []Explanation) STS {
	best := STS{Why: "a test of a transfer is not met: " + strings.Join(leastFailed(all), ", ")}
	for i := range all {
		x := &all[i]
		if x.What != STSTransfer {
			continue
		}
		switch x.Verdict() {
		case Yes:
			if others := whollyMet(all); len(others) > 0 {
				return STS{Undecided, x.Cargo, "every test of a transfer is met, and so is every test of " + strings.Join(others, ", ")}
			}
			return STS{Possible, x.Cargo, "every test of a transfer is met and no other explanation is wholly met"}
		case Unknown:
			if best.Word == Undecided {
				best.Cargo = "" // no type was said: the other kind is as open
				continue
			}
			best = STS{Undecided, x.Cargo, "no test of a transfer fails, but it cannot be told: " + strings.Join(named(x, Unknown), ", ")}
		}
	}
	return best
}

// leastFailed names the tests that fail of the transfer that comes nearest.
func leastFailed(all []Explanation) (least []string) {
	for i := range all {
		if all[i].What != STSTransfer {
			continue
		}
		if failed := named(&all[i], No); least == nil || len(failed) < len(least) {
			least = failed
		}
	}
	return least
}

func named(x *Explanation, met Met) []string {
	var names []string
	for _, t := range x.Tests {
		if t.Met == met {
			names = append(names, t.Name)
		}
	}
	return names
}

func whollyMet(all []Explanation) []string {
	var what []string
	for i := range all {
		if x := &all[i]; x.What != STSTransfer && x.Verdict() == Yes {
			what = append(what, x.What)
		}
	}
	return what
}

func (x *explainer) typesText(met Met, kind string) string {
	switch met {
	case Yes:
		return "both broadcast a " + kind + " type: " + x.typeList()
	case No:
		return "not both broadcast a " + kind + " type: " + x.typeList()
	}
	return "a ship type was not broadcast: " + x.typeList()
}

// typeList prints both types, or that one was not said.
func (x *explainer) typeList() string {
	var words [2]string
	for i := range x.ships {
		words[i] = "not said"
		if t, ok := x.shipType(i); ok {
			words[i] = fmt.Sprint(t)
		}
	}
	return words[0] + " and " + words[1]
}

func siteText(s *Site) string {
	var parts []string
	if s.PortM >= 0 {
		parts = append(parts, fmt.Sprintf("%s from %s, the nearest port on file", km(s.PortM), s.Port.Name))
	}
	if s.AnchorageM >= 0 {
		parts = append(parts, fmt.Sprintf("%s from the nearest anchorage on file", km(s.AnchorageM)))
	}
	return strings.Join(parts, "; ")
}

// km prints metres as kilometres: one decimal under 20 km.
func km(m int) string {
	if m < 20_000 {
		return fmt.Sprintf("%.1f km", float64(m)/1000)
	}
	return fmt.Sprintf("%.0f km", float64(m)/1000)
}
