package game

import (
	"math/bits"
	"slices"
	"sync/atomic"
)

// Mark is a walker as it stands in a Chunk.
type Mark struct {
	Slot   uint32 // of the WalkerID
	Look   Look
	Facing Dir
	Kind   Kind
	Dozing bool
}

// Chunk is 64 x 64 cells of a Frame, a bit a cell: bit x of row y. Frames
// share those that have not changed.
type Chunk struct {
	Version uint64 // of the world's chunk that was copied
	Since   uint64 // the number of the first frame that shows it

	tree, walk   [side]uint64
	alive, owned [side]uint64
	before       [side]uint16 // walkers in the rows above
	marks        []Mark       // in reading order
	ownedBefore  [side]uint16 // owned cells in the rows above
	owners       []uint16     // in reading order

	pyramid atomic.Pointer[pyramid] // what it holds, once somebody has asked
}

// ChunkSide is the width and height of a Chunk in cells.
const ChunkSide = side

// Trees and Walkers are the bits of row y of the chunk.
func (c *Chunk) Trees(y int) uint64   { return c.tree[y] }
func (c *Chunk) Walkers(y int) uint64 { return c.walk[y] }

// Alive are the living cells of row y of the chunk; Owned are those of them
// that belong to a colony.
func (c *Chunk) Alive(y int) uint64 { return c.alive[y] }
func (c *Chunk) Owned(y int) uint64 { return c.owned[y] }

// Colony is the number of the colony that a cell of the chunk belongs to; its
// owned bit must be set.
func (c *Chunk) Colony(x, y int) uint16 {
	left := c.owned[y] & (1<<x - 1)
	return c.owners[int(c.ownedBefore[y])+bits.OnesCount64(left)]
}

// Mark is the walker on a cell of the chunk whose walker bit is set.
func (c *Chunk) Mark(x, y int) Mark {
	left := c.walk[y] & (1<<x - 1)
	return c.marks[int(c.before[y])+bits.OnesCount64(left)]
}

// copyChunk copies chunk i for frame number n.
func (w *World) copyChunk(i int, n uint64) *Chunk {
	from := &w.chunks[i]
	c := &Chunk{
		Version: from.version, Since: n,
		tree: from.tree, walk: from.walk, alive: from.alive, owned: from.owned,
	}
	c.owners = w.appendOwners(nil, i, &c.owned, from.kept)
	count, owned := 0, 0
	for y, row := range c.walk {
		c.before[y], c.ownedBefore[y] = uint16(count), uint16(owned)
		count += bits.OnesCount64(row)
		owned += bits.OnesCount64(c.owned[y])
	}
	if count == 0 {
		return c
	}
	c.marks = make([]Mark, 0, count)
	stands := w.stands[i*side*side : (i+1)*side*side]
	for y, row := range c.walk {
		for ; row != 0; row &= row - 1 {
			slot := stands[y*side+bits.TrailingZeros64(row)]
			c.marks = append(c.marks, w.walkers[slot].mark())
		}
	}
	return c
}

// appendOwners appends the owners of the n owned cells of chunk i, in reading
// order.
func (w *World) appendOwners(dst []uint16, i int, owned *[side]uint64, n int) []uint16 {
	if n == 0 {
		return dst
	}
	dst = slices.Grow(dst, n)
	owners := w.owners[i*side*side : (i+1)*side*side]
	for y, row := range owned {
		for ; row != 0; row &= row - 1 {
			dst = append(dst, owners[y*side+bits.TrailingZeros64(row)])
		}
	}
	return dst
}

func (w *walker) mark() Mark {
	return Mark{Slot: w.id.Slot(), Look: w.look, Facing: w.facing, Kind: w.kind, Dozing: w.dozing}
}
