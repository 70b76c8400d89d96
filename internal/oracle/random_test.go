package oracle

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"
)

const scenes = 300

// Every number of the method, moved by the least that can matter, must change
// what is found in some scene: else the scenes could not tell a detector that has
// it wrong from one that has it right.
func TestScenesTellEveryNumber(t *testing.T) {
	moved := map[string]func(*Params){
		"contact -1":      func(p *Params) { p.ContactMin-- },
		"contact +1":      func(p *Params) { p.ContactMin++ },
		"distance -1":     func(p *Params) { p.DistanceM-- },
		"distance +1":     func(p *Params) { p.DistanceM++ },
		"separated -1":    func(p *Params) { p.SeparatedMin-- },
		"separated +1":    func(p *Params) { p.SeparatedMin++ },
		"unknown -1":      func(p *Params) { p.UnknownMin-- },
		"unknown +1":      func(p *Params) { p.UnknownMin++ },
		"interpolate -1":  func(p *Params) { p.InterpolateS-- },
		"interpolate +1":  func(p *Params) { p.InterpolateS++ },
		"observed -1":     func(p *Params) { p.ObservedS-- },
		"observed +1":     func(p *Params) { p.ObservedS++ },
		"heading -60":     func(p *Params) { p.HeadingS -= 60 },
		"heading +60":     func(p *Params) { p.HeadingS += 60 },
		"accurate +1":     func(p *Params) { p.AccurateM++ },
		"inaccurate +1":   func(p *Params) { p.InaccurateM++ },
		"no size +1":      func(p *Params) { p.NoSizeM++ },
		"slow -0.1":       func(p *Params) { p.SlowKn -= 0.1 },
		"slow +0.1":       func(p *Params) { p.SlowKn += 0.1 },
		"together -0.1":   func(p *Params) { p.TogetherKn -= 0.1 },
		"together +0.1":   func(p *Params) { p.TogetherKn += 0.1 },
		"course -1":       func(p *Params) { p.TogetherDeg-- },
		"course +1":       func(p *Params) { p.TogetherDeg++ },
		"displacement -1": func(p *Params) { p.DisplacementMin-- },
		"displacement +1": func(p *Params) { p.DisplacementMin++ },
		"first class +1":  func(p *Params) { p.WithinM[0]++ },
		"second class +1": func(p *Params) { p.WithinM[1]++ },
		"third class -1":  func(p *Params) { p.WithinM[2]-- },
	}
	found := make([][]Encounter, scenes)
	for seed := range found {
		found[seed] = Find(RandomShips(uint64(seed)), Default())
	}
	for name, move := range moved {
		p := Default()
		move(&p)
		told := -1
		for seed := 0; seed < scenes && told < 0; seed++ {
			if !cmp.Equal(found[seed], Find(RandomShips(uint64(seed)), p)) {
				told = seed
			}
		}
		if told < 0 {
			t.Errorf("%s: no scene of %d tells", name, scenes)
		}
	}
}

func TestScenesHoldEveryKind(t *testing.T) {
	kinds := make(map[string]int)
	count := func(kind string, is bool) {
		if is {
			kinds[kind]++
		} else if _, ok := kinds[kind]; !ok {
			kinds[kind] = 0
		}
	}
	for seed := range uint64(scenes) {
		found := Find(RandomShips(seed), Default())
		count("scene with", len(found) > 0)
		count("scene without", len(found) == 0)
		for _, e := range found {
			count("encounter", true)
			for _, reason := range []string{Separated, Silent1, Silent2, SilentBoth, DataEnd} {
				count(reason, e.EndReason == reason)
			}
			count(Slow, e.Motion == Slow)
			count(UnderWayTogether, e.Motion == UnderWayTogether)
			for _, class := range []int{100, 200, 500} {
				count(fmt.Sprint("sure ", class), e.Sure == class)
				count(fmt.Sprint("possible ", class), e.Possible == class)
			}
			count("decided by class", e.Sure == e.Possible)
			count("over unknown", e.UnknownMin > 0)
			count("over separated", e.SeparatedMin > 0)
			count("without headings", !e.HasHeadingDiff)
			count("over midnight", e.Start/86400 != e.End/86400)
		}
	}
	for kind, n := range kinds {
		if n == 0 {
			t.Errorf("no %s in %d scenes", kind, scenes)
		}
	}
	t.Log(kinds)
}

func TestScenesAreWellFormed(t *testing.T) {
	for seed := range uint64(scenes) {
		ships := RandomShips(seed)
		if n := len(ships); n < 2 || n > 6 {
			t.Fatalf("seed %d: %d ships", seed, n)
		}
		keys := make(map[[2]int]bool)
		for _, s := range ships {
			keys[[2]int{int(s.MMSI), s.Hull}] = true
			for i := 1; i < len(s.Fixes); i++ {
				if s.Fixes[i].T <= s.Fixes[i-1].T {
					t.Fatalf("seed %d: fixes of %d out of order", seed, s.MMSI)
				}
			}
		}
		if len(keys) != len(ships) {
			t.Errorf("seed %d: a key twice", seed)
		}
		if diff := cmp.Diff(ships, RandomShips(seed)); diff != "" {
			t.Errorf("seed %d: not the same twice: %s", seed, diff)
		}
	}
}

// The order in which ships are given decides nothing but the indexes.
func TestOrderOfShipsDecidesNothing(t *testing.T) {
	for seed := range uint64(50) {
		ships := RandomShips(seed)
		turned := make([]Ship, len(ships))
		for i, s := range ships {
			turned[len(ships)-1-i] = s
		}
		want, got := Find(ships, Default()), Find(turned, Default())
		for i := range got {
			got[i].A, got[i].B = len(ships)-1-got[i].A, len(ships)-1-got[i].B
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("seed %d: %s", seed, diff)
		}
	}
}
