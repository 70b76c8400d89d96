package scene

import (
	"fmt"
	"iter"
	"math"
	"time"

	"github.com/plimsoll-watch/plimsoll/base/geo"
	"github.com/plimsoll-watch/plimsoll/sea/ais"
)

// Traffic makes a sea of any size for benchmarks, without truth: ships in a square
// that grows with their number (one for 150 square kilometres), a fix of each every
// cadence (whole seconds, one at least), a static report with every thirtieth. Of
// twenty ships two are tankers that drift 60 m apart. It is made while it is read:
// memory is that of the ships, not of their reports. More than a million ships have
// no numbers left.
func Traffic(seed uint64, ships, hours int, cadence time.Duration) *Scene {
	f := fleet{seed: seed, ships: ships, every: max(1, int(cadence/time.Second)), until: 3600 * hours}
	all := f.sail()
	return &Scene{timed: all, arrived: all}
}

// fleet is traffic by its measures.
type fleet struct {
	seed         uint64
	ships        int
	every, until int // seconds
}

// runner is one ship of a fleet: dead reckoning with a turn at the edge.
type runner struct {
	ship
	place   geo.Vec
	course  float64
	knots   float64
	partner bool // lies beside the ship before her
}

// sail yields reports in time order: each round of cadence seconds all ships, evenly
// spread over it.
func (f fleet) sail() iter.Seq[*signal] {
	return func(yield func(*signal) bool) {
		d := newDice(f.seed, "traffic", 0)
		box := f.box()
		run := make([]runner, f.ships)
		for i := range run {
			run[i] = f.launch(d, box, i)
		}
		var g signal
		for round, from := 0, 0; from < f.until; round, from = round+1, from+f.every {
			for i := range run {
				at := from + i*f.every/len(run)
				if at >= f.until {
					return
				}
				run[i].step(d, box, f.every, run[max(0, i-1)].place)
				if (round+i)%30 == 0 && !yield(run[i].says(&g, at)) {
					return
				}
				if !yield(run[i].reports(&g, at)) {
					return
				}
			}
		}
	}
}

// box is a sea of 150 square kilometres for each ship, about 30 N 125 E, 50 degrees
// wide at most.
func (f fleet) box() geo.Box {
	const kmPerDegree = 111
	half := min(25, math.Sqrt(150*float64(f.ships))/(2*kmPerDegree))
	return geo.Box{West: 125 - half, South: 30 - half, East: 125 + half, North: 30 + half}
}

func (f fleet) launch(d dice, box geo.Box, i int) runner {
	types := []uint8{typeTanker, typeCargo, typeCargo, typeFishing, typeTug, typePax}
	p := part{name: fmt.Sprintf("T%d", i+1), shipType: types[d.IntN(len(types))], length: d.whole(30, 330), draught: 8}
	p.beam = max(6, p.length/6)
	r := runner{ship: *launch(d, p, 599_000_000+i), place: d.in(box), course: d.between(0, 360), knots: d.between(0.1, 16)}
	if i%20 < 2 {
		r.shipType, r.knots, r.partner = typeTanker, 0.4, i%20 == 1
	}
	return r
}

// step moves a ship by seconds; one beside another takes that one's place.
func (r *runner) step(d dice, box geo.Box, seconds int, before geo.Vec) {
	if r.partner {
		r.place = geo.Destination(before, 90, 60)
		return
	}
	next := geo.Destination(r.place, r.course, r.knots*metresPerMinute*float64(seconds)/60)
	if !box.Contains(next.Point()) {
		r.course = d.between(0, 360)
		return
	}
	r.place, r.course = next, geo.NormalCourse(r.course+d.normal(0.5))
}

func (r *runner) reports(g *signal, at int) *signal {
	heading := uint16(r.course) % 360
	*g = signal{station: "INVENTED-1", channel: 'A', report: ais.Report{
		Type: 1, MMSI: r.mmsi, Time: uint32(weekStart + at), Second: uint8(at % 60),
		Has: ais.HasTime | ais.HasPlace | ais.HasSOG | ais.HasCOG | ais.HasHeading | ais.HasStatus | ais.HasAccuracy,
		SOG: uint16(10 * r.knots), COG: heading * 10, Heading: heading,
		Place: r.place.Point().Fine(), Accurate: true,
	}}
	return g
}

func (r *runner) says(g *signal, at int) *signal {
	*g = signal{station: "INVENTED-1", channel: 'B', seq: at % 10, report: ais.Report{
		Type: 5, MMSI: r.mmsi, Time: uint32(weekStart + at), Has: ais.HasTime,
	}}
	r.describe(&g.report, 0)
	return g
}
