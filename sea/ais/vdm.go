package ais

// vdm takes one VDM or VDO sentence, which stands taken apart in rd.s.
func (rd *reader) vdm(text []byte, sum, fields Reason) {
	rd.tally.Sentences++
	rd.index++
	p := &rd.part
	p.sentence, p.line, p.index, p.text, p.bad = &rd.s, rd.tally.Lines, rd.index, text, false
	rd.stamp(p)
	if sum != "" && rd.opt.BadChecksum {
		rd.odds[oddKept]++
		sum = ""
	}
	switch {
	case sum != "":
		rd.reject(sum, p.line, text)
		if p.bad = true; fields != "" || p.total == 1 {
			return
		}
	case fields != "":
		rd.reject(fields, p.line, text)
		return
	}
	if p.total > 1 {
		rd.join(p)
	} else {
		rd.single(p)
	}
	if rd.parts.held > 0 {
		for g := rd.parts.due(rd.index); g != nil; g = rd.parts.due(rd.index) {
			rd.joined(g)
		}
	}
}

// stamp gives p what was said before, around and behind its sentence, and uses it
// up.
func (rd *reader) stamp(p *part) {
	switch {
	case rd.tagged:
		p.stamp, p.group = rd.tag.stamp, rd.tag.group
	case rd.carries:
		p.stamp, p.group = rd.carried.stamp, rd.carried.group
	default:
		p.stamp, p.group = stamp{}, group{}
	}
	p.gate = nil
	if rd.gate.here {
		p.gate = &rd.gate
	}
	rd.carries, rd.gate.here = false, false
	if len(p.trailing) > 0 {
		s, wrong := trailing(p.trailing)
		if wrong {
			rd.odds[oddTime]++
		}
		p.stamp = p.stamp.or(s)
	}
	p.stamp = p.stamp.or(rd.lead)
}

// single takes a message in one sentence.
func (rd *reader) single(p *part) {
	m := &rd.message
	m.n = 0
	if !m.armoured(p.payload, int(p.fill)) {
		rd.reject(ReasonPayload, p.line, p.text)
		return
	}
	s := p.stamp
	if p.gate != nil {
		if p.gate.sum == p.sum {
			s = p.gate.stamp.or(s)
		} else if !p.gate.other {
			rd.odds[oddGateOther]++
		}
	}
	rd.hand(p, s, 1)
}

// join takes a part.
func (rd *reader) join(p *part) {
	held, whole := rd.parts.add(p)
	if held != nil {
		rd.joined(held)
	}
	if whole != nil {
		rd.joined(whole)
	}
}

// joined takes a message of several parts.
func (rd *reader) joined(g *joining) {
	if !g.unpack(&rd.message) {
		rd.reject(ReasonPayload, g.line, g.text)
		return
	}
	s, other := g.stamp()
	if other {
		rd.odds[oddGateOther]++
	}
	rd.s = sentence{talker: g.talker, own: g.own, channel: g.channel}
	rd.hand(&part{sentence: &rd.s, line: g.latest, text: g.text}, s, int(g.total))
}

// hand decodes the message and hands it on.
func (rd *reader) hand(p *part, s stamp, receipts int) {
	r := &rd.report
	why, ok := rd.message.decode(r, &rd.texts)
	if rd.message.wrong != 0 {
		rd.count(rd.message.wrong)
	}
	if rd.echoes.heard(&rd.message, s) {
		rd.tally.Repeats++
	}
	switch {
	case why != "":
		rd.reject(why, p.line, p.text)
		return
	case !ok:
		rd.tally.ByType[r.Type]++
		rd.tally.Unread++
		return
	}
	r.Line, r.Receipts = p.line, receipts
	r.Talker, r.Channel, r.Own = p.talker, p.radio(), p.own
	r.Station = s.station
	if s.timed {
		r.Time, r.Has = s.time, r.Has|HasTime
	} else {
		rd.tally.NoTime++
	}
	rd.tally.ByType[r.Type]++
	rd.tally.Reports++
	rd.sink(0, r)
}

// count counts what was noticed.
func (rd *reader) count(wrong oddSet) {
	for o := range odds {
		if wrong>>o&1 == 1 {
			rd.odds[o]++
		}
	}
}
