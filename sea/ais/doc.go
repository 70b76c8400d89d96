// Package ais reads what ships broadcast, from AIVDM sentences and from tables,
// and writes it again. What comes out is a [Report]: one message of one ship or
// station, in which "not available" is absence and never a number.
//
// # Sentences
//
// [ReadNMEA] reads VDM and VDO sentences (IEC 61162-1) of any talker, one or more
// a line, with a tag block (NMEA 0183 4.10) before each or alone on a line, a
// Gatehouse $PGHP sentence before, station and time behind the checksum, or a time
// at the beginning of the line. It decodes message types 1, 2, 3, 4, 5, 11, 18, 19,
// 24 and 27 of ITU-R M.1371-5, annex 8; the other types to 26 are counted, not
// decoded; 0 and 28 and above are rejected as reserved. [Encode] writes what is
// decoded.
//
// Nothing stops a reading but Options.Strict. A sentence or report that is not
// handed on is counted by [Reason] with its first examples: a wrong checksum, a
// position that is not on the Earth (the whole report is noise then), a position
// report without a position. Noise can pass a checksum: one damaged sentence in
// 256 does.
//
// # Parts
//
// Parts of a message are joined only when nothing else can be meant, because two
// halves of different ships make a third that never was (see [TestSplice] and the
// limits beside the code). A message that may be two is given up and counted.
//
// # Time
//
// A report has the time at which it was received, when the file says so, in whole
// seconds; the sentence itself has none. A $PGHP counts only when it names the
// checksum of the sentence after it (of a message in parts: the exclusive or of
// all of theirs), and so not before VDO sentences, where Gatehouse writes 00.
// Times go back and forth in real files; they are handed on as they come. Types 4
// and 11 carry the station's own clock besides, as BaseTime.
//
// # Limits
//
// One report a message received: a message heard by three stations is handed on
// three times (and counted in Tally.Repeats, where two of them can be told to be
// copies). An MMSI is whatever 30 bits were sent. Neither the checksum of an IMO
// number nor a jump of position is judged here. Status 15, "not defined", is a
// status. Types 9 and 21 are not decoded.
package ais
