package report

import (
	"fmt"
	"slices"
	"strings"

	"github.com/plimsoll-watch/plimsoll/record/seal"
)

// elsewhere is the heading of frames that stand under no paragraph.
const elsewhere = "## Words on passages of earlier editions, and on editions as a whole"

// Compose puts frames into an author's text, each under the paragraph it is about: the one
// that names its finding, or the one that the paragraph it was about has become. previous
// is the text of the edition before, edition its number; all of its frames must be among
// those given, and say what they said. A frame whose paragraph is gone stands at the end.
//
// A word against an older edition than the last that was put on record after the last was
// sealed can be followed to its paragraph only through the editions between: earlier are
// the texts of all editions before previous, in order. Without them it stands at the end.
func Compose(src Text, previous *Text, edition int, frames []Frame, earlier ...Text) (Text, error) {
	blocks, err := frameBlocks(frames)
	if err != nil {
		return Text{}, err
	}
	if err := nothingDropped(previous, blocks); err != nil {
		return Text{}, err
	}
	way, err := newPassage(src, previous, edition, earlier)
	if err != nil {
		return Text{}, err
	}
	under := map[int][]Block{}
	for _, b := range blocks {
		n := way.place(b.Frame)
		under[n] = append(under[n], b)
	}
	var out Text
	for _, b := range src.Blocks {
		out.Blocks = append(out.Blocks, b)
		if b.Kind == ParagraphBlock {
			out.Blocks = append(out.Blocks, under[b.Number]...)
		}
	}
	if rest := under[0]; len(rest) > 0 {
		out.Blocks = append(append(out.Blocks, Block{Kind: HeadingBlock, Text: elsewhere}), rest...)
	}
	return ParseCanonical("edition", out.Bytes())
}

// frameBlocks returns frames as parts; two of one name are refused.
func frameBlocks(frames []Frame) ([]Block, error) {
	var out []Block
	seen := map[string]bool{}
	for _, f := range frames {
		b, err := f.block()
		if err != nil {
			return nil, err
		}
		if seen[f.ID] {
			return nil, &seal.Malformed{Part: "edition", What: "two frames are called " + f.ID}
		}
		seen[f.ID] = true
		out = append(out, b)
	}
	return out, nil
}

// nothingDropped checks that every frame of the edition before is given again, and says
// what it said.
func nothingDropped(previous *Text, blocks []Block) error {
	if previous == nil {
		return nil
	}
	var lost []string
	for _, f := range previous.Frames() {
		at := slices.IndexFunc(blocks, func(b Block) bool { return b.Frame.ID == f.ID && b.Frame.Kind == f.Kind })
		name := f.Kind + " " + f.ID
		if at < 0 {
			lost = append(lost, name)
		} else if why := f.keptAs(blocks[at].Frame); why != "" {
			lost = append(lost, name+", as it was ("+why+")")
		}
	}
	if len(lost) > 0 {
		return &seal.Malformed{Part: "edition", What: "it would drop " + strings.Join(lost, "; "), Hint: "words against a paragraph stay as they were, in every edition; one that is withdrawn stays as such"}
	}
	return nil
}

// passage leads from the paragraphs of the editions before to those of a new text.
type passage struct {
	finding map[string]int      // where a finding is named
	stood   map[string]int      // where a frame stood in the edition before
	became  map[int]map[int]int // by edition: what its paragraphs are in the new text
	edition int
}

func newPassage(src Text, previous *Text, edition int, earlier []Text) (passage, error) {
	w := passage{finding: map[string]int{}, stood: map[string]int{}, became: map[int]map[int]int{}, edition: edition}
	for i := len(src.Blocks) - 1; i >= 0; i-- { // the first that names it
		for _, f := range src.Blocks[i].Findings {
			w.finding[f] = src.Blocks[i].Number
		}
	}
	if previous == nil {
		return w, nil
	}
	if n := len(earlier); n > 0 && n != edition-1 {
		return w, fmt.Errorf("compose an edition: %d texts before edition %d, want %d", n, edition, edition-1)
	}
	for _, b := range previous.Blocks {
		if b.Frame != nil {
			w.stood[b.Frame.ID] = b.Number
		}
	}
	w.became[edition] = Compare(*previous, src).became()
	later, now := *previous, w.became[edition]
	for n := len(earlier); n > 0; n-- {
		step := Compare(earlier[n-1], later).became()
		for from, to := range step {
			step[from] = now[to] // 0 when it was cut since
		}
		w.became[n], later, now = step, earlier[n-1], step
	}
	return w, nil
}

// became returns the new number of each old paragraph that is still there.
func (d Difference) became() map[int]int {
	out := map[int]int{}
	for i := range d.Changes {
		if c := &d.Changes[i]; c.Old > 0 && c.New > 0 {
			out[c.Old] = c.New
		}
	}
	return out
}

// place returns the paragraph of the new text that a frame stands under, 0 for none.
func (w *passage) place(f *Frame) int {
	if n, ok := w.finding[f.About]; ok {
		return n
	}
	if n := w.stood[f.ID]; n > 0 {
		return w.became[w.edition][n]
	}
	var paragraph, of int
	if _, err := fmt.Sscanf(f.About, "paragraph %d of edition %d", &paragraph, &of); err != nil {
		return 0
	}
	return w.became[of][paragraph] // 0 where there is none
}
