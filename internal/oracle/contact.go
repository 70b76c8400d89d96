package oracle

// contact is a spell of two ships near each other (clause 3).
type contact struct {
	minutes   []minute // those of contact, in order
	bridged   pause    // the sums over the breaks inside
	endReason string
}

// pause counts the minutes without contact since the last one with it.
type pause struct {
	separated, unknown int
	firstOnly          int // unknown minutes in which only the first ship was unknown
	secondOnly         int
}

func (b *pause) add(x minute) {
	if x.both() {
		b.separated++
		return
	}
	b.unknown++
	if x.known[1] {
		b.firstOnly++
	}
	if x.known[0] {
		b.secondOnly++
	}
}

// ended returns the reason when a limit is passed, else "".
func (b pause) ended(p Params) string {
	switch {
	case b.separated > p.SeparatedMin:
		return Separated
	case b.unknown <= p.UnknownMin:
		return ""
	case b.firstOnly == b.unknown:
		return Silent1
	case b.secondOnly == b.unknown:
		return Silent2
	}
	return SilentBoth
}

// contacts returns the contacts among the minutes of a pair, which run without
// a hole to the last minute of the record.
func contacts(minutes []minute, p Params) []contact {
	var all []contact
	for i := 0; i < len(minutes); i++ {
		if !minutes[i].contact(p) {
			continue
		}
		c := contact{minutes: minutes[i : i+1 : i+1]}
		for c.endReason == "" {
			next, b, reason := walkOn(minutes, i, p)
			if reason != "" {
				c.endReason = reason
				break
			}
			c.minutes = append(c.minutes, minutes[next])
			c.bridged.separated += b.separated
			c.bridged.unknown += b.unknown
			i = next
		}
		all = append(all, c)
	}
	return all
}

// walkOn goes from the contact minute at i to the next of the same contact, or
// says why there is none.
func walkOn(minutes []minute, i int, p Params) (next int, b pause, reason string) {
	for next = i + 1; next < len(minutes); next++ {
		if minutes[next].contact(p) {
			return next, b, ""
		}
		b.add(minutes[next])
		if reason := b.ended(p); reason != "" {
			return 0, b, reason
		}
	}
	return 0, b, DataEnd
}
