package tui

import (
	"math/bits"
	"slices"
	"time"

	"thicket/game"
)

const (
	placeShot    = 15 * time.Second // how long a place is shown
	compareAfter = 12 * time.Second // so that what changes in the rest of it tells the next
	patch        = 16               // cells: the sides of a place
	patches      = game.ChunkSide / patch
)

// stage finds the places where most changes in a world in which no player is
// awake. It holds on to one frame for 3 s of each 15.
type stage struct {
	before *game.Frame
	shown  [4]int // chunks, the newest first, counted from 1
}

// scout cuts to a place, and every 15 s to another one, if anything changes.
func (d *director) scout(f *game.Frame, now time.Time) {
	s := &d.stage
	switch age := now.Sub(d.since); {
	case d.who != 0 || d.since.IsZero():
		*s = stage{}
		at, ok := s.next(f)
		if !ok {
			at = game.Point{X: f.Width / 2, Y: f.Height / 2}
		}
		d.cut(shot{at: at}, now)
	case age >= placeShot:
		if at, ok := s.next(f); ok {
			d.cut(shot{at: at}, now)
		} else {
			d.since = now
		}
		s.before = nil
	case age >= compareAfter && s.before == nil:
		s.before = f
	}
}

// next is the place where most has changed, one that was not shown lately if
// there is any; where nothing is known yet, where most lives or walks.
func (s *stage) next(f *game.Frame) (at game.Point, ok bool) {
	if s.before != nil && (s.before.Width != f.Width || s.before.Height != f.Height) {
		s.before = nil // another world
	}
	best, most, isNew := 0, 0, false
	across, down := chunks(f.Width), chunks(f.Height)
	for i := range across * down {
		n, unseen := s.changes(f, i%across, i/across), !slices.Contains(s.shown[:], i+1)
		if n > 0 && (unseen && !isNew || unseen == isNew && n > most) {
			best, most, isNew = i, n, unseen
		}
	}
	if most == 0 {
		return game.Point{}, false
	}
	copy(s.shown[1:], s.shown[:])
	s.shown[0] = best + 1
	return s.patch(f, best%across, best/across), true
}

// chunks is how many chunks so many cells take.
func chunks(cells int) int { return (cells + game.ChunkSide - 1) / game.ChunkSide }

// changes counts the cells of a chunk that are not as they were.
func (s *stage) changes(f *game.Frame, cx, cy int) (n int) {
	if s.before != nil && s.before.Chunk(cx, cy) == f.Chunk(cx, cy) {
		return 0
	}
	for y := range game.ChunkSide {
		n += bits.OnesCount64(s.changed(f, cx, cy, y))
	}
	return n
}

// changed are the cells of a row of a chunk that are not as they were.
func (s *stage) changed(f *game.Frame, cx, cy, y int) uint64 {
	now := f.Chunk(cx, cy)
	if s.before == nil {
		return now.Alive(y) | now.Walkers(y)
	}
	then := s.before.Chunk(cx, cy)
	return now.Alive(y) ^ then.Alive(y) | now.Walkers(y) ^ then.Walkers(y)
}

// patch is the middle of the part of a chunk where most has changed.
func (s *stage) patch(f *game.Frame, cx, cy int) game.Point {
	best, most := 0, -1
	for i := range patches * patches {
		n := 0
		for y := range patch {
			row := s.changed(f, cx, cy, i/patches*patch+y)
			n += bits.OnesCount64(row >> (i % patches * patch) & (1<<patch - 1))
		}
		if n > most {
			best, most = i, n
		}
	}
	return game.Point{
		X: min(cx*game.ChunkSide+best%patches*patch+patch/2, f.Width-1),
		Y: min(cy*game.ChunkSide+best/patches*patch+patch/2, f.Height-1),
	}
}
