package council

import (
	"fmt"
	"strings"

	"github.com/plimsoll-watch/plimsoll/base/day"
	"github.com/plimsoll-watch/plimsoll/base/source"
)

// WhatVotesSay is what the votes on file say of a question: on a text that was voted
// on, the vote; of anything else nothing.
type WhatVotesSay struct {
	Question  string    `json:"question"`
	OnText    *Decision `json:"on_text,omitempty"`
	Texts     int       `json:"texts"`     // voted on by then, as far as we have read
	Unanimous int       `json:"unanimous"` // of these, without a vote against or an abstention
	Last      Symbol    `json:"last,omitzero"`
	LastDate  day.Date  `json:"last_date,omitzero"`
	LastTally Tally     `json:"last_tally"`
	Origin
}

// VotesOn returns what votes say of a question. An agreed text shows that a text was
// agreed, not who wants what: on such questions votes never stand in for positions.
func (l *Library) VotesOn(question string, at day.AsOf) (WhatVotesSay, error) {
	if err := l.knownQuestion(question, at); err != nil {
		return WhatVotesSay{}, err
	}
	return l.votesSay(question, at), nil
}

func (l *Library) votesSay(question string, at day.AsOf) WhatVotesSay {
	w := WhatVotesSay{Question: question, Origin: Origin{Source: "votes-dprk.csv, as far as we have read", Class: source.DerivedClass, Mark: source.Derived}}
	text := l.textOf(question)
	for _, d := range l.Decisions(at) {
		w.Rows = append(w.Rows, "votes-dprk.csv:symbol="+d.Symbol.String())
		w.Texts++
		if !d.Tally.Divided() {
			w.Unanimous++
		}
		if d.Symbol == text {
			w.OnText = &d
		}
		w.Last, w.LastDate, w.LastTally, w.KnownOn = d.Symbol, d.Date, d.Tally, d.Date
	}
	return w
}

// textOf returns the text a question is about; none for most.
func (l *Library) textOf(question string) Symbol {
	if n, ok := strings.CutPrefix(question, "resolution-"); ok {
		for _, d := range l.decisions {
			if d.Symbol.Kind() == Resolution && fmt.Sprint(d.Symbol.Number()) == n {
				return d.Symbol
			}
		}
	}
	// The questions of positions.csv that are named after a draft's purpose.
	switch question {
	case "sanctions-2022":
		return Symbol{kind: Document, year: 2022, number: 431}
	case "end-of-panel-2024":
		return Symbol{kind: Document, year: 2024, number: 255}
	}
	return Symbol{}
}

// Line returns it in one sentence.
func (w WhatVotesSay) Line() Line {
	line := Line{Head: "votes", Origin: w.Origin}
	switch {
	case w.OnText != nil:
		line.Text = "the vote on " + w.OnText.Line().Head + " was " + w.OnText.Line().Text
		line.Origin = w.OnText.origin()
	case w.Texts == 0:
		line.Text = "votes say nothing on this question; none is on file"
	default:
		line.Text = fmt.Sprintf("votes say nothing on this question: of %s on file %s; the last was %s, %s, %s",
			count(w.Texts, "vote"), unanimity(w.Texts, w.Unanimous), w.Last, w.LastDate, w.LastTally)
	}
	return line
}

func unanimity(texts, unanimous int) string {
	switch {
	case texts != unanimous:
		return fmt.Sprintf("%d were unanimous", unanimous)
	case texts == 1:
		return "it was unanimous"
	}
	return "all were unanimous"
}

func count(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return fmt.Sprintf("%d %ss", n, what)
}
