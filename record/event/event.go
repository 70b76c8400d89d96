// Package event is an event as people get it: what sea saw, joined with the ships
// looked for, in one shape (schema plimsoll.event/1) and one order of keys.
package event

import "time"

// Schema names the shape of [Event].
const Schema = "plimsoll.event/1"

// Event is one event. Units stand in the names of the keys, times are UTC, an
// absent key was not available. Keys are written in the order of the fields.
type Event struct {
	Schema     string    `json:"schema"`
	ID         string    `json:"id"`
	Kind       string    `json:"kind"`
	Method     string    `json:"method"`
	Rules      string    `json:"rules"`
	Facts      string    `json:"facts"`
	Version    int       `json:"version"`
	State      string    `json:"state"` // closed, open
	Supersedes string    `json:"supersedes,omitempty"`
	Start      time.Time `json:"start"`
	End        time.Time `json:"end"`
	EndReason  string    `json:"end_reason"` // separated, silent-1, silent-2, silent-both, data-end
	Ships      []Ship    `json:"ships"`
	Place      Place     `json:"place"`

	// STS is possible or undecided; absent when a test fails.
	STS string `json:"sts,omitempty"`
	// STSWhy says in words why STS is what it is.
	STSWhy string `json:"sts_why,omitempty"`

	ConsistentWith []Explanation  `json:"consistent_with"`
	Measured       Measured       `json:"measured"`
	Circumstances  []Circumstance `json:"circumstances,omitempty"`
	Listed         []Listed       `json:"listed,omitempty"`
	Engaged        []Engaged      `json:"engaged,omitempty"`
	NotChecked     []string       `json:"not_checked"`
	Invented       string         `json:"invented,omitempty"` // says what is made up, when something is
	Inputs         []Input        `json:"inputs"`
}

// Ship is one side, by what it broadcast.
type Ship struct {
	MMSI     string   `json:"mmsi"`
	Hull     int      `json:"hull,omitempty"` // shown when the MMSI has more than one
	IMO      string   `json:"imo,omitempty"`
	Name     string   `json:"name,omitempty"`
	CallSign string   `json:"call_sign,omitempty"`
	Flag     string   `json:"flag,omitempty"` // ISO 3166 code by the MMSI's MID
	ShipType *int     `json:"ship_type,omitempty"`
	LengthM  *int     `json:"length_m,omitempty"`
	BeamM    *int     `json:"beam_m,omitempty"`
	Identity Identity `json:"identity"`
}

// Identity is what an identity rests on.
type Identity struct {
	Basis     string     `json:"basis"`
	Messages  int        `json:"messages,omitempty"` // AIS messages that say so
	Rows      int        `json:"rows,omitempty"`     // table rows that do
	FirstSeen *time.Time `json:"first_seen,omitempty"`
	Conflicts []string   `json:"conflicts,omitempty"`
}

// Place is where an event was: the mean of the places in contact.
type Place struct {
	Lat       Degrees    `json:"lat"`
	Lon       Degrees    `json:"lon"`
	Port      *Port      `json:"port,omitempty"`
	Anchorage *Anchorage `json:"anchorage,omitempty"`
	ShoreM    *int       `json:"shore_m,omitempty"`
}

// Port is the nearest port on file.
type Port struct {
	Locode    string `json:"locode,omitempty"`
	Name      string `json:"name"`
	DistanceM int    `json:"distance_m"`
}

// Anchorage is the nearest anchorage on file.
type Anchorage struct {
	State     string `json:"state,omitempty"`
	DistanceM int    `json:"distance_m"`
}

// Explanation is something an encounter may be consistent with.
type Explanation struct {
	What    string `json:"what"`
	Cargo   string `json:"cargo,omitempty"` // liquid, dry
	Verdict string `json:"verdict"`         // met, not-met, unknown
	Tests   []Test `json:"tests"`
}

// Test is one test of an explanation with the numbers it was decided on.
type Test struct {
	Test  string `json:"test"`
	Met   string `json:"met"` // yes, no, unknown
	Value []any  `json:"value,omitempty"`
	Rule  string `json:"rule"`
	Text  string `json:"text"`
	// AnyOf names the alternative this test belongs to: one of them met is enough.
	AnyOf string `json:"any_of,omitempty"`
}

// Measured is what was measured at sea.
type Measured struct {
	ContactMin      int      `json:"contact_min"`
	ObservedMin     int      `json:"observed_min"`
	InterpolatedMin int      `json:"interpolated_min"`
	UnknownMin      int      `json:"unknown_min"`
	SeparatedMin    int      `json:"separated_min"`
	Fixes           [2]int   `json:"fixes"`
	DistanceM       Spread   `json:"distance_m"`
	HullGapM        LowHigh  `json:"hull_gap_m"`
	WithinM         Within   `json:"within_m"`
	Motion          string   `json:"motion"` // slow, under-way-together
	SpeedKn         [2]Tenth `json:"speed_kn"`
	RelativeSpeedKn *Tenth   `json:"relative_speed_kn,omitempty"`
	CourseDiffDeg   *int     `json:"course_difference_deg,omitempty"`
	HeadingDiffDeg  *int     `json:"heading_difference_deg,omitempty"`
}

// Spread is a distance between antennas over the minutes of contact.
type Spread struct {
	Min    int `json:"min"`
	Median int `json:"median"`
	Max    int `json:"max"`
}

// LowHigh is a range, both ends included.
type LowHigh struct {
	Low  int `json:"low"`
	High int `json:"high"`
}

// Within is the closeness: the class surely and the class possibly held, of 100,
// 200 and 500 m.
type Within struct {
	Sure     int `json:"sure"`
	Possible int `json:"possible"`
}

// Circumstance is something worth knowing that decides nothing.
type Circumstance struct {
	What  string `json:"what"`
	Value any    `json:"value,omitempty"`
	Text  string `json:"text"`
}

// Listed says that a ship broadcast the identity of a ship looked for.
type Listed struct {
	Ship      int             `json:"ship"` // index into Ships
	List      string          `json:"list"`
	Ref       string          `json:"ref"`
	Name      string          `json:"name"`
	Since     string          `json:"since,omitempty"`
	Until     string          `json:"until,omitempty"`
	MatchedBy string          `json:"matched_by"`
	Measures  []StatusMeasure `json:"measures,omitempty"`
}

// Engaged is one element of a measure that the act itself could touch: met yes, no or
// unknown. It is apart from the measures that bind States towards a listed ship.
type Engaged struct {
	Measure string `json:"measure"`
	Element string `json:"element"`
	Met     string `json:"met"`
	Text    string `json:"text,omitempty"`
}

// StatusMeasure binds States towards a listed ship; it is no measure on the act.
type StatusMeasure struct {
	Measure string `json:"measure"`
	Binds   string `json:"binds,omitempty"`
}

// Input is a file the event rests on, and the first and last line used.
type Input struct {
	File   string `json:"file"`
	SHA256 string `json:"sha256"`
	First  uint32 `json:"first"`
	Last   uint32 `json:"last"`
}
