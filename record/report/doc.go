// Package report keeps a report's editions: their text to the byte, what changed between
// two of them, who was given which, and the bundle with which anybody can check one.
//
// # Text
//
// An edition is Markdown in one encoding. [Parse] brings a text into it; [ParseCanonical]
// takes nothing else. It is UTF-8 in Unicode normalisation form C without a byte order
// mark; a line ends in one line feed (CR LF and CR become one), and no line ends in white
// space. A tab is four blanks. Characters that make a text read otherwise than it is are
// refused with their line, also where HTML would show them (&#x202E;): control characters,
// line separators, marks that turn the direction of writing, soft hyphens, blanks of no
// width other than the joiners some scripts need, tags. At most [MaxText] bytes and
// [MaxParts] parts are taken.
//
// The text is split into parts at empty lines. A heading is a part of its own wherever it
// stands: a line that begins with one to six # and a blank. Within code an empty line
// splits nothing: from a line that begins, after at most three blanks, with three or more
// backticks or tildes, to one with as many or more of the same and nothing else; it must be
// there. Lists, tables and quotations are split at empty lines like all else. A part is
//
//   - a heading, as above,
//   - a frame, when its first line is "> KIND ID" as below,
//   - a paragraph otherwise. Paragraphs are numbered from 1; headings have no number, a
//     frame has that of the paragraph it stands under, 0 behind a heading.
//
// Parts are joined by one empty line, and the text ends in one line feed. What a paragraph
// rests on stands in its last lines, one each, none twice:
//
//	[finding F-0123456789ab]
//
// A line that is meant to name a finding and does not is refused. So is, in an author's
// text, what only the record puts in, and every line that reads like it: a frame, a field
// of one, the mark of a withheld passage.
//
// # Frames
//
// A frame is a word against a paragraph or for it: a dissent, an objection, a reservation,
// or the reply of a party that is named. It has one line a field, in this order, and only
// those that have a value:
//
//	> objection D-2
//	> - by: Member B
//	> - on: 2018-08-24
//	> - about: paragraph 7 of edition 1
//	> - asked: 2018-09-12
//	> - due: 2018-09-26
//	> - received: 2018-09-20
//	> - words: The factor behind 68,772 barrels is not named.
//	>
//	>   We object to the figure.
//	> - answer: Paragraph 7 now gives the range.
//	> - withdrawn: 2018-10-01
//	> - withdrawn by: Member B
//	> - why: The range is given.
//
// Asked, due and received are of replies only. Words, answer and why may have more lines,
// each behind three blanks; there a line may be empty, never two in a row. Where nobody is
// named there stands "*not told*", in a reply that has not come "*none on record*", and for
// words that a withdrawal took out "*taken out when they were withdrawn*". In words and
// names a backslash stands before each of \ ` < [ * and, at the beginning of a line, before
// # + - = > | and ~, so that none reads like a field, an absence, a comment or a link. A
// character that no text may hold is spelled out, "(U+202E)": what is on record must be
// able to stand in every edition.
//
// [Compose] puts a frame under the first paragraph that names the finding it is about, or
// under what the paragraph it is about has become. When that was cut, it stands under the
// last heading of the text, "## Words on passages of earlier editions, and on editions as a
// whole". Nothing removes a frame: one that is withdrawn stays, with the day and the reason.
//
// # Tree
//
// Each part has a salt of 32 random bytes. Its hash is
//
//	SHA-256(0x00 || "plimsoll.paragraph/1\n" || salt || text of the part)
//
// without the line feed that ends it, and the edition's root is the RFC 6962 root over
// these hashes in order. The act that seals an edition holds the root and the number of
// paragraphs. A paragraph can be left out and its hash put in its place; the root stays the
// same, and what is left out cannot be guessed. For example the text "A port call is not a
// delivery." with a salt of zeros has, as the only part of an edition, the root
//
//	vFg40yv49rG8lsrmeovBjRCzjIYODGb0y156fH9hpt4=
//
// TestWorkedExample computes it from these words with SHA-256 alone.
//
// That what is left out is a paragraph is not in its hash. Who withholds a heading and calls
// it a paragraph gives those that follow other numbers under the same root; the number of
// paragraphs is then another than the one sealed ([Opened.Paragraphs]).
//
// # What a bundle holds
//
// edition.md is the text, in which a paragraph that is left out reads "[withheld: REASON]".
// edition.salts has a line a part: "salt HEX", or "withheld BASE64 REASON" with its hash.
// REASON is at most 400 bytes in one line, the same in both, without brackets. It is the
// word of who withheld the paragraph and is not proved, and how long that was cannot be
// learnt. Each bit of either file, flipped, gives an error or another root
// (TestEachBitOfOpenedFlipped). The rest stands at [Bundle].
//
// # Difference
//
// [Compare] tells, paragraph by paragraph and heading by heading, what is unchanged, moved,
// reworded (word by word), cut and new. The lines that name findings are told apart from
// the words. What is the same to the byte in the same order is unchanged, and elsewhere,
// moved. Of the others the most alike are paired, best first, when two fifths of their
// letters and digits stand in words that both have; of equals those nearest to each other.
// Among many, 250,000 pairs are looked at, those about as far down in both texts. Each
// paragraph and heading of either text stands in exactly one change, and the words of a
// change give both texts back to the byte (TestCompareLosesNothing). The same two texts
// give the same difference each time.
//
// In a stretch of many hundred words without one that stands once in both texts, words are
// struck and written anew and no shortest way is looked for. Figures are told with their
// units when these are of a list ([Change].Gone, Come): a unit that changed under the same
// number is a change of a figure. Figures in words are not seen as such.
//
// Frames are compared by their ID. One that is gone, or has other words, another author, day
// or paragraph than it had, is removed, and the count of those must be 0. An answer, a
// reply that came and a withdrawal may be added to it.
package report
