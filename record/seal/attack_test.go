package seal

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"golang.org/x/mod/sumdb/tlog"
	"pgregory.net/rapid"
)

// named reports whether an error is one of ours and says words.
func named(err error, words string) bool {
	var (
		m *Malformed
		n *NotProved
		f *Fork
		c *Truncated
	)
	ours := errors.As(err, &m) || errors.As(err, &n) || errors.As(err, &f) || errors.As(err, &c)
	return ours && strings.Contains(err.Error(), words)
}

// Every byte of an act and of a checkpoint matters: none can be changed to another.
func TestFlippedBytes(t *testing.T) {
	key, a := example(t)
	l, m, _ := grown(t, key, 3)
	checkpoint := m.files[CheckpointPath]
	for at := range a.Bytes() {
		for _, mask := range []byte{1, 0x20, 0x80} {
			b := a.Bytes()
			b[at] ^= mask
			if _, err := OpenAct("act", b, key.Public()); err == nil {
				t.Errorf("byte %d of an act was changed by %#x and nothing was found", at, mask)
			}
		}
	}
	for at := range checkpoint {
		for _, mask := range []byte{1, 2, 4, 0x20, 0x80} {
			b := bytes.Clone(checkpoint)
			b[at] ^= mask
			if _, err := OpenCheckpoint("checkpoint", b, key.Public()); err == nil {
				t.Errorf("byte %d of the checkpoint of %d was changed by %#x and nothing was found", at, l.Checkpoint().Size, mask)
			}
		}
	}
}

// The attacks of somebody who has the key, or the folder.
func TestAttacks(t *testing.T) {
	key := testKey(t, zeros{}, "demo-body")
	stranger := testKey(t, &counting{}, "demo-body") // another key of the same name
	l, m, acts := grown(t, key, 9)
	v, err := l.View()
	if err != nil {
		t.Fatal(err)
	}
	at := func(n int) Checkpoint {
		short, _, _ := grown(t, key, n)
		return short.Checkpoint()
	}
	// The same key, the same five entries, then another history.
	_, other, _ := grown(t, key, 5)
	forked, err := Open(other, key.Public())
	if err != nil {
		t.Fatal(err)
	}
	for i := range 4 {
		if _, err := forked.Append(key, testAct(t, key, 100+i)); err != nil {
			t.Fatal(err)
		}
	}
	forkedView, err := forked.View()
	if err != nil {
		t.Fatal(err)
	}
	swapped := bytes.Clone(m.files["checkpoint"])
	for name, c := range map[string]struct {
		err  error
		want string
	}{
		"truncated":          {func() error { s, _ := viewOf(t, key, 5); return s.Grew(l.Checkpoint()) }(), "is an older one, or was cut short"},
		"forked, longer":     {forkedView.Grew(at(7)), "signed two histories"},
		"copied, used twice": {Compare(v, forkedView), "signed two histories"},
		"rewritten":          {forkedView.Grew(l.Checkpoint()), "signed two histories"},
		"other log":          {v.Grew(Checkpoint{"another", 3, tlog.Hash{}}), "is of the log"},
		"stranger's key":     {func() error { _, err := OpenCheckpoint("the log's checkpoint", swapped, stranger.Public()); return err }(), "another key of the name"},
		"unsigned": {func() error {
			_, err := OpenCheckpoint("the log's checkpoint", []byte(l.Checkpoint().text()), key.Public())
			return err
		}(), "not a signed note"},
		"other act at entry 7": {v.Holds(6, acts[2]), "entry 7 does not hold"},
		"beyond the log":       {v.Holds(9, acts[2]), "the log has 9 entries"},
		"a leaf left out":      {func() error { _, err := NewView(l.Checkpoint(), v.Leaves[1:]); return err }(), "9 entries, 8 are shown"},
		"a leaf swapped": {func() error {
			ls := append([]Leaf(nil), v.Leaves...)
			ls[2] = ls[3]
			_, err := NewView(l.Checkpoint(), ls)
			return err
		}(), "are not those of its checkpoint"},
		"proof of another size": {func() error { p, _ := v.Inclusion(2, 7); return CheckInclusion(p, v.Checkpoint, 2, v.Leaves[2]) }(), "does not lead from entry 3"},
		"proof of another leaf": {func() error { p, _ := v.Inclusion(2, 9); return CheckInclusion(p, v.Checkpoint, 2, v.Leaves[3]) }(), "does not lead from entry 3"},
		"growth of other sizes": {func() error { p, _ := v.Consistency(5, 9); return CheckConsistency(p, at(6), v.Checkpoint) }(), "does not lead from 6 entries to 9"},
		"growth backwards":      {CheckConsistency(nil, v.Checkpoint, at(6)), "cut short"},
	} {
		if !named(c.err, c.want) {
			t.Errorf("%s: %v, want an error with %q", name, c.err, c.want)
		}
	}
	if err := v.Grew(at(5)); err != nil {
		t.Errorf("the log does not extend its first 5 entries: %v", err)
	}
	if p, err := v.Consistency(5, 9); err != nil || CheckConsistency(p, at(5), v.Checkpoint) != nil {
		t.Errorf("the proof of its growth does not hold: %v", err)
	}
}

func viewOf(t *testing.T, key PrivateKey, n int) (View, error) {
	l, _, _ := grown(t, key, n)
	return l.View()
}

// A folder that was changed is refused when it is opened, appended to or read.
func TestChangedFolder(t *testing.T) {
	key := testKey(t, zeros{}, "demo-body")
	_, sound, _ := grown(t, key, 260)
	for name, c := range map[string]struct {
		change func(*memory)
		want   string
	}{
		"no checkpoint":    {func(m *memory) { delete(m.files, CheckpointPath) }, "has no checkpoint"},
		"no tile":          {func(m *memory) { delete(m.files, "tile/0/001.p/4") }, "its tiles are not those of its checkpoint"},
		"a hash changed":   {func(m *memory) { m.files["tile/0/001.p/4"][3] ^= 1 }, "its tiles are not those of its checkpoint"},
		"a tile cut short": {func(m *memory) { m.files["tile/0/001.p/4"] = m.files["tile/0/001.p/4"][:32] }, "its tiles are not those"},
		"an older checkpoint": {func(m *memory) {
			_, o, _ := grown(t, key, 4)
			m.files[CheckpointPath] = o.files[CheckpointPath]
			delete(m.files, "tile/0/000.p/4")
		}, "its tiles are not those"},
		"an entry changed":       {func(m *memory) { m.files["tile/entries/001.p/4"][20] ^= 1 }, "entry 257 does not hold"},
		"entries cut short":      {func(m *memory) { m.files["tile/entries/001.p/4"] = m.files["tile/entries/001.p/4"][:80] }, "not the 304 of 4 entries"},
		"entries of old swapped": {func(m *memory) { m.files["tile/entries/000"][20] ^= 1 }, "are not those of its checkpoint"},
	} {
		m := sound.copy()
		for path, b := range m.files {
			m.files[path] = bytes.Clone(b)
		}
		c.change(m)
		l, err := Open(m, key.Public())
		if err == nil {
			_, err = l.View()
		}
		var again error
		if l != nil && name != "entries of old swapped" { // an append reads the last entries alone
			_, again = l.Append(key, testAct(t, key, 300))
			if again == nil {
				t.Errorf("%s: an act was appended", name)
			}
		}
		if !named(err, c.want) && !named(again, c.want) {
			t.Errorf("%s: %v; %v; want %q", name, err, again, c.want)
		}
	}
}

// A write may fail, or reach the disk and fail: whatever is acknowledged is there, the
// checkpoint is never ahead of its tiles, and the log goes on.
func TestEveryWriteFails(t *testing.T) {
	key := testKey(t, zeros{}, "demo-body")
	_, start, _ := grown(t, key, 254)
	points := 0
	for _, after := range []bool{false, true} {
		for left := 0; ; left++ {
			m := start.copy()
			l, err := Open(m, key.Public())
			if err != nil {
				t.Fatal(err)
			}
			m.left, m.after = left, after
			acknowledged := int64(254)
			failed := false
			for i := range 4 {
				if _, err := l.Append(key, testAct(t, key, 254+i)); err != nil {
					failed = true
					break
				}
				acknowledged++
			}
			m.left = -1
			checkRecovered(t, key, m, acknowledged, fmt.Sprintf("write %d, after %v", left, after))
			if !failed {
				break
			}
			points++
		}
	}
	t.Logf("%d failing writes", points)
	if points < 20 {
		t.Errorf("only %d writes were made to fail", points)
	}
}

func checkRecovered(t *testing.T, key PrivateKey, m *memory, acknowledged int64, what string) {
	t.Helper()
	l, err := Open(m, key.Public())
	if err != nil {
		t.Fatalf("%s: %v", what, err)
	}
	// What failed in its last write may have reached the checkpoint; nothing else may.
	if size := l.Checkpoint().Size; size < acknowledged || size > acknowledged+1 {
		t.Fatalf("%s: %d entries, %d were acknowledged", what, size, acknowledged)
	}
	v, err := l.View()
	if err != nil {
		t.Fatalf("%s: %v", what, err)
	}
	for i := range acknowledged {
		if err := v.Holds(i, testAct(t, key, int(i))); err != nil {
			t.Fatalf("%s: %v", what, err)
		}
	}
	if _, err := l.Append(key, testAct(t, key, 999)); err != nil {
		t.Fatalf("%s: the log does not go on: %v", what, err)
	}
	if _, err := l.View(); err != nil {
		t.Fatalf("%s: %v", what, err)
	}
}

// Order of one append: the entries and tiles, and the checkpoint last.
func TestCheckpointIsLast(t *testing.T) {
	key := testKey(t, zeros{}, "demo-body")
	_, m, _ := grown(t, key, 255)
	o := &ordered{memory: m}
	l, err := Open(o, key.Public())
	if err != nil {
		t.Fatal(err)
	}
	if _, err := l.Append(key, testAct(t, key, 255), testAct(t, key, 256)); err != nil {
		t.Fatal(err)
	}
	want := "tile/entries/000 tile/entries/001.p/1 tile/0/000 tile/0/001.p/1 tile/1/000.p/1 checkpoint"
	if got := strings.Join(o.order, " "); got != want {
		t.Errorf("written: %s\nwant: %s", got, want)
	}
}

type ordered struct {
	*memory
	order []string
}

func (o *ordered) Write(path string, b []byte) error {
	o.order = append(o.order, path)
	return o.memory.Write(path, b)
}

// However a log came to its size, its tree is the same, and every proof holds for its own
// entry and sizes.
func TestProofs(t *testing.T) {
	key := testKey(t, zeros{}, "demo-body")
	l, _, acts := grown(t, key, 40)
	v, err := l.View()
	if err != nil {
		t.Fatal(err)
	}
	rapid.Check(t, func(t *rapid.T) {
		size := rapid.Int64Range(1, 40).Draw(t, "size")
		index := rapid.Int64Range(0, size-1).Draw(t, "index")
		root, err := tlog.TreeHash(size, v.hashes)
		if err != nil {
			t.Fatal(err)
		}
		c := Checkpoint{"demo-body", size, root}
		p, err := v.Inclusion(index, size)
		if err != nil || CheckInclusion(p, c, index, acts[index].Leaf()) != nil {
			t.Fatalf("entry %d of %d: %v", index, size, err)
		}
		q, err := v.Consistency(size, 40)
		if err != nil || CheckConsistency(q, c, v.Checkpoint) != nil {
			t.Fatalf("%d to 40: %v", size, err)
		}
	})
}

func TestRefusedActs(t *testing.T) {
	key := testKey(t, zeros{}, "demo-body")
	for name, c := range map[string]struct {
		kind    Kind
		claimed time.Time
		body    string
	}{
		"no kind":        {0, time.Unix(0, 0), `{}`},
		"before 1970":    {Stop, time.Unix(-1, 0), `{}`},
		"after 9999":     {Stop, time.Date(10000, 1, 1, 0, 0, 0, 0, time.UTC), `{}`},
		"no JSON":        {Stop, time.Unix(0, 0), `{`},
		"two lines":      {Stop, time.Unix(0, 0), "{\n}"},
		"a tab":          {Stop, time.Unix(0, 0), "{\t}"},
		"no body":        {Stop, time.Unix(0, 0), ""},
		"more than 1 MB": {Stop, time.Unix(0, 0), `"` + strings.Repeat("x", MaxAct) + `"`},
	} {
		if _, err := Sign(key, c.kind, c.claimed, Salt{}, []byte(c.body)); !named(err, "read ") {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, err := Create(func() *memory { _, m, _ := grown(t, key, 1); return m }(), key); !named(err, "checkpoint already") {
		t.Errorf("a log was begun twice: %v", err)
	}
}

func FuzzOpenAct(f *testing.F) {
	key, a := example(f)
	f.Add(a.Bytes())
	f.Add([]byte("plimsoll.act/1\nkind stop\n\n— example AAAA\n"))
	f.Fuzz(func(t *testing.T, b []byte) {
		got, err := OpenAct("act", b, key.Public())
		if err == nil && !bytes.Equal(got.Bytes(), a.Bytes()) {
			t.Errorf("an act was forged: %q", b)
		}
		if text, _, err := splitNote("act", b); err == nil {
			_, _ = parseAct("act", text)
		}
	})
}

func FuzzCheckpoint(f *testing.F) {
	f.Add("demo-body\n3\nAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n")
	f.Fuzz(func(t *testing.T, text string) {
		if c, err := parseCheckpoint("checkpoint", text); err == nil && c.text() != text {
			t.Errorf("%q is read as %+v, which is %q", text, c, c.text())
		}
	})
}

func FuzzEntries(f *testing.F) {
	_, a := example(f)
	f.Add(packLeaves([]Leaf{a.Leaf(), a.Leaf()}), 2)
	f.Fuzz(func(t *testing.T, b []byte, w int) {
		if w < 0 || w > tileWidth {
			return
		}
		if leaves, err := unpackLeaves("tile/entries/000", 1, w, b); err == nil && !bytes.Equal(packLeaves(leaves), b) {
			t.Error("a tile of entries has two encodings")
		}
	})
}

func BenchmarkAppend(b *testing.B) {
	key := testKey(b, zeros{}, "demo-body")
	l, _, _ := grown(b, key, 1)
	for i := 0; b.Loop(); i++ {
		if _, err := l.Append(key, testAct(b, key, i)); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkView(b *testing.B) {
	key := testKey(b, zeros{}, "demo-body")
	l, _, _ := grown(b, key, 1000)
	for b.Loop() {
		if _, err := l.View(); err != nil {
			b.Fatal(err)
		}
	}
}
