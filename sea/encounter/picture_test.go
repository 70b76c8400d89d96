package encounter_test

import (
	"cmp"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"

	"github.com/plimsoll-watch/plimsoll/base/geo"
	"github.com/plimsoll-watch/plimsoll/sea/encounter"
	"github.com/plimsoll-watch/plimsoll/sea/track"
)

var rewrite = flag.Bool("rewrite", false, "rewrite the expectations in testdata")

// TestPictures runs the files of testdata: ships and what is on file ([scene]), then
// commands, each with ---- under it and what came out; -rewrite puts that there.
//
//	hulls                          the hulls of every MMSI
//	contacts                       every contact, however short
//	encounter [min-duration=20]    the encounters, each explained; distance=1000 too
//	clear                          begin another scene
func TestPictures(t *testing.T) {
	files, err := filepath.Glob("testdata/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatal("no pictures in testdata", err)
	}
	for _, name := range files {
		t.Run(strings.TrimSuffix(filepath.Base(name), ".txt"), func(t *testing.T) { picture(t, name) })
	}
}

func picture(t *testing.T, name string) {
	text, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	want := strings.TrimRight(string(text), "\n") + "\n"
	got := redraw(t, name, strings.Split(want, "\n"))
	if *rewrite {
		if err := os.WriteFile(name, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if diff := gocmp.Diff(strings.Split(want, "\n"), strings.Split(got, "\n")); diff != "" {
		t.Errorf("%s: (-expected +found)\n%s", name, diff)
	}
}

// redraw returns the picture with what comes out now.
func redraw(t *testing.T, name string, lines []string) string {
	var out strings.Builder
	s := &scene{}
	for i := 0; i < len(lines); i++ {
		line := lines[i]
		out.WriteString(line + "\n")
		if line == "clear" {
			s = &scene{}
			continue
		}
		if line == "" || line[0] == '#' {
			continue
		}
		drawn, err := s.line(line)
		if err != nil {
			t.Fatalf("%s:%d: %v", name, i+1, err)
		}
		if drawn {
			continue
		}
		if i+1 >= len(lines) || lines[i+1] != "----" {
			t.Fatalf("%s:%d: %q has no ---- under it", name, i+1, line)
		}
		out.WriteString("----\n" + command(t, s, line))
		for i++; i+1 < len(lines) && lines[i+1] != ""; i++ {
		}
	}
	return strings.TrimRight(out.String(), "\n") + "\n"
}

func command(t *testing.T, s *scene, line string) string {
	words := strings.Fields(line)
	p := encounter.Standard()
	for _, w := range words[1:] {
		name, value, _ := strings.Cut(w, "=")
		n, err := strconv.Atoi(value)
		switch {
		case err == nil && name == "min-duration":
			p.ContactMin = n
		case err == nil && name == "distance":
			p.DistanceM = n
		default:
			t.Fatalf("%q is not understood", w)
		}
	}
	hulls, removed := s.hulls()
	switch words[0] {
	case "hulls":
		return hullsText(hulls, removed)
	case "contacts":
		return contactsText(&p, hulls)
	case "encounter":
		return encountersText(&p, hulls, &s.site)
	}
	t.Fatalf("%q is no command", line)
	return ""
}

func hullsText(hulls []*track.Hull, removed track.Removed) string {
	var out strings.Builder
	for _, h := range hulls {
		fmt.Fprintf(&out, "%s: %d fixes, %s to %s\n", h.Key, h.Len(), timeText(h.Time[0]), timeText(h.Time[h.Len()-1]))
	}
	if removed != (track.Removed{}) {
		fmt.Fprintf(&out, "removed: %d repeats, %d in the same second, %d jumps\n", removed.Repeat, removed.SameSecond, removed.Jump)
	}
	return out.String()
}

// pairs returns the pairs that could be in contact, with their ticks, and the time
// of the last fix of anybody.
func pairs(p *encounter.Params, hulls []*track.Hull) (ticks map[[2]track.Key][]uint32, dataEnd uint32) {
	byTick := map[uint32][]encounter.Presence{}
	for _, h := range hulls {
		dataEnd = max(dataEnd, h.Time[h.Len()-1])
		encounter.Presences(h, func(at encounter.Presence) { byTick[at.Tick] = append(byTick[at.Tick], at) })
	}
	ticks = map[[2]track.Key][]uint32{}
	for tick, present := range byTick {
		p.Near(present, func(a, b track.Key) { ticks[[2]track.Key{a, b}] = append(ticks[[2]track.Key{a, b}], tick) })
	}
	for _, t := range ticks {
		slices.Sort(t)
	}
	return ticks, dataEnd
}

func contactsText(p *encounter.Params, hulls []*track.Hull) string {
	var out strings.Builder
	ticks, dataEnd := pairs(p, hulls)
	for i, a := range hulls {
		for _, b := range hulls[i+1:] {
			for _, c := range p.ContactsOf(a, b, ticks[[2]track.Key{a.Key, b.Key}], dataEnd) {
				fmt.Fprintf(&out, "%s x %s  %s to %s, %s: contact %d, unknown %d, separated %d min\n",
					a.Key, b.Key, timeText(c.Start*60), timeText(c.End*60), c.EndReason, c.Minutes, c.Unknown, c.Separated)
			}
		}
	}
	if out.Len() == 0 {
		return "none\n"
	}
	return out.String()
}

func encountersText(p *encounter.Params, hulls []*track.Hull, site encounter.Surroundings) string {
	var out strings.Builder
	byKey := map[track.Key]*track.Hull{}
	for _, h := range hulls {
		byKey[h.Key] = h
	}
	for _, e := range findAll(*p, hulls) {
		fmt.Fprintf(&out, "%s x %s  %s to %s, %s\n", e.Ships[0], e.Ships[1], timeText(e.Start*60), timeText(e.End*60), e.EndReason)
		fmt.Fprintf(&out, "    contact %d min = observed %d + interpolated %d; in breaks: unknown %d, separated %d\n",
			e.ContactMin, e.ObservedMin, e.InterpolatedMin, e.UnknownMin, e.SeparatedMin)
		fmt.Fprintf(&out, "    %s, %.1f and %.1f kn%s; fixes %d and %d\n", e.Motion, e.Speed[0], e.Speed[1], together(&e), e.Fixes[0], e.Fixes[1])
		fmt.Fprintf(&out, "    antennas %d to %d m, median %d; hulls %d to %d m: %s; %s; near %s\n",
			e.DistanceMin, e.DistanceMax, e.DistanceMedian, e.Low, e.High, closeness(&e), headings(&e), placeText(e.Place))
		var ships [2]track.Identity
		for i, k := range e.Ships {
			ships[i] = byKey[k].IdentityIn(e.Start*60, e.End*60)
		}
		all, sts := p.Explain(&e, ships, encounter.SiteOf(&e, site))
		out.WriteString("    " + stsText(sts) + "\n")
		for _, v := range []encounter.Met{encounter.Yes, encounter.Unknown, encounter.No} {
			if named := explained(all, v); named != "" {
				fmt.Fprintf(&out, "    %-8s %s\n", string(v)+":", named)
			}
		}
	}
	if out.Len() == 0 {
		return "none\n"
	}
	return out.String()
}

func together(e *encounter.Encounter) string {
	if e.Motion == encounter.Slow {
		return ""
	}
	return fmt.Sprintf(" (%.1f kn and %d degrees apart)", e.Relative, e.Course)
}

func headings(e *encounter.Encounter) string {
	if !e.HasHeading {
		return "headings not known"
	}
	return fmt.Sprintf("headings %d apart", e.Heading)
}

func closeness(e *encounter.Encounter) string {
	switch {
	case e.Possible == 0:
		return "over 500 m"
	case e.Sure == 0:
		return fmt.Sprintf("%d to over 500 m, not decidable", e.Possible)
	case e.Sure == e.Possible:
		return fmt.Sprintf("within %d m", e.Sure)
	}
	return fmt.Sprintf("%d to %d m, not decidable", e.Possible, e.Sure)
}

func placeText(p geo.Point) string {
	ns, ew := "N", "E"
	if p.Lat < 0 {
		ns, p.Lat = "S", -p.Lat
	}
	if p.Lon < 0 {
		ew, p.Lon = "W", -p.Lon
	}
	return fmt.Sprintf("%.4f%s %.4f%s", p.Lat, ns, p.Lon, ew)
}

func stsText(sts encounter.STS) string {
	if sts.Word == "" {
		return "sts absent: " + sts.Why
	}
	return fmt.Sprintf("sts %s, %s: %s", sts.Word, cmp.Or(sts.Cargo, "either cargo"), sts.Why)
}

// explained names the explanations with a verdict, and the tests that made it.
func explained(all []encounter.Explanation, v encounter.Met) string {
	var names []string
	for i := range all {
		x := &all[i]
		if x.Verdict() != v {
			continue
		}
		name := strings.TrimSpace(x.What + " " + x.Cargo)
		var because []string
		for _, t := range x.Tests {
			if v != encounter.Yes && t.Met == v {
				because = append(because, t.Name)
			}
		}
		if len(because) > 0 {
			name += " (" + strings.Join(because, ", ") + ")"
		}
		names = append(names, name)
	}
	return strings.Join(names, "; ")
}
