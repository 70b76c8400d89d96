package page

import (
	"fmt"
	"strings"
	"time"

	"github.com/plimsoll-watch/plimsoll/record/event"
)

// cell is a value as broadcast, or the words for its absence.
type cell struct {
	Text   string
	Absent string
}

func cellOf(s, absent string) cell {
	if s == "" {
		return cell{Absent: absent}
	}
	return cell{Text: s}
}

// identityRow is one line of the table of both ships.
type identityRow struct {
	Name string
	A, B cell
}

func identity(e *event.Event) []identityRow {
	row := func(name string, of func(*event.Ship) cell) identityRow {
		return identityRow{name, of(&e.Ships[0]), of(&e.Ships[1])}
	}
	const not = "not broadcast"
	return []identityRow{
		row("Name", func(s *event.Ship) cell { return cellOf(s.Name, not) }),
		row("MMSI", func(s *event.Ship) cell { return cell{Text: hullWords(s)} }),
		row("IMO number", func(s *event.Ship) cell { return cellOf(s.IMO, not) }),
		row("Call sign", func(s *event.Ship) cell { return cellOf(s.CallSign, not) }),
		row("Type", func(s *event.Ship) cell {
			if s.ShipType == nil {
				return cell{Absent: not}
			}
			return cell{Text: shipTypeWords(*s.ShipType)}
		}),
		row("Size", func(s *event.Ship) cell {
			if s.LengthM == nil {
				return cell{Absent: not}
			}
			return cell{Text: sizeWords(s)}
		}),
		row("Flag", func(s *event.Ship) cell { return cellOf(s.Flag, "not known") }),
		row("Said in", saidIn),
		row("Conflicts", conflicts),
		row("Basis", func(s *event.Ship) cell { return cellOf(s.Identity.Basis, "not known") }),
	}
}

func hullWords(s *event.Ship) string {
	if s.Hull > 0 {
		return fmt.Sprintf("%s, hull %d", s.MMSI, s.Hull)
	}
	return s.MMSI
}

func saidIn(s *event.Ship) cell {
	var said []string
	if n := s.Identity.Messages; n > 0 {
		said = append(said, plural(n, "message", "messages"))
	}
	if n := s.Identity.Rows; n > 0 {
		said = append(said, plural(n, "table row", "table rows"))
	}
	if len(said) == 0 {
		return cell{Absent: "no static message"}
	}
	t := strings.Join(said, ", ")
	if s.Identity.FirstSeen != nil {
		t += " since " + s.Identity.FirstSeen.UTC().Format(shortDayForm)
	}
	return cell{Text: t}
}

func conflicts(s *event.Ship) cell {
	if len(s.Identity.Conflicts) == 0 {
		return cell{Text: "none"}
	}
	words := make([]string, len(s.Identity.Conflicts))
	for i, c := range s.Identity.Conflicts {
		words[i] = conflictWords(c)
	}
	return cell{Text: strings.Join(words, "; ")}
}

// confirmed says what neither hull's identity rests on.
func confirmed(e *event.Event) string {
	a, b := e.Ships[0].Identity.Basis, e.Ships[1].Identity.Basis
	if a == "broadcast" && b == "broadcast" {
		return "Neither hull is confirmed: no image, no register."
	}
	return fmt.Sprintf("A rests on %s, B on %s.", a, b)
}

// listing is a ship looked for whose identity one side broadcast.
type listing struct {
	Sentence string
	Binds    []string
}

func listings(e *event.Event) []listing {
	var out []listing
	for i := range e.Listed {
		l := &e.Listed[i]
		who := "A ship"
		if l.Ship >= 0 && l.Ship < len(e.Ships) {
			who = shipName(&e.Ships[l.Ship]) + " (" + sideName(l.Ship) + ")"
		}
		s := fmt.Sprintf("%s broadcasts the %s of %s, %s, on the list “%s”%s; hull not confirmed.", who, matchWords(l.MatchedBy), l.Ref, l.Name, l.List, dates(l))
		out = append(out, listing{Sentence: s, Binds: binds(l)})
	}
	return out
}

// engagedMeasure is a measure the act itself could touch, element by element.
type engagedMeasure struct {
	Measure  string
	Elements []engagedElement
}

type engagedElement struct {
	Mark, Word, Text, Found string
}

func engaged(e *event.Event) []engagedMeasure {
	marks := map[string][2]string{"yes": {"met", "met"}, "no": {"not-met", "not met"}, "unknown": {"unknown", "unknown"}}
	var out []engagedMeasure
	for _, x := range e.Engaged {
		if n := len(out); n == 0 || out[n-1].Measure != x.Measure {
			out = append(out, engagedMeasure{Measure: x.Measure})
		}
		m := &out[len(out)-1]
		mark := marks[x.Met]
		m.Elements = append(m.Elements, engagedElement{mark[0], mark[1], x.Element, x.Text})
	}
	return out
}

func matchWords(by string) string {
	switch {
	case strings.HasPrefix(by, "imo"):
		return "IMO number"
	case strings.HasPrefix(by, "mmsi"):
		return "MMSI"
	case strings.HasPrefix(by, "name"):
		return "name"
	}
	return "identity (" + by + ")"
}

func dates(l *event.Listed) string {
	s := ""
	if l.Since != "" {
		s += " since " + longDay(l.Since)
	}
	if l.Until != "" {
		s += " until " + longDay(l.Until)
	}
	return s
}

// longDay prints a day of a list in full; one that is no whole day stays as it is.
func longDay(s string) string {
	if t, err := time.Parse("2006-01-02", s); err == nil {
		return t.Format(dayForm)
	}
	return s
}

func binds(l *event.Listed) []string {
	var out []string
	for _, m := range l.Measures {
		whom := m.Binds
		if whom == "" {
			whom = "whom is not on file"
		}
		out = append(out, whom+": "+strings.ReplaceAll(m.Measure, "para. ", "para."+nbsp))
	}
	return out
}
