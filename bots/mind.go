package bots

import (
	"math/rand/v2"

	"thicket/game"
)

// mind is what a bot that looks remembers: where it is and what it carries by
// its newest answer, and what it is about.
type mind struct {
	x, y    int16
	spores  uint8
	bumped  bool     // the newest step was blocked
	refused bool     // what it wanted to plant found no place
	heading game.Dir // of the newest step of a detour
	hand    game.Dir // 0: its right hand is on what is in the way, 1: its left
	before  uint8    // steps to the goal where the detour began
	detour  uint8    // steps that it still tries to get past
	detours uint8    // tried since its newest meal
	weary   uint8    // steps that it takes away from what it cannot reach
	trail   uint8    // steps until it looks at the atlas again
	goalX   int16    // where it hunts
	goalY   int16
}

// Detours that do not lead to a meal are of 8, 16, 32 and 64 steps, the later
// the longer; then a bot walks away from what it cannot reach.
const (
	shortDetour = 8
	mostDetours = 4
	wearySteps  = 64
)

func (m *mind) at() game.Point { return game.Point{X: int(m.x), Y: int(m.y)} }

// answered notes what became of an action, or of entering.
func (m *mind) answered(b *game.BatchStep) {
	m.x, m.y, m.spores = b.X, b.Y, b.Spores
	m.bumped = b.Verdict.Blocked() && b.Plant == game.NoPattern
	m.refused = b.Verdict != game.Done && b.Plant != game.NoPattern
}

// towards is the step to a cell: along the longer way unless something stands
// there, else along the other; if both are blocked, past what is there.
func (m *mind) towards(f *game.Frame, to game.Point, rng *rand.Rand) game.Dir {
	if m.detour > 0 {
		return m.past(f, to)
	}
	at := m.at()
	dx, dy := to.X-at.X, to.Y-at.Y
	first, second := game.Right, game.Down
	if dx < 0 {
		first = game.Left
	}
	if dy < 0 {
		second = game.Up
	}
	if max(dx, -dx) < max(dy, -dy) {
		first, second, dy = second, first, dx
	}
	if free(f, at.Step(first)) {
		if at.Step(first) == to {
			m.detours = 0
		}
		return first
	}
	if dy != 0 && free(f, at.Step(second)) {
		return second
	}
	m.evade(first, at.Steps(to), rng)
	return m.past(f, to)
}

// evade begins a detour past what is in a direction, round one of its sides,
// so many steps before a goal.
func (m *mind) evade(want game.Dir, before int, rng *rand.Rand) {
	m.heading = want.RightHand() ^ game.Dir(rng.Uint32()&1)
	m.hand = m.heading.RightHand() ^ want
	m.before = uint8(min(before, 255))
	m.detour = shortDetour << m.detours
	if m.detours++; m.detours == mostDetours {
		m.detours, m.weary = 0, wearySteps
	}
}

// depart is the next step away: straight on, unless something is in the way.
// The detour comes to its end first.
func (m *mind) depart(f *game.Frame, rng *rand.Rand) game.Dir {
	m.weary--
	for range 4 {
		if free(f, m.at().Step(m.heading)) {
			break
		}
		m.heading = wander(rng)
	}
	return m.heading
}

// past is the next step of a detour: with a hand on what is in the way, until
// it is nearer to the goal than where it began.
func (m *mind) past(f *game.Frame, to game.Point) game.Dir {
	m.detour--
	toHand := m.heading.RightHand() ^ m.hand
	for _, d := range [4]game.Dir{toHand, m.heading, toHand ^ 1, m.heading ^ 1} {
		if free(f, m.at().Step(d)) {
			m.heading = d
			break
		}
	}
	if m.at().Step(m.heading).Steps(to) < int(m.before) {
		m.detour = 0
	}
	return m.heading
}

// free tells whether neither a tree nor a walker is on a cell, by the frame.
func free(f *game.Frame, p game.Point) bool {
	if f.Tree(p) {
		return false
	}
	c := f.Chunk(p.X/game.ChunkSide, p.Y/game.ChunkSide)
	return c.Walkers(p.Y%game.ChunkSide)>>(p.X%game.ChunkSide)&1 == 0
}
