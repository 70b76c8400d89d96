package report

import (
	"bytes"
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/plimsoll-watch/plimsoll/record/seal"
)

func parsed(t testing.TB, src string) Text {
	t.Helper()
	text, err := Parse("text.md", []byte(src))
	if err != nil {
		t.Fatal(err)
	}
	return text
}

func TestCanonical(t *testing.T) {
	got := parsed(t, "\ufeff# Head\r\na paragraph behind a heading\r\n\r\n\u00a0\r\ncafe\u0301  \n\tx\u00a0\n\n```\na\n# no heading\n\nb\n````\n\n#7 is no heading\n## H\nlast\n[finding F-0123456789ab]\n[finding F-00000000000a]")
	want := []Block{
		{Kind: HeadingBlock, Text: "# Head"},
		{Kind: ParagraphBlock, Number: 1, Text: "a paragraph behind a heading"},
		{Kind: ParagraphBlock, Number: 2, Text: "caf\u00e9\n    x"},
		{Kind: ParagraphBlock, Number: 3, Text: "```\na\n# no heading\n\nb\n````"},
		{Kind: ParagraphBlock, Number: 4, Text: "#7 is no heading"},
		{Kind: HeadingBlock, Text: "## H"},
		{Kind: ParagraphBlock, Number: 5, Text: "last\n[finding F-0123456789ab]\n[finding F-00000000000a]", Findings: []string{"F-0123456789ab", "F-00000000000a"}},
	}
	if diff := cmp.Diff(want, got.Blocks); diff != "" {
		t.Errorf("-want +got\n%s", diff)
	}
	const bytesWanted = "# Head\n\na paragraph behind a heading\n\ncaf\u00e9\n    x\n\n```\na\n# no heading\n\nb\n````\n\n#7 is no heading\n\n## H\n\nlast\n[finding F-0123456789ab]\n[finding F-00000000000a]\n"
	if diff := cmp.Diff(bytesWanted, string(got.Bytes())); diff != "" {
		t.Errorf("-want +got\n%s", diff)
	}
}

func TestRefusedTexts(t *testing.T) {
	for name, c := range map[string]struct{ src, want string }{
		"empty":                    {"", "no paragraph"},
		"headings only":            {"# a\n\n## b", "no paragraph"},
		"10 MB":                    {strings.Repeat("x", 10<<20), "more than 8388608"},
		"longer when composed":     {strings.Repeat("\u0958", 2_700_000), "more than 8388608"}, // NFC takes it apart: 3 bytes become 6
		"not UTF-8":                {"a\nb\xff\n", "line 2 is not UTF-8"},
		"a bell":                   {"a\n\x07", "line 2 holds the character U+0007"},
		"turned writing":           {"a \u202e b", "line 1 holds the character U+202E"},
		"turned in HTML":           {"a &#x202E; b", "line 1 holds the character U+202E"},
		"turned by name":           {"a\n\nb &rlm; c", "line 3 holds the character U+200F"},
		"a mark of direction":      {"a\u061cb", "U+061C"},
		"no width":                 {"a\u200bb", "U+200B"},
		"a soft hyphen":            {"a\u00adb", "U+00AD"},
		"a mark inside":            {"a\ufeffb", "U+FEFF"},
		"a line separator":         {"a\u2028b", "U+2028"},
		"a tag":                    {"a\U000E0041", "U+E0041"},
		"a frame":                  {"p\n\n> objection D-1\n> - by: me", "it holds a frame, objection D-1, at line 3"},
		"a frame in a paragraph":   {"p\n> objection D-1\n> - by: me", "it holds a frame, objection D-1, at line 2"},
		"a frame in capitals":      {"p\n\n>  **Objection D-1** of Member A", "line 3 reads like a frame"},
		"a frame in a list":        {"p\n\n- > reply R-1", "line 3 reads like a frame"},
		"a frame in code":          {"```\n> dissent D-1\n```", "it holds a frame, dissent D-1, at line 2"},
		"a withdrawal":             {"p\n\n> - withdrawn: 2018-10-01", "line 3 reads like a frame"},
		"an answer":                {"p\n\n>- *answer*: we agree", "line 3 reads like a frame"},
		"a withheld passage":       {"p\n\n[withheld: a source]", "line 3 reads like a frame or a withheld"},
		"one quoted":               {"p\n\n> [Withheld: a source]", "line 3 reads like a frame or a withheld"},
		"the heading of frames":    {"p\n\n" + elsewhere, "line 3 is the heading that frames"},
		"parts":                    {strings.Repeat("p\n\n", MaxParts+1), "more than 20000"},
		"code that is not closed":  {"p\n\n```\na\n\nb", "line 3 opens code that no line closes"},
		"code closed otherwise":    {"~~~~\na\n~~~\n```\n", "line 1 opens code that no line closes"},
		"a finding mistyped":       {"p\n[finding F-0123456789AB]", "line 2 names no finding as it should"},
		"a finding too short":      {"p\n[Finding F-0123]", "line 2 names no finding as it should"},
		"a finding alone":          {"p\n\n[finding F-0123456789ab]", "line 3 names a finding, and no paragraph stands before it"},
		"words behind a finding":   {"p\n[finding F-0123456789ab]\nq", "line 3 stands behind a finding"},
		"a finding named twice":    {"p\n[finding F-0123456789ab]\n[finding F-0123456789ab]", "line 3 names the finding F-0123456789ab again"},
		"a finding with a comment": {"p\n[finding F-0123456789ab] as of May", "line 2 names no finding as it should"},
	} {
		_, err := Parse("text.md", []byte(c.src))
		var m *seal.Malformed
		if !errors.As(err, &m) || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v, want %q", name, err, c.want)
		}
	}
}

// What authors may write stays as it is.
func TestTakenTexts(t *testing.T) {
	for _, src := range []string{
		"> As the objection D-1 says, this is a quotation.",
		"> reply: none of the parties wrote one.",
		"He wrote about: nothing, by: nobody.",
		"1. one\n2. two\n   - three",
		"```\n[finding F-1]\n```",
		"zero \u200c joiner, which Persian needs",
		"AT&T and &amp; and &lt;",
		"7. A paragraph with the number of its source.",
		"| a | b |\n|---|---|\n| 1 | 2 |",
	} {
		if got := string(parsed(t, src).Bytes()); got != src+"\n" {
			t.Errorf("%q became %q", src, got)
		}
	}
}

func TestOnlyCanonical(t *testing.T) {
	for name, src := range map[string]string{
		"no line feed at the end": "a", "two": "a\n\n", "an empty line before": "\na\n", "CR LF": "a\r\n", "blanks": "a \n",
		"not NFC": "e\u0301\n", "a byte order mark": "\ufeffa\n", "a tab": "\ta\n", "two empty lines": "a\n\n\nb\n", "a heading that is not apart": "# a\nb\n",
		"a frame in another form":     "p\n\n> objection D-1\n> - by:  x\n> - about: y\n> - words: z\n",
		"a frame without words":       "p\n\n> objection D-1\n> - by: x\n> - about: y\n",
		"fields in another order":     "p\n\n> objection D-1\n> - about: y\n> - by: x\n> - words: z\n",
		"a field that is none":        "p\n\n> objection D-1\n> - said by: x\n> - about: y\n> - words: z\n",
		"a mark that hides":           "p\n\n> objection D-1\n> - by: x\n> - about: y\n> - words: a <!-- b\n",
		"a frame in a paragraph":      "p\n> objection D-1\n",
		"a field after the paragraph": "p\n\n> - withdrawn: 2018-10-01\n",
		"a withheld passage":          "[withheld: x]\n",
	} {
		_, err := ParseCanonical("edition.md", []byte(src))
		var m *seal.Malformed
		if !errors.As(err, &m) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// drawText is a text of short paragraphs and headings, some of them alike.
func drawText(t *rapid.T, label string) Text {
	words := rapid.SampledFrom([]string{"barrels", "tonnes", "8,618", "13.8", "per cent", "limit", "port", "call", "notified", "estimate", "é", "(x)", "“so”", "line\nbreak", "7"})
	var parts []string
	for range rapid.IntRange(1, 9).Draw(t, label) {
		part := strings.Join(rapid.SliceOfN(words, 1, 6).Draw(t, "words"), " ")
		switch rapid.IntRange(0, 5).Draw(t, "kind") {
		case 0:
			parts = append(parts, "## "+strings.ReplaceAll(part, "\n", " "))
		case 1:
			part += "\n[finding F-00000000000" + rapid.SampledFrom([]string{"1", "2", "3"}).Draw(t, "finding") + "]"
		}
		parts = append(parts, part)
	}
	text, err := Parse("t", []byte(strings.Join(parts, "\n\n")))
	if err != nil {
		t.Fatal(err)
	}
	return text
}

func TestParseRoundTrip(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := drawText(t, "parts")
		again, err := ParseCanonical("t", text.Bytes())
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(text, again); diff != "" {
			t.Fatal(diff)
		}
	})
}

func FuzzParse(f *testing.F) {
	f.Add([]byte("# a\n\nb\n\n> objection D-1\n> - by: x\n\n```\n\n"))
	f.Add([]byte("a\n[finding F-0123456789ab]\n\n ~~~\n\n~~~~\n\t\u00a0\u0301\n&rlm;"))
	f.Fuzz(func(t *testing.T, src []byte) {
		text, err := Parse("t", src)
		var m *seal.Malformed
		if err != nil {
			if !errors.As(err, &m) {
				t.Fatalf("an error of no kind: %v", err)
			}
			return
		}
		again, err := ParseCanonical("t", text.Bytes())
		if err != nil {
			t.Fatalf("%q became %q: %v", src, text.Bytes(), err)
		}
		if diff := cmp.Diff(text, again); diff != "" || !bytes.Equal(again.Bytes(), text.Bytes()) {
			t.Fatalf("%q has two encodings: %s", src, diff)
		}
	})
}
