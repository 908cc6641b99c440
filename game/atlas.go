package game

import (
	"math/bits"
	"sync/atomic"
)

// Tile counts what is in a square of cells: a dot of the atlas.
type Tile struct {
	Players, Bots, Trees int
	Wild, Owned          int    // living cells
	Top                  uint16 // the colony with the most of the owned cells; 0 if there are none
	TopCells             int    // its cells; beyond 64 x 64 about
}

// TileSides are the widths and heights of tiles in cells, from the nearest
// zoom to the farthest.
var TileSides = [...]int{8, 16, 32, 64, 128, 256, 512, 1024}

// chunkZoom is the zoom at which a tile is a chunk: a tile of zoom z is 1<<z
// cells wide.
const chunkZoom = 6

// Tile counts the square in column tx and row ty of squares that are so many
// cells wide, one of TileSides. Beyond the rim it is empty. What a chunk of
// 64 x 64 holds is counted once for all who look, when somebody first looks at
// it after it has changed; what lies in larger squares, once a frame.
func (f *Frame) Tile(sideCells, tx, ty int) Tile {
	zoom := bits.TrailingZeros(uint(sideCells))
	if tx < 0 || ty < 0 || tx > (f.Width-1)>>zoom || ty > (f.Height-1)>>zoom {
		return Tile{}
	}
	if zoom > chunkZoom {
		return f.region(zoom, tx, ty)
	}
	inside := chunkZoom - zoom
	p := f.pyramid(ty>>inside*f.across + tx>>inside)
	mask := 1<<inside - 1
	return p.tile(zoom, tx&mask, ty&mask)
}

// Plus is what two tiles hold together. Top is of the one with more TopCells.
func (t Tile) Plus(o Tile) Tile {
	t.Players += o.Players
	t.Bots += o.Bots
	t.Trees += o.Trees
	t.Wild += o.Wild
	t.Owned += o.Owned
	switch {
	case t.Top == o.Top:
		t.TopCells += o.TopCells
	case o.TopCells > t.TopCells:
		t.Top, t.TopCells = o.Top, o.TopCells
	}
	return t
}

// regions are a frame's tiles that are larger than a chunk: row by row, for
// each zoom, once somebody has asked for it.
type regions [leafZoom + len(TileSides) - 1 - chunkZoom]atomic.Pointer[[]Tile]

func (f *Frame) region(zoom, tx, ty int) Tile {
	counted := &f.regions[zoom-chunkZoom-1]
	tiles := counted.Load()
	across := (f.Width-1)>>zoom + 1
	if tiles == nil {
		list := make([]Tile, across*((f.Height-1)>>zoom+1))
		for i := range list {
			list[i] = f.sum(zoom, i%across, i/across)
		}
		tiles = &list
		counted.Store(tiles)
	}
	return (*tiles)[ty*across+tx]
}

// sum adds the chunks of a region up. Its top colony is the one with the
// largest sum of what it has where it is the top of a chunk.
func (f *Frame) sum(zoom, tx, ty int) (sum Tile) {
	var room [32]Tile
	tops := room[:0] // a colony each
	n := 1 << (zoom - chunkZoom)
	for cy := ty * n; cy < min(ty*n+n, len(f.chunks)/f.across); cy++ {
		for cx := tx * n; cx < min(tx*n+n, f.across); cx++ {
			t := f.pyramid(cy*f.across+cx).tile(chunkZoom, 0, 0)
			sum = sum.Plus(t)
			tops = addTop(tops, t)
		}
	}
	sum.Top, sum.TopCells = 0, 0
	for _, t := range tops {
		if t.TopCells > sum.TopCells {
			sum.Top, sum.TopCells = t.Top, t.TopCells
		}
	}
	return sum
}

// addTop adds the top of a tile to the tops of others.
func addTop(tops []Tile, t Tile) []Tile {
	if t.TopCells == 0 {
		return tops
	}
	for i := range tops {
		if tops[i].Top == t.Top {
			tops[i].TopCells += t.TopCells
			return tops
		}
	}
	return append(tops, Tile{Top: t.Top, TopCells: t.TopCells})
}
