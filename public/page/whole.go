package page

import (
	"bytes"
	_ "embed"
	"errors"
	"fmt"
	"html/template"
	"io"
	"regexp"
	"strconv"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

//go:embed whole.tmpl
var wholeTemplate string

// Whole is several pages of this package as one file.
type Whole struct {
	Title    string
	Answer   string // the whole in a sentence or two
	Mixed    string // what is invented in it and what is not
	AsOf     string // beside the name: whose knowledge it shows
	Command  string // that made it
	Chapters []Chapter
	Links    []Link
}

// Chapter is a group of pages.
type Chapter struct {
	ID, Title, Note string
	Invented        bool // what it shows is made up; otherwise it is recorded
	Parts           []Part
}

// Part is one page of the whole: a document that this package wrote.
type Part struct {
	ID, Title string
	Command   string // that gives it again
	Tag       string // INVENTED or RECORDED, where it differs from its chapter's
	Base      string // where files beside the page lie, seen from the whole: "site/"
	HTML      []byte
}

// wholeView is Whole while it is written.
type wholeView struct {
	*Whole
	Symbol       string
	Policy       string
	Style        template.HTML
	Script       template.HTML
	Sprite, Keys template.HTML
	Size         string
	Chapters     []wholeChapter
}

type wholeChapter struct {
	Chapter
	Parts []wholePart
}

type wholePart struct {
	Part
	Class string // of the page's body
	Foot  string
	Body  template.HTML
}

// errPart says that a part is no page of this package.
var errPart = errors.New("the part has no main: not a page of this package")

// WriteWhole writes several pages as one, with one style, one script and one set of
// marks. What a page says is not changed: its ids get a prefix of their own, except those
// of the first, which the script knows, and its headings come a level lower for who hears
// them.
func WriteWhole(w io.Writer, p *Whole, a Assets) error {
	if closes(a.CSS, "style") || closes(a.JS, "script") {
		return fmt.Errorf("write page %s: %w", p.Title, errClosing)
	}
	style := a.CSS + "@page{@bottom-left{content:" + cssString(p.Title) + "}}"
	v := &wholeView{
		Whole: p, Symbol: p.AsOf, Policy: policy(style, a.JS),
		Style: element("style", style), Script: element("script", a.JS),
	}
	j := &joiner{symbols: map[string]string{}}
	size := len(a.CSS) + len(a.JS)
	for _, c := range p.Chapters {
		out := wholeChapter{Chapter: c}
		for _, part := range c.Parts {
			joined, err := j.join(part)
			if err != nil {
				return fmt.Errorf("write page %s: part %s: %w", p.Title, part.ID, err)
			}
			size += len(joined.Body)
			out.Parts = append(out.Parts, joined)
		}
		v.Chapters = append(v.Chapters, out)
	}
	v.Sprite, v.Keys, v.Size = j.sprite(), template.HTML(j.keys), megabytes(size)
	t, err := parsed("whole", wholeTemplate)
	if err != nil {
		return err
	}
	var out bytes.Buffer
	if err := t.Execute(&out, v); err != nil {
		return fmt.Errorf("write page %s: %w", p.Title, err)
	}
	_, err = w.Write(out.Bytes())
	return err
}

func megabytes(n int) string {
	return strconv.FormatFloat(float64(n)/1e6, 'f', 1, 64) + "\u00a0MB"
}

// joiner takes pages apart. Marks that several pages draw are kept once.
type joiner struct {
	symbols map[string]string // by id, as drawn
	order   []string
	keys    string // the list of keys of the first page that has one
	parts   int
}

func (j *joiner) join(p Part) (wholePart, error) {
	out := wholePart{Part: p}
	doc, err := html.Parse(bytes.NewReader(p.HTML))
	if err != nil {
		return out, err
	}
	body := find(doc, func(n *html.Node) bool { return n.DataAtom == atom.Body })
	main := find(doc, func(n *html.Node) bool { return n.DataAtom == atom.Main })
	if body == nil || main == nil {
		return out, errPart
	}
	out.Class = attribute(body, "class")
	if err := j.takeSprite(doc); err != nil {
		return out, err
	}
	if foot := find(doc, func(n *html.Node) bool { return n.DataAtom == atom.Footer }); foot != nil {
		out.Foot = text(find(foot, func(n *html.Node) bool { return n.DataAtom == atom.P }))
		if keys := find(foot, func(n *html.Node) bool { return attribute(n, "id") == "keys" }); keys != nil && j.keys == "" {
			j.keys = rendered(keys)
		}
	}
	if j.parts++; j.parts > 1 {
		prefix(main, p.ID+"-")
	}
	rebase(main, p.Base)
	lower(main)
	var b strings.Builder
	for n := main.FirstChild; n != nil; n = n.NextSibling {
		b.WriteString(rendered(n))
	}
	out.Body = template.HTML(b.String())
	return out, nil
}

// takeSprite keeps what a page's sprite defines, once. Two pages that draw one mark in two
// ways are refused: one of them would be drawn wrong.
func (j *joiner) takeSprite(doc *html.Node) error {
	sprite := find(doc, func(n *html.Node) bool { return attribute(n, "class") == "sprite" })
	if sprite == nil {
		return nil
	}
	var failed error
	walk(sprite, func(n *html.Node) {
		id := attribute(n, "id")
		if id == "" || id == "loadline" { // the whole has its own
			return
		}
		drawn := rendered(n)
		if before, ok := j.symbols[id]; ok {
			if before != drawn {
				failed = fmt.Errorf("the mark %s is drawn in two ways", id)
			}
			return
		}
		j.symbols[id] = drawn
		j.order = append(j.order, id)
	})
	return failed
}

func (j *joiner) sprite() template.HTML {
	var b strings.Builder
	b.WriteString(`<svg width="0" height="0" class="sprite" aria-hidden="true" focusable="false"><defs>`)
	for _, id := range j.order {
		b.WriteString(j.symbols[id])
	}
	b.WriteString("</defs></svg>")
	return template.HTML(b.String())
}

// lists are the attributes whose value names ids, blank between them.
var lists = [...]string{"id", "for", "headers", "aria-labelledby", "aria-describedby", "aria-controls", "aria-owns"}

// prefix puts a prefix before each id under a node, and before each mention of one of
// them; what points elsewhere, to the marks, stays.
func prefix(root *html.Node, with string) {
	ids := map[string]bool{}
	walk(root, func(n *html.Node) {
		if id := attribute(n, "id"); id != "" {
			ids[id] = true
		}
	})
	ids["main"] = false
	walk(root, func(n *html.Node) {
		for i := range n.Attr {
			n.Attr[i].Val = prefixed(n.Attr[i].Key, n.Attr[i].Val, ids, with)
		}
	})
}

func prefixed(key, value string, ids map[string]bool, with string) string {
	for _, list := range lists {
		if key != list {
			continue
		}
		names := strings.Fields(value)
		for i, name := range names {
			if ids[name] {
				names[i] = with + name
			}
		}
		return strings.Join(names, " ")
	}
	if name, ok := strings.CutPrefix(value, "#"); ok && key == "href" && ids[name] {
		return "#" + with + name
	}
	if !strings.Contains(value, "url(#") {
		return value
	}
	return regexp.MustCompile(`url\(#([^)]+)\)`).ReplaceAllStringFunc(value, func(m string) string {
		if name := m[len("url(#") : len(m)-1]; ids[name] {
			return "url(#" + with + name + ")"
		}
		return m
	})
}

// rebase leads links to files beside a page to where these lie.
func rebase(root *html.Node, base string) {
	walk(root, func(n *html.Node) {
		for i := range n.Attr {
			if a := &n.Attr[i]; n.DataAtom == atom.A && a.Key == "href" && !strings.HasPrefix(a.Val, "#") && !strings.Contains(a.Val, ":") {
				a.Val = base + a.Val
			}
		}
	})
}

// lower says of each heading that it is two levels lower than drawn: the whole has a
// title and chapters above it.
func lower(root *html.Node) {
	walk(root, func(n *html.Node) {
		if n.Type == html.ElementNode && len(n.Data) == 2 && n.Data[0] == 'h' && n.Data[1] >= '1' && n.Data[1] <= '4' {
			n.Attr = append(n.Attr, html.Attribute{Key: "aria-level", Val: strconv.Itoa(int(n.Data[1]-'0') + 2)})
		}
	})
}

func walk(n *html.Node, visit func(*html.Node)) {
	visit(n)
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		walk(c, visit)
	}
}

func find(root *html.Node, is func(*html.Node) bool) *html.Node {
	var found *html.Node
	walk(root, func(n *html.Node) {
		if found == nil && n.Type == html.ElementNode && is(n) {
			found = n
		}
	})
	return found
}

func attribute(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key && a.Namespace == "" {
			return a.Val
		}
	}
	return ""
}

func text(n *html.Node) string {
	if n == nil {
		return ""
	}
	var b strings.Builder
	walk(n, func(n *html.Node) {
		if n.Type == html.TextNode {
			b.WriteString(n.Data)
		}
	})
	return strings.TrimSpace(b.String())
}

func rendered(n *html.Node) string {
	var b strings.Builder
	if err := html.Render(&b, n); err != nil { // a strings.Builder takes all
		return ""
	}
	return b.String()
}
