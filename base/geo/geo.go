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
// reading and writing. Products in this package are rounded one by one, so that
// a compiler that fuses multiply and add (GOAMD64=v3, arm64) gives the same bits.
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
	sinLat, cosLat := math.Sincos(radians(p.Lat))
	sinLon, cosLon := math.Sincos(radians(p.Lon))
	return Vec{cosLat * cosLon, cosLat * sinLon, sinLat}
}

// Point returns the place of v in degrees, longitude in (-180, 180].
func (v Vec) Point() Point {
	lat := math.Atan2(v.Z, math.Sqrt(float64(v.X*v.X)+float64(v.Y*v.Y)))
	lon := math.Atan2(v.Y, v.X)
	return Point{degrees(lat), degrees(lon)}
}

// Dot returns the cosine of the angle between unit vectors.
func (v Vec) Dot(w Vec) float64 {
	return float64(v.X*w.X) + float64(v.Y*w.Y) + float64(v.Z*w.Z)
}

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
	s := 2 * math.Sin(metres/(2*EarthRadiusM))
	return s * s
}

// Distance returns the great-circle distance in metres. It is symmetric to the
// bit and accurate for close places and for antipodes.
func (v Vec) Distance(w Vec) float64 {
	half := math.Sqrt(v.Chord2(w)) / 2
	if half < 0.7 {
		return 2 * EarthRadiusM * math.Asin(half)
	}
	c := v.cross(w)
	return EarthRadiusM * math.Atan2(math.Sqrt(c.Dot(c)), v.Dot(w))
}

// Distance returns the great-circle distance between p and q in metres.
func Distance(p, q Point) float64 { return p.Vec().Distance(q.Vec()) }

// Between returns the place a fraction f of the way along the great circle from
// v to w. For antipodes, where no great circle is the shortest, it returns v.
func Between(v, w Vec, f float64) Vec {
	angle := v.Distance(w) / EarthRadiusM
	sin := math.Sin(angle)
	if sin < 1e-12 {
		return v
	}
	a, b := math.Sin(float64((1-f)*angle))/sin, math.Sin(float64(f*angle))/sin
	return Vec{
		float64(a*v.X) + float64(b*w.X),
		float64(a*v.Y) + float64(b*w.Y),
		float64(a*v.Z) + float64(b*w.Z),
	}
}

// Bearing returns the initial course of the great circle from v to w, degrees
// true in [0, 360). At a pole every course is south or north; 0 is returned for
// equal places.
func Bearing(v, w Vec) float64 {
	east, north := Offset(v, w)
	if east == 0 && north == 0 {
		return 0
	}
	return NormalCourse(degrees(math.Atan2(east, north)))
}

// Destination returns the place metres away from v on the initial course (degrees
// true).
func Destination(v Vec, course, metres float64) Vec {
	east, north := v.axes()
	sin, cos := math.Sincos(radians(course))
	sinD, cosD := math.Sincos(metres / EarthRadiusM)
	mix := func(p, e, n float64) float64 {
		return float64(cosD*p) + float64(sinD*(float64(sin*e)+float64(cos*n)))
	}
	return Vec{mix(v.X, east.X, north.X), mix(v.Y, east.Y, north.Y), mix(v.Z, east.Z, north.Z)}
}

// Offset returns where w lies from v, in metres east and north in the plane that
// keeps distance and course from v (azimuthal equidistant).
func Offset(v, w Vec) (eastM, northM float64) {
	east, north := v.axes()
	e, n := w.Dot(east), w.Dot(north)
	h := math.Sqrt(float64(e*e) + float64(n*n))
	if h == 0 {
		return 0, 0
	}
	scale := v.Distance(w) / h
	return e * scale, n * scale
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

func radians(deg float64) float64 { return deg * (math.Pi / 180) }
func degrees(rad float64) float64 { return rad * (180 / math.Pi) }
