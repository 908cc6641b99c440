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
	from, start := s.x, len(dst)
	again := y == s.y && from != unknown && from < x
	dst = s.move(dst, x, y)
	if !again || !s.fits(row[from:x], len(dst)-start) {
		return dst
	}
	dst = dst[:start]
	for _, c := range row[from:x] {
		dst = utf8.AppendRune(dst, c.Rune)
	}
	return dst
}

// fits says whether the pen, as it is, can write cells in so many bytes.
func (s *Screen) fits(cells []Cell, bytes int) bool {
	if len(cells) > bytes {
		return false
	}
	for _, c := range cells {
		if c.Width != 1 || !isFirm(c.Rune) || !s.suits(c) {
			return false
		}
		bytes -= utf8.RuneLen(c.Rune)
	}
	return bytes >= 0
}

// move moves the cursor to a column and row in the fewest bytes: by an address,
// by line feeds and a column, or by so many rows and columns.
func (s *Screen) move(dst []byte, x, y int) []byte {
	start, down := len(dst), y-s.y
	switch {
	case s.y == unknown:
		dst = address(dst, x, y)
	case down == 0:
		dst = s.along(dst, x)
	default:
		dst = address(dst, x, y)
		if end := len(dst); down == 1 || down == 2 {
			// A line feed may also bring a terminal to column 0.
			dst = shorter(column(append(dst, "\n\n"[:down]...), x), start, end)
		}
		if end := len(dst); s.x != unknown {
			dst = shorter(s.along(by(dst, down, 'B', 'A'), x), start, end)
		}
	}
	s.x, s.y = x, y
	return dst
}

// shorter keeps of two sequences, which begin at one and at two, the shorter.
func shorter(dst []byte, one, two int) []byte {
	if len(dst)-two >= two-one {
		return dst[:two]
	}
	return append(dst[:one], dst[two:]...)
}

// address moves the cursor to a column and row, whatever it was before.
func address(dst []byte, x, y int) []byte {
	switch {
	case x == 0 && y == 0:
		return append(dst, "\x1b[H"...)
	case x == 0:
		return appendCSI(dst, y+1, 'H')
	}
	return appendNumber(appendCSI(dst, y+1, ';'), x+1, 'H')
}

// along moves the cursor within its row.
func (s *Screen) along(dst []byte, x int) []byte {
	start, right := len(dst), x-s.x
	switch {
	case right == 0:
		return dst
	case s.x == unknown || x == 0:
		return column(dst, x)
	}
	dst = column(dst, x)
	return shorter(by(dst, right, 'C', 'D'), start, len(dst))
}

// column moves the cursor to a column of the row where it is.
func column(dst []byte, x int) []byte {
	if x == 0 {
		return append(dst, '\r')
	}
	return appendCSI(dst, x+1, 'G')
}

// by moves the cursor by a number of columns or rows, to one side or the other.
func by(dst []byte, n int, forth, back byte) []byte {
	if n < 0 {
		n, forth = -n, back
	}
	if n == 1 {
		return append(dst, '\x1b', '[', forth)
	}
	return appendCSI(dst, n, forth)
}

func appendCSI(dst []byte, n int, final byte) []byte {
	return appendNumber(append(dst, "\x1b["...), n, final)
}

func appendNumber(dst []byte, n int, final byte) []byte {
	return append(strconv.AppendInt(dst, int64(n), 10), final)
}
