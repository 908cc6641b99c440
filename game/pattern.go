package game

// Pattern is something that can be planted, or that lands as a wild spore.
type Pattern uint8

// The catalogue, in the order of the keys, and what lands in the wild only.
const (
	NoPattern Pattern = iota
	Block
	Blinker
	Glider
	RPentomino
	Spaceship // the lightweight one
	Acorn
	Sapling // a tree
	PiHeptomino
)

// Catalogue is how many patterns players can plant: 1 to Catalogue.
const Catalogue = int(Sapling)

// shape is a pattern as it lies for who faces up: row 0 is the farthest.
type shape struct {
	name string
	rows []string
}

// The shapes are those of the Life Lexicon (Stephen Silver); the glider flies
// up and to the right, the spaceship up.
var shapes = [...]shape{
	NoPattern:   {"nothing", nil},
	Block:       {"block", []string{"OO", "OO"}},
	Blinker:     {"blinker", []string{"OOO"}},
	Glider:      {"glider", []string{"OOO", "..O", ".O."}},
	RPentomino:  {"R-pentomino", []string{".OO", "OO.", ".O."}},
	Spaceship:   {"spaceship", []string{".OOO", "O..O", "...O", "...O", "O.O."}},
	Acorn:       {"acorn", []string{".O.....", "...O...", "OO..OOO"}},
	Sapling:     {"tree", []string{"O"}},
	PiHeptomino: {"pi-heptomino", []string{"OOO", "O.O", "O.O"}},
}

// offsets are the cells of each shape: X to the right of the middle column,
// Y rows beyond the nearest one.
var offsets = func() (all [len(shapes)][]Point) {
	for i, s := range shapes {
		for y, row := range s.rows {
			for x, cell := range row {
				if cell == 'O' {
					all[i] = append(all[i], Point{x - len(row)/2, len(s.rows) - 1 - y})
				}
			}
		}
	}
	return all
}()

// String is the pattern's name.
func (p Pattern) String() string {
	if int(p) >= len(shapes) {
		return "unknown"
	}
	return shapes[p].name
}

// Cost is the spores that planting p takes: as many as it has cells, but for
// a tree and a spaceship.
func (c Config) Cost(p Pattern) int {
	switch {
	case p == Sapling:
		return c.TreeCost
	case p == Spaceship:
		return c.ShipCost
	case int(p) >= len(offsets):
		return 0
	}
	return len(offsets[p])
}

// Place appends the cells that p would fill if a walker on a cell planted it:
// centred ahead, the nearest row one cell away, turned the way they face. A
// glider flies to the side aside, which is a direction sideways of facing.
// The cells may lie beyond the rim.
func (p Pattern) Place(dst []Point, at Point, facing, aside Dir) []Point {
	if int(p) >= len(offsets) {
		return dst
	}
	right := facing.RightHand()
	for _, o := range offsets[p] {
		x := o.X
		if p == Glider && aside != right {
			x = -x
		}
		q := at.along(facing, 1+o.Y)
		dst = append(dst, q.along(right, x))
	}
	return dst
}

// along is the cell n steps from p in direction d.
func (p Point) along(d Dir, n int) Point {
	delta := deltas[d&3]
	return Point{p.X + n*delta.X, p.Y + n*delta.Y}
}

// RightHand is the direction to the right hand of who faces d.
func (d Dir) RightHand() Dir { return [4]Dir{Up: Right, Down: Left, Left: Up, Right: Down}[d&3] }
