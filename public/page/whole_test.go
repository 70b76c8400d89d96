package page

import (
	"bytes"
	"fmt"
	"regexp"
	"strings"
	"testing"
)

// twoPages is a whole of two pages that use the same ids.
func twoPages(second string) *Whole {
	page := func(class, main string) []byte {
		return fmt.Appendf(nil, `<!DOCTYPE html><html><head><title>x</title></head><body class=%q><svg class="sprite"><symbol id="met" viewBox="0 0 12 12"><path d="M0 0"/></symbol></svg><main id="main">%s</main><footer><p>how</p></footer></body></html>`, class, main)
	}
	return &Whole{
		Title: "The whole", Answer: "In a sentence.", Mixed: "Some of it.", AsOf: "as of 26 September 2018", Command: "plimsoll demo",
		Chapters: []Chapter{
			{ID: "sea", Title: "At sea", Invented: true, Note: "made up", Parts: []Part{{ID: "events", Title: "Events", Command: "plimsoll detect", HTML: page("", `<h1>One</h1><p id="a"><a href="#a">a</a></p>`)}}},
			{ID: "law", Title: "In law", Note: "sourced", Parts: []Part{{ID: "limit", Title: "The limit", Command: "plimsoll limit", HTML: page("rec", second)}}},
		},
	}
}

func TestWholeKeepsIDsApart(t *testing.T) {
	var b bytes.Buffer
	w := twoPages(`<h1>Two</h1><h2 id="a">x</h2><section aria-labelledby="a b"><a href="#a">a</a><svg viewBox="0 0 1 1"><clipPath id="b"></clipPath><g clip-path="url(#b)"><use href="#met"></use></g></svg><a href="feed.xml">f</a><a href="https://example.org/">e</a></section>`)
	w.Chapters[1].Parts[0].Base = "site/"
	if err := WriteWhole(&b, w, Assets{}); err != nil {
		t.Fatal(err)
	}
	out := b.String()
	for _, want := range []string{
		`id="limit-a"`, `href="#limit-a"`, `aria-labelledby="limit-a limit-b"`, `id="limit-b"`, `url(#limit-b)`, `href="#met"`, `<p id="a"><a href="#a">`, `href="site/feed.xml"`, `href="https://example.org/"`,
		`<h1 aria-level="3">Two</h1>`, `class="part rec" id="limit"`, "viewBox", "clipPath",
	} {
		if !strings.Contains(out, want) {
			t.Errorf("the page has no %s", want)
		}
	}
	seen := map[string]int{}
	for _, m := range regexp.MustCompile(` id="([^"]+)"`).FindAllStringSubmatch(out, -1) {
		if seen[m[1]]++; seen[m[1]] > 1 {
			t.Errorf("the id %s stands twice", m[1])
		}
	}
	for _, m := range regexp.MustCompile(`href="#([^"]+)"`).FindAllStringSubmatch(out, -1) {
		if seen[m[1]] == 0 {
			t.Errorf("#%s leads nowhere", m[1])
		}
	}
}

func TestWholeRefuses(t *testing.T) {
	if err := WriteWhole(&bytes.Buffer{}, twoPages("</main>"), Assets{CSS: "</style>"}); err == nil {
		t.Error("a style that closes its element was taken")
	}
	w := twoPages("")
	w.Chapters[1].Parts[0].HTML = []byte("<p>no page</p>")
	if err := WriteWhole(&bytes.Buffer{}, w, Assets{}); err == nil {
		t.Error("a part without a main was taken")
	}
	w = twoPages("")
	w.Chapters[1].Parts[0].HTML = bytes.ReplaceAll(w.Chapters[1].Parts[0].HTML, []byte("M0 0"), []byte("M1 1"))
	if err := WriteWhole(&bytes.Buffer{}, w, Assets{}); err == nil {
		t.Error("two drawings of one mark were taken")
	}
}
