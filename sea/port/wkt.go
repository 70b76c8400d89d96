package port

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/plimsoll-watch/plimsoll/base/geo"
)

// parsePolygon reads a polygon of well-known text (OGC 06-103r4, section 7):
// POLYGON((lon lat,...),(...)), the first ring its outline, the others holes.
func parsePolygon(s string) (geo.Polygon, error) {
	body, ok := strings.CutPrefix(strings.TrimSpace(s), "POLYGON")
	body = strings.TrimSpace(body)
	if !ok || !strings.HasPrefix(body, "((") || !strings.HasSuffix(body, "))") {
		return nil, fmt.Errorf("%q is not a polygon", s)
	}
	var g geo.Polygon
	for _, text := range strings.Split(body[2:len(body)-2], "),(") {
		ring, err := parseRing(text)
		if err != nil {
			return nil, err
		}
		g = append(g, ring)
	}
	return g, nil
}

// parseRing reads a closed ring and leaves out the last point, the first repeated.
func parseRing(text string) ([]geo.Point, error) {
	var ring []geo.Point
	for _, pair := range strings.Split(text, ",") {
		p, err := parsePair(pair)
		if err != nil {
			return nil, err
		}
		ring = append(ring, p)
	}
	last := len(ring) - 1
	if last < 3 || ring[0] != ring[last] {
		return nil, fmt.Errorf("a ring of the polygon is not closed")
	}
	return ring[:last], nil
}

func parsePair(pair string) (geo.Point, error) {
	numbers := strings.Fields(pair)
	if len(numbers) != 2 {
		return geo.Point{}, fmt.Errorf("%q is not a longitude and a latitude", pair)
	}
	lon, err := strconv.ParseFloat(numbers[0], 64)
	if err != nil {
		return geo.Point{}, fmt.Errorf("%q is not a longitude", numbers[0])
	}
	lat, err := strconv.ParseFloat(numbers[1], 64)
	if err != nil {
		return geo.Point{}, fmt.Errorf("%q is not a latitude", numbers[1])
	}
	p := geo.Point{Lat: lat, Lon: lon}
	if !p.Valid() {
		return geo.Point{}, fmt.Errorf("%q is off the Earth", pair)
	}
	return p, nil
}
