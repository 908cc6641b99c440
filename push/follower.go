package push

import "thicket/game"

// follower reads a terminal's output, as far as it takes to know where the own
// walker is and what it bumped into:
//
//   - the first row, whose first field of the form X,Y is the walker's position;
//   - the cell that was last written on the own walker's bright paper, and the one
//     that was last written on any other paper, which is the highlight of what is in
//     the way.
//
// Both move with the rows and columns that the terminal is told to move. It keeps one
// row and allocates nothing. Of glyphs it knows one or two columns; the painter addresses
// absolutely after those about whose width terminals disagree.
type follower struct {
	width, height int
	top           []byte // the first row; beyond ASCII '?'
	x, y          int    // the cursor; x is width at most
	last          int    // row of the scrolling region

	state   state
	params  [16]int // of the sequence that is being read
	param   int     // which of them
	private bool    // it began with a question mark

	paper paper

	// What the screen shows, to be looked at when follow says that a paint is over.
	at     game.Point
	placed bool // at is known
	own    cell // where the own walker stands
	bumped cell // what the paint has highlighted; nowhere if it has not

	stale  bool // the first row has changed
	drawn  bool // the paint has drawn the own walker
	paints int64
}

// cell is the upper left column and row of a cell of the world on the screen.
type cell struct{ x, y int }

var nowhere = cell{-1, -1}

// beside is the neighbouring cell.
func (c cell) beside(d game.Dir) cell {
	p := game.Point{}.Step(d)
	return cell{c.x + 2*p.X, c.y + p.Y}
}

// paper is the background of what is written.
type paper uint8

const (
	plain paper = iota
	bright
	dark
)

// state is how much of a sequence has been read.
type state uint8

const (
	text     state = iota
	escape         // ESC
	sequence       // ESC [
	skipped        // ESC [ with bytes that are not for us
)

func newFollower(width, height int) *follower {
	f := &follower{width: width, height: height, top: make([]byte, width), last: height - 1, own: nowhere, bumped: nowhere}
	f.wipe()
	return f
}

// follow reads b up to the end of a paint and gives the rest; painted is false if
// there was none.
func (f *follower) follow(b []byte) (rest []byte, painted bool) {
	for i, c := range b {
		switch {
		case f.state == sequence || f.state == skipped:
			if f.within(c) {
				return b[i+1:], true
			}
		case f.state == escape:
			f.state = text
			if c == '[' {
				f.state, f.param, f.private, f.params[0] = sequence, 0, false, 0
			}
		case c >= ' ' && c < 0x7f:
			f.write(c, 1)
		case c >= 0xc0: // the first byte of a rune; see columns
			f.write('?', columns(c))
		case c == 0x1b:
			f.state = escape
		case c == '\r':
			f.x = 0
		case c == '\n':
			f.y = min(f.y+1, f.height-1)
		}
	}
	return nil, false
}

// write notes a glyph of so many columns.
func (f *follower) write(c byte, columns int) {
	switch {
	case f.y == 0:
		for i := f.x; i < min(f.x+columns, f.width); i++ {
			f.top[i] = c
			f.stale = true
			c = ' ' // the right half
		}
	case f.paper == bright:
		f.own, f.drawn = cell{f.x &^ 1, f.y}, true
	case f.paper == dark:
		f.bumped = cell{f.x &^ 1, f.y}
	}
	f.x = min(f.x+columns, f.width)
}

// wipe blanks the first row.
func (f *follower) wipe() {
	for i := range f.top {
		f.top[i] = ' '
	}
	f.stale = true
}

// look reads the position from the first row, if that has changed. A walker that is
// stung is highlighted itself: if it also got to another place, that highlight is all
// that is drawn of it.
func (f *follower) look() {
	if !f.stale {
		return
	}
	f.stale = false
	p, ok := position(f.top)
	if !ok {
		return
	}
	if p != f.at && !f.drawn && f.bumped != nowhere {
		f.own = f.bumped
	}
	f.at, f.placed = p, true
}

// position is the first field of a row that has the form X,Y.
func position(row []byte) (p game.Point, ok bool) {
	for i := 0; i < len(row); {
		x, comma := number(row, i)
		if comma > i && comma < len(row) && row[comma] == ',' {
			y, end := number(row, comma+1)
			if end > comma+1 && (end == len(row) || row[end] == ' ') {
				return game.Point{X: x, Y: y}, true
			}
		}
		for i < len(row) && row[i] != ' ' {
			i++
		}
		for i < len(row) && row[i] == ' ' {
			i++
		}
	}
	return game.Point{}, false
}

// number reads digits from i on, up to where they end.
func number(row []byte, i int) (n, end int) {
	for end = i; end < len(row) && row[end] >= '0' && row[end] <= '9' && end < i+6; end++ {
		n = 10*n + int(row[end]-'0')
	}
	return n, end
}

// columns is how wide a rune with that first byte is: those of four bytes are emoji.
func columns(first byte) int {
	if first >= 0xf0 {
		return 2
	}
	return 1
}
