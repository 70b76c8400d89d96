package coast

import (
	"encoding/binary"
	"hash/crc32"
	"strings"
	"testing"

	"github.com/plimsoll-watch/plimsoll/base/geo"
)

func TestSourceIsNamed(t *testing.T) {
	note := open(t).Source()
	for _, word := range []string{"Natural Earth", "public domain", "world-atlas 2.0.2"} {
		if !strings.Contains(note, word) {
			t.Errorf("the note %q does not say %q", note, word)
		}
	}
}

// square is a land file by the format in the package, byte by byte: a square of 10
// degrees at 0 N 0 E on a grid of tenths of a degree.
func square() []byte {
	b := append([]byte("plimland"), 1, 4)
	b = append(b, "test"...)
	b = binary.AppendUvarint(b, 3600)
	b = binary.LittleEndian.AppendUint64(b, 0xc056800000000000) // -90
	b = binary.LittleEndian.AppendUint64(b, 0x3fb999999999999a) // 0.1
	b = append(b, 1, 4)
	for _, v := range []int64{1800, 900, 100, 0, 0, 100, -100, 0} {
		b = binary.AppendVarint(b, v)
	}
	return b
}

func seal(b []byte) []byte { return binary.LittleEndian.AppendUint32(b, crc32.ChecksumIEEE(b)) }

func TestDecodeSquare(t *testing.T) {
	l, err := Decode(seal(square()))
	if err != nil {
		t.Fatal(err)
	}
	if !l.OnLand(geo.Point{Lat: 5, Lon: 5}) || l.OnLand(geo.Point{Lat: 5, Lon: -5}) || l.OnLand(geo.Point{Lat: 11, Lon: 5}) {
		t.Error("the square from 0 N 0 E to 10 N 10 E does not hold 5 N 5 E alone")
	}
	want := geo.Distance(geo.Point{Lat: -3, Lon: 0}, geo.Point{})
	if got := l.ShoreDistance(geo.Point{Lat: -3}); got < want-0.01 || got > want+0.01 {
		t.Errorf("3 degrees south of its corner the square is %v m away, not %v", got, want)
	}
}

func TestDecodeRefuses(t *testing.T) {
	newer := seal(append(append([]byte("plimland"), 2), square()[9:]...))
	damaged := seal(square())
	damaged[20] ^= 1
	for name, c := range map[string]struct {
		file []byte
		want string
	}{
		"nothing":       {nil, "not a land file"},
		"another file":  {[]byte("PK\x03\x04 something else"), "not a land file"},
		"newer format":  {newer, "format version 2"},
		"damaged":       {damaged, "checksum"},
		"cut short":     {seal(square()[:len(square())-2]), "ends early"},
		"bytes after":   {seal(append(square(), 0)), "left over"},
		"off the Earth": {seal(append(square()[:len(square())-1], binary.AppendVarint(nil, 9999)...)), "out of range"},
	} {
		_, err := Decode(c.file)
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: error %v, want one that says %q", name, err, c.want)
		}
	}
}

// FuzzDecode: no file breaks the reader, and what it accepts can be asked. The
// checksum is set right, so that the rest is reached.
func FuzzDecode(f *testing.F) {
	f.Add(square())
	f.Add(square()[:30])
	f.Add([]byte("plimland\x01"))
	f.Fuzz(func(t *testing.T, b []byte) {
		l, err := Decode(seal(b))
		if err != nil {
			return
		}
		for _, p := range []geo.Point{{}, {Lat: 90}, {Lat: -90, Lon: 180}, {Lat: 5, Lon: -180}} {
			l.OnLand(p)
			l.ShoreDistance(p)
		}
		l.Clip(geo.Box{West: 170, South: -90, East: -170, North: 90}, 0.1)
	})
}
