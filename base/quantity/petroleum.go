package quantity

import "math"

// Tonnes is a mass in metric tonnes.
type Tonnes float64

// Barrels is a volume of petroleum, 42 US gallons each.
type Barrels float64

// BarrelsPerTonne turns a mass of a product into its volume. It hangs on the
// product: whoever uses one names it and where it is from. It is over 0.
type BarrelsPerTonne float64

// Barrels converts a mass.
func (t Tonnes) Barrels(f BarrelsPerTonne) Barrels { return Barrels(float64(t) * float64(f)) }

// Tonnes converts a volume.
func (b Barrels) Tonnes(f BarrelsPerTonne) Tonnes { return Tonnes(float64(b) / float64(f)) }

// Round returns b in whole barrels.
func (b Barrels) Round() Barrels { return Barrels(Decimals(float64(b), 0)) }

// Round returns t in whole tonnes.
func (t Tonnes) Round() Tonnes { return Tonnes(Decimals(float64(t), 0)) }

// Truncate returns b without what stands after the point.
func (b Barrels) Truncate() Barrels { return Barrels(whole(float64(b))) }

// Truncate returns t without what stands after the point.
func (t Tonnes) Truncate() Tonnes { return Tonnes(whole(float64(t))) }

// whole cuts x off at the point, as a person reads it: the float nearest to the
// product of 0.29 and 100 is a hair less than 29, and is 29.
func whole(x float64) float64 {
	near := math.Round(x)
	if math.Abs(x-near) <= math.Abs(x)*0x1p-50 {
		return near
	}
	return math.Trunc(x)
}
