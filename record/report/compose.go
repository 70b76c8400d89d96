package report

import (
	"fmt"
	"slices"
	"strings"

	"github.com/plimsoll-watch/plimsoll/record/seal"
)

// elsewhere is the heading of frames whose paragraph is not in the text.
const elsewhere = "## Words on passages that are not here any more, and on editions as a whole"

// Compose puts frames into an author's text, each under the paragraph it is about: the one
// that names its finding, or the one that the paragraph it was about has become. previous
// is the text of the edition before, edition its number; all of its frames must be among
// those given. A frame whose paragraph is gone stands at the end.
func Compose(src Text, previous *Text, edition int, frames []Frame) (Text, error) {
	if err := nothingDropped(previous, frames); err != nil {
		return Text{}, err
	}
	places := places(src, previous, edition)
	under := map[int][]Block{}
	for _, f := range frames {
		b, err := f.block()
		if err != nil {
			return Text{}, err
		}
		n := places(f)
		under[n] = append(under[n], b)
	}
	var out Text
	for _, b := range src.Blocks {
		out.Blocks = append(out.Blocks, b)
		if b.Kind == ParagraphBlock {
			out.Blocks = append(out.Blocks, numbered(under[b.Number], b.Number)...)
		}
	}
	if rest := under[0]; len(rest) > 0 {
		out.Blocks = append(append(out.Blocks, Block{Kind: HeadingBlock, Text: elsewhere}), rest...)
	}
	return out, nil
}

func numbered(blocks []Block, n int) []Block {
	out := slices.Clone(blocks)
	for i := range out {
		out[i].Number = n
	}
	return out
}

// nothingDropped checks that every frame of the edition before is given again.
func nothingDropped(previous *Text, frames []Frame) error {
	if previous == nil {
		return nil
	}
	var lost []string
	for _, f := range previous.Frames() {
		if !slices.ContainsFunc(frames, func(g Frame) bool { return g.ID == f.ID && g.Kind == f.Kind }) {
			lost = append(lost, f.Kind+" "+f.ID)
		}
	}
	if len(lost) > 0 {
		return &seal.Malformed{Part: "edition", What: "it would drop " + strings.Join(lost, ", "), Hint: "words against a paragraph stay, in every edition; one that is withdrawn stays as such"}
	}
	return nil
}

// places returns where a frame stands: the number of a paragraph of src, 0 for none.
func places(src Text, previous *Text, edition int) func(Frame) int {
	became := map[int]int{} // from the paragraphs of the edition before
	stood := map[string]int{}
	if previous != nil {
		for _, c := range Compare(*previous, src).Changes {
			if c.Old > 0 && c.New > 0 {
				became[c.Old] = c.New
			}
		}
		for _, b := range previous.Blocks {
			if b.Frame != nil {
				stood[b.Frame.ID] = b.Number
			}
		}
	}
	return func(f Frame) int {
		for _, b := range src.Blocks {
			if slices.Contains(b.Findings, f.About) {
				return b.Number
			}
		}
		if n, ok := stood[f.ID]; ok {
			return became[n]
		}
		var paragraph, of int
		if _, err := fmt.Sscanf(f.About, "paragraph %d of edition %d", &paragraph, &of); err == nil && of == edition {
			return became[paragraph]
		}
		return 0
	}
}
