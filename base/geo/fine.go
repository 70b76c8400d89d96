package geo

import "math"

// FinePerDegree is the number of [Fine] units in a degree.
const FinePerDegree = 600000

// Fine is a place in whole units of 1/10,000 minute, the resolution of AIS
// (ITU-R M.1371-5, table 48): about 0.19 m. A table with five decimals of a
// degree is held exactly (0.00001 degree is six units).
type Fine struct {
	Lat, Lon int32
}

// Fine returns p rounded to the nearest unit, half away from zero.
func (p Point) Fine() Fine {
	return Fine{int32(math.Round(p.Lat * FinePerDegree)), int32(math.Round(p.Lon * FinePerDegree))}
}

// Point returns f in degrees.
func (f Fine) Point() Point {
	return Point{float64(f.Lat) / FinePerDegree, float64(f.Lon) / FinePerDegree}
}

// Vec returns the unit vector of f.
func (f Fine) Vec() Vec { return f.Point().Vec() }

// Valid reports whether f lies on the Earth.
func (f Fine) Valid() bool {
	return f.Lat >= -90*FinePerDegree && f.Lat <= 90*FinePerDegree &&
		f.Lon >= -180*FinePerDegree && f.Lon <= 180*FinePerDegree
}
