package seal

import (
	"fmt"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/tlog"
)

// Checkpoint is the state of a log: how many entries, and their root hash.
type Checkpoint struct {
	Origin string
	Size   int64
	Root   tlog.Hash
}

// text returns the three lines that are signed.
func (c Checkpoint) text() string {
	return fmt.Sprintf("%s\n%d\n%s\n", c.Origin, c.Size, c.Root)
}

// Sign returns the checkpoint as a signed note.
func (c Checkpoint) Sign(key PrivateKey) ([]byte, error) { return key.sign(c.text()) }

// OpenCheckpoint reads a signed checkpoint and checks its signature against the key.
// part names it in errors.
func OpenCheckpoint(part string, b []byte, key PublicKey) (Checkpoint, error) {
	text, err := key.open(part, b)
	if err != nil {
		return Checkpoint{}, err
	}
	c, err := parseCheckpoint(part, text)
	if err != nil {
		return c, err
	}
	if c.Origin != key.Name() {
		return c, notProved(part, "", "it is of the log %q, signed by %q", c.Origin, key.Name())
	}
	return c, nil
}

// parseCheckpoint reads the text of a checkpoint, c2sp.org/tlog-checkpoint, in its only
// encoding and without extension lines.
func parseCheckpoint(part, text string) (Checkpoint, error) {
	const hint = "a checkpoint has three lines: the log's name, its size, its root hash in base64"
	lines := strings.Split(text, "\n")
	if len(lines) != 4 || lines[0] == "" {
		return Checkpoint{}, malformed(part, hint, "it has %d lines, not 3", len(lines)-1)
	}
	size, err := strconv.ParseInt(lines[1], 10, 64)
	if err != nil || size < 0 {
		return Checkpoint{}, malformed(part, hint, "line 2: no size: %q", clip(lines[1]))
	}
	root, err := tlog.ParseHash(lines[2])
	c := Checkpoint{lines[0], size, root}
	if err != nil || c.text() != text {
		return Checkpoint{}, malformed(part, hint, "line 3: no root hash, or not in its only encoding")
	}
	return c, nil
}

// CheckpointSigner returns the name a checkpoint says it is signed by. Nothing is checked.
func CheckpointSigner(b []byte) (string, error) { return signedBy("checkpoint", b) }
