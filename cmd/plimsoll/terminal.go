package main

import (
	"fmt"
	"io"
	"os"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/term"

	"github.com/plimsoll-watch/plimsoll/internal/config"
)

// columns is the width text is wrapped at, on a narrower terminal its width.
const columns = 100

// widthOf returns the width of people's text: what COLUMNS asks for, else what fits
// the terminal.
func widthOf(c config.Config, f *os.File) int {
	if c.Columns > 0 {
		return c.Columns
	}
	if w, _, err := term.GetSize(int(f.Fd())); err == nil && w >= 20 {
		return min(w, columns)
	}
	return columns
}

// printable replaces what would steer a terminal, in names that ships and files give
// themselves.
func printable(text string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsControl(r) || unicode.Is(unicode.Cf, r) || r == utf8.RuneError {
			return '?'
		}
		return r
	}, text)
}

// style wraps text in an escape sequence on a terminal that wants colour. Colour
// only repeats what a word already says.
func (w *world) style(tty bool, code, text string) string {
	if !tty || w.config.NoColor || text == "" {
		return text
	}
	return "\x1b[" + code + "m" + text + "\x1b[0m"
}

func (w *world) bold(tty bool, text string) string { return w.style(tty, "1", text) }

// wrapped prints text at an indent, its later lines under its first. lead is printed
// in front of the first line, in the indent.
func (w *world) wrapped(out io.Writer, lead string, indent int, text string) {
	lead = printable(lead)
	line := lead + strings.Repeat(" ", max(0, indent-utf8.RuneCountInString(lead)))
	empty := true
	for _, word := range strings.Fields(text) {
		word = printable(word)
		if !empty && utf8.RuneCountInString(line)+1+utf8.RuneCountInString(word) > w.width {
			fmt.Fprintln(out, line)
			line, empty = strings.Repeat(" ", indent), true
		}
		if !empty {
			line += " "
		}
		line, empty = line+word, false
	}
	fmt.Fprintln(out, line)
}
