package main

import (
	"fmt"
	"io"
	"strings"

	"github.com/plimsoll-watch/plimsoll/base/day"
	"github.com/plimsoll-watch/plimsoll/facts"
	"github.com/plimsoll-watch/plimsoll/law/council"
	"github.com/plimsoll-watch/plimsoll/public/page"
	"github.com/plimsoll-watch/plimsoll/record/finding"
	"github.com/plimsoll-watch/plimsoll/record/report"
	"github.com/plimsoll-watch/plimsoll/web"
)

// assets are the style of pages without a script.
func assets() page.Assets { return page.Assets{CSS: web.ReportCSS()} }

// writeVerdictPage writes what a bundle was found to be.
func writeVerdictPage(name string, verdicts []report.Verdict, commands []string) error {
	invented := ""
	for i := range verdicts {
		if invented == "" {
			invented = verdicts[i].Invented
		}
	}
	return writeFile(name, func(out io.Writer) error {
		return page.WriteVerdict(out, &page.VerdictPage{Verdicts: verdicts, Commands: commands, Invented: invented}, assets())
	})
}

// editionPage is the redline of two editions, with what is proved of the newer one, who
// has which, and what is on record of the real dispute.
func (b *book) editionPage(name string, from, to int, command string) (*page.EditionPage, error) {
	r, err := b.register(name)
	if err != nil {
		return nil, err
	}
	d, err := b.difference(name, from, to)
	if err != nil {
		return nil, err
	}
	older, newer := r.Edition(from), r.Edition(to)
	o, err := b.opened(newer)
	if err != nil {
		return nil, err
	}
	p := &page.EditionPage{
		Report: name, Title: newer.Title, From: *older, To: *newer, Changes: pageChanges(&d, o.Text(), from), Removed: len(d.Removed),
		Register: r, Invented: newer.Invented, Command: command,
	}
	zipped, _, _, err := b.bundle(name, to, nil)
	if err != nil {
		return nil, err
	}
	verdict, err := report.Verify(zipped, b.ws.Key(), nil)
	if err != nil {
		return nil, err
	}
	p.Verdict, p.VerifyCommand = &verdict, fmt.Sprintf("plimsoll verify BUNDLE --key %s.pub --since CHECKPOINT", verdict.Key)
	if newer.Invented != "" {
		if p.Dispute, err = recordedDispute(); err != nil {
			return nil, err
		}
	}
	return p, nil
}

func writeEditionPage(name string, p *page.EditionPage) error {
	return writeFile(name, func(out io.Writer) error { return page.WriteEdition(out, p, assets()) })
}

// pageChanges are the changes of a difference as a page shows them, with the words that
// stand under each paragraph of the new text.
func pageChanges(d *report.Difference, text report.Text, from int) []page.Change {
	kept := map[string]bool{}
	for _, f := range d.Kept {
		kept[f.ID] = true
	}
	under := map[int][]page.Word{}
	for _, b := range text.Blocks {
		if b.Frame != nil {
			since := 0
			if kept[b.Frame.ID] {
				since = from
			}
			under[b.Number] = append(under[b.Number], pageWord(b.Frame, since))
		}
	}
	var out []page.Change
	heads := d.Headings
	for i, c := range d.Changes {
		for ; len(heads) > 0 && heads[0].Before <= i; heads = heads[1:] {
			out = append(out, pageHeading(heads[0]))
		}
		change := page.Change{Kind: page.ChangeKind(c.Kind), Number: c.New, Was: c.Old, Moved: c.Moved, Note: figuresNote(c.Gone, c.Come)}
		for _, w := range c.Words {
			change.Wording = append(change.Wording, page.Wording{Text: w.Text, Ins: w.Op == report.Inserted, Del: w.Op == report.Deleted})
		}
		if c.New > 0 {
			change.Words = under[c.New]
		}
		out = append(out, change)
	}
	for _, h := range heads {
		out = append(out, pageHeading(h))
	}
	if n := len(out); n > 0 && out[n-1].Heading && len(under[0]) > 0 {
		out[n-1].Words = under[0] // that stand at the end, under a heading of their own
	}
	return out
}

func pageHeading(h report.Change) page.Change {
	change := page.Change{Kind: page.ChangeKind(h.Kind), Heading: true, Moved: h.Moved}
	for _, w := range h.Words {
		change.Wording = append(change.Wording, page.Wording{Text: strings.TrimLeft(w.Text, "# "), Ins: w.Op == report.Inserted, Del: w.Op == report.Deleted})
	}
	return change
}

// figuresNote says that figures changed, when they did in a paragraph that stayed.
func figuresNote(gone, come []string) string {
	if len(gone) == 0 || len(come) == 0 {
		return ""
	}
	return "figures changed: " + strings.Join(gone, ", ") + " became " + strings.Join(come, ", ")
}

func pageWord(f *report.Frame, since int) page.Word {
	w := page.Word{Kind: f.Kind, By: f.By, On: f.On, Since: since, Text: f.Text, Answer: f.Answer, WithdrawnBy: f.WithdrawnBy, WithdrawnOn: f.WithdrawnOn, Why: f.WithdrawnWhy, Asked: f.Asked, Due: f.Due}
	if f.Kind == "reply" {
		w.On = f.Received
	}
	return w
}

// midterm is the text whose dispute is on record.
const midterm = "2018 Panel midterm"

// recordedDispute is what is on record of the dispute of 2018, as of the eve of the
// meeting: attributed, sourced, and none of it invented.
func recordedDispute() ([]page.Statement, error) {
	l, err := council.Load(facts.FS())
	if err != nil {
		return nil, lawError(err)
	}
	d, err := day.Parse(eve)
	if err != nil {
		return nil, err
	}
	var out []page.Statement
	for _, v := range l.ReportVersions(midterm, day.AsOfDay(d.Last())) {
		out = append(out, v.Line())
	}
	return out, nil
}

// writeFindingPage writes a finding as a page.
func (b *book) writeFindingPage(name string, f *finding.Finding, at day.Date, command string) error {
	p := findingPage(f, at, command)
	return writeFile(name, func(out io.Writer) error { return page.WriteFinding(out, p, assets()) })
}

func findingPage(f *finding.Finding, at day.Date, command string) *page.FindingPage {
	p := &page.FindingPage{
		ID: f.ID, Claim: f.Claim, State: string(f.State), NotChecked: f.NotChecked, Handling: handlingWords(f.Handling), AsOf: at, Invented: f.Invented, Command: command,
		Confidence: pageConfidence(f),
	}
	for _, s := range f.Steps {
		p.Steps = append(p.Steps, page.FindingStep{State: string(s.State), By: s.By, On: s.On, Why: s.Why})
	}
	if s := f.Suspicions(); len(s) > 0 {
		p.Suspected = s[0].By
	}
	for _, m := range f.Measures {
		pm := page.FindingMeasure{Name: m.Name}
		for _, e := range m.Elements {
			pm.Elements = append(pm.Elements, page.Element{Text: e.Text, Met: e.Met, Basis: e.Why})
		}
		p.Measures = append(p.Measures, pm)
	}
	for _, s := range f.Subjects {
		p.Subjects = append(p.Subjects, pageSubject(s))
	}
	for _, e := range f.Evidence {
		p.Evidence = append(p.Evidence, page.Evidence{What: e.What, SHA256: e.SHA256, Origin: string(e.Origin), Handling: string(e.Handling), Place: e.Source})
	}
	for _, a := range f.Alternatives {
		p.Alternatives = append(p.Alternatives, page.Alternative{What: alternativeWords(a), Result: verdictWords(a.Verdict), Note: testsNote(a.Tests)})
	}
	for _, fr := range findingFrames(f) {
		w := pageWord(&fr, 0)
		if fr.Kind == "reply" && fr.Received.IsZero() {
			w.AsOf = at
		}
		p.Words = append(p.Words, w)
	}
	return p
}

// alternativeWords names an explanation as the event report does.
func alternativeWords(a finding.Alternative) string {
	what := strings.ReplaceAll(a.What, "-", " ")
	if a.What == "sts-transfer" {
		what = "transfer"
	}
	if a.Cargo != "" {
		what += ", " + a.Cargo + " cargo"
	}
	return what
}

func verdictWords(verdict string) string {
	switch verdict {
	case "met":
		return "every test met"
	case "not-met":
		return "a test not met"
	}
	return "cannot be told"
}

// conflictWords says what a conflict of an identity is.
func conflictWords(conflict string) string {
	if conflict == "imo-check-digit" {
		return "the IMO number fails its check digit"
	}
	return conflict
}

// handlingWords says who may see a finding.
func handlingWords(h finding.Handling) string {
	switch h {
	case finding.Public:
		return "public"
	case finding.MemberState:
		return "attributable as " + finding.MemberStateWords
	case finding.DoNotReveal:
		return "not to be revealed"
	}
	return "for the committee alone"
}

// testsNote names the tests that did not come out as met.
func testsNote(tests []finding.Test) string {
	var out []string
	for _, t := range tests {
		if t.Met != "yes" {
			out = append(out, map[string]string{"no": "not met", "unknown": "unknown"}[t.Met]+": "+t.Text)
		}
	}
	return strings.Join(out, "; ")
}

func pageSubject(s finding.Subject) page.Subject {
	identity := string(s.Basis)
	if s.Messages > 0 {
		identity += fmt.Sprintf(", in %d messages", s.Messages)
	}
	if s.IMO != "" {
		identity += "; broadcasts IMO " + s.IMO + "; hull not confirmed"
	}
	var notes []string
	for _, c := range s.Conflicts {
		notes = append(notes, conflictWords(c))
	}
	for _, l := range s.Listed {
		notes = append(notes, fmt.Sprintf("list %s, %s", l.List, l.Ref))
	}
	return page.Subject{Name: s.Called(), Role: s.Role, Identity: identity, Note: strings.Join(notes, "; ")}
}

func pageConfidence(f *finding.Finding) page.Confidence {
	basis := f.Basis()
	c := page.Confidence{Level: string(f.Confidence()), Rule: f.Why()}
	for _, g := range basis.Groups {
		group := page.OriginGroup{Name: string(g.Origin)}
		for _, e := range g.Evidence {
			group.Items = append(group.Items, e.What)
		}
		c.Origins = append(c.Origins, group)
	}
	if len(basis.Both) > 0 {
		c.Hulls = basis.Both[0].What
	}
	return c
}
