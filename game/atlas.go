package game

// Tile counts what is in a square of cells: a dot of the atlas.
type Tile struct {
	Players, Bots, Trees int
	Wild, Owned          int    // living cells
	Top                  uint16 // the colony with the most of the owned cells
	TopCells             int    // its cells; beyond 64 x 64 about
}

// TileSides are the widths and heights of tiles in cells, from the nearest
// zoom to the farthest.
var TileSides = [...]int{8, 16, 32, 64, 128, 256, 512, 1024}

// Tile counts the square in column tx and row ty of squares that are so many
// cells wide, one of TileSides. Beyond the rim it is empty. What a chunk of
// 64 x 64 holds is counted once for all who look, when somebody first looks at
// it after it has changed.
func (f *Frame) Tile(sideCells, tx, ty int) Tile { return Tile{} }
