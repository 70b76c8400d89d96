// Package brief is the briefing: prose on a file of the Council in which every number
// and every statement leads to what it rests on, as it was known on the day.
//
// # A brief
//
// A brief is a text in Markdown (CommonMark, without raw HTML and without pictures) after
// a header between two lines of three hyphens:
//
//	---
//	title: S/PV.8363, meeting on efforts to denuclearise the DPRK
//	id: spv8363-preview
//	meeting: S/PV.8363
//	as-of: 2018-09-26
//	published: 2018-09-26
//	update: 2018-09-27 the meeting was held as expected
//	---
//
// Keys are title, id and as-of, which every brief has, and meeting, author, summary,
// published, updated and update, of which update may stand several times. An unknown key
// is refused. What is still open is a slot, a quotation that begins with an empty box:
//
//	> [ ] your judgement: what would count as progress
//
// # A citation
//
// A citation is a link with the scheme plimsoll; blanks are written %20:
//
//	[text](plimsoll:limit/dprk/refined?as-of=2018-09-26#notified)
//
//	limit/REGIME/PRODUCT      #cap #notified #estimated #disputed, or all of it
//	S/PV.8353, S/RES/2397%20(2017), SC/13506      a document and what is on file of it
//	meeting/S/PV.8363#level   a property of a meeting, or #date; without one, a summary
//	president/2018-09         who presides in a month, by rule 18
//	position/ID  commitment/ID  talk/ID  action/ID  version/ID  duty/ID  event/ID
//	finding/F-…  report/ID/editions/N
//
// It is answered as of the day of the brief, or of its own day, which is no later. The
// answer, a [Held], is what the record says in words, the numbers in it, who speaks, how
// far it was read and the day it became known. It is frozen beside the text, brief.md in
// brief.cites.json (schema plimsoll.brief-cites/1, JSON after RFC 8785: no blanks, keys
// sorted). [Brief.Check] answers again and compares: what the record no longer says so
// is a [Change].
//
// # Numbers and dates
//
// A number in the text of a citation must be one that its answer says; a number anywhere
// in a sentence that cites, when it is in barrels, tonnes, bbl/t or per cent, must be one
// that one of the sentence's answers says. The same holds for dates in the text of a
// citation. A number in prose may have fewer decimals than the record, if it is the
// record's rounded half away from zero; one that is rounded to whole hundreds is not the
// record's number. Symbols, numbers of rules and paragraphs and ordinals are no numbers.
//
// # The scaffold
//
// [Record.Scaffold] drafts a brief from an outline: what one on this file is expected to
// say, slot by slot, each a sentence of fixed words round what a row says. No sentence is
// written without its row: a slot whose row is not on file by that day stays a slot and is
// named under "Missing". The outline is ours and is editorial (see outline.go); it decides
// what is asked for, never what is answered.
//
// # Limits
//
// The check compares numbers and dates, not meaning: prose may still say more than its
// source. A number in words ("five hundred thousand") is not read. Positions are never
// made from votes.
//
// Sources: RFC 4287 (Atom), JSON Feed 1.1, RFC 4151 (tag URIs), RFC 5545 and RFC 7986
// (calendars), RFC 8785 (canonical JSON), CommonMark 0.31.
package brief
