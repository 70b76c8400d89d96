package page

import (
	"html"
	"regexp"
	"slices"
	"strings"
)

// A reader of the page's own HTML, enough for the tests: our attributes never hold
// a bare > (the template and esc write &gt;).

// tag is an element's start or end, with the text that follows it.
type tag struct {
	name  string
	end   bool
	attrs map[string]string
	text  string
}

var (
	tagForm  = regexp.MustCompile(`(?s)<(/?)([a-zA-Z][a-zA-Z0-9]*)([^>]*)>([^<]*)`)
	attrForm = regexp.MustCompile(`([a-zA-Z:-]+)(?:="([^"]*)")?`)
	rawForm  = regexp.MustCompile(`(?s)(<(?:style|script)[^>]*>).*?(</(?:style|script)>)`)
)

// tags reads a page; the insides of style and script are left out.
func tags(page string) []tag {
	var out []tag
	for _, m := range tagForm.FindAllStringSubmatch(rawForm.ReplaceAllString(page, "$1$2"), -1) {
		t := tag{name: strings.ToLower(m[2]), end: m[1] == "/", attrs: map[string]string{}, text: html.UnescapeString(m[4])}
		for _, a := range attrForm.FindAllStringSubmatch(m[3], -1) {
			t.attrs[a[1]] = html.UnescapeString(a[2])
		}
		out = append(out, t)
	}
	return out
}

// inside returns what stands between the first <name> and its end.
func inside(page, name string) string {
	_, rest, _ := strings.Cut(page, "<"+name+">")
	in, _, _ := strings.Cut(rest, "</"+name+">")
	return in
}

// outline is a page as a list of what is said in it, for golden files: block by block,
// drawings by their words. The table of fixes is cut to its head and first rows.
func outline(page string) string {
	var b strings.Builder
	line := func() {
		s := b.String()
		if !strings.HasSuffix(s, "\n") && s != "" {
			b.WriteByte('\n')
		}
	}
	rows, inFixes, skip := 0, false, ""
	for _, t := range tags(page) {
		if skip != "" {
			if t.end && t.name == skip {
				skip = ""
			}
			continue
		}
		if t.name == "table" {
			inFixes, rows = !t.end && t.attrs["class"] == "fixes", 0
		}
		if t.name == "tr" && inFixes {
			if rows++; rows > 4 {
				continue
			}
		}
		if inFixes && rows > 4 && t.name != "table" {
			continue
		}
		if !t.end && t.name == "svg" && (strings.HasPrefix(t.attrs["class"], "narrow") || strings.Contains(t.attrs["class"], "sprite")) {
			skip = "svg"
			continue
		}
		if label := label(t); label != "" {
			line()
			b.WriteString(label)
		}
		if t.name == "use" && slices.Contains([]string{"#met", "#not-met", "#unknown", "#possible", "#undecided", "#other"}, t.attrs["href"]) {
			b.WriteString("{" + strings.TrimPrefix(t.attrs["href"], "#") + "} ")
		}
		if cell := (t.name == "td" || t.name == "th") && !t.end; cell {
			b.WriteString(" | ")
		}
		b.WriteString(strings.Join(strings.FieldsFunc(t.text, func(r rune) bool { return r == '\n' }), " "))
	}
	line()
	return squeezed(b.String())
}

// label begins a new line of an outline for elements that stand as blocks.
func label(t tag) string {
	if t.end {
		return ""
	}
	switch t.name {
	case "h1", "h2", "h3", "h4", "title", "desc", "nav", "header", "main", "footer", "aside":
		return "[" + t.name + "] "
	case "section":
		return "[section " + t.attrs["class"] + " " + t.attrs["id"] + "] "
	case "p", "summary", "li", "text", "caption", "figcaption", "tr", "button":
		return "  "
	case "details":
		return "  [details] "
	}
	return ""
}

func squeezed(s string) string {
	var out []string
	for _, l := range strings.Split(s, "\n") {
		l = strings.Join(strings.Fields(strings.ReplaceAll(l, nbsp, "~")), " ")
		if l != "" {
			out = append(out, l)
		}
	}
	return strings.Join(out, "\n") + "\n"
}
