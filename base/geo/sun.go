package geo

import "math"

// sunsetDeg is the elevation of the sun's centre at which its upper edge sets:
// 34' of refraction and 16' of half its breadth.
const sunsetDeg = -50.0 / 60

// SunElevation returns the elevation of the sun in degrees at a place and a time
// (seconds since 1970 UTC), without refraction. It follows the low-precision
// formulas of the Astronomical Almanac (section C), good to about 0.02 degrees
// from 1950 to 2050.
func SunElevation(p Point, unix int64) float64 {
	days := float64(unix)/86400 - 10957.5 // since 2000-01-01 12:00
	mean := radians(math.Mod(357.528+0.9856003*days, 360))
	ecliptic := radians(math.Mod(280.460+0.9856474*days+1.915*math.Sin(mean)+0.020*math.Sin(2*mean), 360))
	tilt := radians(23.439 - 0.0000004*days)
	declination := math.Asin(math.Sin(tilt) * math.Sin(ecliptic))
	ascension := math.Atan2(math.Cos(tilt)*math.Sin(ecliptic), math.Cos(ecliptic))
	greenwich := radians(math.Mod(280.46062+360.98564737*days, 360))
	hour := greenwich + radians(p.Lon) - ascension
	lat := radians(p.Lat)
	return degrees(math.Asin(math.Sin(lat)*math.Sin(declination) + math.Cos(lat)*math.Cos(declination)*math.Cos(hour)))
}

// IsNight reports whether the sun is down.
func IsNight(p Point, unix int64) bool { return SunElevation(p, unix) < sunsetDeg }
