package screen

// The largest picture, so that a client cannot ask for gigabytes by the size
// of its window. What is beyond stays blank.
const (
	MaxWidth  = 640
	MaxHeight = 240
)

// Screen is a picture being composed, and what the terminal shows of it.
type Screen struct {
	w, h    int
	palette *Palette
	front   []Cell // w*h, row by row: what the terminal shows; grows only
	back    *sheet // the rows that are composed anew; nil: none is
	stale   bool   // the terminal shows something else; start over
	synced  bool
	shift   shift // of the picture being composed against the one that the terminal shows
	turn    int   // the row painted last of those that are painted in turn
	pen     Style // as the terminal has it
	x, y    int   // the terminal's cursor; unknown where it is unknown
	fetched rune  // by Fetch: of no meaning
}

const unknown = -1

// New returns a blank screen of w columns and h rows, limited to MaxWidth x
// MaxHeight. The first Paint clears the terminal.
func New(w, h int, p *Palette) *Screen {
	s := &Screen{palette: p}
	s.Resize(w, h)
	return s
}

// Resize sets the size, limited as in New, and blanks the picture being
// composed. The next Paint clears the terminal and draws everything, also if
// the size is the same.
func (s *Screen) Resize(w, h int) {
	s.w, s.h = min(max(w, 0), MaxWidth), min(max(h, 0), MaxHeight)
	n := s.w * s.h
	if cap(s.front) < n {
		s.front = make([]Cell, n)
	}
	s.front = s.front[:n]
	s.release()
	s.Clear()
	s.stale, s.shift = true, shift{}
}

// SetPalette changes what the styles look like. The next Paint clears the
// terminal and draws everything.
func (s *Screen) SetPalette(p *Palette) {
	s.palette = p
	s.stale = true
}

// Synchronized says that the terminal knows synchronized updates (mode 2026):
// it then shows each Paint at once.
func (s *Screen) Synchronized(on bool) { s.synced = on }

// Size is the number of columns and rows.
func (s *Screen) Size() (w, h int) { return s.w, s.h }

// Clear blanks the picture being composed.
func (s *Screen) Clear() {
	b := s.compose()
	fill(b.cells)
	b.touched = everyRow
}

// ClearRow blanks the row y of the picture being composed.
func (s *Screen) ClearRow(y int) { fill(s.Row(y)) }

// Row gives the cells of the row y of the picture being composed, for reading
// and writing until the next Paint or Resize; y must be inside. A wide glyph must be followed by a cell of
// Width 0; halves of glyphs and control characters become blanks in Paint.
func (s *Screen) Row(y int) []Cell {
	b := s.compose()
	row := b.cells[y*s.w : (y+1)*s.w : (y+1)*s.w]
	if !b.touched.has(y) {
		b.touch(y, row, s.shown(y))
	}
	return row
}

// shown gives the cells of the row y that the terminal shows.
func (s *Screen) shown(y int) []Cell { return s.front[y*s.w : (y+1)*s.w] }

// Set sets a cell of the picture being composed; outside of it does nothing. A
// wide glyph brings its right half along (Width 0 is ignored there), blanks
// the rest of what it covers half, and is a blank where half of it is outside.
func (s *Screen) Set(x, y int, c Cell) {
	if x == -1 && c.Width == 2 {
		x, c = 0, blank(c.Style)
	}
	if uint(x) < uint(s.w) && uint(y) < uint(s.h) {
		put(s.Row(y), x, c)
	}
}

// Text sets the text from column x on, cut at the edges, and gives the column
// after it. Code points that show nothing by themselves are dropped; all others
// get the width that RuneWidth says.
func (s *Screen) Text(x, y int, st Style, text string) int {
	for _, r := range text {
		w := RuneWidth(r)
		if x >= s.w {
			return s.w
		}
		if w > 0 {
			s.Set(x, y, Cell{Rune: r, Style: st, Width: uint8(w)})
			x += w
		}
	}
	return min(x, s.w)
}
