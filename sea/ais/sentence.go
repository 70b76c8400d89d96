package ais

import "bytes"

// sentence is one VDM or VDO sentence taken apart (IEC 61162-1, VDM; IEC
// 61993-2). Its slices point into the line.
type sentence struct {
	talker   [2]byte
	own      bool // VDO
	total    uint8
	number   uint8
	sequence byte // '0' to '9', or 0
	channel  byte // as received, or 0
	payload  []byte
	fill     uint8
	sum      byte // the checksum given
	trailing []byte
}

// maxPayload is the longest payload in characters: 1,064 bits (type 26, M.1371-5,
// table 82) are 178; no message needs more.
const maxPayload = 400

// isVDM reports whether b begins with !..VDM, or !..VDO, whatever the talker.
func isVDM(b []byte) bool {
	return len(b) > 7 && b[0] == '!' && b[3] == 'V' && b[4] == 'D' &&
		(b[5] == 'M' || b[5] == 'O') && b[6] == ',' && isTalker(b[1]) && isTalker(b[2])
}

// isTalker reports whether c can be one of a talker's two characters.
func isTalker(c byte) bool { return c > ' ' && c <= '~' && c != ',' && !mark(c) }

// isNMEA reports whether b looks like a sentence: $ or !, an address of two or
// more letters and digits, a comma, and nothing unprintable.
func isNMEA(b []byte) bool {
	i := 1
	for i < len(b) && (b[i] >= 'A' && b[i] <= 'Z' || b[i] >= '0' && b[i] <= '9') {
		i++
	}
	if i < 3 || i == len(b) || b[i] != ',' {
		return false
	}
	for _, c := range b[i:] {
		if c < ' ' || c > '~' {
			return false
		}
	}
	return true
}

// parseSentence takes apart b, which begins as [isVDM] says; star is where its
// '*' is, or -1. sum says what is wrong with its checksum, fields with the rest;
// with both empty it is a sentence.
func parseSentence(b []byte, star int, s *sentence) (sum, fields Reason) {
	*s = sentence{talker: [2]byte{b[1], b[2]}, own: b[5] == 'O'}
	if star < 7 {
		return ReasonNoChecksum, s.fields(b[7:])
	}
	return s.checksum(b, star), s.fields(b[7:star])
}

// checksum compares what stands behind the star with the sentence.
func (s *sentence) checksum(b []byte, star int) Reason {
	if star+2 >= len(b) {
		return ReasonBadChecksum
	}
	sum, ok := hexByte(b[star+1], b[star+2])
	s.sum, s.trailing = sum, b[star+3:]
	if !ok || sum != xor(b[1:star]) {
		return ReasonBadChecksum
	}
	return ""
}

// fields reads total,number,sequence,channel,payload,fill.
func (s *sentence) fields(f []byte) Reason {
	if len(f) < 4 || f[1] != ',' || f[3] != ',' {
		return s.odd(f)
	}
	s.total, s.number = f[0]-'0', f[2]-'0'
	if s.total < 1 || s.total > 9 || s.number < 1 || s.number > s.total {
		return ReasonFragments
	}
	f = f[4:]
	if len(f) > 1 && f[0] >= '0' && f[0] <= '9' && f[1] == ',' {
		s.sequence, f = f[0], f[1:]
	} else if len(f) > 0 && f[0] != ',' {
		return ReasonNotSentence
	}
	if len(f) > 2 && f[1] != ',' && f[2] == ',' {
		s.channel, f = f[1], f[1:]
	} else if len(f) < 2 || f[1] != ',' {
		return ReasonNotSentence
	}
	return s.armour(f[2:])
}

// armour reads payload,fill. An empty fill is 0.
func (s *sentence) armour(f []byte) Reason {
	n := len(f)
	switch {
	case n > 1 && f[n-2] == ',' && f[n-1] >= '0' && f[n-1] <= '5':
		s.payload, s.fill = f[:n-2], f[n-1]-'0'
	case n > 0 && f[n-1] == ',':
		s.payload = f[:n-1]
	default:
		return ReasonNotSentence
	}
	if len(s.payload) > maxPayload {
		return ReasonNotSentence
	}
	return ""
}

// odd tells fragment numbers of more than one digit, or none, from no sentence.
func (s *sentence) odd(f []byte) Reason {
	total, rest, ok := bytes.Cut(f, []byte{','})
	number, _, ok2 := bytes.Cut(rest, []byte{','})
	if ok && ok2 && allDigits(total) && allDigits(number) {
		return ReasonFragments
	}
	return ReasonNotSentence
}

// radio returns the channel as a [Report] has it.
func (s *sentence) radio() byte {
	switch s.channel {
	case 'A', '1':
		return 'A'
	case 'B', '2':
		return 'B'
	}
	return 0
}

// hexByte reads two hexadecimal digits.
func hexByte(hi, lo byte) (byte, bool) {
	h, ok1 := hexDigit(hi)
	l, ok2 := hexDigit(lo)
	return h<<4 | l, ok1 && ok2
}

func hexDigit(c byte) (byte, bool) {
	switch {
	case c >= '0' && c <= '9':
		return c - '0', true
	case c >= 'A' && c <= 'F':
		return c - 'A' + 10, true
	case c >= 'a' && c <= 'f':
		return c - 'a' + 10, true
	}
	return 0, false
}
