package event

import (
	"strconv"

	"github.com/plimsoll-watch/plimsoll/base/quantity"
)

// Degrees is a coordinate, printed with five decimals.
type Degrees float64

// MarshalJSON prints five decimals, always.
func (d Degrees) MarshalJSON() ([]byte, error) { return fixed(float64(d), 5), nil }

// Tenth is a figure printed with one decimal.
type Tenth float64

// MarshalJSON prints one decimal, always.
func (t Tenth) MarshalJSON() ([]byte, error) { return fixed(float64(t), 1), nil }

// fixed prints so many decimals, rounded half away from zero; there is no zero below
// zero.
func fixed(x float64, decimals int) []byte {
	x = quantity.Decimals(x, decimals)
	if x == 0 {
		x = 0
	}
	return strconv.AppendFloat(nil, x, 'f', decimals, 64)
}
