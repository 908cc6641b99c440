package tui

import (
	"thicket/game"
	"thicket/tui/screen"
)

// atlasMap draws an atlas of one frame.
type atlasMap struct {
	*atlas
	scr   *screen.Screen
	frame *game.Frame
	top   int    // the first row of the screen that shows the world
	mine  uint16 // the number of the own colony, or 0
}

// drawAtlas fills the screen with the atlas.
func (m *model) drawAtlas() {
	f := m.place.Frame()
	m.glanced = f
	m.atlas.aim(f, m.Size.Width, m.Size.Height-2)
	me, _ := f.Player(m.place.Walker())
	d := atlasMap{atlas: &m.atlas, scr: m.screen, frame: f, top: 1, mine: me.Colony}
	d.compose()
	d.people(m.place.Walker())
	d.point()
	if !m.looksOn() {
		d.own(m.echo.At)
	}
	m.atlasTitle(&d)
	m.atlasLastRow()
}

// compose draws the tiles and the rim round them.
func (d *atlasMap) compose() {
	size := d.size(d.frame)
	for row := range d.camera.height {
		y := d.camera.at.Y + row
		cells := d.scr.Row(d.top + row)
		for column := range cells {
			x := d.camera.at.X + column
			switch beside, beyond := x == -1 || x == size.X, y == -1 || y == size.Y; {
			case x < -1 || x > size.X || y < -1 || y > size.Y:
			case beside && beyond:
				cells[column] = screen.Cell{Rune: '+', Style: styleLabel, Width: 1}
			case beside:
				cells[column] = screen.Cell{Rune: '|', Style: styleLabel, Width: 1}
			case beyond:
				cells[column] = screen.Cell{Rune: '-', Style: styleLabel, Width: 1}
			default:
				cells[column] = d.cell(x, y)
			}
		}
	}
}

// cell is a spot as a character.
func (d *atlasMap) cell(x, y int) screen.Cell {
	if d.letters || d.legend {
		s := d.shade(d.here(x, y), 2)
		return screen.Cell{Rune: s.letter(), Style: pair(s.strongest(), shadeFloor), Width: 1}
	}
	tile := d.tile()
	upper, lower := d.shade(d.frame.Tile(tile, x, 2*y), 1), shadeBeyond
	if (2*y+1)*tile < d.frame.Height {
		lower = d.shade(d.frame.Tile(tile, x, 2*y+1), 1)
	}
	if upper == lower {
		return screen.Cell{Rune: ' ', Style: pair(upper, lower), Width: 1}
	}
	return screen.Cell{Rune: '▀', Style: pair(upper, lower), Width: 1}
}

// here counts a spot.
func (d *atlasMap) here(x, y int) game.Tile {
	tile := d.tile()
	return d.frame.Tile(tile, x, 2*y).Plus(d.frame.Tile(tile, x, 2*y+1))
}

// shade is that of so many tiles together.
func (d *atlasMap) shade(t game.Tile, tiles int) shade {
	return shadeOf(t, tiles*d.tile()*d.tile(), d.mine, d.frame.Colonies)
}

// people draws the other players: P is one, a digit several, * ten and more.
func (d *atlasMap) people(me game.WalkerID) {
	for i := range d.frame.Players {
		p := &d.frame.Players[i]
		c := d.at(p.At)
		switch {
		case p.Walker == me || c == nil:
		case c.Style != stylePeople:
			*c = screen.Cell{Rune: 'P', Style: stylePeople, Width: 1}
		case c.Rune == 'P':
			c.Rune = '2'
		case c.Rune < '9':
			c.Rune++
		default:
			c.Rune = '*'
		}
	}
}

// point draws the cursor: brackets, and between them the letter of what is
// there.
func (d *atlasMap) point() {
	spot := d.spot(d.cursor)
	x, y := spot.X-d.camera.at.X, d.top+spot.Y-d.camera.at.Y
	d.scr.Set(x-1, y, screen.Cell{Rune: '[', Style: styleCursor, Width: 1})
	d.scr.Set(x+1, y, screen.Cell{Rune: ']', Style: styleCursor, Width: 1})
	if c := d.at(d.cursor); c != nil {
		if c.Style != stylePeople {
			c.Rune = d.shade(d.here(spot.X, spot.Y), 2).letter()
		}
		c.Style = styleCursor
	}
}

// own draws the own walker.
func (d *atlasMap) own(at game.Point) {
	if c := d.at(at); c != nil {
		c.Rune = '@'
		if d.spot(at) != d.spot(d.cursor) {
			c.Style = styleSelf
		}
	}
}

// at is the character that shows a cell of the world, nil if it is out of view.
func (d *atlasMap) at(p game.Point) *screen.Cell {
	spot := d.spot(p)
	if !d.camera.view().Contains(spot) {
		return nil
	}
	return &d.scr.Row(d.top + spot.Y - d.camera.at.Y)[spot.X-d.camera.at.X]
}
