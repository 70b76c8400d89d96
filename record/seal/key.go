package seal

import (
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"io"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/mod/sumdb/note"
)

// KeyID is SHA-256 of a key's algorithm byte and public key.
type KeyID [sha256.Size]byte

// PublicKey checks what a key has signed. Its text is a verifier key of
// golang.org/x/mod/sumdb/note: NAME+HASH+BASE64.
type PublicKey struct {
	text     string
	verifier note.Verifier
	id       KeyID
}

// ed25519 is the algorithm byte of the one kind of key that is taken.
const ed25519 = 1

// ParsePublicKey reads a verifier key; white space around it is ignored.
func ParsePublicKey(text string) (PublicKey, error) {
	const hint = "a public key is one line, NAME+HASH+BASE64; take the file that ends in .pub"
	text = strings.TrimSpace(text)
	if strings.HasPrefix(text, "PRIVATE+KEY+") {
		return PublicKey{}, malformed("public key", "give the .pub file; nobody else should ever see this one", "this is a private key")
	}
	parts := strings.SplitN(text, "+", 3)
	if len(parts) != 3 {
		return PublicKey{}, malformed("public key", hint, "no key in %d bytes of text", len(text))
	}
	v, err := note.NewVerifier(text)
	if err != nil {
		return PublicKey{}, malformed("public key", hint, "%v", err)
	}
	raw, err := base64.StdEncoding.Strict().DecodeString(parts[2])
	if err != nil || len(raw) != 33 || raw[0] != ed25519 {
		return PublicKey{}, malformed("public key", "seal/1 knows Ed25519 keys alone", "not an Ed25519 key")
	}
	return PublicKey{text, v, sha256.Sum256(raw)}, nil
}

// String returns the key as text.
func (k PublicKey) String() string { return k.text }

// Name returns what the key calls itself. Anybody can make a key with any name.
func (k PublicKey) Name() string {
	if k.verifier == nil {
		return ""
	}
	return k.verifier.Name()
}

// ID returns what leaves call the key.
func (k PublicKey) ID() KeyID { return k.id }

// Short prints the first four bytes of the key's ID in two groups, to compare by eye.
func (k PublicKey) Short() string { return fmt.Sprintf("%x %x", k.id[:2], k.id[2:4]) }

// PrivateKey signs.
type PrivateKey struct {
	signer note.Signer
	public PublicKey
}

// GenerateKey makes an Ed25519 key of a name from 32 bytes of random, and returns the text
// of its two halves.
func GenerateKey(random io.Reader, name string) (private, public string, err error) {
	if name == "" || !utf8.ValidString(name) || strings.ContainsFunc(name, func(r rune) bool { return unicode.IsSpace(r) || unicode.IsControl(r) || r == '+' }) {
		return "", "", malformed("name of a key", "a name has no blanks and no plus signs: demo-body", "%q is no name", name)
	}
	private, public, err = note.GenerateKey(random, name)
	if err != nil {
		return "", "", fmt.Errorf("make the key %s: %w", name, err)
	}
	return private, public, nil
}

// ParsePrivateKey reads both halves of a key and checks that they belong together.
func ParsePrivateKey(private, public string) (PrivateKey, error) {
	const hint = "a private key is one line, PRIVATE+KEY+NAME+HASH+BASE64"
	s, err := note.NewSigner(strings.TrimSpace(private))
	if err != nil {
		return PrivateKey{}, malformed("private key", hint, "%v", err)
	}
	p, err := ParsePublicKey(public)
	if err != nil {
		return PrivateKey{}, err
	}
	k := PrivateKey{s, p}
	signed, err := note.Sign(&note.Note{Text: "halves\n"}, s)
	if err != nil {
		return PrivateKey{}, malformed("private key", hint, "%v", err)
	}
	if _, err := note.Open(signed, note.VerifierList(p.verifier)); err != nil {
		return PrivateKey{}, malformed("private key", "each key has a .pub of its own name beside it", "the public key %s is not its other half", p.Name())
	}
	return k, nil
}

// Public returns the public half.
func (k PrivateKey) Public() PublicKey { return k.public }

// sign returns text as a note with the key's one signature.
func (k PrivateKey) sign(text string) ([]byte, error) {
	signed, err := note.Sign(&note.Note{Text: text}, k.signer)
	if err != nil {
		return nil, fmt.Errorf("sign as %s: %w", k.public.Name(), err)
	}
	return signed, nil
}

// OpenNote checks that a note has one signature, by the key, in its only encoding, and
// returns its text. part names the note in errors. Acts and checkpoints have functions of
// their own.
func (k PublicKey) OpenNote(part string, b []byte) (string, error) { return k.open(part, b) }

// open checks that the note has one signature, by the key, in its only encoding, and
// returns its text. part names the note in errors.
func (k PublicKey) open(part string, b []byte) (string, error) {
	const hint = "ask the sender for the file again, and whoever sealed it for the key"
	text, line, err := splitNote(part, b)
	if err != nil {
		return "", err
	}
	name, encoded, _ := strings.Cut(line, " ")
	raw, err := base64.StdEncoding.Strict().DecodeString(encoded)
	if err != nil || len(raw) != 4+64 {
		return "", malformed(part, hint, "its signature is not an Ed25519 signature in base64")
	}
	if name != k.Name() {
		return "", notProved(part, "give the key of the sealer with --key", "it is signed by %q, the key given is %q", name, k.Name())
	}
	if hash := uint32(raw[0])<<24 | uint32(raw[1])<<16 | uint32(raw[2])<<8 | uint32(raw[3]); hash != k.verifier.KeyHash() {
		return "", notProved(part, "give the key of the sealer with --key; a name alone says nothing", "it is signed by another key of the name %q", name)
	}
	if !k.verifier.Verify([]byte(text), raw[4:]) {
		return "", notProved(part, hint, "the signature of %s is not one of these bytes", name)
	}
	return text, nil
}

// splitNote splits a note with one signature into its text and what follows the dash.
func splitNote(part string, b []byte) (text, signature string, err error) {
	const hint = "a signed note is text, an empty line and a line that begins with a long dash"
	s := string(b)
	if err := plain(part, s); err != nil {
		return "", "", err
	}
	at := strings.LastIndex(s, "\n\n")
	if at < 0 || !strings.HasSuffix(s, "\n") {
		return "", "", malformed(part, hint, "not a signed note")
	}
	text = s[:at+1]
	signature, ok := strings.CutPrefix(strings.TrimSuffix(s[at+2:], "\n"), "— ")
	if !ok || strings.Contains(signature, "\n") {
		return "", "", malformed(part, hint, "it has not one signature of one line")
	}
	return text, signature, nil
}

// signedBy returns the name that a note says it is signed by, unchecked.
func signedBy(part string, b []byte) (string, error) {
	_, line, err := splitNote(part, b)
	name, _, _ := strings.Cut(line, " ")
	return name, err
}
