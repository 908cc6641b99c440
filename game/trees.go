package game

// sowTrees plants clumps until the configured part of the world is trees. The
// glade stays free.
func (w *World) sowTrees() {
	want := w.cfg.Width * w.cfg.Height * w.cfg.Trees / 100
	if w.cfg.Trees == 0 {
		return
	}
	for misses := 0; want > 0 && misses < 1000; {
		size := w.cfg.ClumpMin + w.rng.IntN(w.cfg.ClumpMax-w.cfg.ClumpMin+1)
		grown := w.growClump(min(size, want))
		want -= grown
		if misses++; grown > 0 {
			misses = 0 // only a world full of glade and trees has a thousand in a row
		}
	}
}

// growClump grows one clump of up to size trees from a random cell and tells
// how many it planted. It grows at its young end, so that clumps become walls
// more than discs.
func (w *World) growClump(size int) int {
	const young = 24
	start := Point{w.rng.IntN(w.cfg.Width), w.rng.IntN(w.cfg.Height)}
	if !w.sowable(start) {
		return 0
	}
	w.setTree(start.X, start.Y)
	clump := append(w.clump[:0], start)
	for tries := 0; len(clump) < size && tries < 40*size; tries++ {
		from := clump[len(clump)-1-w.rng.IntN(min(young, len(clump)))]
		next := from.Step(Dir(w.rng.IntN(4)))
		if w.sowable(next) {
			w.setTree(next.X, next.Y)
			clump = append(clump, next)
		}
	}
	w.clump = clump[:0]
	return len(clump)
}

// sowable tells whether a tree may stand on p at the start.
func (w *World) sowable(p Point) bool {
	return w.inside(p.X, p.Y) && !w.inGlade(p) && !w.isTree(p.X, p.Y)
}

// Centre is the middle of the glade.
func (w *World) Centre() Point { return Point{w.cfg.Width / 2, w.cfg.Height / 2} }

// inGlade tells whether p lies within the round glade.
func (w *World) inGlade(p Point) bool {
	dx, dy := p.X-w.Centre().X, p.Y-w.Centre().Y
	return dx*dx+dy*dy <= w.cfg.Glade*w.cfg.Glade
}
