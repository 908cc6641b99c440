package game

// flocks tell who stands in each chunk. A step within a chunk changes nothing
// in them: who stands on which cell is known by the walker alone, since a
// number for each cell would be one more trip to far memory with every step.
type flocks struct {
	byChunk [][]uint32 // slots, in no order
	place   []uint16   // by slot: where in the flock it is
}

func newFlocks(chunks int) flocks { return flocks{byChunk: make([][]uint32, chunks)} }

// join adds a walker to the flock of chunk i, quit takes one out.
func (f *flocks) join(i int, slot uint32) {
	for int(slot) >= len(f.place) {
		f.place = append(f.place, 0)
	}
	f.place[slot] = uint16(len(f.byChunk[i]))
	f.byChunk[i] = append(f.byChunk[i], slot)
}

func (f *flocks) quit(i int, slot uint32) {
	flock := f.byChunk[i]
	last := flock[len(flock)-1]
	flock[f.place[slot]] = last
	f.place[last] = f.place[slot]
	f.byChunk[i] = flock[:len(flock)-1]
}

// walkerAt is the slot of who stands on a cell within the world.
func (w *World) walkerAt(x, y int) (slot uint32, ok bool) {
	i, row, bit := w.at(x, y)
	if w.chunks[i].rows[row].walk&bit == 0 {
		return 0, false
	}
	for _, slot := range w.byChunk[i] {
		if who := &w.walkers[slot]; int(who.x) == x && int(who.y) == y {
			return slot, true
		}
	}
	return 0, false
}
