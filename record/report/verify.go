package report

import (
	"errors"
	"fmt"
	"strings"

	"github.com/plimsoll-watch/plimsoll/base/day"
	"github.com/plimsoll-watch/plimsoll/record/seal"
)

// Verdict is what a bundle proves, what its sealer claims, and what nobody can prove with
// it; or what does not hold, what does, and what cannot be known.
type Verdict struct {
	Holds    bool           `json:"holds"`
	Sentence string         `json:"sentence"`
	Report   string         `json:"report,omitempty"`
	Title    string         `json:"title,omitempty"`
	Edition  int            `json:"edition,omitempty"`
	Key      string         `json:"key"`
	KeyShort string         `json:"key_short"` // to compare by eye
	Entry    int64          `json:"entry,omitempty"`
	Size     int64          `json:"log_size,omitempty"`
	Since    int64          `json:"since,omitempty"` // entries of the checkpoint held
	Claimed  day.Date       `json:"claimed_on,omitzero"`
	Withheld []WithheldPart `json:"withheld,omitempty"`
	Invented string         `json:"invented,omitempty"`

	Proved    []string `json:"proved,omitempty"`
	Claims    []string `json:"claimed,omitempty"`
	NotProved []string `json:"not_proved,omitempty"`

	Broken  []string `json:"does_not_hold,omitempty"`
	Sound   []string `json:"holds_still,omitempty"`
	Unknown []string `json:"not_known,omitempty"`

	Technician []string `json:"technician,omitempty"`
}

// WithheldPart is a passage that a public edition leaves out.
type WithheldPart struct {
	Paragraph int    `json:"paragraph,omitempty"` // 0: a part without a number
	Part      int    `json:"part"`                // its place in the edition, from 1
	Reason    string `json:"reason"`              // by who withheld it; not proved
}

// checking is a bundle while it is verified. A check that fails is noted and those that do
// not rest on it go on, so that the answer says what still holds.
type checking struct {
	v        Verdict
	key      seal.PublicKey
	bundle   *Bundle
	view     seal.View
	acts     []seal.Entry
	body     EditionBody
	opened   Opened
	register Register
	since    *seal.Checkpoint
	errs     []error
}

// Verify checks a bundle against the sealer's key and, when since is not nil, against a
// signed checkpoint that the reader kept. The error is nil when all holds; it is a
// seal.Malformed when the bundle cannot be read, and otherwise names each part that does
// not hold. The verdict is complete as far as it goes in every case.
func Verify(b []byte, key seal.PublicKey, since []byte) (Verdict, error) {
	c := &checking{key: key, v: Verdict{Key: key.Name(), KeyShort: key.Short()}}
	var err error
	if c.bundle, err = ReadBundle(b); err != nil {
		c.v.Sentence = "this cannot be read as a bundle"
		c.v.Broken = []string{err.Error()}
		return c.v, err
	}
	c.v.Entry = c.bundle.Entry
	if since != nil {
		held, err := seal.OpenCheckpoint("the checkpoint you hold", since, key)
		if err != nil {
			c.v.Sentence = "the checkpoint you hold is not one of the key " + key.Name()
			c.v.Broken = []string{err.Error()}
			return c.v, err
		}
		c.since, c.v.Since = &held, held.Size
	}
	logHolds := c.log()
	actsHold := c.openActs(logHolds)
	textHolds := c.text(actsHold)
	if logHolds && actsHold {
		c.chain()
	}
	if len(c.errs) == 0 {
		c.fail(c.bundle.encoded(b))
	}
	c.technician(logHolds, textHolds)
	if err := errors.Join(c.errs...); err != nil {
		c.say(false)
		return c.v, c.errs[0]
	}
	c.say(true)
	return c.v, nil
}

// fail notes what does not hold and reports whether something did not.
func (c *checking) fail(err error) bool {
	if err == nil {
		return false
	}
	c.errs = append(c.errs, err)
	c.v.Broken = append(c.v.Broken, err.Error())
	return true
}

func (c *checking) sound(format string, args ...any) {
	c.v.Sound = append(c.v.Sound, fmt.Sprintf(format, args...))
}

// log checks the checkpoint, the leaves against it, and its growth since the one held.
func (c *checking) log() bool {
	var err error
	if c.view, err = c.bundle.view(c.key); c.fail(err) {
		return false
	}
	c.v.Size = c.view.Checkpoint.Size
	c.sound("the log of %d entries is as the key %s signed it", c.v.Size, c.key.Name())
	if c.since != nil && !c.fail(c.view.Grew(*c.since)) {
		c.sound("it only grew since the checkpoint you hold, at entry %d", c.since.Size)
	}
	return true
}

// openActs checks each act's signature and its place in the log.
func (c *checking) openActs(logHolds bool) bool {
	good := true
	for _, a := range c.bundle.Acts {
		act, err := seal.OpenAct(fmt.Sprintf("the act at entry %d", a.Number), a.Bytes, c.key)
		if c.fail(err) || logHolds && c.fail(c.view.Holds(a.Number-1, act)) {
			good = false
			continue
		}
		c.acts = append(c.acts, seal.Entry{Number: a.Number, Act: act})
	}
	return good && c.edition()
}

// edition reads the act of the edition, and sees that it is the one it should be.
func (c *checking) edition() bool {
	for _, e := range c.acts {
		if e.Number != c.bundle.Entry {
			continue
		}
		body, err := decode[EditionBody](e, seal.Edition)
		if c.fail(err) {
			return false
		}
		c.body = body
		c.v.Report, c.v.Title, c.v.Edition, c.v.Claimed, c.v.Invented = body.Report, body.Title, body.Edition, claimedDay(e.Act), body.Invented
		c.sound("entry %d is edition %d, by the key you gave", e.Number, body.Edition)
		return true
	}
	return !c.fail(&seal.Malformed{Part: "bundle", What: fmt.Sprintf("the act at entry %d, the edition's, is not in it", c.bundle.Entry), Hint: bundleHint})
}

// text checks the paragraphs against the root that was sealed, and names each that is
// another.
func (c *checking) text(actsHold bool) bool {
	var err error
	c.opened, err = DecodeOpened(c.bundle.Text, c.bundle.Salts)
	if err != nil {
		c.fail(err)
		return false
	}
	if !actsHold {
		return false
	}
	hashes := c.bundle.Hashes
	sealed := rootOf(hashes).String() == c.body.Root
	if !sealed && !c.otherEdition() {
		c.fail(&seal.NotProved{Part: "the list of paragraphs", What: "the hashes in " + hashesFile + " are not those that were sealed"})
	}
	if !sealed {
		return false
	}
	if len(hashes) != len(c.opened.Parts) || len(hashes) != c.body.Parts {
		c.fail(&seal.NotProved{Part: "the edition", What: fmt.Sprintf("it has %d parts, %d were sealed", len(c.opened.Parts), c.body.Parts)})
		return false
	}
	if n := c.opened.Paragraphs(); n != c.body.Paragraphs {
		c.fail(&seal.NotProved{Part: "the numbering", What: fmt.Sprintf("%d paragraphs are numbered, %d were sealed: a heading or somebody's words were withheld as if they were a paragraph", n, c.body.Paragraphs)})
		return false
	}
	return c.paragraphs()
}

// paragraphs compares each paragraph with its sealed hash.
func (c *checking) paragraphs() bool {
	good := 0
	for i, h := range c.opened.Hashes() {
		p := c.opened.Parts[i]
		if h != c.bundle.Hashes[i] {
			c.fail(&seal.NotProved{Part: partName(p, i), What: "it is not the one that was sealed", Hint: "do not cite this file; ask the sender for the sealed one, and compare"})
			continue
		}
		good++
		if p.Withheld != nil {
			c.v.Withheld = append(c.v.Withheld, WithheldPart{Paragraph: p.Number(), Part: i + 1, Reason: p.Withheld.Reason})
		}
	}
	if all := len(c.opened.Parts); good < all {
		c.sound("the other %d of its %d parts", good, all)
		c.v.Unknown = append(c.v.Unknown, "what the changed parts said: only the sealed edition tells")
		return false
	}
	return true
}

// otherEdition says so when the text is that of another edition that the bundle opens.
func (c *checking) otherEdition() bool {
	root := c.opened.Root().String()
	for _, e := range c.acts {
		body, err := decode[EditionBody](e, seal.Edition)
		if err == nil && e.Number != c.bundle.Entry && body.Root == root && body.Report == c.body.Report {
			return c.fail(&seal.NotProved{Part: "the text", What: fmt.Sprintf("it is not edition %d; it is edition %d, sealed at entry %d", c.body.Edition, body.Edition, e.Number)})
		}
	}
	return false
}

func partName(p Part, i int) string {
	switch n := p.Number(); {
	case p.Block != nil && p.Block.Kind == FrameBlock:
		return fmt.Sprintf("the %s in part %d", p.Block.Frame.Kind, i+1)
	case n > 0:
		return fmt.Sprintf("paragraph %d", n)
	}
	return fmt.Sprintf("part %d, a heading", i+1)
}

// chain checks that the acts follow from one another, and the leaves they speak of.
func (c *checking) chain() {
	var err error
	c.register, err = NewRegister(c.body.Report, c.acts)
	c.fail(err)
}

func (c *checking) technician(logHolds, textHolds bool) {
	add := func(format string, args ...any) {
		c.v.Technician = append(c.v.Technician, fmt.Sprintf(format, args...))
	}
	add("key %s", c.key)
	if logHolds {
		add("log of %d entries, root %s", c.view.Checkpoint.Size, c.view.Checkpoint.Root)
	}
	for _, e := range c.acts {
		if e.Number == c.bundle.Entry {
			add("act at entry %d, SHA-256 %s", e.Number, e.Act.Commitment())
		}
	}
	if textHolds {
		add("root of the edition's %d parts %s", c.body.Parts, c.body.Root)
	}
	add("seal/1: RFC 6962, C2SP tlog-tiles, Ed25519")
}

// say fills the sentences.
func (c *checking) say(holds bool) {
	v := &c.v
	v.Holds = holds
	name := "the edition"
	if v.Edition > 0 {
		name = fmt.Sprintf("edition %d of %q", v.Edition, v.Title)
	}
	if !holds {
		v.Sentence = "this is not " + name + " as it was sealed"
		if v.Edition == 0 {
			v.Sentence = "this is not what it says it is"
		}
		v.Unknown = append(v.Unknown, "who changed it, and whether on purpose")
		return
	}
	v.Sound = nil
	v.Sentence = fmt.Sprintf("this is %s, as signed by the key %s", name, v.Key)
	if n := len(v.Withheld); n > 0 {
		v.Sentence = fmt.Sprintf("this is %s, less %d marked %s, as signed by the key %s", name, n, plural(n, "passage"), v.Key)
	}
	v.Proved, v.Claims, v.NotProved = c.proved(), c.claims(), c.notProved()
}

func plural(n int, word string) string {
	if n == 1 {
		return word
	}
	return word + "s"
}

func (c *checking) proved() []string {
	place := fmt.Sprintf("entry %d of a log of %d", c.v.Entry, c.v.Size)
	if c.since != nil {
		place += fmt.Sprintf(", which only grew since the checkpoint you hold (entry %d)", c.since.Size)
	}
	if len(c.v.Withheld) == 0 {
		return []string{"these bytes, " + place}
	}
	shown := len(c.opened.Parts) - len(c.v.Withheld)
	return []string{
		fmt.Sprintf("the %d parts shown are the sealed ones, in their places, %s", shown, place),
		fmt.Sprintf("%d withheld: %s; nothing else is missing", len(c.v.Withheld), withheldWords(c.v.Withheld)),
	}
}

func withheldWords(parts []WithheldPart) string {
	var out []string
	for _, p := range parts {
		if p.Paragraph > 0 {
			out = append(out, fmt.Sprintf("paragraph %d", p.Paragraph))
		} else {
			out = append(out, fmt.Sprintf("part %d", p.Part))
		}
	}
	return strings.Join(out, ", ")
}

func (c *checking) claims() []string {
	first := fmt.Sprintf("sealed on %s by %s", dayWords(c.v.Claimed), c.v.Key)
	if r := c.body.Replaces; r != nil {
		first += fmt.Sprintf("; replaces edition %d, which stands at entry %d", r.Edition, r.Entry)
	}
	out := []string{first}
	if c.body.Basis != "" || c.body.Authority != "" {
		out = append(out, fmt.Sprintf("on this basis: %s; by the decision of %s", orNone(c.body.Basis), orNone(c.body.Authority)))
	}
	if s := c.register.Edition(c.body.Edition); s != nil {
		for _, t := range s.Steps {
			out = append(out, fmt.Sprintf("%s by %s on %s, entry %d: %s", t.State, t.By, dayWords(t.On), t.Entry, t.Why))
		}
		if s.ReplacedBy > 0 {
			later := c.register.Edition(s.ReplacedBy)
			out = append(out, fmt.Sprintf("replaced by edition %d, which stands at entry %d", s.ReplacedBy, later.Entry))
		}
	}
	for _, d := range c.register.Dissents {
		if d.Edition == c.body.Edition {
			out = append(out, fmt.Sprintf("%s %s against it by %s on %s, entry %d", d.Kind, d.ID, d.By, dayWords(d.On), d.Entry))
		}
	}
	for _, w := range c.v.Withheld {
		out = append(out, fmt.Sprintf("%s withheld: %s", withheldWords([]WithheldPart{w}), w.Reason))
	}
	return out
}

// dayWords prints a day as "12 Sep 2018", a month or a span as tables have it.
func dayWords(d day.Date) string {
	if d.IsZero() || d.First() != d.Last() {
		return d.String()
	}
	return d.First().Time().Format("2 Jan 2006")
}

func orNone(s string) string {
	if s == "" {
		return "not told"
	}
	return s
}

func (c *checking) notProved() []string {
	out := []string{"that no later edition exists" + c.laterWords()}
	if c.since != nil {
		out = append(out, fmt.Sprintf("that nothing was left out before entry %d", c.since.Size))
	} else {
		out = append(out, "that everybody is shown the same log, or that nothing was left out of it: no checkpoint was given with --since")
	}
	if len(c.v.Withheld) > 0 {
		out = append(out, "what the withheld passages say, how long they are, and whether the reasons given are the reasons")
	}
	return append(out, "that what it says is true")
}

// laterWords names the entries after the edition that are of the kind edition and are not
// opened here.
func (c *checking) laterWords() string {
	opened := map[int64]bool{}
	for _, e := range c.acts {
		opened[e.Number] = true
	}
	var later []string
	for i := c.v.Entry; i < c.v.Size; i++ {
		if c.view.Leaves[i].Kind == seal.Edition && !opened[i+1] {
			later = append(later, fmt.Sprint(i+1))
		}
	}
	if len(later) == 0 {
		return ""
	}
	return fmt.Sprintf(" (entry %s of the same log seals an edition that is not shown here)", strings.Join(later, ", "))
}

// Words tells the verdict for a person; the first line is the answer, the others have a
// label of at most ten letters before a tab.
func (v *Verdict) Words() []string {
	out := []string{v.Sentence}
	for _, group := range []struct {
		label string
		lines []string
	}{
		{"proved", v.Proved}, {"claimed", v.Claims}, {"not proved", v.NotProved},
		{"not so", v.Broken}, {"holds", v.Sound}, {"not known", v.Unknown},
	} {
		for _, line := range group.lines {
			out = append(out, group.label+"\t"+line)
		}
	}
	return out
}
