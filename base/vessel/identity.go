package vessel

// Basis is what an identity rests on.
type Basis string

// Bases, weakest first.
const (
	Broadcast Basis = "broadcast" // what the ship transmitted of itself
	Register  Basis = "register"  // a ship register
	Image     Basis = "image"     // a photograph or satellite image
)

// Size is the hull around the antenna: metres to bow (A), stern (B), port (C)
// and starboard (D), ITU-R M.1371-5, figure 41.
//
// With Reference false only A+B (length) and C+D (beam) are meaningful: the size
// is known, where the antenna stands is not. The zero value is unknown.
type Size struct {
	A, B, C, D uint16
	Reference  bool
}

// Length returns the length in metres; 0 is not known.
func (s Size) Length() int { return int(s.A) + int(s.B) }

// Beam returns the beam in metres; 0 is not known.
func (s Size) Beam() int { return int(s.C) + int(s.D) }

// Cargo is the kind of cargo a ship type can carry.
type Cargo uint8

// Kinds of cargo by ship type, ITU-R M.1371-5, table 53.
const (
	CargoNone   Cargo = iota
	CargoDry          // 70 to 79
	CargoLiquid       // 80 to 89
)

// CargoOf returns the kind of cargo of an AIS ship type.
func CargoOf(shipType uint8) Cargo {
	switch shipType / 10 {
	case 7:
		return CargoDry
	case 8:
		return CargoLiquid
	}
	return CargoNone
}
