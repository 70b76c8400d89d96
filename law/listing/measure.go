package listing

import (
	"fmt"
	"slices"
	"strings"

	"github.com/plimsoll-watch/plimsoll/base/day"
	"github.com/plimsoll-watch/plimsoll/law/council"
)

// Kind is a kind of status measure.
type Kind string

// Kinds of status measures.
const (
	Freeze  Kind = "asset freeze"
	PortBan Kind = "port entry ban"
	Deflag  Kind = "de-flagging"
)

// Binds returns whom a measure binds.
func (k Kind) Binds() string {
	switch k {
	case Freeze:
		return "all Member States" // S/RES/1718 (2006), para. 8(d)
	case PortBan:
		return "port States" // S/RES/2371 (2017), para. 6
	case Deflag:
		return "flag States" // S/RES/2321 (2016), para. 12(a)
	}
	return ""
}

// Paragraph is a paragraph of a resolution.
type Paragraph struct {
	Symbol    council.Symbol `json:"symbol"`
	Paragraph string         `json:"paragraph"`
}

// String returns the paragraph as it is cited.
func (p Paragraph) String() string { return p.Symbol.String() + ", para. " + p.Paragraph }

// Measure is a status measure of an act: it binds States towards the listed ship.
type Measure struct {
	Kind       Kind        `json:"kind"`
	Paragraphs []Paragraph `json:"paragraphs"`
	With       *Paragraph  `json:"with,omitempty"`  // the paragraph through which it reaches ships
	Annex      string      `json:"annex,omitempty"` // the annex that names the ship
	Binds      string      `json:"binds"`
	Since      day.Date    `json:"since"` // the day of the act
}

// Text returns the paragraphs of the measure as they are cited.
func (m Measure) Text() string {
	cited := make([]string, len(m.Paragraphs))
	for i, p := range m.Paragraphs {
		cited[i] = p.String()
	}
	text := strings.Join(cited, "; ")
	if m.With != nil {
		text += ", with " + m.With.String()
	}
	if m.Annex != "" {
		text += ", " + m.Annex
	}
	return text
}

// String returns the measure in one phrase.
func (m Measure) String() string {
	return fmt.Sprintf("%s (%s), binds %s", m.Kind, m.Text(), m.Binds)
}

// clause is a paragraph that acts may name, as the table writes it, and its kind.
type clause struct {
	text, symbol, paragraph string
	kind                    Kind
}

// clauses returns the paragraphs on which a ship can be designated.
func clauses() []clause {
	return []clause{
		{"1718 para 8(d)", "S/RES/1718 (2006)", "8(d)", Freeze},
		{"2270 para 23", "S/RES/2270 (2016)", "23", Freeze},
		{"2321 para 12(a)", "S/RES/2321 (2016)", "12(a)", Deflag},
		{"2321 para 12(d)", "S/RES/2321 (2016)", "12(d)", Freeze},
		{"2371 para 6", "S/RES/2371 (2017)", "6", PortBan},
		{"2375 para 6", "S/RES/2375 (2017)", "6", PortBan},
	}
}

// through is the paragraph by which a freeze of assets takes in ships.
const through, throughSymbol, throughParagraph = "2270 para 12", "S/RES/2270 (2016)", "12"

// annexed is what the table adds for the ships named in an annex.
const annexed = "annex III (OMM KPe.020)"

// readBasis reads the paragraphs an act names: "2321 para 12(d); 2371 para 6".
func readBasis(basis string, on day.Date) ([]Measure, error) {
	var measures []Measure
	for part := range strings.SplitSeq(basis, "; ") {
		m, err := readClause(part)
		if err != nil {
			return nil, err
		}
		m.Binds, m.Since = m.Kind.Binds(), on
		i := slices.IndexFunc(measures, func(have Measure) bool { return have.Kind == m.Kind })
		if i < 0 {
			measures = append(measures, m)
			continue
		}
		measures[i].Paragraphs = append(measures[i].Paragraphs, m.Paragraphs...)
	}
	return measures, nil
}

// readClause reads one paragraph with what stands after it.
func readClause(text string) (Measure, error) {
	var m Measure
	text, via, isVia := strings.Cut(text, " via ")
	if isVia {
		if via != through {
			return m, fmt.Errorf("basis: paragraph %q is not known after via", via)
		}
		p, err := paragraph(throughSymbol, throughParagraph)
		if err != nil {
			return m, err
		}
		m.With = &p
	}
	if before, annex, ok := strings.Cut(text, ", "); ok && annex == annexed {
		text, m.Annex = before, "annex III"
	}
	for _, c := range clauses() {
		if c.text == text {
			p, err := paragraph(c.symbol, c.paragraph)
			m.Kind, m.Paragraphs = c.kind, []Paragraph{p}
			return m, err
		}
	}
	return m, fmt.Errorf("basis: paragraph %q is not known", text)
}

func paragraph(symbol, number string) (Paragraph, error) {
	s, err := council.Parse(symbol)
	return Paragraph{s, number}, err
}

// basisHint says what a basis may name.
func basisHint() string {
	var known []string
	for _, c := range clauses() {
		known = append(known, c.text)
	}
	return "a basis names, with \"; \" between, " + strings.Join(known, ", ") + "; then \" via " + through + "\" or \", " + annexed + "\" may follow"
}
