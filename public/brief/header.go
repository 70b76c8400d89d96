package brief

import (
	"cmp"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/plimsoll-watch/plimsoll/base/day"
	"github.com/plimsoll-watch/plimsoll/law/council"
)

// Header is what stands over a brief.
type Header struct {
	Title     string
	ID        string         // of the brief, for ever: small letters, digits, hyphens
	Meeting   council.Symbol // none: the brief is on no one meeting
	AsOf      day.Day        // the day whose knowledge it shows
	Author    string         // "" when not named
	Summary   string         // "" when none is given
	Published day.Day        // the zero Day: not published yet
	Updated   day.Day        // the last day it was corrected, else Published
	Updates   []Update
}

// Update is a correction with its day.
type Update struct {
	Day  day.Day
	Text string
}

// Error is what is wrong in a brief, where, and what to do.
type Error struct {
	Line    int // of the file, from 1
	Problem string
	hint    string
}

// Error returns line and problem; the hint stands apart.
func (e *Error) Error() string { return fmt.Sprintf("line %d: %s", e.Line, e.Problem) }

// Hint returns what to try.
func (e *Error) Hint() string { return e.hint }

// Problems is everything wrong in a brief, by line.
type Problems []*Error

// Error returns the problems, one a line.
func (p Problems) Error() string {
	lines := make([]string, len(p))
	for i, e := range p {
		lines[i] = e.Error()
	}
	return strings.Join(lines, "\n")
}

// Hint returns what to do about the first.
func (p Problems) Hint() string {
	if len(p) == 0 {
		return ""
	}
	return p[0].hint
}

func (p *Problems) add(line int, hint, format string, args ...any) {
	*p = append(*p, &Error{line, fmt.Sprintf(format, args...), hint})
}

// or returns p as an error, nil when there is none.
func (p Problems) or() error {
	if len(p) == 0 {
		return nil
	}
	slices.SortStableFunc(p, func(a, b *Error) int { return cmp.Compare(a.Line, b.Line) })
	return p
}

// slugForm is how the id of a brief is written: it becomes part of addresses.
var slugForm = regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`)

const headerHint = "keys are title, id, as-of, meeting, author, summary, published, updated and update"

// readHeader reads the header; body is what follows, from line bodyLine on.
func readHeader(text string) (h Header, body string, bodyLine int, err error) {
	var p Problems
	if !utf8.ValidString(text) || strings.ContainsRune(text, 0) {
		p.add(1, "save it as UTF-8", "the text is not UTF-8")
		return h, "", 0, p
	}
	rest, ok := strings.CutPrefix(text, "---\n")
	if !ok {
		p.add(1, "begin with a line of three hyphens, then title:, id: and as-of:", "there is no header")
		return h, "", 0, p
	}
	seen := map[string]bool{}
	line := 1
	for {
		var one string
		one, rest, ok = strings.Cut(rest, "\n")
		line++
		if one == "---" {
			break
		}
		if !ok {
			p.add(1, "end it with a line of three hyphens", "the header does not end")
			return h, "", 0, p
		}
		key, value, found := strings.Cut(one, ":")
		value = strings.TrimSpace(value)
		switch {
		case !found || value == "":
			p.add(line, "write key: value", "%q has no value", one)
		case seen[key] && key != "update":
			p.add(line, "leave one out", "%s stands twice", key)
		default:
			seen[key] = true
			h.set(&p, line, key, value)
		}
	}
	h.check(&p, seen)
	return h, rest, line + 1, p.or()
}

func (h *Header) set(p *Problems, line int, key, value string) {
	var err error
	switch key {
	case "title":
		h.Title = value
	case "author":
		h.Author = value
	case "summary":
		h.Summary = value
	case "id":
		if h.ID = value; !slugForm.MatchString(value) || value == "index" {
			p.add(line, "use small letters, digits and hyphens: spv8363-preview", "id %q cannot be part of an address", value)
		}
	case "meeting":
		if h.Meeting, err = council.Parse(value); err != nil || h.Meeting.Kind() != council.Verbatim {
			p.add(line, "write it as S/PV.8363", "meeting %q is no symbol of a meeting", value)
		}
	case "as-of":
		h.AsOf = headerDay(p, line, key, value)
	case "published":
		h.Published = headerDay(p, line, key, value)
	case "updated":
		h.Updated = max(h.Updated, headerDay(p, line, key, value))
	case "update":
		d, words, _ := strings.Cut(value, " ")
		u := Update{headerDay(p, line, key, d), strings.TrimSpace(words)}
		if u.Text == "" {
			p.add(line, "write update: 2018-09-27 what was corrected", "the update has no words")
		}
		h.Updates = append(h.Updates, u)
		h.Updated = max(h.Updated, u.Day)
	default:
		p.add(line, headerHint, "key %q is not known", key)
	}
}

func headerDay(p *Problems, line int, key, value string) day.Day {
	d, err := day.Parse(value)
	if err != nil || d.Precision() != day.ToDay || d.First() != d.Last() {
		p.add(line, "write a day that exists: 2018-09-26", "%s %q is no day", key, value)
		return 0
	}
	return d.First()
}

// check says what is missing or contradicts itself.
func (h *Header) check(p *Problems, seen map[string]bool) {
	for _, key := range [...]string{"title", "id", "as-of"} {
		if !seen[key] {
			p.add(1, headerHint, "there is no %s", key)
		}
	}
	switch {
	case h.Updated == 0:
		h.Updated = h.Published
	case h.Published == 0:
		p.add(1, "say when it was published first: published: 2018-09-26", "it was updated and never published")
	case h.Updated < h.Published:
		p.add(1, "an update is of a later day, or of the same", "it was updated before it was published")
	}
}

// lines writes the header back.
func (h *Header) lines() string {
	var b strings.Builder
	write := func(key, value string) {
		if value != "" {
			b.WriteString(key + ": " + value + "\n")
		}
	}
	b.WriteString("---\n")
	write("title", h.Title)
	write("id", h.ID)
	write("meeting", h.Meeting.String())
	write("as-of", h.AsOf.String())
	write("author", h.Author)
	write("summary", h.Summary)
	write("published", h.Published.String())
	for _, u := range h.Updates {
		write("update", u.Day.String()+" "+u.Text)
	}
	b.WriteString("---\n")
	return b.String()
}
