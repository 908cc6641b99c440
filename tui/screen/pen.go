package screen

import (
	"strconv"
	"unicode/utf8"
)

// dip changes the pen's style.
func (s *Screen) dip(dst []byte, st Style) []byte {
	if st != s.pen {
		dst = s.palette.appendChange(dst, s.pen, st)
		s.pen = st
	}
	return dst
}

// suits says whether the pen, as it is, draws c as it should look.
func (s *Screen) suits(c Cell) bool {
	return c.Style == s.pen || c.Rune == ' ' && s.palette.samePaper(c.Style, s.pen)
}

// advance follows the terminal's cursor over c. In the last column it may wait
// to wrap, and after a glyph of doubtful width its column is anybody's guess,
// in the last column even its row.
func (s *Screen) advance(c Cell) {
	switch {
	case s.x >= s.w-int(c.Width):
		s.x, s.y = unknown, unknown
	case c.Width == 1 && isFirm(c.Rune):
		s.x++
	default:
		s.x = unknown
	}
}

// reach brings the pen to the cell x of row y: by a move, or by writing the few
// unchanged cells before it once more if that is no longer.
func (s *Screen) reach(dst []byte, x, y int, row []Cell) []byte {
	if y != s.y || s.x == unknown || s.x >= x || !s.cheaper(row[s.x:x], x) {
		return s.move(dst, x, y)
	}
	for _, c := range row[s.x:x] {
		dst = utf8.AppendRune(dst, c.Rune)
	}
	s.x = x
	return dst
}

// cheaper says whether the pen, as it is, can write cells in no more bytes than
// a move to column x takes.
func (s *Screen) cheaper(cells []Cell, x int) bool {
	budget := len("\x1b[G") + digits(x+1)
	if len(cells) > budget {
		return false
	}
	for _, c := range cells {
		if c.Width != 1 || !isFirm(c.Rune) || !s.suits(c) {
			return false
		}
		budget -= utf8.RuneLen(c.Rune)
	}
	return budget >= 0
}

func digits(n int) int {
	switch {
	case n < 10:
		return 1
	case n < 100:
		return 2
	default:
		return 3
	}
}

// move moves the cursor to a column and row, by whichever absolute address is
// the shortest.
func (s *Screen) move(dst []byte, x, y int) []byte {
	switch {
	case y == s.y && x == s.x:
	case y == s.y && x == 0:
		dst = append(dst, '\r')
	case y == s.y:
		dst = appendCSI(dst, x+1, 'G')
	case x == s.x:
		dst = appendCSI(dst, y+1, 'd')
	case x == 0 && y == 0:
		dst = append(dst, "\x1b[H"...)
	case x == 0:
		dst = appendCSI(dst, y+1, 'H')
	default:
		dst = appendCSI(dst, y+1, ';')
		dst = strconv.AppendInt(dst, int64(x+1), 10)
		dst = append(dst, 'H')
	}
	s.x, s.y = x, y
	return dst
}

func appendCSI(dst []byte, n int, final byte) []byte {
	dst = append(dst, "\x1b["...)
	dst = strconv.AppendInt(dst, int64(n), 10)
	return append(dst, final)
}
