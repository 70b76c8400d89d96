package encounter

import "github.com/plimsoll-watch/plimsoll/sea/track"

// Contact is a spell of two ships in contact, however short, for tests.
type Contact struct {
	Start, End                  uint32
	Minutes, Unknown, Separated int
	EndReason                   EndReason
}

// ContactsOf returns every contact of two hulls.
func (p *Params) ContactsOf(a, b *track.Hull, ticks []uint32, dataEnd uint32) (all []Contact) {
	if len(ticks) == 0 {
		return nil
	}
	first := ticks[0]*tickMin - tickMin/2
	walk := pairWalk{p, a.Walk(first), b.Walk(first), dataEnd}
	walk.contacts(ticks, func(c *contact) {
		all = append(all, Contact{
			c.minutes[0].at, c.minutes[len(c.minutes)-1].at + 1, len(c.minutes), c.unknown, c.separated, c.end,
		})
	})
	return all
}

// Decide is decide, for tests.
func Decide(all []Explanation) STS { return decide(all) }

// TickOf is the tick that holds a time.
func TickOf(t uint32) uint32 { return tickOf(t) }
