package page

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"flag"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/plimsoll-watch/plimsoll/record/event"
	"github.com/plimsoll-watch/plimsoll/web"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// stubAssets are short, so that what the page itself weighs is seen.
func stubAssets() Assets { return Assets{CSS: ".a{fill:#000}", JS: "var a=1&&2<3;"} }

func written(t *testing.T, r *EventReport, a Assets) string {
	t.Helper()
	var out bytes.Buffer
	if err := WriteEventReport(&out, r, a, stubLand{}, cannedPlaces()); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

// states are the pages of the golden files.
func states() map[string]*EventReport {
	undrawn := cannedReport(possibleCase())
	undrawn.Pictures, undrawn.NoPicture, undrawn.Omitted = nil, "not drawn: more than 40 events", 12
	mixed := cannedReport(possibleCase(), hostileCase())
	mixed.Invented, mixed.Events[0].Invented = "", "the ships of this event"
	empty := cannedReport()
	empty.Survey.Detectability.Tankers.Hours, empty.Survey.Detectability.All.Hours = 0, 0
	return map[string]*EventReport{
		"possible": cannedReport(possibleCase()), "undecided-no-heading": cannedReport(noHeadingCase()),
		"antimeridian": cannedReport(antimeridianCase()), "85-north": cannedReport(polarCase()), "absent-identity": cannedReport(absentCase()),
		"hostile": cannedReport(hostileCase()), "long": cannedReport(longCase()), "under-way": cannedReport(underWayCase()),
		"not-drawn": undrawn, "mixed": mixed, "empty": empty, "demo": demoLike(),
	}
}

func TestGolden(t *testing.T) {
	for name, r := range states() {
		if name == "demo" {
			continue // all of the others in one: tested below, too long to read
		}
		t.Run(name, func(t *testing.T) {
			got := outline(written(t, r, stubAssets()))
			file := filepath.Join("testdata", name+".golden")
			if *update {
				if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			if d := cmp.Diff(string(want), got); d != "" {
				t.Errorf("outline differs (-want +got); look, then go test -update:\n%s", d)
			}
		})
	}
}

func TestSameBytes(t *testing.T) {
	one, two := written(t, demoLike(), stubAssets()), written(t, demoLike(), stubAssets())
	if one != two {
		t.Error("the same report gave other bytes")
	}
}

// TestNoRequestLeaves: only anchors lead anywhere; nothing is fetched.
func TestNoRequestLeaves(t *testing.T) {
	for name, r := range states() {
		page := written(t, r, Assets{web.ReportCSS(), web.ReportJS()})
		for _, tg := range tags(page) {
			for attr, v := range tg.attrs {
				switch {
				case attr == "src", attr == "srcset", attr == "action", attr == "style", strings.HasPrefix(attr, "on"):
					t.Errorf("%s: <%s %s=%q>", name, tg.name, attr, v)
				case attr == "href" && tg.name != "a" && !strings.HasPrefix(v, "#"):
					t.Errorf("%s: <%s href=%q>", name, tg.name, v)
				}
			}
			if slices.Contains([]string{"img", "link", "iframe", "object", "embed", "video", "audio", "image", "foreignobject", "base"}, tg.name) {
				t.Errorf("%s: <%s>", name, tg.name)
			}
		}
		for _, m := range regexp.MustCompile(`url\([^)]*\)|@import`).FindAllString(page, -1) {
			if !strings.HasPrefix(m, "url(#") {
				t.Errorf("%s: %s", name, m)
			}
		}
	}
}

// TestPolicyCoversTheBytes: the policy names exactly the hashes of the style and script
// that stand in the page (CSP Level 3, 2.3.1).
func TestPolicyCoversTheBytes(t *testing.T) {
	page := written(t, cannedReport(possibleCase()), stubAssets())
	var policy string
	for _, tg := range tags(page) {
		if tg.attrs["http-equiv"] == "Content-Security-Policy" {
			policy = tg.attrs["content"]
		}
	}
	hash := func(s string) string {
		sum := sha256.Sum256([]byte(s))
		return "'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'"
	}
	want := "default-src 'none'; style-src " + hash(inside(page, "style")) + "; script-src " + hash(inside(page, "script")) + "; base-uri 'none'; form-action 'none'"
	if policy != want {
		t.Errorf("policy\n%s, want\n%s", policy, want)
	}
	if strings.Count(page, "<style") != 1 || strings.Count(page, "<script>") != 1 {
		t.Error("more than one style or script")
	}
}

// TestStructure: one h1, headings without leaps, landmarks, each id once, and every
// reference to one answered.
func TestStructure(t *testing.T) {
	for name, r := range states() {
		ids, refs, count := map[string]int{}, []string{}, map[string]int{}
		level := 0
		for _, tg := range tags(written(t, r, stubAssets())) {
			if tg.end {
				continue
			}
			count[tg.name]++
			if len(tg.name) == 2 && tg.name[0] == 'h' && tg.name[1] >= '1' && tg.name[1] <= '6' {
				if n := int(tg.name[1] - '0'); n > level+1 {
					t.Errorf("%s: h%d after h%d", name, n, level)
				} else {
					level = n
				}
			}
			if id := tg.attrs["id"]; id != "" {
				ids[id]++
			}
			refs = append(refs, strings.Fields(tg.attrs["aria-labelledby"])...)
			if h := tg.attrs["href"]; strings.HasPrefix(h, "#") {
				refs = append(refs, h[1:])
			}
		}
		for _, one := range []string{"h1", "main", "header", "footer", "title"} {
			if one != "title" && count[one] != 1 {
				t.Errorf("%s: %d <%s>", name, count[one], one)
			}
		}
		if want := min(1, len(r.Events)); count["nav"] != want {
			t.Errorf("%s: %d <nav>, want %d", name, count["nav"], want)
		}
		for id, n := range ids {
			if n != 1 {
				t.Errorf("%s: id %q stands %d times", name, id, n)
			}
		}
		for _, ref := range refs {
			if ids[ref] == 0 {
				t.Errorf("%s: nothing has the id %q", name, ref)
			}
		}
	}
}

// TestDrawingsSpeak: every drawing has a title and a sentence, or stands beside words
// that say the same and is hidden from those who hear the page.
func TestDrawingsSpeak(t *testing.T) {
	svg := regexp.MustCompile(`(?s)<svg([^>]*)>(.*?)</svg>`)
	for name, r := range states() {
		n := 0
		for _, m := range svg.FindAllStringSubmatch(written(t, r, stubAssets()), -1) {
			if strings.Contains(m[1], `aria-hidden="true"`) {
				continue
			}
			n++
			if !strings.Contains(m[1], `role="img"`) || !regexp.MustCompile(`<title id="[^"]+">[^<]+</title><desc id="[^"]+">[^<]+</desc>`).MatchString(m[2]) {
				t.Errorf("%s: a drawing without words: <svg%s>", name, m[1])
			}
		}
		if want := 9 * len(r.Pictures); n != want {
			t.Errorf("%s: %d drawings, want %d", name, n, want)
		}
	}
}

// TestHostileText: what ships, files and lists say stays text.
func TestHostileText(t *testing.T) {
	bad := `</script></style>"'><b onmouseover=alert(1)>{{.}}<img src=//x.invalid>`
	r := cannedReport(hostileCase())
	r.Title, r.Command, r.Method = bad, bad, bad
	r.Survey.Files[0].Name, r.Invented = bad, bad
	e := &r.Events[0]
	e.Ships[0].CallSign, e.Ships[1].Flag, e.Place.Port.Name = bad, bad, bad
	e.Listed = []event.Listed{{Ref: bad, Name: bad, List: bad, Since: bad, MatchedBy: bad, Measures: []event.StatusMeasure{{Measure: bad, Binds: bad}}}}
	e.ConsistentWith[0].Tests[0].Text, e.ConsistentWith[0].What, e.STSWhy = bad, bad, bad
	e.Circumstances[0].Text, e.NotChecked = bad, []string{bad}
	r.Links = []Link{{"javascript:alert(1)", bad}}
	r.Truth = []TruthRow{{bad, bad, bad, bad, bad}}
	page := written(t, r, stubAssets())
	plain := written(t, cannedReport(hostileCase()), stubAssets())
	for _, element := range []string{"<b onmouseover", "<img", "onmouseover=alert(1)>", "</style>\"", `href="javascript`} {
		if strings.Contains(page, element) {
			t.Errorf("the page has %q", element)
		}
	}
	for _, element := range []string{"</script>", "</style>"} {
		if strings.Count(page, element) != strings.Count(plain, element) {
			t.Errorf("%d %s, want %d", strings.Count(page, element), element, strings.Count(plain, element))
		}
	}
	if !strings.Contains(page, "&lt;b onmouseover=alert(1)&gt;") {
		t.Error("the text itself is lost")
	}
}

func TestRefusals(t *testing.T) {
	twice := cannedReport(possibleCase(), possibleCase())
	alone := cannedReport(possibleCase())
	alone.Events[0].Ships = alone.Events[0].Ships[:1]
	nameless := cannedReport(possibleCase())
	nameless.Events[0].ID = ""
	for _, c := range []struct {
		r    *EventReport
		a    Assets
		want error
	}{
		{twice, stubAssets(), errTwice}, {alone, stubAssets(), errSides}, {nameless, stubAssets(), errNoID},
		{cannedReport(), Assets{CSS: "a</STYLE >"}, errClosing}, {cannedReport(), Assets{JS: `"</script>"`}, errClosing},
	} {
		var out bytes.Buffer
		if err := WriteEventReport(&out, c.r, c.a, nil, nil); !errors.Is(err, c.want) || out.Len() > 0 {
			t.Errorf("error %v and %d bytes, want %v and none", err, out.Len(), c.want)
		}
	}
}

// TestWeight: look.md 11, a report of a handful of events is at most 300 kB plus its
// data: the player's minutes and the table of fixes.
func TestWeight(t *testing.T) {
	r := cannedReport(possibleCase(), antimeridianCase(), noHeadingCase(), hostileCase())
	page := written(t, r, Assets{web.ReportCSS(), web.ReportJS()})
	dataForm := regexp.MustCompile(`(?s)<script type="application/json".*?</script>|<table class="fixes">.*?</table>`)
	if n := len(dataForm.ReplaceAllString(page, "")); n > 300_000 {
		t.Errorf("%d bytes without data, at most 300,000", n)
	}
	if one := len(written(t, cannedReport(possibleCase()), Assets{web.ReportCSS(), web.ReportJS()})); one > 300_000 {
		t.Errorf("one event: %d bytes", one)
	}
}
