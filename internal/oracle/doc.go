// Package oracle is a second reading of the method encounter/1, for tests only.
//
// It is written from the method's page, not from the detector: plain, slow, and
// with as little to go wrong as possible. It has no grid and no candidates; it
// looks at every minute of every pair of ships. Where it and the detector
// disagree one of them is wrong, and the random scenes of [RandomShips] are made
// to bring that out.
//
// # Time and place
//
// Minute m is the instant of 60*m seconds, and stands for [60*m, 60*(m+1)): a
// contact from minute a to minute b starts at 60*a and ends at 60*(b+1)
// (clause 3, "intervals are half-open").
//
// A ship's place at an instant is known when a fix lies exactly there, or when
// it lies between two consecutive fixes at most 60 min apart; then it is
// interpolated along the great circle by the share of time. Elsewhere it is
// unknown. The end of a segment (a gap of 24 h) is inside that rule. Of fixes
// with the same time the first is the one that lies exactly there.
//
// A minute is observed when both places are known and each ship has a fix at
// most 300 s away, before or after; it is interpolated when both are known
// otherwise. Both are counted over the contact minutes only.
//
// The heading at a minute is that of the nearest fix with a heading, at most
// 30 min away, the earlier of two as near (track/1).
//
// # Distance and hull gap
//
// d is the great-circle distance of the antennas. With reference sizes and
// headings of both ships the hulls are rectangles in the plane of [geo.Offset]
// from the antenna of the western ship (on one meridian, of the southern); their
// distance, 0 when they overlap, less and plus the slack is [low, high]. The slack is 10 m for a ship
// whose place is accurate and 30 m for one whose place is not; an interpolated
// place is accurate when both its fixes are. Otherwise low = d - r1 - r2 and
// high = d, r being the distance from the antenna to the farthest corner, the
// length when the reference point is unknown, 400 m when the size is too. low is
// never under 0. d, low and high are rounded to whole metres, half away from
// zero, minute by minute, before anything is made of them.
//
// # Contact
//
// A contact minute is one with both places known and high <= 500 m (clause 2).
//
// From a contact minute one walks on through minutes without contact and counts
// the separated (both known) and the unknown. The next contact minute belongs to
// the same contact when by then at most 20 are separated and at most 240
// unknown (clause 3). The first count to pass its limit ends the contact with
// its last contact minute: "separated"; or "silent-1" when in every unknown
// minute of that break only the first ship was unknown, "silent-2" when only
// the second was, else "silent-both". A minute later than the last fix of all
// ships ends it as "data-end", and the contact is open. Neither count is contact
// time; both are summed over the breaks that were bridged.
//
// # Encounter
//
// An encounter has at least 120 contact minutes and one of two motions
// (clause 4). A ship's speed is the median over its fixes in contact minutes
// (the minute of a fix is its time divided by 60, rounded down): the speed over
// ground; where absent the implied speed from the fix before, if that lies 1 s
// to 60 min before, else to the fix after, likewise; else the fix is left out.
// When no fix gives a speed, the median of the implied speeds from the place at
// contact minute m to that at m+1, where both are known; else it is unknown, and
// no motion is claimed.
//
//   - slow: both speeds under 2.0 kn;
//   - under-way-together: both at least 2.0 kn; over the contact minutes m with
//     all four places at m and m+10 known (m+10 need not be one of contact), the
//     median size of the difference of the two mean velocities is under 0.5 kn
//     and the median difference of their courses at most 20 degrees. A ship that
//     has not moved at all has no course, and that minute says nothing of courses.
//
// Medians of an even count are the mean of the middle two. Medians of metres and
// degrees are rounded to whole ones, of speeds to 0.1 kn, half away from zero and
// as decimals (the mean of 0.6 and 0.7 is 0.7), before they are compared.
//
// Closeness (clause 5) is the smallest of 100, 200 and 500 m that the median of
// high, or of low, does not pass; the heading difference (clause 6) the median
// of the smaller angle over contact minutes with both headings.
//
// # Limits
//
// Explanations (clause 7), identity (8) and ids (9) are not read here. Ships are
// given as hulls with cleaned fixes in time order: track/1 is not read but for
// the heading. Cost is minutes x pairs, with the span taken over all ships.
package oracle
