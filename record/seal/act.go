package seal

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"strings"
	"time"
	"unicode/utf8"
)

// MaxAct is the most bytes an act may have, its signature included.
const MaxAct = 1_000_000

const (
	actHeader  = "plimsoll.act/1"
	timeLayout = "2006-01-02T15:04:05Z"
)

// Salt keeps a commitment from being guessed.
type Salt [32]byte

// NewSalt draws a salt.
func NewSalt(random io.Reader) (Salt, error) {
	var s Salt
	if _, err := io.ReadFull(random, s[:]); err != nil {
		return s, fmt.Errorf("draw a salt: %w", err)
	}
	return s, nil
}

// Commitment is SHA-256 of an act's bytes.
type Commitment [sha256.Size]byte

// String prints it in hexadecimal, as objects are named.
func (c Commitment) String() string { return hex.EncodeToString(c[:]) }

// ParseCommitment reads 64 lower-case hexadecimal digits.
func ParseCommitment(s string) (Commitment, error) {
	var c Commitment
	b, err := hex.DecodeString(s)
	if err != nil || len(b) != len(c) || strings.ToLower(s) != s {
		return c, malformed("commitment", "64 hexadecimal digits, 0-9 and a-f", "%q is none", s)
	}
	return Commitment(b), nil
}

// MarshalText prints it as String does.
func (c Commitment) MarshalText() ([]byte, error) { return []byte(c.String()), nil }

// UnmarshalText reads it as ParseCommitment does.
func (c *Commitment) UnmarshalText(b []byte) (err error) {
	*c, err = ParseCommitment(string(b))
	return err
}

// Act is an act and its bytes.
type Act struct {
	Kind    Kind
	Claimed time.Time // by the sealer
	Salt    Salt
	Body    []byte // one line of JSON
	Key     KeyID
	By      string // the name of the key
	bytes   []byte
}

// Sign seals a body: it returns the act that says so, signed by the key.
func Sign(key PrivateKey, kind Kind, claimed time.Time, salt Salt, body []byte) (Act, error) {
	claimed = claimed.UTC().Truncate(time.Second)
	if _, ok := kindOf(kind.String()); !ok || claimed.Unix() < 0 || claimed.Year() > 9999 {
		return Act{}, malformed("act", "", "kind %d, claimed %s: not in the layout", kind, claimed)
	}
	if err := line("body of an act", body); err != nil {
		return Act{}, err
	}
	text := fmt.Sprintf("%s\nkind %s\nclaimed %s\nsalt %x\n%s\n", actHeader, kind, claimed.Format(timeLayout), salt, body)
	b, err := key.sign(text)
	if err != nil {
		return Act{}, err
	}
	if len(b) > MaxAct {
		return Act{}, malformed("act", "shorten it, or split it", "%d bytes, more than %d", len(b), MaxAct)
	}
	return Act{kind, claimed, salt, bytes.Clone(body), key.public.id, key.public.Name(), b}, nil
}

// OpenAct reads an act and checks its signature against the key. part names it in
// errors.
func OpenAct(part string, b []byte, key PublicKey) (Act, error) {
	if len(b) > MaxAct {
		return Act{}, malformed(part, "", "%d bytes, more than %d", len(b), MaxAct)
	}
	text, err := key.open(part, b)
	if err != nil {
		return Act{}, err
	}
	a, err := parseAct(part, text)
	if err != nil {
		return Act{}, err
	}
	a.Key, a.By, a.bytes = key.id, key.Name(), bytes.Clone(b)
	return a, nil
}

func parseAct(part, text string) (Act, error) {
	const hint = "the layout of an act is in the documentation of record/seal"
	lines := strings.Split(text, "\n")
	if lines[0] != actHeader {
		if strings.HasPrefix(lines[0], "plimsoll.act/") {
			return Act{}, malformed(part, "a newer plimsoll may know it", "it has the format %q, this program knows %s", clip(lines[0]), actHeader)
		}
		return Act{}, malformed(part, hint, "it begins with %q, not with %s", clip(lines[0]), actHeader)
	}
	if len(lines) != 6 || lines[5] != "" {
		return Act{}, malformed(part, hint, "it has %d lines, not 5", len(lines)-1)
	}
	var a Act
	word, ok := strings.CutPrefix(lines[1], "kind ")
	if a.Kind, _ = kindOf(word); !ok || a.Kind == 0 {
		return Act{}, malformed(part, hint, "line 2: no kind that is known: %q", clip(lines[1]))
	}
	claimed, err := time.Parse("claimed "+timeLayout, lines[2])
	if err != nil || claimed.Unix() < 0 || claimed.Format("claimed "+timeLayout) != lines[2] {
		return Act{}, malformed(part, hint, "line 3: no time: %q", clip(lines[2]))
	}
	salt, ok := strings.CutPrefix(lines[3], "salt ")
	raw, err := hex.DecodeString(salt)
	if !ok || err != nil || len(raw) != len(a.Salt) || strings.ToLower(salt) != salt {
		return Act{}, malformed(part, hint, "line 4: no salt of 32 bytes: %q", clip(lines[3]))
	}
	a.Claimed, a.Salt, a.Body = claimed, Salt(raw), []byte(lines[4])
	return a, line(part, a.Body)
}

// Bytes returns the act as it is kept.
func (a Act) Bytes() []byte { return bytes.Clone(a.bytes) }

// Commitment returns what the log holds of the act's content.
func (a Act) Commitment() Commitment { return sha256.Sum256(a.bytes) }

// Leaf returns what the log holds of the act.
func (a Act) Leaf() Leaf {
	return Leaf{Kind: a.Kind, Claimed: a.Claimed, Commitment: a.Commitment(), Key: a.Key}
}

// line checks that b is one line of JSON that a note can hold.
func line(part string, b []byte) error {
	if len(b) == 0 || bytes.ContainsRune(b, '\n') || !json.Valid(b) {
		return malformed(part, "", "not one line of JSON")
	}
	return plain(part, string(b))
}

// plain checks that s is UTF-8 without control characters but line feeds, as notes ask.
func plain(part, s string) error {
	if !utf8.ValidString(s) {
		return malformed(part, "", "not UTF-8")
	}
	for i := range len(s) {
		if s[i] < 0x20 && s[i] != '\n' || s[i] == 0x7f {
			return malformed(part, "", "byte %d is the control character 0x%02x", i, s[i])
		}
	}
	return nil
}

// clip shortens a line for an error.
func clip(s string) string {
	if r := []rune(s); len(r) > 60 {
		return string(r[:60]) + "…"
	}
	return s
}
