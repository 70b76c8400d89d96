package report

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/plimsoll-watch/plimsoll/record/seal"
)

func openedText(t testing.TB, text Text) Opened {
	t.Helper()
	salts := make([]seal.Salt, len(text.Blocks))
	for i := range salts {
		salts[i] = seal.Salt{byte(i), byte(i >> 8), 9}
	}
	o, err := Open(text, salts)
	if err != nil {
		t.Fatal(err)
	}
	return o
}

// sample is an edition with each kind of part.
func sample(t testing.TB) Opened {
	t.Helper()
	src := parsed(t, "# Head\n\none\n\ntwo tells of a ship\n[finding F-0123456789ab]\n\n## Foot\n\nthree")
	text, err := Compose(src, nil, 0, []Frame{{ID: "D-1", Kind: "dissent", By: "Reviewer C", About: "F-0123456789ab", Text: "Not this ship."}})
	if err != nil {
		t.Fatal(err)
	}
	return openedText(t, text)
}

func TestEncodeOpened(t *testing.T) {
	o := sample(t)
	public, err := o.Redact(map[int]string{2: "a source under\n handling"})
	if err != nil {
		t.Fatal(err)
	}
	text, salts := public.Encode()
	wantText := "# Head\n\none\n\n[withheld: a source under handling]\n\n" + o.Parts[3].Block.Text + "\n\n## Foot\n\nthree\n"
	var wantSalts string
	for i, p := range o.Parts {
		if i == 2 {
			wantSalts += fmt.Sprintf("withheld %s a source under handling\n", o.Hashes()[2])
		} else {
			wantSalts += fmt.Sprintf("salt %x\n", p.Salt)
		}
	}
	if diff := cmp.Diff(wantText, string(text)); diff != "" {
		t.Errorf("text, -want +got\n%s", diff)
	}
	if diff := cmp.Diff(wantSalts, string(salts)); diff != "" {
		t.Errorf("salts, -want +got\n%s", diff)
	}
	if public.Shown() != 5 || public.Withheld() != 1 || public.Paragraphs() != 3 || public.Root() != o.Root() {
		t.Errorf("%d shown, %d withheld, %d paragraphs, the root the same: %v", public.Shown(), public.Withheld(), public.Paragraphs(), public.Root() == o.Root())
	}
	back, err := DecodeOpened(text, salts)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(public, back, cmp.Comparer(sameDay)); diff != "" {
		t.Error(diff)
	}
	if bytes.Contains(salts, fmt.Appendf(nil, "%x", o.Parts[2].Salt)) || public.Parts[2].Salt != (seal.Salt{}) {
		t.Error("the salt of what is withheld is still there")
	}
}

func TestRedactRefuses(t *testing.T) {
	o := sample(t)
	for name, reasons := range map[string]map[int]string{
		"a number that is not there": {9: "x"}, "no number": {0: "x"}, "no reason": {1: " "}, "a bracket": {1: "x](http://y) [z"}, "a comment": {1: "x <!-- y"},
		"a long reason": {1: strings.Repeat("x", 401)}, "unseen": {1: "a\u202eb"},
	} {
		if _, err := o.Redact(reasons); !isMalformed(err) {
			t.Errorf("%s: %v", name, err)
		}
	}
	public, err := o.Redact(map[int]string{2: "once"})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := public.Redact(map[int]string{2: "again"}); !isMalformed(err) {
		t.Errorf("withheld twice: %v", err)
	}
}

func isMalformed(err error) bool {
	var m *seal.Malformed
	return errors.As(err, &m)
}

// Each bit of both files, flipped, gives an error or another root.
func TestEachBitOfOpenedFlipped(t *testing.T) {
	o := sample(t)
	public, err := o.Redact(map[int]string{1: "a name", 2: "a source"})
	if err != nil {
		t.Fatal(err)
	}
	for name, o := range map[string]Opened{"whole": o, "public": public} {
		text, salts := o.Encode()
		files := [][]byte{text, salts}
		for f := range files {
			for at := range files[f] {
				for bit := range 8 {
					files[f][at] ^= 1 << bit
					got, err := DecodeOpened(files[0], files[1])
					switch {
					case err != nil && !isMalformed(err):
						t.Errorf("%s, file %d, byte %d: an error of no kind: %v", name, f, at, err)
					case err == nil && got.Root() == o.Root():
						t.Errorf("%s, file %d, byte %d, bit %d: nothing was found", name, f, at, bit)
					}
					files[f][at] ^= 1 << bit
				}
			}
		}
	}
}

// Who withholds a heading and calls it a paragraph gives those that follow other numbers,
// and the root holds: the number of paragraphs does not.
func TestParagraphsAreCounted(t *testing.T) {
	o := sample(t)
	for i, p := range o.Parts {
		if p.Number() > 0 {
			continue
		}
		text, salts := o.Encode()
		text = bytes.Replace(text, []byte(p.Block.Text+"\n"), []byte("[withheld: x]\n"), 1)
		salts = bytes.Replace(salts, fmt.Appendf(nil, "salt %x\n", p.Salt), fmt.Appendf(nil, "withheld %s x\n", p.Hash()), 1)
		forged, err := DecodeOpened(text, salts)
		if err != nil {
			t.Fatal(err)
		}
		if forged.Root() != o.Root() {
			t.Errorf("part %d: the root is another: this attack needs no count", i+1)
		}
		if forged.Paragraphs() == o.Paragraphs() {
			t.Errorf("part %d, a %s, counts as a paragraph and the count is the same", i+1, p.Block.Kind)
		}
	}
}

func TestDecodeRefuses(t *testing.T) {
	salt := strings.Repeat("0", 64)
	hash := strings.Repeat("A", 43) + "="
	for name, c := range map[string]struct{ text, salts string }{
		"a salt too few":        {"a\n\nb\n", "salt " + salt + "\n"},
		"a salt too many":       {"a\n", "salt " + salt + "\nsalt " + salt + "\n"},
		"capitals":              {"a\n", "salt " + strings.Repeat("A", 64) + "\n"},
		"a short salt":          {"a\n", "salt 00\n"},
		"no line feed":          {"a\n", "salt " + salt},
		"two line feeds":        {"a\n", "salt " + salt + "\n\n"},
		"another reason":        {"[withheld: x]\n\na\n", "withheld " + hash + " y\nsalt " + salt + "\n"},
		"no reason":             {"[withheld: ]\n\na\n", "withheld " + hash + " \nsalt " + salt + "\n"},
		"a hash otherwise":      {"[withheld: x]\n\na\n", "withheld " + strings.Repeat("A", 42) + "B= x\nsalt " + salt + "\n"},
		"withheld in one":       {"b\n\na\n", "withheld " + hash + " x\nsalt " + salt + "\n"},
		"withheld in the other": {"[withheld: x]\n\na\n", "salt " + salt + "\nsalt " + salt + "\n"},
		"two marks in a part":   {"[withheld: x]\n[withheld: x]\n", "withheld " + hash + " x\n"},
		"nothing":               {"", ""},
	} {
		if _, err := DecodeOpened([]byte(c.text), []byte(c.salts)); !isMalformed(err) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestOpenedRoundTrip(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := drawText(t, "parts")
		o, err := Open(text, make([]seal.Salt, len(text.Blocks)))
		if err != nil {
			t.Fatal(err)
		}
		reasons := map[int]string{}
		for n := range text.Paragraphs() {
			if rapid.Bool().Draw(t, "withheld") {
				reasons[n+1] = rapid.SampledFrom([]string{"x", "a source: 7 of 9", "é"}).Draw(t, "reason")
			}
		}
		public, err := o.Redact(reasons)
		if err != nil {
			t.Fatal(err)
		}
		if public.Root() != o.Root() || public.Withheld() != len(reasons) {
			t.Fatal("withholding changed the root or the count")
		}
		a, b := public.Encode()
		back, err := DecodeOpened(a, b)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(public, back, cmp.Comparer(sameDay)); diff != "" {
			t.Fatal(diff)
		}
	})
}

func FuzzDecodeOpened(f *testing.F) {
	salt := strings.Repeat("0", 64)
	f.Add([]byte("a\n\nb\n"), []byte("salt "+salt+"\nsalt "+salt+"\n"))
	f.Add([]byte("a\n\n[withheld: x]\n"), []byte("salt "+salt+"\nwithheld "+strings.Repeat("A", 43)+"= x\n"))
	f.Fuzz(func(t *testing.T, text, salts []byte) {
		o, err := DecodeOpened(text, salts)
		if err != nil {
			return
		}
		if a, b := o.Encode(); !bytes.Equal(a, text) || !bytes.Equal(b, salts) {
			t.Error("two encodings")
		}
	})
}
