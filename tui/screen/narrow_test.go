package screen_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"

	"thicket/tui/screen"
)

// crude is a terminal with its own mind about width: every glyph takes the
// columns that width says. A wide one lies on its left column.
type crude struct {
	w, h, x, y int
	cells      [][]rune
	width      func(rune) int
	top, end   int // of the scrolling region
}

func newCrude(w, h int, width func(rune) int) *crude {
	c := &crude{w: w, h: h, width: width, end: h, cells: make([][]rune, h)}
	for y := range c.cells {
		c.cells[y] = []rune(strings.Repeat("#", w))
	}
	return c
}

func (c *crude) write(b []byte) {
	for len(b) > 0 {
		if n := c.sequence(b); n > 0 {
			b = b[n:]
			continue
		}
		r, n := utf8.DecodeRune(b)
		c.print(r)
		b = b[n:]
	}
}

func (c *crude) print(r rune) {
	switch r {
	case '\r':
		c.x = 0
		return
	case '\n':
		c.y++ // never beyond the last row
		return
	}
	c.cells[c.y][c.x] = r
	for i := 1; i < c.width(r) && c.x+i < c.w; i++ {
		c.cells[c.y][c.x+i] = ' '
	}
	c.x = min(c.x+c.width(r), c.w-1)
}

// sequence follows an escape sequence and gives its length; 0 if b does not
// begin with one.
func (c *crude) sequence(b []byte) int {
	if b[0] != '\x1b' {
		return 0
	}
	end := strings.IndexFunc(string(b[2:]), func(r rune) bool { return r >= '@' }) + 2
	row, col := 1, 1
	switch b[end] {
	case 'H':
		fmt.Sscanf(string(b[2:end]), "%d;%d", &row, &col)
		c.x, c.y = col-1, row-1
	case 'G':
		fmt.Sscanf(string(b[2:end]), "%d", &col)
		c.x = col - 1
	case 'd':
		fmt.Sscanf(string(b[2:end]), "%d", &row)
		c.y = row - 1
	case 'C':
		fmt.Sscanf(string(b[2:end]), "%d", &col)
		c.x += col
	case 'D':
		fmt.Sscanf(string(b[2:end]), "%d", &col)
		c.x -= col
	case 'B':
		fmt.Sscanf(string(b[2:end]), "%d", &row)
		c.y += row
	case 'A':
		fmt.Sscanf(string(b[2:end]), "%d", &row)
		c.y -= row
	case 'K':
		c.blank(c.y, c.x)
	case 'J':
		for y := range c.h {
			c.blank(y, 0)
		}
	case 'P', '@':
		fmt.Sscanf(string(b[2:end]), "%d", &col)
		c.shift(c.cells[c.y], col, b[end] == '@')
	case 'r':
		c.top, c.end = 0, c.h
		if n, _ := fmt.Sscanf(string(b[2:end]), "%d;%d", &row, &col); n == 2 {
			c.top, c.end = row-1, col
		}
		c.x, c.y = 0, 0
	case 'L', 'M':
		fmt.Sscanf(string(b[2:end]), "%d", &row)
		for range row {
			c.scroll(b[end] == 'L')
		}
	case 'm', 'h', 'l':
	default:
		panic(fmt.Sprintf("unexpected sequence %q", b[:end+1]))
	}
	return end + 1
}

// shift makes room in a row, or takes it away.
func (c *crude) shift(row []rune, n int, room bool) {
	blanks := []rune(strings.Repeat(" ", n))
	if room {
		copy(row, append(blanks, row[:len(row)-n]...))
	} else {
		copy(row, append(row[n:len(row):len(row)], blanks...))
	}
}

// scroll makes room for a row at the cursor, or takes that row away.
func (c *crude) scroll(room bool) {
	rows, blank := c.cells[c.y:c.end], []rune(strings.Repeat(" ", c.w))
	if room {
		copy(rows[1:], rows)
		rows[0] = blank
	} else {
		copy(rows, rows[1:])
		rows[len(rows)-1] = blank
	}
}

func (c *crude) blank(y, x int) {
	for ; x < c.w; x++ {
		c.cells[y][x] = ' '
	}
}

func drawPicture(rt *rapid.T, s *screen.Screen, glyphs []rune) {
	w, h := s.Size()
	for range rapid.IntRange(1, 30).Draw(rt, "cells") {
		r := rapid.SampledFrom(glyphs).Draw(rt, "glyph")
		x, y := rapid.IntRange(0, w-1).Draw(rt, "x"), rapid.IntRange(0, h-1).Draw(rt, "y")
		st := screen.Style(rapid.IntRange(0, len(looks)-1).Draw(rt, "style"))
		s.Set(x, y, screen.Cell{Rune: r, Style: st, Width: uint8(screen.RuneWidth(r))})
	}
}

// move moves the whole picture, as a composer does whose camera has moved.
func move(s *screen.Screen, right, down int) {
	w, h := s.Size()
	s.Shift(0, h, right, down)
	before := make([][]screen.Cell, h)
	for y := range before {
		before[y] = slices.Clone(s.Row(y))
	}
	for y := range h {
		for x := range w {
			c := screen.Cell{Rune: ' ', Width: 1}
			if from, row := x-right, y-down; from >= 0 && from < w && row >= 0 && row < h {
				c = before[row][from]
			}
			s.Row(y)[x] = c
		}
	}
}

// A terminal that draws emoji one column wide shows every glyph in its own
// column all the same, and a blank where it leaves a gap.
func TestATerminalWithNarrowEmojiShiftsNothing(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		w, h := rapid.IntRange(1, 14).Draw(rt, "w"), rapid.IntRange(1, 3).Draw(rt, "h")
		s := screen.New(w, h, screen.NewPalette(screen.TrueColor, looks))
		term := newCrude(w, h, func(rune) int { return 1 })
		for range rapid.IntRange(1, 5).Draw(rt, "frames") {
			move(s, rapid.IntRange(-w, w).Draw(rt, "right"), rapid.IntRange(-h, h).Draw(rt, "down"))
			drawPicture(rt, s, []rune("  ab─♥界🌲🦠"))
			term.write(s.Paint(nil))
			for y := range h {
				for x, c := range s.Row(y) {
					if c.Width == 0 {
						c.Rune = ' '
					}
					if got := term.cells[y][x]; got != c.Rune {
						rt.Fatalf("%d,%d shows %q, want %q", x, y, got, c.Rune)
					}
				}
			}
		}
	})
}

// One that draws symbols two columns wide may hide what is right of a symbol,
// and nothing else.
func TestATerminalWithWideSymbolsShiftsNothing(t *testing.T) {
	width := func(r rune) int {
		if r == '♥' || r == '☺' {
			return 2
		}
		return screen.RuneWidth(r)
	}
	rapid.Check(t, func(rt *rapid.T) {
		w, h := rapid.IntRange(1, 14).Draw(rt, "w"), rapid.IntRange(1, 3).Draw(rt, "h")
		s := screen.New(w, h, screen.NewPalette(screen.TrueColor, looks))
		term := newCrude(w, h, width)
		drawPicture(rt, s, []rune("  ab─♥☺🌲"))
		term.write(s.Paint(nil))
		for y := range h {
			row := s.Row(y)
			for x, c := range row {
				hidden := c.Width == 0 || x > 0 && width(row[x-1].Rune) > int(max(1, row[x-1].Width))
				if got := term.cells[y][x]; !hidden && got != c.Rune {
					rt.Fatalf("%d,%d shows %q, want %q", x, y, got, c.Rune)
				}
			}
		}
	})
}

func TestACellAfterAWideGlyphIsAddressed(t *testing.T) {
	s := screen.New(20, 2, screen.NewPalette(screen.Mono, looks))
	s.Paint(nil)
	s.Text(4, 1, 0, "🌲a")
	if got, want := string(s.Paint(nil)), "\x1b[2;5H🌲\x1b[7Ga"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}
