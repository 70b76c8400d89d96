// Package listing is the list of vessels designated under resolution 1718 (2006),
// as of a day: which ships stood on it, by which acts, with which measures, and how
// old what we know of it is.
//
// # Acts and vessels
//
// A designation is an act of a day, by the Council or its Committee, on one ship, for
// measures that it names. A ship is its hull: acts on one IMO number are one
// [Vessel], under whatever names. A ship without a number is known by its name alone.
// On file are 69 acts on 67 hulls; 8628597 and 8914934 were designated twice.
//
// # Measures
//
// Each is a status measure: it binds States towards a ship because it is listed, and
// is no measure on what the ship does. The paragraphs that an act names are
//
//	asset freeze    S/RES/2270 (2016), para. 23, annex III (a resource of Ocean Maritime Management)
//	                S/RES/1718 (2006), para. 8(d), with S/RES/2270 (2016), para. 12
//	                S/RES/2321 (2016), para. 12(d)
//	port entry ban  S/RES/2371 (2017), para. 6; S/RES/2375 (2017), para. 6
//	de-flagging     S/RES/2321 (2016), para. 12(a)
//
// A freeze binds all Member States, a port entry ban port States, de-flagging flag
// States. A measure of a later act holds from the day of that act. What an act does not
// say of a measure is told as not said ([Act.Unsaid]), never as no.
//
// # As of a day
//
// An act is shown when it had become known by Known and its day had come by On; a
// removal likewise, by its own two days. What was removed by an act of a day no longer
// stands on that day. A removal known to the month counts from the month's last day;
// on a day inside the month the act stands and [Act.Unsettled] says that it may have
// been removed. Another name that bears a year holds from that year, counted from its
// last day. The last check and the note on a row are later views: the check is
// shown from its day, the note only with Known not set.
//
// # Age
//
// The list has no edition that we hold for every day: it is put together from acts.
// [Library.Age] says of which day the newest is, and which document of the Committee
// was last compared with it, if that was known: the one of 4 June 2020. An act whose
// removal nobody looked for is told as "delisting unchecked". Not being on file is not
// the same as not being listed.
//
// # Limits
//
// Ships only; the 1718 list of persons and entities is on file as counts
// ([Library.Counts]). No MMSI, call sign or owner. Other lists are not here.
//
// Sources: the tables designated-vessels.csv and listings-by-date.csv of package facts.
package listing
