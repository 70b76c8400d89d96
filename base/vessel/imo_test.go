package vessel

import (
	"encoding/csv"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"testing"

	"pgregory.net/rapid"
)

// 9074729: 9*7 + 0*6 + 7*5 + 4*4 + 7*3 + 2*2 = 139. The others are ships of the
// Security Council's list.
func TestIMOValid(t *testing.T) {
	for _, n := range []IMO{9074729, 8909575, 8606173, 8916293} {
		if !n.Valid() {
			t.Errorf("%v is refused", n)
		}
	}
	for _, n := range []IMO{0, 9074728, 9074792, 907472, 90747290, 1000000, 9999999} {
		if n.Valid() {
			t.Errorf("%v passes", n)
		}
	}
}

// A check digit is worth what it catches: one digit off by an odd number in a place
// of odd weight, always (7 and 3 share no factor with 10; 5 shares one).
func TestIMOCatchesOneWrongDigit(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		first := rapid.IntRange(100000, 999999).Draw(t, "first six")
		var n IMO
		for digit := range 10 {
			if candidate := IMO(first*10 + digit); candidate.Valid() {
				if n != 0 {
					t.Fatalf("both %v and %v pass", n, candidate)
				}
				n = candidate
			}
		}
		if n == 0 {
			t.Fatalf("no check digit for %d", first)
		}
		place := rapid.SampledFrom([]int{1000000, 10000, 100, 1}).Draw(t, "place") // weights 7, 5, 3 and the digit itself
		shift := rapid.SampledFrom([]int{1, 3, 7, 9}).Draw(t, "shift")
		digit := int(n) / place % 10
		wrong := int(n) + ((digit+shift)%10-digit)*place
		if IMO(wrong).Valid() {
			t.Fatalf("%v passes for %v", wrong, n)
		}
	})
}

// Company numbers of the Security Council's list (UN Consolidated List, 2023).
func TestCompanyIMOValid(t *testing.T) {
	for _, n := range []CompanyIMO{5342883, 5145892, 5434358, 5571322, 5676084, 5787684, 5878561, 5905801, 5936312, 5954061, 5982254, 1790183} {
		if !n.Valid() {
			t.Errorf("%d is refused", n)
		}
	}
	for _, n := range []CompanyIMO{0, 5342884, 5342838, 10000000} {
		if n.Valid() {
			t.Errorf("%d passes", n)
		}
	}
	if IMO(5342883).Valid() {
		t.Error("the company 5342883 passes for a ship")
	}
	if !IMO(1790183).Valid() { // as about one in ten will: the digit does not say which kind
		t.Error("1790183 passes as a company alone")
	}
}

func TestParseIMO(t *testing.T) {
	for s, want := range map[string]IMO{
		"9027980": 9027980, "IMO 9027980": 9027980, "IMO9027980": 9027980, "imo: 9027980": 9027980,
		"  IMO 9027980 ": 9027980, "9027981": 9027981, "1234": 1234, "0123456": 123456, "999999999": 999999999,
	} {
		if got, ok := ParseIMO(s); !ok || got != want {
			t.Errorf("ParseIMO(%q) = %v, %v, want %v", s, got, ok, want)
		}
	}
	for _, s := range []string{"", "IMO", "IMO ", "0", "0000000", "-", "902798O", "9027980.0", "+9027980", "-9027980", "1234567890", "9 027 980", "９０２７９８０"} {
		if got, ok := ParseIMO(s); ok || got != 0 {
			t.Errorf("ParseIMO(%q) = %v, %v, want none", s, got, ok)
		}
	}
}

func FuzzParseIMO(f *testing.F) {
	for _, s := range []string{"9027980", "IMO 9027980", "IMO:", "0", "99999999999", "\x00", "IMOIMO1"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		n, ok := ParseIMO(s)
		if ok != (n != 0) {
			t.Fatalf("%q: %v, %v", s, n, ok)
		}
		if again, _ := ParseIMO("IMO " + n.String()); again != n {
			t.Fatalf("%q: %v, read again %v", s, n, again)
		}
	})
}

// column reads one column of a shared table, rows without a value left out.
func column(t *testing.T, file, name string) []string {
	t.Helper()
	f, err := os.Open(filepath.Join("..", "..", "..", "shared", "facts", file))
	if errors.Is(err, fs.ErrNotExist) {
		t.Skip("the shared facts are not beside this checkout")
	}
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	at := -1
	for i, head := range rows[0] {
		if head == name {
			at = i
		}
	}
	if at < 0 {
		t.Fatalf("%s has no column %s", file, name)
	}
	var values []string
	for _, row := range rows[1:] {
		if row[at] != "" {
			values = append(values, row[at])
		}
	}
	return values
}

func TestIMOOfListedShips(t *testing.T) {
	for file, want := range map[string]int{"ofac-dprk-vessels.csv": 106, "designated-vessels.csv": 68} {
		t.Run(file, func(t *testing.T) {
			valid := 0
			for _, s := range column(t, file, "imo") {
				if n, ok := ParseIMO(s); ok && n.Valid() && n.String() == s {
					valid++
				} else {
					t.Errorf("%q is no ship's number", s)
				}
			}
			if valid != want {
				t.Errorf("%d valid numbers, want %d", valid, want)
			}
		})
	}
}

// Every State's digits make ships, coast stations and groups that give them back.
func TestMIDOfStates(t *testing.T) {
	for _, s := range column(t, "mid-flags.csv", "mid") {
		want, err := strconv.Atoi(s)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range []int{want*1000000 + 123456, want*10000 + 1234, want*100000 + 12345, 111000000 + want*1000, 990000000 + want*10000} {
			if got, ok := MMSI(m).MID(); !ok || got != want {
				t.Errorf("MID of %v: %d, %v, want %d", MMSI(m), got, ok, want)
			}
		}
	}
}
