package track_test

import (
	"bytes"
	"flag"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/plimsoll-watch/plimsoll/base/geo"
	"github.com/plimsoll-watch/plimsoll/sea/track"
)

var rewrite = flag.Bool("rewrite", false, "rewrite the expectations in testdata")

// TestPictures runs the files of testdata. The sea in them is one meridian: a line
// is a fix, its time and how many nautical miles north of 30 N it was.
//
//	hulls                      a command, its fixes under it
//	12:00 0 1.5kn hdg 90       a time, a place; a speed, a heading, accurate
//	----
//	…                          what came out; -rewrite puts it here
//
// hulls prints the hulls of the MMSI and what was removed, in the order the fixes
// stand; walk prints the place at whole minutes; speeds the speed of each fix.
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
	var out strings.Builder
	lines := strings.Split(string(text), "\n")
	for i := 0; i < len(lines); i++ {
		if lines[i] == "" || strings.HasPrefix(lines[i], "#") {
			out.WriteString(lines[i] + "\n")
			continue
		}
		command, from := lines[i], i
		for i++; i < len(lines) && lines[i] != "----"; i++ {
		}
		if i >= len(lines) {
			t.Fatalf("%s:%d: %q has no ---- under it", name, from+1, command)
		}
		body := lines[from+1 : i]
		out.WriteString(strings.Join(lines[from:i+1], "\n") + "\n" + run(t, command, body))
		for i+1 < len(lines) && lines[i+1] != "" {
			i++
		}
	}
	got := strings.TrimRight(out.String(), "\n") + "\n"
	if *rewrite {
		if err := os.WriteFile(name, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if diff := cmp.Diff(strings.Split(string(bytes.TrimRight(text, "\n"))+"\n", "\n"), strings.Split(got, "\n")); diff != "" {
		t.Errorf("%s: (-expected +found)\n%s", name, diff)
	}
}

// run carries out one command over the fixes under it.
func run(t *testing.T, command string, body []string) string {
	var rows []track.Row
	for i, line := range body {
		r, err := fixOf(line)
		if err != nil {
			t.Fatalf("%q: %v", line, err)
		}
		r.Line = uint32(i + 1)
		rows = append(rows, r)
	}
	track.Sort(rows)
	hulls, removed := track.Build(rows, nil)
	verb, rest, _ := strings.Cut(command, " ")
	switch verb {
	case "hulls":
		return printHulls(hulls, removed)
	case "walk":
		return printWalk(t, hulls[0], rest)
	case "speeds":
		return printSpeeds(hulls[0])
	}
	t.Fatalf("%q is no command", command)
	return ""
}

// day is 3 September 2018.
const day = 1535932800

const degreeM = geo.EarthRadiusM * math.Pi / 180

// north returns the place so many nautical miles north of 30 N 125 E.
func north(nm float64) geo.Fine {
	return geo.Point{Lat: 30 + nm*geo.MetresPerNauticalMile/degreeM, Lon: 125}.Fine()
}

// milesOf is the reverse of north.
func milesOf(v geo.Vec) float64 { return (v.Point().Lat - 30) * degreeM / geo.MetresPerNauticalMile }

func clock(text string) (uint32, error) {
	var h, m, s uint32
	parts := strings.Split(text, ":")
	for i, to := range []*uint32{&h, &m, &s} {
		if i >= len(parts) {
			break
		}
		n, err := strconv.Atoi(parts[i])
		if err != nil {
			return 0, err
		}
		*to = uint32(n)
	}
	return day + h*3600 + m*60 + s, nil
}

func clockText(t uint32) string {
	t -= day
	text := fmt.Sprintf("%02d:%02d", t/3600, t/60%60)
	if t%60 != 0 {
		text += fmt.Sprintf(":%02d", t%60)
	}
	return text
}

func fixOf(line string) (r track.Row, err error) {
	words := strings.Fields(line)
	if len(words) < 2 {
		return r, fmt.Errorf("no time and place")
	}
	r.MMSI, r.Flags = 599000101, track.HasPlace
	if r.Time, err = clock(words[0]); err != nil {
		return r, err
	}
	nm, err := strconv.ParseFloat(words[1], 64)
	if err != nil {
		return r, err
	}
	r.Place = north(nm)
	for i := 2; i < len(words); i++ {
		switch w := words[i]; {
		case strings.HasSuffix(w, "kn"):
			kn, err := strconv.ParseFloat(strings.TrimSuffix(w, "kn"), 64)
			if err != nil {
				return r, err
			}
			r.SOG, r.Flags = uint16(math.Round(kn*10)), r.Flags|track.HasSOG
		case w == "hdg" && i+1 < len(words):
			i++
			deg, err := strconv.Atoi(words[i])
			if err != nil {
				return r, err
			}
			r.Heading, r.Flags = uint16(deg), r.Flags|track.HasHeading
		case w == "accurate":
			r.Flags |= track.Accurate
		default:
			return r, fmt.Errorf("%q is not understood", w)
		}
	}
	return r, nil
}

func printHulls(hulls []*track.Hull, removed track.Removed) string {
	var out strings.Builder
	for _, h := range hulls {
		fmt.Fprintf(&out, "%s of %d:", h.Key, h.Of)
		for i := range h.Time {
			if i > 0 && h.Time[i]-h.Time[i-1] >= track.SegmentS {
				out.WriteString(" |")
			}
			fmt.Fprintf(&out, " %s %g", clockText(h.Time[i]), math.Round(milesOf(h.Place[i].Vec())*100)/100)
		}
		out.WriteString("\n")
	}
	if removed != (track.Removed{}) {
		fmt.Fprintf(&out, "removed: %d repeats, %d in the same second, %d jumps\n", removed.Repeat, removed.SameSecond, removed.Jump)
	}
	return out.String()
}

// printWalk prints every so many minutes of a span: "12:00 to 13:00 every 10".
func printWalk(t *testing.T, h *track.Hull, span string) string {
	var from, to string
	every := uint32(1)
	if _, err := fmt.Sscanf(span, "%s to %s every %d", &from, &to, &every); err != nil {
		t.Fatalf("walk %q: %v", span, err)
	}
	first, err := clock(from)
	if err != nil {
		t.Fatal(err)
	}
	last, err := clock(to)
	if err != nil {
		t.Fatal(err)
	}
	walker := h.Walk(first / 60)
	var out strings.Builder
	for m := first / 60; m <= last/60; m += every {
		p := walker.At(m)
		if !p.Known {
			fmt.Fprintf(&out, "%s unknown\n", clockText(m*60))
			continue
		}
		how := "interpolated"
		if p.Observed() {
			how = "observed"
		}
		fmt.Fprintf(&out, "%s %.2f %s", clockText(m*60), milesOf(p.Vec), how)
		if p.Accurate {
			out.WriteString(" accurate")
		}
		if p.Heading >= 0 {
			fmt.Fprintf(&out, " hdg %d", p.Heading)
		}
		out.WriteString("\n")
	}
	return out.String()
}

func printSpeeds(h *track.Hull) string {
	var out strings.Builder
	for i := range h.Time {
		tenths, ok := h.SpeedAt(i)
		if !ok {
			fmt.Fprintf(&out, "%s not known\n", clockText(h.Time[i]))
			continue
		}
		fmt.Fprintf(&out, "%s %.1f kn\n", clockText(h.Time[i]), tenths/10)
	}
	return out.String()
}
