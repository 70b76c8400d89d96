package vessel

import (
	"fmt"
	"strings"
)

// IMO is an IMO ship identification number (IMO resolution A.1117(30)): seven
// digits, the last a check digit. 0 is none. A number that fails the check, or
// has another length, is kept as typed.
type IMO uint32

// String prints the digits as typed.
func (n IMO) String() string { return fmt.Sprintf("%d", uint32(n)) }

// Valid reports whether n has seven digits and the right check digit: the sum of
// the first six digits times 7 down to 2 ends in the seventh.
func (n IMO) Valid() bool {
	if n < 1_000_000 || n > 9_999_999 {
		return false
	}
	sum := 0
	for weight, rest := 2, uint32(n)/10; rest > 0; weight, rest = weight+1, rest/10 {
		sum += weight * int(rest%10)
	}
	return sum%10 == int(n%10)
}

// CompanyIMO is an IMO company or registered owner number (IMO resolution
// A.1160(32)), whose check digit follows another rule than a ship's.
type CompanyIMO uint32

// companyWeights multiply the first six digits of a company number.
var companyWeights = [6]int{8, 6, 4, 2, 9, 7}

// Valid reports whether n has seven digits at most and the company check digit:
// 11 less the weighted sum modulo 11, taken modulo 10.
func (n CompanyIMO) Valid() bool {
	if n == 0 || n > 9_999_999 {
		return false
	}
	sum := 0
	for i, rest := 5, uint32(n)/10; i >= 0; i, rest = i-1, rest/10 {
		sum += companyWeights[i] * int(rest%10)
	}
	return (11-sum%11)%10 == int(n%10)
}

// ParseIMO reads a ship's number as lists and tables print it, "IMO 9027980",
// "IMO9027980" or "9027980". ok is false when there are no digits or more than
// nine; the number may still fail its check digit.
func ParseIMO(s string) (n IMO, ok bool) {
	s = strings.TrimSpace(s)
	if len(s) >= 3 && strings.EqualFold(s[:3], "IMO") {
		s = strings.TrimLeft(s[3:], " :")
	}
	if len(s) == 0 || len(s) > 9 {
		return 0, false
	}
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return 0, false
		}
		n = n*10 + IMO(s[i]-'0')
	}
	return n, n != 0
}
