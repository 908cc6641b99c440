package game

import (
	"cmp"
	"math/bits"
	"slices"
)

// pyramid is what a chunk holds, in tiles of 8 cells (64 of them), 16 (16), 32
// (4) and 64, in this order. It is immutable.
type pyramid struct {
	tiles    [pyramidTiles]tally
	settlers settlers // of the chunk
}

// The tiles of a pyramid: those of 8 cells come first.
const (
	leafZoom     = 3
	leafRow      = side >> leafZoom
	leafTiles    = leafRow * leafRow
	pyramidTiles = leafTiles + 16 + 4 + 1
)

// tally is a Tile of a pyramid.
type tally struct {
	players, bots, trees, wild, owned uint16
	top, topCells                     uint16
}

// settler is a colony that has cells in a chunk. Whether its owner was gone
// when the chunk was counted makes a difference.
type settler struct {
	colony uint16
	wild   bool
}

// levelOf is where the tiles of a zoom begin in a pyramid.
func levelOf(zoom int) int {
	return [...]int{0, leafTiles, leafTiles + 16, leafTiles + 20}[zoom-leafZoom]
}

// partsOf are the four tiles that each of the larger ones is made of.
var partsOf = func() (all [pyramidTiles - leafTiles][4]int) {
	i := 0
	for zoom := leafZoom + 1; zoom <= chunkZoom; zoom++ {
		row := side >> zoom
		for at := range row * row {
			first := levelOf(zoom-1) + at/row*2*row*2 + at%row*2
			all[i] = [4]int{first, first + 1, first + 2*row, first + 2*row + 1}
			i++
		}
	}
	return all
}()

func (p *pyramid) tile(zoom, x, y int) Tile {
	c := &p.tiles[levelOf(zoom)+y<<(chunkZoom-zoom)+x]
	return Tile{
		Players: int(c.players), Bots: int(c.bots), Trees: int(c.trees),
		Wild: int(c.wild), Owned: int(c.owned), Top: c.top, TopCells: int(c.topCells),
	}
}

// pyramid is that of chunk i. Whoever comes first counts; should several, they
// find the same.
func (f *Frame) pyramid(i int) *pyramid {
	c := f.chunks[i]
	p := c.pyramid.Load()
	if p == nil || !p.holds(f.Colonies) {
		p = c.count(min(side, f.Width-i%f.across*side), min(side, f.Height-i/f.across*side), f.Colonies)
		c.pyramid.Store(p)
	}
	return p
}

// holds tells whether the colonies counted as wild are still those that are.
func (p *pyramid) holds(all []ColonyMark) bool {
	for _, s := range p.settlers {
		if all[s.colony].Wild != s.wild {
			return false
		}
	}
	return true
}

// count counts a chunk of which so many columns and rows lie within the world.
func (c *Chunk) count(width, height int, all []ColonyMark) *pyramid {
	p := &pyramid{settlers: settlersOf(c.owners, all)}
	inside := ^uint64(0) >> (side - width)
	tree, living, walk := c.tree, c.alive, c.walk
	for band := range leafRow {
		trees, alive, walkers, players := uint64(0), uint64(0), uint64(0), uint64(0)
		for y := band * leafRow; y < (band+1)*leafRow; y++ {
			if y < height {
				trees += perByte(tree[y] & inside)
			}
			alive += perByte(living[y])
			walkers += perByte(walk[y])
			players += perByte(c.Players(y))
		}
		for x := range leafRow {
			t := &p.tiles[band*leafRow+x]
			t.trees, t.wild = uint16(trees>>(8*x)&0xff), uint16(alive>>(8*x)&0xff)
			t.players = uint16(players >> (8 * x) & 0xff)
			t.bots = uint16(walkers>>(8*x)&0xff) - t.players
		}
	}
	for i, of := range partsOf {
		t := &p.tiles[leafTiles+i]
		for _, part := range of {
			t.add(&p.tiles[part])
		}
	}
	if len(p.settlers) > 0 {
		p.settle(p.census(c))
	}
	return p
}

// perByte counts the bits in each byte of v.
func perByte(v uint64) uint64 {
	v -= v >> 1 & 0x5555_5555_5555_5555
	v = v&0x3333_3333_3333_3333 + v>>2&0x3333_3333_3333_3333
	return (v + v>>4) & 0x0f0f_0f0f_0f0f_0f0f
}

// leafOf is the tile of 8 x 8 that a cell of a chunk lies in.
func leafOf(x, y int) int { return y>>leafZoom*leafRow + x>>leafZoom }

// add adds what is counted before the colonies are.
func (t *tally) add(o *tally) {
	t.players += o.players
	t.bots += o.bots
	t.trees += o.trees
	t.wild += o.wild
}

// settlers are in the order of their numbers.
type settlers []settler

// settlersOf are the colonies that cells belong to.
func settlersOf(owners []uint16, all []ColonyMark) (list settlers) {
	var met [256]uint16 // the newest colony with that last byte; none is 0
	for _, colony := range owners {
		if newest := &met[colony&0xff]; *newest != colony {
			*newest = colony
			if at, ok := list.find(colony); !ok {
				list = slices.Insert(list, at, settler{colony, all[colony].Wild})
			}
		}
	}
	return list
}

func (list settlers) find(colony uint16) (at int, ok bool) {
	return slices.BinarySearchFunc(list, colony, func(s settler, colony uint16) int { return cmp.Compare(s.colony, colony) })
}

// census counts each settler's cells in each tile, tile by tile.
func (p *pyramid) census(c *Chunk) []uint16 {
	n := len(p.settlers)
	cells := make([]uint16, pyramidTiles*n)
	var places [256]uint16 // among the settlers, of the newest colony with that last byte
	i := 0
	for y, row := range c.owned {
		for ; row != 0; row &= row - 1 {
			place := &places[c.owners[i]&0xff]
			if p.settlers[*place].colony != c.owners[i] {
				at, _ := p.settlers.find(c.owners[i])
				*place = uint16(at)
			}
			cells[leafOf(bits.TrailingZeros64(row), y)*n+int(*place)]++
			i++
		}
	}
	for i, of := range partsOf {
		sum := cells[(leafTiles+i)*n:][:n]
		for _, part := range of {
			for who, k := range cells[part*n:][:n] {
				sum[who] += k
			}
		}
	}
	return cells
}

// settle gives the cells of those who are not gone to them.
func (p *pyramid) settle(cells []uint16) {
	n := len(p.settlers)
	for i := range p.tiles {
		t := &p.tiles[i]
		for who, k := range cells[i*n:][:n] {
			if p.settlers[who].wild {
				continue
			}
			t.wild -= k
			t.owned += k
			if k > t.topCells {
				t.top, t.topCells = p.settlers[who].colony, k
			}
		}
	}
}
