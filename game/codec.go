package game

import (
	"encoding/binary"
	"fmt"
	"math"
	"unicode"
	"unicode/utf8"
)

// codec appends the fields of something to its bytes, or reads them from there.
// One description of a layout serves both ways, so that they cannot go apart.
// It keeps the first error and does nothing after it.
type codec struct {
	reading bool
	bytes   []byte // written so far, or left to read
	part    string // what is being coded, for errors: "walker"
	index   int    // which one of them; -1: there is only one
	older   int    // the format that is read, if it is not today's
	err     error
}

// at says what is coded from now on.
func (c *codec) at(part string, index int) { c.part, c.index = part, index }

func (c *codec) fail(format string, args ...any) {
	if c.err == nil {
		c.err = fmt.Errorf("%s: %w", label(c.part, c.index), fmt.Errorf(format, args...))
	}
}

// label is how an error calls one of many, or the only one.
func label(part string, index int) string {
	if index < 0 {
		return part
	}
	return fmt.Sprintf("%s %d", part, index)
}

// take is the next n bytes, nil if there are not as many.
func (c *codec) take(what string, n int) []byte {
	if c.err == nil && n > len(c.bytes) {
		c.fail("%s needs %d bytes, %d are left", what, n, len(c.bytes))
	}
	if c.err != nil {
		return nil
	}
	b := c.bytes[:n]
	c.bytes = c.bytes[n:]
	return b
}

type integer interface {
	~int | ~int8 | ~int16 | ~int32 | ~int64 | ~uint8 | ~uint16 | ~uint32 | ~uint64
}

// number codes an integer, low to high, as a varint.
func number[T integer](c *codec, what string, v *T, low, high int64) {
	n := int64(*v)
	if c.reading {
		n = c.varint(what)
	}
	if c.err != nil {
		return
	}
	if n < low || n > high || !c.reading && T(n) != *v {
		c.fail("%s is %d, allowed are %d to %d", what, n, low, high)
		return
	}
	if c.reading {
		*v = T(n)
		return
	}
	c.bytes = binary.AppendVarint(c.bytes, n)
}

func (c *codec) varint(what string) int64 {
	if c.err != nil {
		return 0
	}
	n, size := binary.Varint(c.bytes)
	if size <= 0 {
		c.fail("%s is no number, or the bytes end there", what)
		return 0
	}
	c.bytes = c.bytes[size:]
	return n
}

func tiny[T ~uint8](c *codec, what string, v *T)         { number(c, what, v, 0, math.MaxUint8) }
func natural[T ~uint32 | ~int](c *codec, s string, v *T) { number(c, s, v, 0, math.MaxUint32) }

// stamp codes a Stamp, longAgo to never.
func (c *codec) stamp(what string, v *Stamp) { number(c, what, v, int64(longAgo), int64(never)) }

func (c *codec) flag(what string, v *bool) {
	var n uint8
	if *v {
		n = 1
	}
	number(c, what, &n, 0, 1)
	if c.reading {
		*v = n == 1
	}
}

// length codes how long something is: no longer than most, and when reading
// than what is left, since nothing takes less than a byte.
func (c *codec) length(what string, n, most int) int {
	number(c, what, &n, 0, int64(most))
	if c.reading && c.err == nil && n > len(c.bytes) {
		c.fail("%s is %d, but only %d bytes are left", what, n, len(c.bytes))
	}
	if c.err != nil {
		return 0
	}
	return n
}

// text codes what may come to somebody's screen.
func (c *codec) text(what string, v *string, most int) {
	n := c.length("length of the "+what, len(*v), most)
	s := *v
	if c.reading {
		s = string(c.take(what, n))
	}
	if c.err == nil && !printable(s) {
		c.fail("%s %q cannot be printed", what, s)
	}
	switch {
	case c.err != nil:
	case c.reading:
		*v = s
	default:
		c.bytes = append(c.bytes, s...)
	}
}

func printable(s string) bool {
	for _, r := range s {
		if !unicode.IsPrint(r) {
			return false
		}
	}
	return utf8.ValidString(s)
}

// blob codes bytes as they are.
func (c *codec) blob(what string, v *[]byte, most int) {
	n := c.length("length of the "+what, len(*v), most)
	switch {
	case c.err != nil:
	case c.reading:
		*v = append([]byte(nil), c.take(what, n)...)
	default:
		c.bytes = append(c.bytes, *v...)
	}
}

// rows codes a bit for each cell of a chunk.
func (c *codec) rows(what string, v *plane) {
	if !c.reading {
		for _, row := range v {
			c.bytes = binary.LittleEndian.AppendUint64(c.bytes, row)
		}
		return
	}
	if b := c.take(what, side*8); b != nil {
		for y := range v {
			v[y] = binary.LittleEndian.Uint64(b[y*8:])
		}
	}
}

// several codes a slice. When reading it grows with what is read, so that a
// length that promises too much costs nothing.
func several[T any](c *codec, part string, s *[]T, most int, each func(*T)) {
	c.at(part, -1)
	n := c.length("number of them", len(*s), most)
	for i := 0; i < n && c.err == nil; i++ {
		c.at(part, i)
		if c.reading {
			var none T
			*s = append(*s, none)
		}
		each(&(*s)[i])
	}
}
