package event

import "strconv"

// Degrees is a coordinate, printed with five decimals.
type Degrees float64

// MarshalJSON prints five decimals, always.
func (d Degrees) MarshalJSON() ([]byte, error) {
	return strconv.AppendFloat(nil, float64(d), 'f', 5, 64), nil
}

// Tenth is a figure printed with one decimal.
type Tenth float64

// MarshalJSON prints one decimal, always.
func (t Tenth) MarshalJSON() ([]byte, error) {
	return strconv.AppendFloat(nil, float64(t), 'f', 1, 64), nil
}
