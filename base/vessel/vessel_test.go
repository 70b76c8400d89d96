package vessel

import "testing"

// Forms of identity, ITU-R M.585-9, annex 1; the numbers are made up.
func TestMMSI(t *testing.T) {
	for _, c := range []struct {
		name string
		m    MMSI
		kind Kind
		mid  int // 0: none
	}{
		{"ship", 445123000, KindShip, 445},
		{"lowest ship", 200000000, KindShip, 200},
		{"highest ship", 799999999, KindShip, 799},
		{"coast station", 4312345, KindCoast, 431},
		{"lowest coast station", 2000000, KindCoast, 200},
		{"highest coast station", 7999999, KindCoast, 799},
		{"group", 23212345, KindGroup, 232},
		{"highest group", 79999999, KindGroup, 799},
		{"rescue aircraft", 111232001, KindAircraft, 232},
		{"handheld", 823212345, KindHandheld, 232},
		{"handheld, digits no State can have", 812345678, KindHandheld, 0},
		{"craft of a mother ship", 982321234, KindCraft, 232},
		{"aid to navigation", 992321234, KindAidToNav, 232},
		{"aid to navigation, no such digits", 990011234, KindAidToNav, 0},
		{"search and rescue transmitter", 970012345, KindDevice, 0},
		{"man overboard", 972012345, KindDevice, 0},
		{"EPIRB", 974012345, KindDevice, 0},
		{"nothing", 0, KindOther, 0},
		{"one", 1, KindOther, 0},
		{"five digits", 12345, KindOther, 0},
		{"first digits 08", 80000000, KindOther, 0},
		{"first digits 001", 1999999, KindOther, 0},
		{"first digits 008", 8000000, KindOther, 0},
		{"first digit 1", 123456789, KindOther, 0},
		{"112", 112232001, KindOther, 0},
		{"first digits 90", 900000000, KindOther, 0},
		{"ten digits", 1073741823, KindOther, 0},
	} {
		if got := c.m.Kind(); got != c.kind {
			t.Errorf("%s: kind of %v is %d, want %d", c.name, c.m, got, c.kind)
		}
		mid, ok := c.m.MID()
		if mid != c.mid || ok != (c.mid != 0) {
			t.Errorf("%s: MID of %v is %d, %v, want %d", c.name, c.m, mid, ok, c.mid)
		}
	}
}

func TestMMSIPrintsNineDigits(t *testing.T) {
	for m, want := range map[MMSI]string{0: "000000000", 4312345: "004312345", 445123000: "445123000", 1073741823: "1073741823"} {
		if got := m.String(); got != want {
			t.Errorf("%d prints %q, want %q", uint32(m), got, want)
		}
	}
}

func TestSize(t *testing.T) {
	s := Size{A: 150, B: 33, C: 20, D: 12, Reference: true}
	if s.Length() != 183 || s.Beam() != 32 {
		t.Errorf("%d m by %d m, want 183 by 32", s.Length(), s.Beam())
	}
	widest := Size{A: 511, B: 511, C: 63, D: 63}
	if widest.Length() != 1022 || widest.Beam() != 126 {
		t.Errorf("%d m by %d m, want 1022 by 126", widest.Length(), widest.Beam())
	}
	if s := (Size{}); s.Length() != 0 || s.Beam() != 0 {
		t.Error("an unknown size has a length")
	}
}

// ITU-R M.1371-5, table 53.
func TestShipTypes(t *testing.T) {
	for shipType := range 256 {
		want := CargoNone
		switch {
		case shipType >= 70 && shipType <= 79:
			want = CargoDry
		case shipType >= 80 && shipType <= 89:
			want = CargoLiquid
		}
		if got := CargoOf(uint8(shipType)); got != want {
			t.Errorf("ship type %d carries %d, want %d", shipType, got, want)
		}
	}
	for shipType, want := range map[uint8]string{
		30: "fishing", 31: "towing", 50: "pilot", 52: "tug", 60: "passenger", 69: "passenger",
		70: "cargo", 79: "cargo", 80: "tanker", 89: "tanker", 90: "other", 35: "military",
		0: "reserved or not used", 10: "reserved or not used", 100: "reserved or not used", 255: "reserved or not used",
	} {
		if got := TypeName(shipType); got != want {
			t.Errorf("ship type %d is called %q, want %q", shipType, got, want)
		}
	}
}
