package brief

import (
	"regexp"
	"strconv"
	"strings"

	"github.com/plimsoll-watch/plimsoll/base/day"
)

// proseDate is a date as prose has it. Zero is what it does not say.
type proseDate struct {
	year, month, day int
	text             string
}

const monthNames = `Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?`

// The forms of dates in prose.
var (
	isoForm  = regexp.MustCompile(`\b(\d{4})-(\d{2})(?:-(\d{2}))?\b`)
	spanForm = regexp.MustCompile(`\b(\d{1,2}) ?(?:to|-|and|,) ?(\d{1,2}) (` + monthNames + `)\b\.?(?:,? (\d{4})\b)?`)
	longForm = regexp.MustCompile(`\b(?:(\d{1,2}) )?(` + monthNames + `)\b\.?(?:,? (\d{4})\b)?`)
	yearForm = regexp.MustCompile(`\b(?:19|20)\d{2}\b`)
)

// datesIn reads the dates in a text in plain characters, and returns it with them
// blanked. A year alone is blanked and is no date: it is compared with nothing. "May"
// and "March" without a day or a year are words.
func datesIn(text string) (all []proseDate, rest string) {
	text = blanked(noYear, text)
	take := func(form *regexp.Regexp, read func(m []string) []proseDate) {
		text = form.ReplaceAllStringFunc(text, func(s string) string {
			dates := read(form.FindStringSubmatch(s))
			if dates == nil {
				return s
			}
			all = append(all, dates...)
			return strings.Repeat("\x01", len(s))
		})
	}
	take(isoForm, func(m []string) []proseDate { return valid(proseDate{atoi(m[1]), atoi(m[2]), atoi(m[3]), m[0]}) })
	take(spanForm, func(m []string) []proseDate {
		y, mo := atoi(m[4]), monthOf(m[3])
		return valid(proseDate{y, mo, atoi(m[1]), m[0]}, proseDate{y, mo, atoi(m[2]), m[0]})
	})
	take(longForm, func(m []string) []proseDate {
		if m[1] == "" && m[3] == "" {
			return nil
		}
		return valid(proseDate{atoi(m[3]), monthOf(m[2]), atoi(m[1]), m[0]})
	})
	return all, blanked(yearForm, text)
}

// noYear are symbols with a year in them; they are blanked before dates are read.
var noYear = regexp.MustCompile(`\b[A-Z]{1,5}/[A-Za-z0-9./]*\d+(?: ?\(\d{4}\))?|\(\d{4}\)`)

func valid(all ...proseDate) []proseDate {
	for _, d := range all {
		if d.month < 1 || d.month > 12 || d.day > 31 {
			return nil
		}
	}
	return all
}

func atoi(s string) int {
	n, err := strconv.Atoi(s)
	if err != nil {
		return 0
	}
	return n
}

func monthOf(name string) int {
	return strings.Index("janfebmaraprmayjunjulaugsepoctnovdec", strings.ToLower(name[:3]))/3 + 1
}

// saysDate reports whether one of the record's dates may be the date in prose: every part
// that the prose names agrees.
func saysDate(have []day.Date, d proseDate) bool {
	for _, h := range have {
		for on := h.First(); on != 0 && on <= h.Last() && on < h.First()+800; on++ {
			y, m, dd := on.Civil()
			if (d.year == 0 || d.year == y) && d.month == m && (d.day == 0 || d.day == dd) {
				return true
			}
		}
	}
	return false
}

// datesOf are the dates in words of the record that name a year, and those that name
// none, taken in the year of the row.
func datesOf(words string, year int) []day.Date {
	found, _ := datesIn(plainText(words))
	var all []day.Date
	for _, d := range found {
		if d.year == 0 {
			d.year = year
		}
		text := strconv.Itoa(d.year) + "-" + two(d.month)
		if d.day > 0 {
			text += "-" + two(d.day)
		}
		if read, err := day.Parse(text); err == nil {
			all = append(all, read)
		}
	}
	return all
}

func two(n int) string {
	if n < 10 {
		return "0" + strconv.Itoa(n)
	}
	return strconv.Itoa(n)
}
