package ais

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
)

// column is what a column of a table means.
type column uint8

const (
	colMMSI column = iota
	colTime
	colLat
	colLon
	colSOG
	colCOG
	colHeading
	colName
	colIMO
	colCallSign
	colShipType
	colLength
	colWidth
	colDraught
	colStatus
	colClass
	columns // how many there are
)

// columnKey returns what c is called in Options.Columns; the class has no key.
func columnKey(c column) string {
	return [columns]string{
		"mmsi", "time", "lat", "lon", "sog", "cog", "heading", "name", "imo", "call_sign",
		"ship_type", "length", "width", "draught", "status", "",
	}[c]
}

// columnTitle returns what c is called in messages.
func columnTitle(c column) string {
	return [columns]string{
		"MMSI", "time", "latitude", "longitude", "speed", "course", "heading",
		"name", "IMO number", "call sign", "ship type", "length", "width", "draught", "status", "class",
	}[c]
}

// columnOf returns the meaning of a column name in lower case: MarineCadastre's
// layouts of 2015 to 2024 and of 2025, and what other tables plainly call the same.
func columnOf(name string) (c column, ok bool) {
	switch name {
	case "mmsi":
		return colMMSI, true
	case "basedatetime", "base_date_time", "timestamp", "time", "datetime":
		return colTime, true
	case "lat", "latitude":
		return colLat, true
	case "lon", "lng", "longitude":
		return colLon, true
	case "sog", "speed":
		return colSOG, true
	case "cog", "course":
		return colCOG, true
	case "heading":
		return colHeading, true
	case "name", "vesselname", "vessel_name":
		return colName, true
	case "imo":
		return colIMO, true
	case "callsign", "call_sign":
		return colCallSign, true
	case "vesseltype", "vessel_type", "ship_type":
		return colShipType, true
	case "length":
		return colLength, true
	case "width":
		return colWidth, true
	case "draft", "draught":
		return colDraught, true
	case "status", "navstatus":
		return colStatus, true
	case "transceiverclass", "transceiver":
		return colClass, true
	}
	return 0, false
}

// layout says in which column of a table each value stands.
type layout struct {
	at     [columns]int // -1: there is none
	width  int
	format Format
	names  []string
	header []byte
}

func (l *layout) name(c column) string { return l.names[l.at[c]] }

// newLayout maps the columns of a header line. Time, MMSI and place must be there.
func newLayout(header []byte, opt Options, line uint32) (*layout, error) {
	fail := func(what, hint string) error {
		return &InputError{File: opt.Name, Line: line, What: what, Hint: hint}
	}
	if what, hint := refusedHeader(header); what != "" {
		return nil, fail(what, hint)
	}
	names, why := headerNames(header)
	if why != "" {
		return nil, fail(string(why), "")
	}
	if what, hint := badColumns(names, opt.Columns); what != "" {
		return nil, fail(what, hint)
	}
	l := &layout{width: len(names), names: names, header: bytes.Clone(header)}
	twice, which := l.assign(opt.Columns)
	for _, c := range []column{colTime, colMMSI, colLat, colLon} {
		if l.at[c] < 0 {
			return nil, fail("no column for the "+columnTitle(c), l.missingHint(c, opt.Columns))
		}
	}
	if twice != "" {
		return nil, fail(twice, fmt.Sprintf("say which one: --columns %s=%s", columnKey(which), l.name(which)))
	}
	l.format = l.formatOf()
	return l, nil
}

// refusedHeader knows the headers of tables that are not read.
func refusedHeader(header []byte) (what, hint string) {
	switch {
	case bytes.HasPrefix(header, []byte("# Timestamp")):
		return "times with the day first (the Danish authority's layout) are not read yet",
			`write the times as 2018-01-04T23:59:59 and the header's first name without "# "`
	case bytes.IndexByte(header, '\r') >= 0:
		return "lines end in a carriage return alone", "save the table with LF or CR LF at the line ends"
	case !bytes.ContainsRune(header, ',') && bytes.ContainsRune(header, ';'):
		return "no column for the time", "the header is divided by semicolons; only commas are read"
	case !bytes.ContainsRune(header, ',') && bytes.ContainsRune(header, '\t'):
		return "no column for the time", "the header is divided by tabs; only commas are read"
	}
	for _, cell := range bytes.Split(header, []byte(",")) {
		if len(cell) > 0 && cell[0]-'0' <= 9 {
			return "no header line", "the first line must name the columns, such as MMSI,BaseDateTime,LAT,LON"
		}
	}
	return "", ""
}

// headerNames splits a header into names as typed, without blanks around them.
func headerNames(header []byte) ([]string, Reason) {
	s := rowSplitter{ends: make([]int32, bytes.Count(header, []byte(","))+3)}
	n, why := s.split(header)
	names := make([]string, n)
	for i := range names {
		names[i] = strings.TrimSpace(string(s.cell(i)))
	}
	return names, why
}

// badColumns looks for keys and names in Options.Columns that mean nothing.
func badColumns(names []string, want map[string]string) (what, hint string) {
	used := map[int]string{}
	for _, key := range sortedKeys(want) {
		if columnByKey(key) == columns {
			keys := make([]string, 0, columns)
			for c := range colClass {
				keys = append(keys, columnKey(c))
			}
			return fmt.Sprintf("no value is called %s", key), "values are " + strings.Join(keys, ", ") + "; write --columns time=NAME"
		}
		i := findName(names, want[key])
		if i < 0 {
			return fmt.Sprintf("no column is called %s", want[key]), "columns are " + listNames(names)
		}
		if other, ok := used[i]; ok {
			return fmt.Sprintf("column %s is named for both %s and %s", names[i], other, key), "columns are " + listNames(names)
		}
		used[i] = key
	}
	return "", ""
}

// columnByKey returns the column of a key of Options.Columns, or columns.
func columnByKey(key string) column {
	for c := range colClass {
		if columnKey(c) == key {
			return c
		}
	}
	return columns
}

// findName prefers the exact name to one in other case.
func findName(names []string, name string) int {
	if i := slices.Index(names, name); i >= 0 {
		return i
	}
	return slices.IndexFunc(names, func(n string) bool { return strings.EqualFold(n, name) })
}

// assign fills l.at: what was asked for, then what is known by its name. twice
// says that two columns could hold the same value.
func (l *layout) assign(want map[string]string) (twice string, which column) {
	for c := range l.at {
		l.at[c] = -1
	}
	taken := make([]bool, len(l.names))
	asked := [columns]bool{}
	for _, key := range sortedKeys(want) {
		c, i := columnByKey(key), findName(l.names, want[key])
		if c < columns && i >= 0 {
			l.at[c], taken[i], asked[c] = i, true, true
		}
	}
	for i, name := range l.names {
		c, ok := columnOf(strings.ToLower(name))
		switch {
		case !ok || taken[i] || asked[c]:
		case l.at[c] < 0:
			l.at[c] = i
		case twice == "" && c != colClass:
			which, twice = c, fmt.Sprintf("two columns for the %s: %s and %s", columnTitle(c), l.name(c), name)
		}
	}
	return twice, which
}

func sortedKeys(m map[string]string) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}

// formatOf knows MarineCadastre's layouts by what they call the time.
func (l *layout) formatOf() Format {
	switch strings.ToLower(l.name(colTime)) {
	case "basedatetime":
		return FormatMarineCadastre
	case "base_date_time":
		return FormatMarineCadastre2025
	}
	return FormatTable
}

// compare tells whether a line inside the table is a header, and whether it means
// the same as l.
func (l *layout) compare(line []byte, opt Options) (header, same bool) {
	if bytes.Equal(line, l.header) {
		return true, true
	}
	names, why := headerNames(line)
	if why != "" {
		return false, false
	}
	m := layout{width: len(names), names: names}
	m.assign(opt.Columns)
	return m.required() >= 2, m.at == l.at && m.width == l.width
}

// required counts the columns for time, MMSI and place.
func (l *layout) required() int {
	n := 0
	for _, c := range []column{colTime, colMMSI, colLat, colLon} {
		if l.at[c] >= 0 {
			n++
		}
	}
	return n
}

// missingHint lists the columns and the flag that names the missing one.
func (l *layout) missingHint(c column, want map[string]string) string {
	flag := columnKey(c) + "=" + l.guess(c)
	for k := range columns {
		if name, ok := want[columnKey(k)]; ok {
			flag += "," + columnKey(k) + "=" + name
		}
	}
	return fmt.Sprintf("columns are %s; name it with --columns %s", listNames(l.names), flag)
}

// guess returns the name of a column that may be meant by c, or NAME.
func (l *layout) guess(c column) string {
	like := map[column][]string{
		colTime: {"time", "stamp", "when", "date", "utc", "epoch", "send", "sent", "received", "ts"},
		colMMSI: {"mmsi", "ship", "vessel", "id"},
		colLat:  {"lat", "y"},
		colLon:  {"lon", "lng", "x"},
	}
	for _, part := range like[c] {
		for i, name := range l.names {
			whole := len(part) <= 2 // short words are no part of others
			lower := strings.ToLower(name)
			if !slices.Contains(l.at[:], i) && (lower == part || !whole && strings.Contains(lower, part)) {
				return name
			}
		}
	}
	return "NAME"
}

// listNames prints column names for a message.
func listNames(names []string) string {
	const most = 40
	shown := make([]string, 0, most)
	for _, n := range names[:min(len(names), most)] {
		shown = append(shown, printable([]byte(n)))
	}
	s := strings.Join(shown, ", ")
	if len(names) > most {
		s += fmt.Sprintf(" and %d more", len(names)-most)
	}
	return s
}
