package page

import (
	"bytes"
	"html"
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/plimsoll-watch/plimsoll/web"
)

func unescaped(s string) string { return html.UnescapeString(s) }

// papers are the pages of what was put on record that are tested whole.
func papers(a Assets) map[string]func(io.Writer) error {
	out := verdictPages(a)
	maps.Copy(out, editionPages(a))
	maps.Copy(out, findingPages(a))
	return out
}

// TestPaperGolden: what the pages say, block by block.
func TestPaperGolden(t *testing.T) {
	for name, write := range papers(Assets{CSS: "p{margin:0}"}) {
		t.Run(name, func(t *testing.T) {
			got := outline(pageBytes(t, write))
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

// TestPaperStructure: one heading, a policy of these bytes, no script, each id once, each
// reference answered, headings without leaps.
func TestPaperStructure(t *testing.T) {
	for name, write := range papers(Assets{CSS: "p{margin:0}"}) {
		page := pageBytes(t, write)
		sound(t, page)
		ids, refs, level, stated := map[string]int{}, []string{}, 0, ""
		for _, tg := range tags(page) {
			if tg.end {
				continue
			}
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
			if h := tg.attrs["href"]; strings.HasPrefix(h, "#") {
				refs = append(refs, h[1:])
			}
			if tg.attrs["http-equiv"] != "" {
				stated = tg.attrs["content"]
			}
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
		if want := policy(inside(page, "style"), ""); stated != want {
			t.Errorf("%s: policy %s, want %s", name, stated, want)
		}
	}
}

// wholeOfPapers is every page of what was put on record, beside a page of the record, as
// one file.
func wholeOfPapers(t *testing.T, a Assets) *Whole {
	t.Helper()
	chapter := func(id string, invented bool, pages map[string]func(io.Writer) error) Chapter {
		c := Chapter{ID: id, Title: id, Invented: invented, Note: "a note"}
		for _, name := range slices.Sorted(maps.Keys(pages)) {
			c.Parts = append(c.Parts, Part{ID: name, Title: name, Command: "plimsoll", HTML: []byte(pageBytes(t, pages[name]))})
		}
		return c
	}
	return &Whole{
		Title: "The whole", Answer: "In a sentence.", Mixed: "Some of it.", AsOf: "as of 26 September 2018", Command: "plimsoll demo",
		Chapters: []Chapter{chapter("on-paper", true, papers(a)), chapter("recorded", false, recordPages(t, a))},
	}
}

// TestPapersJoin: these pages and those of the record make one file, each id once, each
// reference answered.
func TestPapersJoin(t *testing.T) {
	page := pageBytes(t, func(w io.Writer) error { return WriteWhole(w, wholeOfPapers(t, Assets{}), Assets{}) })
	ids := map[string]int{}
	for _, tg := range tags(page) {
		if id := tg.attrs["id"]; id != "" && !tg.end {
			if ids[id]++; ids[id] > 1 {
				t.Errorf("id %q stands %d times", id, ids[id])
			}
		}
	}
	for _, tg := range tags(page) {
		if h := tg.attrs["href"]; strings.HasPrefix(h, "#") && ids[h[1:]] == 0 {
			t.Errorf("nothing has the id %q", h[1:])
		}
	}
}

// TestPaperSamples writes the pages for the browser test and for looking at.
func TestPaperSamples(t *testing.T) {
	if *samples == "" {
		t.Skip("no -samples folder given: nothing to write")
	}
	a := Assets{CSS: web.ReportCSS(), JS: web.ReportJS()}
	all := papers(Assets{CSS: a.CSS})
	whole := wholeOfPapers(t, Assets{CSS: a.CSS})
	all["whole-of-papers"] = func(w io.Writer) error { return WriteWhole(w, whole, a) }
	for name, write := range all {
		var out bytes.Buffer
		if err := write(&out); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(*samples, name+".html"), out.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}
