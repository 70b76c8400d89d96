package listing

import (
	"cmp"
	"fmt"

	"github.com/plimsoll-watch/plimsoll/base/day"
)

// Age says how old what is on file of the list is, as of a day. Rows of the user's own
// do not count.
type Age struct {
	Asked     day.AsOf  `json:"-"`
	Vessels   int       `json:"vessels"`                  // on the list
	Acts      int       `json:"acts"`                     // by so many acts that stand
	Removed   int       `json:"removed"`                  // ships that were on it and are no more
	Date      day.Date  `json:"date,omitzero"`            // of the list: its newest act, removal or check
	NewestAct day.Date  `json:"newest_act,omitzero"`      // absent: there was none
	NewestOut day.Date  `json:"newest_removal,omitzero"`  // absent: none was known
	KnownOn   day.Date  `json:"newest_known_on,omitzero"` // the day the newest act became known
	LastCheck *Sighting `json:"last_check,omitempty"`     // the newest list compared with; absent: none known
	Unchecked int       `json:"delisting_unchecked"`      // acts whose removal nobody looked for
	Days      *int      `json:"days,omitempty"`           // from Date to On; absent: no day asked on, or no list
}

// Age returns the age of the list as of a day.
func (l *Library) Age(at day.AsOf) Age {
	g := Age{Asked: at}
	for _, v := range l.all(at) {
		if v.Own {
			continue
		}
		if len(v.Standing()) > 0 {
			g.Vessels++
		} else {
			g.Removed++
		}
		for _, a := range v.Acts {
			g.add(a)
		}
	}
	for _, d := range [...]day.Date{g.NewestAct, g.NewestOut} {
		g.Date = later(g.Date, d)
	}
	if c := g.LastCheck; c != nil && at.Reached(c.On) {
		g.Date = later(g.Date, c.On)
	}
	if at.On.Valid() && !g.Date.IsZero() {
		days := int(at.On - g.Date.Last())
		g.Days = &days
	}
	return g
}

// add takes an act into account.
func (g *Age) add(a Act) {
	g.NewestAct = later(g.NewestAct, a.Designated)
	if g.NewestAct == a.Designated {
		g.KnownOn = later(g.KnownOn, a.KnownOn)
	}
	if a.LastSeen != nil && (g.LastCheck == nil || day.Compare(a.LastSeen.On, g.LastCheck.On) > 0) {
		g.LastCheck = a.LastSeen
	}
	if a.Removal != nil {
		g.NewestOut = later(g.NewestOut, a.Removal.On)
		return
	}
	g.Acts++
	if !a.Checked {
		g.Unchecked++
	}
}

// later returns the date that ends later.
func later(a, b day.Date) day.Date {
	if day.Compare(a, b) < 0 {
		return b
	}
	return a
}

// Name returns the list with its date, as "no match in ..." cites it.
func (g Age) Name() string {
	if g.Date.IsZero() {
		return "the list of " + List + ", of which no act was known"
	}
	return "the list of " + List + ", list of " + g.Date.String()
}

// Words returns the age in one sentence.
func (g Age) Words() string {
	if g.NewestAct.IsZero() {
		return "no designation on it was known to us" + byThen(g.Asked)
	}
	text := fmt.Sprintf("%s by %s, the newest of %s", number(g.Vessels, "ship"), number(g.Acts, "act"), g.NewestAct)
	if g.KnownOn != g.NewestAct && !g.KnownOn.IsZero() {
		text += ", known " + g.KnownOn.String()
	}
	if !g.NewestOut.IsZero() {
		text += fmt.Sprintf("; %s removed, the last %s", number(g.Removed, "ship"), g.NewestOut)
	}
	switch {
	case g.LastCheck == nil:
		text += "; not compared with a list of the Committee" + byThen(g.Asked)
	default:
		text += "; last compared with the " + cmp.Or(g.LastCheck.Source, "list of "+g.LastCheck.On.String())
	}
	if g.Unchecked > 0 {
		text += fmt.Sprintf("; delisting unchecked for %s", number(g.Unchecked, "act"))
	}
	if g.Days != nil && *g.Days > 0 {
		text += fmt.Sprintf("; %s old on %s", number(*g.Days, "day"), g.Asked.On)
	}
	return text
}

func byThen(at day.AsOf) string {
	if at.Known == 0 {
		return ""
	}
	return " by " + at.Known.String()
}

func number(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return fmt.Sprintf("%d %ss", n, what)
}
