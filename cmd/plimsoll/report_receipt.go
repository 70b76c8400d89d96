package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"github.com/plimsoll-watch/plimsoll/record/report"
	"github.com/plimsoll-watch/plimsoll/record/seal"
)

type reportReceiptCmd struct {
	Key  receiptKeyCmd  `cmd:"" help:"Make a key of your own to sign receipts with; needs no workspace."`
	Sign receiptSignCmd `cmd:"" help:"Sign for an edition that you were given; needs the bundle and a key of your own, no workspace."`
	Add  receiptAddCmd  `cmd:"" help:"Put a signed receipt on record."`
}

type receiptKeyCmd struct {
	Name string `arg:"" help:"What the key is called, e.g. member-a."`
	Out  string `default:"." placeholder:"DIR" help:"The folder for NAME.key and NAME.pub."`
}

// Run makes a key.
func (c *receiptKeyCmd) Run(w *world) error {
	private, public, err := seal.GenerateKey(w.random, c.Name)
	if err != nil {
		return err
	}
	name := filepath.Join(c.Out, c.Name)
	f, err := os.OpenFile(name+".key", os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return writeError(name+".key", err)
	}
	if _, err := io.WriteString(f, private+"\n"); err != nil {
		return writeError(name+".key", errors.Join(err, f.Close()))
	}
	if err := errors.Join(f.Sync(), f.Close()); err != nil {
		return writeError(name+".key", err)
	}
	if err := writeFile(name+".pub", func(out io.Writer) error { _, err := io.WriteString(out, public+"\n"); return err }); err != nil {
		return err
	}
	w.tellLine(fmt.Sprintf("%s.key is yours alone; give %s.pub to whoever seals", name, name))
	return nil
}

type receiptSignCmd struct {
	Bundle   string `arg:"" help:"The bundle you were given."`
	Key      string `required:"" placeholder:"FILE" help:"The sealer's public key: what does not hold is not signed for."`
	With     string `required:"" placeholder:"FILE" help:"Your private key."`
	Party    string `required:"" placeholder:"NAME" help:"Your name, as the sealer knows you."`
	Received string `placeholder:"DATE" help:"The day you received it; today otherwise."`
	Out      string `required:"" placeholder:"FILE" help:"The receipt."`
}

// Run verifies a bundle and signs for it.
func (c *receiptSignCmd) Run(w *world) error {
	key, err := readPublicKey(c.Key)
	if err != nil {
		return err
	}
	bundle, err := readSmall(c.Bundle, report.MaxBundle)
	if err != nil {
		return err
	}
	verdict, err := report.Verify(bundle, key, nil)
	if err != nil {
		return err
	}
	act, err := report.EditionAct(bundle, key)
	if err != nil {
		return err
	}
	received, err := actDay(w, "received", c.Received)
	if err != nil {
		return err
	}
	private, err := readSmall(c.With, 10_000)
	if err != nil {
		return err
	}
	signed, err := report.SignReceipt(report.Receipt{Report: verdict.Report, Edition: verdict.Edition, Act: act, Party: c.Party, Received: received}, string(private))
	if err != nil {
		return err
	}
	if err := writeFile(c.Out, func(out io.Writer) error { _, err := out.Write(signed); return err }); err != nil {
		return err
	}
	w.tellLine(fmt.Sprintf("%s: %s has signed that it has edition %d of %q; send it to %s", c.Out, c.Party, verdict.Edition, verdict.Title, verdict.Key))
	return nil
}

type receiptAddCmd struct {
	inWorkspace `embed:""`
	Receipt     string `arg:"" help:"The receipt."`
	Key         string `required:"" placeholder:"FILE" help:"The party's public key."`
}

// Run puts a receipt on record.
func (c *receiptAddCmd) Run(w *world) error {
	b, err := c.book(w)
	if err != nil {
		return err
	}
	defer b.close()
	key, err := readPublicKey(c.Key)
	if err != nil {
		return err
	}
	signed, err := readSmall(c.Receipt, seal.MaxAct)
	if err != nil {
		return err
	}
	r, err := report.OpenReceipt(signed, key)
	if err != nil {
		return err
	}
	n, err := b.do(seal.Receipt, r.Report, func(seal.Commitment) any {
		return report.ReceiptBody{Report: r.Report, Edition: r.Edition, Act: r.Act, Party: r.Party, Key: key.String(), Receipt: string(signed)}
	}, 0)
	if err != nil {
		return err
	}
	w.tellLine(fmt.Sprintf("%s has signed for edition %d of %s: entry %d", r.Party, r.Edition, r.Report, n))
	return nil
}
