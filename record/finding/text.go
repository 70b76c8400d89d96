package finding

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/plimsoll-watch/plimsoll/base/day"
)

// eachText calls do for every text in v with where it stands, as its key: "evidence[0].what".
func eachText(v reflect.Value, where string, do func(where, s string) error) error {
	switch v.Kind() {
	case reflect.String:
		return do(where, v.String())
	case reflect.Pointer:
		if !v.IsNil() {
			return eachText(v.Elem(), where, do)
		}
	case reflect.Slice:
		for i := range v.Len() {
			if err := eachText(v.Index(i), fmt.Sprintf("%s[%d]", where, i), do); err != nil {
				return err
			}
		}
	case reflect.Struct:
		return eachField(v, where, do)
	}
	return nil
}

func eachField(v reflect.Value, where string, do func(where, s string) error) error {
	if v.Type() == reflect.TypeFor[day.Date]() {
		return nil
	}
	if where != "" {
		where += "."
	}
	for i := range v.NumField() {
		key, _, _ := strings.Cut(v.Type().Field(i).Tag.Get("json"), ",")
		if err := eachText(v.Field(i), where+key, do); err != nil {
			return err
		}
	}
	return nil
}

// plain refuses a text that is not UTF-8, or that has characters which break a line or
// turn its direction: it would not read as it is stored.
func plain(where, s string) error {
	if !utf8.ValidString(s) {
		return refuse(where, "save it as UTF-8", "it is not UTF-8")
	}
	for i, r := range s {
		if unreadable(r) {
			return refuse(where, "write it in one paragraph, without marks that are not seen", "byte %d is the character U+%04X", i, r)
		}
	}
	return nil
}

// unreadable reports whether a character is a control, a line or paragraph separator, a
// byte order mark, or one that embeds, overrides or isolates a direction (Unicode
// Standard Annex 9, section 2).
func unreadable(r rune) bool {
	return unicode.IsControl(r) || r == '\u2028' || r == '\u2029' || r == '\ufeff' ||
		r >= '\u202a' && r <= '\u202e' || r >= '\u2066' && r <= '\u2069'
}

// sentence refuses what is not one sentence that we may say.
func sentence(where, s string) error {
	switch {
	case strings.TrimSpace(s) == "":
		return refuse(where, "say it in one sentence", "it is empty")
	case strings.TrimSpace(s) != s:
		return refuse(where, "leave them out", "blanks stand before or after it")
	case sentenceEnd(s) >= 0:
		return refuse(where, "say it in one sentence; the rest belongs to circumstances", "a second sentence begins after byte %d", sentenceEnd(s))
	}
	return ours(where, s)
}

// ours refuses words that a text of ours may not hold (docs/GLOSSARY.md).
func ours(where, s string) error {
	if saysSuspected(s) {
		return refuse(where, "a named reviewer may say it, in a review, of a ship named", "it says suspected")
	}
	low := strings.ToLower(s)
	for _, word := range [...]string{"dark vessel", "violator", "smuggl", "illegal"} {
		if strings.Contains(low, word) {
			return refuse(where, "say what was seen; what follows from it others say", "%q is a conclusion", word)
		}
	}
	return nil
}

// sentenceEnd returns where a sentence ends and another begins; -1 when none does. A full
// stop after an abbreviation or an initial ends none: "BILLIONS NO. 18", "para. 5".
func sentenceEnd(s string) int {
	for i := range len(s) - 2 {
		if !strings.ContainsRune(".!?", rune(s[i])) || s[i+1] != ' ' {
			continue
		}
		next, _ := utf8.DecodeRuneInString(strings.TrimLeft(s[i+1:], " \"'("))
		if unicode.IsLetter(next) && (s[i] != '.' || !abbreviates(s[:i])) {
			return i
		}
	}
	return -1
}

// abbreviates reports whether a full stop after s belongs to its last word.
func abbreviates(s string) bool {
	word := s[strings.LastIndexAny(s, " .(")+1:]
	short := [...]string{"no", "nos", "para", "paras", "st", "art", "dr", "mr", "mrs", "ms", "approx"}
	return utf8.RuneCountInString(word) == 1 && word != "" && unicode.IsLetter([]rune(word)[0]) || slices.Contains(short[:], strings.ToLower(word))
}

// saysSuspected reports whether a word begins with "suspect".
func saysSuspected(s string) bool {
	words := strings.FieldsFunc(strings.ToLower(s), func(r rune) bool { return !unicode.IsLetter(r) })
	return slices.ContainsFunc(words, func(w string) bool { return strings.HasPrefix(w, "suspect") })
}

// required refuses an empty text.
func required(where, s, hint string) error {
	if strings.TrimSpace(s) == "" {
		return refuse(where, hint, "it is empty")
	}
	return nil
}

// oneOf refuses a word that is not one of those known.
func oneOf[T ~string](where string, word T, known ...T) error {
	if slices.Contains(known, word) {
		return nil
	}
	words := make([]string, len(known))
	for i, k := range known {
		words[i] = string(k)
	}
	return refuse(where, "it is one of: "+strings.Join(words, ", "), "%q is not known", clip(string(word)))
}

// signed refuses an act without who did it and when.
func signed(where, by string, on day.Date) error {
	if strings.TrimSpace(by) == "" {
		return refuse(where, "say who", "it has no name")
	}
	if on.IsZero() {
		return refuse(where, "say when: 2018-09-12", "it has no day")
	}
	return nil
}

// isSHA256 reports whether s is 64 lower-case hexadecimal digits.
func isSHA256(s string) bool {
	return len(s) == 64 && strings.Trim(s, "0123456789abcdef") == ""
}

// firstOf returns the first error.
func firstOf(errs ...error) error {
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}
