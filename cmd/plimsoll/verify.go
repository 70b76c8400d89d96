package main

import (
	"io"
	"os"
	"strings"

	"github.com/plimsoll-watch/plimsoll/record/report"
	"github.com/plimsoll-watch/plimsoll/record/seal"
)

type verifyCmd struct {
	Bundle string `arg:"" help:"The bundle, NAME.plimsoll.zip."`
	Key    string `placeholder:"FILE" help:"The sealer's public key, from the sealer: a key that came with the bundle proves nothing."`
	Since  string `placeholder:"FILE" help:"A checkpoint that you kept: shows that the log only grew since."`
	Report string `placeholder:"FILE" help:"Write the answer as a page; it opens without a network."`
	JSON   bool   `help:"Print the answer as JSON."`
	Quiet  bool   `short:"q" help:"Print errors only."`
}

// Run says whether a bundle is what was sealed, what that proves, and what not.
func (c *verifyCmd) Run(w *world) error {
	if c.Key == "" {
		return usagef("plimsoll verify BUNDLE --key SEALER.pub; a key that came with the bundle proves nothing", "no key to check the bundle with")
	}
	key, err := readPublicKey(c.Key)
	if err != nil {
		return err
	}
	var since []byte
	if c.Since != "" {
		if since, err = readSmall(c.Since, seal.MaxAct); err != nil {
			return err
		}
	}
	bundle, err := readSmall(c.Bundle, report.MaxBundle)
	if err != nil {
		return err
	}
	verdict, found := report.Verify(bundle, key, since)
	if c.Report != "" {
		if err := writeVerdictPage(c.Report, []report.Verdict{verdict}, []string{c.command()}); err != nil {
			return err
		}
	}
	if err := c.tell(w, &verdict); err != nil {
		return err
	}
	return found
}

// tell prints the verdict: for a person always, as JSON where that is asked for or read.
func (c *verifyCmd) tell(w *world, v *report.Verdict) error {
	if !c.Quiet {
		tellVerdict(w, v)
	}
	if !c.JSON {
		return nil
	}
	b, err := report.Encode(v)
	if err != nil {
		return err
	}
	if _, err := w.stdout.Write(append(b, '\n')); err != nil {
		return writeOut(err)
	}
	return nil
}

func (c *verifyCmd) command() string {
	args := []string{"verify", c.Bundle, "--key", c.Key}
	if c.Since != "" {
		args = append(args, "--since", c.Since)
	}
	return "plimsoll " + shellWords(args)
}

// tellVerdict prints the answer, then its lists, each label once.
func tellVerdict(w *world, v *report.Verdict) {
	last := ""
	for i, line := range v.Words() {
		label, text, labelled := strings.Cut(line, "\t")
		if !labelled {
			if i == 0 {
				line = w.bold(w.stderrTTY, line)
			}
			w.tellLine(line)
			continue
		}
		shown := label
		if label == last {
			shown = ""
		}
		last = label
		w.wrapped(w.stderr, shown, len("not proved "), text)
	}
}

// readPublicKey reads a public key from a file.
func readPublicKey(name string) (seal.PublicKey, error) {
	b, err := readSmall(name, 10_000)
	if err != nil {
		return seal.PublicKey{}, err
	}
	return seal.ParsePublicKey(string(b))
}

// readSmall reads a file that should not be large.
func readSmall(name string, most int64) ([]byte, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, readError(name, err)
	}
	defer func() { _ = f.Close() }() // only read
	if info, err := f.Stat(); err == nil && info.IsDir() {
		return nil, refusedf("name a file in it", "read %s: is a directory", name)
	}
	b, err := io.ReadAll(io.LimitReader(f, most+1))
	if err != nil {
		return nil, readError(name, err)
	}
	if int64(len(b)) > most {
		return nil, refusedf("is it the right file?", "read %s: more than %d bytes", name, most)
	}
	return b, nil
}
