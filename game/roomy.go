package game

import "math/bits"

// isRoomy tells whether enough open cells can be reached from p, which is
// open; walkers do not count. What is found to hang together is marked, so
// that a million bots enter with few searches; marks of before a planting mean
// nothing.
func (w *World) isRoomy(p Point) bool {
	if w.markedRoomy(p) || w.reachesWithin(p) {
		return true
	}
	if !w.reaches(p) {
		return false
	}
	for q := range w.reached {
		i, row, bit := w.at(q.X, q.Y)
		w.roomyPlane(i)[row] |= bit
	}
	return true
}

// roomyPlane is where the marks of chunk i are.
func (w *World) roomyPlane(i int) *plane {
	c := &w.chunks[i]
	switch {
	case c.roomy == nil:
		c.roomy = new(plane)
	case c.roomyOf != w.plantings:
		clear(c.roomy[:])
	}
	c.roomyOf = w.plantings
	return c.roomy
}

func (w *World) markedRoomy(p Point) bool {
	i, row, bit := w.at(p.X, p.Y)
	c := &w.chunks[i]
	return c.roomy != nil && c.roomyOf == w.plantings && c.roomy[row]&bit != 0
}

// reachesWithin floods the open cells of the chunk that p lies in, 64 at a time, and
// marks them if there are enough of them. Mostly there are.
func (w *World) reachesWithin(p Point) bool {
	i, row, bit := w.at(p.X, p.Y)
	rows := w.chunks[i].rows
	met := plane{}
	met[row] = bit
	for grown := true; grown; {
		grown = false
		for y := range met { // down, then up again
			grown = met.spread(rows, y, max(y-1, 0)) || grown
		}
		for y := side - 1; y >= 0; y-- {
			grown = met.spread(rows, y, min(y+1, side-1)) || grown
		}
	}
	if met.count() < w.enough {
		return false
	}
	roomy := w.roomyPlane(i)
	for y := range met {
		roomy[y] |= met[y]
	}
	return true
}

// spread floods row y from what is met in it and in another row, as far as no tree is
// in the way, and tells whether that is more than before.
func (p *plane) spread(rows *[side]row, y, from int) bool {
	open := ^rows[y].tree
	row := (p[y] | p[from]) & open
	for left, right, n := open, open, 1; n < side; n *= 2 {
		row |= row << n & left
		row |= row >> n & right
		left &= left << n
		right &= right >> n
	}
	grown := row != p[y]
	p[y] = row
	return grown
}

// count counts the bits.
func (p *plane) count() (n int) {
	for _, row := range p {
		n += bits.OnesCount64(row)
	}
	return n
}

// reaches floods the open cells from p until there are enough of them, or
// until one is met that reaches enough. What it flooded stays in w.reached.
func (w *World) reaches(p Point) bool {
	if w.reached == nil {
		w.reached = map[Point]struct{}{}
	}
	clear(w.reached)
	w.reached[p] = struct{}{}
	w.flood = append(w.flood[:0], p)
	for i := 0; i < len(w.flood) && len(w.flood) < w.enough; i++ {
		for d := Up; d <= Right; d++ {
			q := w.flood[i].Step(d)
			if _, been := w.reached[q]; been || w.isTree(q.X, q.Y) {
				continue
			}
			if w.markedRoomy(q) {
				return true
			}
			w.reached[q] = struct{}{}
			w.flood = append(w.flood, q)
		}
	}
	return len(w.flood) >= w.enough
}
