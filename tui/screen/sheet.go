package screen

import "sync"

// sheet is what a picture is composed on: rows that are composed anew, and single
// pairs of cells in others. All the rest is as the terminal shows it. Between a Paint
// and what is composed next a Screen has none: thousands of screens share a few,
// which the processor has at hand.
type sheet struct {
	cells   []Cell
	touched rows
	pairs   []pair           // the first is none
	first   [MaxHeight]int32 // of each row's pairs, in order; 0: it has none
}

// pair is two neighbouring cells of a row.
type pair struct {
	x, next int32 // next in the row; 0: there is none
	y       int
	cells   [2]Cell
}

var sheets = sync.Pool{New: func() any { return &sheet{pairs: make([]pair, 1, 64)} }}

// compose is the sheet of the picture being composed.
func (s *Screen) compose() *sheet {
	if s.back == nil {
		b := sheets.Get().(*sheet)
		n := s.w * s.h
		if cap(b.cells) < n {
			b.cells = make([]Cell, n)
		}
		b.cells = b.cells[:n]
		s.back = b
	}
	return s.back
}

// release gives the sheet back.
func (s *Screen) release() {
	b := s.back
	if b == nil {
		return
	}
	for _, p := range b.pairs[1:] {
		b.first[p.y] = 0
	}
	b.touched, b.pairs = rows{}, b.pairs[:1]
	sheets.Put(b)
	s.back = nil
}

// touched tells whether a row is composed anew.
func (s *Screen) touched(y int) bool { return s.back != nil && s.back.touched.has(y) }

// touch copies what the terminal shows of a row, and the pairs that are composed.
func (b *sheet) touch(y int, row, shown []Cell) {
	b.touched.add(y)
	copy(row, shown)
	for i := b.first[y]; i != 0; i = b.pairs[i].next {
		copy(row[b.pairs[i].x:], b.pairs[i].cells[:])
	}
}

// Fetch reads what the terminal shows at column x of row y, which must be inside, and
// does nothing with it. Of thousands of screens the processor has few at hand: who
// reads all cells that are to change, and then changes them, waits for the memory once
// and not for each.
func (s *Screen) Fetch(x, y int) { s.fetched += s.front[y*s.w+x].Rune }

// Pair gives two cells of the picture being composed, those from column x of row y
// on, for reading and writing until the next call of a method. Both must be inside,
// and no glyph may reach across their edges. For a few cells it costs less than Row.
func (s *Screen) Pair(x, y int) []Cell {
	shown := s.shown(y)[x : x+2]
	if s.touched(y) || shown[0].Width == 0 || shown[1].Width == 2 {
		return s.Row(y)[x : x+2]
	}
	b, at := s.compose(), int32(x)
	link := &b.first[y]
	for *link != 0 && b.pairs[*link].x < at-1 {
		link = &b.pairs[*link].next
	}
	switch next := *link; {
	case next == 0 || b.pairs[next].x > at+1:
		*link = int32(len(b.pairs)) // before it moves
		b.pairs = append(b.pairs, pair{x: at, next: next, y: y, cells: [2]Cell(shown)})
		return b.pairs[len(b.pairs)-1].cells[:]
	case b.pairs[next].x == at:
		return b.pairs[next].cells[:]
	}
	return s.Row(y)[x : x+2] // they overlap
}

// rows is a set of rows.
type rows [(MaxHeight + 63) / 64]uint64

// everyRow is all of them.
var everyRow = func() (all rows) {
	for i := range all {
		all[i] = ^uint64(0)
	}
	return all
}()

func (r *rows) has(y int) bool { return r[y/64]>>(y%64)&1 != 0 }
func (r *rows) add(y int)      { r[y/64] |= 1 << (y % 64) }
