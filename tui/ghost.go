package tui

import "thicket/game"

// ghost draws the chosen pattern where it would lie.
func (m *model) ghost(f *floor) {
	m.lies = m.chosen.Place(m.lies[:0], m.echo.At, m.echo.Facing, m.echo.Aside)
	for _, p := range m.lies {
		cells, column, ok := f.place(p)
		switch {
		case !ok:
		case f.free(p) && !(m.chosen == game.Sapling && inGlade(f.frame, p)):
			f.glyphs.fits.put(cells, column, styleFits)
		default:
			f.glyphs.hits.put(cells, column, styleHits)
		}
	}
}

// free tells whether something can be planted on a cell.
func (f *floor) free(p game.Point) bool {
	_, alive := f.frame.Bacterium(p)
	who, stands := f.frame.Walker(p)
	stands = stands && (who.Slot != f.me.Slot() || who.Kind != game.Player)
	return !alive && !stands && !f.frame.Tree(p)
}

// inGlade tells whether a cell lies where no tree may be planted.
func inGlade(f *game.Frame, p game.Point) bool {
	dx, dy := p.X-f.Width/2, p.Y-f.Height/2
	return dx*dx+dy*dy <= rules.Glade*rules.Glade
}
