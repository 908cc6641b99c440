package screen

import "sync"

// sheet is what a picture is composed on: the rows that are touched are
// composed, the others are as the terminal shows them. Between a Paint and what
// is composed next a Screen has none: thousands of screens share a few, which
// the processor has at hand.
type sheet struct {
	cells   []Cell
	touched rows
}

var sheets = sync.Pool{New: func() any { return new(sheet) }}

// compose is the sheet of the picture being composed.
func (s *Screen) compose() *sheet {
	if s.back == nil {
		b := sheets.Get().(*sheet)
		n := s.w * s.h
		if cap(b.cells) < n {
			b.cells = make([]Cell, n)
		}
		b.cells, b.touched = b.cells[:n], rows{}
		s.back = b
	}
	return s.back
}

// touched tells whether a row is composed anew.
func (s *Screen) touched(y int) bool { return s.back != nil && s.back.touched.has(y) }

// release gives the sheet back.
func (s *Screen) release() {
	if s.back != nil {
		sheets.Put(s.back)
		s.back = nil
	}
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
