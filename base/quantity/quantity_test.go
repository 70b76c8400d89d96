package quantity

import (
	"math"
	"math/big"
	"strconv"
	"testing"

	"pgregory.net/rapid"
)

func TestDecimals(t *testing.T) {
	for _, c := range []struct {
		x    float64
		n    int
		want float64
	}{
		{0, 0, 0}, {0.4, 0, 0}, {0.5, 0, 1}, {1.5, 0, 2}, {2.5, 0, 3}, {2.4999, 0, 2},
		{-0.5, 0, -1}, {-1.5, 0, -2}, {-2.5, 0, -3}, {-2.4999, 0, -2},
		{0.05, 1, 0.1}, {0.15, 1, 0.2}, {0.25, 1, 0.3}, {1.95, 1, 2}, {-0.05, 1, -0.1}, {-0.25, 1, -0.3},
		{1.005, 2, 1.01}, {0.285, 2, 0.29}, {-1.005, 2, -1.01}, {1.00499, 2, 1},
		{29.912345, 5, 29.91235}, {29.9123449, 5, 29.91234}, {179.999995, 5, 180},
		{499.5, 0, 500}, {499.49, 0, 499}, {0.49999999999999994, 0, 0},
		{1e300, 2, 1e300}, {123456789012345, 0, 123456789012345},
	} {
		if got := Decimals(c.x, c.n); got != c.want {
			t.Errorf("Decimals(%v, %d) = %v, want %v", c.x, c.n, got, c.want)
		}
	}
}

func TestZeroHasNoSign(t *testing.T) {
	for _, x := range []float64{-0.04, math.Copysign(0, -1), -1e-300} {
		if got := Decimals(x, 1); math.Signbit(got) || got != 0 {
			t.Errorf("Decimals(%v, 1) = %v", x, got)
		}
	}
	if !math.IsNaN(Decimals(math.NaN(), 1)) || !math.IsInf(Decimals(math.Inf(-1), 1), -1) {
		t.Error("no number became one")
	}
}

// The oracle rounds the number as printed, in whole numbers.
func TestDecimalsRoundsWhatIsPrinted(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(0, 6).Draw(t, "decimals")
		places := n + rapid.IntRange(0, 3).Draw(t, "more")
		digits := rapid.Int64Range(-999_999_999_999, 999_999_999_999).Draw(t, "digits")
		x, err := strconv.ParseFloat(decimal(digits, places), 64)
		if err != nil {
			t.Fatal(err)
		}
		unit := new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(places-n)), nil).Int64()
		whole, rest := digits/unit, digits%unit
		if 2*abs(rest) >= unit && rest != 0 {
			whole += sign(digits)
		}
		want, err := strconv.ParseFloat(decimal(whole, n), 64)
		if err != nil {
			t.Fatal(err)
		}
		if got := Decimals(x, n); got != want {
			t.Fatalf("Decimals(%v, %d) = %v, want %v", x, n, got, want)
		}
	})
}

// decimal prints digits with a point before the last places of them.
func decimal(digits int64, places int) string {
	return strconv.FormatInt(digits, 10) + "e-" + strconv.Itoa(places)
}

func abs(n int64) int64 { return max(n, -n) }

func sign(n int64) int64 {
	if n < 0 {
		return -1
	}
	return 1
}

func TestRoundTwiceIsRoundOnce(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		x, n := rapid.Float64Range(-1e9, 1e9).Draw(t, "x"), rapid.IntRange(0, 6).Draw(t, "n")
		once := Decimals(x, n)
		if twice := Decimals(once, n); twice != once {
			t.Fatalf("%v, then %v", once, twice)
		}
		if -once != Decimals(-x, n) && once != 0 {
			t.Fatalf("%v and %v do not mirror", once, Decimals(-x, n))
		}
		if math.Abs(once-x) > 0.5*math.Pow10(-n)+math.Abs(x)*0x1p-51 {
			t.Fatalf("%v is more than half a unit from %v", once, x)
		}
	})
}

func TestUnits(t *testing.T) {
	if got := NauticalMiles(1).Metres(); got != 1852 {
		t.Errorf("a nautical mile is %v m", got)
	}
	if got := Metres(926).NauticalMiles(); got != 0.5 {
		t.Errorf("926 m are %v nautical miles", got)
	}
	if got := KnotsOf(1852, 3600); got != 1 {
		t.Errorf("a nautical mile an hour is %v kn", got)
	}
	if got := KnotsOf(1852*2, 60); got != 120 {
		t.Errorf("two nautical miles a minute are %v kn", got)
	}
	if got := Knots(1.95).Round(); got != 2 {
		t.Errorf("1.95 kn round to %v", got)
	}
	if got, want := Metres(499.5).Round(), 500; got != want {
		t.Errorf("499.5 m round to %d", got)
	}
	if got, want := Metres(-0.5).Round(), -1; got != want {
		t.Errorf("-0.5 m round to %d", got)
	}
}
