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
	now     Stamp
	random  []byte          // state of the random source
	trees   []*[side]uint64 // by chunk
	walkers [][]walker      // by page
	free    []uint32
	players []player
	dozed   Stamp
}

// saving is a Snapshot on its way. The parts that grow with the world (trees
// by chunk, walkers by page) are copied a few at a time; whoever changes one
// that is not copied yet copies it first, so that all show one stamp.
type saving struct {
	*Snapshot
	count       int // walkers and free slots when it began
	chunk, page int // the next ones to copy
}

// page is how many walkers are copied at once.
const page = 512

// At is the stamp that the snapshot shows.
func (s *Snapshot) At() Stamp { return s.now }

// BeginSnapshot starts a snapshot of the world as it is now; one that was
// being taken is forgotten. What is done here at once grows with the players
// and the free slots, and by a pointer for each chunk and page.
func (w *World) BeginSnapshot() {
	random, err := w.pcg.MarshalBinary()
	if err != nil {
		panic(fmt.Sprintf("game: state of the random source: %v", err))
	}
	w.saving = &saving{count: len(w.walkers), Snapshot: &Snapshot{
		cfg: w.cfg, now: w.now, random: random, dozed: w.dozed,
		trees:   make([]*[side]uint64, len(w.chunks)),
		walkers: make([][]walker, (len(w.walkers)+page-1)/page),
		free:    slices.Clone(w.free),
		players: slices.Clone(w.players),
	}}
}

// ContinueSnapshot copies up to parts chunks and pages of the snapshot that
// was begun; it returns the snapshot when it is whole, else nil.
func (w *World) ContinueSnapshot(parts int) *Snapshot {
	s := w.saving
	if s == nil {
		return nil
	}
	for ; parts > 0 && s.chunk < len(s.trees); parts-- {
		w.keepChunk(s.chunk)
		s.chunk++
	}
	for ; parts > 0 && s.page < len(s.walkers); parts-- {
		w.keepPage(s.page)
		s.page++
	}
	if s.chunk < len(s.trees) || s.page < len(s.walkers) {
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
	if s := w.saving; s != nil && s.trees[i] == nil {
		trees := w.chunks[i].tree
		s.trees[i] = &trees
	}
}

func (w *World) keepPage(i int) {
	if s := w.saving; s != nil && i < len(s.walkers) && s.walkers[i] == nil {
		s.walkers[i] = slices.Clone(w.walkers[i*page : min((i+1)*page, s.count)])
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
		w.open -= missing(&w.chunks[i].tree, s.trees[i])
		w.chunks[i].tree = *s.trees[i]
	}
	w.now, w.dozed = s.now, s.dozed
	w.walkers, w.free, w.players = slices.Concat(s.walkers...), slices.Clone(s.free), slices.Clone(s.players)
	for slot := range w.walkers {
		w.restand(uint32(slot))
	}
	return w, nil
}

// missing counts the bits of b that a lacks.
func missing(a, b *[side]uint64) (n int) {
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
	w.put(int(who.x), int(who.y), slot)
}

// Equal tells whether two snapshots show the same world.
func (s *Snapshot) Equal(o *Snapshot) bool {
	return s.cfg == o.cfg && s.now == o.now && s.dozed == o.dozed &&
		bytes.Equal(s.random, o.random) &&
		slices.EqualFunc(s.trees, o.trees, func(a, b *[side]uint64) bool { return *a == *b }) &&
		slices.EqualFunc(s.walkers, o.walkers, slices.Equal) &&
		slices.Equal(s.free, o.free) &&
		slices.Equal(s.players, o.players)
}
