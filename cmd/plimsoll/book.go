package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"strconv"
	"strings"

	"github.com/plimsoll-watch/plimsoll/record/finding"
	"github.com/plimsoll-watch/plimsoll/record/report"
	"github.com/plimsoll-watch/plimsoll/record/seal"
	"github.com/plimsoll-watch/plimsoll/workspace"
)

// book is a workspace with the acts of reports and findings in it.
type book struct {
	ws     *workspace.Dir
	ctx    context.Context
	random io.Reader
}

// book opens the workspace that is meant.
func (i *inWorkspace) book(w *world) (*book, error) {
	d, err := i.open(w)
	if err != nil {
		return nil, err
	}
	return &book{d, w.ctx, w.random}, nil
}

// close closes the workspace; what was sealed needs no closing.
func (b *book) close() { _ = b.ws.Close() }

// acts returns the acts of a report, and the key's.
func (b *book) acts(name string) ([]seal.Entry, error) {
	entries, err := b.ws.Acts(workspace.Filter{Subject: "report", Value: name})
	if err != nil {
		return nil, workspaceError(err)
	}
	first, err := b.ws.Entry(1)
	if err != nil {
		return nil, workspaceError(err)
	}
	return append([]seal.Entry{first}, entries...), nil
}

// register returns the register of a report.
func (b *book) register(name string) (report.Register, error) {
	entries, err := b.acts(name)
	if err != nil {
		return report.Register{}, err
	}
	r, err := report.NewRegister(name, entries)
	return r, err
}

// size returns how many entries the log has.
func (b *book) size() (int64, error) {
	v, err := b.ws.View()
	return v.Checkpoint.Size, workspaceError(err)
}

// do seals an act of a report when it follows from those on record, and returns its
// number. The body is told the commitment of the edition it is about.
func (b *book) do(kind seal.Kind, name string, body func(seal.Commitment) any, edition int) (int64, error) {
	size, err := b.size()
	if err != nil {
		return 0, err
	}
	r, err := b.register(name)
	if err != nil {
		return 0, err
	}
	var act seal.Commitment
	if edition != 0 {
		s := r.Edition(edition)
		if s == nil {
			return 0, usagef("plimsoll report latest "+name+" tells the last", "edition %d of %s is not on record", edition, name)
		}
		act = s.Commitment
	}
	line, err := report.Encode(body(act))
	if err != nil {
		return 0, err
	}
	if err := r.Add(seal.Entry{Number: size + 1, Act: seal.Act{Kind: kind, Body: line}}); err != nil {
		return 0, notNow(err)
	}
	entries, err := b.ws.AppendAt(b.ctx, size, workspace.Unsealed{Kind: kind, Body: line})
	if err != nil {
		return 0, workspaceError(err)
	}
	return entries[0].Number, nil
}

// notNow says of an act that does not follow from those on record what is in its way.
func notNow(err error) error {
	var not *seal.NotProved
	if errors.As(err, &not) {
		return usageError{hinted{errors.New(not.What), not.Hint}}
	}
	return err
}

// openingHeader begins the object that holds an edition's salts and text.
const openingHeader = "plimsoll.opening/1 "

func packOpening(o report.Opened) []byte {
	text, salts := o.Encode()
	return append(append(fmt.Appendf(nil, "%s%d\n", openingHeader, len(salts)), salts...), text...)
}

// opened returns the text of a sealed edition, checked against its root.
func (b *book) opened(s *report.Sealed) (report.Opened, error) {
	raw, err := b.ws.Object(s.Opening)
	if err != nil {
		return report.Opened{}, workspaceError(err)
	}
	part := fmt.Sprintf("the text of edition %d", s.Edition)
	first, rest, _ := bytes.Cut(raw, []byte("\n"))
	length, ok := strings.CutPrefix(string(first), openingHeader)
	n, err := strconv.Atoi(length)
	if !ok || err != nil || n < 0 || n > len(rest) {
		return report.Opened{}, &seal.Malformed{Part: part, What: "its object is not the text of an edition"}
	}
	o, err := report.DecodeOpened(rest[n:], rest[:n])
	if err != nil {
		return o, err
	}
	if o.Root().String() != s.Root {
		return o, &seal.NotProved{Part: part, What: "it is not the one that was sealed"}
	}
	return o, nil
}

// sealEdition seals a text as the next edition.
func (b *book) sealEdition(c *reportSealCmd, src []byte) (*report.Sealed, error) {
	size, err := b.size()
	if err != nil {
		return nil, err
	}
	r, err := b.register(c.Report)
	if err != nil {
		return nil, err
	}
	text, err := report.Parse("the draft", src)
	if err != nil {
		return nil, err
	}
	o, err := b.compose(text, &r)
	if err != nil {
		return nil, err
	}
	opening, err := putObject(b.ctx, b.ws, packOpening(o))
	if err != nil {
		return nil, err
	}
	body := report.EditionBody{
		Report: c.Report, Edition: len(r.Editions) + 1, Title: c.Title, Basis: c.Basis, Authority: c.Authority,
		Parts: len(o.Parts), Paragraphs: text.Paragraphs(), Root: o.Root().String(), Opening: opening, Findings: text.Findings(), Whys: c.whys(), Invented: c.Invented,
	}
	if last := r.Last(); last != nil {
		body.Replaces = &report.Ref{Edition: last.Edition, Entry: last.Entry, Commitment: last.Commitment}
		if body.Title == "" {
			body.Title = last.Title
		}
		if body.Invented == "" {
			body.Invented = last.Invented
		}
	}
	if body.Title == "" {
		return nil, usagef("--title 'TITLE'", "the first edition needs a title")
	}
	line, err := report.Encode(body)
	if err != nil {
		return nil, err
	}
	if _, err := b.ws.AppendAt(b.ctx, size, workspace.Unsealed{Kind: seal.Edition, Body: line}); err != nil {
		return nil, workspaceError(err)
	}
	if r, err = b.register(c.Report); err != nil {
		return nil, err
	}
	return r.Last(), nil
}

// compose puts the words on record under the paragraphs of a text, and gives each part a
// salt.
func (b *book) compose(text report.Text, r *report.Register) (report.Opened, error) {
	frames, err := b.frames(text, r)
	if err != nil {
		return report.Opened{}, err
	}
	var before []report.Text // the editions so far
	for i := range r.Editions {
		o, err := b.opened(&r.Editions[i])
		if err != nil {
			return report.Opened{}, err
		}
		before = append(before, o.Text())
	}
	var previous *report.Text
	if n := len(before); n > 0 {
		previous, before = &before[n-1], before[:n-1]
	}
	whole, err := report.Compose(text, previous, len(r.Editions), frames, before...)
	if err != nil {
		return report.Opened{}, err
	}
	salts := make([]seal.Salt, len(whole.Blocks))
	for i := range salts {
		if salts[i], err = seal.NewSalt(b.random); err != nil {
			return report.Opened{}, err
		}
	}
	return report.Open(whole, salts)
}

// frames returns the words that are on record against a report, and against and for the
// findings that a text names, or named before.
func (b *book) frames(text report.Text, r *report.Register) ([]report.Frame, error) {
	var out []report.Frame
	for _, d := range r.Dissents {
		about := fmt.Sprintf("edition %d", d.Edition)
		if d.Paragraph > 0 {
			about = fmt.Sprintf("paragraph %d of edition %d", d.Paragraph, d.Edition)
		}
		out = append(out, report.Frame{ID: d.ID, Kind: d.Kind, By: d.By, On: d.On, About: about, Text: d.Text, Answer: d.Answer, WithdrawnBy: d.WithdrawnBy, WithdrawnOn: d.WithdrawnOn, WithdrawnWhy: d.Whynot})
	}
	named := text.Findings()
	for i := range r.Editions {
		named = append(named, r.Editions[i].Findings...)
	}
	seen := map[string]bool{}
	for _, id := range named {
		if seen[id] {
			continue
		}
		seen[id] = true
		f, err := b.sealedFinding(id)
		if err != nil {
			return nil, err
		}
		if f.State == finding.Withdrawn && contains(text.Findings(), id) {
			return nil, refusedf("take the line out of the text; earlier editions keep it", "finding %s was withdrawn", id)
		}
		out = append(out, findingFrames(f)...)
	}
	return out, nil
}

func contains(all []string, s string) bool {
	for _, a := range all {
		if a == s {
			return true
		}
	}
	return false
}

// findingFrames are the words against and for a finding.
func findingFrames(f *finding.Finding) []report.Frame {
	hex := strings.TrimPrefix(f.ID, "F-")
	var out []report.Frame
	for _, d := range f.Dissents {
		frame := report.Frame{ID: "D-" + hex + "-" + strings.ToLower(d.ID), Kind: string(d.Kind), By: d.By, On: d.On, About: f.ID, Text: d.Text}
		switch d.Handling { // an edition goes to the committee; what may not be told there is not
		case finding.MemberState:
			frame.By = finding.MemberStateWords
		case finding.DoNotReveal:
			frame.By, frame.Text = "somebody who is not to be named", "words that are not to be revealed"
		}
		for _, a := range d.Answers {
			frame.Answer = strings.TrimSpace(frame.Answer + " " + a.Text)
		}
		if d.Withdrawn != nil {
			frame.WithdrawnBy, frame.WithdrawnOn, frame.WithdrawnWhy = frame.By, d.Withdrawn.On, d.Withdrawn.Why
		}
		out = append(out, frame)
	}
	for _, r := range f.Replies {
		out = append(out, report.Frame{ID: "R-" + hex + "-" + strings.ToLower(r.ID), Kind: "reply", By: r.Party, About: f.ID, Asked: r.Asked, Due: r.Due, Received: r.Received, Text: r.Text})
	}
	return out
}

// export writes an edition as a bundle, less the paragraphs withheld.
func (b *book) export(w *world, name string, edition int, withhold map[int]string, out string) error {
	zipped, s, size, err := b.bundle(name, edition, withhold)
	if err != nil {
		return err
	}
	if err := writeFile(out, func(f io.Writer) error { _, err := f.Write(zipped); return err }); err != nil {
		return err
	}
	less := ""
	if len(withhold) > 0 {
		less = fmt.Sprintf(", less %d marked", len(withhold))
	}
	w.tellLine(fmt.Sprintf("%s: edition %d of %q%s, entry %d of a log of %d, %d bytes", out, edition, s.Title, less, s.Entry, size, len(zipped)))
	return nil
}

// bundle returns an edition as a bundle, less the paragraphs withheld, and the size of the
// log it is of.
func (b *book) bundle(name string, edition int, withhold map[int]string) (zipped []byte, s *report.Sealed, size int64, err error) {
	r, err := b.register(name)
	if err != nil {
		return nil, nil, 0, err
	}
	if s = r.Edition(edition); s == nil {
		return nil, nil, 0, usagef("plimsoll report latest "+name+" tells the last", "edition %d of %s is not on record", edition, name)
	}
	o, err := b.opened(s)
	if err != nil {
		return nil, nil, 0, err
	}
	if len(withhold) > 0 {
		if o, err = o.Redact(withhold); err != nil {
			return nil, nil, 0, err
		}
	}
	acts, err := b.acts(name)
	if err != nil {
		return nil, nil, 0, err
	}
	if size, err = b.size(); err != nil {
		return nil, nil, 0, err
	}
	made, err := report.NewBundle(s.Entry, o, acts, size, logFile(b.ws))
	if err != nil {
		return nil, nil, 0, err
	}
	zipped, err = made.Bytes()
	return zipped, s, size, err
}

// heldBack says why a public edition is held back: it shows a paragraph on a finding that
// names a ship without a reply on record.
func (b *book) heldBack(w *world, name string, edition int, withhold map[int]string) error {
	r, err := b.register(name)
	if err != nil {
		return err
	}
	s := r.Edition(edition)
	if s == nil {
		return nil // export says so
	}
	o, err := b.opened(s)
	if err != nil {
		return err
	}
	today, err := actDay(w, "on", "")
	if err != nil {
		return err
	}
	for _, block := range o.Text().Blocks {
		if _, ok := withhold[block.Number]; ok || block.Kind != report.ParagraphBlock {
			continue
		}
		for _, id := range block.Findings {
			f, err := b.sealedFinding(id)
			if err != nil {
				return err
			}
			if silent := f.Silent(today.Last()); len(silent) > 0 {
				return hinted{heldError{fmt.Sprintf("held back: paragraph %d names %s without a reply on record: %s", block.Number, silent[0].Ship.Called(), silent[0].Why)},
					fmt.Sprintf("withhold it, --withhold '%d=REASON', or put the reply on record first; nothing was written", block.Number)}
			}
		}
	}
	return nil
}

// difference compares two sealed editions.
func (b *book) difference(name string, from, to int) (report.Difference, error) {
	r, err := b.register(name)
	if err != nil {
		return report.Difference{}, err
	}
	var texts [2]report.Text
	for i, n := range []int{from, to} {
		s := r.Edition(n)
		if s == nil {
			return report.Difference{}, usagef("plimsoll report latest "+name+" tells the last", "edition %d of %s is not on record", n, name)
		}
		o, err := b.opened(s)
		if err != nil {
			return report.Difference{}, err
		}
		texts[i] = o.Text()
	}
	return report.Compare(texts[0], texts[1]), nil
}

// findingBody is what an act on a finding says: the whole of it, as it stands after.
type findingBody struct {
	Finding string          `json:"finding"`
	Version int             `json:"version"`
	Content json.RawMessage `json:"content"`
}

// sealedFinding returns a finding as it was last sealed.
func (b *book) sealedFinding(id string) (*finding.Finding, error) {
	f, _, err := b.lastSealed(id)
	if err == nil && f == nil {
		return nil, refusedf("plimsoll finding review "+id+" --submit seals a draft", "no finding %s is sealed", id)
	}
	return f, err
}

// lastSealed returns the last version of a finding and its number; nil when there is none.
func (b *book) lastSealed(id string) (*finding.Finding, int, error) {
	entries, err := b.ws.Acts(workspace.Filter{Subject: "finding", Value: id})
	if err != nil {
		return nil, 0, workspaceError(err)
	}
	for i := len(entries) - 1; i >= 0; i-- {
		var body findingBody
		if err := json.Unmarshal(entries[i].Act.Body, &body); err != nil || len(body.Content) == 0 {
			continue // an act of a report that names it
		}
		f, err := finding.Decode(body.Content)
		return &f, body.Version, err
	}
	return nil, 0, nil
}

// draftFinding is the kind of draft that holds a finding.
const draftFinding = "finding"

// current returns a finding as it stands: sealed, or a draft.
func (b *book) current(id string) (f *finding.Finding, version int, err error) {
	if f, version, err = b.lastSealed(id); f != nil || err != nil {
		return f, version, err
	}
	d, err := b.ws.Draft(draftFinding, id)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, 0, usagef("plimsoll finding draft EVENTS.ndjson --event ID makes one", "there is no finding %s", id)
	}
	if err != nil {
		return nil, 0, workspaceError(err)
	}
	read, err := finding.Decode(d.Body)
	return &read, 0, err
}

// sealFinding seals what was done to a finding. One that was a draft is sealed as it was
// first, unless this act is its first.
func (b *book) sealFinding(kind seal.Kind, before *finding.Finding, after finding.Finding, version int) (int64, error) {
	size, err := b.size()
	if err != nil {
		return 0, err
	}
	if gone := finding.Dropped(*before, after); len(gone) > 0 {
		return 0, fmt.Errorf("seal finding %s: the %s %s would be gone", after.ID, gone[0].Kind, gone[0].ID)
	}
	var acts []workspace.Unsealed
	versions := []*finding.Finding{&after}
	if version == 0 && kind != seal.Finding {
		versions = []*finding.Finding{before, &after}
	}
	for i, f := range versions {
		content, err := f.Encode()
		if err != nil {
			return 0, err
		}
		line, err := report.Encode(findingBody{f.ID, version + i + 1, content})
		if err != nil {
			return 0, err
		}
		k := kind
		if i+1 < len(versions) {
			k = seal.Finding
		}
		acts = append(acts, workspace.Unsealed{Kind: k, Body: line})
	}
	entries, err := b.ws.AppendAt(b.ctx, size, acts...)
	if err != nil {
		return 0, workspaceError(err)
	}
	if version == 0 {
		if err := b.ws.DropDraft(draftFinding, after.ID); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return 0, workspaceError(err)
		}
	}
	return entries[len(entries)-1].Number, nil
}
