package scene

import (
	"math"
	"math/rand/v2"

	"github.com/plimsoll-watch/plimsoll/base/geo"
)

// sine returns the sine of an angle in degrees, by base/geo, whose trigonometry has
// the same bits on every machine.
func sine(deg float64) float64 { return geo.Point{Lon: deg}.Vec().Y }

// dice is the only source of chance; one for each thing that is drawn, so that a
// ship added to the cast moves no other.
type dice struct{ *rand.Rand }

// newDice gives the stream of numbers of one thing in one scene.
func newDice(seed uint64, thing string, attempt int) dice {
	const offset, prime = 14695981039346656037, 1099511628211 // FNV-1a
	h := uint64(offset)
	for i := range len(thing) {
		h = (h ^ uint64(thing[i])) * prime
	}
	return dice{rand.New(rand.NewPCG(seed, h+uint64(attempt)))}
}

// between returns a number from lo up to hi.
func (d dice) between(lo, hi float64) float64 { return lo + float64(d.Float64()*(hi-lo)) }

// around returns a number within spread of x.
func (d dice) around(x, spread float64) float64 { return d.between(x-spread, x+spread) }

// whole returns a whole number from lo to hi, both included.
func (d dice) whole(lo, hi int) int { return lo + d.IntN(hi-lo+1) }

// chance is true with probability p.
func (d dice) chance(p float64) bool { return d.Float64() < p }

// normal returns a nearly normally distributed number about 0: the sum of twelve
// even ones, which never exceeds six sigma and has the same bits on every machine.
func (d dice) normal(sigma float64) float64 {
	sum := -6.0
	for range 12 {
		sum += d.Float64()
	}
	return float64(sum * sigma)
}

// side is -1 (port) or 1 (starboard).
func (d dice) side() float64 {
	if d.chance(0.5) {
		return -1
	}
	return 1
}

// near returns a place within about km of p, never nearer than a tenth of that.
func (d dice) near(p geo.Point, km float64) geo.Vec {
	return geo.Destination(p.Vec(), d.between(0, 360), d.between(100*km, 1000*km))
}

// in returns a place in the box, evenly spread over its area.
func (d dice) in(b geo.Box) geo.Vec {
	z := d.between(geo.Point{Lat: b.South}.Vec().Z, geo.Point{Lat: b.North}.Vec().Z)
	x := math.Sqrt(max(0, 1-float64(z*z)))
	lat := geo.Vec{X: x, Z: z}.Point().Lat
	return geo.Point{Lat: lat, Lon: math.Remainder(d.between(b.West, b.West+b.Width()), 360)}.Vec()
}
