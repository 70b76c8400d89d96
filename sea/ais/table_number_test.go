package ais

import (
	"fmt"
	"math/big"
	"strings"
	"testing"

	"github.com/plimsoll-watch/plimsoll/base/geo"
	"pgregory.net/rapid"
)

// nearest is the plain definition: the nearest whole number to x*scale, half away
// from zero.
func nearest(t interface{ Fatal(...any) }, s string, scale int64) *big.Int {
	x, ok := new(big.Rat).SetString(s)
	if !ok {
		t.Fatal(s)
	}
	x.Mul(x, big.NewRat(scale, 1))
	half := big.NewRat(1, 2)
	if x.Sign() < 0 {
		half.Neg(half)
	}
	x.Add(x, half)
	return new(big.Int).Quo(x.Num(), x.Denom()) // cut towards zero
}

func TestFixedIsExact(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		scale := rapid.SampledFrom([]int64{1, 10, geo.FinePerDegree}).Draw(t, "scale")
		s := rapid.StringMatching(`[-+]?[0-9]{1,3}(\.[0-9]{0,25})?([eE][-+]?[0-9])?`).Draw(t, "number")
		if rapid.Bool().Draw(t, "tie") {
			// n/2 of a unit; only 1/600000 has no finite decimal for some.
			n := rapid.Int64Range(-2_000_000_000, 2_000_000_000).Draw(t, "half units")
			s = big.NewRat(n, 2*scale).FloatString(rapid.IntRange(0, 30).Draw(t, "places"))
		}
		got, state := fixed([]byte(s), uint64(scale))
		if want := nearest(t, s, scale); state != numberGood || !want.IsInt64() || got != want.Int64() {
			t.Fatalf("%s in 1/%d: %d, want %d", s, scale, got, want)
		}
	})
}

func TestFixed(t *testing.T) {
	for _, c := range []struct {
		cell  string
		scale uint64
		want  int64
		state numberState
	}{
		{"29.9408", 600000, 17964480, numberGood},
		{"-90.05819", 600000, -54034914, numberGood},
		{" 95 ", 1, 95, numberGood},
		{"95.0", 1, 95, numberGood},
		{"+5.", 10, 50, numberGood},
		{".5", 10, 5, numberGood},
		{"-0", 10, 0, numberGood},
		{"0.05", 10, 1, numberGood},
		{"-0.05", 10, -1, numberGood},
		{"0.04999999999999999999999", 10, 0, numberGood},
		{"29.940800000000003", 600000, 17964480, numberGood},
		{"5e-05", 600000, 30, numberGood},
		{"1.5E1", 10, 150, numberGood},
		{"999999999999999999", 600000, 9223372036854775807, numberGood},
		{"-99999999999999999999999", 600000, -9223372036854775807, numberGood},
		{"9e99", 1, 9223372036854775807, numberGood},
		{"", 10, 0, numberAbsent},
		{"  ", 10, 0, numberAbsent},
		{"NaN", 10, 0, numberAbsent},
		{"null", 10, 0, numberAbsent},
		{"-", 10, 0, numberBad},
		{".", 10, 0, numberBad},
		{"e5", 10, 0, numberBad},
		{"1e", 10, 0, numberBad},
		{"1e999999999", 10, 0, numberBad},
		{"1.2.3", 10, 0, numberBad},
		{"29,94", 10, 0, numberBad},
		{"0x10", 10, 0, numberBad},
		{"1/2", 10, 0, numberBad},
		{"1_000", 10, 0, numberBad},
		{"Inf", 10, 0, numberBad},
		{"1 2", 10, 0, numberBad},
		{strings.Repeat("1", 65), 10, 0, numberBad},
	} {
		got, state := fixed([]byte(c.cell), c.scale)
		if got != c.want || state != c.state {
			t.Errorf("%q in 1/%d: %d %d, want %d %d", c.cell, c.scale, got, state, c.want, c.state)
		}
	}
}

func TestWhole(t *testing.T) {
	for cell, want := range map[string]string{
		"205125000": "205125000 0", "\x207": "7 0", "9627980.0": "9627980 0", "0": "0 0",
		"": "0 1", "nan": "0 1", "1.5": "0 2", "-1": "0 2", "1e3": "0 2", "x": "0 2",
		"1234567890123456789": "0 2",
	} {
		n, state := whole([]byte(cell))
		if got := fmt.Sprint(n, state); got != want {
			t.Errorf("%q: %s, want %s", cell, got, want)
		}
	}
}

// FuzzTableNumber compares with big.Rat whatever both read.
func FuzzTableNumber(f *testing.F) {
	for _, s := range []string{"29.94080", "-90.05819", "1e-5", "102.3", "", "nan", "5.", "0.0000008333333333333"} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, cell []byte) {
		got, state := fixed(cell, geo.FinePerDegree)
		if state != numberGood {
			return
		}
		s := strings.TrimSpace(string(cell))
		want := nearest(t, s, geo.FinePerDegree)
		if want.IsInt64() && got != want.Int64() {
			t.Errorf("%q: %d, want %d", cell, got, want)
		}
		if !want.IsInt64() && got > -1e18 && got < 1e18 {
			t.Errorf("%q: %d, want %d", cell, got, want)
		}
	})
}
