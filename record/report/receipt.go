package report

import (
	"fmt"
	"strings"

	"golang.org/x/mod/sumdb/note"

	"github.com/plimsoll-watch/plimsoll/base/day"
	"github.com/plimsoll-watch/plimsoll/record/seal"
)

const receiptHeader = "plimsoll.receipt/1"

// Receipt is what a party signs when it has an edition. As a note it is
//
//	plimsoll.receipt/1
//	report REPORT
//	edition N
//	act COMMITMENT
//	party PARTY
//	received DAY
//
//	— NAME SIGNATURE
//
// COMMITMENT is that of the edition's act: the receipt is for these bytes, whatever they
// are called.
type Receipt struct {
	Report   string
	Edition  int
	Act      seal.Commitment
	Party    string
	Received day.Date
}

func (r Receipt) text() string {
	return fmt.Sprintf("%s\nreport %s\nedition %d\nact %s\nparty %s\nreceived %s\n", receiptHeader, r.Report, r.Edition, r.Act, r.Party, r.Received)
}

// SignReceipt returns the receipt as a note signed by the party's private key.
func SignReceipt(r Receipt, private string) ([]byte, error) {
	signer, err := note.NewSigner(strings.TrimSpace(private))
	if err != nil {
		return nil, &seal.Malformed{Part: "private key", What: err.Error(), Hint: "a private key is one line, PRIVATE+KEY+NAME+HASH+BASE64"}
	}
	if strings.ContainsAny(r.Party, "\n") || r.Party == "" {
		return nil, &seal.Malformed{Part: "receipt", What: "no party is named"}
	}
	b, err := note.Sign(&note.Note{Text: r.text()}, signer)
	if err != nil {
		return nil, fmt.Errorf("sign a receipt: %w", err)
	}
	return b, nil
}

// OpenReceipt reads a receipt and checks that the key signed it.
func OpenReceipt(b []byte, key seal.PublicKey) (Receipt, error) {
	text, err := key.OpenNote("receipt", b)
	if err != nil {
		return Receipt{}, err
	}
	wrong := func(what string) (Receipt, error) {
		return Receipt{}, &seal.Malformed{Part: "receipt", What: what, Hint: "plimsoll report receipt sign BUNDLE makes one"}
	}
	lines := strings.Split(strings.TrimSuffix(text, "\n"), "\n")
	if len(lines) != 6 || lines[0] != receiptHeader {
		return wrong("not the six lines of a receipt")
	}
	var r Receipt
	var act, received string
	for i, f := range []struct {
		key  string
		into *string
	}{{"report ", &r.Report}, {"", nil}, {"act ", &act}, {"party ", &r.Party}, {"received ", &received}} {
		if f.into == nil {
			continue
		}
		value, ok := strings.CutPrefix(lines[i+1], f.key)
		if !ok {
			return wrong(fmt.Sprintf("line %d does not begin with %q", i+2, f.key))
		}
		*f.into = value
	}
	if _, err := fmt.Sscanf(lines[2], "edition %d", &r.Edition); err != nil {
		return wrong("line 3 names no edition")
	}
	if r.Act, err = seal.ParseCommitment(act); err != nil {
		return Receipt{}, err
	}
	if r.Received, err = day.Parse(received); err != nil {
		return wrong("line 6 names no day")
	}
	if r.text() != text {
		return wrong("not in the one encoding of a receipt")
	}
	return r, nil
}
