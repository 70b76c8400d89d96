package brief

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"fmt"
	"strings"

	"github.com/plimsoll-watch/plimsoll/base/day"
)

// atomFeed is an Atom feed (RFC 4287, 4.1.1).
type atomFeed struct {
	XMLName  xml.Name    `xml:"http://www.w3.org/2005/Atom feed"`
	Lang     string      `xml:"xml:lang,attr"`
	ID       string      `xml:"id"`
	Title    string      `xml:"title"`
	Subtitle string      `xml:"subtitle,omitempty"`
	Updated  string      `xml:"updated"`
	Author   atomPerson  `xml:"author"`
	Links    []atomLink  `xml:"link"`
	Entries  []atomEntry `xml:"entry"`
}

type atomPerson struct {
	Name string `xml:"name"`
}

type atomLink struct {
	Rel  string `xml:"rel,attr"`
	Type string `xml:"type,attr"`
	Href string `xml:"href,attr"`
}

// atomEntry is an entry (RFC 4287, 4.1.2).
type atomEntry struct {
	ID        string      `xml:"id"`
	Title     string      `xml:"title"`
	Published string      `xml:"published"`
	Updated   string      `xml:"updated"`
	Author    *atomPerson `xml:"author"`
	Links     []atomLink  `xml:"link"`
	Summary   atomText    `xml:"summary"`
}

type atomText struct {
	Type string `xml:"type,attr"`
	Text string `xml:",chardata"`
}

// jsonFeed is a JSON Feed, version 1.1.
type jsonFeed struct {
	Version     string       `json:"version"`
	Title       string       `json:"title"`
	HomePageURL string       `json:"home_page_url"`
	FeedURL     string       `json:"feed_url"`
	Description string       `json:"description,omitempty"`
	Authors     []jsonAuthor `json:"authors"`
	Language    string       `json:"language"`
	Items       []jsonItem   `json:"items"`
}

type jsonAuthor struct {
	Name string `json:"name"`
}

type jsonItem struct {
	ID        string        `json:"id"`
	URL       string        `json:"url"`
	Title     string        `json:"title"`
	Text      string        `json:"content_text"`
	Published string        `json:"date_published"`
	Modified  string        `json:"date_modified"`
	Authors   []jsonAuthor  `json:"authors,omitempty"`
	Extension jsonExtension `json:"_plimsoll"`
}

// jsonExtension is ours (JSON Feed 1.1, "Extensions"); readers skip it.
type jsonExtension struct {
	About string `json:"about"`
	Brief string `json:"brief"`
	AsOf  string `json:"as_of"`
}

// instant is a day as RFC 3339 has it: the instant it begins in UTC.
func instant(d day.Day) string { return d.Time().Format("2006-01-02T15:04:05Z") }

// identities returns the id of every brief, which never changes: that of the feed
// published before, else a tag URI (RFC 4151) of the host, the day it was published first
// and its own id.
func (s *Site) identities() (map[string]string, error) {
	ids := map[string]string{}
	if len(s.Before.Feed) > 0 {
		var feed jsonFeed
		if err := json.Unmarshal(s.Before.Feed, &feed); err != nil {
			return nil, fmt.Errorf("read the feed published before: %w", err)
		}
		for _, item := range feed.Items {
			ids[item.Extension.Brief] = item.ID
		}
	}
	for _, b := range s.Briefs {
		if ids[b.Brief.ID] == "" {
			ids[b.Brief.ID] = "tag:" + s.host() + "," + b.Brief.Published.String() + ":" + b.Brief.ID
		}
	}
	return ids, nil
}

// atom returns the Atom feed.
func (s *Site) atom(ids map[string]string) ([]byte, error) {
	f := atomFeed{
		Lang: "en", ID: s.feedID(), Title: s.Title, Subtitle: siteSummary, Updated: instant(s.updated()), Author: atomPerson{s.Author},
		Links: []atomLink{{"self", "application/atom+xml", s.at("feed.xml")}, {"alternate", "text/html", s.at("index.html")}},
	}
	for _, b := range s.Briefs {
		e := atomEntry{
			ID: ids[b.Brief.ID], Title: b.Brief.Title, Published: instant(b.Brief.Published), Updated: instant(b.Brief.Updated),
			Links: []atomLink{{"alternate", "text/html", s.at(b.Brief.ID + ".html")}}, Summary: atomText{"text", b.Brief.news()},
		}
		if b.Brief.Author != "" {
			e.Author = &atomPerson{b.Brief.Author}
		}
		f.Entries = append(f.Entries, e)
	}
	var out bytes.Buffer
	out.WriteString(xml.Header)
	e := xml.NewEncoder(&out)
	e.Indent("", " ")
	if err := e.Encode(f); err != nil {
		return nil, fmt.Errorf("write feed: %w", err)
	}
	out.WriteByte('\n')
	return out.Bytes(), nil
}

// feedID is the id of the feed itself. It depends on the host alone.
func (s *Site) feedID() string { return "tag:" + s.host() + ",2018-01-01:briefs" }

// json returns the JSON Feed.
func (s *Site) json(ids map[string]string) ([]byte, error) {
	f := jsonFeed{
		Version: "https://jsonfeed.org/version/1.1", Title: s.Title, HomePageURL: s.at("index.html"), FeedURL: s.at("feed.json"),
		Description: siteSummary, Authors: []jsonAuthor{{s.Author}}, Language: "en", Items: []jsonItem{},
	}
	for _, b := range s.Briefs {
		item := jsonItem{
			ID: ids[b.Brief.ID], URL: s.at(b.Brief.ID + ".html"), Title: b.Brief.Title, Text: b.Brief.news(),
			Published: instant(b.Brief.Published), Modified: instant(b.Brief.Updated),
			Extension: jsonExtension{"the brief's own id and the day whose knowledge it shows", b.Brief.ID, b.Brief.AsOf.String()},
		}
		if b.Brief.Author != "" {
			item.Authors = []jsonAuthor{{b.Brief.Author}}
		}
		f.Items = append(f.Items, item)
	}
	var out bytes.Buffer
	e := json.NewEncoder(&out)
	e.SetEscapeHTML(false)
	e.SetIndent("", " ")
	if err := e.Encode(f); err != nil {
		return nil, fmt.Errorf("write feed: %w", err)
	}
	return out.Bytes(), nil
}

// news is what a feed says of a brief: its corrections first, then its summary.
func (b *Brief) news() string {
	var parts []string
	for i := len(b.Updates) - 1; i >= 0; i-- {
		parts = append(parts, "Update: "+dayWords(b.Updates[i].Day.Date())+" "+b.Updates[i].Text+".")
	}
	return strings.Join(append(parts, b.lede()), " ")
}

// lede is the summary, else the first two sentences.
func (b *Brief) lede() string {
	if b.Summary != "" {
		return b.Summary
	}
	var parts []string
	for _, s := range b.Sentences[:min(2, len(b.Sentences))] {
		parts = append(parts, strings.TrimSpace(s.Text))
	}
	if len(parts) == 0 {
		return b.Title
	}
	return strings.Join(parts, " ")
}
