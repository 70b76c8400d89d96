package archtest

import (
	"fmt"
	"go/token"
	"slices"
	"strings"
)

// floor is a folder of rooms and the floors its rooms may import.
type floor struct {
	name  string
	rooms []string // a room may import those before it
	below []string
}

// floors are the rooms of the house in the order their data flows.
var floors = [...]floor{
	{"base", []string{"geo", "day", "quantity", "source", "vessel", "coast"}, nil},
	{"sea", []string{"ais", "track", "port", "encounter", "conduct", "rendezvous", "cargo", "detect"}, []string{"base"}},
	{"law", []string{"council", "regime", "limit", "commitment", "listing", "screen"}, []string{"base"}},
	{"record", []string{"event", "finding", "seal", "report"}, []string{"base", "sea", "law"}},
	{"public", []string{"page", "brief", "mailing"}, []string{"base", "sea", "law", "record"}},
}

// apart are packages outside the floors that may import no more of the module
// than is listed, and why.
var apart = [...]struct {
	path   string
	may    []string
	reason string
}{
	{"facts", []string{"base"}, "the shipped tables stand on base alone, so that every room can be given them"},
	{"internal/scene", []string{"base", "sea/ais"}, "the invented sea must not share code with the detectors that are tested on it"},
	{"internal/oracle", []string{"base/geo"}, "the oracle reads the rule on its own; code shared with sea/encounter would share its mistakes"},
	{"internal/config", nil, "the environment is read once, before anything else exists"},
}

// placeOf returns the floor and the room a path lies in; ok is false outside the
// floors. A folder within a room belongs to the room.
func placeOf(path string) (f floor, room string, ok bool) {
	name, rest, _ := strings.Cut(path, "/")
	for _, f := range floors {
		if f.name == name {
			room, _, _ := strings.Cut(rest, "/")
			return f, room, true
		}
	}
	return floor{}, "", false
}

// isDomain reports whether a path lies on a floor.
func isDomain(path string) bool {
	_, _, ok := placeOf(path)
	return ok
}

func checkImports(p *Package) []Breach {
	var found []Breach
	if f, room, ok := placeOf(p.Path); ok && !slices.Contains(f.rooms, room) {
		found = append(found, p.breach(p.Files[0].Name.Pos(),
			"a room is added to the list in internal/archtest and to docs/TOUR.md first, so that its place in the order is decided",
			"%s is not a room of the house", p.Path))
	}
	p.imports(func(path string, at token.Pos) {
		to, ours := strings.CutPrefix(path, Module+"/")
		if !ours {
			return
		}
		if reason := refusal(p.Path, to); reason != "" {
			found = append(found, p.breach(at, reason, "%s imports %s", p.Path, to))
		}
	})
	return found
}

// refusal returns why from may not import to; "" when it may.
func refusal(from, to string) string {
	for _, a := range apart {
		if under(from, a.path) {
			if under(to, a.path) || slices.ContainsFunc(a.may, func(may string) bool { return under(to, may) }) {
				return ""
			}
			return a.reason
		}
	}
	if f, room, ok := placeOf(from); ok {
		return floorRefusal(f, room, to)
	}
	if under(to, "internal/scene") && !under(from, "cmd") && !under(from, "internal") {
		return "internal/scene is invented; only cmd and tests may show it"
	}
	return ""
}

// floorRefusal returns why a room may not import to.
func floorRefusal(f floor, room, to string) string {
	g, other, ok := placeOf(to)
	switch {
	case !ok && under(to, "facts"):
		return "rooms are handed the shipped tables as an fs.FS; only cmd, tests and internal import facts"
	case !ok:
		return fmt.Sprintf("a room of %s imports floors below it and earlier rooms of its own; what it needs from elsewhere comes in as values", f.name)
	case g.name == f.name && room == other:
		return ""
	case g.name == f.name:
		if slices.Index(f.rooms, other) < slices.Index(f.rooms, room) {
			return ""
		}
		return fmt.Sprintf("data flows %s: a room imports earlier ones alone", strings.Join(f.rooms, ", "))
	case slices.Contains(f.below, g.name):
		return ""
	case f.name == "sea" && g.name == "law" || f.name == "law" && g.name == "sea":
		return "sea and law do not know each other: record/event introduces them"
	}
	return "data climbs from base through sea and law to record and public, never down"
}
