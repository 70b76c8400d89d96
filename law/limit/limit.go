// Package limit holds the limits the Council set on deliveries, what was notified
// under them, what was estimated beside them, and what of the published figures
// does not agree. Its method is limit/1.
//
// # Definitions
//
// A [Cap] is a maximum for one product in one period, in one unit or in two with a
// rule between them ("or", "whichever is lower"). The period is fixed, a calendar
// year, twelve months from an anniversary, or any twelve months; a cap may be
// replaced before it begins, and one may bind each supplier to its own past.
//
// A [Notification] is what one or all suppliers reported, as the Committee's page
// or the press printed it: a month or a total. Every later state is a row of its
// own and stays. An [Estimate] is what somebody else says was delivered. The two
// ledgers are never added: a [Volume] of the one does not add to a Volume of the
// other, by type (see TestLedgersDoNotAdd).
//
// "Notified by then" is the latest published cumulative total of all suppliers
// known by a day: of the totals that count from the first day of the period and
// were known by then, the one that reaches furthest (in months of suppliers), of
// these the one that became known last. Months, earlier totals and what each
// supplier reported stand below it; where they do not agree, that is a
// [Contradiction]. A total that its source rounded is called so.
//
// A [Factor] turns tonnes of a product into barrels. Those of limit/1 are admitted
// when they were read in a source or derived from a published pair: 7.5, 7.9, 7.98
// and 8.33. They give every figure its range. The others are shown on request,
// marked, and set no bound. Barrels that a source printed stand as printed, and
// hang on no factor of ours.
//
// # Limits
//
//   - The factors belong to the method, not to a day: most of the pairs they rest
//     on were published after 2018, and they are used for every day.
//   - Whether deliveries that nobody notified count towards paragraph 5 of
//     resolution 2397 (2017) is disputed. The program does not decide it.
//   - No probability is given for an estimate: nobody has a defensible one for how
//     full the ships were. A port call is not a delivery.
//   - What is left under a cap on notified amounts is not leave to deliver it.
//   - A blank month is not a zero. The Committee's tables are known through the
//     press alone; no source read says whether any notice was ever sent.
//   - That a notification is late when it comes more than 30 days after the end of
//     its month is our reading of "every thirty days".
//   - Notes on rows are today's view: they are shown only with Known not set.
//   - Rows recalled or unverified are shown with that mark and decide nothing.
//   - Contradictions are found by comparing rows (see [Tables.Contradictions]); the
//     one called uneven is a doubt and no proof.
//
// # Usage
//
// [Read] reads the tables from an [io/fs.FS]; [Tables.Status] answers a [Question].
// Both clocks of [day.AsOf] hold throughout: nothing that became known after
// Known is used, and rows added later change no earlier answer (see
// TestLaterRowsChangeNothing).
package limit

// Method is the name and version of the rules above; Schema that of [Status] as JSON.
const (
	Method = "limit/1"
	Schema = "plimsoll.limit/1"
)

// Error is a question that cannot be answered as asked, and what to ask instead.
type Error struct {
	Problem string
	Hint    string
}

// Error returns the problem; the hint stands apart.
func (e *Error) Error() string { return e.Problem }
