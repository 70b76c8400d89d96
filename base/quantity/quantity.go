// Package quantity holds the units Plimsoll measures in, the ranges it states,
// and rounding, which happens here and once.
//
// A quantity's unit is its type: knots cannot be added to metres. A printed or
// compared figure has a fixed number of decimals (metres 0, knots 1, degrees of
// angle 0, degrees of place 5) and is rounded once, half away from zero;
// thresholds are compared on the rounded value.
package quantity

import "math"

// Metres is a length.
type Metres float64

// NauticalMiles is a distance at sea, 1,852 m each.
type NauticalMiles float64

// Knots is a speed, nautical miles an hour.
type Knots float64

// Metres converts a distance.
func (n NauticalMiles) Metres() Metres { return Metres(n * 1852) }

// NauticalMiles converts a length.
func (m Metres) NauticalMiles() NauticalMiles { return NauticalMiles(m / 1852) }

// Round returns m in whole metres.
func (m Metres) Round() int { return int(Decimals(float64(m), 0)) }

// Round returns k to one decimal.
func (k Knots) Round() Knots { return Knots(Decimals(float64(k), 1)) }

// KnotsOf returns the speed that covers metres in seconds; seconds must be over 0.
func KnotsOf(metres Metres, seconds float64) Knots {
	return Knots(float64(metres) * 3600 / (seconds * 1852))
}

// Decimals rounds x to n decimals, half away from zero. The half is judged as a
// person reads it: 1.005 becomes 1.01, although the float nearest to 1.005 is a
// hair less. Zero has no sign.
func Decimals(x float64, n int) float64 {
	p := math.Pow10(n)
	y := math.Abs(float64(x * p))
	if y >= 1<<52 || y != y {
		return x // nothing after the point, or no number
	}
	whole := math.Floor(y)
	half := 0.5
	if n != 0 {
		// x is off by half a unit in its last place at most, and so is the product
		half -= float64(y * 0x1p-52)
	}
	if y-whole >= half {
		whole++
	}
	if x < 0 && whole > 0 {
		whole = -whole
	}
	return whole / p
}

// Range is a quantity known between two bounds, both included.
type Range[T ~int | ~float64] struct {
	Low, High T
}
