package game

import (
	"math/bits"
	"slices"
	"sync/atomic"
)

// Frame is what everybody sees of a world: immutable and shared. In the frames
// of the ticker the chunks that somebody watches are of this very frame, in one
// that welcomes a newcomer their surroundings; the others follow within a
// second.
type Frame struct {
	Number        uint64 // of the frame in its room's run, from 1
	At            Stamp
	Width, Height int
	Bots          int          // in the world now
	Players       []PlayerMark // in the world now
	PlayersSince  uint64       // the number of the frame in which Players last changed
	Generation    uint64       // of the bacteria
	Live          int          // living cells
	Colonies      []ColonyMark // by their number; 0 is the wild
	Milestone     Milestone    // the newest
	Hall          []Score      // the best of this world so far, the best first; of those present Players tells more

	across  int
	chunks  []*Chunk
	regions *regions
}

// PlayerMark is a player as everybody sees one.
type PlayerMark struct {
	Walker WalkerID
	At     Point
	Look   Look
	Dozing bool
	Hearts uint8
	Colony uint16 // its number
	Middle Point  // of the colony, if Biomass is not 0
	Score
}

// Score is what a player has done in this world.
type Score struct {
	Name    string
	Biomass int // living cells, now
	Best    int // best biomass
	Meals   int
	Stings  int // that cells of theirs gave
}

// ColonyMark is whose the cells of a colony are. A colony whose owner is gone
// is wild.
type ColonyMark struct {
	Walker WalkerID
	Look   Look
	Kind   Kind
	Wild   bool
}

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

// Chunk is the chunk in column cx and row cy of chunks.
func (f *Frame) Chunk(cx, cy int) *Chunk { return f.chunks[cy*f.across+cx] }

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

func (f *Frame) inside(p Point) bool {
	return uint(p.X) < uint(f.Width) && uint(p.Y) < uint(f.Height)
}

// Tree tells whether a cell is a tree; beyond the rim all are.
func (f *Frame) Tree(p Point) bool {
	if !f.inside(p) {
		return true
	}
	return f.Chunk(p.X/side, p.Y/side).tree[p.Y%side]>>(p.X%side)&1 != 0
}

// Walker is who stands on a cell.
func (f *Frame) Walker(p Point) (Mark, bool) {
	if !f.inside(p) {
		return Mark{}, false
	}
	c := f.Chunk(p.X/side, p.Y/side)
	if c.walk[p.Y%side]>>(p.X%side)&1 == 0 {
		return Mark{}, false
	}
	return c.Mark(p.X%side, p.Y%side), true
}

// Bacterium is what lives on a cell, and the number of its colony: 0 if it is
// wild.
func (f *Frame) Bacterium(p Point) (colony uint16, alive bool) {
	if !f.inside(p) {
		return 0, false
	}
	c, x, y := f.Chunk(p.X/side, p.Y/side), p.X%side, p.Y%side
	if c.alive[y]>>x&1 == 0 {
		return 0, false
	}
	if c.owned[y]>>x&1 == 0 {
		return 0, true
	}
	number := c.Colony(x, y)
	if f.Colonies[number].Wild {
		return 0, true
	}
	return number, true
}

// Player is the mark of a player of this world.
func (f *Frame) Player(id WalkerID) (PlayerMark, bool) {
	for _, p := range f.Players {
		if p.Walker == id {
			return p, true
		}
	}
	return PlayerMark{}, false
}

// changedSince tells whether a chunk that touches r came after frame number n.
func (f *Frame) changedSince(n uint64, r Rect) bool {
	for cy := r.Min.Y / side; cy*side < r.Max.Y; cy++ {
		for cx := r.Min.X / side; cx*side < r.Max.X; cx++ {
			if f.chunks[cy*f.across+cx].Since > n {
				return true
			}
		}
	}
	return false
}

// framer makes a world's frames.
type framer struct {
	world    *World
	newest   *Frame
	next     *Frame // being made, or nil
	roster   uint64 // of the world when Players was listed
	founding uint64 // of the world when Colonies was listed
	cursor   int    // the next chunk to sweep
	// What was swept since the world last changed is up to date.
	changes uint64 // of the world when last looked at
	unswept int
}

// newFramer starts with a frame of the whole world.
func newFramer(w *World) *framer {
	c := &framer{world: w, roster: w.roster, founding: w.founding, changes: w.changes}
	c.newest = &Frame{
		Number: 1, At: w.now, Width: w.width, Height: w.height, across: w.across,
		Bots: w.bots, Players: w.playerMarks(), PlayersSince: 1,
		Generation: w.generation, Live: w.grid.live, Colonies: w.colonyMarks(),
		Milestone: w.milestone, Hall: w.hall,
		chunks: make([]*Chunk, len(w.chunks)), regions: new(regions),
	}
	for i := range w.chunks {
		c.newest.chunks[i] = w.copyChunk(i, 1)
	}
	return c
}

// quiet tells that the newest frame shows the world as it is, so that there
// is nothing to watch or to sweep.
func (c *framer) quiet() bool {
	if c.changes != c.world.changes {
		c.changes, c.unswept = c.world.changes, len(c.world.chunks)
	}
	return c.unswept == 0
}

// watch brings the chunks that touch r up to date in the frame being made.
func (c *framer) watch(r Rect) {
	w := c.world
	for cy := r.Min.Y / side; cy*side < r.Max.Y; cy++ {
		for cx := r.Min.X / side; cx*side < r.Max.X; cx++ {
			c.refresh(cy*w.across + cx)
		}
	}
}

// sweep brings the next n chunks up to date, watched or not.
func (c *framer) sweep(n int) {
	for range min(n, len(c.world.chunks)) {
		c.refresh(c.cursor)
		c.cursor = (c.cursor + 1) % len(c.world.chunks)
	}
	c.unswept = max(c.unswept-n, 0)
}

func (c *framer) refresh(i int) {
	newest := c.newest
	if c.next != nil {
		newest = c.next
	}
	if newest.chunks[i].Version != c.world.chunks[i].version {
		next := c.begin()
		next.chunks[i] = c.world.copyChunk(i, next.Number)
	}
}

// begin is the frame being made: a copy of the newest one at first.
func (c *framer) begin() *Frame {
	if c.next == nil {
		next := *c.newest
		next.Number++
		next.chunks = append(make([]*Chunk, 0, len(next.chunks)), next.chunks...)
		next.regions = new(regions)
		c.next = &next
	}
	return c.next
}

// shoot ends a frame and returns it; it is the old one when nothing changed.
func (c *framer) shoot() *Frame {
	w := c.world
	if c.roster != w.roster {
		next := c.begin()
		next.Players, next.PlayersSince = w.playerMarks(), next.Number
		c.roster = w.roster
	}
	if c.founding != w.founding {
		c.begin().Colonies = w.colonyMarks()
		c.founding = w.founding
	}
	if c.newest.Bots != w.bots {
		c.begin()
	}
	if c.next != nil {
		c.next.At, c.next.Bots = w.now, w.bots
		c.next.Generation, c.next.Live = w.generation, w.grid.live
		c.next.Milestone, c.next.Hall = w.milestone, w.hall
		c.newest, c.next = c.next, nil
	}
	return c.newest
}

func (w *World) playerMarks() []PlayerMark {
	marks := make([]PlayerMark, len(w.players))
	for i := range w.players {
		p := &w.players[i]
		who := &w.walkers[p.slot]
		marks[i] = PlayerMark{
			Walker: who.id, At: who.at(), Look: who.look, Dozing: who.dozing,
			Hearts: p.hearts, Colony: p.colony, Middle: w.colonies[p.colony].middle(),
			Score: w.score(p),
		}
	}
	return marks
}

func (w *World) colonyMarks() []ColonyMark {
	marks := make([]ColonyMark, len(w.colonies))
	for i := range w.colonies {
		c := &w.colonies[i]
		marks[i] = ColonyMark{Walker: c.owner, Look: c.look, Kind: c.kind, Wild: c.wild}
	}
	return marks
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

// Frame is a frame of the whole world as it is now, for those who drive a
// world without a room.
func (w *World) Frame() *Frame { return newFramer(w).newest }

// Reel makes the frames of a world that is driven without a room, as the room
// makes them: what nobody watches follows within so many frames.
type Reel struct{ framer *framer }

// NewReel starts with a frame of the whole world.
func NewReel(w *World) *Reel { return &Reel{newFramer(w)} }

// Newest is the newest frame.
func (r *Reel) Newest() *Frame { return r.framer.newest }

// Shoot makes a frame in which the watched part is of now, and a share of 1 in
// parts of the rest.
func (r *Reel) Shoot(parts int, watched ...Rect) *Frame {
	for _, v := range watched {
		r.framer.watch(v)
	}
	r.framer.sweep((len(r.framer.world.chunks) + parts - 1) / parts)
	return r.framer.shoot()
}
