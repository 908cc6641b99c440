package game

import "sync/atomic"

// Frame is what everybody sees of a world: immutable and shared. In the frames
// of the ticker the chunks that somebody watches are of this very frame, in one
// that welcomes a newcomer their surroundings; the others follow within a
// second.
type Frame struct {
	Number        uint64 // of the frame in its room's run, from 1
	At            Stamp
	Width, Height int
	Bots          int          // in the world now
	Players       []PlayerMark // in the world now
	PlayersSince  uint64       // the number of the frame in which Players last changed
	Generation    uint64       // of the bacteria
	Live          int          // living cells
	Colonies      []ColonyMark // by their number; 0 is the wild
	Milestone     Milestone    // the newest
	Ends          Stamp        // when the round ends, or has ended; 0: never
	Charter       *Charter     // of the world; nil: the meadow
	Talk          []Line       // the newest lines, at most 32, the newest last
	TalkSince     uint64       // the number of the frame in which Talk or Charter last changed

	across  int
	chunks  []*Chunk
	regions *regions
	listed  *atomic.Pointer[roster] // of Players
}

// PlayerMark is a player as everybody sees one.
type PlayerMark struct {
	Walker WalkerID
	At     Point
	Look   Look
	Dozing bool
	Away   bool // they dropped; their walker waits for them
	Guest  bool
	Hearts uint8
	Colony uint16 // its number
	Middle Point  // of the colony, if Biomass is not 0
	Since  Stamp  // when they entered; who is there longest is first in line for the crown
	Crown  bool   // they wear it
	Eyes   int    // who watch them
	Voice  uint64 // theirs, as of a Line; 0: not known yet
	Score
}

// Score is what a player has done in this world.
type Score struct {
	Name    string
	Biomass int // living cells, now
	Best    int // best biomass
	Meals   int
	Stings  int // that cells of theirs gave
}

// ColonyMark is whose the cells of a colony are. A colony whose owner is gone
// is wild.
type ColonyMark struct {
	Walker WalkerID
	Look   Look
	Kind   Kind
	Wild   bool
}

// Chunk is the chunk in column cx and row cy of chunks.
func (f *Frame) Chunk(cx, cy int) *Chunk { return f.chunks[cy*f.across+cx] }

func (f *Frame) inside(p Point) bool {
	return uint(p.X) < uint(f.Width) && uint(p.Y) < uint(f.Height)
}

// Tree tells whether a cell is a tree; beyond the rim all are.
func (f *Frame) Tree(p Point) bool {
	if !f.inside(p) {
		return true
	}
	return f.Chunk(p.X/side, p.Y/side).tree[p.Y%side]>>(p.X%side)&1 != 0
}

// Walker is who stands on a cell.
func (f *Frame) Walker(p Point) (Mark, bool) {
	if !f.inside(p) {
		return Mark{}, false
	}
	c := f.Chunk(p.X/side, p.Y/side)
	if c.walk[p.Y%side]>>(p.X%side)&1 == 0 {
		return Mark{}, false
	}
	return c.Mark(p.X%side, p.Y%side), true
}

// Bacterium is what lives on a cell, and the number of its colony: 0 if it is
// wild.
func (f *Frame) Bacterium(p Point) (colony uint16, alive bool) {
	if !f.inside(p) {
		return 0, false
	}
	c, x, y := f.Chunk(p.X/side, p.Y/side), p.X%side, p.Y%side
	if c.alive[y]>>x&1 == 0 {
		return 0, false
	}
	if c.owned[y]>>x&1 == 0 {
		return 0, true
	}
	number := c.Colony(x, y)
	if f.Colonies[number].Wild {
		return 0, true
	}
	return number, true
}

// changedSince tells whether a chunk that touches r came after frame number n.
func (f *Frame) changedSince(n uint64, r Rect) bool {
	for cy := r.Min.Y / side; cy*side < r.Max.Y; cy++ {
		for cx := r.Min.X / side; cx*side < r.Max.X; cx++ {
			if f.chunks[cy*f.across+cx].Since > n {
				return true
			}
		}
	}
	return false
}
