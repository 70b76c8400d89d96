package ais

import "bytes"

// Parts of a message are joined only while nothing else can be meant. These are
// the limits; real files have the parts of a message next to each other, two
// sentences apart at most, within a second.
const (
	// apartSure is how many other sentences may stand between two parts of the
	// same station, or of one tag block group; apartElse between any others.
	apartSure = 100
	apartElse = 20
	// apartSeconds is how far apart in time parts may be, either way round.
	apartSeconds = 10
)

// part is one sentence of a message in several.
type part struct {
	*sentence
	stamp
	group group
	gate  *gate // a $PGHP just before it, or nil
	bad   bool  // its checksum is wrong: it serves to know its message is broken
	line  uint32
	index int // of the sentence in the file
	text  []byte
}

// joining is a message of which some parts are there.
type joining struct {
	total, sequence, channel byte
	group                    group
	station                  []byte // as far as it tells messages apart

	have   uint16 // bit n: part n is there
	good   int    // parts with a right checksum
	dead   bool   // one part was broken
	held   bool   // whole, but its parts came out of order: see [joiner]
	last   int    // index of the latest part
	latest uint32 // and its line
	line   uint32 // of the first part that came
	text   []byte // and that sentence, as an example of what was lost

	first    byte // the lowest part that is there: it gives the stamp
	when     stamp
	room     []byte // holds when.station
	gate     gate
	gateRoom []byte
	sums     byte // exclusive or of the checksums
	talker   [2]byte
	own      bool
	payload  []byte
	at       [10]struct{ from, to int }
	fill     [10]uint8
}

// joiner puts the parts of messages together. Parts belong together when they
// agree in total, sequence id and channel, in tag block group and station where
// both have them, and are near each other by count and by time; the talker says
// nothing (relays change it). A part that would have joined a message too far
// away is never joined, and ends that message: it is lost as incomplete. So is one
// whose part 1 comes again, and one of which a part had a wrong checksum.
//
// A message whose parts came out of order is held until the next apartElse
// sentences are by. When one of its parts comes again before that, there is no
// telling which belongs where: all are given up as spliced. A message that is not
// whole when the file ends is lost as incomplete.
type joiner struct {
	live []*joining
	free []*joining
	held int
	lost func(g *joining, why Reason)
}

// add takes a part and returns the messages that are whole with it: at most one
// that was held, and one.
func (j *joiner) add(p *part) (held, whole *joining) {
	j.expire(p.index)
	g, sure := j.find(p)
	switch {
	case g == nil:
	case !g.near(p, sure):
		j.end(g, ReasonIncomplete)
	case g.has(p.number):
		if g.held && p.number == 1 {
			held = j.release(g)
			break
		}
		if p.number > 1 && !g.dead {
			given := g.held
			j.end(g, ReasonSpliced)
			if given {
				j.drop(p)
				return nil, nil
			}
			break
		}
		j.end(g, ReasonIncomplete)
	case g.dead && p.number < g.highest():
		j.end(g, ReasonIncomplete)
	default:
		return nil, j.extend(g, p)
	}
	g = j.take()
	g.begin(p)
	j.live = append(j.live, g)
	return held, j.extend(g, p)
}

// extend adds p to g and returns g when it is whole.
func (j *joiner) extend(g *joining, p *part) *joining {
	late := p.number < g.highest()
	g.put(p)
	if g.have != 1<<(g.total+1)-2 {
		return nil
	}
	switch {
	case g.dead:
		j.end(g, ReasonIncomplete)
		return nil
	case late:
		g.held = true
		j.held++
		return nil
	}
	return j.release(g)
}

// find returns the message p belongs to, if any, and whether that is sure.
func (j *joiner) find(p *part) (best *joining, sure bool) {
	for i := len(j.live) - 1; i >= 0; i-- {
		g := j.live[i]
		same, s := g.same(p)
		if same && s {
			return g, true
		}
		if same && best == nil {
			best = g
		}
	}
	return best, false
}

// expire ends what is too far back for anything to join, and is not due.
func (j *joiner) expire(index int) {
	for i := 0; i < len(j.live); {
		g := j.live[i]
		if index-g.last-1 <= apartSure || g.held {
			i++
			continue
		}
		j.end(g, ReasonIncomplete)
	}
}

// due returns a held message that nothing can put in doubt any more.
func (j *joiner) due(index int) *joining {
	for _, g := range j.live {
		if g.held && index-g.last > apartElse {
			return j.release(g)
		}
	}
	return nil
}

// flush ends everything, as the file does; call it until it returns nil.
func (j *joiner) flush() *joining {
	for len(j.live) > 0 {
		if g := j.live[0]; g.held {
			return j.release(g)
		}
		j.end(j.live[0], ReasonIncomplete)
	}
	return nil
}

// end gives g up. A message of which only broken parts came is not counted again.
func (j *joiner) end(g *joining, why Reason) {
	if g.good > 0 {
		j.lost(g, why)
	}
	j.release(g)
}

// drop gives up a single part.
func (j *joiner) drop(p *part) {
	g := j.take()
	g.begin(p)
	g.put(p)
	j.live = append(j.live, g)
	j.end(g, ReasonSpliced)
}

// release takes g off the list. It stays as it is until the next part comes.
func (j *joiner) release(g *joining) *joining {
	for i, other := range j.live {
		if other == g {
			j.live = append(j.live[:i], j.live[i+1:]...)
		}
	}
	if g.held {
		j.held--
	}
	j.free = append(j.free, g)
	return g
}

// take returns room for a message: the one released longest ago, so that one just
// handed out is not written over.
func (j *joiner) take() *joining {
	if len(j.free) < 4 {
		return new(joining)
	}
	g := j.free[0]
	j.free = append(j.free[:0], j.free[1:]...)
	return g
}

// begin makes g ready for a message that p belongs to.
func (g *joining) begin(p *part) {
	*g = joining{
		total: p.total, sequence: p.sequence, channel: p.channel, group: p.group,
		line: p.line, first: 255, talker: p.talker, own: p.own,
		station: append(g.station[:0], p.whence()...), text: append(g.text[:0], p.text[:min(len(p.text), 121)]...),
		room: g.room[:0], gateRoom: g.gateRoom[:0], payload: g.payload[:0],
	}
}

// put adds p.
func (g *joining) put(p *part) {
	g.have |= 1 << p.number
	g.last, g.latest = p.index, p.line
	if p.bad {
		g.dead = true
		return
	}
	g.good++
	g.sums ^= p.sum
	from := len(g.payload)
	g.payload = append(g.payload, p.payload...)
	g.at[p.number].from, g.at[p.number].to = from, len(g.payload)
	g.fill[p.number] = p.fill
	if p.gate != nil && !g.gate.here {
		g.gate = *p.gate
		g.gate.here = true
		g.gateRoom = append(g.gateRoom, p.gate.station...)
		g.gate.station = g.gateRoom
	}
	if g.group.total == 0 {
		g.group = p.group
	}
	if len(g.station) == 0 {
		g.station = append(g.station, p.whence()...)
	}
	g.mark(p)
}

// mark takes the stamp of the lowest part, and what that lacks from the others.
func (g *joining) mark(p *part) {
	s := g.when.or(p.stamp)
	if p.number < g.first {
		g.first = p.number
		s = p.stamp.or(g.when)
	}
	g.room = append(g.room[:0], s.station...)
	s.station = g.room
	g.when = s
}

// stamp returns when and where the message was received. A $PGHP before it counts
// when it names the checksum of all parts together.
func (g *joining) stamp() (s stamp, otherGate bool) {
	if !g.gate.here {
		return g.when, false
	}
	if g.gate.sum != g.sums {
		return g.when, true
	}
	return g.gate.stamp.or(g.when), false
}

// unpack writes the whole message into m.
func (g *joining) unpack(m *message) bool {
	m.n = 0
	for n := byte(1); n <= g.total; n++ {
		if !m.armoured(g.payload[g.at[n].from:g.at[n].to], int(g.fill[n])) {
			return false
		}
	}
	return true
}

func (g *joining) has(number uint8) bool { return g.have>>number&1 == 1 }

// highest returns the highest number there, or 0.
func (g *joining) highest() uint8 {
	for n := g.total; n > 0; n-- {
		if g.has(n) {
			return n
		}
	}
	return 0
}

// same reports whether p may belong to g, and whether a station or group says so.
func (g *joining) same(p *part) (same, sure bool) {
	if g.total != p.total || g.sequence != p.sequence || g.channel != p.channel {
		return false, false
	}
	station := p.whence()
	if len(station) > 0 && len(g.station) > 0 {
		if !bytes.Equal(station, g.station) {
			return false, false
		}
		sure = true
	}
	if p.group.total > 0 && g.group.total > 0 {
		if p.group.id != g.group.id || p.group.total != g.group.total {
			return false, false
		}
		sure = true
	}
	return true, sure
}

// near reports whether p is close enough to the latest part of g.
func (g *joining) near(p *part, sure bool) bool {
	limit := apartElse
	if sure && p.number > g.highest() {
		limit = apartSure
	}
	if p.index-g.last-1 > limit {
		return false
	}
	if !p.timed || !g.when.timed {
		return true
	}
	gap := int64(p.time) - int64(g.when.time)
	return gap >= -apartSeconds && gap <= apartSeconds
}

// whence is the station, for telling messages apart: that of a $PGHP serves.
func (p *part) whence() []byte {
	if len(p.station) > 0 {
		return p.station
	}
	if p.gate != nil {
		return p.gate.station
	}
	return nil
}
