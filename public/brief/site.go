package brief

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"net/url"
	"slices"

	"github.com/plimsoll-watch/plimsoll/base/day"
	"github.com/plimsoll-watch/plimsoll/law/council"
	"github.com/plimsoll-watch/plimsoll/public/page"
)

// Site is what is published: briefs that hold, as pages, feeds and a calendar. The same
// Site gives the same bytes.
type Site struct {
	URL    string // where it will stand, with a stroke at the end
	Title  string
	Author string
	Now    day.Day // the day of publication; the calendar shows what was known by then
	Record *Record
	Briefs []Piece
	Before Before
	CSS    string // the style of all pages
}

// Piece is a brief with its sidecar; nil when it was never frozen.
type Piece struct {
	Brief  *Brief
	Frozen *Sidecar
}

// Before is what stands in the site already: from it ids and sequences go on.
type Before struct{ Feed, Calendar []byte }

// File is a file of the site.
type File struct {
	Name string
	Data []byte
}

const siteSummary = "Briefings on the file of the DPRK before the Security Council: every sentence leads to its source as it stood on the day."

// HoldsNot says that a brief is not published, since a citation of it does not hold or
// its text says what the record does not.
type HoldsNot struct {
	Brief  string
	Report *Report
}

// Error says which brief and how much.
func (e *HoldsNot) Error() string {
	return fmt.Sprintf("brief %s: %d citations do not hold, %d numbers or dates disagree", e.Brief, len(e.Report.Changed), len(e.Report.Wrong))
}

// Hint returns what to do.
func (e *HoldsNot) Hint() string { return "plimsoll brief check tells each, with its line" }

// Files makes the site. It makes nothing when a brief does not hold: then the error is a
// [*HoldsNot].
func (s *Site) Files() ([]File, error) {
	if err := s.check(); err != nil {
		return nil, err
	}
	slices.SortStableFunc(s.Briefs, func(a, b Piece) int {
		return cmp.Or(cmp.Compare(b.Brief.Published, a.Brief.Published), cmp.Compare(a.Brief.ID, b.Brief.ID))
	})
	ids, err := s.identities()
	if err != nil {
		return nil, err
	}
	var files []File
	for _, b := range s.Briefs {
		html, err := s.page(b)
		if err != nil {
			return nil, err
		}
		var cites bytes.Buffer
		if err := b.Frozen.Write(&cites); err != nil {
			return nil, err
		}
		files = append(files, File{b.Brief.ID + ".html", html}, File{b.Brief.ID + ".cites.json", cites.Bytes()})
	}
	for _, f := range [...]struct { // what leads to the pages comes after them
		name string
		data func() ([]byte, error)
	}{
		{"index.html", s.index},
		{"calendar.ics", s.calendar},
		{"feed.xml", func() ([]byte, error) { return s.atom(ids) }},
		{"feed.json", func() ([]byte, error) { return s.json(ids) }},
	} {
		data, err := f.data()
		if err != nil {
			return nil, err
		}
		files = append(files, File{f.name, data})
	}
	return files, nil
}

// check refuses what may not be published.
func (s *Site) check() error {
	if u, err := url.Parse(s.URL); err != nil || u.Scheme != "https" && u.Scheme != "http" || u.Hostname() == "" || s.URL[len(s.URL)-1] != '/' {
		return fmt.Errorf("address %q is none of a site: it begins with https:// and ends with /", s.URL)
	}
	if len(s.Briefs) == 0 {
		return errors.New("there is no brief to publish")
	}
	seen := map[string]bool{}
	for _, b := range s.Briefs {
		switch {
		case seen[b.Brief.ID]:
			return fmt.Errorf("id %s is that of two briefs", b.Brief.ID)
		case b.Brief.Published == 0:
			return fmt.Errorf("brief %s has no line published: in its header", b.Brief.ID)
		case b.Brief.Updated > s.Now:
			return fmt.Errorf("brief %s is of %s, after the day of publication %s", b.Brief.ID, b.Brief.Updated, s.Now)
		}
		seen[b.Brief.ID] = true
		if r := b.Brief.Check(s.Record, b.Frozen); !r.Holds() {
			return &HoldsNot{b.Brief.ID, r}
		}
	}
	return nil
}

// Latest returns the last day any brief was published or updated.
func Latest(briefs []Piece) day.Day {
	var last day.Day
	for _, b := range briefs {
		last = max(last, b.Brief.Updated)
	}
	return last
}

func (s *Site) updated() day.Day { return Latest(s.Briefs) }

func (s *Site) host() string {
	u, err := url.Parse(s.URL)
	if err != nil {
		return ""
	}
	return u.Hostname()
}

func (s *Site) at(name string) string { return s.URL + name }

func alternates() []page.BriefLink {
	return []page.BriefLink{
		{Type: "application/atom+xml", Title: "Atom feed", Href: "feed.xml"},
		{Type: "application/feed+json", Title: "JSON Feed", Href: "feed.json"},
		{Type: "text/calendar", Title: "Calendar", Href: "calendar.ics"},
	}
}

// counts says how much is written.
func (b *Brief) counts() string {
	return count(b.Written(), "sentence") + " written, " + count(len(b.Slots), "slot") + " open"
}

func count(n int, word string) string {
	if n != 1 {
		word += "s"
	}
	return fmt.Sprintf("%d %s", n, word)
}

func (b *Brief) corrections() []page.BriefUpdate {
	var all []page.BriefUpdate
	for _, u := range b.Updates {
		all = append(all, page.BriefUpdate{On: u.Day, Text: u.Text})
	}
	return all
}

func (s *Site) index() ([]byte, error) {
	p := page.BriefIndex{Title: s.Title, Summary: siteSummary, Command: "plimsoll brief publish DIR --out SITE", Alternates: alternates()}
	for _, b := range s.Briefs {
		e := page.BriefEntry{
			Href: b.Brief.ID + ".html", Title: b.Brief.Title, Symbol: symbolWords(b.Brief.Meeting), Summary: b.Brief.lede(), Counts: b.Brief.counts(),
			Of: b.Brief.AsOf, PublishedOn: b.Brief.Published, UpdatedOn: b.Brief.Updated, Updates: b.Brief.corrections(),
		}
		p.Entries = append(p.Entries, e)
	}
	var out bytes.Buffer
	err := page.WriteBriefIndex(&out, &p, page.Assets{CSS: s.CSS})
	return out.Bytes(), err
}

func symbolWords(s council.Symbol) string { return s.String() }

func (s *Site) page(b Piece) ([]byte, error) {
	body, r, err := b.Brief.html()
	if err != nil {
		return nil, err
	}
	p := page.BriefPage{
		Title: b.Brief.Title, Symbol: symbolWords(b.Brief.Meeting), Summary: b.Brief.Summary, AsOf: b.Brief.AsOf, Published: b.Brief.Published, Updated: b.Brief.Updated,
		Author: b.Brief.Author, Body: body, Counts: b.Brief.counts(), Missing: r.missing, Updates: b.Brief.corrections(), Alternates: alternates(),
		Command: "plimsoll brief check " + b.Brief.ID + ".md",
	}
	if p.Summary == "" {
		p.Summary = b.Brief.counts() + "; as of " + dayWords(b.Brief.AsOf.Date()) + "."
	}
	for _, slot := range b.Brief.Slots {
		p.Open = append(p.Open, slot.Text)
	}
	for i, c := range r.order {
		h, ok := b.Frozen.Find(c)
		if !ok {
			return nil, fmt.Errorf("citation %s is not frozen", c)
		}
		p.Notes = append(p.Notes, page.BriefNote{N: i + 1, Cite: c.String(), Words: h.Words, Source: h.Source, SourceClass: h.Class, Trust: h.Mark, KnownOn: h.KnownOn})
	}
	var out bytes.Buffer
	err = page.WriteBrief(&out, &p, page.Assets{CSS: s.CSS})
	return out.Bytes(), err
}
