package report

import (
	"fmt"

	"github.com/plimsoll-watch/plimsoll/record/seal"
)

// EditionAct returns the commitment of the act that a bundle's edition was sealed by.
func EditionAct(bundle []byte, key seal.PublicKey) (seal.Commitment, error) {
	b, err := ReadBundle(bundle)
	if err != nil {
		return seal.Commitment{}, err
	}
	for _, a := range b.Acts {
		if a.Number == b.Entry {
			act, err := seal.OpenAct(fmt.Sprintf("the act at entry %d", a.Number), a.Bytes, key)
			return act.Commitment(), err
		}
	}
	return seal.Commitment{}, badBundle("the act at entry %d, the edition's, is not in it", b.Entry)
}

// view returns the log that a bundle shows.
func (b *Bundle) view(key seal.PublicKey) (seal.View, error) {
	checkpoint, err := seal.OpenCheckpoint("the log's checkpoint", b.Checkpoint, key)
	if err != nil {
		return seal.View{}, err
	}
	at := 0
	leaves, err := seal.ReadLeaves(b.Size, func(string) ([]byte, error) {
		at++
		return b.Entries[at-1], nil
	})
	if err != nil {
		return seal.View{}, err
	}
	return seal.NewView(checkpoint, leaves)
}

// CompareBundles says of two bundles that somebody calls the last which is later, and
// whether their logs are one log. Each must hold; names name them.
func CompareBundles(nameA string, a []byte, nameB string, b []byte, key seal.PublicKey) ([]string, error) {
	var verdicts [2]Verdict
	var views [2]seal.View
	for i, side := range []struct {
		name string
		b    []byte
	}{{nameA, a}, {nameB, b}} {
		var err error
		if verdicts[i], err = Verify(side.b, key, nil); err != nil {
			return []string{side.name + " does not hold"}, fmt.Errorf("%s: %w", side.name, err)
		}
		bundle, err := ReadBundle(side.b)
		if err != nil {
			return nil, err
		}
		if views[i], err = bundle.view(key); err != nil {
			return nil, err
		}
	}
	va, vb := verdicts[0], verdicts[1]
	out := []string{fmt.Sprintf("%s: %s, entry %d of a log of %d", nameA, va.Sentence, va.Entry, va.Size), fmt.Sprintf("%s: %s, entry %d of a log of %d", nameB, vb.Sentence, vb.Entry, vb.Size)}
	if va.Report != vb.Report {
		return append(out, "they are of two reports"), &seal.NotProved{Part: "the comparison", What: fmt.Sprintf("the bundles are of the reports %q and %q", va.Report, vb.Report)}
	}
	if err := seal.Compare(views[0], views[1]); err != nil {
		return append(out, "their logs are not one log"), err
	}
	out = append(out, "their logs are one log: one only grew from the other")
	return append(out, laterOf(va, vb)...), nil
}

// laterOf says which of two bundles of one log is the later edition.
func laterOf(a, b Verdict) []string {
	switch {
	case a.Edition == b.Edition && len(a.Withheld) == len(b.Withheld):
		return []string{"both are the same edition"}
	case a.Edition == b.Edition:
		return []string{"both are the same edition, with other passages withheld"}
	case a.Edition > b.Edition:
		a, b = b, a
	}
	return []string{
		fmt.Sprintf("edition %d was sealed after edition %d: entry %d after entry %d", b.Edition, a.Edition, b.Entry, a.Entry),
		"which of the two may go forward is not a question of bytes: see who stopped and released what, plimsoll report latest",
	}
}

// LatestWords tells the last edition on record, where it stands, and in what sense it is
// the last.
func (r *Register) LatestWords() []string {
	last := r.Last()
	if last == nil {
		return []string{"no edition of " + r.Report + " is on record"}
	}
	out := last.words()
	switch last.State {
	case StoppedState:
		out = append(out, fmt.Sprintf("edition %d is the last that was sealed, and it is stopped", last.Edition))
		if given := r.lastGiven(last.Edition); given > 0 {
			out = append(out, fmt.Sprintf("edition %d is the last before it that was given out: each side can hold a last one", given))
		}
	case SealedState:
		out = append(out, "it was given to nobody on record")
	default:
		out = append(out, fmt.Sprintf("edition %d is the last that was sealed, and is in circulation", last.Edition))
	}
	return append(out, "last in this log; another log could not be seen from here")
}

// lastGiven returns the last edition before one that was circulated; 0 when none was.
func (r *Register) lastGiven(before int) int {
	for n := before - 1; n > 0; n-- {
		if e := r.Edition(n); e != nil && e.State != SealedState {
			return n
		}
	}
	return 0
}
