// Package finding is a claim with its evidence and every voice against it, as values
// and rules. It touches no disk and no clock; whoever calls says the day.
//
// # Definition
//
// A [Finding] is our claim in one sentence, with: what it was drafted from (a line of an
// event, by its SHA-256, or an estimate on file); the measures the act could touch, each
// element met, not met or unknown; the subjects, each with its role and with what its
// identity rests on; the evidence; what else it is consistent with; circumstances that
// decide nothing; what was not checked; what reviewers said; dissents, replies and the
// steps from draft to where it stands. [FromEvent] and [FromEstimate] draft one. Drafted
// words are "possible", "undecided" and "consistent with", and never a conclusion.
//
// # Confidence
//
// Confidence is computed and never typed. Each piece of evidence has an origin group
// ([Origin]); two pieces that rest on one origin count once. An origin not known may be
// any of the others and adds none to them; a piece that nobody read in its source
// (recalled, unverified) counts for nothing.
//
//	none       nothing counts
//	low        one origin, or only origins not known
//	moderate   two independent origins
//	high       two, and a document or an image among what counts that identifies both hulls
//
// Origins are compared without regard to case and blanks. Everything that AIS shows is
// the ships' own broadcast: the line of an event and the files it was computed from are
// one origin. [Finding.Explain] shows the arithmetic.
//
// # Voices
//
// A [Dissent] is a party's word against a finding: a dissent (an expert's), an objection
// (a member's) or a reservation. It is never removed: nothing in this package takes one
// out, and [Dropped] finds one that vanished or was altered between two states. Whoever
// spoke may withdraw it; it then stays, with who withdrew it, when and why. Only when the
// withdrawal itself is marked do-not-reveal are the words taken out, and the tombstone
// says so. No hash of them is kept: a few words can be guessed from their hash. Answers of
// the authors stay beside it. Voices are taken in every state, a withdrawn finding too.
//
// A [Reply] says who was asked, when, by when, and what came: "none as of" a day, or the
// words, which we did not check, and whether they came late. [Finding.Silent] names the
// ships without a reply on record.
//
// # States
//
//	draft         to under review
//	under review  to agreed or contested, by a review; back to draft
//	agreed        to contested, by a review or an objection; to under review
//	contested     to under review
//	any           to withdrawn, which is final and stays readable
//
// A finding with an open objection cannot stand as agreed: an objection to an agreed one
// makes it contested, and so does a review that agrees while one is open. Withdrawing the
// objection does not make it agreed; a review does.
//
// "Suspected" is a word of a named reviewer, of a ship named, in a [Review]. No claim may
// hold it. What a reviewer said last is what stands.
//
// # Handling
//
// Who may see a finding, a piece of evidence or a dissent, and under what name
// ([Handling]); what says nothing follows the finding, and the stricter of both holds.
// [Finding.Public] is the public view. What is withheld leaves a line that says so and
// why. Of a piece attributable to "a Member State" no origin and no hash is shown, so it
// adds no origin there: confidence of a public view is computed from what it shows and is
// never above that of the whole. No member or reviewer is searched for by meaning:
// Public lists where a name withheld still stands, spelled the same, and a person looks.
//
// # Encoding
//
// One line of JSON without a line feed: keys in the order of the fields of [Finding],
// absent when there is nothing to say, no HTML escaping. At most [MaxBytes]. [Decode]
// refuses every other way to write the same, so that what was read encodes to the same
// bytes (see FuzzDecode). No text has control characters, line breaks or marks that turn
// its direction.
//
// # Limits
//
//   - Names are compared as written. Whether a reviewer exists, or an origin is what it
//     says, is not known here.
//   - One review that agrees makes a finding agreed: the program counts no votes.
//   - Two AIS feeds are two receivers and one broadcast: who adds the second names the
//     origin of the first. The program cannot tell.
//   - The origin drafted for an estimate is its reporter, or whom the reporter cites, as the
//     table spells it; one State under two names is two until somebody names it alike.
//   - Whoever has the line of an event can compute the ID that a draft of it would have.
//   - Replies have no handling of their own: a party knows that its words are told.
//   - Words taken out of a tombstone stand in acts sealed before; those cannot be undone.
//   - An estimate names no hull, so that its confidence is never high.
//   - Every dissent is shown whatever day is asked for; the day decides on replies alone.
package finding

// Schema names the shape of a [Finding].
const Schema = "plimsoll.finding/1"

// MaxBytes is the most a finding may have encoded, so that it fits in a sealed act.
const MaxBytes = 900_000
