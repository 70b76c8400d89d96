package geo

// Arc is the great circle from one place to another, made ready for many places
// along it.
type Arc struct {
	from, to   Vec
	angle, sin float64
}

// NewArc returns the arc from v to w. For antipodes, where no great circle is the
// shortest, every place along it is v.
func NewArc(v, w Vec) Arc {
	angle := v.Distance(w) / EarthRadiusM
	return Arc{v, w, angle, sinRad(angle)}
}

// At returns the place a fraction f of the way along.
func (a Arc) At(f float64) Vec {
	if a.sin < 1e-12 {
		return a.from
	}
	p, q := sinRad((1-f)*a.angle)/a.sin, sinRad(f*a.angle)/a.sin
	return Vec{
		float64(p*a.from.X) + float64(q*a.to.X),
		float64(p*a.from.Y) + float64(q*a.to.Y),
		float64(p*a.from.Z) + float64(q*a.to.Z),
	}
}

// Between returns the place a fraction f of the way along the great circle from
// v to w.
func Between(v, w Vec, f float64) Vec { return NewArc(v, w).At(f) }
