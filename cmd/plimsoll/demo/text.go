package demo

import (
	"bytes"
	_ "embed"
	"strings"
)

//go:embed text/edition-1.md
var edition1 string

//go:embed text/edition-2.md
var edition2 string

// Edition1 returns the stand-in text of the first edition.
func Edition1() []byte { return []byte(edition1) }

// Edition2 returns the stand-in text of the second, with a claim and the finding it is of.
func Edition2(claim, finding string) []byte {
	sentence := strings.ToUpper(claim[:1]) + claim[1:] + "."
	return []byte(strings.NewReplacer("{{claim}}", sentence, "{{finding}}", finding).Replace(edition2))
}

// Alter changes one digit of the figure in paragraph 7, as it stands in a bundle.
func Alter(bundle []byte) ([]byte, bool) {
	at := bytes.Index(bundle, []byte("8,618 tonnes"))
	if at < 0 {
		return nil, false
	}
	out := bytes.Clone(bundle)
	out[at] = '9'
	return out, true
}
