package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"
)

// topology is the part of a TopoJSON file that holds land: arcs of differences on
// a grid, and polygons whose rings are chains of arcs (TopoJSON specification,
// section 2.1).
type topology struct {
	Objects struct {
		Land struct {
			Geometries []struct {
				Type string
				Arcs [][][]int
			}
		}
	}
	Arcs      [][][2]int
	Transform struct {
		Scale, Translate [2]float64
	}
}

// cell is a place on the grid.
type cell struct {
	x, y int
}

func parse(b []byte) (*topology, error) {
	var t topology
	if err := json.Unmarshal(b, &t); err != nil {
		return nil, fmt.Errorf("parse TopoJSON: %w", err)
	}
	if len(t.Objects.Land.Geometries) == 0 {
		return nil, errors.New("there is no object named land")
	}
	if t.Transform.Scale[0] <= 0 || t.Transform.Scale[1] <= 0 {
		return nil, errors.New("the topology is not quantised")
	}
	return &t, nil
}

// rings returns all rings, closed: the last cell repeats the first.
func (t *topology) rings() ([][]cell, error) {
	arcs := t.lines()
	var rings [][]cell
	for _, g := range t.Objects.Land.Geometries {
		if g.Type != "MultiPolygon" {
			return nil, fmt.Errorf("land is a %s, not a MultiPolygon", g.Type)
		}
		for _, polygon := range g.Arcs {
			for _, chain := range polygon {
				r, err := join(arcs, chain)
				if err != nil {
					return nil, err
				}
				rings = append(rings, r)
			}
		}
	}
	return rings, nil
}

// lines adds up the differences of every arc.
func (t *topology) lines() [][]cell {
	lines := make([][]cell, len(t.Arcs))
	for i, arc := range t.Arcs {
		var at cell
		for _, d := range arc {
			at = cell{at.x + d[0], at.y + d[1]}
			lines[i] = append(lines[i], at)
		}
	}
	return lines
}

// join chains arcs into a ring; ~i is arc i backwards (TopoJSON specification,
// section 2.1.4).
func join(arcs [][]cell, chain []int) ([]cell, error) {
	var r []cell
	for _, i := range chain {
		backwards := i < 0
		if backwards {
			i = ^i
		}
		if i >= len(arcs) {
			return nil, fmt.Errorf("there is no arc %d", i)
		}
		arc := slices.Clone(arcs[i])
		if backwards {
			slices.Reverse(arc)
		}
		if len(r) > 0 {
			if len(arc) == 0 || arc[0] != r[len(r)-1] {
				return nil, fmt.Errorf("arc %d does not begin where the one before ends", i)
			}
			arc = arc[1:]
		}
		r = append(r, arc...)
	}
	if len(r) < 3 || r[0] != r[len(r)-1] {
		return nil, errors.New("a ring is not closed")
	}
	return r, nil
}
