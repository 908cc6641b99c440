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
// from a cell, of those that are not of a walker's own colony. It looks in the rows
// near the cell first, and in those beyond what it has found not at all.
func food(f *game.Frame, view game.Rect, at game.Point, me game.WalkerID) (best game.Point, found bool) {
	top, bottom := max(view.Min.Y, 0), min(view.Max.Y, f.Height)
	for far := 0; at.Y-far >= top || at.Y+far < bottom; far++ {
		if found && far >= at.Steps(best) {
			break
		}
		for _, y := range [...]int{at.Y - far, at.Y + far} {
			if y < top || y >= bottom {
				continue
			}
			if p, ok := foodInRow(f, view, y, at, me); ok && (!found || at.Steps(p) < at.Steps(best)) {
				best, found = p, true
			}
		}
	}
	return best, found
}

// foodInRow is food in one row.
func foodInRow(f *game.Frame, view game.Rect, y int, at game.Point, me game.WalkerID) (best game.Point, found bool) {
	const side = game.ChunkSide
	for x, to := max(view.Min.X, 0), min(view.Max.X, f.Width); x < to; {
		end := min(to, (x/side+1)*side)
		for left := f.Chunk(x/side, y/side).Alive(y%side) & within(x, end); left != 0; left &= left - 1 {
			p := game.Point{X: x - x%side + bits.TrailingZeros64(left), Y: y}
			if (!found || at.Steps(p) < at.Steps(best)) && !ownCell(f, p, me) {
				best, found = p, true
			}
		}
		x = end
	}
	return best, found
}

// ownCell tells whether a bacterium is of a walker's own colony.
func ownCell(f *game.Frame, p game.Point, me game.WalkerID) bool {
	n, _ := f.Bacterium(p)
	return n != 0 && f.Colonies[n].Walker == me
}
