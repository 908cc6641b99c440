package screen

import (
	"math"
	"unicode/utf8"
)

// Paint appends the bytes that turn what the terminal shows into what was
// composed; nothing if that is the same. They must all reach the terminal.
func (s *Screen) Paint(dst []byte) []byte {
	dst, _ = s.PaintSome(dst, math.MaxInt, 0)
	return dst
}

// PaintSome is Paint that stops after the row with which it has appended so many
// bytes: then all is false, what was composed is lost, and what the terminal shows is
// as known as ever. The first row comes first, then those near to a row, the nearest
// first, then the others in turn.
func (s *Screen) PaintSome(dst []byte, most, near int) (_ []byte, all bool) {
	start := len(dst)
	if s.synced {
		dst = append(dst, beginUpdate...)
	}
	body := len(dst)
	if s.stale {
		dst = s.wipe(dst)
	}
	dst = s.follow(dst)
	dst, all = s.paintRows(dst, most, near)
	s.release()
	if len(dst) == body {
		return dst[:start], all
	}
	if s.synced {
		dst = append(dst, endUpdate...)
	}
	return dst, all
}

// nearby are the rows that are near to one, which comes first.
var nearby = [...]int{0, -1, 1, -2, 2}

// paintRows paints rows until so many bytes were appended.
func (s *Screen) paintRows(dst []byte, most, near int) (_ []byte, all bool) {
	if most == math.MaxInt {
		for y := range s.h {
			dst = s.paintRow(dst, y)
		}
		return dst, true
	}
	start := len(dst)
	for y := range min(1, s.h) {
		dst = s.paintRow(dst, y)
	}
	for _, away := range nearby {
		if y := near + away; y >= 0 && y < s.h && len(dst)-start < most {
			dst = s.paintRow(dst, y)
		}
	}
	for range s.h {
		if len(dst)-start >= most {
			return dst, false
		}
		s.turn = (s.turn + 1) % s.h
		dst = s.paintRow(dst, s.turn)
	}
	return dst, true
}

// paintRow paints what of row y differs.
func (s *Screen) paintRow(dst []byte, y int) []byte {
	if s.back == nil {
		return dst
	}
	if !s.back.touched.has(y) {
		for i := s.back.first[y]; i != 0; i = s.back.pairs[i].next {
			dst = s.paintPair(dst, y, &s.back.pairs[i])
		}
		return dst
	}
	back, front := s.Row(y), s.shown(y)
	first, last := differing(back, front)
	if first > last {
		return dst
	}
	// One more on each side, where the other half of a glyph may be.
	first, last = max(first-1, 0), min(last+1, s.w-1)
	mend(back, first, last+1)
	dst = s.paintCells(dst, y, first, last)
	copy(front[first:last+1], back[first:last+1])
	return dst
}

// paintPair writes what differs in two cells.
func (s *Screen) paintPair(dst []byte, y int, p *pair) []byte {
	front, x := s.shown(y), int(p.x)
	before := [2]Cell(front[x : x+2])
	if p.cells == before {
		return dst
	}
	mend(p.cells[:], 0, 2)
	copy(front[x:], p.cells[:])
	for i, c := range p.cells {
		switch {
		case c.Width == 0 || s.same(c, before[i]):
		case c.Width == 2:
			dst = s.writeWide(dst, x, y, front, before[1])
		default:
			dst = s.write(dst, x+i, y, front)
		}
	}
	return dst
}

// wipe clears the terminal, whatever state it is in.
func (s *Screen) wipe(dst []byte) []byte {
	for y := range s.h {
		s.Row(y) // what it showed is composed
	}
	fill(s.front)
	s.stale, s.pen, s.x, s.y = false, 0, unknown, unknown
	return append(dst, "\x1b[m\x1b[2J"...)
}

// paintCells writes the cells of row y, from first to last, that differ. Both
// rows are well formed, so the right half of a glyph differs only where its
// left half does.
func (s *Screen) paintCells(dst []byte, y, first, last int) []byte {
	back, front := s.Row(y), s.shown(y)
	for last >= first && s.same(back[last], front[last]) {
		last--
	}
	tail := s.tail(back, last)
	for x := first; x <= last; x++ {
		c := back[x]
		switch {
		case c.Width == 0 || s.same(c, front[x]):
		case x >= tail && last-x+1 > s.eraseCost():
			return s.erase(dst, x, y, back)
		case c.Width == 2:
			dst = s.writeWide(dst, x, y, back, front[x+1])
		default:
			dst = s.write(dst, x, y, back)
		}
	}
	return dst
}

// same says whether two cells look the same.
func (s *Screen) same(a, b Cell) bool {
	return a == b || a.Rune == ' ' && b.Rune == ' ' && s.palette.samePaper(a.Style, b.Style)
}

// write writes the cell x, of width 1.
func (s *Screen) write(dst []byte, x, y int, row []Cell) []byte {
	dst = s.reach(dst, x, y, row)
	c := row[x]
	if !s.suits(c) {
		dst = s.dip(dst, c.Style)
	}
	dst = utf8.AppendRune(dst, c.Rune)
	s.advance(c)
	return dst
}

// writeWide writes the wide glyph at x. under is what the terminal shows in its
// right column: a terminal which draws the glyph narrow leaves that as it is,
// so it must be blank before.
func (s *Screen) writeWide(dst []byte, x, y int, row []Cell, under Cell) []byte {
	dst = s.reach(dst, x, y, row)
	c := row[x]
	dst = s.dip(dst, c.Style)
	empty := under.Width == 0 || under.Rune == ' '
	if !empty || !s.palette.samePaper(under.Style, c.Style) {
		dst = append(dst, "  "...)
		s.x = unknown
		dst = s.move(dst, x, y)
	}
	dst = utf8.AppendRune(dst, c.Rune)
	s.advance(c)
	return dst
}

// tail gives the column from which on a row is blank in the default rendition,
// if that is not after last.
func (s *Screen) tail(row []Cell, last int) int {
	if last < 0 || !s.same(row[last], blank(0)) {
		return len(row)
	}
	x := len(row)
	for x > 0 && s.same(row[x-1], blank(0)) {
		x--
	}
	return x
}

// eraseCost is the length of what erase appends, the move apart.
func (s *Screen) eraseCost() int {
	if s.palette.samePaper(s.pen, 0) {
		return len("\x1b[K")
	}
	return len("\x1b[m\x1b[K")
}

// erase blanks row y from x on (EL).
func (s *Screen) erase(dst []byte, x, y int, row []Cell) []byte {
	dst = s.reach(dst, x, y, row)
	if !s.palette.samePaper(s.pen, 0) {
		dst = s.dip(dst, 0)
	}
	return append(dst, "\x1b[K"...)
}
