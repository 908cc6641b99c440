package tui

import (
	"math/bits"

	"thicket/game"
)

// within are the bits of a chunk's row from one cell up to another, which lie
// in that chunk.
func within(from, to int) uint64 {
	const side = game.ChunkSide
	return (^uint64(0) << (from % side)) & (^uint64(0) >> (side - 1 - (to-1)%side))
}

// foodWithin is how far a newcomer is shown the way to food.
const foodWithin = 40

// food finds the bacterium within a part of the world that is the fewest steps
// from a cell, of those that are not of a walker's own colony.
func food(f *game.Frame, view game.Rect, at game.Point, me game.WalkerID) (best game.Point, found bool) {
	const side = game.ChunkSide
	from, to := max(view.Min.X, 0), min(view.Max.X, f.Width)
	for y := max(view.Min.Y, 0); y < min(view.Max.Y, f.Height); y++ {
		for x := from; x < to; {
			end := min(to, (x/side+1)*side)
			chunk := f.Chunk(x/side, y/side)
			for left := chunk.Alive(y%side) & within(x, end); left != 0; left &= left - 1 {
				p := game.Point{X: x - x%side + bits.TrailingZeros64(left), Y: y}
				if (!found || at.Steps(p) < at.Steps(best)) && !ownCell(f, p, me) {
					best, found = p, true
				}
			}
			x = end
		}
	}
	return best, found
}

// ownCell tells whether a bacterium is of a walker's own colony.
func ownCell(f *game.Frame, p game.Point, me game.WalkerID) bool {
	n, _ := f.Bacterium(p)
	return n != 0 && f.Colonies[n].Walker == me
}
