package scene

import (
	"fmt"

	"github.com/plimsoll-watch/plimsoll/base/geo"
	"github.com/plimsoll-watch/plimsoll/base/vessel"
)

// DemoSeed is the seed of the week that the demo and the documentation show.
const DemoSeed uint64 = 2018

// week is the invented week while it is made: first the movement of every ship,
// then the truth, then what was heard.
type week struct {
	seed   uint64
	ships  []*ship
	acts   []*act
	down   []span // nobody was heard
	number int    // the last MMSI given
	block  int
}

// act is a happening after it was played.
type act struct {
	happening
	*stage
}

// Week makes the invented week of 3 to 9 September 2018.
func Week(seed uint64) *Scene {
	w := &week{seed: seed}
	w.sail()
	return w.record()
}

// sail moves every ship through the week.
func (w *week) sail() {
	w.numberFrom(newDice(w.seed, "numbers", 0))
	w.downtime(newDice(w.seed, "feed", 0))
	for _, h := range storyboard() {
		w.play(h)
	}
	for _, e := range traffic() {
		w.add(e)
	}
}

// numberFrom draws the block of MMSIs: 599 belongs to no State.
func (w *week) numberFrom(d dice) {
	w.block = d.whole(0, 998)
	w.number = 599_000_000 + w.block*1000 + 100
}

// nextNumber gives the next MMSI, not quite in steps of one.
func (w *week) nextNumber(d dice) int {
	w.number += d.whole(1, 9)
	return w.number
}

// downtime moves the spells in which nobody was heard by up to 25 minutes.
func (w *week) downtime(d dice) {
	for _, s := range feedDown() {
		from := s.from + minute(d.whole(-25, 25))
		w.down = append(w.down, span{from, from + minute(d.whole(37, 50))})
	}
}

// attempts is how often a ship's other wanderings are drawn anew when they bring her
// near somebody; TestNobodyElseMeets shows that it is enough.
const attempts = 60

// play puts a happening on stage.
func (w *week) play(h happening) {
	d := newDice(w.seed, "numbers of "+h.class, 0)
	numbers := [2]int{w.nextNumber(d), w.nextNumber(d)}
	for i := range attempts {
		d := newDice(w.seed, h.class, i)
		a, b := launch(d, h.cast[0], numbers[0]), launch(d, h.cast[1], numbers[1])
		s := raise(d, h, a, b)
		h.stage(s)
		longest := minute(240)
		if h.expect == None {
			longest = 100
		}
		a.fade(d, weekLen, longest, s.guarded)
		b.fade(d, weekLen, longest, s.guarded)
		if i < attempts-1 && (w.crowded(a) || w.crowded(b) || beside(a, b, s.together())) {
			continue
		}
		w.ships = append(w.ships, a, b)
		w.acts = append(w.acts, &act{h, s})
		return
	}
}

// together returns when the two ships of a stage may be near each other.
func (s *stage) together() []span {
	if s.clear {
		return nil
	}
	return []span{s.contact.wider(150)}
}

// add puts a ship of the traffic to sea.
func (w *week) add(e extra) {
	number := w.nextNumber(newDice(w.seed, "number of "+e.name, 0))
	for i := range attempts {
		d := newDice(w.seed, e.name, i)
		s := launch(d, e.part, number)
		e.play(d, s)
		s.fade(d, weekLen, 240, nil)
		if i < attempts-1 && w.crowded(s) {
			continue
		}
		w.ships = append(w.ships, s)
		return
	}
}

// crowded reports whether s comes too near one of the ships already at sea.
func (w *week) crowded(s *ship) bool {
	for _, o := range w.ships {
		if beside(s, o, nil) {
			return true
		}
	}
	return false
}

// beside reports whether two ships spend more than 25 minutes of the week within
// 1,300 m, middle to middle, outside the spans excepted.
func beside(a, b *ship, but []span) bool {
	const metres, most = 1300, 25
	near := geo.Chord2Of(metres)
	n := 0
	for i := range a.plot {
		if a.plot[i].middle.Chord2(b.plot[i].middle) > near || anyHas(but, minute(i)) {
			continue
		}
		if n++; n > most {
			return true
		}
	}
	return false
}

// base is a base station: it reports its own place and the time.
type base struct {
	mmsi  vessel.MMSI
	name  string
	place geo.Point
	every float64 // seconds
}

// bases are two invented stations on real islands.
func (w *week) bases(d dice) []base {
	at := func(i int, lat, lon float64) base {
		return base{
			mmsi: vessel.MMSI(5_990_000 + w.block*10 + i), name: fmt.Sprintf("INVENTED-%d", i),
			place: geo.Point{Lat: d.around(lat, 0.01), Lon: d.around(lon, 0.01)}, every: d.between(520, 700),
		}
	}
	return []base{at(1, 30.02, 122.10), at(2, 30.71, 122.48)}
}
