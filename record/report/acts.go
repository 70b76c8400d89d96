package report

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"strings"

	"github.com/plimsoll-watch/plimsoll/base/day"
	"github.com/plimsoll-watch/plimsoll/record/seal"
)

// Ref points to an edition that was sealed.
type Ref struct {
	Edition    int             `json:"edition"`
	Entry      int64           `json:"entry"`
	Commitment seal.Commitment `json:"commitment"`
}

// EditionBody is what an act of the kind edition says. It holds the root of the edition's
// tree and no hash of its text, which could be guessed.
type EditionBody struct {
	Report     string   `json:"report"`
	Edition    int      `json:"edition"`
	Title      string   `json:"title"`
	Replaces   *Ref     `json:"replaces,omitempty"`
	Basis      string   `json:"basis"`     // what it rests on: review of 14 August, new figures, ...
	Authority  string   `json:"authority"` // by whose decision it was sealed
	Parts      int      `json:"parts"`
	Paragraphs int      `json:"paragraphs"`
	Root       string   `json:"root"`    // of the tree of its parts, in base64
	Opening    string   `json:"opening"` // the object with the text and its salts, by its SHA-256
	Findings   []string `json:"findings,omitempty"`
	Whys       []Why    `json:"whys,omitempty"`
	Invented   string   `json:"invented,omitempty"` // says what is made up
}

// Why is the authors' reason for a change of a paragraph: of the new edition, or, when it
// was cut, of the old one.
type Why struct {
	Paragraph int    `json:"paragraph"`
	Cut       bool   `json:"cut,omitempty"`
	Text      string `json:"text"`
}

// CirculationBody is what an act of the kind circulation says: an edition was given to
// one party.
type CirculationBody struct {
	Report  string          `json:"report"`
	Edition int             `json:"edition"`
	Act     seal.Commitment `json:"act"` // of the edition
	Party   string          `json:"party"`
	By      string          `json:"by"`
	On      day.Date        `json:"on"`
}

// ReceiptBody is what an act of the kind receipt says: a party has signed that it has an
// edition.
type ReceiptBody struct {
	Report  string          `json:"report"`
	Edition int             `json:"edition"`
	Act     seal.Commitment `json:"act"`
	Party   string          `json:"party"`
	Key     string          `json:"key"`     // the party's public key
	Receipt string          `json:"receipt"` // the note it signed
}

// StopBody is what an act of the kind stop or release says of an edition's distribution.
type StopBody struct {
	Report  string          `json:"report"`
	Edition int             `json:"edition"`
	Act     seal.Commitment `json:"act"`
	By      string          `json:"by"`
	Why     string          `json:"why"`
	On      day.Date        `json:"on"`
}

// DissentBody is what an act of the kind dissent says of a paragraph or an edition. One
// that is answered or withdrawn has a further act with the same ID.
type DissentBody struct {
	Report    string   `json:"report"`
	Edition   int      `json:"edition"`
	Paragraph int      `json:"paragraph,omitempty"` // 0: the edition as a whole
	ID        string   `json:"id"`
	Step      string   `json:"step"` // lodged, answered, withdrawn
	Kind      string   `json:"kind"` // dissent, objection, reservation
	By        string   `json:"by"`
	On        day.Date `json:"on"`
	Text      string   `json:"text"` // the words; of an answer, the authors'; of a withdrawal, why
}

// The steps of a dissent.
const (
	Lodged    = "lodged"
	Answered  = "answered"
	Withdrawn = "withdrawn"
)

// Encode returns a body as one line of JSON, as acts hold it.
func Encode(body any) ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(body); err != nil {
		return nil, fmt.Errorf("encode an act: %w", err)
	}
	return bytes.TrimSuffix(b.Bytes(), []byte("\n")), nil
}

// decode reads the body of an act of a kind, strictly: an unknown key is refused, and so
// is anything but the one encoding.
func decode[B any](e seal.Entry, kinds ...seal.Kind) (B, error) {
	var body B
	part := fmt.Sprintf("act at entry %d", e.Number)
	ok := false
	for _, k := range kinds {
		ok = ok || e.Act.Kind == k
	}
	if !ok {
		return body, &seal.Malformed{Part: part, What: "it is of the kind " + e.Act.Kind.String()}
	}
	d := json.NewDecoder(bytes.NewReader(e.Act.Body))
	d.DisallowUnknownFields()
	if err := d.Decode(&body); err != nil {
		return body, &seal.Malformed{Part: part, What: strings.TrimPrefix(err.Error(), "json: "), Hint: "a newer plimsoll may know it"}
	}
	if _, err := d.Token(); err != io.EOF {
		return body, &seal.Malformed{Part: part, What: "more than one value"}
	}
	if again, err := Encode(body); err != nil || !bytes.Equal(again, e.Act.Body) {
		return body, &seal.Malformed{Part: part, What: "not in the one encoding that acts have"}
	}
	return body, nil
}
