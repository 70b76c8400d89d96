package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"

	"github.com/plimsoll-watch/plimsoll/base/day"
	"github.com/plimsoll-watch/plimsoll/law/limit"
	"github.com/plimsoll-watch/plimsoll/record/event"
	"github.com/plimsoll-watch/plimsoll/record/finding"
	"github.com/plimsoll-watch/plimsoll/record/report"
	"github.com/plimsoll-watch/plimsoll/record/seal"
)

type findingCmd struct {
	Draft    findingDraftCmd    `cmd:"" help:"Draft a finding from an event, with the line and the hashes of its inputs, or from an estimate."`
	Show     findingShowCmd     `cmd:"" help:"Tell a finding: the claim, what speaks for it, and every voice against it."`
	Explain  findingExplainCmd  `cmd:"" help:"How its confidence is computed, by the origins that count."`
	Review   findingReviewCmd   `cmd:"" help:"Put a finding under review, or a reviewer's word on record."`
	Dissent  findingDissentCmd  `cmd:"" help:"Put a dissent, an objection or a reservation on record, an answer, or a withdrawal."`
	Reply    findingReplyCmd    `cmd:"" help:"Put on record whom was asked and by when, and what came."`
	Withdraw findingWithdrawCmd `cmd:"" help:"Take a finding back; it stays readable, with who and why."`
}

type findingDraftCmd struct {
	inWorkspace `embed:""`
	acting      `embed:""`
	Events      string `arg:"" optional:"" help:"The events, as plimsoll detect writes them."`
	Event       string `placeholder:"ID" help:"The event."`
	Estimate    string `placeholder:"ID" help:"Instead of an event: an estimate that plimsoll limit status shows, e.g. us-2018-07."`
	Product     string `default:"refined" placeholder:"PRODUCT" help:"The limit that the estimate stands beside: refined, crude, coal or condensates."`
	AsOf        string `name:"as-of" placeholder:"DATE" help:"The day whose knowledge of the limit is taken; the day of drafting otherwise."`
}

// Run drafts a finding from an event.
func (c *findingDraftCmd) Run(w *world) error {
	b, err := c.book(w)
	if err != nil {
		return err
	}
	defer b.close()
	on, err := c.on(w)
	if err != nil {
		return err
	}
	f, line, err := c.draft(finding.Options{By: c.By, On: on})
	if err != nil {
		return findingError(err)
	}
	if known, version, err := b.lastSealed(f.ID); err != nil {
		return err
	} else if known != nil {
		return usagef("plimsoll finding show "+f.ID, "finding %s is sealed already, in version %d", f.ID, version)
	}
	if _, err := putObject(b.ctx, b.ws, line); err != nil {
		return err
	}
	encoded, err := f.Encode()
	if err != nil {
		return findingError(err)
	}
	if err := b.ws.PutDraft(draftFinding, f.ID, encoded); err != nil {
		return workspaceError(err)
	}
	w.tellLine("draft of finding " + f.ID)
	for _, line := range f.Words() {
		w.tellLine(line)
	}
	w.tellLine("all of it: plimsoll finding show " + f.ID)
	return nil
}

// draft drafts from an event or an estimate, and returns the exact bytes it rests on.
func (c *findingDraftCmd) draft(o finding.Options) (finding.Finding, []byte, error) {
	switch {
	case c.Estimate != "" && c.Event == "" && c.Events == "":
		return c.fromEstimate(o)
	case c.Events == "" || c.Event == "" || c.Estimate != "":
		return finding.Finding{}, nil, usagef("plimsoll finding draft EVENTS.ndjson --event ID, or --estimate ID", "name an event in a file, or an estimate")
	}
	events, err := readSmall(c.Events, 1<<30)
	if err != nil {
		return finding.Finding{}, nil, err
	}
	return draftFrom(events, c.Events, c.Event, o)
}

// fromEstimate drafts from an estimate beside a limit; what it rests on is the state of
// that limit as it was shown.
func (c *findingDraftCmd) fromEstimate(o finding.Options) (finding.Finding, []byte, error) {
	at := day.AsOfDay(o.On.Last())
	if c.AsOf != "" {
		d, err := parseDay("as-of", c.AsOf)
		if err != nil {
			return finding.Finding{}, nil, err
		}
		at = day.AsOfDay(d)
	}
	status, _, err := limitAsked(limit.Question{Regime: "dprk", Product: c.Product, AsOf: at})
	if err != nil {
		return finding.Finding{}, nil, err
	}
	shown, err := report.Encode(status)
	if err != nil {
		return finding.Finding{}, nil, err
	}
	f, err := finding.FromEstimate(&status, c.Estimate, o)
	return f, shown, err
}

// draftFrom finds an event's line and drafts a finding from it.
func draftFrom(events []byte, name, id string, o finding.Options) (finding.Finding, []byte, error) {
	lines := bufio.NewScanner(bytes.NewReader(events))
	lines.Buffer(nil, 64<<20)
	seen := 0
	for lines.Scan() {
		seen++
		var e event.Event
		if err := json.Unmarshal(lines.Bytes(), &e); err != nil {
			return finding.Finding{}, nil, refusedf("give the file that plimsoll detect wrote with --out", "read %s: line %d: %v", name, seen, err)
		}
		if e.ID == id {
			line := bytes.Clone(lines.Bytes())
			f, err := finding.FromEvent(&e, line, o)
			return f, line, err
		}
	}
	if err := lines.Err(); err != nil {
		return finding.Finding{}, nil, refusedf("give the file that plimsoll detect wrote with --out", "read %s: %v", name, err)
	}
	return finding.Finding{}, nil, usagef("plimsoll detect writes the id of each event", "none of the %d events of %s is %s", seen, name, id)
}

// findingError gives an error of the findings its hint.
func findingError(err error) error {
	var e *finding.Error
	if errors.As(err, &e) {
		return refusedError{hinted{err, e.Hint}}
	}
	return err
}

func tellFinding(w *world, f *finding.Finding, at day.Day) error {
	for _, line := range f.Lines(at) {
		w.tellLine(line)
	}
	return nil
}

// ofFinding names a finding.
type ofFinding struct {
	inWorkspace `embed:""`
	ID          string `arg:"" name:"finding" help:"The finding, F-0123456789ab."`
}

type findingShowCmd struct {
	ofFinding `embed:""`
	AsOf      string `name:"as-of" placeholder:"DATE" help:"Replies as of this day; today otherwise."`
	Report    string `placeholder:"FILE" help:"Write the finding as a page; it opens without a network."`
	JSON      bool   `help:"Print the finding as JSON."`
}

// Run tells a finding.
func (c *findingShowCmd) Run(w *world) error {
	b, err := c.book(w)
	if err != nil {
		return err
	}
	defer b.close()
	f, _, err := b.current(c.ID)
	if err != nil {
		return findingError(err)
	}
	at, err := actDay(w, "as-of", c.AsOf)
	if err != nil {
		return err
	}
	if c.Report != "" {
		if err := b.writeFindingPage(c.Report, f, at, "plimsoll finding show "+c.ID); err != nil {
			return err
		}
	}
	if err := tellFinding(w, f, at.Last()); err != nil {
		return err
	}
	return printJSON(w, c.JSON, f)
}

type findingExplainCmd struct {
	ofFinding `embed:""`
}

// Run shows the arithmetic of a finding's confidence.
func (c *findingExplainCmd) Run(w *world) error {
	b, err := c.book(w)
	if err != nil {
		return err
	}
	defer b.close()
	f, _, err := b.current(c.ID)
	if err != nil {
		return findingError(err)
	}
	for _, line := range f.Explain() {
		w.tellLine(line)
	}
	return nil
}

// change applies a change to a finding and seals it.
func (c *ofFinding) change(w *world, kind seal.Kind, did string, to func(finding.Finding) (finding.Finding, error)) error {
	b, err := c.book(w)
	if err != nil {
		return err
	}
	defer b.close()
	before, version, err := b.current(c.ID)
	if err != nil {
		return findingError(err)
	}
	after, err := to(*before)
	if err != nil {
		return findingError(err)
	}
	n, err := b.sealFinding(kind, before, after, version)
	if err != nil {
		return findingError(err)
	}
	w.tellLine(fmt.Sprintf("%s: entry %d", did, n))
	for _, line := range after.Words() {
		w.tellLine(line)
	}
	return nil
}

type findingReviewCmd struct {
	ofFinding `embed:""`
	acting    `embed:""`
	Submit    bool     `help:"Put a draft under review."`
	Return    bool     `help:"Send it back to its authors."`
	Again     bool     `help:"Look again at one that was agreed or contested."`
	Verdict   string   `default:"comments" enum:"agrees,contests,comments" help:"agrees, contests or comments (changes no state)."`
	Words     string   `placeholder:"TEXT" help:"The reviewer's words, or why."`
	Suspected []string `placeholder:"SHIP" help:"A ship that this reviewer calls suspected; the word is theirs."`
}

// Run puts a finding under review, or a review on record.
func (c *findingReviewCmd) Run(w *world) error {
	on, err := c.on(w)
	if err != nil {
		return err
	}
	switch {
	case c.Submit:
		return c.change(w, seal.Finding, "finding "+c.ID+" is under review", func(f finding.Finding) (finding.Finding, error) { return f.Submit(c.By, on, c.Words) })
	case c.Return:
		return c.change(w, seal.Review, "finding "+c.ID+" is back with its authors", func(f finding.Finding) (finding.Finding, error) { return f.Return(c.By, on, c.Words) })
	case c.Again:
		return c.change(w, seal.Review, "finding "+c.ID+" is looked at again", func(f finding.Finding) (finding.Finding, error) { return f.LookAgain(c.By, on, c.Words) })
	}
	return c.change(w, seal.Review, "the review of "+c.By+" is on record", func(f finding.Finding) (finding.Finding, error) {
		return f.AddReview(finding.Review{By: c.By, On: on, Verdict: finding.Verdict(c.Verdict), Words: c.Words, Suspected: c.Suspected})
	})
}

type findingDissentCmd struct {
	ofFinding `embed:""`
	acting    `embed:""`
	Kind      string `default:"dissent" enum:"dissent,objection,reservation" help:"dissent (an expert's), objection (a member's) or reservation."`
	Text      string `required:"" placeholder:"TEXT" help:"The words; of a withdrawal, why."`
	Answer    string `placeholder:"ID" help:"The authors' answer, --text, to a dissent on record."`
	Withdraw  string `placeholder:"ID" help:"Withdraw one's own words; they stay, marked as withdrawn."`
}

// Run puts a word against a finding on record.
func (c *findingDissentCmd) Run(w *world) error {
	on, err := c.on(w)
	if err != nil {
		return err
	}
	return c.change(w, seal.Dissent, "the words of "+c.By+" are on record", func(f finding.Finding) (finding.Finding, error) {
		switch {
		case c.Answer != "":
			return f.AnswerDissent(c.Answer, finding.Answer{By: c.By, On: on, Text: c.Text})
		case c.Withdraw != "":
			return f.WithdrawDissent(c.Withdraw, finding.Withdrawal{By: c.By, On: on, Why: c.Text})
		}
		return f.AddDissent(finding.Dissent{Kind: finding.DissentKind(c.Kind), By: c.By, On: on, Text: c.Text})
	})
}

type findingReplyCmd struct {
	ofFinding `embed:""`
	Party     string   `placeholder:"WHO" help:"Who was asked."`
	Role      string   `placeholder:"ROLE" help:"Owner, operator or flag State of which ship."`
	About     []string `placeholder:"SHIP" help:"The ships it speaks for; with one ship in the finding, that one."`
	Asked     string   `placeholder:"DATE" help:"When it was asked."`
	Due       string   `placeholder:"DATE" help:"By when."`
	To        string   `placeholder:"ID" help:"What it was asked is on record as this; --received and --text tell what came."`
	Received  string   `placeholder:"DATE" help:"When an answer came."`
	Text      string   `placeholder:"TEXT" help:"The answer; nobody here checked it."`
}

// Run puts on record what was asked and what came.
func (c *findingReplyCmd) Run(w *world) error {
	var dates [3]day.Date
	for i, s := range []string{c.Asked, c.Due, c.Received} {
		if s == "" {
			continue
		}
		var err error
		if dates[i], err = actDay(w, []string{"asked", "due", "received"}[i], s); err != nil {
			return err
		}
	}
	return c.change(w, seal.Reply, "on record", func(f finding.Finding) (finding.Finding, error) {
		if c.To != "" {
			return f.ReceiveReply(c.To, dates[2], c.Text)
		}
		return f.AddReply(finding.Reply{Party: c.Party, Role: c.Role, About: c.About, Asked: dates[0], Due: dates[1], Received: dates[2], Text: c.Text})
	})
}

type findingWithdrawCmd struct {
	ofFinding `embed:""`
	acting    `embed:""`
	Why       string `required:"" placeholder:"TEXT" help:"Why."`
}

// Run withdraws a finding.
func (c *findingWithdrawCmd) Run(w *world) error {
	on, err := c.on(w)
	if err != nil {
		return err
	}
	return c.change(w, seal.Withdrawal, "finding "+c.ID+" is withdrawn; it stays readable", func(f finding.Finding) (finding.Finding, error) { return f.Withdraw(c.By, on, c.Why) })
}

// printJSON prints an answer as JSON where that is asked for.
func printJSON(w *world, asked bool, v any) error {
	if !asked {
		return nil
	}
	b, err := report.Encode(v)
	if err != nil {
		return err
	}
	if _, err := io.WriteString(w.stdout, string(b)+"\n"); err != nil {
		return writeOut(err)
	}
	return nil
}
