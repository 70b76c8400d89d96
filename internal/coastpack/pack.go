package main

import (
	"cmp"
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"math"
	"slices"

	"github.com/plimsoll-watch/plimsoll/base/coast"
)

// pack writes the rings in the format of base/coast.
func pack(t *topology) ([]byte, error) {
	rings, err := t.rings()
	if err != nil {
		return nil, err
	}
	steps, err := t.steps()
	if err != nil {
		return nil, err
	}
	rings = slices.DeleteFunc(rings, t.nullIsland)
	slices.SortStableFunc(rings, func(a, b []cell) int { return cmp.Compare(morton(a[0]), morton(b[0])) })
	b := append([]byte(coast.Magic), coast.Version)
	b = binary.AppendUvarint(b, uint64(len(note)))
	b = append(b, note...)
	b = binary.AppendUvarint(b, uint64(steps))
	b = appendFloat(b, t.Transform.Translate[1])
	b = appendFloat(b, t.Transform.Scale[1])
	b = appendRings(b, rings)
	return binary.LittleEndian.AppendUint32(b, crc32.ChecksumIEEE(b)), nil
}

// steps returns how many steps of the grid go round the Earth.
func (t *topology) steps() (int, error) {
	n := math.Round(360 / t.Transform.Scale[0])
	if t.Transform.Translate[0] != -180 || math.Abs(n*t.Transform.Scale[0]-360) > 1e-6 {
		return 0, fmt.Errorf("the grid does not run from 180 W to 180 E in whole steps")
	}
	return int(n), nil
}

// nullIsland reports whether a ring is Natural Earth's islet at 0 N 0 E, which
// does not exist.
func (t *topology) nullIsland(r []cell) bool {
	for _, c := range r {
		lon := float64(c.x)*t.Transform.Scale[0] + t.Transform.Translate[0]
		lat := float64(c.y)*t.Transform.Scale[1] + t.Transform.Translate[1]
		if math.Abs(lon) > 0.05 || math.Abs(lat) > 0.05 {
			return false
		}
	}
	return true
}

// appendRings writes rings as differences; the closing cell is left out.
func appendRings(b []byte, rings [][]cell) []byte {
	b = binary.AppendUvarint(b, uint64(len(rings)))
	var first cell
	for _, r := range rings {
		open := r[:len(r)-1]
		b = binary.AppendUvarint(b, uint64(len(open)))
		at := first
		for _, c := range open {
			b = binary.AppendVarint(b, int64(c.x-at.x))
			b = binary.AppendVarint(b, int64(c.y-at.y))
			at = c
		}
		first = open[0]
	}
	return b
}

func appendFloat(b []byte, v float64) []byte {
	return binary.LittleEndian.AppendUint64(b, math.Float64bits(v))
}

// morton interleaves the bits of x and y, so that cells near each other mostly
// come near each other in order.
func morton(c cell) uint64 {
	var m uint64
	for i := range 20 {
		m |= uint64(c.x>>i&1) << (2 * i)
		m |= uint64(c.y>>i&1) << (2*i + 1)
	}
	return m
}
