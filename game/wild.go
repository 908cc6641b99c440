package game

import (
	"math"
	"math/bits"
)

// wildCatalogue is what lands in the wild.
var wildCatalogue = [...]Pattern{RPentomino, Acorn, Glider, Blinker, Spaceship, PiHeptomino}

// wildSpores lets wild patterns land: often in squares near an awake player
// where little lives, seldom everywhere else.
func (w *World) wildSpores() {
	w.markNearby()
	for _, i := range w.nearby {
		if odds := w.odds(&w.chunks[i]); odds > 0 && w.rng.IntN(odds) == 0 {
			w.seed(int(i))
		}
	}
	// How many squares in a row are passed over has a geometric distribution:
	// one draw for each square that is hit instead of one for each square.
	for i := w.passOver(); i < len(w.chunks); i += 1 + w.passOver() {
		if w.odds(&w.chunks[i]) == 0 {
			w.seed(i)
		}
	}
}

// odds are the generations in which one pattern lands in a square that a
// player is near and in which little lives; 0 in any other.
func (w *World) odds(c *chunk) int {
	switch {
	case c.near != w.generation:
		return 0
	case c.live*1000 < w.cfg.Few*c.open:
		return w.cfg.WhenFew
	case c.live*1000 < w.cfg.Some*c.open:
		return w.cfg.WhenSome
	}
	return 0
}

// passOver draws how many squares are passed over before one is hit.
func (w *World) passOver() int {
	if w.cfg.Elsewhere == 1 {
		return 0
	}
	miss := 1 - 1/float64(w.cfg.Elsewhere)
	return int(math.Log(1-w.rng.Float64()) / math.Log(miss))
}

// markNearby finds the squares that awake players are near.
func (w *World) markNearby() {
	w.nearby = w.nearby[:0]
	for i := range w.players {
		who := &w.walkers[w.players[i].slot]
		if who.dozing {
			continue
		}
		near := w.chunksWithin(who.at(), w.cfg.NearPlayer)
		for y := near.Min.Y; y < near.Max.Y; y++ {
			for x := near.Min.X; x < near.Max.X; x++ {
				if c := &w.chunks[y*w.across+x]; c.near != w.generation {
					c.near = w.generation
					w.nearby = append(w.nearby, int32(y*w.across+x))
				}
			}
		}
	}
}

// seed lets a pattern of the wild catalogue land somewhere in a square,
// unless something is in its place or somebody is too near.
func (w *World) seed(i int) {
	p := wildCatalogue[w.rng.IntN(len(wildCatalogue))]
	facing := Dir(w.rng.IntN(4))
	w.cells = p.Place(w.cells[:0], Point{}, facing, facing.RightHand())
	box := bounds(w.cells)
	columns, rows := w.within(i)
	roomX, roomY := columns-(box.Max.X-box.Min.X), rows-(box.Max.Y-box.Min.Y)
	if roomX < 0 || roomY < 0 {
		return
	}
	to := Point{i%w.across*side + w.rng.IntN(roomX+1), i/w.across*side + w.rng.IntN(roomY+1)}
	shift(w.cells, Point{to.X - box.Min.X, to.Y - box.Min.Y})
	if !w.anybodyWithin(bounds(w.cells), w.cfg.Clear) {
		w.land(w.cells)
	}
}

// land puts wild bacteria on cells if all are free, and tells whether it did.
func (w *World) land(cells []Point) bool {
	for _, p := range cells {
		if !w.isFree(p.X, p.Y) || w.isAlive(p.X, p.Y) {
			return false
		}
	}
	for _, p := range cells {
		w.enliven(p, 0)
	}
	return true
}

// give lets an R-pentomino land in view of who enters, if there is a place.
func (w *World) give(at Point) {
	turn, first := Dir(w.rng.IntN(4)), w.rng.IntN(1<<16)
	for far := w.cfg.GiftNear; far <= w.cfg.GiftFar; far++ {
		for k, n := 0, 8*far; k < n; k++ {
			to := ringCell(at, far, (first+k)%n)
			w.cells = RPentomino.Place(w.cells[:0], Point{}, turn, turn.RightHand())
			box := bounds(w.cells) // its middle cell is one from its corner
			shift(w.cells, Point{to.X - box.Min.X - 1, to.Y - box.Min.Y - 1})
			if w.land(w.cells) {
				return
			}
		}
	}
}

// bounds is the smallest rectangle round cells.
func bounds(cells []Point) Rect {
	r := Rect{cells[0], cells[0]}
	for _, p := range cells {
		r.Min = Point{min(r.Min.X, p.X), min(r.Min.Y, p.Y)}
		r.Max = Point{max(r.Max.X, p.X), max(r.Max.Y, p.Y)}
	}
	r.Max.X++
	r.Max.Y++
	return r
}

func shift(cells []Point, by Point) {
	for i := range cells {
		cells[i].X += by.X
		cells[i].Y += by.Y
	}
}

// anybodyWithin tells whether a walker is so near to a rectangle.
func (g *grid) anybodyWithin(r Rect, near int) bool {
	x0, x1 := max(r.Min.X-near, 0), min(r.Max.X+near, g.width)
	for y := max(r.Min.Y-near, 0); y < min(r.Max.Y+near, g.height); y++ {
		for x := x0; x < x1; x += side - x%side {
			k, _ := g.cell(x, y)
			cells := g.rows[k].walk >> (x % side)
			if left := x1 - x; left < side {
				cells &= 1<<left - 1
			}
			if cells != 0 {
				return true
			}
		}
	}
	return false
}

// dry looks at a share of the squares, so that each is looked at every Dry
// generations: those that look as they did the time before lose their wild
// bacteria. Where no cell is owned any more the place for owners goes.
func (w *World) dry() {
	for i := int(w.generation) % w.cfg.Dry; i < len(w.chunks); i += w.cfg.Dry {
		c := &w.chunks[i]
		if c.kept == 0 {
			c.owners = nil
		}
		switch {
		case c.live == 0:
			if c.looked {
				w.keepChunk(i)
				c.looked = false
			}
		case c.looked && *c.before == c.planes().alive:
			w.dryOut(i)
		default:
			w.keepChunk(i)
			*c.before, c.looked = c.planes().alive, true
		}
	}
}

// dryOut takes what is wild off a square.
func (w *World) dryOut(i int) {
	left, top := i%w.across*side, i/w.across*side
	for y := range side {
		for row := w.chunks[i].rows[y].alive; row != 0; row &= row - 1 {
			p := Point{left + bits.TrailingZeros64(row), top + y}
			if w.colonies[w.ownerOf(p.X, p.Y)].wild {
				w.kill(p)
			}
		}
	}
}
