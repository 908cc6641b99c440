package bots

import "thicket/game"

const (
	// huntWithin is how many cells away a hunter goes for a colony.
	huntWithin = 64
	// tileSide is the atlas's zoom that it looks at: from the middle of such a
	// tile it sees all of it.
	tileSide = 32
	// trailSteps are taken before it looks at the atlas again.
	trailSteps = 32
)

// hunt is where the hunter goes, if there is a colony within reach.
func (m *mind) hunt(f *game.Frame) (game.Point, bool) {
	if m.trail == 0 {
		goal := biggest(f, m.at())
		m.goalX, m.goalY, m.trail = int16(goal.X), int16(goal.Y), trailSteps
	}
	m.trail--
	goal := game.Point{X: int(m.goalX), Y: int(m.goalY)}
	return goal, goal != m.at()
}

// biggest is the middle of the tile with the most cells of one colony, of
// those whose middle is near enough; the cell itself if there is no colony.
func biggest(f *game.Frame, at game.Point) game.Point {
	goal, most := at, 0
	low := game.Point{X: max(at.X-huntWithin, 0) / tileSide, Y: max(at.Y-huntWithin, 0) / tileSide}
	high := game.Point{X: min(at.X+huntWithin, f.Width-1) / tileSide, Y: min(at.Y+huntWithin, f.Height-1) / tileSide}
	for ty := low.Y; ty <= high.Y; ty++ {
		for tx := low.X; tx <= high.X; tx++ {
			tile := f.Tile(tileSide, tx, ty)
			middle := game.Point{
				X: min(tx*tileSide+tileSide/2, f.Width-1),
				Y: min(ty*tileSide+tileSide/2, f.Height-1),
			}
			if tile.TopCells > most && middle.Distance(at) <= huntWithin {
				goal, most = middle, tile.TopCells
			}
		}
	}
	return goal
}
