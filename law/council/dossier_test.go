package council

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/plimsoll-watch/plimsoll/base/day"
)

func values(facts []Fact) []string {
	var all []string
	for _, f := range facts {
		all = append(all, string(f.Modality)+": "+f.Value)
	}
	return all
}

// TestEve: what was known of S/PV.8363 on the day before it.
func TestEve(t *testing.T) {
	d, err := load(t).Dossier(sym(t, "S/PV.8363"), eve(t))
	if err != nil {
		t.Fatal(err)
	}
	m := d.Meeting
	for _, c := range []struct {
		property Property
		want     []string
	}{
		{Level, []string{"expected: ministerial", "expected: ministerial"}},
		{Chair, []string{"expected: Mike Pompeo, Secretary of State of the United States", "expected: Mike Pompeo, Secretary of State of the United States"}},
		{Rule37, []string{"expected: Republic of Korea", "expected: Japan"}},
		{Rule39, nil},
		{AgendaItem, nil}, // first recorded on the 27th
		{RelatedMeeting, []string{"recorded: S/PV.8353", "recorded: S/PV.8362"}},
		{PressCoverage, nil},
	} {
		if diff := cmp.Diff(c.want, values(m.Of(c.property))); diff != "" {
			t.Errorf("%s (-want +got):\n%s", c.property, diff)
		}
	}
	if m.Date.String() != "2018-09-27" || m.Sittings[0].Modality != Expected || m.Ordinal() != "8363rd meeting" {
		t.Errorf("it is expected on the 27th: %v", m.Sittings)
	}
	for _, f := range m.Facts {
		if f.Modality == Spoke {
			t.Errorf("nobody has spoken yet: %v", f.Line())
		}
	}
	if diff := cmp.Diff([]string{"S/PV.8362"}, symbolsOf(d.DayBefore)); diff != "" {
		t.Errorf("the day before (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]string{"S/PV.8210", "S/PV.8353", "S/PV.8362"}, symbolsOf(d.Prior)); diff != "" {
		t.Errorf("prior meetings (-want +got):\n%s", diff)
	}
	if l := d.DayBefore[0].Of(Level); l[len(l)-1].Value != "summit" {
		t.Errorf("the day before was at summit level: %v", l)
	}
	var presidents []string
	for _, p := range d.Presidents {
		presidents = append(presidents, p.President)
	}
	if diff := cmp.Diff([]string{"Russian Federation", "Sweden", "United Kingdom", "United States", "Bolivia (Plurinational State of)", "China"}, presidents); diff != "" {
		t.Errorf("presidents (-want +got):\n%s", diff)
	}
	missing := strings.Join(d.Missing, "\n")
	for _, want := range []string{
		"concept note: exists, not in hand", "rule 39: not known", "hour: not known; morning is expected", "order of speakers",
		"9 members without a statement on file this year: Bolivia (Plurinational State of), Côte d'Ivoire, Equatorial Guinea, Ethiopia, Kazakhstan, Kuwait, Netherlands, Peru, Poland",
	} {
		if !strings.Contains(missing, want) {
			t.Errorf("missing lacks %q:\n%s", want, missing)
		}
	}
	for _, v := range d.Votes {
		if v.OnText != nil || !strings.Contains(v.Line().Text, "votes say nothing on this question: of 11 votes on file all were unanimous; the last was S/RES/2407 (2018), 2018-03-21, 15-0-0") {
			t.Errorf("%s: %s", v.Question, v.Line().Text)
		}
	}
	if len(d.Duties) != 4 || d.Duties[0].Due.String() != "2019-02-01" || d.Duties[2].Due.String() != "2019-03-24" {
		t.Errorf("dates that follow: %v", d.Duties)
	}
}

func symbolsOf(meetings []Meeting) []string {
	var all []string
	for _, m := range meetings {
		all = append(all, m.Symbol.String())
	}
	return all
}

// TestAfter: what was recorded stands beside what was expected.
func TestAfter(t *testing.T) {
	m, err := load(t).Meeting(sym(t, "S/PV.8363"), day.AsOf{})
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{"expected: ministerial", "expected: ministerial", "recorded: ministerial"}, values(m.Of(Level))); diff != "" {
		t.Errorf("level (-want +got):\n%s", diff)
	}
	want := []string{"expected: Republic of Korea", "expected: Japan", "spoke: Japan (Taro Kono, Minister for Foreign Affairs)", "spoke: Republic of Korea (Kang Kyung-wha, Minister of Foreign Affairs)"}
	if diff := cmp.Diff(want, values(m.Of(Rule37))); diff != "" {
		t.Errorf("rule 37 (-want +got):\n%s", diff)
	}
}

func TestMeetingUnknown(t *testing.T) {
	l := load(t)
	var e *UnknownError
	if _, err := l.Meeting(sym(t, "S/PV.8364"), day.AsOf{}); !errors.As(err, &e) || !strings.Contains(e.Hint(), "S/PV.8363") {
		t.Errorf("the nearest is the hint: %v", err)
	}
	// In 2017 none of them was known, and none may be named.
	if _, err := l.Meeting(sym(t, "S/PV.8363"), day.AsOfDay(dayOn(t, "2017-01-01"))); !errors.As(err, &e) || e.Nearest != "" {
		t.Errorf("%v, nearest %q", err, e.Nearest)
	}
}

// TestVotes: ground truth of the record.
func TestVotes(t *testing.T) {
	l := load(t)
	unanimous := 0
	for _, s := range []string{"S/RES/1718 (2006)", "S/RES/1874 (2009)", "S/RES/2087 (2013)", "S/RES/2094 (2013)", "S/RES/2270 (2016)", "S/RES/2321 (2016)",
		"S/RES/2356 (2017)", "S/RES/2371 (2017)", "S/RES/2375 (2017)", "S/RES/2397 (2017)", "S/RES/2407 (2018)"} {
		d, err := l.Decision(sym(t, s), eve(t))
		if err != nil || d.Tally.String() != "15-0-0" || !d.Adopted || len(d.Votes) != 15 || d.Record == nil || *d.Record.Printed != d.Tally {
			t.Errorf("%s: %v, %v", s, d.Tally, err)
			continue
		}
		unanimous++
	}
	if got := len(l.Decisions(eve(t))); got != 11 || unanimous != 11 {
		t.Errorf("%d votes on the eve, %d unanimous; want 11", got, unanimous)
	}
	d, err := l.Decision(sym(t, "S/2024/255"), day.AsOf{})
	if err != nil || d.Tally.String() != "13-1-1" || d.Adopted || !slices.Equal(d.VetoedBy, []string{"Russian Federation"}) {
		t.Errorf("S/2024/255: %v, %v", d.Line(), err)
	}
	lines := d.Lines()
	if lines[1].Text != "against" || lines[1].Head != "Russian Federation" || lines[2].Text != "abstaining" || lines[2].Head != "China" {
		t.Errorf("who was not in favour comes first: %v, %v", lines[1], lines[2])
	}
	var e *UnknownError
	if _, err := l.Decision(sym(t, "S/2024/255"), eve(t)); !errors.As(err, &e) {
		t.Errorf("in 2018 there was no such draft: %v", err)
	}
	if d, _ := l.Decision(sym(t, "S/RES/2515 (2020)"), day.AsOf{}); !d.ByLetter || d.Place.String() != "S/2020/246" {
		t.Errorf("2515 was voted on by letter: %v", d.Line())
	}
	// Eleven of the votes on S/2022/431 are derived: so is the tally.
	if d, _ := l.Decision(sym(t, "S/2022/431"), day.AsOf{}); d.Line().Mark != "derived" {
		t.Errorf("S/2022/431 is %s", d.Line().Mark)
	}
}

// TestShortOfVotes: a text with fewer than nine in favour is not adopted, and who was
// against it vetoed nothing.
func TestShortOfVotes(t *testing.T) {
	l := load(t)
	members, err := l.Members(2018, day.AsOf{})
	if err != nil {
		t.Fatal(err)
	}
	for inFavour, want := range map[int]string{8: "not adopted", 9: "not adopted, vetoed by United States"} {
		fsys := tables(t)
		for i, m := range members {
			choice := "A"
			switch {
			case i < inFavour:
				choice = "Y"
			case m.Name == "United States":
				choice = "N"
			}
			row := "x" + m.Name + ",S/2018/9999,2018-06-01,S/PV.8273,in a meeting," + m.Name + "," + choice + ",invented,press,stored-page\n"
			fsys["votes-dprk.csv"].Data = append(fsys["votes-dprk.csv"].Data, row...)
		}
		l, err := Load(fsys)
		if err != nil {
			t.Fatal(err)
		}
		d, err := l.Decision(sym(t, "S/2018/9999"), day.AsOf{})
		if err != nil || !strings.Contains(d.Line().Text, ", "+want+", 2018-06-01") {
			t.Errorf("%d in favour: %s, %v", inFavour, d.Line(), err)
		}
	}
}

// TestVotesOn: votes never stand in for positions.
func TestVotesOn(t *testing.T) {
	l := load(t)
	for _, question := range l.Questions(eve(t)) {
		w, err := l.VotesOn(question, eve(t))
		if err != nil {
			t.Fatal(err)
		}
		about := strings.HasPrefix(question, "resolution-")
		if (w.OnText != nil) != about || strings.Contains(w.Line().Text, "votes say nothing") == about {
			t.Errorf("%s: %s", question, w.Line())
		}
	}
	if w, err := l.VotesOn("end-of-panel-2024", day.AsOf{}); err != nil || w.OnText == nil || w.OnText.Tally.String() != "13-1-1" {
		t.Errorf("a question on a draft is answered by its vote: %+v, %v", w, err)
	}
	var e *UnknownError
	if _, err := l.VotesOn("end-of-panel-2024", eve(t)); !errors.As(err, &e) {
		t.Errorf("in 2018 nobody asked that: %v", err)
	}
}

func TestPositions(t *testing.T) {
	l := load(t)
	got, err := l.Positions(PositionFilter{Member: "Russia", Question: "panel-report"}, eve(t))
	if err != nil {
		t.Fatal(err)
	}
	var ids []string
	for _, p := range got {
		ids = append(ids, p.id())
	}
	want := []string{"2018-08-30-russia-report", "2018-09-13-russia-report", "2018-09-17-russia-report", "2018-09-26-russia-report"}
	if diff := cmp.Diff(want, ids); diff != "" {
		t.Errorf("the Russian Federation on the report (-want +got):\n%s", diff)
	}
	if p := got[0]; p.Hedge != Said || p.Stance != Opposed || p.KnownOn.String() != "2018-08-30" || p.Source == "" || p.Group {
		t.Errorf("a position has words, hedge, dates and source: %+v", p)
	}
	// A group stays a group: no member is found under its words.
	groups, err := l.Positions(PositionFilter{Member: "Council members (majority)"}, eve(t))
	if err != nil || len(groups) != 2 || !groups[0].Group {
		t.Errorf("groups: %v, %v", groups, err)
	}
	if none, err := l.Positions(PositionFilter{Member: "Peru"}, eve(t)); err != nil || len(none) != 0 {
		t.Errorf("none on file is an answer: %v, %v", none, err)
	}
	var e *UnknownError
	if _, err := l.Positions(PositionFilter{Question: "easing-sanction"}, eve(t)); !errors.As(err, &e) || e.Nearest != "easing-sanctions" {
		t.Errorf("an unknown question: %v", err)
	}
}

// TestTwoClocks: what was known by now of the eve is more than what the eve knew.
func TestTwoClocks(t *testing.T) {
	l := load(t)
	on := day.AsOf{On: eve(t).On}
	later, _ := l.Positions(PositionFilter{}, on)
	then, _ := l.Positions(PositionFilter{}, eve(t))
	var extra []string
	for _, p := range later {
		if !slices.ContainsFunc(then, func(q Position) bool { return q.id() == p.id() }) {
			extra = append(extra, p.id())
		}
	}
	// Both are of 26 September and told in the forecast of 30 October.
	if diff := cmp.Diff([]string{"2018-09-26-most-dialogue", "2018-09-26-us-implement"}, extra); diff != "" {
		t.Errorf("what became known later of the eve (-want +got):\n%s", diff)
	}
}

// TestOutcomes: an outcome has a day of its own.
func TestOutcomes(t *testing.T) {
	l := load(t)
	outcome := func(id, day string) string {
		at := eve(t)
		at.On, at.Known = dayOn(t, day), dayOn(t, day)
		for _, a := range l.Actions(ActionFilter{}, at) {
			if a.id() == id && a.Outcome != nil {
				return a.Outcome.Text
			}
		}
		return ""
	}
	if got := outcome("2018-07-12-cap-request", "2018-07-18"); got != "" {
		t.Errorf("on 18 July the request had no outcome: %q", got)
	}
	if got := outcome("2018-07-12-cap-request", "2018-07-19"); got != "held on 19 July" {
		t.Errorf("on 19 July it was held: %q", got)
	}
	if got := outcome("2018-09-13-midterm-us", "2018-09-26"); got != "" {
		t.Errorf("that neither text was published was known in May 2019: %q", got)
	}
	for _, a := range l.Actions(ActionFilter{Act: Hold, From: dayOn(t, "2018-07-01")}, eve(t)) {
		if a.Act != Hold {
			t.Errorf("asked for holds: %v", a.Line())
		}
	}
	if n := len(l.Actions(ActionFilter{Act: Hold, From: dayOn(t, "2018-07-01")}, eve(t))); n != 3 { // two on 19 July, one on 30 August
		t.Errorf("%d holds", n)
	}
}

func TestProgramme(t *testing.T) {
	l := load(t)
	p, err := l.Programme(2018, 9, eve(t))
	if err != nil || p.President.President != "United States" {
		t.Fatalf("%v, %v", p.President, err)
	}
	if diff := cmp.Diff([]string{"S/PV.8353", "S/PV.8362", "S/PV.8363"}, symbolsOf(p.Meetings)); diff != "" {
		t.Errorf("September (-want +got):\n%s", diff)
	}
	if len(p.Duties) != 1 || p.Duties[0].Due.String() != "2018-09-07" {
		t.Errorf("the midterm report was due on 7 September: %v", p.Duties)
	}
	p, err = l.Programme(2018, 10, eve(t))
	if err != nil || p.President.President != "Bolivia (Plurinational State of)" || len(p.Meetings) != 0 {
		t.Errorf("October lies ahead: %+v, %v", p, err)
	}
	march, err := l.Programme(2018, 3, day.AsOf{})
	if err != nil || len(march.Decisions) != 1 || march.Decisions[0].Symbol.String() != "S/RES/2407 (2018)" {
		t.Errorf("March: %v, %v", march.Decisions, err)
	}
}

// TestLines: every line has its source and its mark.
func TestLines(t *testing.T) {
	d, err := load(t).Dossier(sym(t, "S/PV.8363"), eve(t))
	if err != nil {
		t.Fatal(err)
	}
	lines := 0
	for _, s := range d.Sections() {
		if len(s.Lines) == 0 {
			t.Errorf("%s is empty", s.Title)
		}
		for _, l := range s.Lines {
			lines++
			if l.Text == "" || l.Source == "" || l.Mark == "" || len(l.Rows) == 0 || !strings.Contains(l.String(), "["+l.Mark.String()) || !strings.Contains(l.String(), l.Source) {
				t.Errorf("%s: %s", s.Title, l)
			}
		}
	}
	if lines < 80 {
		t.Errorf("%d lines", lines)
	}
	want := "level: expected: ministerial  [read in the source, press; koreapost.com 7585 (Yonhap, 19 September 2018, on the State Department); known 2018-09-19]"
	if got := d.Meeting.Of(Level)[0].Line().String(); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

func TestOrdinal(t *testing.T) {
	for n, want := range map[int]string{1: "1st", 2: "2nd", 3: "3rd", 4: "4th", 11: "11th", 12: "12th", 13: "13th", 21: "21st", 8112: "8112th", 8363: "8363rd"} {
		if got := ordinal(n); got != want {
			t.Errorf("%d is %s", n, got)
		}
	}
}
