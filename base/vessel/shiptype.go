package vessel

// typeNames are the kinds of ship by the AIS ship type, ITU-R M.1371-5, table 53.
// Types not named are taken by their tens.
var typeNames = map[uint8]string{
	30: "fishing", 31: "towing", 32: "towing", 33: "dredging", 34: "diving", 35: "military",
	36: "sailing", 37: "pleasure craft", 50: "pilot", 51: "search and rescue", 52: "tug", 53: "port tender",
	54: "anti-pollution", 55: "law enforcement", 58: "medical", 59: "noncombatant",
}

var typeTens = [10]string{
	2: "wing in ground", 4: "high-speed craft", 6: "passenger", 7: "cargo", 8: "tanker", 9: "other",
}

// TypeName returns the kind of ship of an AIS ship type, in words; "reserved or not
// used" where the table names none.
func TypeName(shipType uint8) string {
	if name, ok := typeNames[shipType]; ok {
		return name
	}
	if tens := shipType / 10; int(tens) < len(typeTens) && typeTens[tens] != "" {
		return typeTens[tens]
	}
	return "reserved or not used"
}
