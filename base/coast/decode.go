package coast

import (
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"math"
)

// Magic and Version open land.bin; the package says what follows.
const (
	Magic   = "plimland"
	Version = 1
)

var (
	errShort = errors.New("the file ends early")
	errRange = errors.New("a number is out of range")
)

// Decode reads a file of the format that the package describes.
func Decode(b []byte) (*Land, error) {
	l, err := decode(b)
	if err != nil {
		return nil, fmt.Errorf("read land: %w", err)
	}
	return l, nil
}

func decode(b []byte) (*Land, error) {
	if len(b) < len(Magic)+4 || string(b[:len(Magic)]) != Magic {
		return nil, errors.New("not a land file")
	}
	body, sum := b[:len(b)-4], binary.LittleEndian.Uint32(b[len(b)-4:])
	if crc32.ChecksumIEEE(body) != sum {
		return nil, errors.New("the checksum does not fit: the file is damaged")
	}
	r := &reader{rest: body[len(Magic):]}
	if v := r.count(math.MaxInt32); r.err == nil && v != Version {
		return nil, fmt.Errorf("format version %d, this program reads %d", v, Version)
	}
	note := r.text()
	g := grid{steps: int32(r.count(1 << 24)), south: r.float(), scale: r.float()}
	if r.err == nil && !g.valid() {
		r.err = errRange
	}
	rings, points := r.rings(g)
	if r.err == nil && len(r.rest) > 0 {
		r.err = errors.New("bytes left over after the last ring")
	}
	if r.err != nil {
		return nil, r.err
	}
	return newLand(note, g, rings, points), nil
}

func (g grid) valid() bool {
	return g.steps >= 360 && g.south >= -90 && g.south <= 90 && g.scale > 0 && g.scale <= 1
}

// holds reports whether c lies on the Earth.
func (g grid) holds(c cell) bool {
	const slack = 1e-6 // degrees, for the rounding of scale
	return c.x >= 0 && c.x <= g.steps && c.y >= 0 && g.south+float64(float64(c.y)*g.scale) <= 90+slack
}

// reader takes numbers off the front of rest and keeps the first thing wrong.
type reader struct {
	rest []byte
	err  error
}

// count reads an unsigned number of at most limit.
func (r *reader) count(limit int) int {
	v, n := binary.Uvarint(r.rest)
	if r.err != nil || n <= 0 || v > uint64(limit) {
		r.fail(n)
		return 0
	}
	r.rest = r.rest[n:]
	return int(v)
}

// step reads a signed number.
func (r *reader) step() int32 {
	v, n := binary.Varint(r.rest)
	if r.err != nil || n <= 0 || v != int64(int32(v)) {
		r.fail(n)
		return 0
	}
	r.rest = r.rest[n:]
	return int32(v)
}

func (r *reader) fail(n int) {
	if r.err != nil {
		return
	}
	r.err = errRange
	if n == 0 {
		r.err = errShort
	}
}

func (r *reader) text() string {
	n := r.count(len(r.rest))
	if r.err != nil || n > len(r.rest) {
		r.fail(0)
		return ""
	}
	s := string(r.rest[:n])
	r.rest = r.rest[n:]
	return s
}

func (r *reader) float() float64 {
	if r.err != nil || len(r.rest) < 8 {
		r.fail(0)
		return 0
	}
	v := math.Float64frombits(binary.LittleEndian.Uint64(r.rest))
	r.rest = r.rest[8:]
	return v
}

// rings reads all rings and closes them.
func (r *reader) rings(g grid) ([]ring, []cell) {
	n := r.count(len(r.rest))
	rings := make([]ring, 0, n)
	points := make([]cell, 0, len(r.rest)/2)
	first := cell{}
	for range n {
		k := r.count(len(r.rest))
		if r.err == nil && k < 2 {
			r.err = errRange
		}
		from := len(points)
		points = r.line(points, g, first, k)
		if r.err != nil {
			return nil, nil
		}
		first = points[from]
		points = append(points, first)
		rings = append(rings, ring{from, len(points)})
	}
	return rings, points
}

// line reads k points, the first counted from at.
func (r *reader) line(points []cell, g grid, at cell, k int) []cell {
	for range k {
		at = cell{at.x + r.step(), at.y + r.step()}
		if r.err == nil && !g.holds(at) {
			r.err = errRange
		}
		if r.err != nil {
			return points
		}
		points = append(points, at)
	}
	return points
}
