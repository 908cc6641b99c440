package game

import (
	"bytes"
	"fmt"
	"math/bits"
	"slices"
)

// Snapshot is all of a World's state at one stamp. It shares nothing with the
// world and never changes.
type Snapshot struct {
	cfg     Config
	random  []byte // state of the random source
	chunks  []*savedChunk
	walkers [][]walker // by page
	bellies [][]belly  // by page
	free    []uint32
	players []player

	colonies []colony
	vacant   []uint16
	absences []absence
	clock    clock
}

// savedChunk is what a chunk is made of, without what follows from the rest.
type savedChunk struct {
	tree, alive, owned, before plane
	looked                     bool
	owners                     []uint16 // of the owned cells, in reading order
	growths                    []growth
}

// saving is a Snapshot on its way. The parts that grow with the world (chunks,
// walkers by page) are copied a few at a time; whoever changes one that is not
// copied yet copies it first, so that all show one stamp.
type saving struct {
	*Snapshot
	count       int // walkers and free slots when it began
	chunk, page int // the next ones to copy
}

// page is how many walkers are copied at once.
const page = 512

// At is the stamp that the snapshot shows.
func (s *Snapshot) At() Stamp { return s.clock.now }

// BeginSnapshot starts a snapshot of the world as it is now; one that was
// being taken is forgotten. What is done here at once grows with the players,
// the colonies, the absences and the free slots, and by a pointer for each chunk
// and page; the next generation copies all chunks that it changes.
func (w *World) BeginSnapshot() {
	random, err := w.pcg.MarshalBinary()
	if err != nil {
		panic(fmt.Sprintf("game: state of the random source: %v", err))
	}
	w.saving = &saving{count: len(w.walkers), Snapshot: &Snapshot{
		cfg: w.cfg, random: random, clock: w.clock,
		chunks:   make([]*savedChunk, len(w.chunks)),
		walkers:  make([][]walker, (len(w.walkers)+page-1)/page),
		bellies:  make([][]belly, (len(w.walkers)+page-1)/page),
		free:     slices.Clone(w.free),
		players:  slices.Clone(w.players),
		colonies: slices.Clone(w.colonies),
		vacant:   slices.Clone(w.vacant),
		absences: slices.Clone(w.absences),
	}}
}

// ContinueSnapshot copies up to parts chunks and pages of the snapshot that
// was begun; it returns the snapshot when it is whole, else nil.
func (w *World) ContinueSnapshot(parts int) *Snapshot {
	s := w.saving
	if s == nil {
		return nil
	}
	for ; parts > 0 && s.chunk < len(s.chunks); parts-- {
		w.keepChunk(s.chunk)
		s.chunk++
	}
	for ; parts > 0 && s.page < len(s.walkers); parts-- {
		w.keepPage(s.page)
		s.page++
	}
	if s.chunk < len(s.chunks) || s.page < len(s.walkers) {
		return nil
	}
	w.saving = nil
	return s.Snapshot
}

// Snapshot takes one at once.
func (w *World) Snapshot() *Snapshot {
	w.BeginSnapshot()
	return w.ContinueSnapshot(1 << 30)
}

// keepChunk and keepPage copy what is about to change, or whose turn it is.
func (w *World) keepChunk(i int) {
	if s := w.saving; s != nil && s.chunks[i] == nil {
		s.chunks[i] = w.saveChunk(i)
	}
}

func (w *World) saveChunk(i int) *savedChunk {
	c := &w.chunks[i]
	p := c.planes()
	s := &savedChunk{
		tree: p.tree, alive: p.alive, owned: p.owned, looked: c.looked,
		growths: slices.Clone(c.growths),
	}
	if c.looked {
		s.before = c.before
	}
	s.owners = w.appendOwners(nil, i, &s.owned, c.kept)
	return s
}

func (w *World) keepPage(i int) {
	if s := w.saving; s != nil && i < len(s.walkers) && s.walkers[i] == nil {
		s.walkers[i] = slices.Clone(w.walkers[i*page : min((i+1)*page, s.count)])
		s.bellies[i] = slices.Clone(w.bellies[i*page : min((i+1)*page, s.count)])
	}
}

// keepWalker must be called before a walker's record changes.
func (w *World) keepWalker(slot uint32) {
	if w.saving != nil {
		w.keepPage(int(slot) / page)
	}
}

// Restore makes the world that a snapshot shows.
func Restore(s *Snapshot) (*World, error) {
	if err := s.cfg.Validate(); err != nil {
		return nil, fmt.Errorf("restore world: %w", err)
	}
	w := bareWorld(s.cfg)
	if err := w.pcg.UnmarshalBinary(s.random); err != nil {
		return nil, fmt.Errorf("restore random source: %w", err)
	}
	for i := range w.chunks {
		w.restoreChunk(i, s.chunks[i])
	}
	w.clock = s.clock
	w.walkers, w.bellies = slices.Concat(s.walkers...), slices.Concat(s.bellies...)
	w.free, w.players = slices.Clone(s.free), slices.Clone(s.players)
	w.colonies, w.vacant = slices.Clone(s.colonies), slices.Clone(s.vacant)
	w.absences = slices.Clone(s.absences)
	for slot := range w.walkers {
		w.restand(uint32(slot))
	}
	return w, nil
}

// restoreChunk fills a chunk of a bare world. Any of them may stir.
func (w *World) restoreChunk(i int, s *savedChunk) {
	c := &w.chunks[i]
	was := c.planes()
	trees := missing(&was.tree, &s.tree)
	w.open -= trees
	c.open -= trees
	c.live, c.kept = missing(&barren, &s.alive), len(s.owners)
	w.grid.live += c.live
	for y := range c.rows {
		c.rows[y] = row{tree: s.tree[y], alive: s.alive[y], owned: s.owned[y]}
	}
	c.before, c.looked = s.before, s.looked
	c.growths = slices.Clone(s.growths)
	w.stirred[i/64] |= 1 << (i % 64)
	k := 0
	for y, row := range s.owned {
		for ; row != 0; row &= row - 1 {
			*w.ownerAt(i, y, bits.TrailingZeros64(row)) = s.owners[k]
			k++
		}
	}
}

// missing counts the bits of b that a lacks.
func missing(a, b *plane) (n int) {
	for y := range a {
		n += bits.OnesCount64(b[y] &^ a[y])
	}
	return n
}

// restand puts a restored walker on its cell again.
func (w *World) restand(slot uint32) {
	who := &w.walkers[slot]
	switch {
	case !who.here:
		return
	case who.kind == Player:
		w.square(who.at()).players++
	default:
		w.bots++
	}
	w.put(int(who.x), int(who.y))
	w.join(w.chunkOf(who.at()), slot)
}

// Equal tells whether two snapshots show the same world.
func (s *Snapshot) Equal(o *Snapshot) bool {
	return s.cfg == o.cfg && s.clock == o.clock &&
		bytes.Equal(s.random, o.random) &&
		slices.EqualFunc(s.chunks, o.chunks, (*savedChunk).equal) &&
		slices.EqualFunc(s.walkers, o.walkers, slices.Equal) &&
		slices.EqualFunc(s.bellies, o.bellies, slices.Equal) &&
		slices.Equal(s.free, o.free) &&
		slices.Equal(s.players, o.players) &&
		slices.Equal(s.colonies, o.colonies) &&
		slices.Equal(s.vacant, o.vacant) &&
		slices.Equal(s.absences, o.absences)
}

func (s *savedChunk) equal(o *savedChunk) bool {
	return s.tree == o.tree && s.alive == o.alive && s.owned == o.owned &&
		s.looked == o.looked && s.before == o.before &&
		slices.Equal(s.owners, o.owners) && slices.Equal(s.growths, o.growths)
}
