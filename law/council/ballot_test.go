package council

import (
	"bufio"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/plimsoll-watch/plimsoll/base/day"
)

func kinds(faults []Fault) []string {
	var all []string
	for _, f := range faults {
		all = append(all, f.Kind)
	}
	return all
}

func TestCheckBallot(t *testing.T) {
	l := load(t)
	all := func(except ...string) []string {
		var names []string
		members, err := l.Members(2018, day.AsOf{})
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range members {
			if !slices.Contains(except, m.Name) {
				names = append(names, m.Name)
			}
		}
		return names
	}
	for name, c := range map[string]struct {
		ballot Ballot
		want   []string
	}{
		"whole":           {Ballot{InFavour: all(), Printed: &Tally{InFavour: 15}}, nil},
		"split voter":     {Ballot{InFavour: append(all("Côte d'Ivoire"), "CÔTE.", "D'IVOIRE"), Printed: &Tally{InFavour: 15}}, []string{DamagedName, DamagedName}},
		"twice":           {Ballot{InFavour: all(), Abstaining: []string{"CHINA"}, Printed: &Tally{InFavour: 14, Abstaining: 1}}, []string{TwoChoices, CountDiffers}},
		"count":           {Ballot{InFavour: all(), Printed: &Tally{InFavour: 14}}, []string{CountDiffers}},
		"absent":          {Ballot{InFavour: all("Peru"), Printed: &Tally{InFavour: 14}}, []string{NotRecorded}},
		"stranger":        {Ballot{InFavour: append(all("Peru"), "Germany"), Printed: &Tally{InFavour: 15}}, []string{NoMember, NotRecorded}},
		"no State":        {Ballot{InFavour: append(all(), "Council members"), Printed: &Tally{InFavour: 15}}, []string{UnknownVoter}},
		"nobody":          {Ballot{Printed: &Tally{}}, []string{VoteUnknown}},
		"veto for naught": {Ballot{InFavour: all("China", "Russian Federation"), Abstaining: []string{"China", "Russian Federation"}, Printed: &Tally{InFavour: 13, Abstaining: 2}, VetoedBy: []string{"China", "Russian Federation"}}, []string{NoVeto}},
	} {
		c.ballot.Year = 2018
		if diff := cmp.Diff(c.want, kinds(l.CheckBallot(c.ballot))); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
}

// TestNotAdopted checks the real table: faults F10 and F11 and no other.
func TestNotAdopted(t *testing.T) {
	l := load(t)
	found := map[string][]string{}
	for _, row := range sharedRows(t, "not_adopted_2023_2025.csv") {
		list := func(column string) []string {
			if row[column] == "" {
				return nil
			}
			return strings.Split(row[column], "; ")
		}
		year, _ := strconv.Atoi(row["date"][:4])
		b := Ballot{Symbol: row["symbol"], Year: year, Against: list("against"), Abstaining: list("abstaining"), VetoedBy: list("veto"), Printed: tallyOf(t, row["yes"], row["no"], row["abstain"])}
		// The table has no list of those in favour: they are the rest, as many as it
		// counts. In S/2023/638 it counts one more than there are.
		sitting, _ := l.sitting(year)
		for _, name := range append(list("against"), list("abstaining")...) {
			delete(sitting, l.canonical(name))
		}
		if *b.Printed != (Tally{}) {
			b.InFavour = sortedKeys(sitting)
		}
		if k := kinds(l.CheckBallot(b)); len(k) > 0 {
			found[b.Symbol] = k
		}
	}
	want := map[string][]string{"S/2023/638": {CountDiffers}, "S/2025/353": {VoteUnknown}}
	if diff := cmp.Diff(want, found); diff != "" {
		t.Errorf("faults (-want +got):\n%s", diff)
	}
}

func tallyOf(t *testing.T, yes, no, abstain string) *Tally {
	t.Helper()
	var tally Tally
	for cell, to := range map[*string]*int{&yes: &tally.InFavour, &no: &tally.Against, &abstain: &tally.Abstaining} {
		if *cell == "" {
			continue // an empty count is printed for none
		}
		n, err := strconv.Atoi(*cell)
		if err != nil {
			t.Fatal(err)
		}
		*to = n
	}
	return &tally
}

// TestPrintedVeto: fault F13, the table of meetings has a veto of two and nobody
// against.
func TestPrintedVeto(t *testing.T) {
	l := load(t)
	for _, row := range sharedRows(t, "meetings_1946_2022.csv") {
		if row["symbol"] != "S/PV.9048" {
			continue
		}
		vetoed, _, _ := strings.Cut(row["outcome"], " | ")
		_, by, _ := strings.Cut(vetoed, "vetoed by ")
		n := strings.Split(row["tallies"], "-")
		b := Ballot{Symbol: "S/2022/431", Year: 2022, VetoedBy: strings.Split(by, ", "), Printed: tallyOf(t, n[0], n[1], n[2])}
		if k := kinds(l.CheckBallot(b)); !slices.Contains(k, NoVeto) {
			t.Errorf("%s is not found: %v", row["outcome"], k)
		}
	}
	d, err := l.Decision(sym(t, "S/2022/431"), day.AsOf{})
	if err != nil || d.Tally.String() != "13-2-0" || d.Adopted || !slices.Equal(d.VetoedBy, []string{"China", "Russian Federation"}) {
		t.Errorf("the vote as it was: %v, %v", d.Line(), err)
	}
}

// TestExtract checks the official lines of three years: the faults that the record
// lists are found: F08 (2403), F02 (1559), F04 (2797).
func TestExtract(t *testing.T) {
	l := load(t)
	for _, c := range []struct {
		year   int
		symbol string
		want   []string
	}{
		{2018, "S/RES/2403 (2018)", []string{DamagedName, DamagedName}},
		{2004, "S/RES/1559 (2004)", []string{CountDiffers}},
		{2025, "S/RES/2797 (2025)", []string{NotRecorded}},
		{2024, "S/RES/2756 (2024)", []string{NotRecorded}},
		{2018, "S/RES/2407 (2018)", nil},
	} {
		if diff := cmp.Diff(c.want, kinds(l.CheckBallot(extracted(t, c.year, c.symbol)))); diff != "" {
			t.Errorf("%s (-want +got):\n%s", c.symbol, diff)
		}
	}
}

func extracted(t *testing.T, year int, symbol string) Ballot {
	t.Helper()
	unzipped, err := gzip.NewReader(shared(t, fmt.Sprintf("extract/%d.json.gz", year)))
	if err != nil {
		t.Fatal(err)
	}
	lines := bufio.NewScanner(unzipped)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		var line struct {
			Symbol  string   `json:"symbol"`
			Yes     string   `json:"MS_in_favour_count"`
			No      string   `json:"MS_against_count"`
			Abstain string   `json:"MS_abstaining_count"`
			For     []string `json:"MS_in_favour"`
			Against []string `json:"MS_against"`
			Abst    []string `json:"MS_abstaining"`
		}
		if err := json.Unmarshal(lines.Bytes(), &line); err != nil {
			t.Fatal(err)
		}
		if line.Symbol == symbol {
			return Ballot{Symbol: symbol, Year: year, InFavour: line.For, Against: line.Against, Abstaining: line.Abst, Printed: tallyOf(t, line.Yes, line.No, line.Abstain)}
		}
	}
	t.Fatalf("%s is not in %d", symbol, year)
	return Ballot{}
}

// TestVotesTable compares the shipped votes with the real table of all votes, and
// resolves each of its names.
func TestVotesTable(t *testing.T) {
	l := load(t)
	real := map[Symbol]map[string]string{}
	for _, row := range sharedRows(t, "votes_2000_2026.csv") {
		if _, err := l.Resolve(row["member"]); err != nil {
			t.Fatalf("%v", err)
		}
		s := sym(t, row["symbol"])
		if real[s] == nil {
			real[s] = map[string]string{}
		}
		real[s][l.canonical(row["member"])] += row["vote"]
	}
	if len(real) != 1529 {
		t.Errorf("%d resolutions", len(real))
	}
	compared := 0
	for _, d := range l.Decisions(day.AsOf{}) {
		want, ok := real[d.Symbol]
		if !ok {
			continue
		}
		got := map[string]string{}
		for _, v := range d.Votes {
			got[l.canonical(v.Member)] = string(v.Choice)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", d.Symbol, diff)
		}
		compared++
	}
	if compared != 16 {
		t.Errorf("%d of 16 resolutions compared", compared)
	}
}

// TestItems: fault F23, one item in all its forms, and no other.
func TestItems(t *testing.T) {
	item := "Non-proliferation/Democratic People's Republic of Korea"
	for _, same := range []string{
		"Non-proliferation - Democratic People's Republic of Korea", "Non-proliferation — Democratic People’s Republic of Korea",
		"Non-proliferation / Democratic People's Republic of Korea", "Non-proliferation-Democratic People's Republic of Korea",
		"Non-proliferation/Democratic People's Republic of Korea [closed]", "Non-proliferation/Democratic Peopleâ\u0080\u0099s Republic of Korea",
	} {
		if !SameItem(item, same) {
			t.Errorf("%q is the same item", same)
		}
	}
	for _, other := range []string{"The situation in the Democratic People's Republic of Korea", "Non-proliferation", "Democratic People's Republic of Korea-USA"} {
		if SameItem(item, other) {
			t.Errorf("%q is another item", other)
		}
	}
	same, damaged := 0, 0
	for _, row := range sharedRows(t, "meetings_1946_2022.csv") {
		if SameItem(item, row["topic"]) {
			same++
		}
		if DamagedText(row["topic"]) {
			damaged++
		}
	}
	if same != 34 || damaged != 1 { // 18 + 7 + 5 + 1 + 1 + 1 + 1
		t.Errorf("%d meetings on the item, %d damaged texts; want 34 and 1", same, damaged)
	}
}
