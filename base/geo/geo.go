// Package geo is the sphere the ships sail on: points, distances, courses and
// areas, on one Earth radius.
//
// Every distance is a great circle on the sphere of radius [EarthRadiusM], the
// IUGG mean radius R1; it differs from the ellipsoid by up to 0.56 per cent,
// far less than the error of a distance made of two AIS positions. Methods that
// must agree with somebody else's radius bring their own.
//
// Inside, a place is a unit vector ([Vec]): it has no antimeridian and no pole,
// and nearness is a comparison of squared chords. Degrees ([Point]) are for
// reading and writing. Products behind places and distances are rounded one by
// one, sines and arctangents included, so that a compiler that fuses multiply and
// add (GOAMD64=v3, arm64) gives the same bits. See TestSameBitsOnNewerProcessors.
//
// What holds: Distance(v, w) equals Distance(w, v) to the bit; 180 E and 180 W are
// one place, and so are all longitudes at a pole. What does not: a place that went
// through [Vec] and back may differ in the last digits of a degree (1e-13), far
// below [Fine], which comes back unchanged.
package geo

import "math"

// EarthRadiusM is the IUGG mean radius R1 in metres (Moritz, Geodetic Reference
// System 1980, Journal of Geodesy 74, 2000).
const EarthRadiusM = 6371008.8

// MetresPerNauticalMile is the international nautical mile (BIPM, The
// International System of Units, 9th edition, table 8).
const MetresPerNauticalMile = 1852.0

// Point is a place in degrees: latitude -90 to 90 north, longitude -180 to 180
// east. Both 180 and -180 are accepted and are the same meridian.
type Point struct {
	Lat, Lon float64
}

// Valid reports whether p lies on the Earth.
func (p Point) Valid() bool {
	return p.Lat >= -90 && p.Lat <= 90 && p.Lon >= -180 && p.Lon <= 180
}

// Vec is a unit vector from the centre of the Earth: X to 0 N 0 E, Y to 0 N
// 90 E, Z to the north pole.
type Vec struct {
	X, Y, Z float64
}

// Vec returns the unit vector of p.
func (p Point) Vec() Vec {
	sinLat, cosLat := sincos(p.Lat)
	sinLon, cosLon := sincos(p.Lon)
	return Vec{float64(cosLat * cosLon), float64(cosLat * sinLon), sinLat}
}

// Point returns the place of v in degrees, longitude in (-180, 180].
func (v Vec) Point() Point {
	lat := atan2Deg(v.Z, math.Sqrt(float64(v.X*v.X)+float64(v.Y*v.Y)))
	lon := atan2Deg(v.Y, v.X)
	if lon == -180 {
		lon = 180
	}
	return Point{lat, lon}
}

// Dot returns the cosine of the angle between unit vectors.
func (v Vec) Dot(w Vec) float64 {
	return float64(v.X*w.X) + float64(v.Y*w.Y) + float64(v.Z*w.Z)
}

func (v Vec) minus(w Vec) Vec { return Vec{v.X - w.X, v.Y - w.Y, v.Z - w.Z} }

func (v Vec) cross(w Vec) Vec {
	return Vec{
		float64(v.Y*w.Z) - float64(v.Z*w.Y),
		float64(v.Z*w.X) - float64(v.X*w.Z),
		float64(v.X*w.Y) - float64(v.Y*w.X),
	}
}

// Chord2 returns the squared chord between v and w, in Earth radii squared: what
// to compare with [Chord2Of] when only nearness matters.
func (v Vec) Chord2(w Vec) float64 {
	dx, dy, dz := v.X-w.X, v.Y-w.Y, v.Z-w.Z
	return float64(dx*dx) + float64(dy*dy) + float64(dz*dz)
}

// Chord2Of returns the squared chord of a great-circle distance in metres.
func Chord2Of(metres float64) float64 {
	s := 2 * sinRad(metres/(2*EarthRadiusM))
	return float64(s * s)
}

// Distance returns the great-circle distance in metres. It is symmetric to the
// bit and accurate for close places and for antipodes.
func (v Vec) Distance(w Vec) float64 {
	half2 := v.Chord2(w) / 4
	if half2 < 0.5 {
		// half the angle, from its sine and cosine
		return float64(2 * EarthRadiusM * radians(atan2Deg(math.Sqrt(half2), math.Sqrt(1-half2))))
	}
	c := v.cross(w)
	return float64(EarthRadiusM * radians(atan2Deg(math.Sqrt(c.Dot(c)), v.Dot(w))))
}

// Distance returns the great-circle distance between p and q in metres.
func Distance(p, q Point) float64 { return p.Vec().Distance(q.Vec()) }

// Bearing returns the initial course of the great circle from v to w, degrees
// true in [0, 360). At a pole, courses are those just short of it on meridian 0,
// the same that [Destination] takes. 0 is returned for equal places and for
// antipodes, where every course leads there.
func Bearing(v, w Vec) float64 {
	east, north := Offset(v, w)
	return NormalCourse(atan2Deg(east, north))
}

// Destination returns the place metres away from v on the initial course (degrees
// true).
func Destination(v Vec, course, metres float64) Vec {
	east, north := v.axes()
	sin, cos := sincos(course)
	sinD, cosD := sincos(degrees(metres / EarthRadiusM))
	mix := func(p, e, n float64) float64 {
		return float64(cosD*p) + float64(sinD*(float64(sin*e)+float64(cos*n)))
	}
	return Vec{mix(v.X, east.X, north.X), mix(v.Y, east.Y, north.Y), mix(v.Z, east.Z, north.Z)}
}

// Offset returns where w lies from v, in metres east and north in the plane that
// keeps distance and course from v (azimuthal equidistant). The antipode is taken
// to lie north.
func Offset(v, w Vec) (eastM, northM float64) {
	east, north := v.axes()
	e, n := w.Dot(east), w.Dot(north)
	h := math.Sqrt(float64(e*e) + float64(n*n))
	if h < 1e-100 {
		return 0, v.Distance(w)
	}
	scale := v.Distance(w) / h
	return float64(e * scale), float64(n * scale)
}

// axes returns the east and north unit vectors at v. At a pole east is taken
// along 90 E, so that the axes stay a frame.
func (v Vec) axes() (east, north Vec) {
	h := math.Sqrt(float64(v.X*v.X) + float64(v.Y*v.Y))
	if h < 1e-12 {
		east = Vec{0, 1, 0}
	} else {
		east = Vec{-v.Y / h, v.X / h, 0}
	}
	return east, v.cross(east)
}

// NormalCourse brings an angle in degrees into [0, 360).
func NormalCourse(deg float64) float64 {
	deg = math.Mod(deg, 360)
	if deg < 0 {
		deg += 360
	}
	if deg >= 360 {
		deg = 0
	}
	return deg
}

// CourseDifference returns the smaller angle between two courses, 0 to 180.
func CourseDifference(a, b float64) float64 {
	d := NormalCourse(a - b)
	if d > 180 {
		d = 360 - d
	}
	return d
}
