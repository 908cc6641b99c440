package screen

// Cell is one column of one row. Width is 1, or 2 for a wide glyph, whose right
// half is the next cell: Width 0, no rune, the same style. Rune is a printable
// code point of that width, see RuneWidth. The zero value is a blank in style 0.
type Cell struct {
	Rune  rune
	Style Style
	Width uint8
	//lint:ignore U1000 makes a cell one word of 8 bytes, compared in one go
	pad uint8
}

func blank(st Style) Cell { return Cell{Rune: ' ', Style: st, Width: 1} }

func rightHalf(st Style) Cell { return Cell{Style: st} }

func fill(cells []Cell) {
	for i := range cells {
		cells[i] = blank(0)
	}
}

// put sets row[x], and keeps the row free of half glyphs.
func put(row []Cell, x int, c Cell) {
	switch {
	case c.Width == 1:
		split(row, x)
		row[x] = c
	case c.Width == 0 && x > 0 && row[x-1].Width == 2:
		// The glyph to the left has brought its right half already.
	case c.Width == 2 && x+1 < len(row):
		split(row, x)
		split(row, x+1)
		row[x], row[x+1] = c, rightHalf(c.Style)
	default:
		split(row, x)
		row[x] = blank(c.Style)
	}
}

// split blanks the other half of the wide glyph that row[x] is a half of.
func split(row []Cell, x int) {
	switch {
	case row[x].Width == 2 && x+1 < len(row):
		row[x+1] = blank(row[x].Style)
	case row[x].Width == 0 && x > 0 && row[x-1].Width == 2:
		row[x-1] = blank(row[x-1].Style)
	}
}

// mend makes row[from:to] well formed where it was written to directly: no half
// glyphs, no control characters. What is outside is well formed.
func mend(row []Cell, from, to int) {
	if row[from].Width == 0 && from > 0 && row[from-1].Width == 2 {
		from++
	}
	for x := from; x < to; x++ {
		c := &row[x]
		switch {
		case isControl(c.Rune):
			*c = blank(c.Style)
		case c.Width == 1:
		case c.Width == 2 && x+1 < len(row) && row[x+1].Width == 0:
			x++
			row[x] = rightHalf(c.Style)
		default:
			*c = blank(c.Style)
		}
	}
}

// differing gives the first and the last column in which two rows differ;
// first > last if they are equal.
func differing(a, b []Cell) (first, last int) {
	first, last = 0, len(a)-1
	for first+block <= len(a) && equalBlocks(a[first:], b[first:]) {
		first += block
	}
	for first <= last && a[first] == b[first] {
		first++
	}
	for last-block >= first && equalBlocks(a[last-block+1:], b[last-block+1:]) {
		last -= block
	}
	for last >= first && a[last] == b[last] {
		last--
	}
	return first, last
}

// block is the number of cells that are compared in one go.
const block = 16

func equalBlocks(a, b []Cell) bool {
	return *(*[block]Cell)(a) == *(*[block]Cell)(b)
}

func isControl(r rune) bool { return r < ' ' || r >= 0x7f && r < 0xa0 }
