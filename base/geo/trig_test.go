package geo

import (
	"math"
	"os"
	"os/exec"
	"runtime"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestTrigAgreesWithMath(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		deg := rapid.Float64Range(-720, 720).Draw(t, "deg")
		sin, cos := sincos(deg)
		wantSin, wantCos := math.Sincos(math.Mod(deg, 360) * math.Pi / 180)
		if !near(sin, wantSin, 4e-15) || !near(cos, wantCos, 4e-15) { // 360 degrees in radians are good to 1e-15
			t.Fatalf("sincos(%g) = %g, %g, want %g, %g", deg, sin, cos, wantSin, wantCos)
		}
		x, y := rapid.Float64Range(-1, 1).Draw(t, "x"), rapid.Float64Range(-1, 1).Draw(t, "y")
		x, y = x+0, y+0 // here a zero has no sign, so 180 W is 180 E
		if got, want := atan2Deg(y, x), math.Atan2(y, x)*180/math.Pi; !near(got, want, 1e-13) {
			t.Fatalf("atan2(%g, %g) = %.17g, want %.17g", y, x, got, want)
		}
	})
}

// Small angles keep their precision: a metre at sea is 1.6e-7 of a radian.
func TestTrigOfSmallAngles(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		x := math.Pow(10, rapid.Float64Range(-15, -1).Draw(t, "log"))
		if got, want := sinRad(x), math.Sin(x); math.Abs(got/want-1) > 1e-15 {
			t.Fatalf("sin(%g) off by %g", x, got/want-1)
		}
		if got, want := radians(atan2Deg(x, 1)), math.Atan(x); math.Abs(got/want-1) > 1e-15 {
			t.Fatalf("atan(%g) off by %g", x, got/want-1)
		}
	})
}

func TestTrigIsExactOnTheAxes(t *testing.T) {
	for i, want := range [][2]float64{{0, 1}, {1, 0}, {0, -1}, {-1, 0}} {
		for _, turns := range []float64{-2, -1, 0, 1, 2} {
			sin, cos := sincos(float64(i)*90 + turns*360)
			if sin != want[0] || cos != want[1] {
				t.Errorf("sincos(%d*90 + %g turns) = %g, %g", i, turns, sin, cos)
			}
		}
	}
	for _, c := range [][3]float64{{0, 1, 0}, {1, 0, 90}, {0, -1, 180}, {-1, 0, -90}, {0, 0, 0}} {
		if got := atan2Deg(c[0], c[1]); got != c[2] {
			t.Errorf("atan2Deg(%g, %g) = %g, want %g", c[0], c[1], got, c[2])
		}
	}
}

// A processor with fused multiply-add must give the bits one without gives: the
// same program, built both ways, prints a hash of what this package computes.
func TestSameBitsOnNewerProcessors(t *testing.T) {
	if runtime.GOARCH != "amd64" {
		t.Skip("GOAMD64 compares builds on amd64 alone")
	}
	if testing.Short() {
		t.Skip("builds a program twice")
	}
	bits := func(level string) string {
		cmd := exec.Command("go", "run", "./testdata/bits")
		cmd.Env = append(os.Environ(), "GOAMD64="+level)
		out, err := cmd.CombinedOutput()
		if err != nil && strings.Contains(string(out), "microarchitecture support") {
			t.Skip("this processor cannot run programs built with GOAMD64=" + level)
		}
		if err != nil {
			t.Fatalf("go run ./testdata/bits: %v\n%s", err, out)
		}
		return string(out)
	}
	if v1, v3 := bits("v1"), bits("v3"); v1 != v3 {
		t.Errorf("GOAMD64=v1 gives %sGOAMD64=v3 gives %s", v1, v3)
	}
}

func BenchmarkDistance(b *testing.B) {
	v, w := Point{29.91, 125.02}.Vec(), Point{29.9103, 125.0204}.Vec()
	for b.Loop() {
		v.Distance(w)
	}
}

func BenchmarkFineVec(b *testing.B) {
	f := Point{29.91, 125.02}.Fine()
	for b.Loop() {
		f.Vec()
	}
}

func BenchmarkArcAt(b *testing.B) {
	a := NewArc(Point{29.91, 125.02}.Vec(), Point{29.9103, 125.0204}.Vec())
	for b.Loop() {
		a.At(0.3)
	}
}
