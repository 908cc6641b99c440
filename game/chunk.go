package game

import (
	"math/bits"
	"slices"
	"sync/atomic"
)

// Mark is a walker as it stands in a Chunk. Of a bot a frame shows that it is there
// and nothing else: bots look alike.
type Mark struct {
	Slot   uint32 // of a player's WalkerID
	Look   Look
	Facing Dir
	Kind   Kind
	Dozing bool
}

// plane is a bit for each cell of a chunk: bit x of row y.
type plane [side]uint64

// standing is who of the walkers in a chunk is a player; earlier counts, for each row,
// those in the rows above.
type standing struct {
	players *plane // the walkers' own where there are no bots
	earlier [side]uint16
	marks   []Mark // in reading order
}

// holding is which cells of a chunk belong to colonies; before counts, for each row,
// those in the rows above.
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

	tree, alive, walk *plane
	*standing
	*holding

	pyramid atomic.Pointer[pyramid]    // what it holds, once somebody has asked
	changes [4]atomic.Pointer[changes] // since few versions before, the same
}

// What most chunks have none of.
var (
	barren  plane
	nobody  = standing{players: &barren}
	nothing holding
	beyond  = Chunk{tree: &barren, alive: &barren, walk: &barren, standing: &nobody, holding: &nothing}
)

// Beyond is a chunk in which nothing is, for who looks beyond the rim.
func Beyond() *Chunk { return &beyond }

// ChunkSide is the width and height of a Chunk in cells.
const ChunkSide = side

// Trees and Walkers are the bits of row y of the chunk.
func (c *Chunk) Trees(y int) uint64   { return c.tree[y] }
func (c *Chunk) Walkers(y int) uint64 { return c.walk[y] }

// Players are those bits of Walkers that are no bots.
func (c *Chunk) Players(y int) uint64 { return c.players[y] }

// Alive are the living cells of row y of the chunk; Owned are those of them
// that belong to a colony.
func (c *Chunk) Alive(y int) uint64 { return c.alive[y] }
func (c *Chunk) Owned(y int) uint64 { return c.owned[y] }

// Colony is the number of the colony that a cell of the chunk belongs to; its
// owned bit must be set.
func (c *Chunk) Colony(x, y int) uint16 {
	left := c.owned[y] & (1<<x - 1)
	return c.owners[int(c.before[y])+bits.OnesCount64(left)]
}

// Mark is the walker on a cell of the chunk whose walker bit is set.
func (c *Chunk) Mark(x, y int) Mark {
	if c.players[y]>>x&1 == 1 {
		left := c.players[y] & (1<<x - 1)
		return c.marks[int(c.earlier[y])+bits.OnesCount64(left)]
	}
	return Mark{Kind: Bot}
}

// copyChunk copies chunk i for frame number n. It shares with last, which shows
// the chunk as it was before, what has not changed.
func (w *World) copyChunk(i int, n uint64, last *Chunk) *Chunk {
	from := w.chunks[i].planes()
	walk := last.walk.or(&from.walk)
	return &Chunk{
		Version: w.versions[i], Since: n,
		tree: last.tree.or(&from.tree), alive: last.alive.or(&from.alive), walk: walk,
		standing: w.copyPlayers(i, walk, last.standing), holding: w.copyHolding(i, &from.owned, last.holding),
	}
}

// planes are the cells of a chunk, each kind by itself.
type planes struct{ tree, walk, alive, owned plane }

func (c *chunk) planes() (p planes) {
	for y := range c.rows {
		r := &c.rows[y]
		p.tree[y], p.walk[y], p.alive[y], p.owned[y] = r.tree, r.walk, r.alive, r.owned
	}
	return p
}

// or is p if it is as now, else a copy of that.
func (p *plane) or(now *plane) *plane {
	if *p == *now {
		return p
	}
	c := *now
	return &c
}

// copyPlayers copies how the players of a chunk look.
func (w *World) copyPlayers(i int, walk *plane, last *standing) *standing {
	if len(w.chunks[i].players) == 0 {
		return &nobody
	}
	w.stood = w.stood[:0]
	for _, slot := range w.chunks[i].players {
		who := &w.walkers[slot]
		w.stood = append(w.stood, stood{int(cellOf(who.at())), who.mark()})
	}
	slices.SortFunc(w.stood, func(a, b stood) int { return a.cell - b.cell })
	var players plane
	w.marks = w.marks[:0]
	for _, s := range w.stood {
		players[s.cell/side] |= 1 << (s.cell % side)
		w.marks = append(w.marks, s.mark)
	}
	if *last.players == players && slices.Equal(last.marks, w.marks) {
		return last
	}
	return &standing{players: walk.or(&players), earlier: players.above(), marks: slices.Clone(w.marks)}
}

// stood is a player and the cell of their chunk, in reading order.
type stood struct {
	cell int
	mark Mark
}

func (w *World) copyHolding(i int, owned *plane, last *holding) *holding {
	n := w.chunks[i].kept
	if n == 0 {
		return &nothing
	}
	w.lords = w.appendOwners(w.lords[:0], i, owned, n)
	if last.owned == *owned && slices.Equal(last.owners, w.lords) {
		return last
	}
	h := &holding{owned: *owned, owners: slices.Clone(w.lords)}
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
	owners := w.chunks[i].owners
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
