package report

import (
	"bytes"
	"errors"
	"flag"
	"fmt"
	"io/fs"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/plimsoll-watch/plimsoll/base/day"
	"github.com/plimsoll-watch/plimsoll/record/seal"
)

func date(t testing.TB, s string) day.Date {
	t.Helper()
	d, err := day.Parse(s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// shelf is a store in memory.
type shelf map[string][]byte

func (s shelf) Read(path string) ([]byte, error) {
	if b, ok := s[path]; ok {
		return b, nil
	}
	return nil, fs.ErrNotExist
}
func (s shelf) Write(path string, b []byte) error { s[path] = bytes.Clone(b); return nil }

type stream struct{ n byte }

func (s *stream) Read(b []byte) (int, error) {
	for i := range b {
		s.n = s.n*31 + 7
		b[i] = s.n
	}
	return len(b), nil
}

// press is a sealer for tests.
type press struct {
	t       testing.TB
	key     seal.PrivateKey
	log     *seal.Log
	files   shelf
	entries []seal.Entry
	texts   map[int]Opened
}

func newPress(t testing.TB) *press {
	private, public, err := seal.GenerateKey(&stream{1}, "demo-body")
	if err != nil {
		t.Fatal(err)
	}
	key, err := seal.ParsePrivateKey(private, public)
	if err != nil {
		t.Fatal(err)
	}
	p := &press{t: t, key: key, files: shelf{}, texts: map[int]Opened{}}
	if p.log, err = seal.Create(p.files, key); err != nil {
		t.Fatal(err)
	}
	return p
}

func (p *press) act(kind seal.Kind, body any) seal.Entry {
	p.t.Helper()
	b, err := Encode(body)
	if err != nil {
		p.t.Fatal(err)
	}
	a, err := seal.Sign(p.key, kind, time.Date(2018, 8, 1+len(p.entries), 12, 0, 0, 0, time.UTC), seal.Salt{byte(len(p.entries)), 9}, b)
	if err != nil {
		p.t.Fatal(err)
	}
	n, err := p.log.Append(p.key, a)
	if err != nil {
		p.t.Fatal(err)
	}
	e := seal.Entry{Number: n, Act: a}
	p.entries = append(p.entries, e)
	return e
}

func (p *press) edition(n int, src string) seal.Entry {
	p.t.Helper()
	text, err := Parse("t", []byte(src))
	if err != nil {
		p.t.Fatal(err)
	}
	var salts []seal.Salt
	for i := range text.Blocks {
		salts = append(salts, seal.Salt{byte(i), byte(n), 3})
	}
	o, err := Open(text, salts)
	if err != nil {
		p.t.Fatal(err)
	}
	p.texts[n] = o
	body := EditionBody{Report: "r", Edition: n, Title: "Midterm report (stand-in text)", Basis: "b", Authority: "the authors", Parts: len(text.Blocks), Paragraphs: text.Paragraphs(), Root: o.Root().String()}
	for _, e := range p.entries {
		if e.Act.Kind == seal.Edition {
			body.Replaces = &Ref{Edition: n - 1, Entry: e.Number, Commitment: e.Act.Commitment()}
		}
	}
	return p.act(seal.Edition, body)
}

func (p *press) bundle(entry seal.Entry, o Opened) []byte {
	p.t.Helper()
	b, err := NewBundle(entry.Number, o, p.entries, p.log.Checkpoint().Size, p.files.Read)
	if err != nil {
		p.t.Fatal(err)
	}
	out, err := b.Bytes()
	if err != nil {
		p.t.Fatal(err)
	}
	return out
}

// pressed is a log of two editions, its checkpoint before the second, and both bundles.
func pressed(t testing.TB) (p *press, e1, e2 seal.Entry, held, b1, b2 []byte) {
	p = newPress(t)
	p.act(seal.Key, map[string]string{"key": p.key.Public().String()})
	e1 = p.edition(1, "# T\n\none stays\n\ntwo goes away")
	p.act(seal.Circulation, CirculationBody{Report: "r", Edition: 1, Act: e1.Act.Commitment(), Party: "Member A", By: "the authors", On: date(t, "2018-08-03")})
	held = bytes.Clone(p.files["checkpoint"])
	b1 = p.bundle(e1, p.texts[1])
	e2 = p.edition(2, "# T\n\none stays\n\nthree has come")
	p.act(seal.Stop, StopBody{Report: "r", Edition: 2, Act: e2.Act.Commitment(), By: "Member A", Why: "not the one", On: date(t, "2018-09-13")})
	b2 = p.bundle(e2, p.texts[2])
	return p, e1, e2, held, b1, b2
}

func TestVerifyHolds(t *testing.T) {
	p, _, _, held, b1, b2 := pressed(t)
	v, err := Verify(b2, p.key.Public(), held)
	if err != nil {
		t.Fatal(err)
	}
	want := []string{
		`this is edition 2 of "Midterm report (stand-in text)", as signed by the key demo-body`,
		"proved\tthese bytes, entry 4 of a log of 5, which only grew since the checkpoint you hold (entry 3)",
		"claimed\tsealed on 4 Aug 2018 by demo-body; replaces edition 1, which stands at entry 2",
		"claimed\ton this basis: b; by the decision of the authors",
		"claimed\tstopped by Member A on 13 Sep 2018, entry 5: not the one",
		"not proved\tthat no later edition exists",
		"not proved\tthat nothing was left out before entry 3",
		"not proved\tthat what it says is true",
	}
	if diff := cmp.Diff(want, v.Words()); diff != "" {
		t.Errorf("-want +got\n%s", diff)
	}
	if v, err := Verify(b1, p.key.Public(), nil); err != nil || v.Edition != 1 {
		t.Errorf("edition 1: %v", err)
	}
	lines, err := CompareBundles("a", b1, "b", b2, p.key.Public())
	if err != nil || !strings.Contains(strings.Join(lines, "\n"), "edition 2 was sealed after edition 1: entry 4 after entry 2") {
		t.Errorf("compared: %v, %q", err, lines)
	}
}

// Each byte of a bundle, changed, is found: what is sealed is named, the rest is refused.
func TestEachByteFlipped(t *testing.T) {
	p, _, _, held, _, b2 := pressed(t)
	named := map[string]int{}
	for at := range b2 {
		for _, mask := range []byte{1, 0x80} {
			b := bytes.Clone(b2)
			b[at] ^= mask
			v, err := Verify(b, p.key.Public(), held)
			var m *seal.Malformed
			var n *seal.NotProved
			switch {
			case err == nil:
				t.Errorf("byte %d was changed by %#x and nothing was found", at, mask)
			case v.Holds || len(v.Broken) == 0:
				t.Errorf("byte %d: %v, and the verdict does not say so", at, err)
			case errors.As(err, &n):
				named[n.Part]++
			case errors.As(err, &m):
				named[m.Part]++
			default:
				t.Errorf("byte %d: an error of no kind: %v", at, err)
			}
		}
	}
	for _, part := range []string{"paragraph 1", "paragraph 2", "the act at entry 2", "the act at entry 4", "the log", "the log's checkpoint", "the list of paragraphs", "bundle"} {
		if named[part] == 0 {
			t.Errorf("no changed byte was named as in %s: %v", part, named)
		}
	}
	t.Logf("%d bytes, twice each; named: %v", len(b2), named)
}

// rebuilt returns a bundle after a change of its parts, as somebody without the key could
// make it.
func rebuilt(t *testing.T, b []byte, change func(*Bundle)) []byte {
	t.Helper()
	bundle, err := ReadBundle(b)
	if err != nil {
		t.Fatal(err)
	}
	change(bundle)
	out, err := bundle.Bytes()
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func TestAttacksOnBundles(t *testing.T) {
	p, e1, _, held, b1, b2 := pressed(t)
	one, err := ReadBundle(b1)
	if err != nil {
		t.Fatal(err)
	}
	forked, _, _, _, _, f2 := func() (*press, seal.Entry, seal.Entry, []byte, []byte, []byte) {
		q := newPress(t)
		q.act(seal.Key, map[string]string{"other": "history"})
		e := q.edition(1, "# T\n\nanother first edition")
		q.act(seal.Release, map[string]string{"x": "y"})
		q.entries = q.entries[:2]
		return q, e, e, nil, nil, q.bundle(e, q.texts[1])
	}()
	_ = forked
	for name, c := range map[string]struct {
		b     []byte
		since []byte
		want  string
	}{
		"an older edition in its place": {rebuilt(t, b2, func(b *Bundle) { b.Text, b.Salts, b.Hashes = one.Text, one.Salts, one.Hashes }), held, "it is not edition 2; it is edition 1, sealed at entry 2"},
		"another text with its own hashes": {rebuilt(t, b2, func(b *Bundle) {
			text, _ := Parse("t", []byte("# T\n\none stays\n\nthree has gone"))
			o, _ := Open(text, make([]seal.Salt, 3))
			b.Text, b.Salts = o.Encode()
			b.Hashes = o.Hashes()
		}), held, "the list of paragraphs does not hold"},
		"the older one called the newer": {rebuilt(t, b2, func(b *Bundle) { b.Entry = e1.Number }), held, "it is not edition 1; it is edition 2, sealed at entry 4"},
		"a log cut short":                {b1, p.files["checkpoint"], "is an older one, or was cut short"},
		"a forked log":                   {f2, held, "signed two histories"},
		"a checkpoint of another size":   {rebuilt(t, b2, func(b *Bundle) { b.Checkpoint = held }), nil, "its checkpoint is of 3 entries, 5 are shown"},
		"an unsigned checkpoint":         {rebuilt(t, b2, func(b *Bundle) { b.Checkpoint = b.Checkpoint[:bytes.Index(b.Checkpoint, []byte("\n\n"))+1] }), nil, "not a signed note"},
		"an act left out":                {rebuilt(t, b2, func(b *Bundle) { b.Acts = b.Acts[1:] }), nil, ""},
		"the edition's act left out":     {rebuilt(t, b2, func(b *Bundle) { b.Acts = append(b.Acts[:2:2], b.Acts[3:]...) }), nil, "the edition's, is not in it"},
		"acts swapped":                   {rebuilt(t, b2, func(b *Bundle) { b.Acts[0].Bytes, b.Acts[1].Bytes = b.Acts[1].Bytes, b.Acts[0].Bytes }), nil, "entry 1 does not hold"},
		"a leaf changed":                 {rebuilt(t, b2, func(b *Bundle) { b.Entries[0] = bytes.Clone(b.Entries[0]); b.Entries[0][30] ^= 1 }), nil, "are not those of its checkpoint"},
		"a paragraph more": {rebuilt(t, b2, func(b *Bundle) {
			b.Text = append(b.Text, "\nmore\n"...)
			b.Salts = append(b.Salts, bytes.Repeat([]byte("s"), 0)...)
		}), nil, "lines for the 4 parts"},
		"a zip of nothing": {[]byte("PK\x05\x06" + strings.Repeat("\x00", 18)), nil, "not a bundle of plimsoll"},
		"no zip":           {[]byte("hello"), nil, "not a zip"},
		"trailing bytes":   {append(bytes.Clone(b2), 0), nil, ""},
	} {
		v, err := Verify(c.b, p.key.Public(), c.since)
		if name == "an act left out" { // the key's own act is not needed
			if err != nil {
				t.Errorf("%s: %v", name, err)
			}
			continue
		}
		if err == nil || v.Holds || !strings.Contains(strings.Join(v.Broken, "\n"), c.want) {
			t.Errorf("%s: %v, %q; want %q", name, err, v.Broken, c.want)
		}
	}
}

func TestHostileZips(t *testing.T) {
	p, _, _, _, _, b2 := pressed(t)
	bundle, err := ReadBundle(b2)
	if err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		parts func([]part) []part
		want  string
	}{
		"two of one name": {func(ps []part) []part { return append(ps, ps[2]) }, "two parts are called edition.md"},
		"a path":          {func(ps []part) []part { return append(ps, part{"../x", nil}) }, "a path out of it"},
		"a part more":     {func(ps []part) []part { return append(ps, part{"x", nil}) }, "a part that no bundle has"},
		"another order":   {func(ps []part) []part { ps[2], ps[3] = ps[3], ps[2]; return ps }, "not in their order"},
		"a newer format":  {func(ps []part) []part { ps[0].b = []byte("plimsoll.bundle/2\nentry 4\n"); return ps }, "plimsoll.bundle/2"},
		"other words":     {func(ps []part) []part { ps[1].b = []byte("trust me\n"); return ps }, "the zip around it was changed"},
		"no checkpoint":   {func(ps []part) []part { return append(ps[:len(ps)-2:len(ps)-2], ps[len(ps)-1]) }, "no part log/checkpoint"},
		"no entries":      {func(ps []part) []part { return ps[:len(ps)-1] }, "not all entries"},
	} {
		var b bytes.Buffer
		if err := zipParts(&b, c.parts(bundle.parts())); err != nil {
			t.Fatal(err)
		}
		_, err := Verify(b.Bytes(), p.key.Public(), nil)
		var m *seal.Malformed
		if !errors.As(err, &m) || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v, want %q", name, err, c.want)
		}
	}
}

// A public edition has the sealed root, says which paragraph is withheld, and does not
// hold its words, its salt or its length.
func TestRedacted(t *testing.T) {
	p, _, e2, _, _, b2 := pressed(t)
	public, err := p.texts[2].Redact(map[int]string{2: "a ship whose operator has not answered"})
	if err != nil {
		t.Fatal(err)
	}
	b := p.bundle(e2, public)
	v, err := Verify(b, p.key.Public(), nil)
	if err != nil {
		t.Fatal(err)
	}
	if want := `this is edition 2 of "Midterm report (stand-in text)", less 1 marked passage, as signed by the key demo-body`; v.Sentence != want {
		t.Errorf("%s", v.Sentence)
	}
	if len(v.Withheld) != 1 || v.Withheld[0].Paragraph != 2 {
		t.Errorf("withheld: %+v", v.Withheld)
	}
	if bytes.Contains(b, []byte("three has come")) || bytes.Contains(b, fmt.Appendf(nil, "%x", p.texts[2].Parts[2].Salt)) || !bytes.Contains(b2, []byte("three has come")) {
		t.Error("the public bundle holds the passage or its salt")
	}
	if _, err := p.texts[2].Redact(map[int]string{9: "x"}); err == nil {
		t.Error("a paragraph that is not there was withheld")
	}
}

// Somebody without the key may put a heading's hash in its place, and the root holds: every
// paragraph behind it would have another number. The number of paragraphs is sealed.
func TestWithheldHeading(t *testing.T) {
	p, _, e2, _, _, _ := pressed(t)
	forged := Opened{Parts: append([]Part(nil), p.texts[2].Parts...)}
	forged.Parts[0] = Part{Withheld: &Withheld{Hash: forged.Parts[0].Hash(), Reason: "not yours"}}
	v, err := Verify(p.bundle(e2, forged), p.key.Public(), nil)
	if err == nil || v.Holds || !strings.Contains(strings.Join(v.Broken, "\n"), "the numbering does not hold: 3 paragraphs are numbered, 2 were sealed") {
		t.Errorf("%v: %q", err, v.Broken)
	}
}

func TestRegisterRefuses(t *testing.T) {
	p, e1, e2, _, _, _ := pressed(t)
	r, err := NewRegister("r", p.entries)
	if err != nil {
		t.Fatal(err)
	}
	if r.Edition(2).State != StoppedState || r.Edition(1).State != CirculatedState {
		t.Errorf("states %s, %s", r.Edition(1).State, r.Edition(2).State)
	}
	latest := strings.Join(r.LatestWords(), "\n")
	if !strings.Contains(latest, "edition 2 is the last that was sealed, and it is stopped") || !strings.Contains(latest, "edition 1 is the last before it that was given out") {
		t.Errorf("latest: %s", latest)
	}
	sign := func(kind seal.Kind, body any) seal.Entry {
		b, err := Encode(body)
		if err != nil {
			t.Fatal(err)
		}
		a, err := seal.Sign(p.key, kind, time.Unix(1e9, 0), seal.Salt{}, b)
		if err != nil {
			t.Fatal(err)
		}
		return seal.Entry{Number: 6, Act: a}
	}
	d := date(t, "2018-09-14")
	for name, c := range map[string]struct {
		e    seal.Entry
		want string
	}{
		"stopped twice":         {sign(seal.Stop, StopBody{"r", 2, e2.Act.Commitment(), "x", "y", d}), "stopped already"},
		"released, not stopped": {sign(seal.Release, StopBody{"r", 1, e1.Act.Commitment(), "x", "y", d}), "is not stopped"},
		"circulated, stopped":   {sign(seal.Circulation, CirculationBody{"r", 2, e2.Act.Commitment(), "C", "y", d}), "edition 2 is stopped, by Member A"},
		"other bytes":           {sign(seal.Circulation, CirculationBody{"r", 1, e2.Act.Commitment(), "C", "y", d}), "other bytes than those of edition 1"},
		"no such edition":       {sign(seal.Circulation, CirculationBody{"r", 7, e2.Act.Commitment(), "C", "y", d}), "edition 7 is not on record"},
		"edition 2 again":       {sign(seal.Edition, EditionBody{Report: "r", Edition: 2}), "the next is 3"},
		"replaces nothing":      {sign(seal.Edition, EditionBody{Report: "r", Edition: 3}), "does not say that it replaces edition 2"},
		"withdraws another's":   {sign(seal.Dissent, DissentBody{Report: "r", Edition: 1, ID: "D-1", Step: Withdrawn, By: "x"}), "D-1 is not on record"},
		"unknown key":           {sign(seal.Stop, map[string]any{"report": "r", "colour": 1}), "unknown field"},
	} {
		if err := r.Add(c.e); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v, want %q", name, err, c.want)
		}
	}
}

func TestReceipts(t *testing.T) {
	private, public, err := seal.GenerateKey(&stream{9}, "member-a")
	if err != nil {
		t.Fatal(err)
	}
	key, err := seal.ParsePublicKey(public)
	if err != nil {
		t.Fatal(err)
	}
	r := Receipt{Report: "r", Edition: 2, Act: seal.Commitment{1}, Party: "Member A", Received: date(t, "2018-09-13")}
	signed, err := SignReceipt(r, private)
	if err != nil {
		t.Fatal(err)
	}
	if back, err := OpenReceipt(signed, key); err != nil || back != r {
		t.Errorf("read back: %+v, %v", back, err)
	}
	for at := range signed {
		b := bytes.Clone(signed)
		b[at] ^= 1
		if _, err := OpenReceipt(b, key); err == nil {
			t.Errorf("byte %d of a receipt was changed and nothing was found", at)
		}
	}
}

// A bundle of format 1, made once: every later build opens it.
func TestFormat1(t *testing.T) {
	read := func(name string) []byte {
		b, err := os.ReadFile("testdata/format-1/" + name)
		if err != nil {
			t.Fatal(err)
		}
		return b
	}
	if *freeze {
		freezeBundle(t)
	}
	key, err := seal.ParsePublicKey(string(read("demo-body.pub")))
	if err != nil {
		t.Fatal(err)
	}
	v, err := Verify(read("edition-2.plimsoll.zip"), key, read("checkpoint-3.txt"))
	if err != nil {
		t.Fatal(err)
	}
	if v.Edition != 2 || v.Entry != 4 || v.Size != 5 || v.Since != 3 {
		t.Errorf("read as edition %d, entry %d of %d, since %d", v.Edition, v.Entry, v.Size, v.Since)
	}
	public, err := Verify(read("edition-2-public.plimsoll.zip"), key, nil)
	if err != nil || len(public.Withheld) != 1 || public.Withheld[0].Paragraph != 2 {
		t.Errorf("the public edition: %v, %+v", err, public.Withheld)
	}
}

var freeze = flag.Bool("freeze", false, "write testdata/format-1 anew: only when the format is not released yet")

func freezeBundle(t *testing.T) {
	p, _, e2, held, _, b2 := pressed(t)
	public, err := p.texts[2].Redact(map[int]string{2: "a ship whose operator has not answered"})
	if err != nil {
		t.Fatal(err)
	}
	if err := os.MkdirAll("testdata/format-1", 0o755); err != nil {
		t.Fatal(err)
	}
	for name, b := range map[string][]byte{
		"demo-body.pub": []byte(p.key.Public().String() + "\n"), "checkpoint-3.txt": held,
		"edition-2.plimsoll.zip": b2, "edition-2-public.plimsoll.zip": p.bundle(e2, public),
	} {
		if err := os.WriteFile("testdata/format-1/"+name, b, 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

func FuzzVerify(f *testing.F) {
	p, _, _, held, _, b2 := pressed(f)
	f.Add(b2)
	f.Add([]byte("PK"))
	f.Fuzz(func(t *testing.T, b []byte) {
		if _, err := Verify(b, p.key.Public(), held); err == nil && !bytes.Equal(b, b2) {
			t.Error("a bundle was forged")
		}
	})
}
