package coast

// slices are strips of the Earth between meridians, each with the edges that
// reach into it: what a line from a place to the north pole can cross.
type slices struct {
	width int32   // of a strip, in steps of the grid
	start []int32 // the edges of strip s are edges[start[s]:start[s+1]]
	edges []int32 // by the index of their first point
}

// sliceCount is about how many strips there are; a tenth of a degree each.
const sliceCount = 3600

// slice sorts all edges into strips, counting first.
func (l *Land) slice() slices {
	width := max(1, l.grid.steps/sliceCount)
	s := slices{width: width, start: make([]int32, (l.grid.steps-1)/width+2)}
	l.eachStrip(width, func(strip, _ int32) { s.start[strip+1]++ })
	for i := 1; i < len(s.start); i++ {
		s.start[i] += s.start[i-1]
	}
	s.edges = make([]int32, s.start[len(s.start)-1])
	next := append([]int32(nil), s.start...)
	l.eachStrip(width, func(strip, edge int32) {
		s.edges[next[strip]] = edge
		next[strip]++
	})
	return s
}

// eachStrip calls f for every strip that an edge reaches into. An edge along a
// meridian is in none: nothing crosses it.
func (l *Land) eachStrip(width int32, f func(strip, edge int32)) {
	for _, r := range l.rings {
		for i := r.from; i < r.to-1; i++ {
			west := l.points[i].x
			d := l.grid.shortWay(l.points[i+1].x - west)
			if d == 0 {
				continue
			}
			if d < 0 {
				west, d = west+d, -d
			}
			l.strips(west, d, width, func(strip int32) { f(strip, int32(i)) })
		}
	}
}

// strips calls f for every strip with a meridian in [west, west+d).
func (l *Land) strips(west, d, width int32, f func(strip int32)) {
	turn := l.grid.steps
	last, end := (west+d-1+turn)%turn/width, (turn-1)/width
	for strip := (west + turn) % turn / width; ; strip++ {
		f(strip)
		if strip == last {
			return
		}
		if strip == end {
			strip = -1
		}
	}
}

// at returns the edges that may cross a meridian in the step of the grid at x.
func (s slices) at(x int32) []int32 {
	strip := x / s.width
	return s.edges[s.start[strip]:s.start[strip+1]]
}
