package brief

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/plimsoll-watch/plimsoll/base/day"
)

// Schema is the format of a sidecar.
const Schema = "plimsoll.brief-cites/1"

// Sidecar is what the citations of a brief were answered with when they were frozen.
type Sidecar struct {
	Schema string   `json:"schema"`
	Brief  string   `json:"brief"` // its id
	AsOf   day.Date `json:"as_of"`
	Cites  []Frozen `json:"citations"` // each once, sorted
}

// Frozen is a citation with its answer.
type Frozen struct {
	Cite string `json:"cite"`
	Held Held   `json:"held"`
}

// Find returns the frozen answer to a citation.
func (s *Sidecar) Find(c Citation) (Held, bool) {
	i, ok := slices.BinarySearchFunc(s.Cites, c.String(), func(f Frozen, cite string) int { return strings.Compare(f.Cite, cite) })
	if !ok {
		return Held{}, false
	}
	return s.Cites[i].Held, true
}

// Write writes the sidecar in its one form: JSON after RFC 8785, without blanks, keys in
// order, and a line feed. It holds no number that is not written as text.
func (s *Sidecar) Write(w io.Writer) error {
	b, err := canonical(s)
	if err != nil {
		return fmt.Errorf("write sidecar of %s: %w", s.Brief, err)
	}
	_, err = w.Write(append(b, '\n'))
	return err
}

// canonical returns v as JSON with the keys of every object sorted. RFC 8785, 3.2.3 sorts
// by UTF-16 units; keys here are ASCII, so bytes sort alike.
func canonical(v any) ([]byte, error) {
	plain, err := json.Marshal(v)
	if err != nil {
		return nil, err
	}
	var tree any
	d := json.NewDecoder(bytes.NewReader(plain))
	d.UseNumber()
	if err := d.Decode(&tree); err != nil {
		return nil, err
	}
	var out bytes.Buffer
	e := json.NewEncoder(&out)
	e.SetEscapeHTML(false)
	if err := e.Encode(tree); err != nil { // maps are written in the order of their keys
		return nil, err
	}
	// RFC 8785, 3.2.2.2: U+2028 and U+2029 are written as they are.
	b := bytes.ReplaceAll(out.Bytes(), []byte(`\u2028`), []byte("\u2028"))
	b = bytes.ReplaceAll(b, []byte(`\u2029`), []byte("\u2029"))
	return bytes.TrimSuffix(b, []byte("\n")), nil
}

// ReadSidecar reads a sidecar, strictly: its one form and no other.
func ReadSidecar(b []byte) (*Sidecar, error) {
	var s Sidecar
	d := json.NewDecoder(bytes.NewReader(b))
	d.DisallowUnknownFields()
	if err := d.Decode(&s); err != nil {
		return nil, fmt.Errorf("read sidecar: %w", err)
	}
	if s.Schema != Schema {
		return nil, fmt.Errorf("read sidecar: schema %q is not %s", s.Schema, Schema)
	}
	for i, f := range s.Cites {
		if _, err := ParseCitation(f.Cite); err != nil {
			return nil, fmt.Errorf("read sidecar: %w", err)
		}
		if i > 0 && s.Cites[i-1].Cite >= f.Cite {
			return nil, errors.New("read sidecar: its citations are not in order, or one stands twice")
		}
	}
	var again bytes.Buffer
	if err := s.Write(&again); err != nil {
		return nil, err
	}
	if !bytes.Equal(bytes.TrimRight(again.Bytes(), "\n"), bytes.TrimRight(b, "\n")) {
		return nil, errors.New("read sidecar: it is not in its one form; it was changed by hand or by another program")
	}
	return &s, nil
}

// Freeze answers every citation of a brief. One that cannot be resolved is left out;
// [Brief.Check] reports it.
func (b *Brief) Freeze(r *Record) *Sidecar {
	s := &Sidecar{Schema: Schema, Brief: b.ID, AsOf: b.AsOf.Date(), Cites: []Frozen{}}
	for _, c := range b.Cites {
		key := c.Citation.String()
		i, ok := slices.BinarySearchFunc(s.Cites, key, func(f Frozen, cite string) int { return strings.Compare(f.Cite, cite) })
		if ok {
			continue
		}
		if h, err := r.Resolve(c.Citation, b.AsOf); err == nil {
			s.Cites = slices.Insert(s.Cites, i, Frozen{key, h})
		}
	}
	return s
}
