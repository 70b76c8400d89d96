package brief

import (
	"strings"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/text"
)

// Brief is a text read: its header, its citations, its sentences and its slots.
type Brief struct {
	Header
	Cites     []Cited
	Sentences []Sentence
	Slots     []Slot

	body     []byte
	bodyLine int
	doc      ast.Node
	links    map[*ast.Link]int // the citation of a link, as an index of Cites
}

// Cited is a citation in its place.
type Cited struct {
	Citation
	Text string // of the link
	Line int    // of the file
}

// Sentence is a sentence of prose and the citations it carries.
type Sentence struct {
	Text  string
	Line  int
	Cites []int // indexes of Brief.Cites
}

// Slot is something still to be written.
type Slot struct {
	Text string
	Line int
}

// Written returns how many sentences are written; what is open stands in Slots.
func (b *Brief) Written() int { return len(b.Sentences) }

// Missing is the heading under which a brief says what it does not have.
const Missing = "Missing"

// Parse reads a brief. Everything wrong in it is told at once, as [Problems].
func Parse(source []byte) (*Brief, error) {
	h, body, line, err := readHeader(strings.ReplaceAll(string(source), "\r\n", "\n"))
	if err != nil {
		return nil, err
	}
	b := &Brief{Header: h, body: []byte(body), bodyLine: line, links: map[*ast.Link]int{}}
	b.doc = goldmark.DefaultParser().Parse(text.NewReader(b.body))
	var p Problems
	b.readBlocks(&p)
	if err := p.or(); err != nil {
		return nil, err
	}
	return b, nil
}

// lineOf returns the line of the file at an offset of the body.
func (b *Brief) lineOf(offset int) int {
	return b.bodyLine + strings.Count(string(b.body[:min(offset, len(b.body))]), "\n")
}

// readBlocks walks the text, block by block.
func (b *Brief) readBlocks(p *Problems) {
	missing := false
	_ = ast.Walk(b.doc, func(n ast.Node, entering bool) (ast.WalkStatus, error) { // the walker below returns no error
		if !entering {
			return ast.WalkContinue, nil
		}
		switch n := n.(type) {
		case *ast.Heading:
			missing = b.flatten(n, p).String() == Missing
			return ast.WalkSkipChildren, nil
		case *ast.HTMLBlock:
			p.add(b.lineOf(n.Lines().At(0).Start), "write < as &lt;", "raw HTML is not taken")
		case *ast.Blockquote:
			if b.readSlots(n, p) {
				return ast.WalkSkipChildren, nil
			}
		case *ast.Paragraph, *ast.TextBlock:
			f := b.flatten(n, p)
			if !missing {
				b.Sentences = append(b.Sentences, f.sentences(b)...)
			}
			return ast.WalkSkipChildren, nil
		}
		return ast.WalkContinue, nil
	})
}

// slotMark begins a slot.
const slotMark = "[ ]"

// readSlots takes the slots out of a quotation that begins with one.
func (b *Brief) readSlots(n *ast.Blockquote, p *Problems) bool {
	if !isSlot(n, b.body) {
		return false
	}
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		f := b.flatten(c, p)
		for i, one := range strings.Split(f.String(), slotMark) {
			if one = strings.TrimSpace(one); one != "" {
				b.Slots = append(b.Slots, Slot{one, f.line(b) + max(0, i-1)})
			}
		}
	}
	return true
}

func isSlot(n *ast.Blockquote, body []byte) bool {
	c := n.FirstChild()
	if c == nil || c.Lines() == nil || c.Lines().Len() == 0 {
		return false
	}
	at := c.Lines().At(0)
	return strings.HasPrefix(strings.TrimSpace(string(at.Value(body))), slotMark)
}

// run is a piece of text and the citation it stands in.
type run struct {
	text   string
	cite   int // an index of Brief.Cites; -1 for none
	offset int // in the body
}

// flat is a block as runs of text.
type flat []run

// String returns the text of a block.
func (f flat) String() string {
	var b strings.Builder
	for _, r := range f {
		b.WriteString(r.text)
	}
	return strings.TrimSpace(b.String())
}

func (f flat) line(b *Brief) int {
	if len(f) == 0 {
		return b.bodyLine
	}
	return b.lineOf(f[0].offset)
}

// flatten reads the text of a block and registers its citations.
func (b *Brief) flatten(block ast.Node, p *Problems) flat {
	var f flat
	cite := -1
	offset := 0
	if l := block.Lines(); l != nil && l.Len() > 0 {
		offset = l.At(0).Start
	}
	_ = ast.Walk(block, func(n ast.Node, entering bool) (ast.WalkStatus, error) { // the walker below returns no error
		switch n := n.(type) {
		case *ast.Link:
			if !entering {
				cite = -1
			} else {
				cite = b.link(n, offset, p)
			}
		case *ast.Text:
			if !entering {
				break
			}
			offset = n.Segment.Start
			words := string(n.Segment.Value(b.body))
			if n.SoftLineBreak() || n.HardLineBreak() {
				words += " "
			}
			f = append(f, run{words, cite, offset})
		case *ast.String:
			if entering {
				f = append(f, run{string(n.Value), cite, offset})
			}
		case *ast.RawHTML:
			if entering {
				p.add(b.lineOf(n.Segments.At(0).Start), "write < as &lt;", "raw HTML is not taken")
			}
		case *ast.AutoLink:
			if entering {
				f = append(f, run{string(n.Label(b.body)), cite, offset})
			}
		case *ast.Image:
			if entering {
				if t, ok := n.FirstChild().(*ast.Text); ok {
					offset = t.Segment.Start
				}
				p.add(b.lineOf(offset), "say in words what it shows", "a picture is not taken: a page asks for nothing but itself")
			}
		}
		return ast.WalkContinue, nil
	})
	return f
}

// link registers a citation and returns its index; other links must be https.
func (b *Brief) link(n *ast.Link, offset int, p *Problems) int {
	if t, ok := n.FirstChild().(*ast.Text); ok {
		offset = t.Segment.Start
	}
	line, to := b.lineOf(offset), string(n.Destination)
	if !strings.HasPrefix(to, Scheme) {
		if !strings.HasPrefix(to, "https://") && !strings.HasPrefix(to, "http://") {
			p.add(line, "link to https:// or cite with plimsoll:", "link %q leads nowhere that is known", to)
		}
		return -1
	}
	if i, ok := b.links[n]; ok {
		return i
	}
	c, err := ParseCitation(to)
	if err != nil {
		p.add(line, hintOf(err), "%v", err)
		return -1
	}
	if c.AsOf > b.AsOf {
		p.add(line, "the brief is as of "+b.AsOf.String()+"; cite that day or an earlier one", "citation %q asks for a day after that of the brief", to)
	}
	cited := Cited{Citation: c, Text: linkText(n, b.body), Line: line}
	if cited.Text == "" {
		p.add(line, "put the words that rest on it between the brackets", "citation %q has no text", to)
	}
	b.Cites = append(b.Cites, cited)
	b.links[n] = len(b.Cites) - 1
	return len(b.Cites) - 1
}

func linkText(n ast.Node, body []byte) string {
	var out strings.Builder
	_ = ast.Walk(n, func(c ast.Node, entering bool) (ast.WalkStatus, error) { // the walker below returns no error
		if t, ok := c.(*ast.Text); ok && entering {
			out.Write(t.Segment.Value(body))
			if t.SoftLineBreak() {
				out.WriteByte(' ')
			}
		}
		return ast.WalkContinue, nil
	})
	return strings.TrimSpace(unescaped(out.String()))
}

func hintOf(err error) string {
	if h, ok := err.(interface{ Hint() string }); ok {
		return h.Hint()
	}
	return ""
}

// unescaped takes the backslashes of Markdown off.
func unescaped(s string) string {
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		if s[i] == '\\' && i+1 < len(s) && strings.IndexByte("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~", s[i+1]) >= 0 {
			i++
		}
		b.WriteByte(s[i])
	}
	return b.String()
}

// abbreviations end with a full stop that ends no sentence.
func abbreviations() []string {
	return []string{"para.", "paras.", "a.m.", "p.m.", "No.", "Mr.", "Ms.", "Dr.", "St.", "Nos.", "ed.", "eds.", "vol.", "art.", "e.g.", "i.e.", "cf.", "Corr.", "Add.", "Rev.", "PV.", "AC."}
}

// sentences splits a block after . ? or ! before a blank and a capital, a digit or a
// bracket, but not after an abbreviation or one letter.
func (f flat) sentences(b *Brief) []Sentence {
	var out []Sentence
	var s Sentence
	flush := func() {
		if s.Text = strings.TrimSpace(unescaped(s.Text)); s.Text != "" {
			out = append(out, s)
		}
		s = Sentence{}
	}
	for i, r := range f {
		text := r.text
		for text != "" {
			n, end := len(text), false
			if cut := sentenceEnd(s.Text, text, following(f, i)); cut > 0 {
				n, end = cut, true
			}
			if strings.TrimSpace(s.Text) == "" {
				s.Line = b.lineOf(r.offset + len(r.text) - len(text))
			}
			s.Text += text[:n]
			if r.cite >= 0 && (len(s.Cites) == 0 || s.Cites[len(s.Cites)-1] != r.cite) {
				s.Cites = append(s.Cites, r.cite)
			}
			if text = text[n:]; end {
				flush()
			}
		}
	}
	flush()
	return out
}

// following is what stands after a run.
func following(f flat, i int) string {
	for _, r := range f[i+1:] {
		if r.text != "" {
			return r.text
		}
	}
	return ""
}

// sentenceEnd returns how many bytes of text belong to the sentence that ends in it; 0
// when none does.
func sentenceEnd(before, text, next string) int {
	for i := range len(text) {
		if strings.IndexByte(".?!", text[i]) < 0 {
			continue
		}
		j := i + 1
		for j < len(text) && strings.ContainsRune(`)"'`, rune(text[j])) {
			j++
		}
		if strings.HasPrefix(text[j:], "”") {
			j += len("”")
		}
		after := text[j:] + next
		if after != "" && !beginsSentence(after) || text[i] == '.' && abbreviated(before+text[:i+1]) {
			continue
		}
		return j
	}
	return 0
}

func beginsSentence(after string) bool {
	if after[0] != ' ' && after[0] != '\n' {
		return false
	}
	after = strings.TrimLeft(after, " \n")
	return after == "" || after[0] >= 'A' && after[0] <= 'Z' || after[0] >= '0' && after[0] <= '9' || after[0] == '(' || after[0] == '[' || after[0] > 127
}

func abbreviated(s string) bool {
	word := s[strings.LastIndexAny(s, " (\n")+1:]
	for _, a := range abbreviations() {
		if strings.HasSuffix(word, a) && (len(word) == len(a) || strings.HasPrefix(a, "PV") || strings.HasPrefix(a, "AC") || strings.HasPrefix(a, "Corr") || strings.HasPrefix(a, "Add") || strings.HasPrefix(a, "Rev")) {
			return true
		}
	}
	return len(word) == 2 && word[0] >= 'A' && word[0] <= 'Z'
}
