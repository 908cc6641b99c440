package game

// side is the width and height of a chunk in cells: a row of a chunk is one
// machine word.
const side = 64

// chunk is 64 x 64 cells, a bit each; bit x of word y is the cell x,y of the
// chunk. Beyond the rim every cell is a tree.
type chunk struct {
	tree, walk [side]uint64
	roomy      [side]uint64 // known to reach enough open cells: see entry.go
	players    int          // who stand here
	version    uint64       // changes seen from outside
}

// grid is the ground and who stands on it, in chunks, row by row.
type grid struct {
	width, height int
	across, down  int // chunks
	chunks        []chunk
	// stands holds the walker's slot for each cell, chunk by chunk; it means
	// something only where the walk bit is set.
	stands  []uint32
	changes uint64 // of all chunks' versions
	open    int    // cells that are no trees
}

func newGrid(width, height int) grid {
	g := grid{width: width, height: height, open: width * height}
	g.across, g.down = (width+side-1)/side, (height+side-1)/side
	g.chunks = make([]chunk, g.across*g.down)
	g.stands = make([]uint32, len(g.chunks)*side*side)
	g.fence()
	return g
}

// fence makes trees of the cells of the outermost chunks beyond the rim.
func (g *grid) fence() {
	for i := range g.chunks {
		c := &g.chunks[i]
		inX := min(side, g.width-i%g.across*side)
		inY := min(side, g.height-i/g.across*side)
		for y := range c.tree {
			if y >= inY {
				c.tree[y] = ^uint64(0)
			} else if inX < side {
				c.tree[y] |= ^uint64(0) << inX
			}
		}
	}
}

// at is the chunk of a cell and the cell's row and bit in it. The cell must
// lie within the world.
func (g *grid) at(x, y int) (index, row int, bit uint64) {
	return y/side*g.across + x/side, y % side, 1 << (x % side)
}

// changed notes that chunk i looks different.
func (g *grid) changed(i int) {
	g.chunks[i].version++
	g.changes++
}

func (g *grid) inside(x, y int) bool {
	return uint(x) < uint(g.width) && uint(y) < uint(g.height)
}

// square is the chunk that a cell of the world lies in: the square in which
// the rules count players.
func (g *grid) square(p Point) *chunk {
	i, _, _ := g.at(p.X, p.Y)
	return &g.chunks[i]
}

func (g *grid) isTree(x, y int) bool {
	if !g.inside(x, y) {
		return true
	}
	i, row, bit := g.at(x, y)
	return g.chunks[i].tree[row]&bit != 0
}

// isFree tells whether somebody could stand on the cell.
func (g *grid) isFree(x, y int) bool {
	if !g.inside(x, y) {
		return false
	}
	i, row, bit := g.at(x, y)
	c := &g.chunks[i]
	return (c.tree[row]|c.walk[row])&bit == 0
}

func (g *grid) setTree(x, y int) {
	i, row, bit := g.at(x, y)
	g.chunks[i].tree[row] |= bit
	g.open--
	g.changed(i)
}

// stand is where the slot of who stands in a row of chunk i, at column x of the
// world, is kept.
func (g *grid) stand(i, row, x int) *uint32 {
	return &g.stands[(i*side+row)*side+x%side]
}

// put stands the walker of a slot on a cell, lift takes whoever is there off.
func (g *grid) put(x, y int, slot uint32) {
	i, row, bit := g.at(x, y)
	g.chunks[i].walk[row] |= bit
	g.changed(i)
	*g.stand(i, row, x) = slot
}

func (g *grid) lift(x, y int) {
	i, row, bit := g.at(x, y)
	g.chunks[i].walk[row] &^= bit
	g.changed(i)
}

// walkerAt is the slot of who stands on a cell within the world.
func (g *grid) walkerAt(x, y int) (slot uint32, ok bool) {
	i, row, bit := g.at(x, y)
	if g.chunks[i].walk[row]&bit == 0 {
		return 0, false
	}
	return *g.stand(i, row, x), true
}
