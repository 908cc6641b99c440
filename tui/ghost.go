package tui

import "thicket/game"

// ghost draws the chosen pattern where it would lie, in another shape if it
// cannot be planted there or now. What is in the way stays in sight.
func (m *model) ghost(f *floor) {
	m.lies = m.chosen.Place(m.lies[:0], m.echo.At, m.echo.Facing, m.echo.Aside)
	shape, style := f.glyphs.fits, styleFits
	if int(m.echo.Spores) < rules.Cost(m.chosen) {
		shape, style = f.glyphs.hits, styleHits
	}
	for _, p := range m.lies {
		if !f.free(p) || m.chosen == game.Sapling && inGlade(f.frame, p) {
			shape, style = f.glyphs.hits, styleHits
		}
	}
	for _, p := range m.lies {
		if cells, ok := f.place(p); ok && f.free(p) {
			shape.put(cells, 0, style)
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
