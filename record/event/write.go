package event

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"io"
)

// WriteNDJSON writes one event a line.
func WriteNDJSON(w io.Writer, events []Event) error {
	for i := range events {
		line, err := marshal(&events[i])
		if err != nil {
			return err
		}
		if _, err := w.Write(append(line, '\n')); err != nil {
			return err
		}
	}
	return nil
}

// WriteJSON writes all events as one array.
func WriteJSON(w io.Writer, events []Event) error {
	if events == nil {
		events = []Event{}
	}
	text, err := marshal(events)
	if err != nil {
		return err
	}
	_, err = w.Write(append(text, '\n'))
	return err
}

// marshal leaves <, > and & as they are: the text is no part of a page.
func marshal(v any) ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(v); err != nil {
		return nil, err
	}
	return bytes.TrimRight(b.Bytes(), "\n"), nil
}

// WriteGeoJSON writes a feature an event (RFC 7946), at its place, the event as its
// properties.
func WriteGeoJSON(w io.Writer, events []Event) error {
	type geometry struct {
		Type        string     `json:"type"`
		Coordinates [2]Degrees `json:"coordinates"`
	}
	type feature struct {
		Type       string   `json:"type"`
		ID         string   `json:"id"`
		Geometry   geometry `json:"geometry"`
		Properties *Event   `json:"properties"`
	}
	collection := struct {
		Type     string    `json:"type"`
		Features []feature `json:"features"`
	}{"FeatureCollection", []feature{}}
	for i := range events {
		e := &events[i]
		collection.Features = append(collection.Features, feature{
			"Feature", e.ID, geometry{"Point", [2]Degrees{e.Place.Lon, e.Place.Lat}}, e,
		})
	}
	text, err := marshal(collection)
	if err != nil {
		return err
	}
	_, err = w.Write(append(text, '\n'))
	return err
}

// WriteCSV writes an event a row, keys flattened with dots: ships.0.mmsi. Every
// column that any event has stands in the header, in the order of the keys.
func WriteCSV(w io.Writer, events []Event) error {
	var columns []string
	at := map[string]int{}
	rows := make([]map[string]string, len(events))
	for i := range events {
		text, err := marshal(&events[i])
		if err != nil {
			return err
		}
		flat, order, err := flatten(text)
		if err != nil {
			return err
		}
		rows[i] = flat
		columns = mergeColumns(columns, order, at)
	}
	if len(events) == 0 {
		columns = []string{"schema", "id", "kind", "method", "rules", "facts", "version", "state", "start", "end", "end_reason"}
	}
	out := csv.NewWriter(w)
	if err := out.Write(columns); err != nil {
		return err
	}
	for _, flat := range rows {
		record := make([]string, len(columns))
		for i, c := range columns {
			record[i] = flat[c]
		}
		if err := out.Write(record); err != nil {
			return err
		}
	}
	out.Flush()
	return out.Error()
}

// mergeColumns adds the columns of one event after the one they follow there.
func mergeColumns(columns, order []string, seen map[string]int) []string {
	last := -1
	for _, c := range order {
		if _, ok := seen[c]; ok {
			for i := range columns {
				if columns[i] == c {
					last = i
				}
			}
			continue
		}
		seen[c] = 1
		last++
		columns = append(columns[:last], append([]string{c}, columns[last:]...)...)
	}
	return columns
}
