package bots

import (
	"math/bits"

	"thicket/game"
)

// sight is how far a bot sees, in cells.
const sight = 20

// view is what a bot sees of a frame: the cells round it, a row in a word.
type view struct {
	frame  *game.Frame
	at     game.Point
	cy     int               // of the upper chunks
	shift  int               // of the leftmost column in the left chunks
	chunks [2][2]*game.Chunk // by row and column
}

// look is the view from a cell.
func look(f *game.Frame, at game.Point) view {
	left, top := at.X-sight, at.Y-sight
	cx := chunkOf(left)
	v := view{frame: f, at: at, cy: chunkOf(top), shift: left - cx*game.ChunkSide}
	for row := range v.chunks {
		for column := range v.chunks[row] {
			v.chunks[row][column] = chunk(f, cx+column, v.cy+row)
		}
	}
	return v
}

// chunkOf is the column of chunks of a column of cells, or the row of a row,
// also a little beyond the rim.
func chunkOf(x int) int { return (x+game.ChunkSide)/game.ChunkSide - 1 }

func chunk(f *game.Frame, cx, cy int) *game.Chunk {
	if min(cx, cy) < 0 || cx*game.ChunkSide >= f.Width || cy*game.ChunkSide >= f.Height {
		return game.Beyond()
	}
	return f.Chunk(cx, cy)
}

// alive are the living cells dy rows below the bot; bit sight is in its column.
func (v *view) alive(dy int) uint64 {
	y := v.at.Y + dy - v.cy*game.ChunkSide
	pair := &v.chunks[y/game.ChunkSide&1]
	y %= game.ChunkSide
	row := pair[0].Alive(y)>>v.shift | pair[1].Alive(y)<<(game.ChunkSide-v.shift)
	return row & (1<<(2*sight+1) - 1)
}

// food tells whether the bot may eat what lives on a cell: it is neither its
// own nor under somebody's feet.
func (v *view) food(p game.Point, self game.WalkerID) bool {
	if p == v.at {
		return false
	}
	c, x, y := v.frame.Chunk(p.X/game.ChunkSide, p.Y/game.ChunkSide), p.X%game.ChunkSide, p.Y%game.ChunkSide
	if c.Walkers(y)>>x&1 != 0 {
		return false
	}
	return c.Owned(y)>>x&1 == 0 || v.frame.Colonies[c.Colony(x, y)].Walker != self
}

// nearest is the bacterium that is the fewest steps away from a bot, of those
// in sight that it may eat. Of several the first that is looked at wins: the
// rows from the bot's outwards, the lower of two, its right half.
func nearest(f *game.Frame, at game.Point, self game.WalkerID) (found game.Point, ok bool) {
	v, best := look(f, at), 2*sight+1
	for d := 0; d <= sight && d < best; d++ {
		for _, dy := range [2]int{d, -d} {
			for row := v.alive(dy); row != 0; {
				dx := closest(row)
				steps := d + max(dx, -dx)
				if steps >= best {
					break
				}
				if p := (game.Point{X: at.X + dx, Y: at.Y + dy}); v.food(p, self) {
					found, ok, best = p, true, steps
					break
				}
				row &^= 1 << (sight + dx)
			}
		}
	}
	return found, ok
}

// closest is how many columns to the right of the bot the closest bit of a row
// is, which is not 0.
func closest(row uint64) int {
	right := bits.TrailingZeros64(row >> sight)
	left := bits.LeadingZeros64(row<<(64-sight)) + 1
	if left < right {
		return -left
	}
	return right
}
