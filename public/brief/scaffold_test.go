package brief

import (
	"bytes"
	"encoding/csv"
	"io/fs"
	"os"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/plimsoll-watch/plimsoll/base/day"
	"github.com/plimsoll-watch/plimsoll/facts"
	"github.com/plimsoll-watch/plimsoll/law/council"
)

func scaffolded(t testing.TB, r *Record) *Draft {
	t.Helper()
	s, err := council.Parse("S/PV.8363")
	if err != nil {
		t.Fatal(err)
	}
	d, err := r.Scaffold(s, on(t, "2018-09-26"))
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// TestScaffoldHolds: what is drafted is a brief that holds, every sentence of it cites,
// and nothing in it became known after its day.
func TestScaffoldHolds(t *testing.T) {
	r := openRecord(t)
	d := scaffolded(t, r)
	b := parsed(t, d.Markdown())
	if report := b.Check(r, b.Freeze(r)); !report.Holds() {
		t.Errorf("%v %v", report.Wrong, report.Changed)
	}
	written, open := d.Count()
	if written < 60 || open < 8 || b.Written() != written || len(b.Slots) != open {
		t.Errorf("%d written, %d open; read back: %d and %d", written, open, b.Written(), len(b.Slots))
	}
	for _, s := range b.Sentences {
		if len(s.Cites) == 0 {
			t.Errorf("line %d cites nothing: %s", s.Line, s.Text)
		}
	}
	last := on(t, "2018-09-26")
	for _, f := range b.Freeze(r).Cites {
		if f.Held.KnownOn.Last() > last || len(f.Held.Rows) == 0 {
			t.Errorf("%s: known %s, rows %v", f.Cite, f.Held.KnownOn, f.Held.Rows)
		}
		for _, date := range f.Held.Dates {
			if date.First() > last+1 && !strings.HasPrefix(f.Cite, "plimsoll:duty/") && !strings.Contains(f.Cite, "S/RES/2407") { // the meeting itself is the day after; duties and a mandate lie ahead
				t.Errorf("%s tells of %s", f.Cite, date)
			}
		}
	}
}

// without returns the tables less some rows, and less what only refers to them.
func without(t testing.TB, rows []string) fs.FS {
	t.Helper()
	out := fstest.MapFS{}
	names, err := facts.Tables(facts.FS())
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range names {
		data, err := fs.ReadFile(facts.FS(), name)
		if err != nil {
			t.Fatal(err)
		}
		var ids []string
		for _, row := range rows {
			if file, id, _ := strings.Cut(row, ":"); file == name || file == "commitments.csv" && name == "commitment-events.csv" || file == "caps.csv" && name == "cap-adoptions.csv" {
				ids = append(ids, id)
			}
		}
		if len(ids) > 0 {
			data = filtered(t, name, data, ids)
		}
		out[name] = &fstest.MapFile{Data: data}
	}
	return out
}

// filtered takes rows out of a table. Of events it takes the names of pledges that are
// gone, and the event when it names no other.
func filtered(t testing.TB, name string, data []byte, ids []string) []byte {
	all, err := csv.NewReader(bytes.NewReader(data)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	header := all[0]
	of := slices.Index(header, "commitments")
	kept := [][]string{header}
	for _, row := range all[1:] {
		if slices.Contains(ids, identity(name, header, row)) {
			continue
		}
		if of >= 0 {
			left := slices.DeleteFunc(strings.Split(row[of], ";"), func(id string) bool { return slices.Contains(ids, id) })
			if len(left) == 0 {
				continue
			}
			row[of] = strings.Join(left, ";")
		}
		kept = append(kept, row)
	}
	var out bytes.Buffer
	if err := csv.NewWriter(&out).WriteAll(kept); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// identity is how rows are named in answers.
func identity(name string, header, row []string) string {
	get := func(column string) string { return row[slices.Index(header, column)] }
	if name == "other-regimes.csv" {
		return get("regime") + ", " + get("resolution") + ", " + get("kind")
	}
	if strings.HasPrefix(name, "cap") {
		return get("cap_id")
	}
	return get("id")
}

// items returns the items of a draft by their key.
func items(d *Draft) map[string]Item {
	all := map[string]Item{}
	for _, s := range d.Sections {
		for _, i := range s.Items {
			all[i.Key] = i
		}
	}
	return all
}

// TestRowRemoved takes away, for every sentence of the draft, the rows it rests on: it
// becomes a slot and is named under Missing, and no sentence that rests on other rows
// changes.
func TestRowRemoved(t *testing.T) {
	t.Parallel()
	before := scaffolded(t, openRecord(t))
	had := items(before)
	n := 0
	for key, item := range had {
		if item.Open() {
			continue
		}
		n++
		after, ok := redrafted(t, item.Rows)
		if !ok {
			t.Logf("%s: without %d rows the tables are refused", key, len(item.Rows))
			continue
		}
		now := items(after)
		if i, ok := now[key]; !ok || !i.Open() || !slices.Contains(after.Missing, i.Waits) {
			t.Errorf("%s: without its rows it is %q, and Missing is %q", key, i.Text, after.Missing)
		}
		unchanged(t, key, withEvents(t, item.Rows), had, now)
		for _, line := range before.Missing {
			if !slices.Contains(after.Missing, line) && !strings.HasPrefix(line, "a statement of") && !strings.HasPrefix(line, "the text of the concept note") {
				t.Errorf("%s: Missing lost %q", key, line)
			}
		}
	}
	t.Logf("%d sentences, each without its rows", n)
}

// redrafted drafts again without some rows; ok is false when the tables are refused.
func redrafted(t *testing.T, rows []string) (*Draft, bool) {
	t.Helper()
	r, err := Open(without(t, rows), nil)
	if err != nil {
		return nil, false
	}
	s, err := council.Parse("S/PV.8363")
	if err != nil {
		t.Fatal(err)
	}
	d, err := r.Scaffold(s, on(t, "2018-09-26"))
	if err != nil {
		t.Fatalf("without %v: %v", rows, err)
	}
	return d, true
}

// unchanged: what shares no row with those removed is as it was.
func unchanged(t *testing.T, key string, removed []string, had, now map[string]Item) {
	t.Helper()
	for other, was := range had {
		if slices.ContainsFunc(was.Rows, func(row string) bool { return slices.Contains(removed, row) }) {
			continue
		}
		if is := now[other]; is.Text != was.Text || is.Waits != was.Waits {
			t.Errorf("without the rows of %q, %q changes:\n%s\n%s", key, other, was.Text, is.Text)
		}
	}
}

// TestEachRowRemoved takes away every single row that the draft rests on: the sentences
// with it become slots, or say the same from other rows, or only what other rows say.
// What is drafted still holds, and no citation in it rests on the row.
func TestEachRowRemoved(t *testing.T) {
	t.Parallel()
	if testing.Short() {
		t.Skip("it drafts once a row")
	}
	before := scaffolded(t, openRecord(t))
	had := items(before)
	var slots, same, word, less, refused int
	for _, row := range before.Rows() {
		d, ok := redrafted(t, []string{row})
		if !ok {
			refused++
			continue
		}
		now := items(d)
		unchanged(t, row, withEvents(t, []string{row}), had, now)
		if slices.Contains(d.Rows(), row) {
			t.Errorf("%s is gone and still cited", row)
		}
		for key, was := range had {
			if was.Open() || !slices.Contains(was.Rows, row) {
				continue
			}
			switch is := now[key]; {
			case is.Open():
				slots++
				if !slices.Contains(d.Missing, was.Waits) {
					t.Errorf("without %s: %q is not under Missing", row, was.Waits)
				}
			case is.Text == was.Text:
				same++
			case sameButWord(is.Text, was.Text):
				word++
			case len(is.Text) < len(was.Text):
				less++
				t.Logf("without %s, %q says less: %s", row, key, is.Text)
			default:
				t.Errorf("without %s, %q says something else:\n%s\n%s", row, key, was.Text, is.Text)
			}
		}
	}
	t.Logf("%d rows: %d sentences became slots, %d say the same from other rows, %d say it with the word of another source, %d say less, %d times the tables are refused", len(before.Rows()), slots, same, word, less, refused)
}

// sameButWord: what was recorded is still what was expected.
func sameButWord(a, b string) bool {
	plain := strings.NewReplacer("*recorded*", "", "*expected*", "", " is ", " ", " was ", " ")
	return plain.Replace(a) == plain.Replace(b)
}

// withEvents adds the events that name a pledge among the rows: they go with it.
func withEvents(t *testing.T, rows []string) []string {
	t.Helper()
	data, err := fs.ReadFile(facts.FS(), "commitment-events.csv")
	if err != nil {
		t.Fatal(err)
	}
	table, err := csv.NewReader(bytes.NewReader(data)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	of := slices.Index(table[0], "commitments")
	out := slices.Clone(rows)
	for _, row := range table[1:] {
		if slices.ContainsFunc(strings.Split(row[of], ";"), func(id string) bool { return slices.Contains(rows, "commitments.csv:"+id) }) {
			out = append(out, "commitment-events.csv:"+row[0])
		}
	}
	return out
}

// TestScaffoldEarlier: a day before, what became known on the day is not there, and no
// slot tells of it.
func TestScaffoldEarlier(t *testing.T) {
	r := openRecord(t)
	s, err := council.Parse("S/PV.8363")
	if err != nil {
		t.Fatal(err)
	}
	d, err := r.Scaffold(s, on(t, "2018-09-20"))
	if err != nil {
		t.Fatal(err)
	}
	text := d.Markdown()
	for _, later := range []string{"What's in Blue", "Iran", "S/PV.8362", "concept-note)", "second summit, if"} {
		if strings.Contains(text, later) {
			t.Errorf("as of 20 September it says %q", later)
		}
	}
	if _, err := r.Scaffold(s, on(t, "2018-06-01")); err == nil {
		t.Error("a meeting that nobody knew of is drafted")
	}
}

// TestTargets compares the draft with what the briefing of that day said, fact by fact.
func TestTargets(t *testing.T) {
	f, err := os.Open("../../../shared/facts/briefing-targets.csv")
	if err != nil {
		t.Skip("the targets are shared data beside the repository, which is not here")
	}
	defer f.Close() // read only: nothing is lost
	table, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	d := scaffolded(t, openRecord(t))
	covered := 0
	for _, row := range table[1:] {
		id, fact, rows := row[0], row[1], row[2]
		lacks := lacking(d, rows)
		if len(lacks) == 0 {
			covered++
			t.Logf("%s covered: %s (%s)", id, fact, rows)
			continue
		}
		t.Errorf("%s missing: %s: not cited: %s", id, fact, strings.Join(lacks, "; "))
	}
	t.Logf("%d of %d covered", covered, len(table)-1)
	if covered != 29 {
		t.Errorf("%d of 29 targets are covered", covered)
	}
}

// lacking returns what of a target's rows the draft does not cite. Words that name no one
// row are read as the table means them.
func lacking(d *Draft, rows string) (lacks []string) {
	cited := d.Rows()
	has := func(prefix string) bool {
		return slices.ContainsFunc(cited, func(row string) bool { return strings.HasPrefix(row, prefix) })
	}
	for _, want := range strings.Split(rows, ";") {
		want = strings.TrimSpace(want)
		table, id, isRow := strings.Cut(want, ":")
		ok := false
		switch {
		case isRow:
			ok = slices.Contains(cited, table+".csv:"+id)
		case want == "members+rule 18":
			ok = has("presidencies.csv:") && has("members.csv:2018-united-states")
		case want == "other-regimes (Iran, Syria rows)":
			ok = has("other-regimes.csv:Iran") && has("other-regimes.csv:Syria")
		case want == "talks (kind, parties)":
			ok = slices.Contains(cited, "talks.csv:2018-09-18-pyongyang") && slices.Contains(cited, "talks.csv:2018-06-12-singapore")
		case want == "resolutions (2356, 2371, 2375, 2397)":
			ok = has("resolutions.csv:2356") && has("resolutions.csv:2371") && has("resolutions.csv:2375") && has("resolutions.csv:2397")
		case want == "votes-dprk":
			ok = has("votes-dprk.csv:2397-")
		case want == "positions (2018)":
			ok = has("positions.csv:2018-09-17-uk-unity") && has("votes-dprk.csv:2407-")
		case want == "no vote shows it":
			ok = strings.Contains(d.Markdown(), "votes say nothing of what divides the Council")
		case strings.HasPrefix(want, "limit status dprk refined"):
			ok = has("caps.csv:") && has("delivery-aggregates.csv:2018-to-july") && has("us-2018-estimate.csv:half") && has("committee-actions.csv:2018-07-19-cap-hold-ru")
		case want == "none": // said to be missing, each by its words
			text := strings.Join(d.Missing, "\n")
			ok = true
			for _, words := range []string{"text of the concept note, and its symbol", "the hour", "the order of speakers", "rule 39"} {
				ok = ok && strings.Contains(text, words)
			}
		}
		if !ok {
			lacks = append(lacks, want)
		}
	}
	return lacks
}

// TestDayWords: dates as prose has them.
func TestDayWords(t *testing.T) {
	for text, want := range map[string]string{
		"2018-09-27": "27 September 2018", "2018-09": "September 2018", "2018": "2018", "2018-09-10..2018-09-13": "10 to 13 September 2018",
		"2018-08-30..2018-09-02": "30 August 2018 to 2 September 2018", "2018-06..2018-12": "June 2018 to December 2018",
	} {
		d, err := day.Parse(text)
		if err != nil {
			t.Fatal(err)
		}
		if got := dayWords(d); got != want {
			t.Errorf("%s: %s, want %s", text, got, want)
		}
	}
}
