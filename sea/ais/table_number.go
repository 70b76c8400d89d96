package ais

import (
	"bytes"
	"math"
	"math/big"
	"math/bits"
)

// numberState says what a cell held.
type numberState uint8

const (
	numberGood numberState = iota
	numberAbsent
	numberBad
)

// fixed reads a decimal as a whole number of 1/scale, rounded half away from zero,
// exactly: no binary fraction comes in between. A number too large for the result
// is the largest or smallest there is.
func fixed(cell []byte, scale uint64) (int64, numberState) {
	cell = trimBlanks(cell)
	if len(cell) == 0 {
		return 0, numberAbsent
	}
	digits := cell
	negative := cell[0] == '-'
	if negative || cell[0] == '+' {
		digits = cell[1:]
	}
	m, places, plain := mantissa(digits)
	if !plain {
		return longFixed(cell, scale)
	}
	v := int64(scaled(m, places, scale))
	if negative {
		v = -v
	}
	return v, numberGood
}

// mantissa reads digits with at most one point: m / 10^places. plain is false for
// anything else, and for more than 18 digits.
func mantissa(digits []byte) (m uint64, places int, plain bool) {
	point := -1
	for i, c := range digits {
		switch {
		case c-'0' <= 9:
			m = m*10 + uint64(c-'0')
		case c == '.' && point < 0:
			point = i
		default:
			return 0, 0, false
		}
	}
	count := len(digits)
	if point >= 0 {
		places = count - point - 1
		count--
	}
	return m, places, count > 0 && count <= 18
}

// scaled returns m*scale/10^places rounded half up, at most the largest int64.
func scaled(m uint64, places int, scale uint64) uint64 {
	p := powers[places]
	hi, lo := bits.Mul64(m, scale)
	lo, carry := bits.Add64(lo, p/2, 0)
	hi += carry
	switch {
	case hi == 0 && places > 0:
		return lo / p // under 2^63, as p is 10 at least
	case hi >= p:
		return math.MaxInt64
	case hi > 0:
		lo, _ = bits.Div64(hi, lo, p)
	}
	return min(lo, math.MaxInt64)
}

// powers are those of ten.
var powers = [19]uint64{
	1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18,
}

// longFixed reads what [fixed] does not: more digits, an exponent, words for
// absence.
func longFixed(cell []byte, scale uint64) (int64, numberState) {
	if absentWord(cell) {
		return 0, numberAbsent
	}
	if !decimalForm(cell) {
		return 0, numberBad
	}
	x, ok := new(big.Rat).SetString(string(cell))
	if !ok {
		return 0, numberBad
	}
	x.Mul(x, new(big.Rat).SetInt(new(big.Int).SetUint64(scale)))
	// floor((2n + d) / 2d) rounds a positive n/d half up.
	n, d := new(big.Int).Abs(x.Num()), x.Denom()
	n.Add(n.Lsh(n, 1), d).Quo(n, new(big.Int).Lsh(d, 1))
	v := int64(math.MaxInt64)
	if n.IsInt64() {
		v = n.Int64()
	}
	if x.Sign() < 0 {
		v = -v
	}
	return v, numberGood
}

// decimalForm reports whether cell is a decimal of at most 64 bytes with an
// exponent of at most two digits, or none.
func decimalForm(cell []byte) bool {
	if len(cell) > 64 {
		return false
	}
	number, exponent, has := bytes.Cut(bytes.ToLower(cell), []byte("e"))
	whole, part, _ := bytes.Cut(unsigned(number), []byte("."))
	if len(whole)+len(part) == 0 || !allDigits(whole) || !allDigits(part) {
		return false
	}
	exponent = unsigned(exponent)
	return !has || len(exponent) > 0 && len(exponent) <= 2 && allDigits(exponent)
}

func unsigned(cell []byte) []byte {
	if len(cell) > 0 && (cell[0] == '-' || cell[0] == '+') {
		return cell[1:]
	}
	return cell
}

func allDigits(cell []byte) bool {
	for _, c := range cell {
		if c-'0' > 9 {
			return false
		}
	}
	return true
}

// absentWord knows what programs write where there is no number.
func absentWord(cell []byte) bool {
	switch string(bytes.ToLower(cell)) {
	case "null", "nan", "none", "na", "n/a", `\n`, "<na>":
		return true
	}
	return false
}

// whole reads an integer of at most 18 digits, also written 95.0.
func whole(cell []byte) (uint64, numberState) {
	cell = trimBlanks(cell)
	if len(cell) == 0 {
		return 0, numberAbsent
	}
	m, places, plain := mantissa(cell)
	if !plain {
		if absentWord(cell) {
			return 0, numberAbsent
		}
		return 0, numberBad
	}
	if places > 0 {
		p := powers[places]
		if m%p != 0 {
			return 0, numberBad
		}
		m /= p
	}
	return m, numberGood
}

// trimBlanks cuts blanks at both ends.
func trimBlanks(cell []byte) []byte {
	if len(cell) == 0 || cell[0] > ' ' && cell[len(cell)-1] > ' ' {
		return cell
	}
	return bytes.TrimSpace(cell)
}
