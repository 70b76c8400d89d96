package brief

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/plimsoll-watch/plimsoll/base/day"
	"github.com/plimsoll-watch/plimsoll/law/council"
)

// Scheme is the scheme of a citation.
const Scheme = "plimsoll:"

// Kind is what a citation leads to.
type Kind string

// Kinds.
const (
	ToLimit      Kind = "limit"
	ToDocument   Kind = "document"
	ToMeeting    Kind = "meeting"
	ToPresident  Kind = "president"
	ToPosition   Kind = "position"
	ToCommitment Kind = "commitment"
	ToTalk       Kind = "talk"
	ToAction     Kind = "action"
	ToVersion    Kind = "version"
	ToDuty       Kind = "duty"
	ToEvent      Kind = "event"
	ToFinding    Kind = "finding"
	ToReport     Kind = "report"
)

// rowKinds lead to one row of a table by its id.
func rowKinds() []Kind {
	return []Kind{ToPosition, ToCommitment, ToTalk, ToAction, ToVersion, ToDuty, ToEvent, ToFinding}
}

// Citation is one typed reference into the record.
type Citation struct {
	Kind     Kind
	Ref      string  // dprk/refined, S/PV.8363, an id
	AsOf     day.Day // the zero Day: as of the day of the brief
	Fragment string  // the part meant; "" for all of it
}

// CitationError says why something is no citation.
type CitationError struct{ Cited, Problem, hint string }

// Error returns what is wrong; the hint stands apart.
func (e *CitationError) Error() string { return fmt.Sprintf("citation %q %s", e.Cited, e.Problem) }

// Hint returns what to write.
func (e *CitationError) Hint() string { return e.hint }

// String returns c as [ParseCitation] reads it.
func (c Citation) String() string {
	s := c.Ref
	if c.Kind != ToDocument {
		s = string(c.Kind) + "/" + s
	}
	s = Scheme + strings.ReplaceAll(s, " ", "%20")
	if c.AsOf.Valid() {
		s += "?as-of=" + c.AsOf.String()
	}
	if c.Fragment != "" {
		s += "#" + c.Fragment
	}
	return s
}

// ParseCitation reads a citation, strictly. Errors are [*CitationError].
func ParseCitation(s string) (Citation, error) {
	fail := func(problem, hint string) (Citation, error) { return Citation{}, &CitationError{s, problem, hint} }
	rest, ok := strings.CutPrefix(s, Scheme)
	if !ok {
		return fail("has another scheme", "citations begin with "+Scheme)
	}
	rest, fragment, hasFragment := strings.Cut(rest, "#")
	rest, query, hasQuery := strings.Cut(rest, "?")
	var c Citation
	if hasQuery {
		d, err := day.Parse(strings.TrimPrefix(query, "as-of="))
		if err != nil || d.Precision() != day.ToDay || d.First() != d.Last() || !strings.HasPrefix(query, "as-of=") {
			return fail("has a question that is not known", "write ?as-of=2018-09-26, or nothing for the day of the brief")
		}
		c.AsOf = d.First()
	}
	if hasFragment && fragment == "" {
		return fail("has an empty part after #", "leave out the #")
	}
	if strings.ContainsAny(rest, " \t\n\u00a0") {
		return fail("has a blank in it", "write %20 for a blank")
	}
	path := strings.ReplaceAll(rest, "%20", " ")
	if strings.Contains(path, "%") {
		return fail("has an escape other than %20", "write other characters as they are")
	}
	c.Fragment = fragment
	if problem, hint := c.read(path); problem != "" {
		return fail(problem, hint)
	}
	return c, nil
}

// read fills kind and reference from the path and checks the fragment.
func (c *Citation) read(path string) (problem, hint string) {
	kind, ref, _ := strings.Cut(path, "/")
	switch Kind(kind) {
	case ToLimit:
		return c.readLimit(ref)
	case ToMeeting:
		return c.readMeeting(ref)
	case ToReport:
		return c.readEdition(ref)
	case ToPresident:
		d, err := day.Parse(ref)
		if err != nil || d.Precision() != day.ToMonth || strings.Contains(ref, "..") {
			return "names no month", "write president/2018-09"
		}
		c.Kind, c.Ref = ToPresident, ref
		return c.without()
	}
	if slices.Contains(rowKinds(), Kind(kind)) {
		if !isID(ref) {
			return "names no id", "an id is letters, digits, points and hyphens: " + kind + "/2018-09-26-us-wmd"
		}
		c.Kind, c.Ref = Kind(kind), ref
		return c.without()
	}
	return c.readDocument(path)
}

func (c *Citation) without() (problem, hint string) {
	if c.Fragment != "" {
		return "has a part after # where there is none", "leave out #" + c.Fragment
	}
	return "", ""
}

// parts checks that the fragment is one of those that a kind has.
func (c *Citation) parts(known []string) (problem, hint string) {
	if c.Fragment == "" || slices.Contains(known, c.Fragment) {
		return "", ""
	}
	return "has a part #" + c.Fragment + " that is not known", "parts are #" + strings.Join(known, ", #")
}

// idForm is how ids are written.
var idForm = regexp.MustCompile(`^[A-Za-z0-9][A-Za-z0-9._()-]*$`)

func isID(s string) bool { return idForm.MatchString(s) }

func (c *Citation) readLimit(ref string) (problem, hint string) {
	regime, product, ok := strings.Cut(ref, "/")
	if !ok || !isID(regime) || !isID(product) {
		return "names no limit", "write limit/dprk/refined"
	}
	c.Kind, c.Ref = ToLimit, ref
	return c.parts([]string{"cap", "notified", "estimated", "disputed"})
}

func (c *Citation) readMeeting(ref string) (problem, hint string) {
	s, err := council.Parse(ref)
	if err != nil || s.Kind() != council.Verbatim {
		return "names no meeting", "write meeting/S/PV.8363#level"
	}
	c.Kind, c.Ref = ToMeeting, s.String()
	return c.parts(meetingParts())
}

// meetingParts are what a citation can ask of a meeting: its date, or a property.
func meetingParts() []string {
	parts := []string{"date"}
	for _, p := range [...]council.Property{council.AgendaItem, council.Format, council.Level, council.Chair, council.Rule37, council.Rule39,
		council.Briefer, council.ConceptNote, council.ExpectedOutcome, council.RelatedMeeting, council.PressCoverage} {
		parts = append(parts, string(p))
	}
	return parts
}

func (c *Citation) readEdition(ref string) (problem, hint string) {
	parts := strings.Split(ref, "/")
	if len(parts) == 3 && isID(parts[0]) && parts[1] == "editions" {
		if n, err := strconv.Atoi(parts[2]); err == nil && n > 0 && strconv.Itoa(n) == parts[2] {
			c.Kind, c.Ref = ToReport, ref
			return c.without()
		}
	}
	return "names no edition", "write report/ID/editions/2"
}

func (c *Citation) readDocument(path string) (problem, hint string) {
	r := council.Read(path)
	if r.Symbol.IsZero() || r.Has(council.OtherCase) || r.Has(council.Tail) || r.Symbol.Kind() == council.Foreign || r.Symbol.Kind() == council.Joint {
		hint := "kinds are limit, meeting, president, position, commitment, talk, action, version, duty, event, finding, report, or a symbol such as S/RES/2397%20(2017)"
		if !r.Offered.IsZero() {
			hint = "perhaps " + r.Offered.String() + " is meant"
		}
		return "is neither a kind nor a symbol that is known", hint
	}
	c.Kind, c.Ref = ToDocument, r.Symbol.String()
	return c.without()
}
