package geo

import "math"

// The functions here do what math's do for the angles of this package, with
// every product rounded before it is added. The standard ones are compiled with
// fused multiply-adds where a processor has them, and so give other last bits on
// other machines. Angles in degrees are reduced before they become radians, so
// the sine of 180 is 0 and the cosine of 90 is 0: both names of the antimeridian
// are one vector, and so are all names of a pole.

// sincos returns the sine and cosine of an angle in degrees.
func sincos(deg float64) (sin, cos float64) {
	deg = math.Mod(deg, 360)
	quarter := math.Round(deg / 90)
	sin, cos = sincosSmall(radians(deg - float64(quarter*90)))
	switch int(quarter) & 3 {
	case 1:
		return cos, -sin
	case 2:
		return -sin, -cos
	case 3:
		return -cos, sin
	}
	return sin, cos
}

// sincosSmall sums the series for |x| <= pi/4; the first term left out is under
// 1e-16 of the result.
func sincosSmall(x float64) (sin, cos float64) {
	z := float64(x * x)
	s := 1 - float64(z/(14*15))
	c := 1 - float64(z/(15*16))
	for k := 12; k >= 2; k -= 2 {
		n := float64(k)
		s = 1 - float64(float64(z/(n*(n+1)))*s)
		c = 1 - float64(float64(z/((n+1)*(n+2)))*c)
	}
	return float64(x * s), 1 - float64(float64(z/2)*c)
}

// sinRad returns the sine of an angle in radians.
func sinRad(rad float64) float64 {
	sin, _ := sincos(degrees(rad))
	return sin
}

// atan2Deg returns the angle of the vector (x, y) from the x axis in degrees,
// in [-180, 180]; 0 for the zero vector.
func atan2Deg(y, x float64) float64 {
	ay, ax := math.Abs(y), math.Abs(x)
	var deg float64
	switch {
	case ay == 0 && ax == 0:
		return 0
	case ay <= ax:
		deg = degrees(atanSmall(ay / ax))
	default:
		deg = 90 - degrees(atanSmall(ax/ay))
	}
	if x < 0 {
		deg = 180 - deg
	}
	if y < 0 {
		deg = -deg
	}
	return deg
}

// atanSmall returns the arctangent of t in [0, 1]: the half angle's half angle
// has a tangent under 0.2, where the series is short.
func atanSmall(t float64) float64 {
	t = halfTan(halfTan(t))
	z := float64(t * t)
	s := 0.0
	for k := 21; k >= 3; k -= 2 {
		s = float64(z * (1/float64(k) - s))
	}
	return 4 * float64(t*(1-s))
}

// halfTan returns the tangent of half the angle whose tangent is t.
func halfTan(t float64) float64 {
	return t / (1 + math.Sqrt(1+float64(t*t)))
}

func radians(deg float64) float64 { return float64(deg * (math.Pi / 180)) }
func degrees(rad float64) float64 { return float64(rad * (180 / math.Pi)) }
