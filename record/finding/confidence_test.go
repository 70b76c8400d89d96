package finding

import (
	"strings"
	"testing"
)

// TestConfidence: low is one origin, moderate two independent, high two and a document
// or an image that identifies both hulls; two pieces on one origin count once.
func TestConfidence(t *testing.T) {
	ais := Evidence{Kind: EventLine, Origin: "AIS"}
	file := Evidence{Kind: InputFile, Origin: " ais "}
	from := func(kind EvidenceKind, origin Origin, both bool) Evidence {
		return Evidence{Kind: kind, Origin: origin, BothHulls: both}
	}
	unread := from(Document, "Member B", true)
	unread.Mark = "recalled"
	hidden := Evidence{Withheld: "withheld"}
	for name, c := range map[string]struct {
		evidence []Evidence
		want     Confidence
	}{
		"nothing":                      {nil, NoConfidence},
		"one":                          {[]Evidence{ais}, Low},
		"two on one origin":            {[]Evidence{ais, file}, Low},
		"ten on one origin":            {[]Evidence{ais, file, ais, ais, ais, ais, ais, ais, ais, ais}, Low},
		"one origin, both hulls":       {[]Evidence{from(Image, "A", true)}, Low},
		"one origin twice, both hulls": {[]Evidence{from(Image, "A", true), from(Document, "a", true)}, Low},
		"two":                          {[]Evidence{ais, file, from(Statement, "Member A", false)}, Moderate},
		"two, an image of one hull":    {[]Evidence{ais, from(Image, "Member A", false)}, Moderate},
		"three":                        {[]Evidence{ais, from(Image, "Member A", false), from(Document, "Member B", false)}, Moderate},
		"two, an image of both":        {[]Evidence{ais, from(Image, "Member A", true)}, High},
		"two, a document on both":      {[]Evidence{ais, from(Statement, "Member A", false), from(Document, "Member A", true)}, High},
		"both hulls by a statement":    {[]Evidence{ais, from(Statement, "Member A", true)}, Moderate},
		"origin not known":             {[]Evidence{from(Image, "", true)}, Low},
		"two origins not known":        {[]Evidence{from(Image, "", true), from(Document, " ", true)}, Low},
		"one known, one not":           {[]Evidence{ais, from(Image, "", true)}, Low},
		"two known, both hulls by one of unknown": {[]Evidence{ais, from(Image, "A", false), from(Image, "", true)}, High},
		"nobody read it":                     {[]Evidence{unread}, NoConfidence},
		"one, and one nobody read":           {[]Evidence{ais, unread}, Low},
		"two, both hulls by one nobody read": {[]Evidence{ais, from(Image, "A", false), unread}, Moderate},
		"withheld":                           {[]Evidence{hidden}, NoConfidence},
		"one, and one withheld":              {[]Evidence{ais, hidden}, Low},
	} {
		if got := (Finding{Evidence: c.evidence}).Confidence(); got != c.want {
			t.Errorf("%s: %s, want %s", name, got, c.want)
		}
	}
}

// TestExplain: the arithmetic names each origin once and what is missing for the next
// level.
func TestExplain(t *testing.T) {
	f := drafted(t)
	if got := strings.Join(f.Explain(), "\n"); !strings.Contains(got, "2 pieces on one origin, count once") || !strings.Contains(got, "moderate needs a second origin") {
		t.Errorf("%s", got)
	}
	f = must(t)(f.AddEvidence(Evidence{Kind: Document, What: "letter", Origin: "Member B"}))
	if got := strings.Join(f.Explain(), "\n"); !strings.Contains(got, "confidence moderate: 2 independent origins") || !strings.Contains(got, "high needs a document or an image") {
		t.Errorf("%s", got)
	}
	f = must(t)(f.AddEvidence(Evidence{Kind: Image, What: "photograph", Origin: "member  B", BothHulls: true}))
	if got := f.Why(); !strings.HasPrefix(got, "2 independent origins: AIS, what the ships broadcast, as received in week.nmea (E1, E2); Member B (E3, E4); both hulls identified by E4") {
		t.Errorf("%s", got)
	}
	f = must(t)(f.AddEvidence(Evidence{Kind: Statement, What: "hearsay", Origin: "Member C", Mark: "unverified"}))
	if got := strings.Join(f.Explain(), "\n"); !strings.Contains(got, "nobody read it in its source: counts for nothing\n    E5 statement: hearsay (unchecked)") {
		t.Errorf("%s", got)
	}
}

// TestEvidenceRefused: what cannot be evidence of what it says.
func TestEvidenceRefused(t *testing.T) {
	f := drafted(t)
	for name, c := range map[string]struct {
		e    Evidence
		want string
	}{
		"no kind":               {Evidence{What: "x"}, "kind"},
		"nothing":               {Evidence{Kind: Document}, "what: it is empty"},
		"a file without hash":   {Evidence{Kind: InputFile, What: "x"}, "has none"},
		"hulls by a broadcast":  {Evidence{Kind: EventLine, What: "x", SHA256: sumA, BothHulls: true}, "does not identify both hulls"},
		"a hash that is none":   {Evidence{Kind: Document, What: "x", SHA256: "A"}, "sha256"},
		"a mark not known":      {Evidence{Kind: Document, What: "x", Mark: "sure"}, "verification"},
		"withheld from the one": {Evidence{Kind: Document, What: "x", Withheld: "x"}, "withholds"},
	} {
		_, err := f.AddEvidence(c.e)
		t.Run(name, func(t *testing.T) { refused(t, err, c.want) })
	}
	f.Subjects = f.Subjects[:1]
	_, err := f.AddEvidence(Evidence{Kind: Image, What: "x", BothHulls: true})
	refused(t, err, "no two ships")
}

func TestGrade(t *testing.T) {
	f := must(t)(drafted(t).SetGrade("B2", "Reviewer C", date("2018-09-12")))
	if text := strings.Join(f.Words(), "\n"); !strings.Contains(text, "graded B2: source usually reliable, claim probably true, by Reviewer C on 12 September 2018") {
		t.Errorf("%s", text)
	}
	for _, g := range []Grade{"", "B", "2B", "G1", "A0", "A7", "b2", "B22"} {
		if _, err := f.SetGrade(g, "Reviewer C", date("2018-09-12")); err == nil {
			t.Errorf("%q is taken", g)
		}
	}
}
