package game

// side is the width and height of a chunk in cells: a row of a chunk is one
// machine word.
const side = 64

// row is a row of 64 cells of a chunk, a bit each: what a step looks at lies
// side by side in memory. Beyond the rim every cell is a tree.
type row struct {
	tree, walk   uint64
	alive, owned uint64 // owned: alive, and of a colony
}

// chunk is 64 x 64 cells. Its planes lie elsewhere, so that what is looked at of all
// chunks in a generation lies together.
type chunk struct {
	rows       *[side]row           // of grid.rows
	owners     *[side * side]uint16 // the colony's number of each cell, where the owned bit is set; nil: it is nowhere
	before     *plane               // what was alive when it was last looked at: see wild.go
	roomy      *plane               // known to reach enough open cells, nil if none are: see roomy.go
	roomyOf    uint64               // grid.plantings when roomy was written
	growths    []growth             // see growth.go
	players    []uint32             // slots of those who stand here, in no order: bots nobody asks for
	open       int                  // cells within the world that are no trees
	live, kept int                  // living cells, and those of them that are owned
	near       uint64               // the generation in which a player was last near
	looked     bool                 // before means something
}

// grid is the ground, what lives on it and who stands on it, in chunks, row by
// row.
type grid struct {
	width, height int
	across, down  int // chunks
	chunks        []chunk
	rows          []row    // of all chunks
	versions      []uint64 // of each chunk: changes seen from outside
	stirred       []uint64 // of each chunk: a bit for each row that may change in the next generation
	changes       uint64   // of all chunks' versions
	open          int      // cells that are no trees
	live          int      // living cells
	plantings     uint64   // trees planted since the beginning
}

func newGrid(width, height int) grid {
	g := grid{width: width, height: height, open: width * height}
	g.across, g.down = (width+side-1)/side, (height+side-1)/side
	g.chunks = make([]chunk, g.across*g.down)
	g.rows = make([]row, len(g.chunks)*side)
	g.versions = make([]uint64, len(g.chunks))
	g.stirred = make([]uint64, len(g.chunks))
	before := make([]plane, len(g.chunks))
	for i := range g.chunks {
		g.chunks[i].rows, g.chunks[i].before = (*[side]row)(g.rows[i*side:]), &before[i]
	}
	g.fence()
	return g
}

// fence makes trees of the cells of the outermost chunks beyond the rim.
func (g *grid) fence() {
	for i := range g.chunks {
		c := &g.chunks[i]
		inX, inY := g.within(i)
		c.open = inX * inY
		for y := range c.rows {
			if y >= inY {
				c.rows[y].tree = ^uint64(0)
			} else if inX < side {
				c.rows[y].tree |= ^uint64(0) << inX
			}
		}
	}
}

// within is how many columns and rows of chunk i lie within the world.
func (g *grid) within(i int) (columns, rows int) {
	return min(side, g.width-i%g.across*side), min(side, g.height-i/g.across*side)
}

// at is the chunk of a cell and the cell's row and bit in it. The cell must
// lie within the world. Without signs it is half the work.
func (g *grid) at(x, y int) (index, row int, bit uint64) {
	ux, uy := uint(x), uint(y)
	return int(uy/side)*g.across + int(ux/side), int(uy % side), 1 << (ux % side)
}

// cell is the row of a cell and the cell's bit in it; row k is one of chunk
// k/side. The cell must lie within the world.
func (g *grid) cell(x, y int) (k int, bit uint64) {
	ux, uy := uint(x), uint(y)
	return (int(uy/side)*g.across+int(ux/side))*side + int(uy%side), 1 << (ux % side)
}

// changed notes that chunk i looks different.
func (g *grid) changed(i int) {
	g.versions[i]++
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
	k, bit := g.cell(x, y)
	return g.rows[k].tree&bit != 0
}

// isFree tells whether somebody could stand on the cell.
func (g *grid) isFree(x, y int) bool {
	if !g.inside(x, y) {
		return false
	}
	k, bit := g.cell(x, y)
	return (g.rows[k].tree|g.rows[k].walk)&bit == 0
}

func (g *grid) setTree(x, y int) {
	i, row, bit := g.at(x, y)
	g.chunks[i].rows[row].tree |= bit
	g.chunks[i].open--
	g.open--
	g.changed(i)
}

// clearTree makes open ground of a tree; the cells around it may give birth on
// it now.
func (g *grid) clearTree(x, y int) {
	i, row, bit := g.at(x, y)
	g.chunks[i].rows[row].tree &^= bit
	g.chunks[i].open++
	g.open++
	g.changed(i)
	g.stir(x, y)
}

// ownerAt is where the number of the colony that a cell belongs to is kept, by
// the row of chunk i and the column of the world.
func (g *grid) ownerAt(i, row, x int) *uint16 {
	c := &g.chunks[i]
	if c.owners == nil {
		c.owners = new([side * side]uint16)
	}
	return &c.owners[row*side+x%side]
}

// chunksWithin are the columns and rows of the chunks that lie so near to a
// cell or nearer, Max excluded.
func (g *grid) chunksWithin(p Point, near int) Rect {
	return Rect{
		Min: Point{max(p.X-near, 0) / side, max(p.Y-near, 0) / side},
		Max: Point{min((p.X+near)/side+1, g.across), min((p.Y+near)/side+1, g.down)},
	}
}

// put marks that somebody stands on a cell, lift that nobody does any more.
func (g *grid) put(x, y int) {
	k, bit := g.cell(x, y)
	g.rows[k].walk |= bit
	g.changed(k / side)
}

func (g *grid) lift(x, y int) {
	k, bit := g.cell(x, y)
	g.rows[k].walk &^= bit
	g.changed(k / side)
}
