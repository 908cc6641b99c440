package game

import "strconv"

// Point is a cell of a world: X to the right, Y down, from 0.
type Point struct{ X, Y int }

// String gives the form that players read: "12,7".
func (p Point) String() string { return strconv.Itoa(p.X) + "," + strconv.Itoa(p.Y) }

// Step is the neighbour of p in direction d.
func (p Point) Step(d Dir) Point {
	delta := deltas[d&3]
	return Point{p.X + delta.X, p.Y + delta.Y}
}

// Distance is the number of cells between p and q, a diagonal counted as one.
func (p Point) Distance(q Point) int {
	return max(abs(p.X-q.X), abs(p.Y-q.Y))
}

// Steps is the number of steps from p to q where nothing is in the way.
func (p Point) Steps(q Point) int { return abs(p.X-q.X) + abs(p.Y-q.Y) }

func abs(n int) int {
	if n < 0 {
		return -n
	}
	return n
}

// Rect is the cells from Min (included) to Max (excluded).
type Rect struct{ Min, Max Point }

// Contains tells whether p lies in r.
func (r Rect) Contains(p Point) bool {
	return p.X >= r.Min.X && p.X < r.Max.X && p.Y >= r.Min.Y && p.Y < r.Max.Y
}

// Dir is one of the four directions in which a walker steps and looks.
type Dir uint8

// The directions.
const (
	Up Dir = iota
	Down
	Left
	Right
)

var (
	deltas   = [4]Point{Up: {0, -1}, Down: {0, 1}, Left: {-1, 0}, Right: {1, 0}}
	dirNames = [4]string{Up: "up", Down: "down", Left: "left", Right: "right"}
)

// Aside tells whether a step in direction d is sideways for who faces o.
func (d Dir) Aside(o Dir) bool { return d&2 != o&2 }

// String is the direction in words.
func (d Dir) String() string { return dirNames[d&3] }
