package game

import "math/bits"

// passGenerations makes the generations that are due. Of those that the world
// is late for it makes a second's worth; the rest is dropped and counted.
func (w *World) passGenerations() {
	rate := int64(w.cfg.Generations)
	due := int64(min(w.now, w.ends))*rate/1000 - w.beats
	if due > rate {
		w.dropped += uint64(due - rate)
		w.beats += due - rate
		due = rate
	}
	for range due {
		w.beats++
		w.generate()
	}
}

// generate makes one generation: B3/S23 on open ground, in two passes. In the
// first every row that may change finds out what will be alive, and newborn
// cells inherit the colour of their parents, who are all still there; in the
// second it comes true.
func (w *World) generate() {
	w.generation++
	w.rising, w.next = w.rising[:0], w.next[:0]
	for i, rows := range w.stirred {
		if rows == 0 {
			continue
		}
		w.stirred[i] = 0
		r := rising{chunk: int32(i), first: int32(len(w.next))}
		if r.rows = w.evolve(i, rows); r.rows != 0 {
			w.rising = append(w.rising, r)
			w.keepChunk(i)
			w.inherit(r)
		}
	}
	for _, r := range w.rising {
		w.comeTrue(r)
	}
	w.stingAll()
	w.wildSpores()
	w.dry()
}

// rising is a chunk that changes in this generation, with a bit for each row that does.
// What will be alive in them is in World.next, from first on.
type rising struct {
	chunk, first int32
	rows         uint64
}

// around are the chunks around one, those beyond the rim empty.
type around struct {
	north, south, west, east *chunk
	nw, ne, sw, se           *chunk
}

var wasteland = chunk{rows: new([side]row)} // beyond the rim; nobody writes to it

func (g *grid) around(i int) (a around) {
	a = around{&wasteland, &wasteland, &wasteland, &wasteland, &wasteland, &wasteland, &wasteland, &wasteland}
	x, n := i%g.across, g.across
	west, east := x > 0, x < n-1
	if west {
		a.west = &g.chunks[i-1]
	}
	if east {
		a.east = &g.chunks[i+1]
	}
	if i >= n {
		a.north = &g.chunks[i-n]
		if west {
			a.nw = &g.chunks[i-n-1]
		}
		if east {
			a.ne = &g.chunks[i-n+1]
		}
	}
	if i+n < len(g.chunks) {
		a.south = &g.chunks[i+n]
		if west {
			a.sw = &g.chunks[i+n-1]
		}
		if east {
			a.se = &g.chunks[i+n+1]
		}
	}
	return a
}

// trio adds, for each cell of a row, itself and its neighbours to the left and
// the right: ones and twos are the bits of the sum.
func trio(west, row, east uint64) (ones, twos uint64) {
	l, r := row<<1|west>>63, row>>1|east<<63
	half := l ^ r
	return half ^ row, l&r | half&row
}

// evolve finds out what will be alive in rows of chunk i, and tells which of them are
// different then: those it adds to next. It adds the neighbours of 64 cells at a time.
func (w *World) evolve(i int, rows uint64) (turned uint64) {
	c, a := &w.chunks[i], w.around(i)
	for y := 0; rows>>y != 0; {
		y += bits.TrailingZeros64(rows >> y)
		up0, up1 := a.trio(c, y-1)
		at0, at1 := a.trio(c, y)
		for ; rows>>y&1 != 0; y++ {
			down0, down1 := a.trio(c, y+1)
			r := &c.rows[y]
			next := survivors(up0, up1, at0, at1, down0, down1, r.alive) &^ r.tree
			if next != r.alive {
				turned |= 1 << y
				w.next = append(w.next, next)
			}
			up0, up1, at0, at1 = at0, at1, down0, down1
		}
	}
	return turned
}

// trio is that of row y of the chunk in the middle, from the last one above it to the
// first one below.
func (a *around) trio(c *chunk, y int) (ones, twos uint64) {
	switch {
	case y < 0:
		return trio(a.nw.rows[side-1].alive, a.north.rows[side-1].alive, a.ne.rows[side-1].alive)
	case y >= side:
		return trio(a.sw.rows[0].alive, a.south.rows[0].alive, a.se.rows[0].alive)
	}
	return trio(a.west.rows[y].alive, c.rows[y].alive, a.east.rows[y].alive)
}

// coming is what will be alive in row y, one that changes, of a chunk that rises.
func (w *World) coming(r rising, y int) uint64 {
	return w.next[int(r.first)+bits.OnesCount64(r.rows&(1<<y-1))]
}

// born are the cells of row y that will live and do not yet.
func (w *World) born(r rising, y int) uint64 {
	if r.rows>>y&1 == 0 {
		return 0
	}
	return w.coming(r, y) &^ w.chunks[r.chunk].rows[y].alive
}

// survivors are the cells for which the sum of the nine cells around and
// including them is three, or four with themselves alive: which is B3/S23.
func survivors(a0, a1, b0, b1, c0, c1, alive uint64) uint64 {
	half := a0 ^ b0
	ones := half ^ c0
	carry := a0&b0 | half&c0
	// The twos: how many of these four are set, 1 (a sum of 2 or 3) or 2 (4 or 5).
	x, xy := a1^b1, a1&b1
	y, yz := c1^carry, c1&carry
	one := (x ^ y) &^ (xy | yz)
	two := x&y | (xy^yz)&^(x|y)
	return ones&one | alive&^ones&two
}

// comeTrue lets the next generation of a chunk live.
func (w *World) comeTrue(r rising) {
	i := int(r.chunk)
	c := &w.chunks[i]
	w.hit(r)
	left, top := i%w.across*side, i/w.across*side
	var first, last uint64 // rows whose first, whose last cell changes
	live := 0
	for todo := r.rows; todo != 0; todo &= todo - 1 {
		y := bits.TrailingZeros64(todo)
		was, is := c.rows[y].alive, w.coming(r, y)
		turned := was ^ is
		first |= (turned & 1) << y
		last |= turned >> (side - 1) << y
		live += bits.OnesCount64(is) - bits.OnesCount64(was)
		if died := was &^ is & c.rows[y].owned; died != 0 {
			c.rows[y].owned &^= died
			c.kept -= bits.OnesCount64(died)
			w.loseAll(died, i, y, left, top+y)
		}
		c.rows[y].alive = is
	}
	c.live += live
	w.grid.live += live
	w.changed(i)
	w.stirAround(i, r.rows, first, last)
}

func (w *World) loseAll(cells uint64, i, row, left, y int) {
	for ; cells != 0; cells &= cells - 1 {
		x := bits.TrailingZeros64(cells)
		w.lose(*w.ownerAt(i, row, x), left+x, y)
	}
}

// stir marks what may change because a cell has.
func (g *grid) stir(x, y int) {
	i, row, bit := g.at(x, y)
	rows := uint64(1) << row
	g.stirAround(i, rows, rows*(bit&1), rows*(bit>>(side-1)))
}

// stirAround marks what may change because rows of chunk i have; in some of them the first
// cell has, or the last, which those beside the chunk touch.
func (g *grid) stirAround(i int, rows, first, last uint64) {
	x, y := i%g.across, i/g.across
	g.stirred[i] |= beside(rows)
	g.stirRows(x-1, y, beside(first))
	g.stirRows(x+1, y, beside(last))
	const end = side - 1
	g.stirRows(x-1, y-1, first<<end)
	g.stirRows(x, y-1, rows<<end)
	g.stirRows(x+1, y-1, last<<end)
	g.stirRows(x-1, y+1, first>>end)
	g.stirRows(x, y+1, rows>>end)
	g.stirRows(x+1, y+1, last>>end)
}

// beside are rows and those above and below them in their chunk.
func beside(rows uint64) uint64 { return rows | rows<<1 | rows>>1 }

// stirRows marks that rows of a chunk, if it is there, may change.
func (g *grid) stirRows(x, y int, rows uint64) {
	if rows != 0 && uint(x) < uint(g.across) && uint(y) < uint(g.down) {
		g.stirred[y*g.across+x] |= rows
	}
}
