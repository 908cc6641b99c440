package screen

// shift is a part of the picture that has moved.
type shift struct{ top, bottom, right, down int }

// Shift says that what was in the rows top to bottom-1 of the last picture is in
// the one being composed so many columns further right and rows further down;
// negative ones are left and up. The next Paint has the terminal move it, where
// that takes fewer bytes than to write it anew.
func (s *Screen) Shift(top, bottom, right, down int) {
	s.shift = shift{max(top, 0), min(bottom, s.h), right, down}
}

// moved is what stands where a glyph was cut in two: it equals no cell, so it is
// written anew.
var moved = Cell{Rune: -1, Width: 1}

// A cell that is not as it should be takes about three bytes, and to have a row
// moved about a dozen.
const shiftCost = 4

// follow has the terminal move what has moved.
func (s *Screen) follow(dst []byte) []byte {
	m := s.shift
	s.shift = shift{}
	if m.bottom-m.top <= max(m.down, -m.down) || s.w <= max(m.right, -m.right) {
		return dst
	}
	if m.down != 0 {
		dst = s.followDown(dst, m)
	}
	for y := m.top; y < m.bottom && m.right != 0; y++ {
		back, front := s.Row(y), s.shown(y)
		if differ(back, front, m.right)+shiftCost < differ(back, front, 0) {
			dst = s.moveRow(dst, y, m.right)
		}
	}
	return dst
}

// followDown has the rows moved up or down, if that helps.
func (s *Screen) followDown(dst []byte, m shift) []byte {
	moved, still := (m.bottom-m.top)*max(m.down, -m.down)/2, 0
	for y := m.top; y < m.bottom; y++ {
		still += differ(s.Row(y), s.shown(y), 0)
		if from := y - m.down; from >= m.top && from < m.bottom {
			moved += differ(s.Row(y), s.shown(from), m.right)
		} else {
			moved += s.w / 4
		}
	}
	if moved >= still {
		return dst
	}
	return s.moveRows(dst, m)
}

// differ counts the cells of a row that are not as in another one, of which all
// has moved to the right.
func differ(back, front []Cell, right int) (n int) {
	from, to := max(right, 0), min(len(back), len(back)+right)
	for x := from; x < to; x++ {
		if back[x] != front[x-right] {
			n++
		}
	}
	for _, rest := range [2][]Cell{back[:from], back[to:]} {
		for _, c := range rest {
			if c != blank(0) {
				n++
			}
		}
	}
	return n
}

// moveRow moves all of row y to the right (ICH) or left (DCH).
func (s *Screen) moveRow(dst []byte, y, right int) []byte {
	dst = s.plain(s.move(dst, 0, y))
	row := s.shown(y)
	if right > 0 {
		dst = appendCSI(dst, right, '@')
		copy(row[right:], row)
		fill(row[:right])
		if last := len(row) - 1; row[last].Width == 2 {
			row[last] = moved
		}
		return dst
	}
	dst = appendCSI(dst, -right, 'P')
	copy(row, row[-right:])
	fill(row[len(row)+right:])
	if row[0].Width == 0 {
		row[0] = moved
	}
	return dst
}

// moveRows moves rows within a scrolling region (DECSTBM) down (IL) or up (DL).
func (s *Screen) moveRows(dst []byte, m shift) []byte {
	dst = appendCSI(s.plain(dst), m.top+1, ';')
	dst = appendNumber(dst, m.bottom, 'r')
	s.x, s.y = unknown, unknown
	dst = s.move(dst, 0, m.top)
	rows := s.front[m.top*s.w : m.bottom*s.w]
	if n := m.down * s.w; m.down > 0 {
		dst = appendCSI(dst, m.down, 'L')
		copy(rows[n:], rows)
		fill(rows[:n])
	} else {
		dst = appendCSI(dst, -m.down, 'M')
		copy(rows, rows[-n:])
		fill(rows[len(rows)+n:])
	}
	s.x, s.y = unknown, unknown
	return append(dst, "\x1b[r"...)
}

// plain gives the pen the paper that a terminal fills with what it has made
// room for.
func (s *Screen) plain(dst []byte) []byte {
	if !s.palette.samePaper(s.pen, 0) {
		dst = s.dip(dst, 0)
	}
	return dst
}
