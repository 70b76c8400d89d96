package main

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/plimsoll-watch/plimsoll/base/geo"
)

var sizeUnits = []struct {
	suffix string
	bytes  float64
}{{"KB", 1 << 10}, {"MB", 1 << 20}, {"GB", 1 << 30}, {"TB", 1 << 40}, {"B", 1}}

// parseSize reads "512MB".
func parseSize(s string) (int64, error) {
	text := strings.ToUpper(strings.ReplaceAll(s, "iB", "B"))
	scale := 1.0
	for _, u := range sizeUnits {
		if rest, ok := strings.CutSuffix(text, u.suffix); ok {
			text, scale = rest, u.bytes
			break
		}
	}
	n, err := strconv.ParseFloat(strings.TrimSpace(text), 64)
	if err != nil || !(n*scale >= 1 && n*scale <= 1<<50) { // and not "NaN"
		return 0, usagef("write it as 512MB or 2GB", "%q is not a size", s)
	}
	return int64(n * scale), nil
}

// parseMoment reads a date or an RFC 3339 time, UTC.
func parseMoment(flag, s string) (time.Time, error) {
	if s == "" {
		return time.Time{}, nil
	}
	for _, layout := range []string{time.RFC3339, "2006-01-02T15:04", time.DateOnly} {
		if t, err := time.Parse(layout, s); err == nil {
			return t.UTC(), nil
		}
	}
	return time.Time{}, usagef("write 2018-09-08 or 2018-09-08T21:14:00Z", "--%s %q is not a date or time", flag, s)
}

// parseSpan reads --from and --to; a span of no time is a slip.
func parseSpan(from, to string) (f, t time.Time, err error) {
	if f, err = parseMoment("from", from); err != nil {
		return f, t, err
	}
	if t, err = parseMoment("to", to); err != nil {
		return f, t, err
	}
	if !f.IsZero() && !t.IsZero() && !f.Before(t) {
		return f, t, usagef("--to is not part of the span: for a day, name the day after it", "--from %s is not before --to %s", from, to)
	}
	return f, t, nil
}

// oneFormat joins --json and --format.
func oneFormat(json bool, format string) (string, error) {
	if !json {
		return format, nil
	}
	if format != "" && format != "json" {
		return "", usagef("give one of the two", "--json and --format %s ask for two forms", format)
	}
	return "json", nil
}

// shellWords writes arguments so that a shell reads them back as they are.
func shellWords(args []string) string {
	words := make([]string, len(args))
	for i, a := range args {
		words[i] = a
		if a == "" || strings.ContainsFunc(a, func(r rune) bool {
			return !(r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || strings.ContainsRune("-_./=,:+@%", r))
		}) {
			words[i] = "'" + strings.ReplaceAll(a, "'", `'\''`) + "'"
		}
	}
	return strings.Join(words, " ")
}

// parseMinutes reads a whole number of minutes: "20m", "2h", "120".
func parseMinutes(s string) (int, error) {
	if n, err := strconv.Atoi(s); err == nil && n > 0 {
		return n, nil
	}
	d, err := time.ParseDuration(s)
	if err != nil || d < time.Minute || d%time.Minute != 0 {
		return 0, usagef("write 20m or 2h", "--min-duration %q is not a whole number of minutes", s)
	}
	return int(d / time.Minute), nil
}

// parseBox reads "W,S,E,N" in degrees.
func parseBox(s string) (geo.Box, error) {
	parts := strings.Split(s, ",")
	var n [4]float64
	err := error(nil)
	if len(parts) != len(n) {
		err = fmt.Errorf("%d numbers", len(parts))
	}
	for i := 0; err == nil && i < len(n); i++ {
		n[i], err = strconv.ParseFloat(strings.TrimSpace(parts[i]), 64)
	}
	box := geo.Box{West: n[0], South: n[1], East: n[2], North: n[3]}
	if err != nil || !box.Valid() {
		return geo.Box{}, usagef("write west,south,east,north in degrees, e.g. 122,28,127,32; west greater than east crosses the antimeridian", "--area %q is not a box", s)
	}
	return box, nil
}
