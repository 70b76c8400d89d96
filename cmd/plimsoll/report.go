package main

import (
	"errors"
	"fmt"
	"io/fs"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/plimsoll-watch/plimsoll/record/report"
	"github.com/plimsoll-watch/plimsoll/record/seal"
)

type reportCmd struct {
	New       reportNewCmd       `cmd:"" help:"Take in the text of the next edition, as a draft."`
	Seal      reportSealCmd      `cmd:"" help:"Seal the draft as the next edition, with what it rests on and by whose decision."`
	Export    reportExportCmd    `cmd:"" help:"Write an edition as a bundle that anybody can verify."`
	Redact    reportRedactCmd    `cmd:"" help:"Write a public edition: the sealed one less marked passages, provably nothing else."`
	Diff      reportDiffCmd      `cmd:"" help:"What changed between two editions, paragraph by paragraph."`
	Circulate reportCirculateCmd `cmd:"" help:"Put on record that an edition was given to a party."`
	Receipt   reportReceiptCmd   `cmd:"" help:"Sign for an edition, or put a signed receipt on record."`
	Dissent   reportDissentCmd   `cmd:"" help:"Put a dissent, an objection or a reservation on record, an answer to one, or its withdrawal."`
	Stop      reportStopCmd      `cmd:"" help:"Stop the distribution of an edition, with who and why."`
	Release   reportReleaseCmd   `cmd:"" help:"Let the distribution of a stopped edition go on, with who and why."`
	WhoHas    reportWhoHasCmd    `cmd:"" name:"who-has" help:"Who was given which edition, and who signed for it."`
	Latest    reportLatestCmd    `cmd:"" help:"Which edition is the last on record, and where it stands."`
	Compare   reportCompareCmd   `cmd:"" help:"Two bundles of one report: which is later, and are their logs one log?"`
}

// ofReport names a report of the workspace.
type ofReport struct {
	inWorkspace `embed:""`
	Report      string `arg:"" help:"The report's name, e.g. midterm-2018: letters, digits, dots and hyphens."`
}

// registered returns the register of the report.
func (o *ofReport) registered(w *world) (report.Register, error) {
	b, err := o.book(w)
	if err != nil {
		return report.Register{}, err
	}
	defer b.close()
	return b.register(o.Report)
}

// ofEdition names an edition of a report.
type ofEdition struct {
	ofReport `embed:""`
	Edition  int `placeholder:"N" required:"" help:"The edition."`
}

type reportNewCmd struct {
	ofReport `embed:""`
	Text     string `arg:"" help:"Its text in Markdown."`
}

// Run keeps a text as the draft of the next edition.
func (c *reportNewCmd) Run(w *world) error {
	b, err := c.book(w)
	if err != nil {
		return err
	}
	defer b.close()
	src, err := readSmall(c.Text, report.MaxBundle)
	if err != nil {
		return err
	}
	text, err := report.Parse(c.Text, src)
	if err != nil {
		return err
	}
	if !reportName.MatchString(c.Report) {
		return usagef("midterm-2018, for instance", "%q is no name of a report: letters, digits, dots and hyphens", c.Report)
	}
	if err := b.ws.PutDraft(draftText, c.Report, src); err != nil {
		return workspaceError(err)
	}
	w.tellLine(fmt.Sprintf("draft of %s: %d paragraphs, %d findings named; plimsoll report seal %s makes it an edition", c.Report, text.Paragraphs(), len(text.Findings()), c.Report))
	return nil
}

// reportName is what a report may be called.
var reportName = regexp.MustCompile(`^[A-Za-z0-9][A-Za-z0-9.-]{0,60}$`)

// draftText is the kind of draft that holds a report's next text.
const draftText = "report"

type reportSealCmd struct {
	ofReport  `embed:""`
	Title     string         `placeholder:"TITLE" help:"Its title; else that of the edition before."`
	Basis     string         `required:"" placeholder:"TEXT" help:"What the edition rests on, or why there is a new one."`
	Authority string         `required:"" placeholder:"WHO" help:"By whose decision it is sealed."`
	Why       map[int]string `mapsep:"none" placeholder:"N=TEXT" help:"Why paragraph N of the new edition changed; several, each with --why."`
	WhyCut    map[int]string `mapsep:"none" placeholder:"N=TEXT" help:"Why paragraph N of the old edition was cut."`
	Invented  string         `placeholder:"TEXT" help:"Says what in it is made up; each page and bundle carries it."`
}

// Run seals the draft.
func (c *reportSealCmd) Run(w *world) error {
	b, err := c.book(w)
	if err != nil {
		return err
	}
	defer b.close()
	draft, err := b.ws.Draft(draftText, c.Report)
	if errors.Is(err, fs.ErrNotExist) {
		return usagef("plimsoll report new "+c.Report+" TEXT.md takes one in", "there is no draft of %s", c.Report)
	}
	if err != nil {
		return workspaceError(err)
	}
	sealed, err := b.sealEdition(c, draft.Body)
	if err != nil {
		return err
	}
	if err := b.ws.DropDraft(draftText, c.Report); err != nil {
		return workspaceError(err)
	}
	w.tellLine(fmt.Sprintf("edition %d of %q is sealed: entry %d, %d paragraphs", sealed.Edition, sealed.Title, sealed.Entry, sealed.Paragraphs))
	if sealed.Replaces != nil {
		w.tellLine(fmt.Sprintf("it replaces edition %d at entry %d; nothing of that one is gone", sealed.Replaces.Edition, sealed.Replaces.Entry))
	}
	return nil
}

// whys returns the reasons given for changes, by paragraph.
func (c *reportSealCmd) whys() []report.Why {
	var out []report.Why
	for _, part := range []struct {
		from map[int]string
		cut  bool
	}{{c.Why, false}, {c.WhyCut, true}} {
		for n, text := range part.from {
			out = append(out, report.Why{Paragraph: n, Cut: part.cut, Text: text})
		}
	}
	slices.SortFunc(out, func(a, b report.Why) int {
		if a.Cut != b.Cut {
			return map[bool]int{false: -1, true: 1}[a.Cut]
		}
		return a.Paragraph - b.Paragraph
	})
	return out
}

type reportExportCmd struct {
	ofEdition `embed:""`
	Out       string `required:"" placeholder:"FILE" help:"The bundle, NAME.plimsoll.zip."`
}

// Run writes a bundle.
func (c *reportExportCmd) Run(w *world) error {
	b, err := c.book(w)
	if err != nil {
		return err
	}
	defer b.close()
	return b.export(w, c.Report, c.Edition, nil, c.Out)
}

type reportRedactCmd struct {
	ofEdition `embed:""`
	Withhold  map[int]string `mapsep:"none" placeholder:"N=REASON" help:"The paragraphs to leave out, each with the reason that stands in its place."`
	Out       string         `required:"" placeholder:"FILE" help:"The bundle, NAME.plimsoll.zip."`
}

// Run writes a public edition.
func (c *reportRedactCmd) Run(w *world) error {
	b, err := c.book(w)
	if err != nil {
		return err
	}
	defer b.close()
	if err := b.heldBack(w, c.Report, c.Edition, c.Withhold); err != nil {
		return err
	}
	return b.export(w, c.Report, c.Edition, c.Withhold, c.Out)
}

type reportDiffCmd struct {
	ofReport `embed:""`
	From     int    `arg:"" help:"The older edition."`
	To       int    `arg:"" help:"The newer edition."`
	Page     string `name:"report" placeholder:"FILE" help:"Write the redline as a page; it opens without a network."`
	JSON     bool   `help:"Print the difference as JSON."`
}

// Run compares two editions.
func (c *reportDiffCmd) Run(w *world) error {
	b, err := c.book(w)
	if err != nil {
		return err
	}
	defer b.close()
	d, err := b.difference(c.Report, c.From, c.To)
	if err != nil {
		return err
	}
	for _, line := range d.Words() {
		w.tellLine(line)
	}
	if c.Page != "" {
		p, err := b.editionPage(c.Report, c.From, c.To, fmt.Sprintf("plimsoll report diff %s %d %d", c.Report, c.From, c.To))
		if err != nil {
			return err
		}
		if err := writeEditionPage(c.Page, p); err != nil {
			return err
		}
	}
	return printJSON(w, c.JSON, d)
}

type reportCirculateCmd struct {
	ofEdition `embed:""`
	acting    `embed:""`
	To        []string `required:"" placeholder:"PARTY" help:"Whom it was given to; several, each with --to."`
}

// Run puts on record that an edition was given to parties.
func (c *reportCirculateCmd) Run(w *world) error {
	b, err := c.book(w)
	if err != nil {
		return err
	}
	defer b.close()
	on, err := c.on(w)
	if err != nil {
		return err
	}
	for _, party := range c.To {
		n, err := b.do(seal.Circulation, c.Report, func(act seal.Commitment) any {
			return report.CirculationBody{Report: c.Report, Edition: c.Edition, Act: act, Party: party, By: c.By, On: on}
		}, c.Edition)
		if err != nil {
			return err
		}
		w.tellLine(fmt.Sprintf("edition %d went to %s: entry %d", c.Edition, party, n))
	}
	return nil
}

type reportStopCmd struct {
	ofEdition `embed:""`
	acting    `embed:""`
	Reason    string `name:"why" required:"" placeholder:"TEXT" help:"Why."`
}

// Run stops the distribution of an edition.
func (c *reportStopCmd) Run(w *world) error {
	return stopOrRelease(w, seal.Stop, &c.ofEdition, &c.acting, c.Reason)
}

type reportReleaseCmd reportStopCmd

// Run lets the distribution go on.
func (c *reportReleaseCmd) Run(w *world) error {
	return stopOrRelease(w, seal.Release, &c.ofEdition, &c.acting, c.Reason)
}

func stopOrRelease(w *world, kind seal.Kind, e *ofEdition, a *acting, why string) error {
	b, err := e.book(w)
	if err != nil {
		return err
	}
	defer b.close()
	on, err := a.on(w)
	if err != nil {
		return err
	}
	n, err := b.do(kind, e.Report, func(act seal.Commitment) any {
		return report.StopBody{Report: e.Report, Edition: e.Edition, Act: act, By: a.By, Why: why, On: on}
	}, e.Edition)
	if err != nil {
		return err
	}
	done := map[seal.Kind]string{seal.Stop: "stopped", seal.Release: "released"}[kind]
	w.tellLine(fmt.Sprintf("edition %d is %s by %s: entry %d; it stays readable and verifiable", e.Edition, done, a.By, n))
	return nil
}

type reportDissentCmd struct {
	ofReport  `embed:""`
	acting    `embed:""`
	Edition   int    `placeholder:"N" help:"The edition it is about."`
	Paragraph int    `placeholder:"N" help:"The paragraph; without it, the edition as a whole."`
	Kind      string `default:"dissent" enum:"dissent,objection,reservation" help:"dissent (an expert's), objection (a member's) or reservation."`
	Text      string `placeholder:"TEXT" help:"The words."`
	Answer    string `placeholder:"ID" help:"The authors' answer, --text, to a dissent on record."`
	Withdraw  string `placeholder:"ID" help:"Withdraw one's own words; they stay, marked as withdrawn, with why in --text."`
}

// Run puts a word against an edition on record.
func (c *reportDissentCmd) Run(w *world) error {
	b, err := c.book(w)
	if err != nil {
		return err
	}
	defer b.close()
	on, err := c.on(w)
	if err != nil {
		return err
	}
	if c.Text == "" {
		return usagef("--text 'WORDS'", "no words are given")
	}
	body := report.DissentBody{Report: c.Report, Edition: c.Edition, Paragraph: c.Paragraph, Step: report.Lodged, Kind: c.Kind, By: c.By, On: on, Text: c.Text}
	if err := b.fillDissent(&body, c.Answer, c.Withdraw); err != nil {
		return err
	}
	n, err := b.do(seal.Dissent, c.Report, func(seal.Commitment) any { return body }, 0)
	if err != nil {
		return err
	}
	w.tellLine(fmt.Sprintf("%s %s is %s by %s: entry %d; it stays in every edition from the next on", body.Kind, body.ID, body.Step, body.By, n))
	return nil
}

type reportWhoHasCmd struct {
	ofReport `embed:""`
	JSON     bool `help:"Print the register as JSON."`
}

// Run tells who has which edition.
func (c *reportWhoHasCmd) Run(w *world) error {
	r, err := c.registered(w)
	if err != nil {
		return err
	}
	for _, line := range r.Words() {
		w.tellLine(line)
	}
	return printJSON(w, c.JSON, r)
}

type reportLatestCmd struct {
	ofReport `embed:""`
	JSON     bool `help:"Print the edition as JSON."`
}

// Run tells the last edition and where it stands.
func (c *reportLatestCmd) Run(w *world) error {
	r, err := c.registered(w)
	if err != nil {
		return err
	}
	for _, line := range r.LatestWords() {
		w.tellLine(line)
	}
	return printJSON(w, c.JSON, r.Last())
}

type reportCompareCmd struct {
	A   string `arg:"" help:"A bundle."`
	B   string `arg:"" help:"Another bundle of the same report."`
	Key string `required:"" placeholder:"FILE" help:"The sealer's public key."`
}

// Run compares two bundles: each side may hold "the last".
func (c *reportCompareCmd) Run(w *world) error {
	key, err := readPublicKey(c.Key)
	if err != nil {
		return err
	}
	a, err := readSmall(c.A, report.MaxBundle)
	if err != nil {
		return err
	}
	b, err := readSmall(c.B, report.MaxBundle)
	if err != nil {
		return err
	}
	lines, err := report.CompareBundles(c.A, a, c.B, b, key)
	for _, line := range lines {
		w.tellLine(line)
	}
	return err
}

// fillDissent gives a new dissent its ID, or an answer or withdrawal what it answers.
func (b *book) fillDissent(body *report.DissentBody, answer, withdraw string) error {
	id, step := answer, report.Answered
	if withdraw != "" {
		id, step = withdraw, report.Withdrawn
	}
	r, err := b.register(body.Report)
	if err != nil {
		return err
	}
	if id == "" {
		if body.Edition == 0 {
			return usagef("name it with --edition N", "no edition is named")
		}
		body.ID = "D-" + strconv.Itoa(len(r.Dissents)+1)
		return nil
	}
	at := slices.IndexFunc(r.Dissents, func(d report.DissentStep) bool { return d.ID == id })
	if at < 0 {
		var ids []string
		for _, d := range r.Dissents {
			ids = append(ids, d.ID)
		}
		return usagef("on record: "+strings.Join(ids, ", "), "%s is not on record", id)
	}
	was := r.Dissents[at]
	body.ID, body.Step, body.Kind, body.Edition, body.Paragraph = id, step, was.Kind, was.Edition, was.Paragraph
	return nil
}
