package quantity

import (
	"math"
	"testing"

	"pgregory.net/rapid"
)

func TestPetroleum(t *testing.T) {
	// Pairs that the press printed of reports to the 1718 Committee.
	for _, c := range []struct {
		t       Tonnes
		f       BarrelsPerTonne
		rounded Barrels
		cut     Barrels
	}{
		{587.4, 8.33, 4893, 4893}, {339.57, 8.33, 2829, 2828}, {1410, 8.33, 11745, 11745},
		{32, 7.98, 255, 255}, {27676, 7.9, 218640, 218640}, {0, 7.5, 0, 0},
	} {
		if got := c.t.Barrels(c.f).Round(); got != c.rounded {
			t.Errorf("%v t at %v round to %v bbl, want %v", c.t, c.f, got, c.rounded)
		}
		if got := c.t.Barrels(c.f).Truncate(); got != c.cut {
			t.Errorf("%v t at %v are cut to %v bbl, want %v", c.t, c.f, got, c.cut)
		}
	}
	for b, want := range map[Barrels]Tonnes{5713: 715, 9482: 1188, 4152: 520, 6591: 825} {
		if got := b.Tonnes(7.98).Truncate(); got != want {
			t.Errorf("%v bbl are %v t, want %v", b, got, want)
		}
	}
	hundred := 100.0
	if got := Tonnes(0.29 * hundred).Truncate(); got != 29 {
		t.Errorf("0.29 of 100 t are cut to %v", got)
	}
	if got := Tonnes(28.999).Truncate(); got != 28 {
		t.Errorf("28.999 t are cut to %v", got)
	}
}

// Units round-trip: to the last whole tonne, and as floats to a few ulp.
func TestPetroleumRoundTrip(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		m := Tonnes(rapid.Float64Range(0, 1e8).Draw(t, "tonnes"))
		f := BarrelsPerTonne(rapid.Float64Range(6, 12).Draw(t, "factor"))
		back := m.Barrels(f).Tonnes(f)
		if math.Abs(float64(back-m)) > float64(m)*0x1p-50 {
			t.Fatalf("%v t at %v come back as %v", m, f, back)
		}
		if w := m.Round(); w.Barrels(f).Tonnes(f).Round() != w {
			t.Fatalf("%v whole tonnes at %v do not come back", w, f)
		}
	})
}
