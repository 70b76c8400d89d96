package finding

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"unicode/utf8"
)

// Handling is who may see something, and how it may be attributed.
type Handling string

// Handlings, the stricter later. Absent, a piece follows its finding.
const (
	Public      Handling = "public"
	MemberState Handling = "member-state" // attributable as "a Member State"
	Committee   Handling = "committee"
	DoNotReveal Handling = "do-not-reveal"
)

// MemberStateWords are what stands for a name that may not be told.
const MemberStateWords = "a Member State"

// PublicView marks a finding that is the public view of another.
const PublicView = "public"

// Handlings returns the handlings, the stricter later.
func Handlings() []Handling { return []Handling{Public, MemberState, Committee, DoNotReveal} }

// stricter returns the stricter of two; absent is the least.
func stricter(a, b Handling) Handling {
	if slices.Index(Handlings(), a) >= slices.Index(Handlings(), b) {
		return a
	}
	return b
}

// why says why something is withheld from the public.
func (h Handling) why() string {
	if h == Committee {
		return "for the committee alone"
	}
	return "its source is not to be revealed"
}

// withholds reports whether the public sees nothing of what is handled so. What says
// nothing it knows is withheld.
func (h Handling) withholds() bool { return h != Public && h != MemberState }

// Handle sets who may see the finding ("" as id), a piece of evidence or a dissent.
func (f Finding) Handle(id string, h Handling) (Finding, error) {
	g := f
	if id == "" {
		g.Handling = h
		return g.settled(f)
	}
	if i := slices.IndexFunc(f.Evidence, func(e Evidence) bool { return e.ID == id }); i >= 0 {
		g.Evidence = slices.Clone(f.Evidence)
		g.Evidence[i].Handling = h
		return g.settled(f)
	}
	if i := slices.IndexFunc(f.Dissents, func(d Dissent) bool { return d.ID == id }); i >= 0 {
		g.Dissents = slices.Clone(f.Dissents)
		g.Dissents[i].Handling = h
		return g.settled(f)
	}
	return f, refuse("handling of "+id, "name a piece of evidence (E1) or a dissent (D1)", "the finding %s has none of that name", f.ID)
}

// Public returns the public view of a finding, and where in it a name that is withheld
// still stands, spelled the same. A person looks at those before it is published; names
// told in other words are not found.
func (f Finding) Public() (view Finding, named []string) {
	v := f
	v.View = PublicView
	if f.Handling.withholds() {
		v = f.shut()
	}
	var names []string
	v.Evidence = nil
	for _, e := range f.Evidence {
		h := stricter(f.Handling, e.Handling)
		if h != Public {
			names = append(names, string(e.Origin), e.Source)
			v.Drafted = v.Drafted.without(e.SHA256)
		}
		if !f.Handling.withholds() {
			v.Evidence = append(v.Evidence, e.public(h))
		}
	}
	v.Dissents = nil
	for _, d := range f.Dissents {
		h := stricter(f.Handling, d.Handling)
		if h != Public {
			names = append(names, d.By)
		}
		v.Dissents = append(v.Dissents, d.public(h))
	}
	return v, stillNamed(v, names)
}

// without returns what a finding was drafted from without the hash of a piece that is not
// shown.
func (d *Drafted) without(sum string) *Drafted {
	if d == nil || d.SHA256 == "" || d.SHA256 != sum {
		return d
	}
	less := *d
	less.SHA256 = ""
	return &less
}

// shut is the view of a finding that is withheld as a whole: that it exists, where it
// stands, and that there are voices on it.
func (f Finding) shut() Finding {
	v := Finding{Schema: f.Schema, View: PublicView, ID: f.ID, State: f.State, Handling: f.Handling,
		Withheld: "the finding is withheld: " + f.Handling.why()}
	for _, s := range f.Steps {
		v.Steps = append(v.Steps, Step{State: s.State, On: s.On})
	}
	for _, r := range f.Replies {
		v.Replies = append(v.Replies, Reply{ID: r.ID, Withheld: "a reply is withheld: " + f.Handling.why()})
	}
	return v
}

func (e Evidence) public(h Handling) Evidence {
	switch {
	case h.withholds():
		return Evidence{ID: e.ID, Handling: h, Withheld: "a piece of evidence is withheld: " + h.why()}
	case h == MemberState:
		return Evidence{ID: e.ID, Kind: e.Kind, Mark: e.Mark, BothHulls: e.BothHulls, Handling: h, Attributed: MemberStateWords}
	}
	return e
}

func (d Dissent) public(h Handling) Dissent {
	switch {
	case h.withholds():
		v := Dissent{ID: d.ID, Kind: d.Kind, On: d.On, Wording: d.Wording, Handling: h,
			Withheld: fmt.Sprintf("%s is withheld: %s", d.Kind.article(), h.why())}
		if d.Withdrawn != nil {
			v.Withdrawn = &Withdrawal{On: d.Withdrawn.On}
		}
		return v
	case h == MemberState:
		d.By, d.Handling = MemberStateWords, h
		if d.Withdrawn != nil {
			w := *d.Withdrawn
			w.By = MemberStateWords
			d.Withdrawn = &w
		}
	}
	return d
}

// article returns the kind with its article.
func (k DissentKind) article() string {
	if k == Objection {
		return "an objection"
	}
	return "a " + string(k)
}

// stillNamed returns where in a view one of the names stands.
func stillNamed(view Finding, names []string) []string {
	var found []string
	for _, name := range names {
		if utf8.RuneCountInString(name) < 3 {
			continue
		}
		_ = eachText(reflect.ValueOf(view), "", func(where, s string) error {
			if line := where + " names " + name; strings.Contains(strings.ToLower(s), strings.ToLower(name)) && !slices.Contains(found, line) {
				found = append(found, line)
			}
			return nil
		})
	}
	return found
}
