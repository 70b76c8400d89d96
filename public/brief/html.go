package brief

import (
	"html"
	"html/template"
	"strconv"
	"strings"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/renderer"
	"github.com/yuin/goldmark/util"
)

// rendering is a brief while it becomes HTML. Citations are numbered by what they cite, in
// the order they are met.
type rendering struct {
	b       *Brief
	numbers map[string]int // of a citation
	order   []Citation     // by number
	back    map[int]bool   // numbers whose first place has its anchor
	missing []string
}

// html renders the prose: a section a heading, slots as slots. What stands under Missing
// is kept apart.
func (b *Brief) html() (template.HTML, *rendering, error) {
	r := &rendering{b: b, numbers: map[string]int{}, back: map[int]bool{}}
	for _, c := range b.Cites {
		if key := c.Citation.String(); r.numbers[key] == 0 {
			r.order = append(r.order, c.Citation)
			r.numbers[key] = len(r.order)
		}
	}
	md := goldmark.New(goldmark.WithRendererOptions(renderer.WithNodeRenderers(util.Prioritized(r, 100))))
	var out strings.Builder
	out.WriteString("<section>")
	skip := false
	for n := b.doc.FirstChild(); n != nil; n = n.NextSibling() {
		if h, ok := n.(*ast.Heading); ok {
			if skip = linkText(h, b.body) == Missing; !skip {
				out.WriteString("</section>\n<section>")
			}
		}
		if skip {
			r.collect(n)
			continue
		}
		if err := md.Renderer().Render(&out, b.body, n); err != nil {
			return "", nil, err
		}
	}
	out.WriteString("</section>")
	// The renderer escapes all text; raw HTML was refused when the brief was read.
	return template.HTML(strings.TrimPrefix(out.String(), "<section></section>\n")), r, nil //nolint:gosec // see above
}

// collect keeps the items of the list under Missing.
func (r *rendering) collect(n ast.Node) {
	if n.Kind() != ast.KindList {
		return
	}
	for item := n.FirstChild(); item != nil; item = item.NextSibling() {
		if words := linkText(item, r.b.body); words != "" {
			r.missing = append(r.missing, words)
		}
	}
}

// RegisterFuncs says which nodes are rendered here.
func (r *rendering) RegisterFuncs(reg renderer.NodeRendererFuncRegisterer) {
	reg.Register(ast.KindLink, r.link)
	reg.Register(ast.KindHeading, r.heading)
	reg.Register(ast.KindBlockquote, r.quotation)
}

// link writes a citation as its words and a number that leads to its frozen answer.
func (r *rendering) link(w util.BufWriter, _ []byte, node ast.Node, entering bool) (ast.WalkStatus, error) {
	n, ok := node.(*ast.Link)
	if !ok {
		return ast.WalkContinue, nil
	}
	i, cited := r.b.links[n]
	if !cited {
		if entering {
			_, _ = w.WriteString(`<a rel="noreferrer" href="` + html.EscapeString(string(n.Destination)) + `">`)
		} else {
			_, _ = w.WriteString("</a>")
		}
		return ast.WalkContinue, nil
	}
	if entering {
		return ast.WalkContinue, nil
	}
	number := r.numbers[r.b.Cites[i].Citation.String()]
	text, id := strconv.Itoa(number), ""
	if !r.back[number] {
		r.back[number], id = true, ` id="r`+text+`"`
	}
	_, _ = w.WriteString("\u2060" + `<a class="ref"` + id + ` href="#c` + text + `" aria-label="citation ` + text + `">` + text + "</a>")
	return ast.WalkContinue, nil
}

// heading writes a heading below the title of the page.
func (r *rendering) heading(w util.BufWriter, _ []byte, node ast.Node, entering bool) (ast.WalkStatus, error) {
	n, ok := node.(*ast.Heading)
	if !ok {
		return ast.WalkContinue, nil
	}
	tag := "h" + strconv.Itoa(min(max(2, n.Level), 4)) + ">"
	if entering {
		_, _ = w.WriteString("<" + tag)
	} else {
		_, _ = w.WriteString("</" + tag + "\n")
	}
	return ast.WalkContinue, nil
}

// quotation writes slots as slots, other quotations as they are.
func (r *rendering) quotation(w util.BufWriter, _ []byte, node ast.Node, entering bool) (ast.WalkStatus, error) {
	n, ok := node.(*ast.Blockquote)
	if !ok || !isSlot(n, r.b.body) {
		if entering {
			_, _ = w.WriteString("<blockquote>\n")
		} else {
			_, _ = w.WriteString("</blockquote>\n")
		}
		return ast.WalkContinue, nil
	}
	if entering {
		for c := n.FirstChild(); c != nil; c = c.NextSibling() {
			for one := range strings.SplitSeq(linkText(c, r.b.body), slotMark) {
				if one = strings.TrimSpace(one); one != "" {
					_, _ = w.WriteString(`<p class="slot">` + html.EscapeString(one) + "</p>\n")
				}
			}
		}
	}
	return ast.WalkSkipChildren, nil
}
