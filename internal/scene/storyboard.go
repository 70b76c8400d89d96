package scene

import "github.com/plimsoll-watch/plimsoll/base/geo"

// Expected outcomes of something planted, in the words of truth.json.
const (
	Possible   = "possible"    // a possible ship-to-ship transfer
	Undecided  = "undecided"   // an encounter; a transfer is neither shown nor ruled out
	Context    = "context"     // an encounter that is no possible transfer
	None       = "none"        // nothing may be found
	NotVisible = "not-visible" // it happened, and this method cannot see it
)

// happening is one thing planted in the week. Start, length and place are nominal:
// the seed moves them by up to 40 minutes, a tenth and 0.12 degrees.
type happening struct {
	class  string
	cast   [2]part
	kind   string
	expect string
	note   string
	start  minute // of the contact
	lasts  minute
	place  geo.Point
	stage  func(*stage)
}

// openSea is where ships roam: off every coast, port and anchorage by more than
// 30 km, north of the Ryukyus, south of Jeju.
func openSea() geo.Box { return geo.Box{West: 123.6, South: 27.4, East: 126.4, North: 32.6} }

// storyboard is the week, in the order of the truth.
func storyboard() []happening {
	return []happening{
		{
			class: "alongside-midnight", kind: "encounter", expect: Possible,
			note:  "two tankers lie alongside across midnight UTC; the second broadcasts the IMO number of DEMO.004",
			cast:  [2]part{{"ALPHA", typeTanker, 183, 32, 10.6, aft}, {"BRAVO", typeTankerY, 176, 31, 8.4, aft}},
			start: on(8, 21, 14), lasts: 387, place: geo.Point{Lat: 29.91, Lon: 125.02}, stage: alongside,
		}, {
			class: "pair-300m", kind: "encounter", expect: Context,
			note:  "two tankers drift about 300 m apart: near, but too far for a transfer",
			cast:  [2]part{{"CHARLIE", typeTanker, 180, 30, 9.1, aft}, {"FOXTROT", typeTankerX, 172, 30, 9.9, aft}},
			start: on(7, 2, 0), lasts: 320, place: geo.Point{Lat: 28.35, Lon: 124.55}, stage: abeam,
		}, {
			class: "transfer-under-way", kind: "encounter", expect: Possible,
			note:  "two tankers steam side by side at about 4.5 kn",
			cast:  [2]part{{"DELTA", typeTankerX, 145, 23, 8.7, aft}, {"ECHO", typeTanker, 150, 24, 6.3, aft}},
			start: on(5, 17, 26), lasts: 255, place: geo.Point{Lat: 30.85, Lon: 124.75}, stage: underWayTogether,
		}, {
			class: "bunkering-offshore", kind: "encounter", expect: Undecided,
			note:  "a tanker under 120 m beside a tanker more than 1.5 times as long: bunkering by size, and a transfer by every test",
			cast:  [2]part{{"JULIETT", typeTanker, 98, 16, 5.8, aft}, {"NOVEMBER", typeTankerX, 183, 32, 11.2, aft}},
			start: on(4, 12, 0), lasts: 240, place: geo.Point{Lat: 29.30, Lon: 124.20}, stage: alongside,
		}, {
			class: "bunkering-in-port", kind: "encounter", expect: Context,
			note:  "a small tanker beside a cargo ship in port: not the same cargo, and in port",
			cast:  [2]part{{"OSCAR", typeCargo, 200, 32, 11.0, aft}, {"PAPA", typeTanker, 68, 12, 4.2, aft}},
			start: on(5, 1, 0), lasts: 215, place: geo.Point{Lat: 29.972, Lon: 122.080}, stage: besideTheQuay,
		}, {
			class: "tow", kind: "encounter", expect: Context,
			note:  "a tug tows a cargo ship",
			cast:  [2]part{{"INDIA", typeTug, 42, 12, 5.0, amidships}, {"KILO", typeCargo, 96, 16, 5.2, aft}},
			start: on(4, 4, 10), lasts: 270, place: geo.Point{Lat: 31.40, Lon: 125.40}, stage: towed,
		}, {
			class: "fishing-pair", kind: "encounter", expect: Context,
			note:  "two fishing vessels drag one net between them",
			cast:  [2]part{{"QUEBEC", typeFishing, 38, 7, 3.4, amidships}, {"ROMEO", typeFishing, 36, 7, 3.3, amidships}},
			start: on(3, 20, 0), lasts: 290, place: geo.Point{Lat: 28.80, Lon: 125.55}, stage: trawling,
		}, {
			class: "two-hulls-one-mmsi", kind: "encounter", expect: None,
			note:  "two ships hundreds of kilometres apart broadcast one MMSI: no meeting of the two, and no ship between them",
			cast:  [2]part{{"SIERRA", typeCargo, 168, 27, 9.0, aft}, {"TANGO", typeCargo, 128, 20, 7.1, aft}},
			stage: oneNumber,
		}, {
			class: "spliced-type-5", kind: "identity", expect: None,
			note:  "of one ship's static report only the first half was heard, of another's only the second, with one sequence number: no third ship",
			cast:  [2]part{{"UNIFORM", typeCargo, 158, 25, 8.8, aft}, {"VICTOR", typeTankerOS, 144, 23, 8.0, aft}},
			start: on(7, 20, 0), lasts: 45, stage: strangers,
		}, {
			class: "alongside-no-heading", kind: "encounter", expect: Undecided,
			note:  "two tankers alongside, neither sends a heading, the antennas 250 m apart: how near the hulls are cannot be told",
			cast:  [2]part{{"GOLF", typeTanker, 228, 32, 12.1, aft}, {"HOTEL", typeTankerX, 229, 32, 8.6, forward}},
			start: on(6, 2, 40), lasts: 225, place: geo.Point{Lat: 31.06, Lon: 123.95}, stage: noHeading,
		}, {
			class: "silent-while-other-loiters", kind: "encounter", expect: NotVisible,
			note:  "one ship falls silent for over eight hours and lies alongside another that loiters: nothing of it was heard",
			cast:  [2]part{{"LIMA", typeTanker, 171, 27, 9.7, aft}, {"MIKE", typeTankerY, 139, 22, 5.9, aft}},
			start: on(5, 4, 50), lasts: 300, place: geo.Point{Lat: 31.95, Lon: 124.40}, stage: silently,
		}, {
			class: "silence-within-contact", kind: "encounter", expect: Possible,
			note:  "two bulk carriers alongside; one is not heard for over two hours in the middle",
			cast:  [2]part{{"WHISKEY", typeCargo, 189, 32, 12.0, aft}, {"XRAY", typeCargoNo, 181, 30, 7.4, aft}},
			start: on(6, 12, 0), lasts: 450, place: geo.Point{Lat: 30.30, Lon: 126.05}, stage: heardTwice,
		},
	}
}

// feedDown is when nobody at all was heard, nominally; no contact is planted there.
func feedDown() []span {
	return []span{{on(3, 13, 30), on(3, 14, 12)}, {on(7, 11, 32), on(7, 12, 13)}}
}
