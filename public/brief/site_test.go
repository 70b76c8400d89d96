package brief

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"errors"
	"net/url"
	"os"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/emersion/go-ical"
	"github.com/google/go-cmp/cmp"
	"github.com/mmcdole/gofeed"
	"github.com/santhosh-tekuri/jsonschema/v6"
)

// published returns the site of the draft of 26 September 2018, and of a second brief.
func published(t testing.TB, now string, updates string) *Site {
	t.Helper()
	r := openRecord(t)
	d := scaffolded(t, r)
	d.Published = on(t, "2018-09-26")
	text := strings.Replace(d.Markdown(), "published: 2018-09-26\n", "published: 2018-09-26\n"+updates, 1)
	one := parsed(t, text)
	two := parsed(t, "---\ntitle: The cap & its <range>\nid: cap\nas-of: 2018-09-20\npublished: 2018-09-21\nauthor: Reviewer C\n---\n\nThe cap is [500,000 bbl](plimsoll:limit/dprk/refined#cap).\n\n> [ ] your judgement: x\n")
	return &Site{URL: "https://briefs.example/dprk/", Title: "Briefings", Author: "demo-body", Now: on(t, now), Record: r, CSS: "p{margin:0}",
		Briefs: []Piece{{two, two.Freeze(r)}, {one, one.Freeze(r)}}}
}

func filesOf(t testing.TB, s *Site) map[string][]byte {
	t.Helper()
	files, err := s.Files()
	if err != nil {
		t.Fatal(err)
	}
	all := map[string][]byte{}
	for _, f := range files {
		all[f.Name] = f.Data
	}
	return all
}

// TestSameBytes: the same briefs on the same day give the same bytes, into an empty site
// and into the one that was made before.
func TestSameBytes(t *testing.T) {
	first := filesOf(t, published(t, "2018-09-26", ""))
	again := published(t, "2018-09-26", "")
	again.Before = Before{first["feed.json"], first["calendar.ics"]}
	if diff := cmp.Diff(first, filesOf(t, again)); diff != "" {
		t.Error(diff)
	}
	later := published(t, "2018-09-26", "")
	later.URL, later.Before = "https://moved.example/", Before{Feed: first["feed.json"]}
	if !bytes.Contains(filesOf(t, later)["feed.xml"], []byte("tag:briefs.example,2018-09-26:spv8363-2018-09-26")) {
		t.Error("the id of a brief changes when the site moves")
	}
}

// TestJSONFeed: against a schema written from JSON Feed 1.1.
func TestJSONFeed(t *testing.T) {
	src, err := os.Open("testdata/jsonfeed-1.1.schema.json")
	if err != nil {
		t.Fatal(err)
	}
	defer src.Close() // read only: nothing is lost
	schema, err := jsonschema.UnmarshalJSON(src)
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	c.AssertFormat()
	if err := c.AddResource("feed.json", schema); err != nil {
		t.Fatal(err)
	}
	compiled, err := c.Compile("feed.json")
	if err != nil {
		t.Fatal(err)
	}
	data := filesOf(t, published(t, "2018-09-27", "update: 2018-09-27 corrected\n"))["feed.json"]
	value, err := jsonschema.UnmarshalJSON(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	if err := compiled.Validate(value); err != nil {
		t.Error(err)
	}
	bad, err := jsonschema.UnmarshalJSON(bytes.NewReader(bytes.Replace(data, []byte("date_published"), []byte("published"), 1)))
	if err != nil {
		t.Fatal(err)
	}
	if compiled.Validate(bad) == nil {
		t.Error("the schema takes a member that JSON Feed has not")
	}
	var feed jsonFeed
	if err := json.Unmarshal(data, &feed); err != nil {
		t.Fatal(err)
	}
	first := feed.Items[0]
	if first.ID != "tag:briefs.example,2018-09-26:spv8363-2018-09-26" || first.Published != "2018-09-26T00:00:00Z" || first.Modified != "2018-09-27T00:00:00Z" ||
		!strings.HasPrefix(first.Text, "Update: 27 September 2018 corrected.") {
		t.Errorf("%+v", first)
	}
}

// TestAtom: the rules of RFC 4287 for what we write, checked on the bytes; and two feeds
// bear the same ids.
func TestAtom(t *testing.T) {
	files := filesOf(t, published(t, "2018-09-27", "update: 2018-09-27 corrected\n"))
	for _, problem := range atomProblems(files["feed.xml"]) {
		t.Error(problem)
	}
	if bad := atomProblems(bytes.Replace(files["feed.xml"], []byte("<updated>"), []byte("<updated>x"), 1)); len(bad) == 0 {
		t.Error("a feed with a wrong date has no problem")
	}
	if bad := atomProblems(bytes.Replace(files["feed.xml"], []byte("<title>Briefings</title>"), nil, 1)); len(bad) == 0 {
		t.Error("a feed without a title has no problem")
	}
	var ids [2][]string
	for i, name := range []string{"feed.xml", "feed.json"} {
		feed, err := gofeed.NewParser().Parse(bytes.NewReader(files[name]))
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		for _, item := range feed.Items {
			ids[i] = append(ids[i], item.GUID)
			if item.UpdatedParsed == nil || item.PublishedParsed == nil || item.Title == "" || item.Link == "" {
				t.Errorf("%s: %+v", name, item)
			}
		}
	}
	if diff := cmp.Diff(ids[0], ids[1]); diff != "" || len(ids[0]) != 2 {
		t.Errorf("ids differ:\n%s", diff)
	}
}

// node is an element with its children in order.
type node struct {
	XMLName  xml.Name
	Attrs    []xml.Attr `xml:",any,attr"`
	Text     string     `xml:",chardata"`
	Children []node     `xml:",any"`
}

func (n *node) of(name string) (all []node) {
	for _, c := range n.Children {
		if c.XMLName.Local == name {
			all = append(all, c)
		}
	}
	return all
}

func (n *node) attr(name string) string {
	for _, a := range n.Attrs {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

// tagForm is a tag URI: RFC 4151, 2.1.
var tagForm = regexp.MustCompile(`^tag:[a-z0-9.-]+,\d{4}-\d{2}-\d{2}:[^\s]+$`)

// atomProblems checks the rules of RFC 4287 that concern what we write, section by
// section.
func atomProblems(data []byte) (all []string) {
	add := func(format ...string) { all = append(all, strings.Join(format, " ")) }
	var feed node
	d := xml.NewDecoder(bytes.NewReader(data))
	if err := d.Decode(&feed); err != nil {
		return []string{err.Error()}
	}
	if rest := data[d.InputOffset():]; len(bytes.TrimSpace(rest)) > 0 {
		add("something follows the document")
	}
	const atom = "http://www.w3.org/2005/Atom"
	var walk func(n *node)
	walk = func(n *node) {
		if n.XMLName.Space != atom { // section 2
			add(n.XMLName.Local, "is in another namespace")
		}
		switch text := strings.TrimSpace(n.Text); n.XMLName.Local {
		case "id": // 4.2.6: an IRI; ours are tag URIs
			if !tagForm.MatchString(text) {
				add("id", text, "is no tag URI")
			}
		case "updated", "published": // 3.3: RFC 3339 with upper-case T and Z
			if _, err := time.Parse(time.RFC3339, text); err != nil || strings.ToUpper(text) != text {
				add(n.XMLName.Local, text, "is no date of RFC 3339")
			}
		case "link": // 4.2.7: href; rel is one of the registered
			u, err := url.Parse(n.attr("href"))
			if err != nil || !u.IsAbs() || n.attr("rel") != "self" && n.attr("rel") != "alternate" || n.attr("type") == "" {
				add("link", n.attr("href"), "is not one")
			}
		case "author": // 3.2: one name
			if names := n.of("name"); len(names) != 1 || names[0].Text == "" {
				add("an author has not one name")
			}
		}
		for i := range n.Children {
			walk(&n.Children[i])
		}
	}
	walk(&feed)
	if feed.XMLName.Local != "feed" {
		add("the document is no feed")
	}
	exactly := func(n *node, names ...string) {
		for _, name := range names {
			if found := n.of(name); len(found) != 1 || strings.TrimSpace(found[0].Text) == "" {
				add(n.XMLName.Local, "has not one", name)
			}
		}
	}
	exactly(&feed, "id", "title", "updated") // 4.1.1
	self, authors := 0, len(feed.of("author"))
	for _, l := range feed.of("link") {
		if l.attr("rel") == "self" {
			self++
		}
	}
	if self != 1 { // 4.1.1: should have one
		add("the feed has not one link to itself")
	}
	seen := map[string]bool{}
	for _, e := range feed.of("entry") {
		exactly(&e, "id", "title", "updated") // 4.1.2
		if len(e.of("content")) == 0 && (len(e.of("link")) == 0 || len(e.of("summary")) > 1) {
			add("an entry without content has no link, or several summaries")
		}
		if authors == 0 && len(e.of("author")) == 0 { // 4.1.1
			add("an entry has no author, nor has the feed")
		}
		if len(e.of("published")) > 1 || len(e.of("summary")) > 1 {
			add("an entry has something twice")
		}
		if ids := e.of("id"); len(ids) == 1 && seen[ids[0].Text] {
			add("two entries have one id")
		} else if len(ids) == 1 {
			seen[ids[0].Text] = true
		}
	}
	return all
}

// events reads a calendar by another program than wrote it.
func events(t testing.TB, data []byte) map[string]*ical.Event {
	t.Helper()
	cal, err := ical.NewDecoder(bytes.NewReader(data)).Decode()
	if err != nil {
		t.Fatal(err)
	}
	all := map[string]*ical.Event{}
	for _, e := range cal.Events() {
		uid, err := e.Props.Text(ical.PropUID)
		if err != nil || uid == "" || all[uid] != nil {
			t.Fatalf("uid %q: %v, or it stands twice", uid, err)
		}
		all[uid] = &e
	}
	return all
}

func prop(e *ical.Event, name string) string {
	if e == nil {
		return "no such event"
	}
	if p := e.Props.Get(name); p != nil {
		return p.Value
	}
	return ""
}

// TestCalendar: opened by an independent parser; expected meetings are tentative and have
// no hour, a recorded one with an hour starts at 10.05 in New York, 14.05 UTC.
func TestCalendar(t *testing.T) {
	data := filesOf(t, published(t, "2018-09-26", ""))["calendar.ics"]
	lines := strings.Split(string(data), "\r\n")
	if strings.Count(string(data), "\n") != strings.Count(string(data), "\r\n") || lines[len(lines)-1] != "" {
		t.Error("a line does not end with CRLF")
	}
	for _, line := range lines {
		if len(line) > 75 { // RFC 5545, 3.1: octets
			t.Errorf("a line of %d octets: %s", len(line), line)
		}
	}
	all := events(t, data)
	for uid, want := range map[string][4]string{
		"spv8363@briefs.example":            {"20180927", "DATE", "TENTATIVE", "0"},
		"spv8353@briefs.example":            {"20180917T140500Z", "", "CONFIRMED", "0"},
		"2407-final-council@briefs.example": {"20190314", "DATE", "CONFIRMED", "0"},
	} {
		e := all[uid]
		if e == nil {
			t.Errorf("no event %s", uid)
			continue
		}
		got := [4]string{prop(e, ical.PropDateTimeStart), e.Props.Get(ical.PropDateTimeStart).Params.Get("VALUE"), prop(e, ical.PropStatus), prop(e, ical.PropSequence)}
		if got != want || prop(e, ical.PropDateTimeStamp) != "20180926T000000Z" {
			t.Errorf("%s: %v, want %v", uid, got, want)
		}
	}
	if got := prop(all["spv8363@briefs.example"], ical.PropURL); got != "https://briefs.example/dprk/spv8363-2018-09-26.html" {
		t.Errorf("the meeting leads to %q", got)
	}
}

// TestSequence: what changed counts one up, what did not stays, what is gone is cancelled.
func TestSequence(t *testing.T) {
	before := filesOf(t, published(t, "2018-09-26", ""))["calendar.ics"]
	s := published(t, "2018-09-28", "")
	s.Before.Calendar = before
	after := events(t, filesOf(t, s)["calendar.ics"])
	for uid, want := range map[string][3]string{
		"spv8363@briefs.example":            {"CONFIRMED", "1", "20180928T000000Z"},
		"spv8353@briefs.example":            {"CONFIRMED", "0", "20180926T000000Z"},
		"2407-final-council@briefs.example": {"CONFIRMED", "0", "20180926T000000Z"},
	} {
		if got := [3]string{prop(after[uid], ical.PropStatus), prop(after[uid], ical.PropSequence), prop(after[uid], ical.PropLastModified)}; got != want {
			t.Errorf("%s: %v, want %v", uid, got, want)
		}
	}
	s = published(t, "2018-09-26", "")
	s.Before.Calendar = bytes.ReplaceAll(before, []byte("UID:spv8210@"), []byte("UID:spv9999@"))
	files := filesOf(t, s)
	gone := events(t, files["calendar.ics"])["spv9999@briefs.example"]
	if prop(gone, ical.PropStatus) != "CANCELLED" || prop(gone, ical.PropSequence) != "1" {
		t.Errorf("%s, sequence %s", prop(gone, ical.PropStatus), prop(gone, ical.PropSequence))
	}
	s.Before.Calendar = files["calendar.ics"]
	if !bytes.Equal(files["calendar.ics"], filesOf(t, s)["calendar.ics"]) {
		t.Error("what was cancelled changes again")
	}
}

// TestNewYork: the second Sunday of March and the first of November.
func TestNewYork(t *testing.T) {
	for d, hours := range map[string]int{"2018-03-10": 5, "2018-03-11": 4, "2018-11-03": 4, "2018-11-04": 5, "2026-03-08": 4, "2026-03-07": 5, "2026-11-01": 5, "2026-10-31": 4} {
		if got := newYork(on(t, d).Time()); got != hours {
			t.Errorf("%s: %d hours, want %d", d, got, hours)
		}
	}
}

// TestPage: the corrections with their day, every citation one click from its answer,
// slots apart and counted, nothing asked for from elsewhere.
func TestPage(t *testing.T) {
	html := string(filesOf(t, published(t, "2018-09-27", "update: 2018-09-27 corrected\n"))["spv8363-2018-09-26.html"])
	for _, want := range []string{"<b>Update: 27 September 2018</b> corrected", "91 sentences written, 10 slots open", `<p class="slot">waits for: who is invited under rule 39</p>`,
		`id="r1" href="#c1"`, `<li id="c1">`, "default-src &#39;none&#39;"} {
		if !strings.Contains(html, want) {
			t.Errorf("the page has no %s", want)
		}
	}
	for _, to := range regexp.MustCompile(`href="#([a-z]+\d*)"`).FindAllStringSubmatch(html, -1) {
		if !strings.Contains(html, `id="`+to[1]+`"`) {
			t.Errorf("a link leads to #%s, which is not there", to[1])
		}
	}
	for _, bad := range []string{"<script", "<img", "src=", "plimsoll:S/RES/2397 (2017)\"", "@import"} {
		if strings.Contains(html, bad) {
			t.Errorf("the page has %s", bad)
		}
	}
	index := string(filesOf(t, published(t, "2018-09-26", ""))["index.html"])
	if !strings.Contains(index, "The cap &amp; its &lt;range&gt;") {
		t.Error("a title is not escaped")
	}
}

// TestPublishRefuses: nothing is made when a citation does not hold, a number disagrees,
// a day is missing, or an id stands twice.
func TestPublishRefuses(t *testing.T) {
	for what, spoil := range map[string]func(*Site){
		"holds not":  func(s *Site) { s.Briefs[0].Frozen.Cites[0].Held.Words = "x" },
		"not frozen": func(s *Site) { s.Briefs[0].Frozen = nil },
		"no day":     func(s *Site) { s.Briefs[0].Brief.Published = 0 },
		"twice":      func(s *Site) { s.Briefs[1] = s.Briefs[0] },
		"too early":  func(s *Site) { s.Now = on(t, "2018-09-25") },
		"no address": func(s *Site) { s.URL = "briefs" },
		"no brief":   func(s *Site) { s.Briefs = nil },
	} {
		s := published(t, "2018-09-26", "")
		spoil(s)
		files, err := s.Files()
		if err == nil || files != nil {
			t.Errorf("%s: %d files, %v", what, len(files), err)
		}
		var not *HoldsNot
		if got := errors.As(err, &not); got != (what == "holds not" || what == "not frozen") {
			t.Errorf("%s: %v", what, err)
		}
	}
}
