package council

import (
	"encoding/csv"
	"encoding/json"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"pgregory.net/rapid"

	"github.com/plimsoll-watch/plimsoll/base/day"
)

// answers asks every question that takes the two clocks, and returns what comes
// back, errors too. TestAnswersAsksEverything sees to it that none is left out.
func answers(l *Library, at day.AsOf) map[string]any {
	all := map[string]any{
		"Actions":   l.Actions(ActionFilter{}, at),
		"Decisions": l.Decisions(at),
		"Duties":    l.Duties(at),
		"Meetings":  l.Meetings(at),
		"Questions": l.Questions(at),
		"Talks":     l.Talks(0, at),
		"Trials":    l.Trials(at),
		"Incidents": l.Incidents(at),
		"Texts":     l.Texts(at),
		"Faults":    l.Faults(at),
	}
	keep := func(method, key string, answer any, err error) {
		list, _ := all[method].([]any)
		if err != nil {
			answer = err.Error()
			if hint, ok := err.(interface{ Hint() string }); ok {
				answer = err.Error() + "; " + hint.Hint()
			}
		}
		all[method] = append(list, key, answer)
	}
	positions, err := l.Positions(PositionFilter{}, at)
	keep("Positions", "", positions, err)
	chronology, err := l.Chronology("dprk", day.Period{}, at)
	keep("Chronology", "", chronology, err)
	keep("Chronology", "in words", linesOf(chronology), err)
	keep("ReportObjects", "", l.ReportObjects(at), nil)
	for _, object := range []string{"", "2018 Panel midterm", "S/2020/151"} {
		keep("ReportVersions", object, l.ReportVersions(object, at), nil)
	}
	for _, s := range []Symbol{{kind: Verbatim, number: 8210}, {kind: Verbatim, number: 8353}, {kind: Verbatim, number: 8362}, {kind: Verbatim, number: 8363}, {kind: Verbatim, number: 9}} {
		m, err := l.Meeting(s, at)
		keep("Meeting", s.String(), m, err)
		d, err := l.Dossier(s, at)
		keep("Dossier", s.String(), d, err)
		keep("Dossier", "in words", fmt.Sprint(d.Sections()), err)
	}
	for _, d := range l.decisions {
		got, err := l.Decision(d.Symbol, at)
		keep("Decision", d.Symbol.Key()[:3], got, err)
	}
	for _, q := range []string{"easing-sanctions", "resolution-2397", "end-of-panel-2024", "petroleum-cap-2018"} {
		v, err := l.VotesOn(q, at)
		keep("VotesOn", q, v, err)
	}
	for year := 2000; year <= 2026; year++ {
		m, err := l.Members(year, at)
		keep("Members", "", m, err)
		for month := 1; month <= 12; month++ {
			p, err := l.President(year, month, at)
			keep("President", "", p, err)
			if year < 2017 || year > 2019 {
				continue
			}
			x, err := l.Programme(year, month, at)
			keep("Programme", "", x, err)
			keep("Programme", "", fmt.Sprint(x.Lines()), err)
		}
	}
	for _, s := range []string{"S/RES/1718", "S/RES/2464 (2018)"} {
		keep("Read", s, l.Read(s, at), nil)
	}
	keep("YearOf", "", l.YearOf(2464, at), nil)
	return all
}

func linesOf(entries []Entry) []string {
	var all []string
	for _, e := range entries {
		all = append(all, e.Line().String())
	}
	return all
}

func TestAnswersAsksEverything(t *testing.T) {
	l := load(t)
	asked := answers(l, day.AsOf{})
	for i := range reflect.TypeFor[*Library]().NumMethod() {
		m := reflect.TypeFor[*Library]().Method(i)
		for j := range m.Type.NumIn() {
			if _, ok := asked[m.Name]; m.Type.In(j) == reflect.TypeFor[day.AsOf]() && !ok {
				t.Errorf("%s takes the clocks and is not asked", m.Name)
			}
		}
	}
}

// cells reads a table without the strict reader.
func cells(t *testing.T, fsys fstest.MapFS, name string) []map[string]string {
	t.Helper()
	all, err := csv.NewReader(strings.NewReader(string(fsys[name].Data))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var rows []map[string]string
	for _, r := range all[1:] {
		row := map[string]string{"table": name}
		for i, cell := range r {
			row[all[0][i]] = cell
		}
		rows = append(rows, row)
	}
	return rows
}

// TestNothingKnownLater: as of 26 September 2018 no row that became known later is in
// any answer, by its id, and no outcome that became known later by its words; and of
// each kind something is.
func TestNothingKnownLater(t *testing.T) {
	l, fsys := load(t), tables(t)
	for _, clock := range []string{"2006-10-14", "2017-12-22", "2018-07-18", "2018-09-26", "2018-09-27", "2020-01-01"} {
		at := day.AsOf{Known: dayOn(t, clock)} // On not set: knowledge alone holds back
		if clock == "2018-09-26" {
			at = eve(t)
		}
		b, err := json.Marshal(answers(l, at))
		if err != nil {
			t.Fatal(err)
		}
		text := string(b)
		later, shown := 0, 0
		for name := range fsys {
			for _, row := range cells(t, fsys, name) {
				id := `"` + name + ":" + row["id"] + `"`
				switch in := strings.Contains(text, id); {
				case in && !knownBy(t, row, at):
					t.Errorf("%s: %s became known later", clock, id)
				case in:
					shown++
				default:
					later++
				}
				o := row["outcome"]
				if name == "report-versions.csv" {
					o = row["effect"]
				}
				if o != "" && row["outcome_known_on"] != "" && !dateIn(t, row["outcome_known_on"]).KnownBy(at.Known) {
					b, _ := json.Marshal(Outcome{o, dateIn(t, row["outcome_known_on"])})
					words, _ := json.Marshal(": " + o + ", known " + row["outcome_known_on"])
					if strings.Contains(text, string(b)) || strings.Contains(text, string(words[1:len(words)-1])) {
						t.Errorf("%s: the outcome of %s became known later: %s", clock, id, o)
					}
				}
			}
		}
		if later == 0 || shown == 0 {
			t.Errorf("%s: %d rows shown, %d not", clock, shown, later)
		}
	}
}

func dateIn(t *testing.T, cell string) day.Date {
	t.Helper()
	d, err := day.Parse(cell)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// knownBy reads when a row became known: known_on, the day of a vote, 1 January of a
// year of membership.
func knownBy(t *testing.T, row map[string]string, at day.AsOf) bool {
	for _, column := range []string{"known_on", "date"} {
		if _, ok := row[column]; ok {
			return row[column] != "" && dateIn(t, row[column]).KnownBy(at.Known)
		}
	}
	if y := row["year"]; y != "" {
		return dateIn(t, y+"-01-01").KnownBy(at.Known)
	}
	return true // a name
}

// TestEverythingKnownIsShown: as of 26 September 2018 all rows known by then and dated
// by then are in the answers.
func TestEverythingKnownIsShown(t *testing.T) {
	l, fsys, at := load(t), tables(t), eve(t)
	b, _ := json.Marshal(answers(l, at))
	for _, name := range []string{"meeting-facts.csv", "meeting-dates.csv", "positions.csv", "committee-actions.csv", "talks.csv", "votes-dprk.csv", "resolutions.csv", "duties.csv", "members.csv", "report-versions.csv", "chronology.csv", "sts-incidents.csv"} {
		for _, row := range cells(t, fsys, name) {
			dated := row["date"]
			if name == "meeting-dates.csv" {
				dated = "" // it may lie ahead
			}
			if name == "resolutions.csv" {
				dated = row["adopted"]
			}
			if name == "chronology.csv" {
				dated = row["date_utc"]
			}
			if name == "sts-incidents.csv" {
				dated = row["date_end"]
			}
			if knownBy(t, row, at) && (dated == "" || dateIn(t, dated).KnownBy(at.On)) && !strings.Contains(string(b), `"`+name+":"+row["id"]+`"`) {
				t.Errorf("%s: %s is not shown", name, row["id"])
			}
		}
	}
}

// TestUnknownDay: a row without the day it became known is shown only without --known.
func TestUnknownDay(t *testing.T) {
	fsys := tables(t)
	fsys["talks.csv"].Data = append(fsys["talks.csv"].Data, "2018-08-01-x,2018-08-01,,,,letter,US DPRK,a letter,,,,a page,press,stored-page\n"...)
	l, err := Load(fsys)
	if err != nil {
		t.Fatal(err)
	}
	has := func(at day.AsOf) bool {
		return slices.ContainsFunc(l.Talks(0, at), func(t Talk) bool { return t.id() == "2018-08-01-x" })
	}
	if has(eve(t)) || has(day.AsOf{Known: day.Max}) || !has(day.AsOf{}) || !has(day.AsOf{On: eve(t).On}) {
		t.Error("a row without known_on")
	}
}

// TestPermuted: the order of the rows of every table changes no answer.
func TestPermuted(t *testing.T) {
	fsys := tables(t)
	ask := func(fsys fstest.MapFS) string {
		l, err := Load(fsys)
		if err != nil {
			t.Fatal(err)
		}
		b, err := json.Marshal([]any{answers(l, day.AsOf{}), answers(l, day.AsOfDay(dayOn(t, "2018-09-26"))), l.Faults(day.AsOf{}), resolved(l)})
		if err != nil {
			t.Fatal(err)
		}
		return string(b)
	}
	want := ask(fsys)
	runs := 0
	rapid.Check(t, func(rt *rapid.T) {
		if runs++; runs > 8 { // each run asks everything twice
			return
		}
		shuffled := fstest.MapFS{}
		for _, name := range sortedKeys(fsys) {
			lines := strings.SplitAfter(strings.TrimSuffix(string(fsys[name].Data), "\n"), "\n")
			lines[len(lines)-1] += "\n"
			rows := rapid.Permutation(lines[1:]).Draw(rt, name)
			shuffled[name] = &fstest.MapFile{Data: []byte(lines[0] + strings.Join(rows, ""))}
		}
		if got := ask(shuffled); got != want {
			at := 0
			for at < len(got) && at < len(want) && got[at] == want[at] {
				at++
			}
			rt.Fatalf("answers differ at byte %d:\n%s\n%s", at, around(want, at), around(got, at))
		}
	})
}

// resolved resolves every printed name, as it stands and in capitals.
func resolved(l *Library) map[string]any {
	all := map[string]any{}
	for _, n := range l.names {
		for _, printed := range []string{n.Printed, strings.ToUpper(n.Printed)} {
			got, err := l.Resolve(printed)
			all[printed] = []any{got, err}
		}
	}
	return all
}

func around(s string, at int) string { return s[max(0, at-200):min(len(s), at+200)] }
