package brief

import (
	"github.com/plimsoll-watch/plimsoll/base/day"
	"github.com/plimsoll-watch/plimsoll/law/council"
)

// The outline is what a brief on the file of the DPRK is expected to say. It is editorial:
// it decides what is asked of the record, and no answer. What is asked for and is not on
// file becomes a slot. An entry that begins after the day of the brief is not asked for,
// so that no slot tells of what came later.

// fileItem is the agenda item of the file.
const fileItem = "Non-proliferation/Democratic People's Republic of Korea"

// heard is how many days back a position counts as one of the days before the meeting, by
// the day it became known: since the item was last before the Council, as a rule.
const heard = 10

// holder is who is asked about on a question, and how it would be known.
type holder struct {
	question, member string
	hedge            council.Hedge
	document         string // how the document begins, where a member is on record twice; "" for any
}

// holders returns whose positions are asked for, in the order of the brief.
func holders() []holder {
	return []holder{
		{"dialogue", "Council members (majority)", council.Reported, ""},
		{"dialogue", "Council members", council.LikelyHedge, ""},
		{"dialogue", "China", council.Said, ""},
		{"easing-sanctions", "Council members (majority)", council.Reported, ""},
		{"easing-sanctions", "Council members (some)", council.Reported, ""},
		{"easing-sanctions", "China", council.Reported, "S/PV."},
		{"easing-sanctions", "China", council.Reported, "What's in Blue"},
		{"easing-sanctions", "Russian Federation", council.Reported, ""},
		{"easing-sanctions", "United States", council.Reported, ""},
		{"easing-sanctions", "United States", council.Said, ""},
		{"easing-sanctions", "Japan", council.Said, ""},
		{"easing-sanctions", "Council members", council.LikelyHedge, ""},
		{"maximum-pressure", "China", council.Reported, ""},
		{"maximum-pressure", "Russian Federation", council.Reported, ""},
		{"concrete-steps", "France", council.Said, ""},
		{"full-implementation", "United States", council.Reported, ""},
		{"full-implementation", "United States", council.Said, ""},
		{"full-implementation", "France", council.Said, ""},
		{"full-implementation", "Japan", council.Said, ""},
		{"full-implementation", "Sweden", council.Said, ""},
		{"petroleum-cap-2018", "United States", council.Said, ""},
		{"petroleum-cap-2018", "United States", council.Reported, ""},
		{"petroleum-cap-2018", "Japan", council.Said, ""},
		{"panel-report", "United States", council.Reported, ""},
		{"panel-report", "United States", council.Said, ""},
		{"panel-report", "Russian Federation", council.Reported, ""},
		{"panel-report", "Russian Federation", council.Said, ""},
		{"panel-independence", "Sweden", council.Said, ""},
		{"council-unity", "United Kingdom", council.Said, ""},
	}
}

// apartQuestions are told under a heading of their own.
func apartQuestions() []string {
	return []string{"petroleum-cap-2018", "panel-report", "panel-independence", "council-unity", "wmd-use"}
}

// reportSteps are what can happen to a report of the Panel, as the register of versions
// calls it, and what a slot for it waits for.
func reportSteps() [][2]string {
	return [][2]string{
		{"v1", "the first text of the Panel's report, and to whom it went"},
		{"leak", "whether the text became public on the way, if it did"},
		{"block", "whether the Committee's agenda was blocked over it, if it was"},
		{"hold", "a hold on the report, if there was one"},
		{"page count", "how long the text is"},
		{"v2", "an amended text, if there is one"},
		{"objection", "an objection to it, if there was one"},
	}
}

// strand is a step of the talks that is asked for: in a span of days, of a kind, between
// parties, on a track.
type strand struct {
	key, from, to, kind string
	parties             []string
	phrase              string // in its words, where several would fit
	waits               string
}

// tracks of the talks.
const (
	interKorean = "Between the two Koreas"
	direct      = "Between the United States and the DPRK"
	inCouncil   = "Round the Council's table"
)

func koreas() []string  { return []string{"ROK", "DPRK"} }
func twoSide() []string { return []string{"US", "DPRK"} }

// strands returns the steps of a track that are asked for.
func strands(track string) []strand {
	switch track {
	case interKorean:
		return []strand{
			{"first summit", "2018-04-01", "2018-04-30", "summit", koreas(), "", "a first summit of the two Koreas in 2018"},
			{"second summit", "2018-05-01", "2018-05-31", "summit", koreas(), "", "a second summit of the two Koreas in 2018"},
			{"liaison", "2018-09-10", "2018-09-16", "ministerial", koreas(), "liaison office", "whether the liaison office opened"},
			{"third summit", "2018-09-17", "2018-09-30", "summit", koreas(), "", "a third summit of the two Koreas in 2018"},
		}
	case direct:
		return []strand{
			{"Singapore", "2018-06-10", "2018-06-15", "summit", twoSide(), "", "a summit of the United States and the DPRK"},
			{"July", "2018-07-01", "2018-07-10", "ministerial", twoSide(), "", "talks at ministerial level after the summit"},
			{"called off", "2018-08-24", "2018-08-31", "announcement", []string{"US"}, "calls off", "whether the next trip took place"},
			{"second summit announced", "2018-09-24", "2018-09-24", "announcement", []string{"US"}, "second summit", "what was announced of a second summit"},
			{"second summit", "2018-09-25", "2018-09-26", "announcement", []string{"US"}, "second summit", "what was said this week of a second summit"},
		}
	case inCouncil:
		return []strand{
			{"July meeting", "2018-07-15", "2018-07-31", "council-informal", []string{"US", "Council members"}, "", "an informal meeting with Council members in July"},
			{"concept note sent", "2018-09-20", "2018-09-30", "council-informal", []string{"US", "Council members"}, "concept note", "when the concept note was sent round"},
		}
	}
	return nil
}

// clauses are the pledges that a brief on the file names, and what was seen of them.
func clauses() []string { return []string{"UNI-MORAT", "UNI-PGR", "SGP-3", "PYG-5.1", "PYG-5.2"} }

// sightings are events that bear on the pledges, asked for by span of days and clause.
func sightings() []strand {
	return []strand{
		{"Punggye-ri", "2018-05-01", "2018-05-31", "UNI-PGR", nil, "", "what was seen of the closing of the test site"},
		{"Sohae in July", "2018-07-01", "2018-07-31", "PYG-5.1", nil, "", "what was seen of the dismantling in July"},
		{"Sohae since August", "2018-08-01", "2018-08-31", "PYG-5.1", nil, "", "what was seen of the dismantling since"},
	}
}

// tightening returns the resolutions of a year that tightened the sanctions.
func tightening(year int) []string {
	switch year {
	case 2016:
		return []string{"S/RES/2270 (2016)", "S/RES/2321 (2016)"}
	case 2017:
		return []string{"S/RES/2356 (2017)", "S/RES/2371 (2017)", "S/RES/2375 (2017)", "S/RES/2397 (2017)"}
	}
	return nil
}

// otherFiles are the files that a position named on another day is about.
func otherFiles() [][2]string {
	return [][2]string{{"Iran", "S/RES/2231 (2015)"}, {"Syria", "S/RES/2118 (2013)"}}
}

// capSteps are the acts in the Committee about the limit: act, who, what a slot waits for.
func capSteps() [][3]string {
	return [][3]string{
		{"request-to-halt", "United States", "a request to the Committee to declare the limit reached"},
		{"hold", "Russian Federation", "what the Russian Federation did about the request"},
		{"hold", "China", "what China did about the request"},
	}
}

// ahead are duties under the resolution on the Panel that lie ahead, by their words.
func ahead() [][2]string {
	return [][2]string{
		{"final report to the Committee", "when the Panel's final report goes to the Committee"},
		{"final report to the Council", "when the Panel's final report goes to the Council"},
		{"review of the mandate", "when the mandate of the Panel is reviewed"},
		{"mandate ends", "when the mandate of the Panel ends"},
	}
}

// asked reports whether an entry of the outline that begins on a day is asked for.
func asked(from string, at day.AsOf) bool {
	d, err := day.Parse(from)
	return err == nil && d.First() <= at.Known
}

func spanOf(s strand) (from, to day.Day) {
	f, errF := day.Parse(s.from)
	t, errT := day.Parse(s.to)
	if errF != nil || errT != nil {
		return 0, 0
	}
	return f.First(), t.Last()
}
