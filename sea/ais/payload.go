package ais

import "encoding/binary"

// message is a message unpacked from its six-bit characters, first bit highest.
// It holds the first 460 bits at least, more than any type decoded here has, and
// counts the rest.
type message struct {
	word  [9]uint64
	n     int
	wrong oddSet // noticed while decoding
}

const maxBits = 512

// add appends the low n bits of v, n up to 48.
func (b *message) add(v uint64, n int) {
	if b.n+n <= maxBits {
		at, used := b.n>>6&7, uint(b.n&63)
		v <<= 64 - uint(n)
		if used == 0 {
			b.word[at] = v
		} else {
			b.word[at] |= v >> used
			b.word[at+1] = v << (64 - used)
		}
	}
	b.n += n
}

// at returns n bits from pos.
func (b *message) at(pos, n uint) uint64 {
	w, skip := pos>>6, pos&63
	v := b.word[w]<<skip | b.word[w+1]>>(64-skip)
	return v >> (64 - n)
}

// field returns n bits from pos and whether the message goes so far.
func (b *message) field(pos, n uint) (v uint64, ok bool) {
	return b.at(pos, n), b.n >= int(pos+n)
}

// rest is at, or 0 when the message does not go so far.
func (b *message) rest(pos, n uint) uint32 {
	if b.n < int(pos+n) {
		return 0
	}
	return uint32(b.at(pos, n))
}

// signed returns n bits from pos as a number in two's complement.
func (b *message) signed(pos, n uint) int32 {
	return int32(int64(b.at(pos, n)<<(64-n)) >> (64 - n))
}

// Every byte of a word, for work on eight characters at once.
const (
	each = 0x0101010101010101
	tops = 0x80 * each
)

// armoured appends a payload, less its fill bits (IEC 61162-1, six-bit binary
// conversion). It stops at a character that stands for nothing.
func (b *message) armoured(payload []byte, fill int) bool {
	for len(payload) >= 8 {
		v, ok := sixBits(binary.BigEndian.Uint64(payload))
		if !ok {
			return false
		}
		b.add(v, 48)
		payload = payload[8:]
	}
	if len(payload) > 0 {
		last := [8]byte{'0', '0', '0', '0', '0', '0', '0', '0'}
		copy(last[:], payload)
		v, ok := sixBits(binary.BigEndian.Uint64(last[:]))
		if !ok {
			return false
		}
		n := 6 * len(payload)
		b.add(v>>(48-uint(n)), n)
	}
	b.drop(fill)
	return true
}

// drop takes the last n bits off again.
func (b *message) drop(n int) {
	b.n = max(b.n-n, 0)
	if b.n < maxBits {
		b.word[b.n>>6] &^= ^uint64(0) >> (b.n & 63)
	}
}

// sixBits turns eight characters, the first in the highest byte, into 48 bits.
// The characters are '0' to 'W' for 0 to 39 and '`' to 'w' for 40 to 63.
func sixBits(x uint64) (v uint64, ok bool) {
	bad := x | (x + 0x08*each) | ^(x + 0x50*each) | // above 'w', below '0'
		^((x^0x58*each)&(0x78*each) + 0x7f*each) // 'X' to '_'
	high := x >> 6 & (x >> 5) & each
	v = x - 0x30*each - high<<3
	v = v>>2&0x0fc00fc00fc00fc0 | v&0x003f003f003f003f
	v = v>>4&0x00fff00000fff000 | v&0x00000fff00000fff
	v = v>>8&0x0000ffffff000000 | v&0x0000000000ffffff
	return v, bad&tops == 0
}

// xor returns the checksum of b: all bytes, exclusive or.
func xor(b []byte) byte {
	var x uint64
	for len(b) >= 8 {
		x ^= binary.LittleEndian.Uint64(b)
		b = b[8:]
	}
	x ^= x >> 32
	x ^= x >> 16
	sum := byte(x ^ x>>8)
	for _, c := range b {
		sum ^= c
	}
	return sum
}
