package council

import (
	"bufio"
	"errors"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/plimsoll-watch/plimsoll/base/day"
)

// TestRead: the grammar and every dirty case of the record. want is the symbol in
// prose, "" where none can be told; offered what was perhaps meant.
func TestRead(t *testing.T) {
	l := load(t)
	for _, c := range []struct {
		printed string
		want    string
		kind    Kind
		offered string
		flaws   string
	}{
		{"S/RES/2397 (2017)", "S/RES/2397 (2017)", Resolution, "", ""},
		{"S/RES/2397(2017)", "S/RES/2397 (2017)", Resolution, "", ""},
		{"S/PRST/2017/16", "S/PRST/2017/16", Statement, "", ""},
		{"S/PV.8363", "S/PV.8363", Verbatim, "", ""},
		{"S/PV.3454 (Resumption 2)", "S/PV.3454 (Resumption 2)", Verbatim, "", ""},
		{"S/PV.3745 (Resumption 1)+Corr.1", "S/PV.3745 (Resumption 1)+Corr.1", Verbatim, "", ""},
		{"S/PV.3370+Corr.1+Corr.2", "S/PV.3370+Corr.1+Corr.2", Verbatim, "", ""},
		{"S/PV.3714(closed)", "S/PV.3714 (closed)", Verbatim, "", ""},
		{"S/PV.77 | (closed)", "S/PV.77 (closed)", Verbatim, "", "form"},
		{"S/PV.11 | closed", "S/PV.11 (closed)", Verbatim, "", "form form"},
		{"S/PV.6865 (Resumption1)", "S/PV.6865 (Resumption 1)", Verbatim, "", "blank"},
		{"S/PV.4820 | (Part II)", "S/PV.4820 (Part II)", Verbatim, "", "form"},
		{"S/PV.4046 (Resumption 2) 17 September", "", NoKind, "", "not a symbol"},
		{"S/PV.2249 | (privada)", "", NoKind, "", "form not a symbol"},
		{"S/Agenda/8979", "S/Agenda/8979", Agenda, "", ""},
		{"S/AC.51/2020/3", "S/AC.51/2020/3", CommitteePaper, "", ""},
		{"S/2024/255", "S/2024/255", Document, "", ""},
		{"S/2007/307/Rev.1", "S/2007/307/Rev.1", Document, "", ""},
		{"S/2007/307/rev.1/add.2", "S/2007/307/Rev.1/Add.2", Document, "", ""},
		{"S/23500", "S/23500", OldDocument, "", ""},
		{"S/21742/Rev.1", "S/21742/Rev.1", OldDocument, "", ""},
		{"A/72/707–S/2018/43", "A/72/707–S/2018/43", Joint, "", ""},
		{"A/72/707-S/2018/43", "A/72/707–S/2018/43", Joint, "", ""},
		{"SC/13506", "SC/13506", PressRelease, "", ""},
		// escape, case
		{"S/RES/1267%20(1999)", "S/RES/1267 (1999)", Resolution, "", "escaped"},
		{"S/RES/1267\u00a0(1999)", "S/RES/1267 (1999)", Resolution, "", "escaped"},
		{"S/Res/2145(2014)", "S/RES/2145 (2014)", Resolution, "", "case"},
		// no year: from the register, offered
		{"S/RES/1998", "", NoKind, "S/RES/1998 (2011)", "no year"},
		{"S/RES/2340", "", NoKind, "S/RES/2340 (2017)", "no year"},
		{"S/RES/9999", "", NoKind, "", "no year"},
		// torn
		{"S/RES/", "", NoKind, "", "torn"},
		{"S/2013", "", NoKind, "", "torn"},
		{"T/PCCs", "", NoKind, "", "torn"},
		// bracket, tail
		{"S/RES/2282(2016", "", NoKind, "S/RES/2282 (2016)", "bracket"},
		{"S/RES/2244(pp.4)", "", NoKind, "S/RES/2244 (2015)", "bracket"},
		{"S/2004/916;", "S/2004/916", Document, "", "tail"},
		{"S/2015/654..", "S/2015/654", Document, "", "tail"},
		// slash, digit: no guess
		{"S/2015801", "", NoKind, "", "number"},
		{"S/20144/461", "", NoKind, "", "number"},
		{"A/HCR/33/24..", "", NoKind, "", "tail unknown part"},
		// looks undated
		{"S/2349", "S/2349", OldDocument, "S/RES/2349 (2017)", "looks undated"},
		{"S/2532", "S/2532", OldDocument, "S/RES/2532 (2020)", "looks undated"},
		{"S/96", "S/96", OldDocument, "", ""}, // has the number of a resolution of 1951, when symbols looked so
		// wrong year: both are shown
		{"S/RES/2371(2016)", "S/RES/2371 (2016)", Resolution, "S/RES/2371 (2017)", "wrong year"},
		{"S/RES/2312(2106)", "S/RES/2312 (2106)", Resolution, "S/RES/2312 (2016)", "wrong year"},
		{"S/RES/2140(2140)", "S/RES/2140 (2140)", Resolution, "S/RES/2140 (2014)", "wrong year"},
		{"S/RES/1989(2001)", "S/RES/1989 (2001)", Resolution, "S/RES/1989 (2011)", "wrong year"},
		{"S/RES/2762(2024)", "S/RES/2762 (2024)", Resolution, "", ""},
		{"S/RES/9000 (2017)", "S/RES/9000 (2017)", Resolution, "", "not on file"},
		// other bodies
		{"ST/SGB/2003/13", "ST/SGB/2003/13", Foreign, "", ""},
		{"FCCC/CP/2015/10/Add.1", "FCCC/CP/2015/10/Add.1", Foreign, "", ""},
		{"PBC/7/OC/L.1", "PBC/7/OC/L.1", Foreign, "", ""},
		{"E/RES/2015/25", "E/RES/2015/25", Foreign, "", ""},
		{"A/ES-10/L.21", "A/ES-10/L.21", Foreign, "", ""},
		// prose
		{"resolution 2397 (2017)", "S/RES/2397 (2017)", Resolution, "", ""},
		{"Security Council resolution 1718", "", NoKind, "S/RES/1718 (2006)", "no year"},
		{"", "", NoKind, "", "not a symbol"},
		{"the sea", "", NoKind, "", "not a symbol"},
	} {
		r := l.Read(c.printed, day.AsOf{})
		var flaws []string
		for _, f := range r.Flaws {
			flaws = append(flaws, string(f.Kind))
		}
		got := []string{r.Symbol.String(), string(r.Symbol.Kind()), r.Offered.String(), strings.Join(flaws, " ")}
		if diff := cmp.Diff([]string{c.want, string(c.kind), c.offered, c.flaws}, got); diff != "" {
			t.Errorf("%q (symbol, kind, offered, flaws; -want +got):\n%s", c.printed, diff)
		}
		if len(r.Lines()) < 1 {
			t.Errorf("%q has no words", c.printed)
		}
	}
}

func TestSymbolForms(t *testing.T) {
	s := sym(t, "S/RES/2397(2017)")
	if got := []string{s.String(), s.Key(), s.Link()}; !cmp.Equal(got, []string{"S/RES/2397 (2017)", "S/RES/2397(2017)", "https://undocs.org/S/RES/2397(2017)"}) {
		t.Errorf("in prose, in a key, as a link: %q", got)
	}
	if sym(t, "SC/13506").Link() != "" {
		t.Error("a press release is no document")
	}
	_, err := Parse("S/RES/2282(2016")
	var e *SymbolError
	if !errors.As(err, &e) || !strings.Contains(e.Hint(), "S/RES/2282 (2016)") {
		t.Errorf("a damaged bracket offers a reading: %v", err)
	}
}

// TestNotYetNumbered: on 26 September 2018 no number of 2019 was known.
func TestNotYetNumbered(t *testing.T) {
	l := load(t)
	if r := l.Read("S/RES/2464", eve(t)); !r.Offered.IsZero() {
		t.Errorf("offered %v", r.Offered)
	}
	if r := l.Read("S/RES/2464", day.AsOf{}); r.Offered.String() != "S/RES/2464 (2019)" {
		t.Errorf("offered %v", r.Offered)
	}
}

// TestSymbolsSeen classifies every symbol of the record. The numbers are those that
// were counted in it by hand: symbols and, in brackets, uses.
func TestSymbolsSeen(t *testing.T) {
	f := shared(t, "symbols_seen.tsv")
	l := load(t)
	symbols, uses := map[string]int{}, map[string]int{}
	for scan := bufio.NewScanner(f); scan.Scan(); {
		count, printed, ok := strings.Cut(scan.Text(), "\t")
		n, err := strconv.Atoi(count)
		if !ok || err != nil {
			t.Fatalf("line %q", scan.Text())
		}
		r := l.Read(printed, day.AsOf{})
		class := string(r.Symbol.Kind())
		if len(r.Flaws) > 0 {
			class = string(r.Flaws[len(r.Flaws)-1].Kind)
		}
		if r.Symbol.IsZero() && len(r.Flaws) == 0 {
			t.Errorf("%q is neither read nor flagged", printed)
		}
		for _, key := range []string{class, "all"} {
			symbols[key]++
			uses[key] += n
		}
	}
	want := map[string]int{
		"all": 2301, string(Escaped): 40, string(OtherCase): 7, string(NoYear): 5, string(Torn): 3, string(Bracket): 2,
		string(Tail): 2, string(WrongNumber): 2, string(UnknownPart): 2, string(LooksUndated): 2, string(WrongYear): 27,
		string(Joint): 1, string(Agenda): 1, string(OldDocument): 1, string(NotOnFile): 0, string(NotASymbol): 0, string(Blank): 0,
	}
	for class, n := range want {
		if symbols[class] != n {
			t.Errorf("%s: %d symbols, want %d", class, symbols[class], n)
		}
	}
	for class, n := range map[string]int{"all": 17418, string(Escaped): 47, string(Statement): 868, string(CommitteePaper): 33} {
		if uses[class] != n {
			t.Errorf("%s: %d uses, want %d", class, uses[class], n)
		}
	}
	if got := uses[string(Document)]; got != 1152+3 { // S/y/n, and S/2007/307/Rev.1
		t.Errorf("documents have %d uses", got)
	}
}

// TestMeetingSymbols reads the first column of the table of meetings: what is not read
// is what the record lists as impossible.
func TestMeetingSymbols(t *testing.T) {
	unread := map[string]int{}
	for _, row := range sharedRows(t, "meetings_1946_2022.csv") {
		if r := Read(row["symbol"]); r.Symbol.Kind() != Verbatim {
			unread[row["symbol"]]++
		}
	}
	if unread["--"] != 74 || unread[""] != 20 {
		t.Errorf("%d rows with -- (want 74), %d empty (want 20)", unread["--"], unread[""])
	}
	delete(unread, "--")
	delete(unread, "")
	if len(unread) > 16 {
		t.Errorf("%d other symbols are not read: %v", len(unread), unread)
	}
}

// aSymbol draws a symbol of any kind.
func aSymbol() *rapid.Generator[Symbol] {
	return rapid.Custom(func(t *rapid.T) Symbol {
		n := rapid.IntRange(1, 99999).Draw(t, "number")
		dated := rapid.IntRange(1994, 2999).Draw(t, "year")
		tail := rapid.SampledFrom([]string{"", "/Rev.1", "/Add.1/Corr.2", "/Summary"}).Draw(t, "tail")
		after := rapid.SampledFrom([]string{"", " (closed)", " (Resumption 1)", " (Part II)", "+Corr.1", " (Resumption 2)+Corr.1+Corr.2"}).Draw(t, "after")
		return rapid.SampledFrom([]Symbol{
			{kind: Resolution, number: n, year: rapid.IntRange(1946, 2999).Draw(t, "any year")},
			{kind: Statement, number: n, year: dated, tail: tail},
			{kind: Verbatim, number: n, tail: after},
			{kind: Agenda, number: n},
			{kind: CommitteePaper, body: "AC." + strconv.Itoa(n), number: n, year: dated, tail: tail},
			{kind: Document, number: n, year: dated, tail: tail},
			{kind: PressRelease, number: n},
		}).Draw(t, "symbol")
	})
}

func TestSymbolsReadBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := aSymbol().Draw(t, "s")
		// A key has no blanks, and the record of a meeting needs none.
		for _, printed := range []string{s.String(), strings.ToLower(s.String()), s.String() + "."} {
			if strings.Contains(printed, "(part ") || strings.Contains(printed, "(resumption") || strings.Contains(printed, "+corr") {
				continue // additions are matched as they are written
			}
			if got, err := Parse(printed); got != s || err != nil {
				t.Fatalf("%q reads as %v, %v", printed, got, err)
			}
		}
		if got, err := Parse(s.Key()); got != s || err != nil {
			t.Fatalf("%q reads as %v, %v", s.Key(), got, err)
		}
	})
}

func FuzzRead(f *testing.F) {
	for _, s := range []string{"S/RES/2397 (2017)", "S/PV.11 | closed", "A/72/707–S/2018/43", "S/2007/307/Rev.1", "S/PV.3370+Corr.1", "A/ES-10/L.21"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		r := Read(s)
		if r.Symbol.IsZero() && len(r.Flaws) == 0 {
			t.Fatalf("%q is neither read nor flagged", s)
		}
		if r.Symbol.IsZero() {
			return
		}
		again := Read(r.Symbol.String())
		if again.Symbol != r.Symbol || len(again.Flaws) > 0 {
			t.Fatalf("%q reads as %q, and that as %q with %v", s, r.Symbol, again.Symbol, again.Flaws)
		}
	})
}
