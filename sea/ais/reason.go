package ais

// Reasons for a reject, in the words printed.
const (
	ReasonBadChecksum Reason = "bad checksum"
	ReasonNoChecksum  Reason = "no checksum"
	ReasonNotSentence Reason = "not a sentence"
	ReasonFragments   Reason = "bad fragment numbers"
	ReasonPayload     Reason = "bad payload character"
	ReasonShort       Reason = "message too short"
	ReasonReserved    Reason = "reserved message type"
	ReasonNoPosition  Reason = "no position"
	ReasonRange       Reason = "position out of range"
	ReasonIncomplete  Reason = "incomplete multi-part message"
	ReasonSpliced     Reason = "spliced parts"
	ReasonTimeRange   Reason = "time out of range"
)

// odd is something noticed that stops nothing: the line is skipped as no AIS
// sentence, or the report is handed on without the value.
type odd uint8

const (
	oddBlank odd = iota
	oddComment
	oddStatus
	oddPGHP
	oddSentence
	oddTagSum
	oddTagOpen
	oddGroup
	oddGateSum
	oddGateOther
	oddTime
	oddBefore
	oddKept
	oddCourse
	oddHeading
	oddETA
	oddBaseTime
	oddLong
	oddPart24
	odds // how many
)

// oddSet is a set of them.
type oddSet uint32

func (s *oddSet) put(o odd) { *s |= 1 << o }

// String returns the key under which [Tally].Other counts o.
func (o odd) String() string {
	return [odds]string{
		oddBlank:     "blank line",
		oddComment:   "comment",
		oddStatus:    "station status ($PSTT)",
		oddPGHP:      "time of a sentence ($PGHP)",
		oddSentence:  "other NMEA sentence",
		oddTagSum:    "tag block with a bad checksum",
		oddTagOpen:   "tag block without an end",
		oddGroup:     "tag block with a bad group",
		oddGateSum:   "$PGHP with a bad checksum",
		oddGateOther: "$PGHP of another sentence",
		oddTime:      "time out of range",
		oddBefore:    "text before a sentence",
		oddKept:      "kept without a right checksum",
		oddCourse:    "course out of range",
		oddHeading:   "heading out of range",
		oddETA:       "arrival time out of range",
		oddBaseTime:  "base station time out of range",
		oddLong:      "message longer than its type",
		oddPart24:    "type 24 with a reserved part number",
	}[o]
}
