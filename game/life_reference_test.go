package game

import (
	"math/rand/v2"
	"slices"
	"testing"
)

// reference is Life with colours, cell by cell, from the words of the rules.
type reference struct {
	width, height int
	tree, alive   []bool
	owner         []uint16
	heirs         map[uint16]bool // colonies whose children are owned
}

// refer copies a world cell by cell.
func refer(w *World) *reference {
	n := w.width * w.height
	r := &reference{
		width: w.width, height: w.height,
		tree: make([]bool, n), alive: make([]bool, n), owner: make([]uint16, n), heirs: map[uint16]bool{},
	}
	for i := range n {
		x, y := i%w.width, i/w.width
		r.tree[i], r.alive[i] = w.isTree(x, y), w.isAlive(x, y)
		if r.alive[i] {
			r.owner[i] = w.ownerOf(x, y)
		}
	}
	for number := range w.colonies {
		if c := w.colonies[number]; c.kind == Player && !c.wild {
			r.heirs[uint16(number)] = true
		}
	}
	return r
}

func (r *reference) generate() {
	alive, owner := slices.Clone(r.alive), slices.Clone(r.owner)
	for i := range alive {
		parents := r.parents(i%r.width, i/r.width)
		switch {
		case r.tree[i]:
		case r.alive[i]:
			alive[i] = len(parents) == 2 || len(parents) == 3
			if !alive[i] {
				owner[i] = 0
			}
		case len(parents) == 3:
			alive[i], owner[i] = true, r.colour(parents)
		}
	}
	r.alive, r.owner = alive, owner
}

// parents are the colonies of the living neighbours, in reading order.
func (r *reference) parents(x, y int) (colonies []uint16) {
	for _, d := range []Point{{-1, -1}, {0, -1}, {1, -1}, {-1, 0}, {1, 0}, {-1, 1}, {0, 1}, {1, 1}} {
		nx, ny := x+d.X, y+d.Y
		if nx < 0 || ny < 0 || nx >= r.width || ny >= r.height {
			continue
		}
		if i := ny*r.width + nx; r.alive[i] {
			colonies = append(colonies, r.owner[i])
		}
	}
	return colonies
}

// colour is the one that most of the owned parents share, else the first.
func (r *reference) colour(parents []uint16) uint16 {
	var best uint16
	most := 0
	for _, p := range parents {
		if !r.heirs[p] {
			continue
		}
		votes := 0
		for _, q := range parents {
			if p == q {
				votes++
			}
		}
		if votes > most {
			best, most = p, votes
		}
	}
	return best
}

// differs tells where a world is not as the reference says.
func (r *reference) differs(w *World) (Point, bool) {
	for i := range r.alive {
		x, y := i%r.width, i/r.width
		if r.alive[i] != w.isAlive(x, y) || r.owner[i] != w.ownerOf(x, y) {
			return Point{x, y}, true
		}
	}
	return Point{}, false
}

// Thousands of random boards with trees and colonies of players, of bots and
// of those who are gone go the way of the reference, with edits between
// generations.
func TestLifeIsAsTheReferenceSays(t *testing.T) {
	rng := rand.New(rand.NewPCG(7, 11))
	for board := range 2500 {
		w := randomBoard(rng)
		r := refer(w)
		for generation := range 6 {
			w.generate()
			r.generate()
			if p, differ := r.differs(w); differ {
				t.Fatalf("board %d of %d x %d: generation %d differs at %v", board, w.width, w.height, generation+1, p)
			}
			if err := check(w); err != nil {
				t.Fatalf("board %d, generation %d: %v", board, generation+1, err)
			}
			editBoth(rng, w, r)
		}
	}
}

// randomBoard is a world of up to nine chunks, mostly of one or two.
func randomBoard(rng *rand.Rand) *World {
	side := func() int {
		if rng.IntN(8) == 0 {
			return 100 + rng.IntN(60)
		}
		return 16 + rng.IntN(56)
	}
	w := dish(side(), side())
	density, trees := rng.Float64()*0.6, rng.Float64()*0.2
	for _, c := range []colony{{kind: Player}, {kind: Player}, {kind: Player}, {kind: Bot}, {kind: Player, wild: true}} {
		number, _ := w.found(c.kind, Look{})
		w.colonies[number].wild = c.wild
		if !c.wild {
			w.colonies[number].owner = 1 << 40 // somebody
		}
	}
	for y := range w.height {
		for x := range w.width {
			switch p := rng.Float64(); {
			case p < trees:
				w.setTree(x, y)
			case p < trees+density:
				w.enliven(Point{x, y}, uint16(max(rng.IntN(9)-3, 0)))
			}
		}
	}
	return w
}

// editBoth changes some cells in both.
func editBoth(rng *rand.Rand, w *World, r *reference) {
	for range rng.IntN(6) {
		p := Point{rng.IntN(w.width), rng.IntN(w.height)}
		i := p.Y*w.width + p.X
		switch {
		case r.tree[i] && rng.IntN(2) == 0:
			w.clearTree(p.X, p.Y)
			r.tree[i] = false
		case r.tree[i]:
		case r.alive[i]:
			w.kill(p)
			r.alive[i], r.owner[i] = false, 0
		case rng.IntN(3) == 0:
			w.raise(p)
			r.tree[i] = true
		default:
			number := uint16(rng.IntN(4))
			w.enliven(p, number)
			r.alive[i], r.owner[i] = true, number
		}
	}
}

// A Gosper gun sends a glider every 30 generations; a pulsar has a period of
// three (Life Lexicon).
func TestGosperGun(t *testing.T) {
	w := dish(400, 400)
	drop(w, Point{10, 10},
		"........................O...........",
		"......................O.O...........",
		"............OO......OO............OO",
		"...........O...O....OO............OO",
		"OO........O.....O...OO..............",
		"OO........O...O.OO....O.O...........",
		"..........O.....O.......O...........",
		"...........O...O....................",
		"............OO......................",
	)
	gun := w.grid.live
	for n := 1; n <= 8; n++ {
		for range 30 {
			w.generate()
		}
		if got := w.grid.live; got != gun+5*n {
			t.Errorf("after %d generations %d cells live, want %d and %d gliders", 30*n, got, gun, n)
		}
	}
}

func TestPulsar(t *testing.T) {
	w := dish(128, 128)
	rows := []string{
		"..OOO...OOO..", ".............", "O....O.O....O", "O....O.O....O", "O....O.O....O", "..OOO...OOO..", ".............",
		"..OOO...OOO..", "O....O.O....O", "O....O.O....O", "O....O.O....O", ".............", "..OOO...OOO..",
	}
	drop(w, Point{58, 58}, rows...)
	first := living(w)
	for g := 1; g <= 9; g++ {
		w.generate()
		if same := slices.Equal(living(w), first); same != (g%3 == 0) {
			t.Errorf("generation %d is like the first: %v", g, same)
		}
	}
}
