// Package council is the Security Council's own record: symbols, members,
// presidency, meetings, votes, positions, acts in a sanctions committee, talks,
// duties, tests and launches, reported transfers at sea and what happened to the texts
// of reports, each as of a day.
//
// # Symbols
//
// A symbol identifies a document of the United Nations. Those of the Council are
//
//	S/RES/2397 (2017)       resolution; S/RES/2397(2017) in keys and links
//	S/PRST/2017/16          statement of its President, from 1994
//	S/PV.8363               record of a meeting; (Resumption 1), (closed), (Part I), +Corr.1 may follow
//	S/Agenda/8979           agenda of a meeting
//	S/AC.51/2020/3          document of a committee
//	S/2024/255, S/23500     any other document, from 1994 and before; /Rev.1, /Add.1, /Corr.1 may follow
//
// SC/13506 is a press release and no document; A/72/707–S/2018/43 is one document
// with two symbols; symbols of other bodies are kept as they stand. [Read] matches
// without case and takes escapes, missing blanks and full stops after a symbol; each
// of these is a [Flaw] and is told. What is no symbol stays none: what was probably
// meant is offered, never taken. [Library.Read] also checks the year of a resolution
// against the numbers on file: a wrong year is shown beside the right one.
//
// # Presidency
//
// Provisional rule 18 of the Council's rules of procedure: its members preside in
// turn, a calendar month each, in the English alphabetical order of their names.
// [Library.President] begins at the first month whose president is on file and
// takes, month by month, the first name after that of the president before among
// the members of the new month, round to the first; letters count without their
// accents. New members sit from 1 January. Other months whose president is on file
// check the order and do not feed it.
//
// # Meetings
//
// A fact about a meeting is a property with the word its source used ([Modality]):
// expected and likely stand for what was said before, recorded and spoke for what
// was read of it after, invited for an invitation under a rule. Provisional rule 37
// is for States that are no members of the Council and are asked to take part
// without a vote; rule 39 for members of the Secretariat and other persons asked to
// inform it. No fact replaces another: what was expected stays beside what happened.
//
// # As of a day
//
// Every question is asked with the two clocks of [day.AsOf]. A row is shown when it
// had become known by Known and its own date had come by On; an outcome when it had
// become known itself. The members of a year are known from its 1 January: elections
// in the year before are not on file. A vote is known on its day.
//
// # Votes and positions
//
// A position is what a member said or was reported to hold, with the source's own
// hedge. Votes never stand in for positions: [Library.VotesOn] says what a vote on a
// text was, and of any other question that votes say nothing. Groups ("Council
// members (majority)") are never split into States.
//
// # Texts of reports, tests, incidents
//
// What happened to a report is told with its actor and its source ([ReportVersion]):
// "the United States said", "by Reuters"; of two that each say they hold the last text
// both stand there. A test or launch is on its day in universal time, with the day in
// Korea and in New York beside it, and the day the Council's text gives it from that
// text's adoption on ([Trial]). A transfer at sea is told as reported, its place in
// words ([Incident]): no source gives an observed position, and in none of those on
// file can a meeting of ships found in positions be shown to have been the event.
//
// # Chronology
//
// [Library.Chronology] sets all of these on one line of time, by the first day a thing
// may have been on, then by kind, then by row. A date is as close as it is known: a
// month and a span of days say that the day is not known; what lasted has an end of its
// own. Nothing is merged: what two tables tell of one thing stands twice.
//
// # Limits
//
// The rows are the tables of facts: members from 2000 to 2026, eighteen votes, four
// meetings, 23 rows on reports, 20 tests and launches, 30 reported transfers of more.
// "None" always means none as far as we have read. A State that was no
// member in a year has only its name of today. Faults of the tables are told by
// [Library.Faults], of a vote as some source prints it by [Library.CheckBallot], with
// both readings; nothing is repaired.
package council
