package coast

import (
	"math"

	"github.com/plimsoll-watch/plimsoll/base/geo"
)

// tree finds the nearest edge: a binary tree of caps on the sphere, each holding
// a run of edges that follow each other along the coast. Caps know no
// antimeridian and no pole.
type tree struct {
	nodes []node // the children of a node come before it, the root is the last
}

// node is a cap and what lies in it: two nodes, or the edges that start at points
// [from, to) when left is below 0.
type node struct {
	centre      geo.Vec
	radiusM     float64
	left, right int32
	from, to    int32
}

// runLength is how many edges a leaf of the tree holds at most.
const runLength = 12

// slackM is added to every radius, far above the rounding of distances.
const slackM = 0.001

// plant makes the tree over all edges that are coast.
func (l *Land) plant() tree {
	t := tree{nodes: make([]node, 0, len(l.points)/runLength*5/2+2)}
	for _, r := range l.rings {
		for from := r.from; from < r.to-1; {
			to := l.run(from, r.to-1)
			if to == from { // a seam
				from++
				continue
			}
			t.nodes = append(t.nodes, l.leaf(from, to))
			from = to
		}
	}
	if n := len(t.nodes); n > 0 {
		t.join(0, n)
	}
	return t
}

// run returns the end of the leaf that starts with the edge at from: at a seam,
// at the limit of a leaf or at the last edge of the ring.
func (l *Land) run(from, end int) int {
	to := from
	for to < end && to-from < runLength && !l.grid.seam(l.points[to], l.points[to+1]) {
		to++
	}
	return to
}

// leaf returns the cap round the edges that start at points [from, to). A cap
// under a hemisphere that holds both ends of an edge holds the edge.
func (l *Land) leaf(from, to int) node {
	centre := middle(l.places[from : to+1])
	far, chord2 := centre, 0.0
	for _, v := range l.places[from : to+1] {
		if c := centre.Chord2(v); c > chord2 {
			far, chord2 = v, c
		}
	}
	return node{centre, centre.Distance(far) + slackM, -1, -1, int32(from), int32(to)}
}

// middle returns the unit vector in the middle of places close together.
func middle(places []geo.Vec) geo.Vec {
	var s geo.Vec
	for _, v := range places {
		s.X, s.Y, s.Z = s.X+v.X, s.Y+v.Y, s.Z+v.Z
	}
	length := math.Sqrt(s.Dot(s))
	if length < 1e-9 {
		return places[0]
	}
	return geo.Vec{X: s.X / length, Y: s.Y / length, Z: s.Z / length}
}

// join builds a balanced tree over the leaves [lo, hi) and returns its root.
func (t *tree) join(lo, hi int) int32 {
	if hi-lo == 1 {
		return int32(lo)
	}
	mid := (lo + hi) / 2
	left, right := t.join(lo, mid), t.join(mid, hi)
	centre, radius := around(&t.nodes[left], &t.nodes[right])
	t.nodes = append(t.nodes, node{centre, radius, left, right, 0, 0})
	return int32(len(t.nodes) - 1)
}

// around returns the smallest cap that holds both.
func around(a, b *node) (geo.Vec, float64) {
	d := a.centre.Distance(b.centre)
	switch {
	case a.radiusM >= d+b.radiusM:
		return a.centre, a.radiusM
	case b.radiusM >= d+a.radiusM:
		return b.centre, b.radiusM
	}
	radius := (d + a.radiusM + b.radiusM) / 2
	return geo.Between(a.centre, b.centre, (radius-a.radiusM)/d), radius + slackM
}

// nearest returns the distance from p to the nearest edge.
func (t *tree) nearest(places []geo.Vec, p geo.Vec) float64 {
	s := search{t.nodes, places, p, math.Inf(1)}
	s.visit(int32(len(t.nodes) - 1))
	return s.best
}

// search is one walk down the tree.
type search struct {
	nodes  []node
	places []geo.Vec
	p      geo.Vec
	best   float64
}

// visit goes through the nearer child first and leaves out what cannot be nearer
// than the best so far.
func (s *search) visit(i int32) {
	n := &s.nodes[i]
	if n.left < 0 {
		for k := n.from; k < n.to; k++ {
			s.best = min(s.best, geo.DistanceToSegment(s.p, s.places[k], s.places[k+1]))
		}
		return
	}
	near, far := n.left, n.right
	nearM, farM := s.atLeast(near), s.atLeast(far)
	if farM < nearM {
		near, far, nearM, farM = far, near, farM, nearM
	}
	if nearM < s.best {
		s.visit(near)
	}
	if farM < s.best {
		s.visit(far)
	}
}

// atLeast returns a distance that nothing in node i is nearer than.
func (s *search) atLeast(i int32) float64 {
	return s.p.Distance(s.nodes[i].centre) - s.nodes[i].radiusM
}
