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
	walkers     shadow[walker]
	bellies     shadow[belly]
	chunk, page int // the next ones to copy
}

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
	w.saving = &saving{walkers: shadowOf(len(w.walkers), w.blank.walkers), bellies: shadowOf(len(w.walkers), w.blank.bellies)}
	w.blank = blanks{}
	w.saving.Snapshot = &Snapshot{
		cfg: w.cfg, random: random, clock: w.clock,
		chunks:   make([]*savedChunk, len(w.chunks)),
		walkers:  w.saving.walkers.pages,
		bellies:  w.saving.bellies.pages,
		free:     slices.Clone(w.free),
		players:  slices.Clone(w.players),
		colonies: slices.Clone(w.colonies),
		vacant:   slices.Clone(w.vacant),
		absences: slices.Clone(w.absences),
	}
}

// PrepareSnapshot makes up to so many pages ready for the next snapshot: in its first
// milliseconds bots that step at random touch all of them, and memory that is new to
// the process takes longer to touch than to fill.
func (w *World) PrepareSnapshot(pages int) {
	for ; pages > 0 && len(w.blank.walkers) < len(w.walkers)/page; pages-- {
		w.blank.walkers = append(w.blank.walkers, make([]walker, page))
		w.blank.bellies = append(w.blank.bellies, make([]belly, page))
		clear(w.blank.walkers[len(w.blank.walkers)-1])
		clear(w.blank.bellies[len(w.blank.bellies)-1])
	}
}

// blanks are whole pages in which nothing is yet.
type blanks struct {
	walkers [][]walker
	bellies [][]belly
}

// ContinueSnapshot copies up to so many chunks of the snapshot that was begun, and up to
// so many pages of walkers. It returns the snapshot when it is whole, else nil.
func (w *World) ContinueSnapshot(chunks, pages int) *Snapshot {
	s := w.saving
	if s == nil {
		return nil
	}
	for ; chunks > 0 && s.chunk < len(s.chunks); chunks-- {
		w.keepChunk(s.chunk)
		s.chunk++
	}
	for ; pages > 0 && s.page < len(s.walkers.pages); pages-- {
		s.walkers.keepPage(w.walkers, s.page)
		s.bellies.keepPage(w.bellies, s.page)
		s.page++
	}
	if s.chunk < len(s.chunks) || s.page < len(s.walkers.pages) {
		return nil
	}
	w.saving = nil
	return s.Snapshot
}

// Snapshot takes one at once.
func (w *World) Snapshot() *Snapshot {
	w.BeginSnapshot()
	return w.ContinueSnapshot(1<<30, 1<<30)
}

// keepChunk copies a chunk that is about to change, or whose turn it is.
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
		s.before = *c.before
	}
	s.owners = w.appendOwners(nil, i, &s.owned, c.kept)
	return s
}

// keepWalker must be called before a walker's record changes, and keepBelly before its
// belly does.
func (w *World) keepWalker(slot uint32) {
	if w.saving != nil {
		w.saving.walkers.keep(w.walkers, slot)
	}
}

func (w *World) keepBelly(slot uint32) {
	if w.saving != nil {
		w.saving.bellies.keep(w.bellies, slot)
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
	*c.before, c.looked = s.before, s.looked
	c.growths = slices.Clone(s.growths)
	w.stirred[i] = ^uint64(0)
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
		w.square(who.at()).join(slot)
	default:
		w.bots++
	}
	w.put(int(who.x), int(who.y))
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
