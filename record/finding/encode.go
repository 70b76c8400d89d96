package finding

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"unicode/utf8"
)

// Encode returns the finding as one line of JSON without a line feed, the one encoding it
// has. What is not a whole finding is an [*Error].
func (f Finding) Encode() ([]byte, error) {
	if err := f.check(); err != nil {
		return nil, err
	}
	b, err := marshal(f)
	if err != nil {
		return nil, fmt.Errorf("encode finding %s: %w", f.ID, err)
	}
	if len(b) > MaxBytes {
		return nil, refuse("finding "+f.ID, "shorten it, or split it", "%d bytes, more than %d", len(b), MaxBytes)
	}
	return b, nil
}

// Decode reads what Encode wrote and refuses everything else, as an [*Error].
func Decode(b []byte) (Finding, error) {
	if len(b) > MaxBytes {
		return Finding{}, refuse("finding", "it is none of ours", "%d bytes, more than %d", len(b), MaxBytes)
	}
	if !utf8.Valid(b) {
		return Finding{}, refuse("finding", "it is none of ours", "it is not UTF-8")
	}
	if err := schemaOf(b); err != nil {
		return Finding{}, err
	}
	var f Finding
	in := json.NewDecoder(bytes.NewReader(b))
	in.DisallowUnknownFields()
	if err := in.Decode(&f); err != nil {
		return Finding{}, refuse("finding", "the shape is in the documentation of record/finding", "it cannot be read: %v", err)
	}
	if _, err := in.Token(); !errors.Is(err, io.EOF) {
		return Finding{}, refuse("finding", "a finding is one line", "something follows it")
	}
	again, err := f.Encode()
	if err != nil {
		return Finding{}, err
	}
	if !bytes.Equal(again, b) {
		return Finding{}, refuse("finding", "keys stand once, in their order, without blanks, and none is empty",
			"it is not in the one encoding a finding has, from byte %d on", firstDifference(again, b))
	}
	return f, nil
}

// schemaOf refuses another format before its keys are looked at.
func schemaOf(b []byte) error {
	var head struct {
		Schema *string `json:"schema"`
	}
	if err := json.Unmarshal(b, &head); err != nil {
		return refuse("finding", "it is none of ours", "it cannot be read: %v", err)
	}
	if head.Schema == nil || *head.Schema != Schema {
		what := "it has no schema"
		if head.Schema != nil {
			what = fmt.Sprintf("it has the schema %q, this program knows %s", clip(*head.Schema), Schema)
		}
		return refuse("finding", "a newer plimsoll may know it", "%s", what)
	}
	return nil
}

// marshal leaves <, > and & as they are: the text is no part of a page.
func marshal(v any) ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(v); err != nil {
		return nil, err
	}
	return bytes.TrimSuffix(b.Bytes(), []byte("\n")), nil
}

func firstDifference(a, b []byte) int {
	for i := range min(len(a), len(b)) {
		if a[i] != b[i] {
			return i
		}
	}
	return min(len(a), len(b))
}

// clip shortens a text for an error.
func clip(s string) string {
	if r := []rune(s); len(r) > 60 {
		return string(r[:60]) + "..."
	}
	return s
}
