package game

// middleOf is the middle cell of an R-pentomino.
func middleOf(cells []Point) Point {
	box := bounds(cells)
	return Point{box.Min.X + 1, box.Min.Y + 1}
}

// shapeOf is the name of the pattern that cells are, turned or mirrored, or "".
func shapeOf(cells []Point) string {
	if len(cells) == 0 {
		return ""
	}
	for p := Block; p <= PiHeptomino; p++ {
		if _, ok := turnOf(p, cells); ok {
			return p.String()
		}
	}
	return ""
}

// turnOf tells which way a pattern was turned to become the cells.
func turnOf(p Pattern, cells []Point) (Dir, bool) {
	for facing := Up; facing <= Right; facing++ {
		for _, aside := range []Dir{facing.RightHand(), facing.RightHand() ^ 1} {
			if sameShape(p.Place(nil, Point{}, facing, aside), cells) {
				return facing, true
			}
		}
	}
	return Up, false
}

// sameShape tells whether two sets of cells are the same but for where they
// lie.
func sameShape(a, b []Point) bool {
	if len(a) != len(b) {
		return false
	}
	from, to := bounds(a).Min, bounds(b).Min
	cells := map[Point]bool{}
	for _, p := range a {
		cells[Point{p.X - from.X, p.Y - from.Y}] = true
	}
	for _, p := range b {
		if !cells[Point{p.X - to.X, p.Y - to.Y}] {
			return false
		}
	}
	return true
}
