// Command bits prints a hash of every bit that base/geo computes on a fixed set
// of places, to compare builds for different processors.
package main

import (
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"math"
	"math/rand/v2"

	"github.com/plimsoll-watch/plimsoll/base/geo"
)

func main() {
	h := sha256.New()
	add := func(xs ...float64) {
		for _, x := range xs {
			h.Write(binary.LittleEndian.AppendUint64(nil, math.Float64bits(x)))
		}
	}
	addVec := func(v geo.Vec) { add(v.X, v.Y, v.Z) }
	r := rand.New(rand.NewPCG(1, 2))
	place := func() geo.Point { return geo.Point{Lat: 180*r.Float64() - 90, Lon: 360*r.Float64() - 180} }
	for range 20000 {
		p, q, m := place(), place(), math.Pow(10, 8*r.Float64()-1)
		v, w := p.Vec(), q.Vec()
		near := geo.Destination(v, 360*r.Float64(), m)
		east, north := geo.Offset(v, near)
		add(v.Distance(w), v.Distance(near), v.Chord2(near), geo.Chord2Of(m), east, north, geo.Bearing(v, w))
		add(geo.DistanceToSegment(near, v, w), near.Point().Lat, near.Point().Lon, geo.Distance(p, q))
		add(geo.Polygon{{p, q, near.Point()}}.DistanceToEdge(geo.Point{Lat: 1, Lon: 2}))
		addVec(near)
		addVec(geo.Between(v, w, r.Float64()))
		addVec(p.Fine().Vec())
	}
	fmt.Printf("%x\n", h.Sum(nil))
}
