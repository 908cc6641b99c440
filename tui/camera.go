package tui

import "thicket/game"

// camera says which part of the world a screen shows. It follows its walker
// with a dead zone: it stays while the walker is within the middle of the
// view and jumps by a third of the view when not, so that a step does not
// scroll the whole screen.
type camera struct {
	at            game.Point // the cell in the upper left corner
	width, height int        // cells in view
}

// elsewhere is where a camera begins, so that the first thing it follows gets
// into the middle.
var elsewhere = game.Point{X: -1 << 20, Y: -1 << 20}

// margin is how near to the edge of the view the walker may come.
func margin(view int) int { return max(view/5, 1) }

// follow moves the camera as far as needed to have p within the dead zone,
// and no further than one cell beyond the rim.
func (c *camera) follow(p game.Point, worldWidth, worldHeight int) {
	c.at.X = slide(c.at.X, p.X, c.width, worldWidth)
	c.at.Y = slide(c.at.Y, p.Y, c.height, worldHeight)
}

// slide is follow in one dimension.
func slide(at, p, view, world int) int {
	if view >= world+2 {
		return -(view - world) / 2
	}
	switch m := margin(view); {
	case p < at-view || p >= at+2*view: // from elsewhere
		at = p - view/2
	case p < at+m:
		at = min(at-view/3, p-m)
	case p >= at+view-m:
		at = max(at+view/3, p-view+m+1)
	}
	return min(max(at, -1), world+1-view)
}

// view is the part of the world in sight; it may reach beyond the rim.
func (c *camera) view() game.Rect {
	return game.Rect{Min: c.at, Max: game.Point{X: c.at.X + c.width, Y: c.at.Y + c.height}}
}
