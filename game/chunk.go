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

// plane is a bit for each cell of a chunk: bit x of row y.
type plane [side]uint64

// standing is who stands in a chunk, and holding which of its cells belong to
// colonies; before counts, for each row, those in the rows above.
type standing struct {
	walk   plane
	before [side]uint16
	marks  []Mark // in reading order
}

type holding struct {
	owned  plane
	before [side]uint16
	owners []uint16 // in reading order
}

// Chunk is 64 x 64 cells of a Frame. Frames share those that have not changed,
// and a chunk that has changed shares with the one before it what is as it was:
// nothing that it points to is ever written again.
type Chunk struct {
	Version uint64 // of the world's chunk that was copied
	Since   uint64 // the number of the first frame that shows it

	tree, alive *plane
	*standing
	*holding

	pyramid atomic.Pointer[pyramid] // what it holds, once somebody has asked
	changes atomic.Pointer[changes] // since a version before, the same
}

// What most chunks have none of.
var (
	barren  plane
	nobody  standing
	nothing holding
	beyond  = Chunk{tree: &barren, alive: &barren, standing: &nobody, holding: &nothing}
)

// Beyond is a chunk in which nothing is, for who looks beyond the rim.
func Beyond() *Chunk { return &beyond }

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
	return c.owners[int(c.holding.before[y])+bits.OnesCount64(left)]
}

// Mark is the walker on a cell of the chunk whose walker bit is set.
func (c *Chunk) Mark(x, y int) Mark {
	left := c.walk[y] & (1<<x - 1)
	return c.marks[int(c.standing.before[y])+bits.OnesCount64(left)]
}

// copyChunk copies chunk i for frame number n. It shares with last, which shows
// the chunk as it was before, what has not changed.
func (w *World) copyChunk(i int, n uint64, last *Chunk) *Chunk {
	from := &w.chunks[i]
	return &Chunk{
		Version: from.version, Since: n,
		tree: last.tree.or(&from.tree), alive: last.alive.or(&from.alive),
		standing: w.copyStanding(i, last.standing), holding: w.copyHolding(i, last.holding),
	}
}

// or is p if it is as now, else a copy of that.
func (p *plane) or(now *plane) *plane {
	if *p == *now {
		return p
	}
	c := *now
	return &c
}

func (w *World) copyStanding(i int, last *standing) *standing {
	walk, marks := &w.chunks[i].walk, w.marks[:0]
	stands := w.stands[i*side*side : (i+1)*side*side]
	for y, row := range walk {
		for ; row != 0; row &= row - 1 {
			slot := stands[y*side+bits.TrailingZeros64(row)]
			marks = append(marks, w.walkers[slot].mark())
		}
	}
	w.marks = marks
	if last.walk == *walk && slices.Equal(last.marks, marks) {
		return last
	}
	if len(marks) == 0 {
		return &nobody
	}
	s := &standing{walk: *walk, marks: slices.Clone(marks)}
	s.before = s.walk.above()
	return s
}

func (w *World) copyHolding(i int, last *holding) *holding {
	from := &w.chunks[i]
	if from.kept == 0 {
		return &nothing
	}
	w.lords = w.appendOwners(w.lords[:0], i, &from.owned, from.kept)
	if last.owned == from.owned && slices.Equal(last.owners, w.lords) {
		return last
	}
	h := &holding{owned: from.owned, owners: slices.Clone(w.lords)}
	h.before = h.owned.above()
	return h
}

// above counts, for each row, the bits of the rows above it.
func (p *plane) above() (counts [side]uint16) {
	n := 0
	for y, row := range p {
		counts[y] = uint16(n)
		n += bits.OnesCount64(row)
	}
	return counts
}

// appendOwners appends the owners of the n owned cells of chunk i, in reading
// order.
func (w *World) appendOwners(dst []uint16, i int, owned *plane, n int) []uint16 {
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
