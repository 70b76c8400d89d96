// Package report keeps a report's editions: their text to the byte, what changed between
// two of them, who was given which, and the bundle with which anybody can check one.
//
// # Text
//
// An edition is Markdown in one encoding. [Parse] brings a text into it; [ParseCanonical]
// takes nothing else. It is UTF-8 in Unicode normalisation form C without a byte order
// mark; a line ends in one line feed (CR LF and CR become one), and no line ends in
// blanks. A tab is four blanks. Other control characters, characters that turn the
// direction of writing and unassigned white space are refused with their line, since they
// make a text read otherwise than it is.
//
// The text is split into parts at empty lines; within a code fence (a line that begins
// with three backticks, to the next such line) an empty line splits nothing. A part is
//
//   - a heading, when it is one line that begins with one to six # and a blank,
//   - a frame, when its first line is "> KIND ID" as below,
//   - a paragraph otherwise. Paragraphs are numbered from 1; other parts have no number.
//
// Parts are joined by one empty line, and the text ends in one line feed. What a paragraph
// rests on stands in its last lines, one each:
//
//	[finding F-0123456789ab]
//
// # Frames
//
// A frame is a word against a paragraph or for it: a dissent, an objection, a reservation,
// or the reply of a party that is named. Frames come from the record and are put in by
// [Compose]; an author's text that holds one is refused. A frame has one line a field, in
// this order, and only those that have a value:
//
//	> objection D-2
//	> - by: Member B
//	> - on: 2018-08-24
//	> - about: paragraph 7 of edition 1
//	> - asked: 2018-09-12
//	> - due: 2018-09-26
//	> - received: 2018-09-20
//	> - words: The factor behind 68,772 barrels is not named.
//	> - answer: Paragraph 7 now gives the range.
//	> - withdrawn: 2018-10-01
//	> - why: The range is given.
//
// It stands under the paragraph it is about. When that paragraph is cut, it stands under
// the last heading of the text, "## Words on passages that are not here any more". Nothing
// removes a frame: one that is withdrawn stays, with the day and the reason.
//
// # Tree
//
// Each part has a salt of 32 random bytes. Its hash is
//
//	SHA-256(0x00 || "plimsoll.paragraph/1\n" || salt || text of the part)
//
// without the line feed that ends it, and the edition's root is the RFC 6962 root over
// these hashes in order. The act that seals an edition holds the root. A part can be left
// out and its hash put in its place; the root stays the same, and what is left out cannot
// be guessed. For example the text "A port call is not a delivery." with a salt of zeros
// has, as the only part of an edition, the root
//
//	vFg40yv49rG8lsrmeovBjRCzjIYODGb0y156fH9hpt4=
//
// TestWorkedExample computes it from these words with SHA-256 alone.
//
// # What a bundle holds
//
// edition.md is the text, in which a part that is left out reads "[withheld: REASON]".
// edition.salts has a line a part: "salt HEX", or "withheld BASE64 REASON" with its hash.
// The rest stands at [Bundle].
//
// # Difference
//
// [Compare] tells, paragraph by paragraph, what is unchanged, reworded (word by word),
// moved, cut and new. Paragraphs with the same text, in the same order, are unchanged; with
// the same text elsewhere, moved. Of the others the most alike are paired, best first, when
// they share at least two fifths of their words ([alike]); each paragraph of either edition
// stands in exactly one change. Frames are compared by their ID: one that is in the old
// edition and not in the new is removed, and the count of those must be 0.
package report
