package page

// redline is the changes of an edition, paragraph by paragraph.
type redline struct {
	Rows   []redRow
	Legend string
}

// redRow is a paragraph that changed, or words that stand under it; or a stretch of
// paragraphs that did not, folded.
type redRow struct {
	Fold   string
	Folded []foldedPart

	ID, Class   string
	Number, Old string // Old: of a paragraph that was cut
	Moved       *movedFrom
	Kind, Note  string
	Heading     bool
	Runs        []Wording
	Why         string
	Frames      []wordFrame
}

// foldedPart is an unchanged paragraph or heading.
type foldedPart struct {
	Number, Text string
	Heading      bool
}

// movedFrom is the number that a moved paragraph had, and an arrow to where it went.
type movedFrom struct {
	Arrow string
	From  int
}

// wordFrame is a dissent, objection, reservation or reply.
type wordFrame struct {
	Class, Kind, Of, Tag string
	Text                 []string
	Absent               string // in place of words
	By                   string
}

// statesView is how far an edition, or a finding, has come.
type statesView struct {
	Title string
	Marks []stateMark
	Words []string
	Acts  []string
}

// stateMark is a state that was come to; its form is its class.
type stateMark struct {
	Class, Word string
	Now         bool
}

// stripView is a public edition: which paragraphs it shows, and which it withholds.
type stripView struct {
	Title, Words string
	Cells        []stripCell
	Passages     []passageRow
}

// stripCell is a paragraph of a public edition.
type stripCell struct {
	Number   string
	Withheld bool
}

// testsView is elements that are met, not met or unknown.
type testsView struct {
	Title, Note string
	Items       []testItem
}

// testItem is an element, its mark and the word of its mark.
type testItem struct{ Mark, Word, Text, Note string }

// framesView is words of others under a heading; without any it says so.
type framesView struct {
	Title, Empty string
	Frames       []wordFrame
}
