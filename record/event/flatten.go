package event

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strconv"
)

// flatten turns a JSON object into dotted keys and the text of their values, in the
// order they stand.
func flatten(text []byte) (flat map[string]string, order []string, err error) {
	d := json.NewDecoder(bytes.NewReader(text))
	d.UseNumber()
	f := flattener{d: d, flat: map[string]string{}}
	if err := f.value(""); err != nil {
		return nil, nil, err
	}
	return f.flat, f.order, nil
}

type flattener struct {
	d     *json.Decoder
	flat  map[string]string
	order []string
}

func (f *flattener) value(key string) error {
	token, err := f.d.Token()
	if err != nil {
		return err
	}
	switch t := token.(type) {
	case json.Delim:
		if t == '{' {
			return f.object(key)
		}
		return f.array(key)
	case nil:
		return nil
	default:
		f.flat[key] = fmt.Sprint(t)
		f.order = append(f.order, key)
		return nil
	}
}

func (f *flattener) object(key string) error {
	for f.d.More() {
		name, err := f.d.Token()
		if err != nil {
			return err
		}
		if err := f.value(dotted(key, fmt.Sprint(name))); err != nil {
			return err
		}
	}
	_, err := f.d.Token()
	return err
}

func (f *flattener) array(key string) error {
	for i := 0; f.d.More(); i++ {
		if err := f.value(dotted(key, strconv.Itoa(i))); err != nil {
			return err
		}
	}
	_, err := f.d.Token()
	return err
}

func dotted(key, name string) string {
	if key == "" {
		return name
	}
	return key + "." + name
}
