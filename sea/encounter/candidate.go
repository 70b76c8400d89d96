package encounter

import (
	"cmp"
	"math"
	"slices"

	"github.com/plimsoll-watch/plimsoll/base/geo"
	"github.com/plimsoll-watch/plimsoll/sea/track"
)

// Candidates are a means, not part of the definition: on a grid of ten minutes,
// each hull is somewhere in a disc, and two hulls whose discs are further apart
// than the distance of contact cannot be in contact in those ten minutes.

// tickMin is the length of a tick of the candidate grid in minutes. Tick k holds
// the minutes from 10k-5 to 10k+4.
const tickMin = 10

// Presence says that during a tick all points of a hull lie within ReachM of Place.
type Presence struct {
	Tick   uint32
	Key    track.Key
	Place  geo.Fine
	ReachM float32
}

// Presences passes on where the hull was, tick by tick.
func Presences(h *track.Hull, emit func(Presence)) {
	if h.Len() == 0 {
		return
	}
	hullM := h.FarthestM()
	walk := h.Walk(h.Time[0] / 60)
	var places []geo.Vec
	for tick := tickOf(h.Time[0]); tick <= tickOf(h.Time[h.Len()-1]); tick++ {
		places = inTick(h, walk, tick, places[:0])
		if len(places) == 0 {
			next := h.After((tick*tickMin + tickMin/2) * 60)
			if next < h.Len() {
				tick = max(tick, tickOf(h.Time[next])-1)
			}
			continue
		}
		place := places[len(places)/2].Point().Fine()
		centre, reach := place.Vec(), 0.0
		for _, v := range places {
			reach = max(reach, centre.Distance(v))
		}
		emit(Presence{tick, h.Key, place, float32(reach + hullM + 1)})
	}
}

func tickOf(t uint32) uint32 { return (t/60 + tickMin/2) / tickMin }

// inTick collects the fixes within a tick and the places at its first and last
// minute: on the great circles between them the ship is nowhere further away.
func inTick(h *track.Hull, walk *track.Walker, tick uint32, places []geo.Vec) []geo.Vec {
	first := tick*tickMin - tickMin/2
	last := first + tickMin - 1
	if p := walk.At(first); p.Known {
		places = append(places, p.Vec)
	}
	for i := h.After(first * 60); i < h.Len() && h.Time[i] <= last*60+59; i++ {
		places = append(places, h.Place[i].Vec())
	}
	if p := walk.At(last); p.Known {
		places = append(places, p.Vec)
	}
	return places
}

// cellM is the height of a cell in metres. A disc lies in one to four cells when
// its ship is slow.
const cellM = 2000

// wideM is the radius from which a disc is compared with all others and not put
// into cells, of which it would fill hundreds: of a ship that jumps about.
const wideM = 20_000

// cell is a disc in one place in the grid of a tick.
type cell struct {
	place uint64 // row and column
	at    int32  // index of the presence
}

func cellOf(row, col, at int32) cell {
	return cell{uint64(uint32(row))<<32 | uint64(uint32(col)), at}
}

// grid deals discs to cells: rows of equal height, columns widened by latitude.
type grid struct {
	p     *Params
	tick  []Presence
	vecs  []geo.Vec // of its places
	cells []cell
}

// Near finds all pairs of hulls of one tick that could be in contact in it, each
// once, the lower key first.
func (p *Params) Near(tick []Presence, emit func(a, b track.Key)) {
	g := grid{p: p, tick: tick, vecs: make([]geo.Vec, len(tick))}
	var pairs [][2]int32
	for i := range tick {
		g.vecs[i] = tick[i].Place.Vec()
	}
	for i := range tick {
		radiusM := float64(tick[i].ReachM) + float64(p.DistanceM)/2
		if radiusM > wideM {
			pairs = g.withAll(int32(i), pairs)
			continue
		}
		g.add(tick[i].Place.Point(), radiusM, int32(i))
	}
	slices.SortFunc(g.cells, func(a, b cell) int {
		return cmp.Or(cmp.Compare(a.place, b.place), cmp.Compare(a.at, b.at))
	})
	for from := 0; from < len(g.cells); {
		to := from + 1
		for to < len(g.cells) && g.cells[to].place == g.cells[from].place {
			to++
		}
		pairs = g.within(g.cells[from:to], pairs)
		from = to
	}
	slices.SortFunc(pairs, func(a, b [2]int32) int { return cmp.Or(cmp.Compare(a[0], b[0]), cmp.Compare(a[1], b[1])) })
	for _, pair := range slices.Compact(pairs) {
		a, b := tick[pair[0]].Key, tick[pair[1]].Key
		if b.Compare(a) < 0 {
			a, b = b, a
		}
		emit(a, b)
	}
}

// within appends the pairs of one cell whose discs are near enough.
func (g *grid) within(cells []cell, pairs [][2]int32) [][2]int32 {
	for i := range cells {
		for j := i + 1; j < len(cells); j++ {
			if a, b := cells[i].at, cells[j].at; g.near(a, b) {
				pairs = append(pairs, [2]int32{a, b})
			}
		}
	}
	return pairs
}

// withAll appends the pairs of one disc with all others, without the cells.
func (g *grid) withAll(a int32, pairs [][2]int32) [][2]int32 {
	for b := range int32(len(g.tick)) {
		if a != b && g.near(a, b) {
			pairs = append(pairs, [2]int32{min(a, b), max(a, b)})
		}
	}
	return pairs
}

// near reports whether two discs come within the distance of contact. A chord is
// shorter than its arc, so that none is missed.
func (g *grid) near(a, b int32) bool {
	reach := (float64(g.p.DistanceM) + 1 + float64(g.tick[a].ReachM) + float64(g.tick[b].ReachM)) / geo.EarthRadiusM
	return g.vecs[a].Chord2(g.vecs[b]) <= float64(reach*reach)
}

// add puts a disc into every cell it touches.
func (g *grid) add(p geo.Point, radiusM float64, at int32) {
	const rowDeg = cellM / geo.EarthRadiusM * 180 / math.Pi
	radius := radiusM/geo.EarthRadiusM*180/math.Pi + 1e-7
	south, north := max(-90, p.Lat-radius), min(90, p.Lat+radius)
	for row := int32(math.Floor(south / rowDeg)); row <= int32(math.Floor(north/rowDeg)); row++ {
		g.addRow(p, radius, row, rowDeg, at)
	}
}

// addRow puts a disc into the cells of one row that it may touch. A disc reaches
// asin(sin r / cos lat) to either side of its own meridian; one over a pole, all
// the way round.
func (g *grid) addRow(p geo.Point, radius float64, row int32, rowDeg float64, at int32) {
	low, high := math.Abs(float64(row)*rowDeg), math.Abs(float64(row+1)*rowDeg)
	columns := int32(max(1, math.Floor(360*math.Cos(min(low, high)*math.Pi/180)/rowDeg)))
	ratio := math.Sin(radius*math.Pi/180) / math.Cos(p.Lat*math.Pi/180)
	if math.Abs(p.Lat)+radius >= 90 || ratio >= 1 {
		for col := range columns {
			g.cells = append(g.cells, cellOf(row, col, at))
		}
		return
	}
	reach := math.Asin(ratio) * 180 / math.Pi
	width := 360 / float64(columns)
	west := int32(math.Floor((p.Lon + 180 - reach) / width))
	east := int32(math.Floor((p.Lon + 180 + reach) / width))
	for col := west; col <= min(east, west+columns-1); col++ {
		g.cells = append(g.cells, cellOf(row, (col%columns+columns)%columns, at))
	}
}
